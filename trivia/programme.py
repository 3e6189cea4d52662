"""What is on: the questions of the daily and of a review, and where a daily that was cut off goes on."""

import os
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from trivia.errors import PackError, Place, Problem
from trivia.game.mode import DAILY, REVIEW
from trivia.progress.daily import daily_seed, day_ends, midnight_ms
from trivia.quiz.draw import draw
from trivia.quiz.pack import Pack
from trivia.quiz.question import Question
from trivia.quiz.recall import recall
from trivia.saves.keeper import Keeper

if TYPE_CHECKING:
    from trivia.saves.summary import DailyGame, Reviews


def fresh_seed() -> int:
    """A seed that nobody chose; short enough to read out to a friend."""
    return int.from_bytes(os.urandom(4), "big")


def fresh_id() -> str:
    """An id that no other game has."""
    return os.urandom(12).hex()


@dataclass(frozen=True, slots=True)
class Programme:
    """What a session plays.

    Attributes:
        questions: The questions, in order; none where there is nothing to ask.
        seed: The seed that they were drawn with.
        wanted: How many were asked for.
        game: The game's own id in the save file.
        answered: What was chosen for the first questions already, and after how many milliseconds.
        day: The date that it belongs to, whenever it is played; `None` for the day on which it begins.
    """

    questions: tuple[Question, ...]
    seed: int
    wanted: int
    game: str = field(default_factory=fresh_id)
    answered: tuple[tuple[int, int], ...] = ()
    day: date | None = None


def daily(pack: Pack, keeper: Keeper, today: date) -> Programme:
    """The daily of a date: drawn from the date and the pack's version alone, the same for everyone.

    Args:
        pack: The pack.
        keeper: Where answers are kept; what it knows of today's try is taken up again.
        today: The player's date.

    Raises:
        PackError: If today's try was begun with other questions, before the pack changed.
    """
    from trivia.saves.summary import daily as daily_game

    seed = daily_seed(pack.facts.id, pack.facts.version, today)
    questions = draw(pack, DAILY.length, seed)
    begun = keeper.ask(
        lambda store: store.read(lambda db: daily_game(db, keeper.profile, pack.facts.id, today.toordinal())),
        None,
    )
    if begun is None:
        return Programme(questions, seed, DAILY.length, _daily_id(pack, keeper, today), day=today)
    if not _same(begun, questions):
        raise PackError(
            [
                Problem(
                    Place(pack.facts.id),
                    "today's daily was begun with another version of it; the next one opens at midnight",
                )
            ]
        )
    answered = tuple((one.chosen, one.elapsed_ms) for one in begun.answers)
    return Programme(questions, seed, DAILY.length, begun.game, answered, today)


def _same(begun: "DailyGame", questions: tuple[Question, ...]) -> bool:
    """Whether what was answered are the first of these questions."""
    return len(begun.answers) <= len(questions) and all(
        one.place == place and one.question == question.id and one.chosen < len(question.options)
        for place, (one, question) in enumerate(zip(begun.answers, questions, strict=False))
    )


def _daily_id(pack: Pack, keeper: Keeper, today: date) -> str:
    """The id of a player's daily: the same in every window, so that two of them cannot count twice."""
    from trivia.saves.profiles import uid

    owner = keeper.ask(
        lambda store: store.change(lambda db: uid(db, keeper.profile, midnight_ms(today))), None
    )
    return f"daily/{today.isoformat()}/{pack.facts.id}/{owner or fresh_id()}"


def reviews(keeper: Keeper, today: date) -> "Reviews":
    """What is due today and on the next days, over all packs."""
    from trivia.saves import summary

    ends = day_ends(today, summary.DUE_DAYS)
    return keeper.ask(
        lambda store: store.read(lambda db: summary.reviews(db, keeper.profile, ends)),
        summary.Reviews(0, (0,) * summary.DUE_DAYS, 0, 0, 0),
    )


def review(pack: Pack, keeper: Keeper, today: date, seed: int | None = None) -> Programme:
    """A review: the questions of a pack that are due by the end of today, the longest overdue first."""
    from trivia.saves import summary

    end = day_ends(today, 1)[0]
    ids: tuple[str, ...] = keeper.ask(
        lambda store: store.read(lambda db: summary.due(db, keeper.profile, pack.facts.id, end)), ()
    )
    drawn_with = fresh_seed() if seed is None else seed
    return Programme(recall(pack, ids, REVIEW.length, drawn_with), drawn_with, REVIEW.length)
