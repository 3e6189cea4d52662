"""The first evening: what this is, and how it is played, on one screen."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trivia.tui import commands
from trivia.tui.screens.card import CardScreen
from trivia.tui.widgets.key_line import KeyLine

_STORY: Final = (
    "It is the night of 8 January 2017. La La Land is up for seven Golden Globes, and you are up for "
    "everything else: who won, who said it, how many, and is it even true?"
)
_RULES: Final = (
    "Answer with a number or a letter, with the arrows and Enter, or with the mouse. Every answer is "
    "explained from the articles, right or wrong, and every answer is kept."
)
WORDS: Final = (
    ("Good evening, and welcome to the show.", "bold"),
    (_STORY, ""),
    (_RULES, ""),
    ("? shows the keys of any screen. o on the title screen changes colours, motion and time.", "$quiet"),
)


class WelcomeScreen(CardScreen[None]):
    """Greets who is here for the first time."""

    COMMAND_TABLE = commands.WELCOME
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.WELCOME)

    def compose(self) -> ComposeResult:
        """The card."""
        with VerticalScroll(classes="card", can_focus=True):
            yield Static("Globes Trivia", classes="card-title")
            yield Static(Content("\n\n").join(Content.styled(words, style) for words, style in WORDS))
        yield KeyLine()

    def on_click(self, event: object) -> None:  # noqa: ARG002 - Textual's handler
        """A click anywhere closes it."""
        self.close()

    def action_close(self) -> None:
        """On with the show."""
        self.close()
