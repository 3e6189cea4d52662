"""Asking again: the questions of a game that is made of ids, as a review is."""

from collections.abc import Iterable
from typing import Final

from trivia.quiz.generate import realise
from trivia.quiz.leaks import given_away
from trivia.quiz.pack import Pack
from trivia.quiz.query import Catalogue, Query
from trivia.quiz.question import Question

OUT_OF_REACH: Final = 4
"""How many questions are tried for every one that is wanted, before a review makes do with what it has."""


def recall(pack: Pack, ids: Iterable[str], length: int, seed: int) -> tuple[Question, ...]:
    """Make questions of their ids.

    Args:
        pack: The pack.
        ids: The ids, the most wanted first; those that the pack does not ask any more are passed over.
        length: How many questions are wanted.
        seed: What chance follows from.

    Returns:
        At most `length` questions, none of which tells the same fact as another, or the answer of one that
        comes after it.
    """
    named = tuple(ids)
    found = _named(pack, frozenset(named))
    wanted = [name for name in named if name in found][: OUT_OF_REACH * length]
    asked: list[Question] = []
    told: set[str] = set()
    for name in wanted:
        query = found[name]
        question = realise(pack, query, seed)
        if question is None or not told.isdisjoint(question.facts):
            continue
        if not given_away(query, question, asked):
            asked.append(question)
            told.update(question.facts)
        if len(asked) == length:
            break
    return tuple(asked)


def _named(pack: Pack, ids: frozenset[str]) -> dict[str, Query]:
    """The queries of these ids; an id names its ask, so only those asks are gone through."""
    asks = {name.split("/")[1] for name in ids if name.count("/")}
    return {query.id: query for query in Catalogue(pack, asks) if query.id in ids}
