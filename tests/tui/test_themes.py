"""Every theme can be read: the pairs of colours that the style sheets make, and what the screens paint."""

import colorsys
import re
from importlib.resources import files

import pytest
from rich._palettes import STANDARD_PALETTE
from rich.color import ColorSystem
from rich.color_triplet import ColorTriplet
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from tests.support import FakeClock
from tests.tui.contrast import luminance, ratio, unreadable
from trivia.saves.keeper import Keeper
from trivia.tui.app import GlobesApp
from trivia.tui.themes import CLEAR, CONTRAST, DAY, NIGHT, THEMES, contrast, suited, variables

OWN = {theme.name: theme for theme in THEMES}
COLOURED = [name for name, theme in BUILTIN_THEMES.items() if not theme.ansi]

TEXTS = ["foreground", "quiet", "primary", "secondary", "accent", "success", "error", "warning"]
GROUNDS = ["background", "surface", "panel"]
PAIRS = [
    *((text, ground) for text in TEXTS for ground in GROUNDS),
    ("gold-light", "background"),
    ("gold-deep", "background"),
    ("background", "warning"),
    ("on-gold", "primary"),
    *(("background", f"option-{letter}") for letter in "abcd"),
    *((text, "right-ground") for text in ("foreground", "success")),
    *((text, "wrong-ground") for text in ("foreground", "error")),
    ("block-cursor-foreground", "block-cursor-background"),
    ("footer-key-foreground", "footer-background"),
    ("footer-description-foreground", "footer-background"),
    ("foreground", "panel-lighten-1"),
    *((f"text-{kind}", "panel-lighten-1") for kind in ("success", "warning", "error")),
    ("foreground", "input-selection-background"),
]
"""Text and what it stands on, by the names of the variables."""
SIGN_PAIRS = [("faint", "background"), ("faint", "surface")]


def known(theme):
    """A theme's colours as the app works them out."""
    textuals = theme.to_color_system().generate()
    return variables(theme, {**textuals, **theme.variables})


def opaque(named, name):
    """A colour as it is painted; tints stand on the background."""
    words = named[name].split()
    colour = Color.parse(words[0])
    if len(words) > 1:
        colour = colour.with_alpha(float(words[1].rstrip("%")) / 100)
    return Color.parse(named["background"]) + colour


def hue(colour):
    """A colour's place on the wheel, 0 to 1."""
    return colorsys.rgb_to_hsv(*colour.normalized)[0]


@pytest.mark.parametrize("theme", [NIGHT, DAY], ids=lambda theme: theme.name)
def test_an_option_has_one_colour_on_the_big_screen_and_on_the_phones(theme):
    sheet = files("trivia.party").joinpath("web", "style.css").read_text("utf-8")
    phones = re.findall(r"\.o([0-3]) \{ background: (#\w+);", sheet)
    assert [number for number, _ in phones] == list("0123")
    for (_, phone), letter in zip(phones, "abcd", strict=True):
        apart = abs(hue(Color.parse(phone)) - hue(Color.parse(theme.variables[f"option-{letter}"])))
        assert min(apart, 1 - apart) < 0.06
        assert ratio(tuple(Color.parse(phone).rgb), (255, 255, 255)) >= 4.5


def too_faint(theme, pairs, least, reduced=lambda colour: colour):
    named, found = known(theme), []
    for text, ground in pairs:
        pair = [tuple(reduced(opaque(named, name).rich_color).get_truecolor()) for name in (text, ground)]
        if ratio(*pair) < least:
            found.append((text, ground, round(ratio(*pair), 2)))
    return found


