"""The journal: every event that the room took, in order, each with its moment of party time.

An event is kept before anyone sees what it did. So whatever becomes of the host's machine, the journal
leads to the room that everyone saw.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, runtime_checkable

import msgspec

from trivia.errors import TriviaError
from trivia.party.events import Event, Opened
from trivia.party.refused import Refused
from trivia.party.room import Room, open_room, step


class Journal(Protocol):
    """Where events are kept."""

    def append(self, at_ms: int, event: Event) -> None:
        """Keep an event; when this returns, it survives the end of the program.

        Args:
            at_ms: Its moment, in milliseconds of party time.
            event: The event.
        """

    def sync(self) -> None:
        """See to it that what is kept survives a power cut too; called when the show moves on."""


@runtime_checkable
class GatheringJournal(Journal, Protocol):
    """A journal that keeps several events in one go, which costs little more than to keep one of them."""

    def extend(self, events: Sequence[tuple[int, Event]]) -> None:
        """Keep events, all of them or none; when this returns, they survive the end of the program.

        Args:
            events: Moments in milliseconds of party time with their events, in order.
        """


class JournalError(TriviaError):
    """A journal is none: an event of it cannot be read, or cannot have happened there."""


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Event)


def encoded(event: Event) -> bytes:
    """An event as JSON, with its kind under `type`."""
    return _encode(event)


def decoded(body: bytes | str) -> Event:
    """The event that was encoded.

    Raises:
        JournalError: If it is none.
    """
    try:
        event: Event = _decode.decode(body)
    except (msgspec.MsgspecError, ValueError) as error:
        raise JournalError(f"an event of the party cannot be read: {error}") from error
    return event


def replay(events: Iterable[tuple[int, Event]]) -> Room:
    """The room that a journal leads to.

    Args:
        events: Moments in milliseconds of party time with their events; the first is `Opened`.

    Raises:
        JournalError: If it does not begin with a plan, or the room would have refused one of the events.
    """
    last = deque(rooms(events), maxlen=1)
    if not last:
        raise JournalError("the party's journal is empty")
    return last[0]


def rooms(events: Iterable[tuple[int, Event]]) -> Iterator[Room]:
    """The room after each event of a journal.

    Args:
        events: As `replay` takes them.

    Raises:
        JournalError: As `replay` does, when it comes to that event.
    """
    room: Room | None = None
    for number, (at_ms, event) in enumerate(events, 1):
        room = _next(room, number, at_ms, event)
        yield room


def _next(room: Room | None, number: int, at_ms: int, event: Event) -> Room:
    try:
        if room is not None:
            return step(room, event, at_ms)[0]
        if isinstance(event, Opened):
            return open_room(event.plan)
    except Refused as error:
        kind = type(event).__name__
        raise JournalError(f"event {number} of the party ({kind}) cannot have happened: {error}") from error
    raise JournalError("the party's journal does not begin with its plan")
