"""Rules on prompts that come twice (GT505 and GT506)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from trivia.facts.text import folded
from trivia.quiz.lint.finding import Hits, Rule, quoted
from trivia.quiz.lint.item import Item, option_key

_SIGNS: Final = re.compile(r"[\",]|(?<!\w)'|'(?!\w)")
_POINTS_AT_OPTIONS: Final = re.compile(r"\b(?:these|following|those|one of)\b", re.IGNORECASE)


def _same_prompts(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield the questions that ask the same, in their order.

    The heading is part of what is asked; quotation marks and commas are not.
    """
    groups: dict[tuple[str, str, bool], list[Item]] = defaultdict(list)
    for item in items:
        if item.answer:
            asked = _SIGNS.sub("", folded(item.question.prompt)).strip("?.!: ")
            groups[folded(item.question.heading), asked, item.is_true_false].append(item)
    for group in groups.values():
        if len(group) > 1:
            yield group


_RELATIVE: Final = frozenset({"higher", "lower", "order"})
"""Forms whose answer depends on the options beside it: the highest of these may be low among others."""

_OF_SEVERAL: Final = frozenset({"not", "pairs"})
"""Forms with many right answers to a prompt, of which one stands among the options."""


def _contradictions(items: Sequence[Item]) -> Hits:
    hits: list[tuple[int, str]] = []
    for everything in _same_prompts(items):
        group = [item for item in everything if item.question.form not in _RELATIVE]
        # The largest of these need not be the largest of those; but not each larger than the other.
        relative = group and _POINTS_AT_OPTIONS.search(group[0].question.prompt)
        wrong_in: dict[str, list[Item]] = defaultdict(list)
        for item in group:
            for option in item.distractors:
                wrong_in[option_key(option)].append(item)
        for item in group:
            others = [
                other
                for other in wrong_in.get(option_key(item.answer), ())
                if other is not item
                and not (relative and option_key(other.answer) not in map(option_key, item.distractors))
            ]
            for other in others[:1]:
                message = (
                    f"To {quoted(item.question.prompt)} the answer {quoted(item.answer)} is right here "
                    f"and wrong in {quoted(other.question.id)}; find out which, or say in the prompt how "
                    f"they differ."
                )
                hits.append((item.place, message))
    yield from sorted(hits)


def _contradict(one: Item, other: Item) -> bool:
    """Whether the answer to one is a wrong option of the other, which is a worse thing."""
    return any(
        option_key(first.answer) in map(option_key, second.distractors)
        for first, second in ((one, other), (other, one))
    )


def _duplicates(items: Sequence[Item]) -> Hits:
    hits: list[tuple[int, str]] = []
    for group in _same_prompts(items):
        prompt, form = group[0].question.prompt, group[0].question.form
        relative = form in _RELATIVE | _OF_SEVERAL or _POINTS_AT_OPTIONS.search(prompt)
        first: dict[str, Item] = {}
        for item in group:
            # Without the options the question has one answer, so that another one is a repetition, too.
            earlier = first.setdefault(option_key(item.answer) if relative else "", item)
            if earlier is not item and not _contradict(earlier, item):
                same = option_key(earlier.answer) == option_key(item.answer)
                answer = "the same answer" if same else f"the answer {quoted(earlier.answer)}"
                message = (
                    f"{quoted(item.question.prompt)} is asked in {quoted(earlier.question.id)} already, "
                    f"with {answer}; strike one of the two."
                )
                hits.append((item.place, message))
    yield from sorted(hits)


RULES: Final[tuple[Rule, ...]] = (
    Rule("GT505", "error", "Same prompt, contradicting answers", _contradictions),
    Rule("GT506", "warning", "Question asked twice", _duplicates),
)
