"""What the command line asked the show to open with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trivia.game.setup import Setup
from trivia.quiz.pack import Pack

if TYPE_CHECKING:
    from trivia.party.doorway import Door


@dataclass(frozen=True, slots=True)
class Opening:
    """A game to start at once, or a screen to begin with.

    Attributes:
        packs: The packs; none for the usual one.
        mode: The mode's id.
        setup: What was chosen besides; its packs are those above.
        seed: The seed; `None` for a fresh one.
        untimed: Whether no time counts, whatever the settings say.
        screen: A screen by its name, as `ScreenWanted` names it, in the place of a game; or an empty string.
        door: Where a party's door is opened at once; `None` leaves that to its host.
    """

    packs: tuple[Pack, ...]
    mode: str
    setup: Setup
    seed: int | None = None
    untimed: bool = False
    screen: str = ""
    door: "Door | None" = None
