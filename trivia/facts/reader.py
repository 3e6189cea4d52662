"""Reading nodes with care: every mistake is noted with its place, and reading goes on."""

import re
from collections.abc import Container, Iterable, Iterator
from datetime import date
from typing import Final

from trivia.errors import Place, Problem
from trivia.facts.keys import OTHER_WORDS
from trivia.facts.nodes import Mapping, Node, Scalar, Sequence, described
from trivia.facts.sources import Citation, Source
from trivia.facts.text import did_you_mean, id_like, listed, nearest, shortened

MAX_TEXT: Final = 2_000
"""Characters of one text; a question longer than this fits no screen."""

SPREADSHEET_NOTE: Final = "GP702"
"""The code of what was done to a spreadsheet's texts and rows."""

_NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,63}")
_CITATION: Final = re.compile(r"(?P<source>[^:\s]+):(?P<first>[0-9]{1,6})(?:-(?P<last>[0-9]{1,6}))?")


def _is_cut_off(key: Scalar, value: Node, before: Node) -> bool:
    """Whether an entry is no key at all, but the rest of a text before it in the same braces."""
    bare = isinstance(value, Scalar) and value.plain and not value.text
    text = isinstance(before, Scalar) and before.plain and bool(before.text)
    return bare and text and key.place.line == before.place.line


def _in_braces(node: Node) -> str:
    """A text in braces, like `{river}`, which YAML takes for a mapping; empty where it is another thing."""
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        return ""
    key, value = node.entries[0]
    return f"{{{key.text}}}" if isinstance(value, Scalar) and value.plain and not value.text else ""


