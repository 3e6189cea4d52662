"""The verdict on an answer, with its explanation and the article behind it."""

from typing import ClassVar

from textual.content import Content
from textual.widgets import Static

from trivia import voice
from trivia.game.rules import Answer


class Verdict(Static):
    """What the host says, what it earned, why, and where it says so."""

    DEFAULT_CSS: ClassVar = """
    Verdict {
        width: 1fr;
        height: auto;
        padding: 0 2 0 1;
        border-left: outer $error;
        &.-right { border-left: outer $success; }
    }
    """

    def __init__(self, answer: Answer, words: str) -> None:
        """Make a verdict.

        Args:
            answer: The answer.
            words: What the host says to it.
        """
        super().__init__(verdict_told(answer, words), classes="-right" if answer.right else "")


def verdict_told(answer: Answer, words: str) -> Content:
    """The verdict in three paragraphs: the host's words, the explanation, the articles."""
    question = answer.question
    if answer.right:
        head = Content.assemble(
            ("✔ Right.  ", "bold $success"),
            (words, "bold"),
            (f"  +{answer.points.total:,}", "bold $primary"),
        )
    else:
        right = question.options[question.answer]
        head = Content.assemble(
            ("✘ Wrong.  ", "bold $error"), (words, "bold"), "  It is ", (right, "bold $success"), "."
        )
    lines = [head, Content(question.explanation)]
    remark = question.remarks[answer.chosen]
    if not answer.right and remark:
        lines.append(Content.styled(remark, "$quiet"))
    lines.append(_sources_line(answer))
    if answer.right:
        lines.append(Content.styled(voice.points_told(answer.points, question.level), "$quiet"))
    return Content("\n").join(lines)


def _sources_line(answer: Answer) -> Content:
    """The articles, by name and paragraph."""
    parts = [
        Content.assemble((f"“{first.title}”", "italic $secondary"), (f" ¶ {_numbers(numbers)}", "$quiet"))
        for first, numbers in voice.citations(answer.question.sources)
    ]
    return Content.styled("— ", "$quiet") + Content(" · ").join(parts)


def _numbers(numbers: list[int]) -> str:
    return voice.paragraphs(numbers).partition(" ")[2]
