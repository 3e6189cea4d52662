from collections import Counter

import pytest

from trivia.facts.text import folded
from trivia.quiz.checker import check
from trivia.quiz.draw import draw
from trivia.quiz.generate import every_question
from trivia.quiz.leaks import given_away
from trivia.quiz.query import queries


def test_a_seed_is_a_game(globes):
    assert draw(globes, 10, 42) == draw(globes, 10, 42)
    assert draw(globes, 10, 42) != draw(globes, 10, 43)


def test_a_drawn_question_is_the_one_that_the_seed_prints(globes):
    """A question's options follow from the seed and the id alone, not from its place in a game."""
    printed = {question.id: question for question in every_question(globes, 9)}
    for question in draw(globes, 10, 9):
        if question.form == "choice":
            assert question == printed[question.id]


@pytest.mark.parametrize("length", [10, 20])
def test_no_game_asks_a_fact_twice_or_tells_an_answer_beforehand(globes, length):
    by_id = {query.id: query for query in queries(globes)}
    leaks = 0
    for seed in range(150):
        game = draw(globes, length, seed)
        facts = [fact for question in game for fact in question.facts]
        assert len(set(facts)) == len(facts)
        for place, question in enumerate(game):
            assert not given_away(by_id[question.id], question, game[:place])
            leaks += any(given_away(by_id[question.id], question, [later]) for later in game[place + 1 :])
    assert leaks, "telling an answer afterwards is nothing to avoid, so some game does"


def test_a_game_mixes_forms_asks_and_truth(globes):
    forms: Counter[str] = Counter()
    for seed in range(200):
        game = draw(globes, 10, seed)
        assert len(game) == 10
        counted = Counter(question.judged for question in game)
        assert counted[True] == 3
        asks = Counter(question.ask for question in game)
        assert max(asks.values()) <= 4
        truths = Counter(question.answer for question in game if question.judged)
        assert abs(truths[0] - truths[1]) == 1
        forms.update(question.form for question in game)
        assert all(check(globes, question) == [] for question in game)
    assert forms["true_false"] + forms["compare"] == 600
    assert set(forms) == {q.form for q in every_question(globes, 0)}, "every form is drawn now and then"


def test_what_was_not_seen_lately_comes_first(globes):
    seen: dict[str, int] = {}
    first_games = [question.id for seed in range(4) for question in _play(globes, seed, seen)]
    assert len(set(first_games)) == 40
    for seed in range(4, 60):
        _play(globes, seed, seen)
    askable = {question.id for seed in range(6) for question in every_question(globes, seed)}
    assert set(seen) == askable, "in the end everything has been asked"
    latest = sorted(seen, key=lambda name: seen[name])[-20:]
    again = {question.id for question in draw(globes, 10, 99, seen)}
    assert not again & set(latest)


def _play(globes, seed, seen):
    game = draw(globes, 10, seed, seen)
    for question in game:
        seen[question.id] = len(seen) + 1000 * seed
    return game


def test_a_pack_with_few_questions_gives_a_short_game(rivers):
    game = draw(rivers, 50, 1)
    assert 1 <= len(game) <= 5
    assert len({fact for question in game for fact in question.facts}) >= len(game)


def test_given_away_needs_both_the_answer_and_what_is_given(globes):
    game = {q.id: q for q in every_question(globes, 1)}
    query = next(q for q in queries(globes) if q.ask == "series-of-winner")
    question = game[query.id]
    assert folded(question.certificate.given[0][1]) in folded(question.prompt)
    assert given_away(query, question, [question])
    assert not given_away(query, question, [q for q in game.values() if q.ask == "film-of-song"])


def test_part_of_a_quotation_tells_who_said_it(globes):
    """“Whom did Emma Stone thank for “this opportunity and your vision…”” tells who said the whole of it."""
    game = {q.id: q for q in every_question(globes, 1)}
    query = next(
        q for q in queries(globes) if q.ask == "who-said" and "this opportunity" in " ".join(q.group.given)
    )
    telling = next(q for q in game.values() if q.ask == "of-whom" and "this opportunity" in q.prompt)
    others = [q for q in game.values() if q.ask == "of-whom" and q is not telling]
    assert given_away(query, game[query.id], [telling])
    assert not given_away(query, game[query.id], others)
