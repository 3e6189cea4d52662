"""What a seat has to see that comes back, or comes late: the show as it stands, in a few tellings."""

from trivia.party.state import Room
from trivia.party.tellings import Telling


def snapshot_for(room: Room, player: str, now: int) -> tuple[Telling, ...]:
    """The state of the show for one seat; before the reveal nothing of it follows from the answer.

    Args:
        room: The room.
        player: The seat's id, or `HOST`.
        now: The moment, in milliseconds of party time.
    """
    raise NotImplementedError(room, player, now)
