import pytest

from tests.party.night import Night, kinds, make_round, may_of
from trivia.party.events import (
    Answered,
    Buzzed,
    Chose,
    Corrected,
    Extended,
    Joined,
    Judged,
    Kicked,
    Left,
    Paused,
    Replayed,
    Resumed,
    RevealedNow,
    Skipped,
    TimeUp,
    VerdictUndone,
    Wagered,
)
from trivia.party.plan import Board
from trivia.party.room import Phase
from trivia.party.rules.classic import speed_points
from trivia.party.tellings import BuzzersFree, Locked, WagerAsked
from trivia.party.turns import turn_of


@pytest.mark.parametrize(
    ("ms", "points"),
    [(0, 1_000), (499, 1_000), (500, 988), (2_000, 950), (10_000, 750), (10_001, 750), (20_000, 500)],
)
def test_points_fall_in_a_straight_line_to_half_and_halves_are_rounded_up(ms, points):
    assert speed_points(ms, 20_000) == points


def test_classic_pays_for_speed_and_nothing_for_a_wrong_answer():
    night = Night()
    outcomes = night.question("b", a=5_000)
    assert (outcomes["a"].mark, outcomes["a"].points, outcomes["a"].score) == ("right", 875, 875)
    assert (outcomes["b"].mark, outcomes["b"].points, outcomes["b"].place) == ("wrong", 0, 2)


def test_speed_can_be_switched_off_and_calm_never_pays_for_it():
    for part in (make_round(speed=False), make_round("calm")):
        night = Night(part)
        assert night.question(a=100, b=19_000)["b"].points == 1_000


def test_a_round_without_a_clock_pays_in_full_and_does_not_promise_more_for_speed():
    night = Night(make_round(seconds=0))
    assert "faster" not in night.room.words
    assert night.question(a=99_000)["a"].points == 1_000
    night.next()
    assert night.refused(TimeUp(night.number)) == "untimed"
    assert night.refused(Extended(5_000)) == "untimed"


def test_a_streak_pays_from_the_second_right_answer_on_and_five_hundred_at_most():
    night = Night(make_round(count=9))
    points = [night.question("b", a=0)["a"].points for _ in range(8)]
    assert points == [1_000, 1_100, 1_200, 1_300, 1_400, 1_500, 1_500, 1_500]
    assert night.question("a", b=0)["a"].streak == 0


def test_no_answer_ends_a_streak_and_a_plan_may_do_without_them():
    night = Night()
    night.question(a=0)
    assert night.question(b=0)["a"].streak == 0
    night = Night(streaks=False)
    assert [night.question(a=0)["a"].points for _ in range(2)] == [1_000, 1_000]


def test_a_double_round_doubles_what_is_earned_and_what_is_lost():
    night = Night(make_round(double=True), make_round("buzzer", double=True))
    night.question(a=0)
    assert night.question(a=0)["a"].points == 2 * 1_100
    night.question()
    night.next()
    night.next()
    night.next()
    night.do(Buzzed("b", night.number))
    night.answer("b", 1)
    assert night.reveal()["b"].points == -1_000


def test_time_on_the_way_is_given_back_but_no_more_than_the_cap():
    night = Night()
    night.next()
    night.answer("a", after=600, credit=120)
    night.answer("b", after=60, credit=5_000)
    assert {seat: outcome.points for seat, outcome in night.reveal().items()} == {"a": 1_000, "b": 987}


def test_a_pause_takes_no_time_and_an_extension_makes_the_line_longer():
    night = Night()
    night.next()
    night.do(Paused(), after=1_000)
    assert night.refused(Answered("a", night.number, 0)) == "paused"
    night.do(Resumed(), after=60_000)
    night.do(Extended(20_000))
    night.answer("a", after=1_000)
    assert night.reveal()["a"].points == 975  # 2 of 40 seconds


# Buzzer


def buzzer(**fields):
    night = Night(make_round("buzzer", **fields), seats="abc")
    night.next()
    return night


def test_only_whoever_buzzed_first_may_answer():
    night = buzzer()
    assert night.refused(Answered("a", 1, 0)) == "not-you"
    assert kinds(night.do(Buzzed("b", 1))) == ["BuzzedIn"]
    assert night.refused(Buzzed("a", 1)) == "buzzed"
    assert night.refused(Answered("a", 1, 0)) == "not-you"
    night.answer("b")
    assert night.room.phase is Phase.LOCKED
    assert {seat: outcome.points for seat, outcome in night.reveal().items()} == {"a": 0, "b": 1_000, "c": 0}


