"""Screens that are taken away before they are ready."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from textual.screen import Screen

S = TypeVar("S", bound=Screen[Any])


def when_there(handler: Callable[[S], Any]) -> Callable[[S], Any]:
    """Call a screen's handler only while the screen has its widgets.

    Keys may come faster than screens change, and whoever quits does not wait: Textual then still calls what
    was due (a mount, a timer) on a screen whose widgets are gone.
    """

    @wraps(handler)
    def called(screen: S) -> Any:
        return handler(screen) if screen.children else None

    return called
