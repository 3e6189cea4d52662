"""The short form of `benchmarks/party_kill.py`: a few kills of a party's host at random moments."""

import random

from benchmarks.party_kill import one_kill


def test_killed_at_random_moments_a_party_comes_back_with_every_acknowledged_event(tmp_path):
    chances = [random.Random(f"suite/{number}") for number in range(7)]  # noqa: S311 - a game, not a secret
    outcomes = [one_kill(tmp_path / "saves", chance) for chance in chances]
    assert [outcome.fault for outcome in outcomes] == [""] * 7
    assert sum(outcome.when != "over" for outcome in outcomes) >= 3
    assert sum(outcome.resumed for outcome in outcomes) >= 2
    assert sum(outcome.acknowledged for outcome in outcomes) > 0
