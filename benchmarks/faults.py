"""A night on which all goes wrong at once, with the host in a process of its own.

    python -m benchmarks.faults [--guests 200] [--asleep 60]

A headless party is joined by so many clients. Three in ten lose their line while they answer: before the
answer goes out, after it was sent, or after it was taken; and come back. Ten fall asleep for a minute with
their line open: nothing is read at their end, and no ping answered, as where a line is open at one end
only. In the middle of a question the host is killed with `kill -9`, and resumed. At the end the answers and
scores in the journal, played back, are compared with what was acknowledged, and everyone has to be back in
their seat. Needs POSIX.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from benchmarks.crowd import Client, all_have, answered, connected, hello
from trivia.party.events import Answered
from trivia.party.journal import decoded
from trivia.party.limits import room_for
from trivia.party.standing import results, scoreboard
from trivia.saves import parties
from trivia.saves.store import Store
from trivia.settings import PartyChoice, Settings, write_settings

ASLEEP: Final = 10
WAYS: Final = ("before", "sent", "taken", *[""] * 7)


class Hosted:
    """A host's process, and a line of the host's remote."""

    def __init__(self, process: asyncio.subprocess.Process, told: dict[str, Any]) -> None:
        self.process, self.told = process, told
        self.port = int(told["address"].rpartition(":")[2])
        self.remote: Client | None = None

    async def do(self, what: str) -> None:
        """Do something as the host, and give it a moment to happen."""
        if self.remote is None:
            first = {"t": "host", "v": 1, "secret": self.told["host"].partition("#")[2]}
            self.remote = Client(0, self.port, first)
            await connected([self.remote], self.port)
        self.remote.say(json.dumps({"t": "do", "what": what}).encode())
        await asyncio.sleep(0.5)


async def hosted(folder: Path, port: int, *more: str) -> Hosted:
    """Start the host, and hear where it is."""
    asked = ("--headless", "--port", str(port), "--per-address", "4000", "--save-dir", str(folder))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "trivia", "party", *asked, *more), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    return Hosted(process, json.loads(await process.stdout.readline()))


async def back(clients: list[Client], port: int) -> tuple[list[Client], float]:
    """Have all come back with their seats' secrets; and how many seconds that took."""
    again = []
    for client in clients:
        client.transport.abort()
        again.append(Client(client.number, port, {"t": "back", "v": 1, "token": client.token}))
        again[-1].token = client.token
    return again, await connected(again, port)


async def question(clients: list[Client], port: int, number: int) -> list[Client]:
    """Answer a question, three in ten with a broken line; who answered, on the lines they have now."""
    await all_have(clients, lambda client: client.asked_at > 0)
    way = {client: WAYS[(client.number + 3 * number) % len(WAYS)] for client in clients}
    for client in clients:
        if way[client] == "sent":
            client.answer()
    taken = [client for client in clients if way[client] == "taken"]
    await answered(taken)
    broken, _ = await back([client for client in clients if way[client]], port)
    await all_have(broken, lambda client: client.asked_at > 0)
    for client in broken:  # says it again, and is told that it was in, or it goes in now
        client.answer()
    await all_have(broken, lambda client: client.acked_at > 0 or client.refusal == "answered")
    await answered([client for client in clients if not way[client]])
    return sorted([*broken, *(client for client in clients if not way[client])], key=lambda one: one.number)


async def night(guests: int, asleep: float, folder: Path) -> int:
    """Play it; the exit status."""
    write_settings(folder, Settings(party=PartyChoice(preset="calm")))  # without a clock
    host = await hosted(folder, 0, "--seed", "3")
    everyone = [Client(n, host.port, hello(n, host.told["pin"])) for n in range(guests)]
    joined = await connected(everyone, host.port)
    seats = {client.seat for client in everyone}
    print(f"{guests} guests in after {joined:.2f} s")
    await host.do("next")
    await host.do("next")
    everyone = await question(everyone, host.port, 1)
    await host.do("reveal")

    sleepers, awake = everyone[:ASLEEP], everyone[ASLEEP:]
    for client in sleepers:
        client.transport.pause_reading()
    began = time.perf_counter()
    for client in awake:
        client.asked_at = 0.0
    await host.do("next")
    awake = await question(awake, host.port, 2)
    await asyncio.sleep(max(0, asleep - (time.perf_counter() - began)))
    woken, slept = await back(sleepers, host.port)
    print(f"{ASLEEP} phones awake after {time.perf_counter() - began:.0f} s, in their seats in {slept:.2f} s")
    everyone = sorted([*woken, *awake], key=lambda client: client.number)
    await host.do("reveal")

    for client in everyone:
        client.asked_at = 0.0
    await host.do("next")
    await all_have(everyone, lambda client: client.asked_at > 0)
    half = len(everyone) // 2
    await answered(everyone[:half])
    host.process.kill()
    await host.process.wait()
    died = time.perf_counter()
    host = await hosted(folder, host.port, "--resume")
    everyone, came = await back(everyone, host.port)
    print("host killed in mid-question: there again, and all in their seats, after", end=" ")
    print(f"{time.perf_counter() - died:.2f} s ({came:.2f} s of it to come back)")
    kept = {client.seat for client in everyone} == seats
    await host.do("resume")
    await all_have(everyone, lambda client: client.asked_at > 0)
    await answered(everyone[half:])
    await host.do("reveal")
    for client in everyone:
        client.asked_at = 0.0
    await host.do("next")
    everyone = await question(everyone, host.port, 4)
    await host.do("reveal")
    host.process.terminate()
    await host.process.wait()
    return report(folder, everyone, kept)


def report(folder: Path, everyone: list[Client], kept: bool) -> int:
    """Compare what was told with what is kept; the exit status."""
    with closing(Store(folder)) as store:
        (party,) = parties.every(store)
        room = parties.room_of(store, party.uid)
        rows = store.read(lambda db: db.execute("SELECT body FROM party_event ORDER BY place").fetchall())
    events = [event for (body,) in rows if isinstance(event := decoded(body), Answered)]
    options = {client.seat: client.number % 2 for client in everyone}
    sleepers = {client.seat for client in everyone[:ASLEEP]}
    expected = [options, {seat: o for seat, o in options.items() if seat not in sleepers}, options, options]
    marks = [
        {seat: mark.option for seat, mark in one.marks.items() if mark.option >= 0} for one in results(room)
    ]
    right = sum(
        option == one.ask.answer
        for one, marked in zip(results(room), expected, strict=False)
        for option in marked.values()
    )
    checks = {
        "everyone in their seat": kept and all(room.seats[client.seat].present for client in everyone),
        "every answer that was acknowledged counts": marks == expected,
        "no answer is in the journal twice": len({(e.player, e.question) for e in events}) == len(events),
        "the scores are those of the journal": sum(line.right for line in scoreboard(room)) == right,
    }
    for name, holds in checks.items():
        print(f"{name}: {'ok' if holds else 'BROKEN'}")
    return 0 if all(checks.values()) else 1


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults")
    parser.add_argument("--guests", type=int, default=200, help="how many (200)")
    parser.add_argument("--asleep", type=float, default=60, help="seconds that ten of them sleep (60)")
    options = parser.parse_args()
    room_for(2_000)
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(night(options.guests, options.asleep, Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
