"""Who plays, in one strip below the question: whose answer is in (not which), and whose word it is."""

from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len

from trivia import party_voice
from trivia.party.key_plan import ANSWERS
from trivia.party.queries import by_buzzer, counts, entitled, entitled_seats, lives_of, seated
from trivia.party.state import Asked, Marked, Phase, Room, Seat
from trivia.tui.party.blocks import Block, Piece, beside, big, blank, cut, grid, placed, row, stacked
from trivia.tui.party.view import View

CHIP: Final = 16
"""The cells that a team takes at least."""
NARROW_CHIP: Final = 20
"""In fewer cells, the digits of whoever answers are told by the first and the last."""
FEW: Final = 8
"""So many are shown in large type, where there is room for that."""
MOST_ROWS: Final = 3
MOST: Final = 12
"""So many are shown by name; of more only the count is told."""

_MARKS: Final = {"right": ("✔", "$success"), "wrong": ("✘", "$error"), "none": ("·", "$quiet")}


def strip(view: View) -> Block:
    """Every team with a sign beside its name; how many answers are in, where there are too many for that."""
    seats = list(seated(view.room))
    columns, rows = _columns(view, len(seats))
    if rows > (1 if view.tight else 4 if view.roomy else 2) or len(seats) > MOST:
        return _counted(view)
    width = (view.inner - 2 * (columns - 1)) // columns
    return grid([_chip(view, seat, width) for seat in seats], columns, gap=2)


def strips(view: View) -> Iterator[Block]:
    """The teams in every size, the largest first."""
    seats = list(seated(view.room))
    for columns, width in _arrangements(view, len(seats)):
        tall = [_tall(view, seat, width) for seat in seats]
        named = [block for block in tall if block is not None]
        if len(named) == len(tall):
            yield grid(named, columns, gap=4)
    for columns, width in _arrangements(view, len(seats))[:1]:
        yield grid([_bold(view, seat, width) for seat in seats], columns, gap=4)
    yield strip(view)


