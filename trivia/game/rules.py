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

from trivia.errors import IllegalMove
from trivia.game.mode import Lifeline, Mode
from trivia.game.moves import (
    AskArticle,
    Choose,
    Halve,
    Leave,
    Move,
    Pause,
    Proceed,
    Resume,
    Show,
    Skip,
    TimeUp,
)
from trivia.game.scoring import Points, fallen, points, stepped
from trivia.quiz.question import Question


class Phase(Enum):
    """Where a game stands."""

    READY = "ready"
    """The next question waits to be shown."""
    ASKING = "asking"
    """The question is shown; its clock runs."""
    PAUSED = "paused"
    """The question is covered; its clock stands."""
    VERDICT = "verdict"
    """The question is answered; its verdict is shown."""
    OVER = "over"
    """The game has its outcome."""


class Ending(Enum):
    """What ended a game."""

    COMPLETED = "completed"
    """Every question was answered."""
    TIME_UP = "time-up"
    """The clock ran out."""
    LIVES_SPENT = "lives-spent"
    """The last life was lost."""
    FELL = "fell"
    """A wrong answer on the ladder."""
    WALKED_AWAY = "walked-away"
    """The player left the ladder with what it had given."""
    LEFT = "left"
    """The player left before the end."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered question.

    Attributes:
        question: The question.
        chosen: The index of the chosen option.
        elapsed_ms: Milliseconds for which it was open before the choice.
        points: What it earned; less than nothing where it was a fall on the ladder.
        streak: Right answers in a row, this one counted; 0 after a wrong one.
        helped: The lifelines that were used on it.
    """

    question: Question
    chosen: int
    elapsed_ms: int
    points: Points
    streak: int
    helped: tuple[Lifeline, ...] = ()

    @property
    def right(self) -> bool:
        """Whether the chosen option is the right one."""
        return self.chosen == self.question.answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a game ended.

    Attributes:
        ending: What ended it.
        score: The points.
        right: Right answers.
        answered: Answers.
        best_streak: The most right answers in a row.
    """

    ending: Ending
    score: int
    right: int
    answered: int
    best_streak: int

    @property
    def finished(self) -> bool:
        """Whether it was played to an end; `False` where the player left."""
        return self.ending is not Ending.LEFT


@dataclass(frozen=True, slots=True)
class Game:
    """A game at one moment.

    Attributes:
        mode: Its mode.
        questions: All its questions, in order; at least one. An open-ended game may end before the last.
        spares: Questions that may still take the place of one that is skipped.
        answers: What was answered so far, in the questions' order.
        phase: Where it stands.
        shown_at: When the current question was shown, in milliseconds of the moves' `now`, as if it had never
            been covered; `None` unless it is being asked.
        open_ms: How long the current question had been open when it was covered, in milliseconds; else 0.
        skipped_ms: How long the skipped questions were open.
        removed: The indexes of the current question's options that fifty-fifty took.
        helping: The lifelines used on the current question.
        used: All lifelines used so far.
        cut_off: Whether it ended while a question was open.
        outcome: How it ended, or `None` while it goes on.
    """

    mode: Mode
    questions: tuple[Question, ...]
    spares: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()
    phase: Phase = Phase.READY
    shown_at: int | None = None
    open_ms: int = 0
    skipped_ms: int = 0
    removed: tuple[int, ...] = ()
    helping: tuple[Lifeline, ...] = ()
    used: tuple[Lifeline, ...] = ()
    cut_off: bool = False
    outcome: Outcome | None = None

    @property
    def place(self) -> int:
        """The index of the question that is ready, asked, just answered or cut off."""
        answered = self.phase in {Phase.VERDICT, Phase.OVER} and not self.cut_off
        return len(self.answers) - (answered and bool(self.answers))

    @property
    def question(self) -> Question:
        """The question that is ready, asked, just answered or cut off."""
        return self.questions[min(self.place, len(self.questions) - 1)]

    @property
    def score(self) -> int:
        """The points so far."""
        return sum(answer.points.total for answer in self.answers)

    @property
    def streak(self) -> int:
        """Right answers in a row up to now."""
        return self.answers[-1].streak if self.answers else 0

    @property
    def lives_left(self) -> int | None:
        """How many lives are left; `None` where they are not counted."""
        if self.mode.lives is None:
            return None
        return max(0, self.mode.lives - sum(not answer.right for answer in self.answers))

    @property
    def decided(self) -> Ending | None:
        """What ends the game with its latest answer; `None` where it goes on."""
        if self.mode.steps and self.answers and not self.answers[-1].right:
            return Ending.FELL
        if self.lives_left == 0:
            return Ending.LIVES_SPENT
        if len(self.answers) == len(self.questions):
            return Ending.COMPLETED
        clock = self.mode.clock_ms
        return Ending.TIME_UP if clock is not None and self._closed_ms >= clock else None

    @property
    def _closed_ms(self) -> int:
        """How long questions were open that are answered or skipped."""
        return sum(answer.elapsed_ms for answer in self.answers) + self.skipped_ms

    def elapsed_ms(self, now: int) -> int:
        """How long the current question has been open, in milliseconds; 0 where none is."""
        return self.open_ms if self.shown_at is None else max(0, now - self.shown_at)

    def clock_left_ms(self, now: int) -> int | None:
        """What is left of the game's clock, in milliseconds; `None` where it has none."""
        if self.mode.clock_ms is None:
            return None
        return max(0, self.mode.clock_ms - self._closed_ms - self.elapsed_ms(now))

    def left_of(self, lifeline: Lifeline) -> int:
        """How often a lifeline can still be used in this game."""
        return self.mode.count(lifeline) - self.used.count(lifeline)

    def may_use(self, lifeline: Lifeline) -> bool:
        """Whether a lifeline can be used now."""
        if self.phase is not Phase.ASKING or self.left_of(lifeline) <= 0 or lifeline in self.helping:
            return False
        if lifeline is Lifeline.FIFTY:
            return len(self.question.options) > 2
        return lifeline is not Lifeline.SKIP or bool(self.spares)


