"""The interval: the question is covered, its clock stands."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from trivia import voice
from trivia.game.rules import Game
from trivia.tui import commands
from trivia.tui.screens.card import CardScreen
from trivia.tui.widgets.key_line import KeyLine


class PauseScreen(CardScreen[None]):
    """Covers the question until the player comes back."""

    COMMAND_TABLE = commands.PAUSE
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.PAUSE)

    def __init__(self, game: Game) -> None:
        """Make the screen.

        Args:
            game: The game as it stands.
        """
        super().__init__()
        self._game = game

    def compose(self) -> ComposeResult:
        """The card."""
        score = voice.counted(self._game.score, "point")
        with Vertical(classes="card"):
            yield Static("Intermission", classes="card-title")
            yield Static("The curtain is down and the clock stands. Stretch your legs.")
            yield Static(classes="card-gap")
            yield Static(Content.styled(f"{voice.place_told(self._game)} · {score}", "$quiet"))
        yield KeyLine()

    def on_click(self, event: object) -> None:  # noqa: ARG002 - Textual's handler
        """A click anywhere goes on."""
        self.close()

    def action_go_on(self) -> None:
        """Back to the question."""
        self.close()
