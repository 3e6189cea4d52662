"""Curly quotes that an author took for YAML's own: they stay in the text, and players would see them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from trivia.errors import Problem
from trivia.facts import nodes
from trivia.facts.nodes import Mapping, Node, Scalar
from trivia.facts.text import shortened

CODE: Final = "GP704"
MOST_TOLD: Final = 5
"""Texts of a file that are told one by one; with more, its author means them all or none."""

_PAIRS: Final = {"“": "”", "„": "“", "«": "»", "‘": "’", "”": "”"}
_SUSPECT: Final = re.compile(r"(?:[:,\[-]\s+|\[)[“„«‘”]")


def curly_quotes(text: str, node: Node) -> list[Problem]:
    """What to say of the texts of a file that stand between curly quotes and no others.

    A text that only begins so (`“Tosca” is by whom?`) is left alone, and so is one that stands in straight
    quotes as well: there the curly ones are surely meant.

    Args:
        text: The file's text, in which nearly always nothing has to be looked for.
        node: What it says.
    """
    if text.isascii() or not _SUSPECT.search(text):
        return []
    found = list(_within(node))
    if len(found) <= MOST_TOLD:
        return found
    first, more = found[0], len(found) - 1
    return [first._replace(message=f"{first.message} ({more:,} more texts of this file are like it)")]


def _within(node: Node) -> Iterator[Problem]:
    if isinstance(node, Scalar):
        if _is_wrapped(node):
            left, inner, right = node.text[0], shortened(node.text[1:-1].replace('"', "'")), node.text[-1]
            cure = f"""write "{inner}", or '{left}{inner}{right}' where they belong to the text"""
            told = f"the curly quotes are shown, for YAML's own are straight: {cure}"
            yield Problem(node.place, told, CODE)
    elif isinstance(node, Mapping):
        for _, value in node.entries:
            yield from _within(value)
    else:
        yield from _cut(node.items)
        for item in node.items:
            yield from _within(item)


def _is_wrapped(node: Scalar) -> bool:
    """Whether one pair of curly quotes stands around the whole text, and nothing else does."""
    text = node.text
    right = _PAIRS.get(text[:1]) if node.plain and len(text) > 2 else None
    return right is not None and text[-1] == right and not {text[0], right} & set(text[1:-1])


def _cut(items: Sequence[Node]) -> Iterator[Problem]:
    """Texts of a list that a comma between curly quotes has cut in two."""
    for first, second in pairwise(items):
        if not (isinstance(first, nodes.Scalar) and isinstance(second, nodes.Scalar)):
            continue
        right = _PAIRS.get(first.text[:1]) if first.plain and second.plain else None
        if right and right not in first.text[1:] and second.text.endswith(right) and first.text[0] != right:
            whole = shortened(f"{first.text[1:]}, {second.text[:-1]}")
            told = f'a comma inside curly quotes cuts this text in two: write "{whole}"'
            yield Problem(first.place, told, CODE)
