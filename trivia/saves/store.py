"""The store: one SQLite file with every game and every answer.

WAL and `synchronous=NORMAL` keep every committed answer through a crash of the program (`kill -9`); the end
of a game is synced to the disk as well, against power loss.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trivia.errors import SaveBusy, SaveError
from trivia.paths import SAVE_FILE
from trivia.saves.migrations import migrate
from trivia.saves.records import AnswerGiven, GameBegan, GameEnded, GameResult, Record

if TYPE_CHECKING:
    from trivia.quiz.rating import Answered

LOCK_WAIT_MS: Final = 150
"""How long one call waits for another process's write, in milliseconds; the caller then tries again."""

STATEMENT_OPTIONS: Final = 2
"""True and false."""

CHOICE_OPTIONS: Final = 4
"""What a question usually offers. The file does not say how many it was; a few had three."""


class Store:
    """An open save file. Every method raises `SaveError` with one clear line where it cannot do its job."""

    def __init__(self, folder: Path) -> None:
        """Open the save file in a folder; both are made where they are missing.

        Raises:
            SaveBusy: If another process is writing just now.
            SaveError: If the file cannot be made, read or written.
        """
        self.path = folder / SAVE_FILE
        with _said(self.path):
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(
                self.path, timeout=LOCK_WAIT_MS / 1000, isolation_level=None, cached_statements=32
            )
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = NORMAL")
                self._db.execute("PRAGMA foreign_keys = ON")
                migrate(self._db)
            except BaseException:
                self._db.close()
                raise

    def close(self) -> None:
        """Close the file; the last connection folds the write-ahead log into it."""
        self._db.close()

    def write(self, records: Iterable[Record]) -> None:
        """Write records in one transaction: all of them are in the file afterwards, or none."""
        written = tuple(records)
        ended = any(isinstance(record, GameEnded) for record in written)
        with _said(self.path):
            if ended:
                self._db.execute("PRAGMA synchronous = FULL")
            try:
                self._db.execute("BEGIN IMMEDIATE")
                try:
                    for record in written:
                        self._write(record)
                    self._db.execute("COMMIT")
                except BaseException:
                    if self._db.in_transaction:
                        self._db.execute("ROLLBACK")
                    raise
            finally:
                if ended:
                    self._db.execute("PRAGMA synchronous = NORMAL")

    def best_score(self, pack: str, mode: str, length: int) -> int | None:
        """The best score for games of this kind, or `None` where none was played."""
        with _said(self.path):
            row = self._db.execute(
                "SELECT score FROM best WHERE pack = ? AND mode = ? AND length = ?", (pack, mode, length)
            ).fetchone()
        return None if row is None else int(row[0])

    def last_game(self) -> GameResult | None:
        """The latest game with an answer in it, ended or not; `None` where there is none."""
        with _said(self.path):
            row = self._db.execute(
                """
                SELECT pack, mode, length, answered, right_answers, score, finished, began_at
                FROM game WHERE answered > 0 ORDER BY id DESC LIMIT 1
                """
            ).fetchone()
        if row is None:
            return None
        pack, mode, length, answered, right, score, finished, at = row
        return GameResult(pack, mode, length, answered, right, score, bool(finished), at)

    def last_seen(self) -> Mapping[str, int]:
        """When each question was last answered, by id, in milliseconds of UTC since 1970."""
        with _said(self.path):
            return dict(self._db.execute("SELECT question, last_at FROM seen"))

    def answers(self, pack: str, limit: int) -> "tuple[Answered, ...]":
        """The latest answers to a pack's questions, game by game, the oldest first.

        Args:
            pack: The pack's id.
            limit: How many answers, at most.
        """
        from trivia.quiz.pack import JUDGED
        from trivia.quiz.rating import Answered

        with _said(self.path):
            # CROSS JOIN is SQLite's word for "games outside, answers inside": so the newest games are walked
            # backwards by their ids, without sorting, and the walk ends when there are enough answers.
            rows = self._db.execute(
                """
                SELECT answer.question, answer.level, answer.form, answer.is_right
                FROM game CROSS JOIN answer ON answer.game = game.id
                WHERE game.pack = ? ORDER BY game.id DESC, answer.place DESC LIMIT ?
                """,
                (pack, limit),
            ).fetchall()
        return tuple(
            Answered(question, level, STATEMENT_OPTIONS if form in JUDGED else CHOICE_OPTIONS, bool(right))
            for question, level, form, right in reversed(rows)
        )

    def _write(self, record: Record) -> None:
        match record:
            case GameBegan():
                self._db.execute(
                    """
                    INSERT OR IGNORE INTO game (uid, pack, pack_version, mode, length, seed, began_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                    (
                        record.game,
                        record.pack,
                        record.pack_version,
                        record.mode,
                        record.length,
                        record.seed,
                        record.at,
                    ),
                )
            case AnswerGiven():
                self._write_answer(record)
            case GameEnded():
                self._db.execute(
                    "UPDATE game SET ended_at = ?, finished = ? WHERE uid = ?",
                    (record.at, record.finished, record.game),
                )

    def _write_answer(self, answer: AnswerGiven) -> None:
        """Write one answer and what is counted from it; an answer that is there already changes nothing."""
        found = self._db.execute("SELECT id FROM game WHERE uid = ?", (answer.game,)).fetchone()
        if found is None:
            raise SaveError(f"{self.path}: the game of this answer is not in it")
        game: int = found[0]
        added = self._db.execute(
            "INSERT OR IGNORE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                game,
                answer.place,
                answer.question,
                answer.table,
                answer.form,
                answer.level,
                answer.chosen,
                answer.right,
                answer.points,
                answer.streak,
                answer.elapsed_ms,
                answer.at,
            ),
        ).rowcount
        if not added:
            return
        self._db.execute(
            """
            UPDATE game SET answered = answered + 1, right_answers = right_answers + ?, score = score + ?
            WHERE id = ?
            """,
            (answer.right, answer.points, game),
        )
        self._db.execute(
            """
            INSERT INTO best (pack, mode, length, score, game)
            SELECT pack, mode, length, score, id FROM game WHERE id = ?
            ON CONFLICT (pack, mode, length)
            DO UPDATE SET score = excluded.score, game = excluded.game WHERE excluded.score > best.score
            """,
            (game,),
        )
        self._db.execute(
            """
            INSERT INTO seen (question, last_at) VALUES (?, ?)
            ON CONFLICT (question) DO UPDATE SET last_at = max(last_at, excluded.last_at)
            """,
            (answer.question, answer.at),
        )


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say into one line for a person."""
    try:
        yield
    except (sqlite3.Error, OSError, ValueError) as error:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            raise SaveBusy("another window is writing to the save file") from error
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SaveError(f"{path}: {reason}") from error
