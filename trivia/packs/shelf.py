"""The shelf: every pack at hand with what is wrong with it; taking packs in, and out again."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trivia.errors import CommandError, PackError, Place, Problem, TriviaError
from trivia.facts.files import yaml_files
from trivia.facts.text import did_you_mean, listed
from trivia.packs.library import REMOVED, is_archive, open_pack, packs_beside, packs_in
from trivia.paths import builtin_packs, cache_folder, own_packs
from trivia.quiz.generate import every_question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trivia.quiz.pack import Pack

MAX_COPIED_BYTES: Final = 200_000_000
"""Of the files of a pack that is taken in."""

FIRST_VERSION: Final = "1"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A pack on the shelf.

    Attributes:
        name: What it is called there: its file's name without the ending.
        path: Its folder or file.
        built_in: Whether it comes with the game.
        id: Its id; empty where it cannot be read.
        version: Its version, likewise.
        title: Its name for players, likewise.
        about: One sentence on it; may be empty.
        questions: How many questions it asks.
        problems: What is wrong with it; empty where it can be played.
        instead: The pack of the same name or id that is played in its place; `None` where there is none.
    """

    name: str
    path: Path
    built_in: bool
    id: str = ""
    version: str = ""
    title: str = ""
    about: str = ""
    questions: int = 0
    problems: tuple[Problem, ...] = ()
    instead: Path | None = None

    @property
    def versioned(self) -> str:
        """`, version 2`; empty for the first, which is also that of a pack that states none."""
        return f", version {self.version}" if self.version not in {"", FIRST_VERSION} else ""

    @property
    def plays(self) -> bool:
        """Whether it can be played by its name."""
        return not self.problems and self.instead is None and self.questions > 0


def shelf() -> tuple[Shelved, ...]:
    """Every pack at hand: those that come with the game, then the player's own, each by name."""
    found: list[Shelved] = []
    for folder, built_in in ((builtin_packs(), True), (own_packs(), False)):
        try:
            packs = packs_in(folder)
        except OSError as error:
            told = Problem(Place(str(folder)), f"cannot be read: {error.strerror or error}")
            found.append(Shelved(folder.name, folder, built_in, problems=(told,)))
            continue
        found += [_looked_at(name, path, built_in=built_in) for name, path in packs]
    names: dict[str, Path] = {}
    for one in found:
        names.setdefault(one.name, one.path)
    # As `find_pack` finds them: by name before by id, and of several the first.
    ids = {one.id: names[one.id] for one in found if one.id in names}
    for one in found:
        if one.id and names[one.name] == one.path:
            ids.setdefault(one.id, one.path)
    return tuple(_with_rival(one, names[one.name], ids.get(one.id)) for one in found)


def _with_rival(one: Shelved, named: Path, known: Path | None) -> Shelved:
    """A pack with the one that is played in its place, where there is one of its name or id."""
    rival = next((path for path in (named, known) if path not in {None, one.path}), None)
    return replace(one, instead=rival)


def _looked_at(name: str, path: Path, *, built_in: bool) -> Shelved:
    one = Shelved(name, path, built_in)
    try:
        pack = open_pack(path, cache_folder())
    except PackError as error:
        return replace(one, problems=error.problems)
    facts = pack.facts
    count = sum(1 for _ in every_question(pack, 0))
    return replace(
        one,
        id=facts.id,
        version=facts.version,
        title=facts.title,
        about=facts.about,
        questions=count,
        problems=() if count else (_silent(path),),
    )


def _silent(path: Path) -> Problem:
    return Problem(
        Place(str(path)), "no question comes of it; declare a key or 'complete: true', or add 'questions:'"
    )


def add(path: Path, *, replacing: bool = False) -> tuple[Shelved, Path | None]:
    """Take a pack into the player's folder, whole or not at all.

    Args:
        path: Its folder, file or .zip.
        replacing: Whether it takes the place of one of the same id.

    Returns:
        The pack, and where the one lies now whose place it took; `None` where there was none.

    Raises:
        CommandError: If there is no such path, or a pack of that id is there already.
        PackError: If the pack is broken.
    """
    if not path.exists():
        meant = did_you_mean(str(path), packs_beside(path, str(path)))
        cure = meant or " Give the path of a pack's folder, file or .zip."
        raise CommandError(f"there is nothing at '{path}'.{cure}")
    with _files_of(path) as (pack, files):
        if not any(True for _ in every_question(pack, 0)):
            raise PackError([_silent(path)])
        name = pack.facts.id
        _check_free(name, replacing=replacing)
        try:
            place, aside = _put(name, files)
        except OSError as error:
            raise CommandError(f"'{own_packs()}' cannot be written to: {error.strerror or error}") from error
    return _looked_at(name, place, built_in=False), aside


