"""What could stand among the options: values of one column, with what makes them alike."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Final, TypeAlias

from trivia.facts.cells import Known
from trivia.facts.tables import Entity, Facts, Row, Table
from trivia.facts.text import folded, words_of
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
_MARK: Final = re.compile(r"""[("“:.!?…\d]""")


class Candidate:
    """A value that could stand among the options. What it looks like is worked out when it is asked for.

    Attributes:
        cell: The value.
        shown: How an option shows it.
        rows: The rows that bear it, in order; empty for an entity that is named elsewhere.
        same: `shown`, folded: two options may not be the same.
        words: Its words, folded, with a blank on either side: no prompt may say them.
        shape: What of its look could give an answer away; see `look`.
    """

    __slots__ = ("cell", "rows", "same", "shape", "shown", "words")

    same: str
    words: str
    shape: int

    def __init__(self, cell: Known, shown: str, rows: Sequence[Row] = ()) -> None:
        self.cell = cell
        self.shown = shown
        self.rows = rows

    if not TYPE_CHECKING:

        def __getattr__(self, name):
            """Called while a slot is empty: fill it, and from then on it is read like any other."""
            if name == "same":
                value = folded(self.shown)
            elif name == "words":
                value = f" {words_of(self.shown)} "
            elif name == "shape":
                value = look(self.shown)
            else:
                raise AttributeError(name)
            setattr(self, name, value)
            return value


def look(text: str) -> int:
    """What of a text's look could give it away, a bit for each of its marks."""
    if text and _MARK.search(text) is None:  # most texts
        return text[:1].islower() << 4
    return (
        ("(" in text)
        | ('"' in text or "“" in text) << 1
        | (_DIGIT.search(text) is not None) << 2
        | (":" in text) << 3
        | text[:1].islower() << 4
        | (text[-1:] in ".!?…") << 5
    )


def stands_out(right: Candidate, wrong: Sequence[Candidate]) -> bool:
    """Whether the right option alone has, or lacks, a look that all the others share, or is far longer."""
    shape, length = right.shape, len(right.shown)
    alone, longest = -1, 0
    for other in wrong:
        alone &= shape ^ other.shape
        if len(other.shown) > longest:
            longest = len(other.shown)
    more, base = LONG_FACTOR
    return alone != 0 or (length >= longest + LONG_MORE and length * base >= longest * more)


Shown: TypeAlias = Mapping[Candidate, None]
"""Candidates that show something, in order, and quickly told from those that do not."""


class Values(dict[str, Candidate]):
    """The values of a column, each a candidate, and what they show: asks of one column share them.

    A candidate by its key is made when it is asked for; `order` tells them all.
    """

    def __init__(self, facts: Facts, table: Table, column: str, show: str | None) -> None:
        """Collect the candidates.

        Args:
            facts: The pack's facts.
            table: The table.
            column: The column.
            show: The attribute that they are shown by, or `None` for the value itself.
        """
        super().__init__()
        self._facts, self._table, self._column, self._show = facts, table, column, show
        kind = facts.kinds.get(table.columns[column].kind)
        self._entities: Mapping[str, Entity] = kind.entities if kind else {}
        self._rows = table.index(column).rows
        self._having: dict[Slot, dict[str, Shown]] = {}
        self._spans: dict[tuple[Slot, tuple[int, int]], Shown] = {}

    def __missing__(self, key: str) -> Candidate:
        """A candidate that is asked for the first time; so a game from a large table starts at once."""
        rows = self._rows.get(key, ())
        cell = rows[0].cells[self._column] if rows else None
        if not isinstance(cell, Known):
            cell = Known(self._entities[key].name, key)
        found = self[key] = Candidate(cell, _shown(self._show, self._entities.get(key), cell), rows)
        return found

    @cached_property
    def order(self) -> Sequence[Candidate]:
        """Every candidate: first those of the table, in its order, then the other entities."""
        return tuple([self[key] for key in dict.fromkeys((*self._rows, *self._entities))])

    def word(self, path: Slot, cell: object) -> str | None:
        """What a cell shows along a path; `None` where that is not known."""
        if type(cell) is not Known:
            return None
        if path.attribute is None:
            return cell.key
        return self._facts.attribute(self._table, path.column, cell, path.attribute)

    def showing(self, path: Slot, wish: str | tuple[int, int]) -> Shown:
        """The candidates that show one word along a path, or one of a span of years."""
        if isinstance(wish, str):
            having = self._having.setdefault(path, {})
            if wish not in having:
                having[wish] = dict.fromkeys(self._with_word(path, wish))
            return having[wish]
        span = path, wish
        if span not in self._spans:
            first, last = wish
            years = (self.showing(path, str(year)) for year in range(first, last + 1))
            self._spans[span] = {candidate: None for shown in years for candidate in shown}
        return self._spans[span]

    def _with_word(self, path: Slot, word: str) -> Iterator[Candidate]:
        """The candidates of which a word is known along a path: of themselves, or of a row they stand in."""
        if path.column == self._column:
            for candidate in self.order:
                if self.word(path, candidate.cell) == word:
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
                    yield self[cell.key]


Kept: TypeAlias = dict[tuple[str, str, str | None], Values]
"""The values of tables' columns, as an attribute shows them."""


class Candidates:
    """All candidates for the options of an ask, to be drawn by what they share.

    Attributes:
        all: Every candidate, by key.
        near_paths: How many `near` paths the ask has.
    """

    def __init__(self, facts: Facts, table: Table, ask: Ask, column: str, kept: Kept) -> None:
        """Collect the candidates.

        Args:
            facts: The pack's facts.
            table: The ask's table.
            ask: The ask.
            column: The column whose values the options are.
            kept: What was collected for other asks.
        """
        self._paths = (*ask.alike, *ask.near)
        self._strict = len(ask.alike)
        self.near_paths = len(ask.near)
        self._years = tuple(
            path.attribute is None and table.columns[path.column].kind == "year" for path in self._paths
        )
        name = table.name, column, ask.show
        if name not in kept:
            kept[name] = Values(facts, table, column, ask.show)
        self.all = kept[name]
        self._pools: dict[tuple[Wish, ...], Sequence[Candidate]] = {}
        # By what is wanted: one year's nominees all want the same.
        self._ranks: dict[tuple[str | None, ...], Sequence[tuple[Wish, ...]]] = {}
        self._musts: dict[tuple[str | None, ...], Sequence[Shown]] = {}
        self._nears: dict[tuple[str | None, ...], tuple[int, Sequence[Shown]]] = {}

    def wanted(self, row: Row) -> tuple[str | None, ...]:
        """What a row shows along each path; `None` where that is not known, and then nothing is wanted."""
        cells, word = row.cells, self.all.word
        return tuple([word(path, cells[path.column]) for path in self._paths])

    def shared(self, candidate: Candidate, wanted: tuple[str | None, ...]) -> int:
        """How many of the `near` paths a candidate shares with what is wanted."""
        found = self._nears.get(wanted)
        if found is None:
            found = self._nears[wanted] = self._near(wanted)
        count, known = found
        for shown in known:
            if candidate in shown:
                count += 1
        return count

    def _near(self, wanted: tuple[str | None, ...]) -> tuple[int, Sequence[Shown]]:
        """Along how many `near` paths nothing is wanted, and what shows what is wanted along the others."""
        known: list[Shown] = []
        for place in range(self._strict, len(self._paths)):
            word = wanted[place]
            if word is not None and self._years[place]:
                known.append(self.all.showing(self._paths[place], (int(word) - ERAS[1], int(word) + ERAS[1])))
            elif word is not None:
                known.append(self.all.showing(self._paths[place], word))
        return self.near_paths - len(known), known

    def alike(self, candidate: Candidate, wanted: tuple[str | None, ...]) -> bool:
        """Whether a candidate shares all that it must."""
        musts = self._musts.get(wanted)
        if musts is None:
            strict = enumerate(wanted[: self._strict])
            musts = [self.all.showing(self._paths[place], word) for place, word in strict if word is not None]
            self._musts[wanted] = musts
        for shown in musts:  # noqa: SIM110 - a loop is twice as fast, and asked for each that is drawn
            if candidate not in shown:
                return False
        return True

    def ranked(self, wanted: tuple[str | None, ...]) -> Iterator[Sequence[Candidate]]:
        """The candidates that share all that they must, the nearest first; those come again among the others.

        Nearest means: sharing the first `near` path counts more than all the paths after it.
        """
        ranks = self._ranks.get(wanted)
        if ranks is None:
            ranks = self._ranks[wanted] = list(product(*map(self._wishes, range(len(wanted)), wanted)))
        for wishes in ranks:
            pool = self._pools.get(wishes)
            if pool is None:
                pool = self._pools[wishes] = self._pool(wishes)
            yield pool

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
        asked = [(place, wish) for place, wish in enumerate(wishes) if wish is not None]
        if not asked:
            return self.all.order
        first, *others = sorted(
            [self.all.showing(self._paths[place], wish) for place, wish in asked], key=len
        )
        left = list(first)
        for shown in others:
            left = [candidate for candidate in left if candidate in shown]
        return left


def _shown(show: str | None, entity: Entity | None, cell: Known) -> str:
    return entity.attributes.get(show, cell.shown) if show and entity else cell.shown
