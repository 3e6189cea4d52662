"""What the lint says, and what a rule is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from trivia.facts.text import printable
from trivia.quiz.lint.item import Item

Severity: TypeAlias = Literal["error", "warning"]
Hits: TypeAlias = Iterator[tuple[int | None, str]]
"""The place of a question (`None` for the pack as a whole) and the message on it."""

_QUOTED_AT_MOST: Final = 72


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend.

    Attributes:
        code: The rule's code, like `GT101`; its page is `docs/lint/GT101.md`.
        severity: `error`: the question must not be asked like this. `warning`: a person should look.
        question: The question's id, or an empty string where the pack as a whole is meant.
        message: A sentence: what was found, quoted, and what to do about it.
    """

    code: str
    severity: Severity
    question: str
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of item writing.

    Attributes:
        code: Its name for ever; codes are not given twice.
        severity: What its findings are.
        title: What it finds, in a few words.
        check: Reads all questions and yields its hits, in the order of the questions.
    """

    code: str
    severity: Severity
    title: str
    check: Callable[[Sequence[Item]], Hits]


def item_rule(
    code: str, severity: Severity, title: str, check: Callable[[Item], Iterator[str] | list[str]]
) -> Rule:
    """Return a rule that reads one question at a time; `check` gives the messages on it."""

    def check_all(items: Sequence[Item]) -> Hits:
        for item in items:
            for message in check(item):
                yield item.place, message

    return Rule(code, severity, title, check_all)


def quoted(text: str) -> str:
    """Return `text` in quotation marks, harmless to print and no longer than a line."""
    shown = printable(text)
    if len(shown) > _QUOTED_AT_MOST:
        shown = shown[: _QUOTED_AT_MOST - 1].rstrip() + "…"
    return f"“{shown}”"


def all_quoted(texts: Sequence[str]) -> str:
    """Return several texts in quotation marks: `“a”, “b” and “c”`."""
    shown = [quoted(text) for text in texts]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
