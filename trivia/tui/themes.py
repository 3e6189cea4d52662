"""The themes of the show, and colours that can be read in every other theme.

`globes-night` is gold on deep blue-black, `globes-day` an ivory one for bright rooms. `globes-contrast` is
made of the standard palette alone, so that a terminal with 16 colours shows it as it is meant. `globes-clear`
tells right from wrong by blue and vermilion, which people who confuse red and green keep apart, after
M. Okabe and K. Ito, "Color Universal Design" (2008), https://jfly.uni-koeln.de/color/.

Besides Textual's own colours, the show's style sheets use `$quiet` (text of the second rank), `$faint` (signs
that stand for nothing lit), `$gold-light` and `$gold-deep` (the large letters), `$on-gold` (text on
`$primary`), `$right-ground` and `$wrong-ground` (behind an option once it is judged), and `$option-a` to
`$option-d` (the tiles of a party's options, which have a shape and a letter each as well). `variables` works
them out for any theme.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from textual.color import BLACK, WHITE, Color
from textual.theme import Theme

TEXT_CONTRAST: Final = 4.5
"""The least contrast of text with its ground: WCAG 2.2, success criterion 1.4.3, level AA."""
SIGN_CONTRAST: Final = 3.0
"""The least contrast of a sign that is no text: WCAG 2.2, success criterion 1.4.11, level AA."""

NIGHT: Final = Theme(
    name="globes-night",
    dark=True,
    primary="#e9bd5a",
    secondary="#8fa3d9",
    accent="#ffd97a",
    foreground="#f2ead8",
    background="#070b19",
    surface="#0d142b",
    panel="#16203f",
    success="#74e0a8",
    warning="#ffb454",
    error="#ff7b7b",
    variables={
        "gold-light": "#fff0bd",
        "gold-deep": "#c08f35",
        "quiet": "#94a0c4",
        "faint": "#5b6996",
        "on-gold": "#0a0f20",
        "option-a": "#6fb7ff",
        "option-b": "#f0c75e",
        "option-c": "#d6a2ff",
        "option-d": "#ff9d76",
        "right-ground": "#3fd67a 22%",
        "wrong-ground": "#ff7b7b 18%",
        "footer-key-foreground": "#e9bd5a",
        "footer-description-foreground": "#94a0c4",
        "footer-background": "#070b19",
        "block-cursor-foreground": "#0a0f20",
        "block-cursor-background": "#e9bd5a",
        "border": "#2a3763",
        "scrollbar": "#2a3763",
        "scrollbar-background": "#070b19",
    },
)

DAY: Final = Theme(
    name="globes-day",
    dark=False,
    primary="#7d5a0b",
    secondary="#3c4f8f",
    accent="#6b4a00",
    foreground="#231d33",
    background="#fbf7ec",
    surface="#f4ecd8",
    panel="#f2ecbb",
    success="#14663a",
    warning="#8a4b00",
    error="#a3202c",
    variables={
        "gold-light": "#8f6812",
        "gold-deep": "#5f4306",
        "quiet": "#5b5570",
        "faint": "#877d63",
        "on-gold": "#fffaf0",
        "option-a": "#155a8a",
        "option-b": "#76550a",
        "option-c": "#6d2f91",
        "option-d": "#9a3d12",
        "right-ground": "#14663a 22%",
        "wrong-ground": "#a3202c 18%",
        "footer-key-foreground": "#7d5a0b",
        "footer-description-foreground": "#5b5570",
        "footer-background": "#fbf7ec",
        "block-cursor-foreground": "#fffaf0",
        "block-cursor-background": "#7d5a0b",
        "border": "#cdbd94",
        "scrollbar": "#cdbd94",
        "scrollbar-background": "#fbf7ec",
    },
)

# Rich's standard palette. Its light red is too dark on black for 7:1, so what is wrong is white on red.
_BLACK, _RED, _BLUE, _GREY = "#000000", "#aa0000", "#0000aa", "#aaaaaa"
_GREEN, _YELLOW, _CYAN, _PINK, _WHITE = "#55ff55", "#ffff55", "#55ffff", "#ff55ff", "#ffffff"

CONTRAST: Final = Theme(
    name="globes-contrast",
    dark=True,
    primary=_YELLOW,
    secondary=_CYAN,
    accent=_YELLOW,
    foreground=_WHITE,
    background=_BLACK,
    surface=_BLACK,
    panel=_BLUE,
    success=_GREEN,
    warning=_YELLOW,
    error=_WHITE,
    variables={
        # Textual takes even the colours themselves through L*a*b*, from which some come back one step off.
        "primary": _YELLOW,
        "secondary": _CYAN,
        "accent": _YELLOW,
        "success": _GREEN,
        "warning": _YELLOW,
        "gold-light": _WHITE,
        "gold-deep": _YELLOW,
        "quiet": _WHITE,
        "faint": _GREY,
        "on-gold": _BLACK,
        "option-a": _CYAN,
        "option-b": _YELLOW,
        "option-c": _PINK,
        "option-d": _WHITE,
        "right-ground": _BLACK,
        "wrong-ground": _RED,
        "footer-key-foreground": _YELLOW,
        "footer-description-foreground": _WHITE,
        "footer-background": _BLACK,
        "block-cursor-foreground": _BLACK,
        "block-cursor-background": _YELLOW,
        "block-cursor-blurred-foreground": _WHITE,
        "block-cursor-blurred-background": _BLUE,
        "block-hover-background": _BLUE,
        "border": _WHITE,
        "border-blurred": _GREY,
        "input-selection-background": _BLUE,
        "input-selection-foreground": _WHITE,
        "panel-lighten-1": _BLUE,
        "panel-darken-1": _BLACK,
        "screen-selection-background": _BLUE,
        "screen-selection-foreground": _WHITE,
        "scrollbar": _WHITE,
        "scrollbar-active": _YELLOW,
        "scrollbar-background": _BLACK,
        "scrollbar-hover": _YELLOW,
        "text": "auto 100%",
        "text-error": _WHITE,
        "text-muted": "auto 100%",
        "text-success": _GREEN,
        "text-warning": _YELLOW,
    },
)

CLEAR: Final = Theme(
    name="globes-clear",
    dark=True,
    primary="#f0e442",  # their yellow
    secondary="#cc79a7",  # their reddish purple
    accent="#f7f0a0",
    foreground="#f4f4f0",
    background="#000000",
    surface="#0b0d12",
    panel="#16191f",
    success="#56b4e9",  # their sky blue
    warning="#e69f00",  # their orange
    error="#d55e00",  # their vermilion
    variables={
        "gold-light": "#fbf7c4",
        "gold-deep": "#c3b62b",
        "quiet": "#a6abb5",
        "faint": "#6a707c",
        "on-gold": "#000000",
        "option-a": "#56b4e9",
        "option-b": "#f0e442",
        "option-c": "#cc79a7",
        "option-d": "#e69f00",
        "right-ground": "#56b4e9 22%",
        "wrong-ground": "#d55e00 18%",
        "footer-key-foreground": "#f0e442",
        "footer-description-foreground": "#a6abb5",
        "footer-background": "#000000",
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#f0e442",
        "border": "#3d434f",
        "scrollbar": "#3d434f",
        "scrollbar-background": "#000000",
    },
)

THEMES: Final = (NIGHT, DAY, CONTRAST, CLEAR)

SHOWN: Final = (
    (NIGHT.name, "Globes gold", "Gold on a night sky."),
    (DAY.name, "Matinee", "Ink on ivory, for bright rooms."),
    (
        CONTRAST.name,
        "Spotlight",
        "White and yellow on black: most contrast, and sixteen colours are enough.",
    ),
    (CLEAR.name, "Clear", "Blue for right and vermilion for wrong, told apart by every kind of eye."),
)
"""Our themes by name, with what players read of them."""

_OWN: Final = tuple(theme.name for theme in THEMES)
_TEXTS: Final = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")
_GROUNDS: Final = ("background", "surface", "panel")
_KEYS: Final = ("footer-key-foreground", "footer-description-foreground")


def suited(color_system: str | None, chosen: str) -> str:
    """Which theme to use in a terminal.

    Args:
        color_system: What the terminal can show, as Rich's `Console.color_system` says it: `"truecolor"`,
            `"256"`, `"standard"` or `"windows"` for 16 colours, `None` where it shows none that are known.
        chosen: The name of the theme that the player chose; empty where nobody chose any.
    """
    if chosen:
        return chosen
    return NIGHT.name if color_system in {"truecolor", "256"} else CONTRAST.name


def variables(theme: Theme, known: Mapping[str, str]) -> dict[str, str]:
    """The colours of a theme as the show's style sheets need them.

    A theme of Textual's own lacks some, and some of its colours are too near to its grounds for text: those
    are made lighter, or darker on light grounds, until they can be read.

    Args:
        theme: The theme.
        known: Its colours by name, as Textual works them out.
    """
    if theme.name in _OWN:
        return dict(known)
    return {**known, **(_of_terminal() if theme.ansi else _legible(known))}


def contrast(one: Color, other: Color) -> float:
    """The contrast of two opaque colours, 1 to 21, as WCAG 2.2 defines it (its "contrast ratio")."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    """WCAG 2.2's "relative luminance", 0 for black to 1 for white."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _legible(known: Mapping[str, str]) -> dict[str, str]:
    parsed = {name: Color.parse(known[name]) for name in (*_GROUNDS, *_TEXTS, *_KEYS, "footer-background")}
    right, wrong = (parsed["background"].blend(parsed[name], 0.12) for name in ("success", "error"))
    grounds = [*(parsed[name] for name in _GROUNDS), right, wrong]
    texts = {name: _seen(parsed[name], grounds) for name in _TEXTS}
    keys = {name: _seen(parsed[name], [parsed["footer-background"]]) for name in _KEYS}
    gold, foreground, background = texts["primary"], texts["foreground"], parsed["background"]
    return {name: colour.hex for name, colour in (texts | keys).items()} | {
        "quiet": _seen(foreground.blend(background, 0.4), grounds).hex,
        "faint": _seen(foreground.blend(background, 0.7), grounds, SIGN_CONTRAST).hex,
        "gold-light": _seen(gold.blend(foreground, 0.5), grounds).hex,
        "gold-deep": _seen(gold.blend(background, 0.2), grounds).hex,
        "on-gold": _farthest(gold).hex,
        "right-ground": right.hex,
        "wrong-ground": wrong.hex,
        "option-a": texts["secondary"].hex,
        "option-b": gold.hex,
        "option-c": texts["accent"].hex,
        "option-d": texts["warning"].hex,
    }


def _seen(colour: Color, grounds: Sequence[Color], least: float = TEXT_CONTRAST) -> Color:
    """The colour, as little lighter (or darker) as it takes to stand out from every ground."""
    pole = _farthest(grounds[0])
    for tenths in range(10):
        mixed = colour.blend(pole, tenths / 10)
        if all(contrast(mixed, ground) >= least for ground in grounds):
            return mixed
    return pole


def _farthest(ground: Color) -> Color:
    """Black or white, whichever stands out more."""
    return max(BLACK, WHITE, key=lambda pole: contrast(pole, ground))


def _of_terminal() -> dict[str, str]:
    """For a theme of the terminal's own colours: nobody knows how they look, so nothing stands on a tint."""
    return {
        "quiet": "ansi_default",
        "faint": "ansi_bright_black",
        "gold-light": "ansi_bright_yellow",
        "gold-deep": "ansi_yellow",
        "on-gold": "ansi_black",
        "right-ground": "ansi_default",
        "wrong-ground": "ansi_default",
        "option-a": "ansi_bright_cyan",
        "option-b": "ansi_bright_yellow",
        "option-c": "ansi_bright_magenta",
        "option-d": "ansi_bright_white",
    }
