"""When garbage is looked for: not while a thousand lines, or the host's screen, wait for an answer."""

import asyncio
import gc
from typing import Final

from trivia.party.state import Phase

HUSH: Final = 10.0
"""Seconds of a question in which no garbage is looked for: among a thousand lines that takes longer than all
the answers. Most come in within these, and a flood of rubbish is not kept for longer."""

BREATH: Final = 0.25
"""Seconds after a question until garbage is looked for again: not while the host's key is answered."""

_SIDES: Final = frozenset({Phase.LOBBY, Phase.FINAL, Phase.CLOSED})
"""Before the show and after it."""


class Hush:
    """Looks for no garbage while that would keep somebody waiting."""

    def __init__(self) -> None:
        """Look for it as usual, until the show turns."""
        self._phase: Phase | None = None
        self._on = False
        self._timer: asyncio.TimerHandle | None = None

    def turn(self, phase: Phase) -> None:
        """The show is at this point, in the running loop.

        Who is in when the show begins is looked through when it is over, and not in between: among a thousand
        lines that takes longer than a key of the host may.
        """
        if phase is self._phase:
            return
        before, self._phase = self._phase, phase
        if phase in _SIDES:
            gc.unfreeze()
        elif before is None or before in _SIDES:
            gc.freeze()
        self._plan(phase is Phase.OPEN)

    def end(self) -> None:
        """Look for garbage as usual from now on."""
        if self._timer is not None:
            self._timer.cancel()
        self._wake()
        gc.unfreeze()

    def _plan(self, on: bool) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if on and gc.isenabled():
            self._on = True
            gc.disable()
        if self._on:
            seconds = HUSH if on else BREATH
            self._timer = asyncio.get_running_loop().call_later(seconds, self._wake)

    def _wake(self) -> None:
        self._timer = None
        if self._on:
            self._on = False
            gc.enable()
