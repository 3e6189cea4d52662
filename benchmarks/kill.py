"""Kill the game at random moments, and look whether every answer whose verdict was shown is in the save file.

    python -m benchmarks.kill [--kills 500] [--seed 1] [--minutes 9] [--folder FOLDER]

Real processes (`trivia play --plain`) play on one save file and are ended by `kill -9` somewhere between
their start and their natural end. After each kill: the answers whose verdict was read are in the file with
the same outcome, SQLite's `integrity_check` finds nothing, and the next process starts without a word of
trouble. The tally is kept in the folder, so that a long run can be done in chunks.
"""

import argparse
import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from trivia.paths import SAVE_FILE

LIFE_SECONDS = 1.2
"""Within this time after a process's start it is killed; most games are over by then."""


class Outcome(NamedTuple):
    """What one kill came to."""

    shown: int
    lost: int
    faults: int
    troubled: bool
    ended: bool


def one_kill(folder: Path, chance: random.Random) -> Outcome:
    """Play, kill, and look.

    Args:
        folder: The save folder.
        chance: Decides the game, the answers and the moment.
    """
    before = _games(folder)
    length = chance.choice((1, 2, 5, 10, 30, 100))
    answers = "".join(
        f"{chance.randint(1, 4)}\n" if chance.random() < 0.9 else "t\n" for _ in range(3 * length)
    )
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "trivia",
                "play",
                "--plain",
                "--length",
                str(length),
                "--save-dir",
                str(folder),
            ],
            stdin=subprocess.PIPE,
            stdout=told,
            stderr=subprocess.STDOUT,
        )
        assert process.stdin is not None
        process.stdin.write(answers.encode())
        process.stdin.flush()  # and the pipe stays open: the game waits for more when it has read it all
        moment = chance.uniform(0.02, LIFE_SECONDS)
        try:
            process.wait(moment)
            ended = True
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            ended = False
        process.stdin.close()
        told.seek(0)
        lines = told.read().decode(errors="replace").splitlines()
    shown = [line.startswith("Right.") for line in lines if line.startswith(("Right.", "Wrong."))]
    troubled = any("Not saving" in line or "Traceback" in line or "damaged" in line for line in lines)
    kept = _newest(folder, before)
    lost = sum(place >= len(kept) or kept[place] != right for place, right in enumerate(shown))
    return Outcome(len(shown), lost, _faults(folder), troubled, ended)


def _games(folder: Path) -> int:
    path = folder / SAVE_FILE
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as db:
        try:
            return int(db.execute("SELECT coalesce(max(id), 0) FROM game").fetchone()[0])
        except sqlite3.OperationalError:
            return 0  # killed before the tables were made


def _newest(folder: Path, before: int) -> list[bool]:
    """The outcomes of the answers of the game that began last, if it is a new one."""
    path = folder / SAVE_FILE
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as db:
        try:
            rows = db.execute(
                """
                SELECT is_right FROM answer WHERE game = (SELECT max(id) FROM game WHERE id > ?)
                ORDER BY place
                """,
                (before,),
            ).fetchall()
        except sqlite3.OperationalError:
            return []
    return [bool(right) for (right,) in rows]


def _faults(folder: Path) -> int:
    path = folder / SAVE_FILE
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA integrity_check").fetchone()[0] != "ok")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=9, help="stop after so long; the next run goes on")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "globes-trivia-kill")
    options = parser.parse_args()
    folder: Path = options.folder / f"seed-{options.seed}"
    folder.mkdir(parents=True, exist_ok=True)
    tally_file = folder / "tally.json"
    tally = {"kills": 0, "ended": 0, "shown": 0, "lost": 0, "faults": 0, "troubled": 0, "runs": 0}
    if tally_file.exists():
        tally = json.loads(tally_file.read_text())
    until = time.monotonic() + 60 * options.minutes
    while tally["kills"] < options.kills and time.monotonic() < until:
        seed = f"{options.seed}/{tally['runs']}"
        outcome = one_kill(folder / "saves", random.Random(seed))  # noqa: S311 - a game, not a secret
        tally["runs"] += 1
        tally["kills"] += not outcome.ended
        tally["ended"] += outcome.ended
        for name in ("shown", "lost", "faults", "troubled"):
            tally[name] += getattr(outcome, name)
        if outcome.lost or outcome.faults or outcome.troubled:
            print(f"seed {seed}: {outcome}")
        part = tally_file.with_suffix(".part")
        part.write_text(json.dumps(tally))
        part.replace(tally_file)
    print(f"seeds {options.seed}/0 to {options.seed}/{tally['runs'] - 1}, {options.kills} kills wanted")
    for name, meaning in (
        ("kills", "processes killed"),
        ("ended", "games that ended before their kill"),
        ("shown", "verdicts shown"),
        ("lost", "of them not in the file (at most 0)"),
        ("faults", "files with a fault (at most 0)"),
        ("troubled", "starts with a word of trouble (at most 0)"),
    ):
        print(f"{tally[name]:>8,}  {meaning}")
    return int(bool(tally["lost"] or tally["faults"] or tally["troubled"]))


if __name__ == "__main__":
    sys.exit(main())
