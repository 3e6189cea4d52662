"""The host's remote: what its words mean in the room, and the show as it is seen from there."""

from collections.abc import Callable
from typing import Final

from trivia.party import events
from trivia.party.events import Event
from trivia.party.offered import offered
from trivia.party.queries import by_buzzer, counts, seated
from trivia.party.refused import Refused
from trivia.party.says import Seats, Sitting, Stage
from trivia.party.standing import scores
from trivia.party.state import Phase, Room
from trivia.party.wire import Do

_PLAIN: Final[dict[str, Callable[[], Event]]] = {
    "pause": events.Paused,
    "resume": events.Resumed,
    "reveal": events.RevealedNow,
    "undo": events.VerdictUndone,
    "replay": events.Replayed,
    "end": events.Ended,
    "close": events.Closed,
}
"""The words that need nothing besides."""

_NEXT: Final = {
    Phase.LOBBY: "Start the show",
    Phase.INTRO: "First question",
    Phase.CHOOSING: "Choose for them",
    Phase.WAGERING: "Enough staked",
    Phase.OPEN: "",
    Phase.LOCKED: "Reveal the answer",
    Phase.REVEAL: "On we go",
    Phase.STANDINGS: "On we go",
    Phase.FINAL: "",
    Phase.CLOSED: "",
}

_HEADLINES: Final = {
    Phase.LOBBY: "The room is filling",
    Phase.CHOOSING: "The board is open",
    Phase.WAGERING: "Stakes, please",
    Phase.STANDINGS: "How it stands",
    Phase.FINAL: "That's the show",
    Phase.CLOSED: "The party is over",
}

_ACTIONS: Final = {
    "pause": "pause",
    "resume": "resume",
    "extend": "extend",
    "reveal": "reveal",
    "skip": "skip",
    "undo": "undo",
    "replay": "again",
    "end": "end",
    "close": "finish",
}
"""The words of the remote with the host's keys that do the same."""

_ASKED: Final = frozenset({Phase.OPEN, Phase.LOCKED, Phase.REVEAL})
_RUNNING: Final = frozenset({Phase.OPEN, Phase.WAGERING})
_BEFORE: Final = frozenset({Phase.INTRO, Phase.CHOOSING})
"""No question is on: what is skipped here is the rest of the round, and is called so (`drop`)."""
_OVER: Final = frozenset({Phase.FINAL, Phase.CLOSED})


def event_of(room: Room, do: Do) -> Event:
    """The event that the remote asks for; whether it can be now is the room's to say.

    Raises:
        Refused: If no such thing is known (`unknown`).
    """
    match do.what:
        case "next":
            return events.Started() if room.phase is Phase.LOBBY else events.Advanced()
        case "extend":
            return events.Extended(do.ms)
        case "skip":
            return events.Skipped(room.question)
        case "judge":
            return events.Judged(do.player, do.right)
        case "correct":
            return events.Corrected(do.unit, do.points, do.reason)
        case "kick":
            return events.Kicked(do.player, do.on)
        case "lock":
            return events.DoorLocked(do.on)
        case what if what in _PLAIN:
            return _PLAIN[what]()
        case _:
            raise Refused("unknown", "The stage does not know that key. Load the remote's page again.")


def stage_of(room: Room, trouble: str = "") -> Stage:
    """The show as the host's remote sees it.

    Args:
        room: The room.
        trouble: What is wrong with keeping the night.
    """
    asked, ask = room.asked, room.ask
    on = room.phase in _ASKED and asked is not None and ask is not None
    done, of = counts(room) if room.phase in _RUNNING and not by_buzzer(room) else (0, 0)
    told = on and (room.phase is Phase.REVEAL or not room.part.aloud)  # till then the big screen has none
    buzzed = asked.buzzed if asked is not None and room.phase is Phase.OPEN else ""
    return Stage(
        where=_where(room),
        title=_HEADLINES.get(room.phase, room.part.title),
        prompt=ask.prompt if on and ask is not None else "",
        options=ask.options if told and ask is not None else (),
        n=done,
        of=of,
        players=sum(seat.present for seat in seated(room)),
        next=_NEXT[room.phase],
        can=_can(room),
        paused=room.paused,
        locked=room.door_locked,
        right=ask.answer if room.phase is Phase.REVEAL and ask is not None else None,
        buzzed=room.seats[buzzed].name if buzzed else "",
        judge=buzzed if room.part.aloud else "",
        trouble=trouble,
    )


def seats_of(room: Room, pin: str = "") -> Seats:
    """All seats, with what their units have.

    Args:
        room: The room.
        pin: What guests say at the door.
    """
    found = scores(room)
    sittings = (
        Sitting(seat.player, seat.unit, seat.name, seat.team, found[seat.unit], seat.present)
        for seat in seated(room)
    )
    return Seats(tuple(sittings), pin)


def _where(room: Room) -> str:
    if room.phase is Phase.LOBBY or room.phase in _OVER:
        return room.plan.name
    words = f"Round {room.round + 1} of {len(room.plan.rounds)} · {room.part.title}"
    if room.asked is not None and room.phase in _ASKED | {Phase.WAGERING}:
        words += f" · question {len(room.asked.used)} of {len(room.part.asks)}"
    return words


def _can(room: Room) -> tuple[str, ...]:
    """What the remote may offer; the room decides again when it is asked for."""
    words = [word for word, action in _ACTIONS.items() if offered(room, action)]
    if room.phase in _BEFORE:
        words = ["drop" if word == "skip" else word for word in words]
    if room.phase is Phase.LOBBY:  # a show that has not begun is left, and that is done at its screen
        words = [word for word in words if word != "end"]
    return tuple(words)
