"""The daily and the review, over real save files."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from tests.support import FakeClock
from trivia.errors import PackError
from trivia.game.mode import CLASSIC, DAILY, REVIEW
from trivia.paths import SAVE_FILE
from trivia.programme import Programme, daily, review, reviews
from trivia.progress.daily import daily_seed, share_text
from trivia.progress.statistics import daily_record
from trivia.quiz.generate import every_question
from trivia.quiz.rating import level, rate
from trivia.quiz.recall import recall
from trivia.saves.keeper import Keeper
from trivia.session import Session
from trivia.voice import ELSEWHERE

pytestmark = pytest.mark.usefixtures("in_utc")
DAY = 86_400_000


@pytest.fixture
def keeper(tmp_path):
    made = Keeper(tmp_path / "saves")
    yield made
    made.close()


def opened(pack, keeper, clock):
    return Session(pack, DAILY, keeper, clock, programme=daily(pack, keeper, clock.today()))


def play(session, clock, rights):
    """Answer as many questions as there are signs: 1 for right, 0 for wrong."""
    for sign in rights:
        session.show()
        clock.turn(4_000)
        question = session.game.question
        session.choose((question.answer + (sign == "0")) % len(question.options))
        session.proceed()


def prompts(session):
    return [question.prompt for question in session.game.questions]


def test_everyone_gets_the_same_ten_whatever_they_have_seen(tmp_path, globes, keeper, clock):
    for _ in range(3):
        play(Session(globes, CLASSIC, keeper, clock), clock, "0101010101")
    other = Keeper(tmp_path / "other", profile="Anna")
    mine, yours = opened(globes, keeper, clock), opened(globes, other, clock)
    assert mine.game.questions == yours.game.questions
    assert len(mine.game.questions) == 10
    other.close()


def test_the_seed_follows_from_date_and_version_alone():
    assert daily_seed("golden-globes-2017", "1", date(2026, 11, 23)) == 267_474_806_387_275
    seeds = {
        daily_seed(pack, version, date(2026, 11, day))
        for pack in "ab"
        for version in "12"
        for day in range(1, 29)
    }
    assert len(seeds) == 2 * 2 * 28


def test_another_day_asks_something_else(globes, keeper, clock):
    today = opened(globes, keeper, clock)
    clock.turn(DAY)
    assert prompts(today) != prompts(opened(globes, keeper, clock))


def test_a_try_that_was_cut_off_goes_on_where_it_was(tmp_path, globes, keeper, clock):
    first = opened(globes, keeper, clock)
    play(first, clock, "1101")
    keeper.close()  # and the process is gone: nothing else is told to the file
    again = Keeper(tmp_path / "saves")
    second = opened(globes, again, clock)
    assert second.game.answers == first.game.answers
    assert (second.game.score, second.game.streak) == (first.game.score, 1)
    play(second, clock, "111111")
    assert second.game.outcome.finished
    assert (second.game.outcome.right, second.game.outcome.answered) == (9, 10)
    assert again.last_game().answered == 10
    assert again.last_game().finished
    again.close()


def test_a_try_that_goes_on_is_not_compared_with_its_own_beginning(globes, keeper, clock):
    play(opened(globes, keeper, clock), clock, "1101")
    assert opened(globes, keeper, clock).best_before is None
    play(opened(globes, keeper, clock), clock, "111111")
    score = opened(globes, keeper, clock).game.score
    clock.turn(DAY)
    play(opened(globes, keeper, clock), clock, "1")
    assert opened(globes, keeper, clock).best_before == score


def test_a_try_that_goes_on_in_a_file_that_was_replaced_is_kept_there(tmp_path, globes, keeper, clock):
    play(opened(globes, keeper, clock), clock, "11")
    session = opened(globes, keeper, clock)
    keeper.close()
    for file in (tmp_path / "saves").glob("scores.db*"):
        file.unlink()
    play(session, clock, "1")
    assert keeper.trouble == ""
    assert keeper.last_game().answered == 1


def test_leaving_does_not_cost_the_try_either(globes, keeper, clock):
    first = opened(globes, keeper, clock)
    play(first, clock, "11")
    first.leave()
    assert len(opened(globes, keeper, clock).game.answers) == 2


def test_the_one_try_is_over_when_it_is_finished(globes, keeper, clock):
    play(opened(globes, keeper, clock), clock, "1111100000")
    again = opened(globes, keeper, clock)
    assert again.game.outcome.finished
    assert again.game.outcome.right == 5


def test_each_player_has_a_try(tmp_path, globes, keeper, clock):
    play(opened(globes, keeper, clock), clock, "1111100000")
    anna = Keeper(tmp_path / "saves", profile="Anna")
    assert opened(globes, anna, clock).game.outcome is None
    anna.close()


def test_two_windows_play_one_try_and_it_counts_once(tmp_path, globes, keeper, clock):
    other = Keeper(tmp_path / "saves")
    here, there = opened(globes, keeper, clock), opened(globes, other, clock)
    play(here, clock, "11111")
    play(there, clock, "00000")
    assert keeper.last_game().answered == 5
    assert keeper.last_game().right == 5
    assert (keeper.trouble, other.trouble) == ("", "")
    play(there, clock, "11111")
    assert daily_record(keeper, globes.facts.id, clock.today().toordinal()).finished == 1
    other.close()


def test_two_windows_play_one_try_even_while_a_third_is_writing(tmp_path, globes, keeper, clock):
    play(Session(globes, CLASSIC, keeper, clock), clock, "1")
    other = Keeper(tmp_path / "saves")
    with closing(sqlite3.connect(tmp_path / "saves" / SAVE_FILE, isolation_level=None)) as third:
        third.execute("BEGIN IMMEDIATE")
        ids = [daily(globes, window, clock.today()).game for window in (keeper, other)]
    assert ids[0] == ids[1]
    other.close()


def test_of_two_windows_in_one_daily_the_first_counts_and_the_second_is_told(globes, keeper, clock, tmp_path):
    other = Keeper(tmp_path / "saves")
    first, second = (opened(globes, window, clock) for window in (keeper, other))
    play(first, clock, "11")
    assert first.trouble == ""
    play(second, clock, "0")
    assert second.trouble == ELSEWHERE
    play(first, clock, "1")
    assert first.trouble == ""
    play(Session(globes, CLASSIC, other, clock, seed=1), clock, "1")
    assert second.trouble == ""  # another game, which is saved
    other.close()


def test_a_try_at_other_questions_is_not_mixed_up(globes, keeper, clock):
    from msgspec.structs import replace

    play(opened(globes, keeper, clock), clock, "111")
    newer = replace(globes, facts=replace(globes.facts, version="2"))
    with pytest.raises(PackError, match="begun with another version of it; the next one opens at midnight"):
        opened(newer, keeper, clock)
    clock.turn(DAY)
    assert opened(newer, keeper, clock).game.outcome is None


def test_days_in_a_row(globes, keeper, clock):
    def record():
        return daily_record(keeper, globes.facts.id, clock.today().toordinal())

    for _ in range(3):
        play(opened(globes, keeper, clock), clock, "1" * 10)
        clock.turn(DAY)
    assert (record().streak, record().longest, record().finished) == (3, 3, 3)
    clock.turn(DAY)
    assert (record().streak, record().longest) == (0, 3)
    play(opened(globes, keeper, clock), clock, "1" * 10)
    assert (record().streak, record().longest, record().finished) == (1, 3, 4)


def test_what_is_shared_tells_nothing_of_the_answers(globes, keeper, clock):
    session = opened(globes, keeper, clock)
    play(session, clock, "1011111110")
    text = share_text(clock.today(), [one.right for one in session.game.answers], session.game.score, 1)
    assert "■□■■■■■■■□ 8/10" in text
    for question in session.game.questions:
        assert question.prompt not in text
        assert not any(option in text for option in question.options if len(option) > 4)


def missed(globes, keeper, clock, rights="0001111111"):
    session = Session(globes, CLASSIC, keeper, clock, seed=5)
    play(session, clock, rights)
    return [one.question.id for one in session.game.answers if not one.right]


def test_what_is_missed_is_due_the_next_day_and_not_before(globes, keeper, clock):
    ids = missed(globes, keeper, clock)
    assert review(globes, keeper, clock.today()).questions == ()
    assert reviews(keeper, clock.today()).forecast[:3] == (0, 3, 0)
    clock.turn(DAY)
    due = review(globes, keeper, clock.today())
    assert {question.id for question in due.questions} <= {*ids}
    assert len(due.questions) >= 2
    assert reviews(keeper, clock.today()).due == 3


def test_what_is_known_again_is_not_due_today_any_more(globes, keeper, clock):
    missed(globes, keeper, clock)
    clock.turn(DAY)
    session = Session(globes, REVIEW, keeper, clock, programme=review(globes, keeper, clock.today()))
    count = len(session.game.questions)
    play(session, clock, "1" * count)
    told = reviews(keeper, clock.today())
    assert (told.due, told.learned, told.missed) == (3 - count, count, 3)
    assert sum(told.forecast) <= told.missed


def test_a_review_has_at_most_ten_and_the_longest_overdue_first(globes, keeper, clock):
    for seed in range(3):
        play(Session(globes, CLASSIC, keeper, clock, seed=seed), clock, "0" * 10)
        clock.turn(DAY)
    clock.turn(9 * DAY)
    questions = review(globes, keeper, clock.today()).questions
    assert len(questions) == 10
    first = {question.id for question in Session(globes, CLASSIC, keeper, clock, seed=0).game.questions}
    assert questions[0].id in first


def test_no_fact_is_told_twice_in_a_review(globes):
    ids = [question.id for question in every_question(globes, 0)]
    questions = recall(globes, ids, 20, 3)
    assert len(questions) == 20
    told = [fact for question in questions for fact in question.facts]
    assert len(told) == len({*told})


def test_ids_that_the_pack_does_not_ask_are_passed_over(globes):
    good = next(every_question(globes, 0)).id
    odd = [
        "",
        "x",
        "/",
        "golden-globes-2017/who-won/000000000000",
        "golden-globes-2017/gone/1",
        "other/pack/1",
    ]
    assert [question.id for question in recall(globes, [*odd, good], 10, 1)] == [good]
    assert recall(globes, odd, 10, 1) == ()


def test_a_question_written_by_hand_comes_back_too(tmp_path, clock):
    from tests.support import RIVERS, make_pack

    pack = make_pack(
        tmp_path,
        f"""{RIVERS}
