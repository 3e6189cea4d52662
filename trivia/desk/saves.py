"""`globes-trivia saves`: where the scores are, whether they are well, and how they travel."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from trivia import voice
from trivia.errors import CommandError, SaveDamaged, SaveError, SaveTooNew
from trivia.facts.text import did_you_mean, printable
from trivia.paths import BACKUP_FOLDER, SAVE_FILE, expanded
from trivia.saves import profiles
from trivia.saves.backups import back_up, backups
from trivia.saves.file import check_place, connect, only_read, said
from trivia.saves.store import Store

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

FINE: Final = 0
FAULTS: Final = 1
PATIENCE_MS: Final = 10_000
"""How long a command waits for a game that is writing just now."""

CURE: Final = "the next game sets it aside, takes the newest good backup and rescues what else can be read"


def look_after(options: "Namespace", folder: Path, now: int) -> int:
    """Do what the command says.

    Args:
        options: The command line.
        folder: The save folder.
        now: The time, in milliseconds of UTC since 1970.

    Returns:
        The exit status.
    """
    match options.action:
        case "where":
            return where(folder)
        case "check":
            return check(folder)
        case "backup":
            return backup(folder, now)
        case "restore":
            return restore(folder, options.backup)
        case "export":
            return export(folder, options.format, options.out, getattr(options, "profile", None))
        case "import":
            return import_file(folder, options.file)
        case "rename":
            return rename(folder, options.name, options.new)
        case _:
            return delete(folder, options.name)


def where(folder: Path) -> int:
    """Print where the scores are, and what lies there."""
    path = folder / SAVE_FILE
    print(path)
    try:
        print(_contents(folder) if _exists(path) else "nothing is saved yet")
    finally:  # where the file cannot be opened, the backups are what is looked for
        with suppress(OSError):  # a folder that nobody may look into; the file's own error says so
            _tell_of_backups(folder)
    return FINE


def _tell_of_backups(folder: Path) -> None:
    kept = backups(folder)
    if kept:
        newest = f"{kept[0].at:%Y-%m-%d %H:%M:%S} UTC"
        print(f"{voice.counted(len(kept), 'backup')} in {kept[0].path.parent}, the newest of {newest}")


def _exists(path: Path) -> bool:
    """Whether something stands in the save file's place.

    Raises:
        SaveError: If nobody may look.
    """
    with said(path):
        return path.exists()


def _contents(folder: Path) -> str:
    """How much a save file holds."""
    with opened(folder) as store:
        people = store.read(profiles.everyone)
    counts = (
        voice.counted(sum(one.answered for one in people), "answer"),
        voice.counted(sum(one.games for one in people), "finished game"),
        voice.counted(len(people), "player"),
    )
    return ", ".join((_size(folder / SAVE_FILE), *counts))


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The open save file; what is damaged is left to a game to mend, and that is said."""
    with _cured():
        store = Store(folder, PATIENCE_MS)
    with closing(store):
        yield store


@contextmanager
def _cured() -> Iterator[None]:
    """Say of a damaged save file what becomes of it."""
    try:
        yield
    except SaveDamaged as error:
        raise SaveDamaged(f"{error}; {CURE}") from error


def check(folder: Path) -> int:
    """Check the whole save file and every backup; exit status 1 where there is a fault."""
    path = folder / SAVE_FILE
    faults: list[str] = []
    too_new = False
    if _exists(path):
        try:
            faults = _faults(path)
        except SaveDamaged as error:
            faults = [_without(path, error)]
        except SaveTooNew as error:
            faults, too_new = [_without(path, error)], True
        for fault in faults or [f"sound ({_size(path)})"]:
            print(f"{path}: {printable(fault)}")
    else:
        print(f"{path}: nothing is saved yet")
    good = 0
    all_faults = [*faults, *_odd_parties(folder)]
    for backup in backups(folder):
        try:
            found = _faults(backup.path)
        except SaveError as error:
            found = [_without(backup.path, error)]
        good += not found
        all_faults += found
        print(f"{backup.path}: {printable(found[0]) if found else 'sound'}")
    if faults and not too_new:
        print(_advice(good))
    return FAULTS if all_faults else FINE


def _odd_parties(folder: Path) -> list[str]:
    """Print which parties cannot be brought back, in a file that is sound otherwise."""
    from trivia.saves.migrations import MIGRATIONS, version
    from trivia.saves.parties import unplayable

    path = folder / SAVE_FILE
    with suppress(SaveError), said(path):
        if path.exists():
            with closing(connect(path, PATIENCE_MS, read_only=only_read(path))) as db:
                if version(db) == len(MIGRATIONS):
                    odd = list(unplayable(db))
                    for fault in odd:
                        print(f"{path}: {printable(fault)}")
                    return odd
    return []


def _without(path: Path, error: SaveError) -> str:
    """What an error says, without the path in front."""
    return str(error).removeprefix(f"{path}: ")


