import pytest

from tests.party.house import Memory, first_question, open_host, plan
from tests.support import FakeClock
from trivia.party.events import Advanced, Answered, Closed, Ended, Joined, Left, Paused, TimeUp
from trivia.party.host import Host
from trivia.party.journal import replay
from trivia.party.refused import Refused
from trivia.party.state import Phase


@pytest.fixture
def journal() -> Memory:
    return Memory()


@pytest.fixture
def host(journal, clock) -> Host:
    return open_host(plan(seconds=20), journal, clock.now_ms)


def test_an_event_is_in_the_journal_before_anyone_hears_of_it(host, journal):
    heard = []
    host.subscribe(lambda event, _: heard.append((event, len(journal.rows))))
    host.do(Joined("ada", "Ada"))
    host.do(Joined("bo", "Bo"))
    assert heard == [(Joined("ada", "Ada"), 2), (Joined("bo", "Bo"), 3)]


def test_what_is_refused_is_neither_kept_nor_told(host, journal):
    heard = []
    host.subscribe(lambda event, _: heard.append(event))
    before = host.room
    with pytest.raises(Refused):
        host.do(Left("nobody"))
    assert (host.room, heard, len(journal.rows)) == (before, [], 1)


def test_the_journal_leads_to_the_very_room(host, journal, clock: FakeClock):
    host.do(Joined("ada", "Ada"))
    host.do(Joined("bo", "Bo"))
    first_question(host)
    clock.turn(700)
    host.do(Answered("ada", 1, 0))
    clock.turn(900)
    host.do(Answered("bo", 1, 1))
    host.do(Advanced())
    assert replay(journal.events()) == host.room


def test_a_party_goes_on_at_the_time_at_which_its_journal_ends(host, journal, clock: FakeClock):
    host.do(Joined("ada", "Ada"))
    first_question(host)
    clock.turn(5_000)
    host.do(Joined("bo", "Bo"))
    events = journal.events()
    later = FakeClock()
    later.turn(1_000_000)
    again = Host(journal, later.now_ms, replay(events), events[-1][0])
    assert again.now() == 5_000
    later.turn(14_999)
    assert again.tick() == ()
    later.turn(1)
    again.tick()
    assert again.room.phase is Phase.LOCKED


def test_time_stands_while_it_is_held(host, clock: FakeClock):
    clock.turn(100)
    host.hold()
    clock.turn(10_000)
    assert host.now() == 100
    host.hold()
    host.go_on()
    host.go_on()
    clock.turn(50)
    assert host.now() == 150


def test_a_tick_says_that_the_time_is_up_when_it_is_and_once(host, journal, clock: FakeClock):
    assert host.deadline is None
    host.do(Joined("ada", "Ada"))
    first_question(host)
    host.sync()
    clock.turn(host.deadline - 1)
    assert host.tick() == ()
    clock.turn(1)
    assert host.tick()
    assert host.tick() == ()
    assert [event for _, event in journal.events()].count(TimeUp(1)) == 1


def test_what_a_question_came_to_is_synced_a_moment_after_it_is_shown(host, journal, clock: FakeClock):
    host.do(Joined("ada", "Ada"))
    first_question(host)
    clock.turn(host.deadline - host.now())
    host.tick()
    before = journal.synced
    assert before == 1
    host.do(Answered("ada", 1, 0))
    host.do(Advanced())
    assert (host.room.phase, journal.synced) == (Phase.REVEAL, before)
    clock.turn(host.deadline - host.now())
    host.tick()
    assert (journal.synced, host.deadline) == (before + 1, None)
    host.do(Ended())
    host.hold()
    assert journal.synced == before + 2
    host.go_on()
    host.do(Closed())
    assert journal.synced == before + 3


def test_nothing_runs_out_in_a_pause(host, clock: FakeClock):
    host.do(Joined("ada", "Ada"))
    first_question(host)
    host.do(Paused())
    clock.turn(1_000_000)
    assert host.tick() == ()


def test_a_full_disk_stops_no_show_and_is_told_and_all_is_kept_when_there_is_room_again(host, journal):
    journal.full = True
    host.do(Joined("ada", "Ada"))
    host.do(Joined("bo", "Bo"))
    assert "No space left" in host.trouble
    assert (host.unkept, len(host.room.seats), len(journal.rows)) == (2, 2, 1)
    assert not host.sync()
    journal.full = False
    host.do(Joined("cy", "Cy"))
    assert (host.trouble, host.unkept) == ("", 0)
    assert replay(journal.events()) == host.room


class Gathering(Memory):
    """A journal that keeps several events in one go, and counts how often it was asked to."""

    def __init__(self) -> None:
        super().__init__()
        self.gone_to = 0

    def extend(self, events):
        self.gone_to += 1
        rows = list(self.rows)
        try:
            for at_ms, event in events:
                self.append(at_ms, event)
        except OSError:
            self.rows = rows
            raise


@pytest.mark.parametrize("kept_in", [Memory, Gathering])
def test_a_hall_that_answers_at_once_is_kept_in_one_go_and_each_hears_of_its_own(clock, kept_in):
    journal = kept_in()
    host = open_host(plan(seconds=20), journal, clock.now_ms)
    for name in ("ada", "bo", "cy"):
        host.do(Joined(name, name))
    first_question(host)
    heard = []
    host.subscribe(lambda event, told: heard.append((event.player, len(journal.rows), told[0].to)))
    before = len(journal.rows)
    answers = [Answered("ada", 1, 0), Answered("ada", 1, 1), Answered("bo", 7, 0), Answered("bo", 1, 1)]
    refusals = host.do_all(answers)
    assert [refused and refused.code for refused in refusals] == [None, "answered", "early", None]
    assert heard == [("ada", before + 2, "ada"), ("bo", before + 2, "bo")]
    assert getattr(journal, "gone_to", 1) == 1
    assert host.do_all([Answered("cy", 1, 0), Answered("cy", 1, 0)])[1].code == "late"
    assert host.room.phase is Phase.LOCKED
    assert replay(journal.events()) == host.room
    assert host.do_all([]) == []


def test_what_could_not_be_kept_goes_to_the_journal_in_one_go_later(clock):
    journal = Gathering()
    host = open_host(plan(), journal, clock.now_ms)
    journal.full = True
    for name in ("ada", "bo", "cy"):
        host.do(Joined(name, name))
    assert (host.unkept, len(journal.rows)) == (3, 1)
    journal.full = False
    assert host.sync()
    assert (host.unkept, host.trouble) == (0, "")
    assert replay(journal.events()) == host.room


def test_what_a_listener_does_is_told_after_what_it_heard(host):
    heard = []

    def first(event, told):
        if event == Joined("ada", "Ada"):
            host.do(Joined("bo", "Bo"))

    host.subscribe(first)
    end = host.subscribe(lambda event, _: heard.append(event.player))
    host.do(Joined("ada", "Ada"))
    end()
    end()
    host.do(Joined("cy", "Cy"))
    assert heard == ["ada", "bo"]


def test_nothing_happens_before_the_party_opens(journal, clock):
    host = Host(journal, clock.now_ms)
    assert host.deadline is None
    with pytest.raises(Refused, match="not opened"):
        host.do(Joined("ada", "Ada"))
    with pytest.raises(Refused, match="not opened"):
        _ = host.room
    assert host.tick() == ()
