"""Every achievement is won by one story, and not by one that comes near."""

import pytest
from msgspec.structs import replace

from tests.saves.test_store import DAY, answer, began, ended
from trivia.progress.achievements import ACHIEVEMENTS, earned, honour, trophies
from trivia.saves import honours
from trivia.saves.honours import Story, Totals
from trivia.saves.keeper import Keeper
from trivia.saves.records import GameEnded
from trivia.saves.summary import Played

NOTHING = Totals(0, 0, 0, 0, 0, 0, 0, 0, 0)


def story(
    rights="1111111111",
    *,
    mode="classic",
    length=None,
    finished=True,
    score=0,
    ms=9_000,
    level=2,
    made_good=0,
    that_day=1,
):
    """A game of so many answers; `length` is that of its questions, 0 for an open-ended one."""
    played = tuple(
        Played(place, f"q{place}", 0, right == "1", ms, level, "choice") for place, right in enumerate(rights)
    )
    asked = len(rights) if length is None else length
    return Story(mode, asked, finished, score, 0, played, made_good, that_day)


def ladder(rights, score=0, **changes):
    return story(rights, mode="ladder", length=15, score=score, **changes)


def sprint(rights, **changes):
    return story(rights, mode="sprint", length=0, **changes)


def survival(rights, **changes):
    return story(rights, mode="survival", length=0, **changes)


def marathon(rights, **changes):
    return story(rights, mode="marathon", length=0, **changes)


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
    "congested-freeway": (sprint("0" + "1" * 15), sprint("0" * 9 + "1" * 14)),
    "moving-forward": (survival("00" + "1" * 25 + "0"), survival("00" + "1" * 24 + "0")),
    "doesnt-always-go-this-way": (ladder("1" * 15, 5_000), ladder("1" * 14, 4_000)),
    "conventional-wisdom": (ladder("11111", 500), ladder("1111", 300)),
    "wide-release": (marathon("01"), marathon("01", finished=False)),
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
UNFINISHED = (
    "clean-sweep",
    "moonlight",
    "show-must-go-on",
    "gracious-loser",
    "photo-finish",
    "encore",
    "doesnt-always-go-this-way",
    "conventional-wisdom",
    "wide-release",
)
OF_THE_WHOLE = {"clean-sweep", "moonlight", "show-must-go-on", "gracious-loser", "photo-finish"}
"""What is won by how a whole game went, all its questions answered."""

FALLS = [
    ladder("1" * right + "0", kept) for right, kept in ((0, 0), (4, 0), (6, 500), (12, 2_000), (14, 2_000))
]
WALKS = [
    ladder("1" * right, score) for right, score in ((1, 50), (3, 200), (5, 500), (12, 3_000), (14, 4_000))
]


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


def won_by(told):
    return {*earned((told,), NOTHING)}


@pytest.mark.parametrize("told", [*WALKS, *FALLS], ids=lambda told: f"{len(told.answers)}-{told.score}")
def test_a_ladder_that_ended_before_its_top_is_no_whole_game(told):
    assert not won_by(told) & {*OF_THE_WHOLE, "encore", "doesnt-always-go-this-way", "wide-release"}


@pytest.mark.parametrize("name", sorted(OF_THE_WHOLE))
def test_a_game_with_a_question_left_is_not_whole_whatever_its_answers(name):
    wins = WON[name][0]
    assert name not in won_by(replace(wins, length=len(wins.answers) + 1))


@pytest.mark.parametrize("told", FALLS, ids=lambda told: f"{len(told.answers)}-{told.score}")
def test_who_falls_from_the_ladder_has_not_walked_away(told):
    """Not even onto a safe step that is worth as much."""
    assert "conventional-wisdom" not in won_by(told)


def test_the_top_of_the_ladder_is_a_clean_sweep_and_no_walk():
    assert won_by(ladder("1" * 15, 5_000)) & {*OF_THE_WHOLE, "conventional-wisdom"} == {"clean-sweep"}


@pytest.mark.parametrize("rights", ["1" * 8, "0" * 12, "000001", "0101010101", "0001111111"])
@pytest.mark.parametrize("kind", [sprint, survival, marathon])
def test_who_has_a_hand_in_where_a_game_ends_wins_nothing_by_its_end(kind, rights):
    """A sprint of which half was right can be waited out there."""
    assert not won_by(kind(rights)) & OF_THE_WHOLE


