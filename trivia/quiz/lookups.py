"""Questions that look something up: one right answer among wrong ones, true or false, NOT, and pairs."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from trivia.facts.cells import Known
from trivia.facts.tables import Facts, Row
from trivia.facts.values import ORDERED_KINDS
from trivia.quiz.candidates import Candidate, stands_out
from trivia.quiz.maker import MAX_PROMPT, OPTIONS, SPARE, Drawn, Maker, spaced, told_in
from trivia.quiz.numbers import overlap, spread_lures, wrong_numbers
from trivia.quiz.pack import COUNT
from trivia.quiz.proof import Case
from trivia.quiz.query import MIN_OPTIONS, Asking, Group, Query, facts_of
from trivia.quiz.question import TRUE_FALSE_OPTIONS, Proof, Question

Pair: TypeAlias = tuple[Row, Known, Proof]
"""A row with its own answer or another one, and the proof of that."""


class LookupMaker(Maker):
    """Makes a question from the rows that match what its prompt gives."""

    __slots__ = ("_shown",)

    def __init__(self, facts: Facts, query: Query, asking: Asking, group: Group, seed: int) -> None:
        """See `Maker`."""
        super().__init__(facts, query, asking, group, seed)
        self._shown: tuple[str | None, ...] | None = None

    def choice(self) -> Question | None:
        """One right answer among wrong ones."""
        ask, right = self.ask, self._right()
        wording = ask.prompt_many if self.group.many and ask.prompt_many else ask.prompt
        prompt = self.fill(wording, self.row)
        if prompt is None or len(prompt) > MAX_PROMPT:
            return None
        said = spaced(prompt)
        if told_in(right.words, said):
            return None
        wrong = self.chosen(right, self._distractors(right, said), OPTIONS - 1)
        if len(wrong) < MIN_OPTIONS - 1:
            return None
        mine = (right, self._support(right))
        options = self.chance.shuffled([mine, *wrong])
        return self.question(
            prompt=prompt,
            options=tuple([candidate.shown for candidate, _ in options]),
            answer=options.index(mine),
            proofs=tuple([proof for _, proof in options]),
            explanation=self._explained(right),
            remarks=tuple([self._remark(candidate) for candidate, _ in options]),
            cited=self._cited(),
            facts=facts_of(self.asking, self.group.given, self.group.rows),
            given=self.given_values(self.row),
            likeness=self._likeness(right, [candidate for candidate, _ in wrong]),
        )

    def true_false(self, truth: bool | None) -> Question | None:
        """A statement; a false one claims what is proved wrong."""
        right = self._right()
        truthful = self.chance.below(2) == 0 if truth is None else truth
        claimed, proof = right, self._support(right)
        prompt = self.fill(self.ask.statement, self.row, self._said(right))
        if not truthful:
            # An attribute may show a wrong value by the same words as a right one; an unknown one, by any.
            blurs = self.ask.statement is not None and self.ask.statement.shape is None
            rows = self.group.rows if blurs and not self.ask.count else ()
            true = {prompt, *(self.fill(self.ask.statement, row) for row in rows)}
            if None in true:
                return None
            for drawn in self._distractors(right, ""):
                prompt = self.fill(self.ask.statement, self.row, self._said(drawn[0]))
                if prompt not in true:
                    claimed, proof = drawn
                    break
            else:
                return None
        if prompt is None or len(prompt) > MAX_PROMPT:
            return None
        counted = bool(self.ask.count) or proof.row is None
        told = self.row if counted else self.asking.table.rows[(proof.row or 1) - 1]
        cited = self._cited() if counted else [told]
        return self.question(
            prompt=prompt,
            options=TRUE_FALSE_OPTIONS,
            answer=0 if truthful else 1,
            proofs=(proof,),
            explanation=self._explained(right) if self.ask.count else self.explanation(told),
            remarks=("", "") if truthful else (self._remark(claimed),) * 2,
            cited=cited,
            facts=facts_of(self.asking, self.group.given, self.group.rows),
            given=self.given_values(self.row),
        )

    def not_among(self) -> Question | None:
        """Which of these is NOT: the others are proved right, and the odd one wrong."""
        prompt = self.fill(self.ask.wordings["not"], self.row)
        if prompt is None or len(prompt) > MAX_PROMPT:
            return None
        said = spaced(prompt)
        rights = self._rights(said)
        if len(rights) < MIN_OPTIONS - 1:
            return None
        odd = self._odd_one(rights, said)
        if odd is None:
            return None
        options = self.chance.shuffled([odd, *rights])
        remark = self._remark(odd[0])
        table = self.asking.table.rows
        supporting = [table[proof.row - 1] for _, proof in rights if proof.row is not None]
        about = [row for row in odd[0].rows if self.asking.claims.meets(row)][:1] if remark else supporting
        return self.question(
            prompt=prompt,
            options=tuple(candidate.shown for candidate, _ in options),
            answer=next(place for place, option in enumerate(options) if option is odd),
            proofs=tuple(proof for _, proof in options),
            explanation=remark or " ".join(self.reason(row) for row in supporting),
            remarks=tuple(self._remark(candidate) for candidate, _ in options),
            cited=about,
            facts=facts_of(self.asking, self.group.given, self.group.rows),
            given=self.given_values(self.row),
        )

    def _rights(self, said: str) -> list[Drawn]:
        """Right answers for a NOT question, each once, with the row that says so."""
        found: list[Drawn] = []
        for row in self.chance.drawn(self.group.rows):
            cell = row.cells[self.ask.answer]
            candidate = self.asking.candidates.all[cell.key] if isinstance(cell, Known) else None
            if candidate is None or told_in(candidate.words, said):
                continue
            if all(candidate.same != other.same for other, _ in found):
                found.append((candidate, Proof(candidate.cell.shown, "supported", "row", row.number)))
        return found[: OPTIONS - 1]

    def _odd_one(self, rights: list[Drawn], said: str) -> Drawn | None:
        """A wrong answer like the right ones; one that does not stand out if there is one."""
        taken = [candidate for candidate, _ in rights]
        first: Drawn | None = None
        for _, drawn in zip(range(SPARE), self._distractors(taken[0], said), strict=False):
            if any(drawn[0].same == other.same for other in taken):
                continue
            first = first or drawn
            if not stands_out(drawn[0], taken):
                return drawn
        return first

    def pairs(self) -> Question | None:
        """Which of these pairs is right: the others join what does not belong together."""
        ask = self.ask
        wording = ask.wordings["pairs"]
        prompt = self.fill(wording, self.row)
        right = self._right()
        if prompt is None or len(prompt) > MAX_PROMPT or self.group.many:
            return None
        fixed = {column: self.given[column] for column in wording.columns}
        lefts = [column for column in self.asking.columns if column not in fixed]
        supported = Proof(
            str(right.cell), "supported", "row", self.row.number, self.given_values(self.row, lefts)
        )
        found = self._told_pairs((self.row, right.cell, supported), self._other_rows(right, fixed))
        if found is None:
            return None
        drawn, texts = found
        order = self.chance.shuffled(range(len(drawn)))
        return self.question(
            prompt=prompt,
            options=tuple(texts[place] for place in order),
            answer=order.index(0),
            proofs=tuple(drawn[place][2] for place in order),
            explanation=self.explanation(self.row),
            remarks=tuple(self._told_of(drawn[place][0]) for place in order),
            cited=[self.row],
            facts=tuple(f"{self.asking.table.name}:{row.number}" for row, *_ in drawn),
            given=self.given_values(self.row, fixed),
        )

    def _other_rows(self, right: Candidate, fixed: dict[str, str]) -> list[Row]:
        """Rows like this one with other given values and other answers; the nearest of those drawn."""
        candidates, answer = self.asking.candidates, self.ask.answer
        lefts = [column for column in self.asking.columns if column not in fixed]
        wanted = self._wanted()
        taken = {right.cell.key, tuple(self.given[column] for column in lefts)}
        dim = self.asking.blurred("pairs")
        found: list[tuple[int, Row]] = []
        for row in self.chance.drawn(self.asking.sharing(fixed)):
            left = tuple([row.cells[column].key for column in lefts])
            key = row.cells[answer].key
            if left in taken or key in taken or not candidates.alike(candidates.all[key], wanted):
                continue
            if dim and tuple(row.cells[column].key for column in self.asking.columns) in dim:
                continue
            taken |= {key, left}
            found.append((candidates.shared(candidates.all[key], wanted), row))
            if len(found) == OPTIONS + SPARE:
                break
        found.sort(key=lambda one: -one[0])
        return [row for _, row in found[: OPTIONS + 2]]

    def _told_pairs(self, mine: Pair, rows: list[Row]) -> tuple[list[Pair], list[str]] | None:
        """The right pair and wrong ones with their texts; such that the right one has no look of its own."""
        first: tuple[list[Pair], list[str]] | None = None
        for wrong in self._crossed(rows):
            drawn = [mine, *wrong]
            told = [self.fill(self.ask.pair, row, {self.ask.answer: cell}) for row, cell, _ in drawn]
            texts = [text for text in told if text is not None]
            if len(set(texts)) < len(drawn):
                continue
            shown = [Candidate(cell, text) for (_, cell, _), text in zip(drawn, texts, strict=True)]
            if not stands_out(shown[0], shown[1:]):
                return drawn, texts
            first = first or (drawn, texts)
        return first

    def _crossed(self, rows: list[Row]) -> Iterator[list[Pair]]:
        """Three rows whose answers are passed round, each proved wrong where it comes to stand; or two."""
        answers = [cell for row in rows if isinstance(cell := row.cells[self.ask.answer], Known)]
        for wanted in (OPTIONS - 1, MIN_OPTIONS - 1):
            for start in range(len(rows) - wanted + 1):
                ring = rows[start : start + wanted]
                given_away = answers[start + 1 : start + wanted] + answers[start : start + 1]
                crossed = [
                    found
                    for row, cell in zip(ring, given_away, strict=True)
                    if (found := self._mismatch(row, cell)) is not None
                ]
                if len(crossed) == wanted:
                    yield crossed

    def _mismatch(self, row: Row, cell: Known) -> Pair | None:
        columns = self.asking.columns
        given = {column: known.key for column in columns if isinstance(known := row.cells[column], Known)}
        mine = row.cells[self.ask.answer]
        if self.asking.answer_kind == "number" and isinstance(mine, Known) and overlap(mine, cell):
            return None
        case = self.asking.claims.about(given)
        proof = case.refute(cell)
        if proof is None:
            return None
        text = self.fill(self.ask.pair, row, {self.ask.answer: cell})
        blurs = self.ask.pair is not None and self.ask.pair.shape is None
        if blurs and any(self.fill(self.ask.pair, other) in (text, None) for other in case.could):
            return None  # as worded, it is right, or may be
        fixed = self.ask.wordings["pairs"].columns
        left = self.given_values(row, [column for column in columns if column not in fixed])
        return row, cell, Proof(proof.value, proof.verdict, proof.rule, proof.row, left)

    # The right answer and the wrong ones.

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
            yield from self._other_answers(right, said)
            return
        taken = self._looks_of_rights(right)
        numbers = kind == "number"
        case = None if self.ask.count else self.asking.claims.about(self.given)
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
        refute = self.asking.claims.about(self.given).refute
        for candidate in self.asking.candidates.ranked(self._wanted(), self.chance):
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
            for candidate in candidates.ranked(self._wanted(), self.chance):
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
        if self.asking.answer_kind == "number":
            value = Decimal(right.cell.key)
            if not value:
                return None
            away = sum(abs(Decimal(other.cell.key) - value) / abs(value) for other in wrong) / len(wrong)
            return max(0.0, 1.0 - float(away))
        if self.asking.answer_kind in ORDERED_KINDS or not self.asking.candidates.near_paths:
            return None
        candidates, wanted = self.asking.candidates, self._wanted()
        known = [candidate for candidate in wrong if candidate.rows]
        shared = sum(candidates.shared(candidate, wanted) for candidate in known)
        return shared / (candidates.near_paths * len(known)) if known else None

    # Words.

    def _wanted(self) -> tuple[str | None, ...]:
        """What the row shows of what options should share."""
        if self._shown is None:
            self._shown = self.asking.candidates.wanted(self.row)
        return self._shown

    def _said(self, candidate: Candidate) -> dict[str, Known]:
        return {self.ask.answer or COUNT: candidate.cell}

    def _explained(self, right: Candidate) -> str:
        return self.explanation(self.row, self._said(right) if self.ask.count else None)

    def _cited(self) -> list[Row]:
        return list(self.group.rows) if self.ask.count else [self.row]

    def _remark(self, candidate: Candidate) -> str:
        """What a candidate really is the answer to: the statement of the first row that bears it out."""
        remarks, key = self.asking.remarks, candidate.cell.key
        if key not in remarks:
            row = next((row for row in candidate.rows if self.asking.claims.meets(row)), None)
            remarks[key] = (self.fill(self.ask.statement, row) or "") if row is not None else ""
        return remarks[key]

    def _told_of(self, row: Row) -> str:
        """What a row really says."""
        return self.fill(self.ask.statement, row) or self.fill(self.ask.because, row) or ""
