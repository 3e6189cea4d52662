"""The keeper: hands records to the store, and holds on to them for as long as the store cannot take them."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from trivia.errors import SaveBusy, SaveDamaged, SaveError, SaveReplaced

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


FIRST_PLAYER: Final = "Player"
"""Who plays before anyone has said a name."""


class Keeper:
    """Keeps the records of a sitting.

    Attributes:
        folder: The save folder.
        profile: The name of who plays.
        trouble: Why the last try did not reach the file, in one line; empty where all is saved.
        notice: What the player should know of the file's own fate, in one line; empty where there is nothing.
        elsewhere: Whether another window has answered questions of this game first, so that these count not.
    """

    def __init__(
        self,
        folder: Path,
        open_store: "Callable[[Path], Store] | None" = None,
        profile: str = FIRST_PLAYER,
    ) -> None:
        """Keep records in the save file of a folder; nothing is opened before it is needed.

        Args:
            folder: The save folder.
            open_store: How the file is opened; `None` for the store of this package, mended where it is
                damaged.
            profile: The name of who plays.
        """
        self.folder = folder
        self.profile = profile
        self.notice = ""
        self.elsewhere = False
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
                self.elsewhere = False
            self._game.append(record)
        self._pending += records
        return self.flush()

    def flush(self) -> Kept:
        """Try to write everything that is pending; opens the file where it is not open."""
        try:
            store = self._opened()
            if self._pending and not store.write(self._pending):
                self.elsewhere = True
        except SaveBusy as busy:
            self.trouble = str(busy)
            return Kept.WAITING
        except SaveReplaced:
            self._drop_store()  # mended by another window, or taken away: everything of this game goes there
            return self.flush()
        except SaveDamaged as error:
            self.trouble = str(error)
            return self.flush() if self.mend() else Kept.UNSAVED
        except SaveError as error:
            self.trouble = str(error)
            self._drop_store()
            return Kept.UNSAVED
        self._pending.clear()
        self.trouble = ""
        return Kept.SAVED

    def best_score(
        self, pack: str, mode: str, length: int, but: str | None = None, *, variant: str = ""
    ) -> int | None:
        """The best score for games of this kind; `None` where there is none, or no file to ask.

        Args:
            pack: The pack's id.
            mode: The mode's id.
            length: The number of questions.
            but: The id of a game that does not count; `None` where all do.
            variant: What sets the games apart from the usual ones of their mode.
        """
        if but is not None:
            return self.ask(
                lambda store: store.best_but(self.profile, pack, mode, length, but, variant), None
            )
        return self.ask(lambda store: store.best_score(self.profile, pack, mode, length, variant), None)

    def last_game(self) -> "GameResult | None":
        """The latest game with an answer in it; `None` where there is none, or no file to ask."""
        return self.ask(lambda store: store.last_game(self.profile), None)

    def last_seen(self, pack: str) -> Mapping[str, int]:
        """When each of a pack's questions was last answered; empty where there is no file to ask."""
        return self.ask(lambda store: store.last_seen(self.profile, pack), {})

    def missed(self, pack: str) -> frozenset[str]:
        """The ids of a pack's questions whose last answer was wrong; empty where there is no file to ask.

        What was missed once and right the last time counts as learned, here as on the progress screen.
        """
        nothing: frozenset[str] = frozenset()
        return self.ask(lambda store: store.missed(self.profile, pack), nothing)

    def answers(self, pack: str, limit: int) -> "tuple[Answered, ...]":
        """The latest answers to a pack's questions, the oldest first; empty where there is no file to ask."""
        return self.ask(lambda store: store.answers(self.profile, pack, limit), ())

    def faulty(self) -> bool:
        """Look through the whole file for damage; for a thread of its own, and then `mend` in this one."""
        from trivia.saves.health import faulty

        try:
            return faulty(self.folder)
        except SaveError:
            return False

    def mend(self) -> bool:
        """Set a damaged file aside and take the newest good backup; `notice` then says so.

        Returns:
            Whether there was damage, and it is mended.
        """
        from trivia.saves.mending import mend_if_faulty

        self._drop_store()
        try:
            mended = mend_if_faulty(self.folder)
        except SaveError as error:
            self.trouble = str(error)
            return False
        self._tell_of(mended)
        return mended is not None

    def back_up(self, now_ms: int) -> bool:
        """Make a backup, if the last one is not fresh; may run in a thread of its own.

        A backup that cannot be made is no news: the answers themselves are in the file, and where they are
        not, `trouble` says so.

        Args:
            now_ms: Now, in milliseconds of UTC since 1970.

        Returns:
            `False` where it came upon damage in the file, which is to be mended.
        """
        from trivia.saves.backups import back_up, is_due

        with suppress(SaveError, OSError):
            if is_due(self.folder, now_ms):
                try:
                    back_up(self.folder, now_ms)
                except SaveDamaged:
                    return False
        return True

    def forget(self) -> None:
        """Let go of the last game: its player was renamed or deleted, and no other file is to get it back."""
        self._game.clear()

    def close(self) -> None:
        """Write what is pending, if that can be done now, and close the file."""
        if self._pending:
            self.flush()
        self._drop_store()

    def _opened(self) -> "Store":
        if self._store is None:
            if self._open_store is not None:
                self._store = self._open_store(self.folder)
            else:
                self._store = self._sound_store()
            # It may be another file than before (set aside, or on another disk), so the game that is being
            # played is written again from its start; what a file has already is not counted twice.
            self._pending = [*(record for record in self._pending if record not in self._game), *self._game]
        return self._store

    def _sound_store(self) -> "Store":
        """Open the save file; where it is damaged, mend that first."""
        from trivia.saves.store import Store

        try:
            return Store(self.folder)
        except SaveDamaged:
            from trivia.saves.mending import open_store

            store, mended = open_store(self.folder)
            self._tell_of(mended)
            return store

    def _tell_of(self, mended: "object | None") -> None:
        """Say what was mended, after whatever waits to be said."""
        self.notice = f"{self.notice} {mended}".strip() if mended else self.notice

    def ask(self, question: "Callable[[Store], T]", otherwise: T) -> T:
        """Ask the file something, or change it.

        Args:
            question: What to do with the open file.
            otherwise: What to say where there is no file to ask; `trouble` then says why.
        """
        try:
            return question(self._opened())
        except SaveError as error:
            self.trouble = str(error)
            return otherwise

    def _drop_store(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None
