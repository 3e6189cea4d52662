"""Leaving in the middle: a moment to think, and the promise that nothing is lost."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from trivia.tui import commands
from trivia.tui.widgets.choices import ChoiceList
from trivia.tui.widgets.key_line import KeyLine


class LeaveScreen(ModalScreen[bool]):
    """Asks whether the player means to leave; `True` if so."""

    CSS_PATH = "card.tcss"
    COMMAND_TABLE = commands.LEAVE
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.LEAVE)

    def __init__(self, answered: int) -> None:
        """Make the screen.

        Args:
            answered: How many answers were given, and are kept.
        """
        super().__init__()
        self._answered = answered

    def compose(self) -> ComposeResult:
        """The card."""
        kept = (
            "The answer you gave is" if self._answered == 1 else f"All {self._answered} answers you gave are"
        )
        with Vertical(classes="card"):
            yield Static("Leave the show?", classes="card-title")
            yield Static(f"{kept} safe, and so is your score.")
            yield ChoiceList(("Stay and play on", "Leave"), signs=("n", "y"), keys=("n1", "y2"))
        yield KeyLine()

    def on_mount(self) -> None:
        """The keys belong to the list."""
        self.query_one(ChoiceList).focus()

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Stay, or leave."""
        message.stop()
        self.dismiss(message.index == 1)

    def action_stay(self) -> None:
        """Play on."""
        self.dismiss(False)
