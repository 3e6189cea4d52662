"""How things stand before the show: what the title screen tells at a glance."""

import sqlite3
from typing import TYPE_CHECKING

from msgspec import Struct

from trivia.progress.daily import percent, streak
from trivia.saves import profiles

if TYPE_CHECKING:
    from trivia.saves.keeper import Keeper


class Foyer(Struct, frozen=True, gc=False):
    """How things stand for who plays.

    Attributes:
        answered: Answers, all in all.
        right: Right answers.
        due: Questions due for review by the end of today.
        trophies: Achievements won.
        daily_answered: Answers given to today's daily.
        daily_done: Whether it is finished.
        streak: Days in a row with a finished daily.
    """

    answered: int = 0
    right: int = 0
    due: int = 0
    trophies: int = 0
    daily_answered: int = 0
    daily_done: bool = False
    streak: int = 0

    @property
    def share(self) -> int | None:
        """Right answers in whole percent; `None` where there are no answers."""
        return percent(self.answered, self.right)


def foyer(keeper: "Keeper", pack: str, today: int, day_end: int) -> Foyer:
    """Look how things stand.

    Args:
        keeper: Where the answers are.
        pack: The pack of the daily.
        today: The player's date, as an ordinal.
        day_end: When it ends, in milliseconds of UTC since 1970.
    """

    def look(db: sqlite3.Connection) -> Foyer:
        row = db.execute(
            """
            SELECT id, answered, right_answers,
                (SELECT count(*) FROM known WHERE profile = profile.id AND due_at IS NOT NULL AND due_at < ?),
                (SELECT count(*) FROM achievement WHERE profile = profile.id)
            FROM profile WHERE id = ?
            """,
            (day_end, profiles.find(db, keeper.profile)),
        ).fetchone()
        if row is None:
            return Foyer()
        profile, answered, right, due, trophies = row
        dailies = db.execute(
            """
            SELECT day, answered, finished FROM game WHERE mode = 'daily' AND profile = ? AND pack = ?
            ORDER BY day DESC, began_at
            """,
            (profile, pack),
        ).fetchall()
        given, done = next(((given, bool(done)) for day, given, done in dailies if day == today), (0, False))
        in_a_row = streak((day for day, _, finished in dailies if finished), today)
        return Foyer(answered, right, due, trophies, given, done, in_a_row)

    return keeper.ask(lambda store: store.read(look), Foyer())
