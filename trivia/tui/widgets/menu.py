"""A menu: one line for each thing to do, its key in front, a word on how things stand behind.

One widget draws it all: it stands on the first screen, where every widget costs start-up time.
"""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


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


class Menu(Widget, can_focus=True):
    """Things to do, one below the other; a `Taken` message says which."""

    DEFAULT_CSS: ClassVar = """
    Menu {
        width: 1fr;
        height: auto;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("home", "move_to(0)", "First", show=False),
        Binding("end", "move_to(-1)", "Last", show=False),
        Binding("enter,space", "take", "Choose", key_display="enter"),
    ]

    at: reactive[int] = reactive(0)
    """The index of the highlighted line."""

    class Taken(Message):
        """A line was taken.

        Attributes:
            index: Its place in the menu.
        """

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, items: tuple[Item, ...], id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        """Make a menu.

        Args:
            items: Its lines; at least one.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._items = items

    def show(self, items: tuple[Item, ...]) -> None:
        """Show other lines; the highlight stays where it is, as far as there are as many."""
        longer = len(items) != len(self._items)
        self._items = items
        self.at = min(self.at, len(items) - 1)
        self.refresh(layout=longer)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's hook
        """A row for each line."""
        return len(self._items)

    def render(self) -> RenderResult:
        """The lines."""
        width = self.content_size.width
        return Content("\n").join(self._line(index, item, width) for index, item in enumerate(self._items))

    def _line(self, index: int, item: Item, width: int) -> Content:
        at = index == self.at
        bar = Content.styled("▌", "$primary" if at else "$panel")
        key = Content.styled(f" {item.key}  ", "bold $primary")
        text = Content.styled(item.text, "bold $foreground" if at else "$foreground").truncate(
            max(width - bar.cell_length - key.cell_length - 1, 0), ellipsis=True
        )
        room = width - bar.cell_length - key.cell_length - text.cell_length - 1
        note = Content.styled(item.note, "$foreground" if at else "$quiet").truncate(
            max(room - 2, 0), ellipsis=True
        )
        gap = Content(" " * max(room - note.cell_length, 0))
        line = Content.assemble(bar, key, text, gap, note, " ")
        return line.stylize("on $panel" if at else "on $surface")

    def action_move(self, steps: int) -> None:
        """Move the highlight, round the ends."""
        self.at = (self.at + steps) % len(self._items)

    def action_move_to(self, index: int) -> None:
        """Move the highlight to the first or the last."""
        self.at = index % len(self._items)

    def action_take(self) -> None:
        """Take the highlighted line."""
        self.post_message(self.Taken(self.at))

    def on_key(self, event: events.Key) -> None:
        """Take a line by its number; letters are the screen's own keys."""
        if event.character and event.character.isdigit() and 1 <= int(event.character) <= len(self._items):
            event.stop()
            self.at = int(event.character) - 1
            self.action_take()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The highlight follows the mouse."""
        if 0 <= event.y < len(self._items):
            self.at = event.y

    def on_click(self, event: events.Click) -> None:
        """Take a line by mouse."""
        event.stop()
        if 0 <= event.y < len(self._items):
            self.at = event.y
            self.action_take()
