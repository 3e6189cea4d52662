"""Drawing the questions of a game: fresh ones first, no fact twice, tables and forms mixed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from msgspec.structs import replace

from trivia.quiz.chance import Chance
from trivia.quiz.generate import realise
from trivia.quiz.leaks import given_away
from trivia.quiz.pack import JUDGED, Pack
from trivia.quiz.query import Catalogue, Query
from trivia.quiz.question import Question
from trivia.quiz.rating import Rating, level

JUDGED_SHARE: Final = Fraction(3, 10)
"""How much of a game is true or false, where the pack has enough of both."""

LOOKED_AT: Final = 2_000
"""Queries that are looked at for one place of a game before the best of them is taken: all of a usual pack,
some of a very large one.
"""


def draw(
    pack: Pack,
    length: int,
    seed: int,
    last_seen: Mapping[str, int] | None = None,
    learned: Mapping[str, Rating] | None = None,
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

    Returns:
        At most `length` questions; fewer where the pack has no more without asking a fact twice or giving
        an answer away.
    """
    return _Draw(pack, seed, last_seen or {}, learned or {}).questions(length)


class _Draw:
    """One draw, question by question; each is the best of what is left."""

    def __init__(
        self, pack: Pack, seed: int, last_seen: Mapping[str, int], learned: Mapping[str, Rating]
    ) -> None:
        self._pack = pack
        self._seed = seed
        self._learned = learned
        self._chance = Chance("draw", seed)
        catalogue = Catalogue(pack)
        numbers = Chance("order", seed).drawn(range(len(catalogue)))
        self._coming = (query for number in numbers if (query := catalogue[number]) is not None)
        self._left: list[Query] = []
        self._staleness = _staleness(pack.facts.id, last_seen)
        self._drawn: list[Question] = []
        self._facts: set[str] = set()
        self._tables: Counter[str] = Counter()
        self._asks: Counter[str] = Counter()
        self._truths: Counter[bool] = Counter()

    def questions(self, length: int) -> tuple[Question, ...]:
        for judged in self._wishes(length):
            if not self._add(judged, length):
                break
        return tuple(self._drawn)

    def _wishes(self, length: int) -> list[bool]:
        """Whether each place wishes for a statement: about three in ten, spread by chance."""
        statements = int(length * JUDGED_SHARE)
        return self._chance.shuffled([place < statements for place in range(length)])

    def _add(self, judged: bool, length: int) -> bool:
        """Add the freshest query that brings something new; `False` where there is none.

        Among equally fresh ones the shuffled order decides, so that every ask comes as often as it has
        questions, as long as no table has half of the game and no ask a quarter.
        """
        tried: set[str] = set()
        for query in self._ranked(judged, length):
            if query.id in tried or not self._facts.isdisjoint(query.facts):
                continue
            tried.add(query.id)
            question = realise(self._pack, query, self._seed, self._truth(query))
            if question is None or not self._facts.isdisjoint(question.facts):
                continue
            if not given_away(query, question, self._drawn):
                self._take(query, question)
                return True
        return False

    def _ranked(self, judged: bool, length: int) -> Iterator[Query]:
        """What is left, the best first; a query that is as good as can be is told as soon as it comes up."""
        best = (0, False, False, False)
        for looked_at, query in enumerate(self._looked_through()):
            if self._rank(query, judged, length) == best:
                yield query
            elif looked_at >= LOOKED_AT:
                break
        yield from sorted(self._left, key=lambda query: self._rank(query, judged, length))

    def _looked_through(self) -> Iterator[Query]:
        """What is left, in the drawn order: what was looked at before, then what is still to come."""
        yield from tuple(self._left)
        for query in self._coming:
            self._left.append(query)
            yield query

    def _rank(self, query: Query, judged: bool, length: int) -> tuple[int, bool, bool, bool]:
        return (
            self._staleness.get(query.id, 0),
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
        rating = self._learned.get(question.id)
        if rating is not None:
            question = replace(question, level=level(rating, question.level))
        self._drawn.append(question)
        self._facts.update(question.facts)
        self._tables[query.table] += 1
        self._asks[query.ask] += 1
        if question.judged:
            self._truths[question.answer == 0] += 1


def _staleness(pack: str, last_seen: Mapping[str, int]) -> Mapping[str, int]:
    """How lately each question was seen: 1 for the oldest quarter of those seen, up to 4 for the latest.

    Quarters and not exact ages, so that a player who knows the whole pack does not get the old games again
    in their old order. Ids that were never seen are not in it.
    """
    ids = (name for name in last_seen if name.startswith(f"{pack}/"))
    seen = sorted(ids, key=lambda name: (last_seen[name], name))
    return {name: 1 + 4 * rank // len(seen) for rank, name in enumerate(seen)}
