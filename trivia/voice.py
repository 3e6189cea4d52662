"""The host's words: what is said when, and how things are called; varied, and never mocking."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from trivia.game.rules import Answer, Outcome
from trivia.game.scoring import Points
from trivia.quiz.question import Reference
from trivia.saves.records import GameResult

LETTERS: Final = "abcdefghijkl"
"""What options are called besides their numbers."""

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_RIGHT: Final = (
    "Bravo!",
    "And the point goes to you!",
    "You knew it!",
    "That is the name in the envelope!",
    "Yes! Take a bow.",
    "Spot on!",
    "The orchestra approves!",
    "Flawless, and without a rehearsal!",
)
_STREAK: Final = (
    "Three in a row. You are on a roll!",
    "Four running. Somebody start the music!",
    "Five straight. The room goes quiet.",
    "Six! Even the winners are taking notes.",
    "Seven in a row, a sweep worthy of the night!",
    "Eight. The envelope people are nervous.",
    "Nine! One could get used to this.",
    "Ten in a row. Roll the credits!",
)
_WRONG: Final = (
    "Not this time.",
    "The envelope says otherwise.",
    "So near, and yet so far.",
    "No, but now you will know.",
    "The jury went another way.",
    "Alas, no. On with the show!",
)
_INVITATIONS: Final = (
    "The carpet is red, the envelopes are sealed.",
    "Seven nominations, seven wins. How many will you take?",
    "Another day of sun, ten more questions.",
    "Please take your seats. The show is about to begin.",
)


def invitation(number: int) -> str:
    """A line for the title screen."""
    return _INVITATIONS[number % len(_INVITATIONS)]


def verdict(answer: Answer, number: int) -> str:
    """What the host says to an answer.

    Args:
        answer: The answer.
        number: Any number that differs from question to question; the line follows from it.
    """
    if not answer.right:
        return _WRONG[number % len(_WRONG)]
    if answer.streak >= 3:
        return _STREAK[min(answer.streak - 3, len(_STREAK) - 1)]
    return _RIGHT[number % len(_RIGHT)]


def final(outcome: Outcome, questions: int) -> str:
    """What the host says at the end of a game."""
    if not outcome.finished:
        return "You left the show early. Every answer you gave is in the book."
    share = outcome.right / questions
    if share == 1:
        return "A clean sweep! The last to manage that danced on a freeway."
    if share >= 0.8:
        return "A standing ovation. You belong on that stage."
    if share >= 0.6:
        return "A fine night. The after-party has your name on the list."
    if share >= 0.4:
        return "A respectable showing, and a good deal learned."
    return "Every winner lost a few first. The next envelope is yours."


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 point`, `1,240 points`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def points_told(points: Points, level: int) -> str:
    """How an answer's points came about."""
    parts = [f"{points.base} for level {level}"]
    parts += [f"{points.speed} for speed"] if points.speed else []
    parts += [f"{points.streak} for the streak"] if points.streak else []
    return (
        f"{counted(points.total, 'point')}: {', '.join(parts)}"
        if len(parts) > 1
        else f"{counted(points.total, 'point')} for level {level}"
    )


def result_told(result: GameResult) -> str:
    """The latest game in one line: `1,240 points, 8 of 10 right`."""
    told = f"{counted(result.score, 'point')}, {result.right} of {result.answered} right"
    return told if result.finished else f"{told}, left early"


_FORMS: Final = {
    "choice": "Which one is it",
    "true_false": "True or false",
    "not": "Odd one out",
    "pairs": "Pairs",
    "most": "The most",
    "least": "The least",
    "higher": "How many, upwards",
    "lower": "How many, downwards",
    "order": "In order",
    "compare": "More or less",
}


def form_told(form: str) -> str:
    """A form by the name that players read."""
    return _FORMS.get(form, form)


def day(when: date | None) -> str:
    """A day in words, the same in every locale; `undated` for `None`."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}" if when else "undated"


def article(reference: Reference) -> str:
    """An article by name and day: `“Seven for seven” (9 January 2017)`."""
    return f"“{reference.title}” ({day(reference.date)})"


def citations(references: Iterable[Reference]) -> list[tuple[Reference, list[int]]]:
    """References gathered by article, in order of first mention, with their paragraphs in order."""
    found: dict[str, tuple[Reference, list[int]]] = {}
    for reference in references:
        found.setdefault(reference.id, (reference, []))[1].append(reference.paragraph)
    return [(first, sorted(paragraphs)) for first, paragraphs in found.values()]


def paragraphs(numbers: Sequence[int]) -> str:
    """Paragraph numbers as they are cited: `paragraph 3`, `paragraphs 3, 26–27`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return f"paragraph {told}" if len(numbers) == 1 else f"paragraphs {told}"


def sources_told(references: Iterable[Reference]) -> str:
    """All citations in one line, for plain text."""
    return "; ".join(f"{article(first)}, {paragraphs(numbers)}" for first, numbers in citations(references))
