"""The show of a party, as far as the lobby: who plays, and with which keys."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trivia.party.queries import seated
from trivia.tui import commands
from trivia.tui.messages import TitleWanted
from trivia.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from trivia.party.host import Host
    from trivia.party.keys import Keys
    from trivia.settings import Settings


class ShowScreen(Screen[None]):
    """Stands in for the show until that is built."""

    CSS_PATH = "../screens/pages.tcss"
    DEFAULT_CLASSES = "pages"
    COMMAND_TABLE = commands.TROPHIES
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.TROPHIES)

    def __init__(self, host: "Host", keys: "Keys", settings: "Settings") -> None:
        """Make the screen."""
        super().__init__()
        self.host = host
        self.keys = keys
        self.settings = settings

    def compose(self) -> ComposeResult:
        """The names."""
        yield Static(Content(self.host.room.plan.name), id="heading")
        yield Static(Content("\n".join(seat.name for seat in seated(self.host.room))), id="word")
        yield KeyLine()

    def action_title(self) -> None:
        """Go back to the title screen."""
        self.post_message(TitleWanted())
