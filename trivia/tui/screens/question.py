"""The question screen: one question, its options, and at once the verdict."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trivia import voice
from trivia.game.rules import Phase
from trivia.game.scoring import BONUS_MS, bonus_left_ms
from trivia.quiz.question import Question
from trivia.saves.keeper import Kept
from trivia.session import SETTLE_TRIES, Session
from trivia.tui import commands
from trivia.tui.messages import ResultsWanted, TitleWanted
from trivia.tui.widgets.bars import RoundBar, SpeedBar
from trivia.tui.widgets.choices import ChoiceList
from trivia.tui.widgets.key_line import KeyLine
from trivia.tui.widgets.save_sign import SaveSign
from trivia.tui.widgets.verdict import Verdict

SPEED_BAR_SECONDS = 0.25
SETTLE_SECONDS = 0.2


class QuestionScreen(Screen[None]):
    """Asks the questions of a session, one after the other."""

    CSS_PATH = "question.tcss"
    COMMAND_TABLE = commands.QUESTION
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.QUESTION)

    def __init__(self, session: Session) -> None:
        """Make the screen for a session."""
        super().__init__()
        self._session = session
        self._settling = 0

    def compose(self) -> ComposeResult:
        """The line on top, the stage, the keys."""
        yield SaveSign()
        yield RoundBar()
        yield VerticalScroll(id="stage", can_focus=False)
        yield KeyLine()

    async def on_mount(self) -> None:
        """Ask the first question."""
        self.set_interval(SPEED_BAR_SECONDS, self._tick)
        self.watch(self.query_one("#stage"), "virtual_size", self._keep_in_view, init=False)
        await self._ask()

    async def _ask(self) -> None:
        """Put the current question on the stage and start its clock."""
        question = self._session.game.question
        stage = self.query_one("#stage", VerticalScroll)
        with self.app.batch_update():  # what is on the screen can be answered: no paint before the clock runs
            await stage.remove_children()
            await stage.mount(
                Static(_heading(question), id="heading"),
                Static(Content(question.prompt), id="prompt"),
                SpeedBar(),
                _choices(question),
            )
            self.query_one(ChoiceList).focus(scroll_visible=False)
            self.call_after_refresh(stage.scroll_home, animate=False)  # the prompt first, on a small terminal
            self.query_one(RoundBar).show(self._session.game)
            self.query_one(SaveSign).show(self._session.trouble)
            self._session.show()
            self._tick()
            self.refresh_bindings()

    def _tick(self) -> None:
        """Let the speed bonus fall."""
        session = self._session
        if session.game.phase is Phase.ASKING:
            left = bonus_left_ms(session.game.question, session.elapsed_ms())
            for bar in self.query(SpeedBar):
                bar.show(left, BONUS_MS)

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Take the answer; its verdict is shown once it is kept."""
        message.stop()
        if self._session.game.phase is Phase.ASKING:
            self._settling = 0
            self._settled(self._session.choose(message.index))

    def _settle(self) -> None:
        self._settled(self._session.settle())

    def _settled(self, kept: Kept) -> None:
        """Show the verdict, unless another process holds the save file: then wait for it with a word."""
        if kept is Kept.WAITING and self._settling < SETTLE_TRIES:
            self._settling += 1
            self.query_one(SaveSign).wait(self._session.trouble)
            self.set_timer(SETTLE_SECONDS, self._settle)
            return
        self._show_verdict()

    def _show_verdict(self) -> None:
        session = self._session
        answer = session.game.answers[-1]
        self.query_one(ChoiceList).close(answer.question.answer, answer.chosen)
        self.query_one(SpeedBar).display = False
        verdict = Verdict(answer, voice.verdict(answer, session.seed + session.game.place))
        stage = self.query_one("#stage", VerticalScroll)
        stage.mount(verdict)
        self.query_one(RoundBar).show(session.game)
        self.query_one(SaveSign).show(session.trouble)
        self.refresh_bindings()
        self.call_after_refresh(self._keep_in_view)

    def _keep_in_view(self) -> None:
        """However often the verdict is laid out anew, its end stays in view."""
        if self._verdict_shown:
            self.query_one("#stage").scroll_end(animate=False, immediate=True)

    @property
    def _verdict_shown(self) -> bool:
        return self._session.game.phase is Phase.VERDICT and bool(self.query(Verdict))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's hook
        """What only makes sense after the verdict is not offered before it."""
        if action in {"proceed", "source"}:
            return self._verdict_shown
        return True

    async def action_proceed(self) -> None:
        """Go on: the next question, or the results."""
        if not self._verdict_shown:
            return
        self._session.proceed()
        if self._session.game.outcome is None:
            await self._ask()
        else:
            self.post_message(ResultsWanted())

    def action_source(self) -> None:
        """Show where the articles say so."""
        from trivia.tui.screens.source import SourceScreen

        self.app.push_screen(SourceScreen(self._session.game.question))

    def action_leave(self) -> None:
        """Leave the game, after a question where there is something to lose sight of."""
        from trivia.tui.screens.leave import LeaveScreen

        answered = len(self._session.game.answers)
        if answered:
            self.app.push_screen(LeaveScreen(answered), self._leave)
        else:
            self._leave(True)

    def _leave(self, sure: bool | None) -> None:
        if sure:
            self._session.leave()
            self.post_message(ResultsWanted() if self._session.game.answers else TitleWanted())


def _heading(question: Question) -> Content:
    """The table's title and the level, as stars and in words."""
    stars = Content.assemble(("★" * question.level, "$primary"), ("☆" * (5 - question.level), "$faint"))
    return Content.assemble((question.heading.upper(), "$quiet"), "   ", stars)


def _choices(question: Question) -> ChoiceList:
    count = len(question.options)
    if question.judged:
        return ChoiceList(question.options, signs=("t", "f"), keys=("1at", "2bf"))
    numbers = tuple(str(number) for number in range(1, count + 1))
    keys = tuple(f"{number}{letter}" for number, letter in zip(numbers, voice.LETTERS[:count], strict=True))
    return ChoiceList(question.options, signs=numbers, keys=keys)
