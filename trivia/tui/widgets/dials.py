"""Choices, one to a line, each turned like a dial; one widget draws them all."""

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from textual import events
from textual.content import Content
from textual.message import Message

from trivia.tui.widgets.rows import Rows

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


class Dials(Rows[Dial]):
    """Choices one below the other; a `Turned` message says which was changed, and to what."""

    DEFAULT_CSS: ClassVar = """
    Dials {
        width: 1fr;
        max-width: 72;
        height: auto;
    }
    """

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

    def watch_at(self, now: int) -> None:
        """Say which is highlighted."""
        self.post_message(self.Highlighted(now))

    def line(self, row: Dial, width: int, *, highlighted: bool) -> Content:
        """What it is about, and what it is set to between two arrows."""
        label = Content.styled(row.label, "bold $foreground" if highlighted else "$quiet").truncate(
            LABEL, ellipsis=True, pad=True
        )
        left, right = ("‹ ", " ›") if len(row.values) > 1 else ("  ", "  ")
        head = Content.assemble(("▌ ", "$primary" if highlighted else "$panel"), label, (left, "$primary"))
        value = Content.styled(
            row.values[row.at], "bold $primary" if highlighted else "$foreground"
        ).truncate(max(width - head.cell_length - len(right) - 1, 0), ellipsis=True)
        line = head + value + Content.styled(right, "$primary")
        return line.pad_right(max(width - line.cell_length, 0))

    def turn(self, steps: int) -> None:
        """Turn the highlighted dial, round the ends."""
        dial = self._rows[self.at]
        if len(dial.values) > 1:
            # At once: the next key may come before the message has had its effect.
            turned = replace(dial, at=(dial.at + steps) % len(dial.values))
            self._rows = tuple(turned if one is dial else one for one in self._rows)
            self.refresh()
            self.post_message(self.Turned(self.at, turned))

    def on_click(self, event: events.Click) -> None:
        """A click highlights; on the line that is highlighted, or on a value, it turns."""
        event.stop()
        if 0 <= event.y < len(self._rows):
            again = event.y == self.at
            self.at = event.y
            if again or event.x >= LABEL + 2:
                self.turn(-1 if event.x < LABEL + 4 else 1)
