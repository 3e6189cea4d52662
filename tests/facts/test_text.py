import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivia.facts.text import did_you_mean, folded, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("  two   words\n ", "two words"),
        ("\x1b[31mred", "␛[31mred"),
        ("bell\x07", "bell␇"),
        ("del\x7f", "del␡"),
        ("c1\x9b31m", "c1\N{REPLACEMENT CHARACTER}31m"),
        ("right\u202eleft", "right\N{REPLACEMENT CHARACTER}left"),
        ("isolate\u2066d", "isolate\N{REPLACEMENT CHARACTER}d"),
        ("hidden\U000e0041", "hidden\N{REPLACEMENT CHARACTER}"),
        ("[/red] array[b] Team #1", "[/red] array[b] Team #1"),
        ("Amélie – שלום 東京 👩‍🚀", "Amélie – שלום 東京 👩"),
    ],
)
def test_unsafe_characters_become_signs(text, shown):
    assert printable(text) == shown


@given(st.text())
def test_printable_text_sends_no_control_to_a_terminal_and_stays_as_it_is(text):
    shown = printable(text)
    assert not [sign for sign in shown if unicodedata.category(sign) == "Cc"]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert printable(shown) == shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Best Film – Drama", "best film - drama"),
        ("O’Neill", "O'Neill"),
        ("“Elle”", '"elle"'),
        ("a  b", " a b "),
    ],
)
def test_dashes_quotes_case_and_blanks_do_not_count(one, other):
    assert folded(one) == folded(other)


def test_the_nearest_known_word_is_offered_and_nothing_far_off():
    assert did_you_mean("lenght_km", ["length_km", "river"]) == " Did you mean 'length_km'?"
    assert did_you_mean("zzz", ["length_km", "river"]) == ""
