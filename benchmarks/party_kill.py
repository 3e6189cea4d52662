"""Kill the host of a party at random moments, and look whether all that was told is in the journal, once.

    python -m benchmarks.party_kill [--kills 300] [--seed 1]

A real process hosts a party on a real save file: seats come and go, answers and host's keys arrive in any
order, allowed or not (the stream of `benchmarks.room`). It acknowledges each event on its standard output,
with a digest of the room, when `Host.do` has returned. It is ended by `kill -9`: while it starts, or some
moments after any of its events. The next process brings the party back, while its lock is still warm, and
goes on. After each kill: every acknowledged event is at its place in the journal, none twice; at most one
more stands behind them, which the kill left no time to acknowledge; the journal played back gives the room
that the process had; and SQLite's `integrity_check` finds nothing.
"""

import argparse
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.kill import looked_at
from benchmarks.room import Stream, below_of, bytes_of
from trivia.party.events import Event, Opened
from trivia.party.host import Host
from trivia.party.journal import decoded, encoded, replay
from trivia.party.refused import Refused
from trivia.party.room import Room
from trivia.party.state import Phase
from trivia.saves.parties import new_party, reopened, unfinished
from trivia.saves.store import Store

ROOT: Final = Path(__file__).resolve().parents[1]
START_S: Final = 0.25
"""About how long a process takes to its first event, in seconds."""

ANEW: Final = 0.05
"""How often the folder begins anew."""


def host_party(folder: Path, seed: str) -> None:
    """Host the party that is not over, or a new one, until it is over or this process is.

    Args:
        folder: The save folder.
        seed: Decides what happens.
    """
    stream = Stream(below_of(int(sha256(seed.encode()).hexdigest()[:12], 16)), rounds=15)
    clock = [0]
    with closing(Store(folder)) as store:
        left = unfinished(store)
    if left:
        journal, room, at_ms = reopened(folder, left[0].uid, lambda: 1_790_000_000_000)
        _say("back", journal.uid, digest(room))
        host = Host(journal, lambda: clock[0], room, at_ms)
    else:
        journal = new_party(folder, stream.room.plan, lambda: 1_790_000_000_000)
        _say("new", journal.uid)
        host = Host(journal, lambda: clock[0])
    taken: list[Event] = []
    host.subscribe(lambda event, _: taken.append(event))
    if left:
        host.pause()
    else:
        host.do(Opened(stream.room.plan))
    while True:
        for event in taken:
            _say("ok", digest(host.room), encoded(event).decode())
        taken.clear()
        if host.trouble:
            _say("trouble", host.trouble)
        if host.room.phase is Phase.CLOSED:
            journal.close()
            return
        stream.room, stream.now = host.room, host.now()
        event = stream.next_event()
        clock[0] += max(0, stream.now - host.now())
        try:
            host.do(event)
        except Refused:
            continue


def digest(room: Room) -> str:
    """What tells a room from others."""
    return sha256(bytes_of(room)).hexdigest()[:16]


def _say(*words: str) -> None:
    print("\t".join(words), flush=True)


class Outcome(NamedTuple):
    """What one kill came to.

    Attributes:
        when: `"start"` or `"play"`; `"over"` where the party was over before.
        resumed: Whether a party had been brought back.
        acknowledged: How many events were.
        kept: How many stood in the journal beyond those before and these.
        fault: What does not hold; empty where all does.
    """

    when: str
    resumed: bool
    acknowledged: int
    kept: int
    fault: str


def one_kill(folder: Path, chance: random.Random) -> Outcome:
    """Host, kill, and look.

    Args:
        folder: The save folder.
        chance: Decides what happens and the moment.
    """
    if chance.random() < ANEW:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    before = _journals(folder)
    turns = chance.choice((0, 1, chance.randint(1, 12), chance.randint(1, 120)))
    wait = chance.random() * (START_S if turns == 0 else 0.004)
    command = [sys.executable, "-m", "benchmarks.party_kill", "--host", str(folder), str(chance.random())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT) as process:
        assert process.stdout is not None
        told = b""
        while told.count(b"\nok") < turns and (line := process.stdout.readline()):
            told += line
        time.sleep(wait)
        process.kill()
        told += process.stdout.read()
    lines = [line.decode(errors="replace").split("\t") for line in told.split(b"\n")[:-1]]  # whole ones
    acknowledged = [(line[1], line[2]) for line in lines if line[0] == "ok"]
    after = _journals(folder)
    fault, kept = _fault(lines, acknowledged, before, after)
    when = "over" if process.returncode == 0 else "play" if acknowledged else "start"
    resumed = bool(lines) and lines[0][0] == "back"
    return Outcome(when, resumed, len(acknowledged), kept, fault or _file_fault(folder))


