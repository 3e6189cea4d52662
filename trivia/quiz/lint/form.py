"""Rules on the text as such: clean, short enough, explained and sourced (GT401 to GT406)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from trivia.facts.glyphs import SIGN
from trivia.facts.text import printable
from trivia.quiz.lint.finding import Rule, item_rule, quoted
from trivia.quiz.lint.item import Item

PROMPT_AT_MOST: Final = 240
"""Six lines of 40 columns: what the smallest screen of the game leaves beside four options."""
OPTION_AT_MOST: Final = 72
"""One line of 80 columns, or two of 40, less the key in front and the frame around."""

_ENTITY: Final = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,12}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_TAG: Final = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|cite|code|div|em|font|h[1-6]|hr|i|img|li|mark|ol|p|pre|q|s|script|small"
    r"|span|strong|style|sub|sup|table|td|th|tr|tt|u|ul)(?:\s[^<>]*)?/?>"
    r"|\[/?(?:b|i|u|url|img|color|size|quote)(?:=[^\]]*)?\]|\*\*[^*\s][^*]*\*\*|\[[^\]]+\]\(https?://[^)\s]+\)"
    r"|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[nrt\"'](?=\W|$)",
    re.IGNORECASE,
)
# UTF-8 that was read as Windows-1252: "Ã©" for "é", "â€™" for "’".
_MISREAD: Final = re.compile(
    "[ÃÂ][\u0080-\u00bf\u201a\u0192\u2039\u0160\u0161\u2030]|â€[\u0090-\u00bf\u0153\u2122˜“”¦]"
)
_ABOUT_MARKUP: Final = re.compile(
    r"\b(?:html5?|xml|css|tags?|elements?|markup|markdown|bbcode|latex|entit(?:y|ies)|regex"
    r"|regular expression"
    r"|escape|programming|string|code|web ?page|javascript|print\w*)\b",
    re.IGNORECASE,
)
_STRAY: Final = re.compile(
    r"^\s|\s$|\s{2,}|(?<=[\w)])[ \t]+(?=[,;:.!?](?:\s|$))|[\w)][ \t]+,(?=\w)|\([ \t]+\w|\w[ \t]+\)",
    re.UNICODE,
)
# French sets a blank before its high signs.
_FRENCH: Final = re.compile(r"[ \u00a0\u202f][!?;:»]")


def _texts(item: Item) -> tuple[str, ...]:
    question = item.question
    return (question.prompt, *item.options, question.explanation, *sorted(question.remarks))


def _unclean(text: str) -> str:
    """Return the first character that must not be painted, or that already stands for one."""
    if text.isascii() and text.isprintable():
        return ""
    for character in text:
        if character == SIGN or "\u2400" <= character <= "\u2421" or unicodedata.category(character) == "Cc":
            return character
        if not character.isspace() and SIGN in printable(character):
            return character
    return ""


def _leftovers(item: Item) -> Iterator[str]:
    texts = _texts(item)
    about_markup = any(_ABOUT_MARKUP.search(text) for text in (item.question.prompt, item.question.heading))
    for text in texts:
        control = _unclean(text)
        if control:
            name = unicodedata.name(control, f"U+{ord(control):04X}")
            yield f"{quoted(text)} holds a character that cannot be shown ({name}); take it out."
        match = _MISREAD.search(text) or (None if about_markup else _ENTITY.search(text) or _TAG.search(text))
        if match:
            yield f"{quoted(text)} holds {quoted(match.group())}, left from another format; write plain text."


def _long_prompt(item: Item) -> Iterator[str]:
    length = len(item.question.prompt)
    if length > PROMPT_AT_MOST:
        yield (
            f"The prompt {quoted(item.question.prompt)} has {length} characters, and {PROMPT_AT_MOST} "
            "fit on a small screen; cut what the answer does not need."
        )


def _long_option(item: Item) -> Iterator[str]:
    longest = max(item.options, key=len, default="")
    if len(longest) > OPTION_AT_MOST:
        yield (
            f"The option {quoted(longest)} has {len(longest)} characters, and {OPTION_AT_MOST} fit on "
            "its line; shorten it, or move what the options share into the prompt."
        )


def _no_source(item: Item) -> Iterator[str]:
    if not item.question.sources:
        yield f"Nothing is cited for the answer {quoted(item.answer)}; name a source."


def _no_explanation(item: Item) -> Iterator[str]:
    if not item.question.explanation.strip():
        yield f"Nothing explains the answer {quoted(item.answer)}; write a sentence."


def _stray_blanks(item: Item) -> Iterator[str]:
    for text in _texts(item):
        match = _STRAY.search(_FRENCH.sub("!", text) if "\u00a0" in text or "\u202f" in text else text)
        if match and text.strip():
            around = text[max(0, match.start() - 12) : match.end() + 12]
            shown = re.sub(r"\s", "·", around)
            yield f"A blank is too many in “{printable(shown)}” (blanks shown as ·); take it out."
            return


RULES: Final[tuple[Rule, ...]] = (
    item_rule("GT401", "error", "Markup or control characters", _leftovers),
    item_rule("GT402", "warning", "Prompt too long", _long_prompt),
    item_rule("GT403", "warning", "Option too long", _long_option),
    item_rule("GT404", "warning", "No explanation", _no_explanation),
    item_rule("GT405", "warning", "No source", _no_source),
    item_rule("GT406", "warning", "Stray blanks", _stray_blanks),
)
