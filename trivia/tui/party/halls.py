"""The pictures between questions: the lobby, the announcement of a round, the board, the stakes, the end."""

from typing import Final

from rich.cells import cell_len

from trivia import party_voice, voice
from trivia.party.queries import entitled, seated, unit_name
from trivia.party.state import Room, Seat
from trivia.party.turns import turn_of
from trivia.tui.party.blocks import (
    Block,
    beside,
    big,
    big_or_bold,
    big_paragraph,
    blank,
    cut,
    grid,
    painted,
    paragraph,
    placed,
    row,
    stacked,
)
from trivia.tui.party.teams import strip
from trivia.tui.party.view import View, clock, clock_bar, framed

SEAT: Final = 30
"""Cells for a seat in the lobby."""


def lobby(view: View, height: int) -> Block:
    """Who is there, with which keys; and how to get in."""
    room = view.room
    seats = list(seated(room))
    title = _title(view, room.plan.name, height)
    door = _door(view)
    width = view.inner - (door.width + 3 if door.lines else 0)
    words = party_voice.LOBBY if seats else party_voice.LOBBY_EMPTY
    if room.door_locked:
        words = party_voice.LOCKED_DOOR
    said = paragraph(words, view.inner, "$secondary", align="center", most=2)
    rest = height - title.height - said.height - (0 if view.tight else 2)
    people = placed(_people(view, seats, width, rest), width, align="left" if door.lines else "center")
    middle = beside(people, door, gap=3) if door.lines else people
    loose = blank(view.inner, 0 if view.tight else 1)
    body = stacked(title, said, loose, placed(middle, view.inner, rest, align="center", middle=True), loose)
    return framed(view, body, height)


def _title(view: View, name: str, height: int) -> Block:
    large = big_or_bold(name, "$primary", view.inner, times=2 if view.roomy else 1, align="center")
    if height < 14 and large.height > 1:
        large = row((name, "bold $primary"), width=view.inner, align="center")
    return stacked(blank(view.inner, 0 if view.tight else 1), large)


def _door(view: View) -> Block:
    """How others get in: an address, a PIN, a picture of both."""
    return stacked(*(row((line, "bold"), width=0) for line in view.door))


