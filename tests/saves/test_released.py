"""Save files of every released schema, kept as they were written then."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from trivia.errors import SaveDamaged, SaveError
from trivia.party.standing import scores
from trivia.party.state import Phase
from trivia.paths import SAVE_FILE
from trivia.saves import migrations, parties, past, schema
from trivia.saves.derived import miscounted
from trivia.saves.keeper import Keeper
from trivia.saves.store import Store
from trivia.saves.summary import reviews, summary

RELEASED = sorted((Path(__file__).parent / "released").glob("v*.db"))
PACK = "golden-globes-2017"
FAR = 4_000_000_000_000


def dump(path):
    with closing(sqlite3.connect(path)) as db:
        return [*db.iterdump(), db.execute("PRAGMA user_version").fetchone()]


def test_there_is_a_file_of_every_released_schema():
    assert [path.stem for path in RELEASED] == [
        f"v{number}" for number in range(1, len(migrations.MIGRATIONS) + 1)
    ]


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_it_opens_with_every_answer_and_all_that_follows_from_them(tmp_path, released):
    shutil.copy(released, tmp_path / SAVE_FILE)
    store = Store(tmp_path)
    told = store.read(lambda db: summary(db, "player"))
    assert (told.player.name, told.player.games, told.player.answered, told.player.right) == (
        "Player",
        1,
        14,
        9,
    )
    assert (told.player.score, sum(one.answered for one in told.days), len(told.days)) == (9 * 120, 14, 2)
    assert {(one.name, one.answered, one.right) for one in told.forms} == {
        ("choice", 10, 6),
        ("true_false", 4, 3),
    }
    assert store.best_score("Player", PACK, "classic", 10) == 720
    assert (store.last_game("Player").answered, store.last_game("Player").finished) == (4, False)
    assert len(store.last_seen("Player", PACK)) == 10
    assert len(store.answers("Player", PACK, 99)) == 14
    due = store.read(lambda db: reviews(db, "Player", (FAR,)))
    assert (due.missed, due.learned, due.due) == (4, 1, 4)
    assert store.read(lambda db: list(miscounted(db))) == []
    assert store.read(lambda db: db.execute("PRAGMA integrity_check").fetchone()) == ("ok",)
    store.close()
    with closing(sqlite3.connect(tmp_path / SAVE_FILE)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(migrations.MIGRATIONS),)


def test_the_third_keeps_variants_open_ended_games_and_a_fall(tmp_path):
    """Anna's games in it: the best score of a kind is the highest that a game came to."""
    shutil.copy(RELEASED[2], tmp_path / SAVE_FILE)
    store = Store(tmp_path)
    told = store.read(lambda db: summary(db, "Anna"))
    assert {(best.mode, best.length, best.variant, best.score) for best in told.bests} == {
        ("classic", 10, "untimed", 120),
        ("classic", 10, "", 150),
        ("sprint", 0, "", 210),
        ("ladder", 15, "", 500),
        ("ladder", 15, "untimed", 0),
        ("marathon", 0, "", 100),
    }
    assert (told.player.games, told.player.answered, told.player.right, told.player.score) == (
        4,
        22,
        17,
        1_280,
    )
    listed = store.read(lambda db: past.games(db, "Anna", 9))
    assert [game.game for game in listed] == ["a7", "a6", "a5", "a4", "a3", "a2", "a1"]
    fall = store.read(lambda db: past.game(db, "a4"))
    assert [one.points for one in fall.answers] == [50, 50, 100, 100, 200, 200, -200]
    assert (fall.score, fall.finished, fall.answers[0].prompt) == (500, True, "Who won number 0?")
    assert store.read(lambda db: past.open_game(db, "Anna", PACK, "marathon", "")).game == "a7"
    assert store.missed("Anna", PACK) == {f"{PACK}/who-won/q{number}" for number in (1, 3, 6)}
    store.close()


def test_games_from_before_there_were_variants_are_the_usual_ones_of_their_mode(tmp_path):
    shutil.copy(RELEASED[1], tmp_path / SAVE_FILE)
    read = "SELECT profile, pack, mode, length, score, game FROM best"
    with closing(sqlite3.connect(tmp_path / SAVE_FILE)) as db:
        before = db.execute(read).fetchall()
    store = Store(tmp_path)
    assert store.read(lambda db: db.execute(read).fetchall()) == before != []
    assert store.best_score("Player", PACK, "classic", 10, "untimed") is None
    assert {game.variant for game in store.read(lambda db: past.games(db, "Player", 9))} == {""}
    store.close()


def test_the_fourth_keeps_parties_with_all_that_happened_in_them(tmp_path):
    """A night that is over, with an undo and a correction in it, and one that was left at a buzzer."""
    shutil.copy(RELEASED[3], tmp_path / SAVE_FILE)
    store = Store(tmp_path)
    (over,) = parties.finished(store)
    assert (over.name, over.players, over.last_at - over.began_at) == ("Friday", ("Reds", "Blues"), 3_600_000)
    room = parties.room_of(store, over.uid)
    assert scores(room) == {"team:Reds": 1_413, "team:Blues": 3_100}
    assert [correction.reason for correction in room.corrections] == ["Shouted it out"]
    (left,) = parties.unfinished(store)
    assert (left.name, left.phase, left.asked, left.questions) == ("Saturday", Phase.OPEN, 1, 4)
    assert store.read(lambda db: list(parties.unplayable(db))) == []
    store.close()
    journal, room, _ = parties.reopened(tmp_path, left.uid, lambda: 0)
    assert room.asked.buzzed == "c"
    journal.close()


BROKEN = [(0, schema.profiles_and_progress, statement) for statement in range(4, 30, 5)]
BROKEN += [(1, schema.variants, statement) for statement in range(1, 6)]
BROKEN += [(2, schema.parties, statement) for statement in range(1, 4)]


@pytest.mark.parametrize(("before", "step", "statement"), BROKEN)
def test_a_step_that_breaks_halfway_leaves_the_file_as_it_was(tmp_path, monkeypatch, before, step, statement):
    """And it is not taken for damage: nothing is set aside, and the next version of the game migrates it."""
    steps = migrations.MIGRATIONS[: before + 1]
    shutil.copy(RELEASED[before], tmp_path / SAVE_FILE)
    untouched = dump(tmp_path / SAVE_FILE)

    class Breaking:
        def __init__(self, db):
            self.db, self.left = db, statement

        def execute(self, *words):
            self.left -= 1
            if self.left == 0:
                raise sqlite3.OperationalError("the lights went out")
            return self.db.execute(*words)

    def broken(db):
        breaking = Breaking(db)
        step(breaking)
        breaking.left = 1
        breaking.execute("SELECT 1")

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", (*steps, broken))
        with pytest.raises(SaveError, match="the lights went out") as caught:
            Store(tmp_path)
        assert not isinstance(caught.value, SaveDamaged)
        keeper = Keeper(tmp_path)
        assert keeper.last_game() is None
        assert "the lights went out" in keeper.trouble
        keeper.close()
    assert dump(tmp_path / SAVE_FILE) == untouched
    assert not list(tmp_path.glob("damaged*"))
    keeper = Keeper(tmp_path)
    assert keeper.last_game().answered == 4
    keeper.close()
