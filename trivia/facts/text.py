"""Text from packs and people is data: made harmless once, compared the same way everywhere."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final

from trivia.facts.glyphs import shown_surely

_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_SINGLE_QUOTES: Final = dict.fromkeys(map(ord, "‘’‚‛′`´"), "'")
_DOUBLE_QUOTES: Final = dict.fromkeys(map(ord, "“”„‟″«»"), '"')
_FOLDED_SIGNS: Final = _DASHES | _SINGLE_QUOTES | _DOUBLE_QUOTES

FEW: Final = 200
"""Among so many names any that is alike is looked for; among more, those that are one slip away."""

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789 -'."

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
    near = nearest(found, known)
    return f" Did you mean {near!r}?" if near else ""


def nearest(found: str, known: Iterable[str]) -> str:
    """The known word that is nearest to `found`, or an empty string where none is like it."""
    names = {folded(name): name for name in known}
    word = folded(found)
    if len(names) > FEW:  # comparing with each takes longer than reading the file
        near = [slip for slip in _slips(word) if slip in names][:1]
    else:
        near = get_close_matches(word, names, n=1, cutoff=0.6)
    return names[near[0]] if near else ""


def _slips(word: str) -> Iterator[str]:
    """Every word that is one slip of the pen away (P. Norvig, How to Write a Spelling Corrector, 2007)."""
    letters = dict.fromkeys((*_LETTERS, *word))
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in letters:
            yield before + letter + after
            yield before + letter + after[1:]


def id_like(text: str) -> str:
    """The id nearest to what somebody wrote: small, without accents; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")


def shortened(text: str, most: int = 100) -> str:
    """The text, or as much of it as a message has room for, with `…` behind it."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def listed(names: Iterable[str], most: int | None = None) -> str:
    """Return names in quotes, with commas: `'a', 'b', 'c'`.

    Args:
        names: The names.
        most: How many are named, the others being counted; `None` for all.
    """
    found = [f"'{name}'" for name in names]
    if most is None or len(found) <= most:
        return ", ".join(found)
    return f"{', '.join(found[:most])} and {len(found) - most:,} more"


def words_of(text: str) -> str:
    """Return the words of a text, folded, with one blank between: what is left when signs do not count."""
    if text.isascii():  # most texts; five times as fast
        return b" ".join(text.encode().translate(_PLAIN_WORDS).split()).decode()
    return _NO_WORD.sub(" ", folded(text)).strip()
