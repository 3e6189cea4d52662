"""The CSV file of a table: found beside the pack, read with care, and cut into records."""

import csv
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Final

from trivia.errors import Place
from trivia.facts.csv_column import MAX_REPORTED, Record
from trivia.facts.file_kinds import no_text
from trivia.facts.nodes import Mapping, Scalar, described
from trivia.facts.reader import Reader
from trivia.facts.text import listed

MAX_BYTES: Final = 50_000_000
DELIMITERS: Final = {",": ",", ";": ";", "|": "|", "tab": "\t"}
"""What may stand between cells, by how a mapping says it."""


class CsvFile:
    """The file that a mapping names.

    Attributes:
        name: The file, as problems call it; empty before it is looked for.
    """

    def __init__(self, reader: Reader, mapping: Mapping, folder: Path) -> None:
        """Name a file.

        Args:
            reader: Collects what is wrong, and keeps what was read for other tables.
            mapping: The value of `csv:`.
            folder: The folder that the file must lie in.
        """
        self._reader = reader
        self._mapping = mapping
        self._folder = folder
        self.name = ""

    def records(self) -> list[Record]:
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
        self.name = str(path)
        delimiter = self._delimiter()
        found = self._reader.files.get((self.name, delimiter))
        if found is None:
            text = self._text(path)
            found = [] if self._is_divided_otherwise(text, delimiter) else self._parsed(text, delimiter)
            if found:  # what cannot be read is told to every table that names it
                self._reader.files[self.name, delimiter] = found
        return found

    def _delimiter(self) -> str:
        node = self._mapping.get("delimiter")
        if node is None:
            return ","
        written = node.text if isinstance(node, Scalar) else ""
        if written not in DELIMITERS:
            message = f"delimiter should be one of {listed(DELIMITERS)}, found {described(node)}"
            self._reader.problem(node.place, message, "GP514")
        return DELIMITERS.get(written, ",")

    def _is_divided_otherwise(self, text: str, delimiter: str) -> bool:
        """Whether another sign stands between the cells, which is told; then nothing else fits either."""
        first = text.partition("\n")[0].strip()
        origins = self._mapping.get("from")
        named = origins.entries if isinstance(origins, Mapping) else ()
        if delimiter in first or any(isinstance(node, Scalar) and node.text == first for _, node in named):
            return False
        other = max(DELIMITERS, key=lambda name: first.count(DELIMITERS[name]))
        if DELIMITERS[other] not in first:
            return False
        known = next(name for name, sign in DELIMITERS.items() if sign == delimiter)
        message = f"its cells are divided by '{other}', and not by '{known}'"
        place = Place(self.name, 1, 1)
        cure = "leave delimiter out" if other == "," else f"write delimiter: '{other}' under csv"
        self._reader.problem(place, f"{message}; {cure}", "GP513")
        return True

    def _text(self, path: Path) -> str:
        """The text of a file; empty with a problem noted where there is none."""
        reader, place = self._reader, Place(self.name)
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
        if told := no_text(raw):
            reader.problem(place, told, "GP104")
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
        return Place(self.name, raw.count(b"\n", 0, offset) + 1, 1)

    def _parsed(self, text: str, delimiter: str) -> list[Record]:
        """The records of a text with the line that each starts on; one of another length is noted."""
        reader, start, width, ragged = self._reader, 1, 0, 0
        found: list[Record] = []
        records = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        with suppress(csv.Error):  # nearly every file: a record a line, all of one length
            rows = list(records)
            if records.line_num == len(rows) and len(set(map(len, rows))) == 1:
                return list(enumerate(rows, start=1))
        records = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            for record in records:
                width = width or len(record)
                if record and len(record) == width:
                    found.append((start, record))
                elif record:
                    ragged += 1
                    if ragged <= MAX_REPORTED:
                        message = f"has {len(record)} cells where the header has {width}"
                        reader.problem(Place(self.name, start, 1), message, "GP504")
                start = records.line_num + 1
        except csv.Error as error:
            reader.problem(Place(self.name, start, 1), f"not CSV: {error}", "GP505")
        if ragged > MAX_REPORTED:
            more = ragged - MAX_REPORTED
            reader.problem(
                Place(self.name), f"{more:,} more rows have another length than the header", "GP512"
            )
        return found
