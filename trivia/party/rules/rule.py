"""What a rule is: what is asked of players, and what a question pays.

A rule sees a question's `Sheet` when it is over, and says what it `Pay`s. It knows nothing of the room.
"""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

POINTS: Final = 1_000
"""What a question is worth."""

FULL_POINTS_MS: Final = 500
"""An answer within this many milliseconds counts as given at once."""

STREAK_STEP: Final = 100
STREAK_MOST: Final = 500
"""A streak pays so much more for each right answer in a row after the first, and never more than this."""

ALLOWANCE: Final = 500
"""What may be staked by whoever has less."""


class Hand(Struct, frozen=True, gc=False):
    """A seat's part in a question.

    Attributes:
        player: The seat's id.
        unit: The unit it scores for.
        right: Whether it was right; `None` where there is no answer.
        ms: The milliseconds from opening to answer.
        streak: Right answers in a row before it.
        lives: Lives before it; 0 where they are not counted.
        stake: What it has staked.
    """

    player: str
    unit: str
    right: bool | None
    ms: int = 0
    streak: int = 0
    lives: int = 0
    stake: int = 0


class Sheet(Struct, frozen=True):
    """A question that is over.

    Attributes:
        hands: The seats it was for; where teams buzz, those who had a try come first and in their order.
        timer_ms: How long it could be answered, in milliseconds; 0 without a clock.
        value: What it is worth on a board; 0 elsewhere.
        factor: 2 where all counts twice, else 1.
        speed: Whether an early answer pays more.
        streaks: Whether a streak pays.
        staked: Whether it is played for stakes.
        buzzed: Whether it was buzzed for.
        scores: The score of each unit before it.
    """

    hands: tuple[Hand, ...]
    timer_ms: int = 0
    value: int = 0
    factor: int = 1
    speed: bool = False
    streaks: bool = False
    staked: bool = False
    buzzed: bool = False
    scores: dict[str, int] = {}


class Pay(Struct, frozen=True):
    """What a question pays.

    Attributes:
        points: What each seat has earned or lost; those that are not named, nothing.
        pots: What that comes to for units, where it is nobody's own; `None` where the seats keep it.
        lost: The seats that lose a life.
    """

    points: dict[str, int]
    pots: dict[str, int] | None = None
    lost: frozenset[str] = frozenset()


class Rule(Struct, frozen=True):
    """A rule.

    Attributes:
        title: Its name.
        words: What players are told of it, when a round is announced.
        pays: What a question pays.
        buzzer: Whether players buzz in before they answer.
        speed: Whether it can pay for speed.
        streaks: Whether it counts right answers in a row.
        lives: Whether it counts lives.
        stakes: Whether every question has stakes.
        unhurried: What they are told where it can pay for speed and does not.
    """

    title: str
    words: str
    pays: Callable[[Sheet], Pay]
    buzzer: bool = False
    speed: bool = False
    streaks: bool = False
    lives: bool = False
    stakes: bool = False
    unhurried: str = ""

    def told(self, *, hurried: bool) -> str:
        """What players are told of it, in a round that pays for speed, or in one that does not."""
        return self.words if hurried or not self.unhurried else self.unhurried


def half_up(numerator: int, denominator: int) -> int:
    """A quotient as a whole number, halves rounded up."""
    return (2 * numerator + denominator) // (2 * denominator)


def streak_bonus(streak: int) -> int:
    """What a right answer earns besides, after so many right ones in a row."""
    return min(STREAK_MOST, STREAK_STEP * streak)


def most_stake(score: int, allowance: int = ALLOWANCE) -> int:
    """The most that a unit with this score may stake."""
    return max(score, allowance)


def staked(sheet: Sheet) -> Pay:
    """Stakes won and lost; a team wins or loses the mean of what its members do.

    What is staked beyond the own score was a gift of the house, and the house does not ask for it back.
    """
    points: dict[str, int] = {}
    members: dict[str, list[int]] = {}
    for hand in sheet.hands:
        owned = max(0, sheet.scores.get(hand.unit, 0))
        change = hand.stake if hand.right else -min(hand.stake, owned)
        points[hand.player] = change
        members.setdefault(hand.unit, []).append(change)
    return Pay(points, {unit: half_up(sum(changes), len(changes)) for unit, changes in members.items()})
