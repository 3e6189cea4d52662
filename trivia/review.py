"""What was missed comes back when it is due: a thin wrap of the fsrs library, without its learning steps.

FSRS (Ye, Su and Cao 2022, KDD '22) keeps two numbers for each card: its stability, the days after which nine
in ten such cards are still known, and its difficulty. A card here is a question that was missed at least
once. A wrong answer is its rating "again", a right one "good"; the shortest interval is a day, for nobody
learns a fact by hearing it twice in a minute. Chance ("fuzz") is off, so that history alone decides.
"""

from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime

    from fsrs import Scheduler

BY_HEART_DAYS: Final = 21
"""Days of stability from which a question counts as known by heart, as card programs count "mature" cards."""


class Card(Struct, frozen=True, gc=False):
    """A question that was missed at least once.

    Attributes:
        stability: Days after which nine in ten such questions are still known.
        difficulty: 1 (easy) to 10.
        due_at: When it is to come back, in milliseconds of UTC since 1970.
        last_at: When it was last answered, likewise.
    """

    stability: float
    difficulty: float
    due_at: int
    last_at: int

    @property
    def by_heart(self) -> bool:
        """Whether it will be remembered for weeks."""
        return self.stability >= BY_HEART_DAYS


def answered(card: Card | None, right: bool, at: int) -> Card | None:
    """The card of a question after an answer to it.

    Args:
        card: The card before; `None` where it was never missed.
        right: Whether the answer was right.
        at: When it was given, in milliseconds of UTC since 1970.

    Returns:
        The card now, or `None` where the question was still never missed. An answer older than the card's
        last one, as a clock set back gives, counts as given at that same moment.
    """
    if card is None and right:
        return None
    import fsrs

    if card is None:
        before = fsrs.Card(card_id=0, due=_moment(at))
        moment = at
    else:
        moment = max(at, card.last_at)
        before = fsrs.Card(
            card_id=0,
            state=fsrs.State.Review,
            stability=card.stability,
            difficulty=card.difficulty,
            due=_moment(card.due_at),
            last_review=_moment(card.last_at),
        )
    after, _ = _scheduler().review_card(
        before, fsrs.Rating.Good if right else fsrs.Rating.Again, _moment(moment)
    )
    assert after.stability is not None and after.difficulty is not None  # noqa: S101, PT018 - a reviewed card has both
    days = (after.due - _moment(moment)).days
    return Card(after.stability, after.difficulty, moment + days * 86_400_000, moment)


@cache
def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _moment(milliseconds: int) -> "datetime":
    from datetime import datetime, timedelta, timezone

    return datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=milliseconds)
