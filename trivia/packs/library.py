"""Finding a pack by name or path, and opening it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from trivia.errors import CommandError, PackError, Place, Problem
from trivia.facts.read_pack import read_facts
from trivia.facts.text import did_you_mean, listed
from trivia.paths import builtin_packs, expanded
from trivia.quiz.pack import Pack
from trivia.quiz.read_asks import read_asks

_SUFFIXES: Final = (".yaml", ".yml")


def open_pack(path: Path) -> Pack:
    """Open the pack in a folder or file.

    Raises:
        PackError: With everything that is wrong in any of its files.
    """
    facts, problems = read_facts(path)
    asks, more = read_asks(facts)
    problems += more
    if not asks and not problems:
        problems.append(
            Problem(Place(str(path)), "has no asks, so there is nothing to play; add 'ask:' to a table")
        )
    if problems:
        raise PackError(problems)
    return Pack(facts, asks)


def installed_packs() -> Mapping[str, Path]:
    """The packs that come with the game, by name, in alphabetical order."""
    folder = builtin_packs()
    if not folder.is_dir():
        return {}
    found = sorted(entry for entry in folder.iterdir() if entry.is_dir() or entry.suffix in _SUFFIXES)
    return {entry.stem: entry for entry in found if not entry.name.startswith((".", "_"))}


def find_pack(name: str) -> Path:
    """The pack that `--pack` names: an installed pack's name, or a path.

    Raises:
        CommandError: If there is no such pack.
    """
    installed = installed_packs()
    if name in installed:
        return installed[name]
    path = expanded(name)
    if path.is_dir() or (path.exists() and path.suffix.casefold() in _SUFFIXES):
        return path
    if path.exists():
        raise CommandError(f"{name!r} is no pack: a pack is a folder of YAML files, or one .yaml file")
    hint = did_you_mean(name, installed) or f" Packs: {listed(installed)}; or give a path."
    raise CommandError(f"there is no pack called {name!r}.{hint}")
