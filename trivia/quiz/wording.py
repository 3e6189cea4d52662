"""Templates of prompts and statements: `Who won {award}?`, `{award.short}`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_SLOT: Final = re.compile(r"\{(?P<column>[a-z][a-z0-9_]*)(?:\.(?P<attribute>[a-z][a-z0-9_]*))?\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a template that a cell fills, or an attribute of the entity in it.

    Attributes:
        column: The column.
        attribute: The attribute, or `None` for the cell's own value.
    """

    column: str
    attribute: str | None

    def __str__(self) -> str:
        return self.column if self.attribute is None else f"{self.column}.{self.attribute}"


@dataclass(frozen=True, slots=True)
class Template:
    """Text with slots; `parts` alternates as the text runs."""

    parts: tuple[str | Slot, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots, in order, as often as they stand there."""
        return tuple(part for part in self.parts if isinstance(part, Slot))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the slots, in order, each once."""
        return tuple(dict.fromkeys(slot.column for slot in self.slots))

    def fill(self, value: Callable[[Slot], str | None]) -> str | None:
        """The text with its slots filled, or `None` where a value is lacking."""
        words: list[str] = []
        for part in self.parts:
            word = part if isinstance(part, str) else value(part)
            if word is None:
                return None
            words.append(word)
        return "".join(words)


def parse_template(text: str) -> Template:
    """Cut a text at its slots. Braces that hold no slot's name stay as they are."""
    parts: list[str | Slot] = []
    end = 0
    for match in _SLOT.finditer(text):
        parts += [text[end : match.start()]] if match.start() > end else []
        parts.append(Slot(match["column"], match["attribute"]))
        end = match.end()
    parts += [text[end:]] if end < len(text) else []
    return Template(tuple(parts))


def parse_path(text: str) -> Slot | None:
    """The slot that a path like `person.pronoun` or `screen` means, or `None` where it is no path."""
    match = _SLOT.fullmatch(f"{{{text}}}")
    return Slot(match["column"], match["attribute"]) if match else None
