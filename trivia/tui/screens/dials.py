"""What the screens of settings and set-up share: dials, and a word on the highlighted one."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trivia.tui.messages import TitleWanted
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.dials import Dial, Dials
from trivia.tui.widgets.key_line import KeyLine


class DialScreen(Screen[None]):
    """Dials under a heading; its children say which, and what they mean."""

    CSS_PATH = "pages.tcss"
    DEFAULT_CLASSES = "pages"
    HEADING = ""

    def compose(self) -> ComposeResult:
        """The heading, the dials, the word, the keys."""
        yield Static(Content.styled(self.HEADING, "bold $primary"), id="heading")
        with VerticalScroll(id="page", can_focus=False):
            yield Dials(self.dials(), id="dials")
            yield Static(id="word")
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """The keys belong to the dials."""
        self.query_one(Dials).focus()
        self.show()

    def show(self) -> None:
        """Show the dials as they stand."""
        dials = self.query_one(Dials)
        dials.show(self.dials())
        self.query_one("#word", Static).update(self.word(dials.at))

    def on_dials_highlighted(self, message: Dials.Highlighted) -> None:
        """Say what the highlighted one means."""
        self.query_one("#word", Static).update(self.word(message.index))

    def on_dials_turned(self, message: Dials.Turned) -> None:
        """Take the choice over."""
        message.stop()
        if message.is_about(self.dials()):
            self.turned(message.index, message.dial.at)
        self.show()

    def action_turn(self, steps: int) -> None:
        """Turn the highlighted dial."""
        self.query_one(Dials).turn(steps)

    def action_title(self) -> None:
        """Go back to the title screen."""
        self.post_message(TitleWanted())

    def dials(self) -> tuple[Dial, ...]:
        """The dials as they stand."""
        raise NotImplementedError

    def word(self, index: int) -> Content:
        """What a dial means as it is set."""
        raise NotImplementedError

    def turned(self, index: int, to: int) -> None:
        """A dial was turned."""
        raise NotImplementedError