def test_the_ratio_is_that_of_the_definition():
    assert ratio((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert ratio((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.005)
    assert luminance((255, 0, 0)) == pytest.approx(0.2126)
    for one, other in [("#0178d4", "#121212"), ("#777777", "#ffffff"), ("#020202", "#000000")]:
        first, second = Color.parse(one), Color.parse(other)
        assert contrast(first, second) == pytest.approx(ratio(first.rgb, second.rgb))


@pytest.mark.parametrize("name", OWN)
def test_text_of_our_own_themes_meets_wcag_aa(name):
    assert too_faint(OWN[name], PAIRS, 4.5) == []
    assert too_faint(OWN[name], SIGN_PAIRS, 3.0) == []


def test_text_of_the_high_contrast_theme_meets_wcag_aaa():
    assert too_faint(CONTRAST, [*PAIRS, *SIGN_PAIRS], 7.0) == []


@pytest.mark.parametrize("name", OWN)
def test_our_own_themes_can_be_read_in_256_colours(name):
    def reduced(colour):
        return colour.downgrade(ColorSystem.EIGHT_BIT)

    assert too_faint(OWN[name], PAIRS, 4.5, reduced) == []
    assert too_faint(OWN[name], SIGN_PAIRS, 3.0, reduced) == []


def test_the_high_contrast_theme_is_made_of_the_standard_palette():
    """So 16 colours show it exactly as it is."""
    named = known(CONTRAST)
    palette = {STANDARD_PALETTE[number] for number in range(16)}
    for name in {name for pair in (*PAIRS, *SIGN_PAIRS) for name in pair} | {"border", "scrollbar"}:
        colour = opaque(named, name)
        assert ColorTriplet(*colour.rgb) in palette, name
        reduced = colour.rich_color.downgrade(ColorSystem.STANDARD)
        assert STANDARD_PALETTE[reduced.number] == ColorTriplet(*colour.rgb), name


# G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color
# Vision Deficiency" (2009), the matrices of severity 1.0 for linear RGB.
BLINDNESS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def lab(linear):
    """CIE L*a*b* (D65) of linear RGB, for a distance that the eye would agree with."""
    red, green, blue = linear
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen_apart(one, other, matrix):
    """How far apart two colours are for an eye, as ΔE of 1976; 2 is just noticeable."""
    points = []
    for colour in (one, other):
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
        ]
        seen = [min(max(sum(a * b for a, b in zip(row, linear, strict=True)), 0.0), 1.0) for row in matrix]
        points.append(lab(seen))
    return sum((a - b) ** 2 for a, b in zip(*points, strict=True)) ** 0.5


@pytest.mark.parametrize("kind", BLINDNESS)
def test_right_and_wrong_of_the_clear_theme_are_far_apart_for_every_eye(kind):
    apart = {
        theme.name: seen_apart(Color.parse(theme.success), Color.parse(theme.error), BLINDNESS[kind])
        for theme in (NIGHT, CLEAR)
    }
    assert apart[CLEAR.name] > 60
    if kind != "tritanopia":  # whom red and green do not trouble
        assert apart[CLEAR.name] > 2 * apart[NIGHT.name]


@pytest.mark.parametrize("name", COLOURED)
def test_text_in_a_theme_of_textuals_own_can_be_read(name):
    ours = [
        (text, ground) for text, ground in PAIRS if text in {*TEXTS, "gold-light", "gold-deep", "on-gold"}
    ]
    ours = [pair for pair in ours if pair[1] in {*GROUNDS, "primary"}]
    assert too_faint(BUILTIN_THEMES[name], ours, 4.5) == []
    assert too_faint(BUILTIN_THEMES[name], SIGN_PAIRS, 3.0) == []


def show(tmp_path):
    return GlobesApp(Keeper(tmp_path / "saves"), clock=FakeClock(), seeds=[3])


async def answer(pilot, right):
    question = pilot.app.session.game.question
    await pilot.press(str((question.answer + (not right)) % len(question.options) + 1))
    await pilot.pause()


async def scenes(pilot):
    """The show from the title to a wrong answer; each scene by name, once it is painted."""
    await pilot.pause()
    yield "title"
    await pilot.press("p")
    await pilot.pause()
    yield "question"
    await answer(pilot, right=True)
    yield "right"
    await pilot.press("enter")
    await answer(pilot, right=False)
    yield "wrong"
    await pilot.press("escape")
    await pilot.pause()
    await pilot.press("y")
    await pilot.pause()
    yield "results"
    pilot.app.notify("A toast", title="With a title", severity="error")
    pilot.app.notify("Another", title="With a title", severity="warning")
    pilot.app.notify("A third", title="With a title")
    await pilot.pause()
    yield "toasts"


async def wear(pilot, name):
    pilot.app.theme = name
    await pilot.pause()
    await pilot.pause()


async def test_everything_that_our_own_themes_paint_can_be_read(tmp_path):
    async with show(tmp_path).run_test(size=(80, 24)) as pilot:
        async for scene in scenes(pilot):
            for name in OWN:
                await wear(pilot, name)
                least = {"text": 7.0, "sign": 7.0} if name == CONTRAST.name else {}
                assert unreadable(pilot.app, **least) == [], (scene, name)
                assert (
                    unreadable(pilot.app, reduced=lambda colour: colour.downgrade(ColorSystem.EIGHT_BIT))
                    == []
                ), (scene, name)
            await wear(pilot, CONTRAST.name)
            assert (
                unreadable(
                    pilot.app,
                    text=7.0,
                    reduced=lambda colour: colour.downgrade(ColorSystem.STANDARD),
                )
                == []
            ), scene


async def test_everything_can_be_read_in_every_theme_of_textuals_own(tmp_path):
    """Those of the terminal's own colours are painted too; what they look like, only the terminal knows."""
    async with show(tmp_path).run_test(size=(80, 24)) as pilot:
        async for scene in scenes(pilot):
            if scene in {"title", "question", "wrong"}:
                for name, theme in BUILTIN_THEMES.items():
                    await wear(pilot, name)
                    assert theme.ansi or unreadable(pilot.app) == [], (scene, name)


@pytest.mark.parametrize(
    ("color_system", "chosen", "theme"),
    [
        ("truecolor", "", NIGHT.name),
        ("256", "", NIGHT.name),
        ("standard", "", CONTRAST.name),
        ("windows", "", CONTRAST.name),
        (None, "", CONTRAST.name),
        ("standard", DAY.name, DAY.name),
        ("truecolor", "nord", "nord"),
    ],
)
def test_sixteen_colours_get_the_theme_made_of_them_unless_another_was_chosen(color_system, chosen, theme):
    assert suited(color_system, chosen) == theme


@pytest.mark.parametrize(
    ("colorterm", "term", "theme"),
    [
        ("", "xterm", CONTRAST.name),
        ("", "linux", CONTRAST.name),
        ("", "screen-256color", NIGHT.name),
        ("truecolor", "xterm", NIGHT.name),
    ],
)
def test_the_app_looks_at_the_terminal(tmp_path, monkeypatch, colorterm, term, theme):
    monkeypatch.setenv("COLORTERM", colorterm)
    monkeypatch.setenv("TERM", term)
    assert show(tmp_path).theme == theme
