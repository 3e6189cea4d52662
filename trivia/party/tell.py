"""What is told of a room as it stands, put together; the flow of the show and a late seat's view share it."""

from collections.abc import Callable
from typing import Final

from trivia.party.queries import entitled, lives_of, ms_left, part_of, seated, unit_name
from trivia.party.rules.rule import most_stake
from trivia.party.standing import Line, scoreboard, scores
from trivia.party.state import Asked, Phase, Room, Seat, Tally
from trivia.party.tellings import (
    EVERYONE,
    HOST,
    BoardShown,
    FinalShown,
    LobbyChanged,
    May,
    Outcome,
    QuestionOpened,
    Revealed,
    RoundIntro,
    Row,
    Square,
    Standings,
    Telling,
    WagerAsked,
    What,
)
from trivia.party.turns import turn_of

TOP: Final = 10
"""How many rows of the standings are told to everyone."""

CLIMBERS: Final = 3

_NO_TALLY: Final = Tally()


def lobby_changed(room: Room) -> tuple[Telling, ...]:
    """Who is there now: for everyone in the lobby, and later for the host alone."""
    teams: dict[str, None] = {}
    players = 0
    for seat in room.seats.values():  # in one go: a thousand may come in, and each time this is told
        if not seat.kicked:
            players += seat.present
            if seat.team:
                teams[seat.team] = None
    to = EVERYONE if room.phase is Phase.LOBBY else HOST
    return (Telling(to, LobbyChanged(players, tuple(teams), room.door_locked)),)


def round_intro(room: Room) -> RoundIntro:
    """The announcement of the round that is on."""
    part = room.part
    return RoundIntro(room.round + 1, len(room.plan.rounds), part.title, part.rule, room.words, part.double)


def board_shown(room: Room) -> BoardShown:
    """The board with what is left of it."""
    board = room.part.board
    if board is None:
        raise AssertionError("only a round with a board shows one")
    rows = len(board.values)
    columns = tuple(
        tuple(Square(value, column * rows + row in room.used) for row, value in enumerate(board.values))
        for column in range(len(board.categories))
    )
    turn = turn_of(room)
    return BoardShown(board.categories, columns, turn, unit_name(room, turn))


def stake_limit(room: Room, asked: Asked, seat: Seat, score: int) -> int:
    """The most that a seat may stake; -1 where it has no part in that."""
    if not entitled(room, seat):
        return -1
    board = room.plan.rounds[asked.round].board
    return most_stake(score, max(board.values)) if board else most_stake(score)


def wagers_asked(room: Room, asked: Asked, now: int) -> tuple[Telling, ...]:
    """A stake is wanted: told to the host and to every seat, each with its own limit."""
    found = scores(room)
    limits = {seat.player: stake_limit(room, asked, seat, found[seat.unit]) for seat in seated(room)}
    return to_each(room, lambda player: wager_asked(room, asked, limits.get(player, -1), now))


def wager_asked(room: Room, asked: Asked, most: int, now: int) -> WagerAsked:
    """A stake is wanted of whoever may stake so much."""
    ask = room.plan.rounds[asked.round].asks[asked.cell]
    return WagerAsked(asked.number, ask.heading, most, ms_left(room, now))


def question_opened(room: Room, asked: Asked, may: May, now: int) -> QuestionOpened:
    """The question that is open, or was last, for whoever may do this."""
    part = room.plan.rounds[asked.round]
    ask = part.asks[asked.cell]
    return QuestionOpened(
        question=asked.number,
        number=len(asked.used),
        of=len(part.asks),
        heading=ask.heading,
        prompt=ask.prompt,
        options=() if part.aloud else ask.options,
        ms_left=ms_left(room, now),
        double=part.double,
        may=may,
        value=part.board.values[asked.cell % len(part.board.values)] if part.board else 0,
    )


def questions_opened(room: Room, asked: Asked, now: int) -> tuple[Telling, ...]:
    """The question is open: told to everyone at once, or to each where not all may do the same."""
    parts = {seat.player: part_of(room, seat.player) for seat in seated(room)}
    kinds = set(parts.values())
    if len(kinds) == 1:
        return (Telling(EVERYONE, question_opened(room, asked, kinds.pop(), now)),)
    return to_each(room, lambda player: question_opened(room, asked, parts.get(player, "wait"), now))


def revealed(room: Room, asked: Asked) -> Revealed:
    """The answer, and how many took each option."""
    ask = room.plan.rounds[asked.round].asks[asked.cell]
    counts = [0] * len(ask.options)
    for player, given in asked.answers.items():
        if 0 <= given.option < len(counts) and not room.seats[player].kicked:
            counts[given.option] += 1
    return Revealed(asked.number, ask.answer, ask.options[ask.answer], tuple(counts), ask.because, ask.source)


def outcomes(room: Room) -> dict[str, Outcome]:
    """What the last verdict came to, for every seat in the game."""
    lines = {line.unit: line for line in scoreboard(room)}
    return {seat.player: _outcome(room, seat, lines[seat.unit], len(lines)) for seat in seated(room)}


def outcome_of(room: Room, seat: Seat) -> Outcome:
    """What the last verdict came to, for one seat in the game."""
    lines = scoreboard(room)
    line = next(line for line in lines if line.unit == seat.unit)
    return _outcome(room, seat, line, len(lines))


def _outcome(room: Room, seat: Seat, line: Line, of: int) -> Outcome:
    verdict = room.verdicts[-1]
    marked = verdict.marks.get(seat.player)
    return Outcome(
        question=verdict.number,
        mark=marked.mark if marked else "none",
        points=marked.points if marked else 0,
        score=line.score,
        place=line.place,
        of=of,
        streak=verdict.tallies.get(seat.player, _NO_TALLY).streak,
        lives=lives_of(room, seat.player),
    )


def standings(room: Room) -> Standings:
    """How it stands, and who climbed most."""
    lines = scoreboard(room)
    climbers = sorted((line for line in lines if line.climbed > 0), key=lambda line: -line.climbed)
    return Standings(_rows(lines[:TOP]), _rows(climbers[:CLIMBERS]))


def final(room: Room) -> FinalShown:
    """How it ended."""
    return FinalShown(_rows(scoreboard(room)[:TOP]))


def _rows(lines: tuple[Line, ...] | list[Line]) -> tuple[Row, ...]:
    return tuple(Row(line.unit, line.name, line.score, line.place, line.climbed) for line in lines)


def to_each(room: Room, make: Callable[[str], What]) -> tuple[Telling, ...]:
    """A telling for the host and one for every seat, each its own."""
    return tuple(Telling(to, make(to)) for to in (HOST, *(seat.player for seat in seated(room))))
