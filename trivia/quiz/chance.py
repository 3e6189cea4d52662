"""Chance as an argument: the same seed gives the same quiz on every platform and Python version."""

import random
from collections.abc import Sequence
from hashlib import sha256
from typing import Final, TypeVar

T = TypeVar("T")

SEED_BYTES: Final = 8


class Chance:
    """A stream of choices that follows from a seed and nothing else.

    Built on `random.Random.random()` alone: of the standard library's generator, only that method's
    sequence is promised to stay the same between Python versions (its documentation, "Notes on
    Reproducibility").
    """

    def __init__(self, *seed: str | int) -> None:
        """Start the stream.

        Args:
            *seed: The words and numbers that it follows from; their order counts.
        """
        written = "\x1f".join(str(part) for part in seed).encode()
        self._stream = random.Random(int.from_bytes(sha256(written).digest()[:SEED_BYTES], "big"))  # noqa: S311 - a game, not a secret

    def below(self, bound: int) -> int:
        """A whole number from 0 to `bound - 1`; `bound` is at least 1."""
        return int(self._stream.random() * bound)

    def pick(self, items: Sequence[T]) -> T:
        """One of `items`, which must not be empty."""
        return items[self.below(len(items))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """All of `items` in a new order (Fisher and Yates)."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order
