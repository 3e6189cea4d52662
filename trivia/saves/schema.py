"""What each released step made of the save file; a released step is never changed."""

import sqlite3
from typing import Final


def games_answers_and_bests(db: sqlite3.Connection) -> None:
    """Games with their running totals, answers, best scores, and when each question was last seen.

    Totals, bests and last-seen times are kept up to date with every answer, so that the title screen and
    the next draw cost the same after a million answers as after ten.
    """
    db.execute(
        """
        CREATE TABLE game (
            id INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE,
            pack TEXT NOT NULL,
            pack_version TEXT NOT NULL,
            mode TEXT NOT NULL,
            length INTEGER NOT NULL,
            seed INTEGER NOT NULL,
            began_at INTEGER NOT NULL,
            ended_at INTEGER,
            finished INTEGER NOT NULL DEFAULT 0,
            answered INTEGER NOT NULL DEFAULT 0,
            right_answers INTEGER NOT NULL DEFAULT 0,
            score INTEGER NOT NULL DEFAULT 0
        )
        """
    )
    db.execute(
        """
        CREATE TABLE answer (
            game INTEGER NOT NULL REFERENCES game (id) ON DELETE CASCADE,
            place INTEGER NOT NULL,
            question TEXT NOT NULL,
            in_table TEXT NOT NULL,
            form TEXT NOT NULL,
            level INTEGER NOT NULL,
            chosen INTEGER NOT NULL,
            is_right INTEGER NOT NULL,
            points INTEGER NOT NULL,
            streak INTEGER NOT NULL,
            elapsed_ms INTEGER NOT NULL,
            answered_at INTEGER NOT NULL,
            PRIMARY KEY (game, place)
        ) WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE best (
            pack TEXT NOT NULL,
            mode TEXT NOT NULL,
            length INTEGER NOT NULL,
            score INTEGER NOT NULL,
            game INTEGER NOT NULL REFERENCES game (id) ON DELETE CASCADE,
            PRIMARY KEY (pack, mode, length)
        ) WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE seen (
            question TEXT PRIMARY KEY,
            last_at INTEGER NOT NULL
        ) WITHOUT ROWID
        """
    )


FIRST_PROFILE: Final = "Player"
"""Whose the games are that were played before there were profiles."""


