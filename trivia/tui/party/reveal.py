"""The envelope is open: how many took what, which was right and why, and what that came to."""

from collections.abc import Iterator
from typing import Final

from trivia import party_voice
from trivia.party.plan import Ask
from trivia.party.state import Asked, Verdict
from trivia.tui.party.blocks import (
    Block,
    Piece,
    beside,
    big,
    big_paragraph,
    blank,
    cut,
    painted,
    paragraph,
    placed,
    row,
    stacked,
)
from trivia.tui.party.question import LONGEST, TILE, tile
from trivia.tui.party.teams import outcomes
from trivia.tui.party.view import LETTERS, SHAPES, View, framed

COUNT: Final = 12
"""Cells for how many took an option."""


def reveal(view: View, height: int) -> Block:
    """A bar for each option, the explanation with its article, and who was right."""
    room, ask, asked = view.room, view.room.ask, view.room.asked
    if ask is None or asked is None or not room.verdicts:
        return blank(view.width, height)
    verdict = room.verdicts[-1]
    teams = outcomes(view, verdict.marks)
    loose = 0 if view.tight else 1
    why = _why(view, ask, verdict)
    rest = height - teams.height - why.height - 2 * loose
    aloud = room.plan.rounds[asked.round].aloud
    counts = _counts(view, ask, asked)
    for bars in _answers(view, ask, counts, aloud=aloud):
        spare = rest - bars.height
        if spare >= 0:
            break
    prompt = _prompt(view, ask, max(rest - bars.height, 0))
    gap = blank(view.inner, loose)
    left = height - prompt.height - bars.height - why.height - teams.height - 2 * loose
    parts = (prompt, bars, gap, why, blank(view.inner, max(left, 0)), gap, teams)
    return framed(view, stacked(*parts), height)


def _prompt(view: View, ask: Ask, height: int) -> Block:
    """The question once more, where there is room for it, with an empty line below."""
    width = view.inner
    if view.roomy:
        block = big_paragraph(ask.prompt, width, "$quiet", most=2)
        if block is not None and block.height + 2 <= height:
            return stacked(blank(width), block, blank(width))
    block = paragraph(ask.prompt, min(width, LONGEST), "$quiet", most=max(min(height - 1, 3), 1))
    if block.height + 1 > height:
        return blank(width, 0)
    return stacked(*([blank(width)] if block.height + 2 <= height else []), block, blank(width))


def _why(view: View, ask: Ask, verdict: Verdict) -> Block:
    width = view.inner if view.tight else min(view.inner, 96)
    right = sum(marked.mark == "right" for marked in verdict.marks.values())
    lines = [row((party_voice.got(right, len(verdict.marks)), "bold $primary"), width=width)]
    if ask.because:
        lines.append(paragraph(ask.because, width, "", most=2 if view.tight else 4))
    if ask.source:
        lines.append(row(("— ", "$quiet"), (f"“{ask.source}”", "italic $secondary"), width=width))
    return stacked(*lines)


def _counts(view: View, ask: Ask, asked: Asked) -> tuple[int, ...]:
    counts = [0] * len(ask.options)
    for player, given in asked.answers.items():
        if 0 <= given.option < len(counts) and not view.room.seats[player].kicked:
            counts[given.option] += 1
    return tuple(counts)


def _answers(view: View, ask: Ask, counts: tuple[int, ...], *, aloud: bool) -> Iterator[Block]:
    """The options with their bars, the largest first; only the right one where none was shown."""
    width = view.inner
    if aloud:
        title = row((party_voice.envelope(view.room.question), "bold $primary"), width=width)
        answer = ask.options[ask.answer]
        set_large = big_paragraph(answer, width, "$success", most=2, gap=0)
        if set_large is not None:
            yield stacked(title, set_large, gap=0 if view.tight else 1)
        yield stacked(title, row(("✔ ", "bold $success"), (answer, "bold $success"), width=width))
        return
    most = max(*counts, 1)
    parts = range(len(ask.options))
    if width >= 60:
        texts = [big_paragraph(text, width - TILE - COUNT - 12, "", most=1) for text in ask.options]
        if all(text is not None for text in texts):
            for gap in (1, 0):
                yield stacked(*(_large(view, ask, index, counts, most) for index in parts), gap=gap)
        for gap in (1, 0):
            yield stacked(*(_box(view, ask, index, counts, most) for index in parts), gap=gap)
    yield stacked(*(_line(view, ask, index, counts, most) for index in parts))


