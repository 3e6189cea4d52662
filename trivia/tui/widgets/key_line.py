"""The line of keys at the bottom of every screen.

One widget draws it all, where Textual's own footer is a widget for each key: it stands on the first screen,
where every widget costs start-up time. And it cuts no key in half: what does not fit is left out, and `?`
tells the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.binding import ActiveBinding
from textual.content import Content
from textual.dom import DOMNode
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

HELP = "question_mark"
"""The key that shows all others; it is always there, and always the last."""
OUT = "escape"
"""The key that leads out; it goes last of all the others."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it stands on the line.

    Attributes:
        names: The keys that do it, by Textual's names.
        sign: How the line calls the key.
        title: What it does, in a word or two.
        help: What it does, in a sentence; may be empty.
        action: The action.
        node: Whose action it is.
        enabled: Whether it does anything now.
    """

    names: tuple[str, ...]
    sign: str
    title: str
    help: str
    action: str
    node: DOMNode
    enabled: bool

    @property
    def width(self) -> int:
        """Columns with a blank at both ends."""
        return cell_len(self.sign) + cell_len(self.title) + 3


def fitting(keys: Sequence[Key], width: int) -> list[Key]:
    """The keys for which there is room, in their order, the one for help behind all others.

    Help comes before all others, then the way out, then what stands first.

    Args:
        keys: All keys.
        width: Columns of the line.
    """
    by_rank = sorted(keys, key=lambda key: (HELP not in key.names, OUT not in key.names))
    chosen = []
    for key in by_rank:
        if key.width <= width:
            chosen.append(key)
            width -= key.width
    return sorted((key for key in keys if key in chosen), key=lambda key: HELP in key.names)


class KeyLine(Widget):
    """The keys of the screen; a click does what the key does."""

    ALLOW_SELECT = False
    DEFAULT_CSS: ClassVar = """
    KeyLine {
        dock: bottom;
        width: 1fr;
        height: 1;
        background: $footer-background;
        color: $footer-description-foreground;
    }
    """

    at: reactive[Key | None] = reactive(None)
    """The key under the mouse."""

    def __init__(self, palette: bool = False) -> None:
        """Make the line.

        Args:
            palette: Whether the key of the command palette stands at the right end, where there is room.
        """
        super().__init__()
        self._palette = palette
        self._known: tuple[list[Key], Key | None] | None = None
        self._placed: list[tuple[int, Key]] = []
        self._clicked: Key | None = None

    def on_mount(self) -> None:
        """Listen for keys that come and go."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        # A window that has lost the focus has no focused widget either; its keys are to stay where they are.
        if screen.app.app_focus:
            self._known = self.at = None
            self.refresh()

    def _keys(self) -> tuple[list[Key], Key | None]:
        """The keys of the screen, each action once, and the one of the palette."""
        active = self.screen.active_bindings
        names: dict[str, list[str]] = {}
        for name, (_, binding, _, _) in active.items():
            if binding.show:
                names.setdefault(binding.action, []).append(name)
        keys = [self._key(active[same[0]], same) for same in names.values()]
        palette = self.app.COMMAND_PALETTE_BINDING
        wanted = self._palette and palette in active
        return keys, self._key(active[palette], [palette]) if wanted else None

    def _key(self, active: ActiveBinding, names: list[str]) -> Key:
        binding = active.binding
        sign = self.app.get_key_display(binding)
        tip = active.tooltip or binding.description
        return Key(tuple(names), sign, binding.description, tip, binding.action, active.node, active.enabled)

    def render(self) -> RenderResult:
        """The keys that fit."""
        self._known = self._known or self._keys()
        keys, palette = self._known
        width = self.size.width
        self._placed, line = [], Content("")
        for key in fitting(keys, width):
            self._placed.append((line.cell_length, key))
            line += self._told(key)
        if palette is not None and sum(key.width for key in keys) + palette.width < width:
            line += Content(" " * (width - line.cell_length - palette.width - 1)) + Content.styled(
                "▏", "$faint"
            )
            self._placed.append((line.cell_length, palette))
            line += self._told(palette)
        return line

    def _told(self, key: Key) -> Content:
        sign = Content.styled(f" {key.sign}", "bold $footer-key-foreground")
        told = sign + Content(f" {key.title} ")
        if not key.enabled:
            return told.stylize("dim")
        return told.stylize("reverse") if key is self.at else told

    def _key_at(self, x: int) -> Key | None:
        return next((key for start, key in self._placed if start <= x < start + key.width), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Light up the key under the mouse."""
        self.at = self._key_at(event.x)
        self.tooltip = self.at.help if self.at else None

    def on_leave(self) -> None:
        """The mouse has gone."""
        self.at = None

    def on_click(self, event: events.Click) -> None:
        """Do what the key does.

        A second click of a double click meets what the first one has brought there; nobody has read that yet.
        """
        key = self._key_at(event.x)
        if key is None:
            return
        event.stop()
        again = event.chain > 1
        if again and (self._clicked is None or self._clicked.action != key.action):
            return
        self._clicked = key
        if key.enabled:
            # Not from here: what the action removes could be this very line.
            self.app.call_next(self.app.run_action, key.action, key.node)
        else:
            self.app.bell()
