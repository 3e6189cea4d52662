"""What a screen asks of the app. A screen knows the rules, not the other screens."""

from textual.message import Message


class PlayWanted(Message):
    """Start a game."""


class ResultsWanted(Message):
    """The game has ended: show how it went."""


class TitleWanted(Message):
    """Go back to the title screen."""
