"""How long from a team's key to its mark on the party's screen, against the solo game in the same run.

    python -m benchmarks.party_response [--questions 20]

Both run at once, each in a real pseudo-terminal of 80×24, and take turns: eight teams answer a question of
the party, then eight questions of a marathon are answered. At the party a key is kept on disk before the mark
stands beside the team's name; in the game before the sign of the verdict stands beside the option. The 95th
percentiles are compared. The last team's key locks the question as well, and is counted like the others.
Needs a POSIX system.
"""

import argparse
import sys
import tempfile
import time

from benchmarks.response import QUIET_SECONDS, report, timed
from tests.terminal import Terminal

TEAMS = 8
KEYS = "17xhaqum"
"""The first key of every team, as `tests/tui/stage.py` deals them out."""

PARTY = """
import sqlite3, sys
from pathlib import Path
from tests.tui.stage import NAMES, StageApp, make_part, make_plan
from trivia.clock import SystemClock
from trivia.party.journal import encoded

class Kept:
    def __init__(self, path):
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")
        self.db.execute("CREATE TABLE event (at_ms INTEGER, body BLOB)")
    def append(self, at_ms, event):
        self.db.execute("INSERT INTO event VALUES (?, ?)", (at_ms, encoded(event)))
    def sync(self):
        self.db.execute("PRAGMA wal_checkpoint(FULL)")

folder = Path(sys.argv[1])
plan = make_plan(make_part(count=int(sys.argv[2]), seconds=0))
StageApp(folder, plan, NAMES, journal=Kept(folder / "party.db"), clock=SystemClock()).run()
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.party_response")
    parser.add_argument("--questions", type=int, default=20, help="questions of the party (20)")
    questions = parser.parse_args().questions
    times: dict[str, list[float]] = {"solo": [], "party": []}
    with tempfile.TemporaryDirectory() as folder:
        played = [sys.executable, "-m", "trivia", "play", "--mode", "marathon", "--seed", "3"]
        with (
            Terminal(*played, "--save-dir", folder) as solo,
            Terminal(sys.executable, "-c", PARTY, folder, str(questions)) as party,
        ):
            solo.wait_for(r"Question *1\b")
            party.wait_for(r"\d+ seated")
            go_on(party, "Round 1 of 1")
            for _ in range(questions):
                go_on(party, f"0 of {TEAMS} in")
                answer_at_the_party(party, times["party"])
                go_on(party, "got it")
                for _ in range(TEAMS):
                    answer_alone(solo, times["solo"])
    return report(times, of="party", against="solo")


def go_on(party: Terminal, pattern: str) -> None:
    """Go on to what comes next, when a key would not count as a double press any more."""
    rest(party, 0.5)
    party.press("\r")
    party.wait_for(pattern)
    rest(party, QUIET_SECONDS)


def answer_at_the_party(party: Terminal, times: list[float]) -> None:
    for number, key in enumerate(KEYS, 1):
        last = number == len(KEYS)
        times.append(timed(party, key, "No more answers" if last else f"{number} of {TEAMS} in"))
        rest(party, 0.1)


def answer_alone(solo: Terminal, times: list[float]) -> None:
    times.append(timed(solo, "1", "[✔✘]"))
    solo.wait_for(r"(Right|Wrong)\.")
    rest(solo, QUIET_SECONDS)
    solo.press("\r")
    solo.wait_for("speed bonus")
    solo.settle()


def rest(terminal: Terminal, seconds: float) -> None:
    """Wait so long, and take in what comes meanwhile."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        terminal.read(max(until - time.perf_counter(), 0))


if __name__ == "__main__":
    sys.exit(main())
