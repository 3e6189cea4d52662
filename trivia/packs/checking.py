"""Everything that is wrong or doubtful in a pack: its mistakes; where it has none, what the lint says."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from trivia.errors import PackError, Place, Problem
from trivia.facts.files import yaml_files
from trivia.facts.glyphs import SIGN
from trivia.facts.yaml_file import read_text
from trivia.packs.faults import NO_QUESTION, TURNED_ROUND, Severity, severity_of
from trivia.packs.reading import read_pack
from trivia.quiz.generate import every_question
from trivia.quiz.lint.rules import lint
from trivia.quiz.pack import Pack
from trivia.quiz.question import Question
from trivia.quiz.survey import why_nothing

if TYPE_CHECKING:
    from trivia.quiz.lint.finding import Finding

SEED: Final = 0
"""What the options are drawn with that the lint reads; `questions` draws with it too."""

MANY: Final = 3
"""Questions of one ask with the same finding from which on it is the ask that is told of, once."""

_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Remark(NamedTuple):
    """One thing to mend or to look at.

    Attributes:
        place: Where it stands.
        message: What was found, what was expected, and what to do.
        code: The code of the fault or of the lint's rule.
        severity: `error`, `warning`, or `note` for what is worth knowing.
        question: The id of the question that is meant, or an empty string.
    """

    place: Place
    message: str
    code: str
    severity: Severity
    question: str = ""


class Report(NamedTuple):
    """What was found in one pack.

    Attributes:
        path: The pack's folder or file.
        remarks: Everything, in the order of the files and lines.
        questions: How many questions it comes to; `None` where mistakes keep it from being played.
        proved: How many of them are proved, and not asserted by hand.
        unpacked: The folder that the pack's .zip was unpacked to, while its lines are told; else empty.
    """

    path: Path
    remarks: tuple[Remark, ...]
    questions: int | None
    proved: int
    unpacked: str = ""

    def told(self, text: str) -> str:
        """A file's name or a message as its author knows it: within the .zip, not where that is unpacked."""
        return text.replace(self.unpacked, str(self.path)) if self.unpacked else text

    def count(self, severity: Severity) -> int:
        """How many remarks are as bad as that."""
        return sum(remark.severity == severity for remark in self.remarks)


def check_pack(path: Path) -> Report:
    """Look for everything that is wrong or doubtful in the pack of a folder or file."""
    try:
        pack = read_pack(path)
    except PackError as error:
        # Questions of a pack with mistakes would be others than those of the mended one; so no lint.
        found = [*map(_of_problem, (*error.problems, *error.warnings)), *_turned_round(path)]
        return Report(path, tuple(sorted(found)), None, 0)
    return check_questions(path, pack, list(every_question(pack, SEED)))


def broken(path: Path, error: PackError) -> Report:
    """The report on a pack that cannot be looked at."""
    return Report(path, tuple(sorted(map(_of_problem, error.problems))), None, 0)


def check_questions(path: Path, pack: Pack, questions: Sequence[Question]) -> Report:
    """Look at the questions of a pack without mistakes.

    Args:
        path: The pack's folder or file.
        pack: The pack.
        questions: Every question of it.
    """
    found = [*map(_of_problem, pack.notes), *_turned_round(path), *_without_questions(pack, questions)]
    found += lint_remarks(path, pack, questions)
    asserted = sum(question.asserted for question in questions)
    return Report(path, tuple(sorted(found)), len(questions), len(questions) - asserted)


def lint_remarks(path: Path, pack: Pack, questions: Sequence[Question]) -> Iterator[Remark]:
    """What the item lint says of questions, at the lines that they come from."""
    by_id = {question.id: question for question in questions}
    by_ask: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in lint(questions):
        question = by_id.get(finding.question)
        if question is None:
            yield Remark(Place(str(path)), finding.message, finding.code, finding.severity)
        else:
            by_ask[question.ask, finding.code].append(finding)
    origins = Origins(pack)
    for (name, _), findings in by_ask.items():
        if len(findings) >= MANY:  # a question that is written by hand has each finding but once or twice
            first = findings[0]
            told = f"{len(findings):,} questions of the ask '{name}' have this; the first: {first.message}"
            yield Remark(origins.of_ask(name), told, first.code, first.severity, first.question)
            continue
        for finding in findings:
            place = origins.of(by_id[finding.question])
            yield Remark(place, finding.message, finding.code, finding.severity, finding.question)


class Origins:
    """Where the questions of a pack come from."""

    def __init__(self, pack: Pack) -> None:
        """Look up what may be asked for."""
        self._tables = pack.facts.tables
        self._asks = pack.by_id()
        self._written = {one.id: Place(one.file, one.line, one.column) for one in pack.written}

    def of(self, question: Question) -> Place:
        """Its own lines, or its row; its ask where several rows made it."""
        written = self._written.get(question.ask)
        if written is not None:
            return written
        ask = self._asks[question.ask]
        table = self._tables[ask.table]
        numbers = {fact.rpartition(":")[2] for fact in question.facts}
        number = next(iter(numbers)) if len(numbers) == 1 else ""
        if not number.isdecimal():
            return self.of_ask(ask.id)
        row = table.rows[int(number) - 1]
        return Place(table.file, row.line, row.column)

    def of_ask(self, name: str) -> Place:
        """Where an ask stands."""
        ask = self._asks[name]
        return Place(ask.file, ask.line, ask.column)


def _of_problem(problem: Problem) -> Remark:
    return Remark(problem.place, problem.message, problem.code, severity_of(problem.code))


def _without_questions(pack: Pack, questions: Iterable[Question]) -> Iterator[Remark]:
    """Asks that come to nothing, each with the reason."""
    asking = {question.ask for question in questions}
    origins = Origins(pack)
    for ask in pack.asks:
        if ask.id not in asking:
            told = f"0 questions from ask '{ask.id}': {why_nothing(pack, ask)}"
            yield Remark(origins.of_ask(ask.id), told, NO_QUESTION, severity_of(NO_QUESTION))


def _turned_round(path: Path) -> Iterator[Remark]:
    """Signs that nobody sees and that turn the text behind them round: once for each line."""
    try:
        files = yaml_files(path)
    except OSError:
        return  # told already
    for file in files:
        text, _ = read_text(file, str(file))
        if text.isascii():
            continue
        for number, line in enumerate(text.split("\n"), start=1):
            match = _TURNING.search(line)
            if match:
                what = f"U+{ord(match[0]):04X}"
                told = (
                    f"an invisible sign ({what}) turns round what follows; it is shown as {SIGN}, remove it"
                )
                place = Place(str(file), number, match.start() + 1)
                yield Remark(place, told, TURNED_ROUND, severity_of(TURNED_ROUND))
