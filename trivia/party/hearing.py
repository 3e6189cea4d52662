"""What a client's words do in the room: each to its own seat alone, and the host's to the show."""

from typing import Final

from trivia.party import events, says, wire
from trivia.party.events import CREDIT_CAP_MS
from trivia.party.host import Host
from trivia.party.limits import Buckets, Limits
from trivia.party.lines import Line
from trivia.party.reception import Denied, Reception
from trivia.party.refused import Refused
from trivia.party.remote import event_of, seats_of
from trivia.party.state import Phase
from trivia.party.switchboard import Switchboard

_AT_ONCE: Final = 16
"""Answers that are kept in one go. With fewer each costs more, with more the first ones wait for the last."""


class Hearing:
    """Hears what clients say."""

    def __init__(self, host: Host, reception: Reception, switchboard: Switchboard, limits: Limits) -> None:
        """Begin to hear.

        Args:
            host: The party.
            reception: Who gives out seats.
            switchboard: Who joins lines to them.
            limits: How often a seat may change.
        """
        self._host = host
        self._reception = reception
        self._switchboard = switchboard
        self._changes = Buckets(limits.changes, limits.change_rate)
        self._answers: list[tuple[Line, events.Answered]] = []

    def take(self, line: Line, said: wire.FromClient) -> None:
        """Let a client have its say.

        Args:
            line: The client's line.
            said: What it says.

        Raises:
            Denied: If it may not say that.
            Refused: If the room does not take it.
        """
        if not isinstance(said, wire.Answer | wire.Ping):
            self.hand_in()  # what was said before has happened before
        match said:
            case wire.Answer():
                self._gather(line, events.Answered(_seat(line), said.q, said.o, _credit(line)))
            case wire.Ping():
                self._switchboard.send(line, says.Pong())
            case wire.Buzz():
                self._host.do(events.Buzzed(_seat(line), said.q, _credit(line)))
            case wire.Choose():
                self._host.do(events.Chose(_seat(line), said.c))
            case wire.Wager():
                self._host.do(events.Wagered(_seat(line), said.q, said.points))
            case wire.Do():
                self._obey(line, said)
            case wire.Rename():
                player = _seat(line)
                name = self._reception.name_for(said.name)
                self._check_change(line)
                self._host.do(events.Renamed(player, name))
            case wire.Team():
                self._change_team(line, said.team)
            case wire.Leave():
                self._go(line, _seat(line))
            case wire.Hello() | wire.Back() | wire.HostHello():
                self._let_in(line, said)

    def _check_change(self, line: Line) -> None:
        """Count a change of a seat; it is another line's too, so a fresh line brings no fresh start.

        Raises:
            Denied: If that is one too many.
        """
        if not self._changes.take(_seat(line), line.loop.time()):
            raise Denied("wait", "Once more? Let the room get used to it first, and try again in a while.")

    def _go(self, line: Line, player: str) -> None:
        """Somebody leaves; who does nothing but come and go is waited for as if their line had been lost."""
        at_once = self._changes.take(player, line.loop.time())
        self._switchboard.end(line)
        if at_once:
            self._switchboard.leave(player)
        else:
            self._switchboard.wait_for(player)

    def _gather(self, line: Line, answer: events.Answered) -> None:
        """Lay an answer to those that came in with it: all are kept in one go, and only then acknowledged."""
        self._answers.append((line, answer))
        if len(self._answers) == 1:
            line.loop.call_soon(self.hand_in)
        elif len(self._answers) >= _AT_ONCE:
            self.hand_in()

    def hand_in(self) -> None:
        """Hand in the answers that were gathered, if there are any."""
        gathered, self._answers = self._answers, []
        if not gathered:
            return
        refusals = self._host.do_all(answer for _, answer in gathered)
        for (line, _), refused in zip(gathered, refusals, strict=True):
            if refused is not None:
                self._switchboard.send(line, says.Error(refused.code, refused.words))

    def _let_in(self, line: Line, said: wire.Hello | wire.Back | wire.HostHello) -> None:
        if line.player or line.remote:
            raise Denied("seated", "One line, one seat, and you have yours.")
        now = line.loop.time()
        if isinstance(said, wire.Hello):
            welcomed = self._reception.hello(said, line.guest, now)
            self._switchboard.seat(line, welcomed.player, welcomed.token)
        elif isinstance(said, wire.Back):
            self._switchboard.seat(line, self._reception.back(said))
        else:
            self._reception.host(said)
            self._switchboard.admit_remote(line)

    def _change_team(self, line: Line, text: str) -> None:
        player, room = _seat(line), self._host.room
        if room.phase is not Phase.LOBBY:
            raise Refused("phase", "Teams are made before the show. Ask the host.")
        team = self._reception.name_for(text) if text.strip() else ""
        self._check_change(line)
        self._host.do(events.Moved(player, team))

    def _obey(self, line: Line, do: wire.Do) -> None:
        if not line.remote:
            raise Denied("secret", "That is for the host alone.")
        if do.what == "seats":
            self._switchboard.send(line, seats_of(self._host.room, self._reception.pin))
        else:
            self._host.do(event_of(self._host.room, do))


def _seat(line: Line) -> str:
    """The seat of a line.

    Raises:
        Denied: If it has none.
    """
    if not line.player:
        raise Denied("no-seat", "First a seat, then the game: the PIN is on the big screen.")
    return line.player


def _credit(line: Line) -> int:
    """Half of the way there and back, in milliseconds, as the server's own pings have measured it."""
    return min(CREDIT_CAP_MS, int(line.latency * 500))
