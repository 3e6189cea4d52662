"""Reading the templates of prompts and statements: `Who won {award}?`, `{award.short}`."""

import re
from typing import Final

from trivia.quiz.pack import Slot, Template

_SLOT: Final = re.compile(r"\{(?P<column>[a-z][a-z0-9_]*)(?:\.(?P<attribute>[a-z][a-z0-9_]*))?\}")


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
