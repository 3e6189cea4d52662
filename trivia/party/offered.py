"""Which of the host's keys do something now; only these are on the line of keys, and on the remote."""

from typing import Final

from trivia.party.queries import by_buzzer, seated
from trivia.party.state import Phase, Room

_IN_PLAY: Final = frozenset({Phase.WAGERING, Phase.OPEN, Phase.LOCKED})
_NO_PAUSE: Final = frozenset({Phase.LOBBY, Phase.FINAL, Phase.CLOSED})


def offered(room: Room, action: str) -> bool:
    """Whether one of the host's actions makes sense now.

    Args:
        room: The room.
        action: The action, as `commands.PARTY` names it; any other makes sense always.
    """
    phase, paused = room.phase, room.paused
    over = phase in {Phase.FINAL, Phase.CLOSED}
    match action:
        case "begin":
            return phase is Phase.LOBBY
        case "proceed":
            return not paused and phase not in {Phase.LOBBY, Phase.OPEN, Phase.FINAL, Phase.CLOSED}
        case "finish":
            return over
        case "pause":
            return phase not in _NO_PAUSE and not paused
        case "resume":
            return paused
        case "extend":
            return (
                phase in {Phase.WAGERING, Phase.OPEN} and room.asked is not None and bool(room.asked.ends_at)
            )
        case "reveal":
            return phase in {Phase.OPEN, Phase.LOCKED} and not paused
        case "skip":
            return phase in _IN_PLAY | {Phase.INTRO, Phase.CHOOSING} and not paused
        case "right" | "wrong":
            return not paused and bool(speaker(room))
        case "mark":
            return not paused and not speaker(room) and _markable(room)
        case "stake":
            return phase is Phase.WAGERING and not paused
        case "undo":
            return undoable(room)
        case "again":
            return (
                not paused
                and room.asked is not None
                and (phase in {Phase.OPEN, Phase.LOCKED} or undoable(room))
            )
        case "correct":
            return phase is not Phase.LOBBY and phase is not Phase.CLOSED
        case "seats":
            return phase is not Phase.CLOSED
        case "end":
            return not over
    return True


def _markable(room: Room) -> bool:
    if room.phase is Phase.LOCKED:
        return True
    if room.phase is Phase.REVEAL:  # the judge may want to see the answer first
        return room.part.aloud and undoable(room)
    return room.phase is Phase.OPEN and room.part.aloud and not by_buzzer(room)


def undoable(room: Room) -> bool:
    """Whether there is a verdict to take back."""
    asked = room.asked
    if asked is None or room.phase in _IN_PLAY or room.phase is Phase.CLOSED or not room.verdicts:
        return False
    return room.verdicts[-1].number == asked.number


def speaker(room: Room) -> str:
    """The seat that has the floor, so that the host can mark it at a key; an empty string where none has."""
    asked = room.asked
    if asked is None or room.phase is not Phase.OPEN:
        return ""
    if asked.buzzed:
        return asked.buzzed
    if room.part.aloud and asked.only:
        return next((seat.player for seat in seated(room) if seat.unit == asked.only and seat.present), "")
    return ""
