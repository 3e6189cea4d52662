"""What a hint must not say: whatever names an option, and numbers where numbers are asked for."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from trivia.facts.cells import Known
from trivia.facts.tables import EntityKind, Facts, Row, Table
from trivia.facts.text import folded, words_of
from trivia.facts.values import ORDERED_KINDS
from trivia.quiz.pack import MEASURED, Ask
from trivia.quiz.question import Question

MIN_WORD: Final = 3
"""Letters; shorter words tell nothing by themselves."""

_UNITS: Final = tuple(
    re.findall(
        r"\w+",
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen",
    )
)
_TENS: Final = tuple(re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety"))
_ORDINALS: Final = tuple(
    re.findall(
        r"\w+",
        "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
    )
)
_MULTIPLES: Final = (
    (1, ("once", "single", "sole")),
    (2, ("twice", "both", "double", "pair", "couple", "half")),
    (3, ("thrice", "triple")),
    (12, ("dozen",)),
    (100, ("hundred",)),
    (1_000, ("thousand",)),
)
_VALUES: Final = {
    **{word: value for words in (_UNITS, _ORDINALS) for value, word in enumerate(words)},
    **{word: 20 + 10 * place for place, word in enumerate(_TENS)},
    **{word: value for value, words in _MULTIPLES for word in words},
}
_NUMERAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th)?")

_FUNCTION_WORDS: Final = frozenset(
    re.findall(
        r"\w+",
        "the and for but nor yet was were are did does has had have been being who whom whose what which "
        "when where why how this that these those with from into onto upon over under than then there their "
        "they them its his her him she you your our ours all any each every some such not",
    )
)
"""Words that hold a sentence together and name nothing."""

_GENDERED: Final = frozenset(
    re.findall(
        r"\w+",
        "he him his himself she her hers herself man men woman women actor actors actress actresses mother "
        "father son daughter sister brother wife husband king queen boy girl",
    )
)
"""Words that leave only some of several people."""

_GENDERS: Final = frozenset(["he", "she", "they", "m", "f", "male", "female", "man", "woman"])


def said(text: str) -> Iterator[str]:
    """The words of a text, folded, in order; numbers in digits, however they are written."""
    tens = 0
    for word in words_of(text).split():
        numeral = _NUMERAL.fullmatch(word)
        value = int(numeral[1]) if numeral else _VALUES.get(word)
        if value is None:
            yield word
            tens = 0
            continue
        yield str(value)
        if tens and 0 < value < 10:
            yield str(tens + value)  # thirty-one
        tens = value if word in _TENS else 0


class Taboo:
    """What a hint to one question must not say."""

    def __init__(self, facts: Facts, ask: Ask | None, question: Question) -> None:
        """Collect what names an option, or decides.

        Args:
            facts: The pack's facts.
            ask: The question's ask; `None` where it is written by hand.
            question: The question.
        """
        texts = list(_names(facts, ask, question))
        self._phrases = [f" {words_of(text)} " for text in texts]
        self._texts = [folded(text) for text in texts if len(text) > MIN_WORD or not text.isascii()]
        self._words = {word for text in texts for word in said(text) if _telling(word)}
        self._prompt = frozenset(said(question.prompt))
        if _ordered(facts, ask, question) or all(
            any(map(str.isdecimal, said(option))) for option in question.options
        ):  # numbers decide, and so may any that explains the answer
            self._words |= {word for word in said(question.explanation) if word.isdecimal()}
        self._genderless = not _one_gender(facts, ask, question)

    def allows(self, text: str) -> bool:
        """Whether a text names no option and nothing that decides."""
        if not self._words.isdisjoint(said(text)):
            return False
        whole, spaced = folded(text), f" {words_of(text)} "
        return not any(same and same in whole for same in self._texts) and not any(
            phrase in spaced for phrase in self._phrases if phrase.strip()
        )

    def allows_clue(self, text: str) -> bool:
        """Whether a clue may be given: where men and women are among the options, it leaves both."""
        if self._genderless and not _GENDERED.isdisjoint(said(text)):
            return False
        return self.allows(text)

    def new_words(self, text: str) -> int:
        """How many words of a text name something that the prompt does not speak of."""
        known = {_stem(word) for word in self._prompt}
        return len({_stem(word) for word in said(text) if _telling(word)} - known)


def _telling(word: str) -> bool:
    return (len(word) >= MIN_WORD or any(map(str.isdecimal, word))) and word not in _FUNCTION_WORDS


def _stem(word: str) -> str:
    return word[:4]


def _names(facts: Facts, ask: Ask | None, question: Question) -> Iterator[str]:
    """Every way in which the options, what is claimed and what is true are named."""
    if not question.judged:
        yield from question.options
    if ask is None:  # of a statement that is written by hand nobody says which of its words decide
        yield from (proof.value for proof in question.certificate.proofs)
        return
    for proof in question.certificate.proofs:
        yield from (proof.amount, *(value for _, value in proof.given))
    kind = _options_kind(facts, ask, question)
    for name in _values(facts, ask, question):
        yield name
        entity = kind.entities.get(name) if kind else None
        yield from entity.aliases if entity else ()


def _values(facts: Facts, ask: Ask, question: Question) -> Iterator[str]:
    """What stands among the options by full names, what a statement claims, and what is true instead."""
    yield from (proof.value for proof in question.certificate.proofs)
    if question.form == "true_false" and ask.answer:
        for row in rows_given(facts.tables[ask.table], question):
            cell = row.cells[ask.answer]
            if isinstance(cell, Known):
                yield cell.shown


def rows_given(table: Table, question: Question) -> list[Row]:
    """The rows with the values that a prompt gives."""
    given = [(column, value) for column, value in question.certificate.given if column in table.columns]
    if not given:
        return []
    column, value = given[0]
    same = (rows[0].cells[column] for rows in table.index(column).rows.values())
    keys = [cell.key for cell in same if isinstance(cell, Known) and cell.shown == value]
    rows = chain.from_iterable(table.index(column).rows[key] for key in keys)
    return [row for row in rows if all(str(row.cells[name]) == shown for name, shown in given)]


def _options_kind(facts: Facts, ask: Ask, question: Question) -> EntityKind | None:
    """The entities that the options are, or that a statement claims; `None` where they are none."""
    column = ask.subject(question.form) if question.form in MEASURED else ask.answer
    return facts.kinds.get(facts.tables[ask.table].columns[column].kind) if column else None


def _ordered(facts: Facts, ask: Ask | None, question: Question) -> bool:
    """Whether numbers, years, days or counts decide."""
    if ask is None:
        return False
    return (
        bool(ask.count)
        or question.form in MEASURED
        or facts.tables[ask.table].columns[ask.answer].kind in ORDERED_KINDS
    )


def _one_gender(facts: Facts, ask: Ask | None, question: Question) -> bool:
    """Whether the options are all men, or all women, or nothing of the kind."""
    if ask is None:
        return False
    kind = _options_kind(facts, ask, question)
    if kind is None:
        return _ordered(facts, ask, question)
    people = [kind.entities.get(name) for name in _values(facts, ask, question)]
    for trait in kind.attributes:
        shown = {None if one is None else one.attributes.get(trait) for one in people}
        if shown & _GENDERS:
            return len(shown) == 1
    options = {word for option in question.options for word in said(option)}
    return question.form != "pairs" and options.isdisjoint(_GENDERED)
