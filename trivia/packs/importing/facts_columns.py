"""The columns of a spreadsheet of facts: what each is called, and what it holds as far as its texts tell."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from trivia.errors import ExchangeError
from trivia.facts.reader import MAX_TEXT
from trivia.facts.text import folded, printable, shortened
from trivia.facts.tidy import TIDY
from trivia.facts.values import plain_value
from trivia.packs.importing.folder import pack_id
from trivia.packs.importing.headings import labelled
from trivia.packs.importing.records import Records

MIN_DIFFERENT: Final = 3
"""Different texts that a column needs so that its others make wrong options."""

MAX_SHOWN: Final = 80
"""Characters of a text that makes an option; longer ones are prose or links."""

FEW: Final = 5
"""A column is nearly all numbers where of so many texts at most one is none."""

_LEVELS: Final = frozenset(("", "1", "2", "3", "4", "5"))
_YEARS: Final = range(1000, 2101)
_NEVER: Final = frozenset(("sources", "note", "lures", "level", "count", "other", "rows"))
"""What a row or a wording means something else by."""
_LINK: Final = re.compile(r"[a-z]+://", re.IGNORECASE)
_with_point: Final = TIDY["decimal-comma"][0]


class Column(NamedTuple):
    """A column of the spreadsheet.

    Attributes:
        name: What the table calls it.
        header: What the file calls it.
        label: What a prompt calls it.
        unit: The unit of its numbers, where its header names one; else empty.
        kind: Its kind.
        filled: Whether every row has it.
        different: How many different texts it has.
        asked: Whether its texts can be options.
        commas: Whether it holds numbers with a decimal comma.
    """

    name: str
    header: str
    label: str
    unit: str
    kind: str
    filled: bool
    different: int
    asked: bool
    commas: bool


def level_column(records: Records) -> int:
    """Where the levels of the rows stand; -1 where no column is one of levels."""
    for at, header in enumerate(records.header):
        texts = {row[at].strip() for _, row in records.lines}
        if folded(header) in ("level", "difficulty") and "".join(texts) != "" and texts <= _LEVELS:
            return at
    return -1


def columns_of(records: Records, name: str, level: int) -> list[Column]:
    """The columns that a table can hold, without the one of levels.

    Args:
        records: The spreadsheet.
        name: How errors call it.
        level: Where its levels stand; -1 for nowhere.

    Raises:
        ExchangeError: If there is none, or two bear the same name.
    """
    used = [at for at, header in enumerate(records.header) if header and at != level]
    if len(used) == 1 and len(records.header) > 2:
        above = f"the first line says '{shortened(records.header[used[0]])}' and names no other column"
        raise ExchangeError(f"{name}: {above}; let it be the headings, and strike what stands above them")
    headers = [records.header[at] for at in used]
    again = [header for header in headers if headers.count(header) > 1]
    if again:
        raise ExchangeError(f"{name}: the header names the column '{again[0]}' twice; give each its own name")
    texts = {records.header[at]: [printable(row[at]) for _, row in records.lines] for at in used}
    found: list[Column] = []
    for header, column in texts.items():
        if max(map(len, column), default=0) <= MAX_TEXT:  # what is longer is prose, which no cell holds
            found.append(_column(header, column, [one.name for one in found]))
    if not found:
        raise ExchangeError(f"{name}: the first line should name the columns")
    if any(column.commas for column in found):  # then a point parts thousands, in the whole file
        found = [_with_commas(column, texts[column.header]) for column in found]
    return found


def _column(header: str, texts: Sequence[str], taken: Sequence[str]) -> Column:
    filled = [text for text in texts if text]
    label, unit = labelled(header)
    kind = _kind(filled, bool(unit))
    commas = kind == "text" and _kind(list(map(_with_point, filled)), measured=True) == "number"
    kind = "number" if commas else kind
    different = {folded(text) for text in filled}
    long = any(len(text) > MAX_SHOWN or _LINK.match(text) for text in different)
    return Column(
        name=_name(header, taken),
        header=header,
        label=label,
        unit=unit if kind == "number" else "",
        kind=kind,
        filled=len(filled) == len(texts),
        different=len(different),
        asked=len(different) >= MIN_DIFFERENT and not long,
        commas=commas,
    )


def _with_commas(column: Column, texts: Sequence[str]) -> Column:
    """The column, its numbers read as those of a file that writes decimal commas."""
    if column.kind != "number" or column.commas:
        return column
    filled = [text for text in texts if text]
    pointed = list(map(_with_point, filled))
    return column._replace(commas=pointed != filled and _kind(pointed, measured=True) == "number")


def _name(header: str, taken: Sequence[str]) -> str:
    """A name that a column may have, like the header."""
    plain = pack_id(header).replace("-", "_")[:34]
    name = (
        plain.removeprefix("pack_")
        if plain.startswith("pack_") and "pack" not in header.casefold()
        else plain
    )
    name = name if not name or name[0].isalpha() else f"the_{name}"
    name = name or plain
    name = f"the_{name}" if name in _NEVER else name
    number, base = 2, name
    while name in taken:
        name, number = f"{base}_{number}", number + 1
    return name


def _kind(texts: Sequence[str], measured: bool) -> str:
    """The narrowest kind that all texts fit; numbers with a unit are no years."""
    different = set(texts)
    if not different:
        return "text"
    if not measured and all(re.fullmatch("[0-9]{4}", text) and int(text) in _YEARS for text in different):
        return "year"
    for kind in ("number", "date"):
        if all(plain_value(text, kind) is not None for text in different):
            return kind
    return "text"


def remark_on(column: Column, records: Records) -> str:
    """What to say of a column that is nearly all numbers, and taken as text for the sake of a few."""
    if column.kind != "text":
        return ""
    at = records.header.index(column.header)
    texts = [(line, printable(row[at])) for line, row in records.lines if printable(row[at])]
    others = [one for one in texts if plain_value(_with_point(one[1]), "number") is None]
    if not others or len(others) * FEW > len(texts):
        return ""
    line, text = others[0]
    more = f", and {len(others) - 1:,} more texts" if len(others) > 1 else ""
    return (
        f"'{column.header}' is taken as text and not as numbers, for '{text}' is none (line {line:,}{more})"
    )
