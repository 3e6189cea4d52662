"""What could give an answer away, over everything that the built-in pack asks."""

import re
from collections import Counter
from decimal import Decimal
from math import sqrt

import pytest

from trivia.facts.cells import Known
from trivia.facts.text import words_of
from trivia.quiz.candidates import Candidate, stands_out
from trivia.quiz.draw import draw
from trivia.quiz.generate import every_question
from trivia.quiz.lint.rules import lint

SEEDS = 16


@pytest.fixture(scope="module")
def questions(globes):
    return [question for seed in range(SEEDS) for question in every_question(globes, seed)]


def even(counted, places):
    """Whether counts are those of an even spread, within four standard deviations."""
    total = sum(counted.values())
    spread = 4 * sqrt(total * (1 / places) * (1 - 1 / places))
    return all(abs(counted[place] - total / places) < spread for place in range(places))


def test_the_answers_place_is_even(questions):
    for options in (3, 4):
        asked = [q for q in questions if len(q.options) == options and not q.judged]
        assert len(asked) > 200
        assert even(Counter(q.answer for q in asked), options)


def test_true_is_as_frequent_as_false(questions):
    for form in ("true_false", "compare"):
        assert even(Counter(q.answer for q in questions if q.form == form), 2)


def test_a_game_has_as_many_true_as_false_statements(globes):
    for seed in range(60):
        counted = Counter(q.answer for q in draw(globes, 20, seed) if q.judged)
        assert abs(counted[0] - counted[1]) <= 1


def number(option):
    found = re.fullmatch(r"\D*(\d[\d,.]*)\D*", option)
    return None if found is None else Decimal(found[1].replace(",", ""))


def test_a_number_is_the_least_as_often_as_the_greatest_where_there_is_room(questions):
    ranks = Counter()
    for question in questions:
        numbers = [number(option) for option in question.options]
        if question.table in {"figures", "reported"} and question.form == "choice":
            value = numbers[question.answer]
            if value > 5:  # below a smaller one there is no room for three
                ranks[sorted(numbers).index(value)] += 1
    assert sum(ranks.values()) > 100
    assert even(ranks, 4)


def test_numbers_are_written_alike(questions):
    for question in questions:
        numbers = [re.search(r"\d[\d,.]*", option) for option in question.options]
        if question.table in {"figures", "reported"} and question.form == "choice":
            assert len({found[0].partition(".")[2] != "" for found in numbers}) == 1
            around = {re.sub(r"\d[\d,.]*", "#", option) for option in question.options}
            assert len(around) == 1


def test_no_prompt_says_its_answer(questions):
    for question in questions:
        if not question.judged:
            assert f" {words_of(question.options[question.answer])} " not in f" {words_of(question.prompt)} "


def test_actors_stand_beside_actors_and_films_beside_films(globes, questions):
    people, works = (globes.facts.kinds[kind].entities for kind in ("person", "work"))
    checked = 0
    for question in questions:
        named = [people[option] for option in question.options if option in people]
        if question.ask in {"who-won", "winner-for-work"} and question.form == "choice":
            assert len({person.attributes["pronoun"] for person in named}) == 1
            assert len({person.attributes["camera"] for person in named}) == 1
            checked += 1
        shown = {work.attributes["short"]: work for work in works.values()} | works
        titles = [shown[option] for option in question.options if option in shown]
        if question.ask in {"film-of-winner", "series-of-winner", "which-film-won", "which-series-won"}:
            assert len({title.attributes["screen"] for title in titles}) <= 1
            checked += 1
    assert checked > 100


def test_the_lint_finds_no_error(globes):
    for seed in range(4):
        findings = lint(list(every_question(globes, seed)))
        assert [finding for finding in findings if finding.severity == "error"] == []
        # What one question tells of another is kept apart by the draw; the rest cannot be helped.
        assert {finding.code for finding in findings} <= {"GT507", "GT301"}


@pytest.mark.parametrize(
    ("right", "wrong", "out"),
    [
        ("Paris", ["London", "Berlin", "Rome"], False),
        ("Paris (France)", ["London", "Berlin", "Rome"], True),
        ("Paris (France)", ["London", "Berlin (Germany)", "Rome"], False),
        ("Paris", ["London (UK)", "Berlin (D)", "Rome (I)"], True),
        ("1917", ["Dunkirk", "Jaws", "Heat"], True),
        ("the freeway", ["A beach", "A studio", "A bar"], True),
        ("Constantinople on the sea", ["London", "Berlin", "Rome"], True),
        ("Ljubljana", ["Rome", "Bern", "Oslo"], False),
    ],
)
def test_what_stands_out_by_its_look(right, wrong, out):
    candidates = [Candidate(Known(text, text), text) for text in (right, *wrong)]
    assert stands_out(candidates[0], candidates[1:]) is out
