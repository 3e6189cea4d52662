"""What a player, or the clock, can do in a game."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Show:
    """The question is on the screen now."""


@dataclass(frozen=True, slots=True)
class Choose:
    """The player takes an option, by its index."""

    option: int


@dataclass(frozen=True, slots=True)
class Halve:
    """The player takes fifty-fifty; chance has picked which wrong options go, by their indexes."""

    removed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AskArticle:
    """The player takes the hint."""


@dataclass(frozen=True, slots=True)
class Skip:
    """The player takes another question in the place of this one."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The question is covered, and its clock stands."""


@dataclass(frozen=True, slots=True)
class Resume:
    """The question is seen again, and its clock runs on."""


@dataclass(frozen=True, slots=True)
class TimeUp:
    """The game's clock has run out."""


@dataclass(frozen=True, slots=True)
class Proceed:
    """The player has seen the verdict."""


@dataclass(frozen=True, slots=True)
class Leave:
    """The player leaves, or walks away with what the ladder gave; what is answered stays answered."""


Move: TypeAlias = Show | Choose | Halve | AskArticle | Skip | Pause | Resume | TimeUp | Proceed | Leave
