"""What the room's server says to phones, other terminals and the host's remote: the other half of `wire.py`.

No message that goes to a seat before the reveal has a field for the answer. The bounds are far beyond
what a party comes to. A client takes nothing outside of them (`wire.read`), so whatever paints it trusts it.
"""

from typing import Annotated, Final, TypeAlias

from msgspec import Meta, Struct

from trivia.party.plan import MOST_LIVES, MOST_OPTIONS
from trivia.party.tellings import Mark, May

LONGEST_TEXT: Final = 2_000
"""Characters of a text that a client shows; of a longer one it shows the beginning."""

Number: TypeAlias = Annotated[int, Meta(ge=0, le=1_000_000)]
Rank: TypeAlias = Annotated[int, Meta(ge=1, le=1_000_000)]
Score: TypeAlias = Annotated[int, Meta(ge=-(10**15), le=10**15)]
Lives: TypeAlias = Annotated[int, Meta(ge=0, le=MOST_LIVES)]
Left: TypeAlias = Annotated[int, Meta(ge=0, le=86_400_000)]
"""Milliseconds that are left; a day at most."""
Text: TypeAlias = Annotated[str, Meta(max_length=LONGEST_TEXT)]
Name: TypeAlias = Annotated[str, Meta(max_length=200)]
"""A name, an id or a code; 20 cells may be many characters where letters bear marks."""
Token: TypeAlias = Annotated[str, Meta(max_length=64)]
Options: TypeAlias = Annotated[tuple[Text, ...], Meta(max_length=MOST_OPTIONS)]
Names: TypeAlias = Annotated[tuple[Name, ...], Meta(max_length=5_000)]


class _Says(Struct, frozen=True, tag_field="t", omit_defaults=True, gc=False):
    """What the server says; a client passes over fields and kinds that it does not know."""


class Own(Struct, frozen=True, gc=False):
    """Where this seat stands, or its team."""

    score: Score
    place: Rank
    of: Rank


class Welcome(_Says, frozen=True, tag="welcome"):
    """The seat is taken, or taken again.

    Attributes:
        v: The server's version of the wire.
        seat: The seat's public id.
        unit: Who scores: the seat itself, or its team; as in a board's `unit`.
        name: Its name, as cleaned.
        team: Its team; empty for none.
        party: What the night is called.
        token: The seat's secret. Only here, and only when the seat is new.
        you: Where it stands.
    """

    v: Number
    seat: Name
    unit: Name
    name: Name
    team: Name
    party: Text
    token: Token = ""
    you: Own | None = None


class Lobby(_Says, frozen=True, tag="lobby"):
    """Who is there."""

    players: Number
    teams: Names
    locked: bool


class Intro(_Says, frozen=True, tag="intro"):
    """Round `round` of `of` is announced."""

    round: Number
    of: Number
    title: Text
    rule: Name
    words: Text
    double: bool = False


class Cell(Struct, frozen=True, omit_defaults=True, gc=False):
    """A cell of the board: its number for `choose`, what it pays, and whether it is taken."""

    c: Number
    value: Score
    gone: bool = False


class Column(Struct, frozen=True, gc=False):
    """A category of the board with its cells, from the top."""

    title: Text
    cells: Annotated[tuple[Cell, ...], Meta(max_length=24)]


class BoardSeen(_Says, frozen=True, tag="board"):
    """The board; whoever plays for `unit` may choose."""

    columns: Annotated[tuple[Column, ...], Meta(min_length=1, max_length=24)]
    unit: Name
    name: Name


class Stake(_Says, frozen=True, tag="stake"):
    """Stake 0 to `most` points on question `q`; -1 for a seat that only watches."""

    q: Number
    heading: Text
    most: Annotated[int, Meta(ge=-1, le=10**15)]
    ms: Left | None = None


class Asked(_Says, frozen=True, tag="ask"):
    """Question number `q` of the party is open, the `n`th of `of` in its round."""

    q: Number
    n: Number
    of: Number
    heading: Text
    prompt: Text
    options: Options
    may: May
    ms: Left | None = None
    double: bool = False
    value: Score = 0


class Took(_Says, frozen=True, tag="taken"):
    """The answer or stake has arrived, and stands."""

    q: Number


class Buzzing(_Says, frozen=True, tag="buzzed"):
    """Seat `seat` was first, and answers now."""

    seat: Name
    name: Name
    ms: Left


