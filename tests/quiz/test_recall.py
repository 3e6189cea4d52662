"""A game that is made of ids: a review."""

import pytest

from tests.support import RIVERS, make_pack
from trivia.quiz.chance import Chance
from trivia.quiz.generate import every_question
from trivia.quiz.leaks import given_away
from trivia.quiz.query import queries
from trivia.quiz.recall import OUT_OF_REACH, recall

WRITTEN = f"""{RIVERS}
questions:
- id: mouth
  prompt: What does a river end in?
  answer: A mouth
  wrong: [A nose, An ear, An eye]
  explanation: That is what it is called.
  sources: [atlas:1]
- id: uphill
  prompt: A river flows uphill.
  answer: false
  explanation: Water falls.
  sources: [atlas:2]
"""


@pytest.fixture(scope="module")
def ids(globes):
    return [question.id for question in every_question(globes, 0)]


def named(questions):
    return [question.id for question in questions]


@pytest.mark.parametrize("seed", range(4))
def test_it_asks_those_that_are_wanted_in_their_order(globes, ids, seed):
    wanted = Chance("wanted", seed).shuffled(ids)[:30]
    asked = named(recall(globes, wanted, 10, seed))
    assert asked == [name for name in wanted if name in asked]
    assert asked[0] == wanted[0]
    assert len(asked) == 10


@pytest.mark.parametrize("length", [1, 3, 10])
def test_no_more_than_are_wanted(globes, ids, length):
    assert len(recall(globes, Chance("wanted").shuffled(ids), length, 1)) == length


def test_an_id_that_is_named_twice_is_asked_once(globes, ids):
    assert named(recall(globes, [ids[0]] * 5, 3, 1)) == [ids[0]]


@pytest.mark.parametrize("seed", range(4))
def test_no_fact_is_told_twice_and_no_answer_before_its_question(globes, ids, seed):
    asked = recall(globes, Chance("wanted", seed).shuffled(ids), 10, seed)
    facts = [fact for question in asked for fact in question.facts]
    assert len(facts) == len({*facts})
    by_id = {query.id: query for query in queries(globes)}
    for place, question in enumerate(asked):
        assert not given_away(by_id[question.id], question, asked[:place])


def test_the_same_seed_makes_the_same_questions_and_another_draws_other_options(globes, ids):
    one, same, other = (recall(globes, ids, 10, seed) for seed in (1, 1, 2))
    assert one == same
    assert [question.options for question in one] != [question.options for question in other]


def test_ids_of_questions_that_are_gone_keep_nobody_from_the_others(globes, ids):
    """A new version of a pack may have dropped more than a review looks at."""
    gone = [f"golden-globes-2017/gone/{number:012}" for number in range(OUT_OF_REACH * 10 + 1)]
    assert len(recall(globes, [*gone, *ids], 10, 1)) == 10


@pytest.mark.parametrize(
    "odd", ["", "/", "//", "x", "other/pack/1", "golden-globes-2017", "\0", "é/è/\ud800"]
)
def test_an_id_that_makes_no_sense_is_passed_over(globes, ids, odd):
    assert recall(globes, [odd], 10, 1) == ()
    assert named(recall(globes, [odd, ids[3]], 10, 1)) == [ids[3]]


def test_questions_that_are_written_by_hand_come_back_as_they_are(tmp_path):
    mouth, uphill = recall(make_pack(tmp_path, WRITTEN), ["rivers/mouth", "rivers/uphill"], 5, 1)
    assert mouth.prompt == "What does a river end in?"
    assert sorted(mouth.options) == ["A mouth", "A nose", "An ear", "An eye"]
    assert (uphill.options, uphill.answer) == (("True", "False"), 1)


def test_every_question_that_the_pack_asks_can_be_asked_again(globes, ids):
    for name in ids:
        assert named(recall(globes, [name], 1, 7)) == [name]
