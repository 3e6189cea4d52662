import msgspec
import pytest

from tests.party.night import Night, kinds, make_round
from trivia.party import events as e
from trivia.party.plan import Plan
from trivia.party.queries import due_at, ms_left
from trivia.party.room import Phase, Refused, open_room, snapshot_for, step
from trivia.party.state import NOTHING
from trivia.party.tellings import HOST, AnsweredCount, Outcome, Revealed, Standings, Telling


def phases(night, *events):
    found = []
    for event in events:
        night.do(event)
        found.append(night.room.phase.value)
    return found


def test_a_night_goes_from_the_lobby_to_the_finale():
    night = Night(make_round(count=1), make_round("calm", count=2), start=False)
    assert phases(night, e.Started(), e.Advanced(), e.RevealedNow(), e.Advanced()) == [
        "intro",
        "open",
        "reveal",
        "standings",
    ]
    assert phases(night, *[e.Advanced()] * 2, e.RevealedNow(), e.Advanced()) == [
        "intro",
        "open",
        "reveal",
        "open",
    ]
    assert phases(night, e.RevealedNow(), e.Advanced(), e.Advanced(), e.Closed()) == [
        "reveal",
        "standings",
        "final",
        "closed",
    ]
    for event in (e.Joined("z", "Zoe"), e.Advanced(), e.VerdictUndone(), e.Closed()):
        assert night.refused(event) == "closed"


def test_standings_after_every_question_where_the_plan_says_so():
    night = Night(standings="question")
    night.question(a=0)
    assert phases(night, e.Advanced(), e.Advanced()) == ["standings", "open"]


def test_a_question_locks_by_itself_when_all_who_are_there_have_answered():
    night = Night(seats="abc")
    night.do(e.Left("c"))
    night.next()
    assert kinds(night.answer("a"), to="a") == ["Taken"]
    assert night.told[-1] == Telling(HOST, AnsweredCount(1, 2))
    assert kinds(night.answer("b"), to="*") == ["Locked"]


def test_nobody_waits_for_whoever_leaves_but_an_empty_room_keeps_the_question_open():
    night = Night()
    night.next()
    night.answer("a")
    assert kinds(night.do(e.Left("b")), to="*") == ["Locked"]
    night = Night()
    night.next()
    night.do(e.Left("a"), e.Left("b"))
    assert night.room.phase is Phase.OPEN
    night.do(e.Returned("b"))
    night.answer("b")
    assert night.room.phase is Phase.LOCKED


def test_an_answer_stays_when_its_player_leaves_and_nobody_answers_twice():
    night = Night()
    night.next()
    night.answer("a", 0)
    night.do(e.Left("a"))
    assert night.refused(e.Answered("a", 1, 1)) == "away"
    assert kinds(night.do(e.Returned("a")), to="a") == ["QuestionOpened", "Taken"]
    assert night.refused(e.Answered("a", 1, 1)) == "answered"
    assert night.reveal()["a"].mark == "right"


def test_the_rooms_clock_decides_whether_an_answer_came_in_time():
    night = Night(seats="abc")
    night.next()
    night.now = 20_000
    night.answer("a")  # the very last moment
    night.now = 20_100
    night.answer("b", credit=100)
    assert night.refused(e.Answered("c", 1, 0, 99)) == "late"
    night.now = 19_999
    assert night.refused(e.TimeUp(1)) == "early"
    night.now = 20_000
    assert kinds(night.do(e.TimeUp(1))) == ["Locked"]
    assert night.refused(e.TimeUp(1)) == "late"
    assert night.refused(e.Answered("c", 1, 0)) == "late"
    assert {seat: outcome.points for seat, outcome in night.reveal().items()} == {"a": 500, "b": 500, "c": 0}


def test_an_answer_to_an_old_question_never_counts_for_the_next():
    night = Night()
    night.question(a=0)
    night.next()
    assert night.refused(e.Answered("b", 1, 0)) == "late"
    assert night.refused(e.Answered("b", 3, 0)) == "early"
    night.do(e.Replayed())
    assert night.number == 3
    assert night.refused(e.Answered("b", 2, 0)) == "late"


