from hypothesis import given
from hypothesis import strategies as st

from trivia.review import Card, answered

DAY_MS = 86_400_000
START = 1_700_000_000_000


def days(card):
    return (card.due_at - card.last_at) / DAY_MS


def test_what_was_never_missed_has_no_card():
    assert answered(None, True, START) is None


def test_what_is_missed_comes_back_the_next_day():
    card = answered(None, False, START)
    assert (days(card), card.last_at, card.by_heart) == (1, START, False)


def test_each_time_it_is_known_when_due_it_stays_away_longer():
    card = answered(None, False, START)
    waits = [days(card)]
    for _ in range(6):
        card = answered(card, True, card.due_at)
        waits.append(days(card))
    assert waits == sorted(waits)
    assert waits[-1] > 21
    assert card.by_heart


def test_missing_it_again_brings_it_back_the_next_days():
    card = answered(None, False, START)
    for _ in range(5):
        card = answered(card, True, card.due_at)
    again = answered(card, False, card.due_at)
    assert days(again) < days(card) / 2
    assert again.stability < card.stability
    assert again.difficulty > card.difficulty


@given(st.lists(st.tuples(st.booleans(), st.integers(-40 * DAY_MS, 400 * DAY_MS)), max_size=12))
def test_a_card_makes_sense_whatever_the_clock_did(history):
    """The same history is the same card, and a clock set back never brings a card from the future."""
    cards = []
    for _ in range(2):
        card, at = None, START
        for right, passed in history:
            at += passed
            before, card = card, answered(card, right, at)
            assert before is None or card.last_at == max(at, before.last_at)
        cards.append(card)
    assert cards[0] == cards[1]
    if cards[0] is not None:
        card = cards[0]
        assert card.stability > 0
        assert 1 <= card.difficulty <= 10
        assert days(card) >= 1
        assert days(card) == int(days(card))


def test_the_card_is_a_value():
    assert Card(1.0, 2.0, 3, 4) == Card(1.0, 2.0, 3, 4)
