"""Backups: whole copies of the save file, looked through before they count, thinned by day and by bytes."""

import sqlite3
from contextlib import closing, suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import Final, NamedTuple

from trivia.errors import SaveDamaged, SaveError, TriviaError
from trivia.facts.text import printable
from trivia.paths import BACKUP_FOLDER, SAVE_FILE
from trivia.saves.file import check_place, connect, is_damage, only_read, said
from trivia.saves.health import first_fault
from trivia.saves.migrations import check_version, version

STAMP: Final = "%Y%m%dT%H%M%S"
_NAME: Final = f"scores-{STAMP}.db"

NEWEST: Final = 5
"""How many of the newest are kept, however close together."""

DAYS: Final = 14
"""Of how many more days the last one is kept."""

MOST_BYTES: Final = 256 * 1024 * 1024
"""How much room all of them may take; the newest is kept even where it is larger."""

ABANDONED_S: Final = 3_600
"""How old a half-made backup is, in seconds, that nobody is still working on."""

PATIENCE_MS: Final = 5_000
"""How long a copy waits for a game that is writing just now, in milliseconds."""

SOONEST_MS: Final = 60_000
"""How soon after the last one another is made on its own, in milliseconds."""


class Backup(NamedTuple):
    """A backup.

    Attributes:
        at: When it was made, in UTC.
        path: The file.
    """

    at: datetime
    path: Path


def backups(folder: Path) -> tuple[Backup, ...]:
    """The backups of a save folder, the newest first."""
    found = []
    for path in (folder / BACKUP_FOLDER).glob("scores-*.db"):
        with suppress(ValueError):  # somebody else's file
            found.append(Backup(_made(path), path))
    return tuple(sorted(found, reverse=True))


def _made(path: Path) -> datetime:
    """When a backup was made, as its name tells."""
    return datetime.strptime(path.name, _NAME).replace(tzinfo=timezone.utc)


def is_due(folder: Path, now_ms: int) -> bool:
    """Whether it is time for a backup: not while the last one is fresh."""
    newest = next(iter(backups(folder)), None)
    return newest is None or not 0 <= now_ms - newest.at.timestamp() * 1000 < SOONEST_MS


def back_up(folder: Path, now_ms: int) -> Path:
    """Copy the save file as it stands, while others may go on writing to it, and thin out older copies.

    Args:
        folder: The save folder.
        now_ms: Now, in milliseconds of UTC since 1970.

    Returns:
        The new backup.

    Raises:
        SaveDamaged: If the copy is not sound; then no backup is touched, and the copy is gone again.
        SaveTooNew: If a newer version of the game wrote the file; nobody could tell whether it is sound.
        SaveError: If there is nothing to copy, or no room.
    """
    source = folder / SAVE_FILE
    _check_source(source)
    kept = folder / BACKUP_FOLDER / datetime.fromtimestamp(now_ms / 1000, timezone.utc).strftime(_NAME)
    part = kept.with_suffix(".part")
    with said(kept):
        kept.parent.mkdir(parents=True, exist_ok=True)
        _sweep(kept, now_ms)
        try:
            fault = _copy(source, part)
            if not fault:
                part.replace(kept)
        finally:
            part.unlink(missing_ok=True)
    if fault:
        raise SaveDamaged(f"{source}: it is damaged ({fault})")
    _thin_out(folder)
    return kept


def _check_source(source: Path) -> None:
    """Look whether there is something to back up.

    Raises:
        SaveError: If there is not, in the words of the save file.
    """
    nothing = f"{source}: there is nothing to back up yet"
    with said(source):
        check_place(source)
        if not source.exists():
            raise SaveError(nothing)
        with closing(connect(source, PATIENCE_MS, read_only=only_read(source))) as db:
            check_version(db)
            if version(db) == 0:
                raise SaveError(nothing)


def _copy(source: Path, part: Path) -> str:
    """Copy a save file while others may write to it; what is wrong with it, empty where nothing is."""
    try:
        with (
            closing(connect(source, PATIENCE_MS, read_only=only_read(source))) as db,
            closing(connect(part)) as copy,
        ):
            db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # a backup is one file, with no log beside it
            return first_fault(copy)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if not is_damage(error):
            raise
        return printable(str(error)) or "nothing in it can be read"


def is_sound(path: Path) -> bool:
    """Whether a file is a save file without a fault, and one that this version can open."""
    try:
        with closing(connect(path, read_only=True)) as db:
            check_version(db)
            return version(db) > 0 and first_fault(db) == ""
    except (sqlite3.Error, UnicodeDecodeError, TriviaError):
        return False


def _sweep(kept: Path, now_ms: int) -> None:
    """Delete what killed processes have left of their backups, and what is in the way of this one."""
    for path in kept.parent.glob("scores-*.part*"):
        name = path.with_name(f"{path.name.split('.')[0]}.db")
        with suppress(ValueError, OSError):
            age = now_ms / 1000 - _made(name).timestamp()
            if name == kept or abs(age) > ABANDONED_S:
                path.unlink()


def _thin_out(folder: Path) -> None:
    """Delete what is neither among the newest nor the last of its day, and the oldest beyond the room."""
    days: set[str] = set()
    room = MOST_BYTES
    for place, backup in enumerate(backups(folder)):
        day = backup.at.strftime("%Y%m%d")
        last_of_its_day = day not in days and len(days) <= DAYS
        days.add(day)
        with suppress(OSError):  # another process has just thinned it out
            room -= backup.path.stat().st_size
            if place and (room < 0 or not (place < NEWEST or last_of_its_day)):
                backup.path.unlink()
