"""Whether a save file is sound."""

import sqlite3
from contextlib import closing
from pathlib import Path

from trivia.errors import SaveDamaged, SaveError
from trivia.paths import SAVE_FILE
from trivia.saves.file import check_place, connect, said
from trivia.saves.migrations import MIGRATIONS, check_version, version


def first_fault(db: sqlite3.Connection) -> str:
    """What is found first that is wrong with a file's bytes, indexes or tables; empty where all is well."""
    told = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if told != "ok":
        return " ".join(told.split())
    with closing(sqlite3.connect(":memory:")) as sound:
        for migration in MIGRATIONS[: version(db)]:
            migration(sound)
        missing = sorted(_columns(sound) - _columns(db))
    return f"it has no {missing[0].decode()}" if missing else ""


def _columns(db: sqlite3.Connection) -> set[bytes]:
    """The columns of all tables with their types; in bytes, for damage may have left no text."""
    query = """
        SELECT CAST(told.name || '.' || info.name || ' ' || info.type AS BLOB)
        FROM sqlite_master AS told, pragma_table_info(told.name) AS info
    """
    return {column for (column,) in db.execute(query)}


def faulty(folder: Path) -> bool:
    """Whether the save file of a folder is damaged; a file that is not there, busy or out of reach is not.

    For a thread of its own: a million answers take half a second.
    """
    path = folder / SAVE_FILE
    try:
        with said(path):
            check_place(path)
            if not path.exists():
                return False
            with closing(connect(path)) as db:
                check_version(db)
                return first_fault(db) != ""
    except SaveDamaged:
        return True
    except SaveError:
        return False  # the store says so in its own words
