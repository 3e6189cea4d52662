"""`globes-trivia pack import`: a pack made of questions from elsewhere, or of a spreadsheet of facts."""

import shlex
import sys
from itertools import islice
from pathlib import Path
from typing import Final

from trivia import voice
from trivia.desk.pack_new import tell_next
from trivia.errors import CommandError, ExchangeError
from trivia.facts.text import printable
from trivia.packs.importing.folder import check_place, make_folder, question_files
from trivia.packs.importing.harvest import Harvest
from trivia.packs.importing.incoming import decoded, guessed, read_file
from trivia.packs.importing.settling import settle
from trivia.paths import expanded
from trivia.quiz.generate import every_question
from trivia.quiz.pack import Pack

FINE: Final = 0
MANY: Final = 10_000
"""Questions of a spreadsheet that are counted; a large one may ask any number."""

_ABOUT: Final = {
    "opentdb": "Questions in the shape of the Open Trivia Database, whose own are licensed CC BY-SA 4.0.",
    "json": "Questions that were exported as JSON.",
    "gift": "Questions in Moodle's GIFT format.",
    "aiken": "Questions in the Aiken format.",
    "kahoot": "Questions in Kahoot's spreadsheet.",
    "csv": "A list of questions.",
}
_UNITS: Final = {
    "opentdb": "question",
    "json": "question",
    "gift": "line",
    "aiken": "line",
    "kahoot": "row",
    "csv": "row",
}
"""What tells a question's place in a file of each format."""


def import_file(file: str, out: str, source: str | None, *, approved: bool) -> int:
    """Make a pack of a file.

    Args:
        file: The file.
        out: The folder to make.
        source: What the file is, or `None` to find out.
        approved: Whether a guessed mapping is taken without asking.

    Raises:
        CommandError: If there is no such file, the folder is there already, or a mapping waits for approval.
        ExchangeError: If nothing in it can be taken over.
    """
    path, folder = expanded(file), Path(expanded(out))
    check_place(folder)
    raw = read_file(path)
    name = printable(path.name)
    kind = source or guessed(path.suffix, raw)
    if not kind:
        message = "is none of Open Trivia DB JSON, GIFT, Aiken, Kahoot's .xlsx, CSV or TSV"
        raise ExchangeError(f"{name}: {message} as far as can be seen; say what it is with --from")
    harvest = Harvest()
    try:
        if kind == "csv":
            return _spreadsheet(path, folder, raw, harvest, approved=approved)
        harvest = _read(kind, raw, name)
        return _questions(kind, name, folder, harvest)
    finally:
        _tell(name, harvest)


def _read(kind: str, raw: bytes, name: str) -> Harvest:
    """The questions of a file whose format is known."""
    if kind == "kahoot":
        from trivia.packs.importing.kahoot import read_kahoot
        from trivia.packs.importing.workbook import sheet_rows

        return read_kahoot(sheet_rows(raw, name), name)
    text = decoded(raw, name)
    if kind in ("opentdb", "json"):
        from trivia.packs.importing.opentdb import read_json

        return read_json(text, name)
    if kind == "gift":
        from trivia.packs.importing.gift import read_gift

        return read_gift(text)
    from trivia.packs.importing.aiken import read_aiken

    return read_aiken(text)


def _questions(kind: str, name: str, folder: Path, harvest: Harvest) -> int:
    """Make a pack of questions written by hand."""
    settled = settle(harvest)
    if not settled:
        raise ExchangeError(f"{name}: nothing in it could be taken over")
    make_folder(folder, question_files(settled, folder, name, _ABOUT[kind], _UNITS[kind]))
    lost = sum(remark.lost for remark in harvest.remarks)
    left = f"; {lost:,} left out" if lost else ""
    print(f"{printable(str(folder))}: {voice.counted(len(settled), 'question')} from {name}{left}")
    tell_next(folder)
    return FINE


def _spreadsheet(path: Path, folder: Path, raw: bytes, harvest: Harvest, *, approved: bool) -> int:
    """Make a pack of a list of questions, or of a table of facts."""
    from trivia.packs.importing.facts_table import propose
    from trivia.packs.importing.question_list import is_list, read_list, recognised
    from trivia.packs.importing.records import read_records

    name = printable(path.name)
    known = "\t" if path.suffix.casefold() in (".tsv", ".tab") else ""
    records = read_records(decoded(raw, name), name, harvest, known)
    columns = recognised(records.header)
    if columns is not None and is_list(columns, records):
        read_list(records, columns, harvest)
        return _questions("csv", name, folder, harvest)
    mapping = propose(records, raw, path, folder, columns)
    print(f"{name} as a table of facts:\n\n{mapping.shown}")
    for remark in mapping.remarks:
        print(f"{name}: {remark}")
    if not approved and not _asked():
        raise CommandError("nothing was made; say --yes to take this mapping, or write it by hand")
    pack = make_folder(folder, mapping.files)
    print(
        f"{printable(str(folder))}: {_count(pack)} from {voice.counted(len(records.lines), 'row')} of {name}"
    )
    print(f"The wordings are guessed from the headings: read them in {_shown(folder / 'pack.yaml')}, and say")
    print("them as a host would. `pack preview` shows each as a player sees it.")
    tell_next(folder)
    return FINE


def _asked() -> bool:
    """Whether somebody at a terminal approves."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        return input("Take this mapping? [y/N] ").strip().casefold() in ("y", "yes")
    except EOFError:
        return False


def _count(pack: Pack) -> str:
    found = sum(1 for _ in islice(every_question(pack, 0), MANY))
    return f"{MANY:,} questions and more" if found == MANY else voice.counted(found, "question")


def _shown(path: Path) -> str:
    return printable(shlex.quote(str(path)))


def _tell(name: str, harvest: Harvest) -> None:
    """What stays behind, item by item."""
    for remark in harvest.told():
        print(f"{name}: {printable(str(remark))}", file=sys.stderr)