def _arrangements(view: View, count: int) -> list[tuple[int, int]]:
    """In how many columns of which width a few teams may stand in large type, the fewest rows first."""
    if not view.roomy or not 0 < count <= FEW:
        return []
    columns = {-(-count // -(-count // most)) for most in (4, 3, 2, 1) if -(-count // most) <= MOST_ROWS}
    return [(number, (view.inner - 4 * (number - 1)) // number) for number in sorted(columns, reverse=True)]


def _tall(view: View, seat: Seat, width: int) -> Block | None:
    """A team with sign and name in large type, and its keys below; `None` where that does not fit."""
    sign, style, word = _stands(view, seat)
    name = big(seat.name, style if style in {"$accent", "$quiet"} and sign != "○" else "$foreground")
    if name is None or name.width > width - 8:
        return None
    told = _told(view, seat, word)
    return beside(
        _large_sign(sign, style), stacked(placed(name, width - 8), row(*told, width=width - 8)), gap=2
    )


def _bold(view: View, seat: Seat, width: int) -> Block:
    """A team with its sign in large type, its name in bold, and its keys below."""
    sign, style, word = _stands(view, seat)
    name = row((cut(seat.name, width - 8), "bold" if seat.present else "$quiet"), width=width - 8)
    return beside(
        _large_sign(sign, style), stacked(name, row(*_told(view, seat, word), width=width - 8)), gap=2
    )


def _told(view: View, seat: Seat, word: str) -> tuple[Piece, ...]:
    keys = "  ".join(view.keys.get(seat.player, ()))
    style = "$error" if word.startswith("♥") else "$quiet"
    return ((keys, "bold $secondary"), ("   " if keys and word else "", ""), (word, f"bold {style}"))


def _large_sign(sign: str, style: str) -> Block:
    drawn = big({"◌": "○"}.get(sign, sign), style)
    return placed(drawn if drawn is not None else row((sign, f"bold {style}")), 6, 3)


def _columns(view: View, count: int) -> tuple[int, int]:
    most = max(1, (view.inner + 2) // (CHIP + 2))
    rows = max(1, -(-count // most))
    return max(1, -(-count // rows)), rows


def _chip(view: View, seat: Seat, width: int) -> Block:
    sign, style, word = _stands(view, seat)
    keys = view.keys.get(seat.player, ())
    told = word or _keys_told(keys, width, row_of_digits=sign == "▶")
    name = _short(seat.name, max(width - 3 - (cell_len(told) + 1 if told else 0), 4))
    there = "" if seat.present else "$quiet"
    return row(
        (f"{sign} ", f"bold {style}"),
        (name, f"bold {there}" if there == "" and style != "$quiet" else there or "bold"),
        (f" {told}" if told else "", "$quiet"),
        width=width,
    )


def _short(name: str, room: int) -> str:
    """A name in so many cells; where it is too long its article goes first, which tells no teams apart."""
    return cut(name if cell_len(name) <= room else name.removeprefix("The "), room)


def _keys_told(keys: tuple[str, ...], width: int, *, row_of_digits: bool) -> str:
    told = " ".join(keys)
    if row_of_digits and len(keys) > 1 and width < NARROW_CHIP and keys == tuple(ANSWERS[: len(keys)]):
        return f"{keys[0]}–{keys[-1]}"
    return told if len(told) <= width // 2 else "".join(keys)


def _stands(view: View, seat: Seat) -> tuple[str, str, str]:
    """How a seat stands, with a sign of its own where it is the one to answer at the keyboard."""
    hand = view.hand
    found = state(view.room, seat)
    if hand is not None and hand.player == seat.player and view.room.phase is Phase.OPEN:
        return "▶", "$accent", found[2]
    return found


def state(room: Room, seat: Seat) -> tuple[str, str, str]:
    """How a seat stands while a question is on: a sign, its colour, and a word where one is needed."""
    asked = room.asked
    lives = lives_of(room, seat.player)
    word = "" if lives is None else "♥" * lives if lives else "out"
    if not seat.present:
        return "◌", "$quiet", "away"
    if asked is None or not entitled(room, seat):
        return "–", "$quiet", word
    if room.phase is Phase.WAGERING:
        return ("●", "$primary", "staked") if seat.player in asked.stakes else ("○", "$quiet", "")
    return (*_sign(room, asked, seat), word)


def _sign(room: Room, asked: Asked, seat: Seat) -> tuple[str, str]:
    if asked.buzzed == seat.player:
        return "▶", "$accent"
    if by_buzzer(room):
        judged = asked.judged.get(seat.player)
        if judged or (judged is None and room.phase is Phase.LOCKED and _last_right(asked, seat)):
            return "✔", "$success"
        return ("✘", "$error") if seat.unit in asked.tried or judged is False else ("○", "$quiet")
    if seat.player in asked.judged:
        return _MARKS["right" if asked.judged[seat.player] else "wrong"]
    return ("●", "$primary") if seat.player in asked.answers else ("○", "$quiet")


def _last_right(asked: Asked, seat: Seat) -> bool:
    """Whether a seat has buzzed and was not wrong, so that it must have been right."""
    return seat.player in asked.answers and seat.unit not in asked.tried


def _counted(view: View) -> Block:
    asked = view.room.asked
    if asked is None:
        return blank(view.inner, 0)
    done, of = counts(view.room)
    if by_buzzer(view.room) or view.room.phase not in {Phase.OPEN, Phase.WAGERING}:  # nobody is waited for
        of = max(done, sum(seat.present for seat in entitled_seats(view.room)))
    word = party_voice.tried if by_buzzer(view.room) else party_voice.answered
    told = word(done, of)
    room = max(view.inner - cell_len(told) - 2, 0)
    dots = min(room // 2, of)
    lit = dots * done // max(of, 1)
    signs = (("● " * lit, "$primary"), ("○ " * (dots - lit), "$quiet"))
    return row((f"{told}  ", "bold"), *signs, width=view.inner)


def outcomes(view: View, marks: dict[str, Marked]) -> Iterator[Block]:
    """What a question came to for every team, the largest first: a sign, the name, the points."""
    room = view.room
    seats = [seat for seat in seated(room) if seat.player in marks]
    for columns, width in _arrangements(view, len(seats)):
        tall = [_tall_outcome(seat, marks[seat.player], width) for seat in seats]
        named = [block for block in tall if block is not None]
        if len(named) == len(tall):
            yield grid(named, columns, gap=4)
    for columns, width in _arrangements(view, len(seats))[:1]:
        yield grid([_bold_outcome(seat, marks[seat.player], width) for seat in seats], columns, gap=4)
    columns, rows = _columns(view, len(seats))
    if len(seats) > MOST or rows > (2 if view.tight else 4):
        yield blank(view.inner, 0)
        return
    width = (view.inner - 2 * (columns - 1)) // columns
    yield grid([_outcome(room, seat, marks[seat.player], width) for seat in seats], columns, gap=2)


def _points(marked: Marked) -> str:
    return f"{marked.points:+,}".replace("-", "−") if marked.points else ""


def _tall_outcome(seat: Seat, marked: Marked, width: int) -> Block | None:
    sign, style = _MARKS[marked.mark]
    name = big(seat.name, "$foreground" if marked.mark == "right" else "$quiet")
    if name is None or name.width > width - 8:
        return None
    below = row((_points(marked), f"bold {style}"), width=width - 8)
    return beside(_large_sign(sign, style), stacked(placed(name, width - 8), below), gap=2)


def _bold_outcome(seat: Seat, marked: Marked, width: int) -> Block:
    sign, style = _MARKS[marked.mark]
    name = row((cut(seat.name, width - 8), "bold"), width=width - 8)
    below = row((_points(marked), f"bold {style}"), width=width - 8)
    return beside(_large_sign(sign, style), stacked(name, below), gap=2)


def _outcome(room: Room, seat: Seat, marked: Marked, width: int) -> Block:
    sign, style = _MARKS[marked.mark]
    points = f" {_points(marked)}" if marked.points else ""
    lives = lives_of(room, seat.player)
    left = "" if lives is None else f" {'♥' * lives}" if lives else " out"
    name = _short(seat.name, max(width - 2 - cell_len(points) - cell_len(left), 4))
    return row(
        (f"{sign} ", f"bold {style}"),
        (name, "bold" if marked.mark == "right" else ""),
        (points, f"bold {style if marked.points else '$quiet'}"),
        (left, "$error" if lives else "$quiet"),
        width=width,
    )
