"""Questions that look something up: one right answer among wrong ones, true or false, and NOT."""

from trivia.facts.cells import Known
from trivia.quiz.asking import MIN_OPTIONS, facts_of
from trivia.quiz.candidates import stands_out
from trivia.quiz.maker import MAX_PROMPT, OPTIONS, SPARE, Drawn, spaced, told_in
from trivia.quiz.options import OptionMaker
from trivia.quiz.question import TRUE_FALSE_OPTIONS, Proof, Question


class LookupMaker(OptionMaker):
    """Makes a question from the rows that match what its prompt gives."""

    __slots__ = ()

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
