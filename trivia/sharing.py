"""A finished game as something to show: three lines for a friend, a text, a picture, or data for programs."""

import json
import os
import re
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from textwrap import fill
from typing import Any, Final, Literal, TypeAlias
from xml.sax.saxutils import escape

from trivia import voice
from trivia.errors import SaveError
from trivia.facts.text import printable
from trivia.game.rules import Game
from trivia.progress.daily import RIGHT, WRONG

Kind: TypeAlias = Literal["text", "svg", "json"]

FOLDER: Final = "results"
"""Where results are saved, in the save folder."""

_SUFFIXES: Final[dict[Kind, str]] = {"text": "txt", "svg": "svg", "json": "json"}
_COLUMNS: Final = 78
_BLOCKS: Final = 20
"""Blocks on a line; a longer game takes several lines."""


@dataclass(frozen=True, slots=True)
class ResultAnswer:
    """One answer, as it is told.

    Attributes:
        heading: What stood above the question.
        prompt: The question.
        options: What could be chosen.
        chosen: The index of the chosen option.
        right_option: The index of the right one.
        explanation: Why.
        sources: The articles, in words; may be empty.
        level: The question's level, 1 to 5.
        points: What it earned.
        elapsed_ms: How long it took, in milliseconds.
    """

    heading: str
    prompt: str
    options: tuple[str, ...]
    chosen: int
    right_option: int
    explanation: str
    sources: str
    level: int
    points: int
    elapsed_ms: int

    @property
    def right(self) -> bool:
        """Whether the chosen option is the right one."""
        return self.chosen == self.right_option


@dataclass(frozen=True, slots=True)
class Result:
    """A game that is over, as it is told.

    Attributes:
        player: Who played.
        pack: The title of the pack, or of all of them.
        mode: The mode's id.
        variant: What sets it apart from the usual games of its mode; may be empty.
        day: The player's date.
        seed: What its questions were drawn with.
        score: The points.
        best_streak: The most right answers in a row.
        finished: Whether it was played to an end.
        is_best: Whether it is the best of its kind so far.
        answers: The answers, in order.
    """

    player: str
    pack: str
    mode: str
    variant: str
    day: date
    seed: int
    score: int
    best_streak: int
    finished: bool
    is_best: bool
    answers: tuple[ResultAnswer, ...]

    @property
    def right(self) -> int:
        """How many answers were right."""
        return sum(answer.right for answer in self.answers)

    @property
    def title(self) -> str:
        """The kind of game, in words."""
        return voice.game_told(self.mode, self.variant)


def result_of(
    game: Game, *, player: str, pack: str, variant: str, day: date, seed: int, is_best: bool
) -> Result:
    """What there is to tell of a game that is over.

    Args:
        game: The game.
        player: Who played.
        pack: The title of the pack.
        variant: What sets it apart from the usual games of its mode.
        day: The player's date.
        seed: What its questions were drawn with.
        is_best: Whether it is the best of its kind so far.
    """
    outcome = game.outcome
    return Result(
        player=player,
        pack=pack,
        mode=game.mode.id,
        variant=variant,
        day=day,
        seed=seed,
        score=game.score if outcome is None else outcome.score,
        best_streak=max((answer.streak for answer in game.answers), default=0),
        finished=outcome is not None and outcome.finished,
        is_best=is_best,
        answers=tuple(
            ResultAnswer(
                heading=answer.question.heading,
                prompt=answer.question.prompt,
                options=answer.question.options,
                chosen=answer.chosen,
                right_option=answer.question.answer,
                explanation=answer.question.explanation,
                sources=voice.sources_told(answer.question.sources),
                level=answer.question.level,
                points=answer.points.total,
                elapsed_ms=answer.elapsed_ms,
            )
            for answer in game.answers
        ),
    )


def brief(result: Result) -> str:
    """Three lines for a friend: how it went, question by question, and nothing of any answer."""
    signs = [RIGHT if answer.right else WRONG for answer in result.answers]
    rows = ["".join(signs[start : start + _BLOCKS]) for start in range(0, len(signs), _BLOCKS)]
    blocks = "\n".join(rows)
    return (
        f"Globes Trivia · {result.title} · {result.day.isoformat()}\n"
        f"{blocks} {result.right}/{len(signs)}\n{voice.counted(result.score, 'point')}"
    )


