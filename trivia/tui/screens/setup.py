"""The set-up: pack, mode, length and level of a game, and what a practice is about."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from textual.binding import BindingType
from textual.content import Content

from trivia import voice
from trivia.game.mode import MODES, PRACTICE
from trivia.game.setup import LEVELS, ONLY, Setup, has_levels, is_filtered
from trivia.tui import commands
from trivia.tui.messages import GameWanted, ScreenWanted
from trivia.tui.screens.dials import DialScreen
from trivia.tui.widgets.dials import Dial

LENGTHS: Final = (0, 5, 10, 15, 20, 30, 50)
LEVEL_WORDS: Final = {
    "any": ("as they come", "Easy and hard, as they come."),
    "easy": ("easy  ★ – ★★", "One and two stars. Best scores are kept apart."),
    "medium": ("medium  ★★★", "Three stars. Best scores are kept apart."),
    "hard": ("hard  ★★★★ – ★★★★★", "Four and five stars. Best scores are kept apart."),
}
ONLY_WORDS: Final = {
    "all": ("all", "Everything there is."),
    "unseen": ("never met", "Only what you have never been asked."),
    "missed": ("missed", "Only what you missed and have not got right since."),
}


@dataclass(frozen=True, slots=True)
class OnOffer:
    """What there is to choose from.

    Attributes:
        packs: For each choice the names of its packs, and its name for players.
        tables: The tables of the packs, by name, and what players read above their questions.
        forms: The forms that come up, by name.
        waiting: How many answers the marathon that was left has; 0 where none waits.
    """

    packs: tuple[tuple[tuple[str, ...], str], ...]
    tables: tuple[tuple[str, str], ...]
    forms: tuple[str, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A dial's values: what each sets, how it is shown, and a word on it."""

    label: str
    name: str
    options: tuple[tuple[Any, str, str], ...]


class SetupScreen(DialScreen):
    """A game, put together."""

    COMMAND_TABLE = commands.SETUP
    WIDGET_KEYS = commands.TURNED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.SETUP)
    HEADING = "What shall it be tonight?"

    def __init__(
        self, setup: Setup, offer: Callable[[Setup], OnOffer], best: Callable[[Setup], int | None]
    ) -> None:
        """Make the screen.

        Args:
            setup: What was chosen last.
            offer: Tells what there is to choose from, for a choice.
            best: Tells the best score of such games so far.
        """
        super().__init__()
        self._setup = setup
        self._best = best
        self._look = offer
        self._offer = offer(setup)
        self._anew = False

    def dials(self) -> tuple[Dial, ...]:
        """Those that the mode has."""
        return tuple(
            Dial(line.label, tuple(shown for _, shown, _ in line.options), self._at(line))
            for line in self._lines()
        )

    def word(self, index: int) -> Content:
        """What the choice means, and what there is to beat."""
        lines = self._lines()
        line = lines[min(index, len(lines) - 1)]
        best = self._best(self._chosen)
        told = Content(line.options[self._at(line)][2])
        record = "No score yet to beat."
        if best is not None:
            record = f"The score to beat: {voice.counted(best, 'point')}."
        return told + Content.styled(f"\n\n★ {record}", "$primary")

    def turned(self, index: int, to: int) -> None:
        """Take the choice over."""
        line = self._lines()[index]
        value = line.options[to][0]
        if line.name == "anew":
            self._anew = value
            return
        self._setup = replace(self._setup, **{line.name: value})
        if line.name in {"packs", "mode"}:
            self._setup = replace(self._setup, tables=(), forms=()) if line.name == "packs" else self._setup
            self._offer = self._look(self._setup)
            self._anew = False

    def action_usual(self) -> None:
        """Back to a game of ten questions."""
        self._setup = Setup()
        self._offer = self._look(self._setup)
        self.show()

    def action_packs(self) -> None:
        """See which packs there are."""
        self.post_message(ScreenWanted("packs"))

    def action_play(self) -> None:
        """Start this game."""
        self.post_message(GameWanted(self._chosen, anew=self._anew))

    @property
    def _chosen(self) -> Setup:
        """The choice, without what the mode does not have."""
        mode = MODES[self._setup.mode]
        chosen = replace(
            self._setup,
            length=self._setup.length if mode.sized else 0,
            level=self._setup.level if has_levels(mode) else "any",
        )
        if not is_filtered(mode):
            chosen = replace(chosen, tables=(), forms=(), only="all")
        return chosen

    def _lines(self) -> tuple[_Line, ...]:
        mode = MODES[self._setup.mode]
        modes = tuple((one.id, one.title, voice.up_next(one)) for one in MODES.values())
        lines = [_Line("Mode", "mode", modes)]
        packs = tuple((names, title, "Where the questions come from.") for names, title in self._offer.packs)
        lines += [_Line("Pack", "packs", packs)]
        if mode.sized:
            own = f"as usual ({mode.length})"
            lengths = ((count, str(count) if count else own, "How many questions.") for count in LENGTHS)
            lines.append(_Line("Length", "length", tuple(lengths)))
        if mode.resumable and self._offer.waiting:
            at = f"at question {self._offer.waiting + 1:,}"
            anew = (
                (False, f"go on {at}", "The marathon that you left waits for you."),
                (True, "a new one", "The one that waits stays in the book, and is not gone on with."),
            )
            lines.append(_Line("Start", "anew", anew))
        if has_levels(mode):
            levels = tuple((name, *LEVEL_WORDS[name]) for name in LEVELS)
            lines.append(_Line("Level", "level", levels))
        if mode is PRACTICE:
            lines += self._filters()
        return tuple(lines)

    def _filters(self) -> list[_Line]:
        tables: list[tuple[Any, str, str]] = [((), "everything", "What the questions are about.")]
        tables += [((name,), title, "Only questions about this.") for name, title in self._offer.tables]
        forms: list[tuple[Any, str, str]] = [((), "every kind", "How the questions are asked.")]
        forms += [
            ((name,), voice.form_told(name), "Only questions of this kind.") for name in self._offer.forms
        ]
        only = tuple((name, *ONLY_WORDS[name]) for name in ONLY)
        return [
            _Line("About", "tables", tuple(tables)),
            _Line("Kind", "forms", tuple(forms)),
            _Line("Questions", "only", only),
        ]

    def _at(self, line: _Line) -> int:
        value = self._anew if line.name == "anew" else getattr(self._setup, line.name)
        return next((at for at, option in enumerate(line.options) if option[0] == value), 0)
