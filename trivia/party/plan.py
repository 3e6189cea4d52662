"""What is fixed when a party opens: its rounds, their questions, and how scores are made of answers."""

from typing import Final, Literal, TypeAlias

from msgspec import Struct

from trivia.party.key_plan import KeyPlan
from trivia.party.refused import Refused
from trivia.quiz.question import Question, Reference

RuleId: TypeAlias = Literal["classic", "calm", "buzzer", "survivor", "board", "final-wager"]
TeamScore: TypeAlias = Literal["mean", "best-2", "best-3", "best-4", "best-5", "sum"]

MOST_OPTIONS: Final = 4
MOST_SECONDS: Final = 600
MOST_LIVES: Final = 9


class Ask(Struct, frozen=True, gc=False):
    """A question with all that a party needs of it, so that a night goes on though its pack is gone.

    Attributes:
        id: The question's id.
        pack: The pack's id.
        heading: What stands above the prompt.
        prompt: The question, or the statement to judge.
        options: What can be chosen, 2 to 4.
        answer: The index of the right option.
        because: Why it is right.
        source: Where that stands, in one line; empty where nothing is cited.
        level: 1 (easiest) to 5 (hardest).
        category: What a board files it under.
        value: What it pays on a board; 0 where the board's row says that.
    """

    id: str
    pack: str
    heading: str
    prompt: str
    options: tuple[str, ...]
    answer: int
    because: str
    source: str
    level: int = 1
    category: str = ""
    value: int = 0


class Board(Struct, frozen=True):
    """A grid to choose from. Its cells are counted from 0, down the first category, then down the next.

    Attributes:
        categories: What stands above the columns.
        values: What the rows pay, from the top.
        hidden: The cells that turn out to be a wager.
        by_buzzer: Whether everyone may buzz in for the chosen question; otherwise who chose answers alone, a
            wrong answer costs nothing, and the turn goes round.
    """

    categories: tuple[str, ...]
    values: tuple[int, ...]
    hidden: tuple[int, ...] = ()
    by_buzzer: bool = True


class RoundPlan(Struct, frozen=True):
    """One round.

    Attributes:
        rule: What it is played by.
        title: Its name.
        asks: Its questions, in order; on a board, cell by cell.
        seconds: How long a question is open; 0 for as long as the host likes.
        double: Whether all it pays and costs counts twice. Stakes never do.
        board: The grid, for `board` alone.
        speed: Whether `classic` pays for speed.
        lives: How many mistakes a player has in `survivor`; the last of them is the end.
        aloud: Whether the host reads the question out, without options, and marks what is said.
        buzz_seconds: How long whoever buzzed in has for an answer.
        wager_seconds: How long there is to think about a stake; 0 for as long as the host likes.
    """

    rule: RuleId
    title: str
    asks: tuple[Ask, ...]
    seconds: int = 20
    double: bool = False
    board: Board | None = None
    speed: bool = True
    lives: int = 3
    aloud: bool = False
    buzz_seconds: int = 8
    wager_seconds: int = 30


class Plan(Struct, frozen=True):
    """A party's plan.

    Attributes:
        name: What the night is called.
        rounds: Its rounds, at least one.
        team_score: What makes a team's score of its members': the mean, the mean of the best few, the sum.
        streaks: Whether right answers in a row earn a bonus.
        late: Where a seat starts that joins a running show: with the score of the last place, or with none.
        standings: Whether they are shown after every question or after every round.
        seed: What the questions were drawn with.
        opened_at: When it was planned, in milliseconds of UTC since 1970; a label and no more.
        keys: How teams play at the host's keyboard; kept here so that a party comes back with its keys.
    """

    name: str
    rounds: tuple[RoundPlan, ...]
    team_score: TeamScore = "mean"
    streaks: bool = True
    late: Literal["last-place", "zero"] = "last-place"
    standings: Literal["question", "round"] = "round"
    seed: int = 0
    opened_at: int = 0
    keys: KeyPlan = KeyPlan()


def ask_from(question: Question, *, category: str = "", value: int = 0) -> Ask:
    """A question as a party asks it.

    Args:
        question: The question.
        category: What a board files it under.
        value: What it pays there.
    """
    return Ask(
        id=question.id,
        pack=question.pack,
        heading=question.heading,
        prompt=question.prompt,
        options=question.options,
        answer=question.answer,
        because=question.explanation,
        source=source_line(question.sources[0]) if question.sources else "",
        level=question.level,
        category=category,
        value=value,
    )


def source_line(source: Reference) -> str:
    """Where an explanation stands: `Article title, paragraph 7`."""
    return source.title if source.paragraph is None else f"{source.title}, paragraph {source.paragraph}"


def checked(plan: Plan) -> Plan:
    """The plan, if a party can be played by it.

    Raises:
        Refused: If it cannot (`plan`); the words say in which round, and why.
    """
    if not plan.rounds:
        raise Refused("plan", "A party needs at least one round.")
    for number, part in enumerate(plan.rounds, 1):
        fault = _fault(part)
        if fault:
            raise Refused("plan", f"Round {number}, “{part.title}”: {fault}")
    return plan


def _fault(part: RoundPlan) -> str:
    if not part.asks:
        return "it has no questions."
    for ask in part.asks:
        if not 2 <= len(ask.options) <= MOST_OPTIONS:
            return f"“{ask.prompt}” has {len(ask.options)} options, and a party shows 2 to {MOST_OPTIONS}."
        if not 0 <= ask.answer < len(ask.options):
            return f"“{ask.prompt}” has no right option."
    if not 0 <= part.seconds <= MOST_SECONDS or not 0 <= part.wager_seconds <= MOST_SECONDS:
        return f"a clock runs for 0 to {MOST_SECONDS} seconds."
    if not 1 <= part.buzz_seconds <= MOST_SECONDS:
        return f"whoever buzzes in has 1 to {MOST_SECONDS} seconds."
    if not 1 <= part.lives <= MOST_LIVES:
        return f"a player has 1 to {MOST_LIVES} lives."
    return _board_fault(part)


def _board_fault(part: RoundPlan) -> str:
    board = part.board
    if (board is not None) != (part.rule == "board"):
        return "a board goes with the rule “board”, and that with a board."
    if board is None:
        return ""
    cells = len(board.categories) * len(board.values)
    if cells != len(part.asks):
        return f"its board has {cells} cells, and there are {len(part.asks)} questions."
    if not all(0 <= cell < cells for cell in board.hidden):
        return "a wager hides outside the board."
    return "" if all(value > 0 for value in board.values) else "every row of a board pays something."
