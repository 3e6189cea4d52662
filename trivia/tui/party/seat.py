"""The same seat from another terminal, in the game's own question screen.

The screen is told what the seat knows (`party/afar.py`), and paints that. Only where the show is somewhere
else does it put other widgets on the stage; an answer is marked at once, and its verdict comes by itself.
"""

from collections.abc import Callable
from typing import ClassVar, Final, Protocol

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from trivia import seat_voice, voice
from trivia.party import wire
from trivia.party.afar import Afar
from trivia.party.names import MOST_CELLS
from trivia.settings import KEYS, Settings
from trivia.tui import commands
from trivia.tui.party.board_grid import BoardGrid
from trivia.tui.party.seat_bar import SeatBar, SeatVerdict
from trivia.tui.party.seat_pages import page_told
from trivia.tui.screens.ask import AskScreen, PickScreen, Word
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.bars import ClockBar
from trivia.tui.widgets.choices import ChoiceList
from trivia.tui.widgets.key_line import KeyLine

TICK_SECONDS: Final = 0.1
LONGEST_STAKE: Final = 9


class Playing(Protocol):
    """Who plays: the seat as it is known, and the line to the party."""

    seen: Afar
    there: bool

    def now_ms(self) -> int:
        """Milliseconds of the clock that `seen` goes by."""

    def say(self, message: Struct) -> None:
        """Say something to the party."""

    def take(self, option: int) -> None:
        """Take an option of the question that is on."""

    def part(self) -> None:
        """Leave the party; after its end, just go."""

    def come_back(self) -> None:
        """Take the seat back that is in use elsewhere."""


