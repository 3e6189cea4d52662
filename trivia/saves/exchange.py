"""Games in and out of the save file: the shapes of an export, and merging them into a file.

Merging knows games by their own ids: what is there already is left alone, so that the same export can be
imported twice, or two machines' games brought together.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, Final, NamedTuple

from msgspec import Meta, Struct

from trivia.errors import CommandError
from trivia.facts.text import printable
from trivia.saves import profiles
from trivia.saves.derived import count_again, full_table
from trivia.saves.records import AnswerGiven, GameBegan
from trivia.saves.writing import insert_answer, insert_game

EPOCH: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)

Points = Annotated[int, Meta(ge=-(2**31), le=2**31)]
Count = Annotated[int, Meta(ge=0, le=2**31)]
Seed = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
Text = Annotated[str, Meta(max_length=10_000)]
Line = Annotated[str, Meta(max_length=1_000, pattern=r"^[^\x00-\x1f\x7f-\x9f]*\Z")]
Name = Annotated[Line, Meta(min_length=1)]
Moment = Annotated[datetime, Meta(tz=True)]

YEARS: Final = range(1900, 3000)
"""The years in which games may have been played: whoever counts days on needs room before the last of all."""


class AnswerKept(Struct, frozen=True, forbid_unknown_fields=True):
    """An answer as it is exported; docs/json.md tells what each field means."""

    place: Count
    question: Name
    table: Line
    heading: Text
    prompt: Text
    answer: Text
    form: Name
    level: Annotated[int, Meta(ge=1, le=5)]
    chosen: Count
    right: bool
    points: Points
    streak: Count
    elapsed_ms: Count
    answered_at: Moment
    day: date

    def __post_init__(self) -> None:
        check_years(answered_at=self.answered_at, day=self.day)


class GameKept(Struct, frozen=True, forbid_unknown_fields=True):
    """A game as it is exported, with its answers."""

    game: Name
    profile: Annotated[str, Meta(min_length=1, max_length=profiles.LONGEST_NAME)]
    pack: Name
    pack_version: Line
    mode: Name
    length: Count
    seed: Seed
    day: date
    began_at: Moment
    ended_at: Moment | None
    finished: bool
    answers: tuple[AnswerKept, ...]
    variant: Line = ""

    def __post_init__(self) -> None:
        _check_name(self.profile)
        check_years(day=self.day, began_at=self.began_at, ended_at=self.ended_at)


class TrophyKept(Struct, frozen=True, forbid_unknown_fields=True):
    """An achievement as it is exported."""

    profile: Annotated[str, Meta(min_length=1, max_length=profiles.LONGEST_NAME)]
    name: Name
    at: Moment

    def __post_init__(self) -> None:
        _check_name(self.profile)
        check_years(at=self.at)


def _check_name(name: str) -> None:
    try:
        profiles.clean_name(name)
    except CommandError as error:
        raise ValueError(f"profile: {error}") from error


def check_years(**days: date | None) -> None:
    """Refuse, with a `ValueError`, days in whose years nobody can have played."""
    for field, day in days.items():
        if day is not None and day.year not in YEARS:
            raise ValueError(f"{field}: expected a year from {YEARS[0]} to {YEARS[-1]}, found {day.year}")


class Merged(NamedTuple):
    """How many games and answers were new, and how many parties were new or went on."""

    games: int
    answers: int
    parties: int = 0


def merge(db: sqlite3.Connection, games: Iterable[GameKept], trophies: Iterable[TrophyKept] = ()) -> Merged:
    """Bring games into a save file.

    Args:
        db: The connection, in a transaction.
        games: The games; those that are there already only gain the answers that are missing.
        trophies: Achievements; those that are there already stay as they are.
    """
    new_games = new_answers = new_ends = 0
    for game in games:
        new_games += insert_game(db, _began(game))
        if game.ended_at is not None:
            new_ends += db.execute(
                "UPDATE game SET ended_at = ?, finished = ? WHERE uid = ? AND NOT finished",
                (moment_ms(game.ended_at), game.finished, game.game),
            ).rowcount
        row: int = db.execute("SELECT id FROM game WHERE uid = ?", (game.game,)).fetchone()[0]
        new_answers += sum(_merge_answer(db, row, _given(game, answer)) for answer in game.answers)
    for trophy in trophies:
        at = moment_ms(trophy.at)
        profile = profiles.found_or_made(db, profiles.clean_name(trophy.profile), at)
        db.execute("INSERT OR IGNORE INTO achievement VALUES (?, ?, ?)", (profile, trophy.name, at))
    if new_games or new_answers or new_ends:  # a clock may end a game, or a walk, after its last answer
        count_again(db)
    return Merged(new_games, new_answers)


def _began(game: GameKept) -> GameBegan:
    return GameBegan(
        game=game.game,
        profile=profiles.clean_name(game.profile),
        pack=game.pack,
        pack_version=game.pack_version,
        mode=game.mode,
        length=game.length,
        seed=game.seed,
        day=game.day.toordinal(),
        at=moment_ms(game.began_at),
        variant=game.variant,
    )


def _given(game: GameKept, answer: AnswerKept) -> AnswerGiven:
    return AnswerGiven(
        game=game.game,
        place=answer.place,
        question=answer.question,
        table=answer.table,
        heading=printable(answer.heading),
        prompt=printable(answer.prompt),
        answer=printable(answer.answer),
        form=answer.form,
        level=answer.level,
        chosen=answer.chosen,
        right=answer.right,
        points=answer.points,
        streak=answer.streak,
        elapsed_ms=answer.elapsed_ms,
        day=answer.day.toordinal(),
        at=moment_ms(answer.answered_at),
    )


def _merge_answer(db: sqlite3.Connection, game: int, answer: AnswerGiven) -> int:
    """Write an answer that may be there already; 1 where it was not."""
    table = full_table(answer.question, answer.table)
    db.execute(
        "INSERT OR IGNORE INTO asked VALUES (?, ?, ?, ?, ?)",
        (answer.question, table, answer.heading, answer.prompt, answer.answer),
    )
    return insert_answer(db, game, answer)


def all_games(db: sqlite3.Connection, profile: str | None = None) -> Iterator[GameKept]:
    """Every game in the file, the oldest first; those of one player only, where a name is given."""
    games = db.execute(
        """
        SELECT game.id, game.uid, profile.name, pack, pack_version, mode, length, seed, day, began_at,
            ended_at, finished, variant
        FROM game JOIN profile ON profile.id = game.profile
        WHERE ? IS NULL OR game.profile = ? ORDER BY began_at, game.id
        """,
        (profile, None if profile is None else profiles.find(db, profile)),
    )
    for row, uid, name, pack, version, mode, length, seed, day, began, ended, finished, variant in games:
        yield GameKept(
            game=uid,
            profile=name,
            pack=pack,
            pack_version=version,
            mode=mode,
            length=length,
            seed=seed,
            day=date.fromordinal(day),
            began_at=moment(began),
            ended_at=None if ended is None else moment(ended),
            finished=bool(finished),
            answers=tuple(_answers(db, row)),
            variant=variant,
        )


def _answers(db: sqlite3.Connection, game: int) -> Iterator[AnswerKept]:
    rows = db.execute(
        """
        SELECT place, answer.question, answer.in_table, coalesce(heading, ''), coalesce(prompt, ''),
            coalesce(asked.answer, ''), form, level, chosen, is_right, points, streak, elapsed_ms,
            answered_at, day
        FROM answer LEFT JOIN asked ON asked.question = answer.question
        WHERE game = ? ORDER BY place
        """,
        (game,),
    )
    names = AnswerKept.__struct_fields__
    for row in rows:
        told = dict(zip(names, row, strict=True))
        told |= {
            "right": bool(told["right"]),
            "answered_at": moment(told["answered_at"]),
            "day": date.fromordinal(told["day"]),
        }
        yield AnswerKept(**told)


def all_trophies(db: sqlite3.Connection, profile: str | None = None) -> Iterator[TrophyKept]:
    """Every achievement in the file, by player and then by time."""
    rows = db.execute(
        """
        SELECT profile.name, achievement.name, at FROM achievement
            JOIN profile ON profile.id = achievement.profile
        WHERE ? IS NULL OR profile = ? ORDER BY profile.name_key, at, achievement.name
        """,
        (profile, None if profile is None else profiles.find(db, profile)),
    )
    for player, name, at in rows:
        yield TrophyKept(player, name, moment(at))


def moment(milliseconds: int) -> datetime:
    """A moment in UTC, of milliseconds since 1970."""
    return EPOCH + timedelta(milliseconds=milliseconds)


def moment_ms(when: datetime) -> int:
    """Milliseconds since 1970 of a moment."""
    return (when - EPOCH) // timedelta(milliseconds=1)
