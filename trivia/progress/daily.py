"""The daily: one set of questions for each date, a streak of days, a text to share that tells no answer."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final

SEED_BYTES: Final = 6
RIGHT: Final = "■"
WRONG: Final = "□"


def daily_seed(pack: str, version: str, day: date) -> int:
    """The seed of a date's daily: from date and pack version alone, the same on every machine.

    Args:
        pack: The pack's id.
        version: The pack's version.
        day: The date.
    """
    told = f"daily\n{pack}\n{version}\n{day.isoformat()}"
    return int.from_bytes(sha256(told.encode()).digest()[:SEED_BYTES], "big")


def streak(days: Iterable[int], today: int) -> int:
    """How many days in a row have a finished daily, up to today, or to yesterday while today's is open.

    Args:
        days: The dates of finished dailies, as ordinals, in any order.
        today: The player's date, as an ordinal.
    """
    done = set(days)
    last = today if today in done else today - 1
    length = 0
    while last - length in done:
        length += 1
    return length


def longest_streak(days: Iterable[int]) -> int:
    """The most days in a row."""
    done = set(days)
    longest = 0
    for first in (day for day in done if day - 1 not in done):
        length = 1
        while first + length in done:
            length += 1
        longest = max(longest, length)
    return longest


def share_text(day: date, rights: Sequence[bool], score: int, days: int) -> str:
    """What a player sends to a friend: how it went, question by question, and nothing of the answers.

    Args:
        day: The date.
        rights: For every question whether it was right.
        score: The points.
        days: The streak of days, today counted.
    """
    blocks = "".join(RIGHT if right else WRONG for right in rights)
    told = f"Globes Trivia · {day.isoformat()}\n{blocks} {sum(rights)}/{len(rights)}\n{score:,} points"
    return f"{told} · {days} days in a row" if days > 1 else told


def day_ends(today: date, days: int) -> tuple[int, ...]:
    """When today and the days after it end where the player is, in milliseconds of UTC since 1970.

    Args:
        today: The player's date.
        days: How many days.
    """
    return tuple(midnight_ms(today + timedelta(days=number)) for number in range(1, days + 1))


def midnight_ms(day: date) -> int:
    """When a date begins where the player is, in milliseconds of UTC since 1970."""
    return int(datetime(day.year, day.month, day.day).astimezone().timestamp() * 1000)


def percent(answered: int, right: int) -> int | None:
    """The share of right answers in whole percent; `None` where there are no answers."""
    return None if answered == 0 else (200 * right + answered) // (2 * answered)
