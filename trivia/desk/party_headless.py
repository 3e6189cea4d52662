"""`globes-trivia party --headless`: a party without a screen, for a small computer under the television.

It prints one line of JSON, with the address, the PIN and the link to the host's remote, and then serves until
the host closes the party, or somebody stops the program. What happens is kept in the save file as it happens.
"""

import asyncio
import json
import signal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from trivia import voice
from trivia.clock import Clock, SystemClock
from trivia.errors import CommandError, SaveError
from trivia.lineup import planned
from trivia.party.doorway import LOOPBACK, Door, reachable
from trivia.party.events import Closed, Event, Opened
from trivia.party.host import Host
from trivia.party.hush import Hush
from trivia.party.state import Phase
from trivia.party_choice import read
from trivia.programme import fresh_seed
from trivia.saves import parties
from trivia.saves.mending import open_store
from trivia.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trivia.party.server import PartyServer
    from trivia.quiz.pack import Pack
    from trivia.saves.party_journal import PartyJournal

FINE: Final = 0


def host_headless(
    folder: Path,
    packs: "Sequence[Pack]",
    door: Door | None,
    told: TextIO,
    *,
    seed: int | None = None,
    resume: bool = False,
) -> int:
    """Host a party without a screen.

    Args:
        folder: The save folder; its settings say which night it is, as it was last chosen.
        packs: The packs; not needed where a party is gone on with.
        door: Where its door is; `None` for this machine alone.
        told: Where the line of JSON goes.
        seed: What the questions are drawn with; `None` for a fresh one.
        resume: Whether to go on with the party that was left last.

    Returns:
        The exit status: 0 once the host has closed the party, else 128 and the signal that ended it.

    Raises:
        CommandError: If the door cannot be opened there.
        LineupError: If the packs have too few questions.
        SaveError: If there is nothing to go on with, or something could not be kept until the end.
    """
    settings, clock = read_settings(folder), SystemClock()
    if resume:
        host, journal = _taken_up(folder, clock)
    else:
        host, journal = _opened(folder, settings, packs, clock, fresh_seed() if seed is None else seed)
    opened = True
    try:
        status = asyncio.run(_serve(host, door or Door(), settings, told))
    except CommandError:
        opened = resume
        raise
    finally:
        if opened:
            host.sync()
        journal.close()
        if not opened:
            _forget(folder, journal.uid)  # nobody was ever let in
    if host.unkept:
        raise SaveError(f"the end of the party was not saved: {host.trouble}")
    return status


def _forget(folder: Path, uid: str) -> None:
    with suppress(SaveError):  # then it waits in the list of those that were left
        store, _ = open_store(folder)
        try:
            parties.delete(store, uid)
        finally:
            store.close()


def _opened(
    folder: Path, settings: Settings, packs: "Sequence[Pack]", clock: Clock, seed: int
) -> "tuple[Host, PartyJournal]":
    """The night that was last chosen in the set-up, without teams at a keyboard."""
    choice = read(settings.party).with_way("none")
    plan = planned(choice.wanted(f"The night of {voice.day(clock.today())}", seed), packs, clock.utc_ms())
    journal = parties.new_party(folder, plan, clock.utc_ms)
    host = Host(journal, clock.now_ms)
    host.do(Opened(plan))
    return host, journal


def _taken_up(folder: Path, clock: Clock) -> "tuple[Host, PartyJournal]":
    """The party that moved last of those that are not over, paused where that can be."""
    store, _ = open_store(folder)
    try:
        waiting = parties.unfinished(store)
    finally:
        store.close()
    if not waiting:
        raise SaveError("no party waits to be gone on with; without --resume a new one begins")
    return parties.taken_up(folder, waiting[0].uid, clock.utc_ms, clock.now_ms)


async def _serve(host: Host, door: Door, settings: Settings, told: TextIO) -> int:
    from trivia.party.reception import new_pin, new_secret
    from trivia.party.server import PartyServer

    loop = asyncio.get_running_loop()
    ended: asyncio.Future[int] = loop.create_future()

    def end(status: int) -> None:
        if not ended.done():
            ended.set_result(status)

    for sign in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows' loop takes none; there Ctrl-C ends `asyncio.run`
            loop.add_signal_handler(sign, end, 128 + sign)
    server = PartyServer(
        host,
        pin=new_pin(),
        secret=new_secret(),
        base_url=door.base_url,
        limits=door.limits,
        blocked=settings.barred,
    )
    hush = Hush(host.room.phase)

    def heard(event: Event, _: object) -> None:
        hush.turn(host.room.phase)
        if isinstance(event, Closed):
            end(FINE)

    deaf = host.subscribe(heard)
    try:
        await server.start(door.bind, door.port)
        told.write(json.dumps(_told(host, server, door), ensure_ascii=True) + "\n")
        told.flush()
        if host.room.phase is Phase.CLOSED:
            return FINE
        return await ended
    finally:
        deaf()
        await server.close()
        hush.end()


def _told(host: Host, server: "PartyServer", door: Door) -> dict[str, object]:
    """What the line of JSON says."""
    addresses = reachable(door)
    first = addresses[0] if addresses else LOOPBACK
    return {
        "party": host.room.plan.name,
        "address": door.base_url or f"{first}:{server.port}",
        "pin": server.pin,
        "join": server.join_url(first),
        "host": server.remote_url(first),
        "addresses": [f"{address}:{server.port}" for address in addresses],
        "fits": server.fits,
    }
