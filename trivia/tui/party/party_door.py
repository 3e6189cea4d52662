"""The door for guests from elsewhere as the show has it: closed, or open with address, PIN and QR code.

A code is black on white whatever the theme: a camera does not find one whose paper is a dark background.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from trivia.party.doorway import LOOPBACK, Door, reachable
from trivia.party.host import Host
from trivia.party.qr import QR_STYLE, QrCode, qr_code
from trivia.tui.party.blocks import Block, beside, big, blank, placed, row, stacked

if TYPE_CHECKING:
    from trivia.party.server import PartyServer


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
            limits=self.wanted.limits,
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
        scan = row(("Scan, or go to", "$quiet"))
        if digits is not None:
            digits = beside(row(("PIN", "$quiet")), digits, gap=2, middle=True)
        for times in (3, 2, 1) if self._code is not None else ():
            code = code_block(self._code, times) if self._code is not None else blank(0, 0)
            if large is not None and digits is not None:
                yield _under(code, blank(1), large, blank(1), digits)
                yield _under(code, large, digits)
            if digits is not None:
                yield beside(code, stacked(scan, address, digits, gap=1), gap=3, middle=True)
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
