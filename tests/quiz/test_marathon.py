"""All questions of a pack, one after the other."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quiz.worlds import models
from tests.support import make_pack
from trivia.quiz.generate import every_question
from trivia.quiz.leaks import given_away
from trivia.quiz.marathon import APART, LEAKING, marathon
from trivia.quiz.query import queries

MANY = "\n".join(
    ["pack: many", "title: Many", "sources: [{id: s, title: S, paragraphs: 99}]", "tables:", "- table: t"]
    + ["  complete: true", "  key: [a]", "  columns: {a: text, b: text, c: text}", "  rows:"]
    + [f"  - {{a: a{n}, b: b{n}, c: c{n}, sources: [s:1]}}" for n in range(60)]
    + ["  ask:", '  - {id: b, prompt: "B of {a}?", answer: b, statement: "B of {a} is {b}."}']
    + ['  - {id: c, prompt: "C of {a}?", answer: c, forms: [choice]}']
)


def clashes(asked):
    """How many questions tell a fact that one of the 19 before them told."""
    told: dict[str, int] = {}
    found = 0
    for place, question in enumerate(asked):
        found += any(place - told[fact] < APART for fact in question.facts if fact in told)
        told.update(dict.fromkeys(question.facts, place))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_everything_comes_once_and_no_fact_soon_again(globes, seed):
    """Some facts are told by two dozen of the questions, so that hardly any order is without a clash."""
    asked = marathon(globes, seed)
    every = {question.id: question for question in every_question(globes, seed)}
    assert {question.id: question for question in asked} == every
    assert len(asked) == len(every)
    assert clashes(asked) <= 0.02 * len(asked)
    assert clashes(list(every.values())) > 100
    by_id = {query.id: query for query in queries(globes)}
    leaks = sum(
        given_away(by_id[question.id], question, asked[max(0, place - LEAKING) : place])
        for place, question in enumerate(asked)
    )
    assert leaks <= 0.05 * len(asked)


@pytest.mark.parametrize("seed", range(3))
def test_where_the_pack_allows_it_no_fact_comes_soon_again(tmp_path, seed):
    asked = marathon(make_pack(tmp_path, MANY), seed)
    assert len(asked) == 180
    assert clashes(asked) == 0


@settings(max_examples=60)
@given(st.booleans().flatmap(lambda measured: models(measured=measured)), st.integers(0, 3))
def test_everything_comes_once_whatever_the_table(model, seed):
    with TemporaryDirectory() as folder:
        pack = make_pack(Path(folder), model.text())
    asked = marathon(pack, seed)
    ids = [question.id for question in asked]
    assert len(set(ids)) == len(ids)
    assert {question.id for question in every_question(pack, seed)} <= set(ids)
    assert set(ids) <= {query.id for query in queries(pack)}
    assert asked == marathon(pack, seed)


def test_another_seed_is_another_order_and_the_forms_are_mixed(globes):
    one, other = marathon(globes, 1), marathon(globes, 2)
    assert [question.id for question in one] != [question.id for question in other]
    for start in range(0, 400, 50):
        part = one[start : start + 50]
        assert len(Counter(question.form for question in part)) >= 4
        assert max(Counter(question.ask for question in part).values()) <= 25


@pytest.mark.parametrize("limit", [0, 1, 10, 100])
def test_no_more_than_the_limit(globes, limit):
    asked = marathon(globes, 1, limit)
    assert len({question.id for question in asked}) == len(asked) == limit
    assert clashes(asked) <= 0.1 * limit
