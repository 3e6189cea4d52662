"""A cell of a table: a value, nothing, not known, or a dispute between sources."""

from enum import Enum
from typing import Final, TypeAlias

from msgspec import Struct

from trivia.facts.sources import Citation


class Known(Struct, frozen=True, array_like=True, gc=False, tag=0):
    """A value that every source at hand agrees on.

    Attributes:
        shown: How it is shown: as the author wrote it (`1,515`), a day in words (`8 January 2017`).
        key: What makes it the same as another value: two cells of a column with equal keys say the same.
            A number without separators, a day as 2017-01-08, an entity's one name, or the text folded.
    """

    shown: str
    key: str

    def __str__(self) -> str:
        return self.shown


class Missing(Enum):
    """A cell without a value. `NONE` is knowledge (there is none); `UNKNOWN` is the lack of it."""

    NONE = "none"
    UNKNOWN = "unknown"

    @property
    def key(self) -> str:
        """Empty: it is the same as no value."""
        return ""


class Claim(Struct, frozen=True, array_like=True):
    """What one side of a dispute says.

    Attributes:
        cell: The claimed value; `UNKNOWN` where a source is silent on what the other one claims.
        sources: Where it says so.
        scope: What the value is meant to cover (`domestic`, `worldwide`), or an empty string.
    """

    cell: Known | Missing
    sources: tuple[Citation, ...]
    scope: str


class Dispute(Struct, frozen=True, array_like=True, tag=1):
    """Sources that cannot all be right. It proves nothing and refutes nothing, in no direction."""

    claims: tuple[Claim, ...]

    @property
    def key(self) -> str:
        """Empty: it is the same as no value."""
        return ""


Cell: TypeAlias = Known | Missing | Dispute

NONE: Final = Missing.NONE
UNKNOWN: Final = Missing.UNKNOWN
