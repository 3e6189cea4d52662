"""The question on the stage: as large as there is room for, so that the last row can read it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from trivia import party_voice
from trivia.party.plan import Ask
from trivia.party.queries import by_buzzer, unit_name
from trivia.party.state import Phase
from trivia.tui.party.blocks import (
    Block,
    beside,
    big,
    big_paragraph,
    blank,
    grid,
    painted,
    paragraph,
    placed,
    row,
    stacked,
    wrapped,
)
from trivia.tui.party.teams import strip
from trivia.tui.party.view import COLOURS, LETTERS, SHAPES, View, clock, clock_bar, framed

TILE: Final = 14
"""Cells of the coloured tile before an option."""
LONGEST: Final = 76
"""The most cells of a line that is set small: longer ones are hard to follow on a wall."""


def question(view: View, height: int) -> Block:
    """The question, its options, its clock, and whose answer is in."""
    room, ask = view.room, view.room.ask
    if ask is None or room.asked is None:
        return blank(view.width, height)
    aloud = room.plan.rounds[room.asked.round].aloud
    teams = strip(view)
    told = _told(view)
    ticking = None if view.tight else clock(view, 2 if view.roomy else 1)
    bar = clock_bar(view, view.inner)
    below = stacked(*(block for block in (bar, told) if block is not None))
    loose = 0 if view.tight else 1
    room_left = height - teams.height - below.height - loose * (2 if below.height else 1)
    width = view.inner - (ticking.width + 3 if ticking else 0)
    beside_clock = ticking.height if ticking else 0
    prompt, options = laid_out(ask, aloud, width, view.inner, room_left, beside_clock)
    if ticking is not None:
        prompt = beside(placed(prompt, width), ticking, gap=3)
    spare = max(room_left - prompt.height - options.height, 0)
    top = placed(prompt, view.inner, prompt.height + spare, middle=True)
    gap = (blank(view.inner, loose),) if loose else ()
    parts = (top, below, *(gap if below.height else ()), options, *gap, teams)
    return framed(view, stacked(*parts), height)


def _told(view: View) -> Block | None:
    """A line of words between question and options, where the show stands still for something."""
    room = view.room
    asked = room.asked
    if asked is None:
        return None
    style = "bold $accent"
    if room.phase is Phase.LOCKED:
        words = party_voice.LOCKED_ALOUD if room.part.aloud else party_voice.LOCKED
    elif asked.buzzed:
        words = party_voice.word(unit_name(room, room.seats[asked.buzzed].unit))
    elif by_buzzer(room):
        words, style = party_voice.BUZZERS, "bold $secondary"
    elif asked.only:
        words, style = party_voice.alone(unit_name(room, asked.only)), "bold $secondary"
    elif room.part.aloud:
        words, style = party_voice.ALOUD, "bold $secondary"
    else:
        return None
    if view.roomy and asked.buzzed:
        block = big(words, "$accent")
        if block is not None and block.width <= view.inner:
            return placed(block, view.inner)
    return row((words, style), width=view.inner)


@lru_cache(maxsize=16)
def laid_out(
    ask: Ask, aloud: bool, width: int, whole: int, height: int, clock_height: int
) -> tuple[Block, Block]:
    """The prompt and the options, the largest that fit.

    Args:
        ask: The question.
        aloud: Whether the options are kept back.
        width: The cells for the prompt.
        whole: The cells for the options.
        height: The lines for both.
        clock_height: The lines of the clock beside the prompt.
    """
    options = () if aloud else ask.options
    prompts = list(_prompts(ask.prompt, width))
    for boxes in _boxes(options, whole):
        for prompt in prompts:
            if max(prompt.height, clock_height) + boxes.height <= height:
                return prompt, boxes
    rows = stacked(*(option_row(index, text, whole) for index, text in enumerate(options)))
    return paragraph(ask.prompt, width, "bold", most=max(height - rows.height, 1)), rows


def _prompts(text: str, width: int) -> Iterator[Block]:
    """The prompt in every size, the largest first."""
    for gap in (1, 0):
        found = big_paragraph(text, width, "bold", most=4, gap=gap)
        if found is not None:
            yield found
    lines = wrapped(text, min(width, LONGEST))
    block = paragraph(text, min(width, LONGEST), "bold")
    if len(lines) <= 3:
        yield stacked(blank(1), block, blank(1))
    yield block


def _boxes(options: tuple[str, ...], width: int) -> Iterator[Block]:
    """The options in every size, the largest first; all of them in the same."""
    if not options:
        yield blank(width, 0)
        return
    half = (width - 2) // 2
    for wide, columns, most, pad in ((width, 1, 1, 1), (half, 2, 2, 1), (half, 2, 2, 0), (width, 1, 1, 0)):
        texts = [big_paragraph(text, wide - TILE - 4, "bold", most=most) for text in options]
        found = [text for text in texts if text is not None]
        if len(found) == len(options) and width >= 2 * TILE:
            boxes = [_box(index, text, wide, pad=pad) for index, text in enumerate(_even(found))]
            yield grid(boxes, columns, gap=2, between=1)
            if columns == 1 or not pad:
                yield grid(boxes, columns, gap=2)
    if half >= 2 * TILE:
        for between in (1, 0):
            yield _small(options, half, 2, between)
        yield _small(options, width, 1, 0)


def _small(options: tuple[str, ...], wide: int, columns: int, between: int) -> Block:
    """The options as boxes with bold type."""
    room = wide - TILE - 3
    texts = [paragraph(text, room, "bold") for text in options]
    even = [placed(text, room, max(3, text.height), middle=True) for text in texts]
    boxes = [_box(index, text, wide, pad=0) for index, text in enumerate(_even(even))]
    return grid(boxes, columns, gap=2, between=between)


def _even(texts: list[Block]) -> list[Block]:
    """All as high as the highest."""
    height = max(text.height for text in texts)
    return [placed(text, text.width, height, middle=True) for text in texts]


def tile(index: int, height: int, colour: str = "") -> Block:
    """The tile before an option: its shape and its letter, on its colour."""
    ground = colour or COLOURS[index]
    sign = big(f"{SHAPES[index]} {LETTERS[index]}", "$background")
    drawn = sign if sign is not None else row(LETTERS[index])
    return painted(placed(drawn, TILE, height, align="center", middle=True), ground, "$background")


def _box(index: int, text: Block, width: int, *, pad: int) -> Block:
    height = text.height + 2 * pad
    room = width - TILE
    inside = placed(text, room - 2, height, middle=True)
    body = beside(blank(2, height), inside)
    return beside(tile(index, height), painted(body, "$surface", "$foreground"))


def option_row(index: int, text: str, width: int) -> Block:
    """An option in one line, where there is no room for more."""
    head = (f" {SHAPES[index]} {LETTERS[index]} ", f"bold $background on {COLOURS[index]}")
    return row(head, (f" {text}", "bold"), width=width)
