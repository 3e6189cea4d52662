"""Chance as an argument: the same seed gives the same quiz on every platform and Python version."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from struct import Struct
from typing import Final, TypeVar

T = TypeVar("T")

_words: Final = Struct(">8I").unpack
"""A SHA-256 digest as eight whole numbers of 32 bits."""


class Chance:
    """A stream of choices that follows from a seed and nothing else.

    The stream is SHA-256 in counter mode, so it is the same wherever SHA-256 is; and a question, which has
    a stream of its own and draws a dozen numbers from it, starts one in a microsecond.
    """

    __slots__ = ("_block", "_key", "_left", "_words")

    def __init__(self, *seed: str | int) -> None:
        """Start the stream.

        Args:
            *seed: The words and numbers that it follows from; their order counts.
        """
        self._key = sha256("\x1f".join(map(str, seed)).encode()).digest()
        self._words = _words(self._key)
        self._left = 8
        self._block = 0

    def below(self, bound: int) -> int:
        """A whole number from 0 to `bound - 1`; `bound` is at least 1 and far below 2**32."""
        if not self._left:
            self._block += 1
            self._words = _words(sha256(self._key + self._block.to_bytes(4, "big")).digest())
            self._left = 8
        self._left -= 1
        word: int = self._words[self._left]
        return word * bound >> 32

    def pick(self, items: Sequence[T]) -> T:
        """One of `items`, which must not be empty."""
        return items[self.below(len(items))]

    def drawn(self, items: Sequence[T]) -> Iterator[T]:
        """All of `items` in a new order (Fisher and Yates), one by one, at a cost for those taken alone."""
        moved: dict[int, int] = {}
        below = self.below
        for left in range(len(items), 0, -1):
            place = below(left)
            yield items[moved.get(place, place)]
            moved[place] = moved.get(left - 1, left - 1)

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """All of `items` in a new order."""
        order, below = list(items), self.below
        for left in range(len(order), 1, -1):
            place = below(left)
            order[place], order[left - 1] = order[left - 1], order[place]
        return order
