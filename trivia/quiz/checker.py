"""The independent checker: a second opinion on every certificate, sharing no code with the generator.

It starts from the pack and a finished question and asks of each option: do the facts say what the
certificate says they do? Everything it needs it works out again, in the plainest way it can: it looks
through all rows where the generator uses an index, and it fills templates by replacing text.
"""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from trivia.facts.cells import Known
from trivia.facts.tables import Facts, Row, Table
from trivia.quiz.checker_amounts import Amounts
from trivia.quiz.checker_cells import Cells, same
from trivia.quiz.checker_words import word_faults
from trivia.quiz.pack import Ask, Pack, Template, Written
from trivia.quiz.question import Proof, Question

_COMPARING: Final = ("most", "least", "higher", "lower", "order", "compare")


def check(pack: Pack, question: Question) -> list[str]:
    """Check a question against the facts.

    Args:
        pack: The pack that the question claims to come from.
        question: The question with its certificate.

    Returns:
        What is wrong, one sentence each; empty where everything is proved.
    """
    written = next((written for written in pack.written if written.id == question.ask), None)
    if written is not None:
        return _check_written(pack, written, question)
    ask = next((ask for ask in pack.asks if ask.id == question.ask), None)
    if ask is None:
        return [f"the pack has no ask '{question.ask}'"]
    if question.table != ask.table or question.certificate.table != ask.table:
        return [f"the ask '{ask.id}' is about '{ask.table}', not '{question.table}'"]
    if question.form not in ask.forms:
        return [f"the ask does not allow the form '{question.form}'"]
    return _Check(pack.facts, ask, question).faults()


def _check_written(pack: Pack, written: Written, question: Question) -> list[str]:
    """What is written by hand proves nothing; it must be there, as it is asked, and called asserted."""
    rules = {proof.rule for proof in question.certificate.proofs}
    said = [proof.verdict for proof in question.certificate.proofs]
    proved = [proof.value for proof in question.certificate.proofs]
    if written.wrong:
        right = [option for option in question.options if option == written.answer]
        wrong = {option for option in question.options if option in written.wrong}
        fits = len(right) == 1 and len(wrong) == len(question.options) - 1 == min(3, len(written.wrong))
        fits = fits and question.form == "choice" and proved == list(question.options)
        fits = fits and question.options[question.answer] == written.answer
        fits = fits and said == [
            "supported" if option == written.answer else "refuted" for option in question.options
        ]
    else:
        fits = question.options == ("True", "False") and question.options[question.answer] == written.answer
        fits = fits and question.form == "true_false" and proved == [written.prompt]
        fits = fits and said == ["supported" if written.answer == "True" else "refuted"]
    cited = {(citation.source, citation.paragraph) for citation in written.sources}
    if (
        not fits
        or rules != {"asserted"}
        or question.prompt != written.prompt
        or (question.heading, question.explanation) != (written.topic, written.explanation)
        or question.pack != pack.facts.id
        or question.id != f"{pack.facts.id}/{written.id}"
        or question.facts != (question.id,)
        or question.table
        or {(source.id, source.paragraph) for source in question.sources} != cited
    ):
        return [f"the question '{written.id}' is not as its author wrote it"]
    return []


