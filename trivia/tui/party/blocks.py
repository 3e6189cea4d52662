"""Pieces of a picture: lines of styled text of one width, put beside and above one another.

A whole screen is painted by one widget (`stage.py`), from one block as large as itself. So the layout can
answer to the room there is, and after a key only those lines are painted that are others now.

Styles are words as Textual's style sheets have them: `bold $primary on $surface`.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from trivia.tui.party.pixels import broken, large

Piece: TypeAlias = tuple[str, str]
"""A text and its style."""
Line: TypeAlias = tuple[Piece, ...]
Align: TypeAlias = Literal["left", "center", "right"]

ELLIPSIS: Final = "…"


class Block(NamedTuple):
    """A rectangle of text.

    Attributes:
        width: Its cells across; every line has as many.
        lines: Its lines.
    """

    width: int
    lines: tuple[Line, ...]

    @property
    def height(self) -> int:
        """Its lines."""
        return len(self.lines)


def blank(width: int, height: int = 1, style: str = "") -> Block:
    """An empty rectangle."""
    return Block(width, (((" " * width, style),),) * max(height, 0))


def row(*pieces: Piece | str, width: int = 0, align: Align = "left") -> Block:
    """One line; cut with an ellipsis where it is wider than it may be.

    Args:
        pieces: Texts with their styles, or texts alone.
        width: The cells it takes; 0 for as many as it needs.
        align: Where in these it stands.
    """
    line = tuple((piece, "") if isinstance(piece, str) else piece for piece in pieces)
    needed = sum(cell_len(text) for text, _ in line)
    if not width:
        return Block(needed, (line,))
    if needed > width:
        return Block(width, (_cut(line, width),))
    return placed(Block(needed, (line,)), width, align=align)


def _cut(line: Line, width: int) -> Line:
    kept: list[Piece] = []
    for text, style in line:
        cells = cell_len(text)
        if cells > width - 1:
            return (*kept, (set_cell_size(text, max(width - 1, 0)) + ELLIPSIS, style))
        kept.append((text, style))
        width -= cells
    return tuple(kept)


def cut(text: str, width: int) -> str:
    """A text of at most so many cells."""
    return text if cell_len(text) <= width else set_cell_size(text, max(width - 1, 0)).rstrip() + ELLIPSIS


def placed(
    block: Block, width: int, height: int = 0, *, align: Align = "left", middle: bool = False
) -> Block:
    """A block in more room.

    Args:
        block: The block; what is wider or higher stays as it is.
        width: The cells across.
        height: The lines; 0 for as many as the block has.
        align: Where it stands across.
        middle: Whether it stands in the middle of the height, or on top.
    """
    room = max(width - block.width, 0)
    before = {"left": 0, "center": room // 2, "right": room}[align]
    head, tail = (
        ((" " * before, ""),) if before else (),
        ((" " * (room - before), ""),) if room > before else (),
    )
    lines = tuple((*head, *line, *tail) for line in block.lines) if room else block.lines
    spare = max(height - block.height, 0)
    above = -(-spare // 2) if middle else 0  # large type has some air below it already
    empty: Line = ((" " * (block.width + room), ""),)
    return Block(block.width + room, (*(empty,) * above, *lines, *(empty,) * (spare - above)))


def stacked(*blocks: Block, gap: int = 0, align: Align = "left") -> Block:
    """Blocks one above the other, with so many empty lines between; empty blocks leave no gap."""
    there = [block for block in blocks if block.lines]
    width = max((block.width for block in there), default=0)
    lines: list[Line] = []
    for number, block in enumerate(there):
        lines += blank(width, gap).lines if number else ()
        lines += placed(block, width, align=align).lines
    return Block(width, tuple(lines))


def beside(*blocks: Block, gap: int = 0, middle: bool = False) -> Block:
    """Blocks side by side, with so many empty cells between; the lower ones are filled up."""
    height = max((block.height for block in blocks), default=0)
    filled = [placed(block, block.width, height, middle=middle) for block in blocks]
    space: Line = ((" " * gap, ""),) if gap else ()
    lines = []
    for parts in zip(*(block.lines for block in filled), strict=True):
        line: list[Piece] = []
        for number, part in enumerate(parts):
            line += (*space, *part) if number else part
        lines.append(tuple(line))
    return Block(sum(block.width for block in blocks) + gap * (len(blocks) - 1), tuple(lines))


def painted(block: Block, ground: str, ink: str = "") -> Block:
    """A block on a ground, and in a colour, wherever it has none of its own.

    Args:
        block: The block.
        ground: The colour behind it.
        ink: The style of texts that have none.
    """
    return Block(
        block.width,
        tuple(tuple((text, _on(style or ink, ground)) for text, style in line) for line in block.lines),
    )


def _on(style: str, ground: str) -> str:
    return style if style.startswith("on ") or " on " in style else f"{style} on {ground}".strip()


def grid(blocks: Sequence[Block], columns: int, *, gap: int = 0, between: int = 0) -> Block:
    """Blocks in rows of so many, all of a row as high as the highest."""
    rows = [beside(*blocks[start : start + columns], gap=gap) for start in range(0, len(blocks), columns)]
    return stacked(*rows, gap=between)


@lru_cache(maxsize=512)
def wrapped(text: str, width: int) -> tuple[str, ...]:
    """A text broken into lines of at most so many cells."""
    if not text:
        return ()
    return tuple(line.plain.rstrip() for line in Content(text).wrap(max(width, 1)))


@lru_cache(maxsize=256)
def evenly(text: str, width: int) -> tuple[str, ...]:
    """A text broken into as few lines as fit this width, and these about as long as each other."""
    found = wrapped(text, width)
    while len(found) > 1 and width > 10:
        width -= 1
        even = wrapped(text, width)
        if len(even) > len(found):
            break
        found = even
    return found


def paragraph(
    text: str, width: int, style: str = "", *, align: Align = "left", most: int = 0, even: bool = False
) -> Block:
    """A text in lines of this width.

    Args:
        text: The text.
        width: The cells of a line.
        style: Its style.
        align: Where in the width the lines stand.
        most: After how many lines it is cut with an ellipsis; 0 for none.
        even: Whether the lines are to be about as long as each other.
    """
    lines = evenly(text, width) if even else wrapped(text, width)
    if most and len(lines) > most:
        lines = (*lines[: most - 1], cut(" ".join(lines[most - 1 :]), width))
    return Block(width, tuple(row((line, style), width=width, align=align).lines[0] for line in lines))


def big(text: str, style: str = "", times: int = 1) -> Block | None:
    """A line in large type; `None` where the type lacks a letter of it."""
    lines = large(text, times)
    return None if lines is None else Block(len(lines[0]), tuple(((line, style),) for line in lines))


def big_or_bold(text: str, style: str, width: int, *, times: int = 1, align: Align = "left") -> Block:
    """A line in type as large as there is room for, never smaller than bold."""
    for size in range(times, 0, -1):
        block = big(text, style, size)
        if block is not None and block.width <= width:
            return placed(block, width, align=align)
    return row((text, f"bold {style}".strip()), width=width, align=align)


def big_paragraph(
    text: str,
    width: int,
    style: str = "",
    *,
    most: int,
    gap: int = 0,
    align: Align = "left",
    times: int = 1,
) -> Block | None:
    """A text in lines of large type; `None` where it does not fit, or a letter is lacking.

    Args:
        text: The text.
        width: The cells of a line.
        style: Its style.
        most: How many lines of text there may be.
        gap: Empty lines between them.
        align: Where in the width they stand.
        times: How large, as for `pixels.large`.
    """
    lines = broken(text, width, most, times)
    if lines is None:
        return None
    set_large = (big(line, style, times) for line in lines)
    return stacked(*(placed(line, width, align=align) for line in set_large if line is not None), gap=gap)


def fit(blocks: Iterable[Block], height: int) -> Block | None:
    """The first block that is no higher than this."""
    return next((block for block in blocks if block.height <= height), None)
