"""What is played: packs by name, opened once; the session of a game; what there is to choose from."""

import gc
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from trivia.errors import TriviaError
from trivia.paths import DEFAULT_PACK

if TYPE_CHECKING:
    from trivia.clock import Clock
    from trivia.game.mode import Mode
    from trivia.game.setup import Setup
    from trivia.quiz.pack import Pack
    from trivia.saves.keeper import Keeper
    from trivia.session import Session
    from trivia.settings import Settings
    from trivia.tui.opening import Opening
    from trivia.tui.screens.setup import OnOffer


def _keep_for_good() -> None:
    """Never look through what was made so far for garbage again: a key would wait for it, now and then."""
    gc.freeze()


class Playbill:
    """Opens packs and begins games.

    Attributes:
        seeds: Seeds for the next games that name none.
        chosen: Whether the command line has named the packs.
    """

    def __init__(self, keeper: "Keeper", opening: "Opening | None", seeds: Iterable[int]) -> None:
        """Make a playbill.

        Args:
            keeper: Where answers are kept.
            opening: What the command line asked for; its packs are the usual ones then.
            seeds: Seeds for the next games that name none; fresh ones after them.
        """
        self._keeper = keeper
        self.seeds = iter(seeds)
        self._open: dict[str, Pack] = {}
        self._usual: tuple[Pack, ...] = opening.packs if opening else ()
        self.chosen = bool(self._usual)
        self._untimed = bool(opening and opening.untimed)
        _keep_for_good()

    @property
    def pack_id(self) -> str:
        """The id of the usual pack, known before it is opened."""
        return self._usual[0].facts.id if self._usual else DEFAULT_PACK

    def pack(self) -> "Pack":
        """The usual pack, opened at its first use.

        Raises:
            TriviaError: If it cannot be opened.
        """
        if not self._usual:
            self._usual = (self._opened(DEFAULT_PACK),)
        return self._usual[0]

    def packs(self, setup: "Setup") -> "tuple[Pack, ...]":
        """The packs of a game.

        Raises:
            TriviaError: If one of them cannot be opened.
        """
        return self.opened(setup.packs)

    def opened(self, names: tuple[str, ...]) -> "tuple[Pack, ...]":
        """Packs by their names or paths; the usual ones where there are none.

        Raises:
            TriviaError: If one of them cannot be opened.
        """
        if names:
            return tuple(self._opened(name) for name in names)
        self.pack()
        return self._usual

    def at_hand(self, ids: Iterable[str]) -> "tuple[Pack, ...]":
        """The packs of a game of the past, by their ids, as far as they are at hand."""
        from trivia.packs.library import find_installed

        usual = {pack.facts.id: pack for pack in self._usual}
        found: list[Pack] = []
        for name in ids:
            with suppress(TriviaError):  # an installed pack that cannot be opened is not at hand
                if name in usual or name in self._open or find_installed(name) is not None:
                    found.append(usual.get(name) or self._opened(name))
        return tuple(found)

    def forget(self) -> None:
        """Open packs anew when they are next wanted: those on the shelf have changed."""
        self._open.clear()

    def _opened(self, name: str) -> "Pack":
        from trivia.packs.library import find_pack, open_pack
        from trivia.paths import cache_folder

        if name not in self._open:
            self._open[name] = open_pack(find_pack(name), cache_folder())
            _keep_for_good()
        return self._open[name]

    def game(
        self,
        setup: "Setup",
        settings: "Settings",
        clock: "Clock",
        *,
        seed: int | None = None,
        anew: bool = False,
    ) -> "Session":
        """Begin a game.

        Args:
            setup: What the player has chosen.
            settings: Whether time counts.
            clock: Where time comes from.
            seed: The seed; `None` for the next one.
            anew: Whether a marathon that waits is left for a new one.

        Raises:
            TriviaError: If a pack cannot be opened, or has nothing to ask.
        """
        from trivia.game.mode import MODES
        from trivia.programme import fresh_seed
        from trivia.session import Session

        seed = next(self.seeds, None) if seed is None else seed
        if anew and seed is None:
            seed = fresh_seed()
        mode = self._timed(MODES[setup.mode], settings)
        return Session(self.packs(setup), mode, self._keeper, clock, seed=seed, setup=setup)

    def daily(self, settings: "Settings", clock: "Clock", today: date) -> "Session":
        """Today's daily, from where it was left.

        Raises:
            TriviaError: If the pack cannot be opened, or today's try was begun with another version of it.
        """
        from trivia.game.mode import DAILY
        from trivia.programme import daily
        from trivia.session import Session

        pack = self.pack()
        programme = daily(pack, self._keeper, today)
        return Session(pack, self._timed(DAILY, settings), self._keeper, clock, programme=programme)

    def review(self, settings: "Settings", clock: "Clock", today: date) -> "Session | None":
        """What is due; `None` where nothing is.

        Raises:
            TriviaError: If the pack cannot be opened.
        """
        from trivia.game.mode import REVIEW
        from trivia.programme import review
        from trivia.session import Session

        pack = self.pack()
        programme = review(pack, self._keeper, today, next(self.seeds, None))
        if not programme.questions:
            return None
        return Session(pack, self._timed(REVIEW, settings), self._keeper, clock, programme=programme)

    def _timed(self, mode: "Mode", settings: "Settings") -> "Mode":
        from trivia.game.mode import untimed

        return mode if settings.timer and not self._untimed else untimed(mode)

    def offer(self, setup: "Setup", settings: "Settings") -> "OnOffer":
        """What there is to choose from.

        Args:
            setup: What is chosen; the tables are those of its packs.
            settings: Whether time counts.

        Raises:
            TriviaError: If a pack cannot be opened.
        """
        from trivia.game.mode import MODES
        from trivia.programme import open_marathon
        from trivia.quiz.pack import FORMS
        from trivia.quiz.query import Catalogue
        from trivia.tui.screens.setup import OnOffer

        packs = self.packs(setup)
        tables = {ask.table: pack.facts.tables[ask.table].title for pack in packs for ask in pack.asks}
        asked = {query.form for pack in packs for query in Catalogue(pack)}
        mode = self._timed(MODES[setup.mode], settings)
        waiting = open_marathon(packs, mode, self._keeper, setup) if mode.resumable else None
        return OnOffer(
            packs=self.choices(),
            tables=tuple(tables.items()),
            forms=tuple(form for form in FORMS if form in asked),
            waiting=len(waiting.answers) if waiting else 0,
        )

    def best(self, setup: "Setup", settings: "Settings") -> int | None:
        """The best score of such games so far; `None` where there is none.

        Raises:
            TriviaError: If a pack cannot be opened.
        """
        from trivia.game.mode import MODES
        from trivia.game.setup import variant_of

        mode = self._timed(MODES[setup.mode], settings)
        length = setup.length or mode.length if mode.kept_length is None else mode.kept_length
        variant = variant_of(mode, setup)
        if setup.packs or self._usual:
            from trivia.quiz.pack import names

            kept_under = names(self.packs(setup))
        else:
            kept_under = self.pack_id  # the title screen asks before the pack is open
        return self._keeper.best_score(kept_under, mode.id, length, variant=variant)

    def choices(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Each pack, and all together where there are several: names, and what players call it."""
        from trivia.packs.library import installed_packs

        with suppress(TriviaError):  # even if the usual pack is broken, others can be chosen
            self.pack()
        usual = (((), " + ".join(pack.facts.title for pack in self._usual)),) if self._usual else ()
        installed = installed_packs()
        here = [pack.facts.id for pack in self._usual if pack.facts.id in installed]
        known = {pack.facts.id for pack in self._usual}
        others: dict[str, str] = {}
        for name in installed:
            with suppress(TriviaError):  # the screen of packs says what is wrong with it
                facts = self._opened(name).facts
                # Of two packs with one id only the one is offered that its id finds.
                if facts.id not in known and (facts.id == name or facts.id not in installed):
                    known.add(facts.id)
                    others[name] = facts.title
        each = tuple(((name,), title) for name, title in others.items())
        every = (*sorted(here), *others)
        return (*usual, *each, *(((every, "all of them"),) if others and len(every) > 1 else ()))
