"""The house that the show plays in: colours, motion, the size of the terminal, and how keys come in."""

import asyncio
import os
import signal
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.screen import Screen
from textual.theme import Theme

from trivia.settings import Settings
from trivia.tui import commands
from trivia.tui.motion import motion
from trivia.tui.themes import DAY, THEMES, suited, variables

MIN_WIDTH = 40
MIN_HEIGHT = 12
UNCOVER_SECONDS = 0.05
"""How long after a terminal has become large enough the game is seen again."""

NOT_FOR_A_SHOW = {"Maximize", "Minimize", "Keys"}
"""Textual's own commands that would take the show's picture apart."""


class House(App[None]):
    """An app that looks and moves as the player likes and the terminal can.

    Attributes:
        settings: What the player has chosen.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    """A mouse press on what is just being taken off the screen breaks Textual 8.2.8's selecting of text; with
    the shift key a terminal selects text itself."""
    HELD_KEY_SECONDS: ClassVar[float] = 0.25
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (56, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-short"),
        (18, "-medium"),
        (32, "-tall"),
    ]

    def __init__(self, folder: Path, settings: Settings) -> None:
        """Make the house.

        Args:
            folder: Where the settings are kept.
            settings: What the player has chosen.
        """
        super().__init__()
        self.settings = settings
        self._folder = folder
        self._covered = False
        self._last_enter = 0.0
        for theme in THEMES:
            self.register_theme(theme)
        self._wear()

    def change(self, settings: "Settings") -> None:
        """Take choices over, at once, and keep them."""
        from trivia.settings import write_settings

        self.settings = settings
        self._wear()
        with suppress(OSError):  # it is the choice for now all the same
            write_settings(self._folder, settings)

    def _wear(self) -> None:
        """Colours and motion, as the player likes and the terminal can."""
        chosen = self.settings.theme if self.settings.theme in self.available_themes else ""
        self._worn = suited(self.console.color_system, chosen)
        self.theme = self._worn
        self.animation_level = motion(self.settings, os.environ)

    def on_mount(self) -> None:
        """Learn of colours that are picked, and end in good order where the system asks for an end."""
        self.theme_changed_signal.subscribe(self, self._theme_picked)
        if not self.is_headless:
            for sign in (signal.SIGINT, signal.SIGTERM):
                with suppress(NotImplementedError):  # Windows' loop takes no signals; Ctrl-C is a key there
                    asyncio.get_running_loop().add_signal_handler(sign, self._end_for, sign)

    def _theme_picked(self, theme: Theme) -> None:
        """Colours that were picked in the command palette stay."""
        if theme.name != self._worn:
            self.change(replace(self.settings, theme=theme.name))

    def get_css_variables(self) -> dict[str, str]:
        """The current theme's colours, with those that the show needs besides Textual's."""
        self.theme_variables = variables(self.current_theme, super().get_css_variables())
        return self.theme_variables

    async def on_event(self, event: events.Event) -> None:
        """Let a held or double-tapped Enter count once: it would take options that nobody has read."""
        if isinstance(event, events.Key) and event.key in {"enter", "space"} and not self._is_written(event):
            # An unhandled key bubbles up to here again, with the same time; that is no second press.
            held = 0 < event.time - self._last_enter < self.HELD_KEY_SECONDS
            self._last_enter = event.time
            if held:
                return
        if isinstance(event, events.InputEvent) and not self.screen_stack:
            return  # what is typed while the app ends is for nobody
        await super().on_event(event)

    def _is_written(self, event: events.Key) -> bool:
        """Whether it is a blank between words: in a field of text two of them may well come fast."""
        from textual.widgets import Input

        return event.key == "space" and bool(self.screen_stack) and isinstance(self.focused, Input)

    def on_resize(self, event: events.Resize) -> None:
        """Cover the game while the terminal is too small for it."""
        small = event.size.width < MIN_WIDTH or event.size.height < MIN_HEIGHT
        if small and not self._covered:
            from trivia.tui.screens.too_small import TooSmallScreen

            self._covered = True
            if not isinstance(self.screen, TooSmallScreen):
                self.push_screen(TooSmallScreen(MIN_WIDTH, MIN_HEIGHT, self._uncover))
        elif self._covered and not small:
            self._covered = False
            # Not from within this event: the screen below would be laid out between two sizes.
            self.set_timer(UNCOVER_SECONDS, self._uncover)

    def _uncover(self) -> None:
        """Take the cover away, unless the terminal has become too small again meanwhile."""
        from trivia.tui.screens.too_small import TooSmallScreen

        if not self._covered and self.screen_stack and isinstance(self.screen, TooSmallScreen):
            self.pop_screen()

    def action_interrupt(self) -> None:
        """Leave at once, with the exit status of Ctrl-C."""
        self._end_for(signal.SIGINT)

    def _end_for(self, sign: signal.Signals) -> None:
        """Leave with the exit status that tells which signal it was: 130 for Ctrl-C."""
        self.exit(return_code=128 + sign)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What can be done on this screen, for the palette, and what of Textual's own suits a show."""
        offered = set(NOT_FOR_A_SHOW)
        for command in getattr(screen, "COMMAND_TABLE", ()):
            if command.palette and screen.check_action(command.action, ()):
                offered.add(command.title)
                yield SystemCommand(command.title, command.help, partial(screen.run_action, command.action))
        for own in super().get_system_commands(screen):
            if own.title not in offered:
                yield own

    def action_toggle_light(self) -> None:
        """Change between the day's colours and those that suit the terminal, or were chosen before."""
        day = self.theme != DAY.name
        self.change(replace(self.settings, theme=DAY.name if day else ""))

    def action_help(self) -> None:
        """Show the keys of the screen on top."""
        from trivia.tui.screens.help import HelpScreen

        screen = self.screen
        if isinstance(screen, HelpScreen):
            return
        table = getattr(screen, "COMMAND_TABLE", ())
        offered = [command for command in table if screen.check_action(command.action, ()) is not False]
        general = [command for command in commands.APP if command.action != "help"]
        self.push_screen(
            HelpScreen("The keys here", [*offered, *general], getattr(screen, "WIDGET_KEYS", ()))
        )
