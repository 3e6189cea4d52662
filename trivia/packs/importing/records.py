"""CSV and TSV from anywhere, as records with their lines."""

import csv
from io import StringIO
from typing import Final, NamedTuple

from trivia.errors import ExchangeError
from trivia.facts.read_csv import MAX_ROWS
from trivia.facts.text import printable
from trivia.packs.importing.harvest import Harvest

DELIMITERS: Final = (",", ";", "\t", "|")
MAX_COLUMNS: Final = 200
_LOOKED_AT: Final = 200


class Records(NamedTuple):
    """A spreadsheet.

    Attributes:
        header: The names of its columns.
        lines: The records that are as long as the header, with the line that each starts on.
        delimiter: What stands between cells.
        whole: Whether every record is there as it stands in the file.
    """

    header: list[str]
    lines: list[tuple[int, list[str]]]
    delimiter: str
    whole: bool


def read_records(text: str, name: str, harvest: Harvest, delimiter: str = "") -> Records:
    """The records of a text.

    Args:
        text: The whole file.
        name: How errors call it.
        harvest: Gets a remark for every record of another length than the header.
        delimiter: What stands between cells; empty to find out.

    Raises:
        ExchangeError: If it is no table.
    """
    delimiter = delimiter or _delimiter(text)
    every = _parsed(text, name, delimiter)
    rows = [(line, row) for line, row in every if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise ExchangeError(f"{name}: has no rows; its first line should name the columns")
    header = [printable(cell) for cell in rows[0][1]]
    if len(header) > MAX_COLUMNS:
        raise ExchangeError(f"{name}: has {len(header)} columns; at most {MAX_COLUMNS} are read")
    if len(rows) > MAX_ROWS:
        raise ExchangeError(f"{name}: has more than {MAX_ROWS:,} rows; split it")
    while (
        len(header) > 1 and not header[-1] and all(len(row) < len(header) or not row[-1] for _, row in rows)
    ):
        header.pop()  # a delimiter at the end of every line
        rows, every = [(line, row[: len(header)]) for line, row in rows], []
    found = []
    for line, row in rows[1:]:
        if len(row) == len(header):
            found.append((line, row))
        else:
            why = f"it has {len(row)} cells where the header has {len(header)}"
            harvest.lose(f"line {line:,}", why, delimiter.join(row))
    return Records(header, found, delimiter, len(found) == len(every) - 1)


def _parsed(text: str, name: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """All records but blank lines, the header first."""
    records = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found, start = list[tuple[int, list[str]]](), 1
    try:
        for row in records:
            if row:
                found.append((start, row))
            start = records.line_num + 1
    except csv.Error as error:
        raise ExchangeError(f"{name}: line {start:,}: is not CSV: {error}") from error
    return found


def _delimiter(text: str) -> str:
    """What stands between cells: what cuts the first lines into the most columns, all of one number."""
    best, most = ",", (False, 0)
    for delimiter in DELIMITERS:
        try:
            records = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
            lengths = [len(row) for row, _ in zip(records, range(_LOOKED_AT), strict=False) if row]
        except csv.Error:
            continue
        even = bool(lengths) and lengths.count(lengths[0]) * 10 >= len(lengths) * 9
        if lengths and lengths[0] > 1 and (even, lengths[0]) > most:
            best, most = delimiter, (even, lengths[0])
    return best
