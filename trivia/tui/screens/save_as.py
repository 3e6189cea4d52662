"""In which form a result is saved."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from trivia.sharing import Kind
from trivia.tui import commands
from trivia.tui.screens.card import CardScreen
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.choices import ChoiceList
from trivia.tui.widgets.key_line import KeyLine

KINDS: Final[tuple[tuple[Kind, str], ...]] = (
    ("text", "A text, with every question and its explanation"),
    ("svg", "A picture (SVG) for friends, without answers"),
    ("json", "JSON, for programs"),
)


class SaveAsScreen(CardScreen[Kind]):
    """Asks for text, picture or JSON."""

    COMMAND_TABLE = commands.BACK
    WIDGET_KEYS = commands.ASKED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)

    def compose(self) -> ComposeResult:
        """The card."""
        with Vertical(classes="card"):
            yield Static("Save the result as", classes="card-title")
            yield ChoiceList(tuple(told for _, told in KINDS), signs=("1", "2", "3"), keys=("1t", "2p", "3j"))
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """The keys belong to the list."""
        self.query_one(ChoiceList).focus()

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Take it."""
        message.stop()
        self.close(KINDS[message.index][0])

    def action_back(self) -> None:
        """Save nothing."""
        self.close(None)
