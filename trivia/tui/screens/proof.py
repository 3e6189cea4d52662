"""What an author wants to know of a question, laid out: an editor's remarks, its proofs, and its sources."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from trivia import voice
from trivia.errors import Problem
from trivia.packs.proof_words import Told, given_told, proofs_told
from trivia.quiz.lint.finding import Finding
from trivia.quiz.pack import Pack
from trivia.quiz.question import Question
from trivia.tui.screens.page import hung

INDENT: Final = 2


def told(question: Question, pack: Pack, findings: Sequence[Finding] | None, width: int) -> Content:
    """The page beside a question.

    Args:
        question: The question.
        pack: Its pack.
        findings: What an editor finds in it; `None` while that is not known.
        width: Columns of the page.
    """
    parts = [
        *_findings(findings, width),
        *_proofs(question, pack, width),
        *_sources(question, width),
        *_names(question, width),
    ]
    return Content("\n").join(parts)


def _title(text: str) -> Content:
    return Content.styled(text, "bold $secondary")


def _findings(findings: Sequence[Finding] | None, width: int) -> list[Content]:
    if findings is None:
        return [Content.styled("The editor is still reading …", "$quiet"), Content("")]
    if not findings:
        return [Content.styled("✔ The editor has nothing to remark.", "$quiet"), Content("")]
    lines = [_title("The editor remarks")]
    for found in findings:
        style = "bold $error" if found.severity == "error" else "bold $warning"
        head = Content.assemble((f"{found.code} {found.severity}: ", style), found.message)
        lines.append(hung(head, width, INDENT))
    return [*lines, Content("")]


def _proofs(question: Question, pack: Pack, width: int) -> list[Content]:
    lines = [_title("What proves it")]
    given = given_told(question)
    if given:
        lines.append(hung(Content.styled(given, "$quiet"), width, INDENT))
    first: dict[tuple[str, str, str], str] = {}
    for one in proofs_told(question, pack):
        why = one.words, one.row, one.place
        lines += _proof(one, first.get(why), width)
        first.setdefault(why, one.option)
    return [*lines, Content("")]


def _proof(one: Told, like: str | None, width: int) -> list[Content]:
    """An option and why it is right or wrong; `like` is the option of which all that was said already."""
    sign, style = ("✔", "$success") if one.right else ("✘", "$error")
    verdict = (f"{sign} {one.verdict:8}", style) if one.verdict else ("· ", "$quiet")
    lines = [hung(Content.assemble(verdict, (one.option, "bold")), width, INDENT)]
    if like is not None:
        return [*lines, hung(Content.styled(f"as for {like}", "$quiet"), width, INDENT * 2)]
    lines.append(hung(Content(one.words), width, INDENT * 2))
    if one.row or one.place:
        where = "  ".join(part for part in (one.row, one.place) if part)
        lines.append(hung(Content.styled(where, "$quiet"), width, INDENT * 2))
    return lines


def _sources(question: Question, width: int) -> list[Content]:
    lines = [_title("Sources")]
    for first, numbers in voice.citations(question.sources):
        of = f" of {first.paragraphs}" if first.paragraphs else ""
        place = f"{voice.paragraphs(numbers, first.unit)}{of}" if numbers else ""
        where = ", ".join(filter(None, (voice.day(first.date), place)))
        line = Content.assemble((f"“{first.title}”", "italic"), (f"  {where}", "$quiet"))
        lines.append(hung(line, width, INDENT))
    if not question.sources:
        lines.append(hung(Content.styled("none", "$quiet"), width, INDENT))
    return [*lines, Content("")]


def _names(question: Question, width: int) -> list[Content]:
    where = f"table {question.table}, ask {question.ask}" if question.table else "written by hand"
    form = f"{where}, form {question.form}, level {question.level}"
    return [hung(Content.styled(f"{form}\n{question.id}", "$quiet"), width, 0)]


def broken(problems: Sequence[Problem], most: int | None, *, last: bool) -> Content:
    """What is wrong with a save.

    Args:
        problems: Everything that is wrong.
        most: How many of them are told; `None` for all.
        last: Whether a save that could be read is shown below.
    """
    count = len(problems)
    head = voice.counted(count, "error")
    head += ": what is shown is the last save that could be read" if last else ": nothing can be shown yet"
    lines = [Content.styled(f"✘ {head}.", "bold $error")]
    lines += [problem_told(problem) for problem in problems[:most]]
    if most is not None and count > most:
        lines.append(Content.styled(f"… and {count - most} more (e)", "$quiet"))
    return Content("\n").join(lines)


def problem_told(problem: Problem) -> Content:
    """A problem, its place first: the file's own name is enough for whoever has it open."""
    place = problem.place
    file = place.file.replace("\\", "/").rpartition("/")[2]
    where = f"{file}:{place.line}:{place.column}" if place.line else file
    return Content.assemble((where, "bold $accent"), f"  {problem.message}")
