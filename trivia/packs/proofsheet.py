"""A pack laid out to be looked through by its author: every question, and what the lint finds in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from trivia.errors import PackError, Problem
from trivia.facts.files import yaml_files
from trivia.facts.text import folded
from trivia.packs.library import is_archive, open_pack
from trivia.quiz.generate import every_question
from trivia.quiz.lint.finding import Finding
from trivia.quiz.lint.rules import lint
from trivia.quiz.pack import Pack
from trivia.quiz.question import Question

BY_HAND: Final = "(by hand)"
"""In the place of an ask, for all questions that are written by hand."""
FIRST: Final = 500
"""Questions that are shown while the others are still made: of a large table there are many thousand."""
_SPREADSHEETS: Final = {".csv", ".tsv", ".txt"}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells whether a pack's files have changed: their names, times and sizes."""

    files: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Proofsheet:
    """A pack that was read.

    Attributes:
        pack: The pack; `None` where it cannot be read.
        questions: Every question of it.
        findings: What the lint finds, by the question's id; under an empty text what it finds in the whole.
        problems: Why it cannot be read; empty where it can.
        whole: Whether these are all its questions; at first it may be some of very many.
        linted: Whether the lint has been through it.
        stamp: The state of its files that this tells of.
    """

    pack: Pack | None
    questions: tuple[Question, ...]
    findings: dict[str, tuple[Finding, ...]]
    problems: tuple[Problem, ...]
    whole: bool
    linted: bool
    stamp: Stamp

    @property
    def asks(self) -> dict[str, int]:
        """How many questions come of each ask, in their order, and how many are written by hand."""
        counts: dict[str, int] = {}
        for question in self.questions:
            ask = _ask_of(question)
            counts[ask] = counts.get(ask, 0) + 1
        return counts

    @property
    def codes(self) -> dict[str, int]:
        """In how many questions each rule of the lint finds something, by its code."""
        counts: dict[str, int] = {}
        for question in self.questions:
            for code in dict.fromkeys(found.code for found in self.findings.get(question.id, ())):
                counts[code] = counts.get(code, 0) + 1
        return dict(sorted(counts.items()))

    def chosen(self, ask: str = "", code: str = "", words: str = "") -> tuple[Question, ...]:
        """The questions of an ask, with a finding, that hold some words; each empty for all.

        Args:
            ask: The ask's id, or `BY_HAND`.
            code: A rule's code; `*` for any.
            words: Words that prompt, options and explanation hold, all of them; one with a stroke, as in
                `rivers/sea-of`, is sought in the question's id too. (Every id begins with the pack's, so a
                search for "rivers" would find all of them there.)
        """
        sought = folded(words).split()
        return tuple(
            question
            for question in self.questions
            if (not ask or _ask_of(question) == ask)
            and (not code or self._has(question, code))
            and (not sought or _holds(question, sought))
        )

    def _has(self, question: Question, code: str) -> bool:
        found = self.findings.get(question.id, ())
        return bool(found) if code == "*" else any(one.code == code for one in found)


def _ask_of(question: Question) -> str:
    return question.ask if question.table else BY_HAND


def _holds(question: Question, sought: list[str]) -> bool:
    text = folded(" ".join((question.prompt, *question.options, question.explanation)))
    return all(word in text or ("/" in word and word in folded(question.id)) for word in sought)


def proofsheets(path: Path, seed: int) -> Iterator[Proofsheet]:
    """Read a pack for its author: some questions, then all, and last what the lint finds: it takes longest.

    Args:
        path: Its folder, file or .zip.
        seed: What chance follows from: which options, in which order.
    """
    before = stamp(path)
    try:
        pack = open_pack(path)
    except PackError as error:
        yield Proofsheet(None, (), {}, error.problems, True, True, before)
        return
    made: list[Question] = []
    for question in every_question(pack, seed):
        made.append(question)
        if len(made) == FIRST:
            yield Proofsheet(pack, tuple(made), {}, (), False, False, before)
    questions = tuple(made)
    yield Proofsheet(pack, questions, {}, (), True, False, before)
    findings: dict[str, list[Finding]] = {}
    for finding in lint(questions):
        findings.setdefault(finding.question, []).append(finding)
    found = {name: tuple(some) for name, some in findings.items()}
    yield Proofsheet(pack, questions, found, (), True, True, before)


def stamp(path: Path) -> Stamp:
    """How the files of a pack stand now; the spreadsheets beside them too."""
    try:
        files = yaml_files(path)
        if not is_archive(path):
            beside = (path if path.is_dir() else path.parent).iterdir()
            files += sorted(entry for entry in beside if entry.suffix.casefold() in _SPREADSHEETS)
    except OSError:
        return Stamp(())
    return Stamp(tuple(_state(file) for file in files))


def _state(file: Path) -> tuple[str, int, int]:
    try:
        found = file.stat()
    except OSError:  # it is being saved just now
        return str(file), -1, -1
    return str(file), found.st_mtime_ns, found.st_size