def test_the_clock_says_when_time_is_up_and_waits_a_little_for_seats_elsewhere():
    night = Night()
    assert due_at(night.room) is None
    night.next()
    assert (due_at(night.room), ms_left(night.room, 5_000)) == (20_000, 15_000)
    night.do(e.Joined("p", "Phone", via="phone"))
    assert due_at(night.room) == 20_150
    night.do(e.Paused(), after=7_000)
    assert (due_at(night.room), ms_left(night.room, 99_000)) == (None, 13_000)
    told = night.do(e.Resumed(), after=1_000_000)
    assert told[0].what.ms_left == 13_000


@pytest.mark.parametrize(
    "event",
    [
        e.Advanced(),
        e.Skipped(1),
        e.RevealedNow(),
        e.Replayed(),
        e.TimeUp(1),
        e.Answered("a", 1, 0),
        e.Judged("a", True),
    ],
)
def test_while_the_show_is_paused_it_stands_still(event):
    night = Night()
    night.next()
    night.do(e.Paused())
    assert night.refused(event) == "paused"
    assert night.refused(e.Paused()) == "paused"


def test_a_question_that_all_have_answered_but_one_who_left_in_the_pause_locks_with_its_end():
    night = Night()
    night.next()
    night.answer("a")
    night.do(e.Paused(), e.Left("b"))
    assert night.room.phase is Phase.OPEN
    assert kinds(night.do(e.Resumed())) == ["ResumedNow", "Locked"]


def test_an_undo_gives_the_room_as_it_was_before():
    night = Night()
    night.question(a=0)
    night.next()
    night.answer("a", 1)
    night.answer("b", 0)
    locked = night.room
    night.do(e.RevealedNow())
    revealed = night.room
    night.do(e.VerdictUndone())
    assert night.room == locked
    night.do(e.Advanced())
    assert night.room == revealed


def test_an_undo_reaches_back_over_standings_and_the_next_announcement_but_not_over_a_question():
    night = Night(make_round(count=1), make_round("calm"))
    night.next()
    night.answer("a", 0)
    night.answer("b", 1)
    locked = night.room
    night.do(*[e.Advanced()] * 3)
    assert night.room.phase is Phase.INTRO
    night.do(e.VerdictUndone())
    assert night.room == locked
    assert night.scores == {"a": 0, "b": 0}
    assert night.refused(e.VerdictUndone()) == "phase"
    night.do(*[e.Advanced()] * 4)
    assert night.refused(e.VerdictUndone()) == "phase"


def test_a_replayed_question_is_asked_again_and_its_first_verdict_is_void():
    night = Night()
    night.question("b", a=0)
    told = night.do(e.Replayed())
    assert kinds(told) == ["QuestionDropped", "QuestionOpened"]
    assert (told[-1].what.question, told[-1].what.number, night.scores) == (2, 1, {"a": 0, "b": 0})
    night.answer("b")
    assert night.reveal()["b"].points == 1_000
    assert night.scores == {"a": 0, "b": 1_000}


def test_a_skipped_question_counts_for_nothing_and_two_presses_skip_one():
    night = Night()
    night.question(a=0)
    night.next()
    night.answer("b")
    told = night.do(e.Skipped(2))
    assert kinds(told) == ["QuestionDropped", "QuestionOpened"]
    assert night.refused(e.Skipped(2)) == "late"
    assert night.scores == {"a": 1_000, "b": 0}
    assert phases(night, e.Skipped(3)) == ["standings"]
    assert night.refused(e.VerdictUndone()) == "phase"


