"""A screen as a terminal draws it: cells of pixels, block elements to their edges, as a camera sees it."""

from rich.color import Color

WIDE, HIGH = 8, 16
"""The pixels of a cell."""

_HALVES = {"▀": (1, 0), "▄": (0, 1), "█": (1, 1), " ": (0, 0)}


def photo(app):
    """The screen as one grey picture: a memory view of lines of bytes, 0 for black.

    A letter is drawn as a stroke in the middle of its cell: it only has to be in the way.
    """
    width, height = app.size
    lines = []
    for strip in app.screen._compositor.render_strips():
        upper, lower, middle = bytearray(), bytearray(), bytearray()
        for segment in strip:
            ink, paper = _grey(segment.style, "color", 255), _grey(segment.style, "bgcolor", 0)
            if segment.style is not None and segment.style.reverse:
                ink, paper = paper, ink
            for sign in segment.text:
                halves = _HALVES.get(sign)
                up, low = (ink if half else paper for half in halves or (0, 0))
                upper += bytes([up] * WIDE)
                lower += bytes([low] * WIDE)
                stroke = bytes([ink] * (WIDE - 4)) if halves is None else bytes([up] * (WIDE - 4))
                middle += bytes([up] * 2) + stroke + bytes([up] * 2)
        rows = [upper] * (HIGH // 2) + [lower] * (HIGH // 2)
        rows[4] = rows[5] = middle
        lines += [bytes(row[: width * WIDE].ljust(width * WIDE, b"\0")) for row in rows]
    return memoryview(b"".join(lines[: height * HIGH])).cast("B", (height * HIGH, width * WIDE))


def _grey(style, part, usual):
    color = getattr(style, part, None) if style is not None else None
    if not isinstance(color, Color) or color.is_default:
        return usual
    red, green, blue = color.get_truecolor()
    return round(0.299 * red + 0.587 * green + 0.114 * blue)