class _Check:
    """The check of one question."""

    def __init__(self, facts: Facts, ask: Ask, question: Question) -> None:
        self._facts = facts
        self._ask = ask
        self._question = question
        self._table: Table = facts.tables[ask.table]
        self._cells = Cells(facts, ask)
        self._given = dict(question.certificate.given)
        self._columns = [part.column for part in ask.prompt.parts if not isinstance(part, str)]
        self._faults: list[str] = []

    def faults(self) -> list[str]:
        if self._question.certificate.asked != (
            f"count({self._ask.count})" if self._ask.count else self._ask.answer
        ):
            self._fault("the certificate asks for something else than the ask does")
            return self._faults
        form = self._question.form
        if form in _COMPARING:
            self._check_comparison()
        elif form == "pairs":
            self._check_pairs()
        elif self._check_frame():
            self._check_lookup()
        if not self._faults and not self._ask.count and form not in _COMPARING:
            self._faults += word_faults(self._cells, self._question)
        if not self._faults:
            self._check_sources()
        return self._faults

    def _fault(self, text: str) -> None:
        self._faults.append(text)

    # The frame: is this the ask's question, about the given values, under the right id?

    def _check_frame(self) -> bool:
        question, ask = self._question, self._ask
        if set(self._given) != set(self._columns):
            self._fault(f"the prompt gives {self._columns}, the certificate {sorted(self._given)}")
        elif question.pack != self._facts.id or question.id != self._expected_id(self._given):
            self._fault("the id is not that of this pack, ask, given values and form")
        elif question.prompt not in self._expected_prompts():
            self._fault("the prompt is not the ask's wording for the given values")
        if question.form == "not" and "NOT" not in question.prompt.split():
            self._fault("a NOT question must say NOT")
        if ask.count and question.form in ("not", "pairs"):
            self._fault("a count cannot be asked in this form")
        return not self._faults

    def _expected_id(self, given: Mapping[str, str]) -> str:
        keys = sorted([column, self._cells.key_of(column, value)] for column, value in given.items())
        text = json.dumps([self._facts.id, self._ask.id, keys, self._question.form], separators=(",", ":"))
        return f"{self._facts.id}/{self._ask.id}/{hashlib.sha256(text.encode()).hexdigest()[:12]}"

    def _expected_prompts(self) -> list[str]:
        ask, proofs = self._ask, self._question.certificate.proofs
        values = self._given
        templates: list[Template | None]
        if self._question.form == "choice":
            templates = [ask.prompt, ask.prompt_many]
        elif self._question.form == "true_false":
            templates = [ask.statement]
            values = {**self._given, ask.answer or "count": proofs[0].value if proofs else ""}
        else:
            templates = [ask.wordings.get(self._question.form)]
        return [self._filled(template, values) for template in templates if template is not None]

    def _filled(
        self, template: Template, values: Mapping[str, str], given: Mapping[str, str] | None = None
    ) -> str:
        """A template with these values; other columns come from the row that the given values name."""
        named = self._named_row(self._given if given is None else given)
        words = []
        for part in template.parts:
            if isinstance(part, str):
                words.append(part)
                continue
            value = values.get(part.column)
            if value is None:
                value = str(named.cells[part.column]) if named is not None else "\0"
            column = self._ask.prompt.columns[0] if part.column == "other" else part.column
            words.append(
                value if part.attribute is None else self._cells.attribute(column, value, part.attribute)
            )
        return "".join(words)

    def _named_row(self, given: Mapping[str, str]) -> Row | None:
        """The row that the given values name by its key, or `None` where they do not hold the whole key."""
        key = self._table.key
        if not key or not set(key) <= set(given):
            return None
        rows = [
            row
            for row in self._table.rows
            if all(self._cells.says(row, column, given[column]) for column in key)
        ]
        return rows[0] if len(rows) == 1 else None

    # Lookups: one right answer, all different, each option the value that its proof is about.

    def _check_lookup(self) -> None:
        question, proofs = self._question, self._question.certificate.proofs
        if question.form == "true_false":
            if question.options != ("True", "False"):
                self._fault("a true/false question has the options True and False")
            if len(proofs) != 1:
                self._fault("a true/false question needs one proof")
            elif question.answer != (0 if proofs[0].verdict == "supported" else 1):
                self._fault("the answer is not what the proof says")
        elif self._check_options("refuted" if question.form == "not" else "supported"):
            self._check_shown()
            self._check_numbers([proof.value for proof in proofs])
        for proof in proofs:
            self._check_proof(proof, self._given)

    def _check_options(self, verdict: str) -> bool:
        """One option, the answer, has this verdict; all are different."""
        question, proofs = self._question, self._question.certificate.proofs
        if len(proofs) != len(question.options) or len(proofs) < 2:
            self._fault("every option needs a proof, and there must be two at least")
            return False
        if [place for place, proof in enumerate(proofs) if proof.verdict == verdict] != [question.answer]:
            self._fault(f"not exactly the answer is {verdict}")
        if len({same(option) for option in question.options}) < len(question.options):
            self._fault("two options are the same")
        return True

    def _check_shown(self) -> None:
        ask = self._ask
        for option, proof in zip(self._question.options, self._question.certificate.proofs, strict=True):
            shown = proof.value
            if ask.option is not None:
                shown = self._filled(ask.option, {**self._given, ask.answer or "count": proof.value})
            elif ask.show is not None and not ask.count:
                shown = self._cells.attribute(ask.answer, proof.value, ask.show) or proof.value
            if option != shown:
                self._fault(f"the option '{option}' does not show '{proof.value}'")

    def _check_numbers(self, values: list[str]) -> None:
        """No number may be another one, rounded to its last written digit."""
        if not self._ask.count and self._table.columns[self._ask.answer].kind != "number":
            return
        plain = [value.replace(",", "").replace("_", "") for value in values]
        for place, value in enumerate(plain):
            for other in plain[place + 1 :]:
                digits = min(len(number.partition(".")[2]) for number in (value, other))
                if abs(Decimal(value) - Decimal(other)) * 2 <= Decimal(1).scaleb(-digits):
                    self._fault(f"'{value}' and '{other}' may be the same number, rounded")

    def _check_proof(self, proof: Proof, given: Mapping[str, str]) -> None:
        if self._ask.count:
            amount = Amounts(self._cells).count(given)
            right = amount is not None and (Decimal(proof.value) == amount) == (proof.verdict == "supported")
            holds = proof.rule == "arithmetic" and proof.row is None and right
        elif proof.verdict == "supported":
            holds = proof.rule == "row" and self._cells.supported(proof, given)
            holds = holds and f"{self._table.name}:{proof.row}" in self._question.facts
        else:
            holds = proof.verdict == "refuted" and self._cells.refuted(proof, given)
        if not holds:
            self._fault(f"'{proof.value}' is not {proof.verdict} by {proof.rule}, row {proof.row}")

    # Pairs: each option has given values of its own.

    def _check_pairs(self) -> None:
        question, ask = self._question, self._ask
        if ask.pair is None or not self._check_options("supported"):
            return
        proofs = question.certificate.proofs
        lefts = [dict(proof.given) for proof in proofs]
        whole = {**self._given, **lefts[question.answer]}
        if question.pack != self._facts.id or question.id != self._expected_id(whole):
            self._fault("the id is not that of this pack, ask, given values and form")
        if question.prompt != self._filled(ask.wordings["pairs"], self._given):
            self._fault("the prompt is not the ask's wording for the given values")
        if len({tuple(sorted(left.items())) for left in lefts}) < len(lefts):
            self._fault("two pairs have the same left side")
        for option, proof, left in zip(question.options, proofs, lefts, strict=True):
            given = {**self._given, **left}
            if set(given) != set(self._columns):
                self._fault(f"the pair '{option}' does not give what the prompt asks about")
            elif not self._apart_from_its_own(given, proof):
                self._fault(f"the pair '{option}' may be right, rounded")
            elif option != self._filled(ask.pair, {**given, ask.answer: proof.value}, given):
                self._fault(f"the option '{option}' does not show '{proof.value}'")
            else:
                self._check_proof(proof, given)

    def _apart_from_its_own(self, given: Mapping[str, str], proof: Proof) -> bool:
        """Whether a wrong number is no rounding of what the rows with this left side say."""
        if proof.verdict == "supported" or self._table.columns[self._ask.answer].kind != "number":
            return True
        for row in self._table.rows:
            cell = row.cells[self._ask.answer]
            if isinstance(cell, Known) and all(
                self._cells.says(row, name, value) for name, value in given.items()
            ):
                numbers = [number.replace(",", "").replace("_", "") for number in (cell.shown, proof.value)]
                digits = min(len(number.partition(".")[2]) for number in numbers)
                one, other = map(Decimal, numbers)
                if abs(one - other) * 2 <= Decimal(1).scaleb(-digits):
                    return False
        return True

    # Comparisons.

    def _check_comparison(self) -> None:
        faults = Amounts(self._cells).comparison_faults(
            self._question, self._given, self._filled, self._expected_id
        )
        self._faults += faults

    def _check_sources(self) -> None:
        """Every paragraph named must be cited by a row that the certificate speaks of."""
        told = {(source.id, source.paragraph) for source in self._question.sources}
        numbers = {proof.row for proof in self._question.certificate.proofs}
        counted = bool(self._ask.count)
        several = counted or self._question.form in ("not", *_COMPARING)
        about = [
            {(cited.source, cited.paragraph) for cited in row.sources}
            for row in self._table.rows
            if counted
            or row.number in numbers
            or f"{self._table.name}:{row.number}" in self._question.facts
            or self._tells_of_the_odd_one(row)
        ]
        if not told:
            self._fault("the question names no source")
        elif several and not told <= set().union(*about):
            self._fault("the sources are not those of the rows that the certificate speaks of")
        elif not several and not any(told == cited or (len(told) == 8 and told < cited) for cited in about):
            self._fault("the sources are not those of a row that the certificate speaks of")

    def _tells_of_the_odd_one(self, row: Row) -> bool:
        """Whether a row says what the answer of a NOT question really is the answer to."""
        if self._question.form != "not":
            return False
        odd = self._question.certificate.proofs[self._question.answer]
        return self._cells.says(row, self._ask.answer, odd.value)
