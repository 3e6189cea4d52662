"""Achievements, each with its rule; the night of the 74th Golden Globes lends them their names.

A rule looks at a game that has ended, or at what a player has done all in all. Both come from the save file,
and a game that a crash cut off is looked at with the next one that ends, so that nothing won is lost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from trivia.game.mode import LADDER, MARATHON, SPRINT, SURVIVAL
from trivia.saves import honours, profiles
from trivia.saves.honours import Story, Totals

if TYPE_CHECKING:
    import sqlite3

    from trivia.saves.keeper import Keeper

QUICK_MS: Final = 2_000
BRISK_MS: Final = 6_000


@dataclass(frozen=True, slots=True)
class Achievement:
    """Something to be won, once.

    Attributes:
        id: Its name in the save file; never changed.
        title: Its name for players.
        about: How it is won, in one sentence.
        rule: Whether a game wins it; `None` where it is a matter of counting.
        count: What is counted, all in all; `None` where a game wins it.
        goal: How many it takes.
    """

    id: str
    title: str
    about: str
    rule: Callable[[Story], bool] | None = None
    count: Callable[[Totals], int] | None = None
    goal: int = 1


def _best_run(game: Story) -> int:
    """The most right answers in a row."""
    best = run = 0
    for answer in game.answers:
        run = run + 1 if answer.right else 0
        best = max(best, run)
    return best


def _rights(game: Story) -> list[bool]:
    return [answer.right for answer in game.answers]


def _whole(game: Story, questions: int) -> bool:
    """Whether all questions of a game were answered, at least so many.

    A ladder that was walked away from, or fallen from, is none; nor is an open-ended game: who plays it has a
    hand in where it ends.
    """
    return game.finished and len(game.answers) >= max(game.length, questions) and game.length > 0


def _climbed(game: Story) -> bool:
    """Whether a ladder came to its end without a fall: at the top, or with a walk."""
    return game.mode == LADDER.id and game.finished and all(_rights(game))


ACHIEVEMENTS: Final = (
    Achievement(
        "first-envelope",
        "The First Envelope",
        "Give your first right answer.",
        count=lambda all_in_all: all_in_all.right,
    ),
    Achievement(
        "seven-for-seven",
        "Seven for Seven",
        "Seven right answers in a row in one game. La La Land took all seven of its nominations.",
        rule=lambda game: _best_run(game) >= 7,
    ),
    Achievement(
        "clean-sweep",
        "Clean Sweep",
        "Finish a game of ten or more without a wrong answer. Nothing left for the others.",
        rule=lambda game: game.finished and len(game.answers) >= max(game.length, 10) and all(_rights(game)),
    ),
    Achievement(
        "moonlight",
        "Moonlight",
        "One right answer in a game, the last one. It won one Globe of six: the one for best drama.",
        rule=lambda game: _whole(game, 6) and sum(_rights(game)) == 1 and _rights(game)[-1],
    ),
    Achievement(
        "night-manager",
        "The Night Manager",
        "Finish three games in one day. It won three Globes, more than any other television title.",
        rule=lambda game: game.games_that_day >= 3,
    ),
    Achievement(
        "the-crown",
        "The Crown",
        "Score 2,500 points in one game. Heavy is the head.",
        rule=lambda game: game.score >= 2_500,
    ),
    Achievement(
        "show-must-go-on",
        "The Show Must Go On",
        "Miss the first three of ten, then no more.",
        rule=lambda game: _whole(game, 10) and not any(_rights(game)[:3]) and all(_rights(game)[3:]),
    ),
    Achievement(
        "before-the-envelope",
        "Before the Envelope Was Open",
        "Be right within two seconds.",
        rule=lambda game: any(answer.right and answer.elapsed_ms <= QUICK_MS for answer in game.answers),
    ),
    Achievement(
        "play-him-off",
        "No Need for the Orchestra",
        "Ten right in a game, in six seconds each. Nobody had to play you off.",
        rule=lambda game: (
            sum(answer.right and answer.elapsed_ms <= BRISK_MS for answer in game.answers) >= 10
        ),
    ),
    Achievement(
        "upset",
        "The Upset",
        "Get a question of level 5 right. The room gasps.",
        rule=lambda game: any(answer.right and answer.level == 5 for answer in game.answers),
    ),
    Achievement(
        "gracious-loser",
        "Gracious Loser",
        "Finish a game of ten with nothing right, and a smile.",
        rule=lambda game: _whole(game, 10) and not any(_rights(game)),
    ),
    Achievement(
        "photo-finish",
        "Photo Finish",
        "Get exactly half of ten or more right, and the last one.",
        rule=lambda game: (
            _whole(game, 10) and 2 * sum(_rights(game)) == len(game.answers) and _rights(game)[-1]
        ),
    ),
    Achievement(
        "second-take",
        "Second Take",
        "Get three right in one game that you had missed before.",
        rule=lambda game: game.made_good >= 3,
    ),
    Achievement(
        "encore",
        "Encore!",
        "Finish a review without a slip.",
        rule=lambda game: game.mode == "review" and game.finished and all(_rights(game)),
    ),
    Achievement(
        "congested-freeway",
        "A Congested Freeway",
        "Fifteen right answers in one sprint on the clock. La La Land opens in a jam, too; you got through.",
        rule=lambda game: game.mode == SPRINT.id and game.length == 0 and sum(_rights(game)) >= 15,
    ),
    Achievement(
        "moving-forward",
        "Keep Moving Forward",
        "Twenty-five right answers in one survival. Emma Stone bade struggling artists get up; you did.",
        rule=lambda game: game.mode == SURVIVAL.id and sum(_rights(game)) >= 25,
    ),
    Achievement(
        "doesnt-always-go-this-way",
        "It Doesn't Always Go This Way",
        "Reach the top of the ladder. Chazelle said it after seven out of seven; yours is fifteen.",
        rule=lambda game: _climbed(game) and len(game.answers) >= len(LADDER.steps),
    ),
    Achievement(
        "conventional-wisdom",
        "Conventional Wisdom",
        "Walk off the ladder with 500 points. Lionsgate was thanked for jumping off a cliff instead.",
        rule=lambda game: _climbed(game) and len(game.answers) < game.length and game.score >= 500,
    ),
    Achievement(
        "wide-release",
        "The Wide Release",
        "Finish a marathon. La La Land began in five theaters and reached the whole country. So did you.",
        rule=lambda game: game.mode == MARATHON.id and game.finished,
    ),
    Achievement(
        "word-of-honour",
        "Cross-Examined",
        "Tell true from false 100 times.",
        count=lambda all_in_all: all_in_all.statements_right,
        goal=100,
    ),
    Achievement(
        "lifetime-achievement",
        "Lifetime Achievement",
        "Give 1,000 answers. Prepare a speech.",
        count=lambda all_in_all: all_in_all.answered,
        goal=1_000,
    ),
    Achievement(
        "after-party",
        "The After-Party",
        "Finish 50 games. The staff are stacking the chairs.",
        count=lambda all_in_all: all_in_all.games,
        goal=50,
    ),
    Achievement(
        "whole-ballot",
        "The Whole Ballot",
        "Meet 300 different questions.",
        count=lambda all_in_all: all_in_all.questions,
        goal=300,
    ),
    Achievement(
        "every-category",
        "In Every Category",
        "Get an answer right in twelve different categories.",
        count=lambda all_in_all: all_in_all.tables,
        goal=12,
    ),
    Achievement(
        "off-book",
        "Off Book",
        "Know 25 questions by heart that you once missed.",
        count=lambda all_in_all: all_in_all.by_heart,
        goal=25,
    ),
    Achievement(
        "another-day-of-sun",
        "Another Day of Sun",
        "Play on seven days in a row.",
        count=lambda all_in_all: all_in_all.days,
        goal=7,
    ),
    Achievement(
        "awards-season",
        "Awards Season",
        "Finish the daily on 30 days in a row.",
        count=lambda all_in_all: all_in_all.dailies,
        goal=30,
    ),
)
"""All of them, in the order in which they are shown."""

BY_ID: Final = {achievement.id: achievement for achievement in ACHIEVEMENTS}


def earned(games: tuple[Story, ...], all_in_all: Totals) -> tuple[str, ...]:
    """The ids of what some games and the sums win, whether or not it was won before."""
    return tuple(
        one.id
        for one in ACHIEVEMENTS
        if (one.rule is not None and any(one.rule(game) for game in games))
        or (one.count is not None and one.count(all_in_all) >= one.goal)
    )


def honour(keeper: "Keeper", at: int) -> tuple[Achievement, ...]:
    """Look at the games that were not looked at yet, and award what they win.

    Args:
        keeper: Where the games are.
        at: Now, in milliseconds of UTC since 1970.

    Returns:
        What is new.
    """

    def look(db: "sqlite3.Connection") -> tuple[str, ...]:
        row = profiles.find(db, keeper.profile)
        if row is None:
            return ()
        return honours.award(db, row, earned(honours.stories(db, row), honours.totals(db, row)), at)

    won: tuple[str, ...] = keeper.ask(lambda store: store.change(look), ())
    return tuple(BY_ID[name] for name in won)


@dataclass(frozen=True, slots=True)
class Trophy:
    """An achievement as it stands for a player.

    Attributes:
        achievement: The achievement.
        won_at: When it was won, in milliseconds of UTC since 1970; `None` while it is still to be won.
        have: How far the count has got; 0 where a game wins it.
    """

    achievement: Achievement
    won_at: int | None
    have: int


def trophies(keeper: "Keeper") -> tuple[Trophy, ...]:
    """All achievements as they stand for who plays, in their order."""

    def look(db: "sqlite3.Connection") -> tuple[dict[str, int], Totals | None]:
        row = profiles.find(db, keeper.profile)
        return honours.won(db, keeper.profile), None if row is None else honours.totals(db, row)

    nothing: tuple[dict[str, int], Totals | None] = ({}, None)
    won, all_in_all = keeper.ask(lambda store: store.read(look), nothing)
    return tuple(
        Trophy(one, won.get(one.id), one.count(all_in_all) if one.count and all_in_all else 0)
        for one in ACHIEVEMENTS
    )
