"""`globes-trivia pack export`: a pack's questions for other programs, or to print."""

import sys
from typing import Final

from trivia import voice
from trivia.desk.files import check_place, write_whole
from trivia.errors import CommandError, ExchangeError
from trivia.facts.text import printable
from trivia.packs.exporting.report import Exported
from trivia.packs.library import find_pack, open_pack
from trivia.paths import cache_folder, expanded
from trivia.quiz.draw import draw
from trivia.quiz.generate import every_question
from trivia.quiz.pack import Pack
from trivia.quiz.question import Question
from trivia.session import MAX_LENGTH, MAX_SEED, nothing_to_ask

FINE: Final = 0
SHEETS: Final = {"markdown", "html"}

ENDINGS: Final = {
    ".json": "json",
    ".gift": "gift",
    ".txt": "gift",
    ".xlsx": "kahoot",
    ".apkg": "anki",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
}


MANY: Final = 60
"""Questions from which on a sheet is no evening's quiz."""
NEXT: Final = {
    "json": "for programs, and for globes-trivia pack import",
    "gift": "in Moodle: Question bank, Import, GIFT format",
    "kahoot": "in Kahoot: Create, Add question, Import spreadsheet",
    "anki": "in Anki: File, Import",
    "markdown": "to print, or to read aloud; the answers stand behind the questions",
    "html": "open it in a browser and print it; the answers begin on a page of their own",
}
"""What is to be done with a file of each format."""


def export(
    name: str, out: str, to: str | None, seed: int, length: int | None = None, *, force: bool = False
) -> int:
    """Write the questions of a pack.

    Args:
        name: The pack's name or path.
        out: The file.
        to: The format, or `None` to go by the file's ending.
        seed: Draws the options, and which questions where there is a length.
        length: How many questions at most, drawn as for a game, so that none gives another away; `None` for
            every question.
        force: Whether a file that is there already is written over.

    Raises:
        CommandError: If the command cannot be carried out as it is.
        ExchangeError: If the format can hold none of the questions, or a library is missing.
        PackError: If the pack has mistakes.
    """
    path = expanded(out)
    kind = to or ENDINGS.get(path.suffix.casefold(), "")
    if not kind:
        known = ", ".join(ENDINGS)
        raise CommandError(f"{out!r} ends in none of {known}; say what to write with --to")
    if not 0 <= seed <= MAX_SEED:
        raise CommandError(f"--seed should be 0 to {MAX_SEED}")
    if length is not None and not 1 <= length <= MAX_LENGTH:
        raise CommandError(f"--length should be 1 to {MAX_LENGTH}, found {length}")
    check_place(path, force=force)
    pack = open_pack(find_pack(name, for_author=True), cache_folder())
    questions = list(every_question(pack, seed) if length is None else draw(pack, length, seed))
    if not questions:
        raise nothing_to_ask((pack,))
    exported = _exported(kind, pack, questions, seed)
    for remark in exported.remarks:
        print(printable(remark), file=sys.stderr)
    if not exported.held:
        raise ExchangeError(f"none of the {len(questions):,} questions fits; nothing was written")
    write_whole(path, exported.data)
    left = len(questions) - exported.held
    told = f"; {left:,} left out" if left else ""
    print(f"{printable(str(path))}: {voice.counted(exported.held, 'question')}{told}")
    print(NEXT[kind])
    if kind in SHEETS and exported.held > MANY and length is None:
        print("for a sheet of twenty: --length 20 --force")
    return FINE


def _exported(kind: str, pack: Pack, questions: list[Question], seed: int) -> Exported:
    """What goes into the file."""
    if kind == "json":
        from trivia.packs.exporting.json_file import export_json

        return export_json(pack, questions, seed)
    if kind == "gift":
        from trivia.packs.exporting.gift import export_gift

        return export_gift(pack, questions)
    if kind == "kahoot":
        from trivia.packs.exporting.kahoot import export_kahoot

        return export_kahoot(pack, questions)
    if kind == "anki":
        from trivia.packs.exporting.anki import export_anki

        return export_anki(pack, questions)
    from trivia.packs.exporting.sheet import export_html, export_markdown

    write = export_markdown if kind == "markdown" else export_html
    return write(pack, questions, voice.sources_told)
