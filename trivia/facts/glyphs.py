"""What a terminal can be trusted with: only characters on whose width everybody agrees are left in a text.

A terminal counts cells, and so does the library that lays the screen out. Where the two disagree, the rest
of a line is shifted and a frame breaks. So, class by class:

- An accent is put into its letter where there is such a letter (NFC). Marks that are left over stand on the
  letter before them, at most `MOST_MARKS`; a mark without a letter stands on ◌.
- Of emoji joined into one picture (a family, an astronaut) the first is left; skin tones and the signs that
  choose between a picture and a letter are dropped, a keycap is its digit, a flag its country's two letters.
- Direction marks, soft hyphens and what else draws nothing and does no harm are dropped. The zero-width
  non-joiner stays between letters of scripts where it keeps words readable, such as Persian. The joiner
  goes, since it is measured in two ways; the letters of Malayalam that are written with it have code points
  of their own.
- Everything else of unknown width, or that could hide text or turn a line round, becomes a sign: controls,
  bidirectional overrides, private characters, letters of old Hangul, and the few signs whose width changed
  with Unicode 16.

Wide letters, Hebrew and Arabic stay as they are. In scripts of India, signs beside a letter are counted as
part of it, as Unicode's graphemes say; a terminal that gives them a cell of their own shifts the rest of that
line.
"""

import re
from typing import Final
from unicodedata import category, is_normalized, normalize

SIGN: Final = "\N{REPLACEMENT CHARACTER}"
"""Stands where a character was that a terminal must not be sent."""

MOST_MARKS: Final = 4
"""On one letter. Pointed and sung Hebrew needs four; a heap of them is a prank that covers other lines."""

_NON_JOINER: Final = "\N{ZERO WIDTH NON-JOINER}"
_JOINER: Final = "\N{ZERO WIDTH JOINER}"
_NO_LETTER: Final = "\N{DOTTED CIRCLE}"
_FIRST_FLAG_LETTER: Final = 0x1F1E6

_SPACES: Final = re.compile(r"\s+")

# Scripts without marks and without anything that the rules below are about; most texts are done with here.
_PLAIN: Final = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u1e00-\u1fff\u2010-\u2027"
    "\u2030-\u205e\u20a0-\u20bf\u2100-\u262f\u2638-\u2689\u2690-\u2bff\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf"
    "\u4e00-\u9fef\uac00-\ud7a3]*"
)

_PICTURES: Final = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
# The joiner with the picture behind it; variation signs and skin tones may stand before it.
_JOINED: Final = re.compile(f"(?<=[{_PICTURES}\ufe0e\ufe0f]){_JOINER}[{_PICTURES}]")
_FLAGS: Final = re.compile("[\U0001f1e6-\U0001f1ff]+")
_DROPPED: Final = re.compile(
    "[\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180d\u180f\u200d-\u200f\u20e3\ufe00-\ufe0f"
    "\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]"
    "|(?<=\U0001f3f4)[\U000e0020-\U000e007f]+"  # which part of a country a flag is of
)
_CHILLU: Final = re.compile(f"([\u0d23\u0d28\u0d30\u0d32\u0d33\u0d15])\u0d4d{_JOINER}")
_CHILLU_LETTERS: Final = dict(
    zip("\u0d23\u0d28\u0d30\u0d32\u0d33\u0d15", "\u0d7a\u0d7b\u0d7c\u0d7d\u0d7e\u0d7f", strict=True)
)
# Arabic, Syriac and the like, India's, Burmese, Khmer.
_WITH_NON_JOINER: Final = "\u0600-\u0dff\u1000-\u109f\u1780-\u17ff"
_STRAY_NON_JOINER: Final = re.compile(
    f"(?<![{_WITH_NON_JOINER}{_NON_JOINER}]){_NON_JOINER}+|{_NON_JOINER}+(?![{_WITH_NON_JOINER}])"
)

_UNSAFE: Final = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0 and C1 controls
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"  # signs that enclose what follows
    "\u115f-\u11ff\u3164\ud7b0-\ud7ff\uffa0"  # Hangul that no syllable has taken, and its blanks
    "\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"  # draw nothing, or turn a line round
    "\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\U0001d300-\U0001d376"  # narrow before Unicode 16, wide since
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # formats of rare scripts
    "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff"  # lone surrogates, private use
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff"  # noncharacters, tags
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 15))
    + "]"
)


def shown_surely(text: str) -> str:
    """Return `text` in one line, of characters that a terminal shows in as many cells as are counted."""
    text = _SPACES.sub(" ", text).strip()
    if _PLAIN.fullmatch(text) and is_normalized("NFC", text):
        return text
    while True:  # what is dropped brings neighbours together, so look once more
        settled = _settled(text)
        if settled == text:
            return text
        text = settled


def _settled(text: str) -> str:
    text = _CHILLU.sub(lambda match: _CHILLU_LETTERS[match.group(1)], text)
    text = _DROPPED.sub("", _JOINED.sub("", text))
    text = _UNSAFE.sub(_sign, normalize("NFC", _FLAGS.sub(_countries, text)))
    text = _STRAY_NON_JOINER.sub("", _with_few_marks(text))
    return _SPACES.sub(" ", text).strip()


def _sign(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)  # the control pictures: ␛ for an escape
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    return SIGN


def _countries(match: re.Match[str]) -> str:
    """Two letters for each flag: a row of flags is a row of letters that make countries in pairs."""
    letters = "".join(chr(ord("A") + ord(letter) - _FIRST_FLAG_LETTER) for letter in match.group())
    return " ".join(letters[start : start + 2] for start in range(0, len(letters), 2))


def _with_few_marks(text: str) -> str:
    kept, marks, based = [], 0, False
    for character in text:
        if category(character)[0] == "M":
            if not based:
                kept.append(_NO_LETTER)
                marks, based = 0, True
            marks += 1
            if marks > MOST_MARKS:
                continue
        elif character != _NON_JOINER:
            marks, based = 0, character != " "
        kept.append(character)
    return "".join(kept)
