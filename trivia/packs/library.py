"""Finding a pack by name or path, and opening it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from trivia.errors import CommandError
from trivia.facts.files import yaml_files
from trivia.facts.text import did_you_mean, listed
from trivia.paths import builtin_packs, expanded
from trivia.quiz.pack import Pack

_SUFFIXES: Final = (".yaml", ".yml")


def open_pack(path: Path, cache_folder: Path | None = None) -> Pack:
    """Open the pack in a folder or file.

    Args:
        path: The folder or file.
        cache_folder: Where packs that were read once are kept ready; `None` reads it anew.

    Raises:
        PackError: With everything that is wrong in any of its files.
    """
    if cache_folder is None:
        return _read(path)
    from trivia.packs.cache import PackCache, digest

    cache = PackCache(cache_folder)
    try:
        files = yaml_files(path)
        before = digest(files)
        found = cache.find(before)
        if found is not None:
            return found
        pack = _read(path)
        written = {str(file) for file in files}
        whole = all(table.file in written for table in pack.facts.tables.values())
        if whole and digest(yaml_files(path)) == before:  # else it was written to while it was read
            cache.keep(before, pack)
    except OSError:
        return _read(path)  # which says what cannot be read
    return pack


def _read(path: Path) -> Pack:
    from trivia.packs.reading import (
        read_pack,  # with YAML and all; a pack that is kept ready needs none of it
    )

    return read_pack(path)


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
