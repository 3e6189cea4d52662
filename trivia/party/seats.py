"""Seats: who comes, goes, comes back, is called otherwise, moves or is shown out."""

import re
from typing import Final

from msgspec.structs import replace

from trivia.party.events import DoorLocked, Joined, Kicked, Left, Moved, Renamed, Returned
from trivia.party.flow import counted, settled
from trivia.party.names import clean_name, look
from trivia.party.queries import seated
from trivia.party.refused import Refused
from trivia.party.snapshot import snapshot_for
from trivia.party.standing import late_start
from trivia.party.state import Asked, Phase, Room, Seat, Step
from trivia.party.tell import board_shown, lobby_changed
from trivia.party.tellings import EVERYONE, BuzzersFree, Gone, Telling
from trivia.party.turns import turn_of

MOST_SEATS: Final = 2_000
"""Enough for the largest hall that one laptop can serve."""

_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_TOKEN: Final = re.compile(r"(?:[0-9a-f]{64})?")
_IN_PLAY: Final = frozenset({Phase.WAGERING, Phase.OPEN, Phase.LOCKED})


def seat_of(room: Room, player: str) -> Seat:
    """The seat of this id.

    Raises:
        Refused: If there is none (`unknown`), or the host has shown it out (`gone`).
    """
    seat = room.seats.get(player)
    if seat is None:
        raise Refused("unknown", "There is no such seat at this party.")
    if seat.kicked:
        raise Refused("gone", "The host has shown you out. Thank you for playing.")
    return seat


def present(room: Room, player: str) -> Seat:
    """The seat of this id, in which somebody sits.

    Raises:
        Refused: If there is none (`unknown`, `gone`), or it is empty now (`away`).
    """
    seat = seat_of(room, player)
    if not seat.present:
        raise Refused("away", "That seat is empty just now. Come back in first.")
    return seat


def joined(room: Room, event: Joined, now: int) -> Step:
    """Someone takes a seat."""
    if room.phase is Phase.FINAL:
        raise Refused("phase", "The show is over. You are just in time for the applause.")
    if room.door_locked:
        raise Refused("locked", "The doors are locked. Ask the host to let you in.")
    if event.player in room.seats or not _ID.fullmatch(event.player) or not _TOKEN.fullmatch(event.token):
        raise Refused("seat", "That seat cannot be taken: it is somebody's already, or no seat at all.")
    if len(room.seats) >= MOST_SEATS and sum(1 for _ in seated(room)) >= MOST_SEATS:
        raise Refused("full", f"The house is full: {MOST_SEATS:,} seats, and somebody in every one.")
    if event.token and any(seat.token == event.token for seat in seated(room)):
        raise Refused("seat", "Those keys open another seat already.")
    shape = _free_look(room, event.name)
    team = _team(room, event.team)
    seat = Seat(event.player, event.name, shape, team, event.via, event.token)
    mates = [other for other in seated(room) if other.team == team] if team else []
    seat = replace(seat, start=late_start(room, seat.unit, mates))
    after = counted(replace(room, seats={**room.seats, seat.player: seat}))
    shown = () if room.phase is Phase.LOBBY else snapshot_for(after, seat.player, now)
    return after, (*lobby_changed(after), *shown, *_new_turn(room, after))


def left(room: Room, event: Left, now: int) -> Step:
    """A seat is empty for now."""
    seat = present(room, event.player)
    after = counted(_with(room, replace(seat, present=False)))
    return _then(room, after, lobby_changed(after), now)


def returned(room: Room, event: Returned, now: int) -> Step:
    """Whoever left is back, and sees where the show is."""
    seat = seat_of(room, event.player)
    if seat.present:
        raise Refused("seat", "That seat is taken: somebody sits in it right now.")
    after = counted(_with(room, replace(seat, present=True)))
    shown = snapshot_for(after, seat.player, now)
    return after, (*lobby_changed(after), *shown, *_new_turn(room, after))


def renamed(room: Room, event: Renamed, now: int) -> Step:  # noqa: ARG001 - every handler is told the time
    """A seat gets another name."""
    seat = seat_of(room, event.player)
    shape = _free_look(room, event.name, but=seat.player)
    room = _with(room, replace(seat, name=event.name, look=shape))
    return room, lobby_changed(room)


