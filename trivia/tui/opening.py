"""What the command line asked the show to open with."""

from dataclasses import dataclass

from trivia.game.mode import Mode
from trivia.quiz.pack import Pack


@dataclass(frozen=True, slots=True)
class Opening:
    """A game to start at once.

    Attributes:
        pack: The pack.
        mode: The mode.
        length: How many questions; `None` for the mode's own number.
        seed: The seed; `None` for a fresh one.
    """

    pack: Pack
    mode: Mode
    length: int | None
    seed: int | None
