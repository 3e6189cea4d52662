import pytest

from trivia.party.names import clean_name, look
from trivia.party.refused import Refused


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ada", "Ada"),
        ("  Ada   Lovelace ", "Ada Lovelace"),
        ("A\x1b[31mda", "A[31mda"),
        ("Ada\u202e", "Ada"),
        ("A\u200bda\x00", "Ada"),
        ("Zoe\u0301", "Zoé"),
        ("[bold]Ada", "[bold]Ada"),
        ("\u2800Ada\U0001d159", "Ada"),
    ],
)
def test_a_name_is_cleaned(typed, name):
    assert clean_name(typed) == name
    assert clean_name(name) == name


@pytest.mark.parametrize("typed", ["", "   ", "\u202e\u200b\x07", "\u2800\u3164", "x" * 21, "東" * 11])
def test_nothing_and_too_much_are_no_names(typed):
    with pytest.raises(Refused) as caught:
        clean_name(typed)
    assert caught.value.code == "name"


def test_a_name_fits_to_the_last_cell():
    assert clean_name("x" * 20)
    assert clean_name("東" * 10)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Paul", "PAUL"),
        ("Paul", "Раul"),  # Cyrillic er and a
        ("Paul", "Pau1"),
        ("Ali", "AIl"),
        ("Bob", "B0b"),
        ("Nora", "Νοra"),  # Greek nu and omicron
        ("modern", "modem"),
        ("Ann Lee", "ann-lee."),
        ("Cecil", "Сеcil"),  # Cyrillic es and ie
        ("Chris", "Chrıs"),  # without its dot
        ("Ann", "ᴀɴɴ"),
        ("Bo", "Bօ"),  # Armenian oh
        ("Ada", "Ꭺda"),  # Cherokee go
        ("Ｐａｕｌ", "Paul"),
        ("Maß", "MASS"),
    ],
)
def test_names_that_can_be_taken_for_each_other_look_the_same(one, other):
    assert look(one) == look(other)
    with pytest.raises(Refused) as caught:
        clean_name(other, taken=["Eve", one])
    assert caught.value.code == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Team 1", "Team 2"), ("Anna", "Anne"), ("Clara", "Dara"), ("Zoe", "Zoë"), ("!!", "??")],
)
def test_names_that_differ_stay_apart(one, other):
    assert clean_name(other, taken=[one]) == other


def test_a_blocked_word_blocks_names_made_of_it_and_no_longer_words():
    for name in ("Bum", "b u m", "The BUM", "8um"):
        with pytest.raises(Refused) as caught:
            clean_name(name, blocked=["bum"])
        assert caught.value.code == "blocked"
    assert clean_name("Album", blocked=["bum"]) == "Album"


def test_dots_and_strokes_over_its_letters_hide_no_blocked_word_and_are_no_word_s_loss():
    for name in ("Büm", "the BÚM", "bum\u0308"):
        with pytest.raises(Refused, match="dressing room"):
            clean_name(name, blocked=["bum"])
    with pytest.raises(Refused, match="dressing room"):
        clean_name("bum", blocked=["Büm"])
    assert clean_name("José", taken=["Jose"]) == "José"
