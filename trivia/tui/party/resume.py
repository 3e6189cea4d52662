"""Parties that were left: a list with their dates and teams; go on with one, or put it away."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trivia import voice
from trivia.errors import SaveError
from trivia.party.state import Phase
from trivia.tui import commands
from trivia.tui.messages import PartySought, ScreenWanted, TitleWanted
from trivia.tui.screens.choice_card import ChoiceCard
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.key_line import KeyLine
from trivia.tui.widgets.menu import Item, Menu

if TYPE_CHECKING:
    from trivia.saves.parties import PartyKept

NUMBERED = 9
"""Lines that a digit can take."""


class PartiesScreen(Screen[None]):
    """The parties that are not over."""

    CSS_PATH = "../screens/pages.tcss"
    DEFAULT_CLASSES = "pages"
    COMMAND_TABLE = commands.PARTIES
    WIDGET_KEYS = commands.LISTED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.PARTIES)

    def __init__(
        self,
        look: "Callable[[], tuple[PartyKept, ...]]",
        put_away: Callable[[str, bool], None],
        day_of: Callable[[int], date],
    ) -> None:
        """Make the screen.

        Args:
            look: Finds the parties, the one that moved last first.
            put_away: Ends a party, by its id; its results stay, or (`True`) it is deleted. Raises `SaveError`
                where that cannot be done.
            day_of: The player's date of a moment, in milliseconds of UTC since 1970.
        """
        super().__init__()
        self._look = look
        self._put_away = put_away
        self._day_of = day_of
        self._parties: tuple[PartyKept, ...] = ()

    def compose(self) -> ComposeResult:
        """The list, and more of the one that is highlighted."""
        yield Static(Content.styled("The show can go on", "bold $primary"), id="heading")
        with VerticalScroll(id="page", can_focus=False):
            yield Menu((Item("n", ""),), id="players")
            yield Static(id="word")
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """Read which there are."""
        menu = self.query_one(Menu)
        self._read()
        self.watch(menu, "at", self._tell, init=True)
        menu.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's hook
        """Only what is there can be put away."""
        return action != "put_away" or bool(self._parties)

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Go on with a party, or host a new one."""
        message.stop()
        if message.index < len(self._parties):
            self.post_message(PartySought(self._parties[message.index].uid))
        else:
            self.action_new()

    def action_new(self) -> None:
        """Put a new party together."""
        self.post_message(ScreenWanted("party"))

    def action_put_away(self) -> None:
        """End the highlighted party, if that is really meant."""
        one = self._highlighted()
        if one is not None:
            self.app.push_screen(PutAwayCard(one), lambda answer: self._end(one, answer))

    def action_title(self) -> None:
        """Go back to the title screen."""
        self.post_message(TitleWanted())

    def _end(self, one: "PartyKept", answer: str | None) -> None:
        if not answer:
            return
        try:
            self._put_away(one.uid, answer == "delete")
        except SaveError as error:
            self.notify(str(error), title="That did not work", severity="error", markup=False)
        self._read()
        self._tell(self.query_one(Menu).at)

    def _highlighted(self) -> "PartyKept | None":
        at = self.query_one(Menu).at
        return self._parties[at] if at < len(self._parties) else None

    def _read(self) -> None:
        self._parties = self._look()
        items = [
            Item(str(place) if place <= NUMBERED else "·", one.name, where_told(one))
            for place, one in enumerate(self._parties, 1)
        ]
        self.query_one(Menu).show((*items, Item("n", "A new party")))
        self.refresh_bindings()

    def _tell(self, at: int) -> None:
        """More of a party: when it began, and who plays."""
        told = Content("Set up another night.")
        if at < len(self._parties):
            one = self._parties[at]
            day = voice.day(self._day_of(one.began_at))
            told = Content.assemble(
                (f"Begun on {day}. ", "$quiet"),
                (one.fault, "$error") if one.fault else (f"{where_told(one)}.".capitalize(), "$foreground"),
                "\n",
                ", ".join(one.players) or "Nobody had a seat yet.",
            )
        self.query_one("#word", Static).update(told)


def where_told(one: "PartyKept") -> str:
    """Where a party stands, in a few words."""
    if one.fault:
        return "cannot be read"
    if one.phase is Phase.LOBBY:
        return "in the lobby"
    if one.phase in {Phase.FINAL, Phase.CLOSED}:
        return "at the finale"
    return f"round {one.round} of {one.rounds}, {voice.counted(one.asked, 'question')} asked"


class PutAwayCard(ChoiceCard[str]):
    """Asks what is to become of a party: `""` stays, `"close"` ends it, `"delete"` deletes it."""

    CSS_PATH: ClassVar = "../screens/card.tcss"
    COMMAND_TABLE = commands.BACK
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)

    def __init__(self, party: "PartyKept") -> None:
        """Make the card."""
        offered = [("", "Keep it waiting", "k")]
        if not party.fault:
            offered.append(("close", "End it; what was won stays in the book", "e"))
        offered.append(("delete", "Delete it for good", "d"))
        choices = tuple((what, text, f"{sign}{place}") for place, (what, text, sign) in enumerate(offered, 1))
        super().__init__(f"Put “{party.name}” away?", choices, out="")
