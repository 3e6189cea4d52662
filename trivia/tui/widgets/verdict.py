"""The verdict on an answer, with its explanation and the article behind it."""

from typing import ClassVar

from textual.content import Content
from textual.widgets import Static

from trivia import voice
from trivia.game.mode import Mode
from trivia.game.rules import Answer
from trivia.quiz.question import Question


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

    def __init__(self, answer: Answer, mode: Mode, words: str, *, whole: bool = True) -> None:
        """Make a verdict.

        Args:
            answer: The answer.
            mode: The mode of its game.
            words: What the host says to it.
            whole: Whether to explain it at once; `False` waits for `tell_all`.
        """
        told = verdict_told(answer, mode, words)
        super().__init__(told if whole else told.split("\n")[0], classes="-right" if answer.right else "")
        self.whole = whole
        self._told = told

    def tell_all(self) -> None:
        """Show the explanation too."""
        self.whole = True
        self.update(self._told)


class TimeIsUp(Static):
    """What the question was about that the clock took away."""

    DEFAULT_CSS: ClassVar = """
    TimeIsUp {
        width: 1fr;
        height: auto;
        padding: 0 2 0 1;
        border-left: outer $warning;
    }
    """

    def __init__(self, question: Question) -> None:
        """Make it for the question that was open when the time was up."""
        right = question.options[question.answer]
        super().__init__(
            Content.assemble(
                ("▲ Time!  ", "bold $warning"),
                ("It was ", ""),
                (right, "bold $success"),
                ".\n",
                question.explanation,
            )
        )


def verdict_told(answer: Answer, mode: Mode, words: str) -> Content:
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
        if answer.points.total:  # a fall on the ladder
            head += Content.styled(f"  −{-answer.points.total:,}", "bold $error")
    lines = [head, Content(question.explanation)]
    remark = question.remarks[answer.chosen]
    if not answer.right and remark and remark not in question.explanation:
        lines.append(Content.styled(remark, "$quiet"))
    lines.append(_sources_line(answer))
    if answer.right:
        lines.append(Content.styled(voice.points_told(answer, mode), "$quiet"))
    return Content("\n").join(lines)


def _sources_line(answer: Answer) -> Content:
    """The articles, by name and paragraph."""
    parts = [
        Content.assemble(
            (f"“{first.title}”", "italic $secondary"),
            (f" {_numbers(numbers, first.unit)}" if numbers else "", "$quiet"),
        )
        for first, numbers in voice.citations(answer.question.sources)
    ]
    return Content.styled("— ", "$quiet") + Content(" · ").join(parts)


def _numbers(numbers: list[int], unit: str) -> str:
    told = voice.paragraphs(numbers, unit)
    return f"¶ {told.partition(' ')[2]}" if unit == "paragraph" else told
