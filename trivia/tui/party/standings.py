"""How it stands, and how it ended: places, names, scores, who climbed; and the podium."""

from typing import Final

from rich.cells import cell_len

from trivia import party_voice
from trivia.party.standing import Line
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
    placed,
    row,
    stacked,
)
from trivia.tui.party.blocks import (
    Line as Cells,
)
from trivia.tui.party.view import View, framed

MEDALS: Final = ("$primary", "$foreground", "$gold-deep")
_CONFETTI: Final = (
    ("✦", "$gold-light"),
    ("•", "$secondary"),
    ("✧", "$primary"),
    ("▪", "$accent"),
    ("·", "$quiet"),
)


def standings(view: View, height: int) -> Block:
    """The places, as large as there is room for; arrows tell who climbed and who fell."""
    room = view.room
    title = party_voice.standings_title(len(room.shown))
    heading = _heading(view, title, height)
    rest = height - heading.height - (0 if view.tight else 1)
    found = _table(view, rest)
    body = stacked(heading, placed(found, view.inner, max(rest, found.height), middle=not view.tight))
    return framed(view, stacked(body), height)


def _heading(view: View, title: str, height: int) -> Block:
    if view.tight:
        return row((title, "bold $primary"), width=view.inner, align="center")
    large = big_or_bold(title, "$primary", view.inner, align="center")
    if height - large.height >= 3 * min(len(view.standing), 5) + 2:
        return stacked(blank(view.inner), large)
    return row((title, "bold $primary"), width=view.inner, align="center")


def _table(view: View, height: int) -> Block:
    """All places: names and scores large, or scores alone, or neither, as there is room."""
    lines, climbing = view.standing, bool(view.room.shown[:-1])
    for make, narrowest in ((_large_row, 60), (_tall_row, 24), (_large_row, 36)):
        for columns in (1, 2, 3):
            width = (view.inner - 6 * (columns - 1)) // columns
            if columns == 1:
                width = min(width, max(_longest(lines) + 70, 110))
            if width < narrowest or (make is _tall_row and columns == 1):
                continue
            blocks = [make(line, width, climbing=climbing) for line in lines]
            for gap in (1, 0):
                found = _columns(blocks, columns, gap)
                if found.height <= height and found.width <= view.inner:
                    return placed(found, view.inner, align="center")
    return _list(view, height, climbing=climbing)


def _longest(lines: tuple[Line, ...]) -> int:
    """The cells of the longest name in large type."""
    return max((_drawn(line.name, "").width for line in lines), default=0)


def _list(view: View, height: int, *, climbing: bool) -> Block:
    """All places line by line; of too many the first."""
    lines, width = view.standing, min(view.inner, 72)
    shown = lines if len(lines) <= height else lines[: max(height - 1, 1)]
    rows = [_small_row(line, width, climbing=climbing) for line in shown]
    if len(shown) < len(lines):
        rows.append(row((f"and {len(lines) - len(shown)} more", "$quiet"), width=width, align="center"))
    return placed(stacked(*rows, gap=1 if 2 * len(rows) - 1 <= height else 0), view.inner, align="center")