def _advice(good: int) -> str:
    """What to do about a damaged save file, with so many good backups."""
    if good:
        return f"{CURE.capitalize()}. To take a backup at once: globes-trivia saves restore"
    return "There is no good backup; the next game sets the file aside and rescues what can be read."


def _faults(path: Path) -> list[str]:
    """What SQLite's whole check, and counting again, find wrong with a file.

    Raises:
        SaveError: If it cannot be looked through.
    """
    from trivia.saves.derived import miscounted
    from trivia.saves.migrations import MIGRATIONS, check_version, version

    with said(path):
        check_place(path)
        with closing(connect(path, PATIENCE_MS, read_only=only_read(path))) as db:
            check_version(db)
            told = [row[0] for row in db.execute("PRAGMA integrity_check(20)")]
            if told != ["ok"]:
                return [line for text in told for line in text.splitlines()]
            if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
                return ["there are answers without a game"]
            # An older file gets its counts when it is opened to play; one without tables is a new one.
            return list(miscounted(db)) if version(db) == len(MIGRATIONS) else []


def backup(folder: Path, now_ms: int) -> int:
    """Make a backup now, and print where it is."""
    with _cured():
        print(back_up(folder, now_ms))
    return FINE


def restore(folder: Path, named: str | None) -> int:
    """Put a backup in the save file's place: the newest good one, or the one that is named."""
    from trivia.saves.backups import is_sound
    from trivia.saves.mending import restore as put_back

    _exists(folder / SAVE_FILE)  # a folder that nobody may look into has no backups to look for
    if named is None:
        chosen = next((one.path for one in backups(folder) if is_sound(one.path)), None)
        if chosen is None:
            raise SaveError(f"{folder}: there is no good backup to restore")
    else:
        with said(expanded(named)):
            chosen = next(
                (path for path in (expanded(named), folder / BACKUP_FOLDER / named) if path.is_file()), None
            )
        if chosen is None:
            known = [one.path.name for one in backups(folder)]
            raise CommandError(f"there is no backup {named!r}.{did_you_mean(named, known)}")
    aside = put_back(folder, chosen)
    print(f"{chosen} has taken the save file's place")
    if aside is not None:
        print(f"what was there before is {aside}")
    return FINE


def export(folder: Path, kind: str, out: str | None, profile: str | None) -> int:
    """Write all games, or one player's, to a file or to standard output."""
    from trivia.saves.transfer import export_csv, export_json

    if not _exists(folder / SAVE_FILE):
        raise SaveError(f"{folder / SAVE_FILE}: there is nothing to export yet")
    write: Callable[[Store, TextIO, str | None], None] = export_json if kind == "json" else export_csv
    with opened(folder) as store:
        if profile is not None:
            _known(store, profile)
        if out is None:
            write(store, sys.stdout, profile)
            return FINE
        path = expanded(out)
        if not path.name:
            raise CommandError(f"--out should name a file, found {out!r}")
        part = path.with_name(f"{path.name}.part")
        with said(path):
            try:
                with part.open("w", encoding="utf-8", newline="") as told:
                    write(store, told, profile)
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
    print(f"{path}: {_size(path)}")
    return FINE


def import_file(folder: Path, named: str) -> int:
    """Bring an exported file's games into the save file; those that are there already stay as they are."""
    from trivia.saves.transfer import import_text

    path = expanded(named)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SaveError(f"{path}: this is no text in UTF-8 (byte {error.start:,})") from error
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    with opened(folder) as store:
        merged = import_text(store, text, str(path))
    told = [voice.counted(merged.games, "new game"), voice.counted(merged.answers, "new answer")]
    if merged.parties:
        told.append("1 party" if merged.parties == 1 else f"{merged.parties:,} parties")
    print(", ".join(told))
    return FINE


def rename(folder: Path, name: str, new: str) -> int:
    """Give a player another name."""
    with opened(folder) as store:
        _known(store, name)
        store.change(lambda db: profiles.rename(db, name, profiles.clean_name(new)))
    print(f"{printable(name)} is {printable(new)} now")
    return FINE


def delete(folder: Path, name: str) -> int:
    """Delete a player with every game, answer and trophy; a backup is made first."""
    from trivia.clock import SystemClock

    with opened(folder) as store:
        _known(store, name)
        print(f"backup: {back_up(folder, SystemClock().utc_ms())}")
        store.change(lambda db: profiles.delete(db, name))
    print(f"{printable(name)} is gone, with every game")
    return FINE


def _known(store: Store, name: str) -> None:
    """Make sure that somebody has a name.

    Raises:
        CommandError: If nobody has.
    """
    if store.read(lambda db: profiles.find(db, name)) is None:
        names = [one.name for one in store.read(profiles.everyone)]
        raise CommandError(f"there is no player {name!r}.{did_you_mean(name, names)}")


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size / 1_048_576:,.1f} MB" if size >= 1_048_576 else f"{size / 1024:,.0f} kB"
