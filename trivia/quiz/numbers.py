"""Wrong numbers: of the right one's unit and precision, apart from it, and above it as often as below.

A number stands for everything that rounds to it in its last written digit, so no two options may overlap.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from trivia.facts.cells import Known
from trivia.facts.values import day_in_words
from trivia.quiz.chance import Chance

_YEAR_STEPS: Final = (1, 2, 3, 5)
_DAY_STEPS: Final = (1, 3, 7, 14, 30)
_SHARES: Final = (8, 6, 5, 4)
"""How far apart wrong numbers lie: an eighth of the right one to a quarter, so that three fit below it."""

_SMALL: Final = 12
"""Whole numbers up to this one are spaced by one or two, as a player would guess them."""


def overlap(one: Known, other: Known) -> bool:
    """Whether two numbers are too near to tell apart: one may be the other, rounded."""
    coarse = _last_digit(min(_decimals(one.shown), _decimals(other.shown)))
    return abs(Decimal(one.key) - Decimal(other.key)) * 2 <= coarse


@cache
def _last_digit(decimals: int) -> Decimal:
    """What a step in the last written digit is worth: 0.1 with one decimal, as in 51.6, and 1 for 1515."""
    return Decimal(1).scaleb(-decimals)


def _decimals(written: str) -> int:
    return len(written.partition(".")[2])


def wrong_numbers(
    right: Known, kind: str, bounds: tuple[str, str] | None, wanted: int, chance: Chance
) -> list[Known]:
    """Numbers, years or days that a player might take for the right one.

    The right one's place among them is drawn first, evenly over all places that the bounds allow, so that
    neither the middle nor an end gives it away.

    Args:
        right: The right value.
        kind: `number`, `year` or `date`.
        bounds: The least and the greatest wrong number, in writing; `None` for none below zero, where the
            right one is not.
        wanted: How many; fewer come back where the bounds leave no room.
        chance: What they follow from.
    """
    value, grain = _value(right, kind), _grain(right, kind)
    low, high = _bounds(value, grain, kind, bounds)
    step = _step(value, grain, kind, chance)
    for room in (value - low, high - value):
        if room and wanted:  # so much that every rank which the bounds allow is within reach
            step = min(step, max(grain, room / wanted // grain * grain))
    below = min(wanted, int((value - low) // step))
    above = min(wanted, int((high - value) // step))
    wanted = min(wanted, below + above)
    fewest = max(0, wanted - above)
    rank = fewest + chance.below(min(wanted, below) - fewest + 1)
    jitter = int(step / grain) // 3  # in grains; keeps every number nearer to its own place than to the next
    found: list[Known] = []
    for place in range(-rank, wanted - rank + 1):
        if place:
            moved = (chance.below(2 * jitter + 1) - jitter) * grain
            number = min(high, max(low, value + place * step + moved))
            found.append(_written(number, right, kind))
    return found


def spread_lures(right: Known, kind: str, lures: Sequence[Known], wanted: int, chance: Chance) -> list[Known]:
    """Lures that an author gave for a number, drawn so that the right one's rank is spread evenly.

    Those that may be the right one, rounded, are left out.
    """
    value = _value(right, kind)
    apart = [lure for lure in lures if kind != "number" or not overlap(right, lure)]
    below = [lure for lure in chance.shuffled(apart) if _value(lure, kind) < value]
    above = [lure for lure in chance.shuffled(apart) if _value(lure, kind) > value]
    wanted = min(wanted, len(below) + len(above))
    fewest = max(0, wanted - len(above))
    rank = fewest + chance.below(min(wanted, len(below)) - fewest + 1)
    chosen = [*below[:rank], *above[: wanted - rank]]
    return [*chosen, *(lure for lure in (*below, *above) if lure not in chosen)]


def _value(number: Known, kind: str) -> Decimal:
    return Decimal(date.fromisoformat(number.key).toordinal()) if kind == "date" else Decimal(number.key)


def _grain(right: Known, kind: str) -> Decimal:
    """The step that keeps the precision: 0.1 beside 51.6, 10 beside 750, a year, a day."""
    if kind != "number":
        return Decimal(1)
    decimals = _decimals(right.shown)
    if decimals:
        return Decimal(1).scaleb(-decimals)
    zeros = len(right.key) - len(right.key.rstrip("0")) if Decimal(right.key) else 0
    grain = Decimal(10) ** zeros
    # Beside 10, 20 or 30 the next round numbers alone would leave little room below.
    return grain / 2 if zeros and abs(Decimal(right.key)) < 5 * grain else grain


def _step(value: Decimal, grain: Decimal, kind: str, chance: Chance) -> Decimal:
    if kind == "year":
        return Decimal(chance.pick(_YEAR_STEPS))
    if kind == "date":
        return Decimal(chance.pick(_DAY_STEPS))
    if grain == 1 and abs(value) <= _SMALL:
        return Decimal(1 + (abs(value) > _SMALL // 2 and chance.below(2)))
    share = abs(value) / chance.pick(_SHARES)
    return max(grain, share // grain * grain)


def _bounds(
    value: Decimal, grain: Decimal, kind: str, bounds: tuple[str, str] | None
) -> tuple[Decimal, Decimal]:
    """The least and the greatest number that may be written, of the right one's precision.

    Where the right one lies outside of its author's bounds, they reach up to it.
    """
    if bounds is not None:
        low, high = (Decimal(bound) for bound in bounds)
    elif kind == "date":
        low, high = Decimal(date.min.toordinal()), Decimal(date.max.toordinal())
    elif kind == "year":
        low, high = Decimal(1 if value > 0 else 0 if value == 0 else -9999), Decimal(9999)
    else:
        low = (grain if value > 0 else Decimal(0)) if value >= 0 else value * 10
        high = abs(value) * 10 + 10 * grain
    if kind == "year":
        low, high = max(low, Decimal(-9999)), min(high, Decimal(9999))
    below, above = max(value - low, Decimal(0)), max(high - value, Decimal(0))
    return value - below // grain * grain, value + above // grain * grain


def _written(number: Decimal, right: Known, kind: str) -> Known:
    """A number in the format of the right one."""
    if kind == "date":
        day = date.fromordinal(int(number))
        return Known(day_in_words(day), day.isoformat())
    key = format(number.normalize() if number else Decimal(0), "f")
    separator = "_" if "_" in right.shown else ","
    grouped = separator in right.shown or (abs(Decimal(right.key)) < 1000 <= abs(number))
    shown = f"{abs(number):{',' if grouped and kind == 'number' else ''}.{_decimals(right.shown)}f}"
    digits = right.shown.lstrip("+-")
    if digits[:1] == "0" and digits[1:2].isdigit():  # 007, or the year 0800
        shown = shown.zfill(len(digits))
    sign = "-" if number < 0 else "+" if number > 0 and right.shown.startswith("+") else ""
    return Known(sign + shown.replace(",", separator), key)
