"""Who stands where, and what every question came to: folded from verdicts, corrections and late starts."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from operator import is_, itemgetter
from typing import Final

from msgspec import Struct

from trivia.party.plan import Ask, TeamScore
from trivia.party.queries import unit_name, units
from trivia.party.rules.rule import half_up
from trivia.party.state import TEAM, Marked, Phase, Room, Seat, Shown, Tally

_NO_TALLY: Final = Tally()


class Line(Struct, frozen=True, gc=False):
    """A unit in the standings: a seat that plays for itself, or a team.

    Attributes:
        unit: Its id.
        name: What it is called.
        score: Its points.
        place: Its place from 1; units that nothing sets apart share one.
        right: Right answers, a team's added up.
        ms: Milliseconds that these took, added up.
        members: How many seats it has.
        present: Whether anyone of it is there.
        climbed: Places up since the last standings that were shown; less than 0 for down.
    """

    unit: str
    name: str
    score: int
    place: int
    right: int
    ms: int
    members: int
    present: bool
    climbed: int = 0


class Result(Struct, frozen=True):
    """A question with its verdict.

    Attributes:
        number: Its number in the party.
        round: Its round, from 1.
        title: The round's title.
        ask: The question.
        marks: By seat, what it came to.
    """

    number: int
    round: int
    title: str
    ask: Ask
    marks: dict[str, Marked]


def scoreboard(room: Room) -> tuple[Line, ...]:
    """All units, the first place first. Whom the host has shown out is not among them.

    Ties go to more right answers, then to less time for these; a team counts with the mean of its members in
    both. What is still tied shares the place.

    The last ones are remembered: a screen asks for them many times a second, and a thousand seats that come
    back to a restarted host once each, all while nothing has changed.
    """
    return _scoreboard(_Scored(room))


class _Scored:
    """A room as far as scores go: two are the same where all that scores follow from is the very same."""

    __slots__ = ("_parts", "room")

    def __init__(self, room: Room) -> None:
        self.room = room
        standings = room.phase is Phase.STANDINGS
        self._parts = (room.plan, room.seats, room.verdicts, room.corrections, room.shown, standings)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Scored) and all(map(is_, self._parts, other._parts))

    def __hash__(self) -> int:
        return hash(tuple(map(id, self._parts)))


@lru_cache(maxsize=4)
def _scoreboard(scored: _Scored) -> tuple[Line, ...]:
    room = scored.room
    shown = room.shown[:-1] if room.phase is Phase.STANDINGS else room.shown
    before = {line.unit: place for place, line in _ranked(room, shown[-1])} if shown else {}
    upto = Shown(len(room.verdicts), len(room.corrections))
    return tuple(_placed(line, place, before.get(line.unit, place)) for place, line in _ranked(room, upto))


def scores(room: Room) -> dict[str, int]:
    """The score of every unit."""
    return {
        line.unit: line.score for line in _unranked(room, Shown(len(room.verdicts), len(room.corrections)))
    }


def results(room: Room) -> tuple[Result, ...]:
    """Every question that has a verdict, in order."""
    found = []
    for verdict in room.verdicts:
        part = room.plan.rounds[verdict.round]
        ask = part.asks[verdict.cell]
        found.append(Result(verdict.number, verdict.round + 1, part.title, ask, verdict.marks))
    return tuple(found)


def late_start(room: Room, unit: str, members: Iterable[Seat]) -> int:
    """Where a seat starts that joins now, so that it wins nothing by coming late and nobody loses a place.

    Args:
        room: The room without it.
        unit: The unit that it will score for.
        members: The seats that this has already.

    Returns:
        In a team that plays already, so much that the team's score stays what it is. Else the score of the
        last place among those who are there. Before the first verdict, and where the plan says so, 0.
    """
    if room.plan.late == "zero" or room.phase is Phase.LOBBY or not room.verdicts:
        return 0
    owned = _owned(room, Shown(len(room.verdicts), len(room.corrections)))
    mates = [owned[seat.player] for seat in members]
    if mates:
        return _mate_start(room.plan.team_score, mates)
    there = [line.score for line in scoreboard(room) if line.present and line.unit != unit]
    return min(there, default=0)


def _mate_start(way: TeamScore, mates: list[int]) -> int:
    if way == "sum":
        return 0
    if way != "mean" and len(mates) >= _best(way):
        return min(mates)
    return half_up(sum(mates), len(mates))


def team_score(way: TeamScore, owned: Iterable[int]) -> int:
    """What a team has of its members' own points.

    Args:
        way: How they are put together.
        owned: What each has; at least one.
    """
    best = sorted(owned, reverse=True)
    if way == "sum":
        return sum(best)
    if way != "mean":
        best = best[: _best(way)]
    return half_up(sum(best), len(best))


def _best(way: TeamScore) -> int:
    return int(way.removeprefix("best-"))


def _corrected(room: Room, upto: Shown) -> dict[str, int]:
    points: dict[str, int] = {}
    for correction in room.corrections[: upto.corrections]:
        points[correction.unit] = points.get(correction.unit, 0) + correction.points
    return points


def _tallies(room: Room, upto: Shown) -> tuple[Mapping[str, Tally], Mapping[str, int]]:
    if not upto.verdicts:
        return {}, {}
    verdict = room.verdicts[upto.verdicts - 1]
    return verdict.tallies, verdict.pots


def _owned(room: Room, upto: Shown) -> dict[str, int]:
    """What every seat has of its own, a team's pot not counted."""
    tallies, pots = _tallies(room, upto)
    corrected = _corrected(room, upto)
    return {
        player: seat.start
        + tallies.get(player, _NO_TALLY).points
        + pots.get(player, 0)
        + corrected.get(player, 0)
        for player, seat in room.seats.items()
    }


