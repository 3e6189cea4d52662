"""One answered question, looked at once more; and from there the one before and the next."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trivia import voice
from trivia.game.rules import Answer, Game
from trivia.tui import commands
from trivia.tui.screens.card import CardScreen
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.key_line import KeyLine
from trivia.tui.widgets.verdict import verdict_told


class AnswerScreen(CardScreen[None]):
    """The question, its options, the verdict and its explanation."""

    COMMAND_TABLE = commands.LOOK_BACK
    WIDGET_KEYS = commands.SCROLLED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.LOOK_BACK)

    def __init__(self, game: Game, at: int) -> None:
        """Make the screen.

        Args:
            game: The game.
            at: The index of the answer to look at first.
        """
        super().__init__()
        self._game = game
        self._at = at

    def compose(self) -> ComposeResult:
        """The card."""
        with VerticalScroll(classes="card", can_focus=True):
            yield Static(id="number", classes="card-title")
            yield Static(id="told")
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """Show the first one."""
        self._show()

    def _show(self) -> None:
        answer, number = self._game.answers[self._at], self._at + 1
        title = f"Question {number} of {len(self._game.answers)}"
        self.query_one("#number", Static).update(Content(title))
        told = [Content.styled(answer.question.prompt, "bold"), Content(""), *_options(answer), Content("")]
        told.append(verdict_told(answer, self._game.mode, voice.verdict(answer, number)))
        told.append(Content.styled(_how(answer), "$quiet"))
        self.query_one("#told", Static).update(Content("\n").join(told))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def on_click(self, event: object) -> None:  # noqa: ARG002 - Textual's handler
        """A click anywhere closes it."""
        self.close()

    def action_turn(self, steps: int) -> None:
        """Look at another question of the game, round the ends."""
        self._at = (self._at + steps) % len(self._game.answers)
        self._show()

    def action_close(self) -> None:
        """Go back to the results."""
        self.close()


def _how(answer: Answer) -> str:
    """How the answer came about: how long it took, and what helped."""
    told = f"Answered in {answer.elapsed_ms / 1000:.1f} s"
    if answer.helped:
        told += f" with {voice.helps_told(answer.helped)}"
    return f"{told}."


def _options(answer: Answer) -> list[Content]:
    lines = []
    for index, option in enumerate(answer.question.options):
        if index == answer.question.answer:
            lines.append(Content.styled(f" ✔ {option}", "$success"))
        elif index == answer.chosen:
            lines.append(Content.styled(f" ✘ {option}", "$error"))
        else:
            lines.append(Content.styled(f" · {option}", "$quiet"))
    return lines
