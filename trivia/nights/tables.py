"""Nights and leagues for programs, as JSON, and for spreadsheets, as CSV."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from trivia.facts.text import printable
from trivia.nights.night import LeagueLine, Night
from trivia.party.queries import unit_name, units
from trivia.party.standing import Line, Result, results, scoreboard
from trivia.party.state import TEAM, Room
from trivia.saves.transfer import cell

NIGHT: Final = "globes-trivia party"
LEAGUE: Final = "globes-trivia party-league"
VERSION: Final = 1

COLUMNS: Final = (
    *("night", "began_at", "question", "round", "title", "rule", "heading", "prompt", "right_option"),
    *("player", "team", "mark", "chosen", "elapsed_ms", "points"),
)
"""The columns of a night's CSV: one line for each question and seat."""

LEAGUE_COLUMNS: Final = ("place", "name", "points", "nights", "won", "score")


def night_json(night: Night) -> str:
    """A night as JSON; docs/json.md tells its shape."""
    room = night.room
    told = {
        "format": NIGHT,
        "version": VERSION,
        "party": night.kept.uid,
        "name": night.name,
        "began_at": night.began,
        "finished": night.over,
        "standings": [_standing(room, line) for line in scoreboard(room)],
        "questions": [_question(room, result) for result in results(room)],
        "corrections": [
            {
                "name": printable(unit_name(room, correction.unit)),
                "points": correction.points,
                "reason": printable(correction.reason),
                "after_question": correction.question,
            }
            for correction in room.corrections
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _standing(room: Room, line: Line) -> dict[str, Any]:
    return {
        "place": line.place,
        "name": printable(line.name),
        "team": line.unit.startswith(TEAM),
        "score": line.score,
        "right": line.right,
        "elapsed_ms": line.ms,
        "players": [printable(seat.name) for seat in units(room)[line.unit]],
    }


def _question(room: Room, result: Result) -> dict[str, Any]:
    ask = result.ask
    return {
        "number": result.number,
        "round": result.round,
        "title": result.title,
        "rule": room.plan.rounds[result.round - 1].rule,
        "id": ask.id,
        "heading": ask.heading,
        "prompt": ask.prompt,
        "options": list(ask.options),
        "answer": ask.answer,
        "explanation": ask.because,
        "source": ask.source,
        "level": ask.level,
        "marks": [
            {
                "player": printable(room.seats[player].name),
                "team": printable(room.seats[player].team),
                "mark": marked.mark,
                "chosen": marked.option if 0 <= marked.option < len(ask.options) else None,
                "elapsed_ms": marked.ms,
                "points": marked.points,
            }
            for player, marked in result.marks.items()
        ],
    }


def league_json(lines: Sequence[LeagueLine], nights: Sequence[Night]) -> str:
    """A league as JSON; docs/json.md tells its shape."""
    told = {
        "format": LEAGUE,
        "version": VERSION,
        "nights": [
            {"party": night.kept.uid, "name": night.name, "began_at": night.began} for night in nights
        ],
        "standings": [{column: getattr(line, column) for column in LEAGUE_COLUMNS} for line in lines],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


# For spreadsheets


def night_csv(night: Night) -> str:
    """What every seat made of every question, a line for each; no cell can pass for a formula."""
    return _table(COLUMNS, _rows(night))


def _rows(night: Night) -> Iterator[tuple[object, ...]]:
    room = night.room
    for result in results(room):
        ask = result.ask
        question = (
            *(night.name, night.began, result.number, result.round, result.title),
            *(room.plan.rounds[result.round - 1].rule, ask.heading, ask.prompt, ask.options[ask.answer]),
        )
        for player, marked in result.marks.items():
            seat = room.seats[player]
            chosen = ask.options[marked.option] if 0 <= marked.option < len(ask.options) else ""
            yield (*question, seat.name, seat.team, marked.mark, chosen, marked.ms, marked.points)


def league_csv(lines: Sequence[LeagueLine]) -> str:
    """A league as a table."""
    return _table(
        LEAGUE_COLUMNS, (tuple(getattr(line, column) for column in LEAGUE_COLUMNS) for line in lines)
    )


def _table(columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> str:
    told = io.StringIO()
    writer = csv.writer(told, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(printable(value) if isinstance(value, str) else value) for value in row])
    return told.getvalue()
