"""A seat from afar: what somebody elsewhere has heard of the show so far.

The terminal's seat is painted, and told line by line, from this alone. It knows no answer before the reveal,
and keeps no score of its own. `now` is whole milliseconds of any clock that only grows.
"""

from collections.abc import Callable
from typing import Any, Final, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from trivia.party import says
from trivia.party.tellings import May

Where: TypeAlias = Literal[
    "door",
    "lobby",
    "intro",
    "board",
    "stake",
    "ask",
    "locked",
    "reveal",
    "standings",
    "final",
    "dropped",
    "bye",
]
"""Where the show is, for a seat; `door` before it has one."""

_OPEN: Final = frozenset({"ask", "stake"})


class Clock(Struct, frozen=True):
    """A clock that runs.

    Attributes:
        ends_at: When it is over.
        whole_ms: What it began with, as far as that was heard.
    """

    ends_at: int
    whole_ms: int


class Afar(Struct, frozen=True):
    """What a seat knows.

    Attributes:
        where: Where the show is.
        party: What the night is called.
        seat: The seat's public id.
        unit: Who scores: the seat, or its team.
        name: Its name.
        team: Its team; empty for none.
        own: Where it stands; `None` before anybody has earned anything.
        streak: Right answers in a row.
        lives: Lives left; `None` where they are not counted.
        lobby: Who is there.
        intro: The round that was announced last.
        board: The board.
        stake: The stake that is asked for.
        asked: The question.
        may: What the seat may do with it.
        mine: The option that it took; `None` for none, or where that is not known any more.
        taken: Whether its answer or stake has arrived.
        tried: Whether it buzzed, and was wrong.
        again: How often it may answer this question once more, for its answer was not taken.
        rival: Who has buzzed in; empty for nobody, or for this seat itself.
        clock: The clock that runs; `None` where none does.
        held_ms: What was left of the clock as the show paused.
        paused: Whether it is.
        reveal: The answer.
        places: The standings.
        bye: Why the line was closed.
        said: What the host's side has said last to what this seat wanted; empty for nothing.
    """

    where: Where = "door"
    party: str = ""
    seat: str = ""
    unit: str = ""
    name: str = ""
    team: str = ""
    own: says.Own | None = None
    streak: int = 0
    lives: int | None = None
    lobby: says.Lobby | None = None
    intro: says.Intro | None = None
    board: says.BoardSeen | None = None
    stake: says.Stake | None = None
    asked: says.Asked | None = None
    may: May = "wait"
    mine: int | None = None
    taken: bool = False
    tried: bool = False
    again: int = 0
    rival: str = ""
    clock: Clock | None = None
    held_ms: int | None = None
    paused: bool = False
    reveal: says.Reveal | None = None
    places: tuple[says.Place, ...] = ()
    bye: says.Bye | None = None
    said: str = ""

    @property
    def may_answer(self) -> bool:
        """Whether an option can be taken now."""
        return self._is_open and self.may == "answer" and self.mine is None and not self.taken

    @property
    def may_buzz(self) -> bool:
        """Whether it can buzz now."""
        return self._is_open and self.may == "buzz"

    @property
    def may_choose(self) -> bool:
        """Whether it can choose a cell of the board now."""
        return self.where == "board" and self.board is not None and self.board.unit == self.unit

    @property
    def may_stake(self) -> bool:
        """Whether it can stake now."""
        stake = self.stake
        return self.where == "stake" and stake is not None and stake.most >= 0 and not self.taken

    @property
    def _is_open(self) -> bool:
        return self.where == "ask" and self.asked is not None and not self.paused

    def left_ms(self, now: int) -> int | None:
        """What is left of the clock; `None` where none runs."""
        if self.paused:
            return self.held_ms
        return None if self.clock is None else max(0, self.clock.ends_at - now)

    def took(self, option: int) -> "Afar":
        """This seat takes an option; whether that arrives is heard later."""
        return replace(self, mine=option, said="")


def heard(seen: Afar, said: says.FromServer, now: int) -> Afar:
    """What a seat knows once it has heard this.

    Args:
        seen: What it knew.
        said: What it hears.
        now: The moment.
    """
    match said:
        case says.Welcome():
            known = {"party": said.party, "seat": said.seat, "unit": said.unit, "name": said.name}
            where: Where = "lobby" if seen.where in {"door", "bye"} else seen.where
            return replace(seen, **known, team=said.team, own=said.you or seen.own, where=where, said="")
        case says.Asked():
            return _asked(seen, said, now)
        case says.Stake():
            return _at("stake", seen, now, said.ms, stake=said, asked=None, taken=False)
        case says.Took():
            return replace(seen, taken=True) if said.q == _number(seen) else seen
        case says.Buzzing() | says.Free():
            return _buzzers(seen, said, now)
        case says.Reveal():
            return _reveal(seen, said)
        case says.Stand() | says.TheEnd():
            last: Where = "final" if isinstance(said, says.TheEnd) else "standings"
            return _at(last, seen, now, places=said.top, own=said.you or seen.own, asked=None)
        case says.Error():
            return _refused(seen, said.words)
        case _:
            does = _PLAIN.get(type(said))
            return seen if does is None else does(seen, said, now)


