import asyncio
import json
import socket
from contextlib import suppress

import pytest
from msgspec.structs import replace
from websockets.exceptions import ConnectionClosed, InvalidMessage, InvalidStatus
from websockets.frames import OP_TEXT, Frame, Opcode

from tests.party.house import (
    PIN,
    ROOMY,
    SECRET,
    Memory,
    calling,
    first_question,
    happening,
    open_host,
    plan,
    reopened,
    seated,
    serving,
)
from trivia.errors import CommandError
from trivia.party import wire
from trivia.party.events import (
    Advanced,
    Answered,
    Closed,
    Corrected,
    DoorLocked,
    Ended,
    Joined,
    Kicked,
    Left,
    Moved,
    Paused,
    Renamed,
    Resumed,
    RevealedNow,
    Started,
    VerdictUndone,
)
from trivia.party.journal import replay
from trivia.party.plan import Plan
from trivia.party.refused import Refused
from trivia.party.remote import event_of, stage_of
from trivia.party.room import step
from trivia.party.server import PartyServer
from trivia.party.standing import results
from trivia.party.state import Phase


@pytest.fixture
def journal() -> Memory:
    return Memory()


@pytest.fixture
def host(journal):
    return open_host(plan(), journal)


def marks(host, question: int) -> dict[str, str]:
    """By name, what a question came to."""
    found = results(host.room)[question - 1].marks
    return {host.room.seats[player].name: marked.mark for player, marked in found.items()}


async def test_three_phones_play_a_question_and_each_hears_what_it_came_to(host):
    async with serving(host) as server, seated(server, "Ada", "Bo", "Cy") as guests:
        first_question(host)
        for guest, option in zip(guests, (0, 1, 0), strict=True):
            asked = await guest.hear("ask")
            assert asked["may"] == "answer"
            await guest.say("answer", q=asked["q"], o=option)
            assert (await guest.hear("taken"))["q"] == asked["q"]
        for guest in guests:
            await guest.hear("locked")
        host.do(Advanced())
        verdicts = [(await guest.hear("reveal"))["you"]["verdict"] for guest in guests]
    assert verdicts == ["right", "wrong", "right"]


async def test_nothing_of_the_answer_leaves_the_host_before_the_reveal(host):
    async with serving(host) as server, seated(server, "Ada", "Bo") as (ada, bo):
        first_question(host)
        await ada.hear("ask")
        await ada.say("answer", q=1, o=0)
        await ada.hear("taken")
        async with calling(server) as again:  # nor to who comes back, nor to who comes late
            await again.back(bo.token)
            await again.settled()
        async with calling(server) as late:
            await late.join("Dot")
            await late.settled()
        await ada.settled()
        for guest in (ada, again, late):
            before = json.dumps(guest.all)
            assert "SECRET" not in before
            assert "right" not in before
        host.do(RevealedNow())
        assert (await ada.hear("reveal"))["because"].startswith("SECRET-0")


async def test_at_most_six_messages_a_question(host):
    async with serving(host) as server, seated(server, "Ada", "Bo") as guests:
        host.do(Started())
        for guest in guests:
            await guest.hear("intro")
        for number in (1, 2):
            host.do(Advanced())
            before = [len(guest.all) for guest in guests]
            for guest in guests:
                await guest.hear("ask")
                await guest.say("answer", q=number, o=0)
            for guest in guests:
                await guest.hear("locked")
            host.do(Advanced())
            for guest, count in zip(guests, before, strict=True):
                reveal = await guest.hear("reveal")
                assert (reveal["right"], sum(reveal["counts"])) == (number - 1, 2)
                assert len(guest.all) - count <= 6


# What broke others


async def test_an_answer_after_the_reveal_is_refused_and_does_not_count_for_the_next_question(host):
    async with serving(host) as server, seated(server, "Ada", "Bo") as (_, bo):
        first_question(host)
        await bo.hear("ask")
        host.do(RevealedNow())
        await bo.hear("reveal")
        await bo.say("answer", q=1, o=1)
        assert await bo.refused() == "late"
        host.do(Advanced())
        await bo.hear("ask")
        await bo.say("answer", q=1, o=1)
        assert await bo.refused() == "late"
        host.do(RevealedNow())
        assert (await bo.hear("reveal"))["you"]["verdict"] == "none"
    assert marks(host, 2) == {"Ada": "none", "Bo": "none"}


async def test_a_right_answer_outlives_a_lost_line(host):
    async with serving(host) as server, seated(server, "Ada", "Bo") as (ada, bo):
        first_question(host)
        await ada.hear("ask")
        await ada.say("answer", q=1, o=0)
        await ada.hear("taken")
        ada.connection.transport.abort()
        async with calling(server) as again:
            await again.back(ada.token)
            await again.hear("ask")
            assert (await again.hear("taken"))["q"] == 1
            await bo.say("answer", q=1, o=3)
            await again.hear("locked")
            host.do(Advanced())
            assert (await again.hear("reveal"))["you"]["verdict"] == "right"


