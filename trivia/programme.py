"""What is on: the questions of a game of any mode, and where a daily or a marathon goes on."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from trivia.errors import PackError, Place, Problem
from trivia.game.mode import DAILY, LADDER_LEVELS, REVIEW, Lifeline, Mode
from trivia.game.setup import LEVELS, Setup, has_levels, is_filtered, variant_of
from trivia.progress.daily import daily_seed, day_ends, midnight_ms
from trivia.quiz.draw import draw
from trivia.quiz.pack import Pack, names, versions
from trivia.quiz.question import Question
from trivia.quiz.rating import Rating, rate
from trivia.quiz.recall import recall
from trivia.quiz.selection import EVERYTHING, Selection
from trivia.saves.keeper import Keeper

if TYPE_CHECKING:
    from trivia.saves.past import OpenGame
    from trivia.saves.summary import Played, Reviews

LEARNED_FROM = 5_000
"""The latest answers of a pack that levels are learned from."""

SPARES = 5
"""How many questions of a pack stand by for those that are skipped."""


def fresh_seed() -> int:
    """A seed that nobody chose; short enough to read out to a friend."""
    return int.from_bytes(os.urandom(4), "big")


def fresh_id() -> str:
    """An id that no other game has."""
    return os.urandom(12).hex()


@dataclass(frozen=True, slots=True)
class Programme:
    """What a session plays.

    Attributes:
        questions: The questions, in order; none where there is nothing to ask.
        seed: The seed that they were drawn with.
        wanted: How many were asked for.
        game: The game's own id in the save file.
        answered: What was chosen for the first questions already, and after how many milliseconds.
        day: The date that it belongs to, whenever it is played; `None` for the day on which it begins.
        spares: Questions that may take the place of one that is skipped.
    """

    questions: tuple[Question, ...]
    seed: int
    wanted: int
    game: str = field(default_factory=fresh_id)
    answered: tuple[tuple[int, int], ...] = ()
    day: date | None = None
    spares: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class _Deck:
    """A pack, and what there is to know before questions are drawn from it."""

    pack: Pack
    last_seen: Mapping[str, int]
    learned: Mapping[str, Rating]
    selection: Selection = EVERYTHING


def drawn(
    packs: Sequence[Pack], mode: Mode, keeper: Keeper, setup: Setup, seed: int | None = None
) -> Programme:
    """Draw the questions of a game.

    Args:
        packs: The packs; where there are several, their questions take turns.
        mode: The mode.
        keeper: Where answers are kept.
        setup: What the player has chosen besides.
        seed: The seed; `None` for a fresh one, and then what was not seen lately comes first, and levels are
            those that answers have taught. The same seed is the same game for everyone.
    """
    wanted = setup.length if mode.sized and setup.length else mode.length
    chance = fresh_seed() if seed is None else seed
    decks = [_deck(pack, mode, keeper, setup, with_history=seed is None) for pack in packs]
    if mode.resumable:
        from trivia.quiz.marathon import marathon

        return Programme(_in_turn([marathon(deck.pack, chance) for deck in decks], wanted), chance, wanted)
    if mode.steps:
        hands = [_rising(deck, LADDER_LEVELS[turn :: len(decks)], chance) for turn, deck in enumerate(decks)]
    else:
        hands = [
            draw(deck.pack, wanted, chance, deck.last_seen, deck.learned, deck.selection) for deck in decks
        ]
    spare = [_spares(deck, hand, chance) for deck, hand in zip(decks, hands, strict=True)]
    return Programme(
        _in_turn(hands, wanted),
        chance,
        wanted,
        spares=_in_turn(spare, SPARES * len(decks)) if mode.count(Lifeline.SKIP) else (),
    )


def _deck(pack: Pack, mode: Mode, keeper: Keeper, setup: Setup, *, with_history: bool) -> _Deck:
    name = pack.facts.id
    levels = LEVELS[setup.level] if has_levels(mode) else ()
    chosen = Selection(levels=levels)
    if is_filtered(mode):
        chosen = Selection(
            tables=setup.tables,
            forms=setup.forms,
            levels=levels,
            among=keeper.missed(name) if setup.only == "missed" else None,
            without=frozenset(keeper.last_seen(name)) if setup.only == "unseen" else frozenset(),
        )
    if not with_history:
        return _Deck(pack, {}, {}, chosen)
    return _Deck(pack, keeper.last_seen(name), rate(keeper.answers(name, LEARNED_FROM)), chosen)


def _rising(deck: _Deck, levels: tuple[int, ...], seed: int) -> tuple[Question, ...]:
    from trivia.quiz.rising import rising

    return rising(deck.pack, levels, seed, deck.last_seen, deck.learned)


def _spares(deck: _Deck, hand: tuple[Question, ...], seed: int) -> tuple[Question, ...]:
    from trivia.quiz.spares import spares

    return spares(deck.pack, hand, SPARES, seed, deck.last_seen, deck.learned, deck.selection)


def _in_turn(hands: Sequence[tuple[Question, ...]], limit: int) -> tuple[Question, ...]:
    """Questions of several packs, each in its own order, taking turns as long as each has some."""
    turns = (question for turn in zip_longest(*hands) for question in turn if question is not None)
    return tuple(question for question, _ in zip(turns, range(limit), strict=False))


def open_marathon(packs: Sequence[Pack], mode: Mode, keeper: Keeper, setup: Setup) -> "OpenGame | None":
    """The marathon that was left, if its questions are still those; `None` where there is none."""
    from trivia.saves.past import open_game

    variant = variant_of(mode, setup)
    found = keeper.ask(
        lambda store: store.read(lambda db: open_game(db, keeper.profile, names(packs), mode.id, variant)),
        None,
    )
    return found if found is not None and found.pack_version == versions(packs) else None


def marathon(
    packs: Sequence[Pack], mode: Mode, keeper: Keeper, setup: Setup, seed: int | None = None
) -> Programme:
    """The marathon: the one that was left, where it was left, or else a new one.

    A marathon of other packs, or of an older version of them, is not gone on with; it stays in the book.

    Args:
        packs: The packs.
        mode: The marathon, timed or not.
        keeper: Where answers are kept.
        setup: What the player has chosen besides.
        seed: The seed of a new one; `None` takes up the old one, or draws a fresh seed.
    """
    found = None if seed is not None else open_marathon(packs, mode, keeper, setup)
    if found is not None:
        programme = drawn(packs, mode, keeper, setup, found.seed)
        if _same(found.answers, programme.questions):
            answered = tuple((one.chosen, one.elapsed_ms) for one in found.answers)
            return replace(programme, game=found.game, answered=answered)
    return drawn(packs, mode, keeper, setup, fresh_seed() if seed is None else seed)


def daily(pack: Pack, keeper: Keeper, today: date) -> Programme:
    """The daily of a date: drawn from the date and the pack's version alone, the same for everyone.

    Args:
        pack: The pack.
        keeper: Where answers are kept; what it knows of today's try is taken up again.
        today: The player's date.

    Raises:
        PackError: If today's try was begun with other questions, before the pack changed.
    """
    from trivia.saves.summary import daily as daily_game

    seed = daily_seed(pack.facts.id, pack.facts.version, today)
    questions = draw(pack, DAILY.length, seed)
    begun = keeper.ask(
        lambda store: store.read(lambda db: daily_game(db, keeper.profile, pack.facts.id, today.toordinal())),
        None,
    )
    if begun is None:
        return Programme(questions, seed, DAILY.length, _daily_id(pack, keeper, today), day=today)
    if not _same(begun.answers, questions):
        raise PackError(
            [
                Problem(
                    Place(pack.facts.id),
                    "today's daily was begun with another version of it; the next one opens at midnight",
                )
            ]
        )
    answered = tuple((one.chosen, one.elapsed_ms) for one in begun.answers)
    return Programme(questions, seed, DAILY.length, begun.game, answered, today)


def _same(answers: "Sequence[Played]", questions: tuple[Question, ...]) -> bool:
    """Whether what was answered are the first of these questions."""
    return len(answers) <= len(questions) and all(
        one.place == place and one.question == question.id and one.chosen < len(question.options)
        for place, (one, question) in enumerate(zip(answers, questions, strict=False))
    )


def _daily_id(pack: Pack, keeper: Keeper, today: date) -> str:
    """The id of a player's daily: the same in every window, so that two of them cannot count twice."""
    from trivia.saves.profiles import known_uid, uid

    # Who is known already is only looked up, which another window's writing never hinders.
    owner = keeper.ask(lambda store: store.read(lambda db: known_uid(db, keeper.profile)), None)
    owner = owner or keeper.ask(
        lambda store: store.change(lambda db: uid(db, keeper.profile, midnight_ms(today))), None
    )
    return f"daily/{today.isoformat()}/{pack.facts.id}/{owner or fresh_id()}"


def reviews(keeper: Keeper, today: date) -> "Reviews":
    """What is due today and on the next days, over all packs."""
    from trivia.saves import summary

    ends = day_ends(today, summary.DUE_DAYS)
    return keeper.ask(
        lambda store: store.read(lambda db: summary.reviews(db, keeper.profile, ends)),
        summary.Reviews(0, (0,) * summary.DUE_DAYS, 0, 0, 0),
    )


def review(pack: Pack, keeper: Keeper, today: date, seed: int | None = None) -> Programme:
    """A review: the questions of a pack that are due by the end of today, the longest overdue first."""
    from trivia.saves import summary

    end = day_ends(today, 1)[0]
    ids: tuple[str, ...] = keeper.ask(
        lambda store: store.read(lambda db: summary.due(db, keeper.profile, pack.facts.id, end)), ()
    )
    drawn_with = fresh_seed() if seed is None else seed
    return Programme(recall(pack, ids, REVIEW.length, drawn_with), drawn_with, REVIEW.length)
