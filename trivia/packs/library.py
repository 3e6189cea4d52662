"""Finding a pack by name, id or path, and opening it."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from trivia.errors import CommandError, PackError, Place, Problem, TriviaError
from trivia.facts.files import yaml_files
from trivia.facts.text import did_you_mean, listed
from trivia.paths import builtin_packs, cache_folder, expanded, own_packs
from trivia.quiz.pack import Pack

ARCHIVE: Final = ".zip"
REMOVED: Final = "removed"
"""Within the player's pack folder: what was removed from it, or replaced."""
_SUFFIXES: Final = (".yaml", ".yml", ARCHIVE)
_TABLES: Final = (".csv", ".tsv", ".xlsx")


def open_pack(path: Path, cache_folder: Path | None = None) -> Pack:
    """Open the pack in a folder, a file or a .zip.

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
        # A .zip is one file, which holds its spreadsheets too; beside a folder's YAML they are not looked at.
        whole = is_archive(path) or all(table.file in written for table in pack.facts.tables.values())
        if whole and digest(yaml_files(path)) == before:  # else it was written to while it was read
            cache.keep(before, pack)
    except OSError:
        return _read(path)  # which says what cannot be read
    return pack


def is_archive(path: Path) -> bool:
    """Whether a path is that of a .zip, and of no folder that is called like one."""
    return path.suffix.casefold() == ARCHIVE and not path.is_dir()


def _read(path: Path) -> Pack:
    from trivia.packs.reading import (
        read_pack,  # with YAML and all; a pack that is kept ready needs none of it
    )

    if not is_archive(path):
        return read_pack(path)
    from trivia.packs.archive import unpacked

    with unpacked(path) as folder:
        try:
            return _at_home(read_pack(folder), folder, path)
        except PackError as error:
            raise PackError([_problem_at_home(one, folder, path) for one in error.problems]) from error


def _at_home(pack: Pack, folder: Path, path: Path) -> Pack:
    """A pack that says of its files where they lie in their .zip, and not where they were unpacked."""
    from msgspec.structs import replace

    def home(file: str) -> str:
        return _home(file, folder, path)

    tables = {name: replace(table, file=home(table.file)) for name, table in pack.facts.tables.items()}
    return replace(
        pack,
        facts=replace(pack.facts, tables=tables),
        written=tuple(replace(written, file=home(written.file)) for written in pack.written),
        notes=tuple(_problem_at_home(note, folder, path) for note in pack.notes),
    )


def _problem_at_home(problem: Problem, folder: Path, path: Path) -> Problem:
    place = Place(_home(problem.place.file, folder, path), problem.place.line, problem.place.column)
    return problem._replace(place=place, message=_home(problem.message, folder, path))


def _home(text: str, folder: Path, path: Path) -> str:
    return text.replace(str(folder), str(path))


def packs_in(folder: Path) -> list[tuple[str, Path]]:
    """What may be a pack in a folder, with its name there, in alphabetical order.

    Raises:
        OSError: If the folder is there and cannot be read.
    """
    if not folder.is_dir():
        return []
    found: list[tuple[str, Path]] = []
    for entry in sorted(folder.iterdir()):
        is_folder = entry.is_dir()
        if entry.name.startswith((".", "_")) or (is_folder and entry.name == REMOVED):
            continue
        if is_folder or entry.suffix.casefold() in _SUFFIXES:
            found.append((entry.name if is_folder else entry.stem, entry))
    return found


def installed_packs() -> Mapping[str, Path]:
    """The packs that come with the game, then the player's own, by name; of one name the first counts."""
    found: dict[str, Path] = {}
    for folder in (builtin_packs(), own_packs()):
        with suppress(OSError):  # `globes-trivia pack list` says so
            for name, path in packs_in(folder):
                found.setdefault(name, path)
    return found


def find_installed(name: str) -> Path | None:
    """The installed pack of a name or, where none is called so, of an id; `None` where there is none."""
    installed = installed_packs()
    if name in installed:
        return installed[name]
    for path in installed.values():
        with suppress(TriviaError):  # a broken pack stops no other
            if open_pack(path, cache_folder()).facts.id == name:
                return path
    return None


def find_pack(name: str, *, for_author: bool = False) -> Path:
    """The pack that `--pack` names: an installed pack's name or id, or a path.

    Args:
        name: The name, id or path.
        for_author: Whether a pack at that path comes before an installed one of that name: who checks
            `rivers` beside a folder `rivers` means the one being written, not the copy that was added.

    Raises:
        CommandError: If there is no such pack.
    """
    installed = installed_packs()
    path = expanded(name)
    try:
        there = path.exists()
        is_pack = path.is_dir() or (there and path.suffix.casefold() in _SUFFIXES)
        if is_pack and for_author and (path.is_file() or yaml_files(path)):
            return path
    except (OSError, ValueError):  # a name that no file could have
        there = is_pack = False
    if name in installed:
        return installed[name]
    if is_pack:
        return path
    if there:
        told = f"{name!r} is no pack: a pack is a folder of YAML files, one .yaml file, or a .zip of them"
        if path.suffix.casefold() in _TABLES:
            told += "; a spreadsheet becomes one by globes-trivia pack import"
        raise CommandError(told)
    found = find_installed(name)
    if found is not None:
        return found
    known = [*installed, *packs_beside(path, name)] if for_author else installed
    hint = did_you_mean(name, known) or f" Packs: {listed(installed)}; or give a path."
    raise CommandError(f"there is no pack called {name!r}.{hint}")


def packs_beside(path: Path, name: str) -> Iterator[str]:
    """The packs that may have been meant by a path where none is, each written as that path was.

    An ending is no likeness: `none.yaml` is not meant for `rivers.yaml`.

    Args:
        path: The path.
        name: What was written for it.
    """
    typed = name[: len(name) - len(path.name)] if name.endswith(path.name) else ""
    with suppress(OSError, ValueError):
        for _, beside in packs_in(path.parent):
            near = did_you_mean(path.stem, [beside.stem])
            if near and (beside.is_file() or yaml_files(beside)):
                yield typed + beside.name
