"""What the room says to an event that it does not take."""

from typing import Literal, TypeAlias

from trivia.errors import TriviaError

Code: TypeAlias = Literal[
    "answered",
    "aloud",
    "away",
    "blocked",
    "buzzed",
    "closed",
    "early",
    "empty",
    "full",
    "gone",
    "late",
    "locked",
    "name",
    "not-you",
    "option",
    "out",
    "paused",
    "phase",
    "plan",
    "points",
    "reason",
    "same",
    "seat",
    "staked",
    "team",
    "unknown",
    "untimed",
]
"""Why an event was refused, for programs; the words beside it are for people.

`answered`, `staked`, `buzzed`: it was done already. `late`, `early`: the question is over by now, or it is
not there yet, or its time is not up. `phase`: not at this point of the show. `not-you`, `out`, `away`: this
seat may not, now.
"""


class Refused(TriviaError):  # noqa: N818 - the room refuses; nothing went wrong
    """An event that the room does not take; the room is as it was.

    Attributes:
        code: The reason, for programs.
        words: The reason, for people.
    """

    def __init__(self, code: Code, words: str) -> None:
        self.code: Code = code
        self.words = words
        super().__init__(words)
