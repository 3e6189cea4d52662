"""One pass over the events of a YAML text: nodes with their places, and what a pack may not hold.

Nothing is built from a tag, nothing is expanded from an alias, and nesting is cut off long before the C
library would run out of stack.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import yaml

from trivia.errors import Place, Problem
from trivia.facts.nodes import Mapping, Node, Scalar, Sequence
from trivia.facts.text import printable
from trivia.facts.yaml_cure import NO_COLON

MAX_DEPTH: Final = 24
MAX_NODES: Final = 2_000_000
MAX_REUSES: Final = 20
"""Anchors, aliases and tags that are told one by one; more of them are no slip of an author's pen."""

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

SYNTAX: Final = "GP110"
ALIAS: Final = "GP114"

_NOT_KNOWN: Final = "unknown"
"""What an alias is read as: a cell that says nothing, so that no more is said of it than that it is one."""


class Refused(Exception):  # noqa: N818 - it never leaves the reading of YAML
    """The file holds so much that it is not read on."""

    def __init__(self, place: Place, message: str, code: str) -> None:
        super().__init__(message)
        self.problem = Problem(place, message, code)


class Found(NamedTuple):
    """What a text says.

    Attributes:
        node: The document, or `None` where it is empty.
        problems: What was wrong in it, though it could be read.
    """

    node: Node | None
    problems: list[Problem]


class Walk:
    """One pass over the events of a text."""

    def __init__(self, text: str, name: str, first_line: int = 1, depth: int = 1) -> None:
        """Start at the first event.

        Args:
            text: The text.
            name: How problems call the file.
            first_line: The line of the file that the text starts on.
            depth: How deep in the file the text stands; 1 for a whole file.
        """
        self._name = name
        self._offset = first_line
        self._depth = depth
        self._events = yaml.parse(text, Loader=LOADER)
        self._problems: list[Problem] = []
        self._reuses: list[Problem] = []
        self._nodes = 0

    def document(self) -> Found:
        """The only document of the text, and what was wrong with its keys.

        Raises:
            Refused: Where it is too large or too deep.
            yaml.YAMLError: Where it is no YAML.
        """
        node: Node | None = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    told = "a second document ('---') starts here; a pack file holds one"
                    self._problems.append(Problem(self._place(event), told, "GP111"))
                    break
                node = self._node(next(self._events), self._depth)
        return Found(node, self._problems + self._told_reuses())

    def _node(self, event: yaml.Event, depth: int, *, is_item: bool = False) -> Node:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._refuse(event, f"has more than {MAX_NODES:,} values; split the pack", "GP112")
        if depth > MAX_DEPTH:
            raise self._refuse(event, f"is nested deeper than {MAX_DEPTH} levels", "GP113")
        place = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                self._look_at(event, place)
            return Scalar(printable(event.value), not event.style, place)
        if isinstance(event, yaml.AliasEvent):
            told = f"'*{event.anchor}' repeats another value; write the value out here"
            self._reuses.append(Problem(place, told, ALIAS))
            return Scalar(_NOT_KNOWN, True, place)
        assert isinstance(event, yaml.CollectionStartEvent)  # noqa: S101 - where a value is due, nothing is left
        self._look_at(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(depth)), place)
        return Mapping(tuple(self._entries(depth, is_item)), place)

    def _look_at(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        """Note a value's anchor and tag; it is read as if it had none."""
        if event.anchor is not None:
            told = f"'&{event.anchor}' names a value for reuse; packs do without, remove it"
            self._reuses.append(Problem(place, told, "GP115"))
        if event.tag is not None and event.tag != "!":
            told = f"the tag '{printable(event.tag)}' is not allowed; remove it"
            self._reuses.append(Problem(place, told, "GP116"))

    def _told_reuses(self) -> list[Problem]:
        """All anchors, aliases and tags; of a heap of them the first alone."""
        if len(self._reuses) <= MAX_REUSES:
            return self._reuses
        first, more = self._reuses[0], len(self._reuses) - 1
        told = f"{first.message} ({more:,} more anchors, aliases or tags follow)"
        return [first._replace(message=told)]

    def _items(self, depth: int) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, depth + 1, is_item=True)

    def _entries(self, depth: int, is_item: bool) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Scalar] = {}
        dashless = False
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                told = "a key must be a word, not a list or a mapping"
                self._problems.append(Problem(key.place, told, "GP117"))
            elif key.plain and key.text == "<<":
                told = "'<<' merges another mapping; write its keys out here"
                self._problems.append(Problem(key.place, told, "GP118"))
            elif key.text in seen:
                first = next(iter(seen.values()))
                starts = is_item and key.text == first.text and key.place.line > first.place.line
                if not dashless:  # what follows belongs to the item that lacks its dash
                    self._problems.append(key_again(key, seen[key.text], starts_item=starts))
                dashless = dashless or starts
            else:
                seen[key.text] = key
                yield key, value

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._name, mark.line + self._offset, mark.column + 1) if mark else Place(self._name)

    def _refuse(self, event: yaml.Event, message: str, code: str) -> Refused:
        return Refused(self._place(event), message, code)


def key_again(key: Scalar, first: Scalar, *, starts_item: bool = False) -> Problem:
    """What to say of a key that stands a second time in its mapping.

    Args:
        key: The second key.
        first: The first one.
        starts_item: Whether the first one begins an item of a list, so that the second may begin another.
    """
    told = f"the key '{key.text}' stands here again (first on line {first.place.line}); keep one"
    if starts_item:
        told += f", or begin a new item with '- {key.text}:'"
    return Problem(key.place, told, "GP119")


_SYNTAX_HINTS: Final = (
    ("mapping values are not allowed", "a ':' stands inside an unquoted text; put the text in quotes"),
    ("found unexpected end of stream", "a quote is opened and never closed"),
    ("could not find expected ':'", NO_COLON),
    ("did not find expected ',' or '}'", "a '{' is never closed, or a ',' is missing"),
    ("did not find expected ',' or ']'", "a '[' is never closed, or a ',' is missing"),
    ("did not find expected key", "the indentation does not fit, or a quote or bracket ends too early"),
    ("did not find expected '-' indicator", "a list goes on here without its '-'"),
    (
        "found character that cannot start any token",
        "a tab or a reserved sign (@ `) starts this; use spaces or quotes",
    ),
    ("tab character", "a tab stands where blanks belong; indent with spaces"),
    (
        "block sequence entries are not allowed",
        "a '-' stands where no list can start; put the text in quotes",
    ),
    ("found unknown escape character", "'\\' starts an escape inside double quotes; use single quotes"),
    (
        "control characters are not allowed",
        "a control character stands here; remove it or write it as an escape",
    ),
    (
        "special characters are not allowed",
        "a control character stands here; remove it or write it as an escape",
    ),
)


_OPENED_AND_NOT_CLOSED: Final = ("end of stream", "expected ',' or", "expected ':'")


def syntax_problem(error: yaml.YAMLError, name: str, first_line: int) -> Problem:
    """What to say of a syntax error in a text that starts on some line of a file."""
    told = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    mark = getattr(error, "problem_mark", None)
    if any(sign in told for sign in _OPENED_AND_NOT_CLOSED):
        mark = getattr(error, "context_mark", None) or mark  # where it opens says more than where it fails
    place = Place(name, mark.line + first_line, mark.column + 1) if mark else Place(name, first_line, 1)
    hint = next((cure for sign, cure in _SYNTAX_HINTS if sign in told), printable(told))
    return Problem(place, f"not YAML: {hint}", SYNTAX)
