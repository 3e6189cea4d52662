"""Points: for difficulty, for speed and for a streak. All arithmetic is in whole numbers.

The formulas are the game's own; docs/playing.md shows them to players with examples.

    base   = 50 + 50 × level                                    100, 150, 200, 250 or 300
    speed  = base ÷ 2 × (time left of the bonus ÷ the whole bonus time)
    streak = base ÷ 10 × (right answers in a row before this one, 5 at most)

The bonus time starts once the question could have been read, so that long questions are no handicap.
"""

from dataclasses import dataclass
from typing import Final

from trivia.quiz.question import Question

BONUS_MS: Final = 15_000
"""How long the speed bonus takes to fall to nothing, in milliseconds."""

READING_MS_PER_CHARACTER: Final = 45
"""238 words a minute, the mean silent reading rate of adults (Brysbaert 2019), at 5.6 characters a word."""

READING_FLOOR_MS: Final = 1_000

MAX_STREAK: Final = 5


@dataclass(frozen=True, slots=True)
class Points:
    """What an answer earned.

    Attributes:
        base: For the question's level.
        speed: For answering soon.
        streak: For the right answers in a row before it.
    """

    base: int
    speed: int
    streak: int

    @property
    def total(self) -> int:
        """The sum that the score grows by."""
        return self.base + self.speed + self.streak


NO_POINTS: Final = Points(0, 0, 0)


def reading_ms(question: Question) -> int:
    """The time that reading the question takes before the speed bonus starts to fall, in milliseconds."""
    characters = len(question.prompt) + sum(len(option) for option in question.options)
    return max(READING_FLOOR_MS, READING_MS_PER_CHARACTER * characters)


def bonus_left_ms(question: Question, elapsed_ms: int) -> int:
    """What is left of the speed bonus, in milliseconds of `BONUS_MS`."""
    return min(BONUS_MS, max(0, reading_ms(question) + BONUS_MS - elapsed_ms))


def points(question: Question, elapsed_ms: int, streak: int) -> Points:
    """The points for a right answer.

    Args:
        question: The question.
        elapsed_ms: Milliseconds from when it was shown to the answer.
        streak: Right answers in a row just before this one.
    """
    base = 50 + 50 * question.level
    return Points(
        base=base,
        speed=base * bonus_left_ms(question, elapsed_ms) // (2 * BONUS_MS),
        streak=base * min(streak, MAX_STREAK) // 10,
    )
