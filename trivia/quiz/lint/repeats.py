"""Rules on prompts that come twice (GT505 and GT506)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from trivia.facts.text import folded
from trivia.quiz.lint.finding import Hits, Rule, quoted
from trivia.quiz.lint.item import Item, option_key


def _same_prompts(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield the questions that ask the same, in their order; the heading is part of what is asked."""
    groups: dict[tuple[str, str, bool], list[Item]] = defaultdict(list)
    for item in items:
        if item.answer:
            asked = folded(item.question.prompt).rstrip("?.!: ")
            groups[folded(item.question.heading), asked, item.is_true_false].append(item)
    for group in groups.values():
        if len(group) > 1:
            yield group


_RELATIVE: Final = frozenset({"higher", "lower", "order"})
"""Forms whose answer depends on the options beside it: the highest of these may be low among others."""


def _contradictions(items: Sequence[Item]) -> Hits:
    hits: list[tuple[int, str]] = []
    for everything in _same_prompts(items):
        group = [item for item in everything if item.question.form not in _RELATIVE]
        first_wrong: dict[str, Item] = {}
        for item in group:
            for option in item.distractors:
                first_wrong.setdefault(option_key(option), item)
        for item in group:
            other = first_wrong.get(option_key(item.answer))
            if other is not None and other is not item:
                message = (
                    f"To {quoted(item.question.prompt)} the answer {quoted(item.answer)} is right here "
                    f"and wrong in {quoted(other.question.id)}; find out which, or say in the prompt how "
                    f"they differ."
                )
                hits.append((item.place, message))
    yield from sorted(hits)


def _duplicates(items: Sequence[Item]) -> Hits:
    hits: list[tuple[int, str]] = []
    for group in _same_prompts(items):
        first: dict[str, Item] = {}
        for item in group:
            earlier = first.setdefault(option_key(item.answer), item)
            if earlier is not item:
                message = (
                    f"{quoted(item.question.prompt)} is asked in {quoted(earlier.question.id)} already, "
                    "with the same answer; strike one of the two."
                )
                hits.append((item.place, message))
    yield from sorted(hits)


RULES: Final[tuple[Rule, ...]] = (
    Rule("GT505", "error", "Same prompt, contradicting answers", _contradictions),
    Rule("GT506", "warning", "Question asked twice", _duplicates),
)
