"""Rules on the options: each must be a choice of its own (GT101 to GT106)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from trivia.facts.text import folded
from trivia.quiz.lint.finding import Rule, all_quoted, item_rule, quoted
from trivia.quiz.lint.item import Item, option_key
from trivia.quiz.lint.ranges import overlap, read_range
from trivia.quiz.lint.words import contains

# A span of years is one answer, not a drawer that a number falls into: "1914-1918" beside "1916-1918".
_ASKS_FOR_SPAN: Final = re.compile(
    r"\b(?:years|dates|span|spanned|period|era|reign|reigned|lifespan|lifetime|from when|between (?:when"
    r"|which|what)|when (?:did|was|were)|score|range|ratio)\b"
)
_VERSION: Final = re.compile(r"\bversions?\b")
_ALL_OR_NONE: Final = re.compile(
    r"(?:all|none|both|neither|any|each)(?: \w+)? of (?:the |these|those|them)(?: ?\w+)?(?: answers"
    r"| options)?|(?:all|none)(?: the)? above"
    r"|(?:all|both)(?: the| these)?(?: two| three| four)? (?:options|answers|choices)(?: are (?:correct"
    r"|right|true))?|(?:they are|these are|all are) (?:all )?(?:correct|right|true|wrong|false)"
    r"|(?:both |neither )?(?:options? |answers? )?[abcd] (?:and|or|nor|&) (?:option |answer )?[abcd]"
)
# "All of the Lights" is a song; "all of the above" is no name.
_NAME_AFTER: Final = re.compile(r"\b[Oo]f (?:the|The|these|These) [A-Z]")
_ABOVE: Final = ("above", "below", "options", "answers", "choices", "others")
_OF_TWO: Final = re.compile(
    r"\b(?:or|two|either|both|than|first|second|former|latter|whether|more|less|fewer|older|younger|longer|shorter"
    r"|higher|lower|taller|larger|smaller|bigger|greater|heavier|lighter|earlier|later|sooner|faster|slower"
    r"|nearer|farther|further|deeper|warmer|colder|richer|poorer|better|worse)\b"
)
_TWO_ANSWERS: Final = frozenset({frozenset({"true", "false"}), frozenset({"yes", "no"})})


def is_all_or_none(option: str) -> bool:
    """Whether an option speaks of the others: all of the above, none of these, A and B."""
    text = folded(option).rstrip(".!")
    named = _NAME_AFTER.search(option) and not text.endswith(_ABOVE)
    return _ALL_OR_NONE.fullmatch(text) is not None and not named


def _equal_options(item: Item) -> Iterator[str]:
    alike: dict[str, list[str]] = defaultdict(list)
    for option in item.options:
        if option.strip():
            alike[option_key(option)].append(option)
    for same in alike.values():
        if len(same) > 1:
            yield f"The options {all_quoted(same)} are the same; keep one of them and write another."


def _equal_amounts(item: Item) -> Iterator[str]:
    # 3.1 and 3.10 are two versions of a program.
    if len(item.amounts) < 2 or _VERSION.search(item.question.prompt.casefold()):
        return
    alike = defaultdict(list)
    for option, amount in item.amounts.items():
        alike[amount].append(option)
    for same in alike.values():
        if len({option_key(option) for option in same}) > 1:
            yield f"The options {all_quoted(same)} are the same amount; change one of the numbers."


def _overlapping_ranges(item: Item) -> Iterator[str]:
    ranges = [(option, found) for option in item.options if (found := read_range(option))]
    if len(ranges) < 2 or _ASKS_FOR_SPAN.search(folded(item.question.prompt)):
        return
    for (option, one), (other, another) in combinations(ranges, 2):
        if one != another and overlap(one, another):
            yield (
                f"The options {all_quoted([option, other])} overlap, and a number in both would make "
                "both right; move their ends apart."
            )
            return


def _all_or_none(item: Item) -> Iterator[str]:
    for option in item.options:
        if is_all_or_none(option):
            yield (
                f"The option {quoted(option)} speaks of the other options, which move about and can each "
                "be judged alone; write one more option of the same kind."
            )


def _nothing_to_choose(item: Item) -> Iterator[str]:
    count = len(item.options)
    if count < 2:
        yield f"There {'is one option' if count else 'are no options'}; write wrong ones to choose from."
    if not 0 <= item.question.answer < count:
        yield f"The answer is to be option {item.question.answer + 1} of {count}; name one that exists."
    if any(not option.strip() for option in item.options):
        yield f"One of the options {all_quoted(item.options)} is empty; write something there to choose."


def _two_options(item: Item) -> Iterator[str]:
    if not item.is_choice or len(item.options) != 2:
        return
    prompt = folded(item.question.prompt)
    if frozenset(map(folded, item.options)) in _TWO_ANSWERS or _OF_TWO.search(prompt):
        return
    if all(contains(item.prompt_words, wrong) for wrong in [item.answer_words, *item.distractor_words]):
        return
    yield (
        f"There are only two options, {all_quoted(item.options)}, so half of all guesses are right; "
        "write a third, or ask between the two by name."
    )


RULES: Final[tuple[Rule, ...]] = (
    item_rule("GT101", "error", "Equal options", _equal_options),
    item_rule("GT102", "error", "Equal amounts", _equal_amounts),
    item_rule("GT103", "error", "Overlapping ranges", _overlapping_ranges),
    item_rule("GT104", "warning", "All or none of the above", _all_or_none),
    item_rule("GT105", "error", "Nothing to choose from", _nothing_to_choose),
    item_rule("GT106", "warning", "Only two options", _two_options),
)
