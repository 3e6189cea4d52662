"""Which picture the show is at, and the line above it."""

from collections.abc import Callable
from typing import Final

from rich.cells import cell_len

from trivia import party_voice
from trivia.party.queries import by_buzzer, counts, seated
from trivia.party.state import Phase
from trivia.tui.party import halls
from trivia.tui.party.blocks import Block, Piece, cut, painted, placed, row, stacked
from trivia.tui.party.question import question
from trivia.tui.party.reveal import reveal
from trivia.tui.party.standings import podium, standings
from trivia.tui.party.view import View

_SCENES: Final[dict[Phase, Callable[[View, int], Block]]] = {
    Phase.LOBBY: halls.lobby,
    Phase.INTRO: halls.intro,
    Phase.CHOOSING: halls.board,
    Phase.WAGERING: halls.wager,
    Phase.OPEN: question,
    Phase.LOCKED: question,
    Phase.REVEAL: reveal,
    Phase.STANDINGS: standings,
    Phase.FINAL: podium,
}


def scene(view: View) -> Block:
    """The whole picture, as large as the view."""
    height = view.height - 1
    room = view.room
    if room.paused:
        words = party_voice.outside(view.outside) if view.outside else party_voice.INTERMISSION_WORDS
        body = halls.words_alone(view, height, party_voice.INTERMISSION, words)
    elif room.phase is Phase.CLOSED:
        body = halls.words_alone(view, height, party_voice.CLOSED, party_voice.CLOSED_WORDS)
    else:
        body = _SCENES[room.phase](view, height)
    return stacked(_top(view), body)


def _top(view: View) -> Block:
    """Where the show stands; or for a moment what was said to the host."""
    width = view.width
    if view.said:
        said = placed(row(cut(f" ▸ {view.said}", width)), width)
        return painted(said, "$primary", "bold $on-gold")
    left, right = _where(view), _count(view)
    room = width - sum(cell_len(text) for text, _ in right) - 2
    told = cut("".join(text for text, _ in left), room - 1)
    middle = " " * max(room - cell_len(told), 0)
    style = " on $surface"
    return row(
        (f" {told}{middle}", f"bold $primary{style}"),
        *((text, own + style) for text, own in right),
        (" ", style.strip()),
        width=width,
    )


def _where(view: View) -> tuple[Piece, ...]:
    room = view.room
    if room.phase is Phase.LOBBY or room.phase in {Phase.FINAL, Phase.CLOSED}:
        return ((room.plan.name, ""),)
    part = room.part
    named = f" · {part.title}" if view.width >= 40 else ""
    told = f"Round {room.round + 1} of {len(room.plan.rounds)}{named}"
    return ((told, ""),)


def _count(view: View) -> tuple[Piece, ...]:
    """The number of the question, what it pays, how many have answered."""
    room, asked = view.room, view.room.asked
    if room.phase is Phase.LOBBY:
        count = sum(seat.present for seat in seated(room))
        return ((f"{count} seated", "$quiet"),)
    if asked is None or room.phase not in {Phase.OPEN, Phase.LOCKED, Phase.REVEAL, Phase.WAGERING}:
        return ()
    part = room.plan.rounds[asked.round]
    pieces: list[Piece] = []
    if part.double:
        pieces.append(("×2  ", "bold $accent"))
    if part.board is not None:
        pieces.append((f"for {part.board.values[asked.cell % len(part.board.values)]:,}  ", "bold $accent"))
    number = f"{len(asked.used)} of {len(part.asks)}"
    pieces.append((number if view.width < 60 else f"Question {number}", "bold $foreground"))
    if room.phase in {Phase.OPEN, Phase.WAGERING} and not by_buzzer(room):
        pieces.append((f"   {party_voice.answered(*counts(room))}", "$quiet"))
    return tuple(pieces)
