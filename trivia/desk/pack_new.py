"""`globes-trivia pack new`: a small pack that works, with comments that teach."""

import re
import shlex
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Final

from trivia.errors import CommandError
from trivia.facts.text import id_like, printable
from trivia.packs.library import REMOVED, packs_in
from trivia.paths import builtin_packs, expanded

FINE: Final = 0
SCHEMA_FILE: Final = "pack.schema.json"

_ID: Final = re.compile(r"[a-z][a-z0-9_-]{0,63}")

PACK: Final = """\
# A pack is a folder with files like this one. What stands behind a '#' is for you alone.
#
# This file says what the pack is called and where its facts come from. The tables stand in files of their
# own (planets.yaml), and so do the questions that fit no table (questions.yaml). The files are found by
# themselves: call them as you like, and add as many as you need.

pack: {name}          # the pack's id; keep it, for scores are kept under it
title: {title}   # what players read
version: "1"
about: Eight planets, to be replaced by what you know.

# Where it says so. Every fact names a source and a paragraph there, like `sky:2`: the second block between
# blank lines. Players see it behind every answer.
sources:
- id: sky
  title: A pocket guide to the planets
  date: unknown        # or a day: 2024-05-01
"""

TABLE: Final = """\
# A table is what you know, one fact a row; the questions follow from it.
#
# A wrong option is used only where the table proves it wrong. Two lines see to that:
#   key       what names exactly one row: there is one Mars, so another place of Mars is wrong
#   complete  nothing is missing: what is not listed is not so (leave it out where that is not sure)

table: planets
title: The planets
key: [planet]
complete: true

# What each column holds: text, number, year or date. A '?' allows `none`: there is none, and that is known.
# What nobody knows is written `unknown`, and is never asked for.
columns: {planet: text, place: number, kind: text, god: text?}

# `level` says how well known it is, 1 (everyone knows it) to 5; `note` is told with the answer.
rows:
- {planet: Mercury, place: 1, kind: rocky, god: the messenger of the gods, level: 2, sources: [sky:1]}
- {planet: Venus, place: 2, kind: rocky, god: the goddess of love, level: 1, sources: [sky:2]}
- {planet: Earth, place: 3, kind: rocky, god: none, level: 1, sources: [sky:3]}
- {planet: Mars, place: 4, kind: rocky, god: the god of war, level: 1, sources: [sky:4], note: It is red.}
- {planet: Jupiter, place: 5, kind: gas giant, god: the king of the gods, level: 2, sources: [sky:5]}
- {planet: Saturn, place: 6, kind: gas giant, god: the god of sowing, level: 3, sources: [sky:6]}
- {planet: Uranus, place: 7, kind: ice giant, god: the god of the heavens, level: 3, sources: [sky:7]}
- {planet: Neptune, place: 8, kind: ice giant, god: the god of the sea, level: 2, sources: [sky:8]}

# An ask is a question about every row. Names in braces are columns: those of the prompt are given, `answer`
# is asked for. `statement` makes a true-or-false of it, `because` explains the answer.
ask:
- id: planet-of-god                # part of every question's id, so keep it
  prompt: "Which planet bears the name of {god}?"
  answer: planet
  statement: "{planet} bears the name of {god}."
  because: "{planet} bears the name of {god}."

- id: kind-of-planet
  prompt: "What kind of planet is {planet}?"
  answer: kind
  statement: "{planet} is a planet of the kind “{kind}”."

- id: place-of-planet
  prompt: "Counted from the Sun, which place has {planet}?"
  answer: place
  between: [1, 8]                  # wrong numbers are made up, and stay within these
  forms: [choice, order]           # only these forms; left out: all that have a wording here
  order: "From the Sun outwards: in which order do these planets come?"
  because: "{planet} is number {place} from the Sun."
"""

QUESTIONS: Final = """\
# Not everything fits a table. A question can be written out: it is your word, and no proof stands behind it
# (`globes-trivia pack check` and the certificates call it asserted).

questions:
- id: once-a-planet
  prompt: Which of these was called a planet until 2006?
  answer: Pluto
  wrong: [Ceres, Titan, Europa, Ganymede]    # three of them are shown, drawn by chance
  explanation: In 2006 astronomers agreed on what a planet is, and Pluto became a dwarf planet.
  topic: The planets
  level: 2
  sources: [sky:9]

- id: hottest
  prompt: Venus is hotter than Mercury, though it is farther from the Sun.
  answer: true                               # a statement: true or false, and no wrong answers
  explanation: Its thick air keeps the warmth in.
  topic: The planets
  sources: [sky:2]
"""