@pytest.mark.parametrize("kind", [sprint, marathon])
def test_ten_right_and_none_wrong_are_a_clean_sweep_wherever_nothing_was_walked_away_from(kind):
    assert "clean-sweep" in won_by(kind("1" * 10))
    assert "clean-sweep" not in won_by(kind("1" * 9))


def test_a_marathon_that_was_left_is_not_finished():
    left = won_by(marathon("1" * 40, finished=False, score=9_000))
    assert not left & {*OF_THE_WHOLE, "wide-release"}
    assert {"seven-for-seven", "the-crown"} <= left


def test_fifteen_right_without_a_clock_or_in_another_mode_are_no_sprint():
    assert "congested-freeway" not in won_by(story("1" * 20, mode="sprint"))
    for other in (story("1" * 25), survival("1" * 25), marathon("1" * 25), ladder("1" * 15)):
        assert "congested-freeway" not in won_by(other)
    assert "moving-forward" not in won_by(sprint("1" * 25)) | won_by(story("1" * 25)) | won_by(
        marathon("1" * 25)
    )


@pytest.mark.parametrize("score", [500, 5_000])
def test_five_hundred_points_elsewhere_are_no_walk(score):
    for other in (story("11111", length=15), sprint("11111"), survival("11111"), marathon("11111")):
        assert "conventional-wisdom" not in won_by(replace(other, score=score))


def test_a_ladder_of_a_small_pack_has_no_top():
    short = story("1" * 8, mode="ladder", score=1_300)
    assert not won_by(short) & {"doesnt-always-go-this-way", "conventional-wisdom"}


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


def honoured(keeper, at):
    return {one.id for one in honour(keeper, at)}


def test_a_right_answer_of_before_the_question_was_missed_makes_nothing_good(keeper):
    """A marathon waits for days; what it held may have been missed elsewhere meanwhile."""
    keeper.keep(began("m", mode="marathon", length=0), *(answer(place, "m") for place in range(3)))
    keeper.keep(began("a", at=5_000), *(answer(place, "a", right=False, at=6_000) for place in range(3)))
    keeper.keep(answer(3, "m", at=7_000), GameEnded("m", False, 7_000))
    assert "second-take" not in honoured(keeper, 8_000)
    keeper.keep(began("b", at=9_000), *(answer(place, "b", at=9_500) for place in range(3)))
    keeper.keep(GameEnded("b", True, 9_600))
    assert "second-take" in honoured(keeper, 9_700)


@pytest.mark.parametrize(("finished_on", "won"), [(0, True), (1, False), (5, False)])
def test_a_game_counts_for_the_day_on_which_it_was_finished(keeper, finished_on, won):
    """Two games of a day, and a marathon that began on it."""
    at = finished_on * 86_400_000
    for name in ("a", "b"):
        game(keeper, name, rights="1")
    last = replace(answer(1, "m", at=at + 5_000), day=DAY + finished_on)
    keeper.keep(began("m", mode="marathon", length=0), answer(0, "m"), last)
    keeper.keep(GameEnded("m", True, at + 9_000))
    assert ("night-manager" in honoured(keeper, at + 9_500)) is won


def test_a_marathon_of_many_days_counts_for_its_last(keeper):
    at = 5 * 86_400_000
    keeper.keep(began("m", mode="marathon", length=0), answer(0, "m"))
    for name in ("a", "b"):
        late = replace(answer(0, name, at=at), day=DAY + 5)
        keeper.keep(began(name, at=at), late, GameEnded(name, True, at))
    assert "night-manager" not in honoured(keeper, at + 1)
    keeper.keep(replace(answer(1, "m", at=at), day=DAY + 5), GameEnded("m", True, at + 2))
    assert "night-manager" in honoured(keeper, at + 3)


def test_a_walk_from_the_ladder_is_a_finished_game(keeper):
    """As the file tells it: fifteen questions, five answers, and an end."""
    steps = [answer(place, "l", points=100, question=f"golden/{place}") for place in range(5)]
    keeper.keep(began("l", mode="ladder", length=15), *steps, ended("l"))
    assert honoured(keeper, 5) == {"first-envelope", "before-the-envelope", "conventional-wisdom"}


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
