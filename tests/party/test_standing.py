import pytest

from tests.party.night import Night, make_round
from trivia.party import events as e
from trivia.party.standing import results, scoreboard, team_score


@pytest.mark.parametrize(
    ("way", "owned", "score"),
    [
        ("mean", [100, 201], 151),
        ("mean", [-1, 0], 0),
        ("mean", [900], 900),
        ("best-2", [100, 300, 500], 400),
        ("best-3", [100, 300], 200),
        ("sum", [100, 300, 500], 900),
    ],
)
def test_a_teams_score_is_fair_to_teams_of_any_size(way, owned, score):
    assert team_score(way, owned) == score


def test_teams_and_single_players_stand_in_one_table():
    night = Night(seats="abc", teams={"a": "Reds", "b": "Reds"})
    night.question("b", a=0, c=20_000)
    assert [(line.name, line.score, line.place, line.members) for line in scoreboard(night.room)] == [
        ("Player c", 500, 1, 1),  # one of one was right
        ("Reds", 500, 2, 2),  # one of two
    ]


def test_ties_go_to_more_right_answers():
    night = Night(seats="ab")
    night.question("b", a=0)
    night.do(e.Corrected("b", 1_000, "the host misheard"))
    assert night.places == {"a": 1, "b": 2}


def test_then_to_less_time_and_what_is_still_tied_shares_the_place():
    night = Night(make_round("calm"), seats="abcd")
    night.question("d", a=900, b=400, c=900)
    assert night.places == {"b": 1, "a": 2, "c": 2, "d": 4}


def test_corrections_count_for_a_seat_and_for_its_team():
    night = Night(seats="abc", teams={"a": "Reds", "b": "Reds"})
    night.question()
    night.do(e.Corrected("a", 300, "found the mistake"), e.Corrected("team:Reds", -50, "singing"))
    assert night.scores == {"team:Reds": 100, "c": 0}


def test_results_have_every_verdict_with_every_seats_part():
    night = Night(make_round(count=2, title="Warm-up"))
    night.question("b", a=0)
    night.question()
    night.do(e.Replayed())
    night.question(b=3_000)
    first, second = results(night.room)
    assert (first.number, first.round, first.title, first.ask.id) == (1, 1, "Warm-up", "classic-0")
    assert {seat: marked.mark for seat, marked in first.marks.items()} == {"a": "right", "b": "wrong"}
    assert (second.number, second.marks["b"].ms, second.marks["a"].mark) == (3, 3_000, "none")
