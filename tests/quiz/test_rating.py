from dataclasses import replace
from math import exp, isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivia.quiz.chance import Chance
from trivia.quiz.rating import LIMIT, STEP, Answered, Rating, level, rate

LEVELS = st.integers(1, 5)

ANSWERS = st.builds(
    Answered,
    question=st.sampled_from(("a", "b", "c")),
    prior=LEVELS,
    options=st.integers(2, 4),
    right=st.booleans(),
)

HISTORIES = st.lists(ANSWERS, max_size=60)


def learned(history, question):
    """The level that the history ends at, for a question whose author never changed it."""
    rating = rate(history)[question]
    return level(rating, rating.prior)


def of_one(prior, options, rights):
    return [Answered("a", prior, options, right) for right in rights]


def among_others(question, rights):
    """The answers of a middling player to one question, each after eight other questions of level 3."""
    for place, right in enumerate(rights):
        yield from (Answered(f"other {n}", 3, 4, right=(place + n) % 8 < 5) for n in range(8))
        yield replace(question, right=right)


# What is said of a question before and after a few answers


@pytest.mark.parametrize("prior", range(1, 6))
def test_what_was_never_answered_keeps_its_level(prior):
    assert level(None, prior) == prior
    assert rate([]) == {}


def test_the_first_answer_moves_a_rating_by_the_published_formula():
    """Four options, level 3 and an unknown player: P = 1/4 + 3/4 × 1/2 = 0.625, and U(0) = 1."""
    assert rate(of_one(3, 4, [True]))["a"].difficulty == pytest.approx(-0.375)
    assert rate(of_one(3, 4, [False]))["a"].difficulty == pytest.approx(0.625)
    assert rate(of_one(3, 2, [False]))["a"].difficulty == pytest.approx(0.75)


def test_the_second_answer_knows_the_skill_and_counts_a_little_less():
    """After a wrong answer skill is −0.625 and difficulty 0.625; U(1) = 1 / 1.05."""
    chance = 0.25 + 0.75 / (1 + exp(1.25))
    rating = rate(of_one(3, 4, [False, False]))["a"]
    assert rating.difficulty == pytest.approx(0.625 + chance / 1.05)
    assert rating.answers == 2


@given(HISTORIES, LEVELS, st.integers(2, 4), st.lists(st.booleans(), min_size=1, max_size=2))
def test_one_or_two_answers_stay_within_a_level_of_what_was_told_beforehand(others, prior, options, rights):
    history = [answer for answer in others if answer.question != "a"]
    assert abs(learned(history + of_one(prior, options, rights), "a") - prior) <= 1


@pytest.mark.parametrize("prior", range(1, 6))
def test_a_right_answer_alone_changes_no_level(prior):
    assert learned(of_one(prior, 4, [True]), "a") == prior


# What many answers teach


@pytest.mark.parametrize("options", [2, 4])
@pytest.mark.parametrize("prior", range(1, 6))
def test_what_everybody_misses_climbs_to_the_top(prior, options):
    assert learned(list(among_others(Answered("a", prior, options, right=False), [False] * 20)), "a") == 5


@pytest.mark.parametrize(("options", "answers"), [(4, 60), (2, 160)])
@pytest.mark.parametrize("prior", range(1, 6))
def test_what_nobody_misses_sinks_to_the_bottom(prior, options, answers):
    assert learned(list(among_others(Answered("a", prior, options, right=True), [True] * answers)), "a") == 1


def test_what_everybody_missed_comes_back_when_it_is_known():
    rights = [False] * 60 + [True] * 20
    assert learned(list(among_others(Answered("a", 3, 4, right=True), rights)), "a") < 5


def test_a_guess_among_two_says_less_than_one_among_four():
    assert rate(of_one(3, 4, [True]))["a"].difficulty < rate(of_one(3, 2, [True]))["a"].difficulty


def every_answer(right):
    return rate(Answered(f"q{n % 100}", 3, 4, right) for n in range(1000))


def test_who_is_never_wrong_teaches_more_of_the_player_than_of_the_questions():
    assert {level(rating, 3) for rating in every_answer(right=True).values()} <= {2, 3}


def test_what_is_missed_more_often_than_by_guessing_is_not_the_players_fault_alone():
    assert {level(rating, 3) for rating in every_answer(right=False).values()} <= {4, 5}


def sigma(x):
    return 1 / (1 + exp(-x))


def simulated(skills, per_question, questions=100, prior=None):
    """Players answer questions whose difficulties are spread evenly over the scale."""
    chance = Chance("rating", *map(str, skills), per_question)
    for _ in range(per_question * questions):
        number = chance.below(questions)
        options = chance.pick((2, 4, 4))
        known = sigma(chance.pick(skills) - difficulty_of(number, questions))
        right = chance.below(1_000_000) < 1_000_000 * (1 / options + (1 - 1 / options) * known)
        yield Answered(str(number), prior or level_of(number, questions), options, right)


def difficulty_of(number, questions=100):
    return 6 * number / (questions - 1) - 3


def level_of(number, questions=100):
    return min(5, max(1, int(3 + difficulty_of(number, questions) / STEP + 0.5)))


def rank_correlation(ratings):
    """Spearman's, of the learned and the true order; there are no ties."""
    by_rating = sorted(ratings, key=lambda question: ratings[question].difficulty)
    by_truth = sorted(ratings, key=int)
    apart = sum((by_rating.index(question) - place) ** 2 for place, question in enumerate(by_truth))
    return 1 - 6 * apart / (len(ratings) * (len(ratings) ** 2 - 1))


