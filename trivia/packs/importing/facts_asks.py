"""Asks for a spreadsheet of facts, worded as well as its headings allow; their author makes them better."""

import re
from collections.abc import Sequence
from typing import Final

from trivia.packs.importing.facts_columns import Column
from trivia.packs.importing.folder import told
from trivia.packs.importing.headings import measured
from trivia.packs.importing.question_list import Columns

MOST_ASKED: Final = 8
"""Columns that are asked for; whoever wants more writes more."""

_BEFORE_ANSWER: Final = re.compile(r" (?:by|in|on|at|to|from|with)$")
_DONE: Final = re.compile(r"(?:ed|born|built|won|begun|sung|shot)$")
_NAMELESS: Final = ("name", "title", "item", "entry", "thing")
"""Headings that say nothing of what is named below them."""


def asks_of(columns: Sequence[Column], key: Sequence[Column]) -> list[str]:
    """Asks for what the key does not hold, and by it for the key; as YAML."""
    named = ", ".join(f"{{{column.name}}}" for column in key)
    others = [column for column in columns if column not in key]
    asked = [column for column in others if column.asked or (column.kind != "text" and column.different > 1)]
    found: list[str] = []
    for column in asked[:MOST_ASKED]:
        found.append(_ask(column, named))  # the claim is what explains the answer, both ways
        if len(key) == 1 and key[0].kind == "text" and column.kind == "text" and key[0].asked:
            found.append(_ask_back(column, key[0]))
    return found


def _ask(column: Column, named: str) -> str:
    asked, claimed = _wordings(column, named, f"{{{column.name}}}")
    shown = measured(f"{{{column.name}}}", column.unit)
    option = f"    option: {told(shown)}\n" if column.unit else ""
    return (
        f"  - id: {column.name.replace('_', '-')}\n"
        f"    prompt: {told(asked)}\n"
        f"    answer: {column.name}\n{option}"
        f"    statement: {told(claimed)}\n"
        f"    because: {told(claimed)}\n"
    )


def _wordings(column: Column, named: str, slot: str) -> tuple[str, str]:
    """A question and a claim in words that suit a column's name: `capital`, `founded`, `painted by`."""
    label = column.label
    if _BEFORE_ANSWER.search(label):
        return f"{named}: {label} …?", f"{named}: {label} {slot}."
    if column.kind in ("year", "date") and _DONE.search(label):
        asked, on = ("In which year", "in") if column.kind == "year" else ("On which day", "on")
        return f"{asked} was {named} {label}?", f"{named}: {label} {on} {slot}."
    if column.kind in ("year", "date") and column.kind not in label:
        label = f"{column.kind} of the {label}"
    shown = measured(slot, column.unit)
    return f"What is the {label} of {named}?", f"The {label} of {named} is {shown}."


def _ask_back(column: Column, key: Column) -> str:
    slot = f"{{{column.name}}}"
    _, claimed = _wordings(column, f"{{{key.name}}}", slot)
    done = _BEFORE_ANSWER.search(column.label)
    said = f"was {column.label} {slot}" if done else f"has the {column.label} {slot}"
    nameless = key.label in _NAMELESS
    one = "Which of these" if nameless else f"Which {key.label}"
    some = one if nameless else f"Which of these ({key.label})"
    return (
        f"  - id: {key.name}-of-{column.name}".replace("_", "-") + "\n"
        f"    prompt: {told(f'{one} {said}?')}\n"
        f"    prompt_many: {told(f'{some} {said}?')}\n"
        f"    answer: {key.name}\n"
        f"    because: {told(claimed)}\n"
    )


def listed_asks(columns: dict[str, Column], header: Sequence[str], listed: Columns) -> list[str]:
    """The one ask of a list of questions and answers; none where there are too few answers. As YAML."""
    prompt, answer = columns[header[listed.prompt]].name, columns[header[listed.answer]]
    if not answer.asked and answer.kind == "text":
        return []
    why = columns.get(header[listed.explanation]) if listed.explanation >= 0 else None
    because = f'    because: "{{{why.name}}}"\n' if why is not None else ""
    return [f'  - id: answer\n    prompt: "{{{prompt}}}"\n    answer: {answer.name}\n{because}']
