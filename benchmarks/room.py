"""Random parties against the room: `python -m benchmarks.room --events 2000000 --seed 7`.

Every stream is a night made of a seed: seats come, go and come back, answers arrive twice, late, early and
out of order, and the host presses any key at any time. What must hold of it is checked as it goes, and at its
end the room is made again from the journal, every event through JSON. Then a thousand players answer one
question.
"""

import argparse
import gc
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from trivia.party import events as e
from trivia.party.journal import decoded, encoded, replay
from trivia.party.plan import Ask, Board, Plan, RoundPlan
from trivia.party.queries import by_buzzer, due_at, units
from trivia.party.room import Phase, Refused, Room, open_room, snapshot_for, step
from trivia.party.standing import scoreboard
from trivia.party.state import TEAM
from trivia.party.tellings import HOST, Outcome, Revealed, Telling

RULES = ("classic", "calm", "buzzer", "survivor", "board", "final-wager")
TEAMS = ("Reds", "Blues", "Golds")
MAX_ANSWER_US = 50

Below = Callable[[int], int]
"""A whole number from 0 to one less than this; the only source of chance here."""


def below_of(seed: int) -> Below:
    """Numbers that follow from a seed."""
    return random.Random(seed).randrange  # noqa: S311 - a game, not a secret


def below_of_list(numbers: Iterable[int]) -> Below:
    """Numbers from a list, and 0 after its end: so a failing stream can be made shorter from outside."""
    left = iter(numbers)
    return lambda bound: next(left, 0) % bound


def plan_of(below: Below, rounds: int) -> Plan:
    """A plan with rounds of any rule."""
    return Plan(
        name="Random night",
        rounds=tuple(_round_of(below, number) for number in range(rounds)),
        team_score=("mean", "best-2", "best-3", "sum")[below(4)],
        streaks=below(4) > 0,
        late=("last-place", "last-place", "zero")[below(3)],
        standings=("question", "round")[below(2)],
    )


def _round_of(below: Below, number: int) -> RoundPlan:
    rule = RULES[below(len(RULES))]
    board = None
    count = 1 + below(2) if rule == "final-wager" else 3 + below(8)
    if rule == "board":
        hidden = tuple(dict.fromkeys((below(6), below(6))))
        board = Board(("Rivers", "Seas"), (200, 400, 600), hidden, below(2) == 0)
        count = 6
    return RoundPlan(
        rule=rule,
        title=f"Round {number + 1}",
        asks=tuple(_ask_of(below, f"{number}-{index}") for index in range(count)),
        seconds=(0, 5, 20, 20)[below(4)],
        double=below(3) == 0,
        board=board,
        speed=below(3) > 0,
        lives=1 + below(3),
        aloud=below(5) == 0,
        buzz_seconds=3 + below(6),
        wager_seconds=(0, 10, 30)[below(3)],
    )


def _ask_of(below: Below, name: str) -> Ask:
    options = ("one", "two", "three", "four")[: 2 + below(3)]
    return Ask(
        name, "pack", "Heading", f"Question {name}?", options, below(len(options)), "So it is.", "Atlas, 3"
    )


