"""Kill the game at random moments, and look whether every answer whose verdict was shown is in the save file.

    python -m benchmarks.kill [--kills 500] [--seed 1] [--minutes 9] [--folder FOLDER]

Real processes (`trivia play --plain`) play on one save file and are ended by `kill -9`: while they start,
some moments after one of their verdicts, or after the last one, while trophies and backups are made. They
play classic games, survival, and the ladder, whose falls take points away, with a clock or without; by
guesses the last two are short, so that ends are hit most often. Now and then the folder begins anew, with
no file or with one of the first release, so that making and migrating are cut off as well. After each
kill: the answers whose verdict was read are in the file with the same outcome, those of earlier games are
still there, SQLite's `integrity_check` finds nothing, and the counts are those of the answers; then the
next process starts on what the kill has left, log and all, without a word of trouble. The tally is kept
in the folder, so that a long run can be done in chunks.
"""

import argparse
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from trivia.game.mode import ALL_MODES, Mode
from trivia.paths import SAVE_FILE
from trivia.saves.derived import miscounted
from trivia.saves.migrations import MIGRATIONS, version

ROOT: Final = Path(__file__).resolve().parents[1]
FIRST_RELEASE: Final = ROOT / "tests" / "saves" / "released" / "v1.db"

LENGTHS: Final = (1, 2, 5, 10, 30, 100)
MODES: Final = ("classic", "classic", "survival", "ladder")
PACED: Final = 5
"""The length of the game that the pace is taken of."""

ANEW: Final = 0.1
"""How often the folder begins anew."""


class Pace(NamedTuple):
    """How fast games are on this machine: a kill should come while one runs.

    Attributes:
        start: Seconds that a process takes to its first verdict.
        step: Seconds from verdict to verdict, where answers wait for it.
        end: Seconds from the last verdict to its end.
    """

    start: float
    step: float
    end: float


