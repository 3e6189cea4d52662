"""A question's certificate in plain words: how each option is proved, by which row and rule."""

from pathlib import PurePath
from typing import Final, NamedTuple

from trivia.facts.cells import Cell, Dispute, Missing
from trivia.facts.tables import Row, Table
from trivia.quiz.pack import Pack
from trivia.quiz.question import Certificate, Proof, Question

_RULES: Final = {
    "row": "a row says so",
    "key-forwards": "what is given names one row, and there it is another",
    "key-backwards": "it names one row, and that row differs from what is given",
    "closed-world": "the table is complete, and no row of it says so",
    "arithmetic": "counted or compared over the rows",
    "asserted": "its author says so; no fact proves it, and none speaks against it",
}
_WHOLE: Final = {"closed-world", "arithmetic"}
"""Rules that look at all rows."""


class Told(NamedTuple):
    """What is to be said of one option.

    Attributes:
        option: The option as players see it, or what a statement claims.
        right: Whether the facts support it.
        rule: The rule's name.
        words: What the rule means.
        row: The row that it rests on, its cells in words; empty where it rests on none alone.
        place: Where that row stands, as `file:line`; empty where it rests on none alone.
    """

    option: str
    right: bool
    rule: str
    words: str
    row: str
    place: str


def given_told(question: Question) -> str:
    """What is given and what is asked, like `planet = Mars → god`; empty for a question written by hand."""
    certificate = question.certificate
    if not certificate.table:
        return ""
    given = ", ".join(f"{column} = {value}" for column, value in certificate.given)
    return f"{given or 'all rows'} → {certificate.asked}"


def proofs_told(question: Question, pack: Pack) -> list[Told]:
    """What proves each option of a question, in their order; for a statement what it claims."""
    certificate = question.certificate
    table = pack.facts.tables.get(certificate.table)
    each = not question.judged and len(certificate.proofs) == len(question.options)
    return [
        _told(proof, question.options[index] if each else proof.value, certificate, table)
        for index, proof in enumerate(certificate.proofs)
    ]


def _told(proof: Proof, option: str, certificate: Certificate, table: Table | None) -> Told:
    right = proof.verdict == "supported"
    words = _RULES[proof.rule]
    if proof.amount:
        words += f": {proof.amount}"
    row = place = ""
    if table is not None and proof.row is not None:
        found = table.rows[proof.row - 1]
        row, place = _row_told(found, certificate, table, proof), f"{PurePath(table.file).name}:{found.line}"
    elif table is not None and proof.rule in _WHOLE:
        place = f"{PurePath(table.file).name}:{table.line}"
    return Told(option, right, proof.rule, words, row, place)


def _row_told(row: Row, certificate: Certificate, table: Table, proof: Proof) -> str:
    """The cells of a row that matter here: its key, what is given, and what is asked for."""
    wanted = [*table.key, *(column for column, _ in (*certificate.given, *proof.given)), certificate.asked]
    named = [column for column in dict.fromkeys(wanted) if column in row.cells]
    cells = [f"{column} = {_cell(row.cells[column])}" for column in named]
    return f"row {row.number}: {', '.join(cells)}" if cells else f"row {row.number}"


def _cell(cell: Cell) -> str:
    if isinstance(cell, Missing):
        return cell.value
    if isinstance(cell, Dispute):
        return "disputed"
    return cell.shown