async def test_a_second_page_takes_the_seat_over_and_the_answer_counts_once(host):
    async with serving(host) as server, seated(server, "Ada", "Bo") as (ada, _):
        first_question(host)
        await ada.hear("ask")
        await ada.say("answer", q=1, o=0)
        await ada.hear("taken")
        async with calling(server) as second:
            await second.back(ada.token)
            assert (await ada.hear("bye"))["code"] == "elsewhere"
            await ada.hear_end()
            await second.say("answer", q=1, o=1)
            assert await second.refused() == "answered"
            host.do(RevealedNow())
            host.do(Advanced())
            assert (await second.hear("reveal"))["you"]["verdict"] == "right"
    assert not any(isinstance(event, Left) for _, event in host._journal.events())


@pytest.mark.parametrize(
    "frame",
    [
        b"\xff\x00\x01",
        "{",
        "[]",
        '{"t":"answer"}',
        '{"t":"nonsense"}',
        "9" * 1_000,
        '{"t":"answer","q":1,"o":9}',
    ],
)
async def test_a_broken_frame_ends_neither_the_line_nor_the_party(host, frame):
    async with serving(host) as server, seated(server, "Ada", "Bo") as (ada, bo):
        first_question(host)
        await ada.connection.send(frame)
        assert await ada.refused() in {"broken", "unknown", "option"}
        for guest in (ada, bo):
            await guest.say("answer", q=1, o=0)
            await guest.hear("taken")


async def test_a_frame_too_large_ends_its_line_alone(host):
    async with serving(host) as server, seated(server, "Ada", "Bo") as (ada, bo):
        await ada.connection.send("x" * 2_000)
        await ada.hear_end()
        assert ada.connection.close_code == 1009
        await bo.settled()
        async with calling(server) as again:
            assert (await again.back(ada.token))["name"] == "Ada"


async def test_a_line_that_says_nothing_of_use_again_and_again_is_closed(host):
    async with serving(host) as server, seated(server, "Ada", "Bo") as (ada, bo):
        for _ in range(ROOMY.faults):
            await ada.connection.send("{")
        await ada.hear_end()
        await bo.settled()


@pytest.mark.parametrize(
    "what", ["next", "end", "close", "reveal", "undo", "kick", "lock", "correct", "seats"]
)
async def test_no_player_moves_the_game_or_sees_the_seats(host, what):
    async with serving(host) as server, seated(server, "Ada") as (ada,):
        before = host.room
        await ada.say("do", what=what, player=ada.seat, unit=ada.seat, points=1_000)
        assert await ada.refused() == "secret"
        await ada.say("host", v=1, secret="0123456789abcdef")  # noqa: S106 - none of anyone's
        assert await ada.refused() == "seated"
        assert host.room == before


async def test_what_the_server_says_is_no_word_of_a_client(host):
    async with serving(host) as server, seated(server, "Ada") as (ada,):
        await ada.say("reveal", q=1, right=0, answer="x", counts=[], because="", source="")
        assert await ada.refused() == "unknown"
        await ada.say("welcome", v=1, seat=ada.seat, unit="", name="Host", team="", party="")
        assert await ada.refused() == "unknown"


async def test_a_seats_public_id_opens_nothing_and_its_secret_stands_nowhere(host, journal):
    async with serving(host) as server, seated(server, "Ada", "Bo") as (ada, bo):
        assert ada.token not in str(journal.rows)
        assert ada.token not in json.dumps(bo.all)
        for guess in (ada.seat, ada.seat.ljust(22, "0"), host.room.seats[ada.seat].token):
            async with calling(server) as thief:
                await thief.say("back", v=1, token=guess)
                assert await thief.refused() in {"unknown-seat", "unknown"}


async def test_every_answer_of_a_crowd_counts_once_and_the_journal_has_them_all(host, journal):
    names = [f"Guest {number}" for number in range(150)]
    async with serving(host) as server, seated(server, *names) as guests:
        first_question(host)
        await asyncio.gather(*(guest.hear("ask") for guest in guests))
        await asyncio.gather(*(guest.say("answer", q=1, o=index % 4) for index, guest in enumerate(guests)))
        await asyncio.gather(*(guest.hear("taken") for guest in guests))
        await asyncio.gather(*(guest.hear("locked") for guest in guests))
        host.do(Advanced())
        await asyncio.gather(*(guest.hear("reveal") for guest in guests))
        expected = {guest.seat: index % 4 for index, guest in enumerate(guests)}
        assert {player: mark.option for player, mark in results(host.room)[0].marks.items()} == expected
        assert replay(journal.events()) == host.room


