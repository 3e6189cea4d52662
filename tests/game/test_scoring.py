import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from trivia.game.scoring import BONUS_MS, MAX_STREAK, bonus_left_ms, points, reading_ms
from trivia.quiz.generate import every_question


@pytest.fixture(scope="module")
def question(globes):
    return next(q for q in every_question(globes, 0) if q.form == "choice")


@pytest.mark.parametrize(("level", "base"), [(1, 100), (2, 150), (3, 200), (4, 250), (5, 300)])
def test_harder_questions_are_worth_more(question, level, base):
    assert points(replace(question, level=level), 10**9, 0).total == base


def test_speed_is_worth_half_as_much_again_until_the_question_can_have_been_read(question):
    at_level_two = replace(question, level=2)
    reading = reading_ms(at_level_two)
    assert points(at_level_two, 0, 0).speed == points(at_level_two, reading, 0).speed == 75
    assert points(at_level_two, reading + BONUS_MS // 2, 0).speed == 37
    assert points(at_level_two, reading + BONUS_MS, 0).speed == 0


def test_a_streak_is_worth_a_tenth_a_step_up_to_half(question):
    at_level_one = replace(question, level=1)
    earned = [points(at_level_one, 10**9, streak).streak for streak in range(8)]
    assert earned == [0, 10, 20, 30, 40, 50, 50, 50]
    assert MAX_STREAK == 5


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 30))
def test_a_later_answer_is_never_worth_more(question, one, other, streak):
    earlier, later = sorted((one, other))
    assert points(question, earlier, streak).total >= points(question, later, streak).total > 0
    assert 0 <= bonus_left_ms(question, later) <= BONUS_MS
