from dataclasses import FrozenInstanceError

import pytest

from trivia.errors import IllegalMove
from trivia.game.mode import CLASSIC
from trivia.game.moves import Choose, Leave, Proceed, Show
from trivia.game.rules import Ending, Outcome, Phase, new_game, play
from trivia.quiz.draw import draw


@pytest.fixture(scope="module")
def questions(globes):
    return draw(globes, 10, 1)


def answered(game, now, right=True):
    """Show the question, answer it, and go on."""
    game = play(game, Show(), now)
    question = game.question
    option = question.answer if right else (question.answer + 1) % len(question.options)
    return play(game, Choose(option), now)


def test_a_game_runs_from_the_first_question_to_its_outcome(questions):
    game, now = new_game(CLASSIC, questions), 0
    for place in range(10):
        assert (game.phase, game.place, game.question) == (Phase.READY, place, questions[place])
        game = answered(game, now, right=place != 3)
        assert (game.phase, game.place, game.question) == (Phase.VERDICT, place, questions[place])
        now += 1000
        game = play(game, Proceed(), now)
    assert game.phase is Phase.OVER
    assert game.outcome == Outcome(Ending.COMPLETED, score=game.score, right=9, answered=10, best_streak=6)
    assert game.score == sum(answer.points.total for answer in game.answers)


def test_a_wrong_answer_earns_nothing_and_ends_the_streak(questions):
    game = new_game(CLASSIC, questions)
    for right in (True, True):
        game = play(answered(game, 0, right), Proceed(), 0)
    assert game.streak == 2
    game = answered(game, 0, right=False)
    assert (game.streak, game.answers[-1].points.total, game.answers[-1].right) == (0, 0, False)


def test_the_clock_runs_from_showing_to_choosing(questions):
    game = play(new_game(CLASSIC, questions), Show(), 5_000)
    game = play(game, Choose(0), 7_250)
    assert game.answers[-1].elapsed_ms == 2_250


def test_leaving_keeps_what_was_answered(questions):
    game = play(answered(new_game(CLASSIC, questions), 0), Proceed(), 0)
    game = play(play(game, Show(), 0), Leave(), 0)
    assert game.outcome is not None
    assert (game.outcome.finished, game.outcome.answered, game.outcome.right) == (False, 1, 1)


def test_leaving_at_the_last_verdict_is_a_finished_game(questions):
    game = play(answered(new_game(CLASSIC, questions[:1]), 0), Leave(), 0)
    assert game.outcome is not None
    assert game.outcome.finished


def test_a_game_is_never_changed_in_place(questions):
    game = new_game(CLASSIC, questions)
    play(game, Show(), 0)
    assert game.phase is Phase.READY
    with pytest.raises(FrozenInstanceError):
        game.phase = Phase.OVER


def test_a_game_without_questions_is_refused():
    with pytest.raises(IllegalMove, match="at least one question"):
        new_game(CLASSIC, ())
