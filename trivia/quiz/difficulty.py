"""How hard a question is, 1 (easiest) to 5, from what is knowable before anybody has answered it.

    difficulty = the fact's own level + what its author adds + the form + the likeness of the options

The level says how well known the fact is; the form adds or takes what guessing and weighing change; options
that share all that is `near`, or lie close to a number, are harder to tell apart than others. What the
answers of players teach is another matter: see `trivia.quiz.rating`.
"""

from collections.abc import Sequence
from typing import Final

from trivia.facts.tables import Row
from trivia.quiz.pack import Form

EASIEST: Final = 1
HARDEST: Final = 5

HALF_STEPS: Final[dict[Form, int]] = {
    "choice": 0,
    "true_false": -2,  # one guess in two is right
    "not": 1,  # three things must be known and not one
    "pairs": 1,
    "most": 0,
    "least": 1,  # the last is less told of than the first
    "higher": 0,
    "lower": 1,
    "order": 2,  # two comparisons, and no partial credit
    "compare": -2,
}
"""What a form adds to the difficulty, in half levels."""


def difficulty(rows: Sequence[Row], harder: int, form: Form, likeness: float | None) -> int:
    """The level of a question.

    Args:
        rows: The rows that it is about; their levels are averaged.
        harder: What its author adds, in levels.
        form: Its form.
        likeness: How alike its options are, 0 to 1; `None` where that says nothing.

    Returns:
        A whole number from 1 to 5.
    """
    known = rows[0].level if len(rows) == 1 else sum([row.level for row in rows]) / len(rows)
    alike = 0.0 if likeness is None else likeness - 0.5
    level = int(known + harder + HALF_STEPS[form] / 2 + alike + 0.5 + 1e-9)
    return min(HARDEST, max(EASIEST, level))