def as_text(result: Result) -> str:
    """The whole game to be read, question by question, in lines of 78 columns."""
    share = f"{result.right} of {len(result.answers)} right, best streak {result.best_streak}"
    best = ", a new best score" if result.is_best else ""
    lines = [
        _filled(f"Globes Trivia · {result.title}", ""),
        _filled(f"{result.pack} · {result.player}, {voice.day(result.day)}", ""),
        f"{voice.counted(result.score, 'point')}{best}, {share}",
    ]
    for number, answer in enumerate(result.answers, start=1):
        lines += [
            "",
            _filled(f"{number}. {answer.prompt}", ""),
            _filled(f"({answer.heading}, level {answer.level})", "   "),
        ]
        for index, option in enumerate(answer.options):
            sign = "✔" if index == answer.right_option else "✘" if index == answer.chosen else "·"
            lines.append(_filled(f"{sign} {option}", "   "))
        lines.append(_filled(answer.explanation, "   "))
        if answer.sources:
            lines.append(_filled(f"Source: {answer.sources}.", "   "))
        seconds = f"{answer.elapsed_ms / 1000:.1f} s"
        lines.append(_filled(f"{voice.counted(answer.points, 'point')}, in {seconds}.", "   "))
    return "\n".join(lines) + "\n"


def _filled(text: str, indent: str) -> str:
    return fill(
        text,
        _COLUMNS,
        initial_indent=indent,
        subsequent_indent=f"{indent}   ",
        break_on_hyphens=False,  # a name stays whole
    )


def as_json(result: Result) -> dict[str, Any]:
    """The result as plain data, in the stable shape of docs/json.md."""
    return {
        "player": result.player,
        "pack": result.pack,
        "mode": result.mode,
        "variant": result.variant,
        "day": result.day.isoformat(),
        "seed": result.seed,
        "score": result.score,
        "right": result.right,
        "answered": len(result.answers),
        "best_streak": result.best_streak,
        "finished": result.finished,
        "is_best": result.is_best,
        "answers": [
            {
                "heading": answer.heading,
                "prompt": answer.prompt,
                "options": list(answer.options),
                "chosen": answer.chosen,
                "right_option": answer.right_option,
                "right": answer.right,
                "explanation": answer.explanation,
                "sources": answer.sources,
                "level": answer.level,
                "points": answer.points,
                "elapsed_ms": answer.elapsed_ms,
            }
            for answer in result.answers
        ],
    }


_WIDTH: Final = 640
_HEIGHT: Final = 400
_MOST_BLOCKS: Final = 200
"""More answers than this are told as a bar."""
_LONGEST_NAME: Final = 28
_NO_NAME: Final = re.compile("[^a-z0-9]+")
_PICTURE: Final = """<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400" viewBox="0 0 640 400">
<title>{title}</title>
<defs><linearGradient id="gold" x1="0" y1="0" x2="0" y2="1">
<stop offset="0" stop-color="#fff0bd"/><stop offset="0.5" stop-color="#e9bd5a"/>
<stop offset="1" stop-color="#c08f35"/></linearGradient></defs>
<rect width="640" height="400" fill="#070b19"/>
<rect x="14" y="14" width="612" height="372" rx="14" fill="none" stroke="#c08f35" stroke-width="1.5"/>
{stars}<g font-family="Georgia, 'Times New Roman', serif" text-anchor="middle">
<text x="320" y="66" font-size="26" letter-spacing="7" fill="url(#gold)">GLOBES TRIVIA</text>
<text x="320" y="96" font-size="15" fill="#94a0c4">{kind}</text>
<text x="320" y="182" font-size="76" font-weight="bold" fill="url(#gold)">{score}</text>
<text x="320" y="212" font-size="16" fill="#f2ead8">{points}</text>
<text x="320" y="330" font-size="18" fill="#f2ead8">{right}</text>
<text x="320" y="362" font-size="14" fill="#94a0c4">{player}</text>
</g>
{blocks}</svg>
"""
_SKY: Final = ((52, 60), (96, 130), (70, 236), (110, 318), (560, 70), (586, 150), (540, 226), (592, 300))


