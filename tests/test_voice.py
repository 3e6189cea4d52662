from dataclasses import replace
from datetime import date

import pytest

from trivia import voice
from trivia.game.mode import ALL_MODES, CLASSIC
from trivia.game.moves import Choose, Show
from trivia.game.rules import new_game, play
from trivia.quiz.generate import every_question
from trivia.quiz.question import Reference


@pytest.fixture
def right(globes):
    """A right answer."""
    question = next(every_question(globes, 1))
    return play(play(new_game(CLASSIC, (question,)), Show(), 0), Choose(question.answer), 0).answers[0]


def test_a_streak_is_counted_beyond_ten_and_told_in_more_than_one_way(right):
    assert "Ten in a row" in voice.verdict(replace(right, streak=10), 0)
    told = [voice.verdict(replace(right, streak=streak), 0) for streak in range(11, 31)]
    assert all(str(streak) in words for streak, words in enumerate(told, 11))
    assert len({words.lstrip("0123456789") for words in told}) > 2


@pytest.mark.parametrize("mode", ALL_MODES.values(), ids=ALL_MODES)
def test_before_a_game_nothing_is_said_twice(mode):
    beginnings = [" ".join(sentence.split()[:2]) for sentence in voice.up_next(mode).split(". ")]
    assert len(beginnings) > 1
    assert len(set(beginnings)) == len(beginnings)


def test_a_work_of_reference_is_told_without_day_and_paragraph():
    table = Reference("t", "The table", "", None, None, None)
    story = Reference("s", "The story", "", None, 3, None)
    dated = Reference("d", "The chart", "", date(2017, 1, 9), None, None)
    told = voice.sources_told([table, story, dated, table])
    assert told == "“The table”; “The story”, paragraph 3; “The chart” (9 January 2017)"
    whole = Reference("s", "The story", "", None, None, None)
    assert voice.sources_told([whole, story]).endswith("paragraph 3")
    rows = [Reference("c", "The list", "", None, number, None, "row") for number in (4, 3, 7)]
    assert voice.sources_told(rows) == "“The list”, rows 3–4, 7"


def test_the_night_is_spoken_of_where_its_own_pack_is_on_and_nowhere_else():
    assert any("City of stars" in voice.invitation(day, own_night=True) for day in range(20))
    others = {voice.invitation(day, own_night=False) for day in range(20)}
    assert len(others) > 2
    assert not any(word in line for line in others for word in ("nominations", "stars", "sun"))
