"""Statistics: what the counts in the save file mean, for the progress screen and `stats --json`."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timezone
from typing import TYPE_CHECKING, Any, Final

from trivia.progress.achievements import Trophy
from trivia.progress.daily import longest_streak, streak
from trivia.saves import summary as saved
from trivia.saves.summary import DayPlayed, Reviews, Share, Summary

if TYPE_CHECKING:
    from trivia.saves.keeper import Keeper

WEEK: Final = 7
SPEED_STEPS: Final = (2, 5, 10, 20)
"""Seconds below which the steps of an answer's speed end; the last step has no end."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week of play.

    Attributes:
        monday: Its first day, as an ordinal.
        answered: Answers given in it.
        right: How many were right.
    """

    monday: int
    answered: int
    right: int


def median_seconds(speeds: Iterable[tuple[int, int]]) -> int | None:
    """The seconds within which half of the answers came; `None` where there are none.

    Args:
        speeds: How many answers took how many whole seconds, the fastest first.
    """
    told = tuple(speeds)
    half = sum(answers for _, answers in told) / 2
    for seconds, answers in told:
        half -= answers
        if half <= 0 < answers:
            return seconds
    return None


def speed_counts(speeds: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """How many answers were of each step of `SPEED_STEPS`, the fastest step first, and how many slower.

    Args:
        speeds: How many answers took how many whole seconds, the rest of a second left out.
    """
    counts = [0] * (len(SPEED_STEPS) + 1)
    for seconds, answers in speeds:
        counts[bisect_right(SPEED_STEPS, seconds)] += answers
    return tuple(counts)


def weeks(days: Iterable[DayPlayed], today: int, count: int) -> tuple[Week, ...]:
    """The latest weeks, the oldest first; this week is the last.

    Args:
        days: Days with answers.
        today: The player's date, as an ordinal.
        count: How many weeks.
    """
    last = monday_of(today)
    sums = {last - WEEK * number: [0, 0] for number in range(count)}
    for played in days:
        found = sums.get(monday_of(played.day))
        if found is not None:
            found[0] += played.answered
            found[1] += played.right
    return tuple(Week(monday, *sums[monday]) for monday in sorted(sums))


def monday_of(day: int) -> int:
    """The Monday of a day's week, both as ordinals; ordinal 1 was a Monday."""
    return day - (day - 1) % WEEK


def days_in_a_row(days: Iterable[DayPlayed], today: int) -> int:
    """How many days in a row had an answer, up to today or yesterday."""
    return streak((played.day for played in days), today)


@dataclass(frozen=True, slots=True)
class DailyRecord:
    """How the dailies went.

    Attributes:
        finished: How many were finished.
        streak: On how many days in a row, up to today or yesterday.
        longest: The longest such streak.
    """

    finished: int
    streak: int
    longest: int


def daily_record(keeper: "Keeper", pack: str, today: int) -> DailyRecord:
    """How the dailies of a pack went for who plays."""
    days: tuple[int, ...] = keeper.ask(
        lambda store: store.read(lambda db: saved.daily_days(db, keeper.profile, pack)), ()
    )
    return DailyRecord(len(days), streak(days, today), longest_streak(days))


def summed_up(keeper: "Keeper") -> Summary | None:
    """What the save file tells of who plays; `None` where they have not played yet."""
    return keeper.ask(lambda store: store.read(lambda db: saved.summary(db, keeper.profile)), None)


def statistics_data(
    player: str,
    told: Summary | None,
    reviews: Reviews,
    dailies: DailyRecord,
    trophies: Iterable[Trophy],
    today: date,
) -> dict[str, Any]:
    """The statistics as plain data, in the stable shape of `stats --json` (docs/json.md)."""
    sums = told.player if told else None
    days = told.days if told else ()
    return {
        "player": sums.name if sums else player,
        "games": sums.games if sums else 0,
        "answered": sums.answered if sums else 0,
        "right": sums.right if sums else 0,
        "points": sums.score if sums else 0,
        "best_streak": sums.best_streak if sums else 0,
        "median_seconds": median_seconds(told.speeds) if told else None,
        "days_in_a_row": days_in_a_row(days, today.toordinal()),
        "days": [
            {"day": date.fromordinal(one.day).isoformat(), "answered": one.answered, "right": one.right}
            for one in days
        ],
        "tables": _shares(told.tables if told else ()),
        "forms": _shares(told.forms if told else ()),
        "levels": _shares(told.levels if told else ()),
        "bests": [asdict(best) for best in told.bests] if told else [],
        "hardest": [asdict(missed) for missed in told.hardest] if told else [],
        "daily": asdict(dailies),
        "review": asdict(reviews),
        "achievements": [
            {"id": one.achievement.id, "title": one.achievement.title, "won_at": _moment(one.won_at)}
            for one in trophies
        ],
        "players": [
            {
                "player": person.name,
                "games": person.games,
                "answered": person.answered,
                "right": person.right,
                "points": person.score,
                "best_streak": person.best_streak,
            }
            for person in (told.everyone if told else ())
        ],
    }


def _shares(shares: Iterable[Share]) -> list[dict[str, Any]]:
    return [asdict(share) for share in shares]


def _moment(milliseconds: int | None) -> str | None:
    if milliseconds is None:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, timezone.utc).isoformat(timespec="seconds")
