"""The sign that answers are not being saved."""

from typing import ClassVar

from textual.content import Content
from textual.widgets import Static


class SaveSign(Static):
    """One line across the top, there only while the save file cannot be written."""

    DEFAULT_CSS: ClassVar = """
    SaveSign {
        display: none;
        dock: top;
        width: 1fr;
        height: auto;
        max-height: 3;
        padding: 0 2;
        background: $warning;
        color: $background;
        text-style: bold;
        &.-on { display: block; }
    }
    """

    def show(self, trouble: str) -> None:
        """Show what keeps answers from being saved; an empty text takes the sign away."""
        self.set_class(bool(trouble), "-on")
        self.update(Content(f"▲ Not saving: {trouble}. The game goes on." if trouble else ""))

    def wait(self, reason: str) -> None:
        """Show what the verdict waits for."""
        self.add_class("-on")
        self.update(Content(f"… One moment: {reason}."))
