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


class Hush:
    """Looks for no garbage while that would keep somebody waiting; every show has one."""

    def __init__(self, phase: Phase) -> None:
        """Look for it as usual, until the show moves on from here."""
        self._phase = phase
        self._moved = False
        self._on = False
        self._timer: asyncio.TimerHandle | None = None

    def turn(self, phase: Phase) -> None:
        """The show is at this point, in the running loop.

        Who is in when it first moves is looked through when the show is over, and not in between: among a
        thousand lines that takes longer than a key of the host may. Who comes later is not kept out so, for
        lines that are lost and found again all night would stay in memory until its end.
        """
        if phase is self._phase:
            return
        self._phase = phase
        if not self._moved:
            self._moved = True
            gc.freeze()
        self._plan(phase is Phase.OPEN)

    def end(self) -> None:
        """The show is over: look through all that it has left behind, once, and then as usual."""
        if self._timer is not None:
            self._timer.cancel()
        self._wake()
        if self._moved:
            gc.unfreeze()
            gc.collect()
            gc.freeze()  # what is left stays for long, as packs do

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
