"""What the host's keys do at a party: each is an event, or a card that leads to one."""

from collections.abc import Callable
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.screen import Screen

from trivia import party_voice
from trivia.errors import TriviaError
from trivia.party import events, offered
from trivia.party.host import Host
from trivia.party.refused import Refused
from trivia.party.state import Phase, Room
from trivia.tui import commands
from trivia.tui.messages import TitleWanted
from trivia.tui.screens.there import when_there

DEBOUNCE_MS: Final = 400
"""A second "next" within so many milliseconds of a step is a double press, and counts for nothing."""
SAID_SECONDS: Final = 3.0
"""How long a word to the host stands."""
EXTENSION_MS: Final = 15_000


class HostKeys(Screen[None]):
    """A screen with the keys that run a party.

    Attributes:
        host: The party.
        said: What was just said to the host.
        said_until: How long that stands, in party time.
        moved_at: When the show last came to another point, in party time.
    """

    COMMAND_TABLE = commands.PARTY
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.PARTY)

    def __init__(self, host: Host) -> None:
        """Make the screen.

        Args:
            host: The party, open already.
        """
        super().__init__()
        self.host = host
        self.said = ""
        self.said_until = 0
        self.said_of: tuple[Phase, int] | None = None
        self.moved_at = -DEBOUNCE_MS
        self._standing_still = False

    @property
    def room(self) -> Room:
        """The room as it stands."""
        return self.host.room

    def paint(self) -> None:
        """Bring the picture up to date."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """Say something to the host in the line on top: for a moment, and not once the show has moved on."""
        self.said = words
        self.said_of = (self.room.phase, self.room.question)
        self.said_until = self.host.now() + round(1_000 * SAID_SECONDS)

    def do(self, event: events.Event) -> bool:
        """Let something happen; it is kept before it is painted. What is refused is told why.

        Returns:
            Whether the room took it.
        """
        done = self.tried(lambda: self.host.do(event))
        self.paint()
        return done

    def tried(self, act: Callable[[], object]) -> bool:
        """Try something; what is refused, or goes wrong, is told to the host.

        Returns:
            Whether it went well.
        """
        try:
            act()
        except Refused as refused:
            self.say(refused.words)
            return False
        except TriviaError as error:
            self.say(str(error))
            return False
        return True

    def too_soon(self) -> bool:
        """Whether a press comes so soon after a step that it is the same press twice."""
        return self.host.now() - self.moved_at < DEBOUNCE_MS

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's hook
        """Only keys that do something now are there, and on the line of keys."""
        return offered.offered(self.room, action)

    def action_begin(self) -> None:
        """The lobby is over."""
        self.do(events.Started())

    def action_proceed(self) -> None:
        """What comes next, comes."""
        if self.too_soon():
            return
        self.do(events.Advanced())

    def action_finish(self) -> None:
        """The party is over: the lights go up, and then to the title."""
        if self.too_soon():
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
        if self.too_soon():
            return
        self.do(events.Resumed())

    def action_extend(self) -> None:
        """Fifteen seconds more."""
        self.do(events.Extended(EXTENSION_MS))

    def action_reveal(self) -> None:
        """Open the envelope."""
        self.do(events.RevealedNow())

    def action_skip(self) -> None:
        """Drop the question; before one, the rest of the round, which is asked about first."""
        from trivia.tui.party.cards import ask_drop

        if self.room.phase in {Phase.INTRO, Phase.CHOOSING}:
            ask_drop(self)
        else:
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
        """Whoever has the floor was right."""
        self._judge(right=True)

    def action_wrong(self) -> None:
        """Whoever has the floor was wrong."""
        self._judge(right=False)

    def _judge(self, *, right: bool) -> None:
        player = offered.speaker(self.room)
        if player:
            self.do(events.Judged(player, right))

    def action_mark(self) -> None:
        """Mark any team; what was said aloud may be marked once the answer is seen."""
        from trivia.tui.party.cards import JudgeScreen

        if self.room.phase is Phase.REVEAL and not self.do(events.VerdictUndone()):
            return
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

    def on_screen_suspend(self) -> None:
        """Something lies over the show: where that keeps the teams' keys away, the clock stands."""
        from trivia.tui.screens.help import HelpScreen
        from trivia.tui.screens.too_small import TooSmallScreen

        if isinstance(self.app.screen, HelpScreen | TooSmallScreen):
            self._stand_still()

    def on_screen_resume(self) -> None:
        """The show is on top again; or for a moment, between two cards."""
        self.call_after_refresh(self._run_on)

    @when_there
    def _run_on(self) -> None:
        """Let the clock run on that a card has stopped."""
        if self.app.screen is not self:
            return
        if self._standing_still and self.room.paused:
            self.tried(lambda: self.host.do(events.Resumed()))
        self._standing_still = False
        self.paint()

    def leave(self) -> None:
        """Leave the show as it is; it can be resumed."""
        self.host.sync()
        self.post_message(TitleWanted())
