"""How a party stands up to a hall.

    python -m benchmarks.party [--rounds 3] [players ...]

The host's own show runs in a real pseudo-terminal, with its door open on loopback, and is driven by the
host's keys alone. For each number of players as many WebSocket clients, in a process of their own, join it,
play ten questions, and answer each all within 50 ms. The floor is a bare `websockets` server in the same
call, which broadcasts a frame of the same size and echoes what it hears. Floor, full room and empty room
take turns, and of every figure the median of the rounds counts. Printed are, in milliseconds, how long
after the first client the others have the question (fan-out), how long an answer takes to be acknowledged,
and how long the host's keys take until the screen has changed; and when all are in, messages a player a
question, CPU seconds of the questions, and peak memory. Every answer is looked for in the journal
afterwards. Beside the ratios stand the limits; the exit status is 1 where one is broken. Needs Linux, for
the memory of other processes.
"""

import argparse
import asyncio
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed

from benchmarks.response import timed
from tests.terminal import Terminal
from trivia.party.events import Answered
from trivia.party.journal import decoded
from trivia.party.limits import room_for
from trivia.party.standing import results
from trivia.saves import parties
from trivia.saves.store import Store
from trivia.settings import PartyChoice, Settings, write_settings

QUESTIONS: Final = 10
REST: Final = 0.5
"""Seconds between two keys of the host: a second one sooner would be a double press."""

SIZE: Final = {"columns": 80, "rows": 24}
KEYS: Final = {"next": "\r", "reveal": "\x1bOS", "pause": "\x1bOQ"}
FANS: Final = ("fan p50", "fan p99", "ack p50", "ack p99")


# The floor: a bare server, in a process of its own


async def floor() -> None:
    """Broadcast on a word, echo everything."""
    room_for(5_000)
    lines: set[ServerConnection] = set()
    asked = json.dumps({"t": "ask", "q": 1, "pad": "x" * 330})

    async def echo(line: ServerConnection) -> None:
        lines.add(line)
        with suppress(ConnectionClosed):
            async for message in line:
                await line.send(message)

    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    async with serve(echo, "127.0.0.1", 0, compression=None, backlog=1_024) as server:
        print(json.dumps(next(iter(server.sockets)).getsockname()[1]), flush=True)
        while await reader.readline():
            broadcast(lines, asked)
        os._exit(0)


# What is driven from here


