"""Clients that mean no good, against a real server.

    python -m benchmarks.hostile [--frames 50000]

So many frames go in over many lines: words of the host, of others and of the server, answers to all questions
that ever were, huge, broken and half frames, wrong types, guessed secrets, and messages with a spoilt byte.
All the while three honest guests play. First every frame is looked at; then a fifth of them meet the usual
limits, which cut a line after a few. Printed are the refusals by code, how long the honest ones waited to be
acknowledged, and the memory before and after; it fails where an honest answer is not counted exactly once.
"""

import argparse
import asyncio
import json
import random
import resource
import time
from collections import Counter

from msgspec.structs import replace
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from tests.party.house import PIN, Guest, Memory, calling, first_question, open_host, plan, seated, serving
from trivia.party.events import Advanced, RevealedNow
from trivia.party.journal import replay
from trivia.party.limits import Limits
from trivia.party.standing import results

USUAL = Limits(per_address=400, knocks=1_000_000, knock_rate=1_000_000, guesses=20, guess_rate=1_000)
PATIENT = replace(USUAL, burst=1_000_000, faults=1_000_000)
LINES = 40
QUESTIONS = 30

HONEST = [
    {"t": "hello", "v": 1, "pin": PIN, "name": "Mallory"},
    {"t": "back", "v": 1, "token": "A" * 22},
    {"t": "answer", "q": 1, "o": 0},
    {"t": "buzz", "q": 1},
    {"t": "choose", "c": 0},
    {"t": "wager", "q": 1, "points": 100},
    {"t": "rename", "name": "\u202eadA"},
    {"t": "team", "team": "Reds"},
    {"t": "host", "v": 1, "secret": "B" * 22},
    {"t": "do", "what": "end"},
    {"t": "do", "what": "correct", "unit": "p-1", "points": 9_999, "reason": "I say so"},
    {"t": "reveal", "q": 1, "right": 0, "answer": "x", "counts": [], "because": "", "source": ""},
    {"t": "welcome", "v": 1, "seat": "p-1", "unit": "p-1", "name": "Host", "team": "", "party": ""},
]
ODD = [None, True, -1, 1.5, "1", [], {}, 10**30, "\u0000", "x" * 900, [[[[]]]], {"t": "host"}]


def frame(chance: random.Random) -> str | bytes:
    """A frame that should do nothing, or nothing more than its own seat may."""
    message = dict(chance.choice(HONEST))
    kind = chance.randrange(8)
    if kind == 0:
        return chance.randbytes(chance.randrange(1, 200))
    if kind == 1:
        return json.dumps(message)[: chance.randrange(1, 60)]
    if kind == 2:
        message[chance.choice(list(message))] = chance.choice(ODD)
    elif kind == 3:
        message[chance.choice(["score", "ms", "token", "v", "q", "o", "__proto__"])] = chance.choice(ODD)
    elif kind == 4:
        message["q"] = chance.randrange(-2, QUESTIONS + 3)
    text = json.dumps(message)
    if kind == 5:
        place = chance.randrange(len(text))
        text = text[:place] + chr(chance.randrange(32, 1_000)) + text[place + 1 :]
    if kind == 6 and chance.random() < 0.1:
        text = text + " " * 2_000
    if kind == 7:
        text = "[" * chance.randrange(1, 900)
    return text


class Mallory:
    """Someone with many lines."""

    def __init__(self, port: int, seed: int, frames: int) -> None:
        self.port = port
        self.chance = random.Random(seed)  # noqa: S311 - it is to be the same again
        self.left = frames
        self.refused: Counter[str] = Counter()
        self.lines = 0

    async def run(self) -> None:
        """Send all frames, over a new line whenever one is cut."""
        while self.left > 0:
            await self._visit()

    async def _visit(self) -> None:
        """One line, until it is cut or enough is said."""
        url = f"ws://127.0.0.1:{self.port}/ws"
        try:
            async with connect(url, compression=None, close_timeout=1) as line:
                self.lines += 1
                hearing = asyncio.create_task(self._hear(line))
                try:
                    await self._send(line)
                finally:
                    await hearing
        except (OSError, ConnectionClosed, InvalidHandshake, InvalidMessage):
            self.refused["(no line)"] += 1

    async def _send(self, line) -> None:
        for _ in range(self.chance.randrange(5, 40)):
            self.left -= 1
            await line.send(frame(self.chance))
        await line.send('{"t":"ping"}')

    async def _hear(self, line) -> None:
        try:
            async for text in line:
                said = json.loads(text)
                if said["t"] == "pong":
                    return
                if said["t"] == "error":
                    self.refused[said["code"]] += 1
                elif said["t"] in {"stage", "seats"}:
                    raise AssertionError(f"that was for the host: {text!r}")
        except ConnectionClosed:
            self.refused["(cut)"] += 1


async def play(host, guests: list[Guest]) -> list[float]:
    """Honest guests play all questions; how long each acknowledgement took, in milliseconds."""
    waits = []
    first_question(host)
    for number in range(1, QUESTIONS + 1):
        for index, guest in enumerate(guests):
            await guest.hear("ask")
            sent = time.perf_counter()
            await guest.say("answer", q=number, o=index)
            await guest.hear("taken")
            waits.append((time.perf_counter() - sent) * 1_000)
        await asyncio.sleep(0.3)
        host.do(RevealedNow() if host.room.phase.value == "open" else Advanced())
        for guest in guests:
            await guest.hear("reveal")
        host.do(Advanced())
    return waits


async def main(frames: int, limits: Limits) -> None:
    journal = Memory()
    host = open_host(plan(QUESTIONS, seconds=600), journal)
    began = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    async with serving(host, limits=limits) as server, seated(server, "Ada", "Bo", "Cy") as guests:
        mallories = [Mallory(server.port, seed, frames // LINES) for seed in range(LINES)]
        attack = asyncio.gather(*(one.run() for one in mallories))
        waits = await play(host, guests)
        await attack
        async with calling(server) as last:
            await last.settled()
    refused = sum((one.refused for one in mallories), Counter())
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for index, guest in enumerate(guests):
        options = [result.marks[guest.seat].option for result in results(host.room)]
        assert options == [index] * QUESTIONS, f"{guest.seat}: {options}"
    assert replay(journal.events()) == host.room
    assert not host.room.corrections
    sent, lines = LINES * (frames // LINES), sum(one.lines for one in mallories)
    took = time.perf_counter() - began
    print(f"{sent:,} frames over {lines:,} lines in {took:.1f} s; every honest answer counted once")
    print("refused:", ", ".join(f"{code} {count:,}" for code, count in refused.most_common()))
    waits.sort()
    middle, late = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    print(f"honest acknowledgements, all in one process: p50 {middle:.1f} ms, p99 {late:.1f} ms")
    print(f"memory: {before // 1024} to {after // 1024} MiB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=50_000)
    asked = parser.parse_args().frames
    asyncio.run(main(asked, PATIENT))
    asyncio.run(main(asked // 5, USUAL))
