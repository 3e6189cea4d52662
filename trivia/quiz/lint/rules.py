"""The table of all rules, and the lint itself."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from trivia.quiz.lint import balance, clues, form, leaks, looks, options, repeats, stem
from trivia.quiz.lint.finding import Finding
from trivia.quiz.lint.item import Item
from trivia.quiz.question import Question

RULES: Final = MappingProxyType(
    {
        rule.code: rule
        for module in (options, stem, clues, looks, form, balance, repeats, leaks)
        for rule in module.RULES
    }
)
"""Every rule by its code, in the order of the codes."""


def lint(questions: Sequence[Question]) -> list[Finding]:
    """Return what is to be mended in these questions.

    The findings come in the order of the questions, for each by rule; those on the pack as a whole last.
    """
    items = [Item(question, place) for place, question in enumerate(questions)]
    found: list[tuple[int, str, Finding]] = []
    for rule in RULES.values():
        for place, message in rule.check(items):
            at = len(items) if place is None else place
            name = "" if place is None else questions[place].id
            found.append((at, rule.code, Finding(rule.code, rule.severity, name, message)))
    found.sort(key=_by_place_and_code)
    return [finding for _, _, finding in found]


def _by_place_and_code(found: tuple[int, str, Finding]) -> tuple[int, str]:
    return found[:2]
