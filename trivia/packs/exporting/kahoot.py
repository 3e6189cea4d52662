"""Questions in Kahoot's spreadsheet: the published template's columns, its header in row 8."""

import io
from collections.abc import Sequence
from typing import Final

from trivia.errors import ExchangeError
from trivia.packs.exporting.report import Exported
from trivia.packs.importing.harvest import quoted
from trivia.packs.importing.workbook import MISSING
from trivia.quiz.pack import Pack
from trivia.quiz.question import Question

MAX_PROMPT: Final = 120
MAX_OPTION: Final = 75
OPTIONS: Final = 4
SECONDS: Final = 20
HEADER_ROW: Final = 8

HEADER: Final = (
    "Question - max 120 characters",
    "Answer 1 - max 75 characters",
    "Answer 2 - max 75 characters",
    "Answer 3 - max 75 characters",
    "Answer 4 - max 75 characters",
    "Time limit (sec) - 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What makes a formula of a text, in one spreadsheet program or another."""


def export_kahoot(pack: Pack, questions: Sequence[Question]) -> Exported:
    """The questions as a workbook; what is too long for Kahoot is left out.

    Raises:
        ExchangeError: If the library for spreadsheets is missing.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise ExchangeError(MISSING) from error
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    rows: list[tuple[int, tuple[str | int, ...]]] = [
        (2, (f"Quiz: {pack.facts.title}",)),
        (HEADER_ROW, HEADER),
    ]
    remarks = []
    for question in questions:
        fault = _too_much(question)
        if fault:
            remarks.append(f"{question.id}: left out: {fault}{quoted(question.prompt)}")
            continue
        options = (*question.options, "", "", "")[:OPTIONS]
        rows.append((rows[-1][0] + 1, (question.prompt, *options, SECONDS, question.answer + 1)))
    for row, values in rows:
        for column, value in enumerate(values, start=2):
            if value == "":
                continue
            cell = sheet.cell(row=row, column=column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # a text, also where it begins with an equals sign
                cell.quotePrefix = value.startswith(FORMULA_SIGNS)
        if row > HEADER_ROW:
            sheet.cell(row=row, column=1).value = row - HEADER_ROW
    kept = io.BytesIO()
    book.save(kept)
    return Exported(kept.getvalue(), len(rows) - 2, tuple(remarks))


def _too_much(question: Question) -> str:
    """What Kahoot cannot hold of a question, or an empty string."""
    if len(question.prompt) > MAX_PROMPT:
        return f"the question has {len(question.prompt)} characters; Kahoot takes {MAX_PROMPT}"
    if len(question.options) > OPTIONS:
        return f"it has {len(question.options)} options; Kahoot takes {OPTIONS}"
    longest = max(question.options, key=len)
    if len(longest) > MAX_OPTION:
        return f"an option has {len(longest)} characters; Kahoot takes {MAX_OPTION}"
    return ""
