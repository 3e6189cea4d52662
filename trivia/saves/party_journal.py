"""The journal of a party in the save file.

An event is a row, written in a transaction of its own, which survives the end of the program; `sync` takes
it through a power cut too. Whoever hosts a party holds a lock that ends with the process, `kill -9` or not,
so no two windows host the same one.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from trivia.errors import SaveBusy, SaveDamaged, SaveError, SaveReplaced
from trivia.party.events import Closed, Event
from trivia.party.journal import encoded
from trivia.saves.file import connect, is_lock, said
from trivia.saves.journals import Row, rows_of
from trivia.saves.store import Store

T = TypeVar("T")

ELSEWHERE: Final = "this party is open in another window; leave it there first"


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
        uid: str,
        name: str,
        began_at: int,
        utc_ms: Callable[[], int],
        rows: list[Row] | None = None,
    ) -> None:
        """Keep a journal; `new_party` and `reopened` make one.

        Args:
            folder: The save folder.
            uid: The party's own id.
            name: What the night is called.
            began_at: When it was opened, in milliseconds of UTC since 1970.
            utc_ms: Tells the time, in milliseconds of UTC since 1970.
            rows: The events that are in the file already.
        """
        self.uid = uid
        self.notice = ""
        self._folder = folder
        self._name = name
        self._began_at = began_at
        self._utc_ms = utc_ms
        self._rows: list[Row] = rows or []
        self._closed = False
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
        self.extend(((at_ms, event),))

    def extend(self, events: Sequence[tuple[int, Event]]) -> None:
        """Keep events in one transaction, all of them or none; a hall that answers at once needs that.

        Args:
            events: Moments in milliseconds of party time with their events, in order.

        Raises:
            SaveBusy: If another process holds the file just now, or hosts this party.
            SaveError: If they cannot be written. None is kept then, and they may be handed in again.
        """
        rows = [(at_ms, encoded(event).decode()) for at_ms, event in events]
        closes = self._closed or any(isinstance(event, Closed) for _, event in events)
        self._with_store(lambda store: store.change(lambda db: self._insert(db, rows, closes=closes)))
        self._rows += rows
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
                    lock_path(self._folder, self.uid).unlink(missing_ok=True)

    def hold(self) -> None:
        """Be the one who hosts this party, until `close` or the end of the process.

        Raises:
            SaveBusy: If another window does.
            SaveError: If that cannot be found out.
        """
        if self._lock is None:
            self._lock = held(self._folder, self.uid)

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

    def _insert(self, db: sqlite3.Connection, rows: list[Row], *, closes: bool) -> None:
        added = db.executemany(
            "INSERT OR IGNORE INTO party_event SELECT id, ?, ?, ? FROM party WHERE uid = ?",
            [(place, *row, self.uid) for place, row in enumerate(rows, len(self._rows))],
        ).rowcount
        if added < len(rows):  # the first; or some were written though their commit was said to have failed
            self._write_all(db, *rows)
        if closes:
            db.execute(
                "UPDATE party SET closed = 1, last_at = max(last_at, ?) WHERE uid = ?",
                (self._utc_ms(), self.uid),
            )

    def _write_all(self, db: sqlite3.Connection, *more: Row) -> None:
        """Write the whole party; what is there already stays, and must be the same.

        There may be an event more: one whose commit was said to have failed, and which will come again.
        """
        db.execute(
            """
            INSERT INTO party (uid, name, began_at, last_at, closed) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (uid) DO UPDATE SET closed = max(closed, excluded.closed)
            """,
            (self.uid, self._name, self._began_at, self._utc_ms(), self._closed),
        )
        party: int = db.execute("SELECT id FROM party WHERE uid = ?", (self.uid,)).fetchone()[0]
        rows = [*self._rows, *more]
        db.executemany(
            "INSERT OR IGNORE INTO party_event VALUES (?, ?, ?, ?)",
            ((party, place, *row) for place, row in enumerate(rows)),
        )
        if rows_of(db, party)[: len(rows)] != rows:
            raise SaveBusy(ELSEWHERE)


def lock_path(folder: Path, uid: str) -> Path:
    """The file that is locked while a party is hosted; there is nothing in it."""
    return folder / f"party-{uid}.lock"


def held(folder: Path, uid: str) -> sqlite3.Connection:
    """A lock that ends with the process that holds it, on every system SQLite runs on.

    Raises:
        SaveBusy: If somebody has it.
        SaveError: If it cannot be made.
    """
    path = lock_path(folder, uid)
    with said(path):
        folder.mkdir(parents=True, exist_ok=True)
        lock = connect(path, 0)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except BaseException as error:
            lock.close()
            if isinstance(error, Exception) and is_lock(error):
                raise SaveBusy(ELSEWHERE) from error
            raise
    return lock
