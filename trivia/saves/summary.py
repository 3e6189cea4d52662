"""What the file can tell of a player, from the counts that are kept up to date with every answer."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from trivia.review import BY_HEART_DAYS
from trivia.saves import profiles
from trivia.saves.profiles import Profile

HARDEST: Final = 10
"""How many questions are told of as the hardest."""

DUE_DAYS: Final = 7
"""How many days the forecast of reviews looks ahead, today counted."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some answers were right.

    Attributes:
        name: What they have in common: a table's heading, a form, a level.
        answered: How many there were.
        right: How many were right.
    """

    name: str
    answered: int
    right: int


@dataclass(frozen=True, slots=True)
class DayPlayed:
    """A day with answers.

    Attributes:
        day: The player's date, as an ordinal.
        answered: Answers given on it.
        right: How many were right.
    """

    day: int
    answered: int
    right: int


@dataclass(frozen=True, slots=True)
class Best:
    """The best score of one kind of game."""

    pack: str
    mode: str
    length: int
    variant: str
    score: int


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that was missed at least once.

    Attributes:
        question: Its id.
        prompt: How it read when it was last asked; empty where that was never kept.
        answer: Its right option then.
        answered: How often it was answered.
        right: How often rightly.
    """

    question: str
    prompt: str
    answer: str
    answered: int
    right: int


@dataclass(frozen=True, slots=True)
class Reviews:
    """Where the questions stand that were missed once.

    Attributes:
        due: How many are due now.
        forecast: How many become due on each of the next days, today first; what is overdue counts today.
        missed: How many were ever missed.
        learned: How many of them were right the last time.
        by_heart: How many of those will be remembered for weeks.
    """

    due: int
    forecast: tuple[int, ...]
    missed: int
    learned: int
    by_heart: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the progress screen tells of a player.

    Attributes:
        player: The sums.
        days: Days with answers, the oldest first.
        tables: Shares by table.
        forms: Shares by form, by its id.
        levels: Shares by level, `1` to `5`.
        speeds: How many answers took how many whole seconds, the fastest first.
        bests: Best scores, the highest first.
        hardest: The questions missed most often, the worst first.
        everyone: All players, this one among them.
    """

    player: Profile
    days: tuple[DayPlayed, ...]
    tables: tuple[Share, ...]
    forms: tuple[Share, ...]
    levels: tuple[Share, ...]
    speeds: tuple[tuple[int, int], ...]
    bests: tuple[Best, ...]
    hardest: tuple[Missed, ...]
    everyone: tuple[Profile, ...]


def summary(db: sqlite3.Connection, profile: str) -> Summary | None:
    """Sum a player up; `None` where nobody has this name."""
    row = profiles.find(db, profile)
    if row is None:
        return None
    people = profiles.everyone(db)
    player: str = db.execute("SELECT name FROM profile WHERE id = ?", (row,)).fetchone()[0]
    return Summary(
        player=next(person for person in people if person.name == player),
        days=days_played(db, row),
        tables=_tables(db, row),
        forms=tuple(
            Share(str(name), answered, right)
            for name, answered, right in _tally(db, row, "form", "answered DESC, name")
        ),
        levels=tuple(
            Share(str(name), answered, right) for name, answered, right in _tally(db, row, "level", "name")
        ),
        speeds=tuple((name, answered) for name, answered, _ in _tally(db, row, "speed", "name")),
        bests=tuple(
            Best(*told)
            for told in db.execute(
                """
                SELECT pack, mode, length, variant, score FROM best WHERE profile = ?
                ORDER BY score DESC, mode, length, variant
                """,
                (row,),
            )
        ),
        hardest=_hardest(db, row),
        everyone=people,
    )


def days_played(db: sqlite3.Connection, profile: int) -> tuple[DayPlayed, ...]:
    """The days on which a profile's row has answers, the oldest first."""
    return tuple(DayPlayed(*told) for told in _tally(db, profile, "day", "name"))


def _tally(db: sqlite3.Connection, profile: int, kind: str, order: str) -> list[tuple[int, int, int]]:
    return db.execute(
        f"SELECT name, answered, right_answers FROM tally WHERE profile = ? AND kind = ? ORDER BY {order}",  # noqa: S608 - constants
        (profile, kind),
    ).fetchall()


def _tables(db: sqlite3.Connection, profile: int) -> tuple[Share, ...]:
    rows = db.execute(
        """
        SELECT coalesce(max(asked.heading), tally.name), tally.answered, tally.right_answers
        FROM tally LEFT JOIN asked ON asked.in_table = tally.name
        WHERE profile = ? AND kind = 'table' GROUP BY tally.name
        ORDER BY tally.answered DESC, tally.name
        """,
        (profile,),
    )
    shares: dict[str, Share] = {}
    for told, answered, right in rows:
        name = told.split("/", 1)[-1] or "By hand"
        so_far = shares.get(name, Share(name, 0, 0))  # two tables may share a heading
        shares[name] = Share(name, so_far.answered + answered, so_far.right + right)
    return tuple(sorted(shares.values(), key=lambda share: -share.answered))


