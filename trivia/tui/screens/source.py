"""The passage's place: which article says so, in which paragraphs, and how far down they stand."""

from typing import ClassVar, Final

from textual.app import ComposeResult, RenderResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from trivia import voice
from trivia.quiz.question import Question, Reference
from trivia.tui import commands
from trivia.tui.screens.card import CardScreen
from trivia.tui.widgets.key_line import KeyLine

WIDEST_RULER: Final = 48
"""Cells of the widest ruler with its words: a longer one says no more."""


class Ruler(Widget):
    """Where the paragraphs stand in their article, from its top to its end."""

    DEFAULT_CSS: ClassVar = """
    Ruler {
        width: 1fr;
        height: 1;
    }
    """

    def __init__(self, numbers: list[int], whole: int) -> None:
        """Make a ruler.

        Args:
            numbers: The paragraphs, counted from 1.
            whole: How many the article has.
        """
        super().__init__()
        self._numbers = numbers
        self._whole = whole

    def render(self) -> RenderResult:
        """`top ──█────── end`."""
        top, end = "top ", " end"
        cells = max(min(self.size.width, WIDEST_RULER) - len(top) - len(end), 2)
        lit = {(number - 1) * (cells - 1) // max(self._whole - 1, 1) for number in self._numbers}
        line = [("█", "$primary") if cell in lit else ("─", "$faint") for cell in range(cells)]
        return Content.assemble((top, "$quiet"), *line, (end, "$quiet"))


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
            for first, numbers in voice.citations(self._question.sources):
                yield Static(_told(first, numbers), classes="cited")
                if first.paragraphs and numbers:
                    yield Ruler(numbers, first.paragraphs)
        yield KeyLine()

    def on_click(self, event: object) -> None:  # noqa: ARG002 - Textual's handler
        """A click anywhere closes it."""
        self.close()

    def action_close(self) -> None:
        """Go back to the question."""
        self.close()


def _told(reference: Reference, numbers: list[int]) -> Content:
    # A work of reference has no day, and nobody misses it.
    dated = f"  {voice.day(reference.date)}" if reference.date else ""
    lines = [Content.assemble((f"“{reference.title}”", "bold"), (dated, "$quiet"))]
    lines += [Content.styled(reference.about, "$quiet")] if reference.about else []
    if not numbers:  # cited as a whole: there is no place in it to tell
        return Content("\n").join(lines)
    of = f" of {reference.paragraphs}" if reference.paragraphs else ""
    place = voice.paragraphs(numbers, reference.unit)
    lines.append(Content.styled(place[:1].upper() + place[1:] + of, "$primary"))
    return Content("\n").join(lines)
