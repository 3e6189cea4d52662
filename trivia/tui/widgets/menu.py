"""A menu: one line for each thing to do, its key in front, a word on how things stand behind.

One widget draws it all: it stands on the first screen, where every widget costs start-up time.
"""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from trivia.tui.widgets.rows import Rows


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a menu.

    Attributes:
        key: The key that takes it at once.
        text: What it says; data, never markup.
        note: How things stand, at the end of the line; may be empty.
    """

    key: str
    text: str
    note: str = ""


class Menu(Rows[Item]):
    """Things to do, one below the other; a `Taken` message says which."""

    DEFAULT_CSS: ClassVar = """
    Menu {
        width: 1fr;
        height: auto;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "take", "Choose", key_display="enter"),
    ]

    class Taken(Message):
        """A line was taken.

        Attributes:
            index: Its place in the menu.
        """

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def line(self, row: Item, width: int, *, highlighted: bool) -> Content:
        """Key, text, and at the end the note."""
        bar = Content.styled("▌", "$primary" if highlighted else "$panel")
        key = Content.styled(f" {row.key}  ", "bold $primary")
        text = Content.styled(row.text, "bold $foreground" if highlighted else "$foreground").truncate(
            max(width - bar.cell_length - key.cell_length - 1, 0), ellipsis=True
        )
        room = width - bar.cell_length - key.cell_length - text.cell_length - 1
        note = Content.styled(row.note, "$foreground" if highlighted else "$quiet").truncate(
            max(room - 2, 0), ellipsis=True
        )
        gap = Content(" " * max(room - note.cell_length, 0))
        return Content.assemble(bar, key, text, gap, note, " ")

    def action_take(self) -> None:
        """Take the highlighted line."""
        self.post_message(self.Taken(self.at))

    def on_key(self, event: events.Key) -> None:
        """Take a line by its number; letters are the screen's own keys."""
        if event.character and event.character.isdigit() and 1 <= int(event.character) <= len(self._rows):
            event.stop()
            self.at = int(event.character) - 1
            self.action_take()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The highlight follows the mouse."""
        if 0 <= event.y < len(self._rows):
            self.at = event.y

    def on_click(self, event: events.Click) -> None:
        """Take a line by mouse."""
        event.stop()
        if 0 <= event.y < len(self._rows):
            self.at = event.y
            self.action_take()
