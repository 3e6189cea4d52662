"""Modes: small descriptions of a game, over the same rules."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Final


class Lifeline(Enum):
    """Help that a player may take, a few times in a game."""

    FIFTY = "fifty"
    """Fifty-fifty: wrong options go, until two are left."""
    ARTICLE = "article"
    """Ask the article: a hint from the source and the row, without the answer."""
    SKIP = "skip"
    """Another question in the place of this one."""


@dataclass(frozen=True, slots=True)
class Mode:
    """What makes one kind of game.

    Attributes:
        id: Its name on the command line and in the save file.
        title: Its name for players.
        length: How many questions a game has, unless the player asks for another number; for an open-ended
            mode how many it has at most.
        about: One sentence for players.
        open_ended: Whether it goes on until something ends it, and not for a number of questions.
        lives: How many wrong answers end it; `None` where they do not.
        clock_ms: How long its questions may be open, all in all, in milliseconds; `None` without a clock.
        steps: The score after each right answer, where it is that of a ladder; a wrong one ends the game.
        safe: The numbers of the steps, counted from 1, that a wrong answer does not fall below.
        timed: Whether time counts at all, for the clock or for points.
        lifelines: The lifelines that it has, and how often each.
        resumable: Whether a game that was left is taken up again.
        sized: Whether a player may choose how many questions it has.
    """

    id: str
    title: str
    length: int
    about: str
    open_ended: bool = False
    lives: int | None = None
    clock_ms: int | None = None
    steps: tuple[int, ...] = ()
    safe: tuple[int, ...] = ()
    timed: bool = True
    lifelines: tuple[tuple[Lifeline, int], ...] = ()
    resumable: bool = False
    sized: bool = False

    @property
    def pays_for_speed(self) -> bool:
        """Whether an answer that comes soon earns more."""
        return self.timed and self.clock_ms is None and not self.steps

    def count(self, lifeline: Lifeline) -> int:
        """How often a game of this mode has a lifeline."""
        return dict(self.lifelines).get(lifeline, 0)

    @property
    def kept_length(self) -> int | None:
        """The length under which a game is kept in the save file: 0 for any; `None` for its own number."""
        return 0 if self.open_ended else None


UNTIMED_SPRINT: Final = 20
"""How many questions a sprint has where no clock ends it."""

ONE_OF_EACH: Final = tuple((lifeline, 1) for lifeline in Lifeline)
PLENTY: Final = tuple((lifeline, 5) for lifeline in Lifeline)

CLASSIC: Final = Mode(
    id="classic",
    title="Classic",
    length=10,
    about="Points for what is hard, for speed and for a streak.",
    lifelines=ONE_OF_EACH,
    sized=True,
)

SPRINT: Final = Mode(
    id="sprint",
    title="Sprint",
    length=80,
    about="Sixty seconds on the clock. As many as you can.",
    open_ended=True,
    clock_ms=60_000,
)

SURVIVAL: Final = Mode(
    id="survival",
    title="Survival",
    length=200,
    about="Three lives. The show goes on until the third miss.",
    open_ended=True,
    lives=3,
    lifelines=ONE_OF_EACH,
)

LADDER: Final = Mode(
    id="ladder",
    title="Ladder",
    length=15,
    about="Fifteen steps, each harder and worth more. Walk away, or risk it.",
    steps=(50, 100, 200, 300, 500, 700, 1000, 1300, 1600, 2000, 2500, 3000, 3500, 4000, 5000),
    safe=(5, 10),
    lifelines=ONE_OF_EACH,
)

MARATHON: Final = Mode(
    id="marathon",
    title="Marathon",
    length=1_000,
    about="Every question there is. Leave when you like; it waits for you.",
    open_ended=True,
    resumable=True,
)

PRACTICE: Final = Mode(
    id="practice",
    title="Practice",
    length=20,
    about="No clock, no hurry: what you choose to get better at.",
    timed=False,
    lifelines=PLENTY,
    sized=True,
)

DAILY: Final = Mode(
    id="daily",
    title="Daily",
    length=10,
    about="The same ten questions for everyone today, one try, and a streak of days.",
)

REVIEW: Final = Mode(
    id="review",
    title="Review",
    length=10,
    about="What you missed comes back when it is about to be forgotten.",
)

MODES: Final = {mode.id: mode for mode in (CLASSIC, SPRINT, SURVIVAL, LADDER, MARATHON, PRACTICE)}
"""Those that `play --mode` starts; the daily and the review have commands of their own."""

ALL_MODES: Final = MODES | {DAILY.id: DAILY, REVIEW.id: REVIEW}
"""Every mode, by its id."""

LADDER_LEVELS: Final = tuple(1 + step // 3 for step in range(len(LADDER.steps)))
"""How hard the question of each step is: three of every level."""


def untimed(mode: Mode) -> Mode:
    """The mode without any clock; what only a clock would end has a number of questions instead."""
    if mode.clock_ms is None:
        return replace(mode, timed=False)
    return replace(mode, timed=False, clock_ms=None, open_ended=False, length=UNTIMED_SPRINT)
