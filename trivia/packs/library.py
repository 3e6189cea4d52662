"""Finding a pack by name or path, and opening it."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from trivia.errors import CommandError, PackError, Place, Problem
from trivia.facts.read_pack import read_pack_files, yaml_files
from trivia.facts.reader import Reader
from trivia.facts.text import did_you_mean, listed
from trivia.paths import builtin_packs, expanded
from trivia.quiz.pack import Pack
from trivia.quiz.read_asks import read_asks
from trivia.quiz.read_questions import read_questions

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
        return _read_pack(path)
    from trivia.packs.cache import PackCache, digest

    cache = PackCache(cache_folder)
    try:
        files = yaml_files(path)
        before = digest(files)
        found = cache.find(before)
        if found is not None:
            return found
        pack = _read_pack(path)
        written = {str(file) for file in files}
        whole = all(table.file in written for table in pack.facts.tables.values())
        if whole and digest(yaml_files(path)) == before:  # else it was written to while it was read
            cache.keep(before, pack)
    except OSError:
        return _read_pack(path)  # which says what cannot be read
    return pack


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from looking through objects of which nearly all will stay."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_uncollected()
def _read_pack(path: Path) -> Pack:
    files = read_pack_files(path)
    reader = Reader()
    asks = read_asks(reader, files.facts, files.asks)
    written = read_questions(reader, files.facts, files.questions, asks)
    problems = [*files.problems, *reader.problems]
    if not asks and not written and not problems:
        cure = "add 'ask:' to a table, or 'questions:'"
        problems.append(Problem(Place(str(path)), f"asks nothing, so there is nothing to play; {cure}"))
    if problems:
        raise PackError(problems)
    return Pack(files.facts, asks, written, tuple(files.notes))


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
