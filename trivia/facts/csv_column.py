"""One column of a table, read from the columns of a CSV file that its mapping names."""

from collections import Counter
from typing import Final, TypeAlias

from trivia.errors import Place
from trivia.facts.cells import UNKNOWN, Cell, Known, Missing
from trivia.facts.reader import MAX_TEXT, Reader
from trivia.facts.tables import Column, EntityKind
from trivia.facts.text import folded, printable
from trivia.facts.tidy import TIDY
from trivia.facts.values import PLAIN_KINDS, known, plain_value

MAX_REPORTED: Final = 20
"""Mistakes of one column, and rows of a wrong length, that are told one by one; the rest is counted."""

_with_point: Final = TIDY["decimal-comma"][0]

Record: TypeAlias = tuple[int, list[str]]
"""The line that a record starts on, and its texts."""


class CsvColumn:
    """How one column of the table is read, and what was read already.

    Attributes:
        mistakes: How many texts made no cell.
        commas: The texts that are numbers with a decimal comma, with the lines that they first stand on.
        odd: How often what was done that an author may not expect, by what it was.
    """

    def __init__(
        self,
        reader: Reader,
        file: str,
        column: Column,
        kinds: dict[str, EntityKind],
        places: tuple[int, ...],
        steps: tuple[str, ...],
        say: dict[str, str | Missing],
        empty: Cell,
    ) -> None:
        """Read a column.

        Args:
            reader: Collects what is wrong.
            file: The file, as problems call it.
            column: The column.
            kinds: The pack's entities.
            places: Where its text stands in a record; the first that is not empty counts.
            steps: How its texts are tidied.
            say: What the table says for a text of the file.
            empty: The cell for an empty text.
        """
        self._reader = reader
        self._file = file
        self._column = column
        self._kinds = kinds
        self._places = places
        self._steps = [TIDY[step] for step in steps]
        # Whoever wrote 1,515 where commas are decimal would have made it 1.515.
        self._numbers = "1.515 or 51,6" if "decimal-comma" in steps else "1,515 or 51.6"
        self._say = say
        self._empty = empty
        self._shared: dict[str, Cell] = {}
        self.mistakes = 0
        self.commas: list[tuple[int, str]] = []
        self.odd: Counter[str] = Counter()

    def cells(self, records: list[Record]) -> list[Cell]:
        """The cells of the column, one for each record; equal ones are one object."""
        first, *others = self._places
        texts = [record[first] for _, record in records]
        for other in others:
            empty = [number for number, text in enumerate(texts) if not text or text.isspace()]
            for number in empty:
                texts[number] = records[number][1][other]
            taken = sum(bool(texts[number].strip()) for number in empty)
            if taken:
                what = f"had '{self._column.name}' taken from another column, the first being empty"
                self.odd[f"{{count}} {{rows}} {what}"] += taken
        first_borne = dict(zip(reversed(texts), reversed(records), strict=True))
        cells = {text: self._cell(text, first_borne[text][0]) for text in dict.fromkeys(texts)}
        return list(map(cells.__getitem__, texts))

    def _cell(self, raw: str, line: int) -> Cell:
        """What a text of the file means; asked once for each distinct text."""
        text = printable(raw)
        said = self._say.get(text, text)
        if isinstance(said, Missing):
            return said
        text = self._tidied(said)
        if not text:
            empty = self._empty
            return self._shared.setdefault(empty.key, empty) if isinstance(empty, Known) else empty
        if len(text) > MAX_TEXT:
            return self._mistake(line, f"is {len(text):,} characters long; at most {MAX_TEXT:,} fit")
        if self._column.kind == "text":  # most of a file, and nothing can be wrong with it
            key = folded(text)
            found = self._shared.get(key)
            if found is None:
                found = self._shared[key] = Known(text, key)
            return found
        if not self._fits(text):
            if self._column.kind == "number" and plain_value(_with_point(text), "number") is not None:
                self.commas.append((line, text))
                return UNKNOWN
            self.mistakes += 1
            if self.mistakes > MAX_REPORTED:
                return UNKNOWN  # told in a sum; looking for what was meant takes long among many names
        place = Place(self._file, line, 1)
        cell = known(self._reader, text, self._column, self._kinds, place, self._numbers)
        if not isinstance(cell, Known):
            return cell
        return self._shared.setdefault(cell.key, cell)  # one cell for all spellings that mean the same

    def _tidied(self, text: str) -> str:
        for tidy, told in self._steps:
            tidied = tidy(text)
            if tidied != text:
                self.odd[f"{{count}} different {{texts}} for '{self._column.name}' {told}"] += 1
                text = tidied
        return text

    def _fits(self, text: str) -> bool:
        if self._column.kind in PLAIN_KINDS:
            return plain_value(text, self._column.kind) is not None
        return self._kinds[self._column.kind].find(text) is not None

    def _mistake(self, line: int, message: str) -> Missing:
        self.mistakes += 1
        if self.mistakes <= MAX_REPORTED:
            self._reader.problem(Place(self._file, line, 1), f"'{self._column.name}' {message}", "GP205")
        return UNKNOWN
