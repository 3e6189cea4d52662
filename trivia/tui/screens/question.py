"""The question screen: one question, its options, and at once the verdict."""

import gc
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from trivia import voice
from trivia.game.mode import Lifeline
from trivia.game.rules import Phase
from trivia.game.scoring import BONUS_MS, bonus_left_ms
from trivia.quiz.question import Question
from trivia.saves.keeper import Kept
from trivia.session import SETTLE_TRIES, Session
from trivia.settings import KEYS, Settings
from trivia.tui import commands
from trivia.tui.messages import ResultsWanted, TitleWanted
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.bars import SHORT_MS, ClockBar, RoundBar, SpeedBar
from trivia.tui.widgets.choices import ChoiceList
from trivia.tui.widgets.key_line import KeyLine
from trivia.tui.widgets.save_sign import SaveSign
from trivia.tui.widgets.verdict import TimeIsUp, Verdict

TICK_SECONDS: Final = 0.1
SETTLE_SECONDS: Final = 0.2
SUSPENSE_SECONDS: Final = 0.38
"""How long the ladder holds its breath before a verdict."""
BREATH_SECONDS: Final = 0.01
"""How long after the sign of a verdict the rest of it is laid out."""
LIFELINES: Final = {"fifty": Lifeline.FIFTY, "article": Lifeline.ARTICLE, "skip": Lifeline.SKIP}
"""The lifelines, by their actions."""


