"""The switchboard: joins lines to seats, and sends to each line what the room tells its seat.

Nobody is waited for: a frame is handed to the system, and a line that does not read is cut.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

from trivia.party import events, says, wire
from trivia.party.events import Event
from trivia.party.frames import reveal_to, said_of
from trivia.party.host import Host
from trivia.party.limits import Limits
from trivia.party.lines import Line, framed, send, send_frame
from trivia.party.queries import seated
from trivia.party.reception import Reception
from trivia.party.refused import Refused
from trivia.party.remote import stage_of
from trivia.party.snapshot import snapshot_for
from trivia.party.standing import scoreboard
from trivia.party.state import Phase, Room
from trivia.party.tellings import (
    EVERYONE,
    HOST,
    AnsweredCount,
    FinalShown,
    LobbyChanged,
    Locked,
    Outcome,
    Revealed,
    Standings,
    Telling,
    What,
)

_LOBBY_PAUSE: Final = 0.3
"""Seconds between two words about who is there, and …"""

_LOBBY_PAUSE_EACH: Final = 0.001
"""… so much more for each who is: a thousand who come in need not hear of each other."""

_LOCK_PAUSE: Final = 0.1
"""Seconds until all hear that no more answers are taken: whoever waits to hear of their own comes first."""

_SCREEN_FIRST: Final = 0.03
"""Seconds by which a hall hears later than its big screen shows: a host's key does not wait for a thousand
phones. What goes to a few seats alone does not wait."""

_AT_ONCE: Final = 50
"""Frames of seats' own that go out in one go; then others have their turn."""

_STAGE_PAUSE: Final = 0.2
"""Seconds between two views for the host's remote."""

_FOLLOWED: Final = (
    events.Kicked,
    events.Renamed,
    events.Moved,
    events.Corrected,
    events.VerdictUndone,
    events.Closed,
)
"""What means something for lines and seats."""

_ELSEWHERE: Final = says.Bye("elsewhere", "You're playing on another page now.")


