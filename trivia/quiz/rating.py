"""How hard questions have turned out to be: a rating that learns from every answer.

The model is Elo's (1978), with an answer as a match between the player and the question, as Klinkenberg,
Straatemeier and van der Maas (2011, Computers & Education 57) and Pelánek (2016, Computers & Education 98)
use it for exercises. Skill and difficulty are logits:

    σ(x)        = 1 / (1 + e^−x)                                 the chance of knowing, x = skill − difficulty
    P           = 1/k + (1 − 1/k) σ(skill − difficulty)          the chance of being right among k options
    skill      += U(answers by the player) × (right − P)
    difficulty += U(answers to the question) × (P − right)
    U(n)        = 1 / (1 + 0.05 n)                               Pelánek's uncertainty function

A question starts at the level that was told beforehand (`trivia.quiz.difficulty`), and the player at 0, the
middle. Who is right more often than P said is taken to be better, and the question easier, each by its
own U, so that a known one moves little and a new one much. A player's U is small after a few games, and
from then on nearly all that an answer teaches is about the question.

What is learned is relative: someone who is never wrong teaches that they are good, and not that every
question is easy. And it is learned of whoever plays from one save file, so two players of one file make one
player of middling skill; the order of the questions hardly suffers from that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, floor
from typing import Final

EASIEST: Final = 1
MIDDLE: Final = 3
HARDEST: Final = 5

STEP: Final = 1.5
"""Logits from one level to the next.

A level says how well known a fact is. At this step 95, 82, 50, 18 and 5 in 100 middling players know a fact
of level 1, 2, 3, 4 and 5, so that "everyone knows it" is nearly so. And an answer moves a question by 1 logit
at most, so that one or two never move it by more than one level.
"""

LIMIT: Final = 3 * STEP
"""How far skill and difficulty get from the middle, in logits: one level further than there are.

It keeps the arithmetic finite, and lets a question come back from the end of the scale in reasonable time.
"""

FIRST_UPDATE: Final = 1.0
"""a of U(n) = a / (1 + b n): how far the first answer can move a rating, in logits (Pelánek 2016)."""

UPDATE_DECAY: Final = 0.05
"""b of U(n) = a / (1 + b n): after 20 answers a rating moves half as far (Pelánek 2016)."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, as far as it says something of its question.

    Attributes:
        question: The question's id.
        prior: The level that the question had then, 1 to 5.
        options: Among how many options it was chosen, at least 2; 2 for a statement.
        right: Whether it was right.
    """

    question: str
    prior: int
    options: int
    right: bool


@dataclass(frozen=True, slots=True)
class Rating:
    """What answers have taught of one question.

    Attributes:
        difficulty: In logits; 0 is the middle of level 3, and `STEP` is one level.
        answers: How many it rests on.
        prior: The level that it started from.
        prior_left: How much of that start is still in it, from 1 to nearly 0: by how many logits it would be
            higher, had it started one higher.
    """

    difficulty: float
    answers: int
    prior: int
    prior_left: float


def rate(answers: Iterable[Answered]) -> Mapping[str, Rating]:
    """Learn how hard questions are.

    Args:
        answers: The answers, the oldest first. A question starts at the level of its first answer; the
            levels of later ones may have been learned already and do not count again.

    Returns:
        The rating of each question that was answered, by id, in the order of their first answers.
    """
    skill = 0.0
    ratings: dict[str, Rating] = {}
    for played, answer in enumerate(answers):
        before = ratings.get(answer.question) or Rating(_logits(answer.prior), 0, answer.prior, 1.0)
        guessed = 1 / answer.options
        known = 1 / (1 + exp(before.difficulty - skill))
        surprise = answer.right - (guessed + (1 - guessed) * known)
        update = _update(before.answers)
        ratings[answer.question] = Rating(
            difficulty=_within_limit(before.difficulty - update * surprise),
            answers=before.answers + 1,
            prior=before.prior,
            # the derivative of the new difficulty by the old one, since σ' = σ (1 − σ)
            prior_left=before.prior_left * (1 - update * (1 - guessed) * known * (1 - known)),
        )
        skill = _within_limit(skill + _update(played) * surprise)
    return ratings


def level(rating: Rating | None, prior: int) -> int:
    """The level of a question: what was told beforehand, moved by what answers have taught.

    Args:
        rating: Its rating; `None` where it was never answered.
        prior: The level that is told beforehand now. Where an author has changed it since the first answer,
            the change counts for as much of the start as is left in the rating.

    Returns:
        A whole number from 1 (easiest) to 5 (hardest).
    """
    difficulty = _logits(prior)
    if rating is not None:
        difficulty = rating.difficulty + rating.prior_left * (difficulty - _logits(rating.prior))
    return min(HARDEST, max(EASIEST, floor(MIDDLE + difficulty / STEP + 0.5)))


def _logits(prior: int) -> float:
    """The middle of a level; a level that is none, as a damaged file may hold, is kept within the limit."""
    return _within_limit((prior - MIDDLE) * STEP)


def _update(answers: int) -> float:
    """How far the next answer can move a rating that rests on so many, in logits."""
    return FIRST_UPDATE / (1 + UPDATE_DECAY * answers)


def _within_limit(logits: float) -> float:
    return min(LIMIT, max(-LIMIT, logits))
