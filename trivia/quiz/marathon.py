"""Everything that a pack can ask, in an order in which no fact comes back too soon."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from trivia.quiz.chance import Chance
from trivia.quiz.generate import realise, said_twice
from trivia.quiz.leaks import Secret, Told
from trivia.quiz.pack import JUDGED, Pack
from trivia.quiz.query import Catalogue, Query
from trivia.quiz.question import Question

APART: Final = 20
"""Questions that tell the same fact are at least so many places apart, where the pack allows it."""

LEAKING: Final = 10
"""So many questions before it should not give a question away."""

TRIES: Final = 3
"""Orders that are tried before one is taken in which some questions found no place of their own."""

MORE: Final = 2
"""How many questions are made for every place, so that a limited marathon can choose."""

LOOKED_AT: Final = 8
"""Questions that are looked at for a place before one is taken that was given away."""


def marathon(pack: Pack, seed: int, limit: int = 1_000) -> tuple[Question, ...]:
    """Put every question that the pack can ask in order.

    Args:
        pack: The pack.
        seed: What chance follows from.
        limit: How many questions at most; from a larger pack chance takes so many.

    Returns:
        The questions, each id once. Among any 20 successive ones no fact comes twice, as far as such an order
        was found.
    """
    entries = _entries(pack, seed, MORE * limit)
    order, homeless = _ordered(Chance("marathon", seed).shuffled(entries), limit)
    for tried in range(1, TRIES):
        if not homeless:
            break
        again = _ordered(Chance("marathon", seed, tried).shuffled(entries), limit)
        order, homeless = min((order, homeless), again, key=lambda found: len(found[1]))
    for entry in homeless:
        order.insert(_least_bad(entry, order), entry)
    return tuple(entry.question for entry in order)


class _Entry:
    """A question that wants a place, with what it tells and what it must not be told."""

    def __init__(self, query: Query, question: Question) -> None:
        self.question = question
        self._query = query

    @cached_property
    def secret(self) -> Secret:
        return Secret(self._query, self.question)

    @cached_property
    def told(self) -> Told:
        return Told(self.question)


def _entries(pack: Pack, seed: int, limit: int) -> list[_Entry]:
    """The questions, in an order that is not that of the pack."""
    catalogue = Catalogue(pack)
    found: dict[str, _Entry] = {}
    for number in Chance("order", seed).drawn(range(len(catalogue))):
        if len(found) >= limit:
            break
        query = catalogue[number]
        question = _question(pack, query, seed) if query is not None else None
        if query is not None and question is not None:
            found.setdefault(query.id, _Entry(query, question))
    return list(found.values())


def _question(pack: Pack, query: Query, seed: int) -> Question | None:
    """The question as its seed makes it; where no false statement can be made, a true one."""
    if said_twice(pack, query, seed):
        return None
    question = realise(pack, query, seed)
    return realise(pack, query, seed, True) if question is None and query.form in JUDGED else question


def _ordered(left: list[_Entry], limit: int) -> tuple[list[_Entry], list[_Entry]]:
    """Give places one by one, and say who found none of those that there are.

    Questions on facts that are told so often that they may find no more room go first; otherwise the drawn
    order counts.
    """
    order: list[_Entry] = []
    still = Counter(fact for entry in left for fact in entry.question.facts)
    while left and len(order) < limit:
        free = _free(left, order, still)
        if not free:
            break
        entry = left.pop(_silent(free, left, order[-LEAKING:]))
        still.subtract(entry.question.facts)
        order.append(entry)
    return order, left[: limit - len(order)]


def _free(left: Sequence[_Entry], order: Sequence[_Entry], still: Mapping[str, int]) -> list[int]:
    """Which may come now, of those that are left: a few, the most urgent first.

    A question is urgent where its facts are told so often that they still span more than half of the places
    that are left. The built-in pack has facts that span nearly all of them.
    """
    rare = len(left) // 2
    urgent = {fact: over for fact, count in still.items() if (over := count * APART - rare) > 0}
    just_told = {fact for entry in order[1 - APART :] for fact in entry.question.facts}
    found: list[tuple[int, int]] = []
    for place, entry in enumerate(left):
        facts = entry.question.facts
        if just_told.isdisjoint(facts):
            found.append((-sum([urgent.get(fact, 0) for fact in facts]), place))
            if not urgent and len(found) == LOOKED_AT:
                break
    found.sort()
    return [place for _, place in found[:LOOKED_AT]]


def _silent(free: Sequence[int], left: Sequence[_Entry], before: Sequence[_Entry]) -> int:
    """The first that was not given away by the questions before it, or the first of all."""
    for place in free:
        if not any(left[place].secret.given_away_by(earlier.told) for earlier in before):
            return place
    return free[0]


def _least_bad(entry: _Entry, order: Sequence[_Entry]) -> int:
    """Where the fewest questions nearby tell a fact of this one."""
    facts = set(entry.question.facts)
    near = [not facts.isdisjoint(other.question.facts) for other in order]
    return min(
        range(len(order) + 1), key=lambda place: sum(near[max(0, place - APART + 1) : place + APART - 1])
    )
