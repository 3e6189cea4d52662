"""Kahoot's spreadsheet: a header in row 8, a question a row, and the numbers of the right answers."""

import re
from typing import Final, NamedTuple

from trivia.errors import ExchangeError
from trivia.facts.text import folded
from trivia.packs.importing.harvest import Harvest, Item

HEADER_ROWS: Final = 30
"""The template has its header in row 8; it is looked for in so many rows, for templates change."""

_ANSWER: Final = re.compile(r"answer ([1-9])\b")


class _Columns(NamedTuple):
    """Where things stand in a row: the question, the right answers' numbers, and the answers by number."""

    question: int
    right: int
    answers: dict[int, int]


def read_kahoot(rows: list[list[str]], name: str) -> Harvest:
    """The questions of Kahoot's spreadsheet.

    Args:
        rows: The sheet's rows, from row 1.
        name: How errors call the file.

    Raises:
        ExchangeError: If it has no such header.
    """
    for number, row in enumerate(rows[:HEADER_ROWS], start=1):
        columns = _columns(row)
        if columns is not None:
            return _questions(rows, number, columns)
    message = "has no header with 'Question', 'Answer 1', 'Answer 2' and 'Correct answer(s)'"
    raise ExchangeError(f"{name}: {message}; Kahoot's template has it in row 8; save another table as CSV")


def _columns(row: list[str]) -> _Columns | None:
    """Where things stand, if a row is the header."""
    header = [folded(cell) for cell in row]
    question = next((at for at, text in enumerate(header) if text.startswith("question")), None)
    right = next((at for at, text in enumerate(header) if text.startswith("correct answer")), None)
    answers = {int(found[1]): at for at, text in enumerate(header) if (found := _ANSWER.match(text))}
    if question is None or right is None or len(answers) < 2:
        return None
    return _Columns(question, right, answers)


def _questions(rows: list[list[str]], header_row: int, columns: _Columns) -> Harvest:
    harvest = Harvest()
    for line, cells in enumerate(rows[header_row:], start=header_row + 1):
        texts = [cell.strip() for cell in cells]
        if any(texts[at] for at in (columns.question, columns.right, *columns.answers.values())):
            options = {key: texts[at] for key, at in columns.answers.items() if texts[at]}
            _take(f"row {line:,}", line, texts[columns.question], options, texts[columns.right], harvest)
    return harvest


def _take(where: str, line: int, prompt: str, options: dict[int, str], right: str, harvest: Harvest) -> None:
    numbers = [int(found) for found in re.findall(r"[0-9]{1,3}", right)]
    if not numbers or re.search(r"[^0-9\s,;.and&]", right):
        found = f"found '{right}'" if right else "it is empty"
        harvest.lose(where, f"the correct answer should be a number from 1 to 4; {found}", prompt)
        return
    unknown = [number for number in numbers if number not in options]
    if unknown:
        harvest.lose(where, f"the correct answer {unknown[0]} has no text", prompt)
        return
    first, *others = dict.fromkeys(numbers)
    for other in others:
        harvest.note(where, f"a second right answer, '{options[other]}', is left out of the options")
    wrong = tuple(text for key, text in options.items() if key not in numbers)
    harvest.add(Item(where, line, prompt, options[first], wrong))
