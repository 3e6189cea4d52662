"""Sources: the articles, tables and books that the facts come from, and places in them."""

from datetime import date
from typing import Final

from msgspec import Struct

UNITS: Final = ("paragraph", "row", "line", "page", "section", "chapter", "question")
"""What the numbers of citations may count; a spreadsheet has rows, if its author says nothing else."""


class Source(Struct, frozen=True, array_like=True):
    """An article or another text that facts are taken from.

    Attributes:
        id: The short name that citations use.
        title: What the player reads as the article's name.
        about: One sentence on what it is, or an empty string.
        date: The day of publication, or `None` where the text bears none.
        paragraphs: How many paragraphs it has (blocks between blank lines), or `None` if not said. A source
            that counts its paragraphs is cited by them; any other may be cited as a whole.
        unit: What the numbers of its citations count, one of `UNITS`; empty where that is not said.
    """

    id: str
    title: str
    about: str
    date: date | None
    paragraphs: int | None
    unit: str = ""


class Citation(Struct, frozen=True, array_like=True, gc=False):
    """One paragraph of one source, or the whole of it.

    Attributes:
        source: The source's id.
        paragraph: Counted from 1, as blocks between blank lines, or as the source's unit says; in a CSV
            file, the line; `None` for the whole of a source that has no paragraphs, like an encyclopaedia.
    """

    source: str
    paragraph: int | None
