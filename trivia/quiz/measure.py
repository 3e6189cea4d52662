"""What can be counted or compared: each subject with its amount, where the facts leave no doubt of it.

An amount is a number, a year or a day that a table gives a subject, or a count of rows. It is certain only
where no row that is unknown, disputed or not listed could change it; what is not certain is not compared.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeVar

from trivia.facts.cells import NONE, Known
from trivia.facts.tables import Row
from trivia.facts.values import amount
from trivia.quiz.numbers import overlap
from trivia.quiz.pack import EACH_ROW
from trivia.quiz.proof import Claims

T = TypeVar("T")

_ROUNDED_AWAY: Final = Decimal(1)
"""Numbers that lie further apart than this are never the same one, rounded to whole numbers or finer."""


class Subject:
    """Something that has an amount.

    Attributes:
        given: The keys of the prompt's values.
        amount: How much.
        told: The amount as it is shown.
        rows: The rows that say so, or that were counted; the first fills the wordings.
    """

    __slots__ = ("amount", "given", "rows", "told")

    def __init__(self, given: tuple[str, ...], amount: Decimal, told: Known, rows: tuple[Row, ...]) -> None:
        self.given = given
        self.amount = amount
        self.told = told
        self.rows = rows


class Measures:
    """The subjects of an ask with their amounts.

    Attributes:
        subjects: Those whose amount is certain, by the keys of the prompt's values, in the table's order.
    """

    def __init__(self, claims: Claims) -> None:
        self._claims = claims
        self._ask = claims.ask
        self._table = claims.table
        self._columns = claims.ask.prompt.columns
        self._kind = "" if self._ask.count else self._table.columns[self._ask.answer].kind
        # What rows that are not certain tell of: known subjects, and (with `None` for anything) unknown ones.
        self._doubtful: set[tuple[str, ...]] = set()
        self._vague: set[tuple[str | None, ...]] = set()
        self._uncertain: list[tuple[str, ...]] = []
        self.subjects: dict[tuple[str, ...], Subject] = {}
        sure = self._sorted_out()
        for given, rows in sure.items():
            told = self._told(given, rows)
            if told is None:
                self._uncertain.append(given)
            else:
                worth = Decimal(told.key) if self._ask.count else amount(told, self._kind)
                self.subjects[given] = Subject(given, worth, told, tuple(rows))
        self._groups: dict[str, Mapping[tuple[str, ...], Group]] = {}

    def _sorted_out(self) -> dict[tuple[str, ...], list[Row]]:
        """The rows that surely tell of each subject; what could tell of one is noted as doubtful."""
        sure: dict[tuple[str, ...], list[Row]] = {}
        measured = self._ask.answer or (self._ask.count if self._ask.count != EACH_ROW else "")
        for row in self._claims.open_rows:
            cells = [row.cells[column] for column in self._columns]
            value = row.cells[measured] if measured else None
            if NONE in cells or value is NONE:
                continue  # it is surely about nothing here, or has no such amount
            given = tuple(cell.key for cell in cells if isinstance(cell, Known))
            if len(given) < len(cells):
                self._vague.add(tuple(cell.key if isinstance(cell, Known) else None for cell in cells))
            elif (value is None or isinstance(value, Known)) and self._claims.meets(row):
                sure.setdefault(given, []).append(row)
            else:
                self._doubtful.add(given)
        return sure

    def _told(self, given: tuple[str, ...], rows: Sequence[Row]) -> Known | None:
        """The amount of a subject, or `None` where it is not certain."""
        named = bool(self._table.key) and set(self._table.key) <= set(self._columns)
        if self._ask.count:
            if not self._table.complete or self._in_doubt(given):
                return None
            count = str(
                len(rows if self._ask.count == EACH_ROW else {_key(row, self._ask.count) for row in rows})
            )
            return Known(count, count)
        cells = [cell for row in rows if isinstance(cell := row.cells[self._ask.answer], Known)]
        if len({cell.key for cell in cells}) != 1:
            return None
        if not named and (not self._table.complete or self._in_doubt(given)):
            return None
        return cells[0]

    def _in_doubt(self, given: tuple[str, ...]) -> bool:
        """Whether some row that is not certain could tell of this subject."""
        return given in self._doubtful or _matched(given, self._vague)

    def group(self, given: tuple[str, ...], subject: str) -> "Group":
        """The subjects that share everything given but the column that is compared.

        Args:
            given: The keys of one subject of the group.
            subject: The column that is compared.
        """
        return self.groups(subject)[_without(given, self._columns.index(subject))]

    def groups(self, subject: str) -> Mapping[tuple[str, ...], "Group"]:
        """All groups of subjects, by what they share."""
        found = self._groups.get(subject)
        if found is None:
            found = self._groups[subject] = self._grouped(self._columns.index(subject))
        return found

    def _grouped(self, place: int) -> Mapping[tuple[str, ...], "Group"]:
        parts: dict[tuple[str, ...], list[Subject]] = {}
        for given, one in self.subjects.items():
            parts.setdefault(_without(given, place), []).append(one)
        unsure = {_without(pattern, place) for pattern in self._doubtful}
        unsure |= {_without(given, place) for given in self._uncertain}
        vague = {_without(pattern, place) for pattern in self._vague}
        return {
            shared: Group(
                subjects,
                closed=self._table.complete and shared not in unsure and not _matched(shared, vague),
                rounded=self._kind == "number",
            )
            for shared, subjects in parts.items()
        }


class Group:
    """Subjects that can be compared, by rising amount.

    Attributes:
        ordered: The subjects by rising amount; equal ones in the table's order.
        closed: Whether they are all there are.
    """

    def __init__(self, subjects: list[Subject], closed: bool, rounded: bool) -> None:
        self.ordered = sorted(subjects, key=lambda subject: subject.amount)
        self.closed = closed
        self._amounts = [subject.amount for subject in self.ordered]
        self._rounded = rounded

    def below(self, subject: Subject) -> list[Subject]:
        """The subjects that surely have less."""
        if not self._rounded:
            return self.ordered[: bisect_left(self._amounts, subject.amount)]
        surely = bisect_left(self._amounts, subject.amount - _ROUNDED_AWAY)
        near = self.ordered[surely : bisect_left(self._amounts, subject.amount)]
        return [*self.ordered[:surely], *(other for other in near if self.apart(subject, other))]

    def above(self, subject: Subject) -> list[Subject]:
        """The subjects that surely have more."""
        if not self._rounded:
            return self.ordered[bisect_right(self._amounts, subject.amount) :]
        surely = bisect_right(self._amounts, subject.amount + _ROUNDED_AWAY)
        near = self.ordered[bisect_right(self._amounts, subject.amount) : surely]
        return [*(other for other in near if self.apart(subject, other)), *self.ordered[surely:]]

    def less(self, subject: Subject) -> int:
        """How many surely have less."""
        return len(self.below(subject)) if self._rounded else bisect_left(self._amounts, subject.amount)

    def more(self, subject: Subject) -> int:
        """How many surely have more."""
        if self._rounded:
            return len(self.above(subject))
        return len(self.ordered) - bisect_right(self._amounts, subject.amount)

    def apart(self, one: Subject, other: Subject) -> bool:
        """Whether two amounts differ, and neither may be the other one, rounded."""
        if one.amount == other.amount:
            return False
        return not (self._rounded and overlap(one.told, other.told))


def _without(given: tuple[T, ...], place: int) -> tuple[T, ...]:
    return (*given[:place], *given[place + 1 :])


def _matched(given: tuple[str, ...], patterns: Iterable[tuple[str | None, ...]]) -> bool:
    """Whether one of the patterns could be this; `None` stands for anything."""
    return any(
        all(told is None or told == key for key, told in zip(given, pattern, strict=True))
        for pattern in patterns
    )


def _key(row: Row, column: str) -> str:
    cell = row.cells[column]
    return cell.key if isinstance(cell, Known) else ""
