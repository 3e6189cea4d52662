"""A party's line-up: from what a host wants to a plan with all its questions, none of which tells of another.

Every pack gives a company of questions (`quiz/company.py`) of which none repeats a fact of another or gives
its answer away, in whatever order they come. Rounds take from it: those that are hardest to fill first.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from trivia.errors import TriviaError
from trivia.game.setup import LEVELS
from trivia.party.key_plan import KeyPlan
from trivia.party.plan import MOST_OPTIONS, Ask, Board, Plan, RoundPlan, RuleId, TeamScore, ask_from, checked
from trivia.party.rules.table import RULES
from trivia.quiz.chance import Chance
from trivia.quiz.company import Company
from trivia.quiz.draw import JUDGED_SHARE, statement_wishes
from trivia.quiz.pack import Pack
from trivia.quiz.pool import Pool
from trivia.quiz.question import Question
from trivia.quiz.rating import EASIEST, HARDEST
from trivia.voice import counted

ROWS: Final = 4
"""Squares under each category of a board."""

STEP: Final = 200
"""What the first row of a board pays, and every further one more."""

HARD_TO_FILL: Final = 120
"""Fresh questions of a level that are looked at in each pack: all of a usual one."""

_WAGERS: Final = {0: 0, 8: 1, 16: 2}
"""From so many squares on, how many hide a wager."""


class LineupError(TriviaError):
    """The packs cannot fill a round; the message says how many questions they have for it."""


class RoundWanted(Struct, frozen=True):
    """A round as a host wants it.

    Attributes:
        rule: What it is played by.
        questions: How many; on a board, its categories say that.
        seconds: How long a question is open; 0 without a clock.
        level: A name of `game.setup.LEVELS`.
        double: Whether all counts twice.
        categories: The columns of a board.
        or_buzzer: Whether it may be a Buzzer round where no board can be filled.
    """

    rule: RuleId = "classic"
    questions: int = 8
    seconds: int = 20
    level: str = "any"
    double: bool = False
    categories: int = 4
    or_buzzer: bool = False


STAKE_SECONDS: Final = 30
"""How long there is to think about a stake."""
EACH_SECONDS: Final = 10
"""How much of it each team at the keyboard has at least."""


class Wanted(Struct, frozen=True):
    """A night as a host wants it.

    Attributes:
        name: What it is called.
        rounds: Its rounds.
        keys: How teams play at the keyboard.
        team_score: What makes a team's score.
        streaks: Whether right answers in a row earn a bonus.
        late: Where a late seat starts.
        seed: What the questions are drawn with.
    """

    name: str
    rounds: tuple[RoundWanted, ...]
    keys: KeyPlan = KeyPlan()
    team_score: TeamScore = "mean"
    streaks: bool = True
    late: str = "last-place"
    seed: int = 0


PRESETS: Final[dict[str, tuple[RoundWanted, ...]]] = {
    "night": (
        RoundWanted("classic", 8, 20),
        RoundWanted("board", 8, 30, or_buzzer=True),
        RoundWanted("final-wager", 1, 45, level="medium"),
    ),
    "short": (
        RoundWanted("classic", 5, 15),
        RoundWanted("buzzer", 5, 20),
        RoundWanted("final-wager", 1, 30),
    ),
    "calm": (
        RoundWanted("calm", 6, 0, level="easy"),
        RoundWanted("calm", 6, 0),
        RoundWanted("calm", 4, 0, double=True),
    ),
}
"""The rounds of a night that is put together already, by the name of the night."""


def planned(
    wanted: Wanted,
    packs: Sequence[Pack],
    opened_at: int = 0,
    last_seen: Mapping[str, int] | None = None,
) -> Plan:
    """The plan of a night: the same packs, wishes and seed make the same one.

    Args:
        wanted: What is wanted.
        packs: The packs; their questions take turns.
        opened_at: The date to write on it, in milliseconds of UTC since 1970.
        last_seen: When each question was last asked, by id; the others come first. `None` for no history.

    Returns:
        A plan that a room takes.

    Raises:
        LineupError: If there are too few questions; the message says for which round, and how many.
    """
    stock = _Stock(packs, wanted, last_seen)
    found: dict[int, RoundPlan] = {}
    for place in sorted(range(len(wanted.rounds)), key=lambda place: _ease(wanted.rounds[place])):
        found[place] = _round(stock, wanted, place)
    return checked(
        Plan(
            name=wanted.name,
            rounds=tuple(found[place] for place in range(len(wanted.rounds))),
            team_score=wanted.team_score,
            streaks=wanted.streaks,
            late="zero" if wanted.late == "zero" else "last-place",
            seed=wanted.seed,
            opened_at=opened_at,
            keys=wanted.keys,
        )
    )


def suits(rule: RuleId, keys: KeyPlan) -> bool:
    """Whether a rule can be played in that way: where one laptop goes round, nobody can be first."""
    return not (keys.way == "pass" and RULES[rule].buzzer)


def _ease(part: RoundWanted) -> tuple[bool, bool]:
    return part.rule != "board", part.level == "any"


def _round(stock: "_Stock", wanted: Wanted, place: int) -> RoundPlan:
    part = wanted.rounds[place]
    way = wanted.keys.way
    aloud, passed = way == "judge", way == "pass"
    seconds = 0 if passed else part.seconds
    board = _board(stock, part, place, by_buzzer=not passed) if part.rule == "board" else None
    if board is not None:
        grid, asks = board
        return RoundPlan(
            "board",
            RULES["board"].title,
            asks,
            seconds,
            part.double,
            grid,
            wager_seconds=_wager_seconds(wanted.keys),
            aloud=aloud,
        )
    rule = part.rule
    if rule == "board":
        if not part.or_buzzer:
            raise _too_few(place, part, stock.categories(part.level), "category", "categories")
        rule = "calm" if passed else "buzzer"
    drawn = stock.questions(replace(part, rule=rule), place)
    if len(drawn) < part.questions:
        raise _too_few(place, part, len(drawn), "question", "questions")
    return RoundPlan(
        rule,
        RULES[rule].title,
        tuple(ask_from(question) for question in drawn),
        seconds,
        part.double,
        wager_seconds=_wager_seconds(wanted.keys),
        speed=hurried(wanted.keys),
        aloud=aloud,
    )


def hurried(keys: KeyPlan) -> bool:
    """Whether speed can pay: not where teams answer one after the other, and wait for each other."""
    return keys.way in {"choose", "none"}


def _wager_seconds(keys: KeyPlan) -> int:
    """How long there is for stakes: at one keyboard they are put down one after the other."""
    return 0 if keys.way == "pass" else max(STAKE_SECONDS, EACH_SECONDS * len(keys.sets))


def _too_few(place: int, part: RoundWanted, have: int, one: str, many: str) -> LineupError:
    board = part.rule == "board"
    want = counted(part.categories if board else part.questions, one, many)
    level = "" if part.level == "any" else f" of level {part.level}"
    kind = f" of {ROWS} questions each{level}" if board else level
    has = counted(have, one, many) if have else f"no {one}"
    return LineupError(
        f"Round {place + 1} ({RULES[part.rule].title}) wants {want}{kind}, and the packs have {has} left "
        "for it: ask for fewer, or add a pack."
    )


def _board(
    stock: "_Stock", part: RoundWanted, place: int, *, by_buzzer: bool
) -> tuple[Board, tuple[Ask, ...]] | None:
    """A board and its questions, cell by cell; `None` where it cannot be filled."""
    columns = stock.columns(part.categories, ROWS, part.level)
    if not columns:
        return None
    values = tuple(STEP * (row + 1) for row in range(ROWS))
    cells = len(columns) * ROWS
    count = max(wagers for least, wagers in _WAGERS.items() if least <= cells)
    worthwhile = [cell for cell in range(cells) if cell % ROWS]  # nobody risks much on the first row
    hidden = tuple(sorted(Chance("wagers", f"{stock.seed}/{place}").shuffled(worthwhile)[:count]))
    asks = tuple(
        ask_from(question, category=category, value=values[row])
        for category, column in columns
        for row, question in enumerate(column)
    )
    return Board(tuple(category for category, _ in columns), values, hidden, by_buzzer), asks


class _Stock:
    """The questions that are left, of all packs; any of them may stand beside any other."""

    def __init__(self, packs: Sequence[Pack], wanted: Wanted, last_seen: Mapping[str, int] | None) -> None:
        self.seed = wanted.seed
        aloud = wanted.keys.way == "judge"
        hands = [list(_company(pack, wanted.seed, last_seen, aloud=aloud)) for pack in packs]
        self._left = [question for hand in hands for question in hand]
        self._packs: Counter[str] = Counter()
        self._tables: Counter[tuple[str, str]] = Counter()

    def categories(self, level: str) -> int:
        """How many categories could fill a column of a board; no two columns are called the same."""
        return len({heading for _, heading in self._categories(ROWS, level)})

    def _categories(self, rows: int, level: str) -> dict[tuple[str, str], list[Question]]:
        found: dict[tuple[str, str], list[Question]] = {}
        for question in self._fitting(level):
            if question.heading:
                found.setdefault((question.pack, question.heading), []).append(question)
        return {name: column for name, column in found.items() if len(column) >= rows}

    def columns(self, count: int, rows: int, level: str) -> list[tuple[str, tuple[Question, ...]]]:
        """Columns of a board, each with rising levels; none where there are not as many as are wanted.

        Packs take turns here too, and no two columns are called the same.
        """
        on_offer = self._categories(rows, level)
        chosen: dict[str, tuple[Question, ...]] = {}
        names = Chance("categories", self.seed).shuffled(list(on_offer))
        packs: Counter[str] = Counter()
        while names and len(chosen) < count:
            name = min(names, key=lambda name: packs[name[0]])
            names.remove(name)
            if name[1] not in chosen:
                packs[name[0]] += 1
                chosen[name[1]] = _rising(on_offer[name], rows)
        if len(chosen) < count:
            return []
        self._take(question for column in chosen.values() for question in column)
        return list(chosen.items())

    def questions(self, part: RoundWanted, place: int) -> tuple[Question, ...]:
        """The questions of a round, as far as there are enough; a mix of packs, tables and forms."""
        found: list[Question] = []
        few_judged = part.rule in {"buzzer", "final-wager", "survivor"}  # what can be guessed at even odds
        wishes = statement_wishes(part.questions, Chance("round", f"{self.seed}/{place}"))
        tables: Counter[tuple[str, str]] = Counter()
        for judged in wishes:
            on_offer = self._fitting(part.level)
            if not on_offer:
                break
            wish = judged and not few_judged
            best = min(
                on_offer,
                key=lambda one: (
                    one.judged != wish,
                    self._packs[one.pack],
                    tables[one.pack, one.table],
                    self._tables[one.pack, one.table],
                ),
            )
            tables[best.pack, best.table] += 1
            found.append(best)
            self._take([best])
        return tuple(sorted(found, key=lambda one: one.level) if part.rule == "survivor" else found)

    def _fitting(self, level: str) -> list[Question]:
        return [question for question in self._left if not LEVELS[level] or question.level in LEVELS[level]]

    def _take(self, questions: Iterable[Question]) -> None:
        for question in questions:
            self._left.remove(question)
            self._packs[question.pack] += 1
            self._tables[question.pack, question.table] += 1


def _rising(questions: list[Question], rows: int) -> tuple[Question, ...]:
    """One question for each row, as far apart in level as there are some, from easy to hard."""
    left, found = list(questions), []
    for row in range(rows):
        wish = EASIEST + row * (HARDEST - EASIEST) / max(rows - 1, 1)
        best = min(left, key=lambda one: (abs(one.level - wish), one.judged))
        left.remove(best)
        found.append(best)
    return tuple(sorted(found, key=lambda one: one.level))


def _company(
    pack: Pack, seed: int, last_seen: Mapping[str, int] | None, *, aloud: bool
) -> Iterable[Question]:
    """Questions of a pack that may stand beside each other, those first that were not asked lately.

    Statements are so many of them as in any game, for each takes a fact away from a question that says more.
    """
    pool = Pool(pack, seed, last_seen)
    company = Company(pack)
    asked = judged = 0
    candidates = pool.candidates(dict.fromkeys(range(EASIEST, HARDEST + 1), HARD_TO_FILL))
    for one in sorted(candidates, key=lambda one: pool.staleness(one.query)):
        question = one.question
        if not 2 <= len(question.options) <= MOST_OPTIONS or (aloud and not _can_be_read_out(question)):
            continue
        if question.judged and judged >= JUDGED_SHARE * (asked + 1):
            continue
        if not company.tells(question.facts) and company.joined_by(one):
            asked, judged = asked + 1, judged + question.judged
            yield question


def _can_be_read_out(question: Question) -> bool:
    """Whether it can be answered by whoever sees no options."""
    return question.form == "true_false" or (
        question.form == "choice" and "of these" not in question.prompt.casefold()
    )
