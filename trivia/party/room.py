"""The room: a pure state machine. An event and its moment make the next room, and what to tell of it.

    room = open_room(plan)
    room, tellings = step(room, Joined("p1", "Ada"), now)
    room, tellings = step(room, Started(), now)

`now` is party time: whole milliseconds that stand still while the host's program does not run. What is
refused raises `Refused` and leaves the room as it was.
"""

from collections.abc import Callable
from typing import Any, Final

from trivia.party import answers, events, hosting, seats
from trivia.party.plan import Plan, checked
from trivia.party.queries import due_at, ms_left, part_of
from trivia.party.refused import Refused
from trivia.party.snapshot import snapshot_for
from trivia.party.state import Phase, Room, Step

__all__ = [
    "Phase",
    "Refused",
    "Room",
    "Step",
    "due_at",
    "ms_left",
    "open_room",
    "part_of",
    "snapshot_for",
    "step",
]


def open_room(plan: Plan) -> Room:
    """The room as a party opens, with nobody in it.

    Raises:
        Refused: If no party can be played by this plan.
    """
    return Room(checked(plan))


def step(room: Room, event: events.Event, now: int) -> Step:
    """Let something happen.

    Args:
        room: The room as it stands.
        event: What happens.
        now: When, in milliseconds of party time.

    Returns:
        The room after it, and what is to be told, in order.

    Raises:
        Refused: If it cannot happen now; the room given stays as it was.
    """
    kind = type(event)
    if room.phase is Phase.CLOSED:
        raise Refused("closed", "The party is over. Thank you for coming!")
    if room.paused_at is not None and kind in _STAND_STILL:
        raise Refused("paused", "The show is paused. Hold that thought!")
    handler = _HANDLERS.get(kind)
    if handler is None:
        raise Refused("phase", "The party is open already.")
    return handler(room, event, now)


_HANDLERS: Final[dict[type, Callable[[Room, Any, int], Step]]] = {
    events.Answered: answers.answered,
    events.Buzzed: answers.buzzed,
    events.Chose: answers.chose,
    events.Wagered: answers.wagered,
    events.Judged: answers.judged,
    events.TimeUp: answers.time_up,
    events.Joined: seats.joined,
    events.Left: seats.left,
    events.Returned: seats.returned,
    events.Renamed: seats.renamed,
    events.Moved: seats.moved,
    events.Kicked: seats.kicked,
    events.DoorLocked: seats.door_locked,
    events.Started: hosting.started,
    events.Advanced: hosting.advanced,
    events.Paused: hosting.paused,
    events.Resumed: hosting.resumed,
    events.Skipped: hosting.skipped,
    events.Extended: hosting.extended,
    events.RevealedNow: hosting.revealed_now,
    events.VerdictUndone: hosting.undone,
    events.Corrected: hosting.corrected,
    events.Replayed: hosting.replayed,
    events.Ended: hosting.ended,
    events.Closed: hosting.closed,
}
"""What each kind of event does; all but `Opened`, which makes the room."""

_STAND_STILL: Final = frozenset(
    {
        events.Answered,
        events.Buzzed,
        events.Chose,
        events.Wagered,
        events.Judged,
        events.TimeUp,
        events.Advanced,
        events.Skipped,
        events.RevealedNow,
        events.Replayed,
    }
)
"""What waits until a pause is over."""