def _hardest(db: sqlite3.Connection, profile: int) -> tuple[Missed, ...]:
    rows = db.execute(
        """
        SELECT known.question, coalesce(prompt, ''), coalesce(answer, ''), answered, right_answers
        FROM known LEFT JOIN asked ON asked.question = known.question
        WHERE profile = ? AND right_answers < answered
        ORDER BY CAST(right_answers + 1 AS REAL) / (answered + 2), answered DESC, known.question LIMIT ?
        """,
        (profile, HARDEST),
    )
    return tuple(Missed(*told) for told in rows)


def reviews(db: sqlite3.Connection, profile: str, day_ends: tuple[int, ...]) -> Reviews:
    """Where a player's missed questions stand.

    Args:
        db: The connection.
        profile: The player's name.
        day_ends: When today and the days after it end, in milliseconds of UTC since 1970.
    """
    row = profiles.find(db, profile)
    due_before = [
        db.execute(
            "SELECT count(*) FROM known WHERE profile = ? AND due_at IS NOT NULL AND due_at < ?", (row, end)
        ).fetchone()[0]
        for end in day_ends
    ]
    missed, learned, by_heart = db.execute(
        """
        SELECT count(*), coalesce(sum(last_right), 0), coalesce(sum(last_right AND stability >= ?), 0)
        FROM known WHERE profile = ? AND due_at IS NOT NULL
        """,
        (BY_HEART_DAYS, row),
    ).fetchone()
    forecast = [late - early for early, late in zip([0, *due_before[:-1]], due_before, strict=True)]
    return Reviews(due_before[0], tuple(forecast), missed, learned, by_heart)


def due(db: sqlite3.Connection, profile: str, pack: str, before: int) -> tuple[str, ...]:
    """The ids of a pack's questions that are due, the longest overdue first.

    Args:
        db: The connection.
        profile: The player's name.
        pack: The pack's id.
        before: Due before this moment, in milliseconds of UTC since 1970.
    """
    rows = db.execute(
        """
        SELECT question FROM known
        WHERE profile = ? AND due_at IS NOT NULL AND due_at < ? AND question >= ? AND question < ?
        ORDER BY due_at, question
        """,
        (profiles.find(db, profile), before, f"{pack}/", f"{pack}0"),
    )
    return tuple(question for (question,) in rows)


def learned(db: sqlite3.Connection, profile: str, limit: int) -> tuple[tuple[Missed, bool], ...]:
    """Questions that were missed once and right the last time, the latest first; and whether by heart."""
    rows = db.execute(
        """
        SELECT known.question, coalesce(prompt, ''), coalesce(answer, ''), answered, right_answers,
            stability >= ?
        FROM known LEFT JOIN asked ON asked.question = known.question
        WHERE profile = ? AND due_at IS NOT NULL AND last_right ORDER BY last_at DESC, known.question LIMIT ?
        """,
        (BY_HEART_DAYS, profiles.find(db, profile), limit),
    )
    return tuple((Missed(*told), bool(by_heart)) for *told, by_heart in rows)


@dataclass(frozen=True, slots=True)
class Played:
    """One answer of a game that is looked at again.

    Attributes:
        place: Its place in the game.
        question: The question's id.
        chosen: The chosen option.
        right: Whether it was right.
        elapsed_ms: How long it took.
        level: The question's level.
        form: Its form.
    """

    place: int
    question: str
    chosen: int
    right: bool
    elapsed_ms: int
    level: int
    form: str


def played(db: sqlite3.Connection, game: int) -> tuple[Played, ...]:
    """The answers of a game's row, in order."""
    rows = db.execute(
        """
        SELECT place, question, chosen, is_right, elapsed_ms, level, form FROM answer
        WHERE game = ? ORDER BY place
        """,
        (game,),
    )
    return tuple(
        Played(place, question, chosen, bool(right), ms, level, form)
        for place, question, chosen, right, ms, level, form in rows
    )


@dataclass(frozen=True, slots=True)
class DailyGame:
    """A daily that was begun.

    Attributes:
        game: The game's own id.
        day: Its date, as an ordinal.
        pack_version: The version of the pack it was drawn from.
        finished: Whether every question is answered.
        score: The points so far.
        answers: The answers so far.
    """

    game: str
    day: int
    pack_version: str
    finished: bool
    score: int
    answers: tuple[Played, ...]


def daily(db: sqlite3.Connection, profile: str, pack: str, day: int) -> DailyGame | None:
    """A player's daily of a date, or `None` where it was not begun."""
    row = db.execute(
        """
        SELECT id, uid, day, pack_version, finished, score FROM game
        WHERE mode = 'daily' AND profile = ? AND pack = ? AND day = ? ORDER BY began_at, id LIMIT 1
        """,
        (profiles.find(db, profile), pack, day),
    ).fetchone()
    if row is None:
        return None
    number, uid, found_day, version, finished, score = row
    return DailyGame(uid, found_day, version, bool(finished), score, played(db, number))


def daily_days(db: sqlite3.Connection, profile: str, pack: str) -> tuple[int, ...]:
    """The dates of a player's finished dailies, as ordinals, the latest first."""
    rows = db.execute(
        """
        SELECT DISTINCT day FROM game WHERE mode = 'daily' AND profile = ? AND pack = ? AND finished
        ORDER BY day DESC
        """,
        (profiles.find(db, profile), pack),
    )
    return tuple(day for (day,) in rows)