def test_wrong_costs_and_the_next_may_buzz_with_the_clock_where_it_stood():
    night = buzzer()
    night.do(Buzzed("b", 1), after=4_000)
    told = night.answer("b", 1, after=3_000)
    assert [telling.what for telling in told][-1] == BuzzersFree("b", "b", 16_000)
    assert night.refused(Buzzed("b", 1)) == "out"
    assert night.refused(TimeUp(1), after=15_999) == "early"
    night.do(Buzzed("c", 1))
    night.answer("c")
    assert {seat: outcome.points for seat, outcome in night.reveal().items()} == {
        "a": 0,
        "b": -500,
        "c": 1_000,
    }


def test_saying_nothing_after_the_buzz_is_wrong_too():
    night = buzzer(buzz_seconds=5)
    night.do(Buzzed("b", 1), after=19_000)
    night.do(TimeUp(1), after=5_000)
    assert night.room.phase is Phase.OPEN
    night.do(TimeUp(1), after=1_000)
    assert (night.room.phase, night.reveal()["b"].points) == (Phase.LOCKED, -500)


def test_the_question_locks_when_every_team_has_had_its_try():
    night = Night(make_round("buzzer"), seats="abc", teams={"a": "Reds", "b": "Reds"})
    night.next()
    night.do(Buzzed("a", 1))
    night.answer("a", 1)
    assert night.refused(Buzzed("b", 1)) == "out"  # a team has one try
    night.do(Buzzed("c", 1))
    night.answer("c", 1)
    assert night.room.phase is Phase.LOCKED
    night.reveal()
    assert night.scores == {"team:Reds": -500, "c": -500}


def test_whoever_is_shown_out_gives_the_word_back():
    night = buzzer()
    night.do(Buzzed("b", 1), after=2_000)
    assert "BuzzersFree" in kinds(night.do(Kicked("b"), after=1_000))
    night.do(Buzzed("c", 1))
    night.answer("c")
    assert night.reveal()["c"].points == 1_000


def test_the_host_marks_what_is_said_aloud_and_may_think_again():
    night = buzzer(aloud=True)
    night.do(Buzzed("b", 1))
    assert night.refused(Answered("b", 1, 0)) == "aloud"
    assert night.refused(Judged("a", True)) == "not-you"
    night.do(Judged("b", True))
    assert night.reveal()["b"].points == 1_000
    night.do(VerdictUndone(), Judged("b", False))
    assert night.refused(Judged("c", True)) == "not-you"
    assert night.reveal()["b"].points == -500


def test_the_time_of_a_buzz_is_counted_without_the_tries_of_others():
    night = buzzer()
    night.do(Buzzed("b", 1), after=1_000)
    night.answer("b", 1, after=6_000)
    night.do(Buzzed("c", 1), after=500)
    night.answer("c", after=3_000)
    night.reveal()
    assert night.room.verdicts[0].marks["c"].ms == 1_500


def test_overruled_to_right_the_earlier_buzz_has_it_and_the_later_is_void():
    night = buzzer()
    night.do(Buzzed("c", 1))
    night.answer("c", 1)
    night.do(Buzzed("b", 1))
    night.answer("b")
    night.do(Judged("c", True))
    outcomes = night.reveal()
    assert (outcomes["c"].mark, outcomes["c"].points) == ("right", 1_000)
    assert (outcomes["b"].mark, outcomes["b"].points) == ("none", 0)


# Survivor


def test_no_right_answer_costs_a_life_and_the_last_one_standing_ends_the_round():
    night = Night(make_round("survivor", count=9, lives=2), seats="abc")
    assert {seat: outcome.lives for seat, outcome in night.question("b", a=0).items()} == {
        "a": 2,
        "b": 1,
        "c": 1,
    }
    out = night.question("b", a=0, c=0)
    assert (out["b"].lives, out["b"].points, out["a"].points) == (0, 0, 600)  # half of the 1,000, and 100
    told = night.next()
    assert may_of(told) == {"!": "wait", "a": "answer", "b": "wait", "c": "answer"}
    assert night.refused(Answered("b", night.number, 0)) == "out"
    night.answer("a")
    assert night.room.phase is Phase.OPEN
    night.answer("c", 1)
    assert night.room.phase is Phase.LOCKED  # nobody waits for who is out
    night.reveal()
    assert night.scores == {"a": 100 + 600 + 600, "c": 600, "b": 0}
    assert kinds(night.next()) == ["Standings"]


def test_a_question_that_would_throw_out_everyone_throws_out_nobody():
    night = Night(make_round("survivor", lives=1))
    assert {outcome.lives for outcome in night.question("a", "b").values()} == {1}
    assert night.question("a", b=0)["a"].lives == 0


