"""A spreadsheet that is a list of questions, known by the names of its columns."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from trivia.facts.text import folded
from trivia.packs.importing.harvest import Harvest, Item
from trivia.packs.importing.opentdb import LEVELS
from trivia.packs.importing.records import Records

_PROMPT: Final = ("prompt", "question", "question text", "statement")
_ANSWER: Final = (
    "answer",
    "correct answer",
    "right answer",
    "correct",
    "right",
    "solution",
    "key",
    "correct option",
)
_EXPLANATION: Final = ("explanation", "why", "feedback", "rationale", "comment", "note")
_SOURCE: Final = ("source", "sources", "reference", "link", "url")
_TOPIC: Final = ("topic", "category", "subject", "round", "theme")
_LEVEL: Final = ("level", "difficulty")
_WRONG: Final = re.compile(
    r"(?:wrong|incorrect|false|distractor)(?: (?:answers?|options?))? ?\(?([0-9a-z])?\)?"
)
_OPTION: Final = re.compile(r"(?:(?:option|answer|choice) ?)\(?([a-h]|[1-9])\)?|([a-h])")
_TRUTHS: Final = {"true": "True", "t": "True", "yes": "True", "false": "False", "f": "False", "no": "False"}


class Columns(NamedTuple):
    """Where things stand in a record; -1 where there is no such column.

    Attributes:
        prompt: The question.
        answer: The right answer, or what names it.
        wrong: The columns of wrong answers.
        options: The columns of lettered or numbered options, by letter or number.
        explanation: Why.
        source: Where it is from.
        topic: What it is about.
        level: How hard it is.
    """

    prompt: int
    answer: int
    wrong: tuple[int, ...]
    options: dict[str, int]
    explanation: int
    source: int
    topic: int
    level: int


def recognised(header: Sequence[str]) -> Columns | None:
    """The columns of a list of questions, or `None` where the header is none of one."""
    names = [folded(name.replace("_", " ")) for name in header]

    def find(known: Sequence[str]) -> int:
        return next((names.index(name) for name in known if name in names), -1)

    prompt, answer = find(_PROMPT), find(_ANSWER)
    if prompt < 0 or answer < 0:
        return None
    taken = {prompt, answer}
    wrong = tuple(at for at, name in enumerate(names) if _WRONG.fullmatch(name) and at not in taken)
    options = {
        (found[1] or found[2]): at
        for at, name in enumerate(names)
        if at not in taken and (found := _OPTION.fullmatch(name))
    }
    extra = (find(_EXPLANATION), find(_SOURCE), find(_TOPIC), find(_LEVEL))
    return Columns(prompt, answer, wrong, {} if wrong else options, *extra)


def is_list(columns: Columns, records: Records) -> bool:
    """Whether there is something to choose from: wrong answers, options, or statements to judge."""
    if columns.wrong or len(columns.options) >= 2:
        return True
    return all(folded(row[columns.answer]) in _TRUTHS for _, row in records.lines)


def read_list(records: Records, columns: Columns, harvest: Harvest) -> None:
    """Take every record as a question."""
    for line, row in records.lines:
        where, prompt, right = f"line {line:,}", row[columns.prompt], row[columns.answer].strip()
        options = {key: row[at].strip() for key, at in columns.options.items() if row[at].strip()}
        if options:
            named = _named(right, options)
            if not named:
                harvest.lose(where, f"the right answer '{right}' is none of the options", prompt)
                continue
            right = options[named]
            wrong = [text for key, text in options.items() if key != named]
        else:
            wrong = _wrong([row[at] for at in columns.wrong])
            right = _TRUTHS.get(folded(right), right) if not wrong else right
        level, topic = _cell(row, columns.level), _cell(row, columns.topic)
        number = LEVELS.get(folded(level), int(level) if re.fullmatch("[1-5]", level) else 0)
        if level and not number:
            harvest.note(where, f"the level '{level}' is none of 1 to 5, easy, medium, hard; it is left out")
        explanation = _explanation(_cell(row, columns.explanation), _cell(row, columns.source))
        harvest.add(Item(where, line, prompt, right, tuple(wrong), explanation, topic, number))


def _named(right: str, options: dict[str, str]) -> str:
    """Which option is the right one: by its text, or else by its letter or number."""
    same = [key for key, text in options.items() if folded(text) == folded(right)]
    if same:
        return same[0]
    letter = folded(right).rstrip(".)")
    if letter in options:
        return letter
    place = "abcdefgh".find(letter) + 1 if len(letter) == 1 else 0
    other = str(place) if place else (chr(96 + int(letter)) if re.fullmatch("[1-8]", letter) else "")
    return other if other in options else ""


def _wrong(cells: list[str]) -> list[str]:
    """The wrong answers: a cell each, or all of them in one, with `|` or `;` between."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(cells) == 1 and filled:
        mark = "|" if "|" in filled[0] else ";"
        return [part.strip() for part in filled[0].split(mark) if part.strip()]
    return filled


def _cell(row: list[str], at: int) -> str:
    return row[at].strip() if at >= 0 else ""


def _explanation(why: str, source: str) -> str:
    """A citation names a place in a source of the pack, so a source in words goes to the explanation."""
    if not source:
        return why
    return f"{why} (Source: {source})" if why else f"Source: {source}"
