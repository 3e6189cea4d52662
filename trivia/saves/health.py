"""Whether a save file is sound."""

import sqlite3
from contextlib import closing
from pathlib import Path

from trivia.errors import SaveDamaged, SaveTooNew
from trivia.paths import SAVE_FILE
from trivia.saves.migrations import check_version
from trivia.saves.store import connect


def first_fault(db: sqlite3.Connection) -> str:
    """What SQLite's quick check finds first; empty where all is well."""
    told = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    return "" if told == "ok" else " ".join(told.split())


def faulty(folder: Path) -> bool:
    """Whether the save file of a folder is damaged; a file that is not there, busy or out of reach is not.

    For a thread of its own: a million answers take a fifth of a second.
    """
    path = folder / SAVE_FILE
    if path.is_dir():
        return True
    if not path.exists():
        return False
    try:
        with closing(connect(path)) as db:
            check_version(db)
            return first_fault(db) != ""
    except (SaveTooNew, sqlite3.OperationalError):
        return False  # the store says so in its own words
    except (SaveDamaged, sqlite3.DatabaseError):
        return True
