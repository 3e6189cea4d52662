"""The JSON Schema (draft-07) of a pack's files, for editors that complete keys and explain them.

Its keys and their descriptions are those of the reader (`facts/keys.py`, `quiz/keys.py`); only what may stand
under each is said here. It knows no more of a pack than one file shows: whether a column exists, or a source,
is for `pack check`.
"""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from trivia.facts.csv_file import DELIMITERS
from trivia.facts.keys import (
    CLAIM_KEYS,
    CSV_KEYS,
    DISPUTE_KEYS,
    ENTITY_KEYS,
    FILE_KEYS,
    NAMED_KEYS,
    ROW_KEYS,
    SOURCE_KEYS,
    TABLE_KEYS,
)
from trivia.facts.reader import MAX_TEXT
from trivia.facts.sources import UNITS
from trivia.facts.tidy import TIDY
from trivia.facts.values import PLAIN_KINDS
from trivia.quiz.keys import ASK_KEYS, QUESTION_KEYS
from trivia.quiz.pack import EACH_ROW, FORMS, WORDED
from trivia.quiz.read_questions import MAX_WRONG

Schema: TypeAlias = dict[str, Any]

_DAY: Final = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|unknown)$"
_CITATION: Final = r"^[^:\s]+(:[0-9]{1,6}(-[0-9]{1,6})?)?$"
_NAME: Final = r"^[a-z][a-z0-9_-]{0,63}$"
_COLUMN: Final = r"^[a-z][a-z0-9_]{0,39}$"


