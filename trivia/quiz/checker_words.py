"""The checker's own reading of wordings: would any row say, in the same words, what is called wrong?"""

from collections.abc import Sequence

from trivia.facts.cells import Known, Missing
from trivia.facts.tables import Row
from trivia.quiz.checker_cells import Cells, same
from trivia.quiz.pack import Slot, Template
from trivia.quiz.question import Question


def word_faults(cells: Cells, question: Question) -> list[str]:
    """Name each option, or false statement, that reads like what a row of the table says.

    A proof is about values, and a wording may show them by an attribute or by another column; so what is
    refuted of one row may, as it is worded, be so by another. A cell that is unknown may read like anything.
    """
    ask = cells.ask
    texts = [""] if question.form == "true_false" else question.options
    wrong = [
        text
        for text, proof in zip(texts, question.certificate.proofs, strict=True)
        if proof.verdict == "refuted" and proof.rule != "asserted"
    ]
    prompts = {
        "choice": [ask.prompt, ask.prompt_many],
        "true_false": [ask.statement],
    }.get(question.form, [ask.wordings.get(question.form)])
    faults = []
    for row in cells.table.rows:
        if not wrong or cells.meets(row) is False:
            continue
        if any(_reads(cells, row, one, question.prompt) for one in prompts if one is not None):
            faults += [
                f"as it is worded, row {row.number} says “{text or question.prompt}”"
                for text in wrong
                if not text or _shows(cells, row, question.form, text)
            ]
    return faults


def _shows(cells: Cells, row: Row, form: str, option: str) -> bool:
    """Whether a row's own answer would stand among the options like this."""
    ask = cells.ask
    template = ask.pair if form == "pairs" else ask.option
    if template is not None:
        return _reads(cells, row, template, option)
    cell = row.cells[ask.answer]
    if not isinstance(cell, Known):
        return cell is not Missing.NONE
    shown = cells.attribute(ask.answer, cell.shown, ask.show) if ask.show else ""
    return same(shown or cell.shown) == same(option)


def _reads(cells: Cells, row: Row, template: Template, text: str) -> bool:
    """Whether a template, filled from this row, could read like this text."""
    if any(row.cells[column] is Missing.NONE for column in template.columns):
        return False
    return _fits(_pieces(cells, row, template.parts), same(text))


def _pieces(cells: Cells, row: Row, parts: Sequence[str | Slot]) -> list[str]:
    """What a filled template surely says; where a word is unknown, one piece ends and the next begins."""
    pieces = [""]
    for part in parts:
        if isinstance(part, str):
            pieces[-1] += _folded_inside(part)
            continue
        cell = row.cells[part.column]
        word = cell.shown if isinstance(cell, Known) else ""
        if word and part.attribute is not None:
            word = cells.attribute(part.column, word, part.attribute)
        if word:
            pieces[-1] += same(word)
        else:
            pieces.append("")
    return pieces


def _fits(pieces: Sequence[str], text: str) -> bool:
    """Whether a text has all pieces in this order, from its first letter to its last, with some between."""
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1 or not (text.startswith(first) and text.endswith(last)):
        return text == first
    at = len(first)
    for piece in pieces[1:-1]:
        found = text.find(piece, at + 1)
        if found < 0:
            return False
        at = found + len(piece)
    return at < len(text) - len(last)


def _folded_inside(text: str) -> str:
    """A piece of a wording as `same` leaves it, but for the blanks at its ends, which others follow."""
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if before else ''}{same(text)}{' ' if after and text.strip() else ''}"
