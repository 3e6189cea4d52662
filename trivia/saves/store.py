"""The store: one SQLite file with every game and every answer, and the journals of parties.

WAL and `synchronous=NORMAL` keep every committed answer through a crash of the program (`kill -9`); the end
of a game is synced to the disk as well, against power loss.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from trivia.errors import SaveError, SaveReplaced
from trivia.paths import SAVE_FILE
from trivia.saves import profiles
from trivia.saves.file import (
    DAMAGE,
    LOCK_WAIT_MS,
    READ_ONLY,
    check_place,
    connect,
    identity,
    only_read,
    said,
)
from trivia.saves.migrations import check_version, migrate
from trivia.saves.records import GameEnded, GameResult, Record

if TYPE_CHECKING:
    from trivia.quiz.rating import Answered

T = TypeVar("T")

STATEMENT_OPTIONS: Final = 2
"""True and false."""

CHOICE_OPTIONS: Final = 4
"""What a question usually offers. The file does not say how many it was; a few had three."""

_GONE: Final = ("no such table", "no such column", "has no column")
"""What it says of a file that has been opened and migrated, where damage lies in the names of its tables."""


class Store:
    """An open save file. Every method raises `SaveError` with one clear line where it cannot do its job.

    Attributes:
        path: The file.
        read_only: Whether it lies where nothing can be written; it can be read all the same.
    """

    def __init__(self, folder: Path, lock_wait_ms: int = LOCK_WAIT_MS) -> None:
        """Open the save file in a folder; both are made where they are missing.

        Args:
            folder: The folder.
            lock_wait_ms: How long one call waits for another process's write.

        Raises:
            SaveBusy: If another process is writing just now.
            SaveTooNew: If a newer version of the game wrote it; it is left as it was.
            SaveDamaged: If its bytes are no save file's, or its log was taken away.
            SaveError: If the file cannot be made, read or written.
        """
        self.path = folder / SAVE_FILE
        with said(self.path):
            folder.mkdir(parents=True, exist_ok=True)
            check_place(self.path)
            self.read_only = only_read(self.path)
            self._db = connect(self.path, lock_wait_ms, read_only=self.read_only)
            try:
                check_version(self._db)
                if not self.read_only:
                    self._db.execute("PRAGMA journal_mode = WAL")
                    self._db.execute("PRAGMA synchronous = NORMAL")
                    migrate(self._db)
                self._db.execute("PRAGMA foreign_keys = ON")
                self._file = identity(self.path)
            except BaseException:
                self._db.close()
                raise

    def close(self) -> None:
        """Close the file; the last connection folds the write-ahead log into it."""
        self._db.close()

    def write(self, records: Iterable[Record]) -> bool:
        """Write records in one transaction: all of them are in the file afterwards, or none.

        Returns:
            Whether each is there as it was told; not where another window has answered a question first.
        """
        from trivia.saves.writing import write_record

        written = tuple(records)
        ended = any(isinstance(record, GameEnded) for record in written)

        def write_all(db: sqlite3.Connection) -> bool:
            there = [write_record(db, record) for record in written]
            return all(there)

        return (self.change_for_good if ended else self.change)(write_all)

    def read(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Ask the file something, all of it as it stands at one moment."""
        with self._said():
            self._db.execute("BEGIN")
            try:
                return question(self._db)
            finally:
                self._db.execute("COMMIT")

    def change(self, change: Callable[[sqlite3.Connection], T]) -> T:
        """Change something in one transaction."""
        with self._said(), self.transaction() as db:
            return change(db)

    def change_for_good(self, change: Callable[[sqlite3.Connection], T]) -> T:
        """Change something, and see to it that this, and all before it, survives a power cut."""
        with self._said():
            self._db.execute("PRAGMA synchronous = FULL")
            try:
                with self.transaction() as db:
                    return change(db)
            finally:
                self._db.execute("PRAGMA synchronous = NORMAL")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A transaction that may write; undone where its block raises."""
        if self.read_only:
            raise SaveError(f"{self.path}: {READ_ONLY}")
        if identity(self.path) != self._file:
            raise SaveReplaced(f"{self.path}: another file has taken its place")
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def best_score(self, profile: str, pack: str, mode: str, length: int, variant: str = "") -> int | None:
        """The best score for games of this kind, or `None` where none was played."""
        row = self._one(
            """
            SELECT score FROM best
            WHERE profile = ? AND pack = ? AND mode = ? AND length = ? AND variant = ?
            """,
            profile,
            pack,
            mode,
            length,
            variant,
        )
        return None if row is None else int(row[0])

    def best_but(
        self, profile: str, pack: str, mode: str, length: int, game: str, variant: str = ""
    ) -> int | None:
        """The best score for games of this kind but one, by its own id; looks at all of them."""
        row = self._one(
            """
            SELECT max(score) FROM game
            WHERE profile = ? AND pack = ? AND mode = ? AND length = ? AND uid <> ? AND variant = ?
                AND answered > 0
            """,
            profile,
            pack,
            mode,
            length,
            game,
            variant,
        )
        return None if row is None or row[0] is None else int(row[0])

    def last_game(self, profile: str) -> GameResult | None:
        """The latest game with an answer in it, ended or not; `None` where there is none."""
        row = self._one(
            """
            SELECT pack, mode, length, answered, right_answers, score, finished, began_at, variant
            FROM game WHERE profile = ? AND answered > 0 ORDER BY began_at DESC LIMIT 1
            """,
            profile,
        )
        if row is None:
            return None
        pack, mode, length, answered, right, score, finished, at, variant = row
        return GameResult(pack, mode, length, answered, right, score, bool(finished), at, variant)

    def last_seen(self, profile: str, pack: str) -> Mapping[str, int]:
        """When each of a pack's questions was last answered, by id, in milliseconds of UTC since 1970."""
        return dict(
            self._all(
                "SELECT question, last_at FROM known WHERE profile = ? AND question >= ? AND question < ?",
                profile,
                f"{pack}/",
                f"{pack}0",  # the character after the slash
            )
        )

    def missed(self, profile: str, pack: str) -> frozenset[str]:
        """The ids of a pack's questions that are missed: those whose last answer was wrong.

        One that was missed once and right the last time is learned, as the progress screen counts it; a
        review brings it back when it is due, and it is missed again if it is answered wrongly then.
        """
        rows = self._all(
            """
            SELECT question FROM known
            WHERE profile = ? AND NOT last_right AND question >= ? AND question < ?
            """,
            profile,
            f"{pack}/",
            f"{pack}0",
        )
        return frozenset(question for (question,) in rows)

    def answers(self, profile: str, pack: str, limit: int) -> "tuple[Answered, ...]":
        """The latest answers to a pack's questions, game by game, the oldest first.

        Those of games that were about other packs as well are among them.

        Args:
            profile: Whose answers.
            pack: The pack's id.
            limit: How many answers, at most.
        """
        from trivia.quiz.pack import JUDGED
        from trivia.quiz.rating import Answered

        # CROSS JOIN is SQLite's word for "games outside, answers inside": so the newest games are walked
        # backwards in their order, without sorting, and the walk ends when there are enough answers.
        rows = self._all(
            """
            SELECT answer.question, answer.level, answer.form, answer.is_right
            FROM game CROSS JOIN answer ON answer.game = game.id
            WHERE game.profile = ? AND instr('+' || game.pack || '+', '+' || ? || '+')
                AND answer.question >= ? AND answer.question < ?
            ORDER BY game.began_at DESC, game.id DESC, answer.place DESC LIMIT ?
            """,
            profile,
            pack,
            f"{pack}/",
            f"{pack}0",
            limit,
        )
        return tuple(
            Answered(question, level, STATEMENT_OPTIONS if form in JUDGED else CHOICE_OPTIONS, bool(right))
            for question, level, form, right in reversed(rows)
        )

    def _said(self) -> AbstractContextManager[None]:
        return said(self.path, (*DAMAGE, *_GONE))

    def _one(self, query: str, profile: str, *values: object) -> tuple[Any, ...] | None:
        rows = self._all(query, profile, *values)
        return rows[0] if rows else None

    def _all(self, query: str, profile: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query whose first value is the profile; none where nobody has that name."""
        with self._said():
            row = profiles.find(self._db, profile)
            return [] if row is None else self._db.execute(query, (row, *values)).fetchall()