def _columns(blocks: list[Block], columns: int, gap: int) -> Block:
    """Read down the first column, then down the next."""
    rows = -(-len(blocks) // columns)
    down = [stacked(*blocks[start : start + rows], gap=gap) for start in range(0, len(blocks), rows)]
    return beside(*down, gap=6)


def _arrow(line: Line) -> tuple[str, str]:
    if line.climbed > 0:
        return f"▲ {line.climbed}", "$success"
    if line.climbed < 0:
        return f"▼ {-line.climbed}", "$quiet"
    return "", "$quiet"


def _ink(line: Line) -> str:
    return "$primary" if line.place == 1 else "$foreground"


def _score(line: Line) -> str:
    return f"{line.score:,}".replace("-", "−")


def _drawn(text: str, style: str) -> Block:
    found = big(text, style)
    return found if found is not None else row((text, f"bold {style}"))


def _large_row(line: Line, width: int, *, climbing: bool) -> Block:
    """Place, name, arrow and score, all large."""
    ink = _ink(line)
    place, score = _drawn(str(line.place), ink), _drawn(_score(line), ink)
    arrow = _large_arrow(line, width) if climbing else blank(0, 3)
    room = max(width - 10 - 3 - arrow.width - score.width - 4, 4)
    name = big_or_bold(line.name, ink if line.present else "$quiet", room)
    left = beside(placed(place, 10, align="right"), blank(3), placed(name, room, 3, middle=name.height == 1))
    right = placed(score, width - left.width - arrow.width, align="right")
    return beside(left, placed(arrow, arrow.width, 3, middle=arrow.height == 1), right)


def _large_arrow(line: Line, width: int) -> Block:
    told, style = _arrow(line)
    if width >= 100:
        return placed(_drawn(told, style), 16) if told else blank(16, 3)
    return row((told, f"bold {style}"), width=5)


def _tall_row(line: Line, width: int, *, climbing: bool) -> Block:
    """The score large, under place, name and arrow."""
    ink = _ink(line)
    told, style = _arrow(line) if climbing else ("", "")
    name = cut(line.name, width - 9)
    head = row(
        (f"{line.place:>2}  ", f"bold {ink}"),
        (name, f"bold {ink if line.present else '$quiet'}"),
        (f"  {told}", f"bold {style}"),
        width=width,
    )
    return stacked(head, beside(blank(4), _drawn(_score(line), ink)))


def _small_row(line: Line, width: int, *, climbing: bool) -> Block:
    ink = _ink(line)
    told, style = _arrow(line) if climbing else ("", "")
    score = f"{line.score:,}".replace("-", "−")
    room = width - 5 - 6 - cell_len(score) - 1
    return row(
        (f"{line.place:>3}  ", f"bold {ink}"),
        *row((cut(line.name, room), f"bold {ink if line.present else '$quiet'}"), width=room).lines[0],
        (f" {told:<5}", f"bold {style}"),
        (score, f"bold {ink}"),
        width=width,
        align="left",
    )


def podium(view: View, height: int) -> Block:
    """Three steps with names large enough for a photo, and all the others below."""
    lines = view.standing
    if not lines:
        return blank(view.width, height)
    words = party_voice.winner([line.name for line in lines if line.place == 1])
    title = (
        big_or_bold(words, "$gold-light", view.inner, align="center")
        if height >= 20
        else row((words, "bold $primary"), width=view.inner, align="center")
    )
    rest = lines[3:]
    also = _also(view, rest, max(height // 5, 1)) if rest else blank(view.inner, 0)
    room = height - title.height - also.height - (2 if height >= 20 else 0) - (1 if also.height else 0)
    steps = _steps(view, lines[:3], room)
    gap = blank(view.inner, 1 if height >= 20 else 0)
    parts = (gap, title, gap, placed(steps, view.inner, align="center"))
    block = stacked(*parts, blank(view.inner, 1 if also.height else 0), also)
    return _strewn(view, framed(view, block, height))


def _steps(view: View, lines: tuple[Line, ...], height: int) -> Block:
    """The steps in the order in which they stand: second, first, third."""
    count = len(lines)
    width = min(view.inner // count - 1, 72)
    order = [1, 0, 2] if count == 3 else [1, 0] if count == 2 else [0]
    tall = max(height - (8 if height >= 24 else 5 if height >= 14 else 2), 1)
    parts = []
    for index in order:
        line = lines[index]
        step = max(tall * (10, 7, 5)[line.place - 1 if line.place <= 3 else 2] // 10, 1)
        parts.append(_step(line, width, step, height))
    return beside(*parts, gap=1)


def _step(line: Line, width: int, step: int, height: int) -> Block:
    colour = MEDALS[min(line.place, 3) - 1]
    large = big_paragraph(line.name, width, colour, most=2 if height >= 24 else 1, align="center")
    name = large if large is not None and height >= 14 else None
    if name is None:
        name = row((cut(line.name, width), f"bold {colour}"), width=width, align="center")
    score = f"{line.score:,}".replace("-", "−")
    drawn = [big(str(line.place), "$background", 2), big(score, "$background")]
    if not all(one is not None and one.width <= width for one in drawn):
        drawn = []
    if step >= 10 and drawn:
        inside = stacked(*(placed(one, width, align="center") for one in drawn if one), gap=1)
    elif step >= 6 and drawn:
        small = (_drawn(str(line.place), "$background"), _drawn(score, "$background"))
        inside = stacked(*(placed(one, width, align="center") for one in small))
    elif step >= 3 and drawn and height >= 14:
        inside = placed(_drawn(score, "$background"), width, align="center")
    else:
        inside = row((f"{line.place} · {score}", "bold $background"), width=width, align="center")
    pad = 1 if step > inside.height else 0
    body = placed(stacked(blank(width, pad), inside), width, step)
    foot = painted(Block(width, body.lines[: max(step, 1)]), colour, "bold $background")
    whole = stacked(name, foot)
    return stacked(blank(width, max(height - whole.height, 0)), whole)


def _also(view: View, lines: tuple[Line, ...], height: int) -> Block:
    """Everybody else, by place."""
    columns = max(1, min(len(lines), view.inner // 26))
    width = (view.inner - 2 * (columns - 1)) // columns
    shown = lines[: columns * height]
    blocks = []
    for line in shown:
        score = f"{line.score:,}".replace("-", "−")
        room = width - 5 - cell_len(score)
        name = cut(line.name, room)
        blocks.append(
            row((f"{line.place:>2} ", "$quiet"), (name, "bold"), (f"  {score}", "$primary"), width=width)
        )
    return grid(blocks, columns, gap=2)


def _strewn(view: View, block: Block) -> Block:
    """Confetti over everything that is empty; none of it lies on a letter."""
    if view.grown <= 0:
        return block
    fallen = round(block.height * view.grown)
    lines = [
        _scattered(line, number, block.width) if number < fallen else line
        for number, line in enumerate(block.lines)
    ]
    return Block(block.width, tuple(lines))


def _scattered(line: Cells, number: int, width: int) -> Cells:
    places = {
        (number * 55 + 13 + salt * 37) * 89 % max(width, 1): _CONFETTI[(number + salt) % len(_CONFETTI)]
        for salt in range(max(width // 26, 1))
    }
    found: list[tuple[str, str]] = []
    at = 0
    for text, style in line:
        if style or text.strip() or len(text) < 3:
            found.append((text, style))
        else:
            found += _sprinkled(text, at, places)
        at += cell_len(text)
    return tuple(found)


def _sprinkled(text: str, at: int, places: dict[int, tuple[str, str]]) -> list[tuple[str, str]]:
    """An empty stretch with its confetti, a cell kept free at both ends."""
    found, done = [], 0
    for place in sorted(place - at for place in places):
        if done <= place < len(text) - 1 and place > 0:
            found += [(" " * (place - done), ""), places[place + at]]
            done = place + 1
    return [*found, (" " * (len(text) - done), "")]
