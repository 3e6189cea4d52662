"""What a seat has to see that comes back, or comes late: the show as it stands, in a few tellings."""

from collections.abc import Iterator

from trivia.party.queries import by_buzzer, ms_left, part_of
from trivia.party.standing import scores
from trivia.party.state import Asked, Phase, Room
from trivia.party.tell import (
    board_shown,
    final,
    lobby_changed,
    outcome_of,
    question_opened,
    revealed,
    round_intro,
    stake_limit,
    standings,
    wager_asked,
)
from trivia.party.tellings import (
    BuzzedIn,
    BuzzersFree,
    ClosedNow,
    Gone,
    Locked,
    PausedNow,
    Taken,
    Telling,
    What,
)


def snapshot_for(room: Room, player: str, now: int) -> tuple[Telling, ...]:
    """The state of the show for one seat; before the reveal nothing of it follows from the answer.

    Args:
        room: The room.
        player: The seat's id, or `HOST`.
        now: The moment, in milliseconds of party time.
    """
    seat = room.seats.get(player)
    if seat is not None and seat.kicked:
        return (Telling(player, Gone("The host has shown you out. Thank you for playing.")),)
    shown = [*_stage(room, player, now), *((PausedNow(),) if room.paused else ())]
    return tuple(Telling(player, what) for what in shown)


def _stage(room: Room, player: str, now: int) -> Iterator[What]:
    if room.phase is Phase.LOBBY:
        yield lobby_changed(room)[0].what
    elif room.phase is Phase.INTRO:
        yield round_intro(room)
    elif room.phase is Phase.CHOOSING:
        yield board_shown(room)
    elif room.phase is Phase.STANDINGS:
        yield standings(room)
    elif room.phase is Phase.FINAL:
        yield final(room)
    elif room.phase is Phase.CLOSED:
        yield ClosedNow()
    elif room.asked is not None:
        yield from _question(room, room.asked, player, now)


def _question(room: Room, asked: Asked, player: str, now: int) -> Iterator[What]:
    seat = room.seats.get(player)
    if room.phase is Phase.WAGERING:
        staked = player in asked.stakes
        most = -1 if seat is None or staked else stake_limit(room, asked, seat, scores(room)[seat.unit])
        yield wager_asked(room, asked, most, now)
        if staked:
            yield Taken(player, asked.number)
        return
    yield question_opened(room, asked, part_of(room, player), now)
    if room.phase is Phase.REVEAL:
        yield revealed(room, asked)
        if seat is not None:
            yield outcome_of(room, seat)
        return
    if room.phase is Phase.OPEN and by_buzzer(room) and seat is not None and seat.unit in asked.tried:
        yield BuzzersFree(player, seat.unit, ms_left(room, now))  # the answer was wrong
    elif player in asked.answers:
        yield Taken(player, asked.number)
    if asked.buzzed:
        yield BuzzedIn(
            asked.buzzed, room.seats[asked.buzzed].name, max(0, (asked.ends_at or 0) - _clock(room, now))
        )
    if room.phase is Phase.LOCKED:
        yield Locked(asked.number)


def _clock(room: Room, now: int) -> int:
    return now if room.paused_at is None else room.paused_at
