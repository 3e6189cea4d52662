"""The pictures between questions: the lobby, the announcement of a round, the board, the stakes, the end."""

from typing import Final

from rich.cells import cell_len

from trivia import party_voice, voice
from trivia.party.queries import entitled_seats, seated, unit_name
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

_TALL: Final = 3
"""Lines of a seat in large type."""

SEAT: Final = 18
"""Cells that a seat takes in the lobby at least."""


def lobby(view: View, height: int) -> Block:
    """Who is there, with which keys; and how to get in."""
    room = view.room
    seats = list(seated(room))
    door = _door(view, height)
    title = blank(view.inner, 0) if door.lines else _title(view, room.plan.name, height)
    beside_it = bool(door.lines) and door.height > 1
    width = view.inner - (door.width + 3 if beside_it else 0)
    words = party_voice.LOBBY if any(view.keys.values()) else party_voice.LOBBY_NO_KEYS
    if not seats:
        words = party_voice.LOBBY_EMPTY if door.lines else party_voice.LOBBY_ALONE
    if beside_it:
        words = party_voice.LOBBY_PHONES
    if view.outside:
        words = party_voice.outside(view.outside)
    if room.door_locked:
        words = party_voice.LOCKED_DOOR
    said = paragraph(words, view.inner, "$secondary", align="center", most=2, even=True)
    rest = height - title.height - said.height - (0 if view.tight else 2)
    if door.lines and not beside_it:
        said, rest = stacked(said, placed(door, view.inner, align="center")), rest - 1
    people = placed(_people(view, seats, width, rest), width, align="left" if beside_it else "center")
    middle = beside(people, door, gap=3, middle=True) if beside_it else people
    loose = blank(view.inner, 0 if view.tight else 1)
    body = stacked(title, said, loose, placed(middle, view.inner, rest, align="center", middle=True), loose)
    return framed(view, body, height)


def _title(view: View, name: str, height: int) -> Block:
    large = big_or_bold(name, "$primary", view.inner, times=2 if view.roomy else 1, align="center")
    if height < 14 and large.height > 1:
        large = row((name, "bold $primary"), width=view.inner, align="center")
    return blank(view.inner, 0) if view.tight else stacked(blank(view.inner), large)  # the top line has it


def _door(view: View, height: int) -> Block:
    """How others get in: an address, a PIN, a picture of both; in one line where no more fits."""
    if view.door is None:
        return blank(view.inner, 0)
    picture = view.door.picture(view.inner - 2 * SEAT, height - 3)
    return picture or view.door.picture(view.inner, 1) or blank(view.inner, 0)


