"""The settings: colours, motion, bell, keys, explanations and time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from textual.binding import BindingType
from textual.content import Content

from trivia.settings import Settings
from trivia.tui import commands
from trivia.tui.screens.dials import DialScreen
from trivia.tui.widgets.dials import Dial


@dataclass(frozen=True, slots=True)
class Choice:
    """One setting.

    Attributes:
        name: The field of `Settings`.
        label: What it is called.
        options: Its values, as kept and as shown, and what each means.
    """

    name: str
    label: str
    options: tuple[tuple[Any, str, str], ...]


CHOICES: Final = (
    Choice(
        "motion",
        "Motion",
        (
            ("auto", "where it suits", "Things move, but not over a slow line (ssh) and not without colour."),
            ("on", "on", "Things move: the score rolls, a streak glows, the ladder holds its breath."),
            ("off", "off", "Nothing moves but the time."),
        ),
    ),
    Choice(
        "bell",
        "Bell",
        (
            (False, "off", "The terminal keeps quiet."),
            (True, "on", "The terminal rings at a verdict, and when a clock is about to run out."),
        ),
    ),
    Choice(
        "keys",
        "Answer keys",
        (
            ("numbers", "1 2 3 4, a b c d", "Numbers and letters take the options."),
            ("left", "a s d f", "The left hand's row takes the options; numbers do too."),
            ("right", "j k l ;", "The right hand's row takes the options; numbers do too."),
        ),
    ),
    Choice(
        "explanations",
        "Explanations",
        (
            ("always", "always", "Every verdict is explained."),
            ("miss", "after a miss", "What you miss is explained; e explains the rest."),
            ("key", "at a key", "The key e explains a verdict."),
        ),
    ),
    Choice(
        "timer",
        "Time",
        (
            (True, "counts", "Speed earns a bonus, and a sprint has its sixty seconds."),
            (False, "does not count", "No clock and no bonus in any mode. Best scores are kept apart."),
        ),
    ),
)


class SettingsScreen(DialScreen):
    """What can be set, one dial each."""

    COMMAND_TABLE = commands.SETTINGS
    WIDGET_KEYS = commands.TURNED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.SETTINGS)
    HEADING = "As you like it"

    def __init__(
        self,
        settings: Callable[[], Settings],
        change: Callable[[Settings], None],
        themes: tuple[tuple[str, str, str], ...],
        theme: Callable[[], str],
    ) -> None:
        """Make the screen.

        Args:
            settings: Tells the settings as they stand.
            change: Takes other settings over, at once.
            themes: The colours there are: names, names for players, and a word on each.
            theme: Tells the name of the colours in use.
        """
        super().__init__()
        self._settings = settings
        self._change = change
        self._theme = theme
        self._choices = (Choice("theme", "Colours", themes), *CHOICES)

    def dials(self) -> tuple[Dial, ...]:
        """One for each setting."""
        return tuple(
            Dial(choice.label, tuple(shown for _, shown, _ in choice.options), self._at(choice))
            for choice in self._choices
        )

    def word(self, index: int) -> Content:
        """What the setting means."""
        choice = self._choices[index]
        return Content(choice.options[self._at(choice)][2])

    def turned(self, index: int, to: int) -> None:
        """Take the choice over, at once."""
        choice = self._choices[index]
        self._change(replace(self._settings(), **{choice.name: choice.options[to][0]}))

    def _at(self, choice: Choice) -> int:
        value = self._theme() if choice.name == "theme" else getattr(self._settings(), choice.name)
        return next((at for at, option in enumerate(choice.options) if option[0] == value), 0)
