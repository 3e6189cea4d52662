"""`globes-trivia saves`: where the scores are, whether they are well, and how they travel."""

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from trivia import voice
from trivia.errors import CommandError, SaveDamaged, SaveError, SaveTooNew
from trivia.facts.text import did_you_mean, printable
from trivia.paths import SAVE_FILE, expanded
from trivia.saves import profiles
from trivia.saves.backups import back_up, backups
from trivia.saves.store import Store, connect, said

if TYPE_CHECKING:
    from collections.abc import Callable

FINE: Final = 0
FAULTS: Final = 1
PATIENCE_MS: Final = 10_000
"""How long a command waits for a game that is writing just now."""


def where(folder: Path) -> int:
    """Print where the scores are, and what lies there."""
    path = folder / SAVE_FILE
    print(path)
    if path.is_file():
        print(f"{_size(path)}", end="")
        with closing(Store(folder, PATIENCE_MS)) as store:
            people = store.read(profiles.everyone)
        answered, games = sum(one.answered for one in people), sum(one.games for one in people)
        told = (voice.counted(answered, "answer"), voice.counted(games, "finished game"))
        print(f", {told[0]}, {told[1]}, {voice.counted(len(people), 'player')}")
    else:
        print("nothing is saved yet")
    kept = backups(folder)
    if kept:
        newest = f"{kept[0].at:%Y-%m-%d %H:%M:%S} UTC"
        print(f"{voice.counted(len(kept), 'backup')} in {kept[0].path.parent}, the newest of {newest}")
    return FINE


def check(folder: Path) -> int:
    """Check the whole save file and every backup; exit status 1 where there is a fault."""
    path = folder / SAVE_FILE
    if not path.exists():
        print(f"{path}: nothing is saved yet")
        return FINE
    faults = _faults(path)
    for fault in faults:
        print(f"{path}: {printable(fault)}")
    if faults:
        print("To take the newest good backup in its place: globes-trivia saves restore")
    else:
        print(f"{path}: sound ({_size(path)})")
    for backup in backups(folder):
        found = _faults(backup.path)
        faults += found
        print(f"{backup.path}: {printable(found[0]) if found else 'sound'}")
    return FAULTS if faults else FINE


def _faults(path: Path) -> list[str]:
    """What SQLite's whole check, and counting again, find wrong with a file."""
    from trivia.saves.derived import miscounted
    from trivia.saves.migrations import check_version

    try:
        with said(path), closing(connect(path, PATIENCE_MS)) as db:
            check_version(db)
            told = [row[0] for row in db.execute("PRAGMA integrity_check(20)")]
            if told != ["ok"]:
                return [line for text in told for line in text.splitlines()]
            lost = db.execute("PRAGMA foreign_key_check").fetchall()
            return ["there are answers without a game"] if lost else list(miscounted(db))
    except (SaveDamaged, SaveTooNew) as error:
        return [str(error).removeprefix(f"{path}: ")]


def backup(folder: Path, now_ms: int) -> int:
    """Make a backup now, and print where it is."""
    print(back_up(folder, now_ms))
    return FINE


def restore(folder: Path, named: str | None) -> int:
    """Put a backup in the save file's place: the newest good one, or the one that is named."""
    from trivia.saves.backups import is_sound
    from trivia.saves.mending import restore as put_back

    if named is None:
        chosen = next((one.path for one in backups(folder) if is_sound(one.path)), None)
        if chosen is None:
            raise SaveError(f"{folder}: there is no good backup to restore")
    else:
        chosen = expanded(named)
        if not chosen.is_file():
            chosen = folder / "backups" / named
        if not chosen.is_file():
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

    if not (folder / SAVE_FILE).is_file():
        raise SaveError(f"{folder / SAVE_FILE}: there is nothing to export yet")
    write: Callable[[Store, TextIO, str | None], None] = export_json if kind == "json" else export_csv
    with closing(Store(folder, PATIENCE_MS)) as store:
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
    with closing(Store(folder, PATIENCE_MS)) as store:
        merged = import_text(store, text, str(path))
    print(f"{voice.counted(merged.games, 'new game')}, {voice.counted(merged.answers, 'new answer')}")
    return FINE


def rename(folder: Path, name: str, new: str) -> int:
    """Give a player another name."""
    with closing(Store(folder, PATIENCE_MS)) as store:
        _known(store, name)
        store.change(lambda db: profiles.rename(db, name, profiles.clean_name(new)))
    print(f"{printable(name)} is {printable(new)} now")
    return FINE


def delete(folder: Path, name: str) -> int:
    """Delete a player with every game, answer and trophy; a backup is made first."""
    from trivia.clock import SystemClock

    with closing(Store(folder, PATIENCE_MS)) as store:
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
