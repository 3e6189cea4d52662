from dataclasses import replace

import pytest

from trivia import voice
from trivia.game.mode import ALL_MODES, CLASSIC
from trivia.game.moves import Choose, Show
from trivia.game.rules import new_game, play
from trivia.quiz.generate import every_question


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
