"""The keeper: hands records to the store, and holds on to them for as long as the store cannot take them."""

from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from trivia.errors import SaveBusy, SaveError

if TYPE_CHECKING:
    from trivia.quiz.rating import Answered
    from trivia.saves.records import GameResult, Record
    from trivia.saves.store import Store


T = TypeVar("T")


class Kept(Enum):
    """Where the records are that the keeper was given."""

    SAVED = "saved"
    """All are in the save file."""
    WAITING = "waiting"
    """Another process holds the file for a moment; try `flush` again soon."""
    UNSAVED = "unsaved"
    """The file cannot be written; the keeper holds them and tries again with the next record."""


class Keeper:
    """Keeps the records of a sitting.

    Attributes:
        trouble: Why the last try did not reach the file, in one line; empty where all is saved.
    """

    def __init__(self, folder: Path, open_store: "Callable[[Path], Store] | None" = None) -> None:
        """Keep records in the save file of a folder; nothing is opened before it is needed.

        Args:
            folder: The save folder.
            open_store: How the file is opened; `None` for the store of this package.
        """
        self._folder = folder
        self._open_store = open_store
        self._store: Store | None = None
        self._pending: list[Record] = []
        self._game: list[Record] = []
        self.trouble = ""

    @property
    def unsaved(self) -> int:
        """How many records are not in the file yet."""
        return len(self._pending)

    def keep(self, *records: "Record") -> Kept:
        """Take records and try to write everything that is pending, in order."""
        from trivia.saves.records import GameBegan

        for record in records:
            if isinstance(record, GameBegan):
                self._game.clear()
            self._game.append(record)
        self._pending += records
        return self.flush()

    def flush(self) -> Kept:
        """Try to write everything that is pending; opens the file where it is not open."""
        try:
            store = self._opened()
            if self._pending:
                store.write(self._pending)
        except SaveBusy as busy:
            self.trouble = str(busy)
            return Kept.WAITING
        except SaveError as error:
            self.trouble = str(error)
            self._drop_store()
            return Kept.UNSAVED
        self._pending.clear()
        self.trouble = ""
        return Kept.SAVED

    def best_score(self, pack: str, mode: str, length: int) -> int | None:
        """The best score for games of this kind; `None` where there is none, or no file to ask."""
        return self._read(lambda store: store.best_score(pack, mode, length), None)

    def last_game(self) -> "GameResult | None":
        """The latest game with an answer in it; `None` where there is none, or no file to ask."""
        return self._read(lambda store: store.last_game(), None)

    def last_seen(self) -> Mapping[str, int]:
        """When each question was last answered; empty where there is no file to ask."""
        return self._read(lambda store: store.last_seen(), {})

    def answers(self, pack: str, limit: int) -> "tuple[Answered, ...]":
        """The latest answers to a pack's questions, the oldest first; empty where there is no file to ask."""
        return self._read(lambda store: store.answers(pack, limit), ())

    def close(self) -> None:
        """Write what is pending, if that can be done now, and close the file."""
        if self._pending:
            self.flush()
        self._drop_store()

    def _opened(self) -> "Store":
        if self._store is None:
            if self._open_store is None:
                from trivia.saves.store import Store

                self._open_store = Store
            self._store = self._open_store(self._folder)
            # It may be another file than before (set aside, or on another disk), so the game that is being
            # played is written again from its start; what a file has already is not counted twice.
            self._pending = [*(record for record in self._pending if record not in self._game), *self._game]
        return self._store

    def _read(self, question: "Callable[[Store], T]", otherwise: T) -> T:
        try:
            return question(self._opened())
        except SaveError as error:
            self.trouble = str(error)
            return otherwise

    def _drop_store(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None
