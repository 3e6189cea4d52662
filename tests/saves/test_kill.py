"""The short form of `benchmarks/kill.py`: a few kills at random moments."""

import random

from benchmarks.kill import one_kill


def test_killed_at_random_moments_no_shown_verdict_is_lost(tmp_path):
    outcomes = [one_kill(tmp_path, random.Random(f"suite/{number}")) for number in range(8)]
    assert sum(not outcome.ended for outcome in outcomes) >= 2
    assert sum(outcome.shown for outcome in outcomes) > 0
    assert not any(outcome.lost or outcome.faults or outcome.troubled for outcome in outcomes)
