"""Which of these pairs is right: the others are rows whose answers are passed round."""

from collections.abc import Iterator
from typing import TypeAlias

from trivia.facts.cells import Known
from trivia.facts.tables import Row
from trivia.quiz.asking import MIN_OPTIONS
from trivia.quiz.candidates import Candidate, stands_out
from trivia.quiz.maker import MAX_PROMPT, OPTIONS, SPARE
from trivia.quiz.numbers import overlap
from trivia.quiz.options import OptionMaker
from trivia.quiz.question import Proof, Question

Pair: TypeAlias = tuple[Row, Known, Proof]
"""A row with its own answer or another one, and the proof of that."""


class PairMaker(OptionMaker):
    """Makes a question of which only one option joins what belongs together."""

    __slots__ = ()

    def pairs(self) -> Question | None:
        """Which of these pairs is right: the others join what does not belong together."""
        ask = self.ask
        wording = ask.wordings["pairs"]
        prompt = self.fill(wording, self.row)
        right = self._right()
        if prompt is None or len(prompt) > MAX_PROMPT or self.group.many:
            return None
        given = dict(zip(self.asking.columns, self.group.given, strict=True))
        fixed = {column: given[column] for column in wording.columns}
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
        columns = self.asking.columns
        lefts = [column for column in columns if column not in fixed]
        wanted = self._wanted()
        taken = {right.cell.key, tuple([self.row.cells[column].key for column in lefts])}
        dim = self.asking.blurred("pairs")
        found: list[tuple[int, Row]] = []
        for row in self.chance.drawn(self.asking.sharing(fixed)):
            cells = row.cells
            key = cells[answer].key
            if key in taken:
                continue
            left = tuple([cells[column].key for column in lefts])
            if left in taken or not candidates.alike(candidates.all[key], wanted):
                continue
            if dim and tuple([cells[column].key for column in columns]) in dim:
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
        columns, cells = self.asking.columns, row.cells
        mine = cells[self.ask.answer]
        if self.asking.answer_kind == "number" and isinstance(mine, Known) and overlap(mine, cell):
            return None
        case = self.asking.claims.about(tuple([cells[column].key for column in columns]))
        proof = case.refute(cell)
        if proof is None:
            return None
        if self.ask.pair is not None and self.ask.pair.shape is None:
            text = self.fill(self.ask.pair, row, {self.ask.answer: cell})
            if any(self.fill(self.ask.pair, other) in (text, None) for other in case.could):
                return None  # as worded, it is right, or may be
        fixed = self.ask.wordings["pairs"].columns
        left = self.given_values(row, [column for column in columns if column not in fixed])
        return row, cell, Proof(proof.value, proof.verdict, proof.rule, proof.row, left)

    def _told_of(self, row: Row) -> str:
        """What a row really says."""
        return self.fill(self.ask.statement, row) or self.fill(self.ask.because, row) or ""
