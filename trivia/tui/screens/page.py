"""A page: a heading, text that is laid out anew for every width, the keys."""

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trivia.tui import commands
from trivia.tui.messages import TitleWanted
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.key_line import KeyLine
from trivia.tui.widgets.save_sign import SaveSign

NARROWEST = 34
"""Columns that a page is laid out for at least, before it knows its width."""


class PageScreen(Screen[None]):
    """A screen with one page; its children say what stands on it."""

    CSS_PATH = "pages.tcss"
    DEFAULT_CLASSES = "pages"
    WIDGET_KEYS = commands.SCROLLED

    def compose(self) -> ComposeResult:
        """The heading, the page, the keys."""
        yield SaveSign()
        yield Static(id="heading")
        with VerticalScroll(id="page"):
            yield Static(id="told")
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#page").focus()
        self.show()

    def on_resize(self, _: events.Resize) -> None:
        """What fits has changed."""
        self.call_after_refresh(self.show)

    @when_there
    def show(self) -> None:
        """Lay everything out."""
        width = max(self.query_one("#told").content_size.width - 1, NARROWEST)  # a blank before the scrollbar
        self.query_one("#heading", Static).update(self.heading())
        self.query_one("#told", Static).update(self.told(width))

    def heading(self) -> Content:
        """The line on top."""
        raise NotImplementedError

    def told(self, width: int) -> Content:
        """The page.

        Args:
            width: Its columns.
        """
        raise NotImplementedError

    def action_title(self) -> None:
        """Go back to the title screen."""
        self.post_message(TitleWanted())


def hung(content: Content, width: int, indent: int) -> Content:
    """A text whose further lines stand as far in as its first one begins.

    Args:
        content: The text, without its indent.
        width: Columns of the page.
        indent: Columns in front of every line.
    """
    margin = Content(" " * indent)
    return Content("\n").join(margin + line for line in content.wrap(max(width - indent, 10)))
