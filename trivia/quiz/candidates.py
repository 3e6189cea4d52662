"""What could stand among the options: values of one column, with what makes them alike."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final, TypeAlias

from trivia.facts.cells import Known
from trivia.facts.tables import Entity, Facts, Row, Table
from trivia.facts.text import folded, words_of
from trivia.quiz.chance import Chance
from trivia.quiz.pack import Ask, Slot

LONG_FACTOR: Final = 3, 2
"""An answer half as long again as the longest distractor is a cue (Haladyna, Downing and Rodriguez 2002)."""

LONG_MORE: Final = 10
"""Characters that it must have more besides: between short names a difference tells nothing."""

ERAS: Final = (0, 3, 10)
"""Years apart that still count as near, the nearest first: the same year, the same time, the same era."""

Wish: TypeAlias = str | tuple[int, int] | None
"""What a candidate should show along a path: a word, a span of years, or anything."""

_DIGIT: Final = re.compile(r"\d")


class Candidate:
    """A value that could stand among the options. What it looks like is worked out when it is asked for.

    Attributes:
        cell: The value.
        shown: How an option shows it.
        rows: The rows that bear it, in order; empty for an entity that is named elsewhere.
    """

    __slots__ = ("_same", "_shape", "_words", "cell", "rows", "shown")

    def __init__(self, cell: Known, shown: str, rows: Sequence[Row] = ()) -> None:
        self.cell = cell
        self.shown = shown
        self.rows = rows
        self._same = ""
        self._words = ""
        self._shape = -1

    @property
    def same(self) -> str:
        """`shown`, folded: two options may not be the same."""
        if not self._same:
            self._same = folded(self.shown)
        return self._same

    @property
    def words(self) -> str:
        """Its words, folded, with a blank on either side: no prompt may say them."""
        if not self._words:
            self._words = f" {words_of(self.shown)} "
        return self._words

    @property
    def shape(self) -> int:
        """What of its look could give an answer away; see `look`."""
        if self._shape < 0:
            self._shape = look(self.shown)
        return self._shape


def look(text: str) -> int:
    """What of a text's look could give it away, a bit for each of its marks."""
    marks = (
        "(" in text,
        '"' in text or "“" in text,
        _DIGIT.search(text) is not None,
        ":" in text,
        text[:1].islower(),
        text[-1:] in ".!?…",
    )
    return sum(mark << place for place, mark in enumerate(marks))


def stands_out(right: Candidate, wrong: Sequence[Candidate]) -> bool:
    """Whether the right option alone has, or lacks, a look that all the others share, or is far longer."""
    alone, longest = -1, 0
    for other in wrong:
        alone &= right.shape ^ other.shape
        longest = max(longest, len(other.shown))
    length = len(right.shown)
    more, base = LONG_FACTOR
    return alone != 0 or (length >= longest + LONG_MORE and length * base >= longest * more)


