"""A damaged save file is set aside, and the newest good backup takes its place; nothing is deleted."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from trivia.errors import SaveBusy, SaveDamaged
from trivia.paths import SAVE_FILE
from trivia.saves.backups import Backup, backups, is_sound
from trivia.saves.exchange import Merged
from trivia.saves.file import BESIDE, LOCK_WAIT_MS, connect, is_lock, log_is_lost, said
from trivia.saves.health import faulty
from trivia.saves.migrations import migrate
from trivia.saves.store import Store

LOCK_FILE: Final = "scores.lock"
MEND_WAIT_MS: Final = 10_000


class Mended(NamedTuple):
    """What was done about a damaged save file.

    Attributes:
        aside: Where the damaged file is now.
        backup: The backup in its place; `None` where there was none, and the scores begin anew.
        saved: How many answers beyond the backup could be read from the damaged file, and are there again.
            Where only the log was lost: how many the backup had beyond the file.
        parties: Of how many parties there is more than before, likewise.
        log_lost: Whether only the log was lost; then a copy of the file itself is in its place.
    """

    aside: Path
    backup: Path | None
    saved: int
    log_lost: bool = False
    parties: int = 0

    def __str__(self) -> str:
        """What the player is told."""
        if self.log_lost:
            told = (
                f"The log of your save file was missing, and with it what was played last. {self._copied()}"
            )
            back = self.backup.name if self.backup else ""
            return f"{told}; {self._more()} came back from the backup {back}." if back else f"{told}."
        told = f"Your save file was damaged and is set aside as {self.aside.name}. "
        if self.backup is None:
            told += "There was no backup yet, so the scores begin anew"
        else:
            told += f"The backup {self.backup.name} has taken its place"
        return f"{told}; {self._more()} could be rescued." if self._more() else f"{told}."

    def _more(self) -> str:
        """How much is there beyond what the backup, or the file, had."""
        answers = "1 more answer" if self.saved == 1 else f"{self.saved:,} more answers"
        parties = "more of 1 party" if self.parties == 1 else f"more of {self.parties:,} parties"
        return " and ".join(told for count, told in ((self.saved, answers), (self.parties, parties)) if count)

    def _copied(self) -> str:
        return f"The file is set aside as {self.aside.name}, and a copy has taken its place"


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
        if (folder / SAVE_FILE).exists():
            return _exchanged(folder, part, "replaced")
        part.replace(folder / SAVE_FILE)
    return None


def _mend(folder: Path) -> Mended:
    from trivia.saves.rescue import rescue

    path = folder / SAVE_FILE
    with said(path):
        good = next((backup for backup in backups(folder) if is_sound(backup.path)), None)
        if log_is_lost(path) and is_sound(path):
            newer = good if good is not None and _is_newer(good, path) else None
            aside = _exchanged(folder, _copied(path, folder), "damaged")
            saved = rescue(newer.path, folder) if newer else Merged(0, 0)
            came = saved.answers or saved.parties
            backup = newer.path if newer and came else None
            return Mended(aside, backup, saved.answers, log_lost=True, parties=saved.parties)
        part = _copied(good.path, folder) if good is not None else _begun_anew(folder)
        aside = _exchanged(folder, part, "damaged")
    saved = rescue(aside, folder)
    return Mended(aside, good.path if good else None, saved.answers, parties=saved.parties)


def _is_newer(backup: Backup, path: Path) -> bool:
    """Whether a backup was made after a file was last written to, and so may have had more from its log.

    An older one has nothing that the file lacks, but for players who were deleted since.
    """
    return backup.at.timestamp() > path.stat().st_mtime


def _exchanged(folder: Path, part: Path, why: str) -> Path:
    """Set the save file aside and put another in its place; where that fails, all stays as it was.

    Returns:
        Where the file that was there is now.
    """
    try:
        aside = _set_aside(folder, why)
        part.replace(folder / SAVE_FILE)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return aside


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
        _copy_whole(path, aside)
    for ending in BESIDE:
        with suppress(FileNotFoundError):
            path.with_name(f"{SAVE_FILE}{ending}").rename(f"{aside}{ending}")
    return aside


def _copied(backup: Path, folder: Path) -> Path:
    """A copy of a backup, ready to take the save file's place."""
    part = folder / f"{SAVE_FILE}.part"
    _copy_whole(backup, part)
    return part


def _copy_whole(source: Path, copy: Path) -> None:
    """Copy a file; where there is no room, nothing half-written stays."""
    try:
        shutil.copyfile(source, copy)
    except OSError:
        copy.unlink(missing_ok=True)
        raise


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
            if not is_lock(error):
                raise
            raise SaveBusy("another window is mending the save file") from error
        yield
