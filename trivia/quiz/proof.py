"""Proving a claim false: the only ways in which a distractor, or a false statement, comes to be.

A claim says that some row has the given values, meets the ask's conditions and has the candidate as its
answer. A cell that is unknown or disputed proves nothing, so a claim that might hold there stays unproved.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import and_, or_
from typing import TypeAlias

from trivia.facts.cells import NONE, Cell, Dispute, Known
from trivia.facts.tables import Facts, Index, Row, Table
from trivia.facts.text import folded
from trivia.quiz.pack import Ask, Condition
from trivia.quiz.question import Proof


class Judged:
    """Which rows of a table meet conditions; asks with the same conditions share it.

    Attributes:
        open_rows: The rows that do not surely fail them.
        fails: By row number, whether the row surely fails one.
        meets: By row number, whether it surely meets them all.
    """

    def __init__(self, facts: Facts, table: Table, where: Sequence[Condition]) -> None:
        self._facts, self._table = facts, table
        self.fails = bytes(len(table.rows) + 1)
        self.meets = b"\1" * (len(table.rows) + 1)
        for condition in where:
            self._judge(condition)
        self.open_rows: Sequence[Row] = table.rows
        if where:
            self.open_rows = [row for row, fails in zip(table.rows, self.fails[1:], strict=True) if not fails]

    def _judge(self, condition: Condition) -> None:
        """Note which rows meet a condition, looking at each different cell once."""
        fails, meets = bytearray(b"\1" * len(self.fails)), bytearray(len(self.meets))
        index = self._table.index(condition.slot.column)
        for rows in index.rows.values():
            cell = rows[0].cells[condition.slot.column]
            word = self._word(cell, condition) if isinstance(cell, Known) else None
            if word is None or word in condition.allowed:
                for row in rows:
                    fails[row.number] = 0
                    meets[row.number] = word is not None
        for row in index.unsure:
            fails[row.number] = 0
        self.fails = bytes(map(or_, self.fails, fails))
        self.meets = bytes(map(and_, self.meets, meets))

    def _word(self, cell: Known, condition: Condition) -> str | None:
        """What the condition looks at in a cell, folded; `None` where it is not known."""
        if condition.slot.attribute is None:
            return folded(cell.shown)
        word = self._facts.attribute(self._table, condition.slot.column, cell, condition.slot.attribute)
        return None if word is None else folded(word)


AllJudged: TypeAlias = dict[tuple[str, tuple[Condition, ...]], Judged]
"""Tables by name, each with the conditions that its rows were judged by."""


class Claims:
    """What may be claimed with one ask; a proof looks at few rows.

    Attributes:
        facts: The pack's facts.
        table: The ask's table.
        ask: The ask.
        columns: The columns that its prompt gives.
        open_rows: The rows that do not surely fail the ask's conditions.
    """

    def __init__(self, facts: Facts, ask: Ask, judged: AllJudged | None = None) -> None:
        """Make claims ready to be proved.

        Args:
            facts: The pack's facts.
            ask: The ask.
            judged: What was found for asks before this one, where there are others.
        """
        self.facts = facts
        self.table: Table = facts.tables[ask.table]
        self.ask = ask
        self.columns = ask.prompt.columns
        self._cases: dict[tuple[str, ...], Case] = {}
        judged = {} if judged is None else judged
        conditions = ask.table, ask.where
        if conditions not in judged:
            judged[conditions] = Judged(facts, self.table, ask.where)
        self._fails, self._meets = judged[conditions].fails, judged[conditions].meets
        self.open_rows = judged[conditions].open_rows
        missing = [column for column in self.table.key if column not in self.columns]
        # The prompt may name one row itself, or together with an answer that completes the key.
        self.names_a_row = bool(self.table.key) and not missing
        self.completed_by_the_answer = missing == [ask.answer]

    def meets(self, row: Row) -> bool:
        """Whether the row surely meets the ask's conditions."""
        return self._meets[row.number] == 1

    def fails(self, row: Row) -> bool:
        """Whether the row surely does not meet them."""
        return self._fails[row.number] == 1

    def impossible(self, row: Row, said: Mapping[str, str]) -> bool:
        """Whether the row surely is not one that has the said values and meets the conditions.

        Args:
            row: The row.
            said: Keys by column.
        """
        if self._fails[row.number]:
            return True
        for column, key in said.items():
            cell = row.cells[column]
            if cell.key != key if type(cell) is Known else cell is NONE:
                return True
        return False

    def about(self, given: tuple[str, ...]) -> "Case":
        """What can be proved of answers to a prompt that gives these keys; worked out once and kept."""
        case = self._cases.get(given)
        if case is None:
            case = self._cases[given] = Case(self, given)
        return case

    @cached_property
    def given_indexes(self) -> Sequence[Index]:
        """The rows by what each column of the prompt says."""
        return [self.table.index(column) for column in self.columns]

    @cached_property
    def some_are_unsure(self) -> bool:
        """Whether some row does not surely say what the prompt asks about."""
        return any(index.unsure for index in self.given_indexes)

    def may_be_asserted(self, row: Row, candidate: Known) -> bool:
        """Whether nothing known speaks for a lure that the facts cannot refute.

        No row that could be meant answers with it, and no side of a dispute there claims it.
        """
        given = {
            column: cell.key
            for column in self.ask.prompt.columns
            if isinstance(cell := row.cells[column], Known)
        }
        for other in self.table.rows:
            cell = other.cells[self.ask.answer]
            if not self.impossible(other, given) and _speaks_for(cell, candidate.key):
                return False
        return True


