"""What a game is drawn from: the questions of a pack in an order that follows from the seed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from trivia.quiz.chance import Chance
from trivia.quiz.generate import realise, said_twice
from trivia.quiz.pack import Pack
from trivia.quiz.query import Catalogue, Query
from trivia.quiz.question import Question
from trivia.quiz.rating import Rating, level
from trivia.quiz.selection import EVERYTHING, Selection

LOOKED_AT: Final = 2_000
"""Queries that are looked at for one place of a game before the best of them is taken: all of a usual pack,
some of a very large one.
"""


class Candidate(Struct, frozen=True):
    """A question that could come, and what it was made of.

    Attributes:
        query: What it asks.
        question: The question, with the level that the player sees.
    """

    query: Query
    question: Question


class Pool:
    """The questions of a pack that may come, in a drawn order.

    Attributes:
        coming: What is still to come; each query comes once.
    """

    def __init__(
        self,
        pack: Pack,
        seed: int,
        last_seen: Mapping[str, int] | None = None,
        learned: Mapping[str, Rating] | None = None,
        selection: Selection = EVERYTHING,
    ) -> None:
        """Put what may come in order.

        Args:
            pack: The pack.
            seed: What chance follows from.
            last_seen: When each question was last answered, by id; `None` where history is not to count.
            learned: What answers have taught of each question, by id; `None` likewise.
            selection: What may come.
        """
        self._pack = pack
        self._seed = seed
        self._learned = learned or {}
        self._selection = selection
        self._staleness = _staleness(pack.facts.id, last_seen or {})
        catalogue = Catalogue(pack, selection.asks(pack))
        numbers = Chance("order", seed).drawn(range(len(catalogue)))
        self.coming: Iterator[Query] = (
            query
            for number in numbers
            if (query := catalogue[number]) is not None and selection.may_ask(query)
        )

    def made(self, query: Query, truth: bool | None = None) -> Question | None:
        """The question of a query, with the level that the player sees.

        Args:
            query: What to ask.
            truth: For a statement, whether it is to be true; `None` leaves it to chance.

        Returns:
            The question; `None` where none can be made, or it has no level that may come.
        """
        if said_twice(self._pack, query, self._seed):
            return None
        question = realise(self._pack, query, self._seed, truth)
        if question is None:
            return None
        rating = self._learned.get(question.id)
        if rating is not None:
            question = replace(question, level=level(rating, question.level))
        return question if self._selection.may_show(question) else None

    def staleness(self, query: Query) -> int:
        """How lately it was seen: 0 for never, 1 for the oldest quarter of those seen, up to 4."""
        return self._staleness.get(query.id, 0)

    def candidates(self, plenty: Mapping[int, int]) -> list[Candidate]:
        """Questions to choose from by their levels: all of a usual pack, enough of a very large one.

        Args:
            plenty: For each level how many fresh ones are enough.
        """
        found: list[Candidate] = []
        wanting = Counter(plenty)
        for looked_at, query in enumerate(self.coming):
            if looked_at >= LOOKED_AT or not wanting:
                break
            question = self.made(query)
            if question is None:
                continue
            found.append(Candidate(query, question))
            if self.staleness(query) == 0:
                wanting -= Counter([question.level])
        return found


def _staleness(pack: str, last_seen: Mapping[str, int]) -> Mapping[str, int]:
    """How lately each question was seen: 1 for the oldest quarter of those seen, up to 4 for the latest.

    Quarters and not exact ages, so that a player who knows the whole pack does not get the old games again
    in their old order. Ids that were never seen are not in it.
    """
    ids = (name for name in last_seen if name.startswith(f"{pack}/"))
    seen = sorted(ids, key=lambda name: (last_seen[name], name))
    return {name: 1 + 4 * rank // len(seen) for rank, name in enumerate(seen)}
