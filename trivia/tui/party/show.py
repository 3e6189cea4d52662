"""The host's show: the screen that everybody watches, and the keys that run it.

The room is the only truth: after every event, and ten times a second for the clock, the picture is put
together from it anew, and the stage paints the lines that are others than before.
"""

from typing import TYPE_CHECKING, Final

from textual import events as keys_of_textual
from textual.app import ComposeResult

from trivia import party_voice
from trivia.errors import CommandError
from trivia.party import events, offered
from trivia.party.host import Host
from trivia.party.hush import Hush
from trivia.party.queries import seated
from trivia.party.standing import Line, scoreboard
from trivia.party.state import Phase, Room
from trivia.settings import Settings
from trivia.tui import commands
from trivia.tui.party.door import DoorScreen
from trivia.tui.party.host_keys import HostKeys
from trivia.tui.party.party_door import PartyDoor
from trivia.tui.party.scene import scene
from trivia.tui.party.stage import Stage
from trivia.tui.party.view import SHORT_MS, Hand, Keys, View
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.key_line import KeyLine
from trivia.tui.widgets.save_sign import SaveSign

if TYPE_CHECKING:
    from collections.abc import Callable

TICK_SECONDS: Final = 0.08
GROWING_SECONDS: Final = 0.35
"""How long bars take to grow, and confetti to fall."""
_AT_HAND: Final = {Phase.CHOOSING: "take_square", Phase.WAGERING: "put_down"}
"""What a team at the keyboard may be about to do, so that Enter is its key."""
_MANY: Final = (events.Joined, events.Left, events.Returned, events.Answered, events.Wagered)
"""What may come a thousand times in a moment: painted with the next tick, once for all."""
_FROM_AFAR: Final = {"phone", "terminal"}
"""What is played with through the door."""
HALL: Final = 40
"""With so many seats it does."""
BREATH_SECONDS: Final = 0.01
"""How long after a new picture the line of keys is worked out."""