class Free(_Says, frozen=True, tag="free"):
    """Seat `seat` missed, and `unit` has had its try; whoever has not may buzz."""

    seat: Name
    ms: Left | None = None
    unit: Name = ""


class Clock(_Says, frozen=True, tag="clock"):
    """There is more time now."""

    ms: Left


class Shut(_Says, frozen=True, tag="locked"):
    """No more answers to question `q`."""

    q: Number


class You(Struct, frozen=True, omit_defaults=True, gc=False):
    """What a question came to for this seat; `score`, `place` and `of` are its team's where it has one."""

    verdict: Mark
    points: Score
    score: Score
    place: Rank
    of: Rank
    streak: Number = 0
    lives: Lives | None = None


class Reveal(_Says, frozen=True, tag="reveal"):
    """The answer to question `q`: option `right`, which reads `answer`."""

    q: Number
    right: Number
    answer: Text
    counts: Annotated[tuple[Number, ...], Meta(max_length=100)]
    because: Text
    source: Text
    you: You | None = None


class Place(Struct, frozen=True, omit_defaults=True, gc=False):
    """A row of the standings."""

    unit: Name
    name: Name
    score: Score
    place: Rank
    climbed: Annotated[int, Meta(ge=-1_000_000, le=1_000_000)] = 0


Rows: TypeAlias = Annotated[tuple[Place, ...], Meta(max_length=100)]


class Stand(_Says, frozen=True, tag="standings"):
    """How it stands, and who climbed most."""

    top: Rows
    climbed: Rows
    you: Own | None = None


class TheEnd(_Says, frozen=True, tag="final"):
    """How it ended."""

    top: Rows
    you: Own | None = None


class Pausing(_Says, frozen=True, tag="paused"):
    """The show is paused."""


class Resuming(_Says, frozen=True, tag="resumed"):
    """The show goes on."""

    ms: Left | None = None


class Dropped(_Says, frozen=True, tag="dropped"):
    """Question `q` is void."""

    q: Number


class Stage(_Says, frozen=True, tag="stage"):
    """The show as the host's remote sees it.

    Attributes:
        where: Where it stands, in words.
        title: A headline.
        prompt: The question that is on; empty where none is.
        options: Its options.
        right: The right one, once it is revealed.
        n: How many have answered, or staked.
        of: How many may; 0 where nobody is asked.
        players: How many are there.
        next: What the next step is called; empty where there is none.
        can: What can be done now, in the words of `do`; `drop` where `skip` drops the rest of the round.
        paused: Whether the show is.
        locked: Whether the door is.
        buzzed: Who has buzzed in; may be empty.
        judge: The seat whose spoken answer the host is to mark; may be empty.
        trouble: What is wrong with keeping the night; may be empty.
    """

    where: str
    title: str
    prompt: str
    options: tuple[str, ...]
    n: int
    of: int
    players: int
    next: str
    can: tuple[str, ...]
    paused: bool
    locked: bool
    right: int | None = None
    buzzed: str = ""
    judge: str = ""
    trouble: str = ""


class Sitting(Struct, frozen=True, gc=False):
    """A seat as the host's remote lists it."""

    seat: str
    unit: str
    name: str
    team: str
    score: int
    here: bool


class Seats(_Says, frozen=True, tag="seats"):
    """All seats, for the host's remote; and the PIN, which a party without a screen shows nowhere else."""

    seats: tuple[Sitting, ...]
    pin: str = ""


class Pong(_Says, frozen=True, tag="pong"):
    """I am here."""


class Error(_Says, frozen=True, tag="error"):
    """What was said last was not taken; the line stays open."""

    code: Name
    words: Text


class Bye(_Says, frozen=True, tag="bye"):
    """The line is closed, and there is no use in coming back by itself.

    Codes: `gone` (shown out), `elsewhere` (the seat is taken on another page), `over` (the party is closed).
    """

    code: Name
    words: Text


FromServer: TypeAlias = (
    Welcome
    | Lobby
    | Intro
    | BoardSeen
    | Stake
    | Asked
    | Took
    | Buzzing
    | Free
    | Clock
    | Shut
    | Reveal
    | Stand
    | TheEnd
    | Pausing
    | Resuming
    | Dropped
    | Stage
    | Seats
    | Pong
    | Error
    | Bye
)
