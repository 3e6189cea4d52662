"""What a heading says: how its column is called in a sentence, and in what its numbers are measured."""

import re
from typing import Final

_UNIT: Final = re.compile(
    r"(.+?) ?(?:[(\[]([^()\[\]]{1,20})[)\]]"
    r"|(?<= )(km|m|cm|mm|kg|g|t|mi|ft|lb|ha|km2|km²|m²|m³|°C|°F|%|GW|MW|kW))"
)
_GROUP: Final = "[., ’']?000"
_MANY: Final = (
    (
        re.compile(rf"(?:in )?(?:1{_GROUP}{_GROUP}{_GROUP}|10\^?[⁹9]|billions?|bn\b|mrd\b)\.? ?(?:of )?"),
        "billion",
    ),
    (re.compile(rf"(?:in )?(?:1{_GROUP}{_GROUP}|10\^?[⁶6]|millions?|mio\b|mill?\b)\.? ?(?:of )?"), "million"),
    (re.compile(rf"(?:in )?(?:1{_GROUP}|10\^?[³3]|thousands?|ths\b|tsd\b)\.? ?(?:of )?"), "thousand"),
)
"""How headings write a power of ten that stands before a unit, and the word for it; the largest first."""

_REMARK: Final = re.compile(
    r"(?:as of|est|approx|ca\b|about|incl|excl|with|since|until|rounded)", re.IGNORECASE
)
_MONEY: Final = re.compile(r"(US\$|\$|€|£|¥) ?(.*)|(.+) (US\$|\$|€|£|¥)")


def labelled(heading: str) -> tuple[str, str]:
    """What a sentence calls a column, and its unit, empty where it has none.

    `Length (km)` is a `length` in `km`, and `Area (1000 km²)` an `area` in `thousand km²`. GDP stays GDP.
    What stands in brackets and is no unit stays with the words: `Population (2020)` is `population in 2020`.
    """
    words = re.sub(r"[{}]", "", heading.replace("_", " ")).strip() or "value"
    found = _UNIT.fullmatch(words)
    words, unit = (found[1], found[2] or found[3]) if found else (words, "")
    label = words[:1].lower() + words[1:] if words[1:2].islower() else words
    if re.fullmatch("[0-9]+", label):
        label = f"figure for {label}"
    if re.fullmatch("[12][0-9]{3}", unit):
        return f"{label} in {unit}", ""
    if _REMARK.match(unit):
        return f"{label} ({unit})", ""
    unit = _in_words(unit)
    if unit[:1].isdigit():  # behind a number it would read like more of it
        return f"{label} in units of {unit}", ""
    return label, unit


def measured(amount: str, unit: str) -> str:
    """An amount with its unit, as it is written in running text: `12 km`, `$12 million`, `12%`."""
    money = _MONEY.fullmatch(unit)
    if money:
        return f"{money[1] or money[4]}{amount} {money[2] or money[3] or ''}".rstrip()
    return f"{amount}%" if unit == "%" else f"{amount} {unit}".rstrip()


def _in_words(unit: str) -> str:
    """A unit with its power of ten as a word."""
    for written, word in _MANY:
        found = written.match(unit)
        if found:
            return f"{word} {unit[found.end() :]}".rstrip()
    return unit
