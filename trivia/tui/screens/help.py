"""The keys of a screen, all of them, in words."""

from collections.abc import Iterable
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trivia.tui import commands
from trivia.tui.commands import Command
from trivia.tui.screens.card import CardScreen
from trivia.tui.widgets.key_line import KeyLine

WIDEST_KEYS: Final = 20
"""Cells that the keys may take, with a blank after them; more of them wrap."""
NAMES: Final = {
    "escape": "esc",
    "question_mark": "?",
    "slash": "/",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "tab": "Tab",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}


class HelpScreen(CardScreen[None]):
    """What can be done on the screen below, and by which keys."""

    COMMAND_TABLE = commands.CLOSE_HELP
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.CLOSE_HELP)

    def __init__(self, title: str, offered: Iterable[Command], keys: Iterable[tuple[str, str]]) -> None:
        """Make the screen.

        Args:
            title: The name of the screen below.
            offered: What can be done there.
            keys: What the keys of its widgets do.
        """
        super().__init__()
        self._title = title
        self._lines = [*keys, *((keys_told(command), command.help) for command in offered)]

    def compose(self) -> ComposeResult:
        """The card."""
        width = min(max(len(keys) for keys, _ in self._lines) + 2, WIDEST_KEYS)
        with VerticalScroll(classes="card", can_focus=True):
            yield Static(Content(self._title), classes="card-title")
            for keys, told in self._lines:
                with Horizontal(classes="key-row"):
                    named = Static(Content(keys), classes="key")
                    named.styles.width = width
                    yield named
                    yield Static(Content(told), classes="told")
        yield KeyLine()

    def on_click(self, event: object) -> None:  # noqa: ARG002 - Textual's handler
        """A click anywhere closes it."""
        self.close()

    def action_close(self) -> None:
        """Go back."""
        self.close()


def keys_told(command: Command) -> str:
    """The keys of a command as a keyboard names them: `esc, t, q`."""
    keys = (
        NAMES.get(key, key).replace("ctrl+", "Ctrl-").replace("shift+tab", "Shift-Tab")
        for key in command.keys.split(",")
    )
    return ", ".join(keys)
