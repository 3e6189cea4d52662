"""Proving a claim false: the only ways in which a distractor, or a false statement, comes to be.

A claim says that some row has the given values, meets the ask's conditions and has the candidate as its
answer. A cell that is unknown or disputed proves nothing, so a claim that might hold there stays unproved.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from trivia.facts.cells import NONE, Cell, Known
from trivia.facts.tables import Facts, Row, Table
from trivia.facts.text import folded
from trivia.quiz.pack import Ask, Condition
from trivia.quiz.question import Proof


def surely_differs(cell: Cell, key: str) -> bool:
    """Whether the cell is known, and known not to be the value with this key."""
    return cell is NONE or (isinstance(cell, Known) and cell.key != key)


def fails(facts: Facts, table: Table, row: Row, condition: Condition) -> bool:
    """Whether the row surely does not meet the condition."""
    cell = row.cells[condition.slot.column]
    if cell is NONE:
        return True
    word = condition_word(facts, table, cell, condition)
    return word is not None and word not in condition.allowed


def meets(facts: Facts, table: Table, row: Row, condition: Condition) -> bool:
    """Whether the row surely meets the condition."""
    return condition_word(facts, table, row.cells[condition.slot.column], condition) in condition.allowed


def condition_word(facts: Facts, table: Table, cell: Cell, condition: Condition) -> str | None:
    """What the condition looks at in a cell, folded; `None` where it is not known."""
    if condition.slot.attribute is not None:
        word = facts.attribute(table, condition.slot.column, cell, condition.slot.attribute)
        return None if word is None else folded(word)
    return folded(str(cell)) if isinstance(cell, Known) else None


@dataclass(frozen=True, slots=True)
class Claims:
    """What may be claimed with one ask, indexed so that a proof looks at few rows.

    Attributes:
        facts: The pack's facts.
        table: The ask's table.
        ask: The ask.
        rows_by_answer: Rows by the key of their known answer.
        open_rows: Rows whose answer is not known.
    """

    facts: Facts
    table: Table
    ask: Ask
    rows_by_answer: Mapping[str, tuple[Row, ...]]
    open_rows: tuple[Row, ...]

    def refute(self, given: Mapping[str, str], candidate: Known) -> Proof | None:
        """Prove that the candidate is a wrong answer.

        Args:
            given: The keys of the prompt's values, by column.
            candidate: The value that somebody might answer.

        Returns:
            The proof, or `None` where the facts do not prove it wrong.
        """
        return (
            self._forwards(given, candidate)
            or self._backwards(given, candidate)
            or self._closed(given, candidate)
        )

    def impossible(self, row: Row, given: Mapping[str, str]) -> bool:
        """Whether the row surely is not one that the prompt asks about."""
        return any(surely_differs(row.cells[column], key) for column, key in given.items()) or any(
            fails(self.facts, self.table, row, condition) for condition in self.ask.where
        )

    def _forwards(self, given: Mapping[str, str], candidate: Known) -> Proof | None:
        """The prompt holds the whole key, so it names one row; that row's answer is another value."""
        key = self.table.key
        if not key or any(column not in given for column in key):
            return None
        row = self.table.by_key.get(tuple(given[column] for column in key))
        if row is None or not surely_differs(row.cells[self.ask.answer], candidate.key):
            return None
        return Proof(str(candidate), "refuted", "key-forwards", row.number)

    def _backwards(self, given: Mapping[str, str], candidate: Known) -> Proof | None:
        """The candidate completes a key, so it names one row; that row is not as the prompt says."""
        key, said = self.table.key, {**given, self.ask.answer: candidate.key}
        if self.ask.answer not in key or any(column not in said for column in key):
            return None
        row = self.table.by_key.get(tuple(said[column] for column in key))
        if row is None or not self.impossible(row, given):
            return None
        return Proof(str(candidate), "refuted", "key-backwards", row.number)

    def _closed(self, given: Mapping[str, str], candidate: Known) -> Proof | None:
        """The table is complete, and none of the rows that could say so does."""
        if not self.table.complete:
            return None
        could = (*self.rows_by_answer.get(candidate.key, ()), *self.open_rows)
        if all(self.impossible(row, given) or row.cells[self.ask.answer] is NONE for row in could):
            return Proof(str(candidate), "refuted", "closed-world", None)
        return None


def claims_of(facts: Facts, ask: Ask) -> Claims:
    """Index the table of an ask for proofs."""
    table = facts.tables[ask.table]
    by_answer: dict[str, list[Row]] = {}
    open_rows: list[Row] = []
    for row in table.rows:
        cell = row.cells[ask.answer]
        if isinstance(cell, Known):
            by_answer.setdefault(cell.key, []).append(row)
        else:
            open_rows.append(row)
    return Claims(facts, table, ask, {key: tuple(rows) for key, rows in by_answer.items()}, tuple(open_rows))
