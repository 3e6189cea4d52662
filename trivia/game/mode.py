"""Modes: small descriptions of a game, over the same rules."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Mode:
    """What makes one kind of game.

    Attributes:
        id: Its name on the command line and in the save file.
        title: Its name for players.
        length: How many questions a game has, unless the player asks for another number.
        about: One sentence for players.
    """

    id: str
    title: str
    length: int
    about: str


CLASSIC: Final = Mode(
    id="classic",
    title="Classic",
    length=10,
    about="Ten questions; points for what is hard, for speed and for a streak.",
)

DAILY: Final = Mode(
    id="daily",
    title="Daily",
    length=10,
    about="The same ten questions for everyone today, one try, and a streak of days.",
)

REVIEW: Final = Mode(
    id="review",
    title="Review",
    length=10,
    about="What you missed comes back when it is about to be forgotten.",
)

MODES: Final = {mode.id: mode for mode in (CLASSIC,)}
"""Those that `play --mode` starts; the daily and the review have commands of their own."""
