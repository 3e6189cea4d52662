"""Asking again: the questions of a game that is made of ids, as a review is."""

from collections.abc import Iterable
from typing import Final

from trivia.quiz.generate import realise
from trivia.quiz.leaks import given_away
from trivia.quiz.pack import JUDGED, Pack
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


def asked_again(pack: Pack, ids: Iterable[str], seed: int) -> dict[str, dict[bool | None, Question]]:
    """The questions of a game that was played, as its seed draws them.

    Args:
        pack: The pack.
        ids: The ids; those that the pack does not ask any more are left out.
        seed: The seed of the game.

    Returns:
        By id, and for a statement by whether it is true: a game balances its statements, so that either may
        have been asked. `None` stands for what chance alone would have made of it.
    """
    found: dict[str, dict[bool | None, Question]] = {}
    for name, query in _named(pack, frozenset(ids)).items():
        truths = (None, True, False) if query.form in JUDGED else (None,)
        asked = {
            truth: question for truth in truths if (question := realise(pack, query, seed, truth)) is not None
        }
        if asked:
            found[name] = asked
    return found


def _named(pack: Pack, ids: frozenset[str]) -> dict[str, Query]:
    """The queries of these ids; an id names its ask, so only those asks are gone through."""
    asks = {name.split("/")[1] for name in ids if name.count("/")}
    return {query.id: query for query in Catalogue(pack, asks) if query.id in ids}
