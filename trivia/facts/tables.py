"""Tables of facts, and the people and works that their cells name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from trivia.errors import Place
from trivia.facts.cells import Cell, Known
from trivia.facts.nodes import Node
from trivia.facts.sources import Citation, Source
from trivia.facts.text import folded


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: The name that asks use.
        kind: `text`, `number`, `date`, or the name of an entity kind of the pack.
        optional: Whether a cell may say that there is none.
    """

    name: str
    kind: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One fact, or a few that stand together.

    Attributes:
        number: Its place in the table, counted from 1.
        cells: A cell for every column of the table.
        sources: The paragraphs that say so; at least one.
        note: A sentence worth adding to the explanation, or an empty string.
        lures: Wrong answers that the author chose for a column, in place of the usual candidates.
        level: How hard the fact is said to be, 1 (everyone knows it) to 5 (hardly anyone does).
        place: Where it stands in the pack's files.
    """

    number: int
    cells: Mapping[str, Cell]
    sources: tuple[Citation, ...]
    note: str
    lures: Mapping[str, tuple[Known, ...]]
    level: int
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the same columns.

    Attributes:
        name: Its name within the pack.
        title: What a player reads above a question from it.
        columns: By name, in the order of the file.
        key: The columns that together name exactly one row; empty where the table declares none.
        complete: Whether the world is closed: a row that is not here is not so.
        rows: The rows; `rows[n - 1].number == n`.
        asks: The question templates as they stand in the file; the quiz floor reads them.
        place: Where the table starts.
        by_key: Rows by the keys of their key cells.
    """

    name: str
    title: str
    columns: Mapping[str, Column]
    key: tuple[str, ...]
    complete: bool
    rows: tuple[Row, ...]
    asks: Node | None
    place: Place
    by_key: Mapping[tuple[str, ...], Row] = field(repr=False, default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that cells name: a person, a film, an award.

    Attributes:
        name: The one name under which it is shown and compared.
        aliases: Other names that mean the same.
        attributes: What is known of it besides; an attribute that is not here is unknown.
    """

    name: str
    aliases: tuple[str, ...]
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EntityKind:
    """All entities of one kind.

    Attributes:
        name: The kind, as columns name it.
        attributes: The attributes that its entities may have.
        entities: By name, in the order of the file.
        names: Folded names and aliases, to the name.
    """

    name: str
    attributes: tuple[str, ...]
    entities: Mapping[str, Entity]
    names: Mapping[str, str]

    def find(self, name: str) -> Entity | None:
        """The entity that bears this name or alias, or `None`."""
        found = self.names.get(folded(name))
        return None if found is None else self.entities[found]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a pack knows.

    Attributes:
        id: The pack's id, which question ids start with.
        title: The pack's name for players.
        version: The pack's version, as its author writes it.
        about: One sentence for the list of packs.
        date: The day that the facts are about, or `None`.
        sources: By id.
        kinds: Entity kinds by name.
        tables: By name.
    """

    id: str
    title: str
    version: str
    about: str
    date: date | None
    sources: Mapping[str, Source]
    kinds: Mapping[str, EntityKind]
    tables: Mapping[str, Table]

    def attribute(self, table: Table, column: str, cell: Cell, attribute: str) -> str | None:
        """What is known of the entity in a cell, or `None` where nothing is."""
        kind = self.kinds.get(table.columns[column].kind)
        if kind is None or not isinstance(cell, Known):
            return None
        return kind.entities[cell.key].attributes.get(attribute)