class Stream:
    """One night, played by chance, with what must hold of it."""

    def __init__(self, below: Below, rounds: int = 15, seats: int = 8) -> None:
        """Open the room.

        Args:
            below: Where chance comes from.
            rounds: How many rounds the night has.
            seats: How many seats are taken in the lobby, about.
        """
        self.below = below
        self.room = open_room(plan_of(below, rounds))
        self.journal = [(0, encoded(e.Opened(self.room.plan)))]
        self.now = 0
        self.events = 0
        self.counts: Counter[str] = Counter()
        self.teams = below(3) > 0
        self.seats = 1 + below(seats)
        self.old: list[tuple[Room, bytes]] = []

    @property
    def over(self) -> bool:
        """Whether the party is closed."""
        return self.room.phase is Phase.CLOSED

    def turn(self) -> None:
        """Let one thing happen, allowed or not."""
        before, watched = self.room, self.below(64) == 0
        body = bytes_of(before) if watched else b""
        event = self.next_event()
        self.events += 1
        try:
            after, tellings = step(before, event, self.now)
        except Refused as refused:
            self.counts[refused.code if refused.words else "without a word"] += 1
            assert not watched or bytes_of(before) == body, event
            return
        self.journal.append((self.now, encoded(event)))
        self.counts[type(event).__name__] += 1
        self.room = after
        if watched:
            self.old.append((before, body))
        self._holds(before, after, event, tellings)

    def _holds(self, before: Room, after: Room, event: e.Event, tellings: tuple[Telling, ...]) -> None:
        kinds = {type(telling.what) for telling in tellings if telling.to != HOST}
        shown = after.phase is Phase.REVEAL
        assert shown or not kinds & {Revealed, Outcome}, event
        if not shown or before.phase is Phase.REVEAL:
            return
        self.counts[f"verdict of {after.part.rule}"] += 1
        undone, _ = step(after, e.VerdictUndone(), self.now)
        if before.phase is Phase.LOCKED:
            assert undone == before, event
        else:
            assert scoreboard(undone) == scoreboard(before), event
            assert undone.asked is not None
            assert before.asked is not None
            assert undone.asked.answers == before.asked.answers
        assert step(undone, e.RevealedNow(), self.now)[0] == after

    def end(self) -> None:
        """What must hold when all is over: the journal, the scores, the answers, and no word too early."""
        events = [(at, decoded(body)) for at, body in self.journal]
        again = replay(events)
        assert again == self.room
        assert scoreboard(again) == scoreboard(self.room)
        for room, body in self.old:
            assert bytes_of(room) == body, "a room of the past has changed"
        _each_once(self.room, events)
        _adds_up(self.room, events)
        self.counts["compared"] += _keeps_mum(self.room, events)

    # What happens next

    def next_event(self) -> e.Event:
        """What happens next, allowed or not; time goes on a little, or back."""
        below, room = self.below, self.room
        due = due_at(room)
        self.now += (0, below(40), below(1_500), -below(300))[below(4)]
        if due is not None and below(12) == 0:
            self.now = max(self.now, due)
        self.now = max(self.now, 0)
        if below(10) < 3:
            return self._anything()
        if room.paused and below(3) > 0:
            return e.Resumed()
        if room.phase is Phase.LOBBY:
            return self._joined() if len(room.seats) < self.seats else e.Started()
        if room.phase is Phase.CHOOSING:
            return e.Chose(self._player(), below(7)) if below(4) else e.Advanced()
        if room.phase is Phase.WAGERING:
            return self._at_stakes()
        if room.phase is Phase.OPEN:
            return self._at_question()
        if room.phase is Phase.FINAL:
            return e.VerdictUndone() if below(4) == 0 else e.Closed()
        return e.Advanced()

    def _at_stakes(self) -> e.Event:
        number = self.room.question
        if self.below(8) == 0:
            return e.Advanced() if self.below(2) else e.TimeUp(number)
        return e.Wagered(self._player(), number, self.below(1_200) - 10)

    def _at_question(self) -> e.Event:
        below, room = self.below, self.room
        kind = below(20)
        if kind == 0:
            return e.RevealedNow()
        if kind < 3:
            return e.TimeUp(room.question)
        buzzed = room.asked.buzzed if room.asked else ""
        player = buzzed if buzzed and below(4) else self._player()
        if by_buzzer(room) and not buzzed:
            return e.Buzzed(player, room.question, below(400))
        if room.part.aloud:
            return e.Judged(player, below(2) == 0)
        return e.Answered(player, room.question, below(5), below(400))

    def _anything(self) -> e.Event:
        below, room = self.below, self.room
        player, near = self._player(), max(0, room.question - 1 + below(3))
        unit = (TEAM + TEAMS[below(3)]) if below(3) == 0 else player
        return (
            lambda: e.Answered(player, near, below(5) - 1, below(400) - 100),
            lambda: e.Answered(player, near, below(4), 0),
            lambda: e.Buzzed(player, near, below(300)),
            lambda: e.Chose(player, below(9) - 1),
            lambda: e.Wagered(player, near, below(2_000) - 100),
            lambda: e.TimeUp(near),
            lambda: e.Judged(player, below(2) == 0),
            self._joined,
            lambda: e.Left(player),
            lambda: e.Returned(self._absent()),
            lambda: e.Returned(self._absent()),
            lambda: e.Renamed(player, f"Guest {below(90)}"),
            lambda: e.Moved(player, self._team()),
            lambda: e.Kicked(player, below(2) == 0) if below(4) == 0 else e.Left(player),
            lambda: e.DoorLocked(below(3) == 0),
            e.Started,
            e.Advanced,
            e.Paused,
            e.Resumed,
            lambda: e.Skipped(near) if below(3) == 0 else e.Extended(below(9_000) - 500),
            e.RevealedNow,
            e.VerdictUndone,
            lambda: e.Corrected(unit, below(900) - 450, "a slip of the host" if below(5) else ""),
            e.Replayed,
            lambda: e.Ended() if below(30) == 0 else e.Advanced(),
            lambda: e.Closed() if below(60) == 0 else e.Paused(),
            lambda: e.Opened(room.plan),
        )[below(27)]()

    def _player(self) -> str:
        there = [seat.player for seat in self.room.seats.values() if seat.present]
        if there and self.below(8):
            return there[self.below(len(there))]
        return f"p{self.below(len(self.room.seats) + 1)}"

    def _absent(self) -> str:
        away = [seat.player for seat in self.room.seats.values() if not seat.present]
        return away[self.below(len(away))] if away else self._player()

    def _team(self) -> str:
        return ("", *TEAMS)[self.below(4)] if self.teams else ""

    def _joined(self) -> e.Event:
        name = f"p{len(self.room.seats) if self.below(8) else self.below(9)}"
        return e.Joined(name, f"Guest {name}", self._team(), ("keyboard", "phone")[self.below(2)])