class Talking:
    """A process of this benchmark, which is told words and answers them."""

    def __init__(self, *command: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def say(self, *words: object) -> None:
        """Tell it something."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()

    def hear(self) -> Any:
        """What it says next."""
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def ask(self, *words: object) -> Any:
        """Tell it something, and hear what it says to that."""
        self.say(*words)
        return self.hear()

    def __enter__(self) -> "Talking":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()


def peak_mib(pid: int) -> float:
    """The most memory that a process has had, in MiB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    assert found is not None
    return int(found[1]) / 1_024


def cpu_seconds(pid: int) -> float:
    """The CPU time that a process has had."""
    words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def times_of(spreads: list[float], acks: list[float]) -> dict[str, float]:
    both = {"fan": spreads, "ack": acks}
    return {f"{name} p{p}": percentile(both[name], p / 100) for name in both for p in (50, 99)}


def bare(players: int) -> dict[str, float]:
    """The floor's figures."""
    spreads: list[float] = []
    acks: list[float] = []
    with Talking("benchmarks.party", "--floor") as server, Talking("benchmarks.crowd") as crowd:
        pid = server.process.pid
        joined = crowd.ask("join", server.hear(), players, "", '{"t": "answer"')
        before = cpu_seconds(pid)
        for _ in range(QUESTIONS):
            crowd.ask("wait")
            time.sleep(REST)  # a machine at rest is slower than one at work, and the host's rests as long
            server.say("ask")
            spread, ack = crowd.ask("answer")
            spreads += spread
            acks += ack
        row = {"joined": joined, "cpu": cpu_seconds(pid) - before, "mib": peak_mib(pid)}
    return row | times_of(spreads, acks)


def opened(folder: Path) -> tuple[Terminal, int, str]:
    """The host's show in its lobby, one team at the keyboard; with the port and the PIN of its door."""
    party = PartyChoice(preset="own", count=1, rounds=(f"classic:{QUESTIONS}:60:any:single:4",))
    write_settings(folder, Settings(player="Host", welcomed=True, party=party))
    asked = ("party", "--seed", "3", "--host", "127.0.0.1", "--port", "0", "--per-address", "4000")
    host = Terminal(sys.executable, "-m", "trivia", *asked, "--save-dir", str(folder), columns=40, rows=12)
    host.wait_for(r"enter\s+Start")
    host.settle()
    host.press("\r")
    told = host.wait_for(r"127\.0\.0\.1:(\d+)[\s\S]*?PIN\W+(\d{6})")  # a small window shows both as text
    host.resize(**SIZE)
    host.process.send_signal(signal.SIGWINCH)
    host.settle()
    return host, int(told[1]), told[2]


def press(host: Terminal, key: str, pattern: str, times: list[float]) -> None:
    """Press a key of the host, when the last one is long enough ago."""
    host.read_for(REST)
    times.append(timed(host, KEYS[key], pattern) * 1_000)


def shown(players: int) -> dict[str, float]:
    """The figures of the host's show with so many players; with none, of its keys alone."""
    spreads: list[float] = []
    acks: list[float] = []
    keys: list[float] = []
    heard: list[float] = []
    row: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name, Talking("benchmarks.crowd") as crowd:
        host, port, pin = opened(Path(name))
        with host:
            pid = host.process.pid
            if players:
                row["joined"] = crowd.ask("join", port, players, pin, '{"t":"taken"')
            press(host, "next", "Round 1 of 1", [])
            before = cpu_seconds(pid)
            for number in range(1, QUESTIONS + 1):
                if players:
                    crowd.ask("wait")
                press(host, "next", rf"Question {number} of {QUESTIONS}", keys)
                if players:
                    crowd.say("answer")
                    host.read_for(0.3)
                    spread, ack = crowd.hear()
                    spreads += spread
                    acks += ack
                press(host, "reveal", "got it", keys)
                host.read_for(REST)
                if players:
                    heard.append(crowd.ask("heard"))
                press(host, "pause", "The clock stands", keys)
                press(host, "next", "got it", keys)
            row |= {"cpu": cpu_seconds(pid) - before, "mib": peak_mib(pid), "keys p50": percentile(keys, 0.5)}
            row["keys p99"] = percentile(keys, 0.99)
        if players:
            row |= {"messages": max(heard), "exact": exact(Path(name), crowd.ask("seats"))}
            row |= times_of(spreads, acks)
    return row


def exact(folder: Path, seats: dict[str, int]) -> bool:
    """Whether the journal has every answer of these seats to every question, once, and nothing else."""
    expected = {seat: option for seat, option in seats.items() if seat}
    with closing(Store(folder)) as store:
        (party,) = parties.every(store)
        room = parties.room_of(store, party.uid)
        bodies = store.read(lambda db: db.execute("SELECT body FROM party_event").fetchall())
    events = [decoded(body) for (body,) in bodies]
    answers = [(event.player, event.question) for event in events if isinstance(event, Answered)]
    marks = [
        {seat: mark.option for seat, mark in one.marks.items() if seat in seats} for one in results(room)
    ]
    return (
        len(expected) == len(seats)
        and marks == [expected] * QUESTIONS
        and sorted(answers) == sorted((seat, q) for seat in seats for q in range(1, QUESTIONS + 1))
    )


def alone() -> float:
    """The solo game's peak memory over ten questions, in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        played = (sys.executable, "-m", "trivia", "play", "--mode", "marathon", "--seed", "3")
        with Terminal(*played, "--save-dir", folder, **SIZE) as solo:
            for number in range(1, QUESTIONS + 1):
                solo.wait_for(rf"Question *{number}\b")
                solo.settle()
                solo.press("1")
                solo.wait_for(r"(Right|Wrong)\.")
                solo.read_for(REST)
                solo.press("\r")
            return peak_mib(solo.process.pid)


def measure(players: int, rounds: int) -> dict[str, dict[str, float]]:
    """Floor, full room and empty room by turns; of each figure the median."""
    found: dict[str, list[dict[str, float]]] = {"floor": [], "show": [], "empty": []}
    for _ in range(rounds):
        found["floor"].append(bare(players))
        found["show"].append(shown(players))
        found["empty"].append(shown(0))
    medians = {
        kind: {name: statistics.median(row[name] for row in rows) for name in rows[0]}
        for kind, rows in found.items()
    }
    medians["show"]["exact"] = min(row["exact"] for row in found["show"])
    return medians


def report(players: int, found: dict[str, dict[str, float]], solo: float) -> bool:
    """Print the figures beside their limits; whether all are kept."""
    bare_row, show, empty = found["floor"], found["show"], found["empty"]
    for kind, row in (("floor", bare_row), ("show", show)):
        print(f"{players:7} {kind:6} {row['joined']:8.2f}", *(f"{row[name]:8.1f}" for name in FANS), end=" ")
        print(f"{row['cpu']:8.2f} {row['mib']:8.1f}", end=" ")
        print(f"{row['messages']:8.1f} {row['keys p99']:8.1f}" if kind == "show" else "")
    keys = [f"keys p50 {row['keys p50']:.1f}, p99 {row['keys p99']:.1f}" for row in (empty, show)]
    print(f"        empty room: {keys[0]}, cpu {empty['cpu']:.2f} s; full: {keys[1]}; solo {solo:.1f} MiB")
    checks = (
        ("fan-out p99", show["fan p99"] / bare_row["fan p99"], 1.5, "× floor"),
        ("acknowledged p99", show["ack p99"] / bare_row["ack p99"], 2.0, "× floor"),
        ("all joined within", show["joined"], 1.0, "s"),
        ("messages a player a question", show["messages"], 6.0, ""),
        ("host's keys p99", show["keys p99"] / empty["keys p99"], 2.0, "× empty room"),
        ("peak memory", show["mib"] / (1.5 * bare_row["mib"] + solo), 1.0, "× (1.5 × floor + solo)"),
    )
    kept = bool(show["exact"])
    for name, value, limit, unit in checks:
        kept &= value <= limit
        print(f"        {name} {value:.2f} {unit} (limit {limit}) {'ok' if value <= limit else 'BROKEN'}")
    print(f"        every answer in the journal, once: {'ok' if show['exact'] else 'BROKEN'}", flush=True)
    return kept


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.party",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("players", nargs="*", type=int, help="how many players (100 300 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (3)")
    parser.add_argument("--floor", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.floor:
        asyncio.run(floor())
    solo = alone()
    heads = ("joined s", "fan p50", "fan p99", "ack p50", "ack p99", "cpu s", "MiB", "msgs/q", "keys p99")
    print(f"{'players':>7}       ", *(f"{head:>8}" for head in heads))
    kept = [
        report(players, measure(players, options.rounds), solo)
        for players in options.players or [100, 300, 1_000]
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