def test_whoever_is_away_loses_lives_like_whoever_is_silent():
    night = Night(make_round("survivor", lives=1), seats="abc")
    night.do(Left("c"))
    night.question("b", a=0)
    assert kinds(night.next()) == ["Standings"]


def test_lives_are_new_in_a_new_round_and_a_newcomer_has_as_many_as_the_weakest():
    night = Night(make_round("survivor", lives=3, count=2), make_round("survivor", lives=2), seats="ab")
    night.question("b", a=0)
    night.do(Joined("d", "Late"))
    assert night.question(a=0, d=0, b=0)["d"].lives == 2
    night.next()
    night.next()
    assert night.question(a=0)["a"].lives == 2


def test_an_undone_verdict_gives_the_lives_back():
    night = Night(make_round("survivor", lives=1), seats="abc")
    night.question("b", a=0, c=0)
    night.do(VerdictUndone(), Replayed())
    night.answer("b")
    assert night.reveal()["b"].lives == 1


# Board


def board(hidden=(), by_buzzer=True, seats="abc", **fields):
    grid = Board(("Rivers", "Seas"), (200, 400), hidden, by_buzzer)
    night = Night(make_round("board", board=grid), seats=seats, **fields)
    told = night.next()
    return night, told[0].what


def test_the_team_in_turn_chooses_and_whoever_is_right_chooses_next():
    night, shown = board()
    assert (shown.unit, shown.name) == ("a", "Player a")
    assert night.refused(Chose("b", 0)) == "not-you"
    assert night.refused(Chose("a", 4)) == "option"
    night.do(Chose("a", 1))
    night.do(Buzzed("c", 1))
    night.answer("c")
    assert night.reveal()["c"].points == 400
    shown = night.next()[0].what
    assert shown.unit == "c"
    assert [[square.taken for square in column] for column in shown.columns] == [
        [False, True],
        [False, False],
    ]
    assert night.refused(Chose("c", 1)) == "option"


def test_on_the_board_wrong_costs_what_right_would_earn_and_the_turn_stays():
    night, _ = board()
    night.do(Chose("a", 1))
    for seat in "bc":
        night.do(Buzzed(seat, 1))
        night.answer(seat, 1)
    night.do(RevealedNow())
    assert night.scores == {"a": 0, "b": -400, "c": -400}
    assert night.next()[0].what.unit == "a"


def test_an_undone_verdict_gives_the_turn_back_and_the_square_stays_in_play():
    night, _ = board()
    night.do(Chose("a", 1), Buzzed("c", 1), Answered("c", 1, 0), RevealedNow())
    assert night.next()[0].what.unit == "c"
    night.do(VerdictUndone())
    assert (night.room.phase, night.room.used) == (Phase.LOCKED, (1,))
    night.do(Judged("c", False), RevealedNow())
    assert night.next()[0].what.unit == "a"


def test_without_buzzers_the_chooser_answers_alone_for_nothing_to_lose_and_the_turn_goes_round():
    night, _ = board(by_buzzer=False)
    told = night.do(Chose("a", 1))
    assert may_of(told) == {"!": "wait", "a": "answer", "b": "wait", "c": "wait"}
    assert night.refused(Answered("b", 1, 0)) == "not-you"
    night.answer("a", 1)
    assert night.room.phase is Phase.LOCKED
    night.do(RevealedNow())
    assert set(night.scores.values()) == {0}
    turns = []
    for _ in range(3):
        turn = night.next()[0].what.unit
        turns.append(turn)
        night.next()
        night.answer(turn)
        night.reveal()
    assert turns == ["b", "c", "a"]
    assert kinds(night.next()) == ["Standings"]


def test_a_hidden_square_is_a_wager_for_the_chooser_alone():
    night, shown = board(hidden=(3,))
    assert b"hidden" not in repr(shown).encode()
    told = night.do(Chose("a", 3))
    stakes = {telling.to: telling.what.most for telling in told if isinstance(telling.what, WagerAsked)}
    assert stakes == {"!": -1, "a": 400, "b": -1, "c": -1}
    assert night.refused(Wagered("b", 1, 100)) == "not-you"
    assert night.refused(Wagered("a", 1, 401)) == "points"
    night.do(Wagered("a", 1, 300))
    assert night.room.phase is Phase.OPEN
    assert night.refused(Buzzed("b", 1)) == "phase"
    night.answer("a")
    assert night.reveal()["a"].points == 300
    assert night.next()[0].what.unit == "a"


