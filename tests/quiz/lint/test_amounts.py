"""Numbers, units and ranges as people write them."""

from fractions import Fraction

import pytest

from trivia.quiz.lint.amounts import read_amount
from trivia.quiz.lint.ranges import overlap, read_range


@pytest.mark.parametrize(
    "texts",
    [
        ("1,000 m", "1 km", "1000 metres", "1000m"),
        ("$1 million", "1,000,000 dollars", "$1,000,000", "US$1m", "1 million USD", "a million dollars"),
        ("7", "seven", "7.0", "about 7"),
        ("21", "twenty-one", "Twenty One"),
        ("50%", "50 percent", "50 per cent", "fifty percent"),
        ("2 years", "24 months", "two years"),
        ("1.5 billion", "1,500 million", "1,500,000,000"),
        ("5 apples", "five apples"),
        ("-3", "−3"),
    ],
)
def test_the_same_amount(texts):
    assert len({read_amount(text) for text in texts}) == 1
    assert read_amount(texts[0]) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 km", "1 kg"),
        ("$1", "€1"),
        ("5 apples", "5 pears"),
        ("1 month", "30 days"),
        ("1 m", "1 million"),
        ("$5 a week", "$5 a day"),
        ("1.5", "15"),
    ],
)
def test_different_amounts(one, other):
    assert read_amount(one) != read_amount(other)


@pytest.mark.parametrize(
    "text", ["", "007", "3:15", "1/2", "1.2.3", "10²", "Half-Life 2", "9/11", "1,00", "twenty twelve-ish 3"]
)
def test_what_is_no_amount(text):
    assert read_amount(text) is None


def test_values_are_exact():
    assert read_amount("0.1 km").value == Fraction(100_000)
    assert read_amount("1 inch").value == Fraction(254, 10)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10-20", "15-25"),
        ("10–20", "20 to 30"),
        ("between 10 and 20", "over 15"),
        ("5 or more", "7+"),
        ("less than 10", "under 5"),
        ("10-20 km", "15,000-16,000 m"),
        ("$10-20", "$15-$25"),
    ],
)
def test_overlaps(one, other):
    assert overlap(read_range(one), read_range(other))
    assert overlap(read_range(other), read_range(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10-19", "20-29"),
        ("up to 20", "over 20"),
        ("less than 10", "10 or more"),
        ("10-20 km", "10-20 kg"),
        ("under 10", "10-20"),
    ],
)
def test_no_overlap(one, other):
    assert not overlap(read_range(one), read_range(other))


@pytest.mark.parametrize("text", ["3-1", "Half-Life", "up to you", "10", "Catch-22", "2-2", "5 km - 3 kg"])
def test_what_is_no_range(text):
    assert read_range(text) is None
