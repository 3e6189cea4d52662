"""The checker's own arithmetic: counts and amounts, worked out over all rows for each subject anew."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise

from trivia.facts.cells import Known, Missing
from trivia.quiz.checker_cells import Cells, same
from trivia.quiz.pack import Template
from trivia.quiz.question import Question

Fill = Callable[[Template, Mapping[str, str]], str]


class Amounts:
    """What the subjects of an ask amount to."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._ask = cells.ask
        self._table = cells.table
        self._columns = list(
            dict.fromkeys(part.column for part in self._ask.prompt.parts if not isinstance(part, str))
        )

    def count(self, given: Mapping[str, str]) -> Decimal | None:
        """How many rows, or different values, there are; `None` where that is not certain."""
        if not self._table.complete:
            return None
        column = "" if self._ask.count == "rows" else self._ask.count
        values: set[str] = set()
        for row in self._table.rows:
            if self._cells.cannot_be(row, given):
                continue
            if column and row.cells[column] is Missing.NONE:
                continue
            if not all(self._cells.says(row, name, value) for name, value in given.items()):
                return None
            if self._cells.meets(row) is not True:
                return None
            counted = row.cells[column] if column else None
            if column and not isinstance(counted, Known):
                return None
            values.add(counted.key if isinstance(counted, Known) else str(row.number))
        return Decimal(len(values)) if values else None

    def amount(self, given: Mapping[str, str]) -> tuple[Decimal, str] | None:
        """How much a subject amounts to, and how that is shown; `None` where that is not certain."""
        if self._ask.count:
            count = self.count(given)
            return None if count is None else (count, str(count))
        answer = self._ask.answer
        named = bool(self._table.key) and set(self._table.key) <= set(given)
        found: dict[str, str] = {}
        for row in self._table.rows:
            if self._cells.cannot_be(row, given) or row.cells[answer] is Missing.NONE:
                continue
            cell = row.cells[answer]
            sure = all(self._cells.says(row, name, value) for name, value in given.items())
            if sure and self._cells.meets(row) is True and isinstance(cell, Known):
                found.setdefault(cell.key, cell.shown)
            elif self._table.complete or named:
                return None
        if len(found) != 1 or not (named or self._table.complete):
            return None
        ((key, shown),) = found.items()
        if self._table.columns[answer].kind == "date":
            return Decimal(date.fromisoformat(key).toordinal()), shown
        return Decimal(key), shown

    def comparison_faults(
        self,
        question: Question,
        given: Mapping[str, str],
        fill: Fill,
        expected_id: Callable[[Mapping[str, str]], str],
    ) -> list[str]:
        """What is wrong with a question that compares.

        Args:
            question: The question.
            given: What its certificate says is given.
            fill: Fills a template with values.
            expected_id: The id of a question on these given values.
        """
        wording = self._ask.wordings[question.form]
        if question.form == "compare":
            return self._compare_faults(question, given, fill, expected_id)
        open_columns = [column for column in self._columns if column not in wording.columns]
        if set(given) != set(wording.columns) or len(open_columns) != 1:
            return ["the certificate gives something else than the wording does"]
        if question.prompt != fill(wording, given):
            return ["the prompt is not the ask's wording for the given values"]
        if len({same(option) for option in question.options}) < len(question.options):
            return ["two options are the same"]
        (subject,) = open_columns
        if question.form == "order":
            return self._order_faults(question, given, subject, expected_id)
        return self._extreme_faults(question, given, subject, expected_id)

    def _extreme_faults(
        self,
        question: Question,
        given: Mapping[str, str],
        subject: str,
        expected_id: Callable[[Mapping[str, str]], str],
    ) -> list[str]:
        proofs = question.certificate.proofs
        amounts = [self.amount({**given, subject: proof.value}) for proof in proofs]
        if len(proofs) != len(question.options) or len(proofs) < 2 or None in amounts:
            return ["not every option has a certain amount"]
        known = [amount for amount in amounts if amount is not None]
        right = known[question.answer]
        more = question.form in ("most", "higher")
        faults = []
        for place, (proof, one) in enumerate(zip(proofs, known, strict=True)):
            ahead = one[0] > right[0] if more else one[0] < right[0]
            verdict = "supported" if place == question.answer else "refuted"
            if place != question.answer and (ahead or not self._apart(one, right)):
                faults.append(f"'{proof.value}' is not surely behind the answer")
            if proof.verdict != verdict or proof.rule != "arithmetic" or proof.amount != one[1]:
                faults.append(f"the proof of '{proof.value}' does not say what the facts say")
            if not self._shows(question.options[place], proof.value, subject):
                faults.append(f"the option '{question.options[place]}' does not show '{proof.value}'")
        answer = {**given, subject: proofs[question.answer].value}
        if question.id != expected_id(answer):
            faults.append("the id is not that of this pack, ask, given values and form")
        if question.form in ("most", "least") and not self._of_all(
            given, subject, answer[subject], right, more
        ):
            faults.append("the answer is not surely ahead of all there are")
        return faults

    def _of_all(
        self, given: Mapping[str, str], subject: str, answer: str, right: tuple[Decimal, str], more: bool
    ) -> bool:
        """Whether every other subject that any row could speak of is surely behind the answer."""
        if not self._table.complete:
            return False
        measured = self._ask.answer or (self._ask.count if self._ask.count != "rows" else "")
        others: dict[str, None] = {}
        for row in self._table.rows:
            cell = row.cells[subject]
            if self._cells.cannot_be(row, given) or cell is Missing.NONE:
                continue
            if measured and row.cells[measured] is Missing.NONE:
                continue
            if not isinstance(cell, Known):
                return False
            others[cell.shown] = None
        for other in others:
            if self._cells.key_of(subject, other) == self._cells.key_of(subject, answer):
                continue
            amount = self.amount({**given, subject: other})
            if amount is None or not self._apart(amount, right) or (amount[0] > right[0]) is more:
                return False
        return True

    def _order_faults(
        self,
        question: Question,
        given: Mapping[str, str],
        subject: str,
        expected_id: Callable[[Mapping[str, str]], str],
    ) -> list[str]:
        proofs = question.certificate.proofs
        if len(proofs) != len(question.options) or len(proofs) < 2:
            return ["every option needs a proof"]
        names = [[value for _, value in proof.given] for proof in proofs]
        if len({tuple(sorted(one)) for one in names}) != 1 or len(set(map(tuple, names))) < len(names):
            return ["the options are not different orders of the same"]
        amounts = {name: self.amount({**given, subject: name}) for name in names[0]}
        if None in amounts.values():
            return ["not every subject has a certain amount"]
        sure = {name: amount for name, amount in amounts.items() if amount is not None}
        faults = []
        for place, (proof, order) in enumerate(zip(proofs, names, strict=True)):
            pairs = list(pairwise(order))
            rising = all(
                sure[one][0] < sure[two][0] and self._apart(sure[one], sure[two]) for one, two in pairs
            )
            if rising != (place == question.answer) or (proof.verdict == "supported") != rising:
                faults.append(f"'{question.options[place]}' is not rightly called {proof.verdict}")
            shown = " → ".join(self._shown(name, subject) for name in order)
            if question.options[place] != shown or proof.rule != "arithmetic":
                faults.append(f"the option '{question.options[place]}' does not show its order")
        if question.id not in {expected_id({**given, subject: name}) for name in names[0]}:
            faults.append("the id is not that of this pack, ask, given values and form")
        return faults

    def _compare_faults(
        self,
        question: Question,
        given: Mapping[str, str],
        fill: Fill,
        expected_id: Callable[[Mapping[str, str]], str],
    ) -> list[str]:
        subject = self._columns[0]
        if set(given) != {*self._columns, "other"} or question.options != ("True", "False"):
            return ["the certificate gives something else than the wording does"]
        first = {column: value for column, value in given.items() if column != "other"}
        one, other = self.amount(first), self.amount({**first, subject: given["other"]})
        if one is None or other is None or not self._apart(one, other):
            return ["the two do not surely differ"]
        truth = one[0] > other[0]
        faults = []
        if question.answer != (0 if truth else 1):
            faults.append("the answer is not what the arithmetic says")
        said = [
            (proof.value, proof.verdict, proof.rule, proof.amount) for proof in question.certificate.proofs
        ]
        verdicts = ("supported", "refuted") if truth else ("refuted", "supported")
        if said != [
            (first[subject], verdicts[0], "arithmetic", one[1]),
            (given["other"], verdicts[1], "arithmetic", other[1]),
        ]:
            faults.append("the proofs do not say what the facts say")
        if question.prompt != fill(self._ask.wordings["compare"], given):
            faults.append("the prompt is not the ask's wording for the given values")
        if question.id not in (expected_id(first), expected_id({**first, subject: given["other"]})):
            faults.append("the id is not that of this pack, ask, given values and form")
        return faults

    def _apart(self, one: tuple[Decimal, str], other: tuple[Decimal, str]) -> bool:
        """Whether two amounts differ by more than their last written digit rounds away."""
        if one[0] == other[0]:
            return False
        if self._ask.count or self._table.columns[self._ask.answer].kind != "number":
            return True
        digits = min(len(shown.partition(".")[2]) for _, shown in (one, other))
        return abs(one[0] - other[0]) * 2 > Decimal(1).scaleb(-digits)

    def _shown(self, value: str, subject: str) -> str:
        if self._ask.show is None:
            return value
        return self._cells.attribute(subject, value, self._ask.show) or value

    def _shows(self, option: str, value: str, subject: str) -> bool:
        return option == self._shown(value, subject)
