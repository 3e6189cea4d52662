"""The lines that tell how the game stands: place, score, streak, and the speed bonus."""

from typing import ClassVar

from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from trivia.game.rules import Game, Phase

MAX_PIPS = 20
"""A longer game shows no pips: they would not fit, and a number says it better."""


class RoundBar(Horizontal):
    """One line: which question of how many, how each went, the score and the streak."""

    DEFAULT_CSS: ClassVar = """
    RoundBar {
        height: 1;
        padding: 0 2;
        background: $surface;
        & > #place { width: 1fr; }
        & > #pips { width: auto; }
        & > #score { width: 1fr; text-align: right; }
    }
    """

    def compose(self) -> ComposeResult:
        """The three parts."""
        yield Static(id="place")
        yield Static(id="pips")
        yield Static(id="score")

    def show(self, game: Game) -> None:
        """Show how the game stands."""
        total = len(game.questions)
        place = min(game.place + 1, total)
        self.query_one("#place", Static).update(
            Content.assemble(
                ("Question ", "$quiet"), (f"{place}", "bold $primary"), (f" of {total}", "$quiet")
            )
        )
        self.query_one("#pips", Static).update(_pips(game) if total <= MAX_PIPS else "")
        streak = Content.styled(f"{game.streak} in a row  ", "$accent") if game.streak > 1 else Content("")
        score = Content.styled(f"{game.score:,}", "bold $primary")
        self.query_one("#score", Static).update(streak + score + Content.styled(" points", "$quiet"))


def _pips(game: Game) -> Content:
    """A sign for every question: ✔ and ✘ behind, ● here, ○ ahead."""
    signs = [("✔", "$success") if answer.right else ("✘", "$error") for answer in game.answers]
    here = game.phase in {Phase.READY, Phase.ASKING}
    signs += [("●", "$primary")] if here and len(signs) < len(game.questions) else []
    signs += [("○", "$faint")] * (len(game.questions) - len(signs))
    return Content(" ").join(Content.styled(sign, style) for sign, style in signs)


class SpeedBar(Widget):
    """How much of the speed bonus is left; it waits while the question is being read."""

    DEFAULT_CSS: ClassVar = """
    SpeedBar {
        width: 1fr;
        height: 1;
    }
    """

    CELLS = 20

    left: reactive[int] = reactive(20)
    """Cells that are still lit, of `CELLS`."""

    def show(self, left_ms: int, whole_ms: int) -> None:
        """Show what is left of the bonus, in milliseconds of the whole."""
        self.left = -(-left_ms * self.CELLS // whole_ms)

    def render(self) -> RenderResult:
        """The bar with its name; the name says it where colour does not."""
        words = "speed bonus" if self.left else "no hurry now"
        return Content.assemble(
            ("━" * self.left, "$primary"), ("─" * (self.CELLS - self.left), "$faint"), (f" {words}", "$quiet")
        )