class SeatScreen(Screen[None]):
    """A seat at a party elsewhere."""

    CSS_PATH: ClassVar = ["../screens/question.tcss", "seat.tcss"]
    COMMAND_TABLE = commands.SEAT
    WIDGET_KEYS = commands.SEATED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.SEAT)

    def __init__(self, playing: Playing, settings: Settings) -> None:
        """Make the screen.

        Args:
            playing: Who plays.
            settings: What the player has chosen.
        """
        super().__init__()
        self._playing = playing
        self._settings = settings
        self._shape: tuple[object, ...] = ()
        self._is_behind = False

    @property
    def seen(self) -> Afar:
        """The seat as it is known now."""
        return self._playing.seen

    def compose(self) -> ComposeResult:
        """The line on top, a sign, the stage, the keys."""
        yield SeatBar()
        yield Static(id="sign")
        yield VerticalScroll(id="stage", can_focus=False)
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """Begin to follow the party."""
        self.set_interval(TICK_SECONDS, self._tick)
        self.watch(self.query_one("#stage"), "virtual_size", self._keep_in_view, init=False)
        self.follow()

    def on_resize(self) -> None:
        """What fits has changed."""
        self.follow()

    def follow(self) -> None:
        """Something is known that was not: bring the picture up to date, after what is being painted now.

        Once is enough for all that is heard meanwhile, or a host that talks fast would fill the queue.
        """
        if not self._is_behind:
            self._is_behind = self.call_later(self._catch_up)

    async def _catch_up(self) -> None:
        self._is_behind = False
        if self.children:
            await self._paint()

    async def _paint(self) -> None:
        seen = self.seen
        self.query_one(SeatBar).show(seen)
        self._sign(seen)
        shape = _shape(seen)
        stage = self.query_one("#stage", VerticalScroll)
        if shape != self._shape:
            self._shape = shape
            with self.app.batch_update():
                await stage.remove_children()
                if not self.is_attached:
                    return
                await stage.mount(*self._on_stage(seen))
                self._take_focus()
                self.call_after_refresh(stage.scroll_home, animate=False)
        if not stage.is_attached:
            return  # whoever leaves does not wait for the picture
        self._dress(seen)
        covered = stage.has_class("-covered")
        stage.set_class(seen.paused, "-covered")
        if covered and not seen.paused:
            self.call_after_refresh(self._take_focus)  # what was hidden has lost it
        self._tick()
        self.refresh_bindings()

    @when_there
    def _take_focus(self) -> None:
        """Keys are for what can be done on the stage."""
        for widget in self.query("ChoiceList, BoardGrid, #stage > Input"):
            widget.focus(scroll_visible=False)

    def _sign(self, seen: Afar) -> None:
        """What stands in the way, in one line: a lost line, a break, why something was not taken."""
        lost = not self._playing.there and seen.where not in {"door", "bye"}
        words = seat_voice.LOST if lost else seat_voice.BREAK if seen.paused else seen.said
        sign = self.query_one("#sign", Static)
        sign.set_class(bool(words), "-on")
        sign.update(Content(words))

    # What stands on the stage

    def _on_stage(self, seen: Afar) -> list[Widget]:
        match seen.where:
            case "ask" | "locked" | "reveal":
                return self._question(seen)
            case "stake":
                return self._stake(seen)
            case "board":
                return [_title(seat_voice.board_told(seen)), *self._board(seen)]
            case _:
                return [Static(id="told")]

    def _question(self, seen: Afar) -> list[Widget]:
        asked = seen.asked
        if asked is None:  # the seat came when the answer was out already
            return [Static(id="note")]
        head = Content.styled(seat_voice.asked_told(asked).upper(), "$quiet")
        widgets: list[Widget] = [Static(head, id="heading"), Static(Content(asked.prompt), id="prompt")]
        if asked.ms:
            widgets.append(ClockBar(seen.clock.whole_ms if seen.clock else asked.ms))
        if seen.may == "buzz":
            widgets.append(ChoiceList(("Buzz!",), signs=("b",), keys=("b1",)))
        elif asked.options:
            widgets.append(_options(asked.options, self._settings.keys))
        return [*widgets, Static(id="note")]

    def _stake(self, seen: Afar) -> list[Widget]:
        stake = seen.stake
        if stake is None or not seen.may_stake:
            words = seat_voice.STAKED if seen.taken else seat_voice.WATCHING_STAKES
            return [_title("The stakes"), Static(Content(words))]
        clocks = [ClockBar(stake.ms)] if stake.ms else []
        heading = Static(Content.styled(stake.heading.upper(), "$quiet"), id="heading")
        hint = f"0 to {stake.most:,}"
        field = Word(str(stake.most // 2), placeholder=hint, max_length=LONGEST_STAKE, id="points")
        return [heading, _title(f"What's your stake? {hint} points."), *clocks, field, Static(id="note")]

    def _board(self, seen: Afar) -> list[Widget]:
        return [BoardGrid(seen.board, mine=seen.may_choose)] if seen.board is not None else []

    # What changes on it

    def _dress(self, seen: Afar) -> None:
        """Bring what stands on the stage up to date."""
        for told in self.query("#told").results(Static):
            told.update(page_told(seen, self.query_one("#stage").content_size.width))
        for note in self.query("#note").results(Static):
            note.update(Content.styled(seat_voice.note(seen), "$secondary"))
            note.display = bool(seat_voice.note(seen))
        for listed in self.query(ChoiceList):
            self._mark(listed, seen)
        reveal = seen.reveal
        if seen.where == "reveal" and reveal is not None and not self.query(SeatVerdict):
            stage = self.query_one("#stage")
            stage.mount(SeatVerdict(reveal, watching=seen.may != "answer"))
            if self._settings.bell:
                self.app.bell()

    def _mark(self, listed: ChoiceList, seen: Afar) -> None:
        if seen.where == "reveal" and seen.reveal is not None:
            if len(listed.choices) > 1:
                listed.close(seen.reveal.right, seen.mine)
        elif seen.mine is not None:
            listed.hold(seen.mine)
        elif not (seen.may_answer or seen.may_buzz) and not seen.paused:
            listed.open = False
            listed.refresh()

    def _keep_in_view(self) -> None:
        """However often a verdict is laid out anew, its end stays in view."""
        for stage in self.query("#stage"):
            if self.query(SeatVerdict) and stage.max_scroll_y:
                stage.scroll_end(animate=False, immediate=True)

    @when_there
    def _tick(self) -> None:
        """Let the clock run."""
        seen = self.seen
        left = seen.left_ms(self._playing.now_ms())
        for clock in self.query(ClockBar):
            clock.display = left is not None
            if left is not None:
                clock.show(left)

    # What the player does

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Buzz, or take an option: it is marked at once, and stands once the party says so."""
        message.stop()
        seen = self.seen
        if _shape(seen) != self._shape or seen.asked is None:
            return  # the show is further than the picture
        if seen.may_buzz:
            self._playing.say(wire.Buzz(seen.asked.q))
        elif seen.may_answer:
            self._playing.take(message.index)

    def on_board_grid_chosen(self, message: BoardGrid.Chosen) -> None:
        """Choose a cell."""
        message.stop()
        if self.seen.may_choose:
            self._playing.say(wire.Choose(message.cell))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Put a stake down."""
        message.stop()
        stake = self.seen.stake
        if stake is None or not self.seen.may_stake:
            return
        digits = message.value.replace(",", "").strip()
        note = self.query_one("#note", Static)
        if not (digits.isascii() and digits.isdigit()):
            words = seat_voice.STAKE_WANTED
        elif int(digits) > stake.most:
            words = f"Anything from 0 to {stake.most:,}."
        else:
            self._playing.say(wire.Wager(stake.q, int(digits)))
            return
        note.display = True
        note.update(Content.styled(words, "$error"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's hook
        """What makes no sense now is not offered."""
        where, bye = self.seen.where, self.seen.bye
        if action in {"team", "rename"}:
            return where == "lobby"
        if action == "back":
            return where == "bye" and bye is not None and bye.code == "elsewhere"
        if action == "go":
            return where == "bye" and not (bye is not None and bye.code == "elsewhere")
        return where != "bye" if action == "leave" else True

    def action_rename(self) -> None:
        """Ask for another name."""
        self._ask("What shall we call you?", self.seen.name, wire.Rename)

    def action_team(self) -> None:
        """Ask whom to play for: a team that is there, a new one, or oneself."""
        seen = self.seen
        teams = [team for team in (seen.lobby.teams if seen.lobby else ()) if team != seen.team]
        lines = [*(Content(team) for team in teams), Content.styled("A new team", "bold")]
        if seen.team:
            lines.append(Content.styled("On my own", "bold"))

        def chosen(index: int | None) -> None:
            if index is None:
                return
            if index < len(teams):
                self._playing.say(wire.Team(teams[index]))
            elif index == len(teams):
                self._ask("What is the team called?", "", wire.Team)
            else:
                self._playing.say(wire.Team(""))

        self.app.push_screen(PickScreen("Who do you play for?", tuple(lines)), chosen)

    def _ask(self, title: str, given: str, message: Callable[[str], Struct]) -> None:
        def named(word: str | None) -> None:
            if word:
                self._playing.say(message(word))

        self.app.push_screen(AskScreen(title, given=given, longest=2 * MOST_CELLS), named)

    def action_leave(self) -> None:
        """Leave the party, after a question."""
        if self.seen.where in {"door", "final"}:
            self._playing.part()
            return
        lines = (Content("Stay"), Content("Leave; your seat stays yours"))

        def sure(index: int | None) -> None:
            if index == 1:
                self._playing.part()

        self.app.push_screen(PickScreen("Leave the party?", lines), sure)

    def action_go(self) -> None:
        """Go; the party is over."""
        self._playing.part()

    def action_back(self) -> None:
        """Play here, and not where the seat is in use."""
        self._playing.come_back()


def _shape(seen: Afar) -> tuple[object, ...]:
    """What decides which widgets stand on the stage."""
    if seen.where in {"ask", "locked", "reveal"}:
        asked = seen.asked.q if seen.asked is not None else -1
        return "question", asked, seen.may, seen.again, seen.asked is None and seen.reveal
    if seen.where == "stake":
        return "stake", seen.stake, seen.taken
    if seen.where == "board":
        return "board", seen.board, seen.unit
    return (seen.where,)


def _title(text: str) -> Static:
    return Static(Content.styled(text, "bold $primary"), id="title")


def _options(options: tuple[str, ...], scheme: str) -> ChoiceList:
    """The options with their keys: number and letter, or number and a key of the row that was chosen.

    Their signs are the letters that the room sees, unless a row was chosen.
    """
    count, row = len(options), KEYS[scheme]
    letters = (row or voice.LETTERS).ljust(count)[:count]
    keys = tuple(f"{number}{letter}".strip() for number, letter in enumerate(letters, start=1))
    signs = tuple(key[-1] if row else key[-1].upper() for key in keys)
    return ChoiceList(options, signs=signs, keys=keys)
