"""Rising questions: one for each wished level, as a ladder asks them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from trivia.quiz.chance import Chance
from trivia.quiz.company import Company
from trivia.quiz.draw import statement_wishes
from trivia.quiz.pack import JUDGED, Pack
from trivia.quiz.pool import Candidate, Pool
from trivia.quiz.question import Question
from trivia.quiz.rating import Rating

PLENTY: Final = 12
"""For every question of a level, how many fresh ones there should be to choose from."""


def rising(
    pack: Pack,
    levels: Sequence[int],
    seed: int,
    last_seen: Mapping[str, int] | None = None,
    learned: Mapping[str, Rating] | None = None,
) -> tuple[Question, ...]:
    """Draw one question for each wished level.

    Args:
        pack: The pack.
        levels: The wished levels, 1 to 5.
        seed: What chance follows from.
        last_seen: When each question was last answered, by id; `None` where history is not to count.
        learned: What answers have taught of each question, by id, so that levels are those that the player
            sees; `None` where history is not to count.

    Returns:
        For each level in turn a question of that level, or of the nearest that was left (of two as near, the
        easier); they fall nowhere but where the wishes do. No fact comes twice and no question gives away
        another. Fewer than wished where the pack has no more.
    """
    return _Rising(pack, Pool(pack, seed, last_seen, learned), levels, seed).questions()


class _Rising:
    """One draw. Questions are chosen for the wishes one by one, and then put in the order of their levels."""

    def __init__(self, pack: Pack, pool: Pool, levels: Sequence[int], seed: int) -> None:
        self._pool = pool
        self._levels = levels
        self._statements = statement_wishes(len(levels), Chance("rising", seed))
        self._company = Company(pack)
        plenty = Counter(levels)
        self._left = pool.candidates({level: PLENTY * count for level, count in plenty.items()})
        self._found: list[Question] = []
        self._tables: Counter[str] = Counter()
        self._asks: Counter[str] = Counter()
        self._truths: Counter[bool] = Counter()

    def questions(self) -> tuple[Question, ...]:
        for level, judged in zip(self._levels, self._statements, strict=True):
            if not self._add(level, judged):
                break
        found = iter(sorted(self._found, key=lambda question: question.level))
        wished = self._levels[: len(self._found)]
        placed = {place: next(found) for place in sorted(range(len(wished)), key=wished.__getitem__)}
        return tuple(placed[place] for place in range(len(wished)))

    def _add(self, level: int, judged: bool) -> bool:
        """Add the best of what is left; `False` where there is none."""
        while self._left:
            best = min(self._left, key=lambda one: self._rank(one, level, judged))
            self._left.remove(best)
            if self._company.joined_by(best):
                self._take(best.question)
                return True
        return False

    def _rank(
        self, one: Candidate, level: int, judged: bool
    ) -> tuple[int, bool, int, bool, bool, bool, bool]:
        question, length = one.question, len(self._levels)
        true = question.answer == 0
        return (
            abs(question.level - level),
            question.level > level,
            self._pool.staleness(one.query),
            (question.form in JUDGED) != judged,
            question.judged and self._truths[true] > self._truths[not true],
            2 * self._tables[question.table] >= length and question.table != "",
            4 * self._asks[question.ask] >= length and one.query.ask != "",
        )

    def _take(self, question: Question) -> None:
        self._found.append(question)
        self._left = [one for one in self._left if not self._company.tells(one.question.facts)]
        self._tables[question.table] += 1
        self._asks[question.ask] += 1
        if question.judged:
            self._truths[question.answer == 0] += 1
