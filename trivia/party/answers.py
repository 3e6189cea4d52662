"""What players do with a question, and what its clock does: answer, buzz, choose, stake, run out of time."""

from msgspec.structs import replace

from trivia.party.events import CREDIT_CAP_MS, Answered, Buzzed, Chose, Judged, TimeUp, Wagered
from trivia.party.flow import ask, counted, lock, open_question, settled
from trivia.party.queries import by_buzzer, entitled, seated, unit_name
from trivia.party.refused import Refused
from trivia.party.seats import present, seat_of, word_free
from trivia.party.standing import scores
from trivia.party.state import NOTHING, Asked, Given, Phase, Room, Seat, Step
from trivia.party.tell import stake_limit
from trivia.party.tellings import EVERYONE, HOST, AnsweredCount, BuzzedIn, BuzzersFree, Taken, Telling
from trivia.party.turns import turn_of


def answered(room: Room, event: Answered, now: int) -> Step:
    """A seat takes an option. The first one stands, and the room's clock alone says when it came."""
    asked = _in_play(room, event.question, Phase.OPEN)
    seat = present(room, event.player)
    at = _at(asked, now, event.credit_ms)
    part = room.part
    if part.aloud:
        raise Refused("aloud", "Say it out loud! The host is all ears, and marks this one.")
    if not 0 <= event.option < len(part.asks[asked.cell].options):
        raise Refused("option", "There is no such option to choose.")
    if by_buzzer(room):
        if asked.buzzed != event.player:
            raise Refused("not-you", "First the buzzer, then the answer.")
        right = event.option == part.asks[asked.cell].answer
        return _tried(room, asked, seat, Given(event.option, asked.buzz_ms), right=right, now=now)
    _may(room, asked, seat)
    given = Given(event.option, max(0, at - asked.opened_at))
    return _given(room, asked, event.player, given, now)


def buzzed(room: Room, event: Buzzed, now: int) -> Step:
    """A seat wants the word; the first to come in has it."""
    asked = _in_play(room, event.question, Phase.OPEN)
    seat = present(room, event.player)
    if not by_buzzer(room):
        raise Refused("phase", "No buzzers in this one: just answer.")
    if asked.buzzed:
        raise Refused("buzzed", "So close! Somebody was first. If they're wrong, you get a chance.")
    if seat.unit in asked.tried:
        raise Refused("out", "You have had your try at this one.")
    at = _at(asked, now, event.credit_ms)
    kept = None if asked.ends_at is None else max(0, asked.ends_at - now)
    window = 1_000 * room.part.buzz_seconds
    asked = replace(
        asked,
        buzzed=event.player,
        buzz_ms=max(0, at - asked.opened_at),
        kept_ms=kept,
        ends_at=now + window,
    )
    return replace(room, asked=asked), (Telling(EVERYONE, BuzzedIn(seat.player, seat.name, window)),)


def chose(room: Room, event: Chose, now: int) -> Step:
    """A seat of the team in turn takes a cell of the board."""
    if room.phase is not Phase.CHOOSING:
        raise Refused("phase", "There is nothing to choose from just now.")
    seat = present(room, event.player)
    turn = turn_of(room)
    if seat.unit != turn:
        raise Refused("not-you", f"It is {unit_name(room, turn)}'s turn to choose.")
    if not 0 <= event.cell < len(room.part.asks) or event.cell in room.used:
        raise Refused("option", "That square is gone. Choose one that still shows its value.")
    return ask(room, event.cell, now, chooser=turn)


def wagered(room: Room, event: Wagered, now: int) -> Step:
    """A seat stakes points; what is staked stays staked."""
    asked = _in_play(room, event.question, Phase.WAGERING)
    seat = present(room, event.player)
    _at(asked, now, 0)
    if not entitled(room, seat):
        raise Refused("not-you", "This wager is somebody else's. Lean back and enjoy.")
    if event.player in asked.stakes:
        raise Refused("staked", "Your stake is on the table, and there it stays.")
    most = stake_limit(room, asked, seat, scores(room)[seat.unit])
    if not 0 <= event.points <= most:
        raise Refused("points", f"You can stake anything from 0 to {most:,}.")
    stakes = {**asked.stakes, event.player: event.points}
    room = replace(room, asked=replace(asked, stakes=stakes, missing=max(0, asked.missing - 1)))
    return _noted(room, event.player, now)


