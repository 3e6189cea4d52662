"""The right answer of a lookup and its wrong ones: what each form of lookup draws its options from."""

from collections.abc import Iterator
from decimal import Decimal

from trivia.facts.cells import Known
from trivia.facts.tables import Row
from trivia.facts.values import ORDERED_KINDS
from trivia.quiz.candidates import Candidate
from trivia.quiz.maker import OPTIONS, Drawn, Maker, told_in
from trivia.quiz.numbers import overlap, spread_lures, wrong_numbers
from trivia.quiz.pack import COUNT
from trivia.quiz.proof import Case
from trivia.quiz.question import Proof


class OptionMaker(Maker):
    """Knows what is right and what is wrong of the rows that match what a prompt gives."""

    __slots__ = ()

    def _right(self) -> Candidate:
        if self.ask.count:
            told = self.asking.measures.subjects[self.group.given].told
            return self._shown_as(Candidate(told, told.shown))
        cell = self.row.cells[self.ask.answer]
        assert isinstance(cell, Known), "a query's rows have known answers"  # noqa: S101 - narrows the type
        return self._shown_as(self.asking.candidates.all[cell.key])

    def _looks_of_rights(self, right: Candidate) -> set[str]:
        """What an option may not look like: a right answer, be it this one or another."""
        looks = {right.same}
        if len(self.group.rows) > 1 and not self.ask.count and (self.ask.show or self.ask.option):
            all_of_them = self.asking.candidates.all
            keys = [row.cells[self.ask.answer].key for row in self.group.rows]
            looks.update(self._shown_as(all_of_them[key]).same for key in keys)
        return looks

    def _support(self, right: Candidate) -> Proof:
        if self.ask.count:
            return Proof(right.cell.shown, "supported", "arithmetic")
        return Proof(right.cell.shown, "supported", "row", self.row.number)

    def _distractors(self, right: Candidate, said: str) -> Iterator[Drawn]:
        """Candidates that are alike, proved wrong and told apart at a glance; the nearest first."""
        kind = self.asking.answer_kind
        lures = self.row.lures.get(self.ask.answer) if self.ask.answer else None
        if lures is None and self.ask.option is None and kind not in ORDERED_KINDS:
            return self._other_answers(right, said)
        return self._made_up(right, said)

    def _made_up(self, right: Candidate, said: str) -> Iterator[Drawn]:
        """The same for lures, for numbers, and for values in the words of an option."""
        kind = self.asking.answer_kind
        taken = self._looks_of_rights(right)
        numbers = kind == "number"
        case = None if self.ask.count else self.asking.claims.about(self.group.given)
        used: list[Known] = [right.cell]
        for plain, lure in self._wrong(right):
            candidate = self._shown_as(plain)
            if candidate.same in taken or (said and told_in(candidate.words, said)):
                continue
            if candidate.cell.key in self.asking.claimed and not candidate.rows:
                continue
            if numbers and any(overlap(candidate.cell, other) for other in used):
                continue
            proof = self._refuted(right, candidate.cell, lure, case)
            if proof is not None:
                taken.add(candidate.same)
                used.append(candidate.cell)
                yield candidate, proof

    def _other_answers(self, right: Candidate, said: str) -> Iterator[Drawn]:
        """The same for the usual case: other values of the column, shown as they are."""
        taken, claimed = self._looks_of_rights(right), self.asking.claimed
        refute = self.asking.claims.about(self.group.given).refute
        for pool in self.asking.candidates.ranked(self._wanted()):
            for candidate in self.chance.drawn(pool):
                if candidate.same in taken or (said and candidate.words in said):
                    continue
                if claimed and candidate.cell.key in claimed and not candidate.rows:
                    continue
                proof = refute(candidate.cell)
                if proof is not None:
                    taken.add(candidate.same)
                    yield candidate, proof

    def _wrong(self, right: Candidate) -> Iterator[tuple[Candidate, bool]]:
        """What might be wrong: the author's lures for this row, made-up numbers, or other candidates.

        The second of each pair says whether it is a lure.
        """
        kind = self.asking.answer_kind
        lures = self.row.lures.get(self.ask.answer, ()) if self.ask.answer else ()
        if kind in ORDERED_KINDS:
            cells = (
                spread_lures(right.cell, kind, lures, OPTIONS - 1, self.chance)
                if lures
                else wrong_numbers(right.cell, kind, self.ask.between, OPTIONS - 1, self.chance)
            )
            first = self.chance.shuffled(cells[: OPTIONS - 1])  # a statement takes the first alone
            yield from (
                (Candidate(cell, cell.shown), bool(lures)) for cell in (*first, *cells[OPTIONS - 1 :])
            )
        elif lures:
            yield from ((Candidate(cell, cell.shown), True) for cell in self.chance.drawn(lures))
        else:
            candidates = self.asking.candidates
            own = candidates.all[right.cell.key]
            for pool in candidates.ranked(self._wanted()):
                for candidate in self.chance.drawn(pool):
                    if candidate is not own:
                        yield candidate, False

    def _refuted(self, right: Candidate, cell: Known, lure: bool, case: Case | None) -> Proof | None:
        if case is None:
            wrong = Decimal(cell.key) != Decimal(right.cell.key)
            return Proof(cell.shown, "refuted", "arithmetic") if wrong else None
        proof = case.refute(cell)
        if proof is None and lure and self.asking.claims.may_be_asserted(self.row, cell):
            return Proof(cell.shown, "refuted", "asserted", self.row.number)
        return proof

    def _shown_as(self, candidate: Candidate) -> Candidate:
        """The candidate as the ask's `option` words it."""
        if self.ask.option is None:
            return candidate
        shown = self.fill(self.ask.option, self.row, self._said(candidate))
        return candidate if shown is None else Candidate(candidate.cell, shown, candidate.rows)

    def _likeness(self, right: Candidate, wrong: list[Candidate]) -> float | None:
        kind = self.asking.answer_kind
        if kind == "number":
            value = Decimal(right.cell.key)
            if not value:
                return None
            away = sum(abs(Decimal(other.cell.key) - value) / abs(value) for other in wrong) / len(wrong)
            return max(0.0, 1.0 - float(away))
        candidates = self.asking.candidates
        if kind in ORDERED_KINDS or not candidates.near_paths:
            return None
        wanted = self._wanted()
        known = [candidate for candidate in wrong if candidate.rows]
        shared = sum([candidates.shared(candidate, wanted) for candidate in known])
        return shared / (candidates.near_paths * len(known)) if known else None

    # Words.

    def _wanted(self) -> tuple[str | None, ...]:
        """What the row shows of what options should share."""
        if self.shown is None:
            self.shown = self.asking.candidates.wanted(self.row)
        return self.shown

    def _said(self, candidate: Candidate) -> dict[str, Known]:
        return {self.ask.answer or COUNT: candidate.cell}

    def _explained(self, right: Candidate) -> str:
        return self.explanation(self.row, self._said(right) if self.ask.count else None)

    def _cited(self) -> list[Row]:
        return list(self.group.rows) if self.ask.count else [self.row]

    def _remark(self, candidate: Candidate) -> str:
        """What a candidate really is the answer to: the statement of the first row that bears it out."""
        remarks, key = self.asking.remarks, candidate.cell.key
        found = remarks.get(key)
        if found is None:
            meets = self.asking.claims.meets
            row = next((row for row in candidate.rows if meets(row)), None)
            found = remarks[key] = (self.fill(self.ask.statement, row) or "") if row is not None else ""
        return found
