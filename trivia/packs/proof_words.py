"""A question's certificate in an author's words: why each option is right or wrong, and which row says so."""

import re
from pathlib import PurePath
from typing import Final, NamedTuple

from trivia.facts.cells import Cell, Dispute, Missing
from trivia.facts.tables import Row, Table
from trivia.quiz.pack import Pack
from trivia.quiz.question import Certificate, Proof, Question

RULES: Final = {
    "row": "this row says so",
    "key-forwards": "by the key {key} only this row can answer, and it says otherwise",
    "key-backwards": "by the key {key} only this row can be it, and it says otherwise",
    "closed-world": "the table is complete, and none of its rows says so",
    "arithmetic": "worked out from the rows",
    "asserted": "your word: no row proves it, and none speaks against it",
}
"""What each rule of proof comes to; the rules' own names are for programs."""
_WHOLE: Final = {"closed-world", "arithmetic"}
"""Rules that look at all rows."""
_COUNTED: Final = re.compile(r"count\((.+)\)")


class Told(NamedTuple):
    """What is to be said of one option.

    Attributes:
        option: The option as players see it, or what a statement claims.
        right: Whether the facts support it.
        verdict: That in a word; empty for the two that are compared, of which neither is wrong.
        words: Why.
        row: The row that it rests on, its cells in words; empty where it rests on none alone.
        place: Where that row stands, as `file:line`; where all rows are meant, the table.
    """

    option: str
    right: bool
    verdict: str
    words: str
    row: str
    place: str


def given_told(question: Question) -> str:
    """What is asked and given, like `god asked, for planet = Mars`; empty for a question written by hand."""
    certificate = question.certificate
    if not certificate.table:
        return ""
    given = ", ".join(f"{column} = {value}" for column, value in certificate.given)
    asked = _COUNTED.sub(r"number of \1", certificate.asked)
    return f"{asked} asked, " + (f"for {given}" if given else "over all rows")


def proofs_told(question: Question, pack: Pack) -> list[Told]:
    """What proves each option of a question, in their order; for a statement what it claims."""
    certificate = question.certificate
    table = pack.facts.tables.get(certificate.table)
    each = not question.judged and len(certificate.proofs) == len(question.options)
    words = ("true", "false") if question.judged else ("is so", "is not")
    if question.judged and len(certificate.proofs) > 1:
        words = ("", "")
    return [
        _told(proof, question.options[index] if each else proof.value, words, certificate, table)
        for index, proof in enumerate(certificate.proofs)
    ]


def _told(
    proof: Proof, option: str, verdicts: tuple[str, str], certificate: Certificate, table: Table | None
) -> Told:
    right = proof.verdict == "supported"
    words = RULES[proof.rule].format(key=" and ".join(table.key) if table is not None else "")
    if proof.amount:
        words += f": {proof.amount}"
    row = place = ""
    if table is not None and proof.row is not None:
        found = table.rows[proof.row - 1]
        row, place = _row_told(found, certificate, table, proof), f"{PurePath(table.file).name}:{found.line}"
    elif table is not None and proof.rule in _WHOLE:
        place = f"{PurePath(table.file).name}:{table.line}"
    return Told(option, right, verdicts[not right], words, row, place)


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
