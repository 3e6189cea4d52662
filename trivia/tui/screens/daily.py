"""The daily, once it is played: how it went, and a text to share."""

from datetime import date, datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trivia import voice
from trivia.progress.statistics import DailyRecord
from trivia.tui import commands
from trivia.tui.messages import TitleWanted
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.key_line import KeyLine


class DailyScreen(Screen[None]):
    """Today's daily, played."""

    CSS_PATH = "pages.tcss"
    DEFAULT_CLASSES = "pages"
    COMMAND_TABLE = commands.DAILY
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.DAILY)

    def __init__(self, day: date, share: str, record: DailyRecord, now: datetime) -> None:
        """Make the screen.

        Args:
            day: The date.
            share: The text to share.
            record: How the dailies went so far.
            now: The moment, where the player is; until midnight it is so long to the next daily.
        """
        super().__init__()
        self._day = day
        self._share = share
        self._record = record
        self._now = now

    def compose(self) -> ComposeResult:
        """The card, and when the next one comes."""
        heading = Content.assemble(("The daily of ", "$quiet"), (voice.day(self._day), "bold $primary"))
        yield Static(heading, id="heading")
        with VerticalScroll(id="page"):
            yield Static(Content(self._share), id="daily-card")
            yield Static(self._told(), id="told")
        yield KeyLine()

    def _told(self) -> Content:
        record = self._record
        minutes = 24 * 60 - (self._now.hour * 60 + self._now.minute)
        lines = [
            Content(""),
            Content.assemble(
                (f"{record.streak}", "bold $accent"),
                f" {'day' if record.streak == 1 else 'days'} in a row",
            ),
            Content.styled(f"longest {record.longest} · {record.finished:,} in all", "$quiet"),
            Content(""),
            Content.styled(f"The next one opens in {minutes // 60} h {minutes % 60} min.", "$quiet"),
        ]
        return Content("\n").join(lines)

    @when_there
    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#page").focus()

    def action_copy(self) -> None:
        """Copy the text to share."""
        self.app.copy_to_clipboard(self._share)
        self.notify(
            "Copied. If your terminal does not allow that, it stands here to be marked.", markup=False
        )

    def action_title(self) -> None:
        """Go back to the title screen."""
        self.post_message(TitleWanted())
