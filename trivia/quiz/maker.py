"""What making a question needs whatever its form: filling wordings, explaining, citing, putting together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, TypeAlias

from trivia.facts.cells import Cell, Known
from trivia.facts.sources import Citation
from trivia.facts.tables import Facts, Row
from trivia.facts.text import words_of
from trivia.quiz.asking import Asking, Group
from trivia.quiz.candidates import Candidate, stands_out
from trivia.quiz.chance import Chance
from trivia.quiz.difficulty import difficulty
from trivia.quiz.pack import COUNT, OTHER, Slot, Template
from trivia.quiz.query import Query
from trivia.quiz.question import Certificate, Given, Proof, Question, Reference

OPTIONS: Final = 4

MAX_PROMPT: Final = 400
"""Characters; a longer prompt leaves no room for its options on a small terminal."""

MAX_SOURCES: Final = 8
"""Paragraphs named under an explanation; a count of many rows rests on more."""

SPARE: Final = 8
"""Distractors that are looked at besides the first, where those make the answer stand out."""

Drawn: TypeAlias = tuple[Candidate, Proof]


class Maker:
    """Makes one question; each form has its own way in a class below this one."""

    __slots__ = ("ask", "asking", "chance", "facts", "group", "query", "row", "seed", "shown")

    def __init__(self, facts: Facts, query: Query, asking: Asking, group: Group, seed: int) -> None:
        self.facts = facts
        self.query = query
        self.asking = asking
        self.ask = asking.ask
        self.group = group
        self.seed = seed
        self.chance = Chance("question", seed, query.id)
        self.row = self.chance.pick(group.rows)
        self.shown: tuple[str | None, ...] | None = None  # see `OptionMaker._wanted`

    # Wordings.

    def fill(
        self, template: Template | None, row: Row, said: Mapping[str, Known] | None = None
    ) -> str | None:
        """Fill a template from a row; `None` where a value is lacking.

        Args:
            template: The template.
            row: Where its columns come from.
            said: What stands in for columns, and for `count` and `other`.
        """
        if template is None:
            return None

        cells: Mapping[str, Cell] = {**row.cells, **said} if said else row.cells
        shape = template.shape
        if shape is not None:  # most wordings, and three times as fast
            text, columns = shape
            known = [cell.shown for column in columns if type(cell := cells.get(column)) is Known]
            return text % tuple(known) if len(known) == len(columns) else None
        words: list[str] = []
        for part in template.parts:
            if isinstance(part, str):
                words.append(part)
                continue
            cell = cells.get(part.column)
            if type(cell) is not Known:
                return None
            word = cell.shown if part.attribute is None else self._attribute(part, cell)
            if word is None:
                return None
            words.append(word)
        return "".join(words)

    def _attribute(self, slot: Slot, cell: Known) -> str | None:
        column = self.ask.subject("compare") if slot.column == OTHER else slot.column
        return self.facts.attribute(self.asking.table, column, cell, slot.attribute or "")

    def reason(self, row: Row, said: Mapping[str, Known] | None = None) -> str:
        """Why: the ask's `because`, or else its statement."""
        return self.fill(self.ask.because, row, said) or self.fill(self.ask.statement, row, said) or ""

    def explanation(self, row: Row, said: Mapping[str, Known] | None = None) -> str:
        """Why, with the row's note where no count stands in."""
        if said and COUNT in said:
            return self.reason(row, said)
        told = self.asking.explanations
        found = told.get(row.number)
        if found is None:
            reason = self.reason(row, said)
            found = told[row.number] = f"{reason} {row.note}" if reason and row.note else reason or row.note
        return found

    def given_values(self, row: Row, columns: Iterable[str] | None = None) -> Given:
        """What a row gives, by full names."""
        cells = row.cells
        asked = self.asking.columns if columns is None else columns
        return tuple([(column, cell.shown) for column in asked if type(cell := cells[column]) is Known])

    # Options.

    def chosen(self, right: Candidate, wrong: Iterator[Drawn], wanted: int) -> list[Drawn]:
        """The first wrong options; where they make the right one stand out, others in their place."""
        found = list(islice(wrong, wanted))
        shown = [candidate for candidate, _ in found]
        if not found or not stands_out(right, shown):
            return found
        for spare in islice(wrong, SPARE):
            for place in range(len(found) - 1, -1, -1):
                shown[place], replaced = spare[0], shown[place]
                if not stands_out(right, shown):
                    found[place] = spare
                    return found
                shown[place] = replaced
        return found

    # The question.

    def question(
        self,
        *,
        prompt: str,
        options: tuple[str, ...],
        answer: int,
        proofs: tuple[Proof, ...],
        explanation: str,
        remarks: tuple[str, ...],
        cited: Sequence[Row],
        facts: tuple[str, ...],
        given: Given,
        likeness: float | None = None,
        beside: Sequence[Row] = (),
    ) -> Question:
        """Put a question together.

        Args:
            prompt: The question, or the statement.
            options: The options.
            answer: The index of the right one.
            proofs: The proofs of the options.
            explanation: Why.
            remarks: A sentence on each option.
            cited: The rows that the explanation tells of.
            facts: The facts that it tells.
            given: What its prompt gives.
            likeness: How alike its options are, 0 to 1; `None` where that says nothing.
            beside: Rows of which it tells something too; they make it no harder and no easier.
        """
        query, table, ask = self.query, self.asking.table, self.ask
        return Question(
            id=query.id,
            pack=self.facts.id,
            table=table.name,
            heading=table.title,
            ask=ask.id,
            form=query.form,
            prompt=prompt,
            options=options,
            answer=answer,
            explanation=explanation,
            remarks=remarks,
            sources=self._references([*cited, *beside]),
            level=difficulty(cited, ask.harder, query.form, likeness),
            facts=facts,
            certificate=Certificate(table.name, given, ask.asked, proofs),
        )

    def _references(self, cited: Sequence[Row]) -> tuple[Reference, ...]:
        kept = self.asking.references
        number = cited[0].number if len(cited) == 1 else tuple([row.number for row in cited])
        found = kept.get(number)
        if found is None:
            found = kept[number] = references(self.facts, cited)
        return found


def references(facts: Facts, rows: Sequence[Row]) -> tuple[Reference, ...]:
    """The paragraphs that rows cite, each once, the first of every row before its others."""
    if len(rows) == 1:
        if len(rows[0].sources) == 1:  # every row of a spreadsheet
            return (reference(facts, rows[0].sources[0]),)
        cited: Iterable[Citation] = rows[0].sources
    else:
        longest = max(len(row.sources) for row in rows)
        cited = dict.fromkeys(
            row.sources[place] for place in range(longest) for row in rows if place < len(row.sources)
        )
    return tuple(reference(facts, citation) for citation in list(cited)[:MAX_SOURCES])


def reference(facts: Facts, citation: Citation) -> Reference:
    """What a reader needs to find a cited paragraph."""
    source = facts.sources[citation.source]
    return Reference(
        source.id,
        source.title,
        source.about,
        source.date,
        citation.paragraph,
        source.paragraphs,
        source.unit or "paragraph",
    )


def told_in(words: str, prompt_words: str) -> bool:
    """Whether a prompt says an option's words; both folded, with blanks around them."""
    return words in prompt_words


def spaced(text: str) -> str:
    """The words of a text with a blank on either side."""
    return f" {words_of(text)} "
