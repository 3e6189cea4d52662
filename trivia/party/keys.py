"""What a key means at a keyboard that several teams share: an answer, a buzz, a square, a stake, a mark.

A press is resolved as it comes in, and the room says whether it counts. What takes more than one press (a
square that is looked for, a stake that is typed, a team that has taken the word) is remembered here until
the question or its phase is another.

Whoever shows the party asks `Keys` first, and takes a key for the host's own only where it means nothing
here. Enter and space belong to the host, but for a square to be chosen or a stake to be put down at the
keyboard.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from trivia.party.events import Answered, Buzzed, Chose, Event, Judged, Wagered
from trivia.party.key_plan import ANSWERS, RIGHT, WRONG, KeyPlan, digit_of, owner, sign_of, slot_of
from trivia.party.queries import by_buzzer, entitled, seated
from trivia.party.squares import after_digits, beside, first_free
from trivia.party.standing import scores
from trivia.party.state import Asked, Phase, Room, Seat
from trivia.party.tell import stake_limit
from trivia.party.turns import turn_of

Meaning: TypeAlias = Event | str | None
"""What a key means: an event, a word to the room, or nothing."""

HELD_MS: Final = 700
"""A key that buzzed or answered, and comes again within so many milliseconds, is held down."""

STEP: Final = 100
"""What an arrow adds to a stake."""

_PAUSED: Final = "The show is paused. Hold that thought!"


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand is at the keyboard, where one team at a time is.

    Attributes:
        player: The seat's id.
        name: What it is called.
        doing: What it is about to do: take a square, put down a stake, or answer with 1 to 4.
        cell: The square that it looks at; -1 where it looks at none.
        points: What it would stake.
        most: The most that it may.
    """

    player: str
    name: str
    doing: Literal["cell", "stake", "answer"]
    cell: int = -1
    points: int = 0
    most: int = 0


