"""The host's cards: points with a reason, marks, seats and doors, stakes said aloud, the end."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trivia import party_voice
from trivia.facts.text import printable
from trivia.party import events
from trivia.party.hosting import MOST_CORRECTION, MOST_REASON
from trivia.party.names import clean_name
from trivia.party.queries import entitled, seated, unit_name
from trivia.party.refused import Refused
from trivia.party.standing import scores
from trivia.party.state import Phase, Seat
from trivia.party.tell import stake_limit
from trivia.tui import commands
from trivia.tui.party import teams
from trivia.tui.screens.ask import AskScreen, PickScreen
from trivia.tui.screens.card import CardScreen
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from trivia.tui.party.host_keys import HostKeys

LONGEST_NUMBER: Final = 8
_MINUS: Final = str.maketrans("−–", "--")


def points_in(text: str) -> int | None:
    """The points that somebody has written: `500`, `+500`, `-200`, `−1,000`; `None` where it is no number."""
    plain = text.translate(_MINUS).replace(",", "").replace(" ", "").removeprefix("+")
    digits = plain.removeprefix("-")
    return int(plain) if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER else None


def ask_correction(show: "HostKeys") -> None:
    """Ask whose points, how many and why; then give or take them."""
    room = show.room
    found = scores(room)
    units = list(found)
    if not units:
        show.say(party_voice.NOBODY_THERE)
        return

    def whose(index: int | None) -> None:
        if index is None:
            return
        unit = units[index]
        name = unit_name(show.room, unit)
        show.app.push_screen(
            AskScreen(
                f"How many points for {name}?",
                hint="500, or -200 to take some",
                longest=LONGEST_NUMBER + 1,
                refused=_bad_points,
            ),
            lambda word: _ask_reason(show, unit, name, word),
        )

    lines = tuple(_scored(unit_name(room, unit), found[unit]) for unit in units)
    show.app.push_screen(PickScreen("Whose score is wrong?", lines), whose)


def _scored(name: str, score: int) -> Content:
    return Content.assemble((name, "bold"), (f"  {score:,}".replace("-", "−"), "$quiet"))


def _bad_points(word: str) -> str:
    points = points_in(word)
    if points is None:
        return "A number of points, please: 500, or -200 to take some."
    if not 0 < abs(points) <= MOST_CORRECTION:
        return f"A correction gives or takes 1 to {MOST_CORRECTION:,} points."
    return ""


def _ask_reason(show: "HostKeys", unit: str, name: str, word: str | None) -> None:
    points = points_in(word or "")
    if points is None:
        return

    def because(reason: str | None) -> None:
        if reason and show.do(events.Corrected(unit, points, printable(reason))):
            show.say(party_voice.corrected(name, points))

    show.app.push_screen(
        AskScreen(
            "And why? It is kept with the results.",
            hint="The jury was too strict",
            longest=MOST_REASON // 2,
            refused=lambda reason: "" if printable(reason) else "A reason, please: a word will do.",
        ),
        because,
    )


def ask_stake(show: "HostKeys") -> None:
    """Put a stake down for a team that says it aloud."""
    room, asked = show.room, show.room.asked
    seats = [
        seat
        for seat in seated(room)
        if asked and seat.present and entitled(room, seat) and seat.player not in asked.stakes
    ]
    if asked is None or not seats:
        show.say(party_voice.NOBODY_STAKES)
        return
    found = scores(room)
    number = asked.number

    def whose(index: int | None) -> None:
        if index is None or show.room.asked is None:
            return
        seat = seats[index]
        most = max(0, stake_limit(show.room, show.room.asked, seat, found[seat.unit]))

        def bad(word: str) -> str:
            points = points_in(word)
            return "" if points is not None and 0 <= points <= most else f"0 to {most:,} points, please."

        def staked(word: str | None) -> None:
            points = points_in(word or "")
            if points is not None:
                show.do(events.Wagered(seat.player, number, points))

        show.app.push_screen(
            AskScreen(
                f"What does {seat.name} stake?", hint=f"0 to {most:,}", longest=LONGEST_NUMBER, refused=bad
            ),
            staked,
        )

    lines = tuple(_scored(seat.name, found[seat.unit]) for seat in seats)
    show.app.push_screen(PickScreen("Who puts a stake down?", lines), whose)


def ask_drop(show: "HostKeys") -> None:
    """Ask whether the rest of the round is to be dropped: no key brings it back."""
    number = show.room.question

    def chosen(index: int | None) -> None:
        if index == 1:
            show.do(events.Skipped(number))

    lines = (("Stay", "and play it"), ("Drop it", "and go on to the standings"))
    told = tuple(Content.assemble((word, "bold"), (f"  {more}", "$quiet")) for word, more in lines)
    show.app.push_screen(PickScreen("Drop the rest of this round?", told), chosen)


def ask_end(show: "HostKeys") -> None:
    """Ask whether the show is to end, or to wait for another evening."""
    ends = show.room.phase is not Phase.LOBBY
    choices: list[tuple[str, str, Callable[[], object]]] = [("Stay", "and play on", lambda: None)]
    if ends:
        choices.append(
            ("End the show", "final standings, podium and applause", lambda: show.do(events.Ended()))
        )
    choices.append(("Leave", "it waits for another evening, exactly as it is", show.leave))

    def chosen(index: int | None) -> None:
        if index is not None:
            choices[index][2]()

    lines = tuple(Content.assemble((word, "bold"), (f"  {more}", "$quiet")) for word, more, _ in choices)
    show.app.push_screen(PickScreen("Bring the curtain down?", lines), chosen)


class _SeatList(CardScreen[None]):
    """A card with all seats, of which one is highlighted."""

    CSS_PATH: ClassVar = "../screens/card.tcss"
    TITLE_SHOWN: ClassVar = ""
    WIDGET_KEYS = commands.LISTED

    def __init__(self, show: "HostKeys") -> None:
        """Make the card.

        Args:
            show: The show that it lies over.
        """
        super().__init__()
        self.show = show
        self._shown: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """The card."""
        with Vertical(classes="card"):
            yield Static(Content(self.TITLE_SHOWN), classes="card-title")
            yield OptionList(*(Option(line) for line in self._lines()))
            yield Static(Content(""), id="reason")
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """The keys belong to the list."""
        listed = self.query_one(OptionList)
        if listed.option_count:
            listed.highlighted = 0
        listed.focus()

    def seats(self) -> list[Seat]:
        """The seats on the card."""
        return list(seated(self.show.room))

    def told(self, seat: Seat) -> Content:
        """A seat's line."""
        raise NotImplementedError

    def _lines(self) -> list[Content]:
        seats = self.seats()
        self._shown = tuple(seat.player for seat in seats)
        return [self.told(seat) for seat in seats]

    def seat(self) -> Seat | None:
        """The highlighted seat, as it was when it was drawn: guests and the remote come and go meanwhile."""
        at = self.query_one(OptionList).highlighted
        return self.show.room.seats[self._shown[at]] if at is not None and at < len(self._shown) else None

    def redraw(self, words: str = "") -> None:
        """Bring the lines up to date.

        Args:
            words: What is said below them, such as why something was refused.
        """
        listed = self.query_one(OptionList)
        at = listed.highlighted
        listed.clear_options()
        listed.add_options([Option(line) for line in self._lines()])
        if listed.option_count:
            listed.highlighted = min(at or 0, listed.option_count - 1)
        self.query_one("#reason", Static).update(Content.styled(words, "$error"))

    def act(self, event: events.Event) -> bool:
        """Let something happen, and say why not where it is refused.

        Returns:
            Whether the room took it.
        """
        try:
            self.show.host.do(event)
        except Refused as refused:
            self.redraw(refused.words)
            return False
        self.redraw()
        return True

    def action_back(self) -> None:
        """Back to the show."""
        self.close()


