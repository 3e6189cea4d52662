"""What the app does for a host: the set-up, the parties that wait, and the show itself."""

from contextlib import suppress
from datetime import date, datetime, timezone
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from trivia.errors import SaveError

if TYPE_CHECKING:
    from textual.screen import Screen

    from trivia.party.host import Host
    from trivia.party.plan import Plan
    from trivia.party_choice import Choice
    from trivia.saves.keeper import Keeper
    from trivia.saves.parties import PartyKept
    from trivia.saves.party_journal import PartyJournal
    from trivia.saves.store import Store
    from trivia.tui.app import GlobesApp
    from trivia.tui.messages import PartyWanted

    Party: TypeAlias = tuple[Host, PartyJournal]
    """A party that goes on, and its journal."""

SCREENS: Final = frozenset({"host", "party", "parties"})
"""The screens that are a host's, by the names of `ScreenWanted`."""

REMEMBERED: Final = 10
"""Of so many parties the questions are known, and come last at the next."""


def screen(name: str, app: "GlobesApp", seed: int | None = None) -> "Screen[Any]":
    """A host's screen.

    Args:
        name: One of `SCREENS`; `host` is the parties that wait, or else the set-up.
        app: The app.
        seed: The seed of the party that is put together; `None` for a fresh one.
    """
    if name == "parties" or (name == "host" and _unfinished(app.keeper)):
        from trivia.tui.party.resume import PartiesScreen

        return PartiesScreen(
            lambda: _unfinished(app.keeper), lambda uid, gone: _put_away(app, uid, delete=gone), _day_of
        )
    from dataclasses import replace

    from trivia.tui.party.setup import PartySetupScreen

    return PartySetupScreen(
        replace(app.settings.party, packs=()) if app.playbill.chosen else app.settings.party,
        app.playbill.choices(),
        lambda choice: _planned(app, choice, seed),
        lambda party: app.change(replace(app.settings, party=party)),
    )


def opened(app: "GlobesApp", wanted: "PartyWanted") -> "Party":
    """Open a party: its plan and its seats are the first that its journal knows."""
    from trivia.party.events import Opened
    from trivia.party.host import Host
    from trivia.saves.parties import new_party

    journal = new_party(app.keeper.folder, wanted.plan, app.clock.utc_ms)
    host = Host(journal, app.clock.now_ms)
    host.do(Opened(wanted.plan))
    for seat in wanted.seats:
        host.do(seat)
    return host, journal


def taken_up(app: "GlobesApp", uid: str) -> "Party":
    """Bring a party back, paused.

    Raises:
        SaveError: If that cannot be done.
    """
    from trivia.saves import parties

    return parties.taken_up(app.keeper.folder, uid, app.clock.utc_ms, app.clock.now_ms)


def show(app: "GlobesApp", host: "Host", journal: "PartyJournal") -> "Screen[Any]":
    """The show of a party that is open."""
    from dataclasses import replace

    from trivia.party.doorway import Door
    from trivia.party.keys import Keys
    from trivia.tui.party.party_door import PartyDoor
    from trivia.tui.party.show import ShowScreen

    if journal.notice:
        app.notify(journal.notice, title="Before we begin", severity="warning", timeout=20, markup=False)
    door = PartyDoor(
        host,
        app.door_wanted or Door(),
        app.settings.barred,
        lambda words: app.change(replace(app.settings, barred=words)),
        at_once=app.door_wanted is not None,
    )
    return ShowScreen(host, Keys(host.room.plan.keys), app.settings, door=door)


def leave(app: "GlobesApp", host: "Host", journal: "PartyJournal") -> None:
    """Hear no guest any more, write what is still pending, and let another window have the party."""
    from trivia.tui.party.show import ShowScreen

    for screen in app.screen_stack:
        if isinstance(screen, ShowScreen) and screen.door is not None:
            screen.door.stop()
    host.sync()
    journal.close()


def _planned(app: "GlobesApp", choice: "Choice", seed: int | None) -> "Plan":
    """The plan of a party that is put together.

    Raises:
        TriviaError: If a pack cannot be opened, or the packs have too few questions.
    """
    from trivia import voice
    from trivia.lineup import planned
    from trivia.programme import fresh_seed

    packs = app.playbill.opened(choice.packs)
    now = app.clock.utc_ms()
    unknown: dict[str, int] = {}
    seen = unknown if seed is not None else app.keeper.ask(_asked_before, unknown)
    drawn_with = next(app.playbill.seeds, fresh_seed()) if seed is None else seed
    name = f"The night of {voice.day(app.clock.today())}"
    return planned(choice.wanted(name, drawn_with), packs, now, seen)


def _asked_before(store: "Store") -> dict[str, int]:
    """What was asked at the latest parties: each question with the time of the last."""
    from trivia.saves import parties

    asked: dict[str, int] = {}
    for party in reversed(parties.every(store)[:REMEMBERED]):
        with suppress(SaveError):  # what cannot be played back has asked nothing
            room = parties.room_of(store, party.uid)
            asked |= {
                room.plan.rounds[verdict.round].asks[verdict.cell].id: party.began_at
                for verdict in room.verdicts
            }
    return asked


def _unfinished(keeper: "Keeper") -> "tuple[PartyKept, ...]":
    from trivia.saves import parties

    nothing: tuple[PartyKept, ...] = ()
    return keeper.ask(parties.unfinished, nothing)


def _put_away(app: "GlobesApp", uid: str, *, delete: bool) -> None:
    """End a party, or delete it.

    Raises:
        SaveError: If that cannot be done now.
    """
    from trivia.party.events import Closed
    from trivia.saves import parties

    if delete:

        def deleted(store: "Store") -> bool:
            parties.delete(store, uid)
            return True

        if not app.keeper.ask(deleted, False):
            raise SaveError(app.keeper.trouble)
        return
    host, journal = taken_up(app, uid)
    try:
        host.do(Closed())
        if not host.sync():
            raise SaveError(host.trouble)
    finally:
        journal.close()


def _day_of(utc_ms: int) -> date:
    return datetime.fromtimestamp(utc_ms / 1_000, timezone.utc).astimezone().date()
