"""The texts of a GIFT file: escapes, formats, and what is left of HTML and Markdown in plain words."""

import html
import re
from typing import Final, NamedTuple

SPECIAL: Final = "~=#{}:\\"
"""What a backslash takes the meaning from."""

# Escaped signs are kept as private characters while the text is taken apart; those of the file's own are
# lost, as they are everywhere in this house.
_FIRST: Final = 0xF0000
_HIDDEN: Final = {character: chr(_FIRST + number) for number, character in enumerate(SPECIAL + "\n")}
_SHOWN: Final = {ord(hidden): character for character, hidden in _HIDDEN.items()}
_PRIVATE: Final = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + len(SPECIAL))}]")
_ESCAPED: Final = re.compile(r"\\([~=#{}:\\n])")

_FORMAT: Final = re.compile(r"\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_TAG: Final = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|a|ul|ol|li|h[1-6]|code|pre|font|table|tbody|tr|td|th|small|big)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_RAISED: Final = re.compile(r"<(sup|sub)(?:\s[^<>]*)?>([^<]*)</\1>", re.IGNORECASE)
_PICTURE: Final = re.compile(
    r"<(?:img|audio|video|iframe|object|embed)\b|@@PLUGINFILE@@|!\[[^\]]{0,200}\]\(", re.IGNORECASE
)
_BLOCK_TAG: Final = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr|/td)\b", re.IGNORECASE)
_DIGITS: Final = {
    "sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
_EMPHASIS: Final = re.compile(r"(\*\*|__|\*|`)(?=\S)([^*_`]{1,500})(?<=\S)\1")
_LINK: Final = re.compile(r"(?<!!)\[([^\]]{1,200})\]\([^)\s]{0,500}\)")


class Words(NamedTuple):
    """A text in plain words.

    Attributes:
        text: The words.
        form: The format it was written in: `html`, `moodle`, `plain` or `markdown`.
        pictured: Whether there was a picture or a recording, which is lost.
    """

    text: str
    form: str
    pictured: bool


def hidden(text: str) -> str:
    """The text with its escaped signs hidden, so that only those that mean something are left."""
    return _ESCAPED.sub(_hide, _PRIVATE.sub("\N{REPLACEMENT CHARACTER}", text))


def _hide(match: re.Match[str]) -> str:
    return _HIDDEN["\n" if match[1] == "n" else match[1]]


def unescaped(text: str) -> str:
    """The text with its escaped signs as they are meant."""
    return hidden(text).translate(_SHOWN)


def words(text: str, form: str = "moodle") -> Words:
    """A piece of a question in plain words.

    Args:
        text: The piece, its escapes hidden.
        form: The format of what it belongs to; `[html]` and the like before it say otherwise.
    """
    text = text.strip()
    written = _FORMAT.match(text)
    if written:
        form, text = written[1].casefold(), text[written.end() :]
    text = text.translate(_SHOWN)
    pictured = form != "plain" and bool(_PICTURE.search(text))
    if form == "markdown":
        text = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))
    if form == "html" or (form == "moodle" and (_TAG.search(text) or _RAISED.search(text))):
        text = _without_tags(text)
    return Words(" ".join(text.split()), form, pictured)


def _without_tags(text: str) -> str:
    text = _RAISED.sub(_raised, text)
    text = _BLOCK_TAG.sub(r" \g<0>", text)
    return html.unescape(_TAG.sub("", text)).replace("\N{NO-BREAK SPACE}", " ")


def _raised(match: re.Match[str]) -> str:
    """x<sup>2</sup> is x², and not x2."""
    kind, inner = match[1].casefold(), match[2].strip()
    if re.fullmatch(r"[0-9+-]+", inner):
        return inner.translate(_DIGITS[kind])
    return f"{'^' if kind == 'sup' else '_'}({inner})"
