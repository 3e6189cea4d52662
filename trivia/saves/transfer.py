"""Exports as files: JSON with one game a line, or CSV with one answer a line; and reading both back."""

import csv
import io
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final, TextIO, TypeVar

import msgspec
from msgspec import Struct

from trivia.errors import SaveError
from trivia.facts.text import printable
from trivia.saves import exchange
from trivia.saves.exchange import AnswerKept, GameKept, Merged, TrophyKept
from trivia.saves.journals import PartyTold, all_parties, merge_party
from trivia.saves.store import Store

T = TypeVar("T")

FORMAT: Final = "globes-trivia saves"
VERSION: Final = 1

_OF_THE_GAME: Final = tuple(field for field in GameKept.__struct_fields__ if field != "answers")
_OF_THE_ANSWER: Final = AnswerKept.__struct_fields__
COLUMNS: Final = (
    *_OF_THE_GAME,
    *("answered_on" if field == "day" else field for field in _OF_THE_ANSWER),
)
"""The columns of the CSV, in order; `day` is the game's and `answered_on` the answer's own day."""

_BEFORE_VARIANTS: Final = tuple(column for column in COLUMNS if column != "variant")
"""The columns of exports that were made before there were variants."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")
"""Where a text begins with one of these, spreadsheets would take it for a formula; it gets a ' in front."""

_LONGEST_WORD: Final = 300
"""Characters that are repeated of a file that is no export."""


class Export(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole export."""

    format: str
    version: int
    games: tuple[GameKept, ...]
    achievements: tuple[TrophyKept, ...] = ()
    parties: tuple[PartyTold, ...] = ()


def export_json(store: Store, told: TextIO, profile: str | None = None) -> None:
    """Write everything, or one player's games, as one JSON document; docs/json.md tells its shape."""
    encode = msgspec.json.Encoder().encode

    def write(lines: Iterator[bytes]) -> None:
        told.writelines(f"{',' if number else ''}\n{line.decode()}" for number, line in enumerate(lines))

    told.write(f'{{"format": "{FORMAT}", "version": {VERSION}, "games": [')
    store.read(lambda db: write(encode(game) for game in exchange.all_games(db, profile)))
    told.write('\n], "achievements": [')
    store.read(lambda db: write(encode(trophy) for trophy in exchange.all_trophies(db, profile)))
    told.write("\n]")
    parties = () if profile else store.read(lambda db: tuple(all_parties(db)))
    if parties:  # an export without any can be read by versions that knew none
        told.write(', "parties": [')
        write(encode(party) for party in parties)
        told.write("\n]")
    told.write("}\n")


def export_csv(store: Store, told: TextIO, profile: str | None = None) -> None:
    """Write every answer with its game as one line, for spreadsheets."""
    writer = csv.writer(told, lineterminator="\n")
    writer.writerow(COLUMNS)

    def write(games: Iterator[GameKept]) -> None:
        for game in games:
            head = [cell(getattr(game, field)) for field in _OF_THE_GAME]
            for answer in game.answers:
                writer.writerow([*head, *(cell(getattr(answer, field)) for field in _OF_THE_ANSWER)])

    store.read(lambda db: write(exchange.all_games(db, profile)))


def cell(value: object) -> str:
    """A value as it stands in a CSV; no spreadsheet takes it for a formula."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def import_text(store: Store, text: str, name: str) -> Merged:
    """Bring an export into the save file, whole or not at all.

    Args:
        store: The save file.
        text: What the export holds.
        name: Its file's name, for what is said of it.

    Raises:
        SaveError: If it is no export of this game, or a value in it makes no sense; says where.
    """
    export = _json(text, name) if text.lstrip()[:1] == "{" else _csv(text, name)

    def merge(db: sqlite3.Connection) -> Merged:
        merged = exchange.merge(db, export.games, export.achievements)
        return merged._replace(parties=sum(merge_party(db, party) for party in export.parties))

    return store.change(merge)


def _json(text: str, name: str) -> Export:
    try:
        export = msgspec.json.decode(text, type=Export)
    except (msgspec.DecodeError, RecursionError) as error:
        raise SaveError(f"{name}: this is no export that can be read: {_line(error)}") from error
    if export.format != FORMAT or export.version != VERSION:
        raise SaveError(
            f'{name}: expected "format": "{FORMAT}" and "version": {VERSION}, found '
            f"{_line(repr(export.format))} and {export.version}"
        )
    return export


def _csv(text: str, name: str) -> Export:
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        header = next(reader, [])
        columns = _BEFORE_VARIANTS if tuple(header) == _BEFORE_VARIANTS else COLUMNS
        if tuple(header) != columns:
            found = _line(", ".join(header))
            raise SaveError(f"{name}:1: expected the columns {', '.join(COLUMNS)}; found {found}")
        lines = []
        for row in reader:
            if len(row) != len(columns):
                raise SaveError(f"{name}:{reader.line_num}: expected {len(columns)} values, found {len(row)}")
            values = {"variant": ""} | dict(zip(columns, map(_text, row), strict=True))
            lines.append((reader.line_num, values))
    except csv.Error as error:
        raise SaveError(f"{name}:{reader.line_num}: {error}") from error
    games = []
    for _, answers in groupby(lines, key=lambda line: line[1]["game"]):
        told = list(answers)
        games.append(_game(told, name))
    return Export(FORMAT, VERSION, tuple(games))


def _text(cell: str) -> str:
    return cell.removeprefix("'")


def _game(lines: list[tuple[int, dict[str, str]]], name: str) -> GameKept:
    """A game of its lines, one for each answer."""
    answers = []
    for number, row in lines:
        told = {field: row["answered_on" if field == "day" else field] for field in _OF_THE_ANSWER}
        answers.append(_converted(told, AnswerKept, f"{name}:{number}"))
    number, row = lines[0]
    head: dict[str, Any] = {field: row[field] for field in _OF_THE_GAME}
    head["ended_at"] = head["ended_at"] or None
    game = _converted({**head, "answers": ()}, GameKept, f"{name}:{number}")
    return msgspec.structs.replace(game, answers=tuple(answers))


def _converted(told: dict[str, Any], shape: type[T], place: str) -> T:
    try:
        return msgspec.convert(told, shape, strict=False)
    except msgspec.ValidationError as error:
        raise SaveError(f"{place}: {_line(error)}") from error


def _line(told: object) -> str:
    """What is said of a file, which may be of any length and hold anything, in one short line."""
    line = printable(str(told))
    return line if len(line) <= _LONGEST_WORD else f"{line[:_LONGEST_WORD]}…"
