"""Leaving in the middle: a moment to think, and the promise that nothing is lost."""

from typing import ClassVar

from textual.binding import BindingType

from trivia.tui import commands
from trivia.tui.screens.choice_card import ChoiceCard
from trivia.voice import Leaving


class LeaveScreen(ChoiceCard[bool]):
    """Asks whether the player means to leave; `True` if so."""

    COMMAND_TABLE = commands.LEAVE
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.LEAVE)

    def __init__(self, leaving: Leaving) -> None:
        """Make the screen.

        Args:
            leaving: What the host says.
        """
        choices = ((False, leaving.stay, "n1"), (True, leaving.leave, "y2"))
        super().__init__(leaving.question, choices, leaving.promise, out=False)
