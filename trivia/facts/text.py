"""Text from packs and people is data: made harmless once, compared the same way everywhere."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from trivia.facts.glyphs import shown_surely

_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_SINGLE_QUOTES: Final = dict.fromkeys(map(ord, "‘’‚‛′`´"), "'")
_DOUBLE_QUOTES: Final = dict.fromkeys(map(ord, "“”„‟″«»"), '"')
_FOLDED_SIGNS: Final = _DASHES | _SINGLE_QUOTES | _DOUBLE_QUOTES

_SPACES: Final = re.compile(r"\s+")
_NO_WORD: Final = re.compile(r"[\W_]+")
_PLAIN_WORDS: Final = bytes(
    ord(sign.lower()) if sign.isascii() and sign.isalnum() else ord(" ") for sign in map(chr, range(256))
)
"""What becomes of each sign of a plain text where only words count, for `bytes.translate`."""


def printable(text: str) -> str:
    """Return `text` as it may be painted: one line, white space folded, every character of certain width.

    An escape becomes ␛, other controls their control pictures; bidirectional overrides, which could turn the
    rest of a line round, and what else a terminal must not be sent become U+FFFD. Accents, emoji and joiners
    are settled as `glyphs.py` says.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return shown_surely(text)


def folded(text: str) -> str:
    """Return the form in which two texts are the same: case, dashes, quotes and blanks do not count."""
    if text.isascii() and text.isprintable() and "`" not in text and "  " not in text:
        return text.strip().casefold()  # most texts; ten times as fast
    plain = unicodedata.normalize("NFKC", text).translate(_FOLDED_SIGNS)
    return _SPACES.sub(" ", plain).strip().casefold()


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """Return `" Did you mean 'x'?"` for the known word nearest to `found`, or an empty string."""
    names = {folded(name): name for name in known}
    near = get_close_matches(folded(found), names, n=1, cutoff=0.6)
    return f" Did you mean {names[near[0]]!r}?" if near else ""


def listed(names: Iterable[str]) -> str:
    """Return names in quotes, with commas: `'a', 'b', 'c'`."""
    return ", ".join(f"'{name}'" for name in names)


def words_of(text: str) -> str:
    """Return the words of a text, folded, with one blank between: what is left when signs do not count."""
    if text.isascii():  # most texts; five times as fast
        return b" ".join(text.encode().translate(_PLAIN_WORDS).split()).decode()
    return _NO_WORD.sub(" ", folded(text)).strip()
