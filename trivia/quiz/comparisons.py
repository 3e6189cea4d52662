"""Questions that compare: the most of all, the most of these, in which order, and more than another."""

from collections.abc import Sequence
from itertools import chain, permutations
from typing import Final, TypeAlias

from trivia.facts.cells import Known
from trivia.facts.tables import Facts
from trivia.quiz.asking import MIN_OPTIONS, Asking, facts_of
from trivia.quiz.asking import Group as Asked
from trivia.quiz.candidates import Candidate, stands_out
from trivia.quiz.maker import MAX_PROMPT, OPTIONS, SPARE, Maker, spaced, told_in
from trivia.quiz.measure import Group, Subject
from trivia.quiz.pack import COUNT, OTHER
from trivia.quiz.query import Query
from trivia.quiz.question import TRUE_FALSE_OPTIONS, Given, Proof, Question, Verdict

ARROW: Final = " → "

Compared: TypeAlias = tuple[Subject, Candidate]


class ComparisonMaker(Maker):
    """Makes a question from the amounts of several subjects."""

    __slots__ = ("_candidates", "_place", "_subject")

    def __init__(self, facts: Facts, query: Query, asking: Asking, group: Asked, seed: int) -> None:
        """See `Maker`."""
        super().__init__(facts, query, asking, group, seed)
        self._subject = asking.subject(query.form)
        self._place = asking.columns.index(self._subject)
        self._candidates = asking.subjects(query.form)

    def extreme(self) -> Question | None:
        """Which has the most, or the least: of all there are, or of those that are shown."""
        prompt = self._prompt()
        if prompt is None:
            return None
        ahead = self.query.form in ("most", "higher")
        me = self._me()
        others = self._around(me, more=not ahead)
        chosen = self._companions(me, others, OPTIONS - 1, spaced(prompt))
        if len(chosen) < MIN_OPTIONS - 1 or told_in(me[1].words, spaced(prompt)):
            return None
        options = self.chance.shuffled([me, *chosen])
        runner_up = (max if ahead else min)(chosen, key=lambda compared: compared[0].amount)
        return self.question(
            prompt=prompt,
            options=tuple(candidate.shown for _, candidate in options),
            answer=options.index(me),
            proofs=tuple(self._proof(one, right=one is me) for one in options),
            explanation=f"{self._told_of(me[0])} {self._reason(runner_up[0])}".strip(),
            remarks=tuple(self._reason(subject) for subject, _ in options),
            cited=list(me[0].rows),
            beside=runner_up[0].rows,
            facts=self._facts(options),
            given=self._fixed(),
            likeness=self._likeness([candidate for _, candidate in chosen]),
        )

    def order(self) -> Question | None:
        """In which order: this subject between one with less and one with more, and other orders of them.

        Three are put in order: four would have 24 orders to choose from.
        """
        prompt = self._prompt()
        if prompt is None:
            return None
        me = self._me()
        said = spaced(prompt)
        below = self._companions(me, self._around(me, more=False), 1, said)
        above = self._companions(me, self._around(me, more=True), 1, said)
        if not below or not above or below[0][1].same == above[0][1].same:
            return None
        right = [below[0], me, above[0]]
        wrong = [list(order) for order in permutations(right) if list(order) != right]
        options = self.chance.shuffled([right, *self.chance.shuffled(wrong)[: OPTIONS - 1]])
        texts = tuple(ARROW.join(candidate.shown for _, candidate in order) for order in options)
        if max(map(len, texts)) > MAX_PROMPT // 2:
            return None
        told = " ".join(self._reason(subject) for subject, _ in right)
        return self.question(
            prompt=prompt,
            options=texts,
            answer=options.index(right),
            proofs=tuple(
                self._ordered(order, text, order is right) for order, text in zip(options, texts, strict=True)
            ),
            explanation=told,
            remarks=("",) * len(options),
            cited=[row for subject, _ in right for row in subject.rows],
            facts=self._facts(right),
            given=self._fixed(),
        )

    def compare(self, truth: bool | None) -> Question | None:
        """A statement that one has more than another."""
        me = self._me()
        drawn = self._rival(me)  # before the truth, so that it is the same whatever that is
        if drawn is None:
            return None
        truthful = self.chance.below(2) == 0 if truth is None else truth
        one, other = sorted((me, drawn), key=lambda compared: compared[0].amount, reverse=truthful)
        said = {OTHER: other[1].cell}
        prompt = self.fill(self.ask.wordings["compare"], one[0].rows[0], said)
        if prompt is None or len(prompt) > MAX_PROMPT:
            return None
        return self.question(
            prompt=prompt,
            options=TRUE_FALSE_OPTIONS,
            answer=0 if truthful else 1,
            proofs=(self._proof(one, right=truthful), self._proof(other, right=not truthful)),
            explanation=" ".join(self._reason(subject) for subject, _ in (one, other)),
            remarks=("", ""),
            cited=[*one[0].rows, *other[0].rows],
            facts=self._facts([one, other]),
            given=(*self._fixed(), (self._subject, str(one[1].cell)), (OTHER, str(other[1].cell))),
        )

    def said_by_another(self) -> bool:
        """Whether the statement is made by the question on its other subject; of the two the first counts."""
        me = self._me()
        drawn = self._rival(me)
        if drawn is None or drawn[0].rows[0].number > me[0].rows[0].number:
            return False
        group = Asked(drawn[0].given, drawn[0].rows, False)
        name = self.asking.question_id(self.query.form, group.given)
        query = Query(name, self.query.form, self.asking, group)
        other = ComparisonMaker(self.facts, query, self.asking, group, self.seed)
        return other._rival(drawn) == me

    # Subjects.

    def _rival(self, me: Compared) -> Compared | None:
        """What a subject is compared with in a statement."""
        others = [*self._around(me, more=False), *self._around(me, more=True)]
        return next(iter(self._companions(me, others, 1, "")), None)

    @property
    def _group(self) -> Group:
        return self.asking.measures.group(self.group.given, self._subject)

    def _me(self) -> Compared:
        subject = self.asking.measures.subjects[self.group.given]
        return subject, self._candidate(subject)

    def _candidate(self, subject: Subject) -> Candidate:
        return self._candidates.all[subject.given[self._place]]

    def _around(self, me: Compared, more: bool) -> Sequence[Subject]:
        return self._group.above(me[0]) if more else self._group.below(me[0])

    def _companions(self, me: Compared, others: Sequence[Subject], wanted: int, said: str) -> list[Compared]:
        """Subjects to stand beside this one, alike and told apart at a glance; the nearest of those drawn."""
        candidates = self._candidates
        traits = candidates.wanted(me[0].rows[0])
        found: list[Compared] = []
        taken = {me[1].same}
        dim = self.asking.blurred(self.query.form)
        for subject in self.chance.drawn(others):
            candidate = self._candidate(subject)
            if subject.given in dim or candidate.same in taken or not candidates.alike(candidate, traits):
                continue
            if said and told_in(candidate.words, said):
                continue
            taken.add(candidate.same)
            found.append((subject, candidate))
            if len(found) == (wanted + SPARE if wanted > 1 else 1):
                break
        found.sort(key=lambda one: -candidates.shared(one[1], traits))
        chosen, spare = found[:wanted], found[wanted:]
        for other in spare:
            if not stands_out(me[1], [candidate for _, candidate in chosen]):
                break
            chosen[-1] = other
        return chosen

    # Parts of a question.

    def _prompt(self) -> str | None:
        prompt = self.fill(self.ask.wordings[self.query.form], self.row)
        return None if prompt is None or len(prompt) > MAX_PROMPT else prompt

    def _fixed(self) -> Given:
        """What the wording gives, whatever the subject."""
        columns = [column for column in self.asking.columns if column != self._subject]
        return self.given_values(self.row, columns)

    def _proof(self, one: Compared, right: bool) -> Proof:
        subject, candidate = one
        row = None if self.ask.count else subject.rows[0].number
        verdict: Verdict = "supported" if right else "refuted"
        return Proof(str(candidate.cell), verdict, "arithmetic", row, (), subject.told.shown)

    def _ordered(self, order: Sequence[Compared], text: str, right: bool) -> Proof:
        given = tuple((self._subject, str(candidate.cell)) for _, candidate in order)
        amounts = ARROW.join(subject.told.shown for subject, _ in order)
        return Proof(text, "supported" if right else "refuted", "arithmetic", None, given, amounts)

    def _said(self, subject: Subject) -> dict[str, Known] | None:
        return {COUNT: subject.told} if self.ask.count else None

    def _reason(self, subject: Subject) -> str:
        """What is so of a subject, in the ask's own words."""
        return self.reason(subject.rows[0], self._said(subject))

    def _told_of(self, subject: Subject) -> str:
        """What is so of a subject, with its note."""
        return self.explanation(subject.rows[0], self._said(subject))

    def _facts(self, shown: Sequence[Compared]) -> tuple[str, ...]:
        told = [facts_of(self.asking, subject.given, subject.rows) for subject, _ in shown]
        return tuple(dict.fromkeys(chain.from_iterable(told)))

    def _likeness(self, others: Sequence[Candidate]) -> float | None:
        candidates = self._candidates
        if not candidates.near_paths or not others:
            return None
        wanted = candidates.wanted(self.row)
        shared = sum(candidates.shared(candidate, wanted) for candidate in others)
        return shared / (candidates.near_paths * len(others))
