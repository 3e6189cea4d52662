"""The save file's schema, as named steps; each runs once, in a transaction of its own.

A released step is never changed. `PRAGMA user_version` counts the steps that a file has been through.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from trivia.errors import SaveDamaged, SaveTooNew
from trivia.saves.schema import games_answers_and_bests, parties, profiles_and_progress, variants

Migration: TypeAlias = Callable[[sqlite3.Connection], None]

MIGRATIONS: Final[Sequence[Migration]] = (games_answers_and_bests, profiles_and_progress, variants, parties)


def check_version(db: sqlite3.Connection) -> None:
    """Look whether this version can work with a file, before anything in it is touched.

    Raises:
        SaveTooNew: If it was written by a newer version of the game.
        SaveDamaged: If it is a database, but not one of this game's.
    """
    steps = version(db)
    if steps > len(MIGRATIONS):
        raise SaveTooNew(
            "it was written by a newer version of the game; update, and your scores are there again"
        )
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables >= {"game", "answer"} and (steps or tables):
        raise SaveDamaged("it is a database of something else")


def migrate(db: sqlite3.Connection) -> None:
    """Bring a save file to this version's schema; a file that is there already costs one read.

    Args:
        db: A connection in autocommit mode (`isolation_level=None`) that does not watch foreign keys:
            SQLite's way to change a table is to copy and drop it, and that must not drop what refers to it.

    Raises:
        SaveTooNew: If the file was written by a newer version of the game. It is left as it was.
    """
    check_version(db)
    done = version(db)
    if done == len(MIGRATIONS):
        return
    from trivia.saves.derived import count_again

    for step, migration in enumerate(MIGRATIONS[done:], start=done + 1):
        db.execute("BEGIN IMMEDIATE")
        try:
            if version(db) < step:  # another process may have done it while this one waited
                migration(db)
                if step == len(MIGRATIONS):
                    count_again(db)  # a step makes room for what follows from the answers; this fills it
                if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
                    raise sqlite3.IntegrityError(f"step {step} of its schema leaves answers without a game")
                db.execute(f"PRAGMA user_version = {step}")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def version(db: sqlite3.Connection) -> int:
    """How many steps a file has been through."""
    steps: int = db.execute("PRAGMA user_version").fetchone()[0]
    return steps
