"""The runner: ties room, clock and journal together, and tells whoever listens.

It waits for nothing and starts nothing: a screen's timer or the server's loop calls `tick`, and what happens
is handed to `do`. Everything runs in one thread.
"""

from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Final, TypeAlias

from trivia.errors import SaveError
from trivia.party.events import Event, Opened, Paused, TimeUp
from trivia.party.journal import GatheringJournal, Journal
from trivia.party.queries import due_at
from trivia.party.refused import Refused
from trivia.party.room import open_room, step
from trivia.party.state import Phase, Room
from trivia.party.tellings import Telling

Listener: TypeAlias = Callable[[Event, tuple[Telling, ...]], None]
"""Hears of every event that the room has taken, with what is to be told of it; must not raise."""

_QUIET: Final = frozenset(
    {Phase.INTRO, Phase.REVEAL, Phase.STANDINGS, Phase.FINAL, Phase.CLOSED},
)
"""The phases in which the journal is synced: nobody waits for an answer then."""

_SHOWN_FIRST: Final = 20
"""Milliseconds from such a phase's start to the sync: the screen shows it first, and a slow disk keeps
nobody waiting for that."""


class Host:
    """A party that is going on.

    Attributes:
        trouble: Why the journal could not be written at the last try, in one line; empty where all is kept.
    """

    def __init__(
        self,
        journal: Journal,
        clock_ms: Callable[[], int],
        room: Room | None = None,
        at_ms: int = 0,
    ) -> None:
        """Take up a party, or begin one.

        Args:
            journal: Where events are kept before anyone hears of them.
            clock_ms: Milliseconds that only ever grow, from an arbitrary start.
            room: The room, as brought back from a journal; `None` for a new party, whose first event has to
                be `Opened`.
            at_ms: The party time at which it goes on: that of the journal's last event.
        """
        self.trouble = ""
        self._journal = journal
        self._clock_ms = clock_ms
        self._room = room
        self._stood_at = at_ms
        self._since: int | None = clock_ms()
        self._unkept: deque[tuple[int, Event]] = deque()
        self._listeners: list[Listener] = []
        self._sync_at: int | None = None
        self._untold: deque[tuple[Event, tuple[Telling, ...]]] = deque()
        self._telling = False

    @property
    def room(self) -> Room:
        """The room as it stands now.

        Raises:
            Refused: If the party has not been opened (`early`).
        """
        if self._room is None:
            raise Refused("early", "The party has not opened yet.")
        return self._room

    def now(self) -> int:
        """Party time in milliseconds: it stands while the program does not run, or is held."""
        return self._stood_at + (0 if self._since is None else self._clock_ms() - self._since)

    def hold(self) -> None:
        """Let party time stand, as when the program is put aside; no question runs out meanwhile."""
        if self._sync_at is not None:
            self.sync()
        self._stood_at, self._since = self.now(), None

    def go_on(self) -> None:
        """Let party time run again."""
        if self._since is None:
            self._since = self._clock_ms()

    @property
    def deadline(self) -> int | None:
        """When `tick` has something to do, in party time; `None` where no clock runs."""
        times = (self._due, self._sync_at)
        return min((time for time in times if time is not None), default=None)

    @property
    def _due(self) -> int | None:
        return None if self._room is None else due_at(self._room)

    @property
    def unkept(self) -> int:
        """How many events are in memory alone."""
        return len(self._unkept)

    def do(self, event: Event) -> tuple[Telling, ...]:
        """Let something happen: it is kept first, then told.

        Args:
            event: What happens, now.

        Returns:
            What is to be told of it; whoever listens has heard it too.

        Raises:
            Refused: If the room does not take it; nothing has changed then.
        """
        now = self.now()
        if self._room is None:
            if not isinstance(event, Opened):
                raise Refused("early", "The party has not opened yet.")
            room = open_room(event.plan)
            told: tuple[Telling, ...] = ()
        else:
            room, told = step(self._room, event, now)
        self._keep(now, event)
        before, self._room = self._room, room
        self._plan_sync(now, before)
        self._tell(event, told)
        return told

    def do_all(self, events: Iterable[Event]) -> list[Refused | None]:
        """Let several things happen in this moment, kept in one go: a hall answers all at once.

        Args:
            events: What happens, in order.

        Returns:
            For each, why the room did not take it, or `None` where it did.
        """
        now, before = self.now(), self.room
        room = before
        refusals: list[Refused | None] = []
        happened: list[tuple[Event, tuple[Telling, ...]]] = []
        for event in events:
            room, told = _stepped(room, event, now)
            if isinstance(told, Refused):
                refusals.append(told)
            else:
                refusals.append(None)
                happened.append((event, told))
        self._keep(now, *(event for event, _ in happened))
        self._room = room
        self._plan_sync(now, before)
        for event, told in happened:
            self._tell(event, told)
        return refusals

    def tick(self) -> tuple[Telling, ...]:
        """Say that the time is up where it is, and sync where it is time; cheap enough for every turn."""
        now = self.now()
        if self._sync_at is not None and now >= self._sync_at:
            self.sync()
        due = self._due
        if due is None or now < due:
            return ()
        return self.do(TimeUp(self.room.question))

    def pause(self) -> None:
        """Pause where the show can be paused, and is not: for a party that was brought back."""
        with suppress(Refused):
            self.do(Paused())

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Let someone hear of everything from now on.

        What a listener does itself is told when all have heard what it was told of.

        Args:
            listener: Who.

        Returns:
            What ends it.
        """
        self._listeners.append(listener)

        def end() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return end

    def sync(self) -> bool:
        """Bring everything to the disk, power loss or not; `trouble` says why not, where that fails."""
        self._sync_at = None
        try:
            self._flush()
            self._journal.sync()
        except (SaveError, OSError) as error:
            self.trouble = str(error)
        return not self.trouble

    def _plan_sync(self, now: int, before: Room | None) -> None:
        """Sync soon where a phase has begun in which nobody waits for an answer; at once at the end."""
        room = self.room
        if room.phase in _QUIET and (before is None or room.phase is not before.phase):
            self._sync_at = now + _SHOWN_FIRST
        if room.phase is Phase.CLOSED:
            self.sync()

    def _keep(self, now: int, *events: Event) -> None:
        """Write events, after those that could not be written before; a full disk stops no show."""
        self._unkept.extend((now, event) for event in events)
        try:
            self._flush()
        except (SaveError, OSError) as error:
            self.trouble = str(error)

    def _flush(self) -> None:
        if len(self._unkept) > 1 and isinstance(self._journal, GatheringJournal):
            self._journal.extend(tuple(self._unkept))
            self._unkept.clear()
        while self._unkept:
            self._journal.append(*self._unkept[0])
            self._unkept.popleft()
        self.trouble = ""

    def _tell(self, event: Event, told: tuple[Telling, ...]) -> None:
        self._untold.append((event, told))
        if self._telling:
            return
        self._telling = True
        try:
            while self._untold:
                happened = self._untold.popleft()
                for listener in tuple(self._listeners):
                    listener(*happened)
        finally:
            self._telling = False


def _stepped(room: Room, event: Event, now: int) -> tuple[Room, tuple[Telling, ...] | Refused]:
    """A step, or the same room and why it was refused."""
    try:
        return step(room, event, now)
    except Refused as refused:
        return room, refused
