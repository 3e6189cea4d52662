"""Questions in Moodle's GIFT, so that Moodle and `pack import` read what was meant."""

import re
from collections.abc import Sequence
from typing import Final

from trivia.packs.exporting.report import Exported
from trivia.quiz.pack import Pack
from trivia.quiz.question import Question

_SPECIAL: Final = re.compile(r"[~=#{}:\\]")
_FORMAT: Final = re.compile(r"\s*\[")
_WEIGHT: Final = re.compile(r"\s*%-*[0-9]")


def export_gift(pack: Pack, questions: Sequence[Question]) -> Exported:
    """The questions as GIFT: a category for each heading, the explanation as general feedback."""
    told = [f"// {pack.facts.title}\n"]
    heading = None
    for question in questions:
        if question.heading != heading:
            heading = question.heading
            told.append(f"$CATEGORY: {_path(pack.facts.title)}/{_path(heading)}\n")
        told.append(_question(question))
    return Exported("\n".join(told).encode(errors="replace"), len(questions))


def _question(question: Question) -> str:
    lines = [f"// [tag:level-{question.level}]"]
    lines += [f"// {source.told}" for source in question.sources]
    lines.append(f"::{escaped(question.id)}::[plain]{escaped(question.prompt)} {{")
    if question.judged:
        lines.append(question.options[question.answer].upper())
    else:
        for number, option in enumerate(question.options):
            lines.append(f"={_plain(option)}" if number == question.answer else f"~{_wrong(option)}")
    if question.explanation:
        lines.append(f"####{_plain(question.explanation)}")
    lines.append("}\n")
    return "\n".join(lines)


def escaped(text: str) -> str:
    """A text in which nothing means anything to GIFT."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _plain(text: str) -> str:
    """A text whose first bracket is not taken for a format; the question's own format, plain, stays."""
    return f"[plain]{escaped(text)}" if _FORMAT.match(text) else escaped(text)


def _wrong(text: str) -> str:
    """A wrong answer; one that begins like a weight (`%50%`) is given its own, nothing."""
    return f"%0%{_plain(text)}" if _WEIGHT.match(text) else _plain(text)


def _path(text: str) -> str:
    """A part of a category's path, in which a slash of its own is doubled."""
    part = text.replace("\\", "\\\\").replace("/", "//").strip()
    return f" {part} " if part.startswith(("$", "/")) or part.endswith("/") else part  # as Moodle does it
