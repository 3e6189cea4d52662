from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from trivia.quiz.chance import Chance


def test_the_stream_is_the_same_on_every_version():
    """Golden values: a change here changes everyone's games."""
    chance = Chance("game", 7)
    assert [chance.below(100) for _ in range(10)] == [28, 9, 71, 73, 14, 38, 51, 58, 87, 68]
    assert "".join(Chance("game", 7).shuffled("abcdefgh")) == "fhbgdeac"
    assert "".join(Chance("game", 7).drawn("abcdefgh")) == "caedgbhf"


@given(st.lists(st.integers()), st.integers())
def test_shuffling_keeps_every_item(items, seed):
    assert sorted(Chance(seed).shuffled(items)) == sorted(items)
    assert sorted(Chance(seed).drawn(items)) == sorted(items)


def test_every_place_is_about_as_likely():
    places = Counter(Chance("place", seed).shuffled("abcd").index("a") for seed in range(4000))
    assert all(900 < places[place] < 1100 for place in range(4))
