"""Questions that may take the place of any other."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quiz.golden import PEAKS
from tests.quiz.worlds import models
from tests.support import make_pack
from trivia.quiz.draw import draw
from trivia.quiz.generate import every_question
from trivia.quiz.leaks import given_away
from trivia.quiz.query import Catalogue, queries
from trivia.quiz.rating import Rating
from trivia.quiz.selection import Selection
from trivia.quiz.spares import spares


def check(pack, game, found):
    """Whether every spare may stand before and after every question, and every other spare."""
    by_id = {query.id: query for query in queries(pack)}
    assert len({question.id for question in (*game, *found)}) == len(game) + len(found)
    for place, spare in enumerate(found):
        for other in (*game, *found[:place]):
            assert not set(spare.facts) & set(other.facts)
            assert not given_away(by_id[spare.id], spare, [other])
            assert not given_away(by_id[other.id], other, [spare])


@pytest.mark.parametrize("length", [1, 10, 20])
def test_spares_fit_in_any_place(globes, length):
    for seed in range(12):
        game = draw(globes, length, seed)
        found = spares(globes, game, 5, seed)
        check(globes, game, found)
        assert len(found) == 5
        assert {question.level for question in found} == {1, 2, 3, 4, 5}


def test_some_questions_would_not_fit(globes):
    """What is held above is not so of just any questions."""
    game = draw(globes, 10, 1)
    by_id = {query.id: query for query in queries(globes)}
    others = [one for one in every_question(globes, 1) if all(not {*one.facts} & {*q.facts} for q in game)]
    assert any(given_away(by_id[q.id], q, [other]) for q in game for other in others)
    assert any(given_away(by_id[other.id], other, game) for other in others)


@settings(max_examples=60)
@given(
    st.booleans().flatmap(lambda measured: models(measured=measured)), st.integers(0, 3), st.integers(0, 4)
)
def test_spares_fit_in_any_place_whatever_the_table(model, seed, length):
    with TemporaryDirectory() as folder:
        pack = make_pack(Path(folder), model.text())
    game = draw(pack, length, seed)
    check(pack, game, spares(pack, game, 3, seed))


def test_the_nearest_level_is_near(globes):
    """With two spares no question of a usual game is further than two levels from one."""
    for seed in range(20):
        game = draw(globes, 10, seed)
        levels = [question.level for question in spares(globes, game, 2, seed)]
        assert len(set(levels)) == 2
        assert sum(min(abs(question.level - one) for one in levels) for question in game) <= 10


def test_a_seed_has_its_spares(globes):
    game = draw(globes, 10, 1)
    assert spares(globes, game, 4, 1) == spares(globes, game, 4, 1)
    assert spares(globes, game, 4, 1) != spares(globes, game, 4, 2)
    assert spares(globes, game, 0, 1) == ()


def test_fresh_ones_come_first_and_nothing_that_is_not_selected(globes):
    game = draw(globes, 10, 1)
    ids = [question.id for question in every_question(globes, 1)]
    fresh = set(ids[::3])
    seen = {name: 1 for name in ids if name not in fresh}
    assert {question.id for question in spares(globes, game, 5, 1, seen)} <= fresh
    chosen = spares(globes, game, 5, 1, selection=Selection(forms=("choice",), levels=(2, 3)))
    assert {question.form for question in chosen} == {"choice"}
    assert {question.level for question in chosen} == {2, 3}


def test_levels_are_those_that_the_player_sees(globes):
    learned = {question.id: Rating(-99.0, 50, question.level, 0.0) for question in every_question(globes, 1)}
    assert {q.level for q in spares(globes, draw(globes, 5, 1), 4, 1, learned=learned)} == {1}


def test_a_pack_that_is_used_up_has_no_spares(rivers):
    game = draw(rivers, 50, 1)
    check(rivers, game, spares(rivers, game, 5, 1))
    assert len(spares(rivers, game, 5, 1)) < 5


def test_the_query_of_every_question_is_found_again(tmp_path, globes):
    for pack in (globes, make_pack(tmp_path, PEAKS)):
        catalogue = Catalogue(pack)
        for question in every_question(pack, 4):
            assert catalogue.find(question).id == question.id
        assert Catalogue(pack, ()).find(question) is None
