"""Every mode is played by the same rules, and ends as it says."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivia.errors import IllegalMove
from trivia.game.mode import (
    ALL_MODES,
    CLASSIC,
    DAILY,
    LADDER,
    LADDER_LEVELS,
    PRACTICE,
    SPRINT,
    SURVIVAL,
    UNTIMED_SPRINT,
    Lifeline,
    untimed,
)
from trivia.game.moves import (
    AskArticle,
    Choose,
    Halve,
    Leave,
    Pause,
    Proceed,
    Resume,
    Show,
    Skip,
    TimeUp,
)
from trivia.game.rules import Ending, Phase, new_game, play
from trivia.game.scoring import points
from trivia.quiz.draw import draw


@pytest.fixture(scope="module")
def questions(globes):
    return draw(globes, 18, 1)


def shown(game, now=0):
    return play(game, Show(), now)


def chosen(game, now=0, *, right=True):
    question = game.question
    wrong = next(
        index
        for index in range(len(question.options))
        if index != question.answer and index not in game.removed
    )
    return play(game, Choose(question.answer if right else wrong), now)


def gone_on(game, rights, now=0):
    """Answer so many questions, right or wrong, each in an instant."""
    for right in rights:
        game = play(chosen(shown(game, now), now, right=right), Proceed(), now)
    return game


def choices_of(questions):
    """A question with more than two options first."""
    return tuple(sorted(questions, key=lambda question: len(question.options), reverse=True))


def test_survival_ends_with_the_third_miss(questions):
    game = gone_on(new_game(SURVIVAL, questions), [True, False, True, False, True])
    assert (game.lives_left, game.outcome) == (1, None)
    game = chosen(shown(game), right=False)
    assert (game.lives_left, game.decided, game.outcome) == (0, Ending.LIVES_SPENT, None)
    game = play(game, Proceed(), 0)
    assert (game.outcome.ending, game.outcome.finished, game.outcome.answered) == (
        Ending.LIVES_SPENT,
        True,
        6,
    )


def test_a_sprint_lasts_as_long_as_its_questions_were_open(questions):
    game, now = new_game(SPRINT, questions), 1_000
    for _ in range(5):
        game = chosen(shown(game, now), now + 10_000)
        now += 50_000  # the verdicts are read in peace
        game = play(game, Proceed(), now)
    game = shown(game, now)
    assert game.clock_left_ms(now) == 10_000
    with pytest.raises(IllegalMove, match="there is time left"):
        play(game, TimeUp(), now + 9_999)
    over = play(game, TimeUp(), now + 10_000)
    assert (over.outcome.ending, over.outcome.finished, over.outcome.answered) == (Ending.TIME_UP, True, 5)
    assert chosen(game, now + 9_999).answers[-1].right
    late = chosen(game, now + 10_000)
    assert (late.outcome, late.answers) == (over.outcome, game.answers)
    assert over.question == late.question == game.question, "the question that was open is still in sight"


def test_when_the_time_is_up_the_question_is_the_one_that_was_open(questions):
    game = shown(play(chosen(shown(new_game(SPRINT, questions)), 1_000), Proceed(), 1_000), 1_000)
    covered = play(play(game, Pause(), 2_000), Leave(), 3_000)
    for over in (play(game, TimeUp(), 60_000), chosen(game, 60_000), covered):
        assert (over.place, over.question) == (1, questions[1])
    answered = chosen(game, 2_000)
    assert play(answered, Leave(), 3_000).question == questions[1]


def test_a_sprint_pays_for_what_is_right_and_not_for_speed(questions):
    game = chosen(shown(new_game(SPRINT, questions)), 3_000)
    assert game.answers[-1].points.speed == 0
    assert game.answers[-1].points.base == 50 + 50 * questions[0].level


def test_the_last_millisecond_of_a_sprint_is_no_illegal_move_and_no_answer(questions):
    game = chosen(shown(new_game(SPRINT, questions)), 59_999)
    assert game.decided is None
    game = shown(play(game, Proceed(), 60_000), 60_000)
    assert play(game, TimeUp(), 60_001).outcome.answered == 1


def test_the_ladder_pays_its_steps_and_a_fall_goes_to_the_last_safe_one(questions):
    game = new_game(LADDER, questions[:15])
    for step in range(7):
        game = gone_on(game, [True])
        assert game.score == LADDER.steps[step]
    game = play(chosen(shown(game), right=False), Proceed(), 0)
    assert (game.outcome.ending, game.outcome.score) == (Ending.FELL, LADDER.steps[4])


@pytest.mark.parametrize("step", range(15))
def test_a_fall_costs_what_was_above_the_safe_step(questions, step):
    game = gone_on(new_game(LADDER, questions[:15]), [True] * step)
    game = chosen(shown(game), right=False)
    assert game.score == {0: 0, 1: LADDER.steps[4], 2: LADDER.steps[9]}[step // 5]
    assert game.decided is Ending.FELL


def test_who_walks_away_keeps_the_step_and_has_finished(questions):
    game = gone_on(new_game(LADDER, questions[:15]), [True] * 7)
    walked = play(shown(game), Leave(), 0)
    assert (walked.outcome.ending, walked.outcome.finished, walked.outcome.score) == (
        Ending.WALKED_AWAY,
        True,
        LADDER.steps[6],
    )
    fallen = play(chosen(shown(game), right=False), Leave(), 0)
    assert (fallen.outcome.ending, fallen.outcome.score) == (Ending.FELL, LADDER.steps[4])
    assert play(new_game(LADDER, questions), Leave(), 0).outcome.ending is Ending.LEFT


def test_the_top_of_the_ladder_is_worth_its_last_step(questions):
    outcome = gone_on(new_game(LADDER, questions[:15]), [True] * 15).outcome
    assert (outcome.ending, outcome.score) == (Ending.COMPLETED, 5_000)
    assert len(LADDER_LEVELS) == len(LADDER.steps)
    assert sorted(LADDER_LEVELS) == list(LADDER_LEVELS)


def test_without_time_nothing_is_paid_for_speed_and_a_sprint_has_a_number_of_questions(questions):
    game = chosen(shown(new_game(untimed(CLASSIC), questions)))
    assert game.answers[-1].points.speed == 0
    assert chosen(shown(new_game(CLASSIC, questions))).answers[-1].points.speed > 0
    sprint = untimed(SPRINT)
    assert (sprint.clock_ms, sprint.length, sprint.open_ended) == (None, UNTIMED_SPRINT, False)
    game = gone_on(new_game(sprint, questions[:3]), [True] * 3, now=10**7)
    assert game.outcome.ending is Ending.COMPLETED


def test_fifty_fifty_leaves_the_answer_and_one_other_and_halves_the_points(questions):
    ordered = choices_of(questions)
    game = shown(new_game(CLASSIC, ordered))
    question = game.question
    wrong = [index for index in range(len(question.options)) if index != question.answer]
    game = play(game, Halve(tuple(wrong[1:])), 0)
    assert game.removed == tuple(wrong[1:])
    with pytest.raises(IllegalMove, match="is gone"):
        play(game, Choose(wrong[1]), 0)
    answer = chosen(game).answers[-1]
    whole = points(question, 0, 0)
    assert (answer.points.base, answer.points.speed) == (whole.base // 2, whole.speed // 2)
    assert answer.helped == (Lifeline.FIFTY,)
    game = shown(play(chosen(game), Proceed(), 0))
    assert (game.removed, game.helping) == ((), ())
    assert not game.may_use(Lifeline.FIFTY)


@pytest.mark.parametrize("removed", [(), "answer", "all wrong", "twice", "outside"])
def test_fifty_fifty_takes_no_other_options(questions, removed):
    game = shown(new_game(CLASSIC, choices_of(questions)))
    count, answer = len(game.question.options), game.question.answer
    wrong = [index for index in range(count) if index != answer]
    given_up = {
        "answer": (answer, *wrong[2:]),
        "all wrong": tuple(wrong),
        "twice": (wrong[0], *wrong[: count - 3]),
        "outside": (*wrong[2:], count),
    }.get(removed, removed)
    with pytest.raises(IllegalMove, match="takes all wrong options but one"):
        play(game, Halve(given_up), 0)


def test_there_is_nothing_to_halve_of_true_and_false(questions):
    judged = next(question for question in questions if question.judged)
    game = shown(new_game(CLASSIC, (judged,)))
    assert not game.may_use(Lifeline.FIFTY)
    with pytest.raises(IllegalMove, match="'fifty' cannot be used"):
        play(game, Halve(()), 0)


def test_two_lifelines_on_one_question_leave_a_quarter(questions):
    game = shown(new_game(CLASSIC, choices_of(questions)))
    wrong = [index for index in range(len(game.question.options)) if index != game.question.answer]
    game = play(play(game, AskArticle(), 0), Halve(tuple(wrong[1:])), 0)
    assert chosen(game).answers[-1].points.base == (50 + 50 * game.question.level) // 4


def test_a_skipped_question_gives_way_to_the_spare_of_the_nearest_level(questions):
    spares = tuple(sorted(questions[10:], key=lambda question: question.level))
    game = new_game(CLASSIC, questions[:10], spares)
    game = play(shown(game), Skip(), 4_000)
    gap = abs(game.question.level - questions[0].level)
    assert gap == min(abs(spare.level - questions[0].level) for spare in spares)
    assert (game.phase, len(game.questions), game.questions[1:]) == (Phase.READY, 10, questions[1:10])
    assert game.question in spares
    assert game.question not in game.spares
    with pytest.raises(IllegalMove):
        play(shown(game), Skip(), 0)


def test_skipping_costs_a_clock_the_time_that_was_taken(questions):
    game = new_game(replace(PRACTICE, clock_ms=60_000, timed=True), questions[:10], questions[10:])
    game = shown(play(shown(game, 0), Skip(), 5_000), 20_000)
    assert game.clock_left_ms(20_000) == 55_000


def test_without_a_spare_nothing_is_skipped(questions):
    assert not shown(new_game(CLASSIC, questions)).may_use(Lifeline.SKIP)


def test_the_clock_stands_while_the_question_is_covered(questions):
    game = play(shown(new_game(SPRINT, questions), 1_000), Pause(), 6_000)
    assert (game.phase, game.elapsed_ms(99_000), game.clock_left_ms(99_000)) == (Phase.PAUSED, 5_000, 55_000)
    with pytest.raises(IllegalMove):
        chosen(game, 7_000)
    game = play(game, Resume(), 500_000)
    assert chosen(game, 501_000).answers[-1].elapsed_ms == 6_000


def test_the_daily_is_the_same_for_everyone_and_has_no_lifelines():
    assert DAILY.lifelines == ()


LIFELINES = {Halve: Lifeline.FIFTY, AskArticle: Lifeline.ARTICLE, Skip: Lifeline.SKIP}
LEGAL = {
    Phase.READY: {Show, Leave},
    Phase.ASKING: {Choose, Leave, Pause, Halve, AskArticle, Skip, TimeUp},
    Phase.PAUSED: {Resume, Leave},
    Phase.VERDICT: {Proceed, Leave},
    Phase.OVER: set(),
}
MOVES = st.one_of(
    st.sampled_from([Show(), Proceed(), Pause(), Resume(), AskArticle(), Skip(), TimeUp()]),
    st.sampled_from([Show(), Proceed(), Leave()]),
    st.lists(st.integers(0, 3), max_size=3).map(tuple).map(Halve),
    st.integers(-2, 6).map(Choose),
    st.integers(0, 1).map(Choose),
)


@given(
    st.sampled_from([*ALL_MODES.values(), *map(untimed, ALL_MODES.values())]),
    st.lists(st.tuples(MOVES, st.integers(0, 9_000)), max_size=80),
    st.integers(1, 12),
)
def test_any_stream_of_moves_is_played_by_the_rules(questions, mode, moves, length):
    """Illegal moves raise and change nothing; nothing scores twice; sums, lives and clocks always agree."""
    game, now = new_game(mode, questions[:length], questions[12:]), 0
    for move, wait in moves:
        now += wait
        before, late = game, game.clock_left_ms(now) == 0
        legal = type(move) in LEGAL[game.phase]
        if isinstance(move, Choose) and legal:
            legal = 0 <= move.option < len(game.question.options) and move.option not in game.removed
        elif isinstance(move, TimeUp) and legal:
            legal = late
        elif type(move) in LIFELINES and legal:
            legal = game.may_use(LIFELINES[type(move)])
            if isinstance(move, Halve) and legal:
                gone = set(move.removed)
                legal = (
                    len(gone) == len(game.question.options) - 2
                    and game.question.answer not in gone
                    and max(gone) < len(game.question.options)
                )
        if not legal:
            with pytest.raises(IllegalMove):
                play(game, move, now)
            continue
        game = play(game, move, now)
        answered = isinstance(move, Choose) and not late
        assert len(game.answers) - len(before.answers) == answered
        assert game.answers[: len(before.answers)] == before.answers
        assert [answer.question for answer in game.answers] == list(game.questions[: len(game.answers)])
        assert len(game.questions) == length
        assert game.score == sum(answer.points.total for answer in game.answers) >= 0
        assert (game.outcome is not None) == (game.phase is Phase.OVER)
        assert (game.shown_at is not None) == (game.phase is Phase.ASKING)
        assert all(game.used.count(lifeline) <= mode.count(lifeline) for lifeline in Lifeline)
        if game.decided and game.phase is not Phase.OVER:
            assert game.phase is Phase.VERDICT
        if mode.lives is not None:
            assert sum(not answer.right for answer in game.answers) <= mode.lives
        if mode.clock_ms is not None:
            assert sum(answer.elapsed_ms for answer in game.answers) < mode.clock_ms
        if not mode.steps:
            assert all(answer.points.total == 0 for answer in game.answers if not answer.right)
