"""A card that asks for one of a few things."""

from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from trivia.tui import commands
from trivia.tui.screens.card import CardScreen
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.choices import ChoiceList
from trivia.tui.widgets.key_line import KeyLine

T = TypeVar("T")


class ChoiceCard(CardScreen[T | None]):
    """Asks for one of a few things, each with a sign that takes it; what leads out changes nothing."""

    WIDGET_KEYS = commands.ASKED

    def __init__(
        self, title: str, choices: tuple[tuple[T, str, str], ...], told: str = "", *, out: T | None = None
    ) -> None:
        """Make the card.

        Args:
            title: What it asks.
            choices: For each thing its result, what it says, and the keys that take it, the shown one first.
            told: What is to be known first; empty for nothing.
            out: The result where nothing is taken.
        """
        super().__init__()
        self._title = title
        self._choices = choices
        self._told = told
        self._out = out

    def compose(self) -> ComposeResult:
        """The card."""
        texts = tuple(text for _, text, _ in self._choices)
        keys = tuple(taken_by for _, _, taken_by in self._choices)
        with Vertical(classes="card"):
            yield Static(Content(self._title), classes="card-title")
            if self._told:
                yield Static(Content(self._told))
            yield ChoiceList(texts, signs=tuple(taken_by[0] for taken_by in keys), keys=keys)
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """The keys belong to the list."""
        self.query_one(ChoiceList).focus()

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Take it."""
        message.stop()
        self.close(self._choices[message.index][0])

    def action_back(self) -> None:
        """Take nothing."""
        self.close(self._out)
