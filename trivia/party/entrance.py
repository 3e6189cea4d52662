"""How somebody elsewhere gets to a seat: the one that is theirs already, or a new one, asked for in turns.

Import this late: websockets is loaded with it.
"""

from collections.abc import Awaitable, Callable
from typing import Final, Literal, TypeAlias

from trivia.party import says
from trivia.party.calling import knock
from trivia.party.client import NotLetIn, PartyAddress, SeatClient
from trivia.party.wallet import KeptSeat, Wallet

Asking: TypeAlias = Callable[[Literal["pin", "name"], str], Awaitable[str | None]]
"""Asks the player, told why the last word was not taken; `None` where they have nothing to say."""

_NAME_CODES: Final = frozenset({"name", "same", "blocked"})
_GONE: Final = frozenset({"over", "gone"})
"""Goodbyes after which a seat's secret opens nothing any more."""


class Entrance:
    """A player at the door of a party."""

    def __init__(self, address: PartyAddress, wallet: Wallet, ask: Asking, *, name: str = "") -> None:
        """Go to the door.

        Args:
            address: Where the party is, and its PIN where that is known.
            wallet: The seats that this player has already.
            ask: Asks the player for what is missing.
            name: What the player wants to be called; empty for the seat that is theirs, or to be asked.
        """
        self._address = address
        self._wallet = wallet
        self._ask = ask
        self._pin = address.pin
        self._name = name
        self._client: SeatClient | None = None

    @property
    def client(self) -> SeatClient | None:
        """The line that was tried last; `None` before the first."""
        return self._client

    async def attend(self, heard: Callable[[says.FromServer], None], line: Callable[[bool], None]) -> None:
        """Take a seat, and keep it until the party says goodbye or the player leaves.

        Args:
            heard: Hears what the party says.
            line: Hears when the line is there, and when it is lost.

        Raises:
            NotLetIn: If there is no seat, and nothing that the player could say helps.
            CommandError: If nobody is there.
        """
        kept = self._wallet.seat(self._address.url, self._name)
        refused: NotLetIn | None = None
        if kept is None and not (self._pin and self._name):
            await knock(self._address.url)  # nobody is asked for the PIN of a house that is not there
        while kept is not None or await self._has_all(refused):
            client = self._client = self._made(kept, heard, line)
            try:
                await client.run()
            except NotLetIn as refusal:
                if refusal.code == "unknown-seat" and kept is not None:
                    self._wallet.forget(kept.token)
                    self._name, kept = self._name or kept.name, None
                    continue
                if kept is not None:  # nobody was asked for anything: asking the house again changes nothing
                    raise
                refused = refusal
                if refusal.code == "wrong-pin":
                    self._pin = ""
                elif refusal.code in _NAME_CODES:
                    self._name = ""
                else:
                    raise
                continue
            return
        if refused is not None:
            raise refused

    async def _has_all(self, refused: NotLetIn | None) -> bool:
        """Ask for what is missing; whether there is all now."""
        words = refused.words if refused is not None else ""
        if not self._pin:
            self._pin = await self._ask("pin", words) or ""
            words = ""
        if self._pin and not self._name:
            self._name = await self._ask("name", words) or ""
        return bool(self._pin and self._name)

    def _made(
        self, kept: KeptSeat | None, heard: Callable[[says.FromServer], None], line: Callable[[bool], None]
    ) -> SeatClient:
        def hears(said: says.FromServer) -> None:
            nonlocal kept
            if isinstance(said, says.Welcome):
                seat = KeptSeat(self._address.url, said.name, client.token)
                if seat.token and seat != kept:
                    if kept is not None:  # one visit is one seat, whatever it comes to be called
                        self._wallet.forget(kept.token)
                    self._wallet.keep(seat)
                    kept = seat
            elif isinstance(said, says.Bye) and said.code in _GONE:
                self._wallet.forget(client.token)
            heard(said)

        client = SeatClient(
            self._address.url,
            hears,
            line,
            pin=self._pin,
            name=self._name,
            token=kept.token if kept is not None else "",
        )
        return client
