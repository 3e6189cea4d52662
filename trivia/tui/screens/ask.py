"""Cards that ask for a word, or for one of several lines."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trivia.errors import CommandError
from trivia.tui import commands
from trivia.tui.screens.card import CardScreen
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.key_line import KeyLine


class Word(Input):
    """A word to write; the key line tells how to hand it in."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Done", key_display="enter")]

    def replace(self, text: str, start: int, end: int) -> None:
        """Take as much of a long paste as there is room for; Textual takes none of it, without a word."""
        room = self.max_length - len(self.value) + abs(end - start) if self.max_length else 0
        super().replace(text[:room] if room > 0 else text, start, end)


class Lines(OptionList):
    """Lines to take one of; the key line tells how."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Choose", key_display="enter")]


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
        longest: int = 0,
        refused: Callable[[str], str] = lambda _: "",
    ) -> None:
        """Make the card.

        Args:
            title: What it asks.
            given: What stands there already.
            hint: What stands there, faintly, while nothing is written.
            longest: How many characters it may have; 0 for any number.
            refused: Says why a word is not taken; empty where it is.
        """
        super().__init__()
        self._title = title
        self._given = given
        self._hint = hint
        self._longest = longest
        self._refused = refused

    def compose(self) -> ComposeResult:
        """The card."""
        with Vertical(classes="card"):
            yield Static(Content(self._title), classes="card-title")
            yield Word(self._given, placeholder=self._hint, max_length=self._longest)
            yield Static(Content(""), id="reason")
        yield KeyLine()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Take the word, unless it is refused."""
        message.stop()
        try:
            self.close(self.taken(message.value.strip()))
        except CommandError as error:
            self.query_one("#reason", Static).update(Content.styled(str(error), "$error"))

    def taken(self, word: str) -> str:
        """The word as it is taken.

        Raises:
            CommandError: If it is refused.
        """
        reason = self._refused(word)
        if reason:
            raise CommandError(reason)
        return word

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
            yield Lines(*(Option(line) for line in self._lines))
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