def test_a_correction_needs_a_reason_and_somebody():
    night = Night(start=False)
    assert night.refused(e.Corrected("a", 5, "why not")) == "phase"
    night.do(e.Started(), e.Corrected("a", -250, "read the question out too early"))
    assert night.scores == {"a": -250, "b": 0}
    assert night.refused(e.Corrected("a", 100, "")) == "reason"
    assert night.refused(e.Corrected("a", 100, "two\nlines")) == "reason"
    assert night.refused(e.Corrected("a", 0, "nothing")) == "points"
    assert night.refused(e.Corrected("a", 1_000_001, "too much")) == "points"
    assert night.refused(e.Corrected("team:Reds", 100, "who?")) == "unknown"


def test_an_end_in_a_question_drops_it_and_after_a_reveal_keeps_it():
    night = Night()
    night.question(a=0)
    night.next()
    assert kinds(night.do(e.Ended())) == ["QuestionDropped", "FinalShown"]
    assert night.scores == {"a": 1_000, "b": 0}
    assert night.refused(e.VerdictUndone()) == "phase"
    night = Night()
    night.question(a=0)
    assert kinds(night.do(e.Ended())) == ["FinalShown"]
    assert phases(night, e.VerdictUndone()) == ["locked"]


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (e.Opened(Plan("x", ())), "phase"),
        (e.Advanced(), "phase"),
        (e.Paused(), "phase"),
        (e.Resumed(), "phase"),
        (e.RevealedNow(), "phase"),
        (e.VerdictUndone(), "phase"),
        (e.Replayed(), "phase"),
        (e.Ended(), "phase"),
        (e.Extended(1), "phase"),
        (e.Skipped(0), "phase"),
        (e.Skipped(1), "late"),
        (e.Answered("a", 0, 0), "late"),
        (e.Buzzed("a", 1), "late"),
        (e.Wagered("a", 1, 1), "late"),
        (e.Chose("a", 0), "phase"),
        (e.Judged("a", True), "phase"),
        (e.TimeUp(0), "late"),
        (e.Left("z"), "unknown"),
        (e.Returned("a"), "seat"),
        (e.DoorLocked(False), "same"),
    ],
)
def test_what_cannot_happen_in_the_lobby_is_refused_with_a_reason(event, code):
    assert Night(start=False).refused(event) == code


def test_who_has_missed_sees_that_when_coming_back_and_not_an_answer_that_waits():
    night = Night(make_round("buzzer"), seats="abc")
    night.next()
    night.do(e.Buzzed("a", 1), e.Answered("a", 1, 1))
    _, *seen = (telling.what for telling in snapshot_for(night.room, "a", night.now))
    assert [(type(what).__name__, what.player) for what in seen] == [("BuzzersFree", "a")]
    night.do(e.Buzzed("b", 1))
    _, *seen = (telling.what for telling in snapshot_for(night.room, "a", night.now))
    assert [type(what).__name__ for what in seen] == ["BuzzersFree", "BuzzedIn"]


def test_a_stake_that_comes_too_late_is_not_told_that_the_question_is_over():
    night = Night(make_round("final-wager", count=1))
    night.do(e.Advanced(), e.Advanced())
    assert night.room.phase is Phase.OPEN
    with pytest.raises(Refused, match="No more stakes"):
        step(night.room, e.Wagered("a", 1, 1), night.now)


def test_a_show_needs_somebody_to_play():
    assert Night(seats="", start=False).refused(e.Started()) == "empty"
    assert Night().refused(e.Started()) == "phase"


def test_an_option_must_be_there_and_an_extension_have_some_measure():
    night = Night()
    night.next()
    for option in (-1, 4):
        assert night.refused(e.Answered("a", 1, option)) == "option"
    for ms in (0, -1, 600_001):
        assert night.refused(e.Extended(ms)) == "points"


