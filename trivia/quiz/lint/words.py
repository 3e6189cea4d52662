"""Words of a text: which carry meaning, and which letters they begin with."""

import re
import unicodedata
from typing import Final, Literal

from trivia.facts.text import folded

_STOP_WORDS: Final = """
    a about after all also among an and any are as at be became because been before being best between both
    but by call called can come could did do does done during each following for former from get give given go
    had has have having he her his how i if in into is it its just known latter like made make many may me
    more most much my name named names near no not of off on one or other our out over own part per said same
    she should since so some such take term than that the their them then there these they thing this those
    through to under until up upon us used using very was way we were what when where which while who whom
    whose why will with within word would you your
"""
STOP_WORDS: Final = frozenset(_STOP_WORDS.split())

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_DOUBLE_QUOTES: Final = '"“”„‟″«»'
_QUOTATION: Final = re.compile(
    rf"[{_DOUBLE_QUOTES}][^{_DOUBLE_QUOTES}]*[{_DOUBLE_QUOTES}]"
    r"|(?<!\w)['‘](?:[^'’‘]|(?<=\w)['’](?=\w))+['’](?!\w)"
)

_AN_BEFORE_LETTER: Final = frozenset("AEFHILMNORSX")
_SOUNDS_LIKE_YOU_OR_ONE: Final = re.compile(
    r"uni(?![mn]|d[ei])|us[aeu]|usual|uti|utop|ura|uru|uku|ukr|ubi|eu|ewe|one\b|one-|once|oui"
)
_SILENT_H: Final = re.compile(r"hour|honest|honou?r|heir")
_SAID_BOTH_WAYS: Final = re.compile(r"herb|hist|hotel|hilar|habit|uh|11\d|18\d")


def words(text: str) -> list[str]:
    """Return the words of `text`, folded, without the 's of a possessive."""
    return [word.removesuffix("'s") for word in _WORD.findall(folded(text))]


def stem(word: str) -> str:
    """Return a word without its plural ending, so that `rivers` and `river` are one."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def content(found: list[str]) -> frozenset[str]:
    """Return the stems of the words that carry meaning; a lone letter or digit carries none."""
    return frozenset(stem(word) for word in found if len(word) > 1 and word not in STOP_WORDS)


def contains(found: list[str], phrase: list[str]) -> bool:
    """Tell whether the words of `phrase` stand in `found`, in this order and with nothing between."""
    length = len(phrase)
    if not length:
        return False
    return any(found[at : at + length] == phrase for at, word in enumerate(found) if word == phrase[0])


def without_quotations(text: str) -> str:
    """Return `text` with every quotation as a plain sign: what is quoted is not the author's word."""
    return _QUOTATION.sub("“”", text)


def without_asides(text: str) -> str:
    """Return `text` without what stands in round or square brackets."""
    return re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)


def article(text: str) -> Literal["a", "an"] | None:
    """Return the article that `text` takes by its sound, or `None` where English does not agree.

    Initials in capitals are among these: nobody knows from the letters whether they are spelt out.
    """
    plain = unicodedata.normalize("NFD", text).lstrip(" \"'“”‘’«»([_")
    initials = re.match(r"[A-Z]{2,}\b|[A-Z](?=\d)", plain)
    lower = plain.casefold()
    if not lower or initials or _SAID_BOTH_WAYS.match(lower) or not lower[0].isascii():
        return None
    letter = re.match(r"[A-Za-z](?![A-Za-z'’.\u0300-\u036f])", plain)
    if letter:
        return "an" if letter.group().upper() in _AN_BEFORE_LETTER else "a"
    if lower[0].isdigit():
        return "an" if re.match(r"8|11\b|18\b", lower) else "a"
    if not lower[0].isalpha():
        return None
    if lower[0] in "aeiou":
        return "a" if _SOUNDS_LIKE_YOU_OR_ONE.match(lower) else "an"
    if _SILENT_H.match(lower) or re.match(r"y[bcdfgklmnprstvz]", lower):
        return "an"
    return "a"
