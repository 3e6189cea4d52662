"""The screens that tell of past games, with what they have to tell."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from trivia.game.mode import DAILY
from trivia.progress.achievements import Achievement
from trivia.progress.daily import share_text
from trivia.progress.statistics import daily_record

if TYPE_CHECKING:
    from textual.screen import Screen

    from trivia.saves.keeper import Keeper
    from trivia.saves.past import PastGame
    from trivia.session import Session
    from trivia.tui.app import GlobesApp
    from trivia.tui.playbill import Playbill
    from trivia.tui.screens.results import Ended

LEARNED: int = 12
"""How many questions the review screen tells of as learned."""


def screen(name: str, keeper: "Keeper", today: date, pack: str) -> "Screen[Any]":
    """A screen by its name, as `ScreenWanted` names it.

    Args:
        name: `review`, `progress`, `trophies`, `past` or `players`.
        keeper: Where the answers are.
        today: The player's date.
        pack: The pack of the daily.
    """
    if name == "players":
        from trivia.tui.screens.players import PlayersScreen

        return PlayersScreen(keeper)
    if name == "past":
        return _past(keeper)
    if name == "trophies":
        from trivia.progress.achievements import trophies
        from trivia.tui.screens.trophies import TrophiesScreen

        return TrophiesScreen(trophies(keeper), keeper.profile)
    if name == "progress":
        from trivia.tui.screens.stats import StatsScreen

        return StatsScreen(keeper, today, daily_record(keeper, pack, today.toordinal()))
    return _review(keeper, today)


def _past(keeper: "Keeper") -> "Screen[Any]":
    from trivia.saves.past import games
    from trivia.tui.screens.past import PastScreen

    def look(limit: int, before: "PastGame | None") -> "tuple[PastGame, ...]":
        nothing: tuple[PastGame, ...] = ()
        return keeper.ask(
            lambda store: store.read(lambda db: games(db, keeper.profile, limit, before)), nothing
        )

    return PastScreen(look, keeper.profile)


def past(uid: str, keeper: "Keeper", playbill: "Playbill") -> "Ended | None":
    """A game of the past, to be looked at; `None` where it is not in the file any more.

    Args:
        uid: The game's own id.
        keeper: Where the games are.
        playbill: Opens its packs, as far as they are at hand.
    """
    from trivia.replay import replayed
    from trivia.saves.past import game
    from trivia.sharing import result_of
    from trivia.tui.screens.results import Ended

    found = keeper.ask(lambda store: store.read(lambda db: game(db, uid)), None)
    if found is None:
        return None
    ids = found.pack.split("+")
    packs = playbill.at_hand(ids)
    titles = {pack.facts.id: pack.facts.title for pack in packs}
    played = replayed(found, packs)
    result = result_of(
        played,
        player=keeper.profile,
        pack=" + ".join(titles.get(name, name) for name in ids),
        variant=found.variant,
        day=date.fromordinal(found.day),
        seed=found.seed,
        is_best=False,
    )
    return Ended(played, result, past=True)


def ended(session: "Session", keeper: "Keeper", day: date, won: tuple[Achievement, ...]) -> "Ended":
    """A game that is just over.

    Args:
        session: The game.
        keeper: Where it is kept.
        day: The player's date, or the daily's.
        won: The achievements it won.
    """
    from trivia.sharing import result_of
    from trivia.tui.screens.results import Ended

    best = session.best_before
    result = result_of(
        session.game,
        player=keeper.profile,
        pack=session.title,
        variant=session.variant,
        day=day,
        seed=session.seed,
        is_best=not session.trouble and session.game.score > (best or 0),
    )
    text = share(session, keeper, day)
    return Ended(session.game, result, best, session.trouble, won, text)


def packs_screen(playbill: "Playbill") -> "Screen[Any]":
    """The packs at hand."""
    from trivia.packs.shelf import shelf
    from trivia.tui.screens.packs import PacksScreen

    return PacksScreen(shelf, playbill.pack_id, playbill.forget)


def settings_screen(app: "GlobesApp") -> "Screen[Any]":
    """The settings, as they stand in an app."""
    from trivia.tui.screens.settings import SettingsScreen
    from trivia.tui.themes import SHOWN

    others = sorted(set(app.available_themes) - {name for name, _, _ in SHOWN})
    themes = (*SHOWN, *((name, name, "One of Textual's own.") for name in others))
    return SettingsScreen(lambda: app.settings, app.change, themes, lambda: app.theme)


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
    if game.mode.id != DAILY.id or len(game.answers) < len(game.questions):
        return ""
    streak = daily_record(keeper, session.pack.facts.id, day.toordinal()).streak
    return share_text(day, [answer.right for answer in game.answers], game.score, streak)


def daily_screen(session: "Session", keeper: "Keeper", day: date, now: datetime) -> "Screen[Any]":
    """The daily that is over for today."""
    from trivia.tui.screens.daily import DailyScreen

    record = daily_record(keeper, session.pack.facts.id, day.toordinal())
    return DailyScreen(day, share(session, keeper, day) or "This try is over.", record, now)
