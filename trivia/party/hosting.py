"""The host's keys: start, next, pause, skip, extend, reveal, undo, correct, replay, end."""

from typing import Final

from msgspec.structs import replace

from trivia.facts.text import printable
from trivia.party.events import (
    Advanced,
    Closed,
    Corrected,
    Ended,
    Extended,
    Paused,
    Replayed,
    Resumed,
    RevealedNow,
    Skipped,
    Started,
    VerdictUndone,
)
from trivia.party.flow import (
    announce,
    ask,
    finish,
    go_on,
    lock,
    open_question,
    reveal,
    round_over,
    settled,
    show_standings,
)
from trivia.party.queries import ms_left, seated, units
from trivia.party.refused import Refused
from trivia.party.state import Asked, Correction, Phase, Room, Step
from trivia.party.tell import final, standings
from trivia.party.tellings import (
    EVERYONE,
    ClockSet,
    ClosedNow,
    Locked,
    PausedNow,
    QuestionDropped,
    ResumedNow,
    Telling,
)
from trivia.party.turns import turn_of

MOST_EXTENSION_MS: Final = 600_000
MOST_CORRECTION: Final = 1_000_000
MOST_REASON: Final = 200

_CLOCKED: Final = frozenset({Phase.WAGERING, Phase.OPEN})
_IN_PLAY: Final = frozenset({Phase.WAGERING, Phase.OPEN, Phase.LOCKED})


def started(room: Room, event: Started, now: int) -> Step:  # noqa: ARG001 - every handler is told both
    """The lobby is over."""
    if room.phase is not Phase.LOBBY:
        raise Refused("phase", "The show is on already.")
    if not any(seat.present for seat in seated(room)):
        raise Refused("empty", "Nobody has a seat yet. One player will do, and then we can start.")
    return announce(room)


def advanced(room: Room, event: Advanced, now: int) -> Step:  # noqa: ARG001 - likewise
    """What comes next, comes."""
    asked = room.asked
    if room.phase is Phase.INTRO:
        return go_on(room, now)
    if room.phase is Phase.CHOOSING:
        return ask(room, _first_free(room), now, chooser=turn_of(room))
    if room.phase is Phase.WAGERING and asked is not None:
        return open_question(room, asked, now)
    if room.phase is Phase.LOCKED and asked is not None:
        return reveal(room, asked)
    if room.phase is Phase.REVEAL:
        if room.plan.standings == "question" or round_over(room):
            return show_standings(room)
        return go_on(room, now)
    if room.phase is Phase.STANDINGS:
        if not round_over(room):
            return go_on(room, now)
        return announce(room) if room.round + 1 < len(room.plan.rounds) else finish(room)
    raise Refused("phase", _NO_NEXT[room.phase])


_NO_NEXT: Final = {
    Phase.LOBBY: "The show has not begun. Start it first.",
    Phase.OPEN: "The question is still open. Reveal it now, or let the clock run.",
    Phase.FINAL: "That was the show. There is nothing after the finale but the way home.",
}


def _first_free(room: Room) -> int:
    """The square of least value that is left, for a team that cannot make up its mind."""
    board = room.part.board
    if board is None:
        raise AssertionError("only on a board is anything chosen")
    free = (cell for cell in range(len(room.part.asks)) if cell not in room.used)
    return min(free, key=lambda cell: (board.values[cell % len(board.values)], cell))


def paused(room: Room, event: Paused, now: int) -> Step:  # noqa: ARG001 - likewise
    """The clock stands."""
    if room.paused:
        raise Refused("paused", "The show is paused already.")
    if room.phase in {Phase.LOBBY, Phase.FINAL}:
        raise Refused("phase", "There is nothing to pause.")
    return replace(room, paused_at=now), (Telling(EVERYONE, PausedNow()),)


def resumed(room: Room, event: Resumed, now: int) -> Step:  # noqa: ARG001 - likewise
    """The clock runs on, as if the pause had not been."""
    if room.paused_at is None:
        raise Refused("phase", "The show is not paused.")
    stood = max(0, now - room.paused_at)
    asked = room.asked
    if asked is not None and room.phase in _CLOCKED:
        ends_at = None if asked.ends_at is None else asked.ends_at + stood
        asked = replace(asked, opened_at=asked.opened_at + stood, ends_at=ends_at)
    room = replace(room, paused_at=None, asked=asked)
    told = Telling(EVERYONE, ResumedNow(ms_left(room, now)))
    room, more = settled(room, now)
    return room, (told, *more)


def skipped(room: Room, event: Skipped, now: int) -> Step:
    """The question is dropped; before a question, the rest of the round."""
    if event.question != room.question:
        raise Refused("late", "Another question is on by now.")
    if room.phase in {Phase.INTRO, Phase.CHOOSING}:
        return show_standings(replace(room, used=tuple(range(len(room.part.asks)))))
    if room.phase not in _IN_PLAY:
        raise Refused("phase", "There is no question to skip.")
    dropped = Telling(EVERYONE, QuestionDropped(room.question))
    room, told = go_on(replace(room, asked=None), now)
    return room, (dropped, *told)


