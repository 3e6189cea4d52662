"""From what the room tells to what a seat hears of it on the says."""

from typing import Final

from trivia.party import says, tellings
from trivia.party.tellings import What


def said_of(what: What) -> says.FromServer | None:
    """What is sent for a telling.

    `None` where nothing is: an outcome goes with its reveal (`reveal_to`), and how many have answered is for
    the host, who sees it on the stage.

    Args:
        what: What the room tells. Whom it may be sent to is the telling's own matter.
    """
    match what:
        case tellings.Taken():
            return says.Took(what.question)
        case tellings.QuestionOpened():
            return _asked(what)
        case tellings.Locked():
            return says.Shut(what.question)
        case tellings.Revealed():
            return reveal_to(what, None)
        case tellings.LobbyChanged():
            return says.Lobby(what.players, what.teams, what.locked)
        case tellings.RoundIntro():
            return says.Intro(what.round, what.of, what.title, what.rule, what.words, what.double)
        case tellings.BoardShown():
            return _board(what)
        case tellings.WagerAsked():
            return says.Stake(what.question, what.heading, what.most, what.ms_left)
        case tellings.BuzzedIn():
            return says.Buzzing(what.player, what.name, what.ms_left)
        case tellings.BuzzersFree():
            return says.Free(what.player, what.ms_left, what.unit)
        case tellings.ClockSet():
            return says.Clock(what.ms_left)
        case tellings.Standings():
            return says.Stand(_places(what.top), _places(what.climbed))
        case tellings.FinalShown():
            return says.TheEnd(_places(what.top))
        case tellings.PausedNow():
            return says.Pausing()
        case tellings.ResumedNow():
            return says.Resuming(what.ms_left)
        case tellings.QuestionDropped():
            return says.Dropped(what.question)
        case tellings.Gone():
            return says.Bye("gone", what.reason)
        case tellings.ClosedNow():
            return CLOSED
        case tellings.Outcome() | tellings.AnsweredCount():
            return None


CLOSED: Final = says.Bye("over", "That's the end of the night. Thank you for playing!")
"""What everyone hears when the party is closed."""


def reveal_to(revealed: tellings.Revealed, outcome: tellings.Outcome | None) -> says.Reveal:
    """A reveal with what it came to for one seat; `None` where it had no part in the question."""
    return says.Reveal(
        q=revealed.question,
        right=revealed.right,
        answer=revealed.answer,
        counts=revealed.counts,
        because=revealed.because,
        source=revealed.source,
        you=None if outcome is None else _you(outcome),
    )


def _you(outcome: tellings.Outcome) -> says.You:
    return says.You(
        verdict=outcome.mark,
        points=outcome.points,
        score=outcome.score,
        place=outcome.place,
        of=outcome.of,
        streak=outcome.streak,
        lives=outcome.lives,
    )


def _asked(opened: tellings.QuestionOpened) -> says.Asked:
    return says.Asked(
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


def _board(shown: tellings.BoardShown) -> says.BoardSeen:
    columns = []
    first = 0
    for title, squares in zip(shown.categories, shown.columns, strict=True):
        cells = tuple(
            says.Cell(first + row, square.value, square.taken) for row, square in enumerate(squares)
        )
        columns.append(says.Column(title, cells))
        first += len(squares)
    return says.BoardSeen(tuple(columns), shown.unit, shown.name)


def _places(rows: tuple[tellings.Row, ...]) -> tuple[says.Place, ...]:
    return tuple(says.Place(row.unit, row.name, row.score, row.place, row.climbed) for row in rows)
