"""The secrets of a player's seats at parties elsewhere: a small JSON file that only they can read.

Whoever starts `join` again finds their seat by it. A file that makes no sense is taken for an empty one.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

FILE: Final = "seats.json"

MOST: Final = 32
"""So many seats are remembered, the latest."""


class KeptSeat(Struct, frozen=True):
    """A seat that can be come back to.

    Attributes:
        url: Where its party is.
        name: What the player is called there.
        token: The seat's secret.
    """

    url: str
    name: str
    token: str


class Wallet:
    """The seats of a player; what cannot be written is remembered until the end of the program."""

    def __init__(self, folder: Path) -> None:
        """Open a wallet.

        Args:
            folder: The player's data folder; it need not exist yet.
        """
        self._path = folder / FILE
        self._seats = self._read()

    def seat(self, url: str, name: str = "") -> KeptSeat | None:
        """The seat at a party: of this name, or the latest where none is named; `None` for none."""
        wanted = name.casefold()
        for seat in reversed(self._seats):
            if seat.url == url and wanted in {"", seat.name.casefold()}:
                return seat
        return None

    def keep(self, seat: KeptSeat) -> None:
        """Remember a seat."""
        self._seats = self._read()
        self._drop(seat.url, seat.name)
        self._seats = [*self._seats, seat][-MOST:]
        self._write()

    def forget(self, token: str) -> None:
        """Give a seat up; its secret opens nothing any more."""
        self._seats = [seat for seat in self._read() if seat.token != token]
        self._write()

    def _drop(self, url: str, name: str) -> None:
        self._seats = [
            seat for seat in self._seats if (seat.url, seat.name.casefold()) != (url, name.casefold())
        ]

    def _read(self) -> list[KeptSeat]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=list[KeptSeat])
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return list(getattr(self, "_seats", ()))

    def _write(self) -> None:
        """Write it, whole or not at all, for nobody else to read."""
        part = self._path.with_name(f"{FILE}.{os.getpid()}.part")
        with suppress(OSError):  # it is remembered until the end of the program all the same
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                part.unlink()
            fresh = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(fresh, "wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(self._seats), indent=1))
            part.replace(self._path)
