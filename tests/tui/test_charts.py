"""Charts of characters keep to their width, whatever they show."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivia.tui.widgets.charts import bar, calendar, columns

TODAY = date(2026, 11, 23).toordinal()


@given(st.integers(0, 100), st.integers(1, 100))
def test_a_bar_is_as_wide_as_it_should_be_and_full_as_the_share(percent, width):
    told = bar(percent, width).plain
    assert len(told) == width
    assert abs(told.count("━") - percent * width / 100) <= 0.5


@given(
    st.lists(st.none() | st.integers(0, 100), min_size=1, max_size=12), st.integers(1, 6), st.integers(6, 9)
)
def test_columns_are_as_high_as_their_shares(percents, height, width):
    *rows, numbers, labels = columns(percents, ["31.10"] * len(percents), height, width).plain.split("\n")
    assert {len(line) for line in (*rows, numbers, labels)} == {width * len(percents)}
    assert len(rows) == height
    for place, percent in enumerate(percents):
        eighths = sum(" ▁▂▃▄▅▆▇█".index(row[place * width]) for row in rows)
        assert abs(eighths - (percent or 0) * height * 8 / 100) <= 0.5
        assert numbers[place * width :].split()[0] == ("–" if percent is None else f"{percent}%")


@given(st.dictionaries(st.integers(TODAY - 400, TODAY), st.integers(1, 60), max_size=40), st.integers(1, 30))
def test_the_calendar_has_a_sign_for_each_day_up_to_today(answers, weeks):
    months, *rows = calendar(answers, TODAY, weeks).plain.split("\n")
    assert len(rows) == 7
    assert {len(row) for row in rows} == {5 + 2 * weeks}
    assert len(months) <= 5 + 2 * weeks + 3
    signs = "".join(row[5:] for row in rows)
    monday = TODAY - date.fromordinal(TODAY).weekday() - 7 * (weeks - 1)
    assert len(signs.replace(" ", "")) == TODAY - monday + 1
    for sign, least, below in (("▪", 1, 10), ("■", 10, 30), ("█", 30, 61)):
        shown = sum(least <= count < below for day, count in answers.items() if day >= monday)
        assert signs.count(sign) == shown


@pytest.mark.parametrize("weeks", range(1, 30))
def test_no_name_of_a_month_runs_into_the_next(weeks):
    for day in range(TODAY, TODAY + 40):
        line = calendar({}, day, weeks).plain.split("\n")[0]
        assert all(len(name) == 3 for name in line.split())
