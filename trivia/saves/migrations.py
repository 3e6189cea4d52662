"""The save file's schema, as named steps; each runs once, in a transaction of its own.

A released step is never changed. `PRAGMA user_version` counts the steps that a file has been through.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from trivia.errors import SaveError

Migration: TypeAlias = Callable[[sqlite3.Connection], None]


def games_answers_and_bests(db: sqlite3.Connection) -> None:
    """Games with their running totals, answers, best scores, and when each question was last seen.

    Totals, bests and last-seen times are kept up to date with every answer, so that the title screen and
    the next draw cost the same after a million answers as after ten.
    """
    db.execute(
        """
        CREATE TABLE game (
            id INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE,
            pack TEXT NOT NULL,
            pack_version TEXT NOT NULL,
            mode TEXT NOT NULL,
            length INTEGER NOT NULL,
            seed INTEGER NOT NULL,
            began_at INTEGER NOT NULL,
            ended_at INTEGER,
            finished INTEGER NOT NULL DEFAULT 0,
            answered INTEGER NOT NULL DEFAULT 0,
            right_answers INTEGER NOT NULL DEFAULT 0,
            score INTEGER NOT NULL DEFAULT 0
        )
        """
    )
    db.execute(
        """
        CREATE TABLE answer (
            game INTEGER NOT NULL REFERENCES game (id) ON DELETE CASCADE,
            place INTEGER NOT NULL,
            question TEXT NOT NULL,
            in_table TEXT NOT NULL,
            form TEXT NOT NULL,
            level INTEGER NOT NULL,
            chosen INTEGER NOT NULL,
            is_right INTEGER NOT NULL,
            points INTEGER NOT NULL,
            streak INTEGER NOT NULL,
            elapsed_ms INTEGER NOT NULL,
            answered_at INTEGER NOT NULL,
            PRIMARY KEY (game, place)
        ) WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE best (
            pack TEXT NOT NULL,
            mode TEXT NOT NULL,
            length INTEGER NOT NULL,
            score INTEGER NOT NULL,
            game INTEGER NOT NULL REFERENCES game (id) ON DELETE CASCADE,
            PRIMARY KEY (pack, mode, length)
        ) WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE seen (
            question TEXT PRIMARY KEY,
            last_at INTEGER NOT NULL
        ) WITHOUT ROWID
        """
    )


MIGRATIONS: Final[Sequence[Migration]] = (games_answers_and_bests,)


def migrate(db: sqlite3.Connection) -> None:
    """Bring a save file to this version's schema; a file that is there already costs one read.

    Args:
        db: A connection in autocommit mode (`isolation_level=None`).

    Raises:
        SaveError: If the file was written by a newer version of the game. It is left as it was.
    """
    version = _version(db)
    if version > len(MIGRATIONS):
        raise SaveError("it was written by a newer version of the game; update, and your scores are there again")
    for step, migration in enumerate(MIGRATIONS[version:], start=version + 1):
        db.execute("BEGIN IMMEDIATE")
        try:
            if _version(db) < step:  # another process may have done it while this one waited
                migration(db)
                db.execute(f"PRAGMA user_version = {step}")
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise


def _version(db: sqlite3.Connection) -> int:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version
