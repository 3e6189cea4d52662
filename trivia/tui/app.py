"""The app: the keeper, and which screen is up; nothing else."""

import signal
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timezone
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from trivia.errors import SaveError, TriviaError
from trivia.paths import DEFAULT_PACK
from trivia.settings import Settings
from trivia.tui import commands, messages
from trivia.tui.house import House
from trivia.tui.party import hosting
from trivia.tui.playbill import Playbill
from trivia.tui.screens.title import TitleScreen

if TYPE_CHECKING:
    from datetime import date

    from trivia.clock import Clock
    from trivia.game.setup import Setup
    from trivia.party.doorway import Door
    from trivia.saves.keeper import Keeper
    from trivia.session import Session
    from trivia.tui.opening import Opening
    from trivia.tui.party.hosting import Party

GREETING_SECONDS = 0.15
"""How long after the first picture somebody new is welcomed: the house is seen before the host speaks."""
BILLING = "The 74th Golden Globes · 8 January 2017"
"""The built-in pack's line on the title screen, known before the pack is read."""


class GlobesApp(House):
    """The quiz show in the terminal.

    Attributes:
        keeper: Where answers are kept.
        playbill: What is played.
        session: The game being played, or the last one; `None` before the first.
        door_wanted: Where the command line wants a party's door; `None` where it wants none.
    """

    # The title screen is the default screen, whose own CSS_PATH Textual would not load.
    CSS_PATH: ClassVar = ["app.tcss", "screens/title.tcss"]
    TITLE = "Globes Trivia"
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.APP)

    def __init__(
        self,
        keeper: "Keeper",
        opening: "Opening | None" = None,
        clock: "Clock | None" = None,
        seeds: Iterable[int] = (),
        settings: Settings | None = None,
        *,
        greet: bool = False,
    ) -> None:
        """Make the app.

        Args:
            keeper: Where answers are kept.
            opening: A game to start at once; `None` opens the title screen.
            clock: Where time comes from; `None` for this machine's clock.
            seeds: Seeds for the next games that name none; fresh ones after them.
            settings: What the player has chosen; `None` for the usual.
            greet: Whether to welcome somebody who was never welcomed.
        """
        super().__init__(keeper.folder, settings or Settings())
        self.keeper = keeper
        self.playbill = Playbill(keeper, opening, seeds)
        self.session: Session | None = None
        self._setup = opening.setup if opening and not opening.screen else self.settings.setup
        self._opening = opening
        self._greet = greet and not self.settings.welcomed
        self._clock = clock
        self._daily_day: date | None = None
        self._party: Party | None = None
        self.door_wanted: Door | None = opening.door if opening else None

    def get_default_screen(self) -> Screen[None]:
        """The title screen lies at the bottom; a screen of Textual's own under it would cost a layout."""
        facts = self._opening.packs[0].facts if self._opening and self._opening.packs else None
        return TitleScreen(
            self.keeper,
            self.playbill.pack,
            pack_id=self.playbill.pack_id,
            billing=facts.title if facts and facts.id != DEFAULT_PACK else BILLING,
            today=lambda: self.clock.today(),  # noqa: PLW0108 - the clock itself is only made when it is needed
            setup=lambda: self._setup,
            best=self._best,
        )

    def on_mount(self) -> None:
        """Start what was asked for."""
        if self._opening is not None and self._opening.screen:
            self._show_host(self._opening.screen)
        elif self._opening is not None:
            self._play()
        elif self._greet:
            self.set_timer(GREETING_SECONDS, self._welcome)

    def _welcome(self) -> None:
        from trivia.tui.screens.welcome import WelcomeScreen

        self.change(replace(self.settings, welcomed=True))
        self.push_screen(WelcomeScreen())

    def on_unmount(self) -> None:
        """Write what is still pending, and close the save file."""
        self._leave_party()
        self.keeper.close()

    def on_play_wanted(self, message: messages.PlayWanted) -> None:
        """Start a game."""
        message.stop()
        if message.is_stale(self.screen_stack):
            return
        self._play(message.mode)

    def on_game_wanted(self, message: messages.GameWanted) -> None:
        """Start a game that was put together, and remember the choice."""
        message.stop()
        if message.is_stale(self.screen_stack):
            return
        before, self._setup = self._setup, message.setup
        if self._play(anew=message.anew):
            self.change(replace(self.settings, setup=message.setup))
        else:
            self._setup = before

    def on_results_wanted(self, message: messages.ResultsWanted) -> None:
        """Show the results of the game that has ended, in place of its screen."""
        from trivia.progress.achievements import honour
        from trivia.tui import telling
        from trivia.tui.screens.results import ResultsScreen

        message.stop()
        if message.is_stale(self.screen_stack):
            return
        if self.session is not None:
            now = self.clock.utc_ms()
            won = honour(self.keeper, now)
            day = self._daily_day or self.clock.today()
            self.switch_screen(ResultsScreen(telling.ended(self.session, self.keeper, day, won)))
            self.run_worker(partial(self.keeper.back_up, now), thread=True, exit_on_error=False)

    def on_save_wanted(self, message: messages.SaveWanted) -> None:
        """Save a result as a file, and say where it is."""
        from trivia.sharing import save_result

        message.stop()
        if message.is_stale(self.screen_stack):
            return
        try:
            path = save_result(self.keeper.folder, message.result, message.kind)
        except SaveError as error:
            self.notify(str(error), title="Not saved", severity="error", markup=False)
        else:
            self.notify(str(path), title="Saved", timeout=15, markup=False)

    def on_screen_wanted(self, message: messages.ScreenWanted) -> None:
        """Show a screen by its name."""
        from trivia.tui import telling

        message.stop()
        if message.is_stale(self.screen_stack):
            return
        if message.name in hosting.SCREENS:
            self._show_host(message.name)
        elif message.name == "daily":
            self._play("daily")
        elif message.name == "setup":
            self._put_together()
        elif message.name == "settings":
            self.push_screen(telling.settings_screen(self))
        elif message.name == "packs":
            self._clear_screens()
            self.push_screen(telling.packs_screen(self.playbill))
        else:
            name, today = message.name, self.clock.today()
            self.push_screen(telling.screen(name, self.keeper, today, self.playbill.pack_id))

    def _show_host(self, name: str) -> None:
        opening, self._opening = self._opening, None
        self._clear_screens()
        self.push_screen(hosting.screen(name, self, opening.seed if opening else None))

    def on_party_wanted(self, message: messages.PartyWanted) -> None:
        """Open a party."""
        message.stop()
        if not message.is_stale(self.screen_stack):
            self._host(lambda: hosting.opened(self, message))

    def on_party_sought(self, message: messages.PartySought) -> None:
        """Go on with a party that was left."""
        message.stop()
        if not message.is_stale(self.screen_stack):
            self._host(lambda: hosting.taken_up(self, message.party))

    def _host(self, begin: "Callable[[], Party]") -> None:
        try:
            party = begin()
        except SaveError as error:
            self._cannot_play(error)
            return
        self._clear_screens()
        self._party = party
        self.push_screen(hosting.show(self, *party))

    def _leave_party(self) -> None:
        """Write what is still pending of the party, and let another window have it."""
        party, self._party = self._party, None
        if party is not None:
            hosting.leave(self, *party)

    def _best(self, setup: "Setup") -> int | None:
        """The best score of such games; none of what cannot be opened."""
        try:
            return self.playbill.best(setup, self.settings)
        except TriviaError:
            return None

    def _put_together(self) -> None:
        from trivia.tui.screens.setup import SetupScreen

        def made(setup: "Setup") -> SetupScreen:
            return SetupScreen(setup, lambda setup: self.playbill.offer(setup, self.settings), self._best)

        try:
            try:
                screen = made(self._setup)
            except TriviaError:  # its packs are gone: here others can be chosen
                screen = made(replace(self._setup, packs=(), tables=()))
        except TriviaError as error:
            self._cannot_play(error)
        else:
            self._clear_screens()
            self.push_screen(screen)

    def on_pack_chosen(self, message: messages.PackChosen) -> None:
        """Put a game of this pack together."""
        message.stop()
        if not message.is_stale(self.screen_stack):
            self._setup = replace(self._setup, packs=message.names, tables=(), forms=())
            self._put_together()

    def on_game_sought(self, message: messages.GameSought) -> None:
        """Look back at a game."""
        from trivia.tui import telling
        from trivia.tui.screens.results import ResultsScreen

        message.stop()
        if message.is_stale(self.screen_stack):
            return
        found = telling.past(message.game, self.keeper, self.playbill)
        if found is not None:
            self.push_screen(ResultsScreen(found))

    def on_player_chosen(self, message: messages.PlayerChosen) -> None:
        """Somebody else plays from now on, the next time too."""
        from trivia.saves import profiles

        message.stop()
        if message.is_stale(self.screen_stack):
            return
        self.keeper.profile = message.name
        at = self.clock.utc_ms()
        self.keeper.ask(
            lambda store: store.change(lambda db: profiles.found_or_made(db, message.name, at)), None
        )
        self.change(replace(self.settings, player=message.name))
        self._clear_screens()

    def on_back_wanted(self, message: messages.BackWanted) -> None:
        """Go back to the screen below."""
        message.stop()
        if not message.is_stale(self.screen_stack):
            self.pop_screen()

    def on_title_wanted(self, message: messages.TitleWanted) -> None:
        """Go back to the title screen."""
        message.stop()
        if message.is_stale(self.screen_stack):
            return
        self._clear_screens()

    def _clear_screens(self) -> None:
        self._leave_party()
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def _play(self, mode: str = "", *, anew: bool = False) -> bool:
        """Start a game; says what is wrong where that cannot be done.

        Args:
            mode: `daily` or `review`; empty for a game like the last one, or the one of the command line.
            anew: Whether a marathon that waits is left for a new one.

        Returns:
            Whether there was something to play.
        """
        try:
            session = self._session(mode, anew=anew)
        except TriviaError as error:
            self._cannot_play(error)
            return False
        if session is None:
            self.notify("Nothing of this pack is due today.", title="Review", markup=False)
            return False
        self._clear_screens()
        if session.game.outcome is not None:
            from trivia.tui import telling

            now = datetime.fromtimestamp(self.clock.utc_ms() / 1000, timezone.utc).astimezone()
            self.push_screen(telling.daily_screen(session, self.keeper, self.clock.today(), now))
            return True
        from trivia.tui.screens.question import QuestionScreen

        self.session = session
        self.push_screen(QuestionScreen(session, self.settings))
        return True

    def _cannot_play(self, error: TriviaError) -> None:
        self.notify(str(error), title="This cannot be played", severity="error", markup=False)

    def _session(self, mode: str, *, anew: bool) -> "Session | None":
        """A game; `None` for a review with nothing due."""
        opening, self._opening = self._opening, None
        mode = mode or (opening.mode if opening else "")
        self._daily_day = None
        if mode == "daily":
            self._daily_day = self.clock.today()
            return self.playbill.daily(self.settings, self.clock, self._daily_day)
        if mode == "review":
            return self.playbill.review(self.settings, self.clock, self.clock.today())
        seed = opening.seed if opening else None
        return self.playbill.game(self._setup, self.settings, self.clock, seed=seed, anew=anew)

    @property
    def clock(self) -> "Clock":
        """Where time comes from."""
        if self._clock is None:
            from trivia.clock import SystemClock

            self._clock = SystemClock()
        return self._clock

    async def action_quit(self) -> None:
        """Leave the game and the app; what was answered is kept."""
        self._leave()
        self.exit()

    def _end_for(self, sign: signal.Signals) -> None:
        """Every answer is kept, whoever ends it."""
        self._leave()
        super()._end_for(sign)

    def _leave(self) -> None:
        if self.session is not None:
            self.session.leave()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything that can be done here, for the palette; between games also what the title offers."""
        from trivia.tui.screens.question import QuestionScreen

        yield from super().get_system_commands(screen)
        if self._party is None and not isinstance(screen, QuestionScreen):
            offered = {command.title for command in getattr(screen, "COMMAND_TABLE", ())}
            for command in commands.TITLE:
                if command.title not in offered and not command.action.startswith("app."):
                    yield SystemCommand(command.title, command.help, partial(self._go_to, command.action))

    def _go_to(self, action: str) -> None:
        """Do from anywhere what the title screen offers."""
        self.post_message(messages.PlayWanted() if action == "play" else messages.ScreenWanted(action))
