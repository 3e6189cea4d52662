"""What the command line asked the show to open with."""

from dataclasses import dataclass

from trivia.game.setup import Setup
from trivia.quiz.pack import Pack


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
    """

    packs: tuple[Pack, ...]
    mode: str
    setup: Setup
    seed: int | None = None
    untimed: bool = False
    screen: str = ""
