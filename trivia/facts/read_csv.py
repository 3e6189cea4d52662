"""Rows from a CSV file that lies beside the pack: which column is which, and what to make of its cells.

A table of many thousand rows is read before the first question, so every distinct text of a column is
looked at once, however often it stands there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import compress, repeat
from pathlib import Path
from typing import Final, TypeAlias, TypeVar

from msgspec.structs import replace

from trivia.errors import Place
from trivia.facts.cells import NONE, UNKNOWN, Cell, Known, Missing
from trivia.facts.csv_column import MAX_REPORTED, CsvColumn, Record
from trivia.facts.csv_file import CsvFile
from trivia.facts.keys import CSV_KEYS
from trivia.facts.nodes import Mapping, Node, Scalar, described
from trivia.facts.reader import Reader
from trivia.facts.sources import Citation, Source
from trivia.facts.tables import Column, EntityKind, Row
from trivia.facts.text import did_you_mean, folded, listed, printable
from trivia.facts.tidy import TIDY

T = TypeVar("T")

MAX_ROWS: Final = 500_000


_NO_LURES: Final[dict[str, tuple[Known, ...]]] = {}

DEFAULT_LEVEL: Final = 3
_LEVELS: Final = {"": DEFAULT_LEVEL, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}

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
        self._source_file = CsvFile(reader, mapping, folder)
        self._file = ""
        self._odd: Counter[str] = Counter()
        self._again: list[int] = []

    def read(self) -> tuple[str, tuple[Row, ...]]:
        records = self._source_file.records()
        self._file = self._source_file.name
        before = len(self._reader.problems)
        source = self._source()
        if not records:
            return self._file, ()
        header = [printable(name) for name in records[0][1]]
        self._check_header(records[0][0], header)
        readers = self._readers(header)
        wanted = self._conditions("only", header)
        unwanted = self._conditions("except", header)
        levelled = self._level(header)
        if len(self._reader.problems) > before:
            return self._file, ()
        chosen = self._chosen(records, wanted, unwanted)
        self._check_paragraphs(chosen, source)
        levels = repeat(levelled[0]) if levelled[1] < 0 else self._levels(chosen, levelled[1])
        rows = tuple(self._rows(chosen, readers, source, levels))
        self._report(readers)
        return self._file, rows

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
        source = self._sources.get(name)
        if source is not None and not source.unit:
            self._sources[name] = replace(source, unit="row")
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

    def _level(self, header: Sequence[str]) -> tuple[int, int]:
        """The level of every row, and where a record says its own; -1 where it says none."""
        node = self._mapping.get("level")
        if isinstance(node, Scalar) and node.text and not node.text.isdecimal():
            return DEFAULT_LEVEL, self._header(node.text, node.place, header)
        return self._reader.whole_number(node, "level", 1, 5) or DEFAULT_LEVEL, -1

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
        self, records: list[Record], readers: dict[str, CsvColumn], source: str, levels: Iterable[int]
    ) -> Iterator[Row]:
        columns = [column.cells(records) for column in readers.values()]
        for column in readers.values():
            self._odd.update(column.odd)
        # Equal texts share one cell, so that its id tells equal rows.
        alike = _by_row([list(map(id, cells)) for cells in columns], len(records))
        seen: set[tuple[int, ...]] = set()
        number = 0
        told = zip(records, alike, _by_row(columns, len(records)), levels, strict=False)
        for (line, _), same, cells, level in told:
            if same in seen:
                self._again.append(line)
                continue
            seen.add(same)
            number += 1
            cited = (Citation(source, line),)
            yield Row(number, dict(zip(readers, cells, strict=True)), cited, "", _NO_LURES, level, line, 1)

    def _levels(self, records: Sequence[Record], place: int) -> list[int]:
        """The level that each record says, 3 where its text is empty."""
        texts = [record[place].strip() for _, record in records]
        wrong = [(line, text) for (line, _), text in zip(records, texts, strict=True) if text not in _LEVELS]
        for line, text in wrong[:MAX_REPORTED]:
            message = f"level should be a whole number 1–5, found '{printable(text)}'"
            self._reader.problem(Place(self._file, line, 1), message, "GP210")
        self._tell_more("level", len(wrong))
        return [_LEVELS.get(text, DEFAULT_LEVEL) for text in texts]

    def _tell_more(self, name: str, mistakes: int) -> None:
        if mistakes > MAX_REPORTED:
            message = f"{mistakes - MAX_REPORTED:,} more texts of '{name}' are wrong in the same way"
            self._reader.problem(Place(self._file), message, "GP512")

    def _tell_commas(self, name: str, commas: Sequence[tuple[int, str]]) -> None:
        """Numbers with a decimal comma are one matter of the whole column."""
        if commas:
            line, text = commas[0]
            more = f" and {len(commas) - 1:,} more like it" if len(commas) > 1 else ""
            message = f"'{name}' should be a number like 1,515 or 51.6, found '{text}'{more}"
            cure = f"for decimal commas write tidy: {{{name}: decimal-comma}} under csv"
            self._reader.problem(Place(self._file, line, 1), f"{message}; {cure}", "GP332")

    def _report(self, readers: dict[str, CsvColumn]) -> None:
        place = Place(self._file)
        for name, column in readers.items():
            self._tell_commas(name, column.commas)
            self._tell_more(name, column.mistakes)
        if self._again:
            what = "{count} {rows} repeated an earlier row word for word"
            self._odd[f"{what} (the first on line {self._again[0]:,}); it counts once"] += len(self._again)
        for what, count in self._odd.items():
            rows, texts = ("row", "text") if count == 1 else ("rows", "texts")
            told = what.replace("{count}", f"{count:,}").replace("{rows}", rows).replace("{texts}", texts)
            self._reader.note(place, told)
