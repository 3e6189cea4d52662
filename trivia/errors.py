"""What can go wrong, in words a person can act on.

Every error that reaches a player or an author says what could not be done, what was found, where, and
what to do. A `Problem` is one such finding in a file; a `PackError` carries all of them at once. (Named
tuples, because the command line imports this module for `--version` too, where dataclasses would cost a
third of the time.)
"""

from collections.abc import Sequence
from typing import NamedTuple


class Place(NamedTuple):
    """A place in a file.

    Attributes:
        file: The file as a person would name it.
        line: Line, counted from 1; 0 when the problem is about the whole file.
        column: Column in characters, counted from 1; 0 with line 0.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Problem(NamedTuple):
    """One mistake in a pack: where it stands, and what is wrong with which cure.

    Attributes:
        place: Where it stands.
        message: What was found, what was expected, and what to do.
        code: Its kind, like `GP201` (docs/pack-errors.md); empty where it is no matter of a pack's files.
    """

    place: Place
    message: str
    code: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class TriviaError(Exception):
    """Something this program says in one clear line instead of a traceback."""


class CommandError(TriviaError):
    """The command line asked for something that does not exist or cannot be."""


class PackError(TriviaError):
    """A pack cannot be played: all its problems, each once, in the order of its files.

    Attributes:
        problems: At least one problem.
        warnings: What is doubtful besides, and may be what the author wants.
    """

    def __init__(self, problems: Sequence[Problem], warnings: Sequence[Problem] = ()) -> None:
        self.problems = tuple(sorted(set(problems)))
        self.warnings = tuple(warnings)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class IllegalMove(TriviaError):  # noqa: N818 - a move is illegal in every rules library's words
    """A move that the rules do not allow in this position."""


class SaveError(TriviaError):
    """The save file cannot be read or written now; the message says why."""


class SaveBusy(SaveError):  # noqa: N818 - it is a state to wait out, not a fault
    """Another process is writing to the save file; trying again a little later will work."""


class SaveReplaced(SaveError):  # noqa: N818 - likewise
    """Another file has taken the place of the one that is open; open it, and write there."""


class SaveTooNew(SaveError):  # noqa: N818 - it is the file's state, not a fault of it
    """The save file was written by a newer version of the game."""


class SaveDamaged(SaveError):  # noqa: N818 - likewise
    """What stands in the save file's place is no sound save file."""


class ExchangeError(TriviaError):
    """A file from elsewhere cannot be taken over, or a pack not be written in a format."""
