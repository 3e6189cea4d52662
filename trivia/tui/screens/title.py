"""The title screen: the name of the show, what you have won so far, and the way in."""

import gc
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Center, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trivia.errors import TriviaError
from trivia.paths import DEFAULT_PACK
from trivia.tui import commands
from trivia.tui.messages import PlayWanted, ScreenWanted
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.key_line import KeyLine
from trivia.tui.widgets.menu import Item, Menu
from trivia.tui.widgets.save_sign import SaveSign
from trivia.tui.widgets.wordmark import WIDE, Sky, Wordmark

if TYPE_CHECKING:
    from datetime import date

    from trivia.game.setup import Setup
    from trivia.progress.foyer import Foyer
    from trivia.saves.keeper import Keeper

AFTER_PAINT_SECONDS = 0.03
ACTIONS = (
    "play",
    "setup",
    "daily",
    "review",
    "progress",
    "trophies",
    "past",
    "players",
    "settings",
    "party",
    "app.quit",
)
"""What each line of the menu does, in their order."""
CROWDED_BELOW = 22
"""Rows; in a lower terminal name, menu and scores stand close together."""
BARE_BELOW = 13
"""Rows; a lower terminal has no room for anything but the menu."""
NARROW_CROWDED_BELOW = 27
"""Likewise, where the name takes two lines of large letters."""
TIGHT_BELOW = 21
"""Rows; a lower terminal has no room for the name on two lines of large letters."""
TWO_LINES_BELOW = 64
"""Columns; in a narrower terminal the best score and the last game stand one below the other."""


class TitleScreen(Screen[None]):
    """Where the show begins."""

    COMMAND_TABLE = commands.TITLE
    WIDGET_KEYS = commands.LISTED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.TITLE)

    def __init__(
        self,
        keeper: "Keeper",
        open_pack: Callable[[], object],
        pack_id: str,
        billing: str,
        today: "Callable[[], date]",
        setup: "Callable[[], Setup]",
        best: "Callable[[Setup], int | None]",
    ) -> None:
        """Make the screen.

        Args:
            keeper: Where the scores are.
            open_pack: Opens the pack, so that it is there when a game starts.
            pack_id: The pack whose best score is told.
            billing: The line under the show's name.
            today: Tells the player's date.
            setup: Tells what was played last.
            best: Tells the best score of such games.
        """
        super().__init__(classes="-wide -medium")  # as most terminals are, so that few are styled twice
        self._keeper = keeper
        self._open_pack = open_pack
        self._pack_id = pack_id
        self._billing = billing
        self._today = today
        self._setup = setup
        self._best = best
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
                yield Menu(_menu(None, self._keeper.profile, self._setup()), id="menu")
            yield Static(id="scores")
        yield Sky(first=40, id="sky-below")
        yield KeyLine(palette=True)

    @when_there
    def on_mount(self) -> None:
        """Read the scores and the pack once the screen is painted."""
        # A moment later, so that the terminal has the picture: Textual writes it from a thread, which would
        # have to wait for the imports below.
        self.call_after_refresh(self.set_timer, AFTER_PAINT_SECONDS, self._after_first_paint)

    def on_resize(self, event: events.Resize) -> None:
        """A low terminal has no room for anything between the lines, a narrow one less for the name."""
        width, height = event.size
        narrow = width < WIDE
        crowded = height < (NARROW_CROWDED_BELOW if narrow else CROWDED_BELOW)
        self.set_class(crowded, "-crowded")
        self.set_class(height < BARE_BELOW, "-bare")
        self.set_class(narrow and height < CROWDED_BELOW, "-unbilled")
        self.set_class(narrow and height < TIGHT_BELOW, "-tight")

    @when_there
    def on_screen_resume(self) -> None:
        """Coming back from a game: the scores have changed."""
        if self._painted:
            self._show_scores()

    @when_there
    def _after_first_paint(self) -> None:
        """Read the scores; then open the pack in a thread, so that a game starts at once."""
        self._painted = True
        gc.enable()  # see trivia.cli: off until the first paint
        self._show_scores()
        self.run_worker(self._behind_the_curtain, thread=True, exit_on_error=False)

    def _behind_the_curtain(self) -> None:
        """In a thread: open the pack, so that a game starts at once; then look for damage in the file."""
        with suppress(TriviaError):  # if it cannot be opened, starting a game says why
            self._open_pack()
        if self._keeper.faulty():
            self.app.call_from_thread(self._mend)

    def _mend(self) -> None:
        self._keeper.mend()
        self._show_scores()

    def _show_scores(self) -> None:
        from trivia import voice
        from trivia.game.mode import MODES
        from trivia.progress.daily import day_ends
        from trivia.progress.foyer import foyer

        today = self._today()
        standing = foyer(self._keeper, self._pack_id, today.toordinal(), day_ends(today, 1)[0])
        setup = self._setup()
        self.query_one(Menu).show(_menu(standing, self._keeper.profile, setup))
        mode = MODES[setup.mode]
        best = self._best(setup)
        last = self._keeper.last_game()
        own_night = self._pack_id == DEFAULT_PACK
        told = Content.styled(voice.invitation(today.toordinal(), own_night=own_night), "$quiet")
        if last is not None:
            told = Content.assemble(
                (f"★ Best {mode.title}  ", "$primary"),
                (f"{best:,}" if best is not None else "not set yet", "bold $accent"),
                "\n" if self.size.width < TWO_LINES_BELOW else "     ",
                ("Last game  ", "$quiet"),
                voice.result_told(last),
            )
        self.query_one("#scores", Static).update(told)
        self.query_one(SaveSign).show(self._keeper.trouble)
        notice, self._keeper.notice = self._keeper.notice, ""
        if notice:
            self.notify(notice, title="Before we begin", severity="warning", timeout=20, markup=False)

    async def on_menu_taken(self, message: Menu.Taken) -> None:
        """Do what was taken."""
        message.stop()
        await self.run_action(ACTIONS[message.index])

    def action_play(self) -> None:
        """Start a game like the last one."""
        self.post_message(PlayWanted())

    def action_setup(self) -> None:
        """Put another game together."""
        self.post_message(ScreenWanted("setup"))

    def action_party(self) -> None:
        """Host a party: one that waits, or a new one."""
        self.post_message(ScreenWanted("host"))

    def action_daily(self) -> None:
        """Play today's daily, or see how it went."""
        self.post_message(ScreenWanted("daily"))

    def action_review(self) -> None:
        """See what is due."""
        self.post_message(ScreenWanted("review"))

    def action_progress(self) -> None:
        """See how it has been going."""
        self.post_message(ScreenWanted("progress"))

    def action_trophies(self) -> None:
        """See what was won."""
        self.post_message(ScreenWanted("trophies"))

    def action_past(self) -> None:
        """Look back at the games that were played."""
        self.post_message(ScreenWanted("past"))

    def action_packs(self) -> None:
        """See which packs there are."""
        self.post_message(ScreenWanted("packs"))

    def action_settings(self) -> None:
        """Change colours, motion, keys and the like."""
        self.post_message(ScreenWanted("settings"))

    def action_players(self) -> None:
        """Change who plays."""
        self.post_message(ScreenWanted("players"))


