"""Every achievement is won by one story, and not by one that comes near."""

import pytest
from msgspec.structs import replace

from tests.saves.test_store import answer, began, ended
from trivia.progress.achievements import ACHIEVEMENTS, earned, honour, trophies
from trivia.saves import honours
from trivia.saves.honours import Story, Totals
from trivia.saves.keeper import Keeper
from trivia.saves.summary import Played

NOTHING = Totals(0, 0, 0, 0, 0, 0, 0, 0, 0)


def story(
    rights="1111111111", *, mode="classic", finished=True, score=0, ms=9_000, level=2, made_good=0, that_day=1
):
    played = tuple(
        Played(place, f"q{place}", 0, right == "1", ms, level, "choice") for place, right in enumerate(rights)
    )
    return Story(mode, len(rights), finished, score, 0, played, made_good, that_day)


WON = {
    "seven-for-seven": (story("0111111100"), story("1111110111")),
    "clean-sweep": (story(), story("1111111110")),
    "moonlight": (story("0000000001"), story("0000000010")),
    "night-manager": (story(that_day=3), story(that_day=2)),
    "the-crown": (story(score=2_500), story(score=2_499)),
    "show-must-go-on": (story("0001111111"), story("0011111111")),
    "before-the-envelope": (story("1", ms=2_000), story("0", ms=1_000)),
    "play-him-off": (story(ms=6_000), story("1111111110", ms=1_000)),
    "upset": (story("1", level=5), story("0", level=5)),
    "gracious-loser": (story("0000000000"), story("0000000001")),
    "photo-finish": (story("0101010101"), story("1010101010")),
    "second-take": (story(made_good=3), story(made_good=2)),
    "encore": (story(mode="review"), story("1110", mode="review")),
}
COUNTED = {
    "first-envelope": "right",
    "word-of-honour": "statements_right",
    "lifetime-achievement": "answered",
    "after-party": "games",
    "whole-ballot": "questions",
    "every-category": "tables",
    "off-book": "by_heart",
    "another-day-of-sun": "days",
    "awards-season": "dailies",
}
UNFINISHED = ("clean-sweep", "moonlight", "show-must-go-on", "gracious-loser", "photo-finish", "encore")


def test_each_has_a_name_of_its_own_and_a_test():
    assert {one.id for one in ACHIEVEMENTS} == {*WON, *COUNTED}
    assert len({one.title for one in ACHIEVEMENTS}) == len(ACHIEVEMENTS) >= 20
    assert all((one.rule is None) != (one.count is None) for one in ACHIEVEMENTS)


@pytest.mark.parametrize("name", WON)
def test_a_game_wins_it_and_one_that_comes_near_does_not(name):
    wins, misses = WON[name]
    assert name in earned((wins,), NOTHING)
    assert name in earned((misses, wins), NOTHING)
    assert name not in earned((misses,), NOTHING)
    assert name not in earned((), NOTHING)


@pytest.mark.parametrize("name", UNFINISHED)
def test_a_game_that_was_left_does_not_win_what_takes_a_whole_one(name):
    assert name not in earned((replace(WON[name][0], finished=False),), NOTHING)


@pytest.mark.parametrize("name", COUNTED)
def test_the_count_wins_it_and_one_less_does_not(name):
    (one,) = [one for one in ACHIEVEMENTS if one.id == name]
    assert name in earned((), replace(NOTHING, **{COUNTED[name]: one.goal}))
    assert name not in earned((), replace(NOTHING, **{COUNTED[name]: one.goal - 1}))


def game(keeper, name, rights="1111111", finished=True, at=1_000, **changes):
    given = [
        replace(answer(place, name, right=right == "1", question=f"golden/{place}"), **changes)
        for place, right in enumerate(rights)
    ]
    keeper.keep(began(name, at=at), *given)
    if finished:
        keeper.keep(ended(name))


@pytest.fixture
def keeper(tmp_path):
    made = Keeper(tmp_path)
    yield made
    made.close()


def titles(won):
    return [one.title for one in won]


def test_what_is_won_is_told_once(keeper):
    game(keeper, "a")
    assert "Seven for Seven" in titles(honour(keeper, 5))
    assert honour(keeper, 6) == ()
    game(keeper, "b", at=2_000)
    assert "Seven for Seven" not in titles(honour(keeper, 7))
    assert {one.won_at for one in trophies(keeper) if one.achievement.id == "seven-for-seven"} == {5}


def test_two_windows_that_look_at_once_award_it_once(tmp_path, keeper):
    other = Keeper(tmp_path)
    game(keeper, "a")
    assert sum(title == "Seven for Seven" for one in (keeper, other) for title in titles(honour(one, 5))) == 1
    other.close()


def test_a_game_that_a_crash_cut_off_is_looked_at_with_the_next(keeper):
    game(keeper, "a", finished=False)
    game(keeper, "b", rights="0", at=2_000)
    assert "Seven for Seven" in titles(honour(keeper, 5))


def test_a_game_that_goes_on_is_looked_at_again_when_it_ends(keeper):
    game(keeper, "a", rights="111", finished=False)
    honour(keeper, 5)
    keeper.keep(*(answer(place, "a", question=f"golden/{place}") for place in range(3, 7)), ended("a"))
    assert "Seven for Seven" in titles(honour(keeper, 6))


def test_what_others_win_is_theirs(tmp_path, keeper):
    game(keeper, "a")
    other = Keeper(tmp_path, profile="Anna")
    assert honour(other, 5) == ()
    assert not any(one.won_at for one in trophies(other))
    other.close()


def test_of_very_many_old_games_the_latest_are_looked_at(keeper):
    for number in range(honours.LOOKED_AT + 5):
        game(keeper, f"g{number}", rights="1" * 7 if number == 0 else "0", at=1_000 + number)
    assert "Seven for Seven" not in titles(honour(keeper, 5))
    assert honour(keeper, 6) == ()


def test_the_cabinet_tells_how_far_a_count_has_got(keeper):
    game(keeper, "a")
    have = {one.achievement.id: one.have for one in trophies(keeper)}
    assert (have["lifetime-achievement"], have["whole-ballot"], have["clean-sweep"]) == (7, 7, 0)


def test_without_a_file_the_cabinet_is_empty_and_nothing_breaks(tmp_path):
    (tmp_path / "file").write_text("in the way")
    keeper = Keeper(tmp_path / "file")
    assert honour(keeper, 5) == ()
    assert not any(one.won_at for one in trophies(keeper))
