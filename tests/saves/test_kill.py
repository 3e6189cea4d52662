"""The short form of `benchmarks/kill.py`: a few kills at random moments."""

import random

from benchmarks.kill import measured_pace, one_kill


def test_killed_at_random_moments_no_shown_verdict_is_lost(tmp_path):
    chances = [random.Random(f"suite/{number}") for number in range(8)]  # noqa: S311 - a game, not a secret
    pace = measured_pace(tmp_path / "paced")
    outcomes = [one_kill(tmp_path / "saves", chance, pace) for chance in chances]
    assert sum(outcome.when != "over" for outcome in outcomes) >= 4
    assert sum(outcome.shown for outcome in outcomes) > 0
    assert [(outcome.lost, outcome.fault, outcome.trouble) for outcome in outcomes] == [(0, "", "")] * 8
