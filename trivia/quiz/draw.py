"""Drawing the questions of a game: fresh ones first, no fact twice, tables and forms mixed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from trivia.facts.text import folded
from trivia.quiz.chance import Chance
from trivia.quiz.generate import realise
from trivia.quiz.pack import Form, Pack
from trivia.quiz.query import Query, queries
from trivia.quiz.question import Question

TRUE_FALSE_SHARE: Final = Fraction(3, 10)
"""How much of a game is true/false, where the pack has enough of both forms."""

MIN_TELLING: Final = 3
"""Characters; a shorter answer turns up in other texts by accident, which gives nothing away."""


def draw(
    pack: Pack, length: int, seed: int, last_seen: Mapping[str, int] | None = None
) -> tuple[Question, ...]:
    """Draw the questions of one game.

    Args:
        pack: The pack.
        length: How many questions are wanted.
        seed: What chance follows from.
        last_seen: When each question was last answered, by id, in any unit that grows with time; ids that
            are not in it were never asked and come first. `None` where history is not to count (a given
            seed, the daily).

    Returns:
        At most `length` questions; fewer where the pack has no more without asking a fact twice or giving
        an answer away.
    """
    return _Draw(pack, seed, last_seen or {}).questions(length)


class _Draw:
    """One draw, question by question; each is the best of what is left."""

    def __init__(self, pack: Pack, seed: int, last_seen: Mapping[str, int]) -> None:
        self._pack = pack
        self._seed = seed
        self._chance = Chance("draw", seed)
        self._left = self._chance.shuffled(list(queries(pack)))
        self._staleness = _staleness([query.id for query in self._left], last_seen)
        self._drawn: list[Question] = []
        self._facts: set[str] = set()
        self._tables: Counter[str] = Counter()
        self._asks: Counter[str] = Counter()
        self._truths: Counter[bool] = Counter()

    def questions(self, length: int) -> tuple[Question, ...]:
        for form in self._forms(length):
            if not self._add(form, length):
                break
        return tuple(self._drawn)

    def _forms(self, length: int) -> list[Form]:
        """The wished form of every place: about three in ten are true/false, spread by chance."""
        true_false = int(length * TRUE_FALSE_SHARE)
        forms: list[Form] = ["true_false" if place < true_false else "choice" for place in range(length)]
        return self._chance.shuffled(forms)

    def _add(self, form: Form, length: int) -> bool:
        """Add the freshest query that brings something new; `False` where there is none.

        Among equally fresh ones the shuffled order decides, so that every ask comes as often as it has
        questions, as long as no table has half of the game and no ask a quarter.
        """
        ranked = sorted(
            (query for query in self._left if self._facts.isdisjoint(query.facts)),
            key=lambda query: (
                self._staleness.get(query.id, 0),
                query.form != form,
                2 * self._tables[query.asking.table.name] >= length,
                4 * self._asks[query.asking.ask.id] >= length,
            ),
        )
        for query in ranked:
            if not given_away(query, self._drawn):
                question = realise(self._pack, query, self._seed, self._truth(query))
                if question is not None:
                    self._take(query, question)
                    return True
        return False

    def _truth(self, query: Query) -> bool | None:
        """Whether a statement should be true, so that both are about as frequent; `None` for chance."""
        if query.form == "choice" or self._truths[True] == self._truths[False]:
            return None
        return self._truths[True] < self._truths[False]

    def _take(self, query: Query, question: Question) -> None:
        self._left.remove(query)
        self._drawn.append(question)
        self._facts.update(query.facts)
        self._tables[question.table] += 1
        self._asks[question.ask] += 1
        if question.form == "true_false":
            self._truths[question.answer == 0] += 1


def _staleness(ids: Iterable[str], last_seen: Mapping[str, int]) -> Mapping[str, int]:
    """How lately each question was seen: 1 for the oldest quarter of those seen, up to 4 for the latest.

    Quarters and not exact ages, so that a player who knows the whole pack does not get the old games again
    in their old order. Ids that were never seen are not in it.
    """
    seen = sorted((name for name in ids if name in last_seen), key=lambda name: (last_seen[name], name))
    return {name: 1 + 4 * rank // len(seen) for rank, name in enumerate(seen)}


def given_away(query: Query, before: Iterable[Question]) -> bool:
    """Whether an earlier question told an answer: it named both what is given and what is asked for."""
    answers = {folded(str(row.cells[query.asking.ask.answer])) for row in query.rows}
    telling = sorted(answer for answer in answers if len(answer) >= MIN_TELLING)
    given = [folded(value) for value in query.given.values()]
    for question in before:
        told = folded(" ".join((question.prompt, question.explanation, *question.remarks)))
        if any(answer in told for answer in telling) and any(value in told for value in given):
            return True
    return False