async def test_the_name_of_someone_shown_out_is_free_again_and_the_old_secret_opens_nothing(host):
    async with serving(host) as server, seated(server, "Ada") as (ada,):
        host.do(Kicked(ada.seat))
        assert (await ada.hear("bye"))["code"] == "gone"
        await ada.hear_end()
        async with calling(server) as again:
            await again.say("back", v=1, token=ada.token)
            assert await again.refused() == "unknown-seat"
            assert (await again.join("Ada"))["seat"] != ada.seat


async def test_a_returning_player_is_not_told_that_the_name_is_taken(host):
    async with serving(host) as server, seated(server, "Ada") as (ada,):
        ada.connection.transport.abort()
        async with calling(server) as again:
            welcome = await again.back(ada.token)
            assert (welcome["name"], welcome["seat"]) == ("Ada", ada.seat)
            assert "token" not in welcome


async def test_a_welcome_that_was_lost_on_the_way_is_given_again(host):
    async with serving(host) as server, calling(server) as first, calling(server) as second:
        key = "an-attempt-of-this-phone"
        welcome = await first.join("Ada", key=key)
        again = await second.join("Ada", key=key)
        assert (again["seat"], again["token"]) == (welcome["seat"], welcome["token"])
        async with calling(server) as other:
            await other.say("hello", v=1, pin=PIN, name="Ada", key="another-attempt-of-it")
            assert await other.refused() == "same"


async def test_a_key_that_anyone_could_guess_brings_nobody_elses_seat(host):
    async with serving(host) as server, calling(server) as first, calling(server) as second:
        assert (await first.join("Ada", key="1"))["code"] == "unknown"
        assert (await second.join("Bo", key="1"))["code"] == "unknown"
    assert not host.room.seats


@pytest.mark.parametrize("field", ["ms", "at", "time", "score", "points", "credit_ms"])
async def test_no_client_says_a_time_or_a_score(host, field):
    async with serving(host) as server, seated(server, "Ada") as (ada,):
        first_question(host)
        await ada.say("answer", q=1, o=0, **{field: 0})
        assert await ada.refused() == "unknown"
        asked = next(said for said in ada.all if said["t"] == "ask")
        assert 0 < asked["ms"] <= 60_000  # what is left, never a time of day


# Coming and going


async def test_a_killed_host_comes_back_in_mid_question_and_everyone_is_in_their_seat(host, journal):
    async with serving(host) as server:
        port = server.port
        async with seated(server, "Ada", "Bo") as (ada, bo):
            first_question(host)
            await ada.say("answer", q=1, o=0)
            await ada.hear("taken")
            for guest in (ada, bo):
                guest.connection.transport.abort()
    host = reopened(journal)
    async with serving(host, port) as server, calling(server) as first, calling(server) as second:
        assert (await first.back(ada.token))["name"] == "Ada"
        await second.back(bo.token)
        await first.hear("taken")
        await second.hear("ask")
        await second.say("answer", q=1, o=0)
        await second.hear("taken")
        await second.hear("locked")
        host.do(Advanced())
        assert (await second.hear("reveal"))["you"]["verdict"] == "right"
    assert marks(host, 1) == {"Ada": "right", "Bo": "right"}


async def test_a_seat_that_lost_its_line_is_waited_for_a_little_and_then_empty(host):
    async with serving(host) as server, seated(server, "Ada", "Bo") as (ada, _):
        left = happening(host, Left)
        await ada.connection.close()
        assert host.room.seats[ada.seat].present
        assert (await left) == Left(ada.seat)
        async with calling(server) as again:
            await again.back(ada.token)
            assert host.room.seats[ada.seat].present


async def test_a_seat_whose_phone_never_comes_back_to_a_new_host_is_empty_after_a_while(host, journal):
    async with serving(host) as server, seated(server, "Ada"):
        pass
    host = reopened(journal)
    assert next(iter(host.room.seats.values())).present
    async with serving(host, limits=replace(ROOMY, grace=0.05)):
        await happening(host, Left)


async def test_who_leaves_is_gone_at_once(host):
    async with serving(host) as server, seated(server, "Ada") as (ada,):
        await ada.say("leave")
        await ada.hear_end()
        assert not host.room.seats[ada.seat].present


async def test_points_given_and_verdicts_taken_back_are_heard_at_once(host):
    async with serving(host) as server, seated(server, "Ada", "Bo") as (ada, bo):
        first_question(host)
        await ada.say("answer", q=1, o=host.room.ask.answer)
        await bo.say("answer", q=1, o=host.room.ask.answer)
        for guest in (ada, bo):
            await guest.hear("taken")
        host.do(Advanced())
        earned = (await ada.hear("reveal"))["you"]["score"]
        await bo.hear("reveal")
        host.do(Corrected(ada.seat, 250, "A good joke."))
        assert (await ada.hear("welcome"))["you"]["score"] == earned + 250
        host.do(VerdictUndone())
        assert (await ada.hear("welcome"))["you"]["score"] == 250
        assert (await bo.hear("welcome"))["you"] == {"score": 0, "place": 2, "of": 2}
        assert [said["t"] for said in bo.all].count("welcome") == 2  # the first when joining; Ada's is hers