def _people(view: View, seats: list[Seat], width: int, height: int) -> Block:
    if not seats:
        return blank(width, 0)
    for columns in (1, 2, 3) if view.roomy else (1, 2):
        if len(seats) * _TALL > columns * height:
            continue  # a hall that comes in is painted anew many times: nothing is drawn that cannot fit
        wide = (width - 6 * (columns - 1)) // columns
        blocks = [block for seat in seats if (block := _large_seat(view, seat, wide)) is not None]
        for between in (1, 0):
            found = grid(_even(blocks, wide), columns, gap=6, between=between)
            if len(blocks) == len(seats) and found.height <= height:
                return found
    columns = max(1, min(-(-len(seats) // max(height, 1)), width // SEAT))
    wide = min((width - 2 * (columns - 1)) // columns, 44)
    shown = [_seat(view, seat, wide) for seat in seats[: max(columns * height, 1)]]
    loose = 1 if 2 * -(-len(shown) // columns) - 1 <= height else 0
    return grid(shown, columns, gap=2, between=loose)


def _even(blocks: list[Block], most: int) -> list[Block]:
    """Blocks as wide as the widest of them."""
    width = min(max((block.width for block in blocks), default=0), most)
    return [placed(block, width) for block in blocks]


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
    """A seat with its name and its keys in large type; `None` where that does not fit."""
    name = big(seat.name, "$foreground" if seat.present else "$quiet")
    if name is None:
        name = placed(row((seat.name, "bold")), 0, 3, middle=True)
    caps = [_cap(key) for key in view.keys.get(seat.player, ())]
    keys = beside(*caps, gap=1) if caps else blank(0, 3)
    room = width - keys.width - 3
    if name.width > room:
        return None
    longest = max((_name_width(other) for other in seated(view.room)), default=0)
    return beside(placed(name, min(max(longest, name.width), room)), keys, gap=3)


def _name_width(seat: Seat) -> int:
    name = big(seat.name)
    return cell_len(seat.name) if name is None else name.width


def _cap(key: str) -> Block:
    """A key as a cap with its letter in large type."""
    letter = big(key, "$secondary")
    drawn = letter if letter is not None else row((key, "bold $secondary"))
    return painted(placed(drawn, 7, 3, align="center", middle=True), "$panel", "$secondary")


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
    words = _words(view, room.words, height)
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
    return placed(
        paragraph(text, min(view.inner, 64), "bold", align="center", even=True), view.inner, align="center"
    )


def _facts(room: Room) -> str:
    part = room.part
    facts = [room.rule.title, voice.counted(len(part.asks), "question")]
    each = " each" if len(part.asks) > 1 else ""
    facts.append(f"{part.seconds} seconds{each}" if part.seconds else "no clock")
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
    hand = view.hand
    name = unit_name(room, turn_of(room))
    whose = party_voice.turn(name)
    if hand is not None and hand.cell >= 0:
        column, line = divmod(hand.cell, len(plan.values))
        whose = party_voice.looks_at(name, plan.categories[column], plan.values[line])
    title = row((whose, "bold $accent"), width=width, align="center")
    rows, columns = len(plan.values), len(plan.categories)
    gap = 0 if view.tight else 1
    wide = (width - gap * (columns - 1)) // columns
    heads = _categories(plan.categories, wide, view)
    tallest = max(head.height for head in heads)
    heads = [
        painted(placed(head, wide, tallest, middle=True), "$panel", "bold $foreground") for head in heads
    ]
    if view.roomy or height - 3 - tallest >= rows * 4 + 4:
        title = big_or_bold(whose, "$accent", width, align="center")
    room_left = height - title.height - tallest - 3 * gap
    high = max(1, min((room_left - gap * (rows - 1)) // rows, 7))
    between = gap
    if high < 3 and (room_left // rows) >= 3:
        between, high = 0, 3
    looked = hand.cell if hand is not None else -1
    cells = [
        _square(view, plan.values[line], column * rows + line, wide, high, looked)
        for line in range(rows)
        for column in range(columns)
    ]
    table = stacked(grid(heads, columns, gap=gap), grid(cells, columns, gap=gap, between=between), gap=gap)
    return framed(view, stacked(title, placed(table, width), gap=gap), height, middle=not view.tight)


def _categories(names: tuple[str, ...], width: int, view: View) -> list[Block]:
    """What stands above the columns, with the digit that chooses it; large where all of it can be."""
    told = [f"{number} {name}" for number, name in enumerate(names, 1)]
    if view.roomy:
        large = [big_paragraph(text, width - 2, "$foreground", most=2, align="center") for text in told]
        found = [placed(block, width, align="center") for block in large if block is not None]
        if len(found) == len(told):
            return found
    most = 1 if view.tight else 2
    room = max(width - 2, 4)
    return [
        placed(paragraph(text, room, "bold", align="center", most=most, even=True), width, align="center")
        for text in told
    ]


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
    seats = entitled_seats(room)
    rows = _stakers(view, seats, scores, height - title.height - (5 if view.roomy else 4))
    parts = [title, *([bar] if bar is not None else []), rows]
    block = stacked(*parts, gap=0 if view.tight else 1)
    spare = max(height - block.height, 0)
    return framed(view, stacked(blank(width, min(-(-spare // 3), 3)), block), height)


def _stakers(view: View, seats: list[Seat], scores: dict[str, int], height: int) -> Block:
    """Who is to stake, in type as large as fits."""
    many = len(seats) > 12 or not seats
    for columns in (1, 2):
        width = (view.inner - 6 * (columns - 1)) // columns
        if many or width < 36:
            continue
        blocks = [_large_staker(view, seat, width, scores.get(seat.unit, 0)) for seat in seats]
        for loose in (1, 0):
            found = grid(blocks, columns, gap=6, between=loose)
            if found.height <= height and width >= 60:
                return found
    columns = 2 if len(seats) > height or view.inner >= 70 else 1
    width = (view.inner - 3 * (columns - 1)) // columns
    if many or -(-len(seats) // columns) > height:
        return strip(view)
    blocks = [_staker(view, seat, width, scores.get(seat.unit, 0)) for seat in seats]
    loose = 1 if 2 * -(-len(blocks) // columns) - 1 <= height else 0
    return grid(blocks, columns, gap=3, between=loose)


def _stake(view: View, seat: Seat, score: int) -> tuple[str, str, str]:
    """A seat's sign, its colour, and what is told of its stake; how much that was stays its secret."""
    asked, hand = view.room.asked, view.hand
    if asked is not None and seat.player in asked.stakes:
        return "●", "$primary", "staked"
    if hand is not None and hand.player == seat.player:
        return "▶", "$accent", f"{hand.points:,} of {hand.most:,}"
    return "○", "$quiet", f"{score:,}".replace("-", "−")


def _large_staker(view: View, seat: Seat, width: int, score: int) -> Block:
    sign, style, told = _stake(view, seat, score)
    mark, points = big(sign, style), big(told, style)
    if mark is None or points is None or points.width > width // 2:
        return placed(_staker(view, seat, width, score), width, 3, middle=True)
    name = big_or_bold(seat.name, "$foreground", width - 8 - points.width - 2)
    tall = placed(name, name.width, 3, middle=name.height == 1)
    return beside(placed(mark, 6), tall, points, gap=2)


def _staker(view: View, seat: Seat, width: int, score: int) -> Block:
    sign, style, told = _stake(view, seat, score)
    room = width - 3 - cell_len(told)
    return row(
        (f"{sign} ", f"bold {style}"),
        *row((cut(seat.name, room), "bold"), width=room).lines[0],
        (f" {told}", f"bold {style}"),
        width=width,
    )


def words_alone(view: View, height: int, title: str, words: str) -> Block:
    """A large word and a sentence: the intermission, the very end."""
    width = view.inner
    large = big_or_bold(title, "$primary", width, times=2 if view.roomy else 1, align="center")
    said = placed(paragraph(words, min(width, 64), "", align="center", even=True), width, align="center")
    if view.roomy:
        found = big_paragraph(words, width - 8, "", most=3, gap=1, align="center")
        said = said if found is None else placed(found, width, align="center")
    return framed(view, stacked(large, said, gap=2 if view.roomy else 1), height, middle=True)
