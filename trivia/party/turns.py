"""Whose turn it is on the board."""

from trivia.party.queries import units
from trivia.party.standing import scoreboard
from trivia.party.state import Room


def turn_of(room: Room) -> str:
    """The unit that chooses next; an empty string where nobody is there.

    The last place begins, the first to have joined of those who share it. After that the turn goes where the
    last verdict sent it, or to the next unit that is there.
    """
    last = room.verdicts[-1] if room.verdicts else None
    if last is not None and last.round == room.round:
        return next_unit(room, last.turn, itself=True)
    there = [line for line in scoreboard(room) if line.present]
    last_place = max((line.place for line in there), default=0)
    behind = {line.unit for line in there if line.place == last_place}
    return next((unit for unit in units(room) if unit in behind), "")


def next_unit(room: Room, unit: str, *, itself: bool = False) -> str:
    """The unit after this one, in the order of joining and round again, that is there.

    Args:
        room: The room.
        unit: The unit that had the turn.
        itself: Whether this unit may have it as well, if it is there.
    """
    order = units(room)
    names = list(order)
    start = names.index(unit) + (not itself) if unit in order else 0
    return next(
        (name for name in names[start:] + names[:start] if any(seat.present for seat in order[name])), ""
    )
