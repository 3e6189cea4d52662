"""What was found in packs, told in the ways that people and programs read."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from unicodedata import combining, east_asian_width

from trivia.facts.text import printable
from trivia.facts.yaml_file import read_text
from trivia.packs.checking import Remark, Report

MOST_SHOWN: Final = 100
"""Cells of a line that are shown; of a longer one the part around the place."""

_BEFORE: Final = 30
"""Cells before the place that are left of such a line."""

_SPACES: Final = re.compile(r"(\s+)")
# What a person would point at: a quoted text, a bracket, or a text up to what ends it.
_TOKEN: Final = re.compile(
    r"""\"(?:[^"\\]|\\.)*\"?|'(?:[^']|'')*'?|[\[{][^\]}]*[\]}]?|(?:(?!: |:$|, |[\]}\[{]| #).)+"""
)
_COMMANDS: Final = {"error": "error", "warning": "warning", "note": "notice"}


class _Lines:
    """The lines of files, each file read once."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}

    def line(self, remark: Remark) -> str:
        """The line that a remark is about; empty where it is about a whole file, or one that is no text."""
        place = remark.place
        if not place.line:
            return ""
        lines = self._files.get(place.file)
        if lines is None:
            text, _ = read_text(Path(place.file), place.file)
            lines = self._files[place.file] = text.split("\n")
        return lines[place.line - 1].rstrip("\r") if place.line <= len(lines) else ""


def as_full(reports: Sequence[Report]) -> Iterator[str]:
    """Every remark with its line, and a marker below what it is about."""
    lines = _Lines()
    for report in reports:
        for remark in report.remarks:
            yield _headline(report, remark)
            line = lines.line(remark)
            if line.strip():
                gutter = len(str(remark.place.line))
                shown, blanks, width = marked(line, remark.place.column)
                yield f"{' ' * gutter} |"
                yield f"{remark.place.line} | {shown}".rstrip()
                yield f"{' ' * gutter} | {' ' * blanks}{'^' * width}"
            yield ""


def as_concise(reports: Sequence[Report]) -> Iterator[str]:
    """Every remark in one line."""
    for report in reports:
        for remark in report.remarks:
            yield _headline(report, remark)


def as_github(reports: Sequence[Report]) -> Iterator[str]:
    """Every remark as a command of GitHub's workflows, which shows it beside the line."""
    for report in reports:
        for remark in report.remarks:
            place = remark.place
            where = f"file={_property(report.told(place.file))}"
            if place.line:
                where += f",line={place.line},col={place.column}"
            command, told = _COMMANDS[remark.severity], _data(printable(report.told(remark.message)))
            yield f"::{command} {where},title={_property(remark.code)}::{told}"


def as_json(reports: Sequence[Report]) -> Iterator[str]:
    """Everything as one JSON object (docs/json.md)."""
    lines = _Lines()
    data = {
        "errors": sum(report.count("error") for report in reports),
        "warnings": sum(report.count("warning") for report in reports),
        "packs": [_report_data(report, lines) for report in reports],
    }
    yield json.dumps(data, indent=2)


def summary(reports: Sequence[Report]) -> str:
    """How much was found, in one line."""
    errors = sum(report.count("error") for report in reports)
    warnings = sum(report.count("warning") for report in reports)
    playable = [report for report in reports if report.questions is not None]
    questions = sum(report.questions or 0 for report in playable)
    asserted = questions - sum(report.proved for report in playable)
    told = f"{_counted(len(reports), 'pack')}: {_counted(errors, 'error')}, {_counted(warnings, 'warning')}"
    if playable:
        told += f"; {_counted(questions, 'question')}" + (
            f", {asserted:,} asserted by hand" if asserted else ""
        )
    unread = len(reports) - len(playable)
    if unread:
        packs = "it has" if len(reports) == 1 else f"{unread} of them {'has' if unread == 1 else 'have'}"
        told += f"; the item lint waits until {packs} no errors"
    return told


def marked(line: str, column: int) -> tuple[str, int, int]:
    """A line as it is shown, with what is to be marked in it.

    Args:
        line: The line as it stands in the file.
        column: Where the marker starts, in characters from 1.

    Returns:
        The line, harmless to print and not too long; the cells before the marker; the marker's cells.
    """
    match = _TOKEN.match(line, column - 1)
    token = (match[0] if match else line[column - 1 : column]).rstrip()
    before, told = _shown(line[: column - 1]), _shown(token)
    after = _shown(line[column - 1 + len(token) :]).rstrip()
    cut = ""
    while before and _cells(cut + before) + _cells(told + after) > MOST_SHOWN and _cells(before) > _BEFORE:
        before, cut = before[1:], "…"
    room = MOST_SHOWN - _cells(cut + before)
    whole = _fitting(told + after, room)
    width = min(_cells(told), _cells(whole))
    return cut + before + whole, _cells(cut + before), max(width, 1)


def _fitting(text: str, room: int) -> str:
    if _cells(text) <= room:
        return text
    cells = 0
    for place, character in enumerate(text):
        cells += _cells(character)
        if cells >= room:
            return f"{text[:place]}…"
    return text


def _shown(text: str) -> str:
    """A part of a line, harmless to print; its blanks are left as they are."""
    return "".join(" " * len(part) if part.isspace() else printable(part) for part in _SPACES.split(text))


def _cells(text: str) -> int:
    """The cells that a terminal takes for a text that was made printable."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if combining(character) or character == "\N{ZERO WIDTH NON-JOINER}"
        else 2
        if east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def _headline(report: Report, remark: Remark) -> str:
    return printable(report.told(f"{remark.place}: {remark.severity} {remark.code}: {remark.message}"))


def _report_data(report: Report, lines: _Lines) -> dict[str, Any]:
    return {
        "path": str(report.path),
        "questions": report.questions,
        "proved": report.proved if report.questions is not None else None,
        "remarks": [
            {
                "file": report.told(remark.place.file),
                "line": remark.place.line,
                "column": remark.place.column,
                "severity": remark.severity,
                "code": remark.code,
                "message": report.told(remark.message),
                "source": _shown(lines.line(remark)),
                "question": remark.question,
            }
            for remark in report.remarks
        ],
    }


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
