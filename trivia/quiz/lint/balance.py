"""Rules on a pack whose answers can be guessed without reading (GT501 to GT504).

Each asks two things: whether chance would do this less often than once in a thousand packs, and whether
it is big enough to help a guesser. A big pack is so not accused of a trifle, nor a small one of an accident.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from trivia.quiz.lint.finding import Hits, Rule
from trivia.quiz.lint.item import Item
from trivia.quiz.lint.statistics import (
    binomial_tail,
    chi_square,
    chi_square_tail,
    effect_of_counts,
    effect_of_shares,
    fair_coin,
)

SIGNIFICANCE: Final = 0.001
SMALL_SHARE: Final = 0.2
"""Cohen's h of a small effect: 60 of 100 where 50 are due, or 34 where 25 are."""
SMALL_COUNTS: Final = 0.1
"""Cohen's w of a small effect."""
EXPECTED_AT_LEAST: Final = 5
"""Below five expected in a cell the chi-square is a poor guide (W. G. Cochran, Biometrics 10, 1954)."""


def _positions(items: Sequence[Item]) -> Hits:
    groups: dict[int, list[int]] = defaultdict(list)
    for item in items:
        if item.is_choice:
            groups[len(item.options)].append(item.question.answer)
    statistic, freedom, count = 0.0, 0, 0
    shown: list[str] = []
    for size, answers in sorted(groups.items()):
        if len(answers) / size < EXPECTED_AT_LEAST:
            continue
        observed = [answers.count(place) for place in range(size)]
        # Groups are independent, so their statistics add up, and so do their degrees of freedom.
        statistic += chi_square(observed)
        freedom += size - 1
        count += len(answers)
        shown.append(f"{', '.join(map(str, observed))} of {len(answers)} with {size} options")
    p = chi_square_tail(statistic, freedom)
    if p < SIGNIFICANCE and effect_of_counts(statistic, count) >= SMALL_COUNTS:
        message = (
            f"The right options stand in the first, second … place {'; '.join(shown)} times, which "
            f"chance would do with p = {p:.1g}; move answers about, or sort all options by their value."
        )
        yield None, message


def _truth(items: Sequence[Item]) -> Hits:
    statements = [item for item in items if item.is_true_false and item.answer]
    true = sum(item.answer == "True" for item in statements)
    count = len(statements)
    if not count:
        return
    p = fair_coin(true, count)
    if p < SIGNIFICANCE and abs(effect_of_shares(true / count, 0.5)) >= SMALL_SHARE:
        more, fewer = ("true", "false") if true * 2 > count else ("false", "true")
        message = (
            f"Of {count} statements {true} are “True” (p = {p:.1g} for a fair coin), so “{more}” is the "
            f"better guess; turn some into statements that are {fewer}."
        )
        yield None, message


def _biased(hits: list[tuple[bool, float]]) -> tuple[int, int, float, float] | None:
    """Return hits, trials, mean chance and p-value where a way of guessing is right too often."""
    if not hits:
        return None
    right = sum(hit for hit, _ in hits)
    chance = sum(chance for _, chance in hits) / len(hits)
    if right < len(hits) * chance + 1:
        return None
    p = binomial_tail(right, len(hits), chance)
    if p < SIGNIFICANCE and effect_of_shares(right / len(hits), min(1.0, chance)) >= SMALL_SHARE:
        return right, len(hits), chance, p
    return None


def _longest_is_right(items: Sequence[Item]) -> Hits:
    found = _biased(list(_longest_hits(items)))
    if found:
        right, count, chance, p = found
        message = (
            f"In {right} of {count} questions with one longest option that one is right, where "
            f"{chance * count:.0f} are due (p = {p:.1g}), so “the longest” is a good guess; shorten "
            "answers, or lengthen wrong options."
        )
        yield None, message


def _longest_hits(items: Sequence[Item]) -> Iterator[tuple[bool, float]]:
    for item in items:
        if not item.is_choice:
            continue
        lengths = [len(option) for option in item.options]
        longest = max(lengths)
        if lengths.count(longest) == 1:
            yield len(item.answer) == longest, 1 / len(lengths)


def _middle_is_right(items: Sequence[Item]) -> Hits:
    found = _biased(list(_middle_hits(items)))
    if found:
        right, count, chance, p = found
        message = (
            f"In {right} of {count} questions on a number the right one is in the middle, where "
            f"{chance * count:.0f} are due (p = {p:.1g}), so “the middle” is a good guess; let the "
            "answer be the least or the most as often."
        )
        yield None, message


def _middle_hits(items: Sequence[Item]) -> Iterator[tuple[bool, float]]:
    for item in items:
        size = len(item.options)
        if not item.is_choice or size < 3 or len(item.amounts) < size:
            continue
        amounts = set(item.amounts.values())
        if len(amounts) < size or len({amount.kind for amount in amounts}) > 1:
            continue
        values = sorted(amount.value for amount in amounts)
        middle = values[(size - 1) // 2 : size // 2 + 1]
        yield item.amounts[item.answer].value in middle, len(middle) / size


RULES: Final[tuple[Rule, ...]] = (
    Rule("GT501", "warning", "Answers favour a place", _positions),
    Rule("GT502", "warning", "True and false out of balance", _truth),
    Rule("GT503", "warning", "Longest option is right too often", _longest_is_right),
    Rule("GT504", "warning", "Middle number is right too often", _middle_is_right),
)