def moved(room: Room, event: Moved, now: int) -> Step:  # noqa: ARG001 - likewise
    """A seat goes to another team."""
    seat = seat_of(room, event.player)
    if room.phase in _IN_PLAY:
        raise Refused("phase", "Nobody changes sides while a question is in play. Right after it.")
    team = _team(room, event.team)
    if team == seat.team:
        raise Refused("team", "That is the team already.")
    after = _with(room, replace(seat, team=team))
    return after, (*lobby_changed(after), *_new_turn(room, after))


def kicked(room: Room, event: Kicked, now: int) -> Step:
    """The host shows someone out; what the seat had answered counts no more."""
    seat = seat_of(room, event.player)
    banned = (*room.banned, seat.look) if event.banned else room.banned
    after = _with(replace(room, banned=banned), replace(seat, present=False, kicked=True))
    gone = Telling(seat.player, Gone("The host has shown you out. Thank you for playing."))
    asked = after.asked
    if asked is None or asked.buzzed != seat.player:
        return _then(room, counted(after), (gone, *lobby_changed(after)), now)
    asked = word_free(asked, after.paused_at if after.paused_at is not None else now)
    free = Telling(EVERYONE, BuzzersFree(seat.player, "", asked.kept_ms))
    after = counted(replace(after, asked=asked))
    return _then(room, after, (gone, *lobby_changed(after), free), now)


def door_locked(room: Room, event: DoorLocked, now: int) -> Step:  # noqa: ARG001 - likewise
    """The door is shut to new seats, or open again."""
    if event.locked == room.door_locked:
        raise Refused("same", f"The door is {'locked' if event.locked else 'open'} already.")
    room = replace(room, door_locked=event.locked)
    return room, lobby_changed(room)


def word_free(asked: Asked, now: int) -> Asked:
    """The question after whoever had buzzed in: its clock runs on with what was left of it."""
    kept = asked.kept_ms
    buzzed_at = asked.opened_at + asked.buzz_ms
    return replace(
        asked,
        buzzed="",
        opened_at=asked.opened_at + max(0, now - buzzed_at),
        ends_at=None if kept is None else now + kept,
    )


def _with(room: Room, seat: Seat) -> Room:
    return replace(room, seats={**room.seats, seat.player: seat})


def _then(before: Room, after: Room, tellings: tuple[Telling, ...], now: int) -> Step:
    """The room after someone has gone, for whom nobody waits any more."""
    final, more = settled(after, now)
    return final, (*tellings, *_new_turn(before, after), *more)


def _new_turn(before: Room, after: Room) -> tuple[Telling, ...]:
    """The board again, where a coming or going has changed whose turn it is."""
    if after.phase is not Phase.CHOOSING or turn_of(before) == turn_of(after):
        return ()
    return (Telling(EVERYONE, board_shown(after)),)


def _free_look(room: Room, name: str, but: str = "") -> str:
    """How a name looks that is clean and free.

    Raises:
        Refused: If it is not as `clean_name` leaves it (`name`), its bearer was shown out for good (`gone`),
            or somebody looks like that already (`same`).
    """
    if clean_name(name) != name:
        raise Refused("name", "That name has signs in it that no scoreboard can show.")
    shape = look(name)
    if shape in room.banned:
        raise Refused("gone", "The host has shown that name out for tonight.")
    if any(seat.look == shape and seat.player != but for seat in seated(room)):
        raise Refused("same", "That name is taken, or looks too much like one that is. Try another.")
    return shape


def _team(room: Room, name: str) -> str:
    """A team's name as it was first written, so that Reds and reds are one team.

    Raises:
        Refused: If it is not as `clean_name` leaves it (`team`).
    """
    if not name:
        return ""
    try:
        clean = clean_name(name) == name
    except Refused as refused:
        raise Refused("team", refused.words) from refused
    if not clean:
        raise Refused("team", "That team's name has signs in it that no scoreboard can show.")
    shape = look(name)
    return next((seat.team for seat in seated(room) if seat.team and look(seat.team) == shape), name)
