"""The name of the show in large letters, and the night sky around it."""

from functools import cache
from typing import ClassVar, Final

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

# Five by six dots a letter; two dots share a character cell, one above the other.
_LETTERS: Final = {
    "A": (".###.", "#...#", "#...#", "#####", "#...#", "#...#"),
    "B": ("####.", "#...#", "####.", "#...#", "#...#", "####."),
    "E": ("#####", "#....", "####.", "#....", "#....", "#####"),
    "G": (".####", "#....", "#..##", "#...#", "#...#", ".####"),
    "I": ("###", ".#.", ".#.", ".#.", ".#.", "###"),
    "L": ("#....", "#....", "#....", "#....", "#....", "#####"),
    "O": (".###.", "#...#", "#...#", "#...#", "#...#", ".###."),
    "R": ("####.", "#...#", "####.", "#..#.", "#...#", "#...#"),
    "S": (".####", "#....", ".###.", "....#", "....#", "####."),
    "T": ("#####", "..#..", "..#..", "..#..", "..#..", "..#.."),
    "V": ("#...#", "#...#", "#...#", ".#.#.", ".#.#.", "..#.."),
}
_STYLES: Final = ("$gold-light", "$primary", "$gold-deep")
WIDE: Final = 74
"""Columns in which both words stand side by side."""
_CELLS: Final = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}


def large(word: str) -> tuple[str, str, str]:
    """A word in large letters, three lines of the same width."""
    rows = [" ".join(_LETTERS[letter][row] for letter in word).replace(" ", ".") for row in range(6)]
    upper, middle, lower = (
        "".join(_CELLS[above + below] for above, below in zip(rows[row], rows[row + 1], strict=True))
        for row in (0, 2, 4)
    )
    return upper, middle, lower


@cache  # a layout asks for it several times before the first paint
def wordmark(wide: bool) -> Content:
    """`GLOBES TRIVIA` in gold, on one line of letters or on two."""
    globes, trivia = large("GLOBES"), large("TRIVIA")
    if wide:
        lines = [f"{left}   {right}" for left, right in zip(globes, trivia, strict=True)]
        return Content("\n").join(map(Content.styled, lines, _STYLES))
    lines = [*globes, "", *(line.center(len(globes[0])) for line in trivia)]
    return Content("\n").join(map(Content.styled, lines, (*_STYLES, "", *_STYLES)))


class Wordmark(Widget):
    """`GLOBES TRIVIA`, the gold deepening from line to line; on one line where it fits."""

    DEFAULT_CSS: ClassVar = """
    Wordmark {
        width: 1fr;
        height: auto;
        text-align: center;
    }
    """

    def render(self) -> RenderResult:
        """The letters."""
        return wordmark(self.size.width >= WIDE)


class Sky(Widget):
    """A few stars, always the same ones; they fill what room is left."""

    DEFAULT_CSS: ClassVar = """
    Sky {
        width: 1fr;
        height: 1fr;
    }
    """

    _STARS: Final = (("·", "$faint"), ("✦", "$gold-deep"), ("·", "$quiet"), ("✧", "$faint"))

    def __init__(self, first: int = 0, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        """Make a piece of the sky.

        Args:
            first: The number of its first line, so that two pieces differ.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._first = first

    def render(self) -> RenderResult:
        """The stars, one or two a line, scattered by the golden ratio."""
        width, lines = self.size.width, []
        for row in range(self._first, self._first + self.size.height):
            place = (row * 55 + 13) * 89 % max(width, 1)
            sign, style = self._STARS[row % len(self._STARS)]
            other = (place + width * 38 // 100 + row) % max(width, 1)
            marks = sorted({place: (sign, style), other: ("·", "$faint")}.items())
            line, at = Content(""), 0
            for column, (star, colour) in marks[: 1 + row % 2]:
                line = line + Content(" " * (column - at)) + Content.styled(star, colour)
                at = column + 1
            lines.append(line)
        return Content("\n").join(lines)