def test_the_host_chooses_the_least_square_for_a_team_that_cannot_and_may_skip_the_rest():
    night, _ = board()
    night.next()
    assert night.room.used == (0,)
    night.do(Skipped(1))
    assert night.room.phase is Phase.CHOOSING
    night.do(Skipped(1))
    assert night.room.phase is Phase.STANDINGS


def test_the_last_place_chooses_first_and_a_team_that_has_left_is_passed_over():
    night = Night(make_round(count=1), make_round("board"), seats="abc")
    night.question("b", a=0, c=4_000)
    for _ in range(2):
        night.next()
    assert night.next()[0].what.unit == "b"
    told = night.do(Left("b"))
    assert (
        [telling.what.unit for telling in told if hasattr(telling.what, "unit")]
        == [turn_of(night.room)]
        == ["c"]
    )


# Final wager


def final(scores, **fields):
    night = Night(make_round(count=1), make_round("final-wager", count=1), seats="abc", **fields)
    night.question()
    for unit, points in scores.items():
        night.do(Corrected(unit, points, "for the test"))
    for _ in range(2):
        night.next()
    return night, night.next()


def test_everyone_stakes_before_the_question_is_seen():
    night, told = final({"a": 3_000, "b": 100})
    limits = {telling.to: telling.what.most for telling in told}
    assert limits == {"!": -1, "a": 3_000, "b": 500, "c": 500}
    assert not any("prompt" in type(telling.what).__struct_fields__ for telling in told)
    assert night.refused(Wagered("a", night.number, 3_001)) == "points"
    assert night.refused(Wagered("a", night.number, -1)) == "points"
    night.do(Wagered("a", night.number, 2_000), Wagered("b", night.number, 500))
    assert night.refused(Wagered("a", night.number, 5)) == "staked"
    assert night.refused(Answered("a", night.number, 0)) == "early"
    assert kinds(night.do(Wagered("c", night.number, 400)))[-1] == "QuestionOpened"
    night.answer("a")
    night.answer("b", 1)
    night.answer("c", 1)
    night.reveal()
    # the house's gift is not asked back: b loses its 100, c nothing
    assert night.scores == {"a": 5_000, "b": 0, "c": 0}


def test_no_answer_loses_the_stake_and_no_stake_loses_nothing():
    night, _ = final({"a": 1_000, "b": 1_000})
    night.do(Wagered("a", night.number, 700))
    night.do(TimeUp(night.number), after=30_000)
    assert night.room.phase is Phase.OPEN
    night.do(TimeUp(night.number), after=20_000)
    night.reveal()
    assert night.scores == {"a": 300, "b": 1_000, "c": 0}


def test_a_team_wins_and_loses_the_mean_of_its_members_stakes():
    night, told = final({"team:Reds": 1_000}, teams={"a": "Reds", "b": "Reds"})
    assert {telling.to: telling.what.most for telling in told}["b"] == 1_000
    night.do(
        Wagered("a", night.number, 1_000), Wagered("b", night.number, 500), Wagered("c", night.number, 0)
    )
    night.answer("a", 1)
    night.answer("b", 0)
    night.answer("c", 0)
    night.reveal()
    assert night.scores["team:Reds"] == 1_000 - 250


def test_a_replayed_wager_keeps_its_stakes():
    night, _ = final({"a": 1_000})
    for seat in "abc":
        night.do(Wagered(seat, night.number, 300))
    night.answer("a", 1)
    night.do(Replayed())
    for seat in "abc":
        night.answer(seat)
    night.reveal()
    assert night.scores == {"a": 1_300, "b": 300, "c": 300}


# The judge's way


def test_where_the_host_reads_aloud_options_are_not_shown_and_marks_are_the_hosts():
    night = Night(make_round(aloud=True))
    told = night.next()
    assert (told[0].what.options, told[0].what.may) == ((), "wait")
    assert night.refused(Answered("a", 1, 0)) == "aloud"
    night.do(Judged("a", True), after=9_000)
    night.do(Judged("b", True))
    assert [telling.what for telling in night.told][-1] == Locked(1)
    night.do(Judged("b", False))  # thought again
    assert {seat: outcome.points for seat, outcome in night.reveal().items()} == {"a": 1_000, "b": 0}


def test_the_host_may_overrule_the_room_once_a_question_is_locked():
    night = Night()
    night.next()
    assert night.refused(Judged("a", True)) == "phase"
    night.answer("a", 1)
    night.answer("b", 0)
    night.do(Judged("a", True))
    assert night.reveal()["a"].mark == "right"
