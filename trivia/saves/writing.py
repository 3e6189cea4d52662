"""Writing records: each one row, and what is counted from it."""

import sqlite3

from trivia.errors import SaveError
from trivia.saves import profiles
from trivia.saves.derived import count_answer, full_table
from trivia.saves.records import AnswerGiven, GameBegan, GameEnded, Record


def write_record(db: sqlite3.Connection, record: Record) -> bool:
    """Write a record; one that is in the file already changes nothing.

    Args:
        db: The connection, in a transaction.
        record: The record.

    Returns:
        Whether it is there now. An answer is not where another window has answered that question before, as
        of a daily that is open twice: the first one counts.

    Raises:
        SaveError: If it is an answer to a game that is not in the file.
    """
    match record:
        case GameBegan():
            insert_game(db, record)
        case AnswerGiven():
            return _answer(db, record)
        case GameEnded():
            _end(db, record)
    return True


def insert_game(db: sqlite3.Connection, game: GameBegan) -> int:
    """Write that a game began; how many rows are new, 0 where it is there already."""
    return db.execute(
        """
        INSERT OR IGNORE INTO game (
            uid, profile, pack, pack_version, mode, length, seed, day, began_at, variant
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            game.game,
            profiles.found_or_made(db, game.profile, game.at),
            game.pack,
            game.pack_version,
            game.mode,
            game.length,
            game.seed,
            game.day,
            game.at,
            game.variant,
        ),
    ).rowcount


def insert_answer(db: sqlite3.Connection, game: int, answer: AnswerGiven) -> int:
    """Write the answer alone, to the game in this row; how many rows are new, 0 where it is there already."""
    return db.execute(
        """
        INSERT OR IGNORE INTO answer (
            game, place, question, in_table, form, level, chosen, is_right, points, streak, elapsed_ms,
            answered_at, day
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            game,
            answer.place,
            answer.question,
            answer.table,
            answer.form,
            answer.level,
            answer.chosen,
            answer.right,
            answer.points,
            answer.streak,
            answer.elapsed_ms,
            answer.at,
            answer.day,
        ),
    ).rowcount


def _answer(db: sqlite3.Connection, answer: AnswerGiven) -> bool:
    found = db.execute("SELECT id, profile FROM game WHERE uid = ?", (answer.game,)).fetchone()
    if found is None:
        raise SaveError("the game of this answer is not in the save file any more")
    game, profile = found
    if insert_answer(db, game, answer):
        count_answer(db, game, profile, answer)
        _remember_text(db, answer)
        return True
    there = "SELECT question, chosen, elapsed_ms, answered_at FROM answer WHERE game = ? AND place = ?"
    told = (answer.question, answer.chosen, answer.elapsed_ms, answer.at)
    return bool(db.execute(there, (game, answer.place)).fetchone() == told)


def _remember_text(db: sqlite3.Connection, answer: AnswerGiven) -> None:
    """Keep how the question read, so that its history can be told without its pack."""
    db.execute(
        """
        INSERT INTO asked (question, in_table, heading, prompt, answer) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (question) DO UPDATE
        SET heading = excluded.heading, prompt = excluded.prompt, answer = excluded.answer
        WHERE prompt <> excluded.prompt OR answer <> excluded.answer OR heading <> excluded.heading
        """,
        (
            answer.question,
            full_table(answer.question, answer.table),
            answer.heading,
            answer.prompt,
            answer.answer,
        ),
    )


def _end(db: sqlite3.Connection, end: GameEnded) -> None:
    ended = db.execute(
        "UPDATE game SET ended_at = ?, finished = ?, honoured = 0 WHERE uid = ? AND NOT finished",
        (end.at, end.finished, end.game),
    ).rowcount
    if ended and end.finished:
        db.execute(
            "UPDATE profile SET games = games + 1 WHERE id = (SELECT profile FROM game WHERE uid = ?)",
            (end.game,),
        )