async def test_who_comes_late_sees_the_question_that_is_on(host):
    async with serving(host) as server, seated(server, "Ada"):
        first_question(host)
        async with calling(server) as late:
            await late.join("Dot")
            asked = await late.hear("ask")
            assert (asked["q"], asked["may"]) == (1, "answer")


async def test_the_standings_are_shown_to_who_comes_late_and_not_again_to_the_others(host):
    async with serving(host) as server, seated(server, "Ada") as (ada,):
        first_question(host)
        while host.room.phase is not Phase.STANDINGS:
            host.do(RevealedNow() if host.room.phase is Phase.OPEN else Advanced())
        async with calling(server) as late:
            await late.join("Dot")
            assert (await late.hear("standings"))["you"] == {"score": 0, "place": 1, "of": 2}
        await ada.settled()
        assert [said["t"] for said in ada.all].count("standings") == 1


async def test_a_word_about_who_is_there_comes_once_for_many(host):
    async with serving(host) as server, seated(server, *(f"Guest {n}" for n in range(30))) as guests:
        while (await guests[0].hear("lobby"))["players"] != 30:
            pass
        left = happening(host, Left)
        await guests[-1].connection.close()
        await left
        while (await guests[0].hear("lobby"))["players"] != 29:
            pass
        assert sum(said["t"] == "lobby" for said in guests[0].all) < 10


async def test_time_runs_out_by_the_hosts_clock_without_anyone_touching_it(journal):
    host = open_host(plan(seconds=1), journal)
    async with serving(host) as server, seated(server, "Ada") as (ada,):
        first_question(host)
        await ada.hear("locked")
        assert host.room.phase is Phase.LOCKED


async def test_a_seat_changes_its_name_and_its_team(host):
    async with serving(host) as server, seated(server, "Ada", "Bo") as (ada, bo):
        await ada.say("rename", name="Ada L.")
        assert (await ada.hear("welcome"))["name"] == "Ada L."
        await ada.say("team", team="Reds")
        assert (await ada.hear("welcome"))["unit"] == "team:Reds"
        await bo.say("team", team="reds")
        assert (await bo.hear("welcome"))["team"] == "Reds"
        first_question(host)
        await bo.say("team", team="")
        assert await bo.refused() == "phase"
        host.do(RevealedNow())
        await bo.hear("reveal")
        host.do(Moved(ada.seat, ""))
        assert (await ada.hear("welcome"))["unit"] == ada.seat


async def test_the_end_is_told_with_ones_own_place_and_then_the_line_is_closed(host):
    async with serving(host) as server, seated(server, "Ada", "Bo") as (ada, bo):
        first_question(host)
        for guest, option in ((ada, 0), (bo, 1)):
            await guest.say("answer", q=1, o=option)
            await guest.hear("taken")
        host.do(Advanced())
        host.do(Ended())
        final = await bo.hear("final")
        assert (final["you"]["place"], final["you"]["of"]) == (2, 2)
        assert [row["name"] for row in final["top"]] == ["Ada", "Bo"]


# The door


async def test_a_wrong_pin_and_a_taken_name_are_refused_with_words(host):
    async with serving(host) as server, seated(server, "Ada"), calling(server) as guest:
        for fields, code in (
            ({"pin": "000000", "name": "Bo"}, "wrong-pin"),
            ({"pin": PIN, "name": "ADA"}, "same"),
            ({"pin": PIN, "name": "\u202e\u0007"}, "name"),
            ({"pin": PIN, "name": "x" * 60}, "name"),
        ):
            await guest.say("hello", v=1, **fields)
            assert await guest.refused() == code
            assert guest.all[-1]["words"]
        await guest.say("hello", v=2, pin=PIN, name="Bo")
        assert await guest.refused() == "version"
        assert (await guest.join("Bo", team="Reds"))["team"] == "Reds"


async def test_guessing_the_pin_is_slowed_for_the_right_one_too(host):
    async with serving(host) as server, calling(server) as guest:
        for number in range(ROOMY.guesses):
            await guest.say("hello", v=1, pin=str(number), name="Bo")
            assert await guest.refused() == "wrong-pin"
        await guest.say("hello", v=1, pin=PIN, name="Bo")
        assert await guest.refused() == "wait"
        async with calling(server) as remote:  # the host's phone may be behind the same router
            await remote.say("host", v=1, secret=SECRET)
            await remote.hear("stage")


async def test_a_blocked_word_and_a_locked_door_keep_people_out(host):
    async with serving(host, blocked=("Voldemort",)) as server, calling(server) as guest:
        await guest.say("hello", v=1, pin=PIN, name="voldemort")
        assert await guest.refused() == "blocked"
        host.do(DoorLocked(True))
        await guest.say("hello", v=1, pin=PIN, name="Bo")
        assert await guest.refused() == "locked"


