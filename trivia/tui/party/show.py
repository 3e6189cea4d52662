"""The host's show: the screen that everybody watches, and the keys that run it.

The room is the only truth: after every event, and ten times a second for the clock, the picture is put
together from it anew, and the stage paints the lines that are others than before.
"""

import gc
from collections.abc import Callable
from typing import ClassVar, Final

from textual import events as keys_of_textual
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from trivia import party_voice
from trivia.errors import TriviaError
from trivia.party import events
from trivia.party.host import Host
from trivia.party.refused import Refused
from trivia.party.standing import Line, scoreboard
from trivia.party.state import Phase, Room
from trivia.settings import Settings
from trivia.tui import commands
from trivia.tui.messages import TitleWanted
from trivia.tui.party import offered
from trivia.tui.party.scene import scene
from trivia.tui.party.stage import Stage
from trivia.tui.party.view import SHORT_MS, Hand, Keys, View
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.key_line import KeyLine
from trivia.tui.widgets.save_sign import SaveSign

TICK_SECONDS: Final = 0.08
GROWING_SECONDS: Final = 0.35
"""How long bars take to grow, and confetti to fall."""
BREATH_SECONDS: Final = 0.01
"""How long after a new picture the line of keys is worked out."""
DEBOUNCE_MS: Final = 400
"""A second "next" within so many milliseconds of a step is a double press, and counts for nothing."""
SAID_SECONDS: Final = 3.0
"""How long a word to the host stands."""
EXTENSION_MS: Final = 15_000