def test_a_reveal_tells_all_the_answer_and_each_its_own_outcome():
    night = Night()
    night.next()
    night.answer("a")
    night.answer("b", 2)
    told = night.next()
    assert told[0].what == Revealed(1, 0, "north", (1, 0, 1, 0), "classic-0 flows.", "Atlas, 3")
    assert told[1:] == [
        type(told[1])("a", Outcome(1, "right", 1_000, 1_000, 1, 2, 1, None)),
        type(told[1])("b", Outcome(1, "wrong", 0, 0, 2, 2, 0, None)),
    ]
    assert night.room.verdicts[0].marks["b"].option == 2
    night.question()
    assert night.room.verdicts[1].marks["a"].option == NOTHING


def test_no_more_than_six_messages_a_player_and_question():
    night = Night(seats="abcd", standings="question")
    night.told.clear()
    night.next()
    for seat in "abcd":
        night.answer(seat)
    night.do(e.Advanced(), e.Advanced())
    for seat in "abcd":
        assert sum(telling.to in ("*", seat) for telling in night.told) <= 6


# What a seat sees that comes back


def seen(night, player="a"):
    return [type(telling.what).__name__ for telling in snapshot_for(night.room, player, night.now)]


def test_whoever_comes_back_sees_where_the_show_is():
    night = Night(make_round(count=1), make_round("board"), make_round("final-wager", count=1), start=False)
    assert seen(night) == ["LobbyChanged"]
    night.do(e.Started())
    assert seen(night) == ["RoundIntro"]
    night.next()
    assert seen(night) == ["QuestionOpened"]
    night.answer("a", 1)
    assert seen(night) == ["QuestionOpened", "Taken"]
    assert seen(night, "b") == seen(night, HOST) == ["QuestionOpened"]
    night.do(e.Paused())
    assert seen(night, "b") == ["QuestionOpened", "PausedNow"]
    night.do(e.Resumed())
    night.answer("b")
    assert seen(night) == ["QuestionOpened", "Taken", "Locked"]
    night.next()
    assert seen(night) == ["QuestionOpened", "Revealed", "Outcome"]
    night.next()
    assert seen(night) == ["Standings"]
    night.do(*[e.Advanced()] * 2)
    assert seen(night) == ["BoardShown"]
    night.do(e.Advanced(), e.Buzzed("b", 2))
    assert seen(night) == ["QuestionOpened", "BuzzedIn"]
    night.do(e.Skipped(2), e.Skipped(2), e.Advanced(), e.Advanced(), e.Wagered("a", 3, 100))
    assert seen(night) == ["WagerAsked", "Taken"]
    assert snapshot_for(night.room, "b", night.now)[0].what.most == 1_000
    night.do(e.Ended())
    assert seen(night) == ["FinalShown"]
    night.do(e.Closed())
    assert seen(night) == ["ClosedNow"]


def test_the_clock_in_a_snapshot_is_what_is_left_of_it():
    night = Night(make_round("buzzer", buzz_seconds=5))
    night.next()
    night.do(e.Buzzed("b", 1), after=3_000)
    night.now += 2_000
    opened, buzzed = snapshot_for(night.room, "a", night.now)
    assert (opened.what.may, buzzed.what.ms_left) == ("wait", 3_000)


def test_who_climbed_since_the_last_standings_is_told():
    night = Night(make_round(count=2), seats="abc", standings="question")
    night.question("c", a=0, b=5_000)
    night.next()
    night.question("a", b=9_000, c=0)
    shown = night.next()[0].what
    assert isinstance(shown, Standings)
    assert [(row.unit, row.place, row.climbed) for row in shown.top] == [
        ("b", 1, 1),
        ("a", 2, -1),
        ("c", 2, 1),
    ]
    assert [row.unit for row in shown.climbed] == ["b", "c"]


def test_a_plan_must_be_playable():
    with pytest.raises(Refused) as caught:
        open_room(Plan("Nothing", ()))
    assert caught.value.code == "plan"


def test_the_room_given_is_never_changed():
    night = Night()
    night.next()
    body = msgspec.json.encode(night.room)
    step(night.room, e.Answered("a", 1, 0), 10)
    step(night.room, e.Kicked("a", True), 10)
    assert msgspec.json.encode(night.room) == body
