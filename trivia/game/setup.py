"""What a player has chosen to play."""

from dataclasses import dataclass
from typing import Final

from trivia.game.mode import ALL_MODES, MODES, PRACTICE, Mode

LEVELS: Final = {"any": (), "easy": (1, 2), "medium": (3,), "hard": (4, 5)}
"""How hard a game may be, by name, and the levels of its questions; none stands for all."""

ONLY: Final = ("all", "unseen", "missed")
"""Which questions a practice may be about: all, those never answered, those missed and not learned yet."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a player has chosen to play.

    Attributes:
        mode: The mode's id.
        packs: The names or paths of the packs; empty for the built-in one.
        length: How many questions; 0 for the mode's own number.
        level: A name of `LEVELS`.
        tables: The tables that a practice is about; empty for all.
        forms: The forms that a practice is about; empty for all.
        only: One of `ONLY`, for a practice.
    """

    mode: str = "classic"
    packs: tuple[str, ...] = ()
    length: int = 0
    level: str = "any"
    tables: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    only: str = "all"


def sound(setup: Setup) -> Setup:
    """The choice with the usual in the place of what does not exist (any more)."""
    usual = Setup()
    return Setup(
        mode=setup.mode if setup.mode in MODES else usual.mode,
        packs=setup.packs,
        length=setup.length if setup.length > 0 else usual.length,
        level=setup.level if setup.level in LEVELS else usual.level,
        tables=setup.tables,
        forms=setup.forms,
        only=setup.only if setup.only in ONLY else usual.only,
    )


def has_levels(mode: Mode) -> bool:
    """Whether a player may choose how hard a mode's questions are; ladder and marathon have all levels."""
    return mode.id in MODES and not mode.steps and not mode.resumable


def is_filtered(mode: Mode) -> bool:
    """Whether a player may choose what the questions of a mode are about."""
    return mode.id == PRACTICE.id


def variant_of(mode: Mode, setup: Setup) -> str:
    """What sets a game apart from the usual ones of its mode, in words; empty where nothing does.

    Best scores are kept apart by it.

    Args:
        mode: The mode as it is played, timed or not.
        setup: What the player has chosen.
    """
    parts = ["untimed"] if ALL_MODES[mode.id].timed and not mode.timed else []
    if has_levels(mode) and setup.level != "any":
        parts.append(setup.level)
    if is_filtered(mode) and (setup.tables or setup.forms or setup.only != "all"):
        parts.append("filtered")
    return ", ".join(parts)
