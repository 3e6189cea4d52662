"""The screen of the door: opened and closed, shown large, and who may come in."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual import events as events_of_textual
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from trivia import party_voice, voice
from trivia.errors import CommandError
from trivia.facts.text import printable
from trivia.party.doorway import EVERYWHERE, LOOPBACK
from trivia.party.events import DoorLocked
from trivia.party.refused import Refused
from trivia.tui import commands
from trivia.tui.party.blocks import Block, cut, paragraph, placed, row, stacked
from trivia.tui.party.party_door import PartyDoor
from trivia.tui.party.stage import Stage
from trivia.tui.screens.ask import AskScreen
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from trivia.tui.party.show import ShowScreen

LOOK_SECONDS: Final = 0.5
"""How often the screen looks who has come in."""
MOST_BARRED: Final = 400
"""Signs that the list of barred words may have."""

CLOSED: Final = "The doors are closed: only this keyboard plays."
TOO_SMALL: Final = "A larger window shows the QR code."
NOBODY_FINDS: Final = "I can't find an address that a phone could reach. Is this machine on a network?"


class DoorScreen(Screen[None]):
    """The door: opened and closed, its address, PIN and code as large as they can be, and who may come in."""

    COMMAND_TABLE = commands.DOOR
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.DOOR)

    def __init__(self, show: "ShowScreen", door: PartyDoor) -> None:
        """Make the screen.

        Args:
            show: The show that it lies over.
            door: Its door.
        """
        super().__init__()
        self._show = show
        self._door = door
        self._words = ""

    def compose(self) -> ComposeResult:
        """The picture, the keys."""
        yield Stage()
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """Look who comes in."""
        self.set_interval(LOOK_SECONDS, self.paint)

    def on_stage_resized(self, message: Stage.Resized) -> None:
        """Another size, another picture."""
        message.stop()
        self.paint()

    @when_there
    def paint(self) -> None:
        """Bring the picture up to date."""
        stage = self.query_one(Stage)
        width, height = stage.size
        if width and height:
            stage.show(placed(self._picture(width, height), width, height, align="center", middle=True))

    def _picture(self, width: int, height: int) -> Block:
        inner = width - 2
        words = paragraph(self._told(), inner, "$secondary", align="center")
        if not self._door.is_open:
            return stacked(row(("The doors", "bold $primary"), width=inner, align="center"), words, gap=1)
        picture = self._door.picture(inner, height - words.height - 1)
        if picture is None:
            return words
        parts = [placed(picture, inner, align="center"), words]
        code = self._door.code
        if code is not None and picture.height < code.height:
            parts.append(row((TOO_SMALL, "$quiet"), width=inner, align="center"))
        return stacked(*parts, gap=1)

    def _told(self) -> str:
        """What there is to say below the picture."""
        door, locked = self._door, self._show.room.door_locked
        if self._words:
            return self._words
        if not door.is_open:
            outside = self._show.outside()
            closed = party_voice.closed(outside) if outside else CLOSED
            return (
                f"{closed} N opens them to the network, for phones and terminals in the room; "
                "M to other terminals on this machine alone."
            )
        if not door.address:
            return NOBODY_FINDS
        told = [f"{voice.counted(door.connected, 'guest')} in."] if door.connected else []
        told.append(f"Room for {door.fits:,}." if door.is_for_all else "Open on this machine alone.")
        if len(door.addresses) > 1 and not door.wanted.base_url:
            told.append("← → shows another of this machine's addresses.")
        if locked:
            told.append("Locked: nobody new gets in.")
        return " ".join(told)

    def say(self, words: str) -> None:
        """Say something, until the next key."""
        self._words = words
        self.paint()

    def on_key(self, _: events_of_textual.Key) -> None:
        """What was said has been read."""
        self._words = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's hook
        """What makes no sense now is not offered."""
        door = self._door
        if action == "network":
            return not door.is_for_all
        if action == "machine":
            return not door.is_open or door.is_for_all
        if action == "turn":
            return door.is_open and len(door.addresses) > 1 and not door.wanted.base_url
        if action in {"lock", "unlock"}:
            return (action == "unlock") == self._show.room.door_locked
        return door.is_open if action == "shut" else True

    def action_network(self) -> None:
        """Open it to the network."""
        wanted = self._door.wanted.bind
        self.run_worker(self._open(EVERYWHERE if wanted == LOOPBACK else wanted), exclusive=True)

    def action_machine(self) -> None:
        """Open it on this machine alone."""
        self.run_worker(self._open(LOOPBACK), exclusive=True)

    async def _open(self, bind: str) -> None:
        try:
            await self._door.open(bind)
        except CommandError as error:
            self.say(printable(str(error)))
        self.refresh_bindings()
        self.paint()

    def action_shut(self) -> None:
        """Close it."""
        self.run_worker(self._shut(), exclusive=True)

    async def _shut(self) -> None:
        await self._door.close()
        self.refresh_bindings()
        self.paint()

    def action_turn(self, steps: int) -> None:
        """Show another address."""
        self._door.turn(steps)
        self.paint()

    def action_lock(self) -> None:
        """Let nobody new in."""
        self._lock(locked=True)

    def action_unlock(self) -> None:
        """Let new guests in again."""
        self._lock(locked=False)

    def _lock(self, *, locked: bool) -> None:
        try:
            self._show.host.do(DoorLocked(locked))
        except Refused as refused:
            self.say(refused.words)
        self.refresh_bindings()
        self.paint()

    def action_seats(self) -> None:
        """Rename guests, or show them out."""
        from trivia.tui.party.cards import SeatsScreen

        self.app.push_screen(SeatsScreen(self._show))

    def action_barred(self) -> None:
        """Ask for the words that no name may have."""

        def given(text: str | None) -> None:
            if text is not None:
                words = (printable(word).strip() for word in text.split(","))
                self._door.bar(tuple(dict.fromkeys(word for word in words if word)))
                self.say(barred_told(self._door.barred))

        self.app.push_screen(
            AskScreen(
                "Words to ban from names, with commas between",
                given=", ".join(self._door.barred),
                hint="rude, words",
                longest=MOST_BARRED,
            ),
            given,
        )

    def action_back(self) -> None:
        """Back to the show."""
        self.dismiss()


def barred_told(words: tuple[str, ...]) -> str:
    """What the list of barred words comes to."""
    if not words:
        return "Any name is fine again."
    return f"Banned from names: {cut(', '.join(words), 200)}. Whoever has one keeps it until you rename them."
