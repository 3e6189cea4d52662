"""The clock: where time comes from, and the one room that asks the machine for it."""

import time
from datetime import date
from typing import Protocol


class Clock(Protocol):
    """Where time comes from."""

    def now_ms(self) -> int:
        """Milliseconds that only ever grow, from an arbitrary start."""

    def utc_ms(self) -> int:
        """Milliseconds of UTC since 1970."""

    def today(self) -> date:
        """The player's date, where they are."""


class SystemClock:
    """This machine's clock."""

    def now_ms(self) -> int:
        """Milliseconds that only ever grow, from an arbitrary start."""
        return time.monotonic_ns() // 1_000_000  # noqa: TID251 - this is where time comes from

    def utc_ms(self) -> int:
        """Milliseconds of UTC since 1970."""
        return time.time_ns() // 1_000_000  # noqa: TID251 - this is where time comes from

    def today(self) -> date:
        """The player's date, where they are."""
        return date.today()  # noqa: DTZ011, TID251 - this is where time comes from, and the local date is meant
