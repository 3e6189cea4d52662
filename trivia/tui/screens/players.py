"""Who plays: choose, add, rename or delete a player."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trivia import voice
from trivia.errors import CommandError
from trivia.facts.text import folded
from trivia.progress.daily import percent
from trivia.saves import profiles
from trivia.saves.profiles import Profile
from trivia.tui import commands
from trivia.tui.messages import PlayerChosen, TitleWanted
from trivia.tui.screens.ask import AskScreen
from trivia.tui.screens.choice_card import ChoiceCard
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.key_line import KeyLine
from trivia.tui.widgets.menu import Item, Menu

if TYPE_CHECKING:
    from collections.abc import Callable

    from trivia.saves.keeper import Keeper
    from trivia.saves.store import Store


class PlayersScreen(Screen[None]):
    """Everyone who plays here."""

    CSS_PATH = "pages.tcss"
    DEFAULT_CLASSES = "pages"
    COMMAND_TABLE = commands.PLAYERS
    WIDGET_KEYS = commands.LISTED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.PLAYERS)

    def __init__(self, keeper: "Keeper") -> None:
        """Make the screen."""
        super().__init__()
        self._keeper = keeper
        self._people: tuple[Profile, ...] = ()

    def compose(self) -> ComposeResult:
        """The list."""
        yield Static(Content.styled("Who is playing?", "bold $primary"), id="heading")
        with VerticalScroll(id="page", can_focus=False):
            yield Menu((Item("1", ""),), id="players")
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """Read who there is."""
        self._read()
        menu = self.query_one(Menu)
        menu.at = next((at for at, one in enumerate(self._people) if self._is_playing(one)), 0)
        menu.focus()

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Somebody was chosen, or somebody new comes in."""
        message.stop()
        if message.index < len(self._people):
            self._choose(self._people[message.index].name)
        else:
            self.action_new()

    def action_new(self) -> None:
        """Ask for a name, and let them play."""
        self.app.push_screen(NameScreen("A new player", ""), self._add)

    def action_rename(self) -> None:
        """Ask for another name."""
        one = self._highlighted()
        if one is not None:
            self.app.push_screen(NameScreen(f"Another name for {one.name}", one.name), self._rename)

    def action_delete(self) -> None:
        """Delete, if that is really meant."""
        one = self._highlighted()
        if one is not None:
            self.app.push_screen(FarewellScreen(one), self._delete)

    def action_title(self) -> None:
        """Go back to the title screen."""
        self.post_message(TitleWanted())

    def _is_playing(self, one: Profile) -> bool:
        return folded(one.name) == folded(self._keeper.profile)

    def _highlighted(self) -> Profile | None:
        at = self.query_one(Menu).at
        return self._people[at] if at < len(self._people) else None

    def _read(self) -> None:
        nobody: tuple[Profile, ...] = ()
        self._people = self._keeper.ask(lambda store: store.read(profiles.everyone), nobody)
        items = [
            Item(str(place) if place < 10 else "·", one.name, _note(one))
            for place, one in enumerate(self._people, 1)
        ]
        self.query_one(Menu).show((*items, Item("n", "Somebody new")))

    def _choose(self, name: str) -> None:
        self.post_message(PlayerChosen(name))

    def _add(self, name: str | None) -> None:
        if name is not None:
            known = {folded(one.name): one.name for one in self._people}
            self._choose(known.get(folded(name), name))

    def _rename(self, new: str | None) -> None:
        one = self._highlighted()
        if one is None or new is None or new == one.name:
            return
        if self._change(lambda store: store.change(lambda db: profiles.rename(db, one.name, new))):
            if self._is_playing(one):
                self.post_message(PlayerChosen(new))
            else:
                self._read()

    def _delete(self, sure: bool | None) -> None:
        one = self._highlighted()
        if one is None or not sure:
            return
        if self._change(lambda store: store.change(lambda db: profiles.delete(db, one.name))):
            self._read()

    def _change(self, change: "Callable[[Store], None]") -> bool:
        """Change something; says why where that cannot be done."""

        def done(store: "Store") -> bool:
            change(store)
            return True

        try:
            if self._keeper.ask(done, False):
                self._keeper.forget()
                return True
            reason = self._keeper.trouble
        except CommandError as error:
            reason = str(error)
        self.notify(reason, title="That did not work", severity="error", markup=False)
        return False


def _note(one: Profile) -> str:
    share = percent(one.answered, one.right)
    return (
        voice.counted(one.score, "point")
        if share is None
        else f"{voice.counted(one.score, 'point')} · {share} %"
    )


class NameScreen(AskScreen):
    """Asks for a name; `None` where nobody gives one."""

    def __init__(self, title: str, name: str) -> None:
        """Make the card.

        Args:
            title: What it asks.
            name: What stands there already.
        """
        super().__init__(title, given=name, hint="A name", longest=profiles.LONGEST_NAME)

    def taken(self, word: str) -> str:
        """The name as it is kept."""
        return profiles.clean_name(word)


class FarewellScreen(ChoiceCard[bool]):
    """Asks whether a player is really to go."""

    COMMAND_TABLE = commands.BACK
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)

    def __init__(self, player: Profile) -> None:
        """Make the card."""
        super().__init__(
            f"Delete {player.name}?",
            ((False, "Keep them", "k1"), (True, "Delete for good", "d2")),
            f"{voice.counted(player.answered, 'answer')}, all games and all trophies would go with them.",
            out=False,
        )
