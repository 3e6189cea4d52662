"""A line of stars that spreads over the score at the end of a game."""

from typing import ClassVar, Final

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

STEPS: Final = 12
SECONDS: Final = 0.38
_STARS: Final = (("✦", "$gold-light"), ("·", "$faint"), ("✧", "$primary"), ("·", "$faint"), ("★", "$accent"))


class Fanfare(Widget):
    """Stars from the middle outwards; a grand one fills the line, a small one stays in the middle."""

    DEFAULT_CSS: ClassVar = """
    Fanfare {
        width: 1fr;
        height: 1;
        text-align: center;
    }
    """

    step: reactive[int] = reactive(STEPS)
    """How far the stars have come, of `STEPS`."""

    def __init__(self, *, grand: bool) -> None:
        """Make a fanfare.

        Args:
            grand: Whether there is something to celebrate.
        """
        super().__init__()
        self._grand = grand

    def on_mount(self) -> None:
        """Let the stars fly, where things move."""
        if self._grand and self.app.animation_level == "full":
            self.step = 0
            self.set_interval(SECONDS / STEPS, self._fly, repeat=STEPS)

    def _fly(self) -> None:
        self.step = min(self.step + 1, STEPS)

    def render(self) -> RenderResult:
        """The stars, as far as they have come."""
        most = min(self.size.width // 5, 13) if self._grand else 2
        stars = 2 * (most * self.step // (2 * STEPS)) + 1
        half = stars // 2
        signs = (_STARS[abs(place) % len(_STARS)] for place in range(-half, half + 1))
        return Content("  ").join(Content.styled(sign, style) for sign, style in signs)