async def test_nobody_plays_without_a_seat(host):
    async with serving(host) as server, calling(server) as guest:
        first = [("answer", {"q": 1, "o": 0}), ("buzz", {"q": 1}), ("choose", {"c": 0}), ("leave", {})]
        for kind, fields in first:
            await guest.say(kind, **fields)
            assert await guest.refused() == "no-seat"


async def test_one_line_has_one_seat(host):
    async with serving(host) as server, seated(server, "Ada") as (ada,):
        await ada.say("hello", v=1, pin=PIN, name="Bo")
        assert await ada.refused() == "seated"


async def test_a_line_without_a_seat_is_closed_after_a_while(host):
    async with serving(host, limits=replace(ROOMY, unseated=0.05)) as server, calling(server) as guest:
        await guest.hear_end()


async def test_there_are_so_many_seats_and_no_more(host):
    limits = replace(ROOMY, seats=1)
    async with serving(host, limits=limits) as server, seated(server, "Ada"), calling(server) as guest:
        await guest.say("hello", v=1, pin=PIN, name="Bo")
        assert await guest.refused() == "full"


async def test_one_address_gets_so_many_connections_and_gets_them_back(host):
    async with serving(host, limits=replace(ROOMY, per_address=2)) as server:
        async with seated(server, "Ada", "Bo"):
            with pytest.raises((OSError, InvalidMessage)):
                async with calling(server, open_timeout=1):
                    pass
            assert server.door.turned_away == 1
        async with calling(server) as guest:
            await guest.settled()


async def test_a_taken_port_is_told_in_words(host):
    async with serving(host) as server:
        with pytest.raises(CommandError, match=f"port {server.port}"):
            async with serving(host, server.port):
                pass


@pytest.mark.parametrize(
    ("bind", "cure"),
    [("203.0.113.77", "an address of this machine"), ("ä..b", "an address of this machine")],
    ids=["of another", "no name"],
)
async def test_an_address_that_cannot_be_had_is_told_in_words(host, bind, cure):
    server = PartyServer(host, pin=PIN, secret=SECRET)
    with pytest.raises(CommandError, match=f"cannot open at {bind}, port 0: .*{cure}") as refused:
        await server.start(bind, 0)
    assert "attempting" not in str(refused.value)


# The host's remote


async def test_the_remote_counts_whom_the_show_waits_for_and_shows_the_answer_when_it_is_out(journal):
    host = open_host(plan(), journal)
    for player in ("p1", "p2"):
        host.do(Joined(player, player))
    first_question(host)
    host.do(Answered("p1", 1, 0))
    host.do(Left("p1"))
    stage = stage_of(host.room)
    assert (stage.n, stage.of) == (1, 2)
    aloud = open_host(plan(aloud=True), Memory())
    aloud.do(Joined("p1", "Ada"))
    first_question(aloud)
    assert stage_of(aloud.room).options == ()
    aloud.do(RevealedNow())
    stage = stage_of(aloud.room)
    assert stage.options[stage.right] == "North Sea"


def test_the_remote_offers_what_the_room_takes(journal):
    """Through a whole night, paused and not: no word that is refused, and none missing."""
    host = open_host(plan(2), journal)
    host.do(Joined("p1", "Ada"))
    found = set()
    while True:
        can = stage_of(host.room).can
        for word in ("pause", "resume", "extend", "reveal", "skip", "undo", "replay", "end", "close"):
            taken = True
            try:
                step(host.room, event_of(host.room, wire.Do(word, ms=1_000)), host.now())
            except Refused:
                taken = False
            offers = word in can or (word == "skip" and "drop" in can)
            assert offers == taken or word == "close", (word, can, host.room.phase)
            found |= {word for word in can if taken}
        if host.room.phase is Phase.FINAL:
            break
        if not host.room.paused and host.room.phase is not Phase.LOBBY:
            host.do(Paused())
            continue
        if host.room.paused:
            host.do(Resumed())
        start = Started() if host.room.phase is Phase.LOBBY else Advanced()
        host.do(RevealedNow() if host.room.phase is Phase.OPEN else start)
    assert found >= {"pause", "resume", "drop", "skip", "undo", "replay", "end", "close"}


