import multiprocessing
import sqlite3

import pytest
from msgspec.structs import replace

from trivia.errors import SaveBusy, SaveError
from trivia.paths import SAVE_FILE
from trivia.quiz.pack import FORMS, JUDGED
from trivia.quiz.rating import Answered
from trivia.saves import migrations
from trivia.saves.keeper import Keeper, Kept
from trivia.saves.records import AnswerGiven, GameBegan, GameEnded, GameResult
from trivia.saves.store import Store

DAY = 736_338
"""9 January 2017."""


def began(game="g1", at=1_000, length=10, mode="classic", variant=""):
    return GameBegan(game, "Player", "golden", "1", mode, length, 7, DAY, at, variant)


def answer(place, game="g1", right=True, points=100, question=None, at=None):
    return AnswerGiven(
        game=game,
        place=place,
        question=question or f"golden/q{place}",
        table="winners",
        heading="Winners",
        prompt=f"What is number {place}?",
        answer="It",
        form="choice",
        level=2,
        chosen=1,
        right=right,
        points=points if right or points < 0 else 0,
        streak=1,
        elapsed_ms=2_000,
        day=DAY,
        at=at or 2_000 + place,
    )


def ended(game="g1", finished=True):
    return GameEnded(game, finished, 9_000)


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "saves")
    yield opened
    opened.close()


def test_a_new_file_is_made_with_its_folder(tmp_path):
    Store(tmp_path / "deep" / "saves").close()
    with sqlite3.connect(tmp_path / "deep" / "saves" / SAVE_FILE) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == len(migrations.MIGRATIONS)
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    db.close()


def test_what_is_written_is_there_for_the_next_process(tmp_path, store):
    store.write([began(), answer(0), answer(1, right=False), answer(2)])
    other = Store(tmp_path / "saves")
    assert other.last_game("Player") == GameResult("golden", "classic", 10, 3, 2, 200, False, 1_000)
    assert other.best_score("Player", "golden", "classic", 10) == 200
    assert other.last_seen("Player", "golden") == {"golden/q0": 2_000, "golden/q1": 2_001, "golden/q2": 2_002}
    other.close()


def test_nothing_is_known_before_the_first_game(store):
    assert store.last_game("Player") is None
    assert store.best_score("Player", "golden", "classic", 10) is None
    assert store.last_seen("Player", "golden") == {}


def questions(answers):
    return [given.question for given in answers]


def test_the_latest_answers_come_oldest_first_and_for_one_pack(store):
    other = replace(began("b"), pack="silver")
    store.write([began("a"), answer(0, "a", question="golden/a0"), answer(1, "a", question="golden/a1")])
    store.write([other, answer(0, "b", question="silver/b0")])
    store.write([began("c"), answer(0, "c", question="golden/a0"), answer(1, "c", question="golden/c1")])
    assert questions(store.answers("Player", "golden", 10)) == [
        "golden/a0",
        "golden/a1",
        "golden/a0",
        "golden/c1",
    ]
    assert questions(store.answers("Player", "golden", 3)) == ["golden/a1", "golden/a0", "golden/c1"]
    assert questions(store.answers("Player", "silver", 10)) == ["silver/b0"]
    assert store.answers("Player", "bronze", 10) == ()


def test_the_answers_of_a_long_game_come_in_the_order_they_were_given_in(store):
    store.write([began(), *(answer(place) for place in range(12))])
    assert questions(store.answers("Player", "golden", 11)) == [f"golden/q{place}" for place in range(1, 12)]


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_knows_its_level_its_options_and_whether_it_was_right(store, form):
    given = [replace(answer(0), form=form, level=5), replace(answer(1, right=False), form=form, level=1)]
    store.write([began(), *given])
    options = 2 if form in JUDGED else 4
    assert store.answers("Player", "golden", 10) == (
        Answered("golden/q0", 5, options, right=True),
        Answered("golden/q1", 1, options, right=False),
    )
    assert all(type(one.right) is bool for one in store.answers("Player", "golden", 10))


