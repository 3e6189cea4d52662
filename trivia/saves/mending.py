"""A damaged save file is set aside, and the newest good backup takes its place; nothing is deleted."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from trivia.errors import SaveBusy, SaveDamaged
from trivia.paths import SAVE_FILE
from trivia.saves.backups import backups, is_sound
from trivia.saves.health import faulty
from trivia.saves.migrations import migrate
from trivia.saves.store import LOCK_WAIT_MS, Store, connect, said

LOCK_FILE: Final = "scores.lock"
MEND_WAIT_MS: Final = 10_000
_BESIDE: Final = ("-wal", "-shm")
"""What belongs to a save file: its log, and the log's index."""


class Mended(NamedTuple):
    """What was done about a damaged save file.

    Attributes:
        aside: Where the damaged file is now.
        backup: The backup in its place; `None` where there was none, and the scores begin anew.
        saved: How many answers beyond the backup could be read from the damaged file, and are there again.
    """

    aside: Path
    backup: Path | None
    saved: int

    def __str__(self) -> str:
        """What the player is told."""
        told = f"Your save file was damaged and is set aside as {self.aside.name}. "
        if self.backup is None:
            told += "There was no backup yet, so the scores begin anew"
        else:
            told += f"The backup {self.backup.name} has taken its place"
        return f"{told}; {self.saved:,} more answers could be rescued." if self.saved else f"{told}."


def open_store(folder: Path, lock_wait_ms: int = LOCK_WAIT_MS) -> tuple[Store, Mended | None]:
    """Open the save file of a folder; where it is damaged, mend that first.

    Raises:
        SaveError: As `Store` does, but for damage.
    """
    try:
        return Store(folder, lock_wait_ms), None
    except SaveDamaged:
        with _alone(folder):
            try:
                return Store(folder, lock_wait_ms), None  # another window has mended it meanwhile
            except SaveDamaged:
                mended = _mend(folder)
            return Store(folder, lock_wait_ms), mended


def mend_if_faulty(folder: Path) -> Mended | None:
    """Look through a save file that opened without complaint; mend it where that finds damage.

    Returns:
        What was done, or `None` where the file is sound, or busy, or not there.
    """
    if not faulty(folder):
        return None
    with _alone(folder):
        return _mend(folder) if faulty(folder) else None


def restore(folder: Path, backup: Path) -> Path | None:
    """Put a backup in the save file's place.

    Returns:
        Where the file that was there is now; `None` where there was none.

    Raises:
        SaveDamaged: If the backup is not sound; nothing is changed then.
    """
    if not is_sound(backup):
        raise SaveDamaged(f"{backup}: this is no sound backup; choose another")
    with _alone(folder), said(folder / SAVE_FILE):
        part = _copied(backup, folder)
        aside = _set_aside(folder, "replaced") if (folder / SAVE_FILE).exists() else None
        part.replace(folder / SAVE_FILE)
    return aside


def _mend(folder: Path) -> Mended:
    from trivia.saves.rescue import rescue

    with said(folder / SAVE_FILE):
        good = next((backup.path for backup in backups(folder) if is_sound(backup.path)), None)
        part = _copied(good, folder) if good is not None else _begun_anew(folder)
        aside = _set_aside(folder, "damaged")
        part.replace(folder / SAVE_FILE)
    return Mended(aside, good, rescue(aside, folder))


def _set_aside(folder: Path, why: str) -> Path:
    """Give the save file, and what belongs to it, another name; numbers go up, so nothing is overwritten.

    The file keeps its old name as well until another takes its place: a window that looked for it in between
    would begin a new one. Its log must go first, or it would be played into the file that comes.
    """
    number = 1
    while (aside := folder / f"{why}-{number}.db").exists():
        number += 1
    path = folder / SAVE_FILE
    if path.is_dir():
        return path.rename(aside)
    try:
        aside.hardlink_to(path)
    except (OSError, NotImplementedError):  # a file system without second names
        shutil.copyfile(path, aside)
    for ending in _BESIDE:
        with suppress(FileNotFoundError):
            path.with_name(f"{SAVE_FILE}{ending}").rename(f"{aside}{ending}")
    return aside


def _copied(backup: Path, folder: Path) -> Path:
    """A copy of a backup, ready to take the save file's place."""
    part = folder / f"{SAVE_FILE}.part"
    try:
        shutil.copyfile(backup, part)
    except OSError:  # no room: nothing half-written stays
        part.unlink(missing_ok=True)
        raise
    return part


def _begun_anew(folder: Path) -> Path:
    """An empty save file, likewise."""
    part = folder / f"{SAVE_FILE}.part"
    part.unlink(missing_ok=True)
    with closing(connect(part)) as db:
        migrate(db)
    return part


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Mend alone: a lock that ends with the process that holds it, on every system SQLite runs on."""
    with said(folder / LOCK_FILE), closing(connect(folder / LOCK_FILE, MEND_WAIT_MS)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise SaveBusy("another window is mending the save file") from error
        yield