class Switchboard:
    """Lines and seats."""

    def __init__(self, host: Host, reception: Reception, limits: Limits) -> None:
        """Set it up; nothing is joined before `open`.

        Args:
            host: The party.
            reception: Who gives out seats.
            limits: How long an empty seat is waited for, and how much a line may leave unread.
        """
        self._host = host
        self._reception = reception
        self._limits = limits
        self._seated: dict[str, Line] = {}
        self._remotes: set[Line] = set()
        self._absent: dict[str, asyncio.TimerHandle] = {}
        self._later: dict[str, asyncio.TimerHandle] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._lobby: LobbyChanged | None = None
        self._locked: Locked | None = None
        self._own: tuple[Room, dict[str, says.Own]] | None = None
        self._waiting: deque[tuple[str, says.FromServer | str]] = deque()
        self._taken = 0, b""
        self._planned: int | None = None
        self._deaf: Callable[[], None] | None = None

    @property
    def connected(self) -> int:
        """How many seats have a line."""
        return len(self._seated)

    def open(self) -> None:
        """Listen to the party from now on, in the running loop.

        Seats may be taken and have no line yet: the host was away, and their phones are on the way.
        """
        self._loop = asyncio.get_running_loop()
        self._deaf = self._host.subscribe(self._told)
        for seat in self._host.room.seats.values():
            if seat.present and seat.token and not seat.kicked:
                self._wait_for(seat.player, 3 * self._limits.grace)
        self._plan_tick()

    def close(self) -> None:
        """Listen no more; who is seated stays so in the room, and comes back when it is open again."""
        if self._deaf is not None:
            self._deaf()
            self._deaf = None
        self._catch_up()
        for timer in (*self._absent.values(), *self._later.values()):
            timer.cancel()
        self._absent.clear()
        self._later.clear()

    # Lines and seats

    def seat(self, line: Line, player: str, token: str = "") -> None:
        """Join a line to its seat, and show it the show as it stands."""
        self._catch_up()
        timer = self._absent.pop(player, None)
        if timer is not None:
            timer.cancel()
        other = self._seated.get(player)
        if other is not None:
            self.end(other, _ELSEWHERE)
        if not self._host.room.seats[player].present and self._host.room.phase is not Phase.CLOSED:
            self._host.do(events.Returned(player))
        line.player = player
        self._seated[player] = line
        self._welcome(line, token)
        self._send_all(line, snapshot_for(self._host.room, player, self._host.now()))

    def admit_remote(self, line: Line) -> None:
        """Join a line to the host's remote, and show it the show."""
        line.remote = True
        self._remotes.add(line)
        self._send_stage()

    def lost(self, line: Line) -> None:
        """A line is gone; its seat is waited for a little, so that a hop to another Wi-Fi costs nothing."""
        self._remotes.discard(line)
        if line.player and self._seated.get(line.player) is line:
            del self._seated[line.player]
            if self._deaf is not None:
                self.wait_for(line.player)

    def wait_for(self, player: str) -> None:
        """A seat without a line is there for a little longer."""
        self._wait_for(player, self._limits.grace)

    def _wait_for(self, player: str, seconds: float) -> None:
        self._absent[player] = self._loop.call_later(seconds, self.leave, player)

    def leave(self, player: str) -> None:
        """A seat has been without a line for too long to be waited for."""
        self._absent.pop(player, None)
        seat = self._host.room.seats.get(player)
        if seat is not None and seat.present and not seat.kicked and player not in self._seated:
            try:
                self._host.do(events.Left(player))
            except Refused:  # the party is closed: nobody leaves it any more
                return

    def end(self, line: Line, last: says.Bye | None = None) -> None:
        """Close a line, with a last word where there is one."""
        if last is not None:
            self.send(line, last)
        if self._seated.get(line.player) is line:
            del self._seated[line.player]
        line.player, line.remote = "", False
        self._remotes.discard(line)
        task = self._loop.create_task(line.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    # What goes out

    def _told(self, event: Event, told: tuple[Telling, ...]) -> None:
        """Send what is told of an event; called by the host after every one."""
        if isinstance(event, events.Answered) and _changes_nothing_else(told) and not self._remotes:
            self._acknowledge(event)
            return
        self._catch_up()
        revealed: Revealed | None = None
        last: What | None = None
        text = ""
        for telling in told:
            what = telling.what
            if isinstance(what, Revealed):
                revealed = what
            elif isinstance(what, Outcome):
                if revealed is not None:
                    self._waiting.append((telling.to, reveal_to(revealed, what)))
            elif isinstance(what, LobbyChanged):
                self._lobby = what
                self._soon("lobby", _LOBBY_PAUSE + _LOBBY_PAUSE_EACH * self.connected, self._send_lobby)
            elif isinstance(what, Locked):
                self._locked = what
                self._soon("lock", _LOCK_PAUSE, self._send_lock)
            elif isinstance(what, Standings | FinalShown):
                self._lay_standings(telling.to, what)
            elif telling.to != HOST:
                if what is not last:  # many are often told the same
                    last, said = what, said_of(what)
                    text = "" if said is None else wire.encode(said)
                self._waiting.append((telling.to, text))
        if any(to == EVERYONE for to, _ in self._waiting) or len(self._waiting) > _AT_ONCE:
            self._soon("hall", _SCREEN_FIRST, self._send_some)
        else:
            self._catch_up()
        if isinstance(event, _FOLLOWED):
            self._follow(event)
        if self._remotes:
            self._soon("stage", _STAGE_PAUSE, self._send_stage)
        self._plan_tick()

    def _acknowledge(self, event: events.Answered) -> None:
        """Tell a seat that its answer is in, where nothing else comes of it: a hall says so all at once."""
        self._catch_up()
        line = self._seated.get(event.player)
        if line is not None:
            if self._taken[0] != event.question:
                self._taken = event.question, framed(wire.encode(says.Took(event.question)))
            send_frame((line,), self._taken[1], self._limits.backlog)

    def _follow(self, event: Event) -> None:
        """What an event means for lines and seats."""
        if isinstance(event, events.Kicked | events.Moved):
            self._own = None  # who scores has changed, though no score has
        self._catch_up()
        if isinstance(event, events.Kicked):
            self._reception.forget(event.player)
            line = self._seated.get(event.player)
            if line is not None:
                self.end(line)
        elif isinstance(event, events.Renamed | events.Moved):
            self._welcome_again(event.player)
        elif isinstance(event, events.Corrected | events.VerdictUndone):
            seats = tuple(seated(self._host.room))
            one = event.unit if isinstance(event, events.Corrected) else ""
            self._welcome_again(*(seat.player for seat in seats if not one or seat.unit == one))
        elif isinstance(event, events.Closed):
            for line in tuple(self._seated.values()):
                self.end(line)

    def _welcome_again(self, *players: str) -> None:
        """Tell who they are now, and where they stand."""
        for player in players:
            line = self._seated.get(player)
            if line is not None:
                self._welcome(line)

    def _send_text(self, to: str, text: str) -> None:
        if to == EVERYONE:
            send(self._seated.values(), text, self._limits.backlog)
        else:
            line = self._seated.get(to)
            if line is not None:
                send((line,), text, self._limits.backlog)

    def send(self, line: Line, said: says.FromServer) -> None:
        """Say something to one line."""
        self._catch_up()
        send((line,), wire.encode(said), self._limits.backlog)

    def _lay_standings(self, to: str, what: Standings | FinalShown) -> None:
        said = said_of(what)
        for player in self._seated if to == EVERYONE else (to,):
            if player in self._seated:
                self._waiting.append((player, _with_own(said, self._own_of(player))))

    def _send_some(self) -> None:
        """Send some of what waits, and the rest when others have had their turn."""
        for _ in range(min(len(self._waiting), _AT_ONCE)):
            self._send_next()
        if self._waiting:
            self._soon("hall", 0, self._send_some)

    def _catch_up(self) -> None:
        """Send all that waits: something that comes after it is on its way."""
        while self._waiting:
            self._send_next()

    def _send_next(self) -> None:
        to, said = self._waiting.popleft()
        self._send_text(to, said if isinstance(said, str) else wire.encode(said))

    def _send_all(self, line: Line, tellings: Sequence[Telling]) -> None:
        """Send a view of the show to one line."""
        outcome = next((telling.what for telling in tellings if isinstance(telling.what, Outcome)), None)
        for what in (telling.what for telling in tellings):
            said = reveal_to(what, outcome) if isinstance(what, Revealed) else said_of(what)
            if said is not None:
                self.send(line, _with_own(said, self._own_of(line.player)))

    def _welcome(self, line: Line, token: str = "") -> None:
        seat = self._host.room.seats[line.player]
        own = self._own_of(seat.player)
        name = self._host.room.plan.name
        self.send(
            line, says.Welcome(wire.VERSION, seat.player, seat.unit, seat.name, seat.team, name, token, own)
        )

    def _own_of(self, player: str) -> says.Own | None:
        """Where a seat stands; `None` as long as nobody has ever earned or lost anything."""
        room = self._host.room
        if not room.verdicts and not room.corrections and self._own is None:
            return None
        if self._own is None or not _same_scores(self._own[0], room):
            lines = scoreboard(room)
            self._own = room, {line.unit: says.Own(line.score, line.place, len(lines)) for line in lines}
        return self._own[1].get(room.seats[player].unit)

    def _send_lobby(self) -> None:
        if self._lobby is not None and self._host.room.phase is Phase.LOBBY:
            self._send_text(EVERYONE, wire.encode(said_of(self._lobby) or says.Pong()))

    def _send_lock(self) -> None:
        """Say that no more answers are taken, unless the show is further by now."""
        if self._host.room.phase is Phase.LOCKED and self._locked is not None:
            self._send_text(EVERYONE, wire.encode(says.Shut(self._locked.question)))

    def _send_stage(self) -> None:
        text = wire.encode(stage_of(self._host.room, self._host.trouble))
        send(self._remotes, text, self._limits.backlog)

    # Time

    def _soon(self, key: str, seconds: float, what: Callable[[], None]) -> None:
        """Do something in a while, once, however often it is asked for until then."""
        if key not in self._later:
            self._later[key] = self._loop.call_later(seconds, self._now, key, what)

    def _now(self, key: str, what: Callable[[], None]) -> None:
        self._later.pop(key, None)
        what()

    def _plan_tick(self) -> None:
        """Look at the clock when the question's time is up."""
        deadline = self._host.deadline
        if deadline == self._planned and "tick" in self._later:
            return
        self._planned = deadline
        timer = self._later.pop("tick", None)
        if timer is not None:
            timer.cancel()
        if deadline is not None:
            self._soon("tick", max(1, deadline - self._host.now()) / 1_000, self._tick)

    def _tick(self) -> None:
        self._host.tick()
        self._plan_tick()


def _changes_nothing_else(told: tuple[Telling, ...]) -> bool:
    """Whether an answer is only acknowledged, and counted for the host."""
    return len(told) == 2 and isinstance(told[1].what, AnsweredCount)


def _with_own(said: says.FromServer | None, own: says.Own | None) -> says.FromServer:
    """Standings with where one seat stands."""
    if isinstance(said, says.Stand):
        return says.Stand(said.top, said.climbed, own)
    if isinstance(said, says.TheEnd):
        return says.TheEnd(said.top, own)
    return said or says.Pong()


def _same_scores(before: Room, now: Room) -> bool:
    """Whether nothing happened between two rooms that changes a score; who is there does not."""
    return (
        before.verdicts is now.verdicts
        and before.corrections is now.corrections
        and len(before.seats) == len(now.seats)
    )
