"""Parties in the save file: the list of them, how one begins, and how it is brought back."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from trivia.errors import SaveError, TriviaError
from trivia.facts.text import printable
from trivia.party.host import Host
from trivia.party.journal import decoded, replay
from trivia.party.plan import Plan
from trivia.party.queries import seated, unit_name, units
from trivia.party.state import Phase, Room
from trivia.saves.journals import Row, has_parties, rows_of
from trivia.saves.party_journal import PartyJournal, held, lock_path
from trivia.saves.store import Store


class PartyKept(Struct, frozen=True):
    """A party in the save file, as a list tells of it.

    Attributes:
        uid: Its own id.
        name: What the night is called.
        began_at: When it was opened, in milliseconds of UTC since 1970.
        last_at: When it last moved on, likewise.
        closed: Whether it is over for good.
        players: What the teams, and those who play for themselves, are called, in the order of joining.
        seats: How many seats are taken.
        phase: Where the show stands; `None` where the journal cannot be played back.
        round: The round's number, from 1; 0 in the lobby.
        rounds: How many rounds there are.
        asked: How many questions have been asked, repeated ones counted again.
        questions: How many questions there are.
        fault: Why it cannot be played back, in one line; empty where it can.
    """

    uid: str
    name: str
    began_at: int
    last_at: int
    closed: bool
    players: tuple[str, ...] = ()
    seats: int = 0
    phase: Phase | None = None
    round: int = 0
    rounds: int = 0
    asked: int = 0
    questions: int = 0
    fault: str = ""


def new_party(folder: Path, plan: Plan, utc_ms: Callable[[], int]) -> PartyJournal:
    """The journal of a party that is about to be opened; its first event is to be `Opened`.

    Nothing is written before that, so this works where nothing can be written too.

    Args:
        folder: The save folder.
        plan: The plan.
        utc_ms: Tells the time, in milliseconds of UTC since 1970.
    """
    return PartyJournal(folder, token_hex(12), printable(plan.name), utc_ms(), utc_ms)


def reopened(folder: Path, uid: str, utc_ms: Callable[[], int]) -> tuple[PartyJournal, Room, int]:
    """Bring a party back.

    Args:
        folder: The save folder.
        uid: The party's own id.
        utc_ms: Tells the time, in milliseconds of UTC since 1970.

    Returns:
        Its journal, which goes on where it ended; the room; and the party time of the last event.

    Raises:
        SaveBusy: If another window hosts it.
        SaveError: If it is not in the file, over, or cannot be played back.
    """
    from trivia.saves.mending import open_store

    store, mended = open_store(folder)
    try:
        head, rows = store.read(lambda db: _found(db, uid))
        journal = PartyJournal(folder, uid, head.name, head.began_at, utc_ms, rows)
        journal.notice = str(mended or "")
        journal.hold()
        try:
            # Once more, now that nobody else writes to it.
            head, rows[:] = store.read(lambda db: _found(db, uid))
            if head.closed:
                raise SaveError(f"“{head.name}” is over; its results are kept")
            room = _room(head.name, rows)
        except BaseException:
            journal.close()
            raise
    finally:
        store.close()
    return journal, room, rows[-1][0]


def taken_up(
    folder: Path, uid: str, utc_ms: Callable[[], int], clock_ms: Callable[[], int]
) -> tuple[Host, PartyJournal]:
    """Bring a party back to be gone on with: paused, where its phase allows that.

    Args:
        folder: The save folder.
        uid: The party's own id.
        utc_ms: Tells the time, in milliseconds of UTC since 1970.
        clock_ms: Milliseconds that only ever grow, from an arbitrary start.

    Raises:
        SaveError: As `reopened` does.
    """
    journal, room, at_ms = reopened(folder, uid, utc_ms)
    host = Host(journal, clock_ms, room, at_ms)
    host.pause()
    return host, journal


def unfinished(store: Store) -> tuple[PartyKept, ...]:
    """The parties that are not over, the one that moved last first."""
    return tuple(
        _told(store, head) for head in _heads(store, "WHERE NOT closed ORDER BY last_at DESC, id DESC")
    )


def finished(store: Store) -> tuple[PartyKept, ...]:
    """The parties that are over, the latest first."""
    return tuple(_told(store, head) for head in _heads(store, "WHERE closed ORDER BY began_at DESC, id DESC"))


def every(store: Store) -> tuple[PartyKept, ...]:
    """All parties, the latest first; only what is known without playing them back."""
    return _heads(store, "ORDER BY began_at DESC, id DESC")


def room_of(store: Store, uid: str) -> Room:
    """The room that a party has come to.

    Raises:
        SaveError: If it is not in the file, or cannot be played back.
    """
    head, rows = store.read(lambda db: _found(db, uid))
    return _room(head.name, rows)


def delete(store: Store, uid: str) -> None:
    """Delete a party with all that happened in it.

    Raises:
        SaveBusy: If a window hosts it.
        SaveError: If that cannot be done.
    """
    folder = store.path.parent
    lock = held(folder, uid)
    try:
        store.change_for_good(lambda db: db.execute("DELETE FROM party WHERE uid = ?", (uid,)))
    finally:
        lock.close()
    with suppress(OSError):
        lock_path(folder, uid).unlink(missing_ok=True)


def unplayable(db: sqlite3.Connection) -> Iterator[str]:
    """Which parties of a file cannot be brought back, and why, each in one line."""
    for uid, name in db.execute("SELECT uid, name FROM party ORDER BY began_at, id").fetchall():
        fault = _fault(name, _found(db, uid)[1])
        if fault:
            yield fault


def _found(db: sqlite3.Connection, uid: str) -> tuple[PartyKept, list[Row]]:
    row = db.execute(
        "SELECT id, uid, name, began_at, last_at, closed FROM party WHERE uid = ?", (uid,)
    ).fetchone()
    if row is None:
        raise SaveError("this party is not in the save file any more")
    return _head(row[1:]), rows_of(db, row[0])


def _heads(store: Store, where: str) -> tuple[PartyKept, ...]:
    query = f"SELECT uid, name, began_at, last_at, closed FROM party {where}"  # noqa: S608 - constants
    rows = store.read(lambda db: db.execute(query).fetchall() if has_parties(db) else [])
    return tuple(_head(row) for row in rows)


def _head(row: tuple[Any, ...]) -> PartyKept:
    uid, name, began, last, closed = row
    return PartyKept(uid, name, began, last, bool(closed))


def _told(store: Store, head: PartyKept) -> PartyKept:
    """A party with where it stands."""
    try:
        room = room_of(store, head.uid)
    except SaveError as error:
        return replace(head, fault=str(error))
    return replace(
        head,
        players=tuple(unit_name(room, unit) for unit in units(room)),
        seats=sum(1 for _ in seated(room)),
        phase=room.phase,
        round=room.round + 1,
        rounds=len(room.plan.rounds),
        asked=room.question,
        questions=sum(len(part.asks) for part in room.plan.rounds),
    )


def _fault(name: str, rows: list[Row]) -> str:
    """Why a party cannot be brought back, in one line; empty where it can."""
    try:
        _room(name, rows)
    except SaveError as error:
        return str(error)
    return ""


def _room(name: str, rows: list[Row]) -> Room:
    try:
        return replay((at_ms, decoded(body)) for at_ms, body in rows)
    except TriviaError as error:
        told = printable(str(error))
        raise SaveError(
            f"“{name}” cannot be brought back, its record does not hold together: {told}"
        ) from error
