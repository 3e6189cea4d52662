"""Where lines wait that have no seat yet: in a full house who has waited longest gives way to who comes."""

from typing import Protocol

from trivia.party.limits import Door


class Waiting(Protocol):
    """A line, as far as the anteroom knows it.

    Attributes:
        address: Where it comes from, as the door counts it.
    """

    address: str

    @property
    def settled(self) -> bool:
        """Whether it has a seat, or is the host's: nobody sends it away then."""

    def send_away(self) -> None:
        """Cut it, and count it at the door no more."""


class Anteroom:
    """Lets lines in through the door, and makes room where there is none.

    A guest needs a moment for the PIN and the name; who holds the door open and says nothing is a joker, or
    a browser that does so in advance. So many of them keep nobody out.
    """

    def __init__(self, door: Door) -> None:
        """Nobody waits yet.

        Args:
            door: Who counts.
        """
        self._door = door
        self._waiting: dict[str, dict[Waiting, None]] = {}
        self._order: dict[Waiting, None] = {}

    def let_in(self, line: Waiting, now: float, *, shared: bool = False) -> bool:
        """Let a line in.

        Args:
            line: The line, with its address.
            now: The moment, in seconds.
            shared: Whether everyone's lines come from there, as from a proxy; then only the whole counts.

        Returns:
            Whether it is in. If not, its address knocks too often, or all that are there have seats.
        """
        if not shared and not self._door.knock(line.address, now):
            return False
        if not shared and self._door.has_all_of(line.address):
            self._make_room(self._waiting.get(line.address, {}))
        elif self._door.is_full:
            self._make_room(self._order)
        if not self._door.enter(line.address, shared=shared):
            return False
        self._order[line] = None
        self._waiting.setdefault(line.address, {})[line] = None
        return True

    def leave(self, line: Waiting) -> None:
        """A line that was let in is gone."""
        self._forget(line)
        self._door.leave(line.address)

    def _make_room(self, among: dict[Waiting, None]) -> None:
        """Send the first of these away that has no seat."""
        for line in tuple(among):
            if not line.settled:
                self._door.turned_away += 1
                line.send_away()
                return
            self._forget(line)  # it waits no more

    def _forget(self, line: Waiting) -> None:
        self._order.pop(line, None)
        here = self._waiting.get(line.address, {})
        here.pop(line, None)
        if not here:
            self._waiting.pop(line.address, None)
