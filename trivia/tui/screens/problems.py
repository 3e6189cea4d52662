"""Everything that is wrong with a pack, on a card."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trivia.errors import Problem
from trivia.tui import commands
from trivia.tui.screens.card import CardScreen
from trivia.tui.screens.proof import problem_told
from trivia.tui.widgets.key_line import KeyLine


class ProblemsScreen(CardScreen[None]):
    """The problems, one below the other."""

    COMMAND_TABLE = commands.CLOSE
    WIDGET_KEYS = commands.SCROLLED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.CLOSE)

    def __init__(self, title: str, problems: Sequence[Problem]) -> None:
        """Make the card."""
        super().__init__()
        self._title = title
        self._problems = problems

    def compose(self) -> ComposeResult:
        """The card."""
        with VerticalScroll(classes="card", can_focus=True):
            yield Static(Content(self._title), classes="card-title")
            yield Static(Content("\n").join(problem_told(problem) for problem in self._problems))
        yield KeyLine()

    def on_click(self, event: object) -> None:  # noqa: ARG002 - Textual's handler
        """A click anywhere closes it."""
        self.close()

    def action_close(self) -> None:
        """Go back."""
        self.close()
