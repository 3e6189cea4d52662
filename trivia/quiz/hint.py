"""Asking the article: where the answer stands, and something of its row that does not tell it.

A hint is one sentence on the place, and where something helps without giving the answer, a clue. A clue is
taken from the question's own row: the sentence that explains it with the answer blanked, its note, or a
cell that the prompt does not ask for. It never names an option, right or wrong; only where there is no clue,
a game rules out a wrong one, so that nobody pays for a place alone.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from trivia.facts.cells import Known
from trivia.facts.tables import Facts, Row
from trivia.facts.values import ORDERED_KINDS
from trivia.quiz.asking import Asking
from trivia.quiz.chance import Chance
from trivia.quiz.pack import EACH_ROW, MEASURED, Ask, Pack
from trivia.quiz.query import askings
from trivia.quiz.question import Question, Reference
from trivia.quiz.taboo import Taboo, rows_given

BLANK: Final = "____"
MAX_ARTICLES: Final = 2
MAX_CELL: Final = 120
"""Characters; a longer cell is a text of its own and no clue."""

_SENTENCE: Final = re.compile(r"(?<=[\w”’)][\w”’)][.!?])\s+(?![a-z])")
"""Between two sentences; not after the “J.K.” of a name, or the “v.” of a title."""

_EXPLAINED: Final = ("choice", "not", "pairs")
_SEVERAL: Final = ("order", "compare")
"""Forms that tell of several subjects, maybe from several articles; else the weightiest article will do."""


def hint(pack: Pack, question: Question, ruled_out: int | None = None) -> str:
    """Say where an answer stands and, where that is possible without telling it, something that helps.

    Args:
        pack: The pack that the question comes from.
        question: The question.
        ruled_out: The index of a wrong option that may be ruled out where there is no clue; `None` for none.

    Returns:
        One or two sentences.
    """
    asking = next((asking for asking in askings(pack) if asking.ask.id == question.ask), None)
    taboo = Taboo(pack.facts, None if asking is None else asking.ask, question)
    counted = asking is not None and bool(asking.ask.count)
    clues: Iterator[str] = iter(())
    if asking is not None:
        clues = (_counted if counted else _looked_up)(asking, question, taboo)
    sure = "" if ruled_out is None else f"One thing is sure: it is not {question.options[ruled_out]}."
    return f"{_place(question, taboo, counted)} {next(clues, sure)}".strip()


# The place.


def _place(question: Question, taboo: Taboo, counted: bool) -> str:
    """In whose article, and in which paragraphs.

    Of what is counted only the beginning is named, for so many paragraphs may mean as many as are counted;
    and where counts are compared nothing, for it would be the answer's alone.
    """
    articles = list(dict.fromkeys(one.id for one in question.sources))
    several = question.form in _SEVERAL and not counted
    places = []
    for article in articles[: MAX_ARTICLES if several else 1]:
        cited = [one for one in question.sources if one.id == article]
        where = _where(question, cited, taboo, counted)
        places.append(_article(cited[0], where, taboo, brief=several and len(articles) > 1))
    told = "It has to be counted" if counted else "It is told"
    return f"{told} {', and '.join(filter(None, places)) or 'in one of the sources'}."


def _where(question: Question, cited: Sequence[Reference], taboo: Taboo, counted: bool) -> tuple[str, str]:
    """The place within an article, as it stands before its name and behind it."""
    numbers = sorted({one.paragraph for one in cited if one.paragraph is not None})
    if not numbers:
        return "in", ""
    if counted:
        behind = "" if question.form in MEASURED else f", from {cited[0].unit} {numbers[0]} on"
        return "in", behind if taboo.allows(behind) else ""
    behind = f", {_paragraphs(numbers, cited[0].unit)}"
    return ("in", behind) if taboo.allows(behind) else (_roughly(numbers[0], cited[0].paragraphs), "")


def _article(article: Reference, where: tuple[str, str], taboo: Taboo, brief: bool) -> str:
    """The place and the name of an article, as far as it may be named; empty where it may not."""
    title = f"“{article.title}”" if taboo.allows(article.title) else ""
    about = _within(article.about) if taboo.allows(article.about) and not (brief and title) else ""
    if not title and not about:
        return ""
    before, behind = where
    return f"{before} {title or 'a source'}{f' ({about})' if about else ''}{behind}"


def _within(sentence: str) -> str:
    """A sentence as it stands in brackets."""
    first, blank, rest = sentence.rstrip(".").partition(" ")
    return f"{first.lower() if first in ('The', 'A', 'An') else first}{blank}{rest}"


def _paragraphs(numbers: Sequence[int], unit: str) -> str:
    """`paragraph 3`, `paragraphs 3 and 28–29`."""
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(numbers), key=lambda numbered: numbered[1] - numbered[0])
    ]
    texts = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    if len(numbers) == 1:
        return f"{unit} {texts[0]}"
    *others, last = texts
    return f"{unit}s {', '.join(others)} and {last}" if others else f"{unit}s {last}"


def _roughly(paragraph: int, paragraphs: int | None) -> str:
    """Where a paragraph stands, where its number would name an option."""
    if paragraphs is None:
        return "in"
    if 3 * paragraph <= paragraphs:
        return "near the beginning of"
    return "about the middle of" if 3 * paragraph <= 2 * paragraphs else "towards the end of"


# The clue.


def _looked_up(asking: Asking, question: Question, taboo: Taboo) -> Iterator[str]:
    """What may be said of a question that is about a row or two, the best first."""
    facts, ask = asking.facts, asking.ask
    row = _row(facts, ask, question)
    if question.form in _EXPLAINED:
        yield from _sentences(facts, ask, question, row, taboo)
    if row is not None and question.form != "not":
        yield from _cells(facts, ask, row, taboo)


def _row(facts: Facts, ask: Ask, question: Question) -> Row | None:
    """The one row that a question is about, if there is one."""
    table = facts.tables[ask.table]
    if question.form in ("not", "order", "compare"):
        return None
    if question.judged:
        rows = rows_given(table, question)
        return rows[0] if len(rows) == 1 else None
    number = question.certificate.proofs[question.answer].row
    return None if number is None else table.rows[number - 1]


def _sentences(facts: Facts, ask: Ask, question: Question, row: Row | None, taboo: Taboo) -> Iterator[str]:
    """The explanation with the answer blanked, and the sentences of the row's note."""
    names = _names(facts, ask, question)
    note = _SENTENCE.split(row.note) if row is not None else []
    told = [blanked for sentence in note if BLANK not in (blanked := _blanked(sentence, names))[len(BLANK) :]]
    if question.form == "not" or _says_more(ask):
        reason = question.explanation.removesuffix(row.note if row is not None else "").strip()
        told.insert(0, _blanked(reason, names))
    for sentence in told:
        if taboo.new_words(sentence) and taboo.allows_clue(sentence):
            yield f"The odd one out: {sentence}" if question.form == "not" else sentence


