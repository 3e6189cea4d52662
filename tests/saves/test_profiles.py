import sqlite3
from contextlib import closing

import pytest
from msgspec.structs import replace

from tests.saves.test_store import answer, began, ended
from trivia.errors import CommandError
from trivia.paths import SAVE_FILE
from trivia.saves import profiles
from trivia.saves.store import Store


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path)
    opened.write(
        [replace(began("a"), profile="Anna"), answer(0, "a"), answer(1, "a", right=False), ended("a")]
    )
    opened.write(
        [replace(began("b"), profile="Bert"), answer(0, "b", question="golden/only-bert"), ended("b")]
    )
    opened.change(lambda db: db.execute("INSERT INTO achievement VALUES (1, 'first-envelope', 5)"))
    yield opened
    opened.close()


def names(store):
    return [one.name for one in store.read(profiles.everyone)]


def test_who_plays_is_made_with_the_first_game(store):
    assert names(store) == ["Anna", "Bert"]
    anna = store.read(profiles.everyone)[0]
    assert (anna.games, anna.answered, anna.right, anna.score) == (1, 2, 1, 100)


def test_each_has_games_scores_and_history_of_their_own(store):
    assert store.best_score("Anna", "golden", "classic", 10) == 100
    assert set(store.last_seen("Bert", "golden")) == {"golden/only-bert"}
    assert store.last_game("Nobody") is None
    assert store.answers("Nobody", "golden", 9) == ()


def test_a_name_is_the_same_whatever_its_case_and_blanks(store):
    store.write([replace(began("c"), profile="anna"), answer(0, "c")])
    assert names(store) == ["Anna", "Bert"]
    assert store.last_game("ANNA ").answered == 1


def test_renamed_and_everything_stays(store):
    store.change(lambda db: profiles.rename(db, "anna", "Zoë"))
    assert names(store) == ["Bert", "Zoë"]
    assert store.best_score("zoë", "golden", "classic", 10) == 100


def test_a_name_that_is_taken_or_unknown_is_refused_and_nothing_changes(store):
    with pytest.raises(CommandError, match="there is a player 'BERT' already"):
        store.change(lambda db: profiles.rename(db, "Anna", "BERT"))
    with pytest.raises(CommandError, match="there is no player 'Carl'"):
        store.change(lambda db: profiles.rename(db, "Carl", "Dora"))
    with pytest.raises(CommandError, match="there is no player 'Carl'"):
        store.change(lambda db: profiles.delete(db, "Carl"))
    assert names(store) == ["Anna", "Bert"]


def test_a_name_may_change_its_case(store):
    store.change(lambda db: profiles.rename(db, "Anna", "ANNA"))
    assert names(store) == ["ANNA", "Bert"]


def _rows(db, table):
    return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - a name from the file itself


def test_deleted_with_every_trace(tmp_path, store):
    store.change(lambda db: profiles.delete(db, "bert"))
    store.change(lambda db: profiles.delete(db, "Anna"))
    with closing(sqlite3.connect(tmp_path / SAVE_FILE)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert {table: _rows(db, table) for table in tables} == dict.fromkeys(tables, 0)
        assert {"asked", "known", "tally", "best", "achievement", "answer"} <= {*tables}


def test_what_others_were_asked_too_stays(store):
    store.change(lambda db: profiles.delete(db, "Bert"))
    asked = store.read(lambda db: [row[0] for row in db.execute("SELECT question FROM asked ORDER BY 1")])
    assert asked == ["golden/q0", "golden/q1"]


@pytest.mark.parametrize("text", ["", "   ", "\t\n"])
def test_no_name_is_no_name(text):
    with pytest.raises(CommandError, match="a player needs a name"):
        profiles.clean_name(text)


def test_a_name_has_room_on_the_title_screen():
    assert profiles.clean_name("x" * 24) == "x" * 24
    with pytest.raises(CommandError, match="at most 24 characters"):
        profiles.clean_name("x" * 25)


def test_a_name_is_data_and_never_a_command_to_the_terminal():
    assert profiles.clean_name("A\x1b[31mna") == "A␛[31mna"
    assert "\u202e" not in profiles.clean_name("A\u202enna")
    assert profiles.clean_name("  An \n na ") == "An na"