def parse_day(text: str) -> date | None:
    """The day written as 2017-01-08, or `None`; the same on every Python version."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class Reader:
    """Takes nodes apart and collects what is wrong with them.

    Attributes:
        problems: Every problem so far.
        notes: What is worth telling an author though it stops nothing: repeated rows, empty cells.
        files: The records of CSV files that were read already, with their lines, by the file's name and
            what stands between its cells.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.files: dict[tuple[str, str], list[tuple[int, list[str]]]] = {}

    def problem(self, place: Place, message: str, code: str) -> None:
        """Note one mistake, with the code of its kind."""
        self.problems.append(Problem(place, message, code))

    def note(self, place: Place, message: str, code: str = SPREADSHEET_NOTE) -> None:
        """Note what is odd and no mistake."""
        self.notes.append(Problem(place, message, code))

    def mapping(self, node: Node, what: str, keys: Iterable[str]) -> Mapping:
        """The mapping that `node` should be; keys that it may not have are noted.

        Where it is plain which key was meant, and that one is not there, what stands under the wrong one is
        read as its value. So nothing is said to be missing that is only misspelt.
        """
        if not isinstance(node, Mapping):
            self.problem(
                node.place, f"{what} should be a mapping (key: value), found {described(node)}", "GP206"
            )
            return Mapping((), node.place)
        known, there = tuple(keys), {key.text for key, _ in node.entries}
        if there.issubset(known):
            return node
        entries: list[tuple[Scalar, Node]] = []
        cut_off: list[Scalar] = []
        for key, value in node.entries:
            if key.text not in known:
                if entries and _is_cut_off(key, value, entries[-1][1]):
                    cut_off.append(key)
                    continue
                meant = self._meant(key, what, known, there)
                key = Scalar(meant, key.plain, key.place)  # noqa: PLW2901 - it is read under its right name
                there.add(meant)
            self._tell_cut_off(entries, cut_off)
            entries.append((key, value))
        self._tell_cut_off(entries, cut_off)
        return Mapping(tuple(entries), node.place)

    def _meant(self, key: Scalar, what: str, known: tuple[str, ...], there: Container[str]) -> str:
        """The key that is meant by an unknown one, which is noted; itself where nobody can tell."""
        other = OTHER_WORDS.get(key.text, "")
        meant = nearest(key.text, known) or (other if other in known else "")
        cure = f" Did you mean {meant!r}?" if meant else f" {what.capitalize()} may have {listed(known)}."
        self.problem(key.place, f"unknown key '{key.text}'.{cure}", "GP201")
        return meant if meant and meant not in there else key.text

    def _tell_cut_off(self, entries: list[tuple[Scalar, Node]], cut_off: list[Scalar]) -> None:
        """Note what commas have cut off from the text before it, as in `{note: red, wet and cold}`."""
        if not cut_off:
            return
        key, value = entries[-1]
        assert isinstance(value, Scalar)  # noqa: S101 - or nothing would count as cut off from it
        parts = shortened(", ".join((value.text, *(part.text for part in cut_off))))
        cure = f'write {key.text}: "{parts}", or [{parts}] for a list'
        self.problem(
            cut_off[0].place,
            f"'{shortened(cut_off[0].text)}' is cut off from '{key.text}' by a comma; {cure}",
            "GP201",
        )
        cut_off.clear()

    def items(self, node: Node | None, what: str) -> Iterator[Node]:
        """The items of the list that `node` should be; none where the key is absent."""
        if node is None or (isinstance(node, Scalar) and not node.text):
            return
        if not isinstance(node, Sequence):
            self.problem(node.place, f"{what} should be a list, found {described(node)}", "GP207")
            return
        yield from node.items

    def mappings(self, nodes: Iterable[Node], what: str, keys: Iterable[str]) -> Iterator[Mapping]:
        """Those of `nodes` that are mappings, as they should be; the others are noted and passed over."""
        known = tuple(keys)
        for node in nodes:
            mapping = self.mapping(node, what, known)
            if isinstance(node, Mapping):
                yield mapping

    def text(
        self, node: Node | None, what: str, default: str | None = None, place: Place | None = None
    ) -> str:
        """The text that `node` should be.

        Args:
            node: The node, or `None` where the key is absent.
            what: What the text is, for messages.
            default: Taken where the key is absent; `None` means that it must be there.
            place: Where its absence is noted.
        """
        if node is None:
            if default is None and place is not None:
                self.problem(place, f"{what} is missing", "GP202")
            return default or ""
        if not isinstance(node, Scalar):
            braces = _in_braces(node)
            cure = f'; put the text in double quotes: "{shortened(braces)}"' if braces else ""
            self.problem(node.place, f"{what} should be a text, found {described(node)}{cure}", "GP204")
            return braces or default or ""
        if not node.text:
            self.problem(node.place, f"{what} is empty", "GP203")
        elif len(node.text) > MAX_TEXT:
            self.problem(
                node.place, f"{what} is {len(node.text):,} characters long; at most {MAX_TEXT:,} fit", "GP205"
            )
        return node.text[:MAX_TEXT]

    def name(self, node: Node | None, what: str, place: Place) -> str:
        """An id: small letters, digits, `-` and `_`, a letter first."""
        text = self.text(node, what, place=place)
        if text and not _NAME.fullmatch(text):
            where = node.place if node is not None else place
            better = id_like(text)
            hint = f". Did you mean '{better}'?" if _NAME.fullmatch(better) else ""
            told = f"{what} '{text}' should be small letters, digits, '-' or '_', a letter first{hint}"
            self.problem(where, told, "GP208")
        return text

    def names(self, node: Node | None, what: str, apart: str | None = None) -> tuple[tuple[str, Place], ...]:
        """A list of words, each with its place; one word alone counts as a list of one.

        Args:
            node: The list.
            what: What it lists, for messages.
            apart: Where a comma in a text without quotes is surely meant to part words, what to say besides
                of such a text; `None` where a comma may belong to a word.
        """
        if isinstance(node, Scalar):
            parts = [part for part in map(str.strip, re.split("[,;]", node.text)) if part]
            if apart is None or not node.plain or len(parts) < 2:
                return ((node.text, node.place),)
            message = f"{what} should be a list, found the one text {described(node)}"
            meant = shortened(", ".join(parts))
            self.problem(node.place, f"{message}; did you mean [{meant}]?{apart}", "GP207")
            return tuple((part, node.place) for part in parts)
        return tuple((self.text(item, what), item.place) for item in self.items(node, what))

    def yes_or_no(self, node: Node | None, what: str, default: bool) -> bool:
        """`true` or `false`, as YAML's authors write them."""
        if node is None:
            return default
        words = {"true": True, "yes": True, "false": False, "no": False}
        text = node.text.casefold() if isinstance(node, Scalar) else ""
        if text not in words:
            self.problem(node.place, f"{what} should be 'true' or 'false', found {described(node)}", "GP209")
        return words.get(text, default)

    def whole_number(self, node: Node | None, what: str, low: int, high: int) -> int | None:
        """A whole number within bounds, or `None` where the key is absent or wrong."""
        if node is None:
            return None
        text = node.text if isinstance(node, Scalar) else ""
        if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
            self.problem(
                node.place, f"{what} should be a whole number {low}–{high}, found {described(node)}", "GP210"
            )
            return None
        return int(text)

    def day(self, node: Node | None, what: str) -> date | None:
        """A day written 2017-01-08, or `None` where it is absent, `unknown` or wrong."""
        if node is None or (isinstance(node, Scalar) and node.plain and node.text == "unknown"):
            return None
        day = parse_day(node.text) if isinstance(node, Scalar) else None
        if day is None:
            self.problem(
                node.place, f"{what} should be a day like 2017-01-08, found {described(node)}", "GP211"
            )
        return day

    def citations(
        self, node: Node | None, sources: dict[str, Source], place: Place, what: str
    ) -> tuple[Citation, ...]:
        """Citations like `record:27`, `record:26-27` or `atlas`, checked against the pack's sources."""
        found: list[Citation] = []
        written = self.names(node, f"{what}'s sources", apart="")
        for text, where in written:
            found += self._citation(text, sources, where)
        if not written and (node is None or isinstance(node, Sequence)):
            self.problem(
                place, f"{what} has no sources; say where it stands, like sources: [article:3]", "GP302"
            )
        return tuple(dict.fromkeys(found))

    def _citation(self, text: str, sources: dict[str, Source], place: Place) -> list[Citation]:
        whole = sources.get(text)
        if whole is not None and whole.paragraphs is None:
            return [Citation(whole.id, None)]
        if whole is not None:
            self.problem(
                place,
                f"'{text}' names no paragraph, and has {whole.paragraphs} of them; write {text}:1 or such",
                "GP307",
            )
            return []
        match = _CITATION.fullmatch(text)
        if match is None:
            cure = "write source:paragraph, like article:3 or article:3-4"
            if "://" in text or text.startswith("www."):
                cure = f'list the page under sources:, like {{id: page, title: Its title, about: "{text}"}}, '
                cure += "and write its id here"
            self.problem(place, f"'{shortened(text)}' is no citation; {cure}", "GP303")
            return []
        source = sources.get(match["source"])
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if source is None:
            cure = did_you_mean(match["source"], sources)
            self.problem(place, f"'{text}' cites an unknown source '{match['source']}'.{cure}", "GP304")
            return []
        if not 1 <= first <= last or last - first > 20:
            self.problem(place, f"'{text}' should run from one paragraph to a later one, 20 at most", "GP305")
            return []
        if source.paragraphs is not None and last > source.paragraphs:
            self.problem(
                place, f"'{text}' cites paragraph {last}, but '{source.id}' has {source.paragraphs}", "GP306"
            )
            return []
        return [Citation(source.id, number) for number in range(first, last + 1)]
