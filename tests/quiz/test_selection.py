"""A game of what the player wants alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import RIVERS, make_pack
from trivia.quiz.draw import draw
from trivia.quiz.generate import every_question
from trivia.quiz.pack import FORMS
from trivia.quiz.query import Catalogue, queries
from trivia.quiz.rating import Rating
from trivia.quiz.selection import EVERYTHING, Selection

WRITTEN = f"""{RIVERS}
questions:
- {{id: mouth, prompt: What does it end in?, answer: A mouth, wrong: [A nose, An ear], sources: [atlas:1]}}
- {{id: uphill, prompt: A river flows uphill., answer: false, explanation: No., sources: [atlas:2]}}
"""

SELECTIONS = st.builds(
    Selection,
    tables=st.lists(st.sampled_from(["winners", "figures", "quotations", "history", "nowhere", ""])).map(
        tuple
    ),
    forms=st.lists(st.sampled_from(FORMS), max_size=3).map(tuple),
    levels=st.lists(st.integers(1, 5), max_size=3).map(tuple),
)


def meets(selection, question):
    """What a selection asks for, in the plainest words."""
    return (
        (question.table in selection.tables or not selection.tables)
        and (question.form in selection.forms or not selection.forms)
        and (question.level in selection.levels or not selection.levels)
        and (selection.among is None or question.id in selection.among)
        and question.id not in selection.without
    )


@given(SELECTIONS, st.integers(0, 99))
def test_nothing_comes_but_what_is_selected(globes, selection, seed):
    game = draw(globes, 8, seed, selection=selection)
    assert all(meets(selection, question) for question in game)
    if any(meets(selection, question) for question in every_question(globes, seed) if not question.judged):
        assert game


@given(st.integers(0, 9), st.data())
def test_questions_are_named_or_ruled_out(globes, seed, data):
    ids = sorted(question.id for question in every_question(globes, 0))
    among = frozenset(data.draw(st.lists(st.sampled_from(ids), max_size=6)))
    without = frozenset(data.draw(st.lists(st.sampled_from(ids), max_size=200)))
    game = draw(globes, 10, seed, selection=Selection(among=among, without=without))
    assert {question.id for question in game} <= among - without
    assert bool(game) == bool(among - without)
    assert (
        not {question.id for question in draw(globes, 10, seed, selection=Selection(without=without))}
        & without
    )


@pytest.mark.parametrize("odd", ["", "/", "x", "other/pack", "golden-globes-2017/who-won"])
def test_ids_that_name_nothing_are_no_question(globes, odd):
    assert draw(globes, 5, 1, selection=Selection(among=frozenset([odd]))) == ()


@pytest.mark.parametrize("length", [1, 10, 60])
def test_everything_is_the_game_as_it_was(globes, length):
    seen = {question.id: place for place, question in enumerate(draw(globes, 30, 5))}
    all_of_it = Selection(
        tables=tuple(globes.facts.tables),
        levels=(1, 2, 3, 4, 5),
        among=frozenset(q.id for q in queries(globes)),
    )
    plain = draw(globes, length, 3, seen)
    assert draw(globes, length, 3, seen, selection=EVERYTHING) == plain
    assert draw(globes, length, 3, seen, selection=all_of_it) == plain


def test_levels_are_those_that_the_player_sees(globes):
    hard = [question.id for question in every_question(globes, 1) if question.level == 5][:3]
    learned = {name: Rating(-99.0, 50, 5, 0.0) for name in hard}
    wanted = frozenset(hard)
    assert draw(globes, 3, 1, learned=learned, selection=Selection(levels=(5,), among=wanted)) == ()
    easy = draw(globes, 3, 1, learned=learned, selection=Selection(levels=(1,), among=wanted))
    assert easy
    assert {question.level for question in easy} == {1}


def test_questions_that_are_written_by_hand_belong_to_the_table_without_a_name(tmp_path):
    pack = make_pack(tmp_path, WRITTEN)
    assert {q.id for q in draw(pack, 9, 1, selection=Selection(tables=("",)))} == {
        "rivers/mouth",
        "rivers/uphill",
    }
    assert {q.table for q in draw(pack, 9, 1, selection=Selection(tables=("rivers",)))} == {"rivers"}
    assert [q.id for q in draw(pack, 9, 1, selection=Selection(among=frozenset(["rivers/mouth"])))] == [
        "rivers/mouth"
    ]


@given(SELECTIONS)
def test_asks_that_are_passed_over_have_nothing_that_may_come(globes, selection):
    asks = selection.asks(globes)
    may_come = {query.id for query in queries(globes) if selection.may_ask(query)}
    assert may_come <= {query.id for query in Catalogue(globes, asks)}


def test_a_long_game_and_one_of_few_questions_are_drawn_at_once(globes):
    """Held against the time that all questions of the pack take, in the same run; it was 30 times as much."""

    def seconds(work):
        return min(_timed(work) for _ in range(3))

    every = seconds(lambda: list(every_question(globes, 1)))
    assert seconds(lambda: draw(globes, 100, 1)) < 10 * every
    assert (
        seconds(lambda: draw(globes, 100, 1, selection=Selection(levels=(5,), forms=("order",)))) < 10 * every
    )


def _timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
