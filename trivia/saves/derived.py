"""What follows from the answers alone, counted as they come in, so that no screen has to read them all.

`count_answer` adds one answer to every count; `count_again` makes all counts anew, after an import or a
change of the schema. Both come to the same, in whatever order the answers arrive; a test holds them together.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final

from trivia import review
from trivia.review import Card

if TYPE_CHECKING:
    from trivia.saves.records import AnswerGiven

SLOWEST_S: Final = 60
"""Whoever takes longer than this, in seconds, has left the room; speeds are counted up to it."""

_TALLIES: Final = (
    ("day", "answer.day"),
    ("table", "substr(answer.question, 1, instr(answer.question, '/')) || answer.in_table"),
    ("form", "answer.form"),
    ("level", "answer.level"),
    ("speed", f"min(answer.elapsed_ms / 1000, {SLOWEST_S})"),
)


def full_table(question: str, table: str) -> str:
    """A table with its pack in front, as the question's id tells it; a game may be about several packs."""
    return question[: question.find("/") + 1] + table


def count_answer(db: sqlite3.Connection, game: int, profile: int, answer: "AnswerGiven") -> None:
    """Count an answer that has just been written.

    Args:
        db: The connection, in a transaction.
        game: The game's row.
        profile: The profile's row.
        answer: The answer.
    """
    right = int(answer.right)
    db.execute(
        """
        UPDATE game SET answered = answered + 1, right_answers = right_answers + ?, score = score + ?
        WHERE id = ?
        """,
        (right, answer.points, game),
    )
    db.execute(
        """
        UPDATE profile SET answered = answered + 1, right_answers = right_answers + ?, score = score + ?,
            best_streak = max(best_streak, ?)
        WHERE id = ?
        """,
        (right, answer.points, answer.streak, profile),
    )
    if answer.points < 0:
        _forget_best(db, game)
    db.execute(
        """
        INSERT INTO best (profile, pack, mode, length, variant, score, game)
        SELECT profile, pack, mode, length, variant, score, id FROM game WHERE id = ?
        ON CONFLICT (profile, pack, mode, length, variant)
        DO UPDATE SET score = excluded.score, game = excluded.game WHERE excluded.score > best.score
        """,
        (game,),
    )
    names: tuple[str | int, ...] = (
        answer.day,
        full_table(answer.question, answer.table),
        answer.form,
        answer.level,
        min(answer.elapsed_ms // 1000, SLOWEST_S),
    )
    db.executemany(
        """
        INSERT INTO tally (profile, kind, name, answered, right_answers) VALUES (?, ?, ?, 1, ?)
        ON CONFLICT (profile, kind, name)
        DO UPDATE SET answered = answered + 1, right_answers = right_answers + excluded.right_answers
        """,
        [(profile, kind, name, right) for (kind, _), name in zip(_TALLIES, names, strict=True)],
    )
    _know(db, profile, answer)


def _forget_best(db: sqlite3.Connection, game: int) -> None:
    """A game's score has sunk: its kind's best is the highest that any other game has."""
    kind = """
        (profile, pack, mode, length, variant)
        = (SELECT profile, pack, mode, length, variant FROM game WHERE id = ?)
    """
    db.execute(f"DELETE FROM best WHERE {kind}", (game,))  # noqa: S608 - put together from constants
    db.execute(
        f"""
        INSERT INTO best (profile, pack, mode, length, variant, score, game)
        SELECT profile, pack, mode, length, variant, score, id FROM game
        WHERE answered > 0 AND id <> ? AND {kind} ORDER BY score DESC, id LIMIT 1
        """,  # noqa: S608 - likewise
        (game, game),
    )


def _know(db: sqlite3.Connection, profile: int, answer: "AnswerGiven") -> None:
    """Bring a question's history, and the card of one that was missed, up to an answer."""
    found = db.execute(
        "SELECT stability, difficulty, due_at, last_at FROM known WHERE profile = ? AND question = ?",
        (profile, answer.question),
    ).fetchone()
    if found is not None and answer.at <= found[3]:
        # From another window or machine, or a clock set back: what follows from the order is counted anew.
        db.execute(
            "UPDATE known SET answered = answered + 1, right_answers = right_answers + ? "
            "WHERE profile = ? AND question = ?",
            (answer.right, profile, answer.question),
        )
        _replay(db, profile, answer.question)
        return
    before = None if found is None or found[0] is None else Card(*found)
    card = review.answered(before, answer.right, answer.at)
    numbers = (None, None, None) if card is None else (card.stability, card.difficulty, card.due_at)
    db.execute(
        """
        INSERT INTO known VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (profile, question) DO UPDATE SET
            answered = answered + 1, right_answers = right_answers + excluded.right_answers,
            last_at = excluded.last_at, last_right = excluded.last_right,
            stability = excluded.stability, difficulty = excluded.difficulty, due_at = excluded.due_at
        """,
        (profile, answer.question, int(answer.right), answer.at, int(answer.right), *numbers),
    )


def count_again(db: sqlite3.Connection) -> None:
    """Make every count anew from the answers.

    Args:
        db: The connection, in a transaction.
    """
    db.execute(
        """
        UPDATE game SET (answered, right_answers, score) = (
            SELECT count(*), coalesce(sum(is_right), 0), coalesce(sum(points), 0)
            FROM answer WHERE answer.game = game.id
        )
        """
    )
    db.execute(
        """
        UPDATE profile SET (answered, right_answers, score, games) = (
            SELECT coalesce(sum(answered), 0), coalesce(sum(right_answers), 0), coalesce(sum(score), 0),
                coalesce(sum(finished), 0)
            FROM game WHERE game.profile = profile.id
        ), best_streak = (
            SELECT coalesce(max(streak), 0) FROM game JOIN answer ON answer.game = game.id
            WHERE game.profile = profile.id
        )
        """
    )
    db.execute("DELETE FROM best")
    db.execute(
        """
        INSERT INTO best SELECT profile, pack, mode, length, variant, max(score), id FROM game
        WHERE answered > 0 GROUP BY profile, pack, mode, length, variant
        """
    )
    db.execute("DELETE FROM tally")
    for kind, name in _TALLIES:
        db.execute(
            f"""
            INSERT INTO tally SELECT game.profile, '{kind}', {name}, count(*), sum(answer.is_right)
            FROM game JOIN answer ON answer.game = game.id GROUP BY game.profile, {name}
            """  # noqa: S608 - put together from constants
        )
    db.execute("DELETE FROM known")
    db.execute(
        """
        INSERT INTO known SELECT game.profile, answer.question, count(*), sum(answer.is_right),
            max(answer.answered_at), answer.is_right, NULL, NULL, NULL
        FROM game JOIN answer ON answer.game = game.id GROUP BY game.profile, answer.question
        """
    )
    missed = db.execute(
        """
        SELECT game.profile, answer.question, answer.answered_at, answer.is_right
        FROM game JOIN answer ON answer.game = game.id
            JOIN known ON known.profile = game.profile AND known.question = answer.question
        WHERE known.right_answers < known.answered
        ORDER BY game.profile, answer.question, answer.answered_at, game.id, answer.place
        """
    ).fetchall()
    for (profile, question), answers in groupby(missed, key=lambda row: row[:2]):
        _write_card(db, profile, question, [row[2:] for row in answers])


def _replay(db: sqlite3.Connection, profile: int, question: str) -> None:
    """Make one question's card anew from all its answers, in the order of time; reads all of a profile's."""
    answers = db.execute(
        """
        SELECT answer.answered_at, answer.is_right FROM game JOIN answer ON answer.game = game.id
        WHERE game.profile = ? AND answer.question = ?
        ORDER BY answer.answered_at, game.id, answer.place
        """,
        (profile, question),
    ).fetchall()
    _write_card(db, profile, question, answers)


def _write_card(
    db: sqlite3.Connection, profile: int, question: str, answers: Iterable[tuple[int, int]]
) -> None:
    card: Card | None = None
    last_right = 1
    for at, last_right in answers:
        card = review.answered(card, bool(last_right), at)
    if card is not None:
        db.execute(
            """
            UPDATE known SET last_right = ?, stability = ?, difficulty = ?, due_at = ?
            WHERE profile = ? AND question = ?
            """,
            (last_right, card.stability, card.difficulty, card.due_at, profile, question),
        )


def miscounted(db: sqlite3.Connection) -> Iterator[str]:
    """Where what was counted as answers came in differs from what counting all of them gives."""
    sums = db.execute(
        """
        SELECT profile.name FROM profile LEFT JOIN (
            SELECT game.profile AS whose, count(*) AS answers, sum(is_right) AS rights, sum(points) AS points
            FROM game JOIN answer ON answer.game = game.id GROUP BY game.profile
        ) ON whose = profile.id
        WHERE profile.answered <> coalesce(answers, 0) OR profile.right_answers <> coalesce(rights, 0)
            OR profile.score <> coalesce(points, 0)
            OR games <> (SELECT count(*) FROM game WHERE game.profile = profile.id AND finished)
        """
    )
    for (name,) in sums:
        yield f"the sums of player {name!r} are not those of the answers"
    games = db.execute(
        """
        SELECT count(*) FROM game LEFT JOIN (
            SELECT game, count(*) AS answers, sum(is_right) AS rights, sum(points) AS points
            FROM answer GROUP BY game
        ) AS told ON told.game = game.id
        WHERE game.answered <> coalesce(answers, 0) OR game.right_answers <> coalesce(rights, 0)
            OR game.score <> coalesce(points, 0)
        """
    ).fetchone()[0]
    if games:
        yield f"{games} sums of games are not those of the answers"
    bests = db.execute(
        """
        WITH told AS (
            SELECT profile, pack, mode, length, variant, max(score) AS score FROM game WHERE answered > 0
            GROUP BY profile, pack, mode, length, variant
        ), kept AS (SELECT profile, pack, mode, length, variant, score FROM best)
        SELECT count(*) FROM (
            SELECT profile, pack, mode, length, variant FROM (SELECT * FROM told EXCEPT SELECT * FROM kept)
            UNION
            SELECT profile, pack, mode, length, variant FROM (SELECT * FROM kept EXCEPT SELECT * FROM told)
        )
        """
    ).fetchone()[0]
    if bests:
        yield f"{bests} best scores are not those of the games"
    for kind, name in _TALLIES:
        wrong = db.execute(
            f"""
            SELECT count(*) FROM (
                SELECT profile, name, answered, right_answers FROM tally WHERE kind = '{kind}'
                EXCEPT
                SELECT game.profile, {name}, count(*), sum(answer.is_right)
                FROM game JOIN answer ON answer.game = game.id GROUP BY game.profile, {name}
            )
            """  # noqa: S608 - put together from constants
        ).fetchone()[0]
        if wrong:
            yield f"{wrong} counts by {kind} are not those of the answers"
