"""Numbers made up beside the right one: of its precision, apart from it, and no hint by their order."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support import make_pack
from trivia.facts.cells import Known
from trivia.facts.values import day_in_words, plain_value
from trivia.quiz.chance import Chance
from trivia.quiz.checker import check
from trivia.quiz.generate import every_question
from trivia.quiz.numbers import overlap, spread_lures, wrong_numbers
from trivia.quiz.query import queries

WANTED = 3


def cell(text: str, kind: str = "number") -> Known:
    found = plain_value(text, kind)
    assert found is not None
    return found


def worth(known: Known, kind: str) -> Decimal:
    return Decimal(date.fromisoformat(known.key).toordinal()) if kind == "date" else Decimal(known.key)


def made(right: Known, kind: str = "number", bounds=None, seed=0, wanted=WANTED) -> list[Known]:
    return wrong_numbers(right, kind, bounds, wanted, Chance("test", seed))


def shown(text: str, kind: str = "number", bounds=None) -> set[str]:
    """Everything that is made up beside a number, over many seeds."""
    return {one.shown for seed in range(200) for one in made(cell(text, kind), kind, bounds, seed)}


def ranks(right: Known, kind: str, bounds=None, seeds=2_000) -> Counter[int]:
    """How many of the wrong ones lie below the right one, over many seeds."""
    value = worth(right, kind)
    return Counter(
        sum(worth(one, kind) < value for one in made(right, kind, bounds, seed)) for seed in range(seeds)
    )


# What they look like.


@pytest.mark.parametrize(
    ("right", "like"),
    [
        ("1,515", r"\d{3}|\d,\d{3}"),
        ("1515", r"\d{3,4}"),
        ("51.6", r"\d+\.\d"),
        ("1,515.50", r"(\d,)?\d{3}\.\d\d"),
        ("30", r"\d*[05]"),
        ("750", r"(\d,)?\d*0"),
        ("2,000,000", r"(\d,)?\d00,000|\d,000,000|\d,\d00,000"),
        ("1_000", r"(\d_)?\d00"),
        ("2_500_000", r"(\d_)?\d00_000"),
        ("999", r"\d{3}|\d,\d{3}"),
        ("0.05", r"0\.\d\d"),
        ("0", r"\d"),
        ("0.0", r"\d\.\d"),
        ("-5", r"-?\d\d?"),
        ("-12.5", r"-?\d+\.\d"),
        ("+5", r"\+\d"),
        ("007", r"0\d\d"),
    ],
)
def test_precision_separators_and_sign_are_those_of_the_right_one(right, like):
    found = shown(right)
    assert len(found) >= 3
    assert [one for one in found if not re.fullmatch(like, one)] == []


@pytest.mark.parametrize("year", ["2017", "1", "9999", "999", "0800", "-44"])
def test_a_year_is_written_as_a_year(year):
    for one in shown(year, "year"):
        assert len(one.lstrip("-")) == 4 or not one.startswith("0")
        assert "," not in one
        assert -9999 <= int(one) <= 9999
        assert len(one) == len(year) or not year.startswith("0")


def test_a_day_is_written_as_a_day():
    found = made(cell("2017-01-08", "date"), "date")
    assert len(found) == WANTED
    for one in found:
        assert one.shown == day_in_words(date.fromisoformat(one.key))


@pytest.mark.parametrize("day", [date.min, date.max, date(1, 1, 2), date(9999, 12, 30), date(2000, 2, 29)])
def test_the_first_and_the_last_day_have_wrong_days_beside_them(day):
    right = Known(day_in_words(day), day.isoformat())
    for seed in range(50):
        found = made(right, "date", None, seed)
        assert len({one.key for one in found} | {right.key}) == WANTED + 1
        assert all(date.fromisoformat(one.key) != day for one in found)


@pytest.mark.parametrize("year", ["1", "2", "0", "9999", "9998"])
def test_the_first_and_the_last_year_have_wrong_years_beside_them(year):
    for seed in range(50):
        found = made(cell(year, "year"), "year", None, seed)
        assert len({one.key for one in found} | {year}) == WANTED + 1


def test_nothing_below_zero_stands_beside_what_is_not():
    for right in ("1", "2", "5", "0.1", "30", "1,515", "0"):
        assert all(Decimal(one.key) >= 0 for seed in range(50) for one in made(cell(right), seed=seed))


def test_zero_stands_beside_nothing_that_is_more():
    """“How many awards did it win?” about what has won some: nobody would take 0 for it."""
    for right in ("1", "2", "3", "0.5", "20"):
        assert all(Decimal(one.key) != 0 for seed in range(50) for one in made(cell(right), seed=seed))


# Bounds.


@pytest.mark.parametrize(
    ("right", "kind", "bounds"),
    [
        ("7", "number", ("1", "12")),
        ("7", "number", ("0.5", "12.5")),
        ("900", "number", ("250", "1000")),
        ("51.6", "number", ("51.5", "51.9")),
        ("5", "number", ("-0", "9")),
        ("-5", "number", ("-10", "-1")),
        ("1902", "year", ("1900", "2020")),
        ("2020", "year", ("1900", "2020")),
        ("0", "number", ("0", "999999999999999")),
        ("3", "number", ("-999999999999999", "999999999999999")),
    ],
)
def test_wrong_numbers_lie_inside_their_bounds(right, kind, bounds):
    low, high = map(Decimal, bounds)
    for seed in range(100):
        found = made(cell(right, kind), kind, bounds, seed)
        assert len(found) == WANTED
        for one in found:
            assert low <= Decimal(one.key) <= high
            assert cell(one.shown, kind).key == one.key
            assert one.shown not in ("-0", right)


@pytest.mark.parametrize(
    ("right", "bounds", "most"),
    [("7", ("7", "7"), 0), ("7", ("6.5", "7.9"), 0), ("7", ("7", "8"), 1), ("7", ("6", "8"), 2)],
)
def test_where_the_bounds_leave_no_room_there_are_fewer(right, bounds, most):
    assert {len(made(cell(right), "number", bounds, seed)) for seed in range(20)} == {most}


def test_a_right_one_outside_of_the_bounds_widens_them():
    for right, bounds in (("5", ("10", "20")), ("25", ("10", "20"))):
        low, high = min(right, bounds[0], key=int), max(right, bounds[1], key=int)
        found = made(cell(right), "number", bounds)
        assert len(found) == WANTED
        assert all(int(low) <= int(one.key) <= int(high) for one in found)


# The order says nothing.


@pytest.mark.parametrize(
    ("right", "kind", "bounds", "feasible"),
    [
        ("1515", "number", None, (0, 1, 2, 3)),
        ("750", "number", None, (0, 1, 2, 3)),
        ("900", "number", None, (0, 1, 2, 3)),
        ("51.6", "number", None, (0, 1, 2, 3)),
        ("30", "number", None, (0, 1, 2, 3)),
        ("20", "number", None, (0, 1, 2, 3)),
        ("7", "number", None, (0, 1, 2, 3)),
        ("3", "number", None, (0, 1, 2)),
        ("2", "number", None, (0, 1)),
        ("1", "number", None, (0,)),
        ("0", "number", None, (0,)),
        ("-5", "number", None, (0, 1, 2, 3)),
        ("0.05", "number", None, (0, 1, 2, 3)),
        ("12", "number", ("1", "12"), (3,)),
        ("11", "number", ("1", "12"), (2, 3)),
        ("7", "number", ("6", "9"), (1,)),
        ("2017", "year", None, (0, 1, 2, 3)),
        ("2018", "year", ("1944", "2020"), (1, 2, 3)),
        ("1902", "year", ("1900", "2020"), (0, 1, 2)),
        ("9999", "year", None, (3,)),
        ("2017-01-08", "date", None, (0, 1, 2, 3)),
    ],
)
def test_the_right_one_has_every_rank_that_the_bounds_allow_equally_often(right, kind, bounds, feasible):
    """The seeds are fixed, so the counts are too: with 2,000 of them 4.5 standard deviations are allowed."""
    seeds = 2_000
    found = ranks(cell(right, kind), kind, bounds, seeds)
    assert tuple(sorted(found)) == feasible
    share = 1 / len(feasible)
    away = 4.5 * (seeds * share * (1 - share)) ** 0.5
    assert all(abs(count - seeds * share) <= away for count in found.values()), found


@pytest.mark.parametrize(
    ("below", "above", "feasible"),
    [(3, 3, (0, 1, 2, 3)), (5, 1, (2, 3)), (0, 4, (0,)), (1, 3, (0, 1)), (2, 1, (2,)), (1, 0, (1,))],
)
def test_lures_give_the_right_one_every_rank_that_they_allow_equally_often(below, above, feasible):
    seeds, right = 1_000, cell("100")
    lures = [cell(str(100 - 7 * step)) for step in range(1, below + 1)]
    lures += [cell(str(100 + 9 * step)) for step in range(1, above + 1)]
    found: Counter[int] = Counter()
    for seed in range(seeds):
        drawn = spread_lures(right, "number", lures, WANTED, Chance("test", seed))
        assert sorted(one.key for one in drawn) == sorted(one.key for one in lures)
        found[sum(int(one.key) < 100 for one in drawn[:WANTED])] += 1
    assert tuple(sorted(found)) == feasible
    share = 1 / len(feasible)
    away = 4.5 * (seeds * share * (1 - share)) ** 0.5
    assert all(abs(count - seeds * share) <= away for count in found.values()), found


def test_a_lure_that_may_be_the_right_one_takes_no_rank():
    right, lures = cell("51.6"), [cell(text) for text in ("51.60", "51.62", "52", "48.1", "60.2", "63.0")]
    for seed in range(50):
        drawn = spread_lures(right, "number", lures, WANTED, Chance("test", seed))
        assert {one.shown for one in drawn} == {"48.1", "60.2", "63.0"}


def test_lures_may_be_years_and_days():
    for kind, right, lures in (
        ("year", "2017", ["2016", "2015", "2019"]),
        ("date", "2017-01-08", ["2017-01-09", "2016-12-31", "0001-01-01"]),
    ):
        drawn = spread_lures(
            cell(right, kind), kind, [cell(one, kind) for one in lures], WANTED, Chance("test")
        )
        assert len(drawn) == len(lures)


# Anything that a pack may hold.

WHOLE = st.one_of(
    st.integers(-(10**18) + 1, 10**18 - 1),
    st.integers(-200, 200),
    st.integers(1, 9).flatmap(lambda digit: st.integers(0, 17).map(lambda zeros: digit * 10**zeros)),
)


@st.composite
def written_numbers(draw) -> str:
    """A number as an author may write it."""
    whole = draw(WHOLE)
    text = draw(st.sampled_from([str, "{:,}".format, "{:_}".format]))(abs(whole))
    sign = "-" if whole < 0 else draw(st.sampled_from(["", "", "+"]))
    decimals = draw(st.one_of(st.just(""), st.text("0123456789", min_size=1, max_size=9)))
    return sign + text + ("." + decimals if decimals else "")


LIMIT = st.decimals(-999_999_999_999_999, 999_999_999_999_999, places=2).map(str)
BOUNDS = st.one_of(
    st.none(),
    st.tuples(LIMIT, LIMIT).map(lambda two: tuple(sorted(two, key=Decimal))),
)


@settings(max_examples=400)
@given(written_numbers(), BOUNDS, st.integers(0, 9), st.integers(0, 5))
def test_wrong_numbers_are_apart_and_read_back_whatever_the_right_one_is(text, bounds, seed, wanted):
    right = cell(text)
    value = Decimal(right.key)
    found = made(right, "number", bounds, seed, wanted)
    assert len(found) <= wanted
    if bounds is None and value:
        assert len(found) == wanted
    for one, other in combinations([right, *found], 2):
        assert not overlap(one, other)
    for one in found:
        if abs(value) < 10**16:  # a longer one may outgrow what a pack may hold
            back = plain_value(one.shown, "number")
            assert back is not None
            assert back.key == one.key
        assert len(one.shown.partition(".")[2]) == len(text.partition(".")[2])
        if bounds is not None:
            assert min(Decimal(bounds[0]), value) <= Decimal(one.key) <= max(Decimal(bounds[1]), value)
        elif value >= 0:
            assert Decimal(one.key) >= 0


@settings(max_examples=200)
@given(st.integers(-9999, 9999), BOUNDS, st.integers(0, 9))
@example(9999, ("1900", "20000"), 0)
def test_wrong_years_are_different_years_of_four_digits(year, bounds, seed):
    right = cell(str(year), "year")
    found = made(right, "year", bounds, seed)
    assert len({one.key for one in [right, *found]}) == len(found) + 1
    assert all(cell(one.shown, "year") == one for one in found)


@settings(max_examples=200)
@given(st.dates(), st.integers(0, 9))
def test_wrong_days_are_different_days(day, seed):
    right = Known(day_in_words(day), day.isoformat())
    found = made(right, "date", None, seed)
    assert len({one.key for one in [right, *found]}) == WANTED + 1
    assert all(one.shown == day_in_words(date.fromisoformat(one.key)) for one in found)


@pytest.mark.parametrize("key", ["1000000000000000000", "999999999999999999.999999999", "0.000000001"])
@pytest.mark.parametrize("bounds", [None, ("0", "0.5"), ("-999999999999999", "999999999999999")])
def test_the_largest_and_the_smallest_numbers_come_to_an_end(key, bounds):
    for seed in range(20):
        for one in made(Known(key, key), "number", bounds, seed):
            assert not overlap(Known(key, key), one)


# In a pack.

ELEMENTS = """
pack: elements
title: Elements
sources: [{id: s, title: S}]
tables:
- table: elements
  key: [element]
  columns: {element: text, mass: number, found: year, day: date}
  rows:
  - {element: Gold, mass: 196.97, found: 1803, day: 1803-01-08, sources: [s:1]}
  - {element: Neon, mass: 20.18, found: 1898, day: 1898-06-12, sources: [s:2]}
  - {element: Tin, mass: unknown, found: {dispute: [{is: 1700, sources: [s:3]}, {is: 1897, sources: [s:4]}]},
     day: unknown, sources: [s:3]}
  ask:
  - {id: mass, prompt: "How heavy is {element}?", answer: mass, option: "{mass} u", between: [1, 300],
     statement: "{element} weighs {mass} u."}
  - {id: found, prompt: "When was {element} found?", answer: found, statement: "{element}: {found}."}
  - {id: day, prompt: "On which day was {element} found?", answer: day, statement: "{element}: {day}."}
"""


def test_options_keep_unit_and_precision_and_no_side_of_a_dispute_is_made_up(tmp_path):
    pack = make_pack(tmp_path, ELEMENTS)
    for seed in range(40):
        for question in every_question(pack, seed):
            assert check(pack, question) == []
            if question.form == "choice":
                assert len(question.options) >= 3
            for option in question.options if question.form == "choice" else ():
                if question.ask == "mass":
                    number, unit = option.split()
                    assert unit == "u"
                    assert len(number.partition(".")[2]) == 2
                    assert 1 <= Decimal(number) <= 300
                if question.ask == "found":
                    assert option not in ("1700", "1897")


def test_what_is_unknown_or_disputed_is_not_asked_for(tmp_path):
    pack = make_pack(tmp_path, ELEMENTS)
    assert len(list(queries(pack))) == 2 * 6
    assert not any("Tin" in question.prompt for question in every_question(pack, 1))
