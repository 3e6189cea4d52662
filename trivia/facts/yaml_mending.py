"""After a syntax error: every other one, and what the sound parts of the file say.

The file is cut where its smallest indentation starts a key or a list item, and what does not parse alone is
cut again inside. What parses alone is taken as sound, for an error of one block often shows only in the next.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import yaml

from trivia.errors import Place, Problem
from trivia.facts import nodes
from trivia.facts.nodes import Mapping, Node, Scalar
from trivia.facts.yaml_cure import NO_COLON, braces_cure, cure_of, key_cure
from trivia.facts.yaml_walk import ALIAS, MAX_DEPTH, SYNTAX, Found, Refused, Walk, key_again, syntax_problem

TOGETHER: Final = 16
"""Blocks that are parsed in one go: few where one of them has an error, many where none has."""

LARGE: Final = 400
"""Lines of a block that is cut at once where the error lies in it, and not parsed in vain."""

_FORBIDDEN_BREAK: Final = re.compile("[\x85\u2028\u2029]")
_BLOCK_START: Final = re.compile(r"(?:- |-$|[^\s#\-\[\]{}'\"][^:]*:(?: |$))")
_NO_CONTENT: Final = ("#", "---", "...")
_HEAD: Final = re.compile(r"(?P<margin> *)(?P<key>[^\s#\-\[\]{}'\"][^:]*):(?: |$)(?P<rest>.*)")
_COMMENT_OR_NOTHING: Final = re.compile(r"\s*(?:#.*)?")
_ITEM: Final = re.compile(r"(?P<margin> *)-(?P<gap> +)(?=\S)")


class _Block(NamedTuple):
    """Some lines of the file, and the number of the first."""

    number: int
    lines: list[str]

    def holds(self, line: int) -> bool:
        return self.number <= line < self.number + len(self.lines)


class _Part(NamedTuple):
    """What a block says, as far as it could be read.

    Attributes:
        node: The node, or `None` where nothing is left of it.
        whole: Whether none of its keys was lost; items of a list may have been.
    """

    node: Node | None
    whole: bool


_INDENTED_LESS: Final = "not YAML: this is indented less than what it belongs to; indent it as much as that"
_DEEPER_BELOW: Final = (
    "not YAML: the lines below are indented deeper than this; is it indented less than what it belongs to?"
)
_OPENS: Final = ("[", "{", '"', "'", "|", ">", "")
"""How a value starts that may go on in the next line."""

_MIXED: Final = "not YAML: a list's '-' stands among keys, or a key among a list's items; they do not mix"

_NOTHING: Final = _Part(None, False)


def mended(text: str, name: str, error: yaml.YAMLError) -> tuple[Node | None, list[Problem]]:
    """Read the text of a file that is no YAML, as far as it goes.

    A question or a row that has an error is left out, and so is a table or an entity of which a key is lost.
    Where a key of the file itself is lost, the place of its error stands for its value.

    Args:
        text: The text.
        name: How problems call the file.
        error: What was found first.

    Returns:
        What its sound parts say, and every problem.
    """
    mending = _Mending(name)
    lines = _FORBIDDEN_BREAK.sub(" ", text).split("\n")
    part = mending.part(_Block(1, lines), syntax_problem(error, name, 1), depth=0)
    last = max((number for number, line in enumerate(lines, start=1) if _filled(line)), default=1)
    found = mending.problems or [syntax_problem(error, name, 1)]
    problems = sorted({_cured(_within(problem, last, lines[last - 1]), lines) for problem in found})
    node = part.node
    if isinstance(node, Mapping) and not part.whole:
        return (None if {"table", "entity"} & set(node.keys()) else node), problems
    return node, problems


def _within(problem: Problem, last: int, line: str) -> Problem:
    """The problem, at the end of the last line where it was found behind that: something is not closed."""
    if problem.place.line <= last:
        return problem
    return problem._replace(place=problem.place._replace(line=last, column=max(len(line.rstrip()), 1)))


def _cured(problem: Problem, lines: Sequence[str]) -> Problem:
    """The problem with its line as it should read, where double quotes are all that it lacks."""
    if problem.message == f"not YAML: {NO_COLON}":
        meant = key_cure(lines, problem.place.line)
        told = f"not YAML: {meant.why}; write {meant.line}" if meant else problem.message
        return problem._replace(message=told)
    cure = cure_of(lines, problem.place.line) if problem.code == SYNTAX else None
    if cure is None:
        meant_so = braces_cure(lines, problem.place.line) if problem.code == SYNTAX else ""
        return problem._replace(message=f"not YAML: {meant_so}") if meant_so else problem
    told = f"not YAML: {cure.why}; put the text in double quotes: {cure.line}"
    return problem._replace(message=told)


def hurt_keys(text: str, problems: Iterable[Problem]) -> set[str]:
    """The keys of a file of whose values something was not read, or not as it stands."""
    hurt = [problem.place.line for problem in problems if problem.code in (SYNTAX, ALIAS)]
    if not hurt:
        return set()
    heads = [
        (number, head["key"].strip())
        for number, line in enumerate(text.split("\n"), start=1)
        if not line.startswith((" ", "-", "#")) and (head := _HEAD.fullmatch(line)) is not None
    ]
    before = (bisect_right(heads, line, key=lambda head: head[0]) for line in hurt)
    return {heads[place - 1][1] for place in before if place}


class _Mending:
    """Reads one file block by block, and collects what is wrong with it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.problems: list[Problem] = []

    def part(self, block: _Block, error: Problem, depth: int) -> _Part:
        """What is sound in a block that does not parse; its errors are noted.

        Args:
            block: The block.
            error: Its first error.
            depth: How often it was cut already.
        """
        if depth > MAX_DEPTH:
            return self._lost(error)
        before = len(self.problems)
        blocks = _cut(block)
        if len(blocks) == 1:
            part = self._single(blocks[0], error, depth)
        else:
            self._look_at_margins(blocks)
            part = self._joined(self._parts(blocks, error, depth))
        if len(self.problems) == before:
            self.problems.append(error)  # every block is sound alone, and together they are not
        return part

    def _look_at_margins(self, blocks: Sequence[_Block]) -> None:
        """Note blocks that are indented less than the first of them."""
        margin = _margin(next(line for line in blocks[0].lines if _filled(line)))
        for block in blocks[1:]:
            if _margin(block.lines[0]) < margin:
                place = Place(self._name, block.number, _margin(block.lines[0]) + 1)
                self.problems.append(Problem(place, _INDENTED_LESS, SYNTAX))

    def _parts(self, blocks: Sequence[_Block], error: Problem, depth: int) -> Iterator[_Part]:
        """The parts of blocks: of many most are sound, so they are parsed in groups first."""
        if len(blocks) <= TOGETHER and depth:
            yield from (self._alone(one, error, depth) for one in blocks)
            return
        for start in range(0, len(blocks), TOGETHER):
            group = blocks[start : start + TOGETHER]
            lines = [line for one in group for line in one.lines]
            large = any(len(one.lines) >= LARGE for one in group)
            found = None if large else self._parsed(_Block(group[0].number, lines), depth)
            if isinstance(found, Found):
                self.problems += found.problems
                yield _Part(found.node, True)
            else:
                for one in group:
                    yield self._alone(one, error, depth)

    def _alone(self, block: _Block, error: Problem, depth: int) -> _Part:
        """What one block among others says."""
        if len(block.lines) >= LARGE and block.holds(error.place.line):
            return self._single(block, error, depth)
        found = self._parsed(block, depth)
        if isinstance(found, Found):
            self.problems += found.problems
            return _Part(found.node, True)
        return self._single(block, found, depth)

    def _parsed(self, block: _Block, depth: int) -> Found | Problem:
        try:
            return Walk("\n".join(block.lines), self._name, block.number, depth + 1).document()
        except Refused as refused:
            return refused.problem
        except yaml.YAMLError as error:
            return syntax_problem(error, self._name, block.number)

    def _single(self, block: _Block, error: Problem, depth: int) -> _Part:
        """What is sound in one block, which is cut inside where that can be done."""
        at = next((number for number, line in enumerate(block.lines) if _filled(line)), 0)
        head, number, rest = block.lines[at], block.number + at, block.lines[at + 1 :]
        item, key = _ITEM.match(head), _HEAD.match(head)
        if item is not None and _HEAD.match(head, item.end()):
            # An item's keys are a block of their own: `- table: t` with a blank for the dash.
            blank = item["margin"] + " " + head[len(item["margin"]) + 1 :]
            inner = self.part(_Block(number, [blank, *rest]), error, depth + 1) if rest else self._lost(error)
            place = Place(self._name, number, len(item["margin"]) + 1)
            kept = (inner.node,) if inner.node is not None and inner.whole else ()
            return _Part(nodes.Sequence(kept, place), True)
        if key is not None and _COMMENT_OR_NOTHING.fullmatch(key["rest"]) and rest:
            inner = self.part(_Block(number + 1, rest), error, depth + 1)
            if inner.node is not None:
                return _Part(self._entry(key, number, inner.node), inner.whole)
        else:
            below = next((_margin(line) for line in rest if _filled(line)), 0)
            opens = key is None or key["rest"][:1] in _OPENS or error.place.line == number
            if not (depth or opens) and below:
                error = Problem(Place(self._name, number, 1), _DEEPER_BELOW, SYNTAX)
            self.problems.append(error)
            self._look_below(rest, number + 1, depth)
        if key is None:
            return _NOTHING
        # The place of the error stands for the value, so that no more is said of it.
        return _Part(self._entry(key, number, Scalar("unknown", True, error.place)), False)

    def _joined(self, parts: Iterator[_Part]) -> _Part:
        """What the parts of a block say together: the entries of a mapping, or the items of a list."""
        entries: dict[str, tuple[Scalar, Node]] = {}
        items: list[Node] = []
        first: Node | None = None
        whole = True
        for node, sound in parts:
            whole = whole and sound
            first = node if first is None else first
            if node is None:
                continue
            if type(node) is not type(first):
                self.problems.append(Problem(node.place, _MIXED, SYNTAX))
            elif isinstance(node, Mapping):
                for key, value in node.entries:
                    if key.text in entries:
                        self.problems.append(key_again(key, entries[key.text][0]))
                    entries.setdefault(key.text, (key, value))
            elif isinstance(node, nodes.Sequence):
                items += node.items
        if first is None or isinstance(first, Scalar):
            return _NOTHING
        if isinstance(first, Mapping):
            return _Part(Mapping(tuple(entries.values()), first.place), whole)
        return _Part(nodes.Sequence(tuple(items), first.place), True)

    def _lost(self, error: Problem) -> _Part:
        self.problems.append(error)
        return _NOTHING

    def _look_below(self, rest: list[str], number: int, depth: int) -> None:
        """Look for more errors in the items below a line that has one and should have no items below it."""
        dashes = [index for index, line in enumerate(rest) if line.lstrip(" ").startswith("- ")]
        if len(dashes) > 1:
            below = _Block(number + dashes[0], rest[dashes[0] :])
            found = self._parsed(below, depth + 1)
            if isinstance(found, Problem):
                self.part(below, found, depth + 1)

    def _entry(self, key: re.Match[str], number: int, value: Node) -> Mapping:
        place = Place(self._name, number, len(key["margin"]) + 1)
        return Mapping(((Scalar(key["key"].strip(), True, place), value),), place)


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _filled(line: str) -> bool:
    text = line.strip()
    return bool(text) and not text.startswith(_NO_CONTENT)


def _cut(block: _Block) -> list[_Block]:
    """Cut lines where a key or an item starts that is indented as much as the first one, or less."""
    lines = block.lines
    first = next((index for index, line in enumerate(lines) if _filled(line)), len(lines))
    margin = _margin(lines[first]) if first < len(lines) else 0
    # Below a key its items may stand without indentation; they belong to it.
    keyed = first < len(lines) and not lines[first].lstrip().startswith("-")
    starts = [0]
    for index in range(first + 1, len(lines)):
        at = _margin(lines[index])
        if at <= margin and _BLOCK_START.match(lines[index], at):
            starts += [] if keyed and at == margin and lines[index].startswith("-", at) else [index]
    ends = [*starts[1:], len(lines)]
    return [_Block(block.number + start, lines[start:end]) for start, end in zip(starts, ends, strict=True)]
