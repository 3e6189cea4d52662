"""The short form of `benchmarks/party_kill.py`: a few kills of a party's host at random moments."""

import random

from benchmarks.party_kill import one_kill

MOST = 40
"""Kills after which it is no accident any more that none hit a party that was brought back."""


def test_killed_at_random_moments_a_party_comes_back_with_every_acknowledged_event(tmp_path):
    outcomes = []
    killed = resumed = acknowledged = 0
    while len(outcomes) < 7 or killed < 3 or resumed < 2 or not acknowledged:
        assert len(outcomes) < MOST
        chance = random.Random(f"suite/{len(outcomes)}")  # noqa: S311 - a game, not a secret
        outcome = one_kill(tmp_path / "saves", chance)
        assert outcome.fault == ""
        outcomes.append(outcome)
        killed += outcome.when != "over"
        resumed += outcome.resumed
        acknowledged += outcome.acknowledged