def _unranked(room: Room, upto: Shown) -> list[Line]:
    tallies, pots = _tallies(room, upto)
    corrected, owned = _corrected(room, upto), _owned(room, upto)
    lines = []
    for unit, seats in units(room).items():
        if len(seats) == 1 and not unit.startswith(TEAM):
            lines.append(_line_alone(seats[0], owned, tallies))
            continue
        score = team_score(room.plan.team_score, [owned[seat.player] for seat in seats])
        if unit.startswith(TEAM):
            score += pots.get(unit, 0) + corrected.get(unit, 0)
        own = [tallies.get(seat.player, _NO_TALLY) for seat in seats]
        lines.append(
            Line(
                unit=unit,
                name=unit_name(room, unit),
                score=score,
                place=0,
                right=sum(tally.right for tally in own),
                ms=sum(tally.ms for tally in own),
                members=len(seats),
                present=any(seat.present for seat in seats),
            )
        )
    return lines


def _line_alone(seat: Seat, owned: Mapping[str, int], tallies: Mapping[str, Tally]) -> Line:
    """The line of a seat that plays for itself; a hall is full of these."""
    tally = tallies.get(seat.player, _NO_TALLY)
    score = owned[seat.player]
    return Line(seat.unit, seat.name, score, 0, tally.right, tally.ms, 1, seat.present)


def _rank(line: Line) -> tuple[int, int, int]:
    """What sets units apart, the best the least. Means are taken in thousandths, so all stays whole."""
    return -line.score, -(line.right * 1_000 // line.members), line.ms // line.members


def _ranked(room: Room, upto: Shown) -> Iterator[tuple[int, Line]]:
    """All units with their places, the first place first."""
    place, last = 0, None
    ordered = sorted(((_rank(line), line) for line in _unranked(room, upto)), key=itemgetter(0))
    for count, (rank, line) in enumerate(ordered, 1):
        if rank != last:
            place, last = count, rank
        yield place, line


def _placed(line: Line, place: int, before: int) -> Line:
    return Line(
        line.unit,
        line.name,
        line.score,
        place,
        line.right,
        line.ms,
        line.members,
        line.present,
        before - place,
    )
