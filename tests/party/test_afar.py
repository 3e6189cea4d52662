import pytest

from trivia.party import says
from trivia.party.afar import Afar, heard

WELCOME = says.Welcome(1, "s1", "s1", "Ada", "", "The night")


def asked(q=1, may="answer", ms=20_000, options=("a", "b", "c", "d")):
    return says.Asked(q, q, 5, "Rivers", "Which?", options, may, ms)


def after(*said, seen=None, now=0):
    seen = Afar() if seen is None else seen
    for one in said:
        seen = heard(seen, one, now)
    return seen


def reveal(q=1, verdict="right", points=900, lives=None):
    return says.Reveal(q, 0, "a", (1,), "So it is.", "", says.You(verdict, points, 900, 1, 2, 1, lives))


def test_a_seat_waits_in_the_lobby_until_a_question_comes():
    seen = after(WELCOME, says.Lobby(3, ("Reds",), locked=False))
    assert (seen.where, seen.name, seen.lobby.players) == ("lobby", "Ada", 3)
    assert not seen.may_answer
    seen = after(asked(), seen=seen, now=1_000)
    assert seen.may_answer
    assert seen.left_ms(6_000) == 15_000


def test_an_answer_is_marked_at_once_and_stands_when_it_has_arrived():
    seen = after(WELCOME, asked()).took(2)
    assert not seen.may_answer
    assert not seen.taken
    assert after(says.Took(7), seen=seen).taken is False  # of another question
    assert after(says.Took(1), seen=seen).taken


def test_an_answer_that_was_refused_may_be_given_again():
    seen = after(says.Error("slow", "Easy!"), seen=after(WELCOME, asked()).took(2))
    assert seen.may_answer
    assert (seen.said, seen.again) == ("Easy!", 1)


def test_what_is_refused_later_takes_no_answer_back():
    taken = after(says.Took(1), seen=after(WELCOME, asked()).took(2))
    seen = after(says.Error("slow", "Easy!"), seen=taken)
    assert (seen.mine, seen.said) == (2, "Easy!")


def test_after_a_lost_line_the_same_question_is_as_it_was():
    taken = after(says.Took(1), seen=after(WELCOME, asked()).took(2))
    seen = after(WELCOME, asked(ms=9_000), says.Took(1), seen=taken, now=11_000)
    assert (seen.mine, seen.taken) == (2, True)
    assert seen.clock.whole_ms == 20_000
    assert after(asked(q=2), seen=seen).mine is None


def test_whoever_comes_back_to_an_answered_question_cannot_answer_again():
    seen = after(WELCOME, asked(), says.Took(1))
    assert seen.mine is None
    assert not seen.may_answer


def test_the_reveal_brings_score_streak_and_lives():
    seen = after(WELCOME, asked(), says.Shut(1), reveal(lives=2))
    assert (seen.where, seen.own.score, seen.streak, seen.lives) == ("reveal", 900, 1, 2)
    assert seen.asked.q == 1


def test_a_reveal_of_a_question_that_was_never_seen_shows_no_options():
    assert after(WELCOME, asked(), reveal(q=2)).asked is None


def test_the_first_to_buzz_has_the_word_and_who_was_wrong_waits():
    seen = after(WELCOME, asked(may="buzz"))
    assert seen.may_buzz
    mine = after(says.Buzzing("s1", "Ada", 5_000), seen=seen)
    assert mine.may_answer
    assert mine.left_ms(2_000) == 3_000
    wrong = after(says.Free("s1", 9_000), seen=mine.took(1))
    assert wrong.tried
    assert not wrong.may_buzz
    other = after(says.Buzzing("s2", "Kurt", 5_000), seen=seen)
    assert (other.rival, other.may_answer, other.may_buzz) == ("Kurt", False, False)
    assert after(says.Free("s2", 9_000, "s2"), seen=other).may_buzz
    mate = after(says.Free("s2", 9_000, other.unit), seen=other)
    assert (mate.tried, mate.may_buzz) == (True, False)


def test_nothing_can_be_done_while_the_show_is_paused_and_the_clock_stands():
    seen = after(says.Pausing(), seen=after(WELCOME, asked()), now=4_000)
    assert not seen.may_answer
    assert seen.left_ms(99_000) == 16_000
    seen = after(says.Resuming(16_000), seen=seen, now=99_000)
    assert seen.may_answer
    assert seen.left_ms(99_000) == 16_000
    assert seen.clock.whole_ms == 20_000


def test_more_time_is_more_time():
    seen = after(says.Clock(30_000), seen=after(WELCOME, asked()), now=5_000)
    assert seen.left_ms(5_000) == 30_000


def test_a_question_that_is_dropped_takes_its_answer_along():
    seen = after(says.Dropped(1), seen=after(WELCOME, asked()).took(1))
    assert (seen.where, seen.asked, seen.mine) == ("dropped", None, None)
    assert after(says.Dropped(7), seen=after(WELCOME, asked())).where == "ask"


def test_only_who_has_the_turn_chooses_and_only_who_may_stakes():
    board = says.BoardSeen((says.Column("Film", (says.Cell(0, 200),)),), "s1", "Ada")
    assert after(WELCOME, board).may_choose
    assert not after(WELCOME, says.BoardSeen(board.columns, "s2", "Kurt")).may_choose
    stake = after(WELCOME, says.Stake(3, "Rivers", 500, 30_000))
    assert stake.may_stake
    assert not after(says.Took(3), seen=stake).may_stake
    assert not after(WELCOME, says.Stake(3, "Rivers", -1)).may_stake


@pytest.mark.parametrize(("said", "where"), [(says.Stand((), ()), "standings"), (says.TheEnd(()), "final")])
def test_standings_come_and_the_question_goes(said, where):
    seen = after(WELCOME, asked(), said)
    assert (seen.where, seen.asked) == (where, None)


def test_what_is_not_for_a_seat_changes_nothing():
    seen = after(WELCOME, asked())
    assert after(says.Pong(), says.Shut(7), seen=seen) == seen