def measured_pace(folder: Path) -> Pace:
    """Play a game to its end, and look at the clock."""
    command = [sys.executable, "-m", "trivia", "play", "--plain", "--length", str(PACED)]
    began = time.perf_counter()
    with subprocess.Popen(
        [*command, "--save-dir", str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"1\n" * 3 * PACED)
        process.stdin.flush()
        shown = [
            time.perf_counter()
            for line in process.stdout
            if line.decode(errors="replace").startswith(("Right.", "Wrong."))
        ]
        process.wait()
        ended = time.perf_counter()
    return Pace(shown[0] - began, (shown[-1] - shown[0]) / (PACED - 1), ended - shown[-1])


class Outcome(NamedTuple):
    """What one kill came to.

    Attributes:
        when: `"start"`, `"play"` or `"end"`; `"over"` where the process was faster.
        shown: Verdicts read.
        lost: Answers of them, or of earlier games, that are not in the file.
        fault: What is wrong with the file; empty where nothing is.
        trouble: The first line of the process with a word of trouble; empty where there is none.
    """

    when: str
    shown: int
    lost: int
    fault: str
    trouble: str


def one_kill(folder: Path, chance: random.Random, pace: Pace) -> Outcome:
    """Play, kill, and look.

    Args:
        folder: The save folder.
        chance: Decides the game, the answers and the moment.
        pace: How fast games are here.
    """
    if chance.random() < ANEW:
        shutil.rmtree(folder, ignore_errors=True)
        if chance.random() < 0.5:
            folder.mkdir(parents=True)
            shutil.copy(FIRST_RELEASE, folder / SAVE_FILE)
    last, earlier = _last_game(folder)
    mode = ALL_MODES[chance.choice(MODES)]
    length = chance.choice(LENGTHS) if mode.sized else mode.length
    untimed = ["--untimed"] if chance.random() < 0.3 else []
    drawn = ["--seed", str(chance.randrange(1000))] if chance.random() < 0.5 else []
    answers = "".join(
        f"{chance.randint(1, 4)}\n" if chance.random() < 0.9 else "t\n" for _ in range(3 * length)
    )
    most = _most(mode, length)
    turns = chance.choice((0, length, chance.randint(1, most)))
    wait = chance.random() * (pace.start if turns == 0 else pace.end if turns == length else 2 * pace.step)
    sized = ["--length", str(length)] if mode.sized else []
    command = [sys.executable, "-m", "trivia", "play", "--plain", "--mode", mode.id, *sized, *untimed, *drawn]
    with subprocess.Popen(
        [*command, "--save-dir", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=ROOT,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(answers.encode())
        process.stdin.flush()  # and the pipe stays open: the game waits for more when it has read it all
        told: list[str] = []
        while (
            not _over(mode, length, told)
            and len(_verdicts(told)) < turns
            and (line := process.stdout.readline())
        ):
            told.append(line.decode(errors="replace"))
        time.sleep(wait)
        process.kill()
        told += process.stdout.read().decode(errors="replace").splitlines()
    shown = _verdicts(told)
    trouble = [line.strip() for line in told if any(word in line for word in _TROUBLE)]
    when = (
        "over"
        if process.returncode == 0
        else "start"
        if not shown
        else "end"
        if _over(mode, length, told)
        else "play"
    )
    with looked_at(folder) as db:
        kept, still = _answers(db, last)
        fault = _fault(db)
    lost = sum(place >= len(kept) or kept[place] != right for place, right in enumerate(shown))
    return Outcome(when, len(shown), lost + earlier - still, fault, next(iter(trouble), ""))


_TROUBLE: Final = ("Not saving", "Traceback", "damaged", "globes-trivia:", "One moment")


def _most(mode: Mode, length: int) -> int:
    """After how many verdicts a game that goes on by chance may be killed: most ladders are short."""
    return length if mode.sized else 2 if mode.steps else 6


def _over(mode: Mode, length: int, told: list[str]) -> bool:
    """Whether the last verdict of a game was read."""
    shown = _verdicts(told)
    wrong = shown.count(False)
    return len(shown) == length or (mode.steps != () and wrong > 0) or wrong == mode.lives


def _verdicts(told: list[str]) -> list[bool]:
    return [line.startswith("Right.") for line in told if line.startswith(("Right.", "Wrong."))]


@contextmanager
def looked_at(folder: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the save file as it was left: looking at the file itself would put it in order."""
    with tempfile.TemporaryDirectory() as place:
        for path in folder.glob(f"{SAVE_FILE}*"):
            if not path.name.endswith("-shm"):
                shutil.copy(path, place)
        with closing(sqlite3.connect(Path(place) / SAVE_FILE)) as db:
            yield db


def _last_game(folder: Path) -> tuple[int, int]:
    """The row of the last game in the file, and the number of all answers."""
    with looked_at(folder) as db:
        if not _has_games(db):
            return 0, 0
        last: int = db.execute("SELECT coalesce(max(id), 0) FROM game").fetchone()[0]
        return last, _answers(db, last)[1]


def _answers(db: sqlite3.Connection, last: int) -> tuple[list[bool], int]:
    """The outcomes of the answers of the games after one, and the number of answers up to it."""
    if not _has_games(db):
        return [], 0  # killed before the tables were made
    rows = db.execute("SELECT is_right FROM answer WHERE game > ? ORDER BY game, place", (last,)).fetchall()
    still: int = db.execute("SELECT count(*) FROM answer WHERE game <= ?", (last,)).fetchone()[0]
    return [bool(right) for (right,) in rows], still


def _has_games(db: sqlite3.Connection) -> bool:
    return version(db) > 0


def _fault(db: sqlite3.Connection) -> str:
    told: str = db.execute("PRAGMA integrity_check").fetchone()[0]
    if told != "ok":
        return told
    if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
        return "an answer without a game"
    return next(miscounted(db), "") if version(db) == len(MIGRATIONS) else ""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kill")
    parser.add_argument("--kills", type=int, default=500, help="how many in all (500)")
    parser.add_argument("--seed", type=int, default=1, help="decides games, answers and moments (1)")
    parser.add_argument(
        "--minutes", type=float, default=9, help="stop after so long; the next run goes on (9)"
    )
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "globes-trivia-kill")
    options = parser.parse_args()
    folder: Path = options.folder / f"seed-{options.seed}"
    folder.mkdir(parents=True, exist_ok=True)
    tally_file = folder / "tally.json"
    tally = dict.fromkeys(("runs", *(name for name, _ in TOLD)), 0)
    if tally_file.exists():
        tally = json.loads(tally_file.read_text())
    with tempfile.TemporaryDirectory() as place:
        pace = measured_pace(Path(place))
    until = time.monotonic() + 60 * options.minutes
    while _kills(tally) < options.kills and time.monotonic() < until:
        seed = f"{options.seed}/{tally['runs']}"
        outcome = one_kill(folder / "saves", random.Random(seed), pace)  # noqa: S311 - a game, not a secret
        tally["runs"] += 1
        tally[outcome.when] += 1
        tally["shown"] += outcome.shown
        tally["lost"] += outcome.lost
        tally["faults"] += outcome.fault != ""
        tally["troubles"] += outcome.trouble != ""
        if outcome.lost or outcome.fault or outcome.trouble:
            print(f"seed {seed}: {outcome}")
        part = tally_file.with_suffix(".part")
        part.write_text(json.dumps(tally))
        part.replace(tally_file)
    print(
        f"{_kills(tally)} of {options.kills} kills, "
        f"seeds {options.seed}/0 to {options.seed}/{tally['runs'] - 1}"
    )
    for name, meaning in TOLD:
        print(f"{tally[name]:>8,}  {meaning}")
    return int(bool(tally["lost"] or tally["faults"] or tally["troubles"]))


def _kills(tally: dict[str, int]) -> int:
    return tally["start"] + tally["play"] + tally["end"]


TOLD: Final = (
    ("start", "killed before the first verdict"),
    ("play", "killed between the first verdict and the last"),
    ("end", "killed after the last verdict"),
    ("over", "ended before their kill"),
    ("shown", "verdicts shown"),
    ("lost", "answers not in the file (at most 0)"),
    ("faults", "files with a fault (at most 0)"),
    ("troubles", "processes with a word of trouble (at most 0)"),
)


if __name__ == "__main__":
    sys.exit(main())
