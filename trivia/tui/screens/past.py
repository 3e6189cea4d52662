"""Past games: a list, the latest first; each can be looked at question by question."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trivia import voice
from trivia.tui import commands
from trivia.tui.messages import GameSought, TitleWanted
from trivia.tui.screens.ask import Lines
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from trivia.saves.past import PastGame

AT_ONCE: Final = 50
"""How many games are listed before the player asks for earlier ones."""
EARLIER: Final = "earlier"


class PastScreen(Screen[None]):
    """The games of who plays."""

    AUTO_FOCUS = ""
    """An empty list takes no keys, so that none is told."""
    CSS_PATH = "results.tcss"
    COMMAND_TABLE = commands.PAST
    WIDGET_KEYS = commands.LISTED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.PAST)

    def __init__(self, look: "Callable[[int, PastGame | None], tuple[PastGame, ...]]", player: str) -> None:
        """Make the screen.

        Args:
            look: Finds so many games, those before one of them, or the latest.
            player: Whose games they are.
        """
        super().__init__()
        self._look = look
        self._player = player
        self._games: list[PastGame] = []

    def compose(self) -> ComposeResult:
        """The list."""
        heading = Content.assemble(("Past games of ", "$quiet"), (self._player, "bold $primary"))
        yield Static(heading, id="heading")
        yield Static("No game yet. The stage is yours.", id="none")
        yield Lines(id="review")
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """Read the latest."""
        self._read()
        if self._games:
            self.query_one("#review").focus()

    def _read(self) -> None:
        found = self._look(AT_ONCE, self._games[-1] if self._games else None)
        listed = self.query_one("#review", OptionList)
        if self._games:
            listed.remove_option(EARLIER)
        self._games += found
        listed.add_options([Option(_line(game)) for game in found])
        if len(found) == AT_ONCE:
            listed.add_option(Option(Content.styled("  Earlier games …", "$quiet"), id=EARLIER))
        listed.display = bool(self._games)
        if self._games and listed.highlighted is None:
            listed.highlighted = 0
        self.query_one("#none").display = not self._games

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Look at a game, or further back."""
        if message.option_id == EARLIER:
            self._read()
        else:
            self.post_message(GameSought(self._games[message.option_index].game))

    def action_title(self) -> None:
        """Go back to the title screen."""
        self.post_message(TitleWanted())


def _line(game: "PastGame") -> Content:
    """One game in two lines: when and what, and how it went."""
    from datetime import date

    kind = voice.game_told(game.mode, game.variant, game.length)
    head = Content.assemble(
        (voice.day(date.fromordinal(game.day)), "$quiet"), ("  ·  ", "$faint"), (kind, "bold")
    )
    told = f"  {voice.counted(game.score, 'point')}, {game.right} of {game.answered} right"
    if not game.finished:
        told += ", waiting for you" if game.mode == "marathon" else ", left early"
    return head + Content("\n") + Content.styled(told, "$quiet")
