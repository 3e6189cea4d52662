"""Long work aside from the screen, that holds up nobody who leaves."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


async def aside(work: Callable[[], Iterator[T]]) -> AsyncIterator[T]:
    """What an iterator yields in a thread of its own.

    Textual's own threads are waited for when the app ends, and to read a large pack takes seconds. This one
    ends with the program, wherever it is; so it must only read.

    Args:
        work: Makes the iterator, in that thread.

    Raises:
        Exception: What the iterator raises.
    """
    loop = asyncio.get_running_loop()
    told: asyncio.Queue[tuple[T] | Exception | None] = asyncio.Queue()

    def tell(what: tuple[T] | Exception | None) -> None:
        with suppress(RuntimeError):  # the loop is closed: whoever wanted to know has left
            loop.call_soon_threadsafe(told.put_nowait, what)

    def run() -> None:
        try:
            for one in work():
                tell((one,))
        except Exception as error:
            tell(error)
        else:
            tell(None)

    Thread(target=run, daemon=True).start()
    while (what := await told.get()) is not None:
        if isinstance(what, Exception):
            raise what
        yield what[0]
