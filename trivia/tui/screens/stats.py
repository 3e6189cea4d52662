"""Progress: how it has been going, on pages to turn; where, what is hard, and against whom."""

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.content import Content

from trivia import voice
from trivia.progress.daily import percent
from trivia.progress.statistics import (
    SPEED_STEPS,
    DailyRecord,
    days_in_a_row,
    median_seconds,
    speed_counts,
    summed_up,
    weeks,
)
from trivia.saves.summary import Share, Summary
from trivia.tui import commands
from trivia.tui.screens.page import PageScreen, hung
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.charts import bar, calendar, calendar_legend, columns
from trivia.tui.widgets.save_sign import SaveSign

if TYPE_CHECKING:
    from trivia.saves.keeper import Keeper

PAGES: Final = ("Overview", "Where", "Hardest", "Everyone")
MOST_WEEKS: Final = 52
ROOMY: Final = 50
"""Columns from which the pages' names have room around them."""
WEEK_WIDTH: Final = 6
NAME_WIDTH: Final = 26


class StatsScreen(PageScreen):
    """How it has been going."""

    COMMAND_TABLE = commands.PROGRESS
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.PROGRESS)

    def __init__(self, keeper: "Keeper", today: date, dailies: DailyRecord) -> None:
        """Make the screen.

        Args:
            keeper: Where the answers are.
            today: The player's date.
            dailies: How the dailies went.
        """
        super().__init__()
        self._keeper = keeper
        self._today = today
        self._dailies = dailies
        self._told: Summary | None = None
        self._page = 0

    @when_there
    def on_mount(self) -> None:
        """Read the file, once."""
        self._told = summed_up(self._keeper)
        self.query_one(SaveSign).show(self._keeper.trouble)
        super().on_mount()

    def action_turn(self, steps: int) -> None:
        """Turn pages, round the ends."""
        self.action_open((self._page + steps) % len(PAGES))

    def action_open(self, page: int) -> None:
        """Open a page."""
        self._page = page
        self.show()
        self.query_one("#page").scroll_home(animate=False)

    def heading(self) -> Content:
        """The pages' names; the one that is open stands out, and a click opens another."""
        gap = " " if self.size.width >= ROOMY else ""
        return Content(" ").join(
            Content.styled(f"{gap}{name}{gap}", "bold $on-gold on $primary")
            if place == self._page
            else Content(f"{gap}{name}{gap}").stylize(f"@click=screen.open({place})")
            for place, name in enumerate(PAGES)
        )

    def told(self, width: int) -> Content:
        """The page that is open."""
        if self._told is None or not self._told.player.answered:
            return Content.styled("Nothing here yet: the first game writes the first line.", "$quiet")
        return (self._overview, self._where, self._hardest, self._everyone)[self._page](self._told, width)

    def _overview(self, told: Summary, width: int) -> Content:
        sums, today = told.player, self._today.toordinal()
        facts = [
            (f"{percent(sums.answered, sums.right)} %", "right"),
            _counted(sums.answered, "answer"),
            _counted(sums.games, "game"),
            _counted(sums.score, "point"),
            (f"{sums.best_streak}", "best streak"),
            (f"{median_seconds(told.speeds) or '<1'} s", "median"),
            _counted(days_in_a_row(told.days, today), "day", " in a row"),
            (f"{self._dailies.streak}", "daily streak"),
        ]
        count = min(MOST_WEEKS, (width - 6) // 2)
        shown = min(12, width // WEEK_WIDTH)
        latest = weeks(told.days, today, shown)
        return Content("\n").join(
            [
                Content.styled(sums.name, "bold $primary"),
                *_spread(facts, width),
                Content(""),
                _title("Right answers, week by week"),
                columns(
                    [percent(week.answered, week.right) for week in latest],
                    [f"{date.fromordinal(week.monday):%d.%m}" for week in latest],
                    height=3,
                    width=WEEK_WIDTH,
                ),
                Content(""),
                calendar({one.day: one.answered for one in told.days}, today, count),
                calendar_legend(),
                Content(""),
                _title("How fast"),
                *_speeds(told.speeds, width),
            ]
        )

    def _where(self, told: Summary, width: int) -> Content:
        forms = [Share(voice.form_told(one.name), one.answered, one.right) for one in told.forms]
        levels = [
            Share(f"{'★' * int(one.name):<5} level {one.name}", one.answered, one.right)
            for one in told.levels
        ]
        lines = [_title("By table"), *_bars(told.tables, width), Content("")]
        lines += [_title("By level"), *_bars(levels, width), Content("")]
        lines += [_title("By form"), *_bars(forms, width)]
        return Content("\n").join(lines)

    def _hardest(self, told: Summary, width: int) -> Content:
        lines = [_title("What you missed most")]
        for missed in told.hardest:
            lines.append(Content(""))
            lines.append(hung(Content(missed.prompt or missed.question), width, 2))
            if missed.answer in {"True", "False"}:
                right = Content.assemble(
                    ("That is ", "$quiet"), (missed.answer.lower(), "$success"), (".", "$quiet")
                )
            else:
                right = Content.assemble(("It is ", "$quiet"), (missed.answer, "$success"), (".", "$quiet"))
            count = Content.styled(f"   {missed.right} of {missed.answered} right", "$accent")
            lines.append(hung((right if missed.answer else Content("")) + count, width, 2))
        if len(lines) == 1:
            lines.append(Content.styled("Nothing so far. The jury is impressed.", "$quiet"))
        return Content("\n").join(lines)

    def _everyone(self, told: Summary, width: int) -> Content:
        lines = [_title("Everyone who plays here")]
        ranked = sorted(told.everyone, key=lambda one: (-one.score, one.name))
        for place, one in enumerate(ranked, 1):
            me = one.name == told.player.name
            lines.append(Content(""))
            lines.append(
                Content.assemble(
                    (f"{place:>2}  ", "$quiet"),
                    (one.name, "bold $primary" if me else "bold"),
                    ("  (you)" if me else "", "$quiet"),
                )
            )
            share = percent(one.answered, one.right)
            points, answers = voice.counted(one.score, "point"), voice.counted(one.answered, "answer")
            sums = f"{points} · {share or 0} % of {answers} right · best streak {one.best_streak}"
            lines.append(hung(Content(sums), width, 4))
        lines += [Content(""), _title("Your best scores")]
        lines += [
            Content(f"    {best.score:,}  {voice.game_told(best.mode, best.variant, best.length)}")
            for best in told.bests
        ]
        return Content("\n").join(lines)


def _title(text: str) -> Content:
    return Content.styled(text.upper(), "$quiet")


def _counted(count: int, noun: str, tail: str = "") -> tuple[str, str]:
    """A figure with what it counts."""
    return f"{count:,}", (noun if count == 1 else f"{noun}s") + tail


def _spread(facts: list[tuple[str, str]], width: int) -> list[Content]:
    """Figures with what they mean, as many side by side as the width has room for."""
    across = 4 if width >= 64 else 2
    cell = width // across
    lines = []
    for start in range(0, len(facts), across):
        line = Content("")
        for number, meaning in facts[start : start + across]:
            one = Content.assemble((number, "bold $accent"), " ", (meaning, "$quiet")).truncate(
                cell - 1, ellipsis=True
            )
            line += one + Content(" " * (cell - one.cell_length))
        lines.append(line)
    return lines


def _speeds(speeds: tuple[tuple[int, int], ...], width: int) -> list[Content]:
    """A line for each step of speed: which part of all answers were so fast."""
    counts = speed_counts(speeds)
    names = [
        f"under {SPEED_STEPS[0]} s",
        *(f"{fast} to {slow} s" for fast, slow in pairwise(SPEED_STEPS)),
        f"{SPEED_STEPS[-1]} s or more",
    ]
    return _bars([Share(name, sum(counts), count) for name, count in zip(names, counts, strict=True)], width)


def _bars(shares: "list[Share] | tuple[Share, ...]", width: int) -> list[Content]:
    """A line for each share: its name, a bar, the figures."""
    name_width = min(NAME_WIDTH, width // 3)
    bar_width = max(width - name_width - 18, 6)
    lines = []
    for one in shares:
        share = percent(one.answered, one.right) or 0
        name = Content(one.name).truncate(name_width, ellipsis=True)
        lines.append(
            name
            + Content(" " * (name_width - name.cell_length + 1))
            + bar(share, bar_width)
            + Content.assemble((f" {share:>3} %", "bold"), (f" of {one.answered:,}", "$quiet"))
        )
    return lines