def profiles_and_progress(db: sqlite3.Connection) -> None:
    """Profiles; answers by day, table, form and level; each question's history; achievements.

    Everything that a screen tells at a glance is counted as answers come in: `tally`, `known` and the sums of
    `profile` and `game` follow from the answers alone (`trivia.saves.derived` counts them again). Days are
    those of the player's calendar, as Python's ordinals (day 1 is 1 January of year 1).
    """
    db.execute(
        """
        CREATE TABLE profile (
            id INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            name_key TEXT NOT NULL UNIQUE,
            made_at INTEGER NOT NULL,
            answered INTEGER NOT NULL DEFAULT 0,
            right_answers INTEGER NOT NULL DEFAULT 0,
            games INTEGER NOT NULL DEFAULT 0,
            score INTEGER NOT NULL DEFAULT 0,
            best_streak INTEGER NOT NULL DEFAULT 0
        )
        """
    )
    db.execute(
        """
        INSERT INTO profile (uid, name, name_key, made_at)
        SELECT lower(hex(randomblob(12))), ?, ?, min(began_at) FROM game HAVING count(*) > 0
        """,
        (FIRST_PROFILE, FIRST_PROFILE.casefold()),
    )
    db.execute(
        """
        CREATE TABLE new_game (
            id INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE,
            profile INTEGER NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
            pack TEXT NOT NULL,
            pack_version TEXT NOT NULL,
            mode TEXT NOT NULL,
            length INTEGER NOT NULL,
            seed INTEGER NOT NULL,
            day INTEGER NOT NULL,
            began_at INTEGER NOT NULL,
            ended_at INTEGER,
            finished INTEGER NOT NULL DEFAULT 0,
            honoured INTEGER NOT NULL DEFAULT 0,
            answered INTEGER NOT NULL DEFAULT 0,
            right_answers INTEGER NOT NULL DEFAULT 0,
            score INTEGER NOT NULL DEFAULT 0
        )
        """
    )
    local_day = "CAST(strftime('%s', {} / 1000, 'unixepoch', 'localtime') AS INTEGER) / 86400 + 719163"
    db.execute(
        f"""
        INSERT INTO new_game (
            id, uid, profile, pack, pack_version, mode, length, seed, day, began_at, ended_at, finished,
            answered, right_answers, score
        )
        SELECT id, uid, 1, pack, pack_version, mode, length, seed, {local_day.format("began_at")}, began_at,
            ended_at, finished, answered, right_answers, score
        FROM game
        """  # noqa: S608 - put together from constants
    )
    db.execute("DROP TABLE game")
    db.execute("ALTER TABLE new_game RENAME TO game")
    db.execute("CREATE INDEX game_by_profile ON game (profile, began_at)")
    db.execute("CREATE INDEX game_daily ON game (profile, pack, day) WHERE mode = 'daily'")
    db.execute("CREATE INDEX game_to_honour ON game (profile) WHERE honoured = 0")
    db.execute("ALTER TABLE answer ADD COLUMN day INTEGER NOT NULL DEFAULT 0")
    db.execute(f"UPDATE answer SET day = {local_day.format('answered_at')}")  # noqa: S608 - likewise
    db.execute("DROP TABLE best")
    db.execute(
        """
        CREATE TABLE best (
            profile INTEGER NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
            pack TEXT NOT NULL,
            mode TEXT NOT NULL,
            length INTEGER NOT NULL,
            score INTEGER NOT NULL,
            game INTEGER NOT NULL REFERENCES game (id) ON DELETE CASCADE,
            PRIMARY KEY (profile, pack, mode, length)
        ) WITHOUT ROWID
        """
    )
    db.execute("DROP TABLE seen")
    db.execute(
        """
        CREATE TABLE asked (
            question TEXT PRIMARY KEY,
            in_table TEXT NOT NULL,
            heading TEXT NOT NULL,
            prompt TEXT NOT NULL,
            answer TEXT NOT NULL
        ) WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE known (
            profile INTEGER NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
            question TEXT NOT NULL,
            answered INTEGER NOT NULL,
            right_answers INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            last_right INTEGER NOT NULL,
            stability REAL,
            difficulty REAL,
            due_at INTEGER,
            PRIMARY KEY (profile, question)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX known_due ON known (profile, due_at) WHERE due_at IS NOT NULL")
    db.execute(
        """
        CREATE TABLE tally (
            profile INTEGER NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            name NOT NULL,
            answered INTEGER NOT NULL,
            right_answers INTEGER NOT NULL,
            PRIMARY KEY (profile, kind, name)
        ) WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE achievement (
            profile INTEGER NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (profile, name)
        ) WITHOUT ROWID
        """
    )


def variants(db: sqlite3.Connection) -> None:
    """Games without a clock, or of one level only, are variants of their mode, with best scores of their own.

    Open-ended games are kept with length 0 from here on, and an answer may cost points (a fall on the
    ladder), so that `best` is no longer the highest score that a game ever had, but the highest that one has.
    """
    db.execute("ALTER TABLE game ADD COLUMN variant TEXT NOT NULL DEFAULT ''")
    db.execute("DROP TABLE best")
    db.execute(
        """
        CREATE TABLE best (
            profile INTEGER NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
            pack TEXT NOT NULL,
            mode TEXT NOT NULL,
            length INTEGER NOT NULL,
            variant TEXT NOT NULL,
            score INTEGER NOT NULL,
            game INTEGER NOT NULL REFERENCES game (id) ON DELETE CASCADE,
            PRIMARY KEY (profile, pack, mode, length, variant)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX game_by_kind ON game (profile, pack, mode, variant, began_at)")


def parties(db: sqlite3.Connection) -> None:
    """Parties, each with the journal of everything that happened in it.

    A party is whatever its journal leads to (`trivia.party.journal`), so nothing else is kept of it but what
    a list of parties is sorted by. `at_ms` is party time; `body` is the event as JSON. The first event holds
    the plan with all questions, so that a night can be gone on with though its packs are changed or removed.
    """
    db.execute(
        """
        CREATE TABLE party (
            id INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            began_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            closed INTEGER NOT NULL DEFAULT 0
        )
        """
    )
    db.execute("CREATE INDEX party_by_time ON party (began_at)")
    db.execute(
        """
        CREATE TABLE party_event (
            party INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
            place INTEGER NOT NULL,
            at_ms INTEGER NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (party, place)
        ) WITHOUT ROWID
        """
    )
