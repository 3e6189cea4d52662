"""Trophies: what was won, and what there is to win."""

from datetime import datetime, timezone
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from trivia import voice
from trivia.progress.achievements import Trophy
from trivia.tui import commands
from trivia.tui.messages import TitleWanted


class TrophiesScreen(Screen[None]):
    """The cabinet."""

    CSS_PATH = "pages.tcss"
    COMMAND_TABLE = commands.TROPHIES
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.TROPHIES)

    def __init__(self, trophies: tuple[Trophy, ...], player: str) -> None:
        """Make the screen.

        Args:
            trophies: All of them, as they stand.
            player: Whose they are.
        """
        super().__init__()
        self._trophies = trophies
        self._player = player

    def compose(self) -> ComposeResult:
        """How many, and each of them; what is won comes first."""
        won = [one for one in self._trophies if one.won_at is not None]
        heading = Content.assemble(
            (self._player, "bold $primary"),
            (f" has won {len(won)} of {len(self._trophies)} trophies", "$quiet"),
        )
        yield Static(heading, classes="told-heading")
        with VerticalScroll(id="page", classes="told-page"):
            open_ones = [one for one in self._trophies if one.won_at is None]
            latest_first = sorted(won, key=lambda one: -(one.won_at or 0))
            yield Static(Content("\n\n").join(map(_told, (*latest_first, *open_ones))), id="told")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#page").focus()

    def action_title(self) -> None:
        """Go back to the title screen."""
        self.post_message(TitleWanted())


def _told(trophy: Trophy) -> Content:
    """A trophy in two lines: its name, and how it is won."""
    one = trophy.achievement
    if trophy.won_at is not None:
        day = datetime.fromtimestamp(trophy.won_at / 1000, timezone.utc).astimezone().date()
        head = Content.assemble(
            ("★ ", "$accent"), (one.title, "bold $primary"), (f"   won {voice.day(day)}", "$quiet")
        )
        return head + Content.assemble("\n  ", one.about)
    so_far = f"   {trophy.have:,} of {one.goal:,}" if one.count is not None and one.goal > 1 else ""
    head = Content.assemble(("☆ ", "$faint"), (one.title, "bold"), (so_far, "$accent"))
    return head + Content.assemble("\n  ", (one.about, "$quiet"))
