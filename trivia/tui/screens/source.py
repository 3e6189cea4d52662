"""The passage's place: which article says so, in which paragraphs, and how far down they stand."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trivia import voice
from trivia.quiz.question import Question, Reference
from trivia.tui import commands
from trivia.tui.screens.card import CardScreen
from trivia.tui.widgets.key_line import KeyLine

RULER = 40
NARROW_RULER = 20
NARROW = 60
"""Cells of the ruler that stands for an article from its first paragraph to its last."""


class SourceScreen(CardScreen[None]):
    """The articles behind an explanation."""

    COMMAND_TABLE = commands.CLOSE
    WIDGET_KEYS = commands.SCROLLED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.CLOSE)

    def __init__(self, question: Question) -> None:
        """Make the screen for a question."""
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The card, one article after the other."""
        with VerticalScroll(classes="card", can_focus=True):
            yield Static("Where it says so", classes="card-title")
            ruler = NARROW_RULER if self.app.size.width < NARROW else RULER
            told = [
                _told(first, numbers, ruler) for first, numbers in voice.citations(self._question.sources)
            ]
            yield Static(Content("\n\n").join(told))
        yield KeyLine()

    def on_click(self, event: object) -> None:  # noqa: ARG002 - Textual's handler
        """A click anywhere closes it."""
        self.close()

    def action_close(self) -> None:
        """Go back to the question."""
        self.close()


def _told(reference: Reference, numbers: list[int], ruler: int) -> Content:
    lines = [
        Content.assemble((f"“{reference.title}”", "bold"), (f"  {voice.day(reference.date)}", "$quiet")),
    ]
    lines += [Content.styled(reference.about, "$quiet")] if reference.about else []
    whole = reference.paragraphs
    of = f" of {whole}" if whole else ""
    place = voice.paragraphs(numbers)
    lines.append(Content.styled(place[:1].upper() + place[1:] + of, "$primary"))
    if whole:
        lit = {(number - 1) * (ruler - 1) // max(whole - 1, 1) for number in numbers}
        cells = [
            Content.styled("█", "$primary") if cell in lit else Content.styled("─", "$faint")
            for cell in range(ruler)
        ]
        lines.append(
            Content.styled("top ", "$quiet") + Content("").join(cells) + Content.styled(" end", "$quiet")
        )
    return Content("\n").join(lines)
