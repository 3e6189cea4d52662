"""Large type: texts set in dots, two of which share a character cell, one above the other.

    large("Ada") is three lines of the same width; large("Пётр") is None, for it would lose letters

Twice as large, a dot is two cells wide and a line high.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeAlias

from trivia.tui.party.glyphs import DRAWN

ROWS: Final = 6
"""Rows of dots."""
Glyph: TypeAlias = tuple[str, ...]

_CELLS: Final = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}
_ABOVE: Final[dict[str, Callable[[int], tuple[int, ...]]]] = {
    "\N{COMBINING GRAVE ACCENT}": lambda width: (0,) if width > 3 else (1,),
    "\N{COMBINING ACUTE ACCENT}": lambda width: (width - 1,) if width > 3 else (1,),
    "\N{COMBINING CIRCUMFLEX ACCENT}": lambda width: tuple(range((width - 1) // 2, width // 2 + 1)),
    "\N{COMBINING TILDE}": lambda width: tuple(range(1, width)),
    "\N{COMBINING MACRON}": lambda width: tuple(range(width)),
    "\N{COMBINING BREVE}": lambda width: (0, width - 1),
    "\N{COMBINING CARON}": lambda width: (0, width - 2),
    "\N{COMBINING DOT ABOVE}": lambda width: (width // 2,),
    "\N{COMBINING DIAERESIS}": lambda width: (0, width - 1),
    "\N{COMBINING RING ABOVE}": lambda width: tuple(range((width - 1) // 2, width // 2 + 1)),
    "\N{COMBINING DOUBLE ACUTE ACCENT}": lambda width: (1, width - 1),
}
"""The dots of an accent over a letter so many dots wide; there is one row for it."""
_BELOW: Final = {
    "\N{COMBINING CEDILLA}",
    "\N{COMBINING OGONEK}",
    "\N{COMBINING COMMA BELOW}",
    "\N{COMBINING DOT BELOW}",
}


def _rows(drawn: str) -> Glyph:
    rows = [row.strip("-") for row in drawn.split()]
    width = max(map(len, rows))
    return tuple(row.ljust(width, ".") for row in (*rows, *[""] * (ROWS - len(rows))))


_GLYPHS: Final[dict[str, Glyph]] = {sign: _rows(drawn) for sign, drawn in DRAWN.items()}


@lru_cache(maxsize=1024)
def glyph(sign: str) -> Glyph | None:
    """A letter in six rows of dots; `None` where there is none."""
    found = _GLYPHS.get(sign)
    if found is not None:
        return found
    parts = unicodedata.normalize("NFD", sign)
    base, marks = parts[0], parts[1:]
    rows = _GLYPHS.get({"i": "ı", "j": "ı"}.get(base, base))
    if not marks or rows is None:
        return None
    for mark in marks:
        if mark in _ABOVE:
            rows = _accented(rows, _ABOVE[mark])
        elif mark in _BELOW:
            dots = (len(rows[0]) // 2,)
            rows = (*rows[:-1], _dotted(dots, len(rows[0])))
        else:
            return None
    return rows


def _accented(rows: Glyph, dots: Callable[[int], tuple[int, ...]]) -> Glyph:
    """A letter with an accent over it; what reaches up there itself is made a row lower."""
    if len(rows[0]) < 3:
        rows = tuple(row.center(3, ".") for row in rows)
    width = len(rows[0])
    accent = _dotted(dots(width), width)
    low = "#" not in rows[0]
    body = rows[1:5] if low else (rows[0], *rows[2:5])
    if low and rows[1] == rows[2] == rows[3] == rows[4]:  # an i keeps away from what stands over it
        body = ("." * width, *rows[2:5])
    return (accent, *body, rows[5])


def _dotted(dots: tuple[int, ...], width: int) -> str:
    return "".join("#" if column in dots else "." for column in range(width))


@lru_cache(maxsize=1024)
def large(text: str, times: int = 1) -> tuple[str, ...] | None:
    """A text in large type, as lines of the same width.

    Args:
        text: The text, one line.
        times: How large: 1 for three lines, 2 for six, and so on.

    Returns:
        The lines; `None` where the type lacks a letter of it.
    """
    glyphs = [glyph(sign) for sign in unicodedata.normalize("NFC", text)]
    rows = [""] * ROWS
    for drawn in glyphs:
        if drawn is None:
            return None
        rows = [f"{row}.{dots}" if row else dots for row, dots in zip(rows, drawn, strict=True)]
    if times > 1:
        wide = [row.replace("#", "█" * times).replace(".", " " * times) for row in rows]
        half = times // 2
        return tuple(row for row in wide for _ in range(half))
    return tuple(
        "".join(_CELLS[above + below] for above, below in zip(rows[row], rows[row + 1], strict=True))
        for row in (0, 2, 4)
    )


@lru_cache(maxsize=4096)
def _measured(text: str) -> int:
    """Dots across; -1 where the type lacks a letter."""
    glyphs = [glyph(sign) for sign in unicodedata.normalize("NFC", text)]
    widths = [len(drawn[0]) for drawn in glyphs if drawn is not None]
    return -1 if len(widths) < len(glyphs) else sum(widths) + max(len(widths) - 1, 0)


@lru_cache(maxsize=512)
def broken(text: str, width: int, most: int, times: int = 1) -> tuple[str, ...] | None:
    """A text broken between words so that each line fits in large type.

    Args:
        text: The text.
        width: The cells that a line may take.
        most: How many lines there may be.
        times: How large the type is, as for `large`.

    Returns:
        The lines as text, about as long as each other; `None` where it does not fit, or the type lacks a
        letter of it.
    """
    found = _filled(text, width, times)
    if found is None or len(found) > most:
        return None
    narrower = width
    while len(found) > 1:
        narrower -= 2 * times
        even = _filled(text, narrower, times)
        if even is None or len(even) > len(found):
            break
        found = even
    return found


def _filled(text: str, width: int, times: int) -> tuple[str, ...] | None:
    """A text broken where a line is full."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and 0 <= _measured(longer) * times <= width:
            lines[-1] = longer
        elif 0 <= _measured(word) * times <= width:
            lines.append(word)
        else:
            return None
    return tuple(lines)