def _people(view: View, seats: list[Seat], width: int, height: int) -> Block:
    if not seats:
        return blank(width, 0)
    large = [_large_seat(view, seat, width) for seat in seats]
    for columns in (2, 3) if len(seats) > 1 else (1,):
        wide = (width - 4 * (columns - 1)) // columns
        blocks = [block for seat in seats if (block := _large_seat(view, seat, wide)) is not None]
        found = grid(blocks, columns, gap=4, between=1)
        if view.roomy and len(blocks) == len(large) and found.height <= height:
            return found
    columns = max(1, min(-(-len(seats) // max(height, 1)), width // SEAT) or 1)
    if 2 * len(seats) - 1 > height and columns == 1:
        columns = max(1, min(2, width // SEAT))
    wide = min((width - 2 * (columns - 1)) // columns, 44)
    rows = [_seat(view, seat, wide) for seat in seats]
    shown = rows[: max(columns * height, 1)]
    loose = 1 if 2 * -(-len(shown) // columns) - 1 <= height else 0
    return grid(shown, columns, gap=2, between=loose)


def _seat(view: View, seat: Seat, width: int) -> Block:
    keys = " ".join(view.keys.get(seat.player, ()))
    team = f" {seat.team}" if seat.team and seat.team != seat.name else ""
    there = seat.present
    room = width - 3 - cell_len(keys)
    name = cut(seat.name, room)
    rest = cut(team, room - cell_len(name)) if room - cell_len(name) > 3 else ""
    return row(
        ("● " if there else "○ ", "bold $primary" if there else "$quiet"),
        (name, "bold" if there else "$quiet"),
        (rest, "$quiet"),
        (" " * (room - cell_len(name) - cell_len(rest) + 1), ""),
        (keys, "bold $secondary"),
        width=width,
    )


def _large_seat(view: View, seat: Seat, width: int) -> Block | None:
    """A seat with its name in large type, and its keys below; `None` where that does not fit."""
    name = big(seat.name, "$foreground" if seat.present else "$quiet")
    if name is None:
        name = row((seat.name, "bold"))
    if name.width > width:
        return None
    keys = "   ".join(view.keys.get(seat.player, ()))
    team = seat.team if seat.team and seat.team != seat.name else ""
    told = [part for part in ((keys, "bold $secondary"), (team, "$quiet")) if part[0]]
    below = row(*told, width=width) if told else blank(width, 0)
    return stacked(placed(name, width, 3, middle=name.height == 1), below)


def intro(view: View, height: int) -> Block:
    """A round is announced: its number, its name, its rule in a sentence."""
    room = view.room
    part, width = room.part, view.inner
    number = f"Round {room.round + 1} of {len(room.plan.rounds)}"
    head = row((number, "bold $quiet"), width=width, align="center")
    if view.roomy:
        head = big_or_bold(number, "$quiet", width, align="center")
    title = big_or_bold(part.title, "$primary", width, times=2 if view.roomy else 1, align="center")
    if height < 8:
        title = row((part.title, "bold $primary"), width=width, align="center")
    words = _words(view, room.rule.words, height)
    facts = row((_facts(room), "$quiet"), width=width, align="center")
    parts = [head, title, words, facts]
    if part.double:
        parts.append(row((f"× 2  {party_voice.DOUBLE}", "bold $accent"), width=width, align="center"))
    for gap in (2, 1, 0):
        block = stacked(*parts, gap=gap)
        if block.height <= height:
            break
    return framed(view, block, height, middle=True)


def _words(view: View, text: str, height: int) -> Block:
    """The rule in a sentence, large where that leaves room."""
    if view.roomy:
        large = big_paragraph(text, view.inner - 8, "bold", most=3, gap=1, align="center")
        if large is not None and large.height <= height // 2:
            return placed(large, view.inner, align="center")
    return placed(paragraph(text, min(view.inner, 60), "bold", align="center"), view.inner, align="center")


def _facts(room: Room) -> str:
    part = room.part
    facts = [part.rule.replace("-", " ").capitalize(), voice.counted(len(part.asks), "question")]
    facts.append(f"{part.seconds} seconds each" if part.seconds else "no clock")
    if room.rule.lives:
        facts.append(voice.counted(part.lives, "life", "lives"))
    return " · ".join(facts)


def board(view: View, height: int) -> Block:
    """The grid to choose from, and whose turn it is."""
    room = view.room
    plan = room.part.board
    if plan is None:
        return blank(view.width, height)
    width = view.inner
    whose = party_voice.turn(unit_name(room, turn_of(room)))
    title = row((whose, "bold $accent"), width=width, align="center")
    rows, columns = len(plan.values), len(plan.categories)
    gap = 0 if view.tight else 1
    wide = (width - gap * (columns - 1)) // columns
    heads = [_category(f"{number} {text}", wide, view) for number, text in enumerate(plan.categories, 1)]
    tallest = max(head.height for head in heads)
    heads = [
        painted(placed(head, wide, tallest, middle=True), "$panel", "bold $foreground") for head in heads
    ]
    if view.roomy or height - 3 - tallest >= rows * 4 + 4:
        title = big_or_bold(whose, "$accent", width, align="center")
    room_left = height - title.height - tallest - 3 * gap
    high = max(1, min((room_left - gap * (rows - 1)) // rows, 5))
    between = gap
    if high < 3 and (room_left // rows) >= 3:
        between, high = 0, 3
    looked = view.hand.cell if view.hand is not None else -1
    cells = [
        _square(view, plan.values[line], column * rows + line, wide, high, looked)
        for line in range(rows)
        for column in range(columns)
    ]
    table = stacked(grid(heads, columns, gap=gap), grid(cells, columns, gap=gap, between=between), gap=gap)
    return framed(view, stacked(title, placed(table, width), gap=gap), height, middle=not view.tight)


def _category(text: str, width: int, view: View) -> Block:
    return paragraph(
        cut(text, width * 2 - 4), max(width - 2, 4), "bold", align="center", most=1 if view.tight else 2
    )


def _square(view: View, value: int, cell: int, width: int, height: int, looked: int) -> Block:
    if cell in view.room.used:
        return painted(
            placed(row(("·", "$faint")), width, height, align="center", middle=True), "$background"
        )
    at = cell == looked
    ink, ground = ("$on-gold", "$primary") if at else ("$primary", "$surface")
    large = big(str(value), ink) if height >= 3 else None
    if large is None or large.width > width - 2:
        told = f"▸{value}◂" if at else str(value)
        large = row((told, f"bold {ink}"))
    return painted(placed(large, width, height, align="center", middle=True), ground, ink)


def wager(view: View, height: int) -> Block:
    """Stakes, before the question is seen: who has put one down, and whose turn it is to."""
    room, asked, ask = view.room, view.room.asked, view.room.ask
    if asked is None or ask is None:
        return blank(view.width, height)
    width = view.inner
    words = party_voice.stakes(ask.heading)
    ticking = None if view.tight else clock(view, 2 if view.roomy else 1)
    room_for = width - (ticking.width + 3 if ticking else 0)
    large = big_paragraph(words, room_for, "bold", most=3, gap=1 if view.roomy else 0)
    title = large if large is not None and large.height <= height // 2 else paragraph(words, room_for, "bold")
    if ticking is not None:
        title = beside(placed(title, room_for), ticking, gap=3)
    bar = clock_bar(view, width)
    scores = {line.unit: line.score for line in view.standing}
    seats = [seat for seat in seated(room) if entitled(room, seat)]
    rows = _stakers(view, seats, scores, height - title.height - 4)
    parts = [title, *([bar] if bar is not None else []), rows]
    block = stacked(*parts, gap=0 if view.tight else 1)
    spare = max(height - block.height, 0)
    return framed(view, stacked(blank(width, min(spare // 3, 3)), block), height)


def _stakers(view: View, seats: list[Seat], scores: dict[str, int], height: int) -> Block:
    if len(seats) > max(height, 1) * 2 or len(seats) > 12:
        return strip(view)
    columns = 2 if view.inner >= 70 and len(seats) > 1 else 1
    if len(seats) > height and view.inner >= 36:
        columns = 2
    width = (view.inner - 3 * (columns - 1)) // columns
    blocks = [_staker(view, seat, width, scores.get(seat.unit, 0)) for seat in seats]
    loose = 1 if 2 * -(-len(blocks) // columns) - 1 <= height else 0
    return grid(blocks, columns, gap=3, between=loose)


def _staker(view: View, seat: Seat, width: int, score: int) -> Block:
    asked = view.room.asked
    done = asked is not None and seat.player in asked.stakes
    hand = view.hand
    sign, style, told = ("●", "$primary", "staked") if done else ("○", "$quiet", f"has {score:,}")
    if hand is not None and hand.player == seat.player and not done:
        sign, style, told = "▶", "$accent", f"‹ {hand.points:,} › of {hand.most:,}"
    room = width - 3 - cell_len(told)
    return row(
        (f"{sign} ", f"bold {style}"),
        *row((cut(seat.name, room), "bold"), width=room).lines[0],
        (f" {told}", f"bold {style}" if style != "$quiet" else "$quiet"),
        width=width,
    )


def words_alone(view: View, height: int, title: str, words: str) -> Block:
    """A large word and a sentence: the intermission, the very end."""
    width = view.inner
    large = big_or_bold(title, "$primary", width, times=2 if view.roomy else 1, align="center")
    said = placed(paragraph(words, min(width, 60), "", align="center"), width, align="center")
    if view.roomy:
        found = big_paragraph(words, width - 8, "", most=3, gap=1, align="center")
        said = said if found is None else placed(found, width, align="center")
    return framed(view, stacked(large, said, gap=2 if view.roomy else 1), height, middle=True)
