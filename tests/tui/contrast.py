"""The contrast of what stands on a screen, as WCAG 2.2 defines it.

https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio and #dfn-relative-luminance. Written from the definitions and
not shared with `trivia/tui/themes.py`, so that no mistake counts for both.
"""

DRAWN = set(" █▀▄▌▐▔▕▊▎▏▁▂▃▄▅▆▇━─│╭╮╰╯┃┏┓┗┛▲▼╸╺")
"""Blocks and rules: shapes that frame what is said beside them."""
SIGNS = set("·✦✧☆○")
"""Signs that stand for what is not lit, and stars of the sky."""


def luminance(rgb):
    """The relative luminance of three numbers from 0 to 255."""
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one, other):
    """The contrast ratio of two colours, each three numbers from 0 to 255."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def truecolor(colour):
    return colour


def painted(app, reduced=truecolor):
    """Every piece of text on the screen with its colour and its ground, as a terminal is sent them.

    `reduced` is what becomes of a Rich colour in that terminal.
    """
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if segment.text.strip() and style is not None:
                colour, ground = (tuple(reduced(one).get_truecolor()) for one in (style.color, style.bgcolor))
                yield segment.text.strip(), *((ground, colour) if style.reverse else (colour, ground))


def unreadable(app, text=4.5, sign=3.0, reduced=truecolor):
    """What on the screen has less contrast than it needs, with its ratio."""
    found = []
    for said, colour, ground in painted(app, reduced):
        shapes = set(said) - {" "}
        least = 0.0 if shapes <= DRAWN else sign if shapes <= DRAWN | SIGNS else text
        if ratio(colour, ground) < least:
            found.append((said, colour, ground, round(ratio(colour, ground), 2)))
    return found