@contextmanager
def _files_of(path: Path) -> "Iterator[tuple[Pack, list[Path]]]":
    """A pack, and the files that it is made of."""
    if is_archive(path):
        from trivia.packs.archive import unpacked

        pack = open_pack(path)  # first, so that its problems bear the .zip's name
        with unpacked(path) as folder:
            yield pack, [entry for entry in sorted(folder.iterdir()) if entry.is_file()]
        return
    pack = open_pack(path)
    spreadsheets = (Path(table.file) for table in pack.facts.tables.values())
    yield pack, [*dict.fromkeys((*yaml_files(path), *spreadsheets))]


def _check_free(name: str, *, replacing: bool) -> None:
    """Refuse an id that is taken."""
    if name == REMOVED:
        raise CommandError(f"a pack cannot have the id '{REMOVED}': that folder holds what was removed")
    for one in _names_and_ids(builtin_packs()):
        if one == name:
            raise CommandError(f"'{name}' is the id of a pack that comes with the game; give yours another")
    own = _names_and_ids(own_packs())
    if name in own and not replacing:
        raise CommandError(f"there is a pack '{name}' already ({own[name]}); --replace takes its place")


def _names_and_ids(folder: Path) -> Mapping[str, Path]:
    """The packs of a folder, by what each may be meant by."""
    try:
        packs = packs_in(folder)
    except OSError as error:
        raise CommandError(f"'{folder}' cannot be read: {error.strerror or error}") from error
    found: dict[str, Path] = {}
    for name, path in packs:
        found.setdefault(name, path)
    for _, path in packs:
        with suppress(TriviaError):  # a broken pack has only its name
            found.setdefault(open_pack(path, cache_folder()).facts.id, path)
    return found


def _put(name: str, files: list[Path]) -> tuple[Path, Path | None]:
    """Copy files into a folder beside its later place, and move it there in one step."""
    folder = own_packs()
    folder.mkdir(parents=True, exist_ok=True)
    if sum(file.stat().st_size for file in files) > MAX_COPIED_BYTES:
        raise CommandError(f"the pack is larger than {MAX_COPIED_BYTES // 1_000_000} MB; split it")
    unfinished = Path(tempfile.mkdtemp(dir=folder, prefix=".unfinished-"))
    try:
        for file in files:
            shutil.copyfile(file, unfinished / file.name)
        unfinished.chmod(0o777 & ~_umask())
        if open_pack(unfinished).facts.id != name:
            raise CommandError("the pack's files changed while they were copied; try once more")
        before = _names_and_ids(folder).get(name)
        aside = _set_aside(before) if before is not None else None
        try:
            unfinished.rename(folder / name)
        except OSError:
            if before is not None and aside is not None:
                aside.rename(before)
            raise
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return folder / name, aside


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def remove(name: str) -> tuple[Path, Path]:
    """Take a pack out of the player's folder; it is kept beside, in the folder `removed`.

    Args:
        name: Its name there, or its id.

    Returns:
        Where it was, and where it lies now.

    Raises:
        CommandError: If there is no such pack in that folder.
    """
    own = _names_and_ids(own_packs())
    if name not in own:
        if name in _names_and_ids(builtin_packs()):
            raise CommandError(
                f"'{name}' comes with the game and stays; only packs of your own folder "
                f"({own_packs()}) can be removed"
            )
        hint = did_you_mean(name, own) or (f" There: {listed(own)}." if own else " It holds none.")
        raise CommandError(f"there is no pack '{name}' in your own folder ({own_packs()}).{hint}")
    return put_aside(own[name])


def put_aside(path: Path) -> tuple[Path, Path]:
    """Take what lies at a path out of the player's folder; see `remove`.

    Raises:
        CommandError: If it cannot be moved.
    """
    try:
        return path, _set_aside(path)
    except OSError as error:
        raise CommandError(f"'{path}' cannot be moved: {error.strerror or error}") from error


def _set_aside(path: Path) -> Path:
    """Move a pack into the folder of what was removed, under a name that is free there."""
    folder = own_packs() / REMOVED
    folder.mkdir(parents=True, exist_ok=True)
    place, number = folder / path.name, 2
    while place.exists() or place.is_symlink():
        stem, suffix = (path.name, "") if path.is_dir() else (path.stem, path.suffix)
        place, number = folder / f"{stem}-{number}{suffix}", number + 1
    return path.rename(place)


def restore(was: Path, lies: Path) -> None:
    """Put a pack that was removed back in its place.

    Raises:
        CommandError: If another one stands there by now, or it cannot be moved.
    """
    if was.exists():
        raise CommandError(f"'{was}' is there again; nothing was moved")
    try:
        lies.rename(was)
    except OSError as error:
        raise CommandError(f"'{lies}' cannot be moved: {error.strerror or error}") from error