def test_the_latest_answers_are_found_without_sorting_or_reading_all(tmp_path, store):
    """What keeps the next game's draw fast after a million answers."""
    store.write([began(), answer(0)])
    asked = []
    store._db.set_trace_callback(asked.append)
    store.answers("Player", "golden", 5)
    store._db.set_trace_callback(None)
    plan = [row[3] for row in store._db.execute(f"EXPLAIN QUERY PLAN {asked[-1]}")]
    assert [step.split(" (")[0] for step in plan] == [
        "SEARCH game USING INDEX game_by_profile",
        "SEARCH answer USING PRIMARY KEY",
    ]


def test_the_best_score_is_the_highest_and_kept_apart_by_length_and_mode(store):
    store.write([began("a"), answer(0, "a", points=300), ended("a")])
    store.write([began("b", at=2_000), answer(0, "b", points=200), ended("b")])
    store.write([began("c", at=3_000, length=20), answer(0, "c", points=900), ended("c")])
    assert store.best_score("Player", "golden", "classic", 10) == 300
    assert store.best_score("Player", "golden", "classic", 20) == 900
    assert store.best_score("Player", "golden", "sprint", 10) is None
    assert store.last_game("Player").score == 900


def test_the_best_score_is_kept_apart_by_variant(store):
    store.write([began("a"), answer(0, "a", points=300)])
    store.write([began("b", at=2_000, variant="untimed"), answer(0, "b", points=200)])
    store.write([began("c", at=3_000, variant="untimed"), answer(0, "c", points=100)])
    assert store.best_score("Player", "golden", "classic", 10) == 300
    assert store.best_score("Player", "golden", "classic", 10, "untimed") == 200
    assert store.best_score("Player", "golden", "classic", 10, "hard") is None
    assert store.best_but("Player", "golden", "classic", 10, "b", "untimed") == 100
    assert store.last_game("Player").variant == "untimed"
    assert store.best_but("Player", "golden", "classic", 10, "a") is None


def fall(place, game, points):
    return answer(place, game, right=False, points=points)


def test_a_fall_takes_the_best_score_down_to_the_best_that_a_game_still_has(store):
    """The best is what a game came to, and not what it once stood at."""
    store.write([began("a", mode="ladder", length=15), answer(0, "a", points=300)])
    store.write([began("b", at=2_000, mode="ladder", length=15), answer(0, "b", points=700)])
    assert store.best_score("Player", "golden", "ladder", 15) == 700
    store.write([fall(1, "b", -200)])
    assert store.best_score("Player", "golden", "ladder", 15) == 500
    store.write([fall(2, "b", -400)])
    assert store.best_score("Player", "golden", "ladder", 15) == 300
    store.write([fall(1, "a", -300)])
    assert store.best_score("Player", "golden", "ladder", 15) == 100
    assert store.last_game("Player").score == 100


def test_a_fall_of_the_only_game_leaves_a_best_score_of_nothing(store):
    store.write([began("a", mode="ladder", length=15), answer(0, "a", points=50), fall(1, "a", -50)])
    assert store.best_score("Player", "golden", "ladder", 15) == 0


def test_a_fall_leaves_the_best_scores_of_other_kinds_and_players_alone(store):
    kinds = ["", "untimed"]
    for number, variant in enumerate(kinds):
        game = f"g{number}"
        store.write([began(game, mode="ladder", length=15, variant=variant), answer(0, game, points=700)])
    store.write(
        [replace(began("anna", mode="ladder", length=15), profile="Anna"), answer(0, "anna", points=700)]
    )
    store.write([fall(1, "g0", -200)])
    assert [store.best_score("Player", "golden", "ladder", 15, variant) for variant in kinds] == [500, 700]
    assert store.best_score("Anna", "golden", "ladder", 15) == 700


def test_what_was_missed_is_what_was_wrong_the_last_time(store):
    store.write([began("a"), answer(0, "a", right=False), answer(1, "a", right=False), answer(2, "a")])
    store.write([began("b", at=5_000), answer(0, "b", question="golden/q1", at=6_000)])
    store.write([replace(began("c", at=7_000), pack="golden2"), fall(0, "c", 0)])
    store.write([replace(began("d"), profile="Anna"), answer(2, "d", right=False)])
    other = replace(fall(1, "c", 0), question="golden2/q7")
    store.write([other])
    assert store.missed("Player", "golden") == {"golden/q0"}
    assert store.missed("Player", "golden2") == {"golden2/q7"}
    assert store.missed("Anna", "golden") == {"golden/q2"}
    assert store.missed("Nobody", "golden") == frozenset()