def _at(where: Where, seen: Afar, now: int, ms: int | None = None, **fields: Any) -> Afar:
    """The show is somewhere else; nothing is paused there."""
    clock = Clock(now + ms, ms) if ms else None
    return replace(seen, where=where, clock=clock, paused=False, held_ms=None, said="", **fields)


def _asked(seen: Afar, said: says.Asked, now: int) -> Afar:
    """A question: a new one, or the same once more, after the line was lost."""
    same = seen.asked is not None and seen.asked.q == said.q
    found = _at(
        "ask",
        seen,
        now,
        said.ms,
        asked=said,
        may=said.may,
        mine=seen.mine if same else None,
        taken=False,
        tried=same and seen.tried,
        again=seen.again if same else 0,
        rival="",
        reveal=None,
    )
    if same and seen.clock is not None and found.clock is not None:
        return replace(
            found, clock=Clock(found.clock.ends_at, max(seen.clock.whole_ms, found.clock.whole_ms))
        )
    return found


def _buzzers(seen: Afar, said: says.Buzzing | says.Free, now: int) -> Afar:
    """Somebody was first; or was wrong, and the next may try."""
    if seen.asked is None:
        return seen
    mine = said.seat == seen.seat
    if isinstance(said, says.Buzzing):
        may: May = "answer" if mine else "wait"
        return _at(
            "ask", seen, now, said.ms, may=may, mine=None, taken=False, rival="" if mine else said.name
        )
    tried = seen.tried or mine or bool(said.unit and said.unit == seen.unit)
    return _at(
        "ask",
        seen,
        now,
        said.ms,
        may="wait" if tried else "buzz",
        mine=None,
        taken=False,
        tried=tried,
        rival="",
    )


def _reveal(seen: Afar, said: says.Reveal) -> Afar:
    you = said.you
    found = replace(
        seen, where="reveal", reveal=said, clock=None, rival="", paused=False, held_ms=None, said=""
    )
    if seen.asked is None or seen.asked.q != said.q:
        found = replace(found, asked=None, mine=None)
    if you is None:
        return found
    return replace(found, own=says.Own(you.score, you.place, you.of), streak=you.streak, lives=you.lives)


def _refused(seen: Afar, words: str) -> Afar:
    """What this seat wanted was not taken; an answer that was on its way is none."""
    if seen.mine is not None and not seen.taken and seen.where == "ask":
        return replace(seen, mine=None, again=seen.again + 1, said=words)
    return replace(seen, said=words)


def _number(seen: Afar) -> int:
    """The number of the question that is on; -1 where none is."""
    if seen.where == "stake":
        return seen.stake.q if seen.stake else -1
    return seen.asked.q if seen.asked else -1


def _lobby(seen: Afar, said: says.Lobby, _: int) -> Afar:
    where: Where = "lobby" if seen.where in {"door", "lobby"} else seen.where
    return replace(seen, lobby=said, where=where)


def _clock(seen: Afar, said: says.Clock, now: int) -> Afar:
    if seen.where not in _OPEN:
        return seen
    whole = max(seen.clock.whole_ms if seen.clock else 0, said.ms)
    return replace(seen, clock=Clock(now + said.ms, whole))


def _paused(seen: Afar, _: says.Pausing, now: int) -> Afar:
    return replace(seen, paused=True, held_ms=seen.left_ms(now))


def _resumed(seen: Afar, said: says.Resuming, now: int) -> Afar:
    whole = max(seen.clock.whole_ms if seen.clock else 0, said.ms or 0)
    clock = Clock(now + said.ms, whole) if said.ms and seen.where in _OPEN else None
    return replace(seen, paused=False, held_ms=None, clock=clock)


def _shut(seen: Afar, said: says.Shut, now: int) -> Afar:
    """No more answers; those who come late to the question learn of it here too."""
    if seen.asked is None or seen.asked.q != said.q:
        return seen
    return _at("locked", seen, now, rival="")


def _dropped(seen: Afar, said: says.Dropped, now: int) -> Afar:
    if said.q != _number(seen):
        return seen
    return _at("dropped", seen, now, asked=None, stake=None, mine=None, reveal=None)


_PLAIN: Final[dict[type, Callable[[Afar, Any, int], Afar]]] = {
    says.Lobby: _lobby,
    says.Intro: lambda seen, said, now: _at("intro", seen, now, intro=said, asked=None, reveal=None),
    says.BoardSeen: lambda seen, said, now: _at("board", seen, now, board=said, asked=None, reveal=None),
    says.Clock: _clock,
    says.Shut: _shut,
    says.Dropped: _dropped,
    says.Pausing: _paused,
    says.Resuming: _resumed,
    says.Bye: lambda seen, said, now: _at("bye", seen, now, bye=said, asked=None),
}
"""What else is heard. What a seat has no use for changes nothing."""
