"""Lines that are no YAML as they stand, and how they should read: their text in double quotes.

Authors write sentences, and to YAML many a sign in them means something. A cure is only offered for a line
that does not parse alone, and that parses as it is offered.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import yaml

from trivia.facts.keys import CSV_KEYS, FILE_KEYS, ROW_KEYS, SOURCE_KEYS, TABLE_KEYS
from trivia.facts.text import printable

NO_COLON: Final = "a key without its ':'"

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


_KEY: Final = re.compile(r"\s*(?P<dash>(?:- +)?)(?P<key>[a-z_]+)(?P<colon>:?)(?P<blank> *)(?P<text>\S.*)")
_BRACED: Final = re.compile(
    r"[{,] *(?P<key>[a-z_]+): +(?P<text>(?![\s'&*!|>@`%?#-])(?P<before>(?:[^\"\[\]{},:]* )?)"
    r"(?P<inner>[^\s\"\[\]{},:]+): "
    r"[^\"\[\]{},:]*[^\s\"\[\]{},:])(?= *[,}])"
)
"""Between two commas a key, and a text in which another key seems to stand."""

_SENTENCES: Final = ("prompt", "prompt_many", "answer", "wrong", "statement", "because", "explanation")
_KEYS: Final = frozenset((*FILE_KEYS, *SOURCE_KEYS, *TABLE_KEYS, *ROW_KEYS, *CSV_KEYS, *_SENTENCES))
"""The words that are surely meant as keys where a line begins with one and is no YAML."""


class Cure(NamedTuple):
    """Why a line is no YAML, and how it should read."""

    why: str
    line: str


def _line_at(lines: Sequence[str], number: int) -> str:
    """The line of this number, counted from 1; empty where there is none."""
    return lines[number - 1].rstrip() if 0 < number <= len(lines) else ""


def key_cure(lines: Sequence[str], number: int) -> Cure | None:
    """The cure for a line whose key has no colon, or no blank behind it; `None` where it has no such key.

    Args:
        lines: The lines of the file.
        number: The line with the error, counted from 1.
    """
    line = _line_at(lines, number)
    found = _KEY.fullmatch(line) if len(line) <= MAX_SHOWN else None
    if found is None or bool(found["colon"]) == bool(found["blank"]) or found["text"].startswith("//"):
        return None
    if not found["colon"] and found["key"] not in _KEYS:
        return None
    fixed = f"{found['dash']}{found['key']}: {found['text']}"
    if not _parses(fixed):
        return None
    return Cure("a ':' without a blank behind it" if found["colon"] else NO_COLON, printable(fixed))


def braces_cure(lines: Sequence[str], number: int) -> str:
    """What to do about a text with a colon in it among the braces of a line; empty where there is none.

    Args:
        lines: The lines of the file.
        number: The line with the error, counted from 1.
    """
    line = _line_at(lines, number).strip()
    found = _BRACED.search(line) if len(line) <= MOST_LOOKED_AT else None
    if found is None or _parses(line):
        return ""
    quoted = f'{found["key"]}: "{found["text"]}"'
    if not _parses(f"{line[: found.start('key')]}{quoted}{line[found.end() :]}"):
        return ""
    if found["before"] and found["inner"] in _KEYS:
        return f"a ',' is missing before '{found['inner']}'"
    comma = f", or put a ',' before '{found['inner']}'" if found["before"] else ""
    return f"a ':' stands inside an unquoted text; put the text in double quotes: {printable(quoted)}{comma}"


def cure_of(lines: Sequence[str], number: int) -> Cure | None:
    """The cure for a line whose text wants double quotes, or `None` where that would not help.

    Args:
        lines: The lines of the file.
        number: The line with the error, counted from 1.
    """
    line = _line_at(lines, number)
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
