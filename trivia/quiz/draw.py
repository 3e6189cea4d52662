"""Drawing the questions of a game: fresh ones first, no fact twice, tables and forms mixed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final, TypeAlias

from trivia.quiz.chance import Chance
from trivia.quiz.leaks import Secret, Told
from trivia.quiz.pack import JUDGED, Pack
from trivia.quiz.pool import LOOKED_AT, Pool
from trivia.quiz.query import Query
from trivia.quiz.question import Question
from trivia.quiz.rating import Rating
from trivia.quiz.selection import EVERYTHING, Selection

JUDGED_SHARE: Final = Fraction(3, 10)
"""How much of a game is true or false, where the pack has enough of both."""

Rank: TypeAlias = tuple[int, bool, bool, bool]

_BEST: Final[Rank] = (0, False, False, False)


def draw(
    pack: Pack,
    length: int,
    seed: int,
    last_seen: Mapping[str, int] | None = None,
    learned: Mapping[str, Rating] | None = None,
    selection: Selection = EVERYTHING,
) -> tuple[Question, ...]:
    """Draw the questions of one game.

    Args:
        pack: The pack.
        length: How many questions are wanted.
        seed: What chance follows from.
        last_seen: When each question was last answered, by id, in any unit that grows with time; ids that
            are not in it were never asked and come first. `None` where history is not to count (a given
            seed, the daily).
        learned: What answers have taught of each question, by id; the levels of those that are in it move
            accordingly. `None` where history is not to count.
        selection: What may come.

    Returns:
        At most `length` questions; fewer where no more may come without asking a fact twice or giving an
        answer away.
    """
    return _Draw(Pool(pack, seed, last_seen, learned, selection), seed).questions(length)


def statement_wishes(length: int, chance: Chance) -> list[bool]:
    """Whether each place of a game wishes for a statement: about three in ten, spread by chance."""
    statements = int(length * JUDGED_SHARE)
    return chance.shuffled([place < statements for place in range(length)])


class _Draw:
    """One draw, question by question; each is the best of what is left."""

    def __init__(self, pool: Pool, seed: int) -> None:
        self._pool = pool
        self._chance = Chance("draw", seed)
        self._left: list[Query] = []
        self._refused: set[tuple[str, bool | None]] = set()
        self._drawn: list[Question] = []
        self._told: list[Told] = []
        self._facts: set[str] = set()
        self._tables: Counter[str] = Counter()
        self._asks: Counter[str] = Counter()
        self._truths: Counter[bool] = Counter()

    def questions(self, length: int) -> tuple[Question, ...]:
        for judged in statement_wishes(length, self._chance):
            if not self._add(judged, length):
                break
        return tuple(self._drawn)

    def _add(self, judged: bool, length: int) -> bool:
        """Add the freshest query that brings something new; `False` where there is none.

        Among equally fresh ones the shuffled order decides, so that every ask comes as often as it has
        questions, as long as no table has half of the game and no ask a quarter. What was refused once stays
        so: the questions before it become no fewer.
        """
        for query in self._ranked(judged, length):
            truth = self._truth(query)
            if (query.id, truth) in self._refused:
                continue
            question = self._fitting(query, truth)
            if question is not None:
                self._take(query, question)
                return True
            self._refused.add((query.id, truth))
        return False

    def _fitting(self, query: Query, truth: bool | None) -> Question | None:
        """The question of a query, or `None` where it would tell what was told."""
        if not self._facts.isdisjoint(query.facts):
            return None
        question = self._pool.made(query, truth)
        if question is None or not self._facts.isdisjoint(question.facts):
            return None
        secret = Secret(query, question)
        return None if any(secret.given_away_by(told) for told in self._told) else question

    def _ranked(self, judged: bool, length: int) -> Iterator[Query]:
        """What is left, the best first; a query that is as good as can be is told as soon as it comes up."""
        for looked_at, query in enumerate(self._looked_through()):
            if self._rank(query, judged, length) == _BEST:
                yield query
            elif looked_at >= LOOKED_AT:
                break
        yield from sorted(self._left, key=lambda query: self._rank(query, judged, length))

    def _looked_through(self) -> Iterator[Query]:
        """What is left, in the drawn order: what was looked at before, then what is still to come."""
        yield from tuple(self._left)
        for query in self._pool.coming:
            self._left.append(query)
            yield query

    def _rank(self, query: Query, judged: bool, length: int) -> Rank:
        return (
            self._pool.staleness(query),
            (query.form in JUDGED) != judged,
            2 * self._tables[query.table] >= length and query.table != "",
            4 * self._asks[query.ask] >= length and query.ask != "",
        )

    def _truth(self, query: Query) -> bool | None:
        """Whether a statement should be true, so that both are about as frequent; `None` for chance."""
        if query.form not in JUDGED or self._truths[True] == self._truths[False]:
            return None
        return self._truths[True] < self._truths[False]

    def _take(self, query: Query, question: Question) -> None:
        self._left.remove(query)
        self._drawn.append(question)
        self._told.append(Told(question))
        self._facts.update(question.facts)
        self._tables[query.table] += 1
        self._asks[query.ask] += 1
        if question.judged:
            self._truths[question.answer == 0] += 1
