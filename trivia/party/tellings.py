"""What the room has to say, and to whom. Nothing here knows how it gets there.

Until a question is revealed, nothing that is told to anyone but the host follows from its answer. (Where
teams buzz in, a wrong answer is seen to be wrong, because the next may try: that is the game.)
"""

from typing import Final, Literal, TypeAlias

from msgspec import Struct

EVERYONE: Final = "*"
HOST: Final = "!"
"""No seat has an id like these two."""

May: TypeAlias = Literal["answer", "buzz", "wait"]
Mark: TypeAlias = Literal["right", "wrong", "none"]


class LobbyChanged(Struct, frozen=True, tag="lobby"):
    """Who is there: how many seats, which teams, and whether the door is locked."""

    players: int
    teams: tuple[str, ...]
    locked: bool


class RoundIntro(Struct, frozen=True, tag="intro"):
    """A round is announced: which of how many (from 1), its name, its rule and that rule in words."""

    round: int
    of: int
    title: str
    rule: str
    words: str
    double: bool


class Square(Struct, frozen=True):
    """A cell of the board as everyone sees it."""

    value: int
    taken: bool


class BoardShown(Struct, frozen=True, tag="board"):
    """The board: categories, their cells from the top down, and who is to choose.

    `unit` is whose turn it is, `name` what that is called.
    """

    categories: tuple[str, ...]
    columns: tuple[tuple[Square, ...], ...]
    unit: str
    name: str


class WagerAsked(Struct, frozen=True, tag="stake"):
    """A stake is wanted for question `question`, of which the heading is known and nothing else.

    `most` is what this seat may stake; -1 for a seat, or the host, that only watches. `ms_left` is `None`
    without a clock.
    """

    question: int
    heading: str
    most: int
    ms_left: int | None


class QuestionOpened(Struct, frozen=True, tag="ask"):
    """A question is open.

    Attributes:
        question: Its number in the party, which an answer has to name.
        number: Which one of the round it is, from 1.
        of: How many the round has.
        heading: What stands above it.
        prompt: The question.
        options: What can be chosen; empty where the host reads aloud and marks.
        ms_left: What is left of its time, in milliseconds; `None` without a clock.
        double: Whether it counts twice.
        may: What this seat may do.
        value: What it pays on a board; 0 elsewhere.
    """

    question: int
    number: int
    of: int
    heading: str
    prompt: str
    options: tuple[str, ...]
    ms_left: int | None
    double: bool
    may: May
    value: int = 0


class Taken(Struct, frozen=True, tag="taken", gc=False):
    """A seat's answer or stake has arrived, and stands."""

    player: str
    question: int


class AnsweredCount(Struct, frozen=True, tag="count", gc=False):
    """How many of how many have answered, or staked; for the host alone."""

    count: int
    of: int


class BuzzedIn(Struct, frozen=True, tag="buzzed", gc=False):
    """A seat was first, and has so many milliseconds for an answer."""

    player: str
    name: str
    ms_left: int


class BuzzersFree(Struct, frozen=True, tag="free", gc=False):
    """Whoever has not tried may buzz. `player` had buzzed; `unit` has had its try, empty where nobody has."""

    player: str
    unit: str
    ms_left: int | None


class ClockSet(Struct, frozen=True, tag="clock", gc=False):
    """The host has given more time; so much is left now, in milliseconds."""

    ms_left: int


class Locked(Struct, frozen=True, tag="locked", gc=False):
    """No more answers to this question."""

    question: int


class Revealed(Struct, frozen=True, tag="reveal"):
    """The answer: which option is right, how many took each, why, and where that stands."""

    question: int
    right: int
    answer: str
    counts: tuple[int, ...]
    because: str
    source: str


class Outcome(Struct, frozen=True, tag="outcome", gc=False):
    """What a question came to for one seat.

    Attributes:
        question: Its number.
        mark: Right, wrong, or no answer that counted.
        points: What it earned or cost.
        score: The score now, its team's where it has one.
        place: The place now.
        of: Of how many.
        streak: Right answers in a row.
        lives: Lives left; `None` where they are not counted.
    """

    question: int
    mark: Mark
    points: int
    score: int
    place: int
    of: int
    streak: int
    lives: int | None


class Row(Struct, frozen=True):
    """One row of the standings; `climbed` is how many places up since the last ones, less than 0 for down."""

    unit: str
    name: str
    score: int
    place: int
    climbed: int


class Standings(Struct, frozen=True, tag="standings"):
    """How it stands: the first rows, and the units that climbed most."""

    top: tuple[Row, ...]
    climbed: tuple[Row, ...]


class FinalShown(Struct, frozen=True, tag="final"):
    """How it ended: the first rows."""

    top: tuple[Row, ...]


class PausedNow(Struct, frozen=True, tag="paused", gc=False):
    """The show is paused."""


class ResumedNow(Struct, frozen=True, tag="resumed", gc=False):
    """The show goes on, with so many milliseconds left; `None` where no clock runs."""

    ms_left: int | None


class QuestionDropped(Struct, frozen=True, tag="dropped", gc=False):
    """The question is void, and scores are as they were before it."""

    question: int


class Gone(Struct, frozen=True, tag="gone", gc=False):
    """The host has shown this seat out."""

    reason: str


class ClosedNow(Struct, frozen=True, tag="closed", gc=False):
    """The party is over."""


What: TypeAlias = (
    LobbyChanged
    | RoundIntro
    | BoardShown
    | WagerAsked
    | QuestionOpened
    | Taken
    | AnsweredCount
    | BuzzedIn
    | BuzzersFree
    | ClockSet
    | Locked
    | Revealed
    | Outcome
    | Standings
    | FinalShown
    | PausedNow
    | ResumedNow
    | QuestionDropped
    | Gone
    | ClosedNow
)


class Telling(Struct, frozen=True, gc=False):
    """What is told to whom: everyone, the host alone, or the seat with this id."""

    to: str
    what: What
