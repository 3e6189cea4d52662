"""Parties in the save file: a journal of each, the list of them, and how one is brought back.

An event is a row, written in a transaction of its own, which survives the end of the program; `sync` takes
it through a power cut too. Whoever hosts a party holds a lock that ends with the process, `kill -9` or not,
so no two windows host the same one.
"""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Any, Final, TypeAlias, TypeVar

from msgspec import Struct

from trivia.errors import SaveBusy, SaveDamaged, SaveError, SaveReplaced, TriviaError
from trivia.facts.text import printable
from trivia.party.events import Closed, Event
from trivia.party.host import Host
from trivia.party.journal import decoded, encoded, replay
from trivia.party.plan import Plan
from trivia.party.queries import seated, unit_name, units
from trivia.party.state import Phase, Room
from trivia.saves.file import connect, said
from trivia.saves.store import Store

T = TypeVar("T")
Row: TypeAlias = tuple[int, str]
"""An event as it is kept: its moment in party time, and itself as JSON."""

ELSEWHERE: Final = "this party is going on in another window; end it there first"


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


class PartyJournal:
    """The journal of a party; fulfils `trivia.party.journal.Journal`.

    It opens the file when there is something to write, and again where another file has taken its place; such
    a file gets the whole party. To be used in one thread.

    Attributes:
        uid: The party's own id.
        notice: What has become of a damaged save file, in one line; empty where there is nothing to tell.
    """

    def __init__(
        self,
        folder: Path,
        head: PartyKept,
        utc_ms: Callable[[], int],
        rows: list[Row] | None = None,
    ) -> None:
        """Keep a journal; `new_party` and `reopened` make one.

        Args:
            folder: The save folder.
            head: The party's id, name and beginning.
            utc_ms: Tells the time, in milliseconds of UTC since 1970.
            rows: The events that are in the file already.
        """
        self.uid = head.uid
        self.notice = ""
        self._folder = folder
        self._head = head
        self._utc_ms = utc_ms
        self._rows: list[Row] = rows or []
        self._closed = head.closed
        self._store: Store | None = None
        self._lock: sqlite3.Connection | None = None

    def append(self, at_ms: int, event: Event) -> None:
        """Keep an event; when this returns, it survives the end of the program.

        Args:
            at_ms: Its moment, in milliseconds of party time.
            event: The event.

        Raises:
            SaveBusy: If another process holds the file just now, or hosts this party.
            SaveError: If it cannot be written. It is not kept then, and may be handed in again.
        """
        row = (at_ms, encoded(event).decode())
        closes = self._closed or isinstance(event, Closed)
        self._with_store(lambda store: store.change(lambda db: self._insert(db, row, closes=closes)))
        self._rows.append(row)
        self._closed = closes

    def sync(self) -> None:
        """See to it that all that is kept survives a power cut.

        Raises:
            SaveError: If that cannot be done now.
        """
        if self._rows:
            moved = "UPDATE party SET last_at = max(last_at, ?) WHERE uid = ?"
            now = self._utc_ms()
            self._with_store(
                lambda store: store.change_for_good(lambda db: db.execute(moved, (now, self.uid)))
            )

    def close(self) -> None:
        """Close the file, and let go of the party."""
        self._drop_store()
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            if self._closed:  # nobody hosts it again
                with suppress(OSError):
                    _lock_path(self._folder, self.uid).unlink(missing_ok=True)

    def hold(self) -> None:
        """Be the one who hosts this party, until `close` or the end of the process.

        Raises:
            SaveBusy: If another window does.
            SaveError: If that cannot be found out.
        """
        if self._lock is None:
            self._lock = _held(self._folder, self.uid)

    def _with_store(self, task: Callable[[Store], T]) -> T:
        """Do something with the open file; where another stands in its place, or a mended one, with that."""
        try:
            return task(self._opened())
        except SaveReplaced:
            self._drop_store()
            return task(self._opened())
        except SaveDamaged:
            self._mend()
            return task(self._opened())
        except SaveBusy:
            raise
        except SaveError:
            self._drop_store()  # the next try begins with a fresh look at the file
            raise

    def _opened(self) -> Store:
        if self._store is None:
            from trivia.saves.mending import open_store

            self.hold()
            store, mended = open_store(self._folder)
            self._tell_of(mended)
            try:
                if self._rows:
                    store.change(self._write_all)
            except BaseException:
                store.close()
                raise
            self._store = store
        return self._store

    def _mend(self) -> None:
        from trivia.saves.mending import mend_if_faulty

        self._drop_store()
        self._tell_of(mend_if_faulty(self._folder))

    def _tell_of(self, mended: object | None) -> None:
        self.notice = f"{self.notice} {mended}".strip() if mended else self.notice

    def _drop_store(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

    def _insert(self, db: sqlite3.Connection, row: Row, *, closes: bool) -> None:
        place = len(self._rows)
        added = db.execute(
            "INSERT OR IGNORE INTO party_event SELECT id, ?, ?, ? FROM party WHERE uid = ?",
            (place, *row, self.uid),
        ).rowcount
        if not added:  # the first event; or one that was written though its commit was said to have failed
            self._write_all(db, row)
        if closes:
            db.execute(
                "UPDATE party SET closed = 1, last_at = max(last_at, ?) WHERE uid = ?",
                (self._utc_ms(), self.uid),
            )

    def _write_all(self, db: sqlite3.Connection, *more: Row) -> None:
        """Write the whole party; what is there already stays, and must be the same."""
        head = self._head
        db.execute(
            "INSERT OR IGNORE INTO party (uid, name, began_at, last_at, closed) VALUES (?, ?, ?, ?, ?)",
            (head.uid, head.name, head.began_at, self._utc_ms(), self._closed),
        )
        party: int = db.execute("SELECT id FROM party WHERE uid = ?", (self.uid,)).fetchone()[0]
        rows = [*self._rows, *more]
        db.executemany(
            "INSERT OR IGNORE INTO party_event VALUES (?, ?, ?, ?)",
            ((party, place, *row) for place, row in enumerate(rows)),
        )
        if rows_of(db, party) != rows:
            raise SaveBusy(ELSEWHERE)


def new_party(folder: Path, plan: Plan, utc_ms: Callable[[], int]) -> PartyJournal:
    """The journal of a party that is about to be opened; its first event is to be `Opened`.

    Nothing is written before that, so this works where nothing can be written too.

    Args:
        folder: The save folder.
        plan: The plan.
        utc_ms: Tells the time, in milliseconds of UTC since 1970.
    """
    now = utc_ms()
    return PartyJournal(folder, PartyKept(token_hex(12), printable(plan.name), now, now, closed=False), utc_ms)


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
        journal = PartyJournal(folder, head, utc_ms, rows)
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
    return tuple(_told(store, head) for head in _heads(store, "WHERE NOT closed ORDER BY last_at DESC, id DESC"))


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
    lock = _held(folder, uid)
    try:
        store.change_for_good(lambda db: db.execute("DELETE FROM party WHERE uid = ?", (uid,)))
    finally:
        lock.close()
    with suppress(OSError):
        _lock_path(folder, uid).unlink(missing_ok=True)


def rows_of(db: sqlite3.Connection, party: int) -> list[Row]:
    """The events of a party, by its row, in order."""
    return db.execute(
        "SELECT at_ms, body FROM party_event WHERE party = ? ORDER BY place", (party,)
    ).fetchall()


def _found(db: sqlite3.Connection, uid: str) -> tuple[PartyKept, list[Row]]:
    row = db.execute(
        "SELECT id, uid, name, began_at, last_at, closed FROM party WHERE uid = ?", (uid,)
    ).fetchone()
    if row is None:
        raise SaveError("this party is not in the save file any more")
    return _head(row[1:]), rows_of(db, row[0])


def _heads(store: Store, where: str) -> tuple[PartyKept, ...]:
    query = f"SELECT uid, name, began_at, last_at, closed FROM party {where}"  # noqa: S608 - constants
    return tuple(_head(row) for row in store.read(lambda db: db.execute(query).fetchall()))


def _head(row: tuple[Any, ...]) -> PartyKept:
    uid, name, began, last, closed = row
    return PartyKept(uid, name, began, last, bool(closed))


def _told(store: Store, head: PartyKept) -> PartyKept:
    """A party with where it stands."""
    from msgspec.structs import replace

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


def _room(name: str, rows: list[Row]) -> Room:
    try:
        return replay((at_ms, decoded(body)) for at_ms, body in rows)
    except TriviaError as error:
        told = printable(str(error))
        raise SaveError(f"“{name}” cannot be brought back, its record does not hold together: {told}") from error


def _lock_path(folder: Path, uid: str) -> Path:
    return folder / f"party-{uid}.lock"


def _held(folder: Path, uid: str) -> sqlite3.Connection:
    """A lock that ends with the process that holds it, on every system SQLite runs on."""
    path = _lock_path(folder, uid)
    with said(path):
        folder.mkdir(parents=True, exist_ok=True)
        lock = connect(path, 0)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except BaseException as error:
            lock.close()
            if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
                raise SaveBusy(ELSEWHERE) from error
            raise
    return lock
