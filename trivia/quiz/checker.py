"""The independent checker: a second opinion on every certificate, sharing no code with the generator.

It starts from the pack and a finished question and asks of each option: do the facts say what the
certificate says they do? Everything it needs it works out again, in the plainest way it can: it looks
through all rows where the generator uses an index, and it fills templates by replacing text.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from trivia.facts.cells import Cell, Known, Missing
from trivia.facts.tables import Facts, Row, Table
from trivia.quiz.pack import Ask, Pack, Template
from trivia.quiz.question import Proof, Question


def check(pack: Pack, question: Question) -> list[str]:
    """Check a question against the facts.

    Args:
        pack: The pack that the question claims to come from.
        question: The question with its certificate.

    Returns:
        What is wrong, one sentence each; empty where everything is proved.
    """
    ask = next((ask for ask in pack.asks if ask.id == question.ask), None)
    if ask is None:
        return [f"the pack has no ask '{question.ask}'"]
    if question.table != ask.table or question.certificate.table != ask.table:
        return [f"the ask '{ask.id}' is about '{ask.table}', not '{question.table}'"]
    return _Check(pack.facts, ask, question).faults()


class _Check:
    """The check of one question."""

    def __init__(self, facts: Facts, ask: Ask, question: Question) -> None:
        self._facts = facts
        self._ask = ask
        self._question = question
        self._table: Table = facts.tables[ask.table]
        self._given = dict(question.certificate.given)
        self._faults: list[str] = []

    def faults(self) -> list[str]:
        if self._check_frame():
            self._check_options()
            self._check_proofs()
            self._check_sources()
        return self._faults

    def _fault(self, text: str) -> None:
        self._faults.append(text)

    # The frame: is this the ask's question, about the given values, under the right id?

    def _check_frame(self) -> bool:
        question, ask = self._question, self._ask
        asked = {part.column for part in ask.prompt.parts if not isinstance(part, str)}
        if set(self._given) != asked:
            self._fault(f"the prompt gives {sorted(asked)}, the certificate {sorted(self._given)}")
        elif question.certificate.asked != ask.answer:
            self._fault(
                f"the ask asks for '{ask.answer}', the certificate for '{question.certificate.asked}'"
            )
        elif question.form not in ask.forms:
            self._fault(f"the ask does not allow the form '{question.form}'")
        elif question.pack != self._facts.id or question.id != self._expected_id():
            self._fault("the id is not that of this pack, ask, given values and form")
        elif question.prompt not in self._expected_prompts():
            self._fault("the prompt is not the ask's wording for the given values")
        return not self._faults

    def _expected_id(self) -> str:
        keys = sorted([column, self._key_of(column, value)] for column, value in self._given.items())
        text = json.dumps([self._facts.id, self._ask.id, keys, self._question.form], separators=(",", ":"))
        return f"{self._facts.id}/{self._ask.id}/{hashlib.sha256(text.encode()).hexdigest()[:12]}"

    def _expected_prompts(self) -> list[str]:
        ask, proofs = self._ask, self._question.certificate.proofs
        if self._question.form == "choice":
            templates = [ask.prompt, ask.prompt_many]
            values = self._given
        else:
            templates = [ask.statement]
            values = {**self._given, ask.answer: proofs[0].value if proofs else ""}
        return [self._filled(template, values) for template in templates if template is not None]

    def _filled(self, template: Template, values: Mapping[str, str]) -> str:
        """A template with these values; other columns come from the row that the given values name."""
        named = self._named_row()
        words = []
        for part in template.parts:
            if isinstance(part, str):
                words.append(part)
                continue
            value = values.get(part.column)
            if value is None:
                value = str(named.cells[part.column]) if named is not None else "\0"
            words.append(
                value if part.attribute is None else self._attribute(part.column, value, part.attribute)
            )
        return "".join(words)

    def _named_row(self) -> Row | None:
        """The row that the given values name by its key, or `None` where they do not hold the whole key."""
        key = self._table.key
        if not key or not set(key) <= set(self._given):
            return None
        rows = [
            row
            for row in self._table.rows
            if all(self._is(row, column, self._given[column]) for column in key)
        ]
        return rows[0] if len(rows) == 1 else None

    # The options: one right answer, all different, each the value that its proof is about.

    def _check_options(self) -> None:
        question = self._question
        proofs = question.certificate.proofs
        if question.form == "true_false":
            if question.options != ("True", "False"):
                self._fault("a true/false question has the options True and False")
            if len(proofs) != 1:
                self._fault("a true/false question needs one proof")
            elif question.answer != (0 if proofs[0].verdict == "supported" else 1):
                self._fault("the answer is not what the proof says")
            return
        if len(proofs) != len(question.options) or len(proofs) < 2:
            self._fault("every option needs a proof, and there must be two at least")
            return
        right = [place for place, proof in enumerate(proofs) if proof.verdict == "supported"]
        if right != [question.answer]:
            self._fault("not exactly the answer is supported")
        if len({_same(option) for option in question.options}) < len(question.options):
            self._fault("two options are the same")
        self._check_numbers([proof.value for proof in proofs])
        for option, proof in zip(question.options, proofs, strict=True):
            shown = proof.value
            if self._ask.option is not None:
                shown = self._filled(self._ask.option, {**self._given, self._ask.answer: proof.value})
            elif self._ask.show is not None:
                shown = self._attribute(self._ask.answer, proof.value, self._ask.show) or proof.value
            if option != shown:
                self._fault(f"the option '{option}' does not show '{proof.value}'")

    def _check_numbers(self, values: list[str]) -> None:
        """No number may be another one, rounded to its last written digit."""
        if self._table.columns[self._ask.answer].kind != "number":
            return
        plain = [value.replace(",", "").replace("_", "") for value in values]
        for place, value in enumerate(plain):
            for other in plain[place + 1 :]:
                digits = min(len(number.partition(".")[2]) for number in (value, other))
                if abs(Decimal(value) - Decimal(other)) * 2 <= Decimal(1).scaleb(-digits):
                    self._fault(f"'{value}' and '{other}' may be the same number, rounded")

    # The proofs.

    def _check_proofs(self) -> None:
        for proof in self._question.certificate.proofs:
            if proof.verdict == "supported":
                holds = proof.rule == "row" and self._supported_by(proof)
            else:
                holds = proof.verdict == "refuted" and self._refuted_by(proof)
            if not holds:
                self._fault(f"'{proof.value}' is not {proof.verdict} by {proof.rule}, row {proof.row}")

    def _row(self, proof: Proof) -> Row | None:
        if proof.row is None or not 1 <= proof.row <= len(self._table.rows):
            return None
        return self._table.rows[proof.row - 1]

    def _supported_by(self, proof: Proof) -> bool:
        """The row gives what is given, meets every condition, and answers with this value."""
        row = self._row(proof)
        if row is None or f"{self._table.name}:{row.number}" not in self._question.facts:
            return False
        wanted = {**self._given, self._ask.answer: proof.value}
        return all(self._is(row, column, value) for column, value in wanted.items()) and all(
            self._condition(row, place) is True for place in range(len(self._ask.where))
        )

    def _refuted_by(self, proof: Proof) -> bool:
        row, answer = self._row(proof), self._ask.answer
        if proof.rule == "key-forwards":
            if row is None or not self._table.key or not set(self._table.key) <= set(self._given):
                return False
            return all(
                self._is(row, column, self._given[column]) for column in self._table.key
            ) and self._is_not(row, answer, proof.value)
        if proof.rule == "key-backwards":
            said = {**self._given, answer: proof.value}
            if row is None or answer not in self._table.key or not set(self._table.key) <= set(said):
                return False
            named = all(self._is(row, column, said[column]) for column in self._table.key)
            return named and self._cannot_match(row, {})
        if proof.rule == "closed-world":
            claim = {answer: proof.value}
            return (
                proof.row is None
                and self._table.complete
                and all(self._cannot_match(row, claim) for row in self._table.rows)
            )
        return False

    def _cannot_match(self, row: Row, claim: Mapping[str, str]) -> bool:
        """Whether a row surely differs from what is given and claimed, or surely fails a condition."""
        said = {**self._given, **claim}
        return any(self._is_not(row, column, value) for column, value in said.items()) or any(
            self._condition(row, place) is False for place in range(len(self._ask.where))
        )

    def _condition(self, row: Row, place: int) -> bool | None:
        """Whether a row meets a condition of the ask; `None` where that is not known."""
        condition = self._ask.where[place]
        cell = row.cells[condition.slot.column]
        if cell is Missing.NONE:
            return False
        if not isinstance(cell, Known):
            return None
        if condition.slot.attribute is None:
            word = str(cell.value)
        else:
            word = self._attribute(condition.slot.column, str(cell.value), condition.slot.attribute)
            if not word:
                return None
        return _same(word) in {_same(allowed) for allowed in condition.allowed}

    # Cells.

    def _is(self, row: Row, column: str, value: str) -> bool:
        cell: Cell = row.cells[column]
        return isinstance(cell, Known) and cell.key == self._key_of(column, value)

    def _is_not(self, row: Row, column: str, value: str) -> bool:
        cell: Cell = row.cells[column]
        if isinstance(cell, Known):
            return cell.key != self._key_of(column, value)
        return cell is Missing.NONE

    def _key_of(self, column: str, value: str) -> str:
        """What makes a value of this column the same as another: an entity's one name, or the text folded."""
        kind = self._table.columns[column].kind
        if kind in self._facts.kinds:
            for entity in self._facts.kinds[kind].entities.values():
                if _same(value) in {_same(name) for name in (entity.name, *entity.aliases)}:
                    return entity.name
            return "\0"
        if kind == "number":
            plain = value.replace(",", "").replace("_", "")
            return plain.rstrip("0").rstrip(".") if "." in plain else plain
        return _same(value)

    def _attribute(self, column: str, value: str, attribute: str) -> str:
        kind = self._facts.kinds.get(self._table.columns[column].kind)
        entity = kind.entities.get(value) if kind else None
        return entity.attributes.get(attribute, "") if entity else ""

    def _check_sources(self) -> None:
        """Every paragraph named must be cited by one row that the certificate speaks of."""
        told = {(source.id, source.paragraph) for source in self._question.sources}
        numbers = {proof.row for proof in self._question.certificate.proofs}
        about = [
            row
            for row in self._table.rows
            if row.number in numbers or f"{self._table.name}:{row.number}" in self._question.facts
        ]
        if not told:
            self._fault("the question names no source")
        elif not any(told == {(cited.source, cited.paragraph) for cited in row.sources} for row in about):
            self._fault("the sources are not those of a row that the certificate speaks of")


def _same(text: str) -> str:
    """The form in which two texts count as the same."""
    plain = unicodedata.normalize("NFKC", text)
    for signs, plain_sign in (("‐‑‒–—―−", "-"), ("‘’‚‛′`´", "'"), ("“”„‟″«»", '"')):
        for sign in signs:
            plain = plain.replace(sign, plain_sign)
    return " ".join(plain.split()).casefold()
