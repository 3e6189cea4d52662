"""The question on the stage: as large as there is room for, so that the last row can read it."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

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
    fit,
    grid,
    painted,
    paragraph,
    placed,
    row,
    stacked,
)
from trivia.tui.party.teams import strips
from trivia.tui.party.view import COLOURS, LETTERS, SHAPES, View, clock, clock_bar, framed

TILE: Final = 15
"""Cells of the coloured tile before an option."""
LONGEST: Final = 76
"""The most cells of a line that is set small: longer ones are hard to follow on a wall."""


def question(view: View, height: int) -> Block:
    """The question, its options, its clock, and whose answer is in.

    What comes and goes while it is open, words and clock, has its place from the start: nothing jumps.
    """
    room, ask = view.room, view.room.ask
    if ask is None or room.asked is None:
        return blank(view.width, height)
    part = room.plan.rounds[room.asked.round]
    ticking = None if view.tight or not part.seconds else _clock(view)
    status = _status(view)
    loose = 0 if view.tight else 1
    width = view.inner - (ticking.width + 3 if ticking else 0)
    sizes = width, view.inner, ticking.height if ticking else 0
    choices = list(strips(view))
    top = 1 if view.roomy else 0
    room_left = [height - teams.height - status.height - 3 * loose - top for teams in choices]
    best = laid_out(ask, part.aloud, room_left[-1], *sizes)
    teams, left, found = next(
        (teams, left, found)
        for teams, left in zip(choices, room_left, strict=True)
        if (found := laid_out(ask, part.aloud, left, *sizes)).rank == best.rank
    )
    prompt = found.prompt
    if ticking is not None:
        prompt = beside(placed(prompt, width), ticking, gap=3)
    spare = max(left - prompt.height - found.options.height, 0)
    asked = placed(prompt, view.inner, prompt.height + spare, middle=True)
    gap = blank(view.inner, loose)
    return framed(
        view, stacked(blank(view.inner, top), asked, gap, status, gap, found.options, gap, teams), height
    )


def _clock(view: View) -> Block:
    """The seconds; an empty place where none are counted just now."""
    times = 2 if view.roomy else 1
    found = clock(view, times)
    return found if found is not None else blank(9 * times, 3 * times)


def _status(view: View) -> Block:
    """A line between question and options: what everybody waits for, and the clock as a bar."""
    words, style = _words(view)
    large = big(words, style) if view.roomy and view.room.phase is Phase.OPEN and words else None
    bar = clock_bar(view, view.inner)
    if view.room.phase is Phase.LOCKED:  # a band that is seen from the last row
        return painted(row((words, "bold $background"), width=view.inner, align="center"), style)
    if large is not None and large.width <= view.inner:
        return stacked(placed(large, view.inner), bar if bar is not None else blank(view.inner))
    if bar is None or not words:
        return bar if bar is not None else row((words, f"bold {style}"), width=view.inner)
    told = row((f"{words}  ", f"bold {style}"))
    rest = clock_bar(view, view.inner - told.width)
    if rest is None or view.inner - told.width < 12:
        return stacked(row((words, f"bold {style}"), width=view.inner), bar)
    return beside(told, rest)


def _words(view: View) -> tuple[str, str]:
    """What everybody waits for, and its colour."""
    room, asked = view.room, view.room.asked
    if asked is None:
        return "", ""
    aloud = room.plan.rounds[asked.round].aloud
    if room.phase is Phase.LOCKED:
        return (party_voice.LOCKED_ALOUD if aloud else party_voice.LOCKED), "$accent"
    if asked.buzzed:
        return party_voice.word(room.seats[asked.buzzed].name), "$accent"
    if by_buzzer(room):
        return party_voice.BUZZERS, "$secondary"
    if asked.only:
        return party_voice.alone(unit_name(room, asked.only)), "$secondary"
    if aloud:
        statement = room.ask is not None and len(room.ask.options) == 2
        return (party_voice.ALOUD_STATEMENT if statement else party_voice.ALOUD), "$secondary"
    return _whose(view), "$secondary"


def _whose(view: View) -> str:
    """Whose hand is to be at the keyboard, where one team at a time is; or how a team takes its turn."""
    room = view.room
    if room.phase is not Phase.OPEN or not view.keys:
        return ""
    if view.hand is not None and room.plan.keys.way != "choose":
        options = len(room.ask.options) if room.ask is not None else 0
        return party_voice.over_to(room.seats[view.hand.player].name, options)
    return party_voice.KEY_FIRST if room.plan.keys.way == "buzz" else ""


class Laid(NamedTuple):
    """A question as it fits.

    Attributes:
        prompt: The prompt.
        options: The options.
        rank: How small the two are set: type of the options, type of the prompt.
    """

    prompt: Block
    options: Block
    rank: tuple[int, int]


@lru_cache(maxsize=32)
def laid_out(ask: Ask, aloud: bool, height: int, width: int, whole: int, clock_height: int) -> Laid:
    """The prompt and the options, the largest that fit.

    Args:
        ask: The question.
        aloud: Whether the options are kept back.
        height: The lines for both.
        width: The cells for the prompt.
        whole: The cells for the options.
        clock_height: The lines of the clock beside the prompt.
    """
    options = () if aloud else ask.options
    prompts = list(_prompts(ask.prompt, width, alone=not options))
    sizes = [(size, list(boxes)) for size, boxes in groupby(_boxes(options, whole), itemgetter(0))]
    for small, boxes in sizes:
        for smaller, prompt in prompts:
            found = fit((block for _, block in boxes), height - max(prompt.height, clock_height))
            if found is not None:
                return Laid(prompt, found, (small, smaller))
    rows = stacked(*(option_row(index, text, whole) for index, text in enumerate(options)))
    most = max(height - rows.height, 1)
    return Laid(paragraph(ask.prompt, width, "bold", most=most), rows, (9, 9))


def _prompts(text: str, width: int, *, alone: bool) -> Iterator[tuple[int, Block]]:
    """The prompt in every size, the largest first, with how small that is; larger still where it is alone."""
    huge = big_paragraph(text, width, "", most=4, gap=2, times=2) if alone else None
    if huge is not None:
        yield 0, huge
    for gap in (1, 0):
        found = big_paragraph(text, width, "bold", most=4, gap=gap)
        if found is not None:
            yield 1 - gap, found
    block = paragraph(text, min(width, LONGEST), "bold", even=True)
    if block.height <= 3:
        yield 2, stacked(blank(1), block, blank(1))
    yield 3, block


def _boxes(options: tuple[str, ...], width: int) -> Iterator[tuple[int, Block]]:
    """The options in every size, the largest first, with how small that is; all of them in the same."""
    if not options:
        yield 0, blank(width, 0)
        return
    half = (width - 2) // 2
    for wide, columns, most, pads in ((width, 1, 1, (2, 1)), (half, 2, 2, (2, 1, 0)), (width, 1, 1, (0,))):
        texts = [big_paragraph(text, wide - TILE - 4, "bold", most=most) for text in options]
        found = [text for text in texts if text is not None]
        if len(found) < len(options) or width < 2 * TILE:
            continue
        for pad in pads:
            boxes = [_box(index, text, wide, text.height + pad) for index, text in enumerate(_even(found))]
            for between in (1, 0):
                yield 0, grid(boxes, columns, gap=2, between=between)
    if half >= 2 * TILE:
        for high, between in ((5, 1), (4, 1), (4, 0), (3, 0)):
            yield 1, _small(options, half, 2, between, high)
        yield 1, _small(options, width, 1, 0, 3)


def _small(options: tuple[str, ...], wide: int, columns: int, between: int, high: int) -> Block:
    """The options as boxes with bold type, so many lines high at least."""
    texts = [paragraph(text, wide - TILE - 3, "bold", even=True) for text in options]
    height = max(high, *(text.height for text in texts))
    boxes = [_box(index, text, wide, height) for index, text in enumerate(texts)]
    return grid(boxes, columns, gap=2, between=between)


def _even(texts: list[Block]) -> list[Block]:
    """All as high as the highest."""
    height = max(text.height for text in texts)
    return [placed(text, text.width, height, middle=True) for text in texts]


def signs(index: int, style: str) -> Block:
    """An option's shape and letter in large type."""
    shape, letter = big(SHAPES[index], style), big(LETTERS[index], style)
    if shape is None or letter is None:
        raise AssertionError("the type has all shapes and letters of options")
    return beside(placed(shape, 7, align="center"), letter, gap=2)


def tile(index: int, height: int, colour: str = "", ink: str = "$background") -> Block:
    """The tile before an option: its shape and its letter, on its colour."""
    drawn = placed(signs(index, ink), TILE, height, align="center", middle=True)
    return painted(drawn, colour or COLOURS[index], ink)


def _box(index: int, text: Block, width: int, height: int) -> Block:
    inside = placed(text, width - TILE - 2, height, middle=True)
    body = painted(beside(blank(2, height), inside), "$surface", "$foreground")
    return beside(tile(index, height), body)


def option_row(index: int, text: str, width: int) -> Block:
    """An option in one line, where there is no room for more."""
    head = (f" {SHAPES[index]} {LETTERS[index]} ", f"bold $background on {COLOURS[index]}")
    return row(head, (f" {text}", "bold"), width=width)
