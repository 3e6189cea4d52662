"""Ranges, as people write them: `10-20`, `between 10 and 20`, `over 50`, `5 or more`."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from trivia.facts.text import folded
from trivia.quiz.lint.amounts import Amount, read_amount

_BETWEEN: Final = re.compile(
    r"(?:between |from )?(?P<low>.+?)(?: ?- ?| to | and | through | until )(?P<high>.+)"
)
# How a range that is open at one end is written, whether it lies below that end, and whether it holds it.
_OPEN_RANGES: Final = (
    (re.compile(r"(?:<|less than|fewer than|under|below) ?(?P<end>.+)"), True, False),
    (re.compile(r"(?:≤|<=|up to|at most|no more than) ?(?P<end>.+)"), True, True),
    (re.compile(r"(?P<end>.+) or (?:less|fewer)"), True, True),
    (re.compile(r"(?:>|more than|greater than|over|above) ?(?P<end>.+)"), False, False),
    (re.compile(r"(?:≥|>=|at least|no less than) ?(?P<end>.+)"), False, True),
    (re.compile(r"(?P<end>.+?)(?:\+| or more| and up| or over)"), False, True),
)
_CURRENCY: Final = re.compile(r"us\$|[$€£¥]")
_NUMBER: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Range:
    """All amounts of a kind between two ends.

    Attributes:
        low: The lower end, or `None` where there is none.
        high: The upper end, or `None` where there is none.
        closed: Whether the ends belong to it.
        kind: What is counted, as in `Amount`.
    """

    low: Fraction | None
    high: Fraction | None
    closed: bool
    kind: str


def read_range(text: str) -> Range | None:
    """Return the range that `text` is, or `None`."""
    if not _NUMBER.search(text):
        return None
    plain = folded(text).removesuffix(".")
    for pattern, below, closed in _OPEN_RANGES:
        match = pattern.fullmatch(plain)
        if match:
            end = read_amount(match["end"])
            if end is None:
                return None
            return Range(None if below else end.value, end.value if below else None, closed, end.kind)
    match = _BETWEEN.fullmatch(plain)
    return _between(match["low"], match["high"]) if match else None


def _between(low: str, high: str) -> Range | None:
    """Return the range between two amounts; one end may leave the unit to the other."""
    currency = _CURRENCY.match(low)
    if currency and high[0].isdigit():
        high = currency.group() + high
    first, last = read_amount(low), read_amount(high)
    if first is not None and last is not None and not first.kind and last.kind:
        first = _with_unit_of(low, high)
    if first is None or last is None or first.kind != last.kind or first.value >= last.value:
        return None
    return Range(first.value, last.value, True, last.kind)


def _with_unit_of(low: str, high: str) -> Amount | None:
    number = re.match(r"[\d.,]+", high)
    return read_amount(low + high[number.end() :]) if number else None


def overlap(one: Range, other: Range) -> bool:
    """Tell whether some amount lies in both ranges.

    Ranges that meet in one point, like 10-20 and 20-30, share it if both hold their ends.
    """
    if one.kind != other.kind:
        return False
    low = max((end for end in (one.low, other.low) if end is not None), default=None)
    high = min((end for end in (one.high, other.high) if end is not None), default=None)
    if low is None or high is None or low < high:
        return True
    return low == high and one.closed and other.closed
