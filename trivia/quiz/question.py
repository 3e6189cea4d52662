"""A question as it is asked, and the proof that travels with it."""

from datetime import date
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from trivia.quiz.pack import JUDGED, Form

Verdict: TypeAlias = Literal["supported", "refuted"]
Rule: TypeAlias = Literal["row", "key-forwards", "key-backwards", "closed-world", "arithmetic", "asserted"]

Given: TypeAlias = tuple[tuple[str, str], ...]
"""Columns with their values by full name, in the order of the prompt."""

TRUE_FALSE_OPTIONS = ("True", "False")


class Proof(Struct, frozen=True, gc=False):
    """Why one value is right or wrong.

    Attributes:
        value: The value, by its full name (an option may show a shorter one).
        verdict: Whether the facts support or refute what the prompt says of it.
        rule: `row`: a row says so. `key-forwards`: the prompt names one row, and its answer is another.
            `key-backwards`: the value completes a key and so names a row, which differs from the prompt.
            `closed-world`: the table is complete and no row of it says so. `arithmetic`: counted or compared
            over rows that are all there. `asserted`: an author says so, and no fact speaks against it.
        row: The number of the row that proves it; `None` where all rows do, or none.
        given: What is given for this option alone, where options differ in it: the left side of a pair, the
            subjects of an order.
        amount: What was counted or compared for this value, as shown; empty where nothing was.
    """

    value: str
    verdict: Verdict
    rule: Rule
    row: int | None = None
    given: Given = ()
    amount: str = ""


class Certificate(Struct, frozen=True, gc=False):
    """What was given, what was asked, and a proof for every option.

    Attributes:
        table: The table; empty for a question that is written by hand.
        given: The prompt's columns with their values by full name.
        asked: The answer's column, or `count(column)`.
        proofs: One for every option, in their order; for true/false one, for the value that is claimed; for
            `compare` two, the one said to be ahead and the other.
    """

    table: str
    given: Given
    asked: str
    proofs: tuple[Proof, ...]


class Reference(Struct, frozen=True, gc=False):
    """A paragraph or a whole source that the explanation rests on, with what a reader needs to find it.

    Attributes:
        id: The source's id within the pack.
        title: The article's name.
        about: One sentence on the article, or an empty string.
        date: Its day, or `None` where it bears none.
        paragraph: The paragraph, counted from 1; `None` where the source is cited as a whole.
        paragraphs: How many the article has, or `None` where that is not said.
        unit: What `paragraph` counts: `paragraph`, or another of `facts.sources.UNITS`.
    """

    id: str
    title: str
    about: str
    date: date | None
    paragraph: int | None
    paragraphs: int | None
    unit: str = "paragraph"

    @property
    def told(self) -> str:
        """The source by name and place: `The atlas, paragraph 3`; as a whole by its name alone."""
        return self.title if self.paragraph is None else f"{self.title}, {self.unit} {self.paragraph}"


class Question(Struct, frozen=True, gc=False):
    """A question ready to be shown.

    Attributes:
        id: Stable over edits of the pack: made of pack, ask, given values and form.
        pack: The pack's id.
        table: The table's name; empty for a question that is written by hand.
        heading: What a player reads above the prompt.
        ask: The ask's id; for a question that is written by hand its own.
        form: The form it is asked in.
        prompt: The question, or the statement to judge.
        options: What can be chosen, as shown; `("True", "False")` for a statement.
        answer: The index of the right option.
        explanation: Why, in the pack's own words.
        remarks: For every option a sentence on it that the facts support, or an empty string.
        sources: The paragraphs behind the explanation, the weightiest first.
        level: 1 (easiest) to 5 (hardest).
        facts: The facts that it tells of, as `table:row` or `table#count?given`; a game tells each once.
        certificate: The proof.
    """

    id: str
    pack: str
    table: str
    heading: str
    ask: str
    form: Form
    prompt: str
    options: tuple[str, ...]
    answer: int
    explanation: str
    remarks: tuple[str, ...]
    sources: tuple[Reference, ...]
    level: int
    facts: tuple[str, ...]
    certificate: Certificate

    @property
    def judged(self) -> bool:
        """Whether the prompt is a statement, to be called true or false."""
        return self.form in JUDGED

    @property
    def asserted(self) -> bool:
        """Whether part of it is only said by an author, and not proved."""
        return any(proof.rule == "asserted" for proof in self.certificate.proofs)


def question_data(question: Question) -> dict[str, Any]:
    """The question as plain data, in the stable shape of `questions --json` (docs/json.md)."""
    certificate = question.certificate
    return {
        "id": question.id,
        "form": question.form,
        "prompt": question.prompt,
        "options": list(question.options),
        "answer": question.answer,
        "explanation": question.explanation,
        "sources": [
            {
                "id": source.id,
                "title": source.title,
                "date": source.date.isoformat() if source.date else None,
                "paragraph": source.paragraph,
            }
            for source in question.sources
        ],
        "level": question.level,
        "table": question.table,
        "ask": question.ask,
        "certificate": {
            "table": certificate.table,
            "given": dict(certificate.given),
            "asked": certificate.asked,
            "proofs": [
                {
                    "value": proof.value,
                    "verdict": proof.verdict,
                    "rule": proof.rule,
                    "row": proof.row,
                    "given": [list(pair) for pair in proof.given],
                    "amount": proof.amount,
                }
                for proof in certificate.proofs
            ],
        },
    }