def new(name: str, out: str | None) -> int:
    """Make a pack in a folder of its name, and say what to do next.

    Args:
        name: The pack's id.
        out: The folder to make it in; `None` for the current one.

    Raises:
        CommandError: If the name is none, or is taken, or the folder cannot be made.
    """
    _check_name(name)
    home = expanded(out) if out is not None else Path()
    folder = home / name
    if folder.exists() or folder.is_symlink():
        raise CommandError(f"'{folder}' is there already; give the pack another name, or use --out FOLDER")
    files = pack_files(name, schema_text())
    try:
        home.mkdir(parents=True, exist_ok=True)
        _write(folder, files)
    except OSError as error:
        raise CommandError(f"'{folder}' cannot be made: {error.strerror or error}") from error
    path = shlex.quote(printable(str(folder)))
    print(f"made {path}: a pack that plays, to be filled with what you know")
    for file, told in _TOLD.items():
        if file in files:
            print(f"  {file:16}  {told}")
    tell_next(folder)
    return FINE


def tell_next(folder: Path) -> None:
    """Say what to do with a pack that was just made."""
    path = shlex.quote(printable(str(folder)))
    print("next:")
    for command, told in (
        (f"pack preview {path}", "walk through its questions while you write"),
        (f"pack check {path}", "see every mistake, with its line"),
        (f"play --pack {path}", "play it"),
        (f"pack add {path}", "keep it in your pack folder"),
    ):
        print(f"  globes-trivia {command:{len(path) + 13}}  {told}")


_TOLD: Final = {
    "pack.yaml": "its name, and where its facts come from",
    "planets.yaml": "a table of facts, and what is asked of it",
    "questions.yaml": "questions written by hand",
    SCHEMA_FILE: "for editors that complete and explain keys",
}


def pack_files(name: str, schema: str | None) -> Mapping[str, str]:
    """The files of a new pack, by name.

    Args:
        name: The pack's id.
        schema: The JSON Schema for editors; `None` where there is none to point to.
    """
    title = name.replace("-", " ").replace("_", " ").capitalize()
    head = PACK.format(name=name, title=f'"{title}"')
    files = {"pack.yaml": head, "planets.yaml": TABLE, "questions.yaml": QUESTIONS}
    if schema is None:
        return files
    modeline = f"# yaml-language-server: $schema={SCHEMA_FILE}\n"
    return {**{file: modeline + text for file, text in files.items()}, SCHEMA_FILE: schema}


def schema_text() -> str | None:
    """The JSON Schema of a pack's files; `None` where this version has none."""
    with suppress(ImportError, AttributeError):
        return str(import_module("trivia.desk.pack_schema").schema_text())
    return None


def _check_name(name: str) -> None:
    if not _ID.fullmatch(name):
        better = _slug(name)
        hint = f" Did you mean {better!r}?" if better else ""
        raise CommandError(
            f"{name!r} cannot be a pack's id: it is small letters, digits, '-' or '_', a letter first.{hint}"
        )
    if name == REMOVED or name in dict(packs_in(builtin_packs())):
        whose = "a folder of this program" if name == REMOVED else "a pack that comes with the game"
        raise CommandError(f"{name!r} is the name of {whose}. Did you mean {f'my-{name}'!r}?")


def _slug(name: str) -> str:
    """The id nearest to what somebody wrote; empty where nothing of it can be kept."""
    words = id_like(name)
    if words and not words[0].isalpha():
        words = f"pack-{words}"
    return words[:64].rstrip("-_")


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files beside their later place, and move them there in one step."""
    unfinished = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        for file, text in files.items():
            (unfinished / file).write_text(text, encoding="utf-8", newline="\n")
        made = folder.parent / f"{unfinished.name}.made"
        made.mkdir()  # with the permissions of any folder, where a temporary one is for its owner alone
        for file in files:
            (unfinished / file).rename(made / file)
        made.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