def bytes_of(room: Room) -> bytes:
    """All that a room holds but its plan."""
    return msgspec.json.encode(replace(room, plan=None))  # type: ignore[type-var]


def _each_once(room: Room, events: list[tuple[int, e.Event]]) -> None:
    """Nobody has two answers to a question, nor two verdicts, and the one answer is what counted."""
    first: dict[tuple[str, int], int] = {}
    judged = {event.player for _, event in events if isinstance(event, e.Judged)}
    for _, event in events:
        if isinstance(event, e.Answered):
            key = (event.player, event.question)
            assert key not in first, key
            first[key] = event.option
    cells = [(verdict.round, verdict.cell) for verdict in room.verdicts]
    assert len(set(cells)) == len(cells)
    assert all(one.number < other.number for one, other in pairwise(room.verdicts))
    for verdict in room.verdicts:
        ask = room.plan.rounds[verdict.round].asks[verdict.cell]
        for player, marked in verdict.marks.items():
            if player not in judged and marked.mark != "none":
                option = first.get((player, verdict.number))
                assert (marked.mark == "right") == (option == ask.answer), (verdict.number, player)


def _adds_up(room: Room, events: list[tuple[int, e.Event]]) -> None:
    """Whoever has always played alone has what the verdicts, the corrections and the start come to."""
    moved = {event.player for _, event in events if isinstance(event, e.Moved)}
    alone = {seat.player for seat in room.seats.values() if not seat.team and seat.player not in moved}
    for line in scoreboard(room):
        if line.unit in alone:
            earned = sum(v.marks[line.unit].points for v in room.verdicts if line.unit in v.marks)
            given = sum(c.points for c in room.corrections if c.unit == line.unit)
            assert line.score == earned + given + room.seats[line.unit].start, line
    assert [line.place for line in scoreboard(room)] == sorted(line.place for line in scoreboard(room))
    assert {line.unit for line in scoreboard(room)} == set(units(room))


