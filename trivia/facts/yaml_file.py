"""Reading one YAML file into nodes, with every defence a stranger's file calls for.

PyYAML's events are walked as they come, so nothing is built from a tag, nothing is expanded from an alias
and nesting is cut off long before the C library would run out of stack. After a syntax error the file is
read again block by block, so that the errors further down are found too.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import yaml

from trivia.errors import Place, Problem
from trivia.facts.nodes import Mapping, Node, Scalar, Sequence
from trivia.facts.text import printable

MAX_BYTES: Final = 20_000_000
MAX_DEPTH: Final = 24
MAX_NODES: Final = 2_000_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN_BREAK: Final = re.compile("[\x85\u2028\u2029]")
_BLOCK_START: Final = re.compile(r"(?:- |-$|[^\s#\-\[\]{}'\"][^:]*:(?: |$))")


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    """The file holds what a pack may not; it ends the walk of this text."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(place, message)


def read_yaml(path: Path, name: str) -> tuple[Node | None, list[Problem]]:
    """Read one YAML document.

    Args:
        path: The file.
        name: How problems call the file.

    Returns:
        The document, or `None` where it is empty or could not be read; and every problem found.
    """
    try:
        if not path.is_file():
            return None, [Problem(Place(name), "is not a file; a pack is made of plain YAML files")]
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        return None, [Problem(Place(name), f"cannot be read: {error.strerror or error}")]
    if len(raw) > MAX_BYTES:
        return None, [Problem(Place(name), f"is larger than {MAX_BYTES // 1_000_000} MB; split the pack")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        return None, [
            Problem(
                Place(name, line, column), f"is not UTF-8 (byte 0x{raw[error.start]:02x}); save it as UTF-8"
            )
        ]
    return parse_yaml(text, name)


def parse_yaml(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """Parse the text of one YAML document; see `read_yaml` for what comes back."""
    try:
        return _Walk(text, name).document()
    except _Refused as refused:
        return None, [refused.problem]
    except yaml.YAMLError as error:
        return None, _all_syntax_errors(text, name, error)


class _Walk:
    """One pass over the events of a text."""

    def __init__(self, text: str, name: str, first_line: int = 1) -> None:
        self._name = name
        self._offset = first_line
        self._events = yaml.parse(text, Loader=_LOADER)
        self._problems: list[Problem] = []
        self._nodes = 0

    def document(self) -> tuple[Node | None, list[Problem]]:
        """The only document of the text, and what was wrong with its keys."""
        node: Node | None = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refuse(event, "a second document ('---') starts here; a pack file holds one")
                node = self._node(next(self._events), 1)
        return node, self._problems

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._refuse(event, f"has more than {MAX_NODES:,} values; split the pack")
        if depth > MAX_DEPTH:
            raise self._refuse(event, f"is nested deeper than {MAX_DEPTH} levels")
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse(event, f"'*{event.anchor}' repeats another value; write the value out here")
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            raise self._refuse(
                event, f"'&{event.anchor}' names a value for reuse; packs do without, remove it"
            )
        tag = event.tag if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) else None
        if tag is not None and tag != "!":
            raise self._refuse(event, f"the tag '{printable(tag)}' is not allowed; remove it")
        place = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(printable(event.value), not event.style, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(depth)), place)
        return Mapping(tuple(self._entries(depth)), place)

    def _items(self, depth: int) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Scalar] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                self._problems.append(Problem(key.place, "a key must be a word, not a list or a mapping"))
            elif key.plain and key.text == "<<":
                self._problems.append(
                    Problem(key.place, "'<<' merges another mapping; write its keys out here")
                )
            elif key.text in seen:
                first = seen[key.text].place.line
                message = f"the key '{key.text}' stands here again (first on line {first}); keep one"
                self._problems.append(Problem(key.place, message))
            else:
                seen[key.text] = key
                yield key, value

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._name, mark.line + self._offset, mark.column + 1) if mark else Place(self._name)

    def _refuse(self, event: yaml.Event, message: str) -> _Refused:
        return _Refused(self._place(event), message)


def _all_syntax_errors(text: str, name: str, first: yaml.YAMLError) -> list[Problem]:
    """Every syntax error of a text, found block by block; `first` where every block is sound alone.

    A block is what starts at the smallest indentation with a key or a list item; blocks that parse alone
    are taken as sound, for an error of one often shows only in the next.
    """
    lines = _FORBIDDEN_BREAK.sub(" ", text).split("\n")
    problems = [
        problem
        for number, block in _blocks(lines, 1)
        for problem in _block_errors(block, name, number, depth=0)
    ]
    return sorted(set(problems)) or [_syntax_problem(first, name, 1)]


def _block_errors(block: list[str], name: str, number: int, depth: int) -> list[Problem]:
    try:
        _, found = _Walk("\n".join(block), name, number).document()
    except _Refused as refused:
        return [refused.problem]
    except yaml.YAMLError as error:
        head = block[0].strip()
        inner = list(_blocks(block[1:], number + 1)) if head.endswith(":") and depth < MAX_DEPTH else []
        if len(inner) > 1:
            deeper = [
                problem for line, part in inner for problem in _block_errors(part, name, line, depth + 1)
            ]
            if deeper:
                return deeper
        return [_syntax_problem(error, name, number)]
    return found


def _blocks(lines: list[str], first_line: int) -> Iterator[tuple[int, list[str]]]:
    """Cut lines where the smallest indentation starts a key or an item: `(line number, lines)`."""
    filled = [line for line in lines if line.strip() and not line.lstrip().startswith(("#", "---", "..."))]
    if not filled:
        return
    margin = min(len(line) - len(line.lstrip(" ")) for line in filled)
    start = 0
    for index, line in enumerate(lines):
        here = len(line) - len(line.lstrip(" "))
        if index > start and here == margin and _BLOCK_START.match(line.lstrip(" ")):
            yield first_line + start, lines[start:index]
            start = index
    yield first_line + start, lines[start:]


_SYNTAX_HINTS: Final = (
    ("mapping values are not allowed", "a ':' stands inside an unquoted text; put the text in quotes"),
    ("found unexpected end of stream", "a quote is opened and never closed"),
    ("could not find expected ':'", "a key without its ':'"),
    ("did not find expected ',' or '}'", "a '{' is never closed, or a ',' is missing"),
    ("did not find expected ',' or ']'", "a '[' is never closed, or a ',' is missing"),
    ("did not find expected key", "the indentation does not fit, or a quote or bracket ends too early"),
    ("did not find expected '-' indicator", "a list goes on here without its '-'"),
    (
        "found character that cannot start any token",
        "a tab or a reserved sign (@ `) starts this; use spaces or quotes",
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


_OPENED_AND_NOT_CLOSED: Final = ("end of stream", "expected ',' or")


def _syntax_problem(error: yaml.YAMLError, name: str, first_line: int) -> Problem:
    told = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    mark = getattr(error, "problem_mark", None)
    if any(sign in told for sign in _OPENED_AND_NOT_CLOSED):
        mark = getattr(error, "context_mark", None) or mark  # where it opens says more than where it fails
    place = Place(name, mark.line + first_line, mark.column + 1) if mark else Place(name, first_line, 1)
    hint = next((cure for sign, cure in _SYNTAX_HINTS if sign in told), printable(told))
    return Problem(place, f"not YAML: {hint}")
