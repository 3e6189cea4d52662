"""The door for phones and other terminals: opened when the host says so, with its address, PIN and QR code.

A code is black on white whatever the theme: a camera does not find one whose paper is a dark background.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events as events_of_textual
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from trivia import voice
from trivia.errors import CommandError
from trivia.facts.text import printable
from trivia.party.doorway import EVERYWHERE, LOOPBACK, Door, reachable
from trivia.party.events import DoorLocked
from trivia.party.host import Host
from trivia.party.qr import QR_STYLE, QrCode, qr_code
from trivia.party.refused import Refused
from trivia.tui import commands
from trivia.tui.party.blocks import Block, beside, big, blank, cut, paragraph, placed, row, stacked
from trivia.tui.party.stage import Stage
from trivia.tui.screens.ask import AskScreen
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from trivia.party.server import PartyServer
    from trivia.tui.party.show import ShowScreen

LOOK_SECONDS: Final = 0.5
"""How often the screen looks who has come in."""
MOST_BARRED: Final = 400
"""Signs that the list of barred words may have."""

CLOSED: Final = "The doors are closed: only this keyboard plays."
TOO_SMALL: Final = "A larger window shows the QR code."
NOBODY_FINDS: Final = "I find no address that a phone could reach. Is this machine in a network?"


class PartyDoor:
    """The door of a party, as the show has it.

    Attributes:
        wanted: Where the command line wants it, or wants nothing of the kind.
        barred: Words that no guest's name may have.
        at_once: Whether it is to be open as soon as the lobby is.
    """

    def __init__(
        self,
        host: Host,
        wanted: Door,
        barred: tuple[str, ...] = (),
        keep: Callable[[tuple[str, ...]], None] | None = None,
        *,
        at_once: bool = False,
    ) -> None:
        """Make a door that is closed.

        Args:
            host: The party.
            wanted: Where it is when it is opened.
            barred: Words that no guest's name may have.
            keep: Keeps other words for the next party.
            at_once: Whether it is to be open as soon as the lobby is.
        """
        self.wanted = wanted
        self.barred = barred
        self.at_once = at_once
        self._host = host
        self._keep = keep
        self._server: PartyServer | None = None
        self._closing: PartyServer | None = None
        self._bind = ""
        self._addresses: tuple[str, ...] = ()
        self._at = 0
        self._pin = ""
        self._secret = ""
        self._code: QrCode | None = None

    @property
    def is_open(self) -> bool:
        """Whether anybody can come in."""
        return self._server is not None

    @property
    def is_for_all(self) -> bool:
        """Whether it is open to the network."""
        return self.is_open and self._bind != LOOPBACK

    @property
    def pin(self) -> str:
        """The PIN; it stays the same until the end of the program."""
        return self._pin

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where guests find it, the likeliest first; empty where nobody does."""
        return self._addresses

    @property
    def address(self) -> str:
        """The address that is shown, as people type it; empty where it is closed or nobody finds it."""
        if self._server is None:
            return ""
        if self.wanted.base_url:
            return self.wanted.base_url
        return f"{self._addresses[self._at]}:{self._server.port}" if self._addresses else ""

    @property
    def code(self) -> QrCode | None:
        """The QR code of that address with the PIN."""
        return self._code if self.address else None

    @property
    def connected(self) -> int:
        """How many guests have a line."""
        return 0 if self._server is None else self._server.connected

    @property
    def fits(self) -> int:
        """How many guests find a place."""
        return 0 if self._server is None else min(self._server.fits, self._server.limits.seats)

    async def open(self, bind: str) -> None:
        """Open it; where it is open already, open it there instead.

        Args:
            bind: The address to listen at.

        Raises:
            CommandError: If that cannot be had. It is closed then.
        """
        from trivia.party.reception import new_pin, new_secret
        from trivia.party.server import PartyServer

        await self.close()
        self._pin = self._pin or new_pin()
        self._secret = self._secret or new_secret()
        server = PartyServer(
            self._host,
            pin=self._pin,
            secret=self._secret,
            base_url=self.wanted.base_url,
            blocked=self.barred,
        )
        await server.start(bind, self.wanted.port)
        self._server, self._bind, self._at = server, bind, 0
        self._addresses = reachable(Door(bind, server.port))
        self._encode()

    def stop(self) -> None:
        """Hear no guest any more, at once; `close` comes after it."""
        if self._server is not None:
            self._closing, self._server = self._server, None
            self._closing.stop()

    async def close(self) -> None:
        """Close it; guests look for it until it is open again."""
        self.stop()
        if self._closing is not None:
            closing, self._closing = self._closing, None
            await closing.close()

    def turn(self, steps: int) -> None:
        """Show another of this machine's addresses."""
        if self._addresses:
            self._at = (self._at + steps) % len(self._addresses)
            self._encode()

    def bar(self, words: tuple[str, ...]) -> None:
        """Let no guest's name have one of these words; kept for the next party too."""
        self.barred = words
        if self._server is not None:
            self._server.block(words)
        if self._keep is not None:
            self._keep(words)

    def _encode(self) -> None:
        address = self._addresses[self._at] if self._addresses else LOOPBACK
        self._code = qr_code(self._server.join_url(address)) if self._server is not None else None

    def picture(self, width: int, height: int) -> Block | None:
        """Address, PIN and QR code, as large as there is room for; `None` where it is closed or nothing fits.

        Args:
            width: The cells across that it may take.
            height: The lines that it may take.
        """
        if not self.address:
            return None
        return next((one for one in self._pictures() if one.width <= width and one.height <= height), None)

    def _pictures(self) -> Iterator[Block]:
        """The pictures there are, the best one first."""
        address, pin = row((self.address, "bold $primary")), row(("PIN ", "$quiet"), (self._pin, "bold"))
        large, digits = big(self.address, "$primary"), big(self._pin, "bold $primary")
        scan, named = row(("Scan, or go to", "$quiet")), row(("PIN", "$quiet"))
        for times in (3, 2, 1) if self._code is not None else ():
            code = code_block(self._code, times) if self._code is not None else blank(0, 0)
            if large is not None and digits is not None:
                yield _under(code, blank(1), large, blank(1), digits)
                yield _under(code, large, digits)
            if digits is not None:
                yield beside(code, stacked(scan, address, stacked(named, digits), gap=1), gap=3, middle=True)
                yield _under(code, blank(1), address, digits)
            yield _under(code, address, pin)
            yield beside(code, stacked(address, pin), gap=2, middle=True)
        if digits is not None:
            yield _under(address, digits)
        yield _under(address, pin)
        yield beside(address, pin, gap=2)


