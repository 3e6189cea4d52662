"""How the show moves: from an announcement to questions, their lock and reveal, to standings and the end."""

from msgspec.structs import replace

from trivia.party.queries import by_buzzer, entitled_seats, lives_of, seated
from trivia.party.state import Asked, Phase, Room, Shown, Step
from trivia.party.tell import (
    board_shown,
    final,
    outcomes,
    questions_opened,
    revealed,
    round_intro,
    standings,
    wagers_asked,
)
from trivia.party.tellings import EVERYONE, Locked, Telling
from trivia.party.verdicts import verdict_of


def announce(room: Room) -> Step:
    """The next round is announced."""
    room = replace(room, phase=Phase.INTRO, round=room.round + 1, used=())
    return room, (Telling(EVERYONE, round_intro(room)),)


def go_on(room: Room, now: int) -> Step:
    """The round goes on with its next question, or with the standings where it is over."""
    if round_over(room):
        return show_standings(room)
    if room.part.board:
        room = replace(room, phase=Phase.CHOOSING)
        return room, (Telling(EVERYONE, board_shown(room)),)
    return ask(room, len(room.used), now)


def round_over(room: Room) -> bool:
    """Whether the round has no question left, or nobody left to survive it."""
    if len(room.used) == len(room.part.asks):
        return True
    last = room.verdicts[-1] if room.verdicts else None
    if not room.rule.lives or last is None or last.round != room.round:
        return False
    lives = [lives_of(room, seat.player) for seat in seated(room)]
    return len(lives) > 1 and sum(left != 0 for left in lives) <= 1


def ask(room: Room, cell: int, now: int, chooser: str = "") -> Step:
    """The question of this index is asked, or first of all its stakes.

    Args:
        room: The room.
        cell: The index of the round's `Ask`.
        now: The moment, in milliseconds of party time.
        chooser: The unit that chose it from a board.
    """
    board = room.part.board
    hidden = board is not None and cell in board.hidden
    alone = board is not None and (hidden or not board.by_buzzer)
    used = (*room.used, cell)
    asked = Asked(
        number=room.question + 1,
        round=room.round,
        cell=cell,
        used=used,
        opened_at=now,
        ends_at=None,
        timer_ms=0,
        chooser=chooser,
        only=chooser if alone else "",
        staking=hidden or room.rule.stakes,
    )
    room = replace(room, question=asked.number, used=used, asked=asked)
    return _ask_stakes(room, asked, now) if asked.staking else open_question(room, asked, now)


def _ask_stakes(room: Room, asked: Asked, now: int) -> Step:
    seconds = room.part.wager_seconds
    asked = replace(asked, ends_at=now + 1_000 * seconds if seconds else None)
    room = counted(replace(room, phase=Phase.WAGERING, asked=asked))
    return room, wagers_asked(room, asked, now)


def open_question(room: Room, asked: Asked, now: int) -> Step:
    """A question is open from now on, with nothing answered yet."""
    timer_ms = 1_000 * room.part.seconds
    asked = replace(asked, opened_at=now, ends_at=now + timer_ms if timer_ms else None, timer_ms=timer_ms)
    room = counted(replace(room, phase=Phase.OPEN, asked=asked))
    return room, questions_opened(room, asked, now)


def counted(room: Room) -> Room:
    """The room with a fresh count of those who are still to answer, or to stake."""
    asked = room.asked
    if asked is None or room.phase not in {Phase.WAGERING, Phase.OPEN}:
        return room
    done = asked.stakes if room.phase is Phase.WAGERING else asked.answers
    missing = sum(seat.present and seat.player not in done for seat in entitled_seats(room))
    return room if missing == asked.missing else replace(room, asked=replace(asked, missing=missing))


def settled(room: Room, now: int) -> Step:
    """The room a stage further where nobody is left to wait for: stakes are in, or all have answered."""
    asked = room.asked
    if asked is None or room.paused or not _all_in(room, asked):
        return room, ()
    return open_question(room, asked, now) if room.phase is Phase.WAGERING else lock(room, asked)


def _all_in(room: Room, asked: Asked) -> bool:
    if room.phase is Phase.WAGERING:
        done = bool(asked.stakes) if asked.only else not asked.missing
    elif room.phase is not Phase.OPEN or asked.buzzed:
        return False
    elif asked.only:
        done = bool(asked.answers)
    elif by_buzzer(room):
        done = bool(asked.tried) and not any(
            seat.present and seat.unit not in asked.tried for seat in seated(room)
        )
    else:
        done = not asked.missing
    return done and any(seat.present for seat in entitled_seats(room))


def lock(room: Room, asked: Asked) -> Step:
    """No more answers."""
    asked = replace(asked, ends_at=None, buzzed="", missing=0)
    return replace(room, phase=Phase.LOCKED, asked=asked), (Telling(EVERYONE, Locked(asked.number)),)


def reveal(room: Room, asked: Asked) -> Step:
    """The answer is shown, and every seat told what came of it."""
    verdict = verdict_of(room, asked)
    room = replace(room, phase=Phase.REVEAL, verdicts=(*room.verdicts, verdict))
    own = (Telling(player, outcome) for player, outcome in outcomes(room).items())
    return room, (Telling(EVERYONE, revealed(room, asked)), *own)


def show_standings(room: Room) -> Step:
    """How it stands is shown."""
    shown = Shown(len(room.verdicts), len(room.corrections))
    room = replace(room, phase=Phase.STANDINGS, shown=(*room.shown, shown))
    return room, (Telling(EVERYONE, standings(room)),)


def finish(room: Room) -> Step:
    """The last standings are shown."""
    room = replace(room, phase=Phase.FINAL, paused_at=None)
    return room, (Telling(EVERYONE, final(room)),)
