"""Odd characters: every text that is left is as wide as it is counted, and can still be read."""

import unicodedata
from itertools import chain

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from tests.support import ROOT
from trivia.facts.glyphs import MOST_MARKS, SIGN
from trivia.facts.text import printable

NON_JOINER = "\u200c"
QUESTIONS = ROOT / "questions"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # Accents
        ("Ame\u0301lie", "Amélie"),
        ("Tie\u0302\u0301ng Vie\u0323\u0302t", "Tiếng Việt"),
        ("Ą́", "Ą\u0301"),
        ("\u0301 alone \u0301", "◌\u0301 alone ◌\u0301"),
        ("Z" + "\u0310\u0333\u0347" * 20 + "algo", "Z\u0333\u0347\u0333\u0347algo"),
        ("か\u3099", "が"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("\u212bngstr\u00f6m", "Ångström"),
        # Right to left
        ("שָׁלוֹם", "שָׁלוֹם"),
        ("\u200fمحمد\u200e (d)", "محمد (d)"),
        ("مُحَمَّد", "مُحَمَّد"),
        # Joiners
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("می\u200c\u200cخواهم", "می\u200cخواهم"),
        ("a\u200cb\u200dc", "abc"),
        ("\u200cمی\u200c", "می"),
        ("क\u094d\u200dष", "क\u094dष"),
        ("അവന\u0d4d\u200d", "അവൻ"),
        # Emoji
        ("👩‍🚀 👨‍👩‍👧‍👦", "👩 👨"),
        ("👩🏽‍🚀👍🏿", "👩👍"),
        ("👁️‍🗨️ 🏴‍☠️ 🏳️‍🌈 ❤️‍🔥", "👁 🏴 🏳 ❤"),
        ("☀️ ✈︎ ❤️", "☀ ✈ ❤"),
        ("1️⃣ #️⃣", "1 #"),
        ("🇺🇸🇬🇧 🇫🇷 🇩", "US GB FR D"),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f Harry", "🏴 Harry"),
        # What draws nothing
        ("Man\u00adches\u00adter", "Manchester"),
        ("葛\U000e0100城", "葛城"),
        ("a\u200bb", f"a{SIGN}b"),
        ("a\u2060b\ufeff", f"a{SIGN}b{SIGN}"),
        ("\u3164", SIGN),
        ("\u115f\u1160", SIGN * 2),
        ("a \u00ad b", "a b"),
        # What nobody knows the width of
        ("\ue000\U000f0000", SIGN * 2),
        ("\ud800", SIGN),
        ("\U0001fffe\ufdd0", SIGN * 2),
        ("☰ ䷀", f"{SIGN} {SIGN}"),
        ("۝", SIGN),
        # What is well as it is
        ("東京 ソウル ﾊﾝｶｸ", "東京 ソウル ﾊﾝｶｸ"),
        ("Ελλάδα Москва ไทย Đặng ★ ✔ “—” €", "Ελλάδα Москва ไทย Đặng ★ ✔ “—” €"),
    ],
)
def test_each_class_is_shown_well_or_becomes_something_of_certain_width(text, shown):
    assert printable(text) == shown


ODD = st.sampled_from(
    [
        *" aZ7#…–éßøΩЖא가東かハﾊﾞ⁂★❤☀👩🚀👍🏴🏳♀️",
        *"\u00ad\u034f\u0301\u0308\u0323\u0345\u05b7\u05c1\u0651\u0e31\u093f\u094d\u0903\u0488\u20e3\u3099",
        *"\u061c\u0600\u06dd\u0645\u06cc\u0915\u0937\u0d28\u0d4d\u1000\u1100\u1161\u11a8\u115f\u3164",
        *"\u200b\u200c\u200d\u200e\u200f\u202e\u2028\u2066\u2800\ufe0e\ufe0f\ufeff\ufffd\u180b\u180e",
        *"\u2630\u4dc0\ue000\ufdd0\ufffe\x1b\x00\x7f\x9b\t\n\u3000\u00a0",
        *"\U0001f1e6\U0001f1ff\U0001f3fb\U0001f3ff\U000e0067\U000e007f\U000e0100\U000f0000\U0010ffff",
    ]
)
TEXTS = st.lists(st.one_of(ODD, st.characters(exclude_categories=())), max_size=24).map("".join)


def cells(text):
    """The width as terminals count it: a letter one or two cells, what stands on it none."""
    width = 0
    for character in text:
        if unicodedata.category(character)[0] != "M" and character != NON_JOINER:
            width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return width


@given(TEXTS)
@example("\u0628\u0651\u200c\u0301\u0628")
@example("e\u200c\u0301")
@example("\U0001f1e6\u00ad\U0001f1e6")
def test_a_printable_text_is_as_wide_as_it_is_counted_and_stays_as_it_is(text):
    shown = printable(text)
    assert printable(shown) == shown
    assert unicodedata.is_normalized("NFC", shown)
    assert shown == " ".join(shown.split(" ")).strip()
    for at, sign in enumerate(shown):
        category = unicodedata.category(sign)
        assert category not in {"Cc", "Cs", "Co", "Zl", "Zp"}
        # The only one of its kind that is left: between letters it keeps words of some scripts readable.
        assert category != "Cf" or (sign == NON_JOINER and 0 < at < len(shown) - 1)
    runs = "".join("M" if unicodedata.category(sign)[0] == "M" else "x" for sign in shown)
    assert not runs.startswith("M")
    assert "M" * (MOST_MARKS + 1) not in runs
    if all(unicodedata.category(sign) != "Cn" for sign in shown):  # this Python knows all of them
        spans, width = split_graphemes(shown)
        assert cell_len(shown) == width == cells(shown)
        assert sum(span[2] for span in spans) == width


def test_every_character_that_this_python_knows_is_as_wide_as_it_is_counted():
    """One by one, each behind a letter."""
    wrong = []
    for code in chain(range(0xD800), range(0xE000, 0x110000)):
        if unicodedata.category(chr(code)) not in {"Cn", "Co"}:
            shown = printable(f"x{chr(code)}")
            if cell_len(shown) != cells(shown):
                wrong.append(hex(code))
    assert wrong == []


def test_two_texts_can_be_put_together():
    """Prompts are made of texts that were settled one by one: nothing at their ends runs into the next."""
    for one in ("می", "e", "👩", "क", "US"):
        for other in ("\u0301x", "\u200cمی", "\u200d👩", "\ufe0fz", "🇬🇧"):
            joined = printable(one) + printable(other)
            assert printable(joined) == joined


def test_the_built_in_pack_is_as_it_was_written():
    lines = [
        line for file in sorted(QUESTIONS.rglob("*.yaml")) for line in file.read_text("utf-8").splitlines()
    ]
    assert len(lines) > 1000
    assert all(printable(line) == " ".join(line.split()) for line in lines)
