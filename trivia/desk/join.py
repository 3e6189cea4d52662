"""A seat at a party elsewhere, line by line: for screen readers, pipes and terminals that can do no more.

What the show does is told as it comes. A person's line is taken as it is typed; what comes out of a pipe is
taken one line for each question, and the end of the input leaves at the next question.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TextIO

from trivia import seat_voice, voice
from trivia.clock import SystemClock
from trivia.errors import CommandError
from trivia.party import says, wire
from trivia.party.afar import Afar, heard
from trivia.party.wallet import Wallet

if TYPE_CHECKING:
    from trivia.party.client import PartyAddress
    from trivia.party.entrance import Entrance

FINE: Final = 0
_LEAVE: Final = frozenset({"q", "quit", "leave", "exit"})
_BUZZ: Final = frozenset({"b", "buzz"})
LEAVING_SECONDS: Final = 0.5
"""How long the last word to the party may take."""


def join(address: str, folder: Path, name: str, given: TextIO, told: TextIO) -> int:
    """Take a seat at a party and play it to the end.

    Args:
        address: Where the party is, as people type it.
        folder: The player's data folder, where their seats are kept.
        name: What the player wants to be called; empty to be asked, or for the seat that is theirs.
        given: Where the player's lines come from.
        told: Where the show is told to.

    Returns:
        The exit status.

    Raises:
        CommandError: If that is no address, nobody is there, there is no seat, or no PIN and name were said.
    """
    from trivia.party.client import NotLetIn, party_address

    seat = PlainSeat(Wallet(folder), SystemClock().now_ms, given, told)
    try:
        asyncio.run(seat.play(party_address(address), name.strip()))
    except NotLetIn as refusal:
        raise CommandError(refusal.words) from None
    except KeyboardInterrupt:
        told.write("\n")  # the shell's prompt is not to stand behind what was being told
        raise
    return FINE


class PlainSeat:
    """One seat, told as text."""

    def __init__(self, wallet: Wallet, clock_ms: Callable[[], int], given: TextIO, told: TextIO) -> None:
        """Take up a place to listen.

        Args:
            wallet: The seats that this player has already.
            clock_ms: Milliseconds that only ever grow, from an arbitrary start.
            given: Where the player's lines come from.
            told: Where the show is told to.
        """
        self._wallet = wallet
        self._clock_ms = clock_ms
        self._given = given
        self._told = told
        self._typed = given.isatty()
        self._seen = Afar()
        self._there = False
        self._lines: deque[str] = deque()
        self._ended = False
        self._waiting: asyncio.Future[str | None] | None = None
        self._entrance: Entrance | None = None
        self._complained = False
        self._is_leaving = False

    async def play(self, address: "PartyAddress", name: str) -> None:
        """Play.

        Args:
            address: Where the party is, and its PIN where that is known.
            name: What the player wants to be called; may be empty.

        Raises:
            NotLetIn: If the party gives no seat.
            CommandError: If nobody is there, or nobody says a PIN and a name.
        """
        from trivia.party.entrance import Entrance

        self._loop = asyncio.get_running_loop()
        # A thread of its own, for reading cannot be given up: it ends with the program.
        threading.Thread(target=self._read, daemon=True).start()
        self._entrance = Entrance(address, self._wallet, self._ask, name=name)
        attending = asyncio.ensure_future(self._entrance.attend(self._hear, self._line))
        try:
            await asyncio.shield(attending)
            if self._seen.where == "door":
                raise CommandError(
                    "a seat wants the PIN on the big screen and a name: type them, or give ADDRESS/J/PIN "
                    "and --name"
                )
        finally:
            if not attending.done():  # Ctrl-C
                self._leave()
                await asyncio.wait([attending], timeout=LEAVING_SECONDS if self._there else 0)
                attending.cancel()

    # What is typed

    def _read(self) -> None:
        """Hand every line on, and the end as an empty text."""
        line = "\n"
        while line:
            try:
                line = self._given.readline()
            except (OSError, ValueError):  # the input was closed
                line = ""
            try:
                self._loop.call_soon_threadsafe(self._hand_in, line)
            except RuntimeError:  # the party is over
                return

    def _hand_in(self, line: str) -> None:
        if not line:
            self._ended = True
        else:
            self._lines.append(line.strip())
        self._serve()

    def _serve(self) -> None:
        """Take what was typed, as far as something is wanted."""
        while self._waiting is not None and not self._waiting.done() and (self._lines or self._ended):
            self._waiting.set_result(self._lines.popleft() if self._lines else None)
        if self._waiting is not None:
            return
        while self._lines and (self._typed or self._is_wanted):
            self._take(self._lines.popleft())
        if self._ended and not self._lines and (self._typed or self._is_wanted):
            self._leave()

    @property
    def _is_wanted(self) -> bool:
        seen = self._seen
        return seen.may_answer or seen.may_buzz or seen.may_choose or seen.may_stake

    async def _ask(self, what: Literal["pin", "name"], words: str) -> str | None:
        """Ask for the PIN or a name; out of a pipe nothing is tried twice."""
        if words:
            if not self._typed:
                return None
            self._say(words)
        self._told.write("The PIN on the big screen: " if what == "pin" else "Your name: ")
        self._told.flush()
        self._waiting = self._loop.create_future()
        self._serve()
        line = await self._waiting
        self._waiting = None
        if not self._typed or line is None:
            self._say("")  # nobody's Enter has ended the prompt's line
        return line

    def _take(self, line: str) -> None:
        """Do what the player has typed."""
        word, _, rest = line.partition(" ")
        key, seen = word.casefold(), self._seen
        if key in _LEAVE:
            self._leave()
        elif key in {"?", "help"}:
            self._say(_help(seen))
        elif key == "time":
            self._say_time()
        elif key == "name" and rest:
            self._send(wire.Rename(rest[:80]))
        elif key == "team":
            self._send(wire.Team(rest[:80]))
        elif seen.may_buzz and key in _BUZZ:
            self._send(wire.Buzz(seen.asked.q if seen.asked else 0))
        elif not self._play_line(line.casefold()):
            self._say(f"I did not catch that. {_help(seen)}" if self._is_wanted else _help(seen))

    def _play_line(self, line: str) -> bool:
        """An answer, a cell or a stake; whether it was one."""
        seen = self._seen
        digits = line.replace(",", "")
        number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None
        if seen.may_answer and seen.asked is not None:
            option = _option(line, number, len(seen.asked.options))
            if option is None:
                return False
            self._seen = seen.took(option)
            self._send(wire.Answer(seen.asked.q, option))
            return True
        if number is None:
            return False
        if seen.may_choose and seen.board is not None:
            cells = _cells(seen.board)
            if not 1 <= number <= len(cells):
                return False
            self._send(wire.Choose(cells[number - 1][0]))
            return True
        if seen.may_stake and seen.stake is not None and number <= seen.stake.most:
            self._send(wire.Wager(seen.stake.q, number))
            return True
        return False

    def _send(self, message: wire.FromClient) -> None:
        client = self._entrance.client if self._entrance is not None else None
        if client is not None:
            client.say(message)

    def _leave(self) -> None:
        self._is_leaving = True
        client = self._entrance.client if self._entrance is not None else None
        if client is not None:
            client.leave()

    # What is heard

    def _line(self, there: bool) -> None:
        self._there = there
        if not there and self._seen.where != "bye" and not self._is_leaving:
            self._complained = True
            self._say(seat_voice.LOST)
        elif there and self._complained:
            self._complained = False
            self._say("You're back in your seat.")

    def _hear(self, said: says.FromServer) -> None:
        before, self._seen = self._seen, heard(self._seen, said, self._clock_ms())
        if self._seen is not before:  # else it makes no sense now, and nobody is told of it
            for line in _told(before, self._seen, said):
                self._say(line)
        self._serve()

    def _say_time(self) -> None:
        left = self._seen.left_ms(self._clock_ms())
        self._say("No clock runs." if left is None else f"{voice.counted(-(-left // 1_000), 'second')} left.")

    def _say(self, text: str) -> None:
        self._told.write(f"{text}\n")
        self._told.flush()


def _option(line: str, number: int | None, count: int) -> int | None:
    """The option that a line means; `None` where it means none."""
    if len(line) == 1 and line in voice.LETTERS[:count]:
        return voice.LETTERS.index(line)
    return number - 1 if number is not None and 1 <= number <= count else None


def _cells(board: says.BoardSeen) -> list[tuple[int, str]]:
    """The cells that are left, as the party counts them, each with its name."""
    return [
        (cell.c, f"{column.title} for {cell.value:,}")
        for column in board.columns
        for cell in column.cells
        if not cell.gone
    ]


def _help(seen: Afar) -> str:
    """What can be typed now."""
    if seen.may_buzz:
        head = "Type b and Enter to buzz."
    elif seen.may_answer and seen.asked is not None and seen.asked.options:
        count = len(seen.asked.options)
        head = f"Answer 1 to {count}, or a to {voice.LETTERS[count - 1]}."
    elif seen.may_choose:
        head = "Choose a square by its number."
    elif seen.may_stake and seen.stake is not None:
        head = f"Stake 0 to {seen.stake.most:,} points."
    elif seen.where == "lobby":
        head = "name NAME changes your name, team TEAM joins a team, team alone plays alone."
    else:
        head = "Nothing to answer just now."
    clock = " time tells the clock;" if seen.clock is not None else ""
    return f"{head}{clock} q leaves."


def _told(before: Afar, seen: Afar, said: says.FromServer) -> list[str]:
    """What is told of something that was heard."""
    match said:
        case says.Welcome():
            changed = (before.name, before.team) != (seen.name, seen.team)
            return [seat_voice.welcome(seen)] if changed else []
        case says.Lobby() if seen.where == "lobby":
            lines = [seat_voice.company(said)] if said != before.lobby and seat_voice.company(said) else []
            return [seat_voice.WAITING, *lines] if before.lobby is None else lines
        case says.Intro():
            return ["", f"{seat_voice.announced(said)}: {said.title}.", said.words]
        case says.Asked():
            return _question(before, seen, said)
        case says.Stake():
            if not seen.may_stake:
                return ["", seat_voice.WATCHING_STAKES]
            head = [f"{said.heading}."] if said.heading else []
            return ["", *head, f"What's your stake? 0 to {said.most:,} points."]
        case says.BoardSeen():
            return ["", seat_voice.board_told(seen), *_choice(seen, said)]
        case says.Took() if not before.taken:
            return [seat_voice.STAKED if seen.where == "stake" else seat_voice.TAKEN]
        case says.Buzzing():
            return [seat_voice.YOURS, *_options(seen)] if seen.may == "answer" else [seat_voice.note(seen)]
        case says.Free():
            return [seat_voice.TRIED if seen.tried else "The buzzers are free again: b and Enter."]
        case says.Clock():
            return [f"More time: {voice.counted(-(-said.ms // 1_000), 'second')} left."]
        case says.Shut():
            return [seat_voice.note(seen)]
        case says.Reveal():
            return _verdict(seen, said)
        case says.Stand() | says.TheEnd():
            head = ["That's the show."] if seen.where == "final" else []
            return ["", *head, seat_voice.standings_told(seen), *map(_place, seen.places)]
        case says.Pausing():
            return [seat_voice.BREAK]
        case says.Resuming():
            return ["The show goes on."]
        case says.Dropped():
            return [seat_voice.DROPPED]
        case says.Error():
            return [said.words]
        case says.Bye():
            return ["", said.words]
    return []


def _question(before: Afar, seen: Afar, asked: says.Asked) -> list[str]:
    if before.asked is not None and before.asked.q == asked.q:
        return []  # the line was lost, and is back
    clock = f", {voice.counted(-(-asked.ms // 1_000), 'second')}" if asked.ms else ""
    heading = seat_voice.asked_told(asked)
    head = f"Question {asked.n} of {asked.of}{clock}.{f' {heading}.' if heading else ''}"
    wait = seat_voice.note(seen)
    options = _options(seen) if seen.may != "buzz" else ["b and Enter to buzz."]
    return ["", head, asked.prompt, *options, *([wait] if wait else [])]


def _options(seen: Afar) -> list[str]:
    options = seen.asked.options if seen.asked is not None else ()
    return [f"{number}. {option}" for number, option in enumerate(options, start=1)]


def _choice(seen: Afar, board: says.BoardSeen) -> list[str]:
    if not seen.may_choose:
        return []
    return [f"{number}. {name}" for number, (_, name) in enumerate(_cells(board), start=1)]


def _verdict(seen: Afar, reveal: says.Reveal) -> list[str]:
    you = reveal.you
    _, words = seat_voice.verdict(you, watching=seen.may != "answer")
    right = you is not None and you.verdict == "right"
    earned = f" {you.points:+,} points." if you is not None and you.points else ""
    lines = [f"{words}{earned}" if right else f"{words}{earned} The answer is {reveal.answer}."]
    lines += [reveal.because] if reveal.because else []
    lines += [f"Source: {reveal.source}."] if reveal.source else []
    told = seat_voice.outcome(you)
    score = f"Score: {you.score:,}." if you is not None else ""
    return [*lines, f"{score} {told}".strip()] if score or told else lines


def _place(place: says.Place) -> str:
    return f"{place.place}. {place.name}: {seat_voice.score(place.score)}"