def as_svg(result: Result) -> str:
    """A card to show to friends: the score, and how it went, with none of the answers."""
    stars = "".join(
        f'<circle cx="{x}" cy="{y}" r="{1 + number % 2}" fill="#8fa3d9" opacity="0.7"/>\n'
        for number, (x, y) in enumerate(_SKY)
    )
    best = " · new best score" if result.is_best else ""
    told = f"{result.right} of {len(result.answers)} right · best streak {result.best_streak}{best}"
    return _PICTURE.format(
        title=_marked(f"Globes Trivia: {voice.counted(result.score, 'point')}"),
        stars=stars,
        kind=_marked(f"{_short(result.pack)} · {result.title}"),
        score=f"{result.score:,}",
        points="POINT" if result.score == 1 else "POINTS",
        right=_marked(told),
        player=_marked(f"{_short(result.player)} · {voice.day(result.day)}"),
        blocks=_blocks([answer.right for answer in result.answers]),
    )


def _marked(text: str) -> str:
    return escape(printable(text))


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"


def _blocks(rights: list[bool]) -> str:
    """A square for each answer, filled if it was right, hollow if it was not; or a bar for very many."""
    left, width, top, height = 70, 500, 236, 64
    if not rights:
        return ""
    if len(rights) > _MOST_BLOCKS:
        share = sum(rights) * width // len(rights)
        return (
            f'<rect x="{left}" y="258" width="{width}" height="18" rx="9" fill="none" stroke="#94a0c4"/>\n'
            f'<rect x="{left}" y="258" width="{share}" height="18" rx="9" fill="#63d69b"/>\n'
        )
    cell = next(size for size in range(34, 4, -1) if (width // size) * (height // size) >= len(rights))
    columns = min(width // cell, len(rights))
    rows = -(-len(rights) // columns)
    columns = -(-len(rights) // rows)  # even rows
    down = top + (height - rows * cell) // 2
    drawn = []
    for number, right in enumerate(rights):
        row, column = divmod(number, columns)
        across = left + (width - min(columns, len(rights) - row * columns) * cell) // 2
        x, y, side = across + column * cell, down + row * cell, cell * 3 // 4
        paint = 'fill="#63d69b"' if right else 'fill="none" stroke="#ff7b7b" stroke-width="1.5"'
        drawn.append(f'<rect x="{x}" y="{y}" width="{side}" height="{side}" rx="{side // 5}" {paint}/>\n')
    return "".join(drawn)


def save_result(folder: Path, result: Result, kind: Kind) -> Path:
    """Save a result as a file of its own; whole or not at all, and never over another.

    Args:
        folder: The save folder.
        result: The result.
        kind: As what.

    Returns:
        The file.

    Raises:
        SaveError: If it cannot be written.
    """
    content = {
        "text": lambda: as_text(result),
        "svg": lambda: as_svg(result),
        "json": lambda: json.dumps(as_json(result), indent=2, ensure_ascii=False) + "\n",
    }[kind]()
    place = folder / FOLDER
    part = place / f"{os.getpid()}.part"
    try:
        place.mkdir(parents=True, exist_ok=True)
        try:
            part.write_text(content, encoding="utf-8", newline="\n")
            return _named(part, place, f"{result.day.isoformat()}-{_safe(result.mode)}", _SUFFIXES[kind])
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise SaveError(f"{place}: {error.strerror or error}; the result is not saved") from error


def _safe(mode: str) -> str:
    """A mode's id as part of a file's name; a game that was imported may bear any."""
    return _NO_NAME.sub("-", mode.casefold()).strip("-")[:_LONGEST_NAME] or "game"


def _named(part: Path, place: Path, stem: str, suffix: str) -> Path:
    """Give a whole file the next free name."""
    for number in count(1):
        path = place / f"globes-trivia-{stem}-{number}.{suffix}"
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            continue
        try:
            part.replace(path)
        except OSError:
            path.unlink(missing_ok=True)  # an empty file would look like a result
            raise
        return path
    raise AssertionError  # pragma: no cover - numbers do not end
