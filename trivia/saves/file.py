"""The save file as a file: connecting to it, whether it can be one, and what to say where it cannot."""

import errno
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from trivia.errors import SaveBusy, SaveDamaged, SaveError, SaveTooNew
from trivia.facts.text import printable
from trivia.paths import BACKUP_FOLDER

LOCK_WAIT_MS: Final = 150
"""How long one call waits for another process's write, in milliseconds; the caller then tries again."""

LOG: Final = "-wal"
INDEX: Final = "-shm"
BESIDE: Final = (LOG, INDEX)
"""What belongs to a save file: its log, and the log's index."""

DAMAGE: Final = ("malformed", "not a database", "unsupported file format", "decode to UTF-8")
"""What SQLite says where a file's bytes are not those of a save file."""

UNREADABLE: Final = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a damaged file raises. SQLite's code for damage comes as a bare `DatabaseError`, whose words
may be none; where it quotes the damaged bytes, Python cannot read its words."""

NO_ROOM_BYTES: Final = 64 * 1024
"""With less than this a disk is full: SQLite's log and its index do not fit."""

_FULL: Final = "the disk is full; make some room"
READ_ONLY: Final = "it may only be read; look at its rights and those of its folder"
_CLOSED: Final = "it cannot be opened; look at its rights and those of its folder"
_NO_FOLDER: Final = "a file stands where its folder should be"
_NUMBERS: Final = {
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EEXIST: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EROFS: "its disk may only be read",
    errno.ENOSPC: _FULL,
}
_SIGNS: Final = (
    ("full", _FULL),
    ("readonly", READ_ONLY),
    ("unable to open", _CLOSED),
    ("disk I/O", "the disk does not answer; look whether it is still there"),
)


def connect(path: Path, lock_wait_ms: int = LOCK_WAIT_MS, *, read_only: bool = False) -> sqlite3.Connection:
    """Connect to a file, as the store does.

    Args:
        path: The file; made where it is missing and not only read.
        lock_wait_ms: How long a call waits for another process's write.
        read_only: Whether to leave everything as it is; for files that nobody writes to meanwhile.
    """
    # "immutable": SQLite would otherwise want to write a log beside a file in WAL mode, even to read it.
    name = f"{path.resolve().as_uri()}?mode=ro&immutable=1" if read_only else str(path)
    return sqlite3.connect(
        name, timeout=lock_wait_ms / 1000, isolation_level=None, cached_statements=64, uri=read_only
    )


def check_place(path: Path) -> None:
    """Look whether what stands in a save file's place can be one, before it is opened.

    Raises:
        SaveDamaged: If it cannot, or has lost its log.
        OSError: If that cannot be seen.
    """
    if path.is_dir():
        raise SaveDamaged("a folder stands in the save file's place")
    if not path.exists():
        return
    if path.stat().st_size == 0 and (path.parent / BACKUP_FOLDER).is_dir():
        raise SaveDamaged("it is empty, and there once was something to back up")
    if not only_read(path) and log_is_lost(path):
        raise SaveDamaged(f"its log ({path.name}{LOG}) is missing, and with it what was played last")


def log_is_lost(path: Path) -> bool:
    """Whether a file's log was taken away after its process had been killed; what stood in it is gone.

    SQLite makes the log before the index and deletes the index before the log, so an index alone is the
    trace of a log that somebody else has taken away. The first opening blurs it.
    """
    log, index = (path.with_name(f"{path.name}{ending}") for ending in BESIDE)
    return not log.exists() and index.exists() and not log.exists()  # once more: a window may just open it


def only_read(path: Path) -> bool:
    """Whether a file is there and can only be read: neither it nor a log beside it can be written."""
    if not path.exists():
        return False
    beside = os.access(path.parent, os.W_OK) or path.with_name(f"{path.name}{LOG}").exists()
    return not (beside and os.access(path, os.W_OK))


def identity(path: Path) -> tuple[int, int] | None:
    """Which file a name stands for now; `None` where it stands for none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def said(path: Path, damage: Sequence[str] = DAMAGE) -> Iterator[None]:
    """Turn what SQLite and the system say into one line for a person.

    Args:
        path: The file that it is about.
        damage: What SQLite says where the file is damaged.
    """
    try:
        yield
    except (SaveTooNew, SaveDamaged) as error:
        raise type(error)(f"{path}: {error}") from error
    except (sqlite3.Error, OSError, ValueError, TypeError) as error:  # damage may leave values of any type
        if is_lock(error):
            raise SaveBusy("another window is writing to the save file") from error
        if is_damage(error, damage):
            told = printable(str(error)) or "nothing in it can be read"
            raise SaveDamaged(f"{path}: it is damaged ({told})") from error
        raise SaveError(f"{path}: {_reason(error, path)}") from error


def is_lock(error: Exception) -> bool:
    """Whether another process holds the file for a moment."""
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


def is_damage(error: Exception, damage: Sequence[str] = DAMAGE) -> bool:
    """Whether an error tells of damaged bytes.

    Args:
        error: The error.
        damage: What SQLite says of them.
    """
    return type(error) in UNREADABLE or (
        isinstance(error, sqlite3.Error) and any(sign in str(error) for sign in damage)
    )


def _reason(error: Exception, path: Path) -> str:
    """What went wrong, in words a player can act on."""
    if isinstance(error, OSError):
        return _NUMBERS.get(error.errno or 0) or printable(error.strerror or str(error))
    told = printable(str(error))
    if "disk I/O" in told and _no_room(path.parent):
        return _FULL  # SQLite had no room for the log's index, and has no words of its own for that
    return next((words for sign, words in _SIGNS if sign in told), told)


def _no_room(folder: Path) -> bool:
    """Whether a folder's disk is full, as far as the system tells."""
    import shutil

    try:
        return shutil.disk_usage(folder).free < NO_ROOM_BYTES
    except OSError:
        return False
