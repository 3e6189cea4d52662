"""Rows from a CSV file that lies beside the pack: which column is which, and what to make of its cells.

A table of many thousand rows is read before the first question, so every distinct text of a column is
looked at once, however often it stands there.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from fnmatch import fnmatchcase
from io import StringIO
from itertools import compress, repeat
from pathlib import Path
from typing import Final, TypeAlias, TypeVar

from trivia.errors import Place
from trivia.facts.cells import NONE, UNKNOWN, Cell, Known, Missing
from trivia.facts.csv_column import MAX_REPORTED, CsvColumn, Record
from trivia.facts.keys import CSV_KEYS
from trivia.facts.nodes import Mapping, Node, Scalar, described
from trivia.facts.reader import Reader
from trivia.facts.sources import Citation, Source
from trivia.facts.tables import Column, EntityKind, Row
from trivia.facts.text import did_you_mean, folded, listed, printable
from trivia.facts.tidy import TIDY

T = TypeVar("T")

MAX_BYTES: Final = 50_000_000
MAX_ROWS: Final = 500_000


_NO_LURES: Final[dict[str, tuple[Known, ...]]] = {}

Condition: TypeAlias = tuple[int, tuple[str, ...]]
"""Where a text stands in a record, and the patterns of which it must match one."""


def _matches(text: str, patterns: Sequence[str]) -> bool:
    word = folded(text)
    return any(fnmatchcase(word, pattern) for pattern in patterns)


def _pattern(text: str) -> str:
    """The pattern in which only `*` stands for anything."""
    return text.replace("[", "[[]").replace("?", "[?]")


def _by_row(columns: Sequence[Sequence[T]], rows: int) -> Iterable[tuple[T, ...]]:
    """What columns hold, row by row; a table without columns has rows all the same."""
    return zip(*columns, strict=True) if columns else repeat((), rows)


def read_csv_rows(
    reader: Reader,
    node: Node,
    columns: dict[str, Column],
    defaults: dict[str, Cell],
    kinds: dict[str, EntityKind],
    sources: dict[str, Source],
    folder: Path,
) -> tuple[str, tuple[Row, ...]]:
    """Read the rows of a table from the CSV file that its `csv:` names.

    Args:
        reader: Collects what is wrong, and notes what is odd.
        node: The value of `csv:`.
        columns: The table's columns.
        defaults: The cell for a column whose text is empty; unknown where there is none.
        kinds: The pack's entities.
        sources: The pack's sources.
        folder: The folder that the file must lie in.

    Returns:
        The file, as problems call it, and the rows.
    """
    mapping = reader.mapping(node, "csv", CSV_KEYS)
    if not isinstance(node, Mapping):
        return "", ()
    return _CsvTable(reader, mapping, columns, defaults, kinds, sources, folder).read()


class _CsvTable:
    """One table read from one file."""

    def __init__(
        self,
        reader: Reader,
        mapping: Mapping,
        columns: dict[str, Column],
        defaults: dict[str, Cell],
        kinds: dict[str, EntityKind],
        sources: dict[str, Source],
        folder: Path,
    ) -> None:
        self._reader = reader
        self._mapping = mapping
        self._columns = columns
        self._defaults = defaults
        self._kinds = kinds
        self._sources = sources
        self._folder = folder
        self._file = ""
        self._files = reader.files
        self._odd: Counter[str] = Counter()

    def read(self) -> tuple[str, tuple[Row, ...]]:
        records = self._records()
        before = len(self._reader.problems)
        source = self._source()
        if not records:
            return self._file, ()
        header = [printable(name) for name in records[0][1]]
        self._check_header(records[0][0], header)
        readers = self._readers(header)
        wanted = self._conditions("only", header)
        unwanted = self._conditions("except", header)
        level = self._reader.whole_number(self._mapping.get("level"), "level", 1, 5) or 3
        if len(self._reader.problems) > before:
            return self._file, ()
        chosen = self._chosen(records, wanted, unwanted)
        self._check_paragraphs(chosen, source)
        rows = tuple(self._rows(chosen, readers, source, level))
        self._report(readers)
        return self._file, rows

    # The file.

    def _records(self) -> list[Record]:
        """The records of the file, the header first; none where it cannot be read."""
        reader, mapping = self._reader, self._mapping
        name = reader.text(mapping.get("file"), "csv's file", place=mapping.place)
        if not name:
            return []
        path = self._folder / name
        if path.name != name:
            message = f"the file '{name}' should lie beside the pack's own; give its name alone"
            reader.problem(mapping.place, message, "GP501")
            return []
        self._file = str(path)
        found = self._files.get(self._file)
        if found is None:
            found = self._parsed(self._text(path))
            if found:  # what cannot be read is told to every table that names it
                self._files[self._file] = found
        return found

    def _text(self, path: Path) -> str:
        """The text of a file; empty with a problem noted where there is none."""
        reader, place = self._reader, Place(self._file)
        try:
            if not path.is_file():
                reader.problem(
                    self._mapping.place, f"there is no file '{path.name}' beside the pack's own", "GP502"
                )
                return ""
            with path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
        except OSError as error:
            reader.problem(place, f"cannot be read: {error.strerror or error}", "GP102")
            return ""
        if len(raw) > MAX_BYTES:
            reader.problem(place, f"is larger than {MAX_BYTES // 1_000_000} MB; split it", "GP103")
            return ""
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            reader.problem(self._at(raw, error.start), "is not UTF-8; save it as UTF-8", "GP104")
            return ""
        if b"\0" in raw:  # which Python's own reader takes from 3.11 on, and did not before
            reader.problem(self._at(raw, raw.index(b"\0")), "is not text; a NUL byte stands here", "GP104")
            return ""
        if not text.strip():
            reader.problem(place, "is empty; its first line should name the columns", "GP503")
            return ""
        return text

    def _at(self, raw: bytes, offset: int) -> Place:
        return Place(self._file, raw.count(b"\n", 0, offset) + 1, 1)

    def _parsed(self, text: str) -> list[Record]:
        """The records of a text with the line that each starts on; one of another length is noted."""
        reader, start, width, ragged = self._reader, 1, 0, 0
        found: list[Record] = []
        records = csv.reader(StringIO(text, newline=""), strict=True)
        with suppress(csv.Error):  # nearly every file: a record a line, all of one length
            rows = list(records)
            if records.line_num == len(rows) and len(set(map(len, rows))) == 1:
                return list(enumerate(rows, start=1))
        records = csv.reader(StringIO(text, newline=""), strict=True)
        try:
            for record in records:
                width = width or len(record)
                if record and len(record) == width:
                    found.append((start, record))
                elif record:
                    ragged += 1
                    if ragged <= MAX_REPORTED:
                        message = f"has {len(record)} cells where the header has {width}"
                        reader.problem(Place(self._file, start, 1), message, "GP504")
                start = records.line_num + 1
        except csv.Error as error:
            reader.problem(Place(self._file, start, 1), f"not CSV: {error}", "GP505")
        if ragged > MAX_REPORTED:
            more = ragged - MAX_REPORTED
            reader.problem(
                Place(self._file), f"{more:,} more rows have another length than the header", "GP512"
            )
        return found

    def _check_header(self, line: int, header: Sequence[str]) -> None:
        """A name that two columns bear means neither; columns without one are nobody's."""
        for name, times in Counter(header).items():
            if name and times > 1:
                message = f"the header names the column '{name}' {times} times; give each its own name"
                self._reader.problem(Place(self._file, line, 1), message, "GP506")

    # The mapping.

    def _source(self) -> str:
        node = self._mapping.get("source")
        name = self._reader.text(node, "csv's source (the id of a source)", place=self._mapping.place)
        if name and name not in self._sources and node is not None:
            cure = did_you_mean(name, self._sources)
            self._reader.problem(node.place, f"there is no source '{name}'.{cure}", "GP304")
        return name

    def _check_paragraphs(self, records: Sequence[Record], source: str) -> None:
        """A row cites its line, so a source that says how long it is must have that line."""
        paragraphs = self._sources[source].paragraphs
        if paragraphs is not None and records and records[-1][0] > paragraphs:
            message = f"rows cite up to line {records[-1][0]}, but '{source}' has {paragraphs} paragraphs"
            self._reader.problem(self._mapping.place, f"{message}; leave them out for a spreadsheet", "GP507")

    def _header(self, name: str, place: Place, header: Sequence[str]) -> int:
        """Where a column of the file stands; 0 with a problem noted where it has no such column."""
        if name in header:
            return header.index(name)
        cure = did_you_mean(name, header) or f" Its columns: {listed(header)}."
        self._reader.problem(place, f"the file has no column '{name}'.{cure}", "GP508")
        return 0

    def _readers(self, header: Sequence[str]) -> dict[str, CsvColumn]:
        """How each column of the table is read."""
        reader, mapping = self._reader, self._mapping
        parts = {
            part: reader.mapping(node, part, self._columns)
            for part in ("from", "tidy", "say")
            if (node := mapping.get(part)) is not None
        }
        found: dict[str, CsvColumn] = {}
        for column in self._columns.values():
            origin = parts["from"].get(column.name) if "from" in parts else None
            named = reader.names(origin, "from") if origin is not None else ((column.name, mapping.place),)
            places = tuple(self._header(name, place, header) for name, place in named)
            if origin is not None and not named:
                self._reader.problem(
                    origin.place, f"'{column.name}' should come from a column of the file", "GP509"
                )
            tidy = parts["tidy"].get(column.name) if "tidy" in parts else None
            written = reader.names(tidy, "tidy", apart="")
            steps = [step for text, place in written if (step := self._step(text, place))]
            say = parts["say"].get(column.name) if "say" in parts else None
            found[column.name] = CsvColumn(
                reader,
                self._file,
                column,
                self._kinds,
                places,
                tuple(steps),
                self._words(say, column),
                self._defaults.get(column.name, UNKNOWN),
            )
        return found

    def _step(self, text: str, place: Place) -> str:
        if text in TIDY:
            return text
        cure = did_you_mean(text, TIDY) or f" Steps: {listed(TIDY)}."
        self._reader.problem(place, f"unknown tidy step '{text}'.{cure}", "GP510")
        return ""

    def _words(self, node: Node | None, column: Column) -> dict[str, str | Missing]:
        """Read `say: {win: {"TRUE": won}}`: what the table says for a text of the file."""
        if node is None:
            return {}
        if not isinstance(node, Mapping):
            self._reader.problem(
                node.place, f"say should be text: text pairs, found {described(node)}", "GP212"
            )
            return {}
        return {key.text: self._word(value, f"'{key.text}'", column) for key, value in node.entries}

    def _word(self, node: Node, what: str, column: Column) -> str | Missing:
        """What stands for a text: another text, or `none` or `unknown` as in any cell."""
        if isinstance(node, Scalar) and node.plain and node.text in ("none", "unknown"):
            if node.text == "none" and not column.optional:
                cure = f"write 'unknown', or declare it as '{column.kind}?'"
                self._reader.problem(node.place, f"'{column.name}' may not be none; {cure}", "GP331")
            return NONE if node.text == "none" else UNKNOWN
        return self._reader.text(node, what)

    def _conditions(self, key: str, header: Sequence[str]) -> list[Condition]:
        """Read `only: {category: ["*Actor*"]}`: the place of a column and the texts that count, folded."""
        node = self._mapping.get(key)
        if node is None:
            return []
        if not isinstance(node, Mapping):
            self._reader.problem(
                node.place, f"{key} should be column: text pairs, found {described(node)}", "GP212"
            )
            return []
        return [
            (self._header(name.text, name.place, header), tuple(self._patterns(value, key)))
            for name, value in node.entries
        ]

    def _patterns(self, node: Node, key: str) -> Iterator[str]:
        """The patterns of a condition; an empty one means an empty text."""
        for item in [node] if isinstance(node, Scalar) else self._reader.items(node, key):
            empty = isinstance(item, Scalar) and not item.text
            yield _pattern(folded("" if empty else self._reader.text(item, key)))

    # The rows.

    def _chosen(
        self, records: list[Record], wanted: Sequence[Condition], unwanted: Sequence[Condition]
    ) -> list[Record]:
        """The records that meet `only` and not `except`."""
        chosen = records[1:]
        for conditions, keep in ((wanted, True), (unwanted, False)):
            for place, patterns in conditions:
                texts = [record[place] for _, record in chosen]
                kept = {text for text in set(texts) if _matches(text, patterns) is keep}
                chosen = list(compress(chosen, map(kept.__contains__, texts)))
        left_out = len(records) - 1 - len(chosen)
        if left_out:
            self._odd["{count} {rows} left out by 'only' and 'except'"] += left_out
        if len(chosen) > MAX_ROWS:
            self._reader.problem(Place(self._file), f"has more than {MAX_ROWS:,} rows; split it", "GP511")
        return chosen[:MAX_ROWS]

    def _rows(
        self, records: list[Record], readers: dict[str, CsvColumn], source: str, level: int
    ) -> Iterator[Row]:
        columns = [column.cells(records) for column in readers.values()]
        for column in readers.values():
            self._odd.update(column.odd)
        # Equal texts share one cell, so that its id tells equal rows.
        alike = _by_row([list(map(id, cells)) for cells in columns], len(records))
        seen: set[tuple[int, ...]] = set()
        number = 0
        for (line, _), same, cells in zip(records, alike, _by_row(columns, len(records)), strict=True):
            if same in seen:
                self._odd["{count} {rows} repeated an earlier row word for word; it counts once"] += 1
                continue
            seen.add(same)
            number += 1
            cited = (Citation(source, line),)
            yield Row(number, dict(zip(readers, cells, strict=True)), cited, "", _NO_LURES, level, line, 1)

    def _report(self, readers: dict[str, CsvColumn]) -> None:
        place = Place(self._file)
        for name, column in readers.items():
            if column.mistakes > MAX_REPORTED:
                more = column.mistakes - MAX_REPORTED
                self._reader.problem(
                    place, f"{more:,} more texts of '{name}' are wrong in the same way", "GP512"
                )
        for what, count in self._odd.items():
            rows, texts = ("row", "text") if count == 1 else ("rows", "texts")
            told = what.replace("{count}", f"{count:,}").replace("{rows}", rows).replace("{texts}", texts)
            self._reader.note(place, told)