def judged(room: Room, event: Judged, now: int) -> Step:
    """The host marks a seat: in a question that is answered aloud, or over the room once it is locked."""
    asked, seat = room.asked, seat_of(room, event.player)
    if asked is None or room.phase not in {Phase.OPEN, Phase.LOCKED}:
        raise Refused("phase", "There is no answer to judge just now.")
    marks = replace(asked, judged={**asked.judged, seat.player: event.right})
    if room.phase is Phase.LOCKED:
        if (by_buzzer(room) and seat.player not in asked.answers) or not entitled(room, seat):
            raise Refused("not-you", "That seat had no part in this question.")
        return replace(room, asked=marks), ()
    if by_buzzer(room):
        if asked.buzzed != seat.player:
            raise Refused("not-you", "That seat has not buzzed in.")
        return _tried(room, marks, seat, Given(NOTHING, asked.buzz_ms), right=event.right, now=now)
    if not room.part.aloud:
        raise Refused("phase", "The players answer this one. Once it is locked, you may overrule.")
    if not entitled(room, seat):
        raise Refused("not-you", "That seat has no part in this question.")
    if seat.player in asked.answers:
        return replace(room, asked=marks), ()
    return _given(room, marks, seat.player, Given(NOTHING, 0), now)


def time_up(room: Room, event: TimeUp, now: int) -> Step:
    """The clock has run out: for the stakes, for whoever buzzed in, or for the question."""
    asked = room.asked
    if asked is None or event.question != asked.number or room.phase not in {Phase.WAGERING, Phase.OPEN}:
        raise Refused("late", "That clock stopped a while ago.")
    if asked.ends_at is None:
        raise Refused("untimed", "No clock runs on this one.")
    if now < asked.ends_at:
        raise Refused("early", "There is time left on the clock.")
    if room.phase is Phase.WAGERING:
        return open_question(room, asked, now)
    if asked.buzzed:
        seat = room.seats[asked.buzzed]
        return _tried(room, asked, seat, Given(NOTHING, asked.buzz_ms), right=False, now=now)
    return lock(room, asked)


def _in_play(room: Room, question: int, phase: Phase) -> Asked:
    """The question that is asked, if an event for this number and phase is timely.

    Raises:
        Refused: If it is over (`late`), or not there yet (`early`).
    """
    asked = room.asked
    if asked is None or question < asked.number:
        raise Refused("late", "That question has closed. The next one is yours.")
    if question > asked.number:
        raise Refused("early", "That question has not been asked yet. Patience, please.")
    if room.phase is phase:
        return asked
    if room.phase is Phase.WAGERING:
        raise Refused("early", "First the stakes, then the question.")
    if phase is Phase.WAGERING:
        raise Refused("late", "No more stakes: the question is on.")
    raise Refused("late", "Time! That question has closed.")


def _at(asked: Asked, now: int, credit_ms: int) -> int:
    """When something came in, with what is given back for the way.

    Raises:
        Refused: If that is after the deadline (`late`).
    """
    at = now - min(max(credit_ms, 0), CREDIT_CAP_MS)
    if asked.ends_at is not None and at > asked.ends_at:
        raise Refused("late", "Time! That was a moment too late.")
    return at


def _may(room: Room, asked: Asked, seat: Seat) -> None:
    if seat.player in asked.answers:
        raise Refused("answered", "Your answer is in, and it stands.")
    if asked.only and seat.unit != asked.only:
        raise Refused("not-you", f"This one is for {unit_name(room, asked.only)} alone.")
    if not entitled(room, seat):
        raise Refused("out", "You are out of this round. Back in the next!")


def _given(room: Room, asked: Asked, player: str, given: Given, now: int) -> Step:
    """The room with an answer more. A thousand players do this at once, so nothing is counted here."""
    there = room.seats[player].present
    asked = replace(asked, answers={**asked.answers, player: given}, missing=asked.missing - there)
    return _noted(replace(room, asked=asked), player, now)


def _noted(room: Room, player: str, now: int) -> Step:
    asked = room.asked
    if asked is None:
        raise AssertionError("something was answered, so something was asked")
    count = len(asked.stakes if room.phase is Phase.WAGERING else asked.answers)
    told = (
        Telling(player, Taken(player, asked.number)),
        Telling(HOST, AnsweredCount(count, count + asked.missing)),
    )
    if asked.missing and not asked.only:
        return room, told
    room, more = settled(room, now)
    return room, (*told, *more)


def _tried(room: Room, asked: Asked, seat: Seat, given: Given, *, right: bool, now: int) -> Step:
    """Whoever had buzzed in has answered: right locks the question, wrong lets the others try."""
    asked = replace(asked, answers={**asked.answers, seat.player: given})
    taken = Telling(seat.player, Taken(seat.player, asked.number))
    if right:
        room, told = lock(room, asked)
        return room, (taken, *told)
    asked = replace(word_free(asked, now), tried=(*asked.tried, seat.unit))
    room = counted(replace(room, asked=asked))
    if any(other.present and other.unit not in asked.tried for other in seated(room)):
        return room, (taken, Telling(EVERYONE, BuzzersFree(seat.player, seat.unit, asked.kept_ms)))
    room, told = lock(room, asked)
    return room, (taken, *told)
