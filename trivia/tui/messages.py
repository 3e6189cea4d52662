"""What a screen asks of the app. A screen knows the rules, not the other screens."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen

if TYPE_CHECKING:
    from trivia.game.setup import Setup
    from trivia.party.events import Joined
    from trivia.party.key_plan import KeyPlan
    from trivia.party.plan import Plan
    from trivia.sharing import Kind, Result


class Wanted(Message):
    """Something that a screen asks of the app."""

    def is_stale(self, stack: Sequence[Screen[Any]]) -> bool:
        """Whether the screen that asked is not on top any more: keys may come faster than screens change.

        Args:
            stack: The screens, the top one last; none where the app is about to end.
        """
        asker = self._sender  # Textual has no other name for it
        return not stack or (isinstance(asker, Screen) and asker is not stack[-1])


class PlayWanted(Wanted):
    """Start a game.

    Attributes:
        mode: `daily` or `review`; empty for another game like the last one.
    """

    def __init__(self, mode: str = "") -> None:
        super().__init__()
        self.mode = mode


class GameWanted(Wanted):
    """Start a game that was put together; it is the last choice from now on.

    Attributes:
        setup: What was chosen.
        anew: Whether a marathon that waits is left for a new one.
    """

    def __init__(self, setup: "Setup", *, anew: bool = False) -> None:
        super().__init__()
        self.setup = setup
        self.anew = anew


class GameSought(Wanted):
    """Look back at a game of the past.

    Attributes:
        game: Its own id in the save file.
    """

    def __init__(self, game: str) -> None:
        super().__init__()
        self.game = game


class PartyWanted(Wanted):
    """Open a party.

    Attributes:
        plan: Its plan.
        seats: The seats at the keyboard.
        keys: Their keys.
    """

    def __init__(self, plan: "Plan", seats: "tuple[Joined, ...]", keys: "KeyPlan") -> None:
        super().__init__()
        self.plan = plan
        self.seats = seats
        self.keys = keys


class PartySought(Wanted):
    """Go on with a party that was left.

    Attributes:
        party: Its own id in the save file.
    """

    def __init__(self, party: str) -> None:
        super().__init__()
        self.party = party


class ResultsWanted(Wanted):
    """The game has ended: show how it went."""


class SaveWanted(Wanted):
    """Save a result.

    Attributes:
        result: The result.
        kind: `text`, `svg` or `json`.
    """

    def __init__(self, result: "Result", kind: "Kind") -> None:
        super().__init__()
        self.result = result
        self.kind = kind


class ScreenWanted(Wanted):
    """Show one of the screens that tell of past games.

    Attributes:
        name: `daily`, `review`, `progress`, `trophies`, `past`, `players`, `packs`, `setup`, `settings`,
            `host` (the parties that wait, or else the set-up of one), `party` (the set-up) or `parties`.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class PlayerChosen(Wanted):
    """Somebody else plays from now on.

    Attributes:
        name: Their name.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class PackChosen(Wanted):
    """Games are from another pack from now on.

    Attributes:
        names: The names of the packs; empty for the usual one.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.names = names


class BackWanted(Wanted):
    """Go back to the screen below this one."""


class TitleWanted(Wanted):
    """Go back to the title screen."""
