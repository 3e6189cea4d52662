"""`pack check`: every mistake of packs, and what the item lint says of those that have none."""

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from trivia.errors import CommandError, PackError
from trivia.packs.archive import unpacked
from trivia.packs.checking import Report, broken, check_pack
from trivia.packs.library import find_pack, is_archive
from trivia.packs.telling import as_concise, as_full, as_github, as_json, summary

FINE = 0
FAULTS = 1


def check(paths: Sequence[str], format: str) -> int:  # noqa: A002 - it is the option's name
    """Print what is wrong or doubtful in packs.

    Args:
        paths: Names or paths of packs.
        format: `full` with the lines themselves, `concise`, `json` or `github`.

    Returns:
        1 where there are errors; warnings alone are no fault.

    Raises:
        CommandError: If there is no such pack; the others are told of before.
    """
    reports: list[Report] = []
    missing: list[str] = []
    tell = {"json": as_json, "github": as_github, "concise": as_concise}.get(format, as_full)
    with ExitStack() as until_told:
        for name in dict.fromkeys(paths):
            path = _found(name, missing)
            if path is not None:
                reports.append(_report(path, until_told))
        for line in tell(reports):
            print(line)
    if format != "json" and reports:
        sys.stdout.flush()
        print(summary(reports), file=sys.stdout if format in ("full", "concise") else sys.stderr)
    if len(missing) > 1 and _is_there(whole := " ".join(paths)):
        raise CommandError(f'a path with blanks stands in quotes: globes-trivia pack check "{whole}"')
    if missing:
        raise CommandError("; ".join(missing))
    return FAULTS if any(report.count("error") for report in reports) else FINE


def _is_there(path: str) -> bool:
    """Whether a path leads to something; a shell cuts at blanks what stands in no quotes."""
    try:
        return Path(path).exists()
    except (OSError, ValueError):  # a name that no file could have
        return False


def _report(path: Path, until_told: ExitStack) -> Report:
    """Look at a pack; a .zip stays unpacked until its lines are told."""
    if not is_archive(path):
        return check_pack(path)
    try:
        folder = until_told.enter_context(unpacked(path))
    except PackError as error:
        return broken(path, error)
    return check_pack(folder)._replace(path=path, unpacked=str(folder))


def _found(name: str, missing: list[str]) -> Path | None:
    """The pack of a name or path; where there is none, that is noted, so that the others are checked."""
    try:
        return find_pack(name, for_author=True)
    except CommandError as error:
        missing.append(str(error))
        return None
