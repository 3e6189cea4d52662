"""From what the room tells to what a seat hears of it on the wire."""

from typing import Final

from trivia.party import tellings, wire
from trivia.party.tellings import What


def said_of(what: What) -> wire.FromServer | None:
    """What is sent for a telling; `None` where nothing is: an outcome goes with its reveal (`reveal_to`).

    Args:
        what: What the room tells. Whom it may be sent to is the telling's own matter.
    """
    match what:
        case tellings.Taken():
            return wire.Took(what.question)
        case tellings.QuestionOpened():
            return _asked(what)
        case tellings.Locked():
            return wire.Shut(what.question)
        case tellings.Revealed():
            return reveal_to(what, None)
        case tellings.AnsweredCount():
            return wire.Count(what.count, what.of)
        case tellings.LobbyChanged():
            return wire.Lobby(what.players, what.teams, what.locked)
        case tellings.RoundIntro():
            return wire.Intro(what.round, what.of, what.title, what.rule, what.words, what.double)
        case tellings.BoardShown():
            return _board(what)
        case tellings.WagerAsked():
            return wire.Stake(what.question, what.heading, what.most, what.ms_left)
        case tellings.BuzzedIn():
            return wire.Buzzing(what.player, what.name, what.ms_left)
        case tellings.BuzzersFree():
            return wire.Free(what.player, what.ms_left)
        case tellings.ClockSet():
            return wire.Clock(what.ms_left)
        case tellings.Standings():
            return wire.Stand(_places(what.top), _places(what.climbed))
        case tellings.FinalShown():
            return wire.TheEnd(_places(what.top))
        case tellings.PausedNow():
            return wire.Pausing()
        case tellings.ResumedNow():
            return wire.Resuming(what.ms_left)
        case tellings.QuestionDropped():
            return wire.Dropped(what.question)
        case tellings.Gone():
            return wire.Bye("gone", what.reason)
        case tellings.ClosedNow():
            return CLOSED
        case tellings.Outcome():
            return None


CLOSED: Final = wire.Bye("over", "That's the end of the night. Thank you for playing!")
"""What everyone hears when the party is closed."""


def reveal_to(revealed: tellings.Revealed, outcome: tellings.Outcome | None) -> wire.Reveal:
    """A reveal with what it came to for one seat; `None` where it had no part in the question."""
    return wire.Reveal(
        q=revealed.question,
        right=revealed.right,
        answer=revealed.answer,
        counts=revealed.counts,
        because=revealed.because,
        source=revealed.source,
        you=None if outcome is None else _you(outcome),
    )


def _you(outcome: tellings.Outcome) -> wire.You:
    return wire.You(
        verdict=outcome.mark,
        points=outcome.points,
        score=outcome.score,
        place=outcome.place,
        of=outcome.of,
        streak=outcome.streak,
        lives=outcome.lives,
    )


def _asked(opened: tellings.QuestionOpened) -> wire.Asked:
    return wire.Asked(
        q=opened.question,
        n=opened.number,
        of=opened.of,
        heading=opened.heading,
        prompt=opened.prompt,
        options=opened.options,
        may=opened.may,
        ms=opened.ms_left,
        double=opened.double,
        value=opened.value,
    )


def _board(shown: tellings.BoardShown) -> wire.BoardSeen:
    columns = []
    first = 0
    for title, squares in zip(shown.categories, shown.columns, strict=True):
        cells = tuple(
            wire.Cell(first + row, square.value, square.taken) for row, square in enumerate(squares)
        )
        columns.append(wire.Column(title, cells))
        first += len(squares)
    return wire.BoardSeen(tuple(columns), shown.unit, shown.name)


def _places(rows: tuple[tellings.Row, ...]) -> tuple[wire.Place, ...]:
    return tuple(wire.Place(row.unit, row.name, row.score, row.place, row.climbed) for row in rows)
