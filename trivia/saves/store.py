"""The store: one SQLite file with every game and every answer.

WAL and `synchronous=NORMAL` keep every committed answer through a crash of the program (`kill -9`); the end
of a game is synced to the disk as well, against power loss.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from trivia.errors import SaveBusy, SaveDamaged, SaveError, SaveReplaced, SaveTooNew
from trivia.facts.text import printable
from trivia.paths import BACKUP_FOLDER, SAVE_FILE
from trivia.saves import profiles
from trivia.saves.migrations import check_version, migrate
from trivia.saves.records import GameEnded, GameResult, Record

if TYPE_CHECKING:
    from trivia.quiz.rating import Answered

T = TypeVar("T")

LOCK_WAIT_MS: Final = 150
"""How long one call waits for another process's write, in milliseconds; the caller then tries again."""

STATEMENT_OPTIONS: Final = 2
"""True and false."""

CHOICE_OPTIONS: Final = 4
"""What a question usually offers. The file does not say how many it was; a few had three."""

_DAMAGE: Final = ("malformed", "not a database", "unsupported file format", "decode to UTF-8")
"""What SQLite says where a file's bytes are not those of a save file."""

UNREADABLE: Final = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a damaged file raises. SQLite's code for damage comes as a bare `DatabaseError`, whose words
may be none; where it quotes the damaged bytes, Python cannot read its words."""

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
            SaveDamaged: If its bytes are no save file's.
            SaveError: If the file cannot be made, read or written.
        """
        self.path = folder / SAVE_FILE
        with said(self.path):
            folder.mkdir(parents=True, exist_ok=True)
            if self.path.is_dir():
                raise SaveDamaged("a folder stands in the save file's place")
            if self.path.exists() and self.path.stat().st_size == 0 and (folder / BACKUP_FOLDER).is_dir():
                raise SaveDamaged("it is empty, and there once was something to back up")
            self.read_only = self.path.exists() and not os.access(self.path, os.W_OK)
            self._db = connect(self.path, lock_wait_ms, read_only=self.read_only)
            try:
                check_version(self._db)
                if not self.read_only:
                    self._db.execute("PRAGMA journal_mode = WAL")
                    self._db.execute("PRAGMA synchronous = NORMAL")
                    migrate(self._db)
                self._db.execute("PRAGMA foreign_keys = ON")
                self._file = _identity(self.path)
            except BaseException:
                self._db.close()
                raise

    def close(self) -> None:
        """Close the file; the last connection folds the write-ahead log into it."""
        self._db.close()

    def write(self, records: Iterable[Record]) -> None:
        """Write records in one transaction: all of them are in the file afterwards, or none."""
        from trivia.saves.writing import write_record

        written = tuple(records)
        ended = any(isinstance(record, GameEnded) for record in written)
        with self._said():
            if ended:
                self._db.execute("PRAGMA synchronous = FULL")
            try:
                with self.transaction() as db:
                    for record in written:
                        write_record(db, record)
            finally:
                if ended:
                    self._db.execute("PRAGMA synchronous = NORMAL")

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

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A transaction that may write; undone where its block raises."""
        if self.read_only:
            raise SaveError(f"{self.path}: it may only be read")
        if _identity(self.path) != self._file:
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
        return said(self.path, (*_DAMAGE, *_GONE))

    def _one(self, query: str, profile: str, *values: object) -> tuple[Any, ...] | None:
        rows = self._all(query, profile, *values)
        return rows[0] if rows else None

    def _all(self, query: str, profile: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query whose first value is the profile; none where nobody has that name."""
        with self._said():
            row = profiles.find(self._db, profile)
            return [] if row is None else self._db.execute(query, (row, *values)).fetchall()


def connect(path: Path, lock_wait_ms: int = LOCK_WAIT_MS, *, read_only: bool = False) -> sqlite3.Connection:
    """Connect to a file, as the store does.

    Args:
        path: The file; made where it is missing and not only read.
        lock_wait_ms: How long a call waits for another process's write.
        read_only: Whether to leave everything as it is; for files that nobody writes to meanwhile.
    """
    # "immutable": SQLite would otherwise want to write a log beside a file in WAL mode, even to read it.
    name = f"{path.resolve().as_uri()}?mode=ro&immutable=1" if read_only else str(path)
    return sqlite3.connect(
        name, timeout=lock_wait_ms / 1000, isolation_level=None, cached_statements=64, uri=read_only
    )


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file a name stands for now; `None` where it stands for none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def said(path: Path, damage: Sequence[str] = _DAMAGE) -> Iterator[None]:
    """Turn what SQLite and the system say into one line for a person.

    Args:
        path: The file that it is about.
        damage: What SQLite says where the file is damaged.
    """
    try:
        yield
    except (SaveTooNew, SaveDamaged) as error:
        raise type(error)(f"{path}: {error}") from error
    except (sqlite3.Error, OSError, ValueError, TypeError) as error:  # damage may leave values of any type
        told = printable(str(error))
        if isinstance(error, sqlite3.OperationalError) and "locked" in told:
            raise SaveBusy("another window is writing to the save file") from error
        if type(error) in UNREADABLE or (
            isinstance(error, sqlite3.Error) and any(sign in told for sign in damage)
        ):
            raise SaveDamaged(f"{path}: it is damaged ({told or 'nothing in it can be read'})") from error
        raise SaveError(f"{path}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    """What went wrong, in words a player can act on."""
    told = printable(error.strerror if isinstance(error, OSError) and error.strerror else str(error))
    for sign, words in (
        ("full", "the disk is full; make some room"),
        ("readonly", "it may only be read; look at its rights and those of its folder"),
        ("unable to open", "it cannot be opened; look at its rights and those of its folder"),
        ("disk I/O", "the disk does not answer; look whether it is still there"),
    ):
        if sign in told:
            return words
    return told