class Case:
    """A prompt with its given values: which answers to it are proved wrong.

    Attributes:
        could: The rows that could be as the prompt says, in the table's order.
    """

    __slots__ = ("_answer", "_claims", "_closed", "_keys", "_named", "could")

    def __init__(self, claims: Claims, keys: tuple[str, ...]) -> None:
        self._claims = claims
        self._keys = keys
        self._answer = claims.ask.answer
        self._named = self._row_named(self._given) if claims.names_a_row else None
        self.could = self._possible_rows()
        self._closed = claims.table.complete

    @property
    def _given(self) -> dict[str, str]:
        return dict(zip(self._claims.columns, self._keys, strict=True))

    def _row_named(self, said: Mapping[str, str]) -> Row | None:
        table = self._claims.table
        return table.by_key.get(tuple([said[column] for column in table.key]))

    def _possible_rows(self) -> Sequence[Row]:
        claims, keys = self._claims, self._keys
        by = 0
        could: Sequence[Row] = claims.table.rows
        for place, index in enumerate(claims.given_indexes):
            rows = index.rows.get(keys[place], ())
            if len(rows) < len(could) or not place:
                by, could = place, rows
        if claims.some_are_unsure:
            could = sorted((*could, *claims.given_indexes[by].unsure), key=lambda row: row.number)
            given = self._given
            return [row for row in could if not claims.impossible(row, given)]
        for place, column in enumerate(claims.columns):  # every cell is known or none, so equal keys decide
            if place != by and len(could) > 0:
                key = keys[place]
                could = [row for row in could if row.cells[column].key == key]
        return [row for row in could if not claims.fails(row)] if claims.ask.where else could

    def refute(self, candidate: Known) -> Proof | None:
        """Prove that a value is a wrong answer, or `None` where the facts do not."""
        key, answer = candidate.key, self._answer
        if self._named is not None and surely_differs(self._named.cells[answer], key):
            # The prompt holds the whole key, so it names one row; that row's answer is another value.
            return Proof(candidate.shown, "refuted", "key-forwards", self._named.number)
        if self._claims.completed_by_the_answer:
            given = self._given
            row = self._row_named({**given, answer: key})
            if row is not None and self._claims.impossible(row, given):
                # The candidate completes the key, so it names one row; that row is not as the prompt says.
                return Proof(candidate.shown, "refuted", "key-backwards", row.number)
        if self._closed:
            for row in self.could:
                cell = row.cells[answer]
                if cell.key == key if type(cell) is Known else cell is not NONE:  # it may be the answer
                    return None
            return Proof(candidate.shown, "refuted", "closed-world")
        return None


def surely_differs(cell: Cell, key: str) -> bool:
    """Whether the cell is known, and known not to be the value with this key."""
    return cell.key != key if isinstance(cell, Known) else cell is NONE


def _speaks_for(cell: Cell, key: str) -> bool:
    if isinstance(cell, Dispute):
        return any(isinstance(claim.cell, Known) and claim.cell.key == key for claim in cell.claims)
    return isinstance(cell, Known) and cell.key == key