def test_a_finished_game_says_so(store):
    store.write([began(), answer(0), ended(finished=True)])
    assert store.last_game("Player").finished


def test_an_answer_written_twice_counts_once(store):
    store.write([began(), answer(0)])
    store.write([began(), answer(0), answer(1)])
    assert store.last_game("Player").answered == 2
    assert store.last_game("Player").score == 200


def test_a_transaction_is_whole_or_not_at_all(store):
    with pytest.raises(SaveError, match="the game of this answer is not in the save file"):
        store.write([began(), answer(0), answer(0, game="no-such-game")])
    assert store.last_game("Player") is None


def test_a_lock_held_by_another_process_is_a_reason_to_wait(tmp_path, store):
    other = sqlite3.connect(tmp_path / "saves" / SAVE_FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(SaveBusy):
        store.write([began()])
    other.execute("COMMIT")
    store.write([began(), answer(0)])
    assert store.last_game("Player").answered == 1
    other.close()


def test_a_file_from_a_newer_version_is_left_as_it_was(tmp_path):
    Store(tmp_path).close()
    path = tmp_path / SAVE_FILE
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    before = path.read_bytes()
    with pytest.raises(SaveError, match="newer version of the game"):
        Store(tmp_path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"hello, this is no database " * 50, b"SQLite format 3\x00" + b"\xff" * 4000]
)
def test_a_file_that_is_no_database_is_said_in_one_line_and_kept(tmp_path, content):
    path = tmp_path / SAVE_FILE
    path.write_bytes(content)
    with pytest.raises(SaveError) as caught:
        Store(tmp_path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content


def test_a_folder_that_cannot_be_made_is_said_in_one_line(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SaveError, match="file"):
        Store(tmp_path / "file" / "saves")


def test_a_migration_that_breaks_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    store = Store(tmp_path)
    store.write([began(), answer(0)])
    store.close()

    def broken(db):
        db.execute("ALTER TABLE game ADD COLUMN half TEXT")
        db.execute("DROP TABLE best")
        db.execute("INSERT INTO no_such_table VALUES (1)")

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, broken))
        with pytest.raises(SaveError, match="no_such_table"):
            Store(tmp_path)
    again = Store(tmp_path)
    assert again.last_game("Player").answered == 1
    assert again.best_score("Player", "golden", "classic", 10) == 100
    again.close()


def _write_games(folder, name, games):
    from trivia.saves.keeper import Keeper, Kept

    keeper = Keeper(folder)
    for number in range(games):
        game = f"{name}-{number}"
        for records in ([began(game), answer(0, game)], [answer(1, game)], [ended(game)]):
            kept = keeper.keep(*records)
            while kept is Kept.WAITING:
                kept = keeper.flush()
            assert kept is Kept.SAVED
    keeper.close()


def test_two_processes_on_one_save_lose_nothing(tmp_path):
    games = 40
    context = multiprocessing.get_context("spawn")
    players = [context.Process(target=_write_games, args=(tmp_path, name, games)) for name in ("one", "two")]
    for player in players:
        player.start()
    for player in players:
        player.join(60)
        assert player.exitcode == 0
    with sqlite3.connect(tmp_path / SAVE_FILE) as db:
        assert db.execute("SELECT count(*), sum(answered), sum(finished) FROM game").fetchone() == (
            80,
            160,
            80,
        )
        assert db.execute("SELECT count(*) FROM answer").fetchone() == (160,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


def test_whoever_answers_a_question_second_is_told_that_the_first_counts(tmp_path):
    first, second = Keeper(tmp_path), Keeper(tmp_path)
    for keeper in (first, second):
        keeper.keep(began())
    assert first.keep(answer(0)) is second.keep(replace(answer(0), chosen=3)) is Kept.SAVED
    assert (first.elsewhere, second.elsewhere) == (False, True)
    first.keep(answer(0))  # as when the file did not say whether it had it
    assert not first.elsewhere
    second.keep(began("another"))
    assert not second.elsewhere
    first.close()
    second.close()