def extended(room: Room, event: Extended, now: int) -> Step:
    """The running clock gets more time."""
    asked = room.asked
    if asked is None or room.phase not in _CLOCKED:
        raise Refused("phase", "No clock is running.")
    if asked.ends_at is None:
        raise Refused("untimed", "No clock runs on this one: take all the time you like.")
    if not 0 < event.ms <= MOST_EXTENSION_MS:
        raise Refused("points", f"A clock gets up to {MOST_EXTENSION_MS // 1_000} seconds more at a time.")
    longer = room.phase is Phase.OPEN and not asked.buzzed
    asked = replace(
        asked, ends_at=asked.ends_at + event.ms, timer_ms=asked.timer_ms + (event.ms if longer else 0)
    )
    room = replace(room, asked=asked)
    return room, (Telling(EVERYONE, ClockSet(ms_left(room, now) or 0)),)


def revealed_now(room: Room, event: RevealedNow, now: int) -> Step:  # noqa: ARG001 - likewise
    """The host waits no longer."""
    asked = room.asked
    if asked is None or room.phase not in {Phase.OPEN, Phase.LOCKED}:
        raise Refused("phase", "There is no question to reveal.")
    if room.phase is Phase.OPEN:
        room, _ = lock(room, asked)
        asked = room.asked or asked
    return reveal(room, asked)


def undone(room: Room, event: VerdictUndone, now: int) -> Step:  # noqa: ARG001 - likewise
    """The last verdict is taken back; the question is locked, and its answers are there."""
    room, asked = _without_verdict(room)
    return room, (Telling(EVERYONE, Locked(asked.number)),)


def _without_verdict(room: Room) -> tuple[Room, Asked]:
    """The room as it was before its last verdict, locked.

    Raises:
        Refused: If the last question has none, or the next one is in play.
    """
    asked = room.asked
    if asked is None or room.phase in _IN_PLAY or not room.verdicts:
        raise Refused("phase", "There is no verdict to take back just now.")
    if room.verdicts[-1].number != asked.number:
        raise Refused("phase", "The last question has no verdict to take back.")
    verdicts = room.verdicts[:-1]
    shown = tuple(shown for shown in room.shown if shown.verdicts <= len(verdicts))
    room = replace(
        room, phase=Phase.LOCKED, round=asked.round, used=asked.used, verdicts=verdicts, shown=shown
    )
    return room, asked


def corrected(room: Room, event: Corrected, now: int) -> Step:  # noqa: ARG001 - likewise
    """Points given or taken by the host, with a reason."""
    seat = room.seats.get(event.unit)
    if (seat is None or seat.kicked) and event.unit not in units(room):
        raise Refused("unknown", "There is nobody of that name on the scoreboard.")
    if room.phase is Phase.LOBBY:
        raise Refused("phase", "There are no scores to correct before the show.")
    if not 0 < abs(event.points) <= MOST_CORRECTION:
        raise Refused("points", f"A correction gives or takes 1 to {MOST_CORRECTION:,} points.")
    reason = event.reason
    if not reason or len(reason) > MOST_REASON or printable(reason) != reason:
        raise Refused("reason", f"A correction needs a reason, in one line of up to {MOST_REASON} letters.")
    correction = Correction(event.unit, event.points, reason, room.question)
    room = replace(room, corrections=(*room.corrections, correction))
    if room.phase is Phase.STANDINGS:
        return room, (Telling(EVERYONE, standings(room)),)
    return room, (Telling(EVERYONE, final(room)),) if room.phase is Phase.FINAL else ()


def replayed(room: Room, event: Replayed, now: int) -> Step:  # noqa: ARG001 - likewise
    """The question is asked again; what was answered is void, what was staked stays."""
    asked = room.asked
    dropped: tuple[Telling, ...] = ()
    if asked is None or room.phase not in {Phase.OPEN, Phase.LOCKED}:
        room, asked = _without_verdict(room)
        dropped = (Telling(EVERYONE, QuestionDropped(asked.number)),)
    again = Asked(
        number=room.question + 1,
        round=asked.round,
        cell=asked.cell,
        used=asked.used,
        opened_at=now,
        ends_at=None,
        timer_ms=0,
        chooser=asked.chooser,
        only=asked.only,
        staking=asked.staking,
        stakes=asked.stakes,
    )
    room, told = open_question(replace(room, question=again.number, asked=again), again, now)
    return room, (*dropped, *told)


def ended(room: Room, event: Ended, now: int) -> Step:  # noqa: ARG001 - likewise
    """The show comes to its end."""
    if room.phase in {Phase.LOBBY, Phase.FINAL}:
        raise Refused("phase", "There is no show to end.")
    if room.phase not in _IN_PLAY:
        return finish(room)
    dropped = Telling(EVERYONE, QuestionDropped(room.question))
    room, told = finish(replace(room, asked=None))
    return room, (dropped, *told)


def closed(room: Room, event: Closed, now: int) -> Step:  # noqa: ARG001 - likewise
    """The party is over."""
    room = replace(room, phase=Phase.CLOSED, paused_at=None)
    return room, (Telling(EVERYONE, ClosedNow()),)