@pytest.mark.parametrize("skills", [(0.0,), (-1.5,), (1.5,), (-1.5, 0.0, 1.5)], ids=str)
def test_the_order_of_difficulty_is_learned_by_whoever_plays(skills):
    """Nothing is known beforehand: every question starts at level 3."""
    ratings = rate(simulated(skills, 30, prior=3))
    assert len(ratings) == 100
    assert rank_correlation(ratings) > 0.8
    assert rank_correlation(rate(simulated(skills, 2, prior=3))) < rank_correlation(ratings)


@pytest.mark.parametrize("skills", [(0.0,), (-1.5,), (1.5,), (-1.5, 0.0, 1.5)], ids=str)
@pytest.mark.parametrize("per_question", [1, 4, 30])
def test_levels_that_were_right_beforehand_stay_about_right(skills, per_question):
    moved = [
        abs(level(rating, rating.prior) - rating.prior)
        for rating in rate(simulated(skills, per_question)).values()
    ]
    assert moved.count(0) > 0.5 * len(moved)
    assert moved.count(0) + moved.count(1) > 0.95 * len(moved)


# What holds for every history


@given(HISTORIES, LEVELS)
def test_levels_are_one_to_five_and_ratings_within_bounds(history, prior):
    for rating in rate(history).values():
        assert 1 <= level(rating, prior) <= 5
        assert abs(rating.difficulty) <= LIMIT
        assert 0 < rating.prior_left <= 1


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("prior", [1, 5, -(10**6), 10**6])
def test_a_very_long_history_of_nonsense_stays_finite(prior, right):
    rating = rate(of_one(prior, 2, [right] * 20_000))["a"]
    assert isfinite(rating.difficulty)
    assert 1 <= level(rating, prior) <= 5


@given(HISTORIES, LEVELS, st.integers(2, 4))
def test_another_right_answer_never_raises_and_a_wrong_one_never_lowers(history, prior, options):
    history = [Answered("a", prior, options, right=True), *history]
    before = learned(history, "a")
    assert learned(history + of_one(prior, options, [True]), "a") <= before
    assert learned(history + of_one(prior, options, [False]), "a") >= before


@given(LEVELS, st.integers(2, 4), st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_more_right_answers_never_raise_the_level(prior, options, pairs):
    fewer = of_one(prior, options, [one and other for one, other in pairs])
    more = of_one(prior, options, [one for one, _ in pairs])
    assert learned(more, "a") <= learned(fewer, "a")


@given(HISTORIES, st.data())
def test_more_right_answers_among_others_make_a_question_no_harder_to_speak_of(history, data):
    """A right answer speaks for the player too, which may come back to the question later, but faintly."""
    wrong = [place for place, answer in enumerate(history) if answer.question == "a" and not answer.right]
    turned = data.draw(st.sets(st.sampled_from(wrong))) if wrong else set()
    better = [replace(answer, right=True) if n in turned else answer for n, answer in enumerate(history)]
    if turned:
        assert rate(better)["a"].difficulty <= rate(history)["a"].difficulty + STEP / 5


@given(HISTORIES, HISTORIES)
def test_answers_to_other_questions_that_come_later_change_nothing(history, later):
    others = [replace(answer, question=f"other {answer.question}") for answer in later]
    before, after = rate(history), rate(history + others)
    assert {question: after[question] for question in before} == before


@given(HISTORIES, st.permutations(("a", "b", "c")))
def test_it_does_not_matter_what_questions_are_called(history, names):
    called = dict(zip("abc", names, strict=True))
    renamed = rate(replace(answer, question=called[answer.question]) for answer in history)
    assert renamed == {called[question]: rating for question, rating in rate(history).items()}


def test_the_order_of_many_answers_matters_little():
    """In another order the same answers teach about the same: no question ends up a whole level elsewhere."""
    history = list(simulated((0.5,), 30, questions=40, prior=3))
    ratings = rate(history)
    other = rate(Chance("another order").shuffled(history))
    assert max(abs(ratings[question].difficulty - other[question].difficulty) for question in ratings) < STEP


@given(HISTORIES)
def test_levels_that_were_learned_on_the_way_do_not_count_again(history):
    """A save file may hold the level that a question was shown with, which earlier answers have moved."""
    first = {}
    told_once = [replace(answer, prior=first.setdefault(answer.question, answer.prior)) for answer in history]
    assert rate(told_once) == rate(history)


# What an author changes


def test_a_level_that_its_author_corrects_counts_for_what_is_left_of_the_first():
    rating = rate(of_one(1, 4, [True]))["a"]
    assert level(rating, 1) == 1
    assert level(rating, 4) == 4
    assert level(replace(rating, prior_left=0.0), 4) == 1


@pytest.mark.parametrize("right", [True, False])
def test_what_is_left_of_the_start_is_how_far_a_nudged_start_would_show(right):
    """A lone question, so many others before it that one answer says nothing of the player."""
    others = [Answered(f"q{n % 50}", 3, 4, right=n % 8 < 5) for n in range(4000)]

    def rating(prior, answers):
        return rate(others + of_one(prior, 4, [right, not right] * (answers // 2)))["a"]

    for answers in (2, 6, 20):
        nudged = (rating(4, answers).difficulty - rating(3, answers).difficulty) / STEP
        left = (rating(4, answers).prior_left + rating(3, answers).prior_left) / 2
        assert left == pytest.approx(nudged, abs=0.08)
    assert rating(3, 60).prior_left < 0.1


def test_a_rating_halfway_between_two_levels_belongs_to_the_harder_one():
    assert level(Rating(STEP / 2, 9, 3, 0.5), 3) == 4
    assert level(Rating(-STEP / 2, 9, 3, 0.5), 3) == 3
