"""What stands around a question at a seat elsewhere: the line on top, and the verdict."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from trivia import seat_voice
from trivia.party import says
from trivia.party.afar import Afar
from trivia.tui.widgets.bars import Score


class SeatBar(Horizontal):
    """One line: which question of how many, lives or place, the score and the streak."""

    DEFAULT_CSS: ClassVar = """
    SeatBar {
        height: 1;
        padding: 0 2;
        background: $surface;
        & > #place { width: 1fr; }
        & > #pips { width: auto; }
    }
    """

    def compose(self) -> ComposeResult:
        """The three parts."""
        yield Static(id="place")
        yield Static(id="pips")
        yield Score()

    def show(self, seen: Afar) -> None:
        """Show how it stands."""
        self.query_one("#place", Static).update(_where(seen, narrow=self.size.width < 56))
        self.query_one("#pips", Static).update(_middle(seen))
        score = self.query_one(Score)
        score.display = seen.own is not None
        if seen.own is not None:
            score.show(seen.own.score, seen.streak, at_once=False)


def _where(seen: Afar, *, narrow: bool) -> Content:
    """The question's number, or whose seat it is."""
    if seen.asked is None:
        return Content.styled(seen.name or seen.party or "Globes Trivia", "bold $primary")
    words = f"{seen.asked.n} of {seen.asked.of}" if narrow else f"Question {seen.asked.n} of {seen.asked.of}"
    told = [
        Content.styled(word, "bold $primary" if any(map(str.isdigit, word)) else "$quiet")
        for word in words.split()
    ]
    return Content(" ").join(told)


def _middle(seen: Afar) -> Content:
    if seen.lives is not None:
        return Content.styled("♥ " * seen.lives, "$error") if seen.lives else Content.styled("♡ ", "$faint")
    return Content.styled(seat_voice.place_told(seen.own), "$quiet")


class SeatVerdict(Static):
    """What a question came to for this seat, why, and where that stands."""

    DEFAULT_CSS: ClassVar = """
    SeatVerdict {
        padding: 0 2 0 1;
        border-left: outer $panel;
        &.-right { border-left: outer $success; }
        &.-wrong { border-left: outer $error; }
    }
    """

    def __init__(self, reveal: says.Reveal, *, watching: bool) -> None:
        """Make a verdict.

        Args:
            reveal: What was revealed.
            watching: Whether this seat had no part in the question.
        """
        you = reveal.you
        mark = you.verdict if you is not None else "none"
        super().__init__(verdict_told(reveal, watching=watching), classes=f"-{mark}")


def verdict_told(reveal: says.Reveal, *, watching: bool) -> Content:
    """A verdict in paragraphs: the host's words, the explanation, its source, how this seat stands."""
    you = reveal.you
    sign, words = seat_voice.verdict(you, watching=watching)
    right = you is not None and you.verdict == "right"
    style = {"✔": "bold $success", "✘": "bold $error", "▲": "bold $warning"}.get(sign, "bold")
    head = Content.styled(f"{sign} {words}", style)
    if you is not None and you.points:
        head += Content.styled(
            f"  {seat_voice.points(you.points)}", "bold $primary" if right else "bold $error"
        )
    if not right:
        head = Content.assemble(head, "  It is ", (reveal.answer, "bold $success"), ".")
    lines = [head]
    if reveal.because:
        lines.append(Content(reveal.because))
    if reveal.source:
        lines.append(Content.assemble(("— ", "$quiet"), (reveal.source, "italic $secondary")))
    told = seat_voice.outcome(you)
    if told:
        lines.append(Content.styled(told, "$quiet"))
    return Content("\n").join(lines)