async def test_the_remote_runs_the_show(host):
    async with serving(host) as server, seated(server, "Ada") as (ada,), calling(server) as remote:
        await remote.say("host", v=1, secret=SECRET)
        assert (await remote.hear("stage"))["next"] == "Start the show"
        await remote.say("do", what="next")
        await ada.hear("intro")
        await remote.say("do", what="next")
        await ada.hear("ask")
        await remote.say("do", what="extend", ms=5_000)
        assert (await ada.hear("clock"))["ms"] > 60_000
        await remote.say("do", what="pause")
        await ada.hear("paused")
        await remote.say("do", what="resume")
        await ada.hear("resumed")
        await ada.say("answer", q=1, o=0)
        await ada.hear("taken")
        while (stage := await remote.hear("stage"))["next"] != "Reveal the answer":
            assert stage.get("right") is None
        await remote.say("do", what="next")
        await ada.hear("reveal")
        while (stage := await remote.hear("stage")).get("right") is None:
            pass
        assert "undo" in stage["can"]
        await remote.say("do", what="undo")
        await ada.hear("dropped", "locked")
        await remote.say("do", what="correct", unit=ada.seat, points=50, reason="for the hat")
        await remote.say("do", what="lock", on=True)
        await remote.say("do", what="seats")
        assert [(seat["name"], seat["score"]) for seat in (await remote.hear("seats"))["seats"]] == [
            ("Ada", 50)
        ]
        assert host.room.door_locked
        await remote.say("do", what="dance")
        assert await remote.refused() == "unknown"
        await remote.say("do", what="kick", player=ada.seat, on=True)
        assert (await ada.hear("bye"))["code"] == "gone"


async def test_a_remote_without_the_secret_is_none(host):
    async with serving(host) as server, calling(server) as remote:
        await remote.say("host", v=1, secret=SECRET[:-1] + ("A" if SECRET[-1] != "A" else "B"))
        assert await remote.refused() == "secret"
        await remote.say("do", what="next")
        assert await remote.refused() == "secret"
        assert host.room.phase is Phase.LOBBY


# Requests


