"""What a screen asks of the app. A screen knows the rules, not the other screens."""

from textual.message import Message


class PlayWanted(Message):
    """Start a game.

    Attributes:
        mode: Its mode's id; empty for another game of the mode that was played last.
    """

    def __init__(self, mode: str = "") -> None:
        super().__init__()
        self.mode = mode


class ResultsWanted(Message):
    """The game has ended: show how it went."""


class ScreenWanted(Message):
    """Show one of the screens that tell of past games.

    Attributes:
        name: `daily`, `review`, `progress`, `trophies` or `players`.
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