class QuestionScreen(Screen[None]):
    """Asks the questions of a session, one after the other."""

    CSS_PATH = "question.tcss"
    COMMAND_TABLE = commands.QUESTION
    WIDGET_KEYS = commands.ANSWERING
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.QUESTION)

    def __init__(self, session: Session, settings: Settings) -> None:
        """Make the screen.

        Args:
            session: The game.
            settings: What the player has chosen.
        """
        super().__init__()
        self._session = session
        self._settings = settings
        self._settling = 0
        self._rung = False

    def compose(self) -> ComposeResult:
        """The line on top, the stage, the keys."""
        yield SaveSign()
        yield RoundBar()
        yield VerticalScroll(id="stage", can_focus=False)
        yield KeyLine()

    @when_there
    async def on_mount(self) -> None:
        """Ask the first question."""
        if self._session.game.mode.timed:
            self.set_interval(TICK_SECONDS, self._tick)
        # At once: the process stops before any message is handled.
        self.app.app_suspend_signal.subscribe(self, self._off_to_the_shell, immediate=True)
        self.app.app_resume_signal.subscribe(self, self._back_from_the_shell)
        self.watch(self.query_one("#stage"), "virtual_size", self._keep_in_view, init=False)
        await self._ask()

    @when_there
    def on_screen_suspend(self) -> None:
        """Something covers the question: its clock stands, and there is nothing to be read on the quiet."""
        self._session.pause()
        self.query_one("#stage").set_class(self._session.game.phase is Phase.PAUSED, "-covered")

    @when_there
    def on_screen_resume(self) -> None:
        """The question is seen again."""
        self._session.resume()
        self.query_one("#stage").remove_class("-covered")
        self._tick()

    def _off_to_the_shell(self, _: object) -> None:
        """The clock stands from now on, however long Ctrl-Z lasts."""
        self._session.pause()

    def on_unmount(self) -> None:
        """Whatever ends it, garbage is collected again."""
        gc.enable()

    def _back_from_the_shell(self, _: object) -> None:
        """Whoever comes back from Ctrl-Z takes their seat first."""
        uncovered = self.app.screen is self  # under a card it is still current, by Textual's word
        if self._session.game.phase in {Phase.ASKING, Phase.PAUSED} and uncovered:
            self.action_pause()

    async def _ask(self) -> None:
        """Put the current question on the stage and start its clock.

        Until its end is shown, nothing is looked through for garbage: an answer would wait for that.
        """
        question = self._session.game.question
        stage = self.query_one("#stage", VerticalScroll)
        with self.app.batch_update():  # what is on the screen can be answered: no paint before the clock runs
            await stage.remove_children()
            await stage.mount(
                # In a box of its own, which need not be looked into when an option is painted.
                Vertical(
                    Static(heading_told(question), id="heading"),
                    Static(Content(question.prompt), id="prompt"),
                    *self._clocks(),
                    id="asked",
                ),
                choice_list(question, self._settings.keys),
            )
            if not stage.children:
                return  # the app was left meanwhile, and mounts nothing more
            self.query_one(ChoiceList).focus(scroll_visible=False)
            self.call_after_refresh(stage.scroll_home, animate=False)  # the prompt first, on a small terminal
            self.query_one(RoundBar).show(self._session.game, at_once=True)
            self.query_one(SaveSign).show(self._session.trouble)
            self._session.show()
            self._tick()
            self.refresh_bindings()
        gc.disable()

    def _clocks(self) -> tuple[Widget, ...]:
        mode = self._session.game.mode
        if mode.clock_ms is not None:
            return (ClockBar(mode.clock_ms),)
        return (SpeedBar(),) if mode.pays_for_speed else ()

    @when_there
    def _tick(self) -> None:
        """Let the time run: the clock of the game, or the speed bonus."""
        session = self._session
        if session.game.phase is not Phase.ASKING:
            return
        session.tick()
        left = session.clock_left_ms
        if left is None:
            bonus = bonus_left_ms(session.game.question, session.elapsed_ms)
            for bar in self.query(SpeedBar):
                bar.show(bonus, BONUS_MS)
            return
        self.query_one(ClockBar).show(left)
        if session.game.outcome is not None:
            self._show_time_is_up()
        elif left <= SHORT_MS and not self._rung:
            self._rung = True
            self._ring()

    def _ring(self) -> None:
        if self._settings.bell:
            self.app.bell()

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Take the answer; its verdict is shown once it is kept."""
        message.stop()
        if self._session.game.phase is Phase.ASKING and message.index not in self._session.game.removed:
            self._settling = 0
            self._settled(self._session.choose(message.index))

    @when_there
    def _settle(self) -> None:
        self._settled(self._session.settle())

    def _settled(self, kept: Kept) -> None:
        """Show the verdict, unless another process holds the save file: then wait for it with a word."""
        if kept is Kept.WAITING and self._settling < SETTLE_TRIES:
            self._settling += 1
            self.query_one(SaveSign).wait(self._session.trouble)
            self.set_timer(SETTLE_SECONDS, self._settle)
        elif self._session.game.phase is Phase.OVER:
            self._show_time_is_up()
        elif self._session.game.mode.steps and self.app.animation_level == "full":
            self.query_one(ChoiceList).hold(self._session.game.answers[-1].chosen)
            self.set_timer(SUSPENSE_SECONDS, self._show_verdict)
        else:
            # The sign first, by itself: all else is laid out once it is painted, and takes ten times as long.
            answer = self._session.game.answers[-1]
            self.query_one(ChoiceList).judge(answer.chosen, right=answer.right, then=self._let_it_out)

    @when_there
    def _let_it_out(self) -> None:
        """Give Textual's writing thread a moment for the sign; it would wait while the rest is laid out."""
        self.set_timer(BREATH_SECONDS, self._show_verdict)

    @when_there
    def _show_verdict(self) -> None:
        session = self._session
        answer = session.game.answers[-1]
        self.query_one(ChoiceList).close(answer.question.answer, answer.chosen)
        words = voice.verdict(answer, session.seed + session.game.place)
        shown = self._settings.explanations
        whole = shown == "always" or (shown == "miss" and not answer.right)
        self._show_end(Verdict(answer, session.game.mode, words, whole=whole))
        self._ring()

    def _show_time_is_up(self) -> None:
        question = self._session.game.question
        self.query_one(ChoiceList).close(question.answer, None)
        self._show_end(TimeIsUp(question))
        self._ring()

    def _show_end(self, verdict: Widget) -> None:
        """Show how the question ended."""
        gc.enable()
        for clock in (*self.query(SpeedBar), *self.query("#hint")):
            clock.display = False
        self.query_one("#stage").mount(verdict)
        self.query_one(RoundBar).show(self._session.game)
        self.query_one(SaveSign).show(self._session.trouble)
        self.refresh_bindings()
        self.call_after_refresh(self._keep_in_view)

    def _keep_in_view(self) -> None:
        """However often the verdict is laid out anew, its end stays in view."""
        for stage in self.query("#stage"):  # there is none any more where it is called late
            if self._ended and stage.max_scroll_y:
                stage.scroll_end(animate=False, immediate=True)

    @property
    def _ended(self) -> bool:
        """Whether the question's end is on the screen."""
        return bool(self.query(Verdict) or self.query(TimeIsUp))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's hook
        """What makes no sense now is not offered."""
        game = self._session.game
        if action in LIFELINES:
            return game.may_use(LIFELINES[action])
        if action in {"leave", "walk"}:
            on_the_ladder = bool(game.mode.steps and game.answers) and game.decided is None
            return (action == "walk") == on_the_ladder
        if action == "pause":
            return game.phase is Phase.ASKING
        if action == "explain":
            return any(not verdict.whole for verdict in self.query(Verdict))
        return self._ended if action in {"proceed", "source"} else True

    async def action_proceed(self) -> None:
        """Go on: the next question, or the results."""
        if not self._ended:
            return
        if self._session.game.phase is Phase.VERDICT:
            self._session.proceed()
        if self._session.game.outcome is None:
            await self._ask()
        else:
            self.post_message(ResultsWanted())

    def action_explain(self) -> None:
        """Show the explanation that the player has chosen to see at a key."""
        for verdict in self.query(Verdict):
            verdict.tell_all()
        self.refresh_bindings()

    def action_fifty(self) -> None:
        """Take all wrong options but one away."""
        self._session.use(Lifeline.FIFTY)
        self.query_one(ChoiceList).remove_choices(self._session.game.removed)
        self.refresh_bindings()

    def action_article(self) -> None:
        """Show a hint."""
        self._session.use(Lifeline.ARTICLE)
        told = Content.assemble(("✉ ", "$secondary"), (self._session.hint, "$secondary"))
        self.query_one("#asked").mount(Static(told, id="hint"), after="#prompt")
        self.refresh_bindings()

    async def action_skip(self) -> None:
        """Ask another question in the place of this one."""
        self._session.use(Lifeline.SKIP)
        await self._ask()

    def action_pause(self) -> None:
        """Cover the question."""
        from trivia.tui.screens.pause import PauseScreen

        self.app.push_screen(PauseScreen(self._session.game))

    def action_source(self) -> None:
        """Show where the articles say so."""
        from trivia.tui.screens.source import SourceScreen

        self.app.push_screen(SourceScreen(self._session.game.question))

    def action_leave(self) -> None:
        """Leave the game, after a question where there is something to lose sight of."""
        from trivia.tui.screens.leave import LeaveScreen

        game = self._session.game
        if game.phase is Phase.OVER:
            self.post_message(ResultsWanted() if game.answers else TitleWanted())
        elif game.answers and game.decided is None:
            self.app.push_screen(LeaveScreen(voice.leaving(game, self._session.trouble)), self._leave)
        else:
            self._leave(True)

    def action_walk(self) -> None:
        """Leave the ladder; it asks as well."""
        self.action_leave()

    def _leave(self, sure: bool | None) -> None:
        if sure:
            self._session.leave()
            self.post_message(ResultsWanted() if self._session.game.answers else TitleWanted())


def heading_told(question: Question) -> Content:
    """The table's title and the level, as stars and in words."""
    stars = Content.assemble(("★" * question.level, "$primary"), ("☆" * (5 - question.level), "$faint"))
    return Content.assemble((question.heading.upper(), "$quiet"), "   ", stars)


def choice_list(question: Question, scheme: str) -> ChoiceList:
    """The options with their keys: number and letter, or number and a key of the row that was chosen."""
    count, row = len(question.options), KEYS[scheme]
    if question.judged:
        also = row[:2] or "ab"
        return ChoiceList(question.options, signs=("t", "f"), keys=(f"1t{also[0]}", f"2f{also[1]}"))
    letters = (row or voice.LETTERS).ljust(count)[:count]
    numbers = [str(number) for number in range(1, count + 1)]
    keys = tuple(f"{number}{letter}".strip() for number, letter in zip(numbers, letters, strict=True))
    signs = tuple(key[-1] if row else key[:-1] for key in keys)
    return ChoiceList(question.options, signs=signs, keys=keys)
