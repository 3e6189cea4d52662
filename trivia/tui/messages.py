"""What a screen asks of the app. A screen knows the rules, not the other screens."""

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from trivia.game.setup import Setup
    from trivia.settings import Settings
    from trivia.sharing import Kind, Result


class PlayWanted(Message):
    """Start a game.

    Attributes:
        mode: `daily` or `review`; empty for another game like the last one.
    """

    def __init__(self, mode: str = "") -> None:
        super().__init__()
        self.mode = mode


class GameWanted(Message):
    """Start a game that was put together; it is the last choice from now on.

    Attributes:
        setup: What was chosen.
        anew: Whether a marathon that waits is left for a new one.
    """

    def __init__(self, setup: "Setup", *, anew: bool = False) -> None:
        super().__init__()
        self.setup = setup
        self.anew = anew


class SettingsChanged(Message):
    """Something was set.

    Attributes:
        settings: All settings as they are to be.
    """

    def __init__(self, settings: "Settings") -> None:
        super().__init__()
        self.settings = settings


class GameSought(Message):
    """Look back at a game of the past.

    Attributes:
        game: Its own id in the save file.
    """

    def __init__(self, game: str) -> None:
        super().__init__()
        self.game = game


class ResultsWanted(Message):
    """The game has ended: show how it went."""


class SaveWanted(Message):
    """Save a result.

    Attributes:
        result: The result.
        kind: `text`, `svg` or `json`.
    """

    def __init__(self, result: "Result", kind: "Kind") -> None:
        super().__init__()
        self.result = result
        self.kind = kind


class ScreenWanted(Message):
    """Show one of the screens that tell of past games.

    Attributes:
        name: `daily`, `review`, `progress`, `trophies`, `past`, `players`, `setup` or `settings`.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class PlayerChosen(Message):
    """Somebody else plays from now on.

    Attributes:
        name: Their name.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class TitleWanted(Message):
    """Go back to the title screen."""
