"""What can be done to the texts of a spreadsheet, so that they read like texts of a quiz."""

import re
from collections.abc import Callable
from typing import Final

_INVERTED: Final = re.compile(r"(.+), (The|A|An|Le|La|Les|Der|Die|Das|El|Los|Il)")
_DECIMAL_COMMA: Final = re.compile(
    r"(?P<whole>[+-]?(?:[0-9]{1,3}(?P<mark>[. ’'])[0-9]{3}(?:(?P=mark)[0-9]{3})*|[0-9]+))"
    r"(?:,(?P<part>[0-9]+))?"
)
_YEAR_BEHIND: Final = re.compile(r" \((?:18|19|20)[0-9]{2}\)$")


def _article_first(text: str) -> str:
    inverted = _INVERTED.fullmatch(text) if ", " in text else None
    return f"{inverted[2]} {inverted[1]}" if inverted else text


def _no_year(text: str) -> str:
    return _YEAR_BEHIND.sub("", text) if text.endswith(")") else text


def _before_comma(text: str) -> str:
    return text.partition(", ")[0]


def _after_comma(text: str) -> str:
    return text.partition(", ")[2]


def _unquoted(text: str) -> str:
    return text[1:-1].strip() if len(text) > 2 and text[0] in "\"“'" and text[-1] in "\"”'" else text


def _decimal_point(text: str) -> str:
    """The number with a point and commas, of one with a comma and with points or blanks."""
    found = _DECIMAL_COMMA.fullmatch(text)
    if found is None:
        return text
    whole = re.sub("[. ’']", ",", found["whole"])
    return f"{whole}.{found['part']}" if found["part"] else whole


TIDY: Final[dict[str, tuple[Callable[[str], str], str]]] = {
    "article-first": (_article_first, "had their article put first ('Lion King, The')"),
    "no-year": (_no_year, "lost the year behind them ('Hamlet (1948)')"),
    "before-comma": (_before_comma, "were cut at their first comma"),
    "after-comma": (_after_comma, "lost what stood before their first comma"),
    "decimal-comma": (_decimal_point, "had their comma made a decimal point ('12,5')"),
    "unquote": (_unquoted, "lost the quotes around them"),
}
"""What can be done to the texts of a column, and how the report tells of it."""