def _fault(
    lines: list[list[str]],
    acknowledged: list[tuple[str, str]],
    before: dict[str, list[tuple[int, str]]],
    after: dict[str, list[tuple[int, str]]],
) -> tuple[str, int]:
    """What does not hold of what was told, and what is kept; and how many events the kill left unsaid."""
    odd = [" ".join(line) for line in lines if line[0] not in {"new", "back", "ok"}]
    if odd:
        return odd[-1], 0
    uid = lines[0][1] if lines else ""
    if any(after.get(other) != rows for other, rows in before.items() if other != uid):
        return "a party that nobody touched has changed", 0
    if not uid:
        return ("", 0) if before == after else ("a party has changed that was not told of", 0)
    old, rows = before.get(uid, []), after.get(uid, [])
    if rows[: len(old)] != old:
        return "events of before are gone", 0
    if lines[0][0] == "back" and lines[0][2] != digest(_replayed(old)):
        return "the room was not brought back as it was", 0
    new = [body for _, body in rows[len(old) :]]
    if new[: len(acknowledged)] != [body for _, body in acknowledged]:
        return "the journal does not go on with what was acknowledged", 0
    kept = len(new) - len(acknowledged)
    if acknowledged and acknowledged[-1][0] != digest(_replayed(rows[: len(rows) - kept])):
        return "the journal does not lead to the room that was told", 0
    if rows:
        _replayed(rows)
    return "" if kept <= 1 else f"{kept} events were not acknowledged", kept


def _replayed(rows: list[tuple[int, str]]) -> Room:
    return replay((at_ms, decoded(body)) for at_ms, body in rows)


def _journals(folder: Path) -> dict[str, list[tuple[int, str]]]:
    """All journals of a save file, as it was left, by the party's id."""
    with looked_at(folder) as db:
        try:
            parties = db.execute("SELECT id, uid FROM party").fetchall()
        except sqlite3.OperationalError:  # killed before the tables were made
            return {}
        query = "SELECT at_ms, body FROM party_event WHERE party = ? ORDER BY place"
        return {uid: db.execute(query, (party,)).fetchall() for party, uid in parties}


def _file_fault(folder: Path) -> str:
    with looked_at(folder) as db:
        told: str = db.execute("PRAGMA integrity_check").fetchone()[0]
        return "" if told == "ok" else told


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.party_kill")
    parser.add_argument("--kills", type=int, default=300, help="how many in all (300)")
    parser.add_argument("--seed", type=int, default=1, help="decides what happens, and the moments (1)")
    parser.add_argument("--host", nargs=2, metavar=("FOLDER", "SEED"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.host:
        host_party(Path(options.host[0]), options.host[1])
        return 0
    tally: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        run = 0
        while tally["start"] + tally["play"] < options.kills:
            chance = random.Random(f"{options.seed}/{run}")  # noqa: S311 - a game, not a secret
            outcome = one_kill(Path(place) / "saves", chance)
            run += 1
            tally[outcome.when] += 1
            tally["acknowledged"] += outcome.acknowledged
            tally["resumed"] += outcome.resumed
            tally["unsaid"] += outcome.kept
            if outcome.fault:
                tally["faults"] += 1
                print(f"seed {options.seed}/{run - 1}: {outcome}")
    for name, meaning in TOLD:
        print(f"{tally[name]:>8,}  {meaning}")
    return int(tally["faults"] > 0)


TOLD: Final = (
    ("start", "killed before the first event was acknowledged"),
    ("play", "killed after that"),
    ("over", "parties that were over before their kill"),
    ("resumed", "parties brought back as they were after an earlier kill"),
    ("acknowledged", "events acknowledged, each at its place in the journal"),
    ("unsaid", "events kept that the kill left no time to acknowledge"),
    ("faults", "kills after which something does not hold (at most 0)"),
)


if __name__ == "__main__":
    sys.exit(main())
