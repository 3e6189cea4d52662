"""A query becomes a question: options drawn, each with its proof, and the answer explained."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from trivia.facts.cells import Cell, Known
from trivia.facts.tables import Row
from trivia.facts.text import folded
from trivia.quiz.chance import Chance
from trivia.quiz.pack import Pack, Slot, Template
from trivia.quiz.proof import meets
from trivia.quiz.query import Asking, Candidate, Query, queries
from trivia.quiz.question import (
    TRUE_FALSE_OPTIONS,
    Certificate,
    Proof,
    Question,
    Reference,
)
from trivia.quiz.wording import fill

OPTIONS: Final = 4
MIN_OPTIONS: Final = 3
"""Three good options test as well as four (Rodriguez 2005); fewer are not a choice."""

MAX_PROMPT: Final = 400
"""Characters; a longer prompt leaves no room for its options on a small terminal."""


def every_question(pack: Pack, seed: int) -> Iterator[Question]:
    """Every question that the pack can ask, in the order of its asks and rows.

    Args:
        pack: The pack.
        seed: What chance follows from: which distractors, which order, which statements are false.
    """
    for query in queries(pack):
        question = realise(pack, query, seed)
        if question is not None:
            yield question


def realise(pack: Pack, query: Query, seed: int, truth: bool | None = None) -> Question | None:
    """Make a question of a query.

    The outcome follows from the arguments alone; the place of the query in a game does not matter.

    Args:
        pack: The pack.
        query: What to ask.
        seed: The seed of the game.
        truth: For true/false, whether the statement is to be true; `None` leaves it to chance.

    Returns:
        The question, or `None` where the facts do not prove enough options wrong, or the prompt would
        give its answer away.
    """
    return _Maker(pack, query, seed).make(truth)


class _Maker:
    """Makes one question."""

    def __init__(self, pack: Pack, query: Query, seed: int) -> None:
        self._pack = pack
        self._query = query
        self._asking: Asking = query.asking
        self._chance = Chance("question", seed, query.id)
        self._row = self._chance.pick(query.rows)

    def make(self, truth: bool | None) -> Question | None:
        return self._choice() if self._query.form == "choice" else self._true_false(truth)

    def _choice(self) -> Question | None:
        ask, right = self._asking.ask, self._right()
        wording = ask.prompt_many if self._query.many and ask.prompt_many else ask.prompt
        prompt = self._fill(wording, self._row)
        if prompt is None or len(prompt) > MAX_PROMPT or _within(self._shown(right), prompt):
            return None
        wrong = self._distractors(right, OPTIONS - 1, prompt)
        if len(wrong) < MIN_OPTIONS - 1:
            return None
        options = self._chance.shuffled([(right, self._support(right)), *wrong])
        return self._question(
            prompt=prompt,
            options=tuple(self._shown(candidate) for candidate, _ in options),
            answer=next(place for place, (candidate, _) in enumerate(options) if candidate is right),
            proofs=tuple(proof for _, proof in options),
            told=self._row,
            remarks=tuple(self._remark(candidate) for candidate, _ in options),
        )

    def _true_false(self, truth: bool | None) -> Question | None:
        statement = self._asking.ask.statement
        right = self._right()
        truthful = self._chance.below(2) == 0 if truth is None else truth
        claimed, proof = right, self._support(right)
        if not truthful:
            wrong = self._distractors(right, 1, "")
            if not wrong:
                return None
            claimed, proof = wrong[0]
        prompt = self._fill(statement, self._row, claimed)
        if prompt is None or len(prompt) > MAX_PROMPT:
            return None
        told = self._row if proof.row is None else self._asking.table.rows[proof.row - 1]
        return self._question(
            prompt=prompt,
            options=TRUE_FALSE_OPTIONS,
            answer=0 if truthful else 1,
            proofs=(proof,),
            told=told,
            remarks=("", "") if truthful else (self._remark(claimed),) * 2,
        )

    def _question(
        self,
        prompt: str,
        options: tuple[str, ...],
        answer: int,
        proofs: tuple[Proof, ...],
        told: Row,
        remarks: tuple[str, ...],
    ) -> Question:
        """Put the question together; `told` is the row that the explanation tells of."""
        query, table, ask = self._query, self._asking.table, self._asking.ask
        level = told.level + ask.harder - (query.form == "true_false")
        return Question(
            id=query.id,
            pack=self._pack.facts.id,
            table=table.name,
            heading=table.title,
            ask=ask.id,
            form=query.form,
            prompt=prompt,
            options=options,
            answer=answer,
            explanation=self._explanation(told),
            remarks=remarks,
            sources=tuple(self._references(told)),
            level=min(5, max(1, level)),
            facts=query.facts,
            certificate=Certificate(
                table=table.name,
                given=tuple((column, str(self._row.cells[column])) for column in ask.prompt.columns),
                asked=ask.answer,
                proofs=proofs,
            ),
        )

    def _right(self) -> Candidate:
        cell = self._row.cells[self._asking.ask.answer]
        assert isinstance(cell, Known), "a query's rows have known answers"  # noqa: S101 - narrows the type
        return self._asking.candidates[cell.key]

    def _support(self, right: Candidate) -> Proof:
        return Proof(str(right.cell), "supported", "row", self._row.number)

    def _distractors(self, right: Candidate, wanted: int, prompt: str) -> list[tuple[Candidate, Proof]]:
        """Candidates that are alike, proved wrong and told apart at a glance; the nearest first."""
        taken = {folded(self._shown(right))}
        found: list[tuple[Candidate, Proof]] = []
        for candidate in self._lures() or self._ranked(right):
            shown = self._shown(candidate)
            if folded(shown) in taken or _within(shown, prompt) or overlap(right.cell, candidate.cell):
                continue
            proof = self._asking.claims.refute(self._query.given, candidate.cell)
            if proof is None:
                continue
            taken.add(folded(shown))
            found.append((candidate, proof))
            if len(found) == wanted:
                break
        return found

    def _lures(self) -> list[Candidate]:
        """The wrong answers that the author chose for this row, in a drawn order."""
        cells = self._row.lures.get(self._asking.ask.answer, ())
        return self._chance.shuffled([Candidate(cell, str(cell), (), ()) for cell in cells])

    def _shown(self, candidate: Candidate) -> str:
        """How an option shows a candidate."""
        if self._asking.ask.option is None:
            return candidate.shown
        return self._fill(self._asking.ask.option, self._row, candidate) or candidate.shown

    def _ranked(self, right: Candidate) -> list[Candidate]:
        """The candidates that are alike, in a drawn order; those that share what is `near` come first."""
        ask = self._asking.ask
        wanted = self._wanted_traits(right)
        strict = len(ask.alike)
        alike = [
            candidate
            for candidate in self._asking.candidates.values()
            if candidate is not right
            and all(_shares(candidate.traits[path], wanted[path]) for path in range(strict))
        ]
        drawn = self._chance.shuffled(alike)
        return sorted(
            drawn,
            key=lambda candidate: [
                not _shares(candidate.traits[path], wanted[path]) for path in range(strict, len(wanted))
            ],
        )

    def _wanted_traits(self, right: Candidate) -> list[frozenset[str]]:
        """What the row that is asked about shows along each path; empty where that is not known."""
        ask, table, facts = self._asking.ask, self._asking.table, self._pack.facts
        wanted: list[frozenset[str]] = []
        for place, path in enumerate((*ask.alike, *ask.near)):
            if path.column == ask.answer:
                wanted.append(right.traits[place])
                continue
            cell = self._row.cells[path.column]
            word = facts.attribute(table, path.column, cell, path.attribute) if path.attribute else _key(cell)
            wanted.append(frozenset() if word is None else frozenset((word,)))
        return wanted

    def _fill(self, template: Template | None, row: Row, claimed: Candidate | None = None) -> str | None:
        """Fill a template from a row; `claimed` stands in for its answer."""
        if template is None:
            return None
        ask, table, facts = self._asking.ask, self._asking.table, self._pack.facts

        def value(slot: Slot) -> str | None:
            cell = row.cells[slot.column]
            if claimed is not None and slot.column == ask.answer:
                cell = claimed.cell
            if slot.attribute is not None:
                return facts.attribute(table, slot.column, cell, slot.attribute)
            return str(cell) if isinstance(cell, Known) else None

        return fill(template, value)

    def _explanation(self, row: Row) -> str:
        ask = self._asking.ask
        reason = self._fill(ask.because, row) or self._fill(ask.statement, row)
        return " ".join(part for part in (reason, row.note) if part)

    def _remark(self, candidate: Candidate) -> str:
        """What a candidate really is the answer to: the statement of the first row that bears it out."""
        ask, facts, table = self._asking.ask, self._pack.facts, self._asking.table
        for row in candidate.rows:
            if all(meets(facts, table, row, condition) for condition in ask.where):
                return self._fill(ask.statement, row) or ""
        return ""

    def _references(self, row: Row) -> Iterator[Reference]:
        for citation in row.sources:
            source = self._pack.facts.sources[citation.source]
            yield Reference(
                source.id, source.title, source.about, source.date, citation.paragraph, source.paragraphs
            )


def overlap(one: Known, other: Known) -> bool:
    """Whether two numbers are too near to tell apart: one may be the other, rounded.

    A number stands for everything that rounds to it in its last written digit.
    """
    if not isinstance(one.value, Decimal) or not isinstance(other.value, Decimal):
        return False
    coarse = max(_last_digit(one.value), _last_digit(other.value))
    return abs(one.value - other.value) * 2 <= coarse


def _last_digit(number: Decimal) -> Decimal:
    """What a step in the last written digit is worth: 0.1 for 51.6, 1 for 1515."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)


def _key(cell: Cell) -> str | None:
    return cell.key if isinstance(cell, Known) else None


def _shares(traits: frozenset[str], wanted: frozenset[str]) -> bool:
    """Whether a candidate has what is wanted; where nothing is known to want, every candidate has it."""
    return not wanted or not wanted.isdisjoint(traits)


def _within(option: str, prompt: str) -> bool:
    """Whether the prompt says the option's words, as whole words."""
    words, said = f" {_words(option)} ", f" {_words(prompt)} "
    return words in said


def _words(text: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded(text)).split())
