"""The lines that tell how the game stands: place, score, streak, lives, and the time."""

from typing import ClassVar, Final

from textual.app import ComposeResult, RenderResult
from textual.color import Color
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from trivia import voice
from trivia.game.rules import Game, Phase

MAX_PIPS: Final = 20
"""A longer game shows no pips: they would not fit, and a number says it better."""

ROLLING_SECONDS: Final = 0.35
"""How long the score takes to roll to its new value, and a streak to glow."""

GLOWING: Final = 3
"""Right answers in a row that make a streak."""

MEDIUM_MS: Final = 20_000
SHORT_MS: Final = 10_000
"""What is left of a clock when it begins to press, and when it presses."""


class Score(Widget):
    """The score, which rolls to a new value; and the streak, which glows."""

    DEFAULT_CSS: ClassVar = """
    Score {
        width: 1fr;
        height: 1;
        text-align: right;
    }
    """

    told: reactive[float] = reactive(0.0)
    """The points on the screen, on their way to those of the game."""

    def __init__(self) -> None:
        """Make a score of nothing."""
        super().__init__(id="score")
        self._score = 0
        self._streak = 0

    def show(self, score: int, streak: int, *, at_once: bool) -> None:
        """Show the points and how many right answers came in a row.

        Args:
            score: The points.
            streak: Right answers in a row.
            at_once: Whether to show the points without rolling.
        """
        longer = streak > self._streak and streak >= GLOWING
        rolls = score != self._score and not at_once
        self._score, self._streak = score, streak
        if rolls and self.app.animation_level == "full":
            self.animate("told", float(score), duration=ROLLING_SECONDS)
            if longer:
                self.styles.tint = Color.parse(self.app.theme_variables["accent"]).with_alpha(0.6)
                self.styles.animate("tint", Color(0, 0, 0, 0), duration=ROLLING_SECONDS)
        else:
            self.told = float(score)
        self.refresh()

    def render(self) -> RenderResult:
        """`★ 4 in a row  1,240 points`; stars as many as the streak deserves, and words as many as fit."""
        stars, streak = Content(""), Content("")
        if self._streak >= GLOWING:
            stars = Content.styled("★" * min(self._streak - GLOWING + 1, 3) + " ", "bold $accent")
            streak = Content.styled(f"{self._streak} in a row  ", "bold $accent")
        elif self._streak > 1:
            streak = Content.styled(f"{self._streak} in a row  ", "$accent")
        score = Content.styled(f"{round(self.told):,}", "bold $primary")
        noun = Content.styled(" point" if round(self.told) == 1 else " points", "$quiet")
        for told in (stars + streak + score + noun, stars + streak + score, streak + score, score + noun):
            if told.cell_length < self.size.width:  # with a blank between it and what stands before
                return told
        return score


class RoundBar(Horizontal):
    """One line: which question of how many, how each went or what is left, the score and the streak."""

    DEFAULT_CSS: ClassVar = """
    RoundBar {
        height: 1;
        padding: 0 2;
        background: $surface;
        & > #place { width: 1fr; }
        & > #pips { width: auto; }
        &.-steps > #place { width: auto; margin-right: 2; }
    }
    """

    def compose(self) -> ComposeResult:
        """The three parts."""
        yield Static(id="place")
        yield Static(id="pips")
        yield Score()

    def show(self, game: Game, *, at_once: bool = False) -> None:
        """Show how the game stands."""
        self.set_class(bool(game.mode.steps), "-steps")
        self.query_one("#place", Static).update(_place(game))
        pips = self.query_one("#pips", Static)
        pips.update(_middle(game))
        pips.set_class(game.mode.lives is not None, "-lives")
        self.query_one(Score).show(game.score, game.streak, at_once=at_once)


def _place(game: Game) -> Content:
    """The place, its numbers bright."""
    words = [
        (word, "bold $primary" if any(map(str.isdigit, word)) else "$quiet")
        for word in voice.place_brief(game).split()
    ]
    return Content(" ").join(Content.styled(word, style) for word, style in words)


def _middle(game: Game) -> Content:
    """What stands between place and score: lives where they are counted, else a sign for every question."""
    if game.mode.lives is not None and game.lives_left is not None:
        lost = game.mode.lives - game.lives_left
        return Content.assemble(("♥ " * game.lives_left, "$error"), ("♡ " * lost, "$faint"))
    if len(game.questions) > MAX_PIPS:
        return Content("")
    signs = [("✔", "$success") if answer.right else ("✘", "$error") for answer in game.answers]
    here = game.phase in {Phase.READY, Phase.ASKING, Phase.PAUSED}
    signs += [("●", "$primary")] if here and len(signs) < len(game.questions) else []
    for place in range(len(signs), len(game.questions)):
        safe = place + 1 in game.mode.safe
        signs.append(("◇", "$quiet") if safe else ("○", "$faint"))
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


class ClockBar(Widget):
    """How much of the game's clock is left; it changes colour and sign as it presses."""

    DEFAULT_CSS: ClassVar = """
    ClockBar {
        width: 1fr;
        height: 1;
    }
    """

    left_ms: reactive[int] = reactive(0)
    """What is left, in milliseconds, in tenths of a second."""

    def __init__(self, whole_ms: int) -> None:
        """Make a clock.

        Args:
            whole_ms: What it began with, in milliseconds.
        """
        super().__init__()
        self._whole_ms = whole_ms

    def show(self, left_ms: int) -> None:
        """Show what is left, in milliseconds."""
        self.left_ms = -(-left_ms // 100) * 100

    def render(self) -> RenderResult:
        """`◷ 0:42 ━━━━━━────`."""
        if self.left_ms <= SHORT_MS:
            sign, style, words = "▲", "bold $error", " hurry!"
        elif self.left_ms <= MEDIUM_MS:
            sign, style, words = "△", "$warning", ""
        else:
            sign, style, words = "◷", "$primary", ""
        head = f"{sign} {voice.clock_told(self.left_ms)} "
        room = max(self.size.width - len(head) - len(words), 0)
        lit = min(-(-self.left_ms * room // self._whole_ms), room)  # a host may have given more time
        return Content.assemble(
            (head, style), ("━" * lit, style), ("─" * (room - lit), "$faint"), (words, style)
        )
