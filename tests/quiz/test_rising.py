"""Questions for a ladder."""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quiz.worlds import models
from tests.support import make_pack
from trivia.quiz.checker import check
from trivia.quiz.generate import every_question
from trivia.quiz.leaks import given_away
from trivia.quiz.query import queries
from trivia.quiz.rating import Rating
from trivia.quiz.rising import rising

LADDER = [level for level in (1, 2, 3, 4, 5) for _ in range(3)]


def assert_fair(pack, asked):
    by_id = {query.id: query for query in queries(pack)}
    facts = [fact for question in asked for fact in question.facts]
    assert len(set(facts)) == len(facts)
    for place, question in enumerate(asked):
        assert check(pack, question) == []
        assert not given_away(by_id[question.id], question, asked[:place])


@pytest.mark.parametrize("seed", range(12))
def test_a_ladder_has_the_wished_levels(globes, seed):
    asked = rising(globes, LADDER, seed)
    assert [question.level for question in asked] == LADDER
    assert_fair(globes, asked)
    assert max(Counter(question.table for question in asked).values()) <= 8
    assert max(Counter(question.ask for question in asked).values()) <= 4
    assert asked == rising(globes, LADDER, seed)
    assert asked != rising(globes, LADDER, seed + 1)


@settings(max_examples=60)
@given(
    st.booleans().flatmap(lambda measured: models(measured=measured)),
    st.integers(0, 3),
    st.lists(st.integers(1, 5), max_size=9),
)
def test_levels_fall_nowhere_but_where_the_wishes_do(model, seed, levels):
    with TemporaryDirectory() as folder:
        pack = make_pack(Path(folder), model.text())
    learned = {
        question.id: Rating((sum(map(ord, question.id)) % 5 - 2) * 1.5, 9, question.level, 0.0)
        for question in every_question(pack, seed)
    }
    asked = rising(pack, levels, seed, learned=learned)
    assert_fair(pack, asked)
    assert len(asked) <= len(levels)
    pairs = list(zip(levels, asked, strict=False))
    for (wished, one), (next_wished, other) in pairwise(pairs):
        if next_wished >= wished:
            assert other.level >= one.level
    if levels and any(True for _ in every_question(pack, seed)):
        assert asked


def test_of_the_nearest_the_easier_is_taken(globes):
    """Where only 1, 3 and 5 are left, a wish for 2 gets 1 and one for 4 gets 3."""
    spread = {1: 1, 2: 1, 3: 3, 4: 5, 5: 5}
    learned = {
        question.id: Rating((spread[question.level] - 3) * 1.5, 50, question.level, 0.0)
        for question in every_question(globes, 1)
    }
    assert [question.level for question in rising(globes, [2, 4], 1, learned=learned)] == [1, 3]


def test_wishes_may_come_in_any_order(globes):
    assert [question.level for question in rising(globes, [5, 1, 3, 1], 1)] == [5, 1, 3, 1]
    assert rising(globes, [], 1) == ()


def test_fresh_ones_come_first(globes):
    seen: dict[str, int] = {}
    for seed in range(3):
        asked = rising(globes, [2, 3, 3, 4], seed, seen)
        assert not {question.id for question in asked} & set(seen)
        seen.update({question.id: seed for question in asked})


def test_a_game_has_statements_of_both_truths(globes):
    counted = Counter(q.answer for seed in range(20) for q in rising(globes, LADDER, seed) if q.judged)
    assert sum(counted.values()) >= 50
    assert abs(counted[0] - counted[1]) <= 0.2 * sum(counted.values())


def test_a_pack_with_few_questions_gives_a_short_ladder(rivers):
    asked = rising(rivers, LADDER, 1)
    assert 1 <= len(asked) <= 5
    assert [question.level for question in asked] == sorted(question.level for question in asked)