def _under(*blocks: Block) -> Block:
    """One above the other, each in the middle."""
    width = max(block.width for block in blocks)
    return stacked(*(placed(block, width, align="center") for block in blocks))


def code_block(code: QrCode, times: int = 1) -> Block:
    """A QR code as a block: two modules to a cell's height, or each module as so many lines.

    Args:
        code: The code.
        times: 1 for half a line to a module, 2 for a whole one, 3 for one and a half.
    """
    if times == 1:
        return Block(code.width, tuple(((text, QR_STYLE),) for text in code.rows))
    modules = [[sign in ink for sign in text] for text in code.rows for ink in (("▀", "█"), ("▄", "█"))]
    if times == 2:
        rows = ("".join("██" if module else "  " for module in line) for line in modules)
    else:
        tall = [line for line in modules for _ in range(3)]
        if len(tall) % 2:
            tall.append([False] * code.width)
        pairs = zip(tall[::2], tall[1::2], strict=True)
        halves = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
        rows = ("".join(halves[one] * 3 for one in zip(above, below, strict=True)) for above, below in pairs)
    return Block(code.width * times, tuple(((text, QR_STYLE),) for text in rows))


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
            return (
                f"{CLOSED} N opens them to the network, for phones and terminals in the room; "
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
                "Words that no name may have, with commas between",
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
        return "Any name goes again."
    return f"No name may have: {cut(', '.join(words), 200)}. Who has one already keeps it, or is renamed."
