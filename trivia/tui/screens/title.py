"""The title screen: the name of the show, what you have won so far, and the way in."""

import gc
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Center, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from trivia.errors import TriviaError
from trivia.tui import commands
from trivia.tui.messages import PlayWanted
from trivia.tui.widgets.choices import ChoiceList
from trivia.tui.widgets.save_sign import SaveSign
from trivia.tui.widgets.wordmark import Sky, Wordmark

if TYPE_CHECKING:
    from trivia.saves.keeper import Keeper

AFTER_PAINT_SECONDS = 0.03
TWO_LINES_BELOW = 64
"""Columns; in a narrower terminal the best score and the last game stand one below the other."""


class TitleScreen(Screen[None]):
    """Where the show begins."""

    COMMAND_TABLE = commands.TITLE
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.TITLE)

    def __init__(self, keeper: "Keeper", open_pack: Callable[[], object], pack_id: str, billing: str) -> None:
        """Make the screen.

        Args:
            keeper: Where the scores are.
            open_pack: Opens the pack, so that it is there when a game starts.
            pack_id: The pack whose best score is told.
            billing: The line under the show's name.
        """
        super().__init__(classes="-wide -medium")  # as most terminals are, so that few are styled twice
        self._keeper = keeper
        self._open_pack = open_pack
        self._pack_id = pack_id
        self._billing = billing
        self._painted = False

    def compose(self) -> ComposeResult:
        """The sky, the name, the way in, and the score so far."""
        yield SaveSign()
        yield Sky(id="sky-above")
        with Vertical(id="stage"):
            yield Wordmark()
            yield Static("G L O B E S   T R I V I A", id="name")
            yield Static(Content(self._billing), id="night")
            with Center():
                yield ChoiceList(
                    ("Play ten questions", "Leave the theatre"), signs=("p", "q"), keys=("1", "2"), id="menu"
                )
            yield Static(id="scores")
        yield Sky(first=40, id="sky-below")
        yield Footer(show_command_palette=True)

    def on_mount(self) -> None:
        """Read the scores and the pack once the screen is painted."""
        # A moment later, so that the terminal has the picture: Textual writes it from a thread, which would
        # have to wait for the imports below.
        self.call_after_refresh(self.set_timer, AFTER_PAINT_SECONDS, self._after_first_paint)

    def on_screen_resume(self) -> None:
        """Coming back from a game: the scores have changed."""
        if self._painted:
            self._show_scores()

    def _after_first_paint(self) -> None:
        """Read the scores; then open the pack in a thread, so that a game starts at once."""
        self._painted = True
        gc.enable()  # see trivia.cli: off until the first paint
        self._show_scores()
        self.run_worker(self._open_pack_early, thread=True, exit_on_error=False)

    def _open_pack_early(self) -> None:
        with suppress(TriviaError):  # if it cannot be opened, starting a game says why
            self._open_pack()

    def _show_scores(self) -> None:
        from trivia import voice
        from trivia.game.mode import CLASSIC

        best = self._keeper.best_score(self._pack_id, CLASSIC.id, CLASSIC.length)
        last = self._keeper.last_game()
        told = Content.styled(voice.invitation(0), "$quiet")
        if last is not None:
            told = Content.assemble(
                ("★ Best  ", "$primary"),
                (f"{best:,}" if best is not None else "not set yet", "bold $accent"),
                "\n" if self.size.width < TWO_LINES_BELOW else "     ",
                ("Last game  ", "$quiet"),
                voice.result_told(last),
            )
        self.query_one("#scores", Static).update(told)
        self.query_one(SaveSign).show(self._keeper.trouble)

    async def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Play, or leave."""
        message.stop()
        await self.run_action("play" if message.index == 0 else "app.quit")

    def action_play(self) -> None:
        """Start a game."""
        self.post_message(PlayWanted())
