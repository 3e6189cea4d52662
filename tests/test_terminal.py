"""The game in a real terminal: killed, interrupted, too small, and back again."""

import os
import signal
import sqlite3
import sys

import pytest

from trivia.saves.store import Store
from trivia.settings import Settings, write_settings

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a POSIX thing", allow_module_level=True)

from tests.terminal import Terminal

PLAY = "Another game"
SPEED = "speed bonus"
VERDICT = "(Right|Wrong)\\."


@pytest.fixture
def home(tmp_path):
    """The folder of somebody who has been here before."""
    write_settings(tmp_path / "saves", Settings(welcomed=True))
    return str(tmp_path / "saves")


def last_game(home):
    from pathlib import Path

    store = Store(Path(home))
    game = store.last_game("Player")
    store.close()
    return game


def play_until(terminal, answers):
    """From the title to the verdict on the last of so many answers."""
    terminal.wait_for(PLAY)
    terminal.press("p")
    for number in range(answers):
        if number:
            terminal.press_until("\r", SPEED)  # a second Enter right after the first is taken for a held key
        else:
            terminal.wait_for(SPEED)
        terminal.press("1")
        terminal.wait_for(VERDICT)


def test_killed_on_a_verdict_the_answer_is_there_and_the_next_start_tells_it(home):
    with Terminal(GLOBES_TRIVIA_HOME=home) as terminal:
        play_until(terminal, 3)
        terminal.kill()
    assert last_game(home).answered == 3
    with sqlite3.connect(f"{home}/scores.db") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()
    with Terminal(GLOBES_TRIVIA_HOME=home) as terminal:
        assert terminal.wait_for("Last game +[0-9,]+ points?, [0-3] of 3 right, left early")
        terminal.press("q")
        assert terminal.status() == 0


@pytest.mark.parametrize("how", ["key", "signal", "terminate"])
def test_an_interrupt_leaves_a_clean_terminal_and_a_whole_save(home, how):
    with Terminal(GLOBES_TRIVIA_HOME=home) as terminal:
        play_until(terminal, 1)
        if how == "key":
            terminal.press("\x03")
        else:
            terminal.process.send_signal(signal.SIGINT if how == "signal" else signal.SIGTERM)
        assert terminal.status() == (143 if how == "terminate" else 130)
        assert terminal.settings_after() == terminal.settings_before
        assert "Traceback" not in terminal.text()
    assert last_game(home).answered == 1


def test_a_terminal_too_small_says_so_in_a_line_and_opens_when_it_is_larger(home):
    with Terminal(columns=20, rows=5, GLOBES_TRIVIA_HOME=home) as terminal:
        terminal.wait_for("Too small")
        terminal.resize(80, 24)
        terminal.process.send_signal(signal.SIGWINCH)
        terminal.wait_for(PLAY)
        terminal.press("q")
        assert terminal.status() == 0


def test_a_dumb_terminal_is_pointed_to_the_plain_game(home):
    with Terminal(GLOBES_TRIVIA_HOME=home, TERM="dumb") as terminal:
        assert terminal.status() == 2
        assert "globes-trivia play --plain" in terminal.text()


def test_somebody_new_is_welcomed_once(tmp_path):
    with Terminal(GLOBES_TRIVIA_HOME=str(tmp_path / "new")) as terminal:
        terminal.wait_for("welcome to the show")
        terminal.press("\r")
        terminal.press("q")
        assert terminal.status() == 0
    with Terminal(GLOBES_TRIVIA_HOME=str(tmp_path / "new")) as terminal:
        terminal.wait_for(PLAY)
        terminal.press("o")
        assert "welcome to the show" not in terminal.wait_for("As you like it").string


def test_a_game_that_was_sent_to_the_shell_waits_and_its_clock_stands(home):
    command = [sys.executable, "-m", "trivia", "play", "--mode", "sprint", "--seed", "1"]
    with Terminal(*command, GLOBES_TRIVIA_HOME=home) as terminal:
        terminal.wait_for("0:5[0-9]")
        terminal.process.send_signal(signal.SIGTSTP)
        os.waitpid(terminal.process.pid, os.WUNTRACED)  # until it has stopped
        terminal.process.send_signal(signal.SIGCONT)
        assert terminal.wait_for("Intermission")
        terminal.press("\r")
        terminal.wait_for("0:[45][0-9]")
        terminal.press("1")
        terminal.wait_for(VERDICT)
    assert last_game(home).answered == 1
