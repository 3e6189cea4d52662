"""The widget that paints the show: a block as large as itself; only changed lines are painted anew."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.widget import Widget

from trivia.tui.party.blocks import Block, Line


class Stage(Widget):
    """What everybody looks at; `show` puts another picture on it."""

    DEFAULT_CSS: ClassVar = """
    Stage {
        width: 1fr;
        height: 1fr;
    }
    """

    class Resized(Message):
        """The stage has another size, and wants another picture."""

    def __init__(self) -> None:
        """Make an empty stage."""
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self._styles_known: dict[str, Style] = {}

    def show(self, block: Block) -> None:
        """Show a picture; what it has in common with the one before is not painted again."""
        before, self._lines = self._lines, block.lines
        width = self.size.width
        if len(before) != len(block.lines):
            self.refresh()
            return
        changed = [
            Region(0, y, width, 1)
            for y, (old, new) in enumerate(zip(before, block.lines, strict=True))
            if old is not new and old != new
        ]
        if changed:
            self.refresh(*changed)

    def notify_style_update(self) -> None:
        """Colours are others now."""
        self._styles_known.clear()
        super().notify_style_update()

    def on_resize(self, _: events.Resize) -> None:
        """What fits has changed."""
        self.post_message(self.Resized())

    def render_line(self, y: int) -> Strip:
        """One line of the picture."""
        width = self.size.width
        if y >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        segments = [Segment(text, self._style(style)) for text, style in self._lines[y]]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, name: str) -> Style:
        known = self._styles_known.get(name)
        if known is None:
            known = self._styles_known[name] = self._worked_out(name).rich_style
        return known

    def _worked_out(self, name: str) -> VisualStyle:
        """A style on the stage's own ground, on which a tint is laid as on any other."""
        ground = self.visual_style
        for word in name.split():
            colour, _, share = self.app.theme_variables.get(word.removeprefix("$"), "").partition(" ")
            if share and ground.background is not None:
                tint = Color.parse(colour).with_alpha(float(share.rstrip("%")) / 100)
                name = name.replace(word, (ground.background + tint).hex)
        return ground + self._get_style(name)