def _menu(standing: "Foyer | None", player: str, setup: "Setup") -> tuple[Item, ...]:
    """The ways in, and how things stand with each, once that is known."""
    daily = review = progress = trophies = ""
    if standing is not None:
        daily, review, progress, trophies = _notes(standing)
    return (
        Item("p", "Play", _last_choice(setup)),
        Item("m", "Another game"),
        Item("d", "The daily", daily),
        Item("r", "Review", review),
        Item("s", "Progress", progress),
        Item("t", "Trophies", trophies),
        Item("g", "Past games"),
        Item("w", "Who is playing", player),
        Item("o", "Settings"),
        Item("h", "Host a party"),
        Item("q", "Leave the theatre"),
    )


def _last_choice(setup: "Setup") -> str:
    """What `p` plays; told before the first paint, so without the modes' own names."""
    parts = [setup.mode.capitalize(), str(setup.length) if setup.length else ""]
    parts.append(setup.level if setup.level != "any" else "")
    return ", ".join(part for part in parts if part)


def _notes(standing: "Foyer") -> tuple[str, str, str, str]:
    if standing.daily_done:
        daily = f"done · {standing.streak} in a row" if standing.streak > 1 else "done for today"
    elif standing.daily_answered:
        daily = f"{standing.daily_answered} answered"
    else:
        daily = f"{standing.streak} in a row" if standing.streak else "ten for everyone"
    return (
        daily,
        f"{standing.due} due" if standing.due else "nothing due",
        "" if standing.share is None else f"{standing.share} % right",
        f"{standing.trophies} won" if standing.trophies else "none yet",
    )
