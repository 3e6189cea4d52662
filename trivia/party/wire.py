"""What phones, other terminals and the host's remote say to the room's server, and what it says to them.

JSON in text frames; the field `t` names the kind. `docs/wire.md` is the description for others. What comes
from outside is decoded strictly: a frame that is too large, of another version or not exactly one of these
kinds is refused with a code, and nothing of it is used. Clients never send a score or a time. Milliseconds
are always what is left, never a time of day.
"""

from typing import Annotated, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct

from trivia.facts.text import printable, shortened
from trivia.party.says import LONGEST_TEXT, FromServer, Number

VERSION: Final = 1
"""The version of the wire. A page of another one is told to load itself again."""

MOST_BYTES: Final = 1024
"""The largest frame that a client may send, in bytes."""

Points: TypeAlias = Annotated[int, Meta(ge=-1_000_000_000, le=1_000_000_000)]
Word: TypeAlias = Annotated[str, Meta(max_length=80)]
Secret: TypeAlias = Annotated[str, Meta(min_length=16, max_length=64)]


class Malformed(Exception):  # noqa: N818 - it describes the frame
    """A frame that says nothing that can be used.

    Attributes:
        code: `too-big`, `broken` or `unknown`, for programs.
        words: The same for people.
    """

    def __init__(self, code: str, words: str) -> None:
        self.code = code
        self.words = words
        super().__init__(words)


class _Said(Struct, frozen=True, tag_field="t", forbid_unknown_fields=True, gc=False):
    """What a client may say; a field that is none of its kind's is a mistake."""


class Hello(_Said, frozen=True, tag="hello"):
    """Someone wants a seat.

    Attributes:
        v: The client's version of the wire.
        pin: The party's PIN.
        name: What the player wants to be called.
        team: A team to play for; empty for none.
        key: The client's own name for this attempt, drawn by chance. Sent again after a lost line, it brings
            the same seat and its secret, so nobody may guess it.
        via: What it plays with.
    """

    v: Number
    pin: Word
    name: Word
    team: Word = ""
    key: Annotated[str, Meta(pattern=r"^(?:.{16,64})?\Z")] = ""
    via: Literal["phone", "terminal"] = "phone"


class Back(_Said, frozen=True, tag="back"):
    """A seat's holder is back; the token is the one of its welcome."""

    v: Number
    token: Secret


class Answer(_Said, frozen=True, tag="answer"):
    """Option `o` of question number `q` is taken."""

    q: Number
    o: Annotated[int, Meta(ge=0, le=9)]


class Buzz(_Said, frozen=True, tag="buzz"):
    """The seat wants to answer question number `q`."""

    q: Number


class Choose(_Said, frozen=True, tag="choose"):
    """Cell `c` of the board is chosen, counted as in the board that was sent."""

    c: Number


class Wager(_Said, frozen=True, tag="wager"):
    """So many points are staked on question number `q`."""

    q: Number
    points: Annotated[int, Meta(ge=0, le=1_000_000_000)]


class Rename(_Said, frozen=True, tag="rename"):
    """The seat wants another name."""

    name: Word


class Team(_Said, frozen=True, tag="team"):
    """The seat wants to play for another team, or for itself (`""`)."""

    team: Word


class Leave(_Said, frozen=True, tag="leave"):
    """The seat is given up for now."""


class Ping(_Said, frozen=True, tag="ping"):
    """Are you there? A browser cannot ask that in WebSocket's own way."""


class HostHello(_Said, frozen=True, tag="host"):
    """The host's remote shows its secret."""

    v: Number
    secret: Secret


class Do(_Said, frozen=True, tag="do"):
    """What the host's remote wants done; `remote.py` knows the words and what each needs."""

    what: Annotated[str, Meta(max_length=16)]
    ms: Number = 0
    player: Word = ""
    unit: Annotated[str, Meta(max_length=96)] = ""
    points: Points = 0
    reason: Annotated[str, Meta(max_length=200)] = ""
    right: bool = False
    on: bool = False


FromClient: TypeAlias = (
    Hello | Back | Answer | Buzz | Choose | Wager | Rename | Team | Leave | Ping | HostHello | Do
)

_CLIENTS: Final = msgspec.json.Decoder(FromClient, strict=True)


def decode(frame: bytes | str) -> FromClient:
    """Read a client's frame.

    Args:
        frame: The frame's content.

    Raises:
        Malformed: If it is too large, or not exactly one of the kinds above.
    """
    raw = frame.encode("utf-8", "surrogatepass") if isinstance(frame, str) else frame
    if len(raw) > MOST_BYTES:
        raise Malformed("too-big", f"A message has at most {MOST_BYTES} bytes; this one has {len(raw)}.")
    try:
        message: FromClient = _CLIENTS.decode(raw)
    except msgspec.ValidationError as error:
        raise Malformed("unknown", f"No message of this game: {error}.") from None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise Malformed("broken", "No message at all: it is not whole JSON in UTF-8.") from None
    return message


_MOST_TOLD: Final = 200
"""Characters of a fault that people are told; it may quote what came."""

_encoder: Final = msgspec.json.Encoder()


def encode(message: Struct) -> str:
    """A message as the text of one frame."""
    return _encoder.encode(message).decode()


def read(frame: bytes | str) -> FromServer | None:
    """Read a server's frame, for a client; `None` for a kind that this version does not know.

    Whoever is at the other end, nothing in it can do more to a terminal than be shown there, and every number
    and every length is one that a screen has room for. Whether it makes sense now is for `afar.heard` to say.

    Raises:
        Malformed: If it is none that any server sends.
    """
    try:
        message: FromServer = msgspec.convert(_shown(msgspec.json.decode(frame)), FromServer)
    except msgspec.ValidationError as error:
        if "Invalid value" in str(error) and "`$.t`" in str(error):
            return None
        told = shortened(str(error), _MOST_TOLD)
        raise Malformed("unknown", f"The party's host sends something else than a game: {told}.") from None
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        raise Malformed("broken", "The party's host sends something that is not whole.") from None
    return message


def _shown(value: object) -> object:
    """What JSON held, with every text as it may be painted, and no longer than that."""
    if isinstance(value, str):
        # Cut first as well: a letter with a thousand marks takes a thousand times as long as it is long.
        return shortened(printable(value[: LONGEST_TEXT + 1]), LONGEST_TEXT)
    if isinstance(value, list):
        return [_shown(one) for one in value]
    if isinstance(value, dict):
        return {name: _shown(one) for name, one in value.items()}
    return value
