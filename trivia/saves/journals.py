"""Parties in and out of the save file: the shape of an export, and merging journals into a file.

A journal only ever grows, so of two journals of one party the longer one has the other's events and more.
Where they differ, the party was gone on with on two machines; then both are kept.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import count
from typing import Annotated, Final, TypeAlias

from msgspec import Meta, Struct

from trivia.errors import SaveError
from trivia.facts.text import printable
from trivia.party.events import Closed, Event
from trivia.party.journal import JournalError, decoded, encoded, rooms
from trivia.saves.exchange import Line, Moment, check_years, moment, moment_ms

Row: TypeAlias = tuple[int, str]
"""An event as it is kept: its moment in milliseconds of party time, and itself as JSON."""

Id = Annotated[str, Meta(pattern=r"^[0-9a-z-]{1,64}\Z")]
"""A party's own id; it is part of a file's name."""

_CLOSED: Final = encoded(Closed()).decode()


class Head(Struct, frozen=True, forbid_unknown_fields=True):
    """What is kept of a party beside its journal.

    Attributes:
        party: Its own id.
        name: What the night is called.
        began_at: When it was opened.
        last_at: When it last moved on.
    """

    party: Id
    name: Line
    began_at: Moment
    last_at: Moment

    def __post_init__(self) -> None:
        check_years(began_at=self.began_at, last_at=self.last_at)


class EventTold(Struct, frozen=True, forbid_unknown_fields=True):
    """An event as it is exported, with its moment in milliseconds of party time."""

    at_ms: Annotated[int, Meta(ge=0, le=2**53)]
    event: Event


class PartyTold(Head, frozen=True, forbid_unknown_fields=True):
    """A party as it is exported; docs/json.md tells what each field means."""

    events: tuple[EventTold, ...]


def has_parties(db: sqlite3.Connection) -> bool:
    """Whether a file can hold parties: one of an earlier version, which may only be read, cannot."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'party'").fetchone() is not None


def all_parties(db: sqlite3.Connection) -> Iterator[PartyTold]:
    """Every party in the file, the oldest first, with its events up to the first that cannot be read."""
    if not has_parties(db):
        return
    heads = db.execute("SELECT id, uid, name, began_at, last_at FROM party ORDER BY began_at, id").fetchall()
    for party, uid, name, began, last in heads:
        events: list[EventTold] = []
        with suppress(JournalError):
            events += (EventTold(at_ms, decoded(body)) for at_ms, body in rows_of(db, party))
        yield PartyTold(uid, name, moment(began), moment(last), tuple(events))


def merge_party(db: sqlite3.Connection, party: PartyTold) -> bool:
    """Bring an exported party into a save file.

    Args:
        db: The connection, in a transaction.
        party: The party.

    Returns:
        Whether the file had not all of it.

    Raises:
        SaveError: If it cannot have happened.
    """
    rows = {place: (told.at_ms, encoded(told.event).decode()) for place, told in enumerate(party.events)}
    try:
        for _ in rooms((told.at_ms, told.event) for told in party.events):
            pass
    except JournalError as error:
        raise SaveError(f"the party “{printable(party.name)}”: {printable(str(error))}") from error
    return merge_rows(db, party, rows)


def merge_rows(db: sqlite3.Connection, head: Head, rows: Mapping[int, Row]) -> bool:
    """Bring events of a party into a save file: those that go on from what is there, as far as they lead on.

    Args:
        db: The connection, in a transaction.
        head: The party.
        rows: Its events by their places, some of which may be missing.

    Returns:
        Whether there is more of it now.
    """
    found = db.execute("SELECT id FROM party WHERE uid = ?", (head.party,)).fetchone()
    there = rows_of(db, found[0]) if found else []
    for place, row in enumerate(there):
        if rows.get(place, row) != row:
            told = f"{head.party}/{place}/{rows[place]}"
            branch = Head(sha256(told.encode()).hexdigest()[:24], head.name, head.began_at, head.last_at)
            return merge_rows(db, branch, {**dict(enumerate(there[:place])), **rows})
    whole = list(there)
    for place in count(len(there)):
        if place not in rows:
            break
        whole.append(rows[place])
    whole = whole[: max(len(there), _sound(whole))]
    if len(whole) == len(there):
        return False
    values = (
        printable(head.name),
        moment_ms(head.began_at),
        moment_ms(head.last_at),
        whole[-1][1] == _CLOSED,
    )
    db.execute(
        """
        INSERT INTO party (uid, name, began_at, last_at, closed) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (uid) DO UPDATE
        SET last_at = max(last_at, excluded.last_at), closed = max(closed, excluded.closed)
        """,
        (head.party, *values),
    )
    party: int = db.execute("SELECT id FROM party WHERE uid = ?", (head.party,)).fetchone()[0]
    db.executemany(
        "INSERT INTO party_event VALUES (?, ?, ?, ?)",
        ((party, place, *row) for place, row in enumerate(whole[len(there) :], len(there))),
    )
    return True


def _sound(rows: list[Row]) -> int:
    """How many events of a journal, from its beginning, can have happened."""
    number = 0
    with suppress(JournalError):
        for _ in rooms((at_ms, decoded(body)) for at_ms, body in rows):
            number += 1
    return number


def rows_of(db: sqlite3.Connection, party: int) -> list[Row]:
    """The events of a party, by its row, in order."""
    query = "SELECT at_ms, body FROM party_event WHERE party = ? ORDER BY place"
    return db.execute(query, (party,)).fetchall()