def pack_schema() -> Schema:
    """The schema of every file of a pack: the pack's own, one table, or one kind of entity."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A file of a globes-trivia pack",
        "if": {"type": "object", "required": ["table"]},
        "then": _ref("table"),
        "else": {
            "if": {"type": "object", "required": ["entity"]},
            "then": _ref("entity"),
            "else": _ref("file"),
        },
        "definitions": _definitions(),
    }


def _definitions() -> dict[str, Schema]:
    """What is used more than once, or worth a name."""
    text = _ref("text")
    return {
        # YAML takes 1917 for a number and No for a truth; the game takes them for texts.
        "text": {"type": ["string", "number", "boolean"], "maxLength": MAX_TEXT},
        "name": {"type": "string", "pattern": _NAME},
        "level": _whole(1, 5),
        "day": {"type": "string", "pattern": _DAY},
        "citations": _one_or_many({"type": "string", "pattern": _CITATION}),
        "column": {"type": "string", "pattern": _COLUMN},
        "cell": {"anyOf": [text, _object(DISPUTE_KEYS, {"dispute": _list(_ref("claim"), 2)}, ["dispute"])]},
        "claim": _object(
            CLAIM_KEYS, {"is": text, "sources": _ref("citations"), "scope": text}, ["is", "sources"]
        ),
        "file": _object(
            FILE_KEYS,
            {
                "pack": _ref("name"),
                "title": text,
                "version": text,
                "about": text,
                "date": _ref("day"),
                "sources": _list(_ref("source")),
                "entities": _list(_ref("entity")),
                "tables": _list(_ref("table")),
                "questions": _list(_ref("question")),
            },
        ),
        "source": _object(
            SOURCE_KEYS,
            {
                "id": _ref("name"),
                "title": text,
                "about": text,
                "date": _ref("day"),
                "paragraphs": _whole(1, 1_000_000),
                "unit": {"type": "string", "enum": [*UNITS]},
            },
            ["id", "title"],
        ),
        "entity": _object(
            ENTITY_KEYS,
            {"entity": _ref("name"), "attributes": _one_or_many(text), "rows": _list(_ref("named"))},
            ["entity", "rows"],
        ),
        "named": _object(NAMED_KEYS, {"name": text, "aliases": _one_or_many(text)}, ["name"], more=text),
        "table": _table(),
        "row": _object(
            ROW_KEYS,
            {
                "sources": _ref("citations"),
                "note": text,
                "lures": _pairs(_list(text)),
                "level": _ref("level"),
            },
            ["sources"],
            more=_ref("cell"),
        ),
        "csv": _csv(),
        "ask": _ask(),
        "question": _question(),
    }


def _table() -> Schema:
    kinds = {"type": "string", "examples": [*PLAIN_KINDS, *(f"{kind}?" for kind in PLAIN_KINDS)]}
    shapes = {
        "table": _ref("name"),
        "title": _ref("text"),
        "key": _one_or_many(_ref("column")),
        "complete": _truth(),
        "columns": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": _COLUMN},
            "additionalProperties": kinds,
        },
        "defaults": _pairs(_ref("cell")),
        "csv": _ref("csv"),
        "rows": _list(_ref("row")),
        "ask": _list(_ref("ask")),
    }
    either = {"oneOf": [{"required": ["rows"]}, {"required": ["csv"]}]}
    return _object(TABLE_KEYS, shapes, ["table", "columns"]) | either


def _csv() -> Schema:
    text = _ref("text")
    steps = {"type": "string", "enum": [*TIDY]}
    shapes = {
        "file": {"type": "string"},
        "source": _ref("name"),
        "delimiter": {"type": "string", "enum": [*DELIMITERS]},
        "from": _pairs(_one_or_many(text)),
        "only": _pairs(_one_or_many(text)),
        "except": _pairs(_one_or_many(text)),
        "tidy": _pairs(_one_or_many(steps)),
        "say": _pairs(_pairs(text)),
        "level": {"anyOf": [_ref("level"), text]},
    }
    return _object(CSV_KEYS, shapes, ["file", "source"])


def _ask() -> Schema:
    text, path = _ref("text"), {"type": "string", "pattern": r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$"}
    shapes: dict[str, Schema] = dict.fromkeys(
        ("prompt", "prompt_many", "option", "statement", "because", "pair", *WORDED), text
    )
    shapes |= {
        "id": _ref("name"),
        "answer": _ref("column"),
        "count": _ref("column") | {"examples": [EACH_ROW]},
        "show": {"type": "string"},
        "forms": _one_or_many({"type": "string", "enum": [*FORMS]}, 1),
        "where": {
            "type": "object",
            "propertyNames": path,
            "additionalProperties": _one_or_many(text),
        },
        "alike": _one_or_many(path),
        "near": _one_or_many(path),
        "between": _list(_ref("text"), 2) | {"maxItems": 2},
        "harder": {"anyOf": [_whole(-4, 4), {"type": "string", "pattern": "^[+-]?[0-4]$"}]},
    }
    either = {"oneOf": [{"required": ["answer"]}, {"required": ["count"]}]}
    return _object(ASK_KEYS, shapes, ["id", "prompt"]) | either


def _question() -> Schema:
    text = _ref("text")
    shapes = {
        "id": _ref("name"),
        "prompt": text,
        "answer": text,
        "wrong": _one_or_many(text, 1, MAX_WRONG),
        "explanation": text,
        "topic": text,
        "sources": _ref("citations"),
        "level": _ref("level"),
    }
    return _object(QUESTION_KEYS, shapes, ["prompt", "answer"])


def _ref(name: str) -> Schema:
    # Draft-07 overlooks what stands beside a reference, so it is wrapped.
    return {"allOf": [{"$ref": f"#/definitions/{name}"}]}


def _object(
    keys: Mapping[str, str],
    shapes: Mapping[str, Schema],
    required: list[str] | None = None,
    more: Schema | None = None,
) -> Schema:
    """A mapping of these keys; `more` is what other keys may hold, `None` where there may be none."""
    return {
        "type": "object",
        "properties": {key: {"description": told, **shapes[key]} for key, told in keys.items()},
        "additionalProperties": False if more is None else more,
        **({"required": required} if required else {}),
    }


def _list(items: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": items, **({"minItems": least} if least else {})}


def _one_or_many(items: Schema, least: int = 0, most: int | None = None) -> Schema:
    """A list, for which one value alone may stand."""
    many = _list(items, least) | ({} if most is None else {"maxItems": most})
    return {"anyOf": [items, many]}


def _pairs(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _whole(low: int, high: int) -> Schema:
    """A whole number; in quotes it is one as well."""
    return {"anyOf": [{"type": "integer", "minimum": low, "maximum": high}, _digits()]}


def _digits() -> Schema:
    return {"type": "string", "pattern": "^[0-9]{1,9}$"}


def _truth() -> Schema:
    words = ["true", "false", "yes", "no"]
    return {"enum": [True, False, *words, *(word.capitalize() for word in words)]}