class Candidates:
    """All candidates for the options of an ask, to be drawn by what they share.

    Attributes:
        all: Every candidate by key: first those of the table, in its order, then the other entities.
    """

    def __init__(self, facts: Facts, table: Table, ask: Ask, column: str) -> None:
        """Collect the candidates.

        Args:
            facts: The pack's facts.
            table: The ask's table.
            ask: The ask.
            column: The column whose values the options are.
        """
        self._facts, self._table, self._column = facts, table, column
        self._paths = (*ask.alike, *ask.near)
        self._strict = len(ask.alike)
        self._years = tuple(
            path.attribute is None and table.columns[path.column].kind == "year" for path in self._paths
        )
        kind = facts.kinds.get(table.columns[column].kind)
        entities: Mapping[str, Entity] = kind.entities if kind else {}
        self.all: dict[str, Candidate] = {}
        for key, rows in table.index(column).rows.items():
            cell = rows[0].cells[column]
            if isinstance(cell, Known):
                self.all[key] = Candidate(cell, _shown(ask, entities.get(key), cell), rows)
        for name, entity in entities.items():
            if name not in self.all:
                cell = Known(name, name)
                self.all[name] = Candidate(cell, _shown(ask, entity, cell))
        self._order = tuple(self.all.values())
        self._having: list[dict[str, dict[Candidate, None]]] = [{} for _ in self._paths]
        self._spans: list[dict[tuple[int, int], dict[Candidate, None]]] = [{} for _ in self._paths]
        self._pools: dict[tuple[Wish, ...], Sequence[Candidate]] = {}

    def _word(self, path: Slot, cell: object) -> str | None:
        if not isinstance(cell, Known):
            return None
        if path.attribute is None:
            return cell.key
        return self._facts.attribute(self._table, path.column, cell, path.attribute)

    def wanted(self, row: Row) -> tuple[str | None, ...]:
        """What a row shows along each path; `None` where that is not known, and then nothing is wanted."""
        return tuple(self._word(path, row.cells[path.column]) for path in self._paths)

    def shared(self, candidate: Candidate, wanted: Sequence[str | None]) -> int:
        """How many of the `near` paths a candidate shares with what is wanted."""
        count = 0
        for place in range(self._strict, len(self._paths)):
            word = wanted[place]
            if word is None:
                count += 1
            elif self._years[place]:
                count += candidate in self._showing(place, (int(word) - ERAS[1], int(word) + ERAS[1]))
            else:
                count += candidate in self._showing(place, word)
        return count

    @property
    def near_paths(self) -> int:
        """How many `near` paths the ask has."""
        return len(self._paths) - self._strict

    def alike(self, candidate: Candidate, wanted: Sequence[str | None]) -> bool:
        """Whether a candidate shares all that it must."""
        return all(
            (word := wanted[place]) is None or candidate in self._showing(place, word)
            for place in range(self._strict)
        )

    def ranked(self, wanted: tuple[str | None, ...], chance: Chance) -> Iterator[Candidate]:
        """The candidates that share all that they must, in a drawn order, the nearest first.

        Nearest means: sharing the first `near` path counts more than all the paths after it.
        """
        told: set[Candidate] = set()
        for wishes in product(*map(self._wishes, range(len(self._paths)), wanted)):
            for candidate in chance.drawn(self._pool(wishes)):
                if candidate not in told:
                    told.add(candidate)
                    yield candidate

    def _wishes(self, place: int, word: str | None) -> Sequence[Wish]:
        """What to wish for along a path, one after the other."""
        if word is None:
            return (None,)
        if place < self._strict:
            return (word,)
        if self._years[place]:
            year = int(word)
            return (*((year - apart, year + apart) for apart in ERAS), None)
        return (word, None)

    def _pool(self, wishes: tuple[Wish, ...]) -> Sequence[Candidate]:
        """The candidates that show all that is wished for, in a fixed order."""
        found = self._pools.get(wishes)
        if found is None:
            found = self._order
            asked = [(place, wish) for place, wish in enumerate(wishes) if wish is not None]
            if asked:
                shown = [self._showing(place, wish) for place, wish in asked]
                shown.sort(key=len)
                left = list(shown[0])
                for others in shown[1:]:
                    left = [candidate for candidate in left if candidate in others]
                found = left
            self._pools[wishes] = found
        return found

    def _showing(self, place: int, wish: str | tuple[int, int]) -> Mapping[Candidate, None]:
        """The candidates that show one word along a path, or one of a span of years."""
        if isinstance(wish, str):
            having = self._having[place]
            if wish not in having:
                having[wish] = dict.fromkeys(self._with_word(self._paths[place], wish))
            return having[wish]
        spans = self._spans[place]
        if wish not in spans:
            first, last = wish
            years = (self._showing(place, str(year)) for year in range(first, last + 1))
            spans[wish] = {candidate: None for shown in years for candidate in shown}
        return spans[wish]

    def _with_word(self, path: Slot, word: str) -> Iterator[Candidate]:
        """The candidates of which a word is known along a path: of themselves, or of a row they stand in."""
        if path.column == self._column:
            for candidate in self._order:
                if self._word(path, candidate.cell) == word:
                    yield candidate
            return
        if path.attribute is None:
            keys: Iterable[str] = (word,)
        else:
            kind = self._facts.kinds[self._table.columns[path.column].kind]
            keys = [name for name, one in kind.entities.items() if one.attributes.get(path.attribute) == word]
        index = self._table.index(path.column).rows
        for key in keys:
            for row in index.get(key, ()):
                cell = row.cells[self._column]
                if isinstance(cell, Known):
                    yield self.all[cell.key]


def _shown(ask: Ask, entity: Entity | None, cell: Known) -> str:
    return entity.attributes.get(ask.show, cell.shown) if ask.show and entity else cell.shown