class Keys:
    """The keyboard of a party.

    Attributes:
        plan: Whose key is whose.
    """

    def __init__(self, plan: KeyPlan) -> None:
        self.plan = plan
        self._about: tuple[int, Phase, str] = (0, Phase.LOBBY, "")
        self._word = ""
        self._digits = ""
        self._points = 0
        self._cell = -1
        self._held_key = ""
        self._held_ms = 0

    def meaning(self, room: Room, key: str, now: int | None = None) -> Meaning:
        """What a key means now.

        Args:
            room: The room.
            key: The key, as the terminal calls it.
            now: Party time in milliseconds, which tells a key that is held down from one pressed again;
                `None` takes every press for one.

        Returns:
            What happens, for the room to take or refuse; a sentence to show (an empty one where there is
            nothing to say); or `None`, where the key means nothing here and is the host's.
        """
        if self.plan.way == "none":
            return None
        if room.paused:
            return _PAUSED if owner(self.plan, key) else None
        self._turn_to(room)
        if room.phase is Phase.CHOOSING:
            return self._choosing(room, key)
        asked = room.asked
        if asked is None:
            return None
        if room.phase is Phase.WAGERING:
            return self._staking(room, asked, key)
        if room.part.aloud and room.phase in {Phase.OPEN, Phase.LOCKED}:
            return self._marking(room, asked, key)
        return self._answering(room, asked, key, now) if room.phase is Phase.OPEN else None

    def owner(self, room: Room, key: str) -> str:
        """The seat that a key belongs to, for a team that tries its keys; an empty string for nobody's."""
        seat, _ = self._owner(room, key)
        return seat.player if seat else ""

    def hand(self, room: Room) -> Hand | None:
        """Whose hand is at the keyboard now; `None` where it is everybody's, or nobody's."""
        self._turn_to(room)
        asked = room.asked
        seat = self._next(room)
        if self.plan.way == "none" or seat is None:
            return None
        if room.phase is Phase.CHOOSING:
            return Hand(seat.player, seat.name, "cell", cell=self._at(room))
        if asked is None:
            return None
        if room.phase is Phase.WAGERING:
            most = _most(room, asked, seat)
            return Hand(seat.player, seat.name, "stake", points=min(self._points, most), most=most)
        return Hand(seat.player, seat.name, "answer") if room.phase is Phase.OPEN else None

    def shown(self, room: Room) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each seat at the keyboard with its keys, as they are shown.

        Under a question these are as many as there are options; whoever has the floor has the digits.
        """
        hand, opened = self.hand(room), room.phase is Phase.OPEN and not room.part.aloud
        asked = opened or (room.phase is Phase.LOCKED and not room.part.aloud)
        count = len(room.ask.options) if room.ask and asked else len(ANSWERS)
        found = []
        for seat in _here(room):
            slot = slot_of(seat.player) or 0
            keys = self.plan.sets[slot] if slot < len(self.plan.sets) else ()
            if self.plan.way != "choose" and opened and hand and hand.player == seat.player:
                keys = tuple(ANSWERS)
            found.append((seat.player, tuple(key.upper() for key in keys[:count])))
        return tuple(found)

    def _turn_to(self, room: Room) -> None:
        """Forget what was begun for another question, phase or seat."""
        seat = self._next(room, begun=False)
        about = (room.question, room.phase, seat.player if seat else "")
        if about == self._about:
            return
        if about[:2] != self._about[:2]:
            self._word = ""
        self._about = about
        self._digits, self._points, self._cell = "", 0, -1

    def _owner(self, room: Room, key: str) -> tuple[Seat | None, int]:
        """The seat that a key belongs to, and which of its keys it is, from 0."""
        found = owner(self.plan, key)
        if found is None:
            return None, 0
        return next((seat for seat in _here(room) if slot_of(seat.player) == found[0]), None), found[1]

    def _next(self, room: Room, *, begun: bool = True) -> Seat | None:
        """The seat whose hand is at the keyboard, or comes next.

        Args:
            room: The room.
            begun: Whether a team that took the word counts.
        """
        asked, here = room.asked, _here(room)
        if room.phase is Phase.CHOOSING:
            unit = turn_of(room)
            return next((seat for seat in here if seat.unit == unit), None)
        if asked is None:
            return None
        if room.phase is Phase.WAGERING:
            return _first(here, lambda seat: entitled(room, seat) and seat.player not in asked.stakes)
        if room.phase is not Phase.OPEN:
            return None
        if asked.buzzed:
            return _first(here, lambda seat: seat.player == asked.buzzed)
        waiting = [seat for seat in here if entitled(room, seat) and seat.player not in asked.answers]
        if by_buzzer(room) or self.plan.way == "choose":
            return None
        if self.plan.way == "pass" or asked.only or len(waiting) == 1:
            return waiting[0] if waiting else None
        return _first(waiting, lambda seat: begun and seat.player == self._word)

    def _answering(self, room: Room, asked: Asked, key: str, now: int | None) -> Meaning:
        seat, place = self._owner(room, key)
        if sign_of(key) != self._held_key:
            self._held_key = ""
        if seat is not None and by_buzzer(room) and asked.buzzed != seat.player:
            self._held_key, self._held_ms = sign_of(key), now or 0
            return Buzzed(seat.player, asked.number)
        if seat is not None and self.plan.way == "choose":
            return "" if self._held(key, now) else self._took(room, asked, seat, place)
        if seat is not None:
            return self._takes_word(room, asked, seat)
        digit = digit_of(key)
        if digit is None or not 1 <= digit <= len(ANSWERS):
            return None if digit is None or self.plan.way != "pass" else self._by_number(room, asked, digit)
        hand = self._next(room)
        if hand is not None:
            if self._held(key, now):
                return ""
            self._held_key, self._held_ms = sign_of(key), now or 0
            return self._took(room, asked, hand, digit - 1)
        if self.plan.way == "pass":
            return self._by_number(room, asked, digit)
        return None if self.plan.way == "choose" else "Your own key first, then the answer."

    def _held(self, key: str, now: int | None) -> bool:
        """Whether this is the key that has buzzed or answered before, not let go of yet."""
        if now is None or sign_of(key) != self._held_key or now - self._held_ms >= HELD_MS:
            return False
        self._held_ms = now
        return True

    def _took(self, room: Room, asked: Asked, seat: Seat, option: int) -> Meaning:
        options = room.part.asks[asked.cell].options
        if option >= len(options):
            return f"{len(options)} answers to choose from this time: the first {len(options)} keys."
        return Answered(seat.player, asked.number, option)

    def _takes_word(self, room: Room, asked: Asked, seat: Seat) -> Meaning:
        """A team with a single key comes forward, where everyone answers."""
        if asked.buzzed == seat.player:
            return f"The floor belongs to {seat.name}."
        if seat.player in asked.answers or not entitled(room, seat):
            return Answered(seat.player, asked.number, 0)
        self._word = seat.player
        return f"The floor belongs to {seat.name}."

    def _by_number(self, room: Room, asked: Asked, digit: int) -> Meaning:
        """Who was first, by number, where a laptop that goes round has no buzzers."""
        seat = next((seat for seat in _here(room) if slot_of(seat.player) == digit - 1), None)
        return Buzzed(seat.player, asked.number) if seat and by_buzzer(room) and not asked.buzzed else None

    def _marking(self, room: Room, asked: Asked, key: str) -> Meaning:
        """The host hears an answer: a team's key marks it right and, pressed again, wrong; or R and W do."""
        seat, _ = self._owner(room, key)
        buzzers = by_buzzer(room)
        if seat is None and self.plan.way == "pass" and (digit := digit_of(key)):
            seat = next((one for one in _here(room) if slot_of(one.player) == digit - 1), None)
        if seat is not None:
            if buzzers and room.phase is Phase.OPEN:
                return Buzzed(seat.player, asked.number)
            return Judged(seat.player, not asked.judged.get(seat.player, False))
        sign = sign_of(key)
        if sign not in {RIGHT, WRONG}:
            return None
        hand = self._next(room)
        if hand is None:
            return "Whose answer was it? Press that team's key."
        return Judged(hand.player, sign == RIGHT)

    def _choosing(self, room: Room, key: str) -> Meaning:
        board, seat = room.part.board, self._next(room)
        if board is None or seat is None:
            return None
        if key in {"enter", "space"}:
            return Chose(seat.player, self._at(room))
        digit = digit_of(key)
        if digit is not None:
            cell, self._digits = after_digits(board, room.used, self._digits, digit)
            if cell >= 0:
                self._cell = cell
        elif key in {"left", "right", "up", "down"}:
            self._cell, self._digits = beside(board, room.used, self._at(room), key), ""
        else:
            return f"{seat.name}, it's your pick." if owner(self.plan, key) else None
        column, row = divmod(self._at(room), len(board.values))
        return f"{board.categories[column]} for {board.values[row]:,}?"

    def _at(self, room: Room) -> int:
        """The square that is looked at."""
        board = room.part.board
        if board is None:
            return -1
        return self._cell if self._cell >= 0 else first_free(board, room.used)

    def _staking(self, room: Room, asked: Asked, key: str) -> Meaning:
        seat = self._next(room)
        if seat is None:
            return None
        most = _most(room, asked, seat)
        if key in {"enter", "space"}:
            return Wagered(seat.player, asked.number, self._points)
        digit = digit_of(key)
        if digit is not None:
            self._points = self._points * 10 + digit
        elif key == "backspace":
            self._points //= 10
        elif key in {"up", "right"}:
            self._points += STEP
        elif key in {"down", "left"}:
            self._points -= STEP
        elif key in {"home", "end"}:
            self._points = most if key == "end" else 0
        else:
            return f"{seat.name}, it's your stake." if owner(self.plan, key) else None
        self._points = max(0, min(self._points, most))
        return "Enter puts it on the table."


def _here(room: Room) -> list[Seat]:
    """The seats at the keyboard that are there, by their places."""
    here = (seat for seat in seated(room) if seat.present and seat.via in {"keyboard", "judge"})
    return sorted(
        (seat for seat in here if slot_of(seat.player) is not None),
        key=lambda seat: slot_of(seat.player) or 0,
    )


def _first(seats: list[Seat], fits: Callable[[Seat], bool]) -> Seat | None:
    return next((seat for seat in seats if fits(seat)), None)


def _most(room: Room, asked: Asked, seat: Seat) -> int:
    return max(0, stake_limit(room, asked, seat, scores(room)[seat.unit]))
