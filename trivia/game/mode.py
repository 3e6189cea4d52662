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

MODES: Final = {mode.id: mode for mode in (CLASSIC,)}
