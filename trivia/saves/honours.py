"""Achievements in the file: the games that were not looked at yet, and what was won."""

import sqlite3
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from trivia.review import BY_HEART_DAYS
from trivia.saves import profiles
from trivia.saves.summary import Played, daily_days, days_played, played

LOOKED_AT: Final = 200
"""How many games are looked at in one go, the latest: more wait only after a change of the schema."""

DAY_MS: Final = 86_400_000

_LAST_DAY: Final = "(SELECT day FROM answer WHERE answer.game = {} ORDER BY place DESC LIMIT 1)"
"""The date of a game's last answer: a marathon may end long after the date that it began on."""


class Totals(Struct, frozen=True):
    """What a player has done, all in all.

    Attributes:
        games: Games finished.
        answered: Answers.
        right: Right answers.
        statements_right: Right answers to what was true or false.
        questions: Different questions met.
        tables: Tables with a right answer.
        by_heart: Questions once missed that are known by heart now.
        days: Days in a row with an answer, the latest run.
        dailies: Days in a row with a finished daily, the latest run.
    """

    games: int
    answered: int
    right: int
    statements_right: int
    questions: int
    tables: int
    by_heart: int
    days: int
    dailies: int


class Story(Struct, frozen=True):
    """A game that has ended, or was cut off, as far as an achievement may ask.

    Attributes:
        mode: Its mode.
        length: How many questions it had; 0 where that was left open.
        finished: Whether it was played to an end, a walk from the ladder among them.
        score: Its points.
        at: When it ended, in milliseconds of UTC since 1970.
        answers: Its answers, in order.
        made_good: How many of its right answers were to questions that had been missed before; only of those
            that were not asked again since.
        games_that_day: Games finished on the date of its last answer.
    """

    mode: str
    length: int
    finished: bool
    score: int
    at: int
    answers: tuple[Played, ...]
    made_good: int
    games_that_day: int


def stories(db: sqlite3.Connection, profile: int) -> tuple[Story, ...]:
    """The games that were not looked at yet, the oldest first; they count as looked at from now on.

    Args:
        db: The connection, in a transaction.
        profile: The profile's row.
    """
    rows = db.execute(
        """
        SELECT id, mode, length, finished, score, began_at, coalesce(ended_at, began_at) FROM game
        WHERE profile = ? AND honoured = 0 AND answered > 0 ORDER BY began_at DESC, id DESC LIMIT ?
        """,
        (profile, LOOKED_AT),
    ).fetchall()
    db.execute("UPDATE game SET honoured = 1 WHERE profile = ? AND honoured = 0", (profile,))
    return tuple(_story(db, profile, *row) for row in reversed(rows))


def _story(
    db: sqlite3.Connection,
    profile: int,
    game: int,
    mode: str,
    length: int,
    finished: int,
    score: int,
    began: int,
    at: int,
) -> Story:
    made_good: int = db.execute(
        """
        SELECT count(*) FROM answer JOIN known ON known.profile = ? AND known.question = answer.question
        WHERE game = ? AND is_right AND due_at IS NOT NULL AND answered_at >= last_at
        """,
        (profile, game),
    ).fetchone()[0]
    since = at - 2 * DAY_MS
    that_day: int = db.execute(
        f"""
        SELECT count(*) FROM game WHERE profile = ? AND finished AND began_at BETWEEN ? AND ?
            AND {_LAST_DAY.format("game.id")} = {_LAST_DAY.format("?")}
        """,  # noqa: S608 - put together from constants
        (profile, since, at, game),
    ).fetchone()[0]
    if finished and began < since:
        that_day += 1  # a marathon of many days
    return Story(mode, length, bool(finished), score, at, played(db, game), made_good, that_day)


def totals(db: sqlite3.Connection, profile: int) -> Totals:
    """What a profile's row has done, all in all."""
    name, games, answered, right = db.execute(
        "SELECT name, games, answered, right_answers FROM profile WHERE id = ?", (profile,)
    ).fetchone()
    statements = db.execute(
        """
        SELECT coalesce(sum(right_answers), 0) FROM tally
        WHERE profile = ? AND kind = 'form' AND name IN ('true_false', 'compare')
        """,
        (profile,),
    ).fetchone()[0]
    tables = db.execute(
        "SELECT count(*) FROM tally WHERE profile = ? AND kind = 'table' AND right_answers > 0", (profile,)
    ).fetchone()[0]
    questions, by_heart = db.execute(
        "SELECT count(*), coalesce(sum(last_right AND stability >= ?), 0) FROM known WHERE profile = ?",
        (BY_HEART_DAYS, profile),
    ).fetchone()
    packs = [
        pack
        for (pack,) in db.execute(
            "SELECT DISTINCT pack FROM game WHERE mode = 'daily' AND profile = ?", (profile,)
        )
    ]
    return Totals(
        games=games,
        answered=answered,
        right=right,
        statements_right=statements,
        questions=questions,
        tables=tables,
        by_heart=by_heart,
        days=latest_run([played_on.day for played_on in days_played(db, profile)]),
        dailies=max((latest_run(sorted(daily_days(db, name, pack))) for pack in packs), default=0),
    )


def latest_run(days: list[int]) -> int:
    """How many days in a row the latest of some dates ends; they are in order."""
    length = 0
    while length < len(days) and days[-1 - length] == days[-1] - length:
        length += 1
    return length


def won(db: sqlite3.Connection, profile: str) -> dict[str, int]:
    """What a player has won, by the achievement's id, and when, in milliseconds of UTC since 1970."""
    return dict(
        db.execute(
            "SELECT name, at FROM achievement WHERE profile = ? ORDER BY at, name",
            (profiles.find(db, profile),),
        )
    )


def award(db: sqlite3.Connection, profile: int, names: Iterable[str], at: int) -> tuple[str, ...]:
    """Award achievements; one that was won before stays as it was.

    Returns:
        Those that are new.
    """
    return tuple(
        name
        for name in names
        if db.execute("INSERT OR IGNORE INTO achievement VALUES (?, ?, ?)", (profile, name, at)).rowcount
    )
