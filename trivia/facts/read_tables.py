"""Reading entities and tables from their nodes."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from trivia.errors import Place
from trivia.facts.cells import UNKNOWN, Cell, Known
from trivia.facts.keys import NAMED_KEYS, ROW_KEYS
from trivia.facts.nodes import Mapping, Node, Scalar, described
from trivia.facts.reader import Reader
from trivia.facts.sources import Source
from trivia.facts.tables import Column, Entity, EntityKind, Row, Table
from trivia.facts.text import did_you_mean, folded, listed
from trivia.facts.values import PLAIN_KINDS, read_cell

DEFAULT_LEVEL: Final = 3

_COLUMN_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


def read_entity_kind(reader: Reader, entry: Mapping, kinds: dict[str, EntityKind]) -> EntityKind:
    """Read `entity: person` with its attributes and rows."""
    name = reader.name(entry.get("entity"), "an entity's kind", entry.place)
    if name in kinds or name in PLAIN_KINDS:
        reader.problem(entry.place, f"the kind '{name}' is taken; give these entities another", "GP310")
    listed_attributes = entry.get("attributes")
    attributes = tuple(text for text, _ in reader.names(listed_attributes, "attributes", apart=""))
    if isinstance(listed_attributes, Mapping):
        attributes = listed_attributes.keys()  # noted above; what was meant is plain enough to read on
    entities: dict[str, Entity] = {}
    names: dict[str, str] = {}
    items = reader.items(entry.get("rows"), "rows")
    for row in reader.mappings(items, f"a {name}", (*NAMED_KEYS, *attributes)):
        entity = Entity(
            name=reader.text(row.get("name"), f"a {name}'s name", place=row.place),
            aliases=tuple(text for text, _ in reader.names(row.get("aliases"), "aliases")),
            attributes={
                key.text: reader.text(value, f"'{key.text}'")
                for key, value in row.entries
                if key.text in attributes and not _is_unknown(value)
            },
        )
        for known_as in (entity.name, *entity.aliases):
            taken = names.setdefault(folded(known_as), entity.name)
            if taken != entity.name or (known_as is entity.name and entity.name in entities):
                reader.problem(
                    row.place, f"'{known_as}' already names the {name} '{taken}'; names must differ", "GP311"
                )
        entities[entity.name] = entity
    if not entities:
        reader.problem(entry.place, f"the entity '{name}' has no rows", "GP312")
    return EntityKind(name, attributes, entities, names)


def _is_unknown(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text == "unknown"


def read_table(
    reader: Reader,
    entry: Mapping,
    kinds: dict[str, EntityKind],
    sources: dict[str, Source],
    folder: Path,
) -> Table:
    """Read `table: winners` with its columns and rows; its asks are left as they stand.

    Args:
        reader: Collects what is wrong.
        entry: The table.
        kinds: The pack's entities.
        sources: The pack's sources.
        folder: Where a CSV file that the table names must lie.
    """
    name = reader.name(entry.get("table"), "a table's name", entry.place)
    columns = _columns(reader, entry, kinds)
    defaults = _defaults(reader, entry, columns, kinds, sources)
    before = len(reader.problems)
    file, rows = _rows(reader, entry, columns, defaults, kinds, sources, folder)
    if not rows and len(reader.problems) == before:
        reader.problem(entry.place, f"the table '{name}' has no rows", "GP321")
    key = tuple(
        text
        for text, place in reader.names(entry.get("key"), "key", apart="")
        if _is_column(reader, text, place, columns)
    )
    # Where cells are wrong, that is the thing to say, and not what follows for the key.
    if key and len(reader.problems) == before:
        _check_key(reader, key, rows, file)
    return Table(
        name=name,
        title=reader.text(
            entry.get("title"), "title", default=name.replace("-", " ").replace("_", " ").capitalize()
        ),
        columns=columns,
        key=key,
        complete=reader.yes_or_no(entry.get("complete"), "complete", default=False),
        rows=rows,
        file=file,
        line=entry.place.line,
    )


def _rows(
    reader: Reader,
    entry: Mapping,
    columns: dict[str, Column],
    defaults: dict[str, Cell],
    kinds: dict[str, EntityKind],
    sources: dict[str, Source],
    folder: Path,
) -> tuple[str, tuple[Row, ...]]:
    """The file that the rows stand in, and the rows: those of the table itself, or of its CSV file."""
    csv = entry.get("csv")
    if csv is not None:
        if entry.get("rows") is not None:
            reader.problem(
                csv.place, "a table takes its rows from 'rows' or from 'csv', not from both", "GP322"
            )
        from trivia.facts.read_csv import read_csv_rows

        return read_csv_rows(reader, csv, columns, defaults, kinds, sources, folder)
    items = reader.items(entry.get("rows"), "rows")
    mappings = reader.mappings(items, "a row", (*columns, *ROW_KEYS))
    rows = tuple(
        _row(reader, row, number, columns, defaults, kinds, sources)
        for number, row in enumerate(mappings, start=1)
    )
    return entry.place.file, rows


def _columns(reader: Reader, entry: Mapping, kinds: dict[str, EntityKind]) -> dict[str, Column]:
    node = entry.get("columns")
    if not isinstance(node, Mapping):
        found = described(node) if node is not None else "nothing"
        reader.problem(
            node.place if node else entry.place, f"columns should be name: kind pairs, found {found}", "GP212"
        )
        return {}
    columns: dict[str, Column] = {}
    for key, value in node.entries:
        written = reader.text(value, f"the kind of '{key.text}'")
        kind = written.removesuffix("?")
        if not _COLUMN_NAME.fullmatch(key.text) or key.text in ROW_KEYS:
            message = f"a column may not be called '{key.text}'; use small letters, digits and '_'"
            reader.problem(key.place, f"{message}, and none of {listed(ROW_KEYS)}", "GP323")
            continue
        if kind not in kinds and kind not in PLAIN_KINDS:
            known = (*PLAIN_KINDS, *kinds)
            cure = did_you_mean(kind, known) or f" Known kinds: {listed(known)}."
            reader.problem(value.place, f"'{key.text}' has an unknown kind '{kind}'.{cure}", "GP324")
            kind = "text"
        columns[key.text] = Column(key.text, kind, written.endswith("?"))
    return columns


def _is_column(reader: Reader, name: str, place: Place, columns: dict[str, Column]) -> bool:
    if name not in columns:
        cure = did_you_mean(name, columns) or f" Columns: {listed(columns)}."
        reader.problem(place, f"there is no column '{name}'.{cure}", "GP325")
    return name in columns


def _defaults(
    reader: Reader,
    entry: Mapping,
    columns: dict[str, Column],
    kinds: dict[str, EntityKind],
    sources: dict[str, Source],
) -> dict[str, Cell]:
    node = entry.get("defaults")
    if node is None:
        return {}
    mapping = reader.mapping(node, "defaults", columns)
    return {
        key.text: read_cell(reader, value, columns[key.text], kinds, sources)
        for key, value in mapping.entries
        if key.text in columns
    }


def _row(
    reader: Reader,
    entry: Mapping,
    number: int,
    columns: dict[str, Column],
    defaults: dict[str, Cell],
    kinds: dict[str, EntityKind],
    sources: dict[str, Source],
) -> Row:
    written = {key.text: value for key, value in entry.entries}
    cells: dict[str, Cell] = {}
    for column in columns.values():
        if column.name in written:
            cells[column.name] = read_cell(reader, written[column.name], column, kinds, sources)
        elif column.name in defaults:
            cells[column.name] = defaults[column.name]
        else:
            cells[column.name] = UNKNOWN
            missing = (
                "'none' if there is none, or 'unknown'" if column.optional else "'unknown' if it is not known"
            )
            reader.problem(entry.place, f"the row lacks '{column.name}'; write its value, {missing}", "GP326")
    return Row(
        number=number,
        cells=cells,
        sources=reader.citations(entry.get("sources"), sources, entry.place, "the row"),
        note=reader.text(entry.get("note"), "note", default=""),
        lures=_lures(reader, entry, columns, kinds, sources),
        level=reader.whole_number(entry.get("level"), "level", 1, 5) or DEFAULT_LEVEL,
        line=entry.place.line,
        column=entry.place.column,
    )


def _lures(
    reader: Reader,
    entry: Mapping,
    columns: dict[str, Column],
    kinds: dict[str, EntityKind],
    sources: dict[str, Source],
) -> dict[str, tuple[Known, ...]]:
    """Read `lures: {word: [fear, money]}`: wrong answers chosen by hand, by the column they are for."""
    node = entry.get("lures")
    if node is None:
        return {}
    found: dict[str, tuple[Known, ...]] = {}
    for key, value in reader.mapping(node, "lures", columns).entries:
        if key.text in columns:
            cells = [
                read_cell(reader, item, columns[key.text], kinds, sources)
                for item in reader.items(value, f"the lures for '{key.text}'")
            ]
            found[key.text] = tuple(cell for cell in cells if isinstance(cell, Known))
    return found


def _check_key(reader: Reader, key: tuple[str, ...], rows: Sequence[Row], file: str) -> None:
    """A key names one row, and every row has one; the first that has none is told, and how many more."""
    found: dict[tuple[str, ...], Row] = {}
    without: list[Row] = []
    again: list[Row] = []
    for row in rows:
        values = _key_of(row, key)
        if values is None:
            without.append(row)
        elif found.setdefault(values, row) is not row:
            again.append(row)
    if without:
        more = f"; {len(without) - 1:,} more have none" if len(without) > 1 else ""
        message = f"the key ({', '.join(key)}) needs a known value in every row{more}"
        reader.problem(Place(file, without[0].line, without[0].column), message, "GP327")
    if again:
        first = found[_key_of(again[0], key) or ()]
        place = Place(file, again[0].line, again[0].column)
        reader.problem(place, *_told_again(key, first, again, rows))


def _key_of(row: Row, key: tuple[str, ...]) -> tuple[str, ...] | None:
    """What a row says in these columns, or `None` where it is not sure of one."""
    values = tuple(cell.key for column in key if isinstance(cell := row.cells[column], Known))
    return values if len(values) == len(key) else None


def _told_again(
    key: tuple[str, ...], first: Row, again: Sequence[Row], rows: Sequence[Row]
) -> tuple[str, str]:
    """What to say where rows share their key, and its code: of one row the row, of many the key is wrong."""
    row, values = again[0], listed(str(again[0].cells[column]) for column in key)
    if len(again) == 1 and row.cells == first.cells:
        return f"the row of line {first.line} stands here again, word for word; remove one", "GP328"
    if len(again) == 1:
        message = f"the key {values} names two rows, this one and line {first.line}"
        return f"{message}; a key names one row, so change the row or the key", "GP328"
    message = (
        f"the key ({', '.join(key)}) names no row alone: this one and line {first.line} are both {values}"
    )
    more = f"{len(again) - 1:,} more {'row repeats' if len(again) == 2 else 'rows repeat'} an earlier key"
    return f"{message}, and {more}; {_better_key(key, rows)}", "GP329"


def _better_key(key: tuple[str, ...], rows: Sequence[Row]) -> str:
    """What to take as the key instead: these columns with another, where that tells every row apart."""
    for column in rows[0].cells:
        longer = (*key, column)
        values = {_key_of(row, longer) for row in rows}
        if len(values) == len(rows) and None not in values:
            return f"key: [{', '.join(longer)}] would tell every row from the others"
    return "take other columns as the key, or none"
