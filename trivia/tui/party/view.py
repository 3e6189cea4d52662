"""What a picture of the show is made of, and what all pictures share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from trivia.party.events import Event
from trivia.party.queries import ms_left
from trivia.party.standing import Line
from trivia.party.state import Asked, Phase, Room
from trivia.tui.party.blocks import Block, big, placed, row

LETTERS: Final = "ABCD"
SHAPES: Final = "▲◆●■"
COLOURS: Final = ("$option-a", "$option-b", "$option-c", "$option-d")

MEDIUM_MS: Final = 10_000
SHORT_MS: Final = 5_000
"""What is left of a clock when it begins to press, and when it presses."""

WIDE: Final = 110
HIGH: Final = 32
NARROW: Final = 56
LOW: Final = 17
"""Cells and lines from which a picture is roomy, and below which it is tight."""


class Hand(Protocol):
    """Whose hand is at the keyboard, where one team at a time is; and what it is about to do."""

    @property
    def player(self) -> str:
        """The seat's id."""

    @property
    def cell(self) -> int:
        """The square of the board that it looks at; -1 where it looks at none."""

    @property
    def points(self) -> int:
        """What it would stake."""

    @property
    def most(self) -> int:
        """The most that it may stake."""


class Keys(Protocol):
    """The keyboard that teams share."""

    def meaning(self, room: Room, key: str, now: int | None = None) -> Event | str | None:
        """The event that a key means now; a word why not; `None` where it means nothing."""

    def shown(self, room: Room) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each seat's id with its keys as they are shown."""

    def hand(self, room: Room) -> Hand | None:
        """Whose hand is at the keyboard now; `None` where it is everybody's, or nobody's."""


class Doorway(Protocol):
    """How guests get in from elsewhere."""

    def picture(self, width: int, height: int) -> Block | None:
        """Address, PIN and code in so much room; `None` where it is closed, or nothing fits."""


@dataclass(frozen=True)
class View:
    """What a picture shows.

    Attributes:
        room: The room.
        now: Party time in milliseconds.
        width: Cells across.
        height: Lines.
        standing: The scoreboard.
        keys: By seat, its keys as they are shown.
        hand: Whose hand is at the keyboard.
        grown: How far what moves has come, 0 to 1.
        door: The door for guests from elsewhere; shown in the lobby.
        said: What was just said to the host; it stands in the line on top.
        outside: How many guests have a seat and find the door closed.
    """

    room: Room
    now: int
    width: int
    height: int
    standing: tuple[Line, ...] = ()
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hand: Hand | None = None
    grown: float = 1.0
    door: Doorway | None = None
    said: str = ""
    outside: int = 0

    @property
    def left_ms(self) -> int | None:
        """What is left of the clock; `None` where none runs."""
        return ms_left(self.room, self.now)

    @property
    def roomy(self) -> bool:
        """Whether there is room for large type everywhere."""
        return self.width >= WIDE and self.height >= HIGH

    @property
    def tight(self) -> bool:
        """Whether there is hardly room for everything."""
        return self.width < NARROW or self.height < LOW

    @property
    def margin(self) -> int:
        """Cells that stay free at either side."""
        return 4 if self.roomy else 1 if self.tight else 2

    @property
    def inner(self) -> int:
        """Cells between the margins."""
        return self.width - 2 * self.margin


def framed(view: View, block: Block, height: int, *, middle: bool = False) -> Block:
    """A block between the margins, in all the height there is; what is too high is cut off below."""
    block = Block(block.width, block.lines[:height])
    inner = placed(block, view.inner, height, align="center" if middle else "left", middle=middle)
    side: tuple[tuple[str, str], ...] = ((" " * view.margin, ""),)
    return Block(view.width, tuple((*side, *line, *side) for line in inner.lines))


def pressing(left_ms: int) -> tuple[str, str]:
    """The sign and the colour of a clock with so much left."""
    if left_ms <= SHORT_MS:
        return "▲", "$error"
    if left_ms <= MEDIUM_MS:
        return "△", "$warning"
    return "◷", "$primary"


def clock(view: View, times: int) -> Block | None:
    """The seconds that are left, in large type; always as wide, so that nothing beside them moves."""
    left = view.left_ms
    if left is None:
        return None
    asked = view.room.asked
    seconds = -(-left // 1_000)
    whole = max(seconds, asked.timer_ms // 1_000 if asked else 0)
    block = big(str(seconds), pressing(left)[1], times)
    room = (5 * len(str(max(whole, 10))) - 1) * times
    return None if block is None else placed(block, max(room, block.width), align="right")


def clock_bar(view: View, width: int) -> Block | None:
    """What is left of the clock as a bar; a sign and a word say when it presses."""
    left, asked = view.left_ms, view.room.asked
    if left is None or asked is None:
        return None
    whole = max(_whole_ms(view, asked), left, 1)
    sign, style = pressing(left)
    words = " hurry!" if left <= SHORT_MS else ""
    room = width - 2 - len(words)
    lit = -(-left * room // whole)
    return row(
        (f"{sign} ", f"bold {style}"),
        ("━" * lit, f"bold {style}"),
        ("─" * (room - lit), "$faint"),
        (words, f"bold {style}"),
        width=width,
    )


def _whole_ms(view: View, asked: Asked) -> int:
    """What the clock that runs began with, in milliseconds."""
    if view.room.phase is Phase.WAGERING:
        return 1_000 * view.room.part.wager_seconds
    return 1_000 * view.room.part.buzz_seconds if asked.buzzed else asked.timer_ms
