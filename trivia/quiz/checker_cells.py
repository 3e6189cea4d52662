"""The checker's own reading of cells: what a row says, cannot say, and what refutes a claim."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from trivia.facts.cells import Cell, Dispute, Known, Missing
from trivia.facts.tables import Facts, Row
from trivia.facts.values import MONTHS
from trivia.quiz.pack import Ask
from trivia.quiz.question import Proof


class Cells:
    """One ask's table, read cell by cell.

    Attributes:
        ask: The ask.
        table: Its table.
    """

    def __init__(self, facts: Facts, ask: Ask) -> None:
        self._facts = facts
        self.ask = ask
        self.table = facts.tables[ask.table]

    def row(self, number: int | None) -> Row | None:
        """The row with this number, or `None` where there is none."""
        if number is None or not 1 <= number <= len(self.table.rows):
            return None
        return self.table.rows[number - 1]

    def supported(self, proof: Proof, given: Mapping[str, str]) -> bool:
        """Whether the proof's row gives what is given, meets every condition, and answers with its value."""
        row = self.row(proof.row)
        wanted = {**given, self.ask.answer: proof.value}
        return (
            row is not None
            and all(self.says(row, column, value) for column, value in wanted.items())
            and self.meets(row) is True
        )

    def refuted(self, proof: Proof, given: Mapping[str, str]) -> bool:
        """Whether the proof's rule refutes its value."""
        row, answer, key = self.row(proof.row), self.ask.answer, self.table.key
        if proof.rule == "key-forwards":
            if row is None or not key or not set(key) <= set(given):
                return False
            return all(self.says(row, column, given[column]) for column in key) and self.denies(
                row, answer, proof.value
            )
        if proof.rule == "key-backwards":
            said = {**given, answer: proof.value}
            if row is None or answer not in key or not set(key) <= set(said):
                return False
            named = all(self.says(row, column, said[column]) for column in key)
            return named and self.cannot_be(row, given)
        if proof.rule == "closed-world":
            claim = {**given, answer: proof.value}
            closed = proof.row is None and self.table.complete
            return closed and all(self.cannot_be(row, claim) for row in self.table.rows)
        if proof.rule == "asserted":
            return row is not None and self._asserted(row, proof.value, given)
        return False

    def _asserted(self, row: Row, value: str, given: Mapping[str, str]) -> bool:
        """Whether the row has this value as a lure, and no row that could be meant speaks for it."""
        answer = self.ask.answer
        if value not in [lure.shown for lure in row.lures.get(answer, ())]:
            return False
        for other in self.table.rows:
            if self.cannot_be(other, given):
                continue
            cell = other.cells[answer]
            claims = [claim.cell for claim in cell.claims] if isinstance(cell, Dispute) else [cell]
            if any(isinstance(one, Known) and one.key == self.key_of(answer, value) for one in claims):
                return False
        return True

    def cannot_be(self, row: Row, said: Mapping[str, str]) -> bool:
        """Whether a row surely differs from what is said, or surely fails a condition."""
        return (
            any(self.denies(row, column, value) for column, value in said.items()) or self.meets(row) is False
        )

    def meets(self, row: Row) -> bool | None:
        """Whether a row meets the conditions of the ask; `None` where that is not known."""
        verdicts = [self._condition(row, place) for place in range(len(self.ask.where))]
        if False in verdicts:
            return False
        return None if None in verdicts else True

    def _condition(self, row: Row, place: int) -> bool | None:
        condition = self.ask.where[place]
        cell = row.cells[condition.slot.column]
        if cell is Missing.NONE:
            return False
        if not isinstance(cell, Known):
            return None
        word = cell.shown
        if condition.slot.attribute is not None:
            word = self.attribute(condition.slot.column, cell.shown, condition.slot.attribute)
            if not word:
                return None
        return same(word) in {same(allowed) for allowed in condition.allowed}

    def says(self, row: Row, column: str, value: str) -> bool:
        """Whether the row's cell is known to be this value."""
        cell: Cell = row.cells[column]
        return isinstance(cell, Known) and cell.key == self.key_of(column, value)

    def denies(self, row: Row, column: str, value: str) -> bool:
        """Whether the row's cell is known not to be this value."""
        cell: Cell = row.cells[column]
        if isinstance(cell, Known):
            return cell.key != self.key_of(column, value)
        return cell is Missing.NONE

    def key_of(self, column: str, value: str) -> str:
        """What makes a value of this column the same as another: an entity's one name, or the text folded."""
        kind = self.table.columns[column].kind
        if kind in self._facts.kinds:
            entities = self._facts.kinds[kind].entities
            if value in entities:
                return value
            for entity in entities.values():
                if same(value) in {same(name) for name in (entity.name, *entity.aliases)}:
                    return entity.name
            return "\0"
        if kind in ("number", "year"):
            plain = value.replace(",", "").replace("_", "")
            plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
            sign = "-" if plain.startswith("-") else ""
            return (
                sign + (plain.lstrip("+-0") or "0")
                if not plain.lstrip("+-0").startswith(".")
                else sign + "0" + plain.lstrip("+-0")
            )
        if kind == "date":
            return _day_key(value)
        return same(value)

    def attribute(self, column: str, value: str, attribute: str) -> str:
        """What is known of an entity, or an empty string."""
        kind = self._facts.kinds.get(self.table.columns[column].kind)
        entity = kind.entities.get(value) if kind else None
        return entity.attributes.get(attribute, "") if entity else ""


def _day_key(value: str) -> str:
    day, month, year = value.split()
    return f"{int(year):04}-{MONTHS.index(month) + 1:02}-{int(day):02}"


@lru_cache(maxsize=50_000)
def same(text: str) -> str:
    """The form in which two texts count as the same."""
    plain = unicodedata.normalize("NFKC", text)
    for signs, plain_sign in (("‐‑‒–—―−", "-"), ("‘’‚‛′`´", "'"), ("“”„‟″«»", '"')):
        for sign in signs:
            plain = plain.replace(sign, plain_sign)
    return " ".join(plain.split()).casefold()
