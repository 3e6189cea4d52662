"""Templates, cut at their slots."""

from trivia.quiz.pack import Slot, Template
from trivia.quiz.wording import parse_path, parse_template


def test_a_template_is_cut_at_its_slots():
    template = parse_template("Who won {award}, {award.short}?")
    assert template.parts == ("Who won ", Slot("award", None), ", ", Slot("award", "short"), "?")
    assert template.slots == (Slot("award", None), Slot("award", "short"))
    assert template.columns == ("award",)
    assert [str(slot) for slot in template.slots] == ["award", "award.short"]


def test_a_template_may_be_all_slot_or_none_at_all():
    assert parse_template("{a}{b.c}").parts == (Slot("a", None), Slot("b", "c"))
    assert parse_template("Who?").parts == ("Who?",)
    assert parse_template("") == Template(())


def test_braces_that_hold_no_name_stay_as_they_are():
    for text in ("{} {Award} {a b} {0}", "{a.b.c}", "{a", "a}", "{ a }", "{_a}", "{a.}"):
        assert parse_template(text).parts == (text,)
    assert parse_template("{{a}}").parts == ("{", Slot("a", None), "}")


def test_a_path_is_a_column_or_a_column_and_an_attribute():
    assert parse_path("person.pronoun") == Slot("person", "pronoun")
    assert parse_path("screen") == Slot("screen", None)
    assert parse_path("a.b.c") is None
    assert parse_path("") is None
    assert parse_path("a}{b") is None
