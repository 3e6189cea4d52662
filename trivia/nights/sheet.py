"""A night or a league on paper: one HTML file that loads nothing from anywhere."""

import html
from collections.abc import Iterator, Sequence
from typing import Final

from trivia.facts.text import printable
from trivia.nights.night import LeagueLine, Night
from trivia.packs.exporting.sheet import LETTERS, opened
from trivia.party.queries import unit_name, units
from trivia.party.standing import Result, results, scoreboard
from trivia.party.state import Room
from trivia.saves.exchange import moment

_STYLE: Final = """\
h2 { font-size: 1.2em; margin: 1.4em 0 .4em; break-after: avoid; page-break-after: avoid; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25em .6em .25em 0; border-bottom: 1px solid #999; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
tr.first td { font-weight: bold; }
ol { padding-left: 2.2em; }
ol > li { margin: 0 0 .8em; break-inside: avoid; page-break-inside: avoid; }
.who, .source { font-size: .85em; color: #444; }
.who { display: block; }
"""

_HEADS: Final = ("Place", "", "Points", "Right")
_LEAGUE_HEADS: Final = ("Place", "", "League points", "Nights", "Won", "All points")


def night_sheet(night: Night) -> str:
    """A night to print: the standings, every question with its answer and who knew it, and corrections."""
    return "".join(_night(night))


def _night(night: Night) -> Iterator[str]:
    room = night.room
    yield opened(night.name, _STYLE)
    yield f"<p>{_date(night)}{'' if night.over else ' · not played to its end'}</p>\n"
    told = [
        (line.place, _unit(room, line.unit, line.name), f"{line.score:,}", line.right)
        for line in scoreboard(room)
    ]
    yield from _table(_HEADS, told)
    title: tuple[int, str] | None = None
    for result in results(room):
        if title != (result.round, result.title):
            yield "</ol>\n" if title else ""
            title = (result.round, result.title)
            yield f"<h2>Round {result.round}: {_text(result.title)}</h2>\n<ol>\n"
        yield f"<li>{_told(room, result)}</li>\n"
    yield "</ol>\n" if title else ""
    if room.corrections:
        yield "<h2>The host's corrections</h2>\n<ul>\n"
        for correction in room.corrections:
            name, why = _text(unit_name(room, correction.unit)), _text(correction.reason)
            yield f"<li>{name}: {correction.points:+,} ({why})</li>\n"
        yield "</ul>\n"
    yield "</body>\n</html>\n"


def _unit(room: Room, unit: str, name: str) -> str:
    """A team with its members, or a player."""
    seats = units(room)[unit]
    members = ", ".join(_text(seat.name) for seat in seats)
    alone = len(seats) == 1 and seats[0].name == name
    return _text(name) if alone else f'{_text(name)} <span class="who">{members}</span>'


def _told(room: Room, result: Result) -> str:
    """A question with its answer, why it is right, and who knew it."""
    ask = result.ask
    right = f"{LETTERS[ask.answer]} {_text(ask.options[ask.answer])}"
    why = f" — {_text(ask.because)}" if ask.because else ""
    source = f' <span class="source">({_text(ask.source)})</span>' if ask.source else ""
    knew = [
        _text(room.seats[player].name) for player, marked in result.marks.items() if marked.mark == "right"
    ]
    known = f"Right: {', '.join(knew)}" if knew else "Nobody knew it"
    return f'{_text(ask.prompt)}<br><strong>{right}</strong>{why}{source}<span class="who">{known}.</span>'


def league_sheet(lines: Sequence[LeagueLine], nights: Sequence[Night]) -> str:
    """A league to print."""
    told = [
        (line.place, _text(line.name), f"{line.points:,}", line.nights, line.won, f"{line.score:,}")
        for line in lines
    ]
    played = "".join(f"<li>{_date(night)}: {_text(night.name)}</li>\n" for night in nights)
    return (
        f"{opened('The league', _STYLE)}{''.join(_table(_LEAGUE_HEADS, told))}"
        f"<h2>Nights</h2>\n<ul>\n{played}</ul>\n</body>\n</html>\n"
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """A table, whose second column is a name in HTML and whose others are numbers."""
    kinds = ["" if column == 1 else ' class="number"' for column in range(len(heads))]
    cells = "".join(f"<th{kind}>{head}</th>" for kind, head in zip(kinds, heads, strict=True))
    yield f"<table>\n<tr>{cells}</tr>\n"
    for row in rows:
        cells = "".join(f"<td{kind}>{value}</td>" for kind, value in zip(kinds, row, strict=True))
        first = ' class="first"' if row[0] == 1 else ""
        yield f"<tr{first}>{cells}</tr>\n"
    yield "</table>\n"


def _date(night: Night) -> str:
    """The day it was played, where this program runs."""
    return f"{moment(night.kept.began_at).astimezone():%d %B %Y}".lstrip("0")


def _text(told: str) -> str:
    return html.escape(printable(told))
