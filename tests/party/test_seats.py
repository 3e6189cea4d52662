import pytest

from tests.party.night import Night, kinds, make_round
from trivia.party import events as e
from trivia.party import seats
from trivia.party.room import Phase

TOKEN = "ab" * 32


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (e.Joined("a", "Someone"), "seat"),
        (e.Joined("team:x", "Someone"), "seat"),
        (e.Joined("*", "Someone"), "seat"),
        (e.Joined("", "Someone"), "seat"),
        (e.Joined("z" * 41, "Someone"), "seat"),
        (e.Joined("z", "Someone", token="00"), "seat"),  # noqa: S106 - what is no digest
        (e.Joined("z", ""), "name"),
        (e.Joined("z", " Zoe"), "name"),
        (e.Joined("z", "Z\x1boe"), "name"),
        (e.Joined("z", "Z" * 21), "name"),
        (e.Joined("z", "PLAYER A"), "same"),
        (e.Joined("z", "Рlаyеr a"), "same"),  # three Cyrillic letters
        (e.Joined("z", "Zoe", "Re\u202eds"), "team"),
    ],
)
def test_a_seat_is_refused_with_a_reason(event, code):
    assert Night().refused(event) == code


def test_teams_that_look_alike_are_one_team():
    night = Night(start=False, teams={"a": "Reds"})
    night.do(e.Joined("z", "Zoe", "REDS"))
    assert night.room.seats["z"].team == "Reds"
    assert night.told[-1].what.teams == ("Reds",)


def test_a_locked_door_keeps_newcomers_out_and_lets_the_others_back_in():
    night = Night(start=False)
    night.do(e.Left("a"), e.DoorLocked(True))
    assert night.refused(e.Joined("z", "Zoe")) == "locked"
    night.do(e.Returned("a"), e.DoorLocked(False), e.Joined("z", "Zoe"))


def test_two_seats_never_share_a_key_and_a_house_is_full_at_some_point(monkeypatch):
    night = Night()
    night.do(e.Joined("z", "Zoe", token=TOKEN))
    assert night.refused(e.Joined("y", "Yan", token=TOKEN)) == "seat"
    monkeypatch.setattr(seats, "MOST_SEATS", 3)
    assert night.refused(e.Joined("y", "Yan")) == "full"


def test_nobody_joins_after_the_finale():
    night = Night()
    night.do(e.Ended())
    assert night.refused(e.Joined("z", "Zoe")) == "phase"


def test_a_new_name_must_be_free_and_ones_own_may_be_written_otherwise():
    night = Night()
    assert night.refused(e.Renamed("a", "player B")) == "same"
    night.do(e.Renamed("a", "PLAYER A"))
    assert night.room.seats["a"].name == "PLAYER A"


def test_whoever_is_shown_out_is_in_no_standings_and_stays_out():
    night = Night(seats="abc")
    night.question(a=0, b=0)
    told = night.do(e.Kicked("a", banned=True))
    assert kinds(told, to="a") == ["Gone"]
    assert night.scores == {"b": 1_000, "c": 0}
    for event in (e.Returned("a"), e.Renamed("a", "New"), e.Kicked("a")):
        assert night.refused(event) == "gone"
    assert night.refused(e.Joined("z", "player a")) == "gone"
    night.do(e.Kicked("b"), e.Joined("y", "player b"))
    assert night.scores["y"] == 0


def test_the_answer_of_whoever_is_shown_out_is_in_no_count():
    night = Night(seats="abc")
    night.next()
    night.answer("a", 2)
    night.do(e.Kicked("a"))
    night.answer("b")
    night.answer("c")
    assert night.next()[0].what.counts == (2, 0, 0, 0)
    assert set(night.room.verdicts[0].marks) == {"b", "c"}


def test_nobody_waits_for_whoever_is_shown_out():
    night = Night()
    night.next()
    night.answer("a")
    assert kinds(night.do(e.Kicked("b")), to="*") == ["Locked"]


def test_sides_are_changed_between_questions_and_points_go_along():
    night = Night(teams={"a": "Reds", "b": "Blues"})
    night.question("b", a=0)
    night.next()
    assert night.refused(e.Moved("a", "Blues")) == "phase"
    night.do(e.RevealedNow())
    assert night.refused(e.Moved("a", "Reds")) == "team"
    night.do(e.Moved("a", "Blues"))
    assert night.scores == {"team:Blues": 500}


# Late


def test_a_late_seat_starts_with_the_score_of_the_last_place_and_nobody_loses_one():
    night = Night(seats="abc")
    night.question("c", a=0, b=9_000)
    night.question(c=0, b=0, a=0)
    places = night.places
    night.do(e.Joined("z", "Zoe"))
    assert night.scores["z"] == min(night.scores.values()) == night.scores["c"]
    assert {unit: place for unit, place in night.places.items() if unit != "z"} == places


def test_the_last_place_is_looked_for_among_those_who_are_there():
    night = Night(seats="abc")
    night.question("c", a=0, b=9_000)
    night.do(e.Left("c"), e.Joined("z", "Zoe"))
    assert night.scores["z"] == night.scores["b"] == 775


def test_a_plan_may_let_late_seats_start_with_nothing_and_in_the_lobby_nobody_is_late():
    night = Night(late="zero")
    night.question(a=0, b=0)
    night.do(e.Joined("z", "Zoe"))
    assert night.scores["z"] == 0
    night = Night()
    night.do(e.Joined("z", "Zoe"))
    assert night.scores["z"] == 0


@pytest.mark.parametrize("way", ["mean", "best-2", "best-3", "sum"])
def test_a_late_member_changes_nothing_about_the_teams_score(way):
    night = Night(seats="abc", teams={"a": "Reds", "b": "Reds"}, team_score=way)
    night.question("c", a=0, b=9_000)
    before = night.scores
    night.do(e.Joined("z", "Zoe", "reds"))
    assert night.scores == before


def test_a_late_seat_may_answer_the_question_that_is_open():
    night = Night()
    night.next()
    assert kinds(night.do(e.Joined("z", "Zoe")), to="z") == ["QuestionOpened"]
    night.answer("a")
    night.answer("b")
    assert night.room.phase is Phase.OPEN
    night.answer("z")
    assert night.reveal()["z"].points == 1_000


def test_coming_and_going_is_told_to_all_in_the_lobby_and_to_the_host_later():
    night = Night(make_round(), start=False)
    assert [telling.to for telling in night.do(e.Left("a"))] == ["*"]
    night.do(e.Started())
    assert [telling.to for telling in night.do(e.Left("b"))] == ["!"]
