"""Short questions put to a room: who scores together, who may answer, what time is left."""

from collections.abc import Iterator

from trivia.party.events import CREDIT_CAP_MS
from trivia.party.rules.table import RULES
from trivia.party.state import TEAM, Phase, Room, Seat
from trivia.party.tellings import May


def team_unit(team: str) -> str:
    """The id under which a team scores."""
    return TEAM + team


def seated(room: Room) -> Iterator[Seat]:
    """Every seat that is in the game, there or not."""
    return (seat for seat in room.seats.values() if not seat.kicked)


def units(room: Room) -> dict[str, list[Seat]]:
    """Who scores together: the id of each unit with its seats, in the order of joining."""
    found: dict[str, list[Seat]] = {}
    for seat in seated(room):
        found.setdefault(seat.unit, []).append(seat)
    return found


def unit_name(room: Room, unit: str) -> str:
    """What a unit is called on the screen."""
    if unit.startswith(TEAM):
        return unit[len(TEAM) :]
    return room.seats[unit].name if unit in room.seats else ""


def by_buzzer(room: Room) -> bool:
    """Whether the question that is asked is buzzed for."""
    asked = room.asked
    if asked is None or asked.only:
        return False
    part = room.plan.rounds[asked.round]
    return part.board.by_buzzer if part.board else RULES[part.rule].buzzer


def lives_of(room: Room, player: str) -> int | None:
    """How many lives a seat has left in this round; `None` where they are not counted.

    A seat that joins while the round is on has as many as the weakest of those who are still in.
    """
    if not room.rule.lives:
        return None
    last = room.verdicts[-1] if room.verdicts else None
    if last is None or last.round != room.round:
        return room.part.lives
    if player in last.lives:
        return last.lives[player]
    return min((lives for lives in last.lives.values() if lives), default=room.part.lives)


def entitled(room: Room, seat: Seat) -> bool:
    """Whether a seat has a part in the question that is asked, answered already or not."""
    asked = room.asked
    if asked is None or seat.kicked or (asked.only and seat.unit != asked.only):
        return False
    return lives_of(room, seat.player) != 0


def entitled_seats(room: Room) -> list[Seat]:
    """The seats that have a part in the question that is asked; a hall is gone through in one go."""
    asked = room.asked
    if asked is None:
        return []
    seats = [seat for seat in room.seats.values() if not seat.kicked]
    if asked.only:
        seats = [seat for seat in seats if seat.unit == asked.only]
    return [seat for seat in seats if lives_of(room, seat.player) != 0] if room.rule.lives else seats


def counts(room: Room) -> tuple[int, int]:
    """How many have answered or staked, and of how many that is; not counted anew, so as cheap for a hall."""
    asked = room.asked
    if asked is None:
        return 0, 0
    done = len(asked.stakes if room.phase is Phase.WAGERING else asked.answers)
    return done, done + asked.missing


def part_of(room: Room, player: str) -> May:
    """What a seat may do with the question that is open now."""
    seat, asked = room.seats.get(player), room.asked
    if seat is None or asked is None or room.phase is not Phase.OPEN or not entitled(room, seat):
        return "wait"
    if asked.buzzed == player:
        return "wait" if room.part.aloud else "answer"
    if by_buzzer(room):
        return "wait" if asked.buzzed or seat.unit in asked.tried else "buzz"
    return "wait" if room.part.aloud or player in asked.answers else "answer"


def ms_left(room: Room, now: int) -> int | None:
    """What is left of the clock that runs, in milliseconds; `None` where none does."""
    asked = room.asked
    if asked is None or asked.ends_at is None or room.phase not in {Phase.OPEN, Phase.WAGERING}:
        return None
    return max(0, asked.ends_at - (now if room.paused_at is None else room.paused_at))


def due_at(room: Room) -> int | None:
    """When `TimeUp` should come, in party time; `None` where no clock runs.

    With seats elsewhere that is a little after the deadline, so that an answer on its way still counts.
    """
    asked = room.asked
    if (
        room.paused
        or asked is None
        or asked.ends_at is None
        or room.phase not in {Phase.OPEN, Phase.WAGERING}
    ):
        return None
    far = any(seat.present and seat.via in {"phone", "terminal"} for seat in seated(room))
    return asked.ends_at + (CREDIT_CAP_MS if far else 0)
