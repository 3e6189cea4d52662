"""The host's words: what is said when, and how things are called; varied, and never mocking."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from trivia.game.mode import ALL_MODES, DAILY, Lifeline, Mode
from trivia.game.rules import Answer, Ending, Game, Outcome
from trivia.quiz.question import Reference
from trivia.saves.records import GameResult

LETTERS: Final = "abcdefghijkl"
"""What options are called besides their numbers."""

ONE_MOMENT: Final = "One moment: another window is writing to the save file."
"""What is said while an answer waits for its place in the file."""

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
    "Just what the envelope says!",
    "Yes! Take a bow.",
    "Spot on!",
    "The orchestra approves!",
    "Flawless, and without a rehearsal!",
    "Somebody has read the programme!",
    "Keep that up and they will play you on, not off.",
    "And not one glance at the prompter.",
    "The camera loves you, and so do the judges.",
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
_BEYOND: Final = (
    "{} in a row. The credits are over, and you are still here.",
    "{} running! They are clearing a shelf for you.",
    "{} without a slip. Nobody dares to play you off.",
    "{} straight. The tabloids have your name already.",
    "{} in a row! Shall we just hand you the envelopes?",
)
"""What is said to a streak that is longer still."""
_WRONG: Final = (
    "Not this time.",
    "The envelope says otherwise.",
    "So near, and yet so far.",
    "No, but now you will know.",
    "The jury went another way.",
    "Alas, no. On with the show!",
    "A brave choice, but not the one in the envelope.",
    "Even the bookmakers had that one wrong.",
    "Not quite, but you wear it well.",
    "That one was for the encyclopaedias.",
)
_INVITATIONS: Final = (
    "The carpet is red, the envelopes are sealed.",
    "Please take your seats. The show is about to begin.",
    "The orchestra is tuned, the champagne is cold.",
    "Good evening! The envelope, please.",
)
_OF_THE_NIGHT: Final = (
    "Seven nominations, seven wins. How many will you take?",
    "Another day of sun, ten more questions.",
    "City of stars, is there a question just for you?",
)
"""Invitations to the show's own night, and to no other pack."""
_UP_NEXT: Final = {
    "classic": "Tonight there is one winner. You.",
    "sprint": "The orchestra has its bows in the air.",
    "survival": "Spend them well.",
    "ladder": "At the top waits the best seat in the house.",
    "marathon": "Comfortable shoes are advised.",
    "practice": "The jury has the evening off.",
    "daily": "No second takes.",
    "review": "Old friends are back. Do you know their names this time?",
}
LIFELINES: Final = {
    Lifeline.FIFTY: "Fifty-fifty",
    Lifeline.ARTICLE: "Ask the source",
    Lifeline.SKIP: "Skip",
}
"""What the lifelines are called."""
_HELPS: Final = {
    Lifeline.FIFTY: "fifty-fifty",
    Lifeline.ARTICLE: "a hint from the source",
    Lifeline.SKIP: "a skip",
}


def invitation(number: int, *, own_night: bool) -> str:
    """A line for the title screen.

    Args:
        number: Any number that differs from day to day.
        own_night: Whether the pack that is on is about the night that the show is named after.
    """
    lines = (*_INVITATIONS, *_OF_THE_NIGHT) if own_night else _INVITATIONS
    return lines[number % len(lines)]


def verdict(answer: Answer, number: int) -> str:
    """What the host says to an answer.

    Args:
        answer: The answer.
        number: Any number that differs from question to question; the line follows from it.
    """
    if not answer.right:
        return _WRONG[number % len(_WRONG)]
    beyond = answer.streak - 3 - len(_STREAK)
    if beyond >= 0:
        return _BEYOND[beyond % len(_BEYOND)].format(answer.streak)
    if answer.streak >= 3:
        return _STREAK[answer.streak - 3]
    return _RIGHT[number % len(_RIGHT)]


def up_next(mode: Mode) -> str:
    """What the host says before a game: how it is played, and a word to go with it."""
    if ALL_MODES[mode.id].clock_ms is not None and mode.clock_ms is None:
        return "The orchestra has put its watches away. Take your time."
    return f"{mode.about} {_UP_NEXT.get(mode.id, '')}".strip()


def game_told(mode: str, variant: str = "", length: int = 0) -> str:
    """A kind of game in words: `Classic, 10 questions`, `Sprint, untimed`.

    Args:
        mode: The mode's id.
        variant: What sets it apart from the usual games of its mode.
        length: How many questions it has; 0 where that is left open.
    """
    title = ALL_MODES[mode].title if mode in ALL_MODES else mode
    noun = "step" if mode in ALL_MODES and ALL_MODES[mode].steps else "question"
    parts = [title, counted(length, noun) if length else "", variant]
    return ", ".join(part for part in parts if part)


def place_told(game: Game) -> str:
    """Where a game stands: `Question 3 of 10`, or `Step 3 of 15, for 200 points`."""
    total, place = len(game.questions), min(game.place + 1, len(game.questions))
    if game.mode.steps:
        return f"Step {place} of {total}, for {counted(game.mode.steps[place - 1], 'point')}"
    return (
        f"Question {place}"
        if game.mode.open_ended and not game.mode.resumable
        else f"Question {place} of {total}"
    )


def place_brief(game: Game) -> str:
    """Where a game stands, for a line with little room: `Question 3 of 10`, or `Step 3/15, for 200`."""
    if not game.mode.steps:
        return place_told(game)
    total = len(game.questions)
    place = min(game.place + 1, total)
    return f"Step {place}/{total}, for {game.mode.steps[place - 1]:,}"


