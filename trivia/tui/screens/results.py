"""The results: the score, the host's last words, and every question once more."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Digits, OptionList, Static

from trivia import voice
from trivia.game.rules import Answer
from trivia.progress.achievements import Achievement
from trivia.session import Session
from trivia.tui import commands
from trivia.tui.messages import PlayWanted, TitleWanted
from trivia.tui.widgets.key_line import KeyLine
from trivia.tui.widgets.save_sign import SaveSign

MOST_TROPHIES = 3
"""How many trophies are told of here; all of them stand in the cabinet."""


class ResultsScreen(Screen[None]):
    """How the game went."""

    CSS_PATH = "results.tcss"
    COMMAND_TABLE = commands.RESULTS
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.RESULTS)

    def __init__(self, session: Session, won: tuple[Achievement, ...] = (), share: str = "") -> None:
        """Make the screen for a session that has ended.

        Args:
            session: The session.
            won: The achievements it won.
            share: The text to share; empty where there is none.
        """
        super().__init__()
        self._session = session
        self._won = won
        self._share = share

    def compose(self) -> ComposeResult:
        """The score in large digits, the words, the review."""
        game = self._session.game
        yield SaveSign()
        yield Digits(f"{game.score:,}", id="score")
        yield Static(voice.counted(game.score, "point"), id="score-in-words")
        yield Static(self._summary(), id="summary")
        yield Static(self._words(), id="words")
        if self._share:
            yield Static(Content(self._share.splitlines()[1]), id="share")
        if self._won:
            yield Static(Content("\n").join(map(_trophy, self._won[:MOST_TROPHIES])), id="trophies")
        yield OptionList(
            *(_line(number, answer) for number, answer in enumerate(game.answers, 1)), id="review"
        )
        yield KeyLine()

    def on_mount(self) -> None:
        """Show whether it is saved."""
        self.query_one("#review").focus()
        self.query_one(SaveSign).show(self._session.trouble)

    def _summary(self) -> Content:
        outcome, best = self._session.game.outcome, self._session.best_before
        if outcome is None:
            return Content("")
        parts = [Content.styled(f"{outcome.right} of {outcome.answered} right", "bold")]
        parts += [Content(f"best streak {outcome.best_streak}")]
        if outcome.score > (best or 0) and not self._session.trouble:
            record = "★ first best score" if best is None else f"★ new best score, before {best:,}"
            parts.append(Content.styled(record, "bold $accent"))
        elif best:
            parts.append(Content.styled(f"best {best:,}", "$quiet"))
        return Content.styled("  ·  ", "$faint").join(parts)

    def _words(self) -> Content:
        outcome = self._session.game.outcome
        return Content(voice.final(outcome, len(self._session.game.questions)) if outcome else "")

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Look at one question once more."""
        from trivia.tui.screens.answer import AnswerScreen

        answers = self._session.game.answers
        self.app.push_screen(AnswerScreen(answers[message.option_index], message.option_index + 1))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's hook
        """Only a daily is there to be shared."""
        return bool(self._share) if action == "copy" else True

    def action_copy(self) -> None:
        """Copy the text to share, and show it."""
        self.app.copy_to_clipboard(self._share)
        self.notify(self._share, title="Copied", markup=False)

    def action_play(self) -> None:
        """Start another game."""
        self.post_message(PlayWanted("classic"))

    def action_title(self) -> None:
        """Go back to the title screen."""
        self.post_message(TitleWanted())


def _trophy(won: Achievement) -> Content:
    return Content.assemble(
        ("★ Trophy: ", "$accent"), (won.title, "bold $primary"), (f"  {won.about}", "$quiet")
    )


def _line(number: int, answer: Answer) -> Content:
    """One question of the review, in two lines."""
    question = answer.question
    sign = ("✔", "bold $success") if answer.right else ("✘", "bold $error")
    head = Content.assemble(f"{number:>2}  ", sign, "  ", question.prompt)
    right = question.options[question.answer]
    if answer.right:
        tail = Content.assemble(
            ("       ", ""), (right, "$success"), (f"  +{answer.points.total:,}", "$primary")
        )
    else:
        chosen = question.options[answer.chosen]
        tail = Content.assemble(
            ("       You said ", "$quiet"),
            chosen,
            (". It is ", "$quiet"),
            (right, "$success"),
            (".", "$quiet"),
        )
    return head + Content("\n") + tail