async def fetch(port: int, path: str, *headers: str, host: str = "") -> tuple[int, dict[str, str], bytes]:
    """A page, asked for as a browser would."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = [f"GET {path} HTTP/1.1", f"Host: {host or f'127.0.0.1:{port}'}", *headers, "", ""]
    writer.write("\r\n".join(lines).encode())
    answer = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *rest = head.decode().split("\r\n")
    return int(first.split()[1]), dict(line.lower().split(": ", 1) for line in rest), body


async def test_the_pages_come_with_the_headers_that_keep_them_safe(host):
    async with serving(host) as server:
        for path in ("/", "/j/482193", "/J/482193", "/host", "/app.js", "/line.js", "/host.js", "/style.css"):
            status, headers, body = await fetch(server.port, path)
            policy = headers["content-security-policy"]
            assert (status, headers["x-content-type-options"]) == (200, "nosniff")
            assert "unsafe" not in policy
            assert "default-src 'none'" in policy
            assert f"ws://127.0.0.1:{server.port}" in policy
            assert int(headers["content-length"]) == len(body) > 0
            again = await fetch(server.port, path, f"If-None-Match: {headers['etag']}")
            assert (again[0], again[2]) == (304, b"")
            assert "content-length" not in again[1]
            packed = await fetch(server.port, path, "Accept-Encoding: gzip, deflate")
            assert packed[1]["content-encoding"] == "gzip"
            assert len(packed[2]) < len(body)
        assert SECRET not in str(await fetch(server.port, "/host"))


@pytest.mark.parametrize("path", ["/x", "/../server.py", "/web/app.js", "/index.html", "//", "/%2e%2e/"])
async def test_there_is_nothing_else_to_fetch(host, path):
    async with serving(host) as server:
        status, _, body = await fetch(server.port, path)
    assert (status, b"<title>" in body) == (404, False)


@pytest.mark.parametrize(
    "name", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "a b", "x;y"]
)
async def test_a_page_under_a_name_of_others_is_not_given_out(host, name):
    async with serving(host) as server:
        assert (await fetch(server.port, "/", host=name or " "))[0] in {400, 421}


async def test_a_name_that_the_host_has_it_listen_at_is_this_house(host, monkeypatch):
    monkeypatch.setattr("trivia.party.server._own_names", lambda: ())
    server = PartyServer(host, pin=PIN, secret=SECRET, limits=ROOMY)
    await server.start("LocalHost", 0)
    try:
        assert (await fetch(server.port, "/", host=f"localhost:{server.port}"))[0] == 200
        assert (await fetch(server.port, "/", host=f"other:{server.port}"))[0] == 421
    finally:
        await server.close()


async def test_a_page_of_others_may_not_play_here(host):
    async with serving(host) as server:
        for origin in ("http://evil.example", "null", "file://", f"http://127.0.0.1:{server.port + 1}"):
            with pytest.raises(InvalidStatus) as caught:
                async with calling(server, origin=origin):
                    pass
            assert caught.value.response.status_code == 403
        async with calling(server, origin=f"http://127.0.0.1:{server.port}") as guest:
            await guest.settled()
        assert (await fetch(server.port, "/ws"))[0] == 426


async def test_behind_a_proxy_each_guest_is_counted_where_it_comes_from(host):
    limits = replace(ROOMY, per_address=2, guesses=1)
    base = "https://quiz.example.org"
    async with serving(host, limits=limits, base_url=base) as server:
        assert server.join_url() == "HTTPS://QUIZ.EXAMPLE.ORG/J/482193"
        assert server.remote_url().startswith("https://quiz.example.org/host#")
        one = {"additional_headers": {"X-Forwarded-For": "6.6.6.6, 192.0.2.1"}, "origin": base}
        other = {"additional_headers": {"X-Forwarded-For": "192.0.2.2"}}
        async with (
            calling(server, **one) as first,
            calling(server, **one) as second,
            calling(server, **other) as third,
            calling(server, **other) as fourth,
        ):
            await third.say("hello", v=1, pin="1", name="Bo")
            assert await third.refused() == "wrong-pin"
            await third.say("hello", v=1, pin=PIN, name="Bo")
            assert await third.refused() == "wait"
            for guest, name in ((first, "Cy"), (second, "Dot")):
                assert (await guest.join(name))["t"] == "welcome"
            with pytest.raises(InvalidStatus) as caught:
                async with calling(server, **one):
                    pass
            assert caught.value.response.status_code == 429
            async with calling(server, **other) as fifth:  # nobody there has a seat: who waits longest goes
                await third.hear_end()
                for guest in (fourth, fifth):
                    await guest.settled()
    assert server.door.inside == 0


# A room full of jokers


async def test_a_thousand_junk_connections_leave_the_party_alone(host):
    limits = replace(ROOMY, per_address=300)
    async with serving(host, limits=limits) as server, seated(server, "Ada", "Bo") as (ada, bo):
        first_question(host)
        junk = [asyncio.open_connection("127.0.0.1", server.port) for _ in range(1_000)]
        opened = await asyncio.gather(*junk, return_exceptions=True)
        writers = [pair[1] for pair in opened if isinstance(pair, tuple)]
        for number, writer in enumerate(writers):
            writer.write((b"\x16\x03\x01\x02\x00", b"GET / HTTP/1.1\r\n", b"\0" * 300, b"")[number % 4])
        for guest in (ada, bo):
            await guest.hear("ask")
            await guest.say("answer", q=1, o=0)
            await guest.hear("taken")
        assert server.door.turned_away > 0
        assert server.door.inside <= 300
        for writer in writers:
            writer.transport.abort()


async def test_doors_held_open_by_jokers_keep_no_newcomer_out(host):
    limits = replace(ROOMY, connections=20)
    async with serving(host, limits=limits) as server, seated(server, "Ada") as (ada,):
        junk = await asyncio.gather(*(asyncio.open_connection("127.0.0.1", server.port) for _ in range(60)))
        async with seated(server, "Bo", "Cy") as (bo, _):
            first_question(host)
            for guest in (ada, bo):
                await guest.hear("ask")
                await guest.say("answer", q=1, o=0)
                await guest.hear("taken")
        assert server.door.inside <= 20
        for _, writer in junk:
            writer.transport.abort()


async def test_a_flood_cuts_its_own_line_and_the_others_play(host):
    async with serving(host) as server, seated(server, "Ada", "Bo") as (ada, bo):
        first_question(host)
        flood = asyncio.create_task(_flood(ada))
        await bo.hear("ask")
        await bo.say("answer", q=1, o=0)
        await bo.hear("taken")
        with suppress(ConnectionClosed):
            await flood
        await ada.hear_end()
        assert sum(said["t"] == "error" for said in ada.all) <= ROOMY.burst + ROOMY.faults


async def _flood(guest) -> None:
    while True:
        await guest.say("buzz", q=1)


@pytest.mark.parametrize(
    "frame",
    [
        Frame(Opcode.PING, b"x" * 125),
        Frame(Opcode.PONG, b""),
        Frame(Opcode.CONT, b"", fin=False),
    ],
)
async def test_a_flood_of_frames_that_are_no_message_is_cut_before_it_is_kept_or_answered(host, frame):
    async with serving(host) as server, seated(server, "Ada", "Bo") as (ada, bo):
        line = server._switchboard._seated[ada.seat]
        if frame.opcode is Opcode.CONT:
            write(ada, Frame(Opcode.TEXT, b"", fin=False))
        write(ada, *[frame] * (ROOMY.burst - 2))  # a pong or two of its own besides
        await bo.settled()
        assert not line.transport.is_closing()
        write(ada, *[frame] * 5_000)
        await ada.hear_end()
        assert len(line.recv_messages.frames) <= 2 * ROOMY.burst
        await bo.settled()


def write(guest, *frames: Frame) -> None:
    """Hand frames to the system in one go, as no decent client would."""
    written = b"".join(frame.serialize(mask=True) for frame in frames)
    guest.connection.transport.write(written)


async def test_an_answer_counts_though_its_seat_leaves_in_the_same_breath(host):
    async with serving(host) as server, seated(server, "Ada", "Bo") as (ada, _):
        first_question(host)
        asked = await ada.hear("ask")
        answer = b'{"t":"answer","q":%d,"o":0}' % asked["q"]
        write(ada, Frame(Opcode.TEXT, answer), Frame(Opcode.TEXT, b'{"t":"leave"}'))
        await ada.hear_end()
        assert host.room.asked.answers[ada.seat].option == 0


async def test_a_seat_that_changes_all_the_time_fills_no_journal(host, journal):
    async with serving(host) as server, seated(server, "Ada") as (ada,):
        for number in range(ROOMY.changes):
            await ada.say("rename", name=f"Ada {number}x")
            assert (await ada.hear("welcome"))["name"] == f"Ada {number}x"
        await ada.say("team", team="Reds")
        assert await ada.refused() == "wait"
        async with calling(server) as again:
            await again.back(ada.token)
            await again.say("rename", name="Eve")
            assert await again.refused() == "wait"
            left = happening(host, Left)
            await again.say("leave")
            await again.hear_end()
            assert host.room.seats[ada.seat].present
            assert (await left).player == ada.seat
        assert sum(isinstance(event, Renamed) for _, event in journal.events()) == ROOMY.changes


async def test_one_machine_does_not_take_every_seat(host):
    limits = replace(ROOMY, per_address=1, arrival_rate=0.0)
    async with serving(host, limits=limits) as server:
        for name in ("Ada", "Bo"):
            async with calling(server) as guest:
                assert (await guest.join(name))["t"] == "welcome"
                await guest.say("leave")
                await guest.hear_end()
        async with calling(server) as guest:
            await guest.say("hello", v=1, pin=PIN, name="Cy")
            assert await guest.refused() == "wait"


async def test_a_phone_that_does_not_read_is_cut_and_holds_up_nobody(journal):
    part = plan(40).rounds[0]
    asks = tuple(replace(ask, prompt=ask.prompt * 500) for ask in part.asks)
    host = open_host(Plan("Long questions", (replace(part, asks=asks),)), journal)
    async with serving(host) as server, seated(server, "Ada", "Bo") as (ada, bo):
        for line in (ada.connection, server._switchboard._seated[ada.seat]):
            line.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8_192)
            line.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8_192)
        ada.connection.transport.pause_reading()
        host.do(Started())
        while server.connected == 2:
            host.do(Advanced())
            await bo.hear("ask")
            host.do(RevealedNow())
            await bo.hear("reveal")
        async with calling(server, max_size=1 << 20) as again:
            await again.back(ada.token)
            await again.hear("reveal")


# A hall


async def test_a_message_in_parts_is_heard_as_one(host):
    async with serving(host) as server, calling(server) as ada:
        hello = f'{{"t":"hello","v":1,"pin":"{PIN}","name":"Ada"}}'
        await ada.connection.send(iter([hello[:9], "", hello[9:]]))
        assert (await ada.hear("welcome"))["name"] == "Ada"


async def test_what_is_said_before_the_door_is_open_is_not_heard(host):
    hello = f'{{"t":"hello","v":1,"pin":"{PIN}","name":"Ada"}}'
    async with serving(host) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(
            b"GET /ws HTTP/1.1\r\nHost: elsewhere.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        writer.write(Frame(OP_TEXT, hello.encode()).serialize(mask=True))
        with suppress(ConnectionError):
            await reader.read()
        writer.close()
        assert not host.room.seats


async def test_the_last_word_goes_out_before_the_line_is_closed(host):
    async with serving(host) as server, seated(server, "Ada", "Bo") as (ada, bo):
        first_question(host)
        host.do(RevealedNow())  # all this in one moment, in which nothing of it has gone out
        host.do(Ended())
        host.do(Closed())
        for guest in (ada, bo):
            await guest.hear_end()
            kinds = [said["t"] for said in guest.all if said["t"] in {"ask", "reveal", "final", "bye"}]
            assert kinds == ["ask", "reveal", "final", "bye"]


async def test_a_hall_hears_of_its_own_reveal_each_and_no_word_twice(host):
    names = [f"Guest {number}" for number in range(120)]  # more than go out in one go
    async with serving(host) as server, seated(server, *names) as guests:
        first_question(host)
        for number, guest in enumerate(guests):
            await guest.say("answer", q=1, o=number % 2)
        for guest in guests:
            await guest.hear("taken")
        host.do(Advanced())
        for number, guest in enumerate(guests):
            right = number % 2 == host.room.ask.answer
            assert (await guest.hear("reveal"))["you"]["verdict"] == ("right" if right else "wrong")
            await guest.settled()
            kinds = [said["t"] for said in guest.all]
            assert [kinds.count(kind) for kind in ("ask", "taken", "reveal")] == [1, 1, 1]
