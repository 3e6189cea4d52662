"""A question as it is asked, and the proof that travels with it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from trivia.quiz.pack import Form

Verdict: TypeAlias = Literal["supported", "refuted"]
Rule: TypeAlias = Literal["row", "key-forwards", "key-backwards", "closed-world"]

TRUE_FALSE_OPTIONS = ("True", "False")


@dataclass(frozen=True, slots=True)
class Proof:
    """Why one value is right or wrong.

    Attributes:
        value: The value, by its full name (an option may show a shorter one).
        verdict: Whether the facts support or refute it.
        rule: `row`: a row says so. `key-forwards`: the prompt names one row, and its answer is another.
            `key-backwards`: the value completes a key and so names a row, which differs from the prompt.
            `closed-world`: the table is complete and no row of it says so.
        row: The number of the row that proves it; `None` for `closed-world`, where all rows do.
    """

    value: str
    verdict: Verdict
    rule: Rule
    row: int | None


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was given, what was asked, and a proof for every option.

    Attributes:
        table: The table.
        given: The prompt's columns with their values by full name.
        asked: The answer's column.
        proofs: One for every option, in their order; for true/false one, for the value that is claimed.
    """

    table: str
    given: tuple[tuple[str, str], ...]
    asked: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A paragraph that the explanation rests on, with what a reader needs to find it.

    Attributes:
        id: The source's id within the pack.
        title: The article's name.
        about: One sentence on the article, or an empty string.
        date: Its day, or `None` where it bears none.
        paragraph: The paragraph, counted from 1.
        paragraphs: How many the article has, or `None` where that is not said.
    """

    id: str
    title: str
    about: str
    date: date | None
    paragraph: int
    paragraphs: int | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready to be shown.

    Attributes:
        id: Stable over edits of the pack: made of pack, ask, given values and form.
        pack: The pack's id.
        table: The table's name.
        heading: What a player reads above the prompt.
        ask: The ask's id.
        form: `choice` or `true_false`.
        prompt: The question, or the statement to judge.
        options: What can be chosen, as shown; `("True", "False")` for true/false.
        answer: The index of the right option.
        explanation: Why, in the pack's own words.
        remarks: For every option a sentence on it that the facts support, or an empty string.
        sources: The paragraphs behind the explanation, the weightiest first.
        level: 1 (easiest) to 5 (hardest).
        facts: The rows that it asks about, as `table:row`; a game asks each once.
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
                {"value": proof.value, "verdict": proof.verdict, "rule": proof.rule, "row": proof.row}
                for proof in certificate.proofs
            ],
        },
    }
