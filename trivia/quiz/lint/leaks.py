"""The rule on a question that tells another one's answer (GT507)."""

from collections import defaultdict
from collections.abc import Sequence
from math import sqrt
from typing import Final

from trivia.quiz.lint.finding import Hits, Rule, quoted
from trivia.quiz.lint.item import Item
from trivia.quiz.lint.words import contains, content

COMMON_FROM: Final = 100
"""A word in so many prompts tells nobody which question is meant; nor could all of them be read."""
ABOUT_AT_LEAST: Final = 0.6
"""The share of a prompt's meaning that another must hold to be about the same."""


class _Index:
    """Which prompts hold which words.

    Attributes:
        places: For every word the places of the questions whose prompt holds it, in their order.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self.places: dict[str, list[int]] = defaultdict(list)
        for item in items:
            for word in item.prompt_content:
                self.places[word].append(item.place)

    def weight(self, word: str) -> float:
        """How much a word tells: nearly 1 if it is rare, less the more prompts hold it."""
        return 1 / sqrt(1 + len(self.places.get(word, ())))


def _tells_nothing(item: Item) -> bool:
    """Whether a reader learns nothing from the prompt: it may be false."""
    return item.is_true_false and item.answer != "True"


def _leaks(items: Sequence[Item]) -> Hits:
    index = _Index(items)
    for item in items:
        leak = _leak_of(item, items, index)
        if leak is not None:
            message = (
                f"{quoted(leak.question.prompt)} ({quoted(leak.question.id)}) tells the answer "
                f"{quoted(item.answer)} to {quoted(item.question.prompt)}; reword it, or strike one of "
                f"the two."
            )
            yield item.place, message


def _leak_of(item: Item, items: Sequence[Item], index: _Index) -> Item | None:
    """Return the first question whose prompt tells this one's answer and is about the same, if any."""
    meant = content(item.answer_words)
    if not item.is_choice or not meant or meant <= item.prompt_content:
        return None
    rare = min((index.places.get(word, []) for word in meant), key=len)
    if not rare or len(rare) >= COMMON_FROM:
        return None
    for place in rare:
        other = items[place]
        if other is not item and not _tells_nothing(other) and _tells(other, item, index):
            return other
    return None


def _tells(other: Item, item: Item, index: _Index) -> bool:
    """Whether the prompt of `other` holds the answer of `item`, no wrong option, and what it is about."""
    prompt = other.prompt_words
    if not contains(prompt, item.answer_words) or any(
        contains(prompt, wrong) for wrong in item.distractor_words
    ):
        return False
    if set(other.question.facts) & set(item.question.facts):
        return False  # a game asks no fact twice, so these two never meet
    about = item.prompt_content - content(item.answer_words)
    shared = about & other.prompt_content
    if len(shared) < 2:
        return False
    held = sum(index.weight(word) for word in shared)
    return held >= ABOUT_AT_LEAST * sum(index.weight(word) for word in about)


RULES: Final[tuple[Rule, ...]] = (Rule("GT507", "warning", "Another prompt tells the answer", _leaks),)
