"""Sources: the articles that the facts come from, and places in them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """An article or another text that facts are taken from.

    Attributes:
        id: The short name that citations use.
        title: What the player reads as the article's name.
        about: One sentence on what it is, or an empty string.
        date: The day of publication, or `None` where the text bears none.
        paragraphs: How many paragraphs it has (blocks between blank lines), or `None` if not said.
    """

    id: str
    title: str
    about: str
    date: date | None
    paragraphs: int | None


@dataclass(frozen=True, slots=True)
class Citation:
    """One paragraph of one source; paragraphs are counted from 1, as blocks between blank lines."""

    source: str
    paragraph: int