def new_game(mode: Mode, questions: tuple[Question, ...], spares: tuple[Question, ...] = ()) -> Game:
    """A game about to start.

    Raises:
        IllegalMove: If there is no question to ask.
    """
    if not questions:
        raise IllegalMove("a game needs at least one question")
    return Game(mode, questions, spares)


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
        case Halve(removed):
            return _halve(game, removed)
        case AskArticle():
            return _use(game, Lifeline.ARTICLE)
        case Skip():
            return _skip(game, now)
        case Pause():
            return _pause(game, now)
        case Resume():
            return _resume(game, now)
        case TimeUp():
            return _time_up(game, now)
        case Proceed():
            return _proceed(game)
        case Leave():
            return _leave(game)


def _show(game: Game, now: int) -> Game:
    if game.phase is not Phase.READY:
        raise IllegalMove("the question is shown already")
    return replace(game, phase=Phase.ASKING, shown_at=now)


def _choose(game: Game, option: int, now: int) -> Game:
    if game.phase is not Phase.ASKING:
        raise IllegalMove("there is no question open to answer")
    if not 0 <= option < len(game.question.options):
        raise IllegalMove(f"there is no option {option + 1}; the question has {len(game.question.options)}")
    if option in game.removed:
        raise IllegalMove(f"option {option + 1} is gone")
    if game.clock_left_ms(now) == 0:
        return _over(game, Ending.TIME_UP)  # it came too late
    elapsed = game.elapsed_ms(now)
    right = option == game.question.answer
    answer = Answer(
        question=game.question,
        chosen=option,
        elapsed_ms=elapsed,
        points=_points(game, elapsed, right=right),
        streak=game.streak + 1 if right else 0,
        helped=game.helping,
    )
    return replace(_closed(game), answers=(*game.answers, answer), phase=Phase.VERDICT)


def _points(game: Game, elapsed_ms: int, *, right: bool) -> Points:
    mode = game.mode
    if mode.steps:
        step = len(game.answers)
        return stepped(mode, step, game.score) if right else fallen(mode, step, game.score)
    if not right:
        return Points()
    helps = len(game.helping)
    return points(game.question, elapsed_ms, game.streak, helps=helps, speed=mode.pays_for_speed)


def _closed(game: Game) -> Game:
    """The game with nothing left of the question that was open."""
    return replace(game, shown_at=None, open_ms=0, removed=(), helping=())


def _use(game: Game, lifeline: Lifeline) -> Game:
    if not game.may_use(lifeline):
        raise IllegalMove(f"the lifeline {lifeline.value!r} cannot be used now")
    return replace(game, helping=(*game.helping, lifeline), used=(*game.used, lifeline))


def _halve(game: Game, removed: tuple[int, ...]) -> Game:
    wrong = set(range(len(game.question.options))) - {game.question.answer}
    if not wrong.issuperset(removed) or len(set(removed)) != len(wrong) - 1:
        raise IllegalMove("fifty-fifty takes all wrong options but one")
    return replace(_use(game, Lifeline.FIFTY), removed=tuple(sorted(removed)))


def _skip(game: Game, now: int) -> Game:
    used = _use(game, Lifeline.SKIP)
    level, place = game.question.level, game.place
    spare = min(game.spares, key=lambda question: abs(question.level - level))
    return replace(
        _closed(used),
        phase=Phase.READY,
        skipped_ms=game.skipped_ms + game.elapsed_ms(now),
        questions=(*game.questions[:place], spare, *game.questions[place + 1 :]),
        spares=tuple(question for question in game.spares if question is not spare),
    )


def _pause(game: Game, now: int) -> Game:
    if game.phase is not Phase.ASKING:
        raise IllegalMove("there is no clock to stop")
    return replace(game, phase=Phase.PAUSED, shown_at=None, open_ms=game.elapsed_ms(now))


def _resume(game: Game, now: int) -> Game:
    if game.phase is not Phase.PAUSED:
        raise IllegalMove("the game is not paused")
    return replace(game, phase=Phase.ASKING, shown_at=now - game.open_ms, open_ms=0)


def _time_up(game: Game, now: int) -> Game:
    if game.phase is not Phase.ASKING or game.clock_left_ms(now) != 0:
        raise IllegalMove("there is time left")
    return _over(game, Ending.TIME_UP)


def _proceed(game: Game) -> Game:
    if game.phase is not Phase.VERDICT:
        raise IllegalMove("the question is not answered yet")
    return _over(game, game.decided) if game.decided else replace(game, phase=Phase.READY)


def _leave(game: Game) -> Game:
    away = Ending.WALKED_AWAY if game.mode.steps and game.answers else Ending.LEFT
    return _over(game, game.decided or away)


def _over(game: Game, ending: Ending) -> Game:
    outcome = Outcome(
        ending=ending,
        score=game.score,
        right=sum(answer.right for answer in game.answers),
        answered=len(game.answers),
        best_streak=max((answer.streak for answer in game.answers), default=0),
    )
    cut_off = game.phase in {Phase.ASKING, Phase.PAUSED}
    return replace(_closed(game), phase=Phase.OVER, cut_off=cut_off, outcome=outcome)
