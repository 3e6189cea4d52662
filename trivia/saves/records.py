"""What the save file is told: a game began, an answer was given, a game ended."""

from typing import TypeAlias

from msgspec import Struct


class GameBegan(Struct, frozen=True, gc=False):
    """A game whose first question is about to be shown.

    Attributes:
        game: The game's own id, unique over all games ever.
        profile: The name of who plays; a profile of this name is made where there is none.
        pack: The pack's id.
        pack_version: The pack's version.
        mode: The mode's id.
        length: How many questions it has; 0 where that is left open.
        seed: The seed that its questions were drawn with.
        day: The player's date, as an ordinal (day 1 is 1 January of year 1).
        at: When, in milliseconds of UTC since 1970.
        variant: What sets it apart from the usual games of its mode; empty where nothing does.
    """

    game: str
    profile: str
    pack: str
    pack_version: str
    mode: str
    length: int
    seed: int
    day: int
    at: int
    variant: str = ""


class AnswerGiven(Struct, frozen=True, gc=False):
    """An answer, before its verdict is shown.

    Attributes:
        game: The game's id.
        place: The question's place in the game, counted from 0.
        question: The question's id.
        table: The question's table; empty for one written by hand.
        heading: What the player read above it.
        prompt: The question.
        answer: Its right option.
        form: The question's form.
        level: The question's level.
        chosen: The index of the chosen option.
        right: Whether it was right.
        points: What it earned; less than nothing where it was a fall on the ladder.
        streak: Right answers in a row, this one counted.
        elapsed_ms: Milliseconds from when the question was shown.
        day: The player's date, as an ordinal (day 1 is 1 January of year 1).
        at: When, in milliseconds of UTC since 1970.
    """

    game: str
    place: int
    question: str
    table: str
    heading: str
    prompt: str
    answer: str
    form: str
    level: int
    chosen: int
    right: bool
    points: int
    streak: int
    elapsed_ms: int
    day: int
    at: int


class GameEnded(Struct, frozen=True, gc=False):
    """A game that was finished or left.

    Attributes:
        game: The game's id.
        finished: Whether it was played to an end; `False` where it was left.
        at: When, in milliseconds of UTC since 1970.
    """

    game: str
    finished: bool
    at: int


Record: TypeAlias = GameBegan | AnswerGiven | GameEnded


class GameResult(Struct, frozen=True, gc=False):
    """A game as the title screen tells of it.

    Attributes:
        pack: The pack's id.
        mode: The mode's id.
        length: How many questions it had; 0 where that was left open.
        answered: How many were answered.
        right: How many rightly.
        score: The points.
        finished: Whether it was played to its end; `False` where it was left or cut off.
        at: When it began, in milliseconds of UTC since 1970.
        variant: What sets it apart from the usual games of its mode; empty where nothing does.
    """

    pack: str
    mode: str
    length: int
    answered: int
    right: int
    score: int
    finished: bool
    at: int
    variant: str = ""
