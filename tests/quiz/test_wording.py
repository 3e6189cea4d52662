from trivia.quiz.pack import Slot
from trivia.quiz.wording import fill, parse_path, parse_template


def test_a_template_is_cut_at_its_slots_and_filled():
    template = parse_template("Who won {award}, {award.short}?")
    assert template.slots == (Slot("award", None), Slot("award", "short"))
    assert template.columns == ("award",)
    assert fill(template, lambda slot: slot.attribute or "it") == "Who won it, short?"
    assert fill(template, lambda slot: slot.attribute) is None


def test_braces_that_hold_no_name_stay_as_they_are():
    assert fill(parse_template("{} {Award} {a b} {0}"), lambda _: "x") == "{} {Award} {a b} {0}"


def test_a_path_is_a_column_or_a_column_and_an_attribute():
    assert parse_path("person.pronoun") == Slot("person", "pronoun")
    assert parse_path("screen") == Slot("screen", None)
    assert parse_path("a.b.c") is None
