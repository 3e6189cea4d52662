"""Cells as they are written, read by the kind of their column."""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from trivia.errors import Place
from trivia.facts.cells import NONE, UNKNOWN, Cell, Claim, Dispute, Known, Missing
from trivia.facts.keys import CLAIM_KEYS, DISPUTE_KEYS
from trivia.facts.nodes import Mapping, Node, Scalar, described
from trivia.facts.reader import Reader, parse_day
from trivia.facts.sources import Source
from trivia.facts.tables import Column, EntityKind
from trivia.facts.text import did_you_mean, folded

PLAIN_KINDS: Final = ("text", "number", "year", "date")
"""Kinds that need no entities."""

ORDERED_KINDS: Final = ("number", "year", "date")
"""Kinds whose values come one before the other."""

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_YEAR: Final = re.compile(r"-?[0-9]{1,4}")
_WITH_UNIT: Final = re.compile(r"[+-]?[0-9][0-9.,’' ]*?\s*(?P<unit>(?:[^\W\d_]|[%°€$£])[^\W\d_]{0,11}[²³]?)")
"""A number and its unit in one cell: `774,8 km`."""

_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]{1,3}(?:[,_][0-9]{3}){1,5}|[0-9]{1,18})(?:\.[0-9]{1,9})?")


def read_cell(
    reader: Reader, node: Node, column: Column, kinds: dict[str, EntityKind], sources: dict[str, Source]
) -> Cell:
    """Read a cell: a value, `none`, `unknown` or `{dispute: [{is: …, sources: […]}, …]}`.

    A mistake is noted with the reader and the cell taken as unknown, which proves nothing.
    """
    if isinstance(node, Mapping):
        return _dispute(reader, node, column, kinds, sources)
    return _plain_cell(reader, node, column, kinds)


def _plain_cell(reader: Reader, node: Node, column: Column, kinds: dict[str, EntityKind]) -> Known | Missing:
    if not isinstance(node, Scalar):
        reader.problem(node.place, f"'{column.name}' should be one value, found {described(node)}", "GP330")
        return UNKNOWN
    if node.plain and node.text == "unknown":
        return UNKNOWN
    if node.plain and node.text == "none":
        if not column.optional:
            cure = f"write 'unknown', or declare it as '{column.kind}?'"
            reader.problem(node.place, f"'{column.name}' may not be none; {cure}", "GP331")
        return NONE
    text = reader.text(node, f"'{column.name}'")
    if not text:
        return UNKNOWN
    return known(reader, text, column, kinds, node.place)


def known(
    reader: Reader,
    text: str,
    column: Column,
    kinds: dict[str, EntityKind],
    place: Place,
    numbers: str = "1,515 or 51.6",
) -> Known | Missing:
    """The value that a text stands for in a column, or `UNKNOWN` with a problem noted.

    Args:
        reader: Collects what is wrong.
        text: The text.
        column: Its column.
        kinds: The pack's entities.
        place: Where the text stands.
        numbers: How numbers are written there, as an example for whoever has to mend one.
    """
    if column.kind in PLAIN_KINDS:
        found = plain_value(text, column.kind)
        if found is None:
            wanted = {"number": f"a number like {numbers}", "year": "a year like 2017"}
            wish = wanted.get(column.kind, "a day like 2017-01-08")
            cure = _unit_cure(text, column)
            reader.problem(place, f"'{column.name}' should be {wish}, found '{text}'{cure}", "GP332")
            return UNKNOWN
        return found
    entity = kinds[column.kind].find(text)
    if entity is None:
        cure = did_you_mean(text, kinds[column.kind].entities)
        cure = cure or f" Add it to the entity '{column.kind}', or as an alias there."
        reader.problem(place, f"no {column.kind} is called '{text}'.{cure}", "GP313")
        return UNKNOWN
    return Known(entity.name, entity.name)


def _unit_cure(text: str, column: Column) -> str:
    """What to do about the unit behind a number, or an empty string where none is there."""
    found = _WITH_UNIT.fullmatch(text) if column.kind == "number" else None
    if found is None:
        return ""
    unit = found["unit"]
    shown = f'option: "{{{column.name}}} {unit}"'
    return f"; leave '{unit}' out of the cell, and write {shown} in the ask that asks for it"


def plain_value(text: str, kind: str) -> Known | None:
    """The value that a text stands for in a column of a plain kind, or `None` where it does not fit."""
    if kind == "text":
        return Known(text, folded(text))
    if kind == "date":
        day = parse_day(text)
        return None if day is None else Known(day_in_words(day), day.isoformat())
    if not (_YEAR if kind == "year" else _NUMBER).fullmatch(text):
        return None
    number = Decimal(text.replace(",", "").replace("_", ""))
    return Known(text, format(number.normalize() if number else Decimal(0), "f"))


def day_in_words(day: date) -> str:
    """A day as it is shown: `8 January 2017`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def amount(cell: Known, kind: str) -> Decimal:
    """What a value of an ordered kind is worth: its number, its year, or its day counted from year 1."""
    if kind == "date":
        return Decimal(date.fromisoformat(cell.key).toordinal())
    return Decimal(cell.key)


def _dispute(
    reader: Reader, node: Mapping, column: Column, kinds: dict[str, EntityKind], sources: dict[str, Source]
) -> Cell:
    mapping = reader.mapping(node, "a cell", DISPUTE_KEYS)
    claims: list[Claim] = []
    items = list(reader.items(mapping.get("dispute"), "dispute"))
    for entry in reader.mappings(items, "a claim", CLAIM_KEYS):
        said = entry.get("is")
        if said is None:
            reader.problem(entry.place, "a claim lacks 'is': what this source says", "GP333")
            continue
        claims.append(
            Claim(
                _plain_cell(reader, said, column, kinds),
                reader.citations(entry.get("sources"), sources, entry.place, "a claim"),
                reader.text(entry.get("scope"), "scope", default=""),
            )
        )
    if len(items) < 2 and not (mapping.entries and mapping.get("dispute") is None):
        reader.problem(node.place, "a dispute needs at least two claims", "GP334")
    return Dispute(tuple(claims))