class ShowScreen(Screen[None]):
    """A party as everybody in the room sees it.

    Attributes:
        host: The party.
        door: How to get in from elsewhere, line by line; what serves phones sets it.
    """

    COMMAND_TABLE = commands.PARTY
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.PARTY)

    def __init__(self, host: Host, keys: Keys, settings: Settings, *, door: tuple[str, ...] = ()) -> None:
        """Make the screen.

        Args:
            host: The party, open already.
            keys: The keyboard that teams share.
            settings: What the host has chosen.
            door: How to get in from elsewhere, line by line.
        """
        super().__init__()
        self.host = host
        self.door = door
        self._keys = keys
        self._settings = settings
        self._said = ""
        self._said_until = 0
        self._moved_at = -DEBOUNCE_MS
        self._grown_from: int | None = None
        self._shown: tuple[Phase, bool, int] | None = None
        self._rung = 0
        self._trouble = ""
        self._standing_still = False
        self._known: tuple[object, ...] = ()
        self._standing: tuple[Line, ...] = ()
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
        self.set_interval(TICK_SECONDS, self._tick)
        # At once: the process stops before any message is handled.
        self.app.app_suspend_signal.subscribe(self, self._off_to_the_shell, immediate=True)
        self.app.app_resume_signal.subscribe(self, self._back_from_the_shell)

    def on_unmount(self) -> None:
        """Follow the party no more; garbage is collected again."""
        gc.enable()
        if self._forget is not None:
            self._forget()

    @property
    def room(self) -> Room:
        """The room as it stands."""
        return self.host.room

    def _heard(self, *_: object) -> None:
        """Something has happened, at this keyboard or elsewhere."""
        self.call_later(self.paint)

    # Painting

    def on_stage_resized(self, message: Stage.Resized) -> None:
        """Another size, another picture."""
        message.stop()
        self.paint()

    def _tick(self) -> None:
        """Let the time run."""
        self._tried(self.host.tick)
        self.paint()

    @when_there
    def paint(self) -> None:
        """Bring the picture up to date."""
        stage = self.query_one(Stage)
        if not stage.size:
            return
        room, now = self.host.room, self.host.now()
        shown = (room.phase, room.paused, room.question)
        if shown != self._shown:
            self._turned(room, now)
            self._shown = shown
        if now >= self._said_until:
            self._said = ""
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
            standing=self._scoreboard(room),
            keys=dict(self._keys.shown(room)),
            hand=self._hand(room),
            grown=self._grown(now),
            door=self.door,
            said=self._said,
        )

    def _hand(self, room: Room) -> Hand | None:
        return self._keys.hand(room)

    def _turned(self, room: Room, now: int) -> None:
        """The show is at another point: other keys, something that grows.

        While a question is open nothing is looked through for garbage: a key would wait for that.
        """
        if self._shown is not None and (room.phase, room.question) != (self._shown[0], self._shown[2]):
            self._moved_at = now
        moves = room.phase in {Phase.REVEAL, Phase.FINAL} and self.app.animation_level == "full"
        fresh = self._shown is not None and self._shown[0] is not room.phase
        self._grown_from = now if moves and fresh else None
        if room.phase is Phase.OPEN:
            gc.disable()
        # The picture first, by itself: the line of keys is worked out once that is painted.
        self.call_later(self.call_after_refresh, self._let_it_out)

    @when_there
    def _let_it_out(self) -> None:
        """Give Textual's writing thread a moment for the picture; it would wait for what is done next."""
        self.set_timer(BREATH_SECONDS, self._catch_breath)

    @when_there
    def _catch_breath(self) -> None:
        """What has time: the keys that do something now, and garbage where nobody waits for an answer."""
        self.refresh_bindings()
        if self.room.phase is not Phase.OPEN:
            gc.enable()

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

    # What happens

    def say(self, words: str) -> None:
        """Say something to the host, for a moment, in the line on top."""
        self._said = words
        self._said_until = self.host.now() + round(1_000 * SAID_SECONDS)

    def do(self, event: events.Event) -> bool:
        """Let something happen; it is kept before it is painted. What is refused is told why.

        Returns:
            Whether the room took it.
        """
        done = self._tried(lambda: self.host.do(event))
        self.paint()
        return done

    def _tried(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except Refused as refused:
            self.say(refused.words)
            return False
        except TriviaError as error:
            self.say(str(error))
            return False
        return True

    def on_key(self, event: keys_of_textual.Key) -> None:
        """Teams come first: a key is the host's only where it is no team's."""
        if event.key in {"enter", "space"} and self._too_soon():
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

    def _too_soon(self) -> bool:
        return self.host.now() - self._moved_at < DEBOUNCE_MS

    # The host's keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's hook
        """Only keys that do something now are there, and on the line of keys."""
        return offered.offered(self.room, action)

    def action_begin(self) -> None:
        """The lobby is over."""
        self.do(events.Started())

    def action_proceed(self) -> None:
        """What comes next, comes."""
        if self._too_soon():
            return
        if self.room.paused:
            self.do(events.Resumed())
        else:
            self.do(events.Advanced())

    def action_finish(self) -> None:
        """The party is over: the lights go up, and then to the title."""
        if self._too_soon():
            return
        if self.room.phase is Phase.CLOSED:
            self.host.sync()
            self.post_message(TitleWanted())
        else:
            self.do(events.Closed())

    def action_pause(self) -> None:
        """Stop the clock."""
        self.do(events.Paused())

    def action_resume(self) -> None:
        """Let the clock run on."""
        self.do(events.Resumed())

    def action_extend(self) -> None:
        """Fifteen seconds more."""
        self.do(events.Extended(EXTENSION_MS))

    def action_reveal(self) -> None:
        """Open the envelope."""
        self.do(events.RevealedNow())

    def action_skip(self) -> None:
        """Drop the question; before one, the rest of the round."""
        self.do(events.Skipped(self.room.question))

    def action_undo(self) -> None:
        """Take the last verdict back."""
        if self.do(events.VerdictUndone()):
            self.say(party_voice.undone())
            self.paint()

    def action_again(self) -> None:
        """Ask the question once more."""
        self.do(events.Replayed())

    def action_right(self) -> None:
        """Whoever has the word was right."""
        self._judge(right=True)

    def action_wrong(self) -> None:
        """Whoever has the word was wrong."""
        self._judge(right=False)

    def _judge(self, *, right: bool) -> None:
        player = offered.speaker(self.room)
        if player:
            self.do(events.Judged(player, right))

    def action_mark(self) -> None:
        """Mark any team."""
        from trivia.tui.party.cards import JudgeScreen

        self.app.push_screen(JudgeScreen(self))

    def action_stake(self) -> None:
        """Put a stake down for a team."""
        from trivia.tui.party.cards import ask_stake

        ask_stake(self)

    def action_correct(self) -> None:
        """Give or take points."""
        from trivia.tui.party.cards import ask_correction

        self._stand_still()
        ask_correction(self)

    def action_seats(self) -> None:
        """See to the seats and the door."""
        from trivia.tui.party.cards import SeatsScreen

        self._stand_still()
        self.app.push_screen(SeatsScreen(self))

    def action_end(self) -> None:
        """End the show, or leave it for another evening; it asks first."""
        from trivia.tui.party.cards import ask_end

        self._stand_still()
        ask_end(self)

    def _stand_still(self) -> None:
        """Stop the clock while a card keeps the teams' keys away; `on_screen_resume` lets it run on."""
        if self.room.phase in {Phase.OPEN, Phase.WAGERING} and offered.offered(self.room, "pause"):
            self._standing_still = self.do(events.Paused())

    def on_screen_resume(self) -> None:
        """The show is on top again; or for a moment, between two cards."""
        self.call_after_refresh(self._run_on)

    @when_there
    def _run_on(self) -> None:
        """Let the clock run on that a card has stopped."""
        if self.app.screen is not self:
            return
        if self._standing_still and self.room.paused:
            self._tried(lambda: self.host.do(events.Resumed()))
        self._standing_still = False
        self.paint()

    def leave(self) -> None:
        """Leave the show as it is; it can be resumed."""
        self.host.sync()
        self.post_message(TitleWanted())

    # Ctrl-Z

    def _off_to_the_shell(self, _: object) -> None:
        """Party time stands from now on, however long Ctrl-Z lasts."""
        self.host.hold()

    def _back_from_the_shell(self, _: object) -> None:
        """Whoever comes back from Ctrl-Z finds the show in intermission."""
        self.host.go_on()
        if offered.offered(self.room, "pause"):
            self._tried(lambda: self.host.do(events.Paused()))
        self.paint()
