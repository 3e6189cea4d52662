"""Lines that are no YAML as they stand, and how they should read: their text in double quotes.

Authors write sentences, and to YAML many a sign in them means something. A cure is only offered for a line
that does not parse alone, and that parses as it is offered.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import yaml

from trivia.facts.text import printable

MAX_SHOWN: Final = 160
"""Characters of a line that is shown as it should read."""

MOST_LOOKED_AT: Final = 400
"""Characters of a line that a cure is looked for."""

_LINE: Final = re.compile(r"\s*(?P<head>(?:- +)?(?:[\w-]+: +)?)(?P<text>\S.*)")
_PLACEHOLDER: Final = re.compile(r"\{[^{}:,\"']*\}")
_APOSTROPHE: Final = re.compile(r"'(?:[0-9]|(?:tis|twas|til|cause|em|n|s|t)\b)", re.IGNORECASE)
"""How a word starts that has lost its beginning: 'tis, '90s."""

_RESERVED: Final = ("@", "`", "%")
_CURLY: Final = (("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’"))


class Cure(NamedTuple):
    """Why a line is no YAML, and how it should read."""

    why: str
    line: str


def cure_of(lines: Sequence[str], number: int) -> Cure | None:
    """The cure for a line whose text wants double quotes, or `None` where that would not help.

    Args:
        lines: The lines of the file.
        number: The line with the error, counted from 1.
    """
    line = lines[number - 1].rstrip() if 0 < number <= len(lines) else ""
    found = _LINE.fullmatch(line) if len(line) <= MOST_LOOKED_AT else None
    if found is None or not found["head"] or " #" in found["text"] or "\\" in found["text"]:
        return None
    head, text = found["head"], found["text"]
    said = _said(text, goes_on=_goes_on(lines, number))
    if said is None or _parses(f"k: {text}"):
        return None
    why, inner = said
    fixed = f'{head}"{printable(inner).replace(chr(34), chr(92) + chr(34))}"'
    return Cure(why, fixed) if len(fixed) <= MAX_SHOWN and _parses(fixed) else None


def _said(text: str, *, goes_on: bool) -> tuple[str, str] | None:
    """What is wrong with a text, and what it says without the quotes that were meant to stand around it."""
    first = text[0]
    if _PLACEHOLDER.match(text):
        return "a text that starts with '{' is taken for keys and values", text
    if first in "'\"":
        if len(text) > 2 and text.endswith(first):
            what = "an apostrophe" if first == "'" else "a quote inside the text"
            return f"{what} ends the quotes too early", text[1:-1].replace("''", "'")
        if goes_on:  # a text of several lines, which is closed in none of them
            return None
        inner = text if _APOSTROPHE.match(text) else text[1:]
        return "a quote is opened and never closed", inner
    if first in _RESERVED:
        return f"no text can start with '{first}'", text
    if first not in "[{|>&*!#?-" and (": " in text or text.endswith(":")):
        curly = next(((left, right) for left, right in _CURLY if text[0] == left and text[-1] == right), None)
        return "a ':' stands inside an unquoted text", text[1:-1] if curly else text
    return None


def _goes_on(lines: Sequence[str], number: int) -> bool:
    """Whether the next line is indented deeper, and neither a key nor an item."""
    line = lines[number - 1]
    below = lines[number] if number < len(lines) else ""
    deeper = len(below) - len(below.lstrip()) > len(line) - len(line.lstrip())
    return deeper and not re.match(r"\s*(?:- |[\w-]+:(?: |$))", below)


def _parses(text: str) -> bool:
    try:
        for _ in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
    except yaml.YAMLError:
        return False
    return True
