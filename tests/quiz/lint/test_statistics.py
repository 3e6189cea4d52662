"""The tests of significance, against exact fractions and printed tables."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivia.quiz.lint.statistics import (
    binomial_tail,
    chi_square,
    chi_square_tail,
    effect_of_counts,
    effect_of_shares,
    fair_coin,
)


def exact_tail(successes, trials, chance):
    return float(
        sum(
            math.comb(trials, i) * chance**i * (1 - chance) ** (trials - i)
            for i in range(max(successes, 0), trials + 1)
        )
    )


@given(st.integers(0, 120), st.integers(0, 120), st.sampled_from(["1/2", "1/3", "1/4", "2/5", "9/10"]))
def test_the_binomial_tail_is_the_sum_of_its_terms(successes, trials, chance):
    chance = Fraction(chance)
    expected = exact_tail(successes, trials, chance)
    assert binomial_tail(successes, trials, float(chance)) == pytest.approx(expected, rel=1e-9, abs=1e-300)


def test_known_binomial_tails():
    assert binomial_tail(8, 10, 0.5) == pytest.approx(56 / 1024)
    assert binomial_tail(3, 4, 0.25) == pytest.approx(13 / 256)
    assert binomial_tail(0, 10, 0.5) == 1
    assert binomial_tail(11, 10, 0.5) == 0
    assert (binomial_tail(2, 10, 0.0), binomial_tail(2, 10, 1.0)) == (0, 1)


def test_a_tail_too_small_for_a_float_is_nothing_and_no_crash():
    assert binomial_tail(100_000, 100_000, 0.25) == 0
    assert 0 < binomial_tail(26_000, 100_000, 0.25) < 1e-11


def test_a_fair_coin():
    assert fair_coin(9, 10) == pytest.approx(22 / 1024)
    assert fair_coin(1, 10) == fair_coin(9, 10)
    assert fair_coin(5, 10) == 1


@pytest.mark.parametrize(
    ("statistic", "freedom", "probability"),
    [  # the usual table of critical values
        (3.841, 1, 0.05),
        (10.828, 1, 0.001),
        (5.991, 2, 0.05),
        (13.816, 2, 0.001),
        (7.815, 3, 0.05),
        (16.266, 3, 0.001),
        (9.488, 4, 0.05),
        (11.070, 5, 0.05),
        (18.307, 10, 0.05),
        (29.588, 10, 0.001),
        (24.996, 15, 0.05),
    ],
)
def test_the_chi_square_table(statistic, freedom, probability):
    assert chi_square_tail(statistic, freedom) == pytest.approx(probability, rel=2e-3)


def test_two_degrees_are_an_exponential():
    assert chi_square_tail(7.3, 2) == pytest.approx(math.exp(-3.65), rel=1e-12)
    assert chi_square_tail(0, 3) == 1


def test_pearsons_statistic():
    assert chi_square([10, 20, 30]) == pytest.approx(10)
    assert chi_square([7, 7, 7, 7]) == 0


def test_effects():
    assert effect_of_shares(0.5, 0.5) == 0
    assert effect_of_shares(0.6, 0.5) == pytest.approx(0.2014, abs=1e-4)
    assert effect_of_shares(1, 0) == pytest.approx(math.pi)
    assert effect_of_counts(9, 900) == pytest.approx(0.1)


@given(st.lists(st.sampled_from([0.25, 1 / 3, 0.5]), min_size=1, max_size=12), st.integers(0, 12))
def test_the_mean_chance_is_never_too_severe(chances, successes):
    trials = len(chances)
    mean = sum(chances) / trials
    if not trials * mean + 1 <= successes <= trials:
        return
    distribution = [1.0]
    for chance in chances:
        distribution = [
            (distribution[i] if i < len(distribution) else 0) * (1 - chance)
            + (distribution[i - 1] * chance if i else 0)
            for i in range(len(distribution) + 1)
        ]
    assert sum(distribution[successes:]) <= binomial_tail(successes, trials, mean) * (1 + 1e-9)
