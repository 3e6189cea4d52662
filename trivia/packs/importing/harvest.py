"""What an importer brings in: items as their file has them, and remarks on what could not be taken over."""

import re
from typing import Final, NamedTuple

from trivia.facts.text import printable

MAX_QUOTED: Final = 60
"""Characters of an item that a remark quotes."""


class Item(NamedTuple):
    """A question as it stands in its file; nothing is checked yet.

    Attributes:
        where: Its place as a person would look for it: `line 12`, `row 9`, `question 3`.
        number: The number in `where`, which its citation bears as the paragraph.
        prompt: The question, or the statement to judge.
        answer: The right answer; `True` or `False` for a statement.
        wrong: The wrong answers; empty for a statement.
        explanation: Why, or an empty string.
        topic: What players read above it; empty for the pack's title.
        level: 1 to 5, or 0 where the file says nothing.
    """

    where: str
    number: int
    prompt: str
    answer: str
    wrong: tuple[str, ...]
    explanation: str = ""
    topic: str = ""
    level: int = 0


class Remark(NamedTuple):
    """What could not be taken over.

    Attributes:
        where: The place, as in `Item`.
        message: What was found and why it stays behind.
        lost: Whether the whole item stays behind.
    """

    where: str
    message: str
    lost: bool

    def __str__(self) -> str:
        return f"{self.where}: {'left out: ' if self.lost else ''}{self.message}"


class Harvest:
    """Collects what one file gives.

    Attributes:
        items: The questions.
        remarks: What stays behind.
    """

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.remarks: list[Remark] = []

    def add(self, item: Item) -> None:
        """Take an item."""
        self.items.append(item)

    def lose(self, where: str, why: str, text: str = "") -> None:
        """An item stays behind.

        Args:
            where: Its place.
            why: What is in the way.
            text: Some of it, so that it is recognised.
        """
        self.remarks.append(Remark(where, f"{why}{quoted(text)}", lost=True))

    def note(self, where: str, what: str) -> None:
        """An item is taken, but not all of it."""
        self.remarks.append(Remark(where, what, lost=False))

    def told(self) -> list[Remark]:
        """The remarks in the order of their places."""
        return sorted(self.remarks, key=lambda remark: int(re.sub("[^0-9]", "", remark.where) or "0"))


def quoted(text: str) -> str:
    """The beginning of a text, in brackets and quotes, for the end of a remark."""
    shown = printable(text)
    if not shown:
        return ""
    return f" (“{shown}”)" if len(shown) <= MAX_QUOTED else f" (“{shown[: MAX_QUOTED - 1].rstrip()}…”)"
