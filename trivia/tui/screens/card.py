"""A card that lies over a screen."""

from typing import ClassVar, TypeVar

from textual.binding import BindingType
from textual.screen import ModalScreen

from trivia.tui import commands

T = TypeVar("T")


class CardScreen(ModalScreen[T]):
    """A card; `close` takes it away once, however many keys and clicks ask for it."""

    CSS_PATH: ClassVar = "card.tcss"
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.ON_CARD)
    _is_over = False

    def close(self, result: T | None = None) -> None:
        """Go back to the screen below, with a result.

        Two clicks, or a key and a click, may both be on their way before the card is gone; the first counts.
        """
        if not self._is_over:
            self._is_over = True
            self.dismiss(result)
