"""What an exporter gives: the file's bytes, and what the format could not hold."""

from typing import NamedTuple


class Exported(NamedTuple):
    """A file to write.

    Attributes:
        data: Its bytes.
        held: How many questions are in it.
        remarks: What was left out or shortened, a line each.
    """

    data: bytes
    held: int
    remarks: tuple[str, ...] = ()
