"""The board at a seat elsewhere: categories beside each other, values below, one of them to choose."""

from typing import ClassVar, Final

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from trivia.party import says

GAP: Final = 1
"""Cells between two columns."""


class BoardGrid(Widget, can_focus=True):
    """The board; a `Chosen` message says which cell was taken."""

    DEFAULT_CSS: ClassVar = """
    BoardGrid {
        width: 1fr;
        height: auto;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1, 0)", "Left", show=False),
        Binding("right,l", "move(1, 0)", "Right", show=False),
        Binding("up,k", "move(0, -1)", "Up", show=False),
        Binding("down,j", "move(0, 1)", "Down", show=False),
        Binding("enter,space", "take", "Choose", key_display="enter"),
    ]

    at: reactive[tuple[int, int]] = reactive((0, 0))
    """Column and row of the highlighted cell."""

    class Chosen(Message):
        """A cell was taken.

        Attributes:
            cell: Its number, as the party counts it.
        """

        def __init__(self, cell: int) -> None:
            super().__init__()
            self.cell = cell

    def __init__(self, board: says.BoardSeen, *, mine: bool) -> None:
        """Make a board.

        Args:
            board: The board.
            mine: Whether this seat may choose.
        """
        super().__init__()
        self._board = board
        self._mine = mine
        self.can_focus = mine
        free = (
            (column, row)
            for row in range(self._rows)
            for column, one in enumerate(board.columns)
            if row < len(one.cells) and not one.cells[row].gone
        )
        self.set_reactive(BoardGrid.at, next(free, (0, 0)))

    @property
    def _rows(self) -> int:
        return max((len(column.cells) for column in self._board.columns), default=0)

    def _wide(self) -> int:
        """The cells of a column; a few stay free where they do not come out even."""
        count = max(len(self._board.columns), 1)
        return max((self.size.width - GAP * (count - 1)) // count, 3)

    def render(self) -> RenderResult:
        """The categories, and their values row by row."""
        wide, gap = self._wide(), Content(" " * GAP)
        heads = [Content.styled(_fitted(column.title, wide), "bold") for column in self._board.columns]
        lines = [gap.join(heads)]
        for row in range(self._rows):
            cells = [self._cell(column, row, wide) for column in range(len(self._board.columns))]
            lines.append(gap.join(cells))
        return Content("\n").join(lines)

    def _cell(self, column: int, row: int, wide: int) -> Content:
        cells = self._board.columns[column].cells
        if row >= len(cells) or cells[row].gone:
            here = self._mine and (column, row) == self.at
            return Content.styled("·".center(wide), "$faint on $panel" if here else "$faint")
        value = f"{cells[row].value:,}"
        if self._mine and (column, row) == self.at:
            return Content.styled(f"▸{value}◂".center(wide), "bold $primary on $panel")
        return Content.styled(
            value.center(wide), "$primary on $surface" if self._mine else "$quiet on $surface"
        )

    def action_move(self, columns: int, rows: int) -> None:
        """Look at another cell, round the edges."""
        column, row = self.at
        self.at = (column + columns) % len(self._board.columns), (row + rows) % max(self._rows, 1)

    def action_take(self) -> None:
        """Take the highlighted cell, if it is there still."""
        column, row = self.at
        cells = self._board.columns[column].cells
        if self._mine and row < len(cells) and not cells[row].gone:
            self.screen.post_message(self.Chosen(cells[row].c))

    def on_click(self, event: events.Click) -> None:
        """Take the cell under the mouse."""
        column, row = event.x // (self._wide() + GAP), event.y - 1
        if self._mine and 0 <= column < len(self._board.columns) and 0 <= row < self._rows:
            self.at = column, row
            self.action_take()


def _fitted(text: str, wide: int) -> str:
    """A category in so many cells, in the middle; cut with an ellipsis."""
    if cell_len(text) > wide:
        return set_cell_size(text, wide - 1) + "…"
    return set_cell_size(" " * ((wide - cell_len(text)) // 2) + text, wide)
