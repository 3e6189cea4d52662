"""The rule on an answer that is written otherwise than all wrong options (GT308)."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from trivia.quiz.lint.finding import Rule, item_rule, quoted
from trivia.quiz.lint.item import Item

_DIGITS: Final = re.compile(r"\d[\d.,]*")
_ABBREVIATION: Final = re.compile(
    r"(?:\b[A-Za-z]|\b(?:[JS]r|Inc|Co|Corp|Ltd|etc|[Ff]eat|[Vv]ol|[Nn]o|St|Mr|Ms|Dr|Bros))\.$"
)
_BRAND: Final = re.compile(r"[a-z]{1,2}[A-Z]|\S*[A-Z]{2}|[a-z] |[a-z]*[\d.]")


def _thousands(option: str) -> str | None:
    """How the number in an option parts its thousands; `None` where there is nothing to part."""
    numbers = _DIGITS.findall(option)
    if len(numbers) != 1 or len(re.sub(r"\D", "", numbers[0].partition(".")[0])) < 4:
        return None
    return "has a comma in its thousands" if "," in numbers[0] else "has no comma in its thousands"


def _figures(option: str) -> str | None:
    return "is written in figures" if option[:1].isdigit() else "is written in words"


def _full_stop(option: str) -> str | None:
    if option.endswith((".", ";", ",")) and not _ABBREVIATION.search(option) and not option.endswith(".."):
        return f"ends with “{option[-1]}”"
    return None if option.endswith(("!", "?", ".")) else "ends without a full stop"


def _first_letter(option: str) -> str | None:
    letter = option[:1]
    if not letter.isalpha() or not letter.isascii() or _BRAND.match(option):
        return None
    return "begins with a capital" if letter.isupper() else "begins with a small letter"


def _quotation(option: str) -> str | None:
    return "is in quotation marks" if re.fullmatch(r"[\"“].*[\"”]", option) else "is in no quotation marks"


def _odd_one(item: Item, way: Callable[[str], str | None]) -> str:
    """Return what only the answer is like, in this way of looking, or an empty string."""
    ways = {way(option.strip()) for option in item.distractors}
    own = way(item.answer.strip())
    return own if own is not None and len(ways) == 1 and None not in ways and own not in ways else ""


def _ways(item: Item) -> Iterator[Callable[[str], str | None]]:
    yield from (_full_stop, _first_letter, _quotation, _thousands)
    amounts = item.amounts.values()
    # "Seven" beside "12" is the usual style, as long as one of them is more than twelve.
    if len(amounts) == len(item.options) and all(amount.value <= 12 for amount in amounts):
        yield _figures


def _looks_apart(item: Item) -> Iterator[str]:
    if not item.is_choice or len(item.distractors) < 2:
        return
    for way in _ways(item):
        odd = _odd_one(item, way)
        if odd:
            yield (
                f"Only the answer {quoted(item.answer)} {odd}, unlike {quoted(item.distractors[0])} and "
                "the others; write all options in one way."
            )
            return


RULES: Final[tuple[Rule, ...]] = (
    item_rule("GT308", "warning", "Answer is written differently", _looks_apart),
)
