"""The screens that tell of past games, with what they have to tell."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from trivia.game.mode import DAILY
from trivia.progress.daily import share_text
from trivia.progress.statistics import daily_record

if TYPE_CHECKING:
    from textual.screen import Screen

    from trivia.saves.keeper import Keeper
    from trivia.session import Session

LEARNED: int = 12
"""How many questions the review screen tells of as learned."""


def screen(name: str, keeper: "Keeper", today: date, pack: str) -> "Screen[Any]":
    """A screen by its name, as `ScreenWanted` names it.

    Args:
        name: `review`, `progress`, `trophies` or `players`.
        keeper: Where the answers are.
        today: The player's date.
        pack: The pack of the daily.
    """
    if name == "players":
        from trivia.tui.screens.players import PlayersScreen

        return PlayersScreen(keeper)
    if name == "trophies":
        from trivia.progress.achievements import trophies
        from trivia.tui.screens.trophies import TrophiesScreen

        return TrophiesScreen(trophies(keeper), keeper.profile)
    if name == "progress":
        from trivia.tui.screens.stats import StatsScreen

        return StatsScreen(keeper, today, daily_record(keeper, pack, today.toordinal()))
    return _review(keeper, today)


def _review(keeper: "Keeper", today: date) -> "Screen[Any]":
    from trivia.programme import reviews
    from trivia.saves.summary import Missed, learned
    from trivia.tui.screens.review import ReviewScreen

    nothing: tuple[tuple[Missed, bool], ...] = ()
    lately = keeper.ask(lambda store: store.read(lambda db: learned(db, keeper.profile, LEARNED)), nothing)
    return ReviewScreen(reviews(keeper, today), lately, today)


def share(session: "Session", keeper: "Keeper", day: date) -> str:
    """The text to share of a finished daily; empty for any other game."""
    game = session.game
    if game.mode is not DAILY or len(game.answers) < len(game.questions):
        return ""
    streak = daily_record(keeper, session.pack.facts.id, day.toordinal()).streak
    return share_text(day, [answer.right for answer in game.answers], game.score, streak)


def daily_screen(session: "Session", keeper: "Keeper", day: date, now: datetime) -> "Screen[Any]":
    """The daily that is over for today."""
    from trivia.tui.screens.daily import DailyScreen

    record = daily_record(keeper, session.pack.facts.id, day.toordinal())
    return DailyScreen(day, share(session, keeper, day) or "This try is over.", record, now)
