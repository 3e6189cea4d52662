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
    fit,
    painted,
    paragraph,
    placed,
    row,
    stacked,
)
from trivia.tui.party.question import LONGEST, TILE, signs
from trivia.tui.party.teams import outcomes
from trivia.tui.party.view import LETTERS, SHAPES, View, framed

COUNT: Final = 12
"""Cells for how many took an option."""
SIDES: Final = 25
"""Cells of a box beside its text: the sign, the count, and what stays free."""


def reveal(view: View, height: int) -> Block:
    """A bar for each option, the explanation with its article, and who was right."""
    room, ask, asked = view.room, view.room.ask, view.room.asked
    if ask is None or asked is None or not room.verdicts:
        return blank(view.width, height)
    verdict = room.verdicts[-1]
    aloud = room.plan.rounds[asked.round].aloud
    loose = 0 if view.tight else 1
    answers = list(_answers(view, ask, _counts(view, ask, asked), aloud=aloud))
    bars, teams, why, prompt = _largest(
        height - 2 * loose,
        [sizes[-1] for sizes in answers],
        list(outcomes(view, verdict.marks)),
        list(_whys(view, ask, verdict)),
        list(_prompts(view, ask)),
    )
    rest = height - 2 * loose - teams.height - why.height
    airy = next((sizes for sizes in answers if sizes[-1] == bars), [bars])
    bars = fit(airy, rest - prompt.height) or bars
    prompt = _large_prompt(view, ask, rest - bars.height) or prompt
    rest -= prompt.height
    gap = blank(view.inner, loose)
    spare = max(rest - bars.height, 0)
    above = min(spare // 2, 2)
    parts = (blank(view.inner, above), prompt, bars, gap, why, blank(view.inner, spare - above), gap, teams)
    return framed(view, stacked(*parts), height)


def _largest(height: int, *parts: list[Block]) -> tuple[Block, ...]:
    """Of each part the largest, so that all fit; where they do not, what comes last gives way first.

    Args:
        height: The lines for all.
        parts: For each part its sizes, the largest first.
    """
    chosen = [sizes[-1] for sizes in parts]
    for number, sizes in enumerate(parts):
        others = sum(block.height for block in chosen) - chosen[number].height
        chosen[number] = fit(sizes, height - others) or sizes[-1]
    return tuple(chosen)


def _prompts(view: View, ask: Ask) -> Iterator[Block]:
    """The question once more, with an empty line below; or nothing."""
    width = view.inner
    for most in (3, 2, 1):
        block = paragraph(ask.prompt, min(width, LONGEST), "$quiet", most=most, even=True)
        yield stacked(block, blank(width, 0 if view.tight else 1))
    yield blank(width, 0)


def _large_prompt(view: View, ask: Ask, height: int) -> Block | None:
    """The question once more in large type, where there is so much room left."""
    block = big_paragraph(ask.prompt, view.inner, "$quiet", most=2) if view.roomy else None
    return None if block is None or block.height + 2 > height else stacked(blank(1), block, blank(1))


def _whys(view: View, ask: Ask, verdict: Verdict) -> Iterator[Block]:
    """How many had it, the explanation, and its article; the explanation large where there is room."""
    width = view.inner if view.tight else min(view.inner, 96)
    right = sum(marked.mark == "right" for marked in verdict.marks.values())
    head = row((party_voice.got(right, len(verdict.marks)), "bold $primary"), width=view.inner)
    title, where, paragraph_told = ask.source.rpartition(", paragraph ")
    title, where = (title, where + paragraph_told) if where else (ask.source, "")
    cited = row(("— ", "$quiet"), (f"“{title}”", "italic $secondary"), (where, "$quiet"), width=view.inner)
    source = cited if ask.source else blank(view.inner, 0)
    if view.roomy:
        large = big_paragraph(ask.because, view.inner, "$foreground", most=4)
        if large is not None:
            yield stacked(head, large, blank(view.inner), source)
    for most in (4, 2, 1):
        yield stacked(head, paragraph(ask.because, width, "bold", most=most), source)


def _counts(view: View, ask: Ask, asked: Asked) -> tuple[int, ...]:
    counts = [0] * len(ask.options)
    for player, given in asked.answers.items():
        if 0 <= given.option < len(counts) and not view.room.seats[player].kicked:
            counts[given.option] += 1
    return tuple(counts)


def _answers(view: View, ask: Ask, counts: tuple[int, ...], *, aloud: bool) -> Iterator[list[Block]]:
    """The options with their bars, the largest first, each with more or less air between them.

    Where none was shown, only the right one is.
    """
    width = view.inner
    if aloud:
        yield from _answer_alone(view, ask)
        return
    most = max(*counts, 1)
    parts = range(len(ask.options))
    if width >= 60:
        texts = [big_paragraph(text, width - TILE - SIDES, "", most=1) for text in ask.options]
        if all(text is not None for text in texts):
            padded = {pad: [_large(view, ask, index, counts, most, pad) for index in parts] for pad in (1, 0)}
            airs = ((1, 1), (1, 0), (0, 1), (0, 0))
            yield [stacked(*padded[pad], gap=gap) for pad, gap in airs]
        boxes = [_box(view, ask, index, counts, most) for index in parts]
        yield [stacked(*boxes, gap=gap) for gap in (1, 0)]
    yield [stacked(*(_line(view, ask, index, counts, most) for index in parts))]


def _answer_alone(view: View, ask: Ask) -> Iterator[list[Block]]:
    title = row((party_voice.envelope(view.room.question), "bold $primary"), width=view.inner)
    answer = ask.options[ask.answer]
    for times in (2, 1):
        large = big_paragraph(answer, view.inner, "$success", most=2, times=times)
        if large is not None:
            yield [stacked(title, large, gap=0 if view.tight else 1)]
    yield [stacked(title, row((f"✔ {answer}", "bold $success"), width=view.inner))]


def _looks(ask: Ask, index: int) -> tuple[str, str, str]:
    """How an option looks now: its ground, its text, its bar."""
    if index == ask.answer:
        return "$right-ground", "bold $foreground", "$success"
    return "$surface", "$quiet", "$faint"


def _tile(ask: Ask, index: int, height: int, pad: int) -> Block:
    right = index == ask.answer
    colour, ink = ("$success", "$background") if right else ("$panel", "$quiet")
    drawn = stacked(blank(TILE, pad), placed(signs(index, ink), TILE, align="center"))
    return painted(placed(drawn, TILE, height), colour, ink)


def _bar(view: View, count: int, most: int, width: int, style: str) -> Piece:
    cells = round(2 * width * view.grown * count / most)
    return ("▄" * (cells // 2)).ljust(width), style


def _count(count: int, style: str) -> Block:
    block = big(str(count), style)
    return placed(block if block is not None else row(str(count)), COUNT - 2, align="right")


def _sign(ask: Ask, index: int) -> Block:
    block = big("✔", "$success") if index == ask.answer else None
    return placed(block, 7, align="right") if block is not None else blank(7, 3)


def _large(view: View, ask: Ask, index: int, counts: tuple[int, ...], most: int, pad: int) -> Block:
    """An option in large type, over its bar."""
    _, style, bar = _looks(ask, index)
    width = view.inner - TILE - SIDES
    text = big_paragraph(ask.options[index], width, style, most=1) or row(ask.options[index], width=width)
    drawn = row(_bar(view, counts[index], most, width, bar), width=width)
    body = stacked(blank(width, pad), text, drawn)
    return _joined(ask, index, counts[index], body, pad)


def _box(view: View, ask: Ask, index: int, counts: tuple[int, ...], most: int) -> Block:
    """An option in bold type, over its bar."""
    _, style, bar = _looks(ask, index)
    width = view.inner - TILE - SIDES
    lines = paragraph(ask.options[index], width, style, most=2)
    drawn = row(_bar(view, counts[index], most, width, bar), width=width)
    body = stacked(blank(width, 2 - lines.height), lines, drawn)
    return _joined(ask, index, counts[index], body, 0)


def _joined(ask: Ask, index: int, count: int, body: Block, pad: int) -> Block:
    """Tile, text with bar, sign and count, in large type that begins so many lines down."""
    ground, style, _ = _looks(ask, index)
    height = body.height
    parts = beside(
        blank(2, height),
        body,
        placed(stacked(blank(7, pad), _sign(ask, index)), 7, height),
        placed(stacked(blank(COUNT - 2, pad), _count(count, style)), COUNT - 2, height),
        blank(2, height),
        gap=1,
    )
    inside = painted(placed(parts, body.width + SIDES), ground, style)
    return beside(_tile(ask, index, height, pad), inside)


def _line(view: View, ask: Ask, index: int, counts: tuple[int, ...], most: int) -> Block:
    """An option, its bar and its count in one line."""
    _, style, bar = _looks(ask, index)
    right = index == ask.answer
    ink, colour = ("$background", "$success") if right else ("$quiet", "$panel")
    head = (f" {SHAPES[index]} {LETTERS[index]} ", f"bold {ink} on {colour}")
    wide = max(view.inner // 5, 6)
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
