from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivia.progress.daily import day_ends, longest_streak, midnight_ms, percent, share_text, streak
from trivia.progress.statistics import days_in_a_row, median_seconds, monday_of, speed_counts, weeks
from trivia.saves.summary import DayPlayed

TODAY = date(2026, 11, 23).toordinal()


@pytest.mark.parametrize(
    ("answered", "right", "told"),
    [(0, 0, None), (1, 1, 100), (3, 1, 33), (3, 2, 67), (200, 1, 1), (1_000, 1, 0)],
)
def test_percent(answered, right, told):
    assert percent(answered, right) == told


@given(st.dictionaries(st.integers(0, 60), st.integers(1, 50), max_size=12))
def test_half_of_the_answers_took_at_most_the_median(speeds):
    told = sorted(speeds.items())
    median = median_seconds(told)
    if not told:
        assert median is None
        return
    assert 2 * sum(count for seconds, count in told if seconds <= median) >= sum(speeds.values())
    assert 2 * sum(count for seconds, count in told if seconds < median) < sum(speeds.values())


@given(st.lists(st.integers(TODAY - 60, TODAY), max_size=30), st.integers(1, 8))
def test_weeks_begin_on_monday_and_hold_each_answer_once(days, count):
    played = [DayPlayed(day, 2, 1) for day in days]
    told = weeks(played, TODAY, count)
    assert len(told) == count
    assert all(date.fromordinal(week.monday).weekday() == 0 for week in told)
    assert told[-1].monday == monday_of(TODAY)
    within = [day for day in days if day >= told[0].monday]
    assert sum(week.answered for week in told) == 2 * len(within)
    assert sum(week.right for week in told) == len(within)


@pytest.mark.parametrize(
    ("back", "told"),
    [
        ((), 0),
        ((0,), 1),
        ((1,), 1),
        ((2,), 0),
        ((0, 1, 2), 3),
        ((1, 2, 3), 3),
        ((0, 2, 3), 1),
        ((0, 1, 3, 4), 2),
    ],
)
def test_a_streak_lasts_up_to_today_or_yesterday(back, told):
    assert streak((TODAY - days for days in back), TODAY) == told
    assert days_in_a_row([DayPlayed(TODAY - days, 1, 0) for days in back], TODAY) == told


@given(st.sets(st.integers(0, 40)))
def test_the_longest_streak_is_the_longest_of_all_runs(days):
    runs = "".join("x" if day in days else " " for day in range(42)).split()
    assert longest_streak(days) == max(map(len, runs), default=0)


def test_a_day_ends_where_the_next_one_begins():
    ends = day_ends(date(2026, 11, 23), 7)
    assert ends == tuple(midnight_ms(date(2026, 11, 23) + timedelta(days=number)) for number in range(1, 8))
    assert list(ends) == sorted(ends)


def test_the_text_to_share():
    rights = [True, False, True]
    assert (
        share_text(date(2026, 11, 23), rights, 1_234, 1)
        == "Globes Trivia · 2026-11-23\n■□■ 2/3\n1,234 points"
    )
    assert share_text(date(2026, 11, 23), rights, 0, 4).endswith("0 points · 4 days in a row")


def test_a_speed_belongs_to_the_step_that_ends_above_it():
    assert speed_counts([(0, 1), (1, 2), (2, 4), (4, 8), (5, 16), (19, 32), (20, 64), (60, 128)]) == (
        3,
        12,
        16,
        32,
        192,
    )
    assert speed_counts([]) == (0, 0, 0, 0, 0)
