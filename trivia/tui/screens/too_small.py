"""The cover over a game whose terminal has become too small for it."""

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static


class TooSmallScreen(ModalScreen[None]):
    """Says what is wrong and what to do; goes by itself once there is room."""

    DEFAULT_CSS = """
    TooSmallScreen { background: $background; }
    TooSmallScreen > Static { width: 1fr; text-align: center; }
    """

    def __init__(self, width: int, height: int) -> None:
        """Make the cover.

        Args:
            width: Columns that the game needs.
            height: Lines that the game needs.
        """
        super().__init__()
        self._needed = f"{width}×{height}"

    def compose(self) -> ComposeResult:
        """One line, short enough for the smallest terminal."""
        yield Static(f"Too small. Make it {self._needed} or more.")
