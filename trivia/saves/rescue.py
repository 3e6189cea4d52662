"""What can still be read from a damaged save file comes back: games, answers and parties, row by row."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from trivia.errors import CommandError, SaveError, TriviaError
from trivia.party.journal import decoded
from trivia.saves import profiles
from trivia.saves.exchange import AnswerKept, GameKept, Merged, merge, moment
from trivia.saves.file import connect
from trivia.saves.journals import Head, Row, merge_rows
from trivia.saves.schema import FIRST_PROFILE
from trivia.saves.store import Store

_SENSELESS: Final = (msgspec.ValidationError, KeyError, TypeError, ValueError, OverflowError)
"""What a row raises that damage has gone through."""


_NOTHING: Final = Merged(0, 0)


def rescue(damaged: Path, folder: Path) -> Merged:
    """Merge into the save file of a folder whatever games and parties a damaged file still tells of.

    Returns:
        How much came back.
    """
    try:
        with closing(connect(damaged)) as db:
            games = [game for row in _rows(db, "game", "id") if (game := _game(db, row)) is not None]
            parties = [_party(db, row) for row in _rows(db, "party", "id") if isinstance(row.get("id"), int)]
    except (sqlite3.Error, UnicodeDecodeError, OSError):
        return _NOTHING
    if not games and not parties:
        return _NOTHING

    def bring_back(db: sqlite3.Connection) -> Merged:
        came = sum(merge_rows(db, *party) for party in parties if party is not None)
        return merge(db, games)._replace(parties=came)

    with suppress(SaveError):
        store = Store(folder)
        try:
            return store.change(bring_back)
        finally:
            store.close()
    return _NOTHING


def _rows(db: sqlite3.Connection, table: str, order: str, where: str = "") -> Iterator[dict[str, Any]]:
    """The readable rows of a table, from both ends: damage in the middle hides only what lies there."""
    seen: set[object] = set()
    for direction in ("ASC", "DESC"):
        with suppress(sqlite3.Error, UnicodeDecodeError):
            cursor = db.execute(f"SELECT * FROM {table} {where} ORDER BY {order} {direction}")  # noqa: S608 - constants
            names = [column[0] for column in cursor.description]
            while (row := cursor.fetchone()) is not None:
                told = dict(zip(names, row, strict=True))
                if told[order] in seen:
                    break
                seen.add(told[order])
                yield told


def _game(db: sqlite3.Connection, row: dict[str, Any]) -> GameKept | None:
    """A game with the answers that can be read; `None` where it does not hold together."""
    if not isinstance(row.get("id"), int):
        return None
    answers = []
    for answer in _rows(db, "answer", "place", f"WHERE game = {row['id']}"):
        with suppress(*_SENSELESS):
            answers.append(_answer(answer))
    profile = FIRST_PROFILE
    with suppress(sqlite3.Error, UnicodeDecodeError, CommandError, TypeError, AttributeError):
        found = db.execute("SELECT name FROM profile WHERE id = ?", (row.get("profile"),)).fetchone()
        profile = profiles.clean_name(found[0])
    with suppress(*_SENSELESS):
        ended = row["ended_at"]
        return msgspec.convert(
            {
                "game": row["uid"],
                "profile": profile,
                "pack": row["pack"],
                "pack_version": row["pack_version"],
                "mode": row["mode"],
                "length": row["length"],
                "seed": row["seed"],
                "day": _day(row, row["began_at"]),
                "began_at": moment(row["began_at"]),
                "ended_at": None if ended is None else moment(ended),
                "finished": bool(row["finished"]),
                "answers": tuple(answers),
                "variant": row.get("variant", ""),
            },
            GameKept,
        )
    return None


def _party(db: sqlite3.Connection, row: dict[str, Any]) -> tuple[Head, dict[int, Row]] | None:
    """A party with the events that can be read, each at its place; `None` where it does not hold together."""
    events: dict[int, Row] = {}
    for event in _rows(db, "party_event", "place", f"WHERE party = {row['id']}"):
        with suppress(TriviaError, *_SENSELESS):
            decoded(event["body"])
            events[int(event["place"])] = (int(event["at_ms"]), event["body"])
    with suppress(*_SENSELESS):
        head = Head(row["uid"], row["name"], moment(row["began_at"]), moment(row["last_at"]))
        return msgspec.convert(msgspec.to_builtins(head), Head), events
    return None


def _answer(row: dict[str, Any]) -> AnswerKept:
    told = {field: row.get(field, "") for field in AnswerKept.__struct_fields__}
    told |= {
        "table": row["in_table"],
        "right": bool(row["is_right"]),
        "answered_at": moment(row["answered_at"]),
        "day": _day(row, row["answered_at"]),
    }
    return msgspec.convert(told, AnswerKept)


def _day(row: dict[str, Any], at: int) -> date:
    """The player's date; a file older than this column knows only the moment."""
    return date.fromordinal(row["day"]) if row.get("day") else moment(at).astimezone().date()
