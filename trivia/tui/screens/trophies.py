"""Trophies: what was won, and what there is to win."""

from datetime import datetime, timezone
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from trivia import voice
from trivia.progress.achievements import Trophy
from trivia.tui import commands
from trivia.tui.screens.page import PageScreen, hung


class TrophiesScreen(PageScreen):
    """The cabinet."""

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

    def heading(self) -> Content:
        """How many."""
        won = sum(one.won_at is not None for one in self._trophies)
        return Content.assemble(
            (self._player, "bold $primary"), (f" has won {won} of {len(self._trophies)} trophies", "$quiet")
        )

    def told(self, width: int) -> Content:
        """Each of them; what was won comes first, the latest on top."""
        won = sorted(
            (one for one in self._trophies if one.won_at is not None), key=lambda one: -(one.won_at or 0)
        )
        still = [one for one in self._trophies if one.won_at is None]
        return Content("\n\n").join(_told(one, width) for one in (*won, *still))


def _told(trophy: Trophy, width: int) -> Content:
    """A trophy in two lines: its name, and how it is won."""
    one = trophy.achievement
    if trophy.won_at is not None:
        day = datetime.fromtimestamp(trophy.won_at / 1000, timezone.utc).astimezone().date()
        sign, about = Content.styled("★ ", "$accent"), Content(one.about)
        head = Content.assemble((one.title, "bold $primary"), (f"   won {voice.day(day)}", "$quiet"))
    else:
        so_far = f"   {trophy.have:,} of {one.goal:,}" if one.count is not None and one.goal > 1 else ""
        sign, about = Content.styled("☆ ", "$quiet"), Content.styled(one.about, "$quiet")
        head = Content.assemble((one.title, "bold"), (so_far, "$accent"))
    return sign + hung(head, width, 2)[2:] + Content("\n") + hung(about, width, 2)