class ShowScreen(HostKeys):
    """A party as everybody in the room sees it.

    Attributes:
        door: The door for phones and other terminals; `None` where there is none.
    """

    def __init__(self, host: Host, keys: Keys, settings: Settings, *, door: PartyDoor | None = None) -> None:
        """Make the screen.

        Args:
            host: The party, open already.
            keys: The keyboard that teams share.
            settings: What the host has chosen.
            door: The door for phones and other terminals; `None` for none.
        """
        super().__init__(host)
        self.door = door
        self._keys = keys
        self._settings = settings
        self._grown_from: int | None = None
        self._shown: tuple[Phase, bool, int] | None = None
        self._rung = 0
        self._stale = False
        self._trouble = ""
        self._offered: tuple[object, ...] = ()
        self._known: tuple[object, ...] = ()
        self._standing: tuple[Line, ...] = ()
        self._hush = Hush(host.room.phase)
        self._forget: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """The sign of trouble, the stage, the keys."""
        yield SaveSign()
        yield Stage()
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """Begin to follow the party."""
        self._forget = self.host.subscribe(self._heard)
        if self.door is not None and self.door.at_once:
            self.run_worker(self._open(self.door))
        self.set_interval(TICK_SECONDS, self._tick)
        # At once: the process stops before any message is handled.
        self.app.app_suspend_signal.subscribe(self, self._off_to_the_shell, immediate=True)
        self.app.app_resume_signal.subscribe(self, self._back_from_the_shell)

    async def _open(self, door: PartyDoor) -> None:
        """Open the door that the command line asked for."""
        try:
            await door.open(door.wanted.bind)
        except CommandError as error:
            self.say(str(error))
        self.paint()

    async def on_unmount(self) -> None:
        """Follow the party no more."""
        if self._forget is not None:
            self._forget()
        if self.door is not None:
            await self.door.close()
        self._hush.end()

    def _heard(self, event: events.Event, _: object) -> None:
        """Something has happened, at this keyboard or elsewhere; a hall's answers wait for the next tick."""
        self._hush.turn(self.room.phase)
        if len(self.room.seats) < HALL or not isinstance(event, _MANY):
            self._stale = True
            self.call_later(self._freshen)

    # Painting

    @when_there
    def _freshen(self) -> None:
        """Paint what has happened, where a key has not done so at once."""
        if self._stale:
            self.paint()

    def on_stage_resized(self, message: Stage.Resized) -> None:
        """Another size, another picture."""
        message.stop()
        self.paint()

    def _tick(self) -> None:
        """Let the time run."""
        self.tried(self.host.tick)
        self.paint()

    @when_there
    def paint(self) -> None:
        """Bring the picture up to date."""
        stage = self.query_one(Stage)
        if not stage.size:
            return
        self._stale = False
        room, now = self.host.room, self.host.now()
        shown = (room.phase, room.paused, room.question)
        if shown != self._shown:
            self._turned(room, now)
            self._shown = shown
        self._renew_keys(room)
        if now >= self.said_until or self.said_of != (room.phase, room.question):
            self.said = ""
        stage.show(scene(self._view(stage, room, now)))
        if self.host.trouble != self._trouble:  # the sign is laid out anew each time it is told
            self._trouble = self.host.trouble
            self.query_one(SaveSign).show(self._trouble)
        self._ring(room)

    def _view(self, stage: Stage, room: Room, now: int) -> View:
        return View(
            room=room,
            now=now,
            width=stage.size.width,
            height=stage.size.height,
            standing=self._scoreboard(room) if room.phase is not Phase.LOBBY else (),
            keys=dict(self._keys.shown(room)),
            hand=self._hand(room),
            grown=self._grown(now),
            door=self.door,
            said=self.said,
            outside=self.outside() if room.paused or room.phase is Phase.LOBBY else 0,
        )

    def outside(self) -> int:
        """How many guests have a seat and find the door closed, as after a crash."""
        if self.door is None or self.door.is_open:
            return 0
        return sum(seat.via in _FROM_AFAR for seat in seated(self.room))

    def _hand(self, room: Room) -> Hand | None:
        return self._keys.hand(room)

    def _turned(self, room: Room, now: int) -> None:
        """The show is at another point: other keys, something that grows."""
        if self._shown is not None and (room.phase, room.question) != (self._shown[0], self._shown[2]):
            self.moved_at = now
        moves = room.phase in {Phase.REVEAL, Phase.FINAL} and self.app.animation_level == "full"
        fresh = self._shown is not None and self._shown[0] is not room.phase
        self._grown_from = now if moves and fresh else None

    def _renew_keys(self, room: Room) -> None:
        """See to the line of keys, where others do something now than before."""
        keys = (self._enter(room), *(offered.offered(room, command.action) for command in commands.PARTY))
        if keys != self._offered:
            self._offered = keys
            # The picture first, by itself: the line of keys is worked out once that is painted.
            self.call_later(self.call_after_refresh, self._let_it_out)

    @when_there
    def _let_it_out(self) -> None:
        """Give Textual's writing thread a moment for the picture; it would wait for what is done next."""
        self.set_timer(BREATH_SECONDS, self._catch_breath)

    @when_there
    def _catch_breath(self) -> None:
        """What has time: the keys that do something now."""
        self.refresh_bindings()

    def _grown(self, now: int) -> float:
        if self._grown_from is None:
            return 0.0 if self.room.phase is Phase.FINAL and self.app.animation_level != "full" else 1.0
        part = (now - self._grown_from) / (1_000 * GROWING_SECONDS)
        return min(max(part, 0.0), 1.0)

    def _scoreboard(self, room: Room) -> tuple[Line, ...]:
        """The scoreboard, worked out only when something on it is new: answers change nothing there."""
        known = (room.verdicts, room.corrections, room.seats, room.shown, room.phase is Phase.STANDINGS)
        same = len(known) == len(self._known) and all(
            one is other for one, other in zip(known, self._known, strict=True)
        )
        if not same:
            self._known, self._standing = known, scoreboard(room)
        return self._standing

    def _ring(self, room: Room) -> None:
        """Ring once when the clock presses, where the host likes bells."""
        asked = room.asked
        if asked is None or room.phase is not Phase.OPEN or room.paused or asked.ends_at is None:
            return
        if asked.ends_at - self.host.now() <= SHORT_MS and self._rung != asked.number:
            self._rung = asked.number
            if self._settings.bell:
                self.app.bell()

    # Keys

    def on_key(self, event: keys_of_textual.Key) -> None:
        """Teams come first: a key is the host's only where it is no team's."""
        if event.key in {"enter", "space"} and self.too_soon():
            event.stop()
            event.prevent_default()
            return
        meant = self._keys.meaning(self.room, event.key, self.host.now())
        if meant is None and event.key in {"enter", "space"} and self._must_wait():
            meant = party_voice.NOT_NEXT
        if meant is None:
            return
        event.stop()
        event.prevent_default()
        if not isinstance(meant, str):
            self.do(meant)
            return
        if meant:
            self.say(meant)
        self.paint()

    def _must_wait(self) -> bool:
        """Whether nothing comes next before the envelope is opened."""
        return self.room.phase is Phase.OPEN and not self.room.paused

    def _enter(self, room: Room) -> str:
        """What Enter does: it goes on, unless a team at the keyboard is to take a square or to stake."""
        at_hand = _AT_HAND.get(room.phase, "")
        return at_hand if at_hand and not room.paused and self._hand(room) is not None else "proceed"

    def action_take_square(self) -> None:
        """Take the square that a team at the keyboard looks at."""
        self._press_enter()

    def action_put_down(self) -> None:
        """Put down the stake that a team at the keyboard has set."""
        self._press_enter()

    def _press_enter(self) -> None:
        meant = self._keys.meaning(self.room, "enter", self.host.now())
        if meant is not None and not isinstance(meant, str):
            self.do(meant)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only keys that do something now are there, and on the line of keys."""
        if action == "door":
            return self.door is not None and self.room.phase is not Phase.CLOSED
        if action in {"proceed", "take_square", "put_down"} and action != self._enter(self.room):
            return False
        return super().check_action(action, parameters)

    # The door

    def action_door(self) -> None:
        """See to the door for phones, or show it to somebody who comes late."""
        if self.door is not None:
            self._stand_still()
            self.app.push_screen(DoorScreen(self, self.door))

    # Ctrl-Z

    def _off_to_the_shell(self, _: object) -> None:
        """Party time stands from now on, however long Ctrl-Z lasts."""
        self.host.hold()

    def _back_from_the_shell(self, _: object) -> None:
        """Whoever comes back from Ctrl-Z finds the show in intermission."""
        self.host.go_on()
        if offered.offered(self.room, "pause"):
            self.tried(lambda: self.host.do(events.Paused()))
        self.paint()