def clock_told(milliseconds: int) -> str:
    """A time left, in minutes and seconds: `0:42`; a second that has begun counts whole."""
    seconds = -(-milliseconds // 1000)
    return f"{seconds // 60}:{seconds % 60:02}"


class Leaving(NamedTuple):
    """What the host says to somebody who gets up: a question, a promise, and the two answers."""

    question: str
    promise: str
    stay: str
    leave: str


ELSEWHERE: Final = "another window was first with this game, and its answers count"
"""Why answers to a game are not saved that is open twice, as a daily may be."""


def leaving(game: Game, trouble: str = "") -> Leaving:
    """What the host says to somebody who gets up in the middle of a game.

    Args:
        game: The game.
        trouble: Why what was answered is not in the save file; empty where it is.
    """
    if game.mode.steps:
        score = counted(game.score, "point")
        return Leaving(
            "Walk away?",
            f"You stand at {score}. Walk away, and they are yours. Risk it, and there is more to win.",
            "Risk it",
            f"Walk away with {score}",
        )
    if trouble:
        promise = f"Not saving: {trouble}."
        if trouble != ELSEWHERE:
            promise += " Your answers are held until that can be done, or until you quit."
        return Leaving("Leave the show?", promise, "Stay and play on", "Leave")
    if game.mode.resumable:
        promise = "The marathon waits for you, exactly here, for as long as you like."
        return Leaving("A break?", promise, "Stay and play on", "Take a break")
    count = len(game.answers)
    kept = {1: "The answer you gave is", 2: "Both answers you gave are"}.get(
        count, f"All {count} answers you gave are"
    )
    if game.mode.id == DAILY.id:
        promise = f"{kept} safe, and the rest waits for you until midnight."
        return Leaving("A break?", promise, "Stay and play on", "Take a break")
    return Leaving("Leave the show?", f"{kept} safe, and so is your score.", "Stay and play on", "Leave")


def final(outcome: Outcome, game: Game, *, saved: bool = True) -> str:
    """What the host says at the end of a game.

    Args:
        outcome: How it ended.
        game: The game.
        saved: Whether it is in the save file.
    """
    right = outcome.right
    match outcome.ending:
        case Ending.LEFT if not saved:
            return "You left the show early."
        case Ending.LEFT if game.mode.resumable:
            return f"The marathon waits for you at question {outcome.answered + 1:,}."
        case Ending.LEFT if game.mode.id == DAILY.id:
            return f"The daily waits for you at question {outcome.answered + 1}, until midnight."
        case Ending.LEFT:
            return "You left the show early. Every answer you gave is in the book."
        case Ending.WALKED_AWAY:
            return f"You walk away with {counted(outcome.score, 'point')}, and nobody can take them from you."
        case Ending.FELL if outcome.score:
            return f"A slip on the stairs! The safe step keeps {counted(outcome.score, 'point')} for you."
        case Ending.FELL:
            return "A slip on the first stairs. The ladder still stands, and so do you."
        case Ending.TIME_UP if right >= 15:
            return "Time! The orchestra could hardly keep up with you."
        case Ending.TIME_UP if right >= 8:
            return "Time! That was a speech worth being played off for."
        case Ending.TIME_UP:
            return "Time! The orchestra plays. Next time, talk faster."
        case Ending.LIVES_SPENT if right >= 20:
            return "The third miss at last. The room rises for you."
        case Ending.LIVES_SPENT:
            return "Three misses, and the curtain falls. It will rise again."
        case _:
            return _completed(right / max(outcome.answered, 1), ladder=bool(game.mode.steps))


def _completed(share: float, *, ladder: bool) -> str:
    """The last words of a game that was played to its last question."""
    if ladder:
        return "The top of the ladder! Confetti, strings, and your name in lights."
    if share == 1:
        return "A clean sweep! Not one slip from the overture to the curtain."
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


def helps_told(helped: Iterable[Lifeline]) -> str:
    """The lifelines of an answer within a sentence: `fifty-fifty and a hint from the source`."""
    return " and ".join(_HELPS[lifeline] for lifeline in helped)


def points_told(answer: Answer, mode: Mode) -> str:
    """How an answer's points came about."""
    points, level = answer.points, answer.question.level
    if mode.steps:
        return f"{counted(points.total, 'point')} up the ladder"
    if answer.helped:
        return f"{counted(points.total, 'point')}, after {helps_told(answer.helped)}"
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
    """A day in words, the same in every locale; nothing for `None`."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}" if when else ""


def article(reference: Reference) -> str:
    """An article by name and day: `“Seven for seven” (9 January 2017)`; what bears no day by name alone."""
    return f"“{reference.title}” ({day(reference.date)})" if reference.date else f"“{reference.title}”"


def citations(references: Iterable[Reference]) -> list[tuple[Reference, list[int]]]:
    """References gathered by article, in order of first mention, with their paragraphs in order.

    Of a source that is cited as a whole there are none.
    """
    found: dict[str, tuple[Reference, list[int]]] = {}
    for reference in references:
        numbers = found.setdefault(reference.id, (reference, []))[1]
        if reference.paragraph is not None:
            numbers.append(reference.paragraph)
    return [(first, sorted(paragraphs)) for first, paragraphs in found.values()]


def paragraphs(numbers: Sequence[int], unit: str) -> str:
    """Places as they are cited: `paragraph 3`, `paragraphs 3, 26–27`, `row 12`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return f"{unit} {told}" if len(numbers) == 1 else f"{unit}s {told}"


def sources_told(references: Iterable[Reference]) -> str:
    """All citations in one line, for plain text."""
    return "; ".join(
        f"{article(first)}, {paragraphs(numbers, first.unit)}" if numbers else article(first)
        for first, numbers in citations(references)
    )
