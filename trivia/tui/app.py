"""The app: themes, the keeper, and which screen is up; nothing else."""

import asyncio
import signal
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timezone
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from trivia.errors import TriviaError
from trivia.paths import DEFAULT_PACK
from trivia.tui import commands, messages
from trivia.tui.screens.title import TitleScreen
from trivia.tui.themes import DAY, NIGHT, THEMES, suited, variables

if TYPE_CHECKING:
    from trivia.clock import Clock
    from trivia.quiz.pack import Pack
    from trivia.saves.keeper import Keeper
    from trivia.session import Session
    from trivia.tui.opening import Opening

MIN_WIDTH = 40
MIN_HEIGHT = 12
UNCOVER_SECONDS = 0.05
"""How long after a terminal has become large enough the game is seen again."""
BILLING = "The 74th Golden Globes · 8 January 2017"
"""The built-in pack's line on the title screen, known before the pack is read."""
NOT_FOR_A_SHOW = {"Maximize", "Minimize", "Keys"}
"""Textual's own commands that would take the show's picture apart."""


class GlobesApp(App[None]):
    """The quiz show in the terminal.

    Attributes:
        keeper: Where answers are kept.
        session: The game being played, or the last one; `None` before the first.
    """

    # The title screen is the default screen, whose own CSS_PATH Textual would not load.
    CSS_PATH: ClassVar = ["app.tcss", "screens/title.tcss"]
    TITLE = "Globes Trivia"
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.APP)
    HELD_KEY_SECONDS: ClassVar[float] = 0.25
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (56, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-short"),
        (18, "-medium"),
        (32, "-tall"),
    ]

    def __init__(
        self,
        keeper: "Keeper",
        opening: "Opening | None" = None,
        clock: "Clock | None" = None,
        seeds: Iterable[int] = (),
    ) -> None:
        """Make the app.

        Args:
            keeper: Where answers are kept.
            opening: A game to start at once; `None` opens the title screen.
            clock: Where time comes from; `None` for this machine's clock.
            seeds: Seeds for the next games that name none; fresh ones after them.
        """
        super().__init__()
        self.keeper = keeper
        self.session: Session | None = None
        self._opening = opening
        self._covered = False
        self._last_enter = 0.0
        self._clock = clock
        self._seeds = iter(seeds)
        self._daily_day = date.min
        self._pack: Pack | None = opening.pack if opening else None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = suited(self.console.color_system, "")

    def get_default_screen(self) -> Screen[None]:
        """The title screen lies at the bottom; a screen of Textual's own under it would cost a layout."""
        facts = self._opening.pack.facts if self._opening else None
        return TitleScreen(
            self.keeper,
            self.pack,
            pack_id=facts.id if facts else DEFAULT_PACK,
            billing=facts.title if facts else BILLING,
            today=lambda: self.clock.today(),  # noqa: PLW0108 - the clock itself is only made when it is needed
        )

    def get_css_variables(self) -> dict[str, str]:
        """The current theme's colours, with those that the show needs besides Textual's."""
        self.theme_variables = variables(self.current_theme, super().get_css_variables())
        return self.theme_variables

    def on_mount(self) -> None:
        """Start the game that was asked for, and end in good order where the system asks for an end."""
        if not self.is_headless:
            for sign in (signal.SIGINT, signal.SIGTERM):
                with suppress(NotImplementedError):  # Windows' loop takes no signals; Ctrl-C is a key there
                    asyncio.get_running_loop().add_signal_handler(sign, self._end_for, sign)
        if self._opening is not None:
            self._play()

    async def on_event(self, event: events.Event) -> None:
        """Let a held or double-tapped Enter count once: it would take options that nobody has read."""
        if isinstance(event, events.Key) and event.key in {"enter", "space"}:
            # An unhandled key bubbles up to here again, with the same time; that is no second press.
            held = 0 < event.time - self._last_enter < self.HELD_KEY_SECONDS
            self._last_enter = event.time
            if held:
                return
        await super().on_event(event)

    def on_unmount(self) -> None:
        """Write what is still pending, and close the save file."""
        self.keeper.close()

    def on_play_wanted(self, message: messages.PlayWanted) -> None:
        """Start a game."""
        message.stop()
        self._play(message.mode)

    def on_results_wanted(self, message: messages.ResultsWanted) -> None:
        """Show the results of the game that has ended, in place of its screen."""
        from trivia.progress.achievements import honour
        from trivia.tui import telling
        from trivia.tui.screens.results import ResultsScreen

        message.stop()
        if self.session is not None:
            now = self.clock.utc_ms()
            won = honour(self.keeper, now)
            self.switch_screen(
                ResultsScreen(self.session, won, telling.share(self.session, self.keeper, self._daily_day))
            )
            self.run_worker(partial(self.keeper.back_up, now), thread=True, exit_on_error=False)

    def on_screen_wanted(self, message: messages.ScreenWanted) -> None:
        """Show a screen that tells of past games."""
        from trivia.tui import telling

        message.stop()
        if message.name == "daily":
            self._play("daily")
        else:
            pack = self._pack.facts.id if self._pack else DEFAULT_PACK
            self.push_screen(telling.screen(message.name, self.keeper, self.clock.today(), pack))

    def on_player_chosen(self, message: messages.PlayerChosen) -> None:
        """Somebody else plays from now on, the next time too."""
        from trivia.saves import profiles
        from trivia.settings import read_settings, write_settings

        message.stop()
        self.keeper.profile = message.name
        at = self.clock.utc_ms()
        self.keeper.ask(
            lambda store: store.change(lambda db: profiles.found_or_made(db, message.name, at)), None
        )
        with suppress(OSError):  # it is the choice for now all the same
            write_settings(
                self.keeper.folder, replace(read_settings(self.keeper.folder), player=message.name)
            )
        self._clear_screens()

    def on_title_wanted(self, message: messages.TitleWanted) -> None:
        """Go back to the title screen."""
        message.stop()
        self._clear_screens()

    def _clear_screens(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def _play(self, mode: str = "") -> None:
        """Start a game; says what is wrong where that cannot be done.

        Args:
            mode: Its mode's id; empty for what the command line asked for, or else for another classic one.
        """
        opening, self._opening = self._opening, None
        try:
            if opening is not None and not mode:
                mode = opening.mode.id
            session = self._session(mode, opening)
        except TriviaError as error:
            self.notify(str(error), title="This pack cannot be played", severity="error", markup=False)
            return
        if session is None:
            self.notify("Nothing of this pack is due today.", title="Review", markup=False)
            return
        self._clear_screens()
        if session.game.outcome is not None:
            from trivia.tui import telling

            now = datetime.fromtimestamp(self.clock.utc_ms() / 1000, timezone.utc).astimezone()
            self.push_screen(telling.daily_screen(session, self.keeper, self._daily_day, now))
            return
        from trivia.tui.screens.question import QuestionScreen

        self.session = session
        self.push_screen(QuestionScreen(session))

    def _session(self, mode: str, opening: "Opening | None") -> "Session | None":
        """The game of a mode; `None` for a review with nothing due."""
        from trivia.game.mode import CLASSIC, DAILY, REVIEW
        from trivia.session import Session

        pack = self.pack()
        if mode in {DAILY.id, REVIEW.id}:
            from trivia import programme

            self._daily_day = today = self.clock.today()
            if mode == DAILY.id:
                return Session(
                    pack, DAILY, self.keeper, self.clock, programme=programme.daily(pack, self.keeper, today)
                )
            due = programme.review(pack, self.keeper, today, next(self._seeds, None))
            return Session(pack, REVIEW, self.keeper, self.clock, programme=due) if due.questions else None
        return Session(
            pack,
            opening.mode if opening else CLASSIC,
            self.keeper,
            self.clock,
            length=opening.length if opening else None,
            seed=opening.seed if opening and opening.seed is not None else next(self._seeds, None),
        )

    @property
    def clock(self) -> "Clock":
        """Where time comes from."""
        if self._clock is None:
            from trivia.clock import SystemClock

            self._clock = SystemClock()
        return self._clock

    def pack(self) -> "Pack":
        """The pack to play, opened at its first use.

        Raises:
            TriviaError: If it cannot be opened.
        """
        if self._pack is None:
            from trivia.packs.library import find_pack, open_pack
            from trivia.paths import cache_folder

            self._pack = open_pack(find_pack(DEFAULT_PACK), cache_folder())
        return self._pack

    def on_resize(self, event: events.Resize) -> None:
        """Cover the game while the terminal is too small for it."""
        small = event.size.width < MIN_WIDTH or event.size.height < MIN_HEIGHT
        if small and not self._covered:
            from trivia.tui.screens.too_small import TooSmallScreen

            self._covered = True
            if not isinstance(self.screen, TooSmallScreen):
                self.push_screen(TooSmallScreen(MIN_WIDTH, MIN_HEIGHT))
        elif self._covered and not small:
            self._covered = False
            # Not from within this event: the screen below would be laid out between two sizes.
            self.set_timer(UNCOVER_SECONDS, self._uncover)

    def _uncover(self) -> None:
        """Take the cover away, unless the terminal has become too small again meanwhile."""
        from trivia.tui.screens.too_small import TooSmallScreen

        if not self._covered and isinstance(self.screen, TooSmallScreen):
            self.pop_screen()

    async def action_quit(self) -> None:
        """Leave the game and the app; what was answered is kept."""
        self._leave()
        self.exit()

    def action_interrupt(self) -> None:
        """Leave at once, with the exit status of Ctrl-C."""
        self._end_for(signal.SIGINT)

    def _end_for(self, sign: signal.Signals) -> None:
        """Leave with the exit status that tells which signal it was: 130 for Ctrl-C."""
        self._leave()
        self.exit(return_code=128 + sign)

    def action_toggle_light(self) -> None:
        """Change between night and day."""
        self.theme = DAY.name if self.theme == NIGHT.name else NIGHT.name

    def _leave(self) -> None:
        if self.session is not None:
            self.session.leave()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything that can be done here, for the command palette."""
        offered = set(NOT_FOR_A_SHOW)
        for command in getattr(screen, "COMMAND_TABLE", ()):
            if command.palette and screen.check_action(command.action, ()):
                offered.add(command.title)
                yield SystemCommand(command.title, command.help, partial(screen.run_action, command.action))
        for command in super().get_system_commands(screen):
            if command.title not in offered:
                yield command
