"""A spreadsheet of facts: kinds and key are guessed, asks proposed, and the mapping shown for approval.

The guesses are careful: a kind is only guessed where every cell fits it, a key where no two rows share it.
What cannot be seen in a file, such as whether it lists all there is, is not guessed.
"""

import csv
import io
import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Final, NamedTuple

from trivia.errors import ExchangeError
from trivia.facts.csv_file import DELIMITERS
from trivia.facts.reader import MAX_TEXT
from trivia.facts.text import folded, printable
from trivia.packs.importing.facts_asks import asks_of, listed_asks
from trivia.packs.importing.facts_columns import MIN_DIFFERENT, Column, columns_of, level_column, remark_on
from trivia.packs.importing.facts_rows import clash, footnote_remark
from trivia.packs.importing.folder import NAME_THE_SOURCE, SOURCE, pack_id, pack_title, told
from trivia.packs.importing.question_list import Columns
from trivia.packs.importing.records import Records

MOST_TRIED: Final = 8
"""Columns of which a key may be made."""

_SIGNS: Final = {sign: name for name, sign in DELIMITERS.items()}


class Mapping(NamedTuple):
    """What was guessed.

    Attributes:
        text: The pack's YAML, which says it all.
        shown: The part of it that is to be approved.
        files: The files of the pack.
        remarks: What its author may not expect, a sentence each.
    """

    text: str
    shown: str
    files: dict[str, bytes]
    remarks: tuple[str, ...]


def propose(records: Records, raw: bytes, path: Path, out: Path, listed: Columns | None = None) -> Mapping:
    """A pack for a spreadsheet of facts.

    Args:
        records: The spreadsheet.
        raw: The file as it is.
        path: Where it lies.
        out: The folder to be made, for the pack's id.
        listed: The columns of question and answer, where it is a list of questions without wrong answers.

    Raises:
        ExchangeError: If no mapping can be guessed.
    """
    name = printable(path.name)
    level = level_column(records)
    columns = columns_of(records, name, level)
    by_header = {column.header: column for column in columns}
    if listed and not {records.header[listed.prompt], records.header[listed.answer]} <= {*by_header}:
        raise ExchangeError(f"{name}: holds a text that is too long; at most {MAX_TEXT:,} characters fit")
    key = (by_header[records.header[listed.prompt]].name,) if listed else _key(columns, records)
    by_name = {column.name: column for column in columns}
    prompts = [folded(printable(row[listed.prompt])) for _, row in records.lines] if listed else []
    if listed and not _is_key([prompts], records):
        raise ExchangeError(
            f"{name}: has no wrong answers, and repeats a question; give it a column 'wrong 1'"
        )
    if not key:
        message = "no column, and no two or three together, tell each row from the others"
        near = clash(columns, records)
        cure = "add such a column, or map it by hand and say what is complete (docs/packs.md)"
        cure = f"{near}, or {cure}" if near else cure
        raise ExchangeError(f"{name}: {message}, so no wrong answer could be proved; {cure}")
    asks = (
        listed_asks(by_header, records.header, listed)
        if listed
        else asks_of(columns, [by_name[one] for one in key])
    )
    if not asks:
        raise ExchangeError(f"{name}: no column has {MIN_DIFFERENT} different texts to ask for")
    copy = _copy_name(path.name)
    table = re.sub(r"-+", "-", pack_id(path.stem))
    differing = [
        f"{column.name}: {told(column.header)}" for column in columns if column.name != column.header
    ]
    origin = f"    from: {{{', '.join(differing)}}}\n" if differing else ""
    commas = [f"{column.name}: decimal-comma" for column in columns if column.commas]
    tidy = f"    tidy: {{{', '.join(commas)}}}\n" if commas else ""
    as_it_is = _can_be_read(records, raw)
    divided = _SIGNS[records.delimiter] if as_it_is else ","
    delimiter = f"    delimiter: {told(divided)}\n" if divided != "," else ""
    levels = f"    level: {told(records.header[level])}\n" if level >= 0 else ""
    shown = (
        f"- table: {table}\n"
        f"  title: {told(pack_title(out.name))}  # what players read above its questions\n"
        f"  key: [{', '.join(key)}]  # no two rows share it; it proves options wrong\n"
        f"  csv:\n    file: {told(copy)}\n    source: {SOURCE}\n"
        f"{delimiter}{origin}{tidy}{levels}"
        f"  columns: {{{', '.join(f'{column.name}: {column.kind}' for column in columns)}}}\n"
        f"  # The wordings are guessed from the headings. Read each aloud, and say it as a host would.\n"
        f"  ask:\n{''.join(asks)}"
    )
    manifest = f"pack: {pack_id(out.name)}\ntitle: {told(pack_title(out.name))}\n{NAME_THE_SOURCE}"
    text = f"{manifest}sources:\n- {{id: {SOURCE}, title: {told(name)}}}\ntables:\n{shown}"
    copied = raw if as_it_is else _copy(records)
    remarks = tuple(filter(None, (footnote_remark(records), *(remark_on(one, records) for one in columns))))
    return Mapping(text, shown, {"pack.yaml": text.encode(), copy: copied}, remarks)


# The key.


def _key(columns: list[Column], records: Records) -> tuple[str, ...]:
    """The fewest columns that tell every row from the others; texts before numbers, first ones first."""
    texts = {
        column.name: [folded(printable(row[at])) for _, row in records.lines]
        for column in columns
        for at in [records.header.index(column.header)]
    }
    usable = [column for column in columns if column.filled and column.different > 1]
    usable.sort(key=lambda column: (column.kind == "number", column.kind != "text"))
    for size in (1, 2, 3):
        for group in combinations(usable[:MOST_TRIED], size):
            if all(column.kind == "number" for column in group):
                continue  # a measure that happens to differ names nothing
            if _is_key([texts[column.name] for column in group], records):
                return tuple(column.name for column in columns if column in group)
    return ()


def _is_key(columns: Sequence[Sequence[str]], records: Records) -> bool:
    """Whether these texts tell every row from the others."""
    seen: dict[tuple[str, ...], list[str]] = {}
    for (_, row), texts in zip(records.lines, zip(*columns, strict=True), strict=True):
        if not all(texts) or seen.setdefault(texts, row) != row:  # rows that say the same count once
            return False
    return True


# The copy.


def _copy_name(name: str) -> str:
    """What the copy is called."""
    stem = re.sub(r"[^\w .-]", "_", Path(printable(name)).stem).strip(" .") or "table"
    return f"{stem}.csv"


def _can_be_read(records: Records, raw: bytes) -> bool:
    """Whether a pack can read the file as it is, so that a later one may take its place."""
    marked = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    return records.whole and not marked and b"\r" not in raw.replace(b"\r\n", b"")


def _copy(records: Records) -> bytes:
    """The sound rows as CSV, each on its old line."""
    told_rows = io.StringIO(newline="")
    writer = csv.writer(told_rows, lineterminator="\n")
    line = 1
    for start, row in [(1, records.header), *records.lines]:
        told_rows.write("\n" * (start - line))  # so that a citation's line is the line of the file
        writer.writerow(row)
        line = max(line, start) + 1 + sum(cell.count("\n") for cell in row)
    return told_rows.getvalue().encode(errors="replace")
