"""From a pack's files to its facts, with every mistake of every file at once.

A pack is a folder of YAML files, or one file. Each file is a mapping; which keys it holds decides what it
adds: `pack` (the manifest), `sources`, `entity` or `entities`, `table` or `tables`, `questions`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from trivia.errors import Place, Problem
from trivia.facts.curly import curly_quotes
from trivia.facts.files import yaml_files
from trivia.facts.keys import ENTITY_KEYS, FILE_KEYS, SOURCE_KEYS, TABLE_KEYS
from trivia.facts.nodes import Mapping, Node, Scalar, described
from trivia.facts.read_tables import read_entity_kind, read_table
from trivia.facts.reader import Reader
from trivia.facts.sources import UNITS, Source
from trivia.facts.tables import EntityKind, Facts, Table
from trivia.facts.text import did_you_mean, listed, nearest
from trivia.facts.yaml_file import parse_yaml, read_text
from trivia.facts.yaml_mending import hurt_keys

MAX_FILES: Final = 200


PARTS: Final = ("pack", "sources", "entities", "tables", "questions")
"""What a file may add to a pack."""

_WHOLE: Final = {"table": "tables", "entity": "entities"}
"""Keys that make a file one part, and of which."""


class PackFiles(NamedTuple):
    """What the files of a pack say.

    Attributes:
        facts: The facts, as far as they could be read.
        asks: The asks of each table, by its name, as they stand; the quiz floor reads them.
        questions: The hand-written questions, as they stand.
        problems: Every mistake; with one of them the facts are not to be played from.
        notes: What is odd and no mistake.
        unread: The parts (`sources`, `tables` …) of which something was not read, where a file is no YAML.
    """

    facts: Facts
    asks: dict[str, Node]
    questions: tuple[Node, ...]
    problems: list[Problem]
    notes: list[Problem]
    unread: frozenset[str]


def read_pack_files(path: Path) -> PackFiles:
    """Read the files of a pack.

    Args:
        path: A folder of YAML files, or one YAML file.
    """
    reader = Reader()
    files: list[Mapping] = []
    unread: set[str] = set()
    for file, name in _files(path, reader):
        text, unreadable = read_text(file, name)
        node, problems = (None, [unreadable]) if unreadable is not None else parse_yaml(text, name)
        reader.problems += problems
        if isinstance(node, Mapping):
            reader.notes += curly_quotes(text, node)
            files.append(_keys_read(node, reader))
            unread |= hurt_keys(text, problems)
            continue
        unread.update(PARTS)
        if node is not None:
            reader.problem(
                node.place, f"a pack file should be a mapping (key: value), found {described(node)}", "GP108"
            )
        elif not problems:
            reader.problem(Place(name), "is empty; remove it, or write a table into it", "GP107")
    asks: dict[str, Node] = {}
    facts = _facts(path, files, reader, asks)
    questions = tuple(item for file in files for item in reader.items(file.get("questions"), "questions"))
    parts = frozenset(_WHOLE.get(key, key) for key in unread)
    return PackFiles(facts, asks, questions, reader.problems, reader.notes, parts)


def _keys_read(file: Mapping, reader: Reader) -> Mapping:
    """A file with its own keys checked; those of one table or one kind of entity are checked with these."""
    alone = any(file.get(key) is not None for key in _WHOLE)
    for number, (key, value) in enumerate(file.entries if not alone else ()):
        meant = nearest(key.text, (*FILE_KEYS, *_WHOLE))
        if meant in _WHOLE and isinstance(value, Scalar) and value.text:
            reader.problem(key.place, f"unknown key '{key.text}'. Did you mean '{meant}'?", "GP201")
            right = (Scalar(meant, key.plain, key.place), value)
            return Mapping((*file.entries[:number], right, *file.entries[number + 1 :]), file.place)
    return file if alone else reader.mapping(file, "a pack file", FILE_KEYS)


def _files(path: Path, reader: Reader) -> Iterator[tuple[Path, str]]:
    if not path.is_dir():
        yield path, str(path)
        return
    try:
        found = yaml_files(path)
    except OSError as error:
        reader.problem(Place(str(path)), f"cannot be read: {error.strerror or error}", "GP102")
        return
    if not found:
        reader.problem(Place(str(path)), "has no .yaml file in it; a pack needs at least one", "GP105")
    if len(found) > MAX_FILES:
        reader.problem(Place(str(path)), f"has {len(found)} files; a pack has at most {MAX_FILES}", "GP106")
    for file in found[:MAX_FILES]:
        yield file, str(file)


def _facts(path: Path, files: list[Mapping], reader: Reader, asks: dict[str, Node]) -> Facts:
    manifest = _manifest(path, files, reader)
    sources: dict[str, Source] = {}
    for entry in _parts(files, "", "sources", "a source", SOURCE_KEYS, reader):
        _add_source(entry, sources, reader)
    kinds: dict[str, EntityKind] = {}
    for entry in _parts(files, "entity", "entities", "an entity", ENTITY_KEYS, reader):
        kind = read_entity_kind(reader, entry, kinds)
        kinds.setdefault(kind.name, kind)
    tables: dict[str, Table] = {}
    places: dict[str, Place] = {}
    for entry in _parts(files, "table", "tables", "a table", TABLE_KEYS, reader):
        table = read_table(reader, entry, kinds, sources, path if path.is_dir() else path.parent)
        if table.name in tables:
            reader.problem(
                entry.place,
                f"the table '{table.name}' stands here again (first in {places[table.name]})",
                "GP320",
            )
        tables.setdefault(table.name, table)
        places.setdefault(table.name, entry.place)
        written = entry.get("ask")
        if written is not None:
            asks.setdefault(table.name, written)
    named = manifest.place.line > 0  # where no file names the pack, that is the one thing to say
    return Facts(
        id=reader.name(manifest.get("pack"), "pack", manifest.place) if named else "",
        title=reader.text(manifest.get("title"), "the pack's title", place=manifest.place) if named else "",
        version=reader.text(manifest.get("version"), "the pack's version", default="1"),
        about=reader.text(manifest.get("about"), "about", default=""),
        date=reader.day(manifest.get("date"), "date"),
        sources=sources,
        kinds=kinds,
        tables=tables,
    )


def _manifest(path: Path, files: list[Mapping], reader: Reader) -> Mapping:
    """The file that names the pack."""
    named = [file for file in files if file.get("pack") is not None]
    for file in files:
        alone = next((key for key in _WHOLE if file.get(key) is not None), None)
        for key, _ in file.entries if alone and file in named else ():
            if key.text == alone:
                message = f"'{alone}:' and 'pack:' do not share a file; write '{alone}s:' with a list"
                cure = message if alone == "table" else message.replace("entitys", "entities")
                reader.problem(key.place, cure, "GP122")
    for again in named[1:]:
        reader.problem(
            again.place, f"'pack:' stands in a second file (first in {named[0].place.file})", "GP120"
        )
    if named:
        return named[0]
    if not reader.problems:
        where = Place(str(path))
        reader.problem(
            where,
            "no file of it has the key 'pack:', the pack's id; add a pack.yaml with pack and title",
            "GP121",
        )
    return Mapping((), Place(str(path)))


def _parts(
    files: list[Mapping], alone: str, many: str, what: str, keys: Iterable[str], reader: Reader
) -> Iterator[Mapping]:
    """The parts of one sort over all files: a whole file under `alone:`, or the items under `many:`."""
    for file in files:
        whole = alone and file.get(alone) is not None
        yield from reader.mappings([file] if whole else reader.items(file.get(many), many), what, keys)


def _add_source(entry: Mapping, sources: dict[str, Source], reader: Reader) -> None:
    source = Source(
        id=reader.name(entry.get("id"), "a source's id", entry.place),
        title=reader.text(entry.get("title"), "a source's title", place=entry.place),
        about=reader.text(entry.get("about"), "about", default=""),
        date=reader.day(entry.get("date"), "date"),
        paragraphs=reader.whole_number(entry.get("paragraphs"), "paragraphs", 1, 1_000_000),
        unit=_unit(entry.get("unit"), reader),
    )
    if source.id in sources:
        reader.problem(entry.place, f"the source '{source.id}' stands here again; keep one", "GP301")
    sources.setdefault(source.id, source)


def _unit(node: Node | None, reader: Reader) -> str:
    unit = reader.text(node, "unit", default="")
    if not unit or unit in UNITS or node is None:
        return unit
    cure = did_you_mean(unit, UNITS) or f" Units: {listed(UNITS)}."
    reader.problem(node.place, f"unknown unit '{unit}'.{cure}", "GP308")
    return ""
