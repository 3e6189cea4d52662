"""Charts of characters: bars, columns and a calendar; each can be read without colour."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from textual.content import Content

_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
_SIGNS: Final = ((0, "·", "$faint"), (1, "▪", "$gold-deep"), (10, "■", "$primary"), (30, "█", "$accent"))
"""From how many answers on a day which sign stands for it."""

_DAYS: Final = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEK: Final = 7


def bar(percent: int, width: int) -> Content:
    """A share as a bar.

    Args:
        percent: The share, 0 to 100.
        width: Columns of the whole bar.
    """
    full = (percent * width + 50) // 100
    return Content.assemble(("━" * full, "$primary"), ("─" * (width - full), "$faint"))


def columns(percents: Sequence[int | None], labels: Sequence[str], height: int, width: int) -> Content:
    """Shares as columns side by side, each with its number and a label below.

    Args:
        percents: The shares, 0 to 100; `None` where there is nothing to tell.
        labels: What stands below each, at most `width - 1` columns.
        height: Rows of a full column.
        width: Columns of a column with the gap beside it, at least 2.
    """
    lines = []
    for row in range(height, 0, -1):
        cells = []
        for percent in percents:
            level = (
                0 if percent is None else min(max((percent * height * 8 + 50) // 100 - (row - 1) * 8, 0), 8)
            )
            cells.append((_EIGHTHS[level] * (width - 1)).ljust(width))
        lines.append(Content.styled("".join(cells), "$primary"))
    numbers = "".join(("–" if share is None else f"{share}%").ljust(width) for share in percents)
    lines.append(Content.styled(numbers, "bold"))
    lines.append(Content.styled("".join(label.ljust(width) for label in labels), "$quiet"))
    return Content("\n").join(lines)


def calendar(answers: Mapping[int, int], today: int, weeks: int) -> Content:
    """Days of play: a row for each weekday, a column for each week, the months on top.

    Args:
        answers: How many answers on which day, by ordinal.
        today: The player's date, as an ordinal; what comes after it is left blank.
        weeks: How many weeks, the last of them this one.
    """
    first = today - (today - 1) % WEEK - WEEK * (weeks - 1)
    lines = [Content.styled("     " + _months(first, weeks), "$quiet")]
    for weekday, name in enumerate(_DAYS):
        line = Content.styled(f"{name:<5}", "$quiet")
        for day in range(first + weekday, first + weekday + WEEK * weeks, WEEK):
            line += Content(" ") if day > today else _sign(answers.get(day, 0))
            line += Content(" ")
        lines.append(line)
    return Content("\n").join(lines)


def calendar_legend() -> Content:
    """What the signs of the calendar mean."""
    told = [Content.assemble((sign, colour), (f" {least}+", "$quiet")) for least, sign, colour in _SIGNS[1:]]
    none = Content.assemble((_SIGNS[0][1], _SIGNS[0][2]), (" none", "$quiet"))
    return Content.styled("answers a day:  ", "$quiet") + Content("   ").join([none, *told])


def _sign(answers: int) -> Content:
    sign, colour = next((sign, colour) for least, sign, colour in reversed(_SIGNS) if answers >= least)
    return Content.styled(sign, colour)


def _months(first: int, weeks: int) -> str:
    """The months' names above the weeks in which they begin."""
    line, last = "", 0
    for week in range(weeks):
        monday = date.fromordinal(first + WEEK * week)
        begins = monday.month != last
        last = monday.month
        if begins and len(line) <= 2 * week:
            line = line.ljust(2 * week) + _MONTHS[monday.month - 1]
    return line
