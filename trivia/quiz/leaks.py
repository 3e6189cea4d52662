"""Whether one question tells the answer of another that is asked after it."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from trivia.facts.cells import Known
from trivia.facts.text import folded, words_of
from trivia.quiz.asking import Asking
from trivia.quiz.pack import MEASURED
from trivia.quiz.query import Query
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


class Told:
    """What a question tells whoever has answered it, ready to be held against many secrets."""

    def __init__(self, question: Question) -> None:
        self._said = " ".join((question.prompt, question.explanation, *question.remarks))

    @cached_property
    def text(self) -> str:
        """All of it, folded."""
        return folded(self._said)

    @cached_property
    def words(self) -> str:
        """Its words, folded, with a blank on either side."""
        return f" {words_of(self._said)} "

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The words of each of its sentences, likewise."""
        return tuple(f" {words_of(sentence)} " for sentence in _SENTENCE.split(self._said))


class Secret:
    """What nobody should be told before a question: its answer, beside what it is the answer to."""

    def __init__(self, query: Query, question: Question) -> None:
        """Say what must not be told.

        Args:
            query: What is asked.
            question: The question that came of it.
        """
        self._question = question
        self._written = not isinstance(query.asking, Asking) or query.group is None
        if isinstance(query.asking, Asking) and query.group is not None:
            answers = tuple(_answers(query, query.asking))
            self._given = tuple(folded(_name(query.asking, column, key)) for column, key in _given(query))
            self._given_words = tuple(words_of(value) for value in self._given)
            self._long = [
                answer for answer in answers if len(answer) >= MIN_TELLING and not _is_number(answer)
            ]
            self._short = [
                f" {word} " for answer in answers if answer not in self._long for word in _said(answer)
            ]

    def given_away_by(self, told: Told) -> bool:
        """Whether an earlier question tells it: it names both what is given and what is asked for."""
        if self._written:
            return _written_given_away(self._question, told)
        if any(answer in told.text for answer in self._long) and any(
            _named(value, words, told) for value, words in zip(self._given, self._given_words, strict=True)
        ):
            return True
        if not self._short or not any(value in told.text for value in self._given):
            return False
        return any(
            any(word in sentence for word in self._short)
            and any(words in sentence for words in self._given_words)
            for sentence in told.sentences
        )


def given_away(query: Query, question: Question, before: Iterable[Question]) -> bool:
    """Whether an earlier question told the answer.

    Args:
        query: What is asked.
        question: The question that came of it.
        before: The questions of the same game that come before it.
    """
    secret = Secret(query, question)
    return any(secret.given_away_by(Told(earlier)) for earlier in before)


def _named(value: str, words: str, told: Told) -> bool:
    """Whether a given value is named; of a whole sentence a run of its words is enough."""
    if value in told.text:
        return True
    one_by_one = words.split()
    if len(one_by_one) < SENTENCE:
        return False
    runs = (" ".join(one_by_one[start : start + RUN]) for start in range(len(one_by_one) - RUN + 1))
    return any(f" {run} " in told.words for run in runs)


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


def _written_given_away(question: Question, told: Told) -> bool:
    """For a question written by hand nobody says what is given, so the words of its prompt stand for it."""
    telling = {word for word in words_of(question.prompt).split() if word not in _COMMON}
    part, whole = _MOSTLY
    shared = sum(f" {word} " in told.words for word in sorted(telling))
    if not telling or shared * whole < len(telling) * part:
        return False
    return question.judged or f" {words_of(question.options[question.answer])} " in told.words
