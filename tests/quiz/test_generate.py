"""Generated questions by example; tests/quiz/test_worlds.py holds them against brute force."""

from datetime import date

import pytest

from tests.support import RIVERS, make_pack
from trivia.facts.cells import Known
from trivia.quiz.checker import check
from trivia.quiz.generate import every_question
from trivia.quiz.numbers import overlap


def test_the_same_seed_gives_the_same_questions(globes):
    assert list(every_question(globes, 5)) == list(every_question(globes, 5))
    assert list(every_question(globes, 5)) != list(every_question(globes, 6))


def test_ids_are_unique_and_outlive_another_seed_and_wording(rivers, tmp_path):
    ids = [question.id for question in every_question(rivers, 1)]
    assert len(set(ids)) == len(ids)
    other = tmp_path / "other"
    other.mkdir()
    reworded = make_pack(
        other, RIVERS.replace("Into which sea does", "Where does").replace("Its delta", "Here")
    )
    assert [question.id for question in every_question(reworded, 2)] == ids


def test_a_tie_is_asked_with_the_wording_for_many_and_shows_one_right_answer(rivers):
    asked = [q for q in every_question(rivers, 3) if q.ask == "river-of-country" and q.form == "choice"]
    by_country = {dict(q.certificate.given)["country"]: q for q in asked}
    france = by_country["France"]
    assert france.prompt == "Which of these rivers flows in France?"
    assert len({"Seine", "Loire"} & set(france.options)) == 1
    assert by_country["Italy"].prompt == "Which river flows in Italy?"


def test_what_is_none_is_never_asked_for_and_never_an_option(rivers):
    for question in every_question(rivers, 3):
        assert "none" not in [option.casefold() for option in question.options]
        assert not (question.ask == "sea-of-river" and "Okavango" in question.prompt)


def test_an_explanation_tells_the_row_its_note_and_its_source(rivers):
    ebro = next(
        q
        for q in every_question(rivers, 3)
        if q.ask == "sea-of-river" and q.form == "choice" and "Ebro" in q.prompt
    )
    assert ebro.explanation == "The Ebro reaches the Mediterranean. Its delta grows rice."
    (source,) = ebro.sources
    assert (source.id, source.title, source.date, source.paragraph) == (
        "atlas",
        "The atlas",
        date(2020, 5, 1),
        3,
    )


def test_a_wrong_option_can_say_what_it_is_the_answer_to(rivers):
    ebro = next(q for q in every_question(rivers, 3) if q.form == "choice" and "Ebro flow" in q.prompt)
    for option, remark in zip(ebro.options, ebro.remarks, strict=True):
        assert option in remark


@pytest.mark.parametrize("form", ["choice", "true_false"])
def test_the_answer_stands_in_every_place(globes, form):
    places = {
        question.answer
        for seed in range(12)
        for question in every_question(globes, seed)
        if question.form == form
    }
    assert places == (set(range(4)) if form == "choice" else {0, 1})


NUMBERS = """
pack: heights
title: Heights
sources: [{id: s, title: S, paragraphs: 9}]
tables:
- table: peaks
  key: [question]
  columns: {question: text, claim: text, height: number, rest: text}
  rows:
  - question: How high is Mont Blanc?
    claim: Mont Blanc is
    height: "4,806"
    rest: meters high
    sources: [s:1]
    lures: {height: ["3,806", "4,806.3", 4806, "4,206", "5,106"]}
  ask:
  - id: height
    prompt: "{question}"
    answer: height
    option: "{height} meters"
    statement: "{claim} {height} {rest}."
    because: "{claim} {height} {rest}."
"""


def test_numbers_are_shown_as_written_with_their_unit_and_lures_never_round_to_the_answer(tmp_path):
    pack = make_pack(tmp_path, NUMBERS)
    shown, claims = set(), set()
    for seed in range(20):
        for question in every_question(pack, seed):
            assert check(pack, question) == []
            assert question.explanation == "Mont Blanc is 4,806 meters high."
            if question.form == "choice":
                assert question.options[question.answer] == "4,806 meters"
                shown |= set(question.options)
            else:
                claims.add(question.prompt)
    assert shown == {"3,806 meters", "4,206 meters", "4,806 meters", "5,106 meters"}
    assert {"Mont Blanc is 4,806 meters high.", "Mont Blanc is 3,806 meters high."} <= claims


@pytest.mark.parametrize(
    ("one", "other", "too_near"),
    [
        ("51.6", "51.62", True),
        ("51.6", "51.7", False),
        ("5", "5.4", True),
        ("1515", "1516", False),
        ("30", "31", False),
    ],
)
def test_a_number_stands_for_all_that_rounds_to_it(one, other, too_near):
    cells = [Known(number, number) for number in (one, other)]
    assert overlap(*cells) == overlap(*reversed(cells)) == too_near
