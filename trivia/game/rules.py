"""The rules of a game: frozen state in, new state out.

    game = new_game(CLASSIC, questions)
    game = play(game, Show(), now)          the question is on the screen, its clock runs
    game = play(game, Choose(2), now)       the answer stands; game.answers[-1] is its verdict
    game = play(game, Proceed(), now)       the next question is ready, or the game has its outcome

`now` is a number of milliseconds that only ever grows; where it starts does not matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias

from trivia.errors import IllegalMove
from trivia.game.mode import Mode
from trivia.game.scoring import NO_POINTS, Points, points
from trivia.quiz.question import Question


class Phase(Enum):
    """Where a game stands."""

    READY = "ready"
    """The next question waits to be shown."""
    ASKING = "asking"
    """The question is shown; its clock runs."""
    VERDICT = "verdict"
    """The question is answered; its verdict is shown."""
    OVER = "over"
    """The game has its outcome."""


@dataclass(frozen=True, slots=True)
class Show:
    """The question is on the screen now."""


@dataclass(frozen=True, slots=True)
class Choose:
    """The player takes an option, by its index."""

    option: int


@dataclass(frozen=True, slots=True)
class Proceed:
    """The player has seen the verdict."""


@dataclass(frozen=True, slots=True)
class Leave:
    """The player leaves; what is answered stays answered."""


Move: TypeAlias = Show | Choose | Proceed | Leave


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered question.

    Attributes:
        question: The question.
        chosen: The index of the chosen option.
        elapsed_ms: Milliseconds from when it was shown to the choice.
        points: What it earned.
        streak: Right answers in a row, this one counted; 0 after a wrong one.
    """

    question: Question
    chosen: int
    elapsed_ms: int
    points: Points
    streak: int

    @property
    def right(self) -> bool:
        """Whether the chosen option is the right one."""
        return self.chosen == self.question.answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a game ended.

    Attributes:
        finished: Whether every question was answered; `False` where the player left.
        score: The points.
        right: Right answers.
        answered: Answers.
        best_streak: The most right answers in a row.
    """

    finished: bool
    score: int
    right: int
    answered: int
    best_streak: int


@dataclass(frozen=True, slots=True)
class Game:
    """A game at one moment.

    Attributes:
        mode: Its mode.
        questions: All its questions, in order; at least one.
        answers: What was answered so far, in the questions' order.
        phase: Where it stands.
        shown_at: When the current question was shown, in milliseconds of the moves' `now`; `None` unless
            it is being asked.
        outcome: How it ended, or `None` while it goes on.
    """

    mode: Mode
    questions: tuple[Question, ...]
    answers: tuple[Answer, ...] = ()
    phase: Phase = Phase.READY
    shown_at: int | None = None
    outcome: Outcome | None = None

    @property
    def place(self) -> int:
        """The index of the question that is ready, asked or just answered."""
        return len(self.answers) - (self.phase in {Phase.VERDICT, Phase.OVER} and bool(self.answers))

    @property
    def question(self) -> Question:
        """The question that is ready, asked or just answered."""
        return self.questions[min(self.place, len(self.questions) - 1)]

    @property
    def score(self) -> int:
        """The points so far."""
        return sum(answer.points.total for answer in self.answers)

    @property
    def streak(self) -> int:
        """Right answers in a row up to now."""
        return self.answers[-1].streak if self.answers else 0


def new_game(mode: Mode, questions: tuple[Question, ...]) -> Game:
    """A game about to start.

    Raises:
        IllegalMove: If there is no question to ask.
    """
    if not questions:
        raise IllegalMove("a game needs at least one question")
    return Game(mode, questions)


def resumed(game: Game, answered: Iterable[tuple[int, int]]) -> Game:
    """A game brought back to where it was left.

    Args:
        game: The game, about to start.
        answered: What was chosen for its first questions, and after how many milliseconds.

    Returns:
        The game with the next question ready, or over.

    Raises:
        IllegalMove: If that is not how this game can have gone.
    """
    now = 0
    for chosen, elapsed_ms in answered:
        game = play(game, Show(), now)
        now += elapsed_ms
        game = play(play(game, Choose(chosen), now), Proceed(), now)
    return game


def play(game: Game, move: Move, now: int) -> Game:
    """Make a move.

    Args:
        game: The game as it stands.
        move: The move.
        now: The time in milliseconds; never less than at the move before.

    Returns:
        The game after it.

    Raises:
        IllegalMove: If the rules do not allow the move now; the game given stays as it was.
    """
    if game.phase is Phase.OVER:
        raise IllegalMove("the game is over")
    match move:
        case Show():
            return _show(game, now)
        case Choose(option):
            return _choose(game, option, now)
        case Proceed():
            return _proceed(game)
        case Leave():
            return _over(game)


def _show(game: Game, now: int) -> Game:
    if game.phase is not Phase.READY:
        raise IllegalMove("the question is shown already")
    return replace(game, phase=Phase.ASKING, shown_at=now)


def _choose(game: Game, option: int, now: int) -> Game:
    if game.shown_at is None:
        raise IllegalMove("there is no question open to answer")
    if not 0 <= option < len(game.question.options):
        raise IllegalMove(f"there is no option {option + 1}; the question has {len(game.question.options)}")
    elapsed = max(0, now - game.shown_at)
    right = option == game.question.answer
    answer = Answer(
        question=game.question,
        chosen=option,
        elapsed_ms=elapsed,
        points=points(game.question, elapsed, game.streak) if right else NO_POINTS,
        streak=game.streak + 1 if right else 0,
    )
    return replace(game, answers=(*game.answers, answer), phase=Phase.VERDICT, shown_at=None)


def _proceed(game: Game) -> Game:
    if game.phase is not Phase.VERDICT:
        raise IllegalMove("the question is not answered yet")
    return replace(game, phase=Phase.READY) if len(game.answers) < len(game.questions) else _over(game)


def _over(game: Game) -> Game:
    outcome = Outcome(
        finished=len(game.answers) == len(game.questions),
        score=game.score,
        right=sum(answer.right for answer in game.answers),
        answered=len(game.answers),
        best_streak=max((answer.streak for answer in game.answers), default=0),
    )
    return replace(game, phase=Phase.OVER, shown_at=None, outcome=outcome)
