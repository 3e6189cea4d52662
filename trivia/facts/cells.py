"""A cell of a table: a value, nothing, not known, or a dispute between sources."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final, TypeAlias

from trivia.facts.sources import Citation

Value: TypeAlias = str | Decimal | date


@dataclass(frozen=True, slots=True)
class Known:
    """A value that every source at hand agrees on.

    Attributes:
        value: The text, the exact number or the day.
        key: What makes it the same as another value: two cells of a column with equal keys say the same.
        written: How the author wrote it, which is how it is shown (`1,515`); empty for the plain value.
    """

    value: Value
    key: str
    written: str = ""

    def __str__(self) -> str:
        return self.written or str(self.value)


class Missing(Enum):
    """A cell without a value. `NONE` is knowledge (there is none); `UNKNOWN` is the lack of it."""

    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one side of a dispute says.

    Attributes:
        cell: The claimed value; `UNKNOWN` where a source is silent on what the other one claims.
        sources: Where it says so.
        scope: What the value is meant to cover (`domestic`, `worldwide`), or an empty string.
    """

    cell: "Known | Missing"
    sources: tuple[Citation, ...]
    scope: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """Sources that cannot all be right. It proves nothing and refutes nothing, in no direction."""

    claims: tuple[Claim, ...]


Cell: TypeAlias = Known | Missing | Dispute

NONE: Final = Missing.NONE
UNKNOWN: Final = Missing.UNKNOWN
