"""Packs whose texts try to be markup, escapes and overrides, or are wide, joined and turned round."""

import re
import unicodedata

import pytest

from tests.support import FakeClock, make_pack
from trivia.game.setup import Setup
from trivia.quiz.checker import check
from trivia.quiz.generate import every_question
from trivia.saves.keeper import Keeper
from trivia.tui.app import GlobesApp
from trivia.tui.opening import Opening
from trivia.tui.screens.question import QuestionScreen
from trivia.tui.screens.results import ResultsScreen

HOSTILE = r"""
pack: hostile
title: "[bold]Hostile[/bold] \e]0;owned\a"
sources:
- {id: s, title: "[@click=app.quit]Source[/]", about: "[/", date: 2020-01-01, paragraphs: 5}
tables:
- table: t
  title: "[reverse]T[/reverse]"
  complete: true
  key: [a]
  columns: {a: text, b: text}
  rows:
  - {a: "[/red]", b: "[/", note: "[red]note", sources: [s:1]}
  - {a: "array[b] of", b: "Team #1", note: "$(reboot) {a}", sources: [s:2]}
  - {a: "\e[2J\e[31mescape", b: "[link=https://example.org]x[/link]", sources: [s:3]}
  - {a: "right\u202Eleft", b: "\u202Eoverride", sources: [s:4]}
  - {a: "{b} {0} %s", b: "[$primary]", sources: [s:5]}
  ask:
  - id: q
    prompt: "[/red] array[b] of {a}?"
    answer: b
    statement: "[b]{a} goes with {b}"
    because: "[/] {a}: {b}"
"""

ODD = r"""
pack: odd
title: "東京 👩‍🚀 שלום"
sources:
- {id: s, title: "مجلة السينما ☀️", about: "x", date: 2020-01-01, paragraphs: 5}
tables:
- table: t
  title: "人 🇯🇵"
  complete: true
  key: [a]
  columns: {a: text, b: text}
  rows:
  - {a: "黒澤明と東京物語の夜、そして長い長い名前の映画", b: "👨‍👩‍👧‍👦 Family 👍🏽", sources: [s:1]}
  - {a: "שָׁלוֹם עֲלֵיכֶם", b: "می‌خواهم", sources: [s:2]}
  - {a: "Z\u0310\u0333\u0347\u0310\u0333\u0347\u0310\u0333\u0347algo", b: "e\u0301cole 🏴‍☠️", sources: [s:3]}
  - {a: "1️⃣ ❤️‍🔥 🇺🇸🇬🇧", b: "हिन्दी क्‍ष", sources: [s:4]}
  - {a: "한국 영화제 ﾊﾝｶｸ", b: "☰ \u2066الأردن\u2069", sources: [s:5]}
  ask:
  - id: q
    prompt: "What goes with {a}?"
    answer: b
    statement: "{a} goes with {b}."
    because: "{a}: {b}"
"""


@pytest.fixture
def pack(tmp_path):
    return make_pack(tmp_path, HOSTILE)


def painted(app) -> str:
    """The screen as text, line by line."""
    return "\n".join(
        "".join(segment.text for segment in line) for line in app.screen._compositor.render_strips()
    )


def cells(line) -> int:
    """The cells that a terminal needs for a line; the rules are those of tests/facts/test_glyphs.py."""
    alone = [sign for sign in line if unicodedata.category(sign)[0] != "M" and sign != "\u200c"]
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in alone)


def literally(text: str, screen: str) -> bool:
    """Whether the screen shows a text, wrapped or not."""
    return "".join(text.split()) in re.sub(r"[\s▌│]", "", screen)


def test_its_questions_are_proved_like_any_others(pack):
    questions = list(every_question(pack, 1))
    assert len(questions) == 10
    assert all(check(pack, question) == [] for question in questions)


async def test_it_plays_through_and_shows_its_texts_literally(pack, tmp_path):
    for seed in range(2):
        app = GlobesApp(Keeper(tmp_path / "saves"), Opening((pack,), "", Setup(length=5), seed), FakeClock())
        async with app.run_test(size=(100, 40)) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, QuestionScreen)
            while app.session.game.outcome is None:
                question = app.session.game.question
                screen = painted(app)
                assert literally(question.prompt, screen)
                assert all(literally(option, screen) for option in question.options)
                await pilot.press("1")
                await pilot.pause()
                assert literally(question.explanation, painted(app))
                await pilot.press("s")
                await pilot.pause()
                assert literally("[@click=app.quit]Source[/]", painted(app))
                await pilot.press("escape", "enter")
                await pilot.pause()
            assert isinstance(app.screen, ResultsScreen)
            await pilot.press("enter")
            await pilot.pause()
            assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", painted(app))


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_odd_characters_shift_no_line(tmp_path, size):
    pack = make_pack(tmp_path, ODD)
    for seed in range(2):
        app = GlobesApp(Keeper(tmp_path / "saves"), Opening((pack,), "", Setup(length=5), seed), FakeClock())
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            while app.session.game.outcome is None:
                assert {cells(line) for line in painted(app).split("\n")} == {size[0]}
                await pilot.press("1")
                await pilot.pause()
                assert {cells(line) for line in painted(app).split("\n")} == {size[0]}
                await pilot.press("s")
                await pilot.pause()
                assert {cells(line) for line in painted(app).split("\n")} == {size[0]}
                await pilot.press("escape", "enter")
                await pilot.pause()
            assert isinstance(app.screen, ResultsScreen)
            assert {cells(line) for line in painted(app).split("\n")} == {size[0]}
