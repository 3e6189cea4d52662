"""Tables of facts, and the people and works that their cells name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from trivia.facts.cells import NONE, Cell, Known
from trivia.facts.sources import Citation, Source
from trivia.facts.text import folded


class Column(Struct, frozen=True, array_like=True):
    """A column of a table.

    Attributes:
        name: The name that asks use.
        kind: `text`, `number`, `year`, `date`, or the name of an entity kind of the pack.
        optional: Whether a cell may say that there is none.
    """

    name: str
    kind: str
    optional: bool


class Row(Struct, frozen=True, array_like=True, gc=False):
    """One fact, or a few that stand together.

    Attributes:
        number: Its place in the table, counted from 1.
        cells: A cell for every column of the table.
        sources: The paragraphs that say so; at least one.
        note: A sentence worth adding to the explanation, or an empty string.
        lures: Wrong answers that the author chose for a column, in place of the usual candidates.
        level: How hard the fact is said to be, 1 (everyone knows it) to 5 (hardly anyone does).
        line: The line that it starts on, in the file of its table (or in the CSV file).
        column: The column that it starts in, counted from 1.
    """

    number: int
    cells: dict[str, Cell]
    sources: tuple[Citation, ...]
    note: str
    lures: dict[str, tuple[Known, ...]]
    level: int
    line: int
    column: int


class Index(Struct, frozen=True):
    """The rows of a table by what one column says.

    Attributes:
        rows: Rows by the key of their known cell, each in the order of the table.
        unsure: Rows whose cell is unknown or disputed: they may say anything.
    """

    rows: Mapping[str, Sequence[Row]]
    unsure: Sequence[Row]


class Table(Struct, frozen=True, array_like=True, dict=True):
    """Rows under the same columns.

    Attributes:
        name: Its name within the pack.
        title: What a player reads above a question from it.
        columns: By name, in the order of the file.
        key: The columns that together name exactly one row; empty where the table declares none.
        complete: Whether the world is closed: a row that is not here is not so.
        rows: The rows; `rows[n - 1].number == n`.
        file: The file that the rows stand in, as problems call it.
        line: The line where the table starts.
    """

    name: str
    title: str
    columns: dict[str, Column]
    key: tuple[str, ...]
    complete: bool
    rows: tuple[Row, ...]
    file: str
    line: int

    @cached_property
    def by_key(self) -> Mapping[tuple[str, ...], Row]:
        """Rows by the keys of their key cells; empty where the table declares no key."""
        if not self.key:
            return {}
        return {tuple(row.cells[column].key for column in self.key): row for row in self.rows}

    def index(self, column: str) -> Index:
        """The rows by what a column says; made at the first call and kept."""
        found = self._indexes.get(column)
        if found is None:
            found = self._indexes[column] = self._indexed(column)
        return found

    @cached_property
    def _indexes(self) -> dict[str, Index]:
        return {}

    def _indexed(self, column: str) -> Index:
        rows: defaultdict[str, list[Row]] = defaultdict(list)
        unsure: list[Row] = []
        for row in self.rows:
            cell = row.cells[column]
            if type(cell) is Known:
                rows[cell.key].append(row)
            elif cell is not NONE:
                unsure.append(row)
        return Index(dict(rows), unsure)


class Entity(Struct, frozen=True, array_like=True):
    """Somebody or something that cells name: a person, a film, an award.

    Attributes:
        name: The one name under which it is shown and compared.
        aliases: Other names that mean the same.
        attributes: What is known of it besides; an attribute that is not here is unknown.
    """

    name: str
    aliases: tuple[str, ...]
    attributes: dict[str, str]


class EntityKind(Struct, frozen=True, array_like=True):
    """All entities of one kind.

    Attributes:
        name: The kind, as columns name it.
        attributes: The attributes that its entities may have.
        entities: By name, in the order of the file.
        names: Folded names and aliases, to the name.
    """

    name: str
    attributes: tuple[str, ...]
    entities: dict[str, Entity]
    names: dict[str, str]

    def find(self, name: str) -> Entity | None:
        """The entity that bears this name or alias, or `None`."""
        found = self.names.get(folded(name))
        return None if found is None else self.entities[found]


class Facts(Struct, frozen=True, array_like=True):
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
    sources: dict[str, Source]
    kinds: dict[str, EntityKind]
    tables: dict[str, Table]

    def attribute(self, table: Table, column: str, cell: Cell, attribute: str) -> str | None:
        """What is known of the entity in a cell, or `None` where nothing is."""
        kind = self.kinds.get(table.columns[column].kind)
        if kind is None or not isinstance(cell, Known):
            return None
        return kind.entities[cell.key].attributes.get(attribute)