def _looks(ask: Ask, index: int) -> tuple[str, str, str, str]:
    """How an option looks now: its tile, its ground, its text, its bar."""
    if index == ask.answer:
        return "$success", "$right-ground", "bold $foreground", "$success"
    return "$panel", "$surface", "$quiet", "$faint"


def _tile(ask: Ask, index: int, height: int, colour: str) -> Block:
    if index == ask.answer:
        return tile(index, height, colour)
    sign = big(f"{SHAPES[index]} {LETTERS[index]}", "$quiet")
    drawn = sign if sign is not None else row(LETTERS[index])
    return painted(placed(drawn, TILE, height, align="center", middle=True), colour, "$quiet")


def _bar(view: View, count: int, most: int, width: int, style: str) -> Piece:
    cells = round(2 * width * view.grown * count / most)
    return ("▄" * (cells // 2)).ljust(width), style


def _count(count: int, style: str) -> Block:
    block = big(str(count), style)
    return placed(block if block is not None else row(str(count)), COUNT - 2, align="right")


def _sign(ask: Ask, index: int) -> Block:
    block = big("✔", "$success") if index == ask.answer else None
    return placed(block, 7, align="right") if block is not None else blank(7, 3)


def _large(view: View, ask: Ask, index: int, counts: tuple[int, ...], most: int) -> Block:
    """An option in large type, over its bar."""
    colour, ground, style, bar = _looks(ask, index)
    width = view.inner - TILE - COUNT - 12
    text = big_paragraph(ask.options[index], width, style, most=1) or row(ask.options[index], width=width)
    body = stacked(text, row(_bar(view, counts[index], most, width, bar), width=width))
    return _joined(ask, index, counts[index], body, colour, ground, style)


def _box(view: View, ask: Ask, index: int, counts: tuple[int, ...], most: int) -> Block:
    """An option in bold type, over its bar."""
    colour, ground, style, bar = _looks(ask, index)
    width = view.inner - TILE - COUNT - 12
    text = ask.options[index]
    lines = paragraph(text, width, style, most=2)
    drawn = row(_bar(view, counts[index], most, width, bar), width=width)
    body = stacked(lines, drawn) if lines.height > 1 else stacked(lines, blank(width), drawn)
    return _joined(ask, index, counts[index], body, colour, ground, style)


def _joined(ask: Ask, index: int, count: int, body: Block, colour: str, ground: str, style: str) -> Block:
    height = body.height
    parts = beside(
        blank(2, height),
        body,
        placed(_sign(ask, index), 7, height, middle=True),
        placed(_count(count, style), COUNT - 2, height, middle=True),
        blank(2, height),
        gap=1,
    )
    wide = body.width + COUNT + 12
    inside = painted(placed(parts, wide), ground, style)
    return beside(_tile(ask, index, height, colour), inside)


def _line(view: View, ask: Ask, index: int, counts: tuple[int, ...], most: int) -> Block:
    """An option, its bar and its count in one line."""
    colour, _, style, bar = _looks(ask, index)
    right = index == ask.answer
    ink = "$background" if right else "$quiet"
    head = (f" {SHAPES[index]} {LETTERS[index]} ", f"bold {ink} on {colour}")
    wide = max(view.inner // 4, 6)
    text = cut(ask.options[index], view.inner - wide - 14)
    return row(
        head,
        (" ✔ " if right else "   ", "bold $success"),
        (text.ljust(view.inner - wide - 14), style),
        (" ", ""),
        _bar(view, counts[index], most, wide, bar),
        (f"{counts[index]:>3}", style),
        width=view.inner,
    )
