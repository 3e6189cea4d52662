"""Spare questions: each may take the place of any question of a game that a player skips."""

from collections import Counter
from collections.abc import Mapping

from trivia.quiz.company import Company
from trivia.quiz.pack import Pack
from trivia.quiz.pool import Pool
from trivia.quiz.question import Question
from trivia.quiz.rating import EASIEST, HARDEST, Rating
from trivia.quiz.selection import EVERYTHING, Selection


def spares(
    pack: Pack,
    questions: tuple[Question, ...],
    count: int,
    seed: int,
    last_seen: Mapping[str, int] | None = None,
    learned: Mapping[str, Rating] | None = None,
    selection: Selection = EVERYTHING,
) -> tuple[Question, ...]:
    """Draw questions that may stand anywhere in a game.

    Their levels differ as far as the pack allows it, so that there is one near to whichever is skipped; then
    those that were not seen lately come first.

    Args:
        pack: The pack.
        questions: The questions of the game.
        count: How many spares are wanted.
        seed: What chance follows from, as a rule the seed of the game.
        last_seen: When each question was last answered, by id; `None` where history is not to count.
        learned: What answers have taught of each question, by id; `None` likewise.
        selection: What may come.

    Returns:
        At most `count` questions; fewer where the pack has no more that neither tell of the game's questions
        or of each other nor are told of by them.
    """
    if count < 1:
        return ()
    company = Company(pack, questions)
    pool = Pool(pack, seed, last_seen, learned, selection)
    plenty = dict.fromkeys(range(EASIEST, HARDEST + 1), 4 * count)
    left = [one for one in pool.candidates(plenty) if not company.tells(one.question.facts)]
    asked = Counter(question.level for question in questions)
    found: list[Question] = []
    while left and len(found) < count:
        levels = [question.level for question in found]
        worth = {level: _worth(level, levels, asked) for level in range(EASIEST, HARDEST + 1)}
        best = min(left, key=lambda one: (*worth[one.question.level], pool.staleness(one.query)))
        left.remove(best)
        if company.joined_by(best):
            found.append(best.question)
            left = [one for one in left if not company.tells(one.question.facts)]
    return tuple(found)


def _worth(level: int, spare: list[int], asked: Counter[int]) -> tuple[int, int]:
    """How many there are of a level, and how far from one all questions would be with another such."""
    having = [*spare, level]
    off = sum(count * min(abs(one - other) for other in having) for one, count in asked.items())
    return spare.count(level), off