def _keeps_mum(room: Room, events: list[tuple[int, e.Event]]) -> int:
    """Up to a question's reveal, a night with another answer to it sounds the same to all but the host.

    Not compared are a question that is replayed after its reveal, and what follows an answer after a buzz: a
    wrong one is heard to be wrong, because the next may buzz.

    Returns:
        How many events of questions were compared.
    """
    one, other, compared = open_room(room.plan), None, 0
    revealed: set[tuple[int, int]] = set()
    for count, (at, event) in enumerate(events[1:]):
        before = one
        one, told = step(one, event, at)
        if not one.asked:
            other = None
            continue
        place = (one.asked.round, one.asked.cell)
        if one.question > before.question:
            other = (
                replace(before, plan=_with_other_answer(room.plan, place)) if place not in revealed else None
            )
        if one.phase is Phase.REVEAL:
            revealed.add(place)
        if one.phase is Phase.REVEAL or (isinstance(event, e.Answered) and by_buzzer(before)):
            other = None
        if other is not None:
            other, heard = step(other, event, at)
            compared += 1
            assert _heard(told) == _heard(heard), event
            for player in (f"p{count % 5}", f"p{count % 7}"):
                assert snapshot_for(one, player, at) == snapshot_for(other, player, at)
    return compared


def _with_other_answer(plan: Plan, place: tuple[int, int]) -> Plan:
    number, cell = place
    part = plan.rounds[number]
    ask = part.asks[cell]
    ask = replace(ask, answer=(ask.answer + 1) % len(ask.options), because="Not so.", source="Elsewhere")
    part = replace(part, asks=(*part.asks[:cell], ask, *part.asks[cell + 1 :]))
    return replace(plan, rounds=(*plan.rounds[:number], part, *plan.rounds[number + 1 :]))


def _heard(tellings: tuple[Telling, ...]) -> bytes:
    return msgspec.json.encode([telling for telling in tellings if telling.to != HOST])


def run(seed: int, least: int) -> tuple[int, Counter[str]]:
    """Nights that follow from a seed, until so many events have happened.

    Args:
        seed: The seed.
        least: How many events at the least.

    Returns:
        How many events there were, and how often what happened: kinds of events, and codes of refusals.
    """
    below, events = below_of(seed), 0
    counts: Counter[str] = Counter()
    while events < least:
        stream = Stream(below)
        while not stream.over and events + stream.events < least:
            stream.turn()
        stream.end()
        events += stream.events
        counts += stream.counts
    return events, counts


def answer_us(players: int) -> float:
    """Microseconds for one answer, while so many players answer one question."""
    ask = Ask(
        "q", "pack", "Heading", "Question?", ("one", "two", "three", "four"), 2, "So it is.", "Atlas, 3"
    )
    room = open_room(Plan("Full house", (RoundPlan("classic", "Round", (ask,)),)))
    for number in range(players):
        room, _ = step(room, e.Joined(f"p{number}", f"Guest {number}", via="phone"), 0)
    for event in (e.Started(), e.Advanced()):
        room, _ = step(room, event, 0)
    start = time.perf_counter()
    for number in range(players):
        room, _ = step(room, e.Answered(f"p{number}", 1, number % 4), 1_000)
    took = time.perf_counter() - start
    assert room.phase is Phase.LOCKED
    return took / players * 1e6


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.room")
    parser.add_argument("--events", type=int, default=2_000_000, help="how many events happen (2,000,000)")
    parser.add_argument("--seed", type=int, default=1, help="what all follows from (1)")
    parser.add_argument("--players", type=int, default=1_000, help="players who answer at once (1,000)")
    options = parser.parse_args()
    gc.freeze()
    start, done, counts = time.perf_counter(), 0, Counter[str]()
    seed = options.seed
    while done < options.events:
        try:
            events, more = run(seed, min(20_000, options.events - done))
        except AssertionError:
            print(f"seed {seed} fails")
            raise
        done, counts, seed = done + events, counts + more, seed + 1
    took = time.perf_counter() - start
    print(f"{done:,} events in {took:.1f} s, {done / took:,.0f} a second with all checks: every one held")
    print(", ".join(f"{what} {count:,}" for what, count in counts.most_common()))
    us = min(answer_us(options.players) for _ in range(3))
    print(f"an answer among {options.players:,} players: {us:.1f} µs (at most {MAX_ANSWER_US})")
    return 0 if us <= MAX_ANSWER_US else 1


if __name__ == "__main__":
    raise SystemExit(main())
