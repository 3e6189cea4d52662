"""`globes-trivia join`: an app of one screen, a seat at a party elsewhere."""

import asyncio
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from msgspec import Struct
from textual.binding import BindingType

from trivia.clock import SystemClock
from trivia.errors import CommandError
from trivia.party import wire
from trivia.party.afar import Afar, heard
from trivia.party.names import MOST_CELLS
from trivia.party.wallet import Wallet
from trivia.settings import Settings, read_settings
from trivia.tui import commands
from trivia.tui.house import House
from trivia.tui.party.seat import SeatScreen
from trivia.tui.screens.ask import AskScreen

if TYPE_CHECKING:
    from trivia.party import says
    from trivia.party.client import PartyAddress
    from trivia.party.entrance import Entrance

FINE: Final = 0
WRONG_COMMAND: Final = 2
LEAVING_SECONDS: Final = 0.5
"""How long the last word to the party may take."""
LONGEST_PIN: Final = 8


class SeatApp(House):
    """A seat at a party elsewhere.

    Attributes:
        seen: The seat as it is known.
        there: Whether the line to the party holds.
        last_words: What is to be said once the terminal is clean again; empty for nothing.
    """

    CSS_PATH: ClassVar = "../app.tcss"
    TITLE = "Globes Trivia"
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.APP)

    def __init__(
        self,
        address: "PartyAddress",
        folder: Path,
        settings: Settings,
        clock_ms: Callable[[], int],
        *,
        name: str = "",
    ) -> None:
        """Make the app.

        Args:
            address: Where the party is, and its PIN where that is known.
            folder: The player's data folder.
            settings: What the player has chosen.
            clock_ms: Milliseconds that only ever grow, from an arbitrary start.
            name: What the player wants to be called; empty to be asked, or for the seat that is theirs.
        """
        super().__init__(folder, settings)
        self.seen = Afar()
        self.there = False
        self.last_words = ""
        self.now_ms = clock_ms
        self._address = address
        self._wallet = Wallet(folder)
        self._called = name
        self._entrance: Entrance | None = None
        self._attending: asyncio.Task[None] | None = None
        self._is_ending = False
        self._seat = SeatScreen(self, settings)

    def on_mount(self) -> None:
        """Open the only screen, and go to the door."""
        self.push_screen(self._seat)
        self.come_back()

    def come_back(self) -> None:
        """Go to the door, for a new seat or one's own."""
        self._attending = asyncio.get_running_loop().create_task(self._attend())

    async def _attend(self) -> None:
        from trivia.party.client import NotLetIn
        from trivia.party.entrance import Entrance

        name = self.seen.name or self._called
        self._entrance = Entrance(self._address, self._wallet, self._ask, name=name)
        try:
            await self._entrance.attend(self._hear, self._line_is)
        except NotLetIn as refusal:
            self._end(refusal.words, WRONG_COMMAND)
        except CommandError as error:
            self._end(str(error), WRONG_COMMAND)
        else:
            if self.seen.where != "bye":  # nobody gave a PIN or a name
                self._end("", FINE)

    async def _ask(self, what: Literal["pin", "name"], words: str) -> str | None:
        """Ask for the PIN or a name; `None` where the player would rather go."""
        answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()

        def given(word: str | None) -> None:
            if not answer.done():
                answer.set_result(word)

        title = "The PIN on the big screen?" if what == "pin" else "And what shall we call you?"
        title = f"{words}\n{title}" if words else title
        if what == "pin":
            card = AskScreen(title, hint="482193", longest=LONGEST_PIN, refused=_bad_pin)
        else:
            given_name = self.settings.player
            card = AskScreen(title, given=given_name, longest=2 * MOST_CELLS, refused=_bad_name)
        self.push_screen(card, given)
        return await answer

    # What is heard

    def _hear(self, said: "says.FromServer") -> None:
        self.seen = heard(self.seen, said, self.now_ms())
        self._seat.follow()

    def _line_is(self, there: bool) -> None:
        self.there = there
        self._seat.follow()

    # What is said

    def say(self, message: Struct) -> None:
        """Say something to the party."""
        client = self._entrance.client if self._entrance is not None else None
        if client is not None and isinstance(message, wire.FromClient):
            client.say(message)

    def take(self, option: int) -> None:
        """Take an option; it is marked at once."""
        asked = self.seen.asked
        if asked is not None:
            self.seen = self.seen.took(option)
            self._seat.follow()
            self.say(wire.Answer(asked.q, option))

    def part(self) -> None:
        """Leave the party."""
        self._end("", FINE)

    async def action_quit(self) -> None:
        """Leave the party, and the app."""
        self._end("", FINE)

    def _end_for(self, sign: signal.Signals) -> None:
        self._end("", 128 + sign)

    def _end(self, words: str, status: int) -> None:
        """Go; the first reason to counts."""
        if not self._is_ending:
            self._is_ending = True
            self.last_words = words
            self.run_worker(self._leave(status), group="end")

    async def _leave(self, status: int) -> None:
        """Say goodbye, and wait a moment for that to arrive."""
        attending, client = self._attending, self._entrance.client if self._entrance is not None else None
        if client is not None:
            client.leave()
        if attending is not None and not attending.done():
            await asyncio.wait([attending], timeout=LEAVING_SECONDS if self.there else 0)
            attending.cancel()
        self.exit(return_code=status)


def join_painted(address: str, folder: Path, name: str) -> int:
    """Take a seat at a party, and play it in this terminal.

    Args:
        address: Where the party is, as people type it.
        folder: The player's data folder, where their seats and settings are kept.
        name: What the player wants to be called; empty to be asked, or for the seat that is theirs.

    Returns:
        The exit status.

    Raises:
        CommandError: If that is no address, nobody is there, or there is no seat.
    """
    from trivia.party.client import party_address

    app = SeatApp(
        party_address(address), folder, read_settings(folder), SystemClock().now_ms, name=name.strip()
    )
    app.run()
    if app.last_words:
        raise CommandError(app.last_words)
    return int(app.return_code or FINE)


def _bad_pin(word: str) -> str:
    digits = word.replace(" ", "")
    good = digits.isascii() and digits.isdigit()
    return "" if good else "The PIN is on the big screen: six digits."


def _bad_name(word: str) -> str:
    return "" if word else "And your name? The room would like to know."
