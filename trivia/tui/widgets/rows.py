"""Rows with a highlight that goes up and down, all drawn by one widget."""

from typing import ClassVar, Generic, TypeVar

from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

R = TypeVar("R")


class Rows(Widget, Generic[R], can_focus=True):
    """Rows one below the other; what a row is and how it looks is the child's own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("home", "move_to(0)", "First", show=False),
        Binding("end", "move_to(-1)", "Last", show=False),
    ]

    at: reactive[int] = reactive(0)
    """The index of the highlighted row."""

    def __init__(self, rows: tuple[R, ...], id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        """Make the rows.

        Args:
            rows: The rows; at least one.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._rows = rows

    def show(self, rows: tuple[R, ...]) -> None:
        """Show other rows; the highlight stays where it is, as far as there are as many."""
        longer = len(rows) != len(self._rows)
        self._rows = rows
        self.at = min(self.at, len(rows) - 1)
        self.refresh(layout=longer)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's hook
        """A line for each row."""
        return len(self._rows)

    def render(self) -> RenderResult:
        """The rows."""
        width = self.content_size.width
        lines = (
            self.line(row, width, highlighted=index == self.at).stylize(
                "on $panel" if index == self.at else "on $surface"
            )
            for index, row in enumerate(self._rows)
        )
        return Content("\n").join(lines)

    def line(self, row: R, width: int, *, highlighted: bool) -> Content:
        """How a row looks.

        Args:
            row: The row.
            width: The cells that it fills.
            highlighted: Whether the highlight is on it.
        """
        raise NotImplementedError

    def action_move(self, steps: int) -> None:
        """Move the highlight, round the ends."""
        self.at = (self.at + steps) % len(self._rows)

    def action_move_to(self, index: int) -> None:
        """Move the highlight to the first or the last."""
        self.at = index % len(self._rows)
