"""What can be asked: each ask with each set of given values that the facts allow."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from trivia.facts.cells import NONE, Known
from trivia.facts.tables import Entity, Row, Table
from trivia.quiz.pack import Ask, Form, Pack, Slot
from trivia.quiz.proof import Claims, claims_of, meets

ID_LENGTH: Final = 12
"""Hexadecimal digits of a question's id: 48 bits, so 10,000 questions collide once in 5 million packs."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that could stand among the options.

    Attributes:
        cell: The value.
        shown: How an option shows it.
        rows: The rows with this answer, in order; empty for an entity that is named elsewhere.
        traits: What `alike` and then `near` look at: for each path, the folded words known of it.
    """

    cell: Known
    shown: str
    rows: tuple[Row, ...]
    traits: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """An ask, ready: its table, its claims and its candidates.

    Attributes:
        ask: The ask.
        table: Its table.
        claims: The proofs it can give.
        candidates: By key, in the order of the table, then of the entities.
    """

    ask: Ask
    table: Table
    claims: Claims
    candidates: Mapping[str, Candidate]


@dataclass(frozen=True, slots=True)
class Query:
    """One thing to ask: given these values, what is the answer?

    Attributes:
        id: The id of the question that comes of it.
        form: The form it is asked in.
        asking: The ask.
        given: The keys of the prompt's values, by column.
        rows: The rows that match, each with a known answer; at least one.
        many: Whether more than one answer is right, or might be.
    """

    id: str
    form: Form
    asking: Asking
    given: Mapping[str, str]
    rows: tuple[Row, ...]
    many: bool

    @property
    def facts(self) -> tuple[str, ...]:
        """The rows asked about, as `table:row`."""
        return tuple(f"{self.asking.table.name}:{row.number}" for row in self.rows)


def question_id(pack: str, ask: str, given: Mapping[str, str], form: Form) -> str:
    """The id of a question: the same as long as pack, ask, given values and form are."""
    written = json.dumps([pack, ask, sorted(given.items()), form], ensure_ascii=True, separators=(",", ":"))
    return f"{pack}/{ask}/{sha256(written.encode()).hexdigest()[:ID_LENGTH]}"


def askings(pack: Pack) -> tuple[Asking, ...]:
    """Make every ask of the pack ready."""
    return tuple(_asking(pack, ask) for ask in pack.asks)


def _asking(pack: Pack, ask: Ask) -> Asking:
    claims = claims_of(pack.facts, ask)
    cells: dict[str, Known] = {}
    for key, rows in claims.rows_by_answer.items():
        cell = rows[0].cells[ask.answer]
        if isinstance(cell, Known):
            cells[key] = cell
    kind = pack.facts.kinds.get(claims.table.columns[ask.answer].kind)
    entities: Mapping[str, Entity] = kind.entities if kind else {}
    cells |= {name: Known(name, name) for name in entities if name not in cells}
    candidates = {
        key: Candidate(
            cell=cell,
            shown=_shown(ask, entities.get(key), cell),
            rows=claims.rows_by_answer.get(key, ()),
            traits=tuple(_trait(pack, claims, path, cell) for path in (*ask.alike, *ask.near)),
        )
        for key, cell in cells.items()
    }
    return Asking(ask, claims.table, claims, candidates)


def _shown(ask: Ask, entity: Entity | None, cell: Known) -> str:
    if ask.show is None or entity is None:
        return str(cell)
    return entity.attributes.get(ask.show, str(cell))


def _trait(pack: Pack, claims: Claims, path: Slot, cell: Known) -> frozenset[str]:
    """What is known of a candidate along a path: of itself, or of the rows that it answers."""
    table = claims.table
    if path.column == claims.ask.answer:
        word = _word(pack, table, path, cell)
        return frozenset() if word is None else frozenset((word,))
    rows = claims.rows_by_answer.get(cell.key, ())
    words = (_word(pack, table, path, row.cells[path.column]) for row in rows)
    return frozenset(word for word in words if word is not None)


def _word(pack: Pack, table: Table, path: Slot, cell: object) -> str | None:
    if not isinstance(cell, Known):
        return None
    return (
        cell.key if path.attribute is None else pack.facts.attribute(table, path.column, cell, path.attribute)
    )


def queries(pack: Pack) -> Iterator[Query]:
    """Everything the pack might ask, in the order of its asks and rows.

    A query becomes a question only if enough distractors can be proved; see `trivia.quiz.generate`.
    """
    for asking in askings(pack):
        for given, rows, many in _groups(pack, asking):
            for form in asking.ask.forms:
                number = question_id(pack.facts.id, asking.ask.id, given, form)
                yield Query(number, form, asking, given, rows, many)


def _groups(pack: Pack, asking: Asking) -> Iterator[tuple[Mapping[str, str], tuple[Row, ...], bool]]:
    """Rows that answer the same prompt: the given values, the rows, and whether several answers are right."""
    ask, table, claims = asking.ask, asking.table, asking.claims
    columns = ask.prompt.columns
    groups: dict[tuple[str, ...], dict[str, list[Row]]] = {}
    unsure: list[Row] = []
    for row in table.rows:
        answer = row.cells[ask.answer]
        cells = [row.cells[column] for column in columns]
        keys = tuple(cell.key for cell in cells if isinstance(cell, Known))
        met = all(meets(pack.facts, table, row, condition) for condition in ask.where)
        if met and len(keys) == len(columns) and isinstance(answer, Known):
            groups.setdefault(keys, {}).setdefault(answer.key, []).append(row)
        elif answer is not NONE:
            unsure.append(row)
    for keys, answers in groups.items():
        given = dict(zip(columns, keys, strict=True))
        might = any(not claims.impossible(row, given) for row in unsure)
        yield given, tuple(row for rows in answers.values() for row in rows), len(answers) > 1 or might
