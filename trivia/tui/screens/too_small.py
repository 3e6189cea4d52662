"""The cover over a game whose terminal has become too small for it."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static


class TooSmallScreen(ModalScreen[None]):
    """Says what is wrong and what to do; goes by itself once there is room."""

    DEFAULT_CSS = """
    TooSmallScreen { background: $background; }
    TooSmallScreen > Static { width: 1fr; text-align: center; }
    """

    def __init__(self, width: int, height: int, uncover: Callable[[], None]) -> None:
        """Make the cover.

        Args:
            width: Columns that the game needs.
            height: Lines that the game needs.
            uncover: Takes the cover away where there is room.
        """
        super().__init__()
        self._show_again = uncover
        self._needed = f"{width}×{height}"

    def compose(self) -> ComposeResult:
        """One line, short enough for the smallest terminal."""
        yield Static(f"Too small. Make it {self._needed} or more.")

    def on_screen_resume(self) -> None:
        """What came to lie on the cover has gone, and there may have come room meanwhile."""
        self.app.call_later(self._show_again)
