"""Numbers with units, as people write them, made exact so that two of them can be compared."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from trivia.facts.text import folded

_SCALES: Final = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "mil": 10**6,
    "bn": 10**9,
    "k": 10**3,
}
# Letters that scale money alone: "5 m" is a length, and what "5 b" is nobody knows.
_MONEY_SCALES: Final = {"m": 10**6, "mn": 10**6, "b": 10**9, "t": 10**12}
_CURRENCIES: Final = {
    "$": "dollar", "us$": "dollar", "usd": "dollar", "dollar": "dollar", "buck": "dollar",
    "€": "euro", "eur": "euro", "euro": "euro",
    "£": "pound sterling", "gbp": "pound sterling",
    "¥": "yen", "jpy": "yen", "yen": "yen",
}  # fmt: skip
_CENT: Final = Fraction(1, 100)
_UNITS: Final[dict[str, tuple[Fraction | int, str]]] = {
    "mm": (1, "length"), "millimetre": (1, "length"), "millimeter": (1, "length"),
    "cm": (10, "length"), "centimetre": (10, "length"), "centimeter": (10, "length"),
    "m": (1000, "length"), "metre": (1000, "length"), "meter": (1000, "length"),
    "km": (10**6, "length"), "kilometre": (10**6, "length"), "kilometer": (10**6, "length"),
    "in": (Fraction("25.4"), "length"), "inch": (Fraction("25.4"), "length"),
    "ft": (Fraction("304.8"), "length"), "foot": (Fraction("304.8"), "length"),
    "feet": (Fraction("304.8"), "length"), "yd": (Fraction("914.4"), "length"),
    "yard": (Fraction("914.4"), "length"), "mi": (1_609_344, "length"), "mile": (1_609_344, "length"),
    "mg": (1, "mass"), "milligram": (1, "mass"), "g": (1000, "mass"), "gram": (1000, "mass"),
    "kg": (10**6, "mass"), "kilogram": (10**6, "mass"), "kilo": (10**6, "mass"),
    "t": (10**9, "mass"), "tonne": (10**9, "mass"), "metric ton": (10**9, "mass"),
    "oz": (Fraction("28349.523125"), "mass"), "ounce": (Fraction("28349.523125"), "mass"),
    "lb": (Fraction("453592.37"), "mass"),
    "ml": (1, "volume"), "millilitre": (1, "volume"), "milliliter": (1, "volume"),
    "cl": (10, "volume"), "l": (1000, "volume"), "litre": (1000, "volume"), "liter": (1000, "volume"),
    "ms": (1, "time"), "millisecond": (1, "time"), "s": (1000, "time"), "sec": (1000, "time"),
    "second": (1000, "time"), "min": (60_000, "time"), "minute": (60_000, "time"),
    "h": (3_600_000, "time"), "hr": (3_600_000, "time"), "hour": (3_600_000, "time"),
    "day": (86_400_000, "time"), "week": (604_800_000, "time"), "fortnight": (1_209_600_000, "time"),
    "month": (1, "months"), "year": (12, "months"), "yr": (12, "months"), "decade": (120, "months"),
    "century": (1200, "months"),
    "%": (1, "percent"), "percent": (1, "percent"), "per cent": (1, "percent"),
    "cent": (_CENT, "dollar"), "pence": (_CENT, "pound sterling"),
}  # fmt: skip
_BELOW_TWENTY: Final = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
"""
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS: Final = {word: value for value, word in enumerate(_BELOW_TWENTY.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), start=2)
}
RAISED: Final = {ord(sign): f"^{digit}" for digit, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
"""Marks raised digits, for folding would make "10²" and "102" the same."""

_ABOUT: Final = re.compile(r"(?:about|approximately|approx\.?|around|roughly|circa|ca\.|~|exactly) ?")
_NUMBER: Final = re.compile(
    r"(?P<sign>-)?(?P<currency>us\$|[$€£¥])? ?"
    r"(?P<number>(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*|0)(?:\.\d+)?(?![\d.,:/])|\.\d+(?![\d.]))"
    r"(?P<rest>[^\d]*)"
)
_SPELT: Final = re.compile(r"(?P<word>[a-z]+)(?:[ -](?P<ones>[a-z]+))?(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and what it counts, in that kind's smallest unit.

    Attributes:
        value: The exact value.
        kind: `length`, `mass`, a currency … or the unit as it was written; empty for a bare number.
    """

    value: Fraction
    kind: str


def read_amount(text: str) -> Amount | None:
    """Return what `text` says if it is nothing but a number with its unit, or `None`.

    Thousands may be parted with commas; a number with zeros in front is a label and no amount.
    """
    plain = folded(text.translate(RAISED)).removesuffix(".")
    plain = _ABOUT.sub("", plain, count=1) if _ABOUT.match(plain) else plain
    if not plain or len(plain) > 60:
        return None
    if plain[0].isalpha() and not plain.startswith("us$"):
        return _spelt(plain)
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    value = Fraction(match["number"].replace(",", ""))
    if match["sign"]:
        value = -value
    return _scaled(value, match["rest"], _CURRENCIES.get(match["currency"] or "", ""))


def _spelt(plain: str) -> Amount | None:
    """Return `seven`, `twenty-one miles` or `a million` as an amount."""
    match = _SPELT.fullmatch(plain)
    if match is None:
        return None
    word, ones, rest = match["word"], match["ones"], match["rest"]
    after = f" {ones}{rest}" if ones else rest
    if word in _WORDS:
        value = _WORDS[word]
        if value >= 20 and 0 < _WORDS.get(ones or "", 0) < 10:
            value, after = value + _WORDS[ones], rest
        return _scaled(Fraction(value), after, "")
    if word in {"a", "an"} and ones in _SCALES:
        return _scaled(Fraction(1), after, "")
    return None


def _scaled(value: Fraction, rest: str, currency: str) -> Amount | None:
    """Return the amount that `value` becomes by what is written behind it."""
    unit = rest.strip(" -")
    first, _, later = unit.partition(" ")
    while first in _SCALES or (currency and first in _MONEY_SCALES):
        value *= _SCALES.get(first) or _MONEY_SCALES[first]
        unit = later.strip()
        first, _, later = unit.partition(" ")
    if currency:
        # "$5 a week" is money, but of a kind that only its like compares with.
        return Amount(value, f"{currency} {unit}".strip() if unit not in _CURRENCIES else currency)
    if not unit:
        return Amount(value, "")
    one = _singular(unit)
    if one in _CURRENCIES:
        return Amount(value, _CURRENCIES[one])
    if one in _UNITS:
        factor, kind = _UNITS[one]
        return Amount(value * factor, kind)
    if not re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+){0,2}", unit):
        return None
    return Amount(value, one)


def _singular(unit: str) -> str:
    """Return a unit's name without its plural ending."""
    if unit in _UNITS or unit in _CURRENCIES:
        return unit
    for ending, single in (("ies", "y"), ("ches", "ch"), ("s", "")):
        if unit.endswith(ending):
            return unit.removesuffix(ending) + single
    return unit
