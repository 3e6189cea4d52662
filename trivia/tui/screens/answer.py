"""One answered question, looked at once more."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from trivia import voice
from trivia.game.rules import Answer
from trivia.tui import commands
from trivia.tui.widgets.key_line import KeyLine
from trivia.tui.widgets.verdict import verdict_told


class AnswerScreen(ModalScreen[None]):
    """The question, its options, the verdict and its explanation."""

    CSS_PATH = "card.tcss"
    COMMAND_TABLE = commands.CLOSE
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.CLOSE)

    def __init__(self, answer: Answer, number: int) -> None:
        """Make the screen.

        Args:
            answer: The answer.
            number: Its place in the game, counted from 1.
        """
        super().__init__()
        self._answer = answer
        self._number = number

    def compose(self) -> ComposeResult:
        """The card."""
        answer = self._answer
        with VerticalScroll(classes="card", can_focus=True):
            yield Static(Content(f"Question {self._number}"), classes="card-title")
            yield Static(Content.styled(answer.question.prompt, "bold"))
            yield Static(_options(answer))
            yield Static(verdict_told(answer, voice.verdict(answer, self._number)))
        yield KeyLine()

    def on_click(self, event: object) -> None:  # noqa: ARG002 - Textual's handler
        """A click anywhere closes it."""
        self.dismiss()

    def action_close(self) -> None:
        """Go back to the results."""
        self.dismiss()


def _options(answer: Answer) -> Content:
    lines = [Content("")]
    for index, option in enumerate(answer.question.options):
        if index == answer.question.answer:
            lines.append(Content.styled(f" ✔ {option}", "$success"))
        elif index == answer.chosen:
            lines.append(Content.styled(f" ✘ {option}", "$error"))
        else:
            lines.append(Content.styled(f" · {option}", "$quiet"))
    return Content("\n").join([*lines, Content("")])
