"""Whether one question tells the answer of another that is asked after it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from trivia.facts.cells import Known
from trivia.facts.text import folded, words_of
from trivia.quiz.pack import MEASURED
from trivia.quiz.query import Asking, Query
from trivia.quiz.question import Question

MIN_TELLING: Final = 3
"""Characters; a shorter answer, or a number, tells something only beside what it is the answer to."""

SENTENCE: Final = 6
"""Words; a given value of so many is a sentence or a quotation, and may be told in part."""

RUN: Final = 4
"""Words of a sentence that are recognised in another one."""

_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
_NUMBERS: Final = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def given_away(query: Query, question: Question, before: Iterable[Question]) -> bool:
    """Whether an earlier question told the answer: it named both what is given and what is asked for.

    Args:
        query: What is asked.
        question: The question that came of it.
        before: The questions of the same game that come before it.
    """
    if not isinstance(query.asking, Asking) or query.group is None:
        return _written_given_away(question, before)
    answers = tuple(_answers(query, query.asking))
    given = tuple(folded(_name(query.asking, column, key)) for column, key in _given(query))
    long = [answer for answer in answers if len(answer) >= MIN_TELLING and not _is_number(answer)]
    short = [f" {word} " for answer in answers if answer not in long for word in _said(answer)]
    for earlier in before:
        told = (earlier.prompt, earlier.explanation, *earlier.remarks)
        text = folded(" ".join(told))
        if any(answer in text for answer in long) and any(_named(value, text) for value in given):
            return True
        if short and any(value in text for value in given):
            for sentence in _SENTENCE.split(" ".join(told)):
                words = f" {words_of(sentence)} "
                if any(word in words for word in short) and any(words_of(value) in words for value in given):
                    return True
    return False


def _named(value: str, text: str) -> bool:
    """Whether a text names a given value; of a whole sentence a run of its words is enough."""
    if value in text:
        return True
    words = words_of(value).split()
    if len(words) < SENTENCE:
        return False
    said = f" {words_of(text)} "
    runs = (" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
    return any(f" {run} " in said for run in runs)


def _given(query: Query) -> Iterator[tuple[str, str]]:
    assert isinstance(query.asking, Asking)  # noqa: S101 - the caller has looked
    assert query.group is not None  # noqa: S101 - the caller has looked
    yield from zip(query.asking.columns, query.group.given, strict=True)


def _answers(query: Query, asking: Asking) -> Iterator[str]:
    """What would give the answer away, folded: every right answer, or the amount that decides."""
    assert query.group is not None  # noqa: S101 - the caller has looked
    if asking.ask.count or query.form in MEASURED:
        yield folded(asking.measures.subjects[query.group.given].told.shown)
        return
    for row in query.group.rows:
        yield folded(str(row.cells[asking.ask.answer]))


def _name(asking: Asking, column: str, key: str) -> str:
    """A given value as texts name it."""
    cell = asking.table.index(column).rows[key][0].cells[column]
    return cell.shown if isinstance(cell, Known) else key


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "").isdigit()


def _said(answer: str) -> tuple[str, ...]:
    """How a short answer may be said: a small number in digits, and in words."""
    if answer.isdigit() and int(answer) < len(_NUMBERS):
        return answer, _NUMBERS[int(answer)]
    return (words_of(answer),)


_COMMON: Final = frozenset(
    re.findall(
        r"\w+",
        "the a an of in on at to for and or is was were are did does do who what which when where how many "
        "much this that these those with by from as it its his her their be been has have had not one first",
    )
)
_MOSTLY: Final = 3, 5
"""Of the telling words of a hand-written prompt, how many an earlier text must hold to be about the same."""


def _written_given_away(question: Question, before: Iterable[Question]) -> bool:
    """For a question written by hand nobody says what is given, so the words of its prompt stand for it."""
    answer = f" {words_of(question.options[question.answer])} "
    telling = {word for word in words_of(question.prompt).split() if word not in _COMMON}
    part, whole = _MOSTLY
    for earlier in before:
        text = f" {words_of(' '.join((earlier.prompt, earlier.explanation, *earlier.remarks)))} "
        shared = sum(f" {word} " in text for word in sorted(telling))
        same = shared * whole >= len(telling) * part and telling
        if same and (question.judged or answer in text):
            return True
    return False