questions:
- id: delta
  prompt: What does a river end in?
  answer: A mouth
  wrong: [A nose, An ear, An eye]
  explanation: That is what it is called.
  sources: [atlas:1]
""",
    )
    assert [question.prompt for question in recall(pack, ["rivers/delta"], 5, 1)] == [
        "What does a river end in?"
    ]


def test_the_clock_knows_the_date():
    assert FakeClock().today() == date(2017, 1, 9)


def test_a_daily_that_is_open_at_midnight_is_still_that_of_its_day(globes, keeper, clock):
    first = opened(globes, keeper, clock)
    first.show()
    clock.turn(DAY)
    first.choose(0)
    first.proceed()
    tomorrow = opened(globes, keeper, clock)
    assert tomorrow.game.answers == ()
    play(first, clock, "1" * 9)
    play(tomorrow, clock, "1" * 10)
    today = clock.today().toordinal()
    assert daily_record(keeper, globes.facts.id, today).streak == 2


def test_what_answers_have_taught_of_levels_is_not_used_in_a_daily(globes, keeper, clock):
    before = opened(globes, keeper, clock).game.questions
    easy_is_hard = "".join("01"[question.level > 2] for question in before)
    for _ in range(4):
        again = Programme(before, seed=1, wanted=10)
        play(Session(globes, CLASSIC, keeper, clock, programme=again), clock, easy_is_hard)
    taught = rate(keeper.answers(globes.facts.id, 1_000))
    assert any(level(taught[question.id], question.level) != question.level for question in before)
    assert opened(globes, keeper, clock).game.questions == before


def test_what_is_known_again_and_again_is_known_by_heart(globes, keeper, clock):
    missed(globes, keeper, clock, "0111111111")
    rounds = 0
    while not reviews(keeper, clock.today()).by_heart:
        clock.turn(DAY)
        due = review(globes, keeper, clock.today())
        if due.questions:
            play(Session(globes, REVIEW, keeper, clock, programme=due), clock, "1" * len(due.questions))
            rounds += 1
        assert rounds < 10
    told = reviews(keeper, clock.today())
    assert rounds > 1
    assert (told.due, told.missed, told.learned, told.by_heart) == (0, 1, 1, 1)


def test_the_forecast_tells_each_question_once_on_its_day(globes, keeper, clock):
    for _ in range(3):
        missed(globes, keeper, clock, "0101010101")
        clock.turn(DAY)
    told = reviews(keeper, clock.today())
    assert told.due == told.forecast[0] > 0
    for days, count in enumerate(told.forecast):
        later = reviews(keeper, date.fromordinal(clock.today().toordinal() + days))
        assert later.due == sum(told.forecast[: days + 1])
        assert count >= 0


def test_a_question_missed_just_before_midnight_is_due_all_the_next_day(globes, keeper, clock):
    clock.turn(DAY - 60_000)
    missed(globes, keeper, clock, "0")
    assert review(globes, keeper, date(2017, 1, 9)).questions == ()
    assert len(review(globes, keeper, date(2017, 1, 10)).questions) == 1
