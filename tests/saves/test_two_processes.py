"""Two windows on one save file, as real processes."""

import multiprocessing
import sqlite3
from contextlib import closing

import pytest

from tests.saves.test_store import answer, began, ended
from trivia.paths import SAVE_FILE
from trivia.saves.keeper import Keeper, Kept

GAMES = 100
ANSWERS = 5


def play(folder, name, barrier, told):
    """Play and end games as fast as can be, each answer kept before the next, as the screens do."""
    keeper = Keeper(folder)
    barrier.wait()
    troubles = []
    for number in range(GAMES):
        game = f"{name}{number}"
        for place in range(ANSWERS):
            records = [answer(place, game, question=f"golden/q{place}")]
            if place == 0:
                records.insert(0, began(game))
            if place == ANSWERS - 1:
                records.append(ended(game))
            kept = keeper.keep(*records)
            tries = 0
            while kept is Kept.WAITING and tries < 80:
                kept = keeper.flush()
                tries += 1
            if kept is not Kept.SAVED:
                troubles.append(keeper.trouble)
    told.put((troubles, keeper.trouble, keeper.unsaved))
    keeper.close()


def test_two_windows_play_and_end_200_games_at_once(tmp_path):
    context = multiprocessing.get_context("spawn")
    barrier, told = context.Barrier(2), context.Queue()
    windows = [context.Process(target=play, args=(tmp_path, name, barrier, told)) for name in "ab"]
    for window in windows:
        window.start()
    outcomes = [told.get(timeout=120) for _ in windows]
    for window in windows:
        window.join()
    assert outcomes == [([], "", 0)] * 2
    with closing(sqlite3.connect(tmp_path / SAVE_FILE)) as db:
        assert db.execute("SELECT count(*), sum(finished) FROM game").fetchone() == (2 * GAMES, 2 * GAMES)
        assert db.execute("SELECT count(*) FROM answer").fetchone() == (2 * GAMES * ANSWERS,)
        assert db.execute("SELECT games, answered FROM profile").fetchall() == [
            (2 * GAMES, 2 * GAMES * ANSWERS)
        ]


def hold(folder, held, release):
    """Hold the file as a window does that writes for a long time."""
    with closing(sqlite3.connect(folder / SAVE_FILE, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        held.set()
        release.wait(60)
        db.execute("COMMIT")


@pytest.mark.parametrize("tries", [3, 10])
def test_a_file_that_is_held_is_waited_for_with_a_word_and_nothing_is_lost(tmp_path, tries):
    keeper = Keeper(tmp_path)
    keeper.keep(began(), answer(0))
    context = multiprocessing.get_context("spawn")
    held, release = context.Event(), context.Event()
    other = context.Process(target=hold, args=(tmp_path, held, release))
    other.start()
    assert held.wait(60)
    assert keeper.keep(answer(1)) is Kept.WAITING
    assert keeper.trouble == "another window is writing to the save file"
    assert [keeper.flush() for _ in range(tries)] == [Kept.WAITING] * tries
    assert keeper.last_game().answered == 1  # reading goes on meanwhile
    release.set()
    other.join()
    assert keeper.keep(answer(2)) is Kept.SAVED
    assert keeper.last_game().answered == 3
    assert keeper.trouble == ""
    keeper.close()
