"""Leaving in the middle: a moment to think, and the promise that nothing is lost."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from trivia.tui import commands
from trivia.tui.screens.card import CardScreen
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.choices import ChoiceList
from trivia.tui.widgets.key_line import KeyLine
from trivia.voice import Leaving


class LeaveScreen(CardScreen[bool]):
    """Asks whether the player means to leave; `True` if so."""

    COMMAND_TABLE = commands.LEAVE
    WIDGET_KEYS = commands.ASKED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.LEAVE)

    def __init__(self, leaving: Leaving) -> None:
        """Make the screen.

        Args:
            leaving: What the host says.
        """
        super().__init__()
        self._leaving = leaving

    def compose(self) -> ComposeResult:
        """The card."""
        told = self._leaving
        with Vertical(classes="card"):
            yield Static(told.question, classes="card-title")
            yield Static(told.promise)
            yield ChoiceList((told.stay, told.leave), signs=("n", "y"), keys=("n1", "y2"))
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """The keys belong to the list."""
        self.query_one(ChoiceList).focus()

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Stay, or leave."""
        message.stop()
        self.close(message.index == 1)

    def action_stay(self) -> None:
        """Play on."""
        self.close(False)