def _says_more(ask: Ask) -> bool:
    """Whether the explanation tells another column than the prompt, the answer and the statement do."""
    if ask.because is None:
        return False
    known = {*ask.prompt.columns, ask.answer, *(ask.statement.columns if ask.statement else ())}
    return not known.issuperset(ask.because.columns)


def _names(facts: Facts, ask: Ask, question: Question) -> list[str]:
    """How the right answer may be named, and in a pair what it belongs to; the longest first."""
    proof = question.certificate.proofs[question.answer]
    values = [(ask.answer, proof.value), *proof.given]
    names = [question.options[question.answer], *(value for _, value in values)]
    for column, value in values:
        kind = facts.kinds.get(facts.tables[ask.table].columns[column].kind)
        entity = kind.entities.get(value) if kind else None
        if entity is not None:
            names += [*entity.aliases, entity.attributes.get(ask.show or "", value)]
    return sorted(dict.fromkeys(names), key=lambda name: -len(name))


def _blanked(text: str, names: Sequence[str]) -> str:
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", BLANK, text, flags=re.IGNORECASE)
    return text


def _cells(facts: Facts, ask: Ask, row: Row, taboo: Taboo) -> Iterator[str]:
    """Cells that are neither given nor asked for, nor part of how the pack words things."""
    table = facts.tables[ask.table]
    used = {
        *ask.prompt.columns,
        ask.answer,
        *(one.slot.column for one in ask.where if one.slot.attribute is None),
    }
    used |= set(ask.statement.columns if ask.statement else ())
    for name, column in table.columns.items():
        cell = row.cells[name]
        if name in used or column.kind in ORDERED_KINDS or not isinstance(cell, Known):
            continue
        common = 2 * len(table.index(name).rows[cell.key]) > len(table.rows)
        clue = f"The {name.replace('_', ' ')} in question: {cell.shown}."
        if len(cell.shown) > MAX_CELL or common or (column.kind == "text" and cell.shown[:1].islower()):
            continue
        if taboo.new_words(cell.shown) and taboo.allows_clue(clue):
            yield clue


def _counted(asking: Asking, question: Question, taboo: Taboo) -> Iterator[str]:
    """One of those that are counted, where nobody is asked whether there is any at all.

    Where several subjects are compared, chance says of which; that it has one is no news.
    """
    ask, proofs = asking.ask, question.certificate.proofs
    if ask.count == EACH_ROW or any(proof.value == "0" for proof in proofs):
        return
    given = dict(question.certificate.given)
    if question.form in MEASURED:
        names = [value for _, value in proofs[0].given] or [proof.value for proof in proofs]
        given[ask.subject(question.form)] = Chance("hint", question.id).pick(names)
    for subject in asking.measures.subjects.values():
        first = subject.rows[0]
        if all(str(first.cells[column]) == given.get(column) for column in asking.columns):
            clues = (f"Among those counted: {row.cells[ask.count]}." for row in subject.rows)
            yield from (clue for clue in clues if taboo.allows_clue(clue))
