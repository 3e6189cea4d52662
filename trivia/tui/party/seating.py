"""The teams of a party: their names, and their keys at the host's keyboard."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from msgspec.structs import replace as replace_in
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trivia.errors import CommandError
from trivia.party.key_plan import KeyPlan, Unbindable, rebound, usual
from trivia.party.names import MOST_CELLS, clean_name
from trivia.party.refused import Refused
from trivia.party_choice import Choice
from trivia.tui import commands
from trivia.tui.messages import BackWanted
from trivia.tui.screens.ask import AskScreen
from trivia.tui.screens.card import CardScreen
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.key_line import KeyLine
from trivia.tui.widgets.menu import Item, Menu

HINTS: dict[str, str] = {
    "choose": "Four keys each, for the answers from top to bottom. Anyone may press at any time.",
    "buzz": "One key each to buzz with; whoever has the floor answers with 1 – 4.",
    "pass": "The laptop goes round in this order; each answers with 1 – 4.",
    "judge": "Press a team's key when it was right, and again when it was not. After a buzz: R or W.",
}


class TeamsScreen(Screen[None]):
    """Who plays, with which keys."""

    CSS_PATH = "../screens/pages.tcss"
    DEFAULT_CLASSES = "pages"
    COMMAND_TABLE = commands.PARTY_TEAMS
    WIDGET_KEYS = commands.LISTED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.PARTY_TEAMS)

    def __init__(self, choice: Choice, changed: Callable[[Choice], None]) -> None:
        """Make the screen.

        Args:
            choice: The party so far.
            changed: Is told of every change.
        """
        super().__init__()
        self._choice = choice
        self._changed = changed

    def compose(self) -> ComposeResult:
        """The teams."""
        yield Static(Content.styled("Who's playing tonight?", "bold $primary"), id="heading")
        with VerticalScroll(id="page", can_focus=False):
            yield Menu(self._items(), id="players")
            yield Static(Content(HINTS[self._choice.keys.way]), id="word")
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """The keys belong to the list."""
        self.query_one(Menu).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's hook
        """Where the laptop goes round, there are no keys to change."""
        return action not in {"keys", "usual"} or self._choice.keys.way != "pass"

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Ask for a team's name."""
        message.stop()
        name, others = self._choice.names[message.index], list(self._choice.names)
        del others[message.index]
        card = NameCard(f"What shall {name} be called?", name, others)
        self.app.push_screen(card, lambda new: self._rename(message.index, new))

    def action_keys(self) -> None:
        """Let the highlighted team press the keys it wants."""
        slot = self.query_one(Menu).at
        self.app.push_screen(KeysCard(self._choice.keys, slot, self._choice.names[slot]), self._bind)

    def action_usual(self) -> None:
        """Give everyone the usual keys."""
        self._bind(usual(self._choice.keys.way, self._choice.count))

    def action_back(self) -> None:
        """Go back to the set-up."""
        self.post_message(BackWanted())

    def _rename(self, slot: int, new: str | None) -> None:
        if new:
            names = self._choice.names
            self._take(replace(self._choice, names=(*names[:slot], new, *names[slot + 1 :])))

    def _bind(self, keys: KeyPlan | None) -> None:
        if keys is not None:
            self._take(replace(self._choice, keys=keys))

    def _take(self, choice: Choice) -> None:
        self._choice = choice
        self.query_one(Menu).show(self._items())
        self._changed(choice)

    def _items(self) -> tuple[Item, ...]:
        return tuple(
            Item(str(slot + 1), name, " ".join(key.upper() for key in self._choice.keys.sets[slot]))
            for slot, name in enumerate(self._choice.teams)
        )


class NameCard(AskScreen):
    """Asks for a team's name; `None` where it stays."""

    CSS_PATH: ClassVar = "../screens/card.tcss"

    def __init__(self, title: str, name: str, others: list[str]) -> None:
        """Make the card.

        Args:
            title: What it asks.
            name: The name so far.
            others: The names that are taken.
        """
        super().__init__(title, given=name, hint="A name", longest=MOST_CELLS)
        self._others = others

    def taken(self, word: str) -> str:
        """The name as it stands on the scoreboard."""
        try:
            return clean_name(word, taken=self._others)
        except Refused as refused:
            raise CommandError(refused.words) from refused


class KeysCard(CardScreen[KeyPlan | None]):
    """Takes the keys of a team as they are pressed; `None` where they stay."""

    CSS_PATH: ClassVar = "../screens/card.tcss"
    COMMAND_TABLE = commands.BACK
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)

    def __init__(self, plan: KeyPlan, slot: int, name: str) -> None:
        """Make the card.

        Args:
            plan: The keys so far.
            slot: The team's place at the keyboard, from 0.
            name: What it is called.
        """
        super().__init__()
        self._slot = slot
        self._team = name
        self._count = len(plan.sets[slot])
        self._place = 0
        empty = ("",) * self._count
        self._plan = replace_in(plan, sets=(*plan.sets[:slot], empty, *plan.sets[slot + 1 :]))

    def compose(self) -> ComposeResult:
        """The card."""
        with Vertical(classes="card"):
            yield Static(Content(self._team), classes="card-title")
            yield Static(self._asked(), id="asked")
            yield Static(Content(""), id="reason")
        yield KeyLine()

    def on_key(self, event: events.Key) -> None:
        """Take a key, or say why not."""
        if event.key in {"escape", "question_mark"}:
            return
        event.stop()
        event.prevent_default()
        reason = Content("")
        try:
            self._plan = rebound(self._plan, self._slot, self._place, event.key)
            self._place += 1
        except Unbindable as fault:
            reason = Content.styled(str(fault), "$error")
        self.query_one("#reason", Static).update(reason)
        if self._place == self._count:
            self.close(self._plan)
        else:
            self.query_one("#asked", Static).update(self._asked())

    def action_back(self) -> None:
        """The keys stay as they are."""
        self.close(None)

    def _asked(self) -> Content:
        pressed = "  ".join(key.upper() or "_" for key in self._plan.sets[self._slot])
        what = "Press your key." if self._count == 1 else f"Press your key for answer {self._place + 1}."
        return Content.assemble(what, "\n\n", (pressed, "bold $accent"))
