"""Who plays: several people at one machine, each with their own games, streaks and trophies."""

import os
import sqlite3
from typing import Final

from msgspec import Struct

from trivia.errors import CommandError
from trivia.facts.text import folded, printable

LONGEST_NAME: Final = 24
"""Characters of a name: what fits on the title screen of a narrow terminal."""


class Profile(Struct, frozen=True, gc=False):
    """A player, with what they have done so far.

    Attributes:
        name: Their name.
        made_at: Since when, in milliseconds of UTC since 1970.
        games: Games finished.
        answered: Answers.
        right: Right answers.
        score: All points ever.
        best_streak: The most right answers in a row in one game.
    """

    name: str
    made_at: int
    games: int
    answered: int
    right: int
    score: int
    best_streak: int


def clean_name(text: str) -> str:
    """A name as it may be kept and shown.

    Raises:
        CommandError: If nothing is left of it, or it is too long.
    """
    name = printable(text)
    if not folded(name):
        raise CommandError("a player needs a name")
    if len(name) > LONGEST_NAME:
        raise CommandError(f"a name has at most {LONGEST_NAME} characters; {name!r} has {len(name)}")
    return name


def find(db: sqlite3.Connection, name: str) -> int | None:
    """The row of a profile, or `None` where nobody has this name."""
    row = db.execute("SELECT id FROM profile WHERE name_key = ?", (folded(name),)).fetchone()
    return None if row is None else int(row[0])


def found_or_made(db: sqlite3.Connection, name: str, at: int) -> int:
    """The row of a profile, made where nobody has this name.

    Args:
        db: The connection, in a transaction.
        name: The name.
        at: Now, in milliseconds of UTC since 1970.
    """
    db.execute(
        "INSERT OR IGNORE INTO profile (uid, name, name_key, made_at) VALUES (?, ?, ?, ?)",
        (os.urandom(12).hex(), name, folded(name), at),
    )
    row = find(db, name)
    assert row is not None  # noqa: S101 - it has just been made
    return row


def everyone(db: sqlite3.Connection) -> tuple[Profile, ...]:
    """All profiles, in the order of their names."""
    rows = db.execute(
        """
        SELECT name, made_at, games, answered, right_answers, score, best_streak FROM profile
        ORDER BY name_key
        """
    )
    return tuple(Profile(*row) for row in rows)


def rename(db: sqlite3.Connection, name: str, new: str) -> None:
    """Give a profile another name.

    Raises:
        CommandError: If nobody has the name, or somebody else has the new one.
    """
    row, other = find(db, name), find(db, new)
    if row is None:
        raise CommandError(f"there is no player {name!r}")
    if other not in (None, row):
        raise CommandError(f"there is a player {new!r} already")
    db.execute("UPDATE profile SET name = ?, name_key = ? WHERE id = ?", (new, folded(new), row))


def delete(db: sqlite3.Connection, name: str) -> None:
    """Delete a profile with every game, answer and trophy.

    Raises:
        CommandError: If nobody has the name.
    """
    if db.execute("DELETE FROM profile WHERE name_key = ?", (folded(name),)).rowcount == 0:
        raise CommandError(f"there is no player {name!r}")
    # Texts that nobody was asked any more would only tell of who has gone.
    db.execute("DELETE FROM asked WHERE question NOT IN (SELECT question FROM known)")


def known_uid(db: sqlite3.Connection, name: str) -> str | None:
    """A profile's own id, which stays when it is renamed; `None` where nobody has this name."""
    row = db.execute("SELECT uid FROM profile WHERE name_key = ?", (folded(name),)).fetchone()
    return None if row is None else str(row[0])


def uid(db: sqlite3.Connection, name: str, at: int) -> str:
    """A profile's own id; the profile is made where nobody has this name."""
    row = found_or_made(db, name, at)
    own: str = db.execute("SELECT uid FROM profile WHERE id = ?", (row,)).fetchone()[0]
    return own
