"""Points: for difficulty, for speed and for a streak. All arithmetic is in whole numbers.

The formulas are the game's own; docs/details.md shows them to players with examples.

    base   = 50 + 50 × level                                    100, 150, 200, 250 or 300
    speed  = base ÷ 2 × (time left of the bonus ÷ the whole bonus time)
    streak = base ÷ 10 × (right answers in a row before this one, 5 at most)

A question that a lifeline helped with earns half, with two of them a quarter. On the ladder an answer is
worth the way to its step, whatever its level.

The bonus time starts once the question could have been read, so that long questions are no handicap.
"""

from dataclasses import dataclass
from typing import Final

from trivia.game.mode import Mode
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
        base: For the question's level, or the way to a step of the ladder; negative for a fall.
        speed: For answering soon.
        streak: For the right answers in a row before it.
    """

    base: int = 0
    speed: int = 0
    streak: int = 0

    @property
    def total(self) -> int:
        """The sum that the score grows by."""
        return self.base + self.speed + self.streak


def reading_ms(question: Question) -> int:
    """The time that reading the question takes before the speed bonus starts to fall, in milliseconds."""
    characters = len(question.prompt) + sum(len(option) for option in question.options)
    return max(READING_FLOOR_MS, READING_MS_PER_CHARACTER * characters)


def bonus_left_ms(question: Question, elapsed_ms: int) -> int:
    """What is left of the speed bonus, in milliseconds of `BONUS_MS`."""
    return min(BONUS_MS, max(0, reading_ms(question) + BONUS_MS - elapsed_ms))


def points(question: Question, elapsed_ms: int, streak: int, *, helps: int = 0, speed: bool = True) -> Points:
    """The points for a right answer.

    Args:
        question: The question.
        elapsed_ms: Milliseconds from when it was shown to the answer.
        streak: Right answers in a row just before this one.
        helps: How many lifelines helped; each halves the points.
        speed: Whether answering soon earns more.
    """
    base = 50 + 50 * question.level
    share = 2**helps
    bonus = base * bonus_left_ms(question, elapsed_ms) // (2 * BONUS_MS) if speed else 0
    return Points(
        base=base // share,
        speed=bonus // share,
        streak=base * min(streak, MAX_STREAK) // 10 // share,
    )


def stepped(mode: Mode, step: int, score: int) -> Points:
    """The points for reaching a step of the ladder.

    Args:
        mode: The ladder.
        step: The step's index, counted from 0.
        score: The score before it.
    """
    return Points(mode.steps[step] - score)


def fallen(mode: Mode, step: int, score: int) -> Points:
    """What a wrong answer costs on the ladder: the way down to the last safe step; 0 or less.

    Args:
        mode: The ladder.
        step: The index of the step that was missed, counted from 0.
        score: The score before it.
    """
    kept = max((mode.steps[number - 1] for number in mode.safe if number <= step), default=0)
    return Points(kept - score)
