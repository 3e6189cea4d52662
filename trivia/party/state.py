"""The room at one moment.

Nothing here is ever changed: a step makes a new room, which shares what stayed the same. Scores are not in
it; they follow from verdicts, corrections and starts (`standing.py`).
"""

from enum import Enum
from typing import Final, TypeAlias

from msgspec import Struct

from trivia.party.events import Via
from trivia.party.plan import Ask, Plan, RoundPlan
from trivia.party.rules.rule import Rule
from trivia.party.rules.table import RULES
from trivia.party.tellings import Mark, Telling

TEAM: Final = "team:"
"""How the id of a team begins; no seat's id does."""

NOTHING: Final = -1
"""The option of an answer that was said aloud, or that never came."""


class Phase(Enum):
    """Where the show stands."""

    LOBBY = "lobby"
    INTRO = "intro"
    CHOOSING = "choosing"
    WAGERING = "wagering"
    OPEN = "open"
    LOCKED = "locked"
    REVEAL = "reveal"
    STANDINGS = "standings"
    FINAL = "final"
    CLOSED = "closed"


class Seat(Struct, frozen=True):
    """A player's seat.

    Attributes:
        player: Its id.
        name: What it is called.
        look: How that looks (`names.look`); no two seats look alike.
        team: Its team's name, or an empty string.
        via: What it plays with.
        token: SHA-256 of its secret, in hexadecimal, or an empty string.
        present: Whether anyone sits there now.
        kicked: Whether the host has shown it out; it is in no standings then.
        start: The points it came in with, late.
    """

    player: str
    name: str
    look: str
    team: str
    via: Via
    token: str
    present: bool = True
    kicked: bool = False
    start: int = 0

    @property
    def unit(self) -> str:
        """The id under which it scores: its team's, or its own."""
        return TEAM + self.team if self.team else self.player


class Given(Struct, frozen=True, gc=False):
    """An answer: the option, and the milliseconds from when the question opened."""

    option: int
    ms: int


class Asked(Struct, frozen=True):
    """The question that is asked, or was asked last.

    Attributes:
        number: Its number in the party; every asking has a new one.
        round: The round's index.
        cell: The index of its `Ask` in that round.
        used: Which of the round's asks are used up with it, in order.
        opened_at: When it opened, or its stakes were asked for, in party time, pauses not counted.
        ends_at: When the clock that runs is up: the question's, the stakes', the buzzer's; or `None`.
        timer_ms: The whole time for answers with what was added; 0 without a clock.
        chooser: The unit that chose it from a board, or an empty string.
        only: The unit that alone may answer it, or an empty string.
        staking: Whether it has stakes.
        stakes: What seats have staked.
        answers: What seats have answered. Where they buzz, those who had their try, in order.
        missing: How many of those who are there and may answer, or stake, have not.
        judged: What the host has marked right or wrong, over what the answers say.
        buzzed: Who has buzzed in and has the floor, or an empty string.
        buzz_ms: When that was, in milliseconds from the opening.
        kept_ms: What was left of the question's clock then; `None` without one.
        tried: The units that have had their try.
    """

    number: int
    round: int
    cell: int
    used: tuple[int, ...]
    opened_at: int
    ends_at: int | None
    timer_ms: int
    chooser: str = ""
    only: str = ""
    staking: bool = False
    stakes: dict[str, int] = {}
    answers: dict[str, Given] = {}
    missing: int = 0
    judged: dict[str, bool] = {}
    buzzed: str = ""
    buzz_ms: int = 0
    kept_ms: int | None = None
    tried: tuple[str, ...] = ()


class Marked(Struct, frozen=True, gc=False):
    """A seat's part in a verdict.

    Attributes:
        mark: Right, wrong, or no answer that counted.
        option: What it took; `NOTHING` where that is not known.
        ms: After how many milliseconds; 0 without an answer.
        points: What that earned or cost.
    """

    mark: Mark
    option: int
    ms: int
    points: int


class Tally(Struct, frozen=True, gc=False):
    """A seat after a verdict: own points, right answers, milliseconds these took, right ones in a row."""

    points: int = 0
    right: int = 0
    ms: int = 0
    streak: int = 0


class Verdict(Struct, frozen=True):
    """What a question came to.

    Attributes:
        number: The question's number.
        round: The round's index.
        cell: The index of its `Ask` in that round.
        marks: The part of every seat that it was for.
        tallies: Every seat's sums after it.
        pots: Every unit's points after it that are nobody's own: what was buzzed for or staked.
        lives: Lives left after it, in a round that counts them; seats that are out have 0.
        turn: The unit whose turn it is on the board after it, or an empty string.
    """

    number: int
    round: int
    cell: int
    marks: dict[str, Marked]
    tallies: dict[str, Tally]
    pots: dict[str, int]
    lives: dict[str, int]
    turn: str = ""


class Correction(Struct, frozen=True):
    """Points that the host gave or took: whose, how many, why, and after which question's number."""

    unit: str
    points: int
    reason: str
    question: int


class Shown(Struct, frozen=True, gc=False):
    """Standings that were shown: how many verdicts and corrections there were."""

    verdicts: int
    corrections: int


class Room(Struct, frozen=True):
    """A party at one moment.

    Attributes:
        plan: What is fixed.
        phase: Where the show stands.
        seats: All seats ever taken, by id, in the order of joining.
        door_locked: Whether new seats are refused.
        banned: How the names look that are not let in again.
        round: The round's index; -1 in the lobby.
        used: Which of the round's asks are used up, in order.
        question: How many questions were asked; the number of the last one.
        asked: That question, until it is dropped.
        verdicts: One for each question that has one, in order.
        corrections: What the host gave and took, in order.
        shown: The standings that were shown.
        paused_at: When the show was paused, in party time, or `None`.
    """

    plan: Plan
    phase: Phase = Phase.LOBBY
    seats: dict[str, Seat] = {}
    door_locked: bool = False
    banned: tuple[str, ...] = ()
    round: int = -1
    used: tuple[int, ...] = ()
    question: int = 0
    asked: Asked | None = None
    verdicts: tuple[Verdict, ...] = ()
    corrections: tuple[Correction, ...] = ()
    shown: tuple[Shown, ...] = ()
    paused_at: int | None = None

    @property
    def paused(self) -> bool:
        """Whether the show is paused."""
        return self.paused_at is not None

    @property
    def part(self) -> RoundPlan:
        """The round that is on; in the lobby the first."""
        return self.plan.rounds[max(self.round, 0)]

    @property
    def rule(self) -> Rule:
        """What that round is played by."""
        return RULES[self.part.rule]

    @property
    def hurried(self) -> bool:
        """Whether that round pays for speed."""
        part = self.part
        return self.rule.speed and part.speed and part.seconds > 0 and not part.aloud

    @property
    def words(self) -> str:
        """What players are told of that round's rule."""
        return self.rule.told(hurried=self.hurried)

    @property
    def ask(self) -> Ask | None:
        """The question that is asked, or was asked last; `None` where none is or it was dropped."""
        return None if self.asked is None else self.plan.rounds[self.asked.round].asks[self.asked.cell]


Step: TypeAlias = tuple[Room, tuple[Telling, ...]]
"""A room after an event, and what is to be told of it."""
