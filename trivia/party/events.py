"""What happens in a party. The journal keeps exactly these, so tags and fields are for good.

Times are no part of them: each event is stepped, and kept, with the moment of *party time* at which it came
in.
"""

from typing import Final, Literal, TypeAlias

from msgspec import Struct

from trivia.party.plan import Plan

Via: TypeAlias = Literal["keyboard", "phone", "terminal", "judge"]

CREDIT_CAP_MS: Final = 150
"""The most that is given back to a seat for the way its answer took, in milliseconds."""


class Opened(Struct, frozen=True, tag="opened"):
    """The party opens; always the first event, and never a later one."""

    plan: Plan


# Seats


class Joined(Struct, frozen=True, tag="joined"):
    """Someone takes a seat.

    Attributes:
        player: The seat's id: letters, digits, `-` and `_`, and new to this party.
        name: What it is called, as `names.py` has cleaned it.
        team: Its team's name; empty where it plays for itself.
        via: What it plays with.
        token: SHA-256 of the seat's secret, in hexadecimal; empty where it needs none.
    """

    player: str
    name: str
    team: str = ""
    via: Via = "keyboard"
    token: str = ""


class Left(Struct, frozen=True, tag="left"):
    """A seat is empty for now; its score and its answer stay."""

    player: str


class Returned(Struct, frozen=True, tag="returned"):
    """Whoever left is back."""

    player: str


class Renamed(Struct, frozen=True, tag="renamed"):
    """A seat gets another name."""

    player: str
    name: str


class Moved(Struct, frozen=True, tag="moved"):
    """A seat goes to another team, or to none (`""`); what it has earned itself goes with it."""

    player: str
    team: str


class Kicked(Struct, frozen=True, tag="kicked"):
    """The host shows someone out; `banned` keeps the name out too."""

    player: str
    banned: bool = False


class DoorLocked(Struct, frozen=True, tag="door"):
    """The host shuts the door to new seats, or opens it."""

    locked: bool


# Players


class Answered(Struct, frozen=True, tag="answered", gc=False):
    """A seat takes an option of question number `question`; `credit_ms` of its time was on the way."""

    player: str
    question: int
    option: int
    credit_ms: int = 0


class Buzzed(Struct, frozen=True, tag="buzzed", gc=False):
    """A seat wants to answer. The first to come in has it: a credit changes its time, not the order."""

    player: str
    question: int
    credit_ms: int = 0


class Chose(Struct, frozen=True, tag="chose", gc=False):
    """A seat of the team in turn takes a cell of the board."""

    player: str
    cell: int


class Wagered(Struct, frozen=True, tag="wagered", gc=False):
    """A seat stakes points on a question that it has not seen."""

    player: str
    question: int
    points: int


# Host


class Started(Struct, frozen=True, tag="started"):
    """The lobby is over; the first round is announced."""


class Advanced(Struct, frozen=True, tag="advanced"):
    """What comes next, comes: after an announcement the question, after a lock the reveal, and so on."""


class Paused(Struct, frozen=True, tag="paused"):
    """The clock stands, and nobody answers."""


class Resumed(Struct, frozen=True, tag="resumed"):
    """The clock runs on with what was left of it."""


class Skipped(Struct, frozen=True, tag="skipped"):
    """Question `question` is dropped without a verdict; while none is asked, the rest of the round is."""

    question: int


class Extended(Struct, frozen=True, tag="extended"):
    """The running clock gets more time, in milliseconds."""

    ms: int


class RevealedNow(Struct, frozen=True, tag="revealed"):
    """The host waits no longer; who has not answered has not."""


class Judged(Struct, frozen=True, tag="judged"):
    """The host marks a seat right or wrong, where things are said aloud or the room is to be overruled."""

    player: str
    right: bool


class VerdictUndone(Struct, frozen=True, tag="undone"):
    """The last verdict is taken back: the question is locked again, its answers are there."""


class Corrected(Struct, frozen=True, tag="corrected"):
    """Points given or taken by the host.

    Attributes:
        unit: A seat's id, or `team:` and a team's name (`state.team_unit`).
        points: How many; less than nothing to take some.
        reason: Why; it is kept with the results.
    """

    unit: str
    points: int
    reason: str


class Replayed(Struct, frozen=True, tag="replayed"):
    """The question is asked again under a new number; its answers and its verdict are void."""


class Ended(Struct, frozen=True, tag="ended"):
    """The show comes to its final standings now; a question without a verdict counts for nothing."""


class Closed(Struct, frozen=True, tag="closed"):
    """The party is over, and nothing happens after this."""


# Clock


class TimeUp(Struct, frozen=True, tag="time-up", gc=False):
    """The clock of question `question` has run out: for answers, for a stake, or for whoever buzzed in."""

    question: int


Event: TypeAlias = (
    Opened
    | Joined
    | Left
    | Returned
    | Renamed
    | Moved
    | Kicked
    | DoorLocked
    | Answered
    | Buzzed
    | Chose
    | Wagered
    | Started
    | Advanced
    | Paused
    | Resumed
    | Skipped
    | Extended
    | RevealedNow
    | Judged
    | VerdictUndone
    | Corrected
    | Replayed
    | Ended
    | Closed
    | TimeUp
)
