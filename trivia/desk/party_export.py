"""`globes-trivia party export` and `party delete`: nights that were played, to keep or to forget."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trivia import voice
from trivia.desk.files import check_place, write_whole
from trivia.desk.saves import opened
from trivia.errors import CommandError, SaveError
from trivia.facts.text import did_you_mean, folded, printable
from trivia.nights.night import Night, league, night_of
from trivia.paths import SAVE_FILE, expanded
from trivia.saves.exchange import moment
from trivia.saves.parties import PartyKept, delete, every
from trivia.saves.store import Store

if TYPE_CHECKING:
    from argparse import Namespace

FINE: Final = 0
ENDINGS: Final = {".json": "json", ".csv": "csv", ".html": "sheet", ".htm": "sheet"}


def look_after(options: "Namespace", folder: Path) -> int:
    """Do what `party export` or `party delete` asks for; raises as these do.

    Args:
        options: The words of the command line.
        folder: The save folder.
    """
    if options.action == "delete":
        return forget(folder, options.night)
    return export(
        folder, options.night, options.format, options.out, of_league=options.league, force=options.force
    )


def export(
    folder: Path, named: str | None, kind: str | None, out: str | None, *, of_league: bool, force: bool
) -> int:
    """Write a night, or the league of all, to a file or to standard output.

    Args:
        folder: The save folder.
        named: The night's name, day or id; `None` for the latest.
        kind: `json`, `csv` or `sheet`; `None` to go by the file's ending, else JSON.
        out: The file, or `None` for standard output.
        of_league: Whether the league is wanted.
        force: Whether a file that is there already is written over.

    Raises:
        CommandError: If there is no such night, or the file cannot be written.
        SaveError: If there is no night yet, or it cannot be played back.
    """
    if of_league and named is not None:
        raise CommandError("--league is about all nights; leave the night's name out")
    path = None if out is None else expanded(out)
    if path is not None:
        check_place(path, force=force)
    kind = kind or (ENDINGS.get(path.suffix.casefold(), "json") if path else "json")
    if not (folder / SAVE_FILE).exists():
        raise _nothing(folder)
    with opened(folder) as store:
        text, told = _league(store, kind) if of_league else _night(store, named, kind)
    if path is None:
        sys.stdout.write(text)
    else:
        write_whole(path, text.encode("utf-8", errors="replace"))
        print(f"{printable(str(path))}: {told}")
    return FINE


def forget(folder: Path, named: str) -> int:
    """Delete the record of a night, after a backup.

    Raises:
        CommandError: If there is no such night, or several.
        SaveError: If it is going on, or cannot be deleted.
    """
    from trivia.clock import SystemClock
    from trivia.saves.backups import back_up

    if not (folder / SAVE_FILE).exists():
        raise _nothing(folder)
    with opened(folder) as store:
        found = _found(store, named)
        if len(found) > 1:
            raise CommandError(f"there are {len(found)} nights {named!r}; say which: {_listed(found)}")
        print(f"backup: {back_up(folder, SystemClock().utc_ms())}")
        delete(store, found[0].uid)
    print(f"{printable(found[0].name)} is gone, with all that happened in it")
    return FINE


def _night(store: Store, named: str | None, kind: str) -> tuple[str, str]:
    """A night as text, and what is said of it."""
    night = _latest(store) if named is None else night_of(store, _found(store, named)[0])
    if kind == "sheet":
        from trivia.nights.sheet import night_sheet

        text = night_sheet(night)
    else:
        from trivia.nights.tables import night_csv, night_json

        text = night_csv(night) if kind == "csv" else night_json(night)
    asked = voice.counted(len(night.room.verdicts), "question")
    return text, f"{night.name}, {asked}" + ("" if night.over else ", not played to its end")


def _latest(store: Store) -> Night:
    """The latest night that came to its end; where none did, the latest."""
    kept = every(store)
    if not kept:
        raise _nothing(store.path.parent)
    latest: Night | None = None
    for one in kept:
        try:
            night = night_of(store, one)
        except SaveError:
            continue  # one that cannot be played back is told of by its name
        if night.over:
            return night
        latest = latest or night
    return latest or night_of(store, kept[0])


def _league(store: Store, kind: str) -> tuple[str, str]:
    """The league as text, and what is said of it; what cannot be played back is told of and left out."""
    nights: list[Night] = []
    for one in reversed(every(store)):
        try:
            night = night_of(store, one)
        except SaveError as error:
            print(f"left out: {printable(str(error))}", file=sys.stderr)
            continue
        if night.counts:
            nights.append(night)
    if not nights:
        raise SaveError("no night has been played to its end yet, so there is no league")
    lines = league(nights)
    if kind == "sheet":
        from trivia.nights.sheet import league_sheet

        text = league_sheet(lines, nights)
    else:
        from trivia.nights.tables import league_csv, league_json

        text = league_csv(lines) if kind == "csv" else league_json(lines, nights)
    return text, f"{voice.counted(len(lines), 'place')} after {voice.counted(len(nights), 'night')}"


def _found(store: Store, named: str) -> tuple[PartyKept, ...]:
    """The nights of a name, a day or an id, the latest first; at least one."""
    kept = every(store)
    if not kept:
        raise _nothing(store.path.parent)
    found = tuple(one for one in kept if named in {one.uid, _day(one)} or folded(named) == folded(one.name))
    if not found:
        hint = did_you_mean(named, [one.name for one in kept])
        raise CommandError(f"there is no night {named!r}; there are: {_listed(kept)}.{hint}")
    return found


MOST_LISTED: Final = 8


def _listed(kept: tuple[PartyKept, ...]) -> str:
    told = [f"“{printable(one.name)}” of {_day(one)} ({one.uid})" for one in kept[:MOST_LISTED]]
    more = len(kept) - len(told)
    return ", ".join(told) + (f" and {more:,} more" if more else "")


def _day(kept: PartyKept) -> str:
    """The day it began, where this program runs."""
    return f"{moment(kept.began_at).astimezone():%Y-%m-%d}"


def _nothing(folder: Path) -> SaveError:
    return SaveError(f"{folder / SAVE_FILE}: no party has been played yet")
