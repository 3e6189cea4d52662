"""Games of the past: a list of them, one of them with all its answers, and one that may be gone on with."""

import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from trivia.saves import profiles
from trivia.saves.summary import Played, played


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """An answer as it is looked back at.

    Attributes:
        place: Its place in the game, counted from 0; after damage some may be missing.
        question: The question's id.
        heading: What stood above it when it was last asked.
        prompt: How it read when it was last asked; empty where that was never kept.
        answer: Its right option then.
        form: Its form.
        level: Its level.
        chosen: The index of the chosen option.
        right: Whether it was right.
        points: What it earned.
        streak: Right answers in a row, this one counted.
        elapsed_ms: How long it took, in milliseconds.
    """

    place: int
    question: str
    heading: str
    prompt: str
    answer: str
    form: str
    level: int
    chosen: int
    right: bool
    points: int
    streak: int
    elapsed_ms: int


@dataclass(frozen=True, slots=True)
class PastGame:
    """A game of the past.

    Attributes:
        game: Its own id.
        pack: The pack's id; several are joined by a plus sign.
        mode: The mode's id.
        variant: What sets it apart from the usual games of its mode.
        length: How many questions it had; 0 where that was left open.
        seed: What its questions were drawn with.
        day: The player's date, as an ordinal.
        began_at: When it began, in milliseconds of UTC since 1970.
        finished: Whether it was played to an end.
        answered: Answers.
        right: Right answers.
        score: The points.
        answers: The answers, in order; none in a list of games.
    """

    game: str
    pack: str
    mode: str
    variant: str
    length: int
    seed: int
    day: int
    began_at: int
    finished: bool
    answered: int
    right: int
    score: int
    answers: tuple[PastAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenGame:
    """A game that was left, and may be gone on with.

    Attributes:
        game: Its own id.
        pack_version: The version of its pack.
        seed: What its questions were drawn with.
        answers: Its answers, in order.
    """

    game: str
    pack_version: str
    seed: int
    answers: tuple[Played, ...]


_COLUMNS: Final = """
    uid, pack, mode, variant, length, seed, day, began_at, finished, answered, right_answers, score
"""


def games(
    db: sqlite3.Connection, profile: str, limit: int, before: PastGame | None = None
) -> tuple[PastGame, ...]:
    """A player's games with an answer in them, the latest first.

    Args:
        db: The connection.
        profile: The player's name.
        limit: How many, at most.
        before: Only games that are listed after this one; `None` for the latest.
    """
    began, uid = (before.began_at, before.game) if before else (2**62, "")
    rows = db.execute(
        f"""
        SELECT {_COLUMNS} FROM game
        WHERE profile = ? AND answered > 0 AND began_at <= ? AND (began_at < ? OR uid < ?)
        ORDER BY began_at DESC, uid DESC LIMIT ?
        """,  # noqa: S608 - constants
        (profiles.find(db, profile), began, began, uid, limit),
    )
    return tuple(_game(row) for row in rows)


def game(db: sqlite3.Connection, uid: str) -> PastGame | None:
    """A game with its answers, by its own id; `None` where it is not in the file."""
    row = db.execute(f"SELECT {_COLUMNS} FROM game WHERE uid = ?", (uid,)).fetchone()  # noqa: S608 - constants
    if row is None:
        return None
    answers = db.execute(
        """
        SELECT place, answer.question, coalesce(heading, ''), coalesce(prompt, ''),
            coalesce(asked.answer, ''), form, level, chosen, is_right, points, streak, elapsed_ms
        FROM game JOIN answer ON answer.game = game.id LEFT JOIN asked ON asked.question = answer.question
        WHERE uid = ? ORDER BY place
        """,
        (uid,),
    )
    return _game(row, tuple(_answer(told) for told in answers))


def open_game(db: sqlite3.Connection, profile: str, pack: str, mode: str, variant: str) -> OpenGame | None:
    """The latest game of a kind, where it was left before its end; else, or without any, `None`."""
    row = db.execute(
        """
        SELECT id, uid, pack_version, seed, finished FROM game
        WHERE profile = ? AND pack = ? AND mode = ? AND variant = ? AND answered > 0
        ORDER BY began_at DESC, id DESC LIMIT 1
        """,
        (profiles.find(db, profile), pack, mode, variant),
    ).fetchone()
    if row is None or row[4]:
        return None
    number, uid, version, seed, _ = row
    return OpenGame(uid, version, seed, played(db, number))


def _answer(row: tuple[Any, ...]) -> PastAnswer:
    told = dict(zip(PastAnswer.__slots__, row, strict=True))
    return PastAnswer(**told | {"right": bool(told["right"])})


def _game(row: tuple[Any, ...], answers: tuple[PastAnswer, ...] = ()) -> PastGame:
    told = dict(zip(PastGame.__slots__, (*row, answers), strict=True))
    return PastGame(**told | {"finished": bool(told["finished"])})