class JudgeScreen(_SeatList):
    """Marks any team right or wrong."""

    TITLE_SHOWN: ClassVar = "Who was right?"
    COMMAND_TABLE = commands.JUDGED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.JUDGED)

    def seats(self) -> list[Seat]:
        """Those that the question was for."""
        return [seat for seat in super().seats() if entitled(self.show.room, seat)]

    def told(self, seat: Seat) -> Content:
        """A sign, the name, and what it took."""
        room, asked = self.show.room, self.show.room.asked
        sign, style, _ = teams.state(room, seat)
        given = asked.answers.get(seat.player) if asked else None
        option = ""
        if given is not None and room.ask is not None and 0 <= given.option < len(room.ask.options):
            option = f"  {room.ask.options[given.option]}"
        return Content.assemble((f"{sign} ", f"bold {style}"), (seat.name, "bold"), (option, "$quiet"))

    def action_mark(self, right: bool) -> None:
        """Mark the highlighted team, and go on to the next."""
        seat = self.seat()
        if seat is None:
            return
        if self.act(events.Judged(seat.player, right)):
            self.query_one(OptionList).action_cursor_down()


class SeatsScreen(_SeatList):
    """Renames seats, shows them out, locks and unlocks the door."""

    TITLE_SHOWN: ClassVar = "Seats and doors"
    COMMAND_TABLE = commands.SEATS
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.SEATS)

    def told(self, seat: Seat) -> Content:
        """The name, the team, and whether anyone sits there."""
        team = f"  {seat.team}" if seat.team else ""
        away = "" if seat.present else "  away"
        return Content.assemble((seat.name, "bold" if seat.present else ""), (f"{team}{away}", "$quiet"))

    def action_rename(self) -> None:
        """Give it another name."""
        seat = self.seat()
        if seat is None:
            return
        player = seat.player

        def named(name: str | None) -> None:
            if name:
                self.act(events.Renamed(player, clean_name(name)))

        self.app.push_screen(
            AskScreen(f"A new name for {seat.name}?", given=seat.name, longest=40, refused=_bad_name),
            named,
        )

    def action_kick(self) -> None:
        """Show it out, after a question."""
        seat = self.seat()
        if seat is None:
            return
        player, name = seat.player, seat.name

        def sure(index: int | None) -> None:
            if index in {1, 2} and self.act(events.Kicked(player, banned=index == 2)):
                self.show.say(party_voice.gone(name))

        lines = ("Stay", "Show out; the name may come back", "Show out for tonight")
        self.app.push_screen(PickScreen(f"Show {name} out?", tuple(map(Content, lines))), sure)

    def action_lock(self) -> None:
        """Let nobody new in."""
        if self.act(events.DoorLocked(True)):
            self.redraw(party_voice.LOCKED_DOOR)
        self.refresh_bindings()

    def action_unlock(self) -> None:
        """Let new guests in again."""
        if self.act(events.DoorLocked(False)):
            self.redraw(party_voice.UNLOCKED_DOOR)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key of the lock is called what it does now."""
        if action in {"lock", "unlock"}:
            return (action == "unlock") == self.show.room.door_locked
        return super().check_action(action, parameters)


def _bad_name(name: str) -> str:
    try:
        clean_name(name)
    except Refused as refused:
        return refused.words
    return ""
