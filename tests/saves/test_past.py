"""Games of the past, as they are listed, looked back at and gone on with."""

import pytest
from msgspec.structs import replace

from tests.saves.test_store import DAY, answer, began, ended
from trivia.saves import past
from trivia.saves.past import PastAnswer
from trivia.saves.store import Store


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path)
    yield opened
    opened.close()


def pages(store, limit, profile="Player"):
    """The ids of all games, page by page."""
    told, last = [], None
    while page := store.read(lambda db, last=last: past.games(db, profile, limit, last)):
        assert len(page) <= limit
        told.append([game.game for game in page])
        assert len(told) <= 20, "the pages never end"
        last = page[-1]
    return told


def open_game(store, profile="Player", pack="golden", mode="marathon", variant=""):
    return store.read(lambda db: past.open_game(db, profile, pack, mode, variant))


def marathon(game, at, **changes):
    return replace(began(game, at=at, length=0, mode="marathon"), **changes)


def plan_of(store, ask):
    """How SQLite goes about the last query of something that is asked."""
    asked = []
    store._db.set_trace_callback(asked.append)
    ask(store._db)
    store._db.set_trace_callback(None)
    steps = [row[3].split(" (")[0] for row in store._db.execute(f"EXPLAIN QUERY PLAN {asked[-1]}")]
    return [step.replace("COVERING ", "") for step in steps]


def test_games_are_listed_latest_first_and_without_those_that_have_no_answer(store):
    store.write([began("a", at=1_000), answer(0, "a"), answer(1, "a", right=False), ended("a")])
    store.write([began("b", at=3_000, length=0, mode="sprint", variant="hard"), answer(0, "b")])
    store.write([began("c", at=2_000), answer(0, "c")])
    store.write([began("d", at=4_000)])
    store.write([replace(began("e", at=5_000), profile="Anna"), answer(0, "e")])
    told = store.read(lambda db: past.games(db, "player", 9))
    assert [game.game for game in told] == ["b", "c", "a"]
    assert told[0] == past.PastGame("b", "golden", "sprint", "hard", 0, 7, DAY, 3_000, False, 1, 1, 100)
    assert (told[2].finished, told[2].answered, told[2].right, told[2].answers) == (True, 2, 1, ())
    assert store.read(lambda db: past.games(db, "nobody", 9)) == ()


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_page_after_page_holds_each_game_once_even_of_one_millisecond(store, limit):
    moments = {"a": 1_000, "b": 2_000, "c": 2_000, "d": 2_000, "e": 2_000, "f": 3_000}
    for game in ("d", "b", "f", "a", "e", "c"):
        store.write([began(game, at=moments[game]), answer(0, game)])
    told = pages(store, limit)
    assert [game for page in told for game in page] == ["f", "e", "d", "c", "b", "a"]
    assert all(len(page) == limit for page in told[:-1])


def test_a_page_is_found_by_an_index_and_not_by_sorting_all_games(store):
    """What keeps the list fast after a hundred thousand games: only those of one millisecond are sorted."""
    store.write([began(), answer(0)])
    (last,) = store.read(lambda db: past.games(db, "Player", 1))
    for before in (None, last):
        plan = plan_of(store, lambda db, before=before: past.games(db, "Player", 20, before))
        assert plan[0] == "SEARCH game USING INDEX game_by_profile"
        assert "USE TEMP B-TREE FOR ORDER BY" not in plan


def test_a_game_is_told_with_its_answers_in_order(store):
    fall = answer(2, "a", right=False, points=-150)
    store.write([began("a", mode="ladder", length=15), answer(1, "a"), answer(0, "a", points=50), fall])
    store.write([began("b", at=2_000), answer(0, "b")])
    told = store.read(lambda db: past.game(db, "a"))
    assert (told.game, told.mode, told.score, told.answered, told.right) == ("a", "ladder", 0, 3, 2)
    assert told.answers[0] == PastAnswer(
        0, "golden/q0", "Winners", "What is number 0?", "It", "choice", 2, 1, True, 50, 1, 2_000
    )
    assert [one.points for one in told.answers] == [50, 100, -150]
    assert [one.right for one in told.answers] == [True, True, False]
    assert type(told.answers[2].right) is bool
    assert store.read(lambda db: past.game(db, "no-such-game")) is None


def test_a_question_whose_words_were_never_kept_is_told_without_them(store):
    store.write([began(), answer(0)])
    store.change(lambda db: db.execute("DELETE FROM asked"))
    (one,) = store.read(lambda db: past.game(db, "g1")).answers
    assert (one.question, one.heading, one.prompt, one.answer) == ("golden/q0", "", "", "")


def test_answers_that_damage_took_leave_their_places_empty(store):
    store.write([began(), answer(0), answer(1), answer(2)])
    store.change(lambda db: db.execute("DELETE FROM answer WHERE place = 1"))
    assert [one.place for one in store.read(lambda db: past.game(db, "g1")).answers] == [0, 2]


def test_a_game_is_found_by_indexes(store):
    store.write([began(), answer(0)])
    assert plan_of(store, lambda db: past.game(db, "g1")) == [
        "SEARCH game USING INDEX sqlite_autoindex_game_1",
        "SEARCH answer USING PRIMARY KEY",
        "SEARCH asked USING PRIMARY KEY",
    ]


def test_the_latest_game_that_was_left_may_be_gone_on_with(store):
    store.write([marathon("a", 1_000), answer(0, "a"), ended("a", finished=False)])
    store.write([marathon("b", 2_000), answer(0, "b"), answer(1, "b", right=False)])
    store.write([marathon("c", 3_000)])
    told = open_game(store)
    assert (told.game, told.pack_version, told.seed) == ("b", "1", 7)
    assert [(one.place, one.question, one.chosen, one.right) for one in told.answers] == [
        (0, "golden/q0", 1, True),
        (1, "golden/q1", 1, False),
    ]


def test_where_the_latest_game_was_finished_none_is_open(store):
    """An older one that was left stays left: its player has begun anew since."""
    assert open_game(store) is None
    store.write([marathon("a", 1_000), answer(0, "a"), ended("a", finished=False)])
    store.write([marathon("b", 2_000), answer(0, "b"), ended("b")])
    assert open_game(store) is None


@pytest.mark.parametrize(
    "other", [{"profile": "Anna"}, {"pack": "silver"}, {"mode": "classic"}, {"variant": "untimed"}]
)
def test_a_game_of_another_kind_is_not_gone_on_with(store, other):
    store.write([marathon("a", 1_000), answer(0, "a")])
    assert open_game(store, **other) is None
    store.write([marathon("b", 2_000, **other), answer(0, "b"), ended("b")])
    assert open_game(store).game == "a"


def test_of_two_that_began_in_one_millisecond_the_later_written_is_open(store):
    store.write([marathon("z", 1_000), answer(0, "z")])
    store.write([marathon("a", 1_000), answer(0, "a")])
    assert open_game(store).game == "a"


def test_an_open_game_is_found_by_an_index_without_sorting(store):
    store.write([marathon("a", 1_000), answer(0, "a"), ended("a")])
    plan = plan_of(store, lambda db: past.open_game(db, "Player", "golden", "marathon", ""))
    assert plan == ["SEARCH game USING INDEX game_by_kind"]
