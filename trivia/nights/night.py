"""A night played back from its journal, and a league of the same teams over several nights."""

from collections.abc import Iterable
from dataclasses import dataclass

from trivia.facts.text import folded, printable
from trivia.party.standing import scoreboard
from trivia.party.state import TEAM, Phase, Room
from trivia.saves.exchange import moment
from trivia.saves.parties import PartyKept, room_of
from trivia.saves.store import Store


@dataclass(frozen=True, slots=True)
class Night:
    """A night, played back from its journal.

    Attributes:
        kept: What the list of parties tells of it.
        room: What it came to.
    """

    kept: PartyKept
    room: Room

    @property
    def over(self) -> bool:
        """Whether it came to its final standings."""
        return self.room.phase in {Phase.FINAL, Phase.CLOSED}

    @property
    def counts(self) -> bool:
        """Whether it counts for a league: it came to its end, and a question was decided."""
        return self.over and bool(self.room.verdicts)

    @property
    def name(self) -> str:
        """What it was called."""
        return printable(self.kept.name)

    @property
    def began(self) -> str:
        """When it was opened, in UTC."""
        return moment(self.kept.began_at).isoformat(timespec="seconds").replace("+00:00", "Z")


@dataclass(slots=True)
class LeagueLine:
    """A team, or someone who plays alone, over several nights.

    Attributes:
        name: What it was called last.
        points: League points: on each night one, and one more for everyone it left behind.
        nights: How many nights it played.
        won: How many of them it won, alone or with others.
        score: The points of all nights added up; they settle a tie.
        place: Its place from 1; whom nothing sets apart shares one.
    """

    name: str
    points: int = 0
    nights: int = 0
    won: int = 0
    score: int = 0
    place: int = 0


def night_of(store: Store, kept: PartyKept) -> Night:
    """A night with its results.

    Raises:
        SaveError: If its journal cannot be read or played back.
    """
    return Night(kept, room_of(store, kept.uid))


def league(nights: Iterable[Night]) -> tuple[LeagueLine, ...]:
    """How the same teams stand over several nights, the first place first.

    Args:
        nights: The nights, the earliest first. A team is the same where its name reads the same, whatever
            its capitals. Nights without an end or without a verdict count for nothing.
    """
    table: dict[tuple[bool, str], LeagueLine] = {}
    for night in nights:
        if not night.counts:
            continue
        lines = scoreboard(night.room)
        for line in lines:
            key = (line.unit.startswith(TEAM), folded(line.name))
            entry = table.setdefault(key, LeagueLine(""))
            entry.name = printable(line.name)
            entry.points += 1 + sum(other.place > line.place for other in lines)
            entry.nights += 1
            entry.won += line.place == 1
            entry.score += line.score
    ranked = sorted(table.values(), key=lambda entry: (-entry.points, -entry.score))
    last: LeagueLine | None = None
    for place, entry in enumerate(ranked, 1):
        level = last is not None and (last.points, last.score) == (entry.points, entry.score)
        entry.place = last.place if last is not None and level else place
        last = entry
    return tuple(ranked)
