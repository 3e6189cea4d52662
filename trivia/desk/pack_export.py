"""`globes-trivia pack export`: a pack's questions for other programs, or to print."""

import sys
from pathlib import Path
from typing import Final

from trivia import voice
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


def export(name: str, out: str, to: str | None, seed: int, length: int | None = None) -> int:
    """Write the questions of a pack.

    Args:
        name: The pack's name or path.
        out: The file.
        to: The format, or `None` to go by the file's ending.
        seed: Draws the options, and which questions where there is a length.
        length: How many questions at most, drawn as for a game, so that none gives another away; `None` for
            every question.

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
    pack = open_pack(find_pack(name, for_author=True), cache_folder())
    questions = list(every_question(pack, seed) if length is None else draw(pack, length, seed))
    if not questions:
        raise nothing_to_ask((pack,))
    exported = _exported(kind, pack, questions, seed)
    for remark in exported.remarks:
        print(printable(remark), file=sys.stderr)
    if not exported.held:
        raise ExchangeError(f"none of the {len(questions):,} questions fits; nothing was written")
    _write(path, exported.data)
    left = len(questions) - exported.held
    told = f"; {left:,} left out" if left else ""
    print(f"{printable(str(path))}: {voice.counted(exported.held, 'question')}{told}")
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

    return export_markdown(pack, questions) if kind == "markdown" else export_html(pack, questions)


def _write(path: Path, data: bytes) -> None:
    """Write a file whole: into a part beside it, which then takes its place.

    Raises:
        CommandError: If that cannot be done.
    """
    try:
        if not path.name or path.is_dir():
            raise CommandError(f"--out should name a file, found '{path}'")
        if path.exists() and not path.is_file():
            raise CommandError(f"{path}: is no plain file, so it is not replaced")
        part = path.with_name(f"{path.name}.part")
        try:
            part.write_bytes(data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise CommandError(
            f"{path}: cannot be written: {getattr(error, 'strerror', None) or error}"
        ) from error
