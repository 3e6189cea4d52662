"""Cards that ask for a word, or for one of several lines."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trivia.tui import commands
from trivia.tui.screens.card import CardScreen
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.key_line import KeyLine


class AskScreen(CardScreen[str | None]):
    """Asks for a word; `None` where nobody gives one."""

    COMMAND_TABLE = commands.BACK
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)

    def __init__(
        self,
        title: str,
        *,
        given: str = "",
        hint: str = "",
        refused: Callable[[str], str] = lambda _: "",
    ) -> None:
        """Make the card.

        Args:
            title: What it asks.
            given: What stands there already.
            hint: What stands there, faintly, while nothing is written.
            refused: Says why a word is not taken; empty where it is.
        """
        super().__init__()
        self._title = title
        self._given = given
        self._hint = hint
        self._refused = refused

    def compose(self) -> ComposeResult:
        """The card."""
        with Vertical(classes="card"):
            yield Static(Content(self._title), classes="card-title")
            yield Input(self._given, placeholder=self._hint)
            yield Static(Content(""), id="reason")
        yield KeyLine()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Take the word, unless it is refused."""
        message.stop()
        reason = self._refused(message.value.strip())
        if reason:
            self.query_one("#reason", Static).update(Content.styled(reason, "$error"))
        else:
            self.close(message.value.strip())

    def action_back(self) -> None:
        """Nobody gives a word."""
        self.close(None)


class PickScreen(CardScreen[int | None]):
    """Asks for one of several lines; `None` where nobody takes one."""

    COMMAND_TABLE = commands.BACK
    WIDGET_KEYS = commands.LISTED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)

    def __init__(self, title: str, lines: tuple[Content, ...], at: int = 0) -> None:
        """Make the card.

        Args:
            title: What it asks.
            lines: The lines.
            at: The index of the one that is highlighted first.
        """
        super().__init__()
        self._title = title
        self._lines = lines
        self._at = at

    def compose(self) -> ComposeResult:
        """The card."""
        with Vertical(classes="card"):
            yield Static(Content(self._title), classes="card-title")
            yield OptionList(*(Option(line) for line in self._lines))
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """The keys belong to the list."""
        listed = self.query_one(OptionList)
        listed.highlighted = self._at
        listed.focus()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Take it."""
        message.stop()
        self.close(message.option_index)

    def action_back(self) -> None:
        """Nobody takes one."""
        self.close(None)
