"""The room: a pure state machine. An event and its moment make the next room, and what to tell of it.

    room = open_room(plan)
    room, tellings = step(room, Joined("p1", "Ada"), now)
    room, tellings = step(room, Started(), now)

`now` is party time: whole milliseconds that stand still while the host's program does not run. What is
refused raises `Refused` and leaves the room as it was.
"""

from trivia.party.events import Event
from trivia.party.plan import Plan, checked
from trivia.party.refused import Refused
from trivia.party.state import Phase, Room, Step

__all__ = ["Phase", "Refused", "Room", "open_room", "step"]


def open_room(plan: Plan) -> Room:
    """The room as a party opens, with nobody in it.

    Raises:
        Refused: If no party can be played by this plan.
    """
    return Room(checked(plan))


def step(room: Room, event: Event, now: int) -> Step:
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
    raise NotImplementedError(room, event, now)
