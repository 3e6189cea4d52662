"""Random nights against the room; `benchmarks/room.py` is the long form, and says what must hold."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.room import RULES, Stream, answer_us, below_of_list, run

EVENTS = 25_000


@pytest.mark.parametrize("seed", [101, 202, 303, 404])
def test_whatever_happens_scores_follow_from_the_journal_and_nothing_is_told_too_early(seed):
    done, counts = 0, Counter()
    for stream in range(5):
        events, more = run(seed + stream, EVENTS // 5)
        done, counts = done + events, counts + more
    assert done >= EVENTS
    for rule in RULES:
        assert counts[f"verdict of {rule}"] > 20, rule
    assert counts["compared"] > 3_000
    for what in ("VerdictUndone", "Replayed", "Corrected", "Kicked", "Returned", "answered", "late", "early"):
        assert counts[what] > 5, what


@given(st.lists(st.integers(0, 5_000), min_size=20, max_size=400))
@settings(max_examples=100)
def test_no_short_night_breaks_it_either(numbers):
    stream = Stream(below_of_list(numbers), rounds=2, seats=3)
    for _ in range(60):
        if stream.over:
            break
        stream.turn()
    stream.end()


def test_an_answer_among_a_thousand_players_is_taken_at_once():
    assert min(answer_us(1_000) for _ in range(3)) < 50
