"""Choices, one to a line, each turned like a dial; one widget draws them all."""

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

LABEL: Final = 14
"""Columns for what a dial is called."""


@dataclass(frozen=True, slots=True)
class Dial:
    """A choice.

    Attributes:
        label: What it is about.
        values: What it may be set to, as shown; data, never markup.
        at: The index of what it is set to.
    """

    label: str
    values: tuple[str, ...]
    at: int = 0


class Dials(Widget, can_focus=True):
    """Choices one below the other; a `Turned` message says which was changed, and to what."""

    DEFAULT_CSS: ClassVar = """
    Dials {
        width: 1fr;
        max-width: 72;
        height: auto;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("home", "move_to(0)", "First", show=False),
        Binding("end", "move_to(-1)", "Last", show=False),
    ]

    at: reactive[int] = reactive(0)
    """The index of the highlighted line."""

    class Turned(Message):
        """A dial was turned.

        Attributes:
            index: Its place.
            dial: The dial as it is set now.
        """

        def __init__(self, index: int, dial: Dial) -> None:
            super().__init__()
            self.index = index
            self.dial = dial

        def is_about(self, dials: tuple[Dial, ...]) -> bool:
            """Whether that dial is still among these: keys may come faster than dials change.

            Args:
                dials: The dials as they stand now.
            """
            if self.index >= len(dials):
                return False
            now, then = dials[self.index], self.dial
            return (now.label, len(now.values)) == (then.label, len(then.values))

    class Highlighted(Message):
        """Another dial is highlighted.

        Attributes:
            index: Its place.
        """

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, dials: tuple[Dial, ...], id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        """Make dials.

        Args:
            dials: The dials; at least one.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._dials = dials

    def show(self, dials: tuple[Dial, ...]) -> None:
        """Show other dials; the highlight stays where it is, as far as there are as many."""
        longer = len(dials) != len(self._dials)
        self._dials = dials
        self.at = min(self.at, len(dials) - 1)
        self.refresh(layout=longer)

    def watch_at(self, now: int) -> None:
        """Say which is highlighted."""
        self.post_message(self.Highlighted(now))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's hook
        """A row for each dial."""
        return len(self._dials)

    def render(self) -> RenderResult:
        """The lines."""
        width = self.content_size.width
        return Content("\n").join(self._line(index, dial, width) for index, dial in enumerate(self._dials))

    def _line(self, index: int, dial: Dial, width: int) -> Content:
        at = index == self.at
        label = Content.styled(dial.label, "bold $foreground" if at else "$quiet").truncate(
            LABEL, ellipsis=True, pad=True
        )
        left, right = ("‹ ", " ›") if len(dial.values) > 1 else ("  ", "  ")
        head = Content.assemble(("▌ ", "$primary" if at else "$panel"), label, (left, "$primary"))
        value = Content.styled(dial.values[dial.at], "bold $primary" if at else "$foreground").truncate(
            max(width - head.cell_length - len(right) - 1, 0), ellipsis=True
        )
        line = head + value + Content.styled(right, "$primary")
        line = line.pad_right(max(width - line.cell_length, 0))
        return line.stylize("on $panel" if at else "on $surface")

    def turn(self, steps: int) -> None:
        """Turn the highlighted dial, round the ends."""
        dial = self._dials[self.at]
        if len(dial.values) > 1:
            # At once: the next key may come before the message has had its effect.
            turned = replace(dial, at=(dial.at + steps) % len(dial.values))
            self._dials = tuple(turned if one is dial else one for one in self._dials)
            self.refresh()
            self.post_message(self.Turned(self.at, turned))

    def action_move(self, steps: int) -> None:
        """Move the highlight, round the ends."""
        self.at = (self.at + steps) % len(self._dials)

    def action_move_to(self, index: int) -> None:
        """Move the highlight to the first or the last."""
        self.at = index % len(self._dials)

    def on_click(self, event: events.Click) -> None:
        """A click highlights; on the line that is highlighted, or on a value, it turns."""
        event.stop()
        if 0 <= event.y < len(self._dials):
            again = event.y == self.at
            self.at = event.y
            if again or event.x >= LABEL + 2:
                self.turn(-1 if event.x < LABEL + 4 else 1)
