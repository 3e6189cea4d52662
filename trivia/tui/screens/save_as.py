"""In which form a result is saved."""

from typing import ClassVar, Final

from textual.binding import BindingType

from trivia.sharing import Kind
from trivia.tui import commands
from trivia.tui.screens.choice_card import ChoiceCard

KINDS: Final[tuple[tuple[Kind, str, str], ...]] = (
    ("text", "A text, with every question and its explanation", "1t"),
    ("svg", "A picture (SVG) for friends, without answers", "2p"),
    ("json", "JSON, for programs", "3j"),
)


class SaveAsScreen(ChoiceCard[Kind]):
    """Asks for text, picture or JSON; `None` saves nothing."""

    COMMAND_TABLE = commands.BACK
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)

    def __init__(self) -> None:
        """Make the card."""
        super().__init__("Save the result as", KINDS)
