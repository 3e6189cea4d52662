import typing

import pytest

from tests.party.night import Night, make_round
from trivia.party import events as e
from trivia.party.journal import JournalError, decoded, encoded, replay
from trivia.party.plan import Plan

PLAN = Plan("Night", (make_round(),))


def test_every_kind_of_event_has_a_tag_of_its_own_that_stays():
    tags = {kind.__struct_config__.tag for kind in typing.get_args(e.Event)}
    assert " ".join(sorted(tags)) == (
        "advanced answered buzzed chose closed corrected door ended extended joined judged kicked left moved "
        "opened paused renamed replayed resumed returned revealed skipped started time-up undone wagered"
    )


@pytest.mark.parametrize(
    ("event", "body"),
    [
        (
            e.Answered("a", 3, 1, 40),
            b'{"type":"answered","player":"a","question":3,"option":1,"credit_ms":40}',
        ),
        (e.TimeUp(3), b'{"type":"time-up","question":3}'),
        (
            e.Joined("a", "Ada", "Reds", "phone", "ff" * 32),
            b'{"type":"joined","player":"a","name":"Ada","team":"Reds","via":"phone","token":"'
            + b"ff" * 32
            + b'"}',
        ),
    ],
)
def test_an_event_is_kept_in_words_that_a_later_version_reads(event, body):
    assert encoded(event) == body
    assert decoded(body) == event


def test_the_plan_comes_back_whole():
    plan = Plan("Night", (make_round(), make_round("board")), "best-3", late="zero", seed=2**62, opened_at=1)
    assert decoded(encoded(e.Opened(plan))) == e.Opened(plan)


@pytest.mark.parametrize(
    "body", [b"", b"{}", b'{"type":"danced"}', b'{"type":"answered","player":1}', b"\xff"]
)
def test_what_is_no_event_is_said_to_be_none(body):
    with pytest.raises(JournalError, match="cannot be read"):
        decoded(body)


def test_a_journal_leads_to_the_room_that_everyone_saw():
    events = [
        (0, e.Opened(PLAN)),
        (0, e.Joined("a", "Player a")),
        (0, e.Joined("b", "Player b")),
        (0, e.Started()),
    ]
    night = Night()
    assert replay(events) == night.room


@pytest.mark.parametrize(
    ("events", "match"),
    [
        ([], "empty"),
        ([(0, e.Started())], "does not begin"),
        ([(0, e.Opened(Plan("Night", ())))], r"event 1 .*Opened"),
        ([(0, e.Opened(PLAN)), (5, e.Joined("a", "Ada")), (9, e.Advanced())], r"event 3 .*Advanced"),
    ],
)
def test_a_journal_that_cannot_have_happened_says_where(events, match):
    with pytest.raises(JournalError, match=match):
        replay(events)
