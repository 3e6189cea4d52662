import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.saves.test_store import answer, began, ended
from trivia.paths import SAVE_FILE
from trivia.saves.derived import count_again, miscounted
from trivia.saves.store import Store
from trivia.saves.summary import Share, summary

DAY_MS = 86_400_000
COUNTED = {
    "game": "SELECT uid, answered, right_answers, score FROM game ORDER BY uid",
    "profile": "SELECT name, answered, right_answers, games, score, best_streak FROM profile ORDER BY name",
    "best": "SELECT profile, pack, mode, length, variant, score, "
    "(SELECT score FROM game WHERE id = best.game) FROM best ORDER BY 1, 2, 3, 4, 5",
    "tally": "SELECT * FROM tally ORDER BY profile, kind, name",
    "known": "SELECT profile, question, answered, right_answers, last_at, last_right, due_at, "
    "round(stability, 9), round(difficulty, 9) FROM known ORDER BY profile, question",
}


def counts(folder):
    with closing(sqlite3.connect(folder / SAVE_FILE)) as db:
        return {name: db.execute(query).fetchall() for name, query in COUNTED.items()}


def counted_again(folder):
    with closing(sqlite3.connect(folder / SAVE_FILE)) as db:
        count_again(db)
        db.commit()
    return counts(folder)


one_answer = st.builds(
    lambda question, right, points, fall, days, streak, ms, level, form: replace(
        answer(0, right=right),
        points=points if right else -fall,
        question=f"golden/q{question}",
        at=days * DAY_MS + question,
        day=736_000 + days,
        streak=streak if right else 0,
        elapsed_ms=ms,
        level=level,
        form=form,
    ),
    st.integers(0, 4),
    st.booleans(),
    st.integers(0, 900),
    st.sampled_from([0, 100, 10_000]),
    st.integers(1, 60),
    st.integers(1, 9),
    st.integers(0, 90_000),
    st.integers(1, 5),
    st.sampled_from(["choice", "true_false", "not"]),
)
one_game = st.tuples(
    st.builds(
        lambda player, kind, variant: replace(
            began(length=kind[1], mode=kind[0], variant=variant), profile=player
        ),
        st.sampled_from(["Anna", "Bert"]),
        st.sampled_from([("classic", 2), ("ladder", 15), ("sprint", 0)]),
        st.sampled_from(["", "untimed"]),
    ),
    st.booleans(),
    st.lists(one_answer, min_size=1, max_size=6),
)


def records(number, beginning, answers):
    """A game's beginning and its answers; no fall goes below nothing, as on the ladder."""
    game, score, told = f"g{number}", 0, []
    for place, given_answer in enumerate(answers):
        points = max(given_answer.points, -score)
        score += points
        told.append(replace(given_answer, game=game, place=place, points=points))
    return replace(beginning, game=game), told


@settings(max_examples=80)
@given(st.lists(one_game, min_size=1, max_size=6))
def test_counting_as_answers_come_and_counting_all_of_them_again_come_to_the_same(games):
    """In whatever order of time they come: from another machine, or after a clock was set back."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with closing(Store(folder)) as store:
            for number, (beginning, finished, answers) in enumerate(games):
                first, given_answers = records(number, beginning, answers)
                store.write([first])
                for one in given_answers:
                    store.write([one])
                store.write([ended(first.game, finished=finished)])
            assert not store.read(lambda db: list(miscounted(db)))
        before = counts(folder)
        assert all(best[-1] == best[-2] for best in before["best"])
        assert counted_again(folder) == before


@settings(max_examples=50)
@given(st.lists(one_game, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_answers_of_two_windows_come_to_the_same_in_whatever_order_they_are_written(games, chance):
    """Even those of one question in one millisecond, and a fall before the steps that led to it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        told = [records(number, beginning, answers) for number, (beginning, _, answers) in enumerate(games)]
        given_answers = [
            replace(one, question="golden/q", at=DAY_MS + one.at // DAY_MS % 3)
            for _, answers in told
            for one in answers
        ]
        chance.shuffle(given_answers)
        with closing(Store(folder)) as store:
            store.write([first for first, _ in told])
            for one in given_answers:
                store.write([one])
            assert not store.read(lambda db: list(miscounted(db)))
        before = counts(folder)
        assert counted_again(folder) == before


def test_what_is_written_twice_counts_once_everywhere(tmp_path):
    store = Store(tmp_path)
    records = [began(), answer(0), answer(1, right=False), ended()]
    store.write(records)
    before = counts(tmp_path)
    store.write(records)
    store.write([ended()])
    assert counts(tmp_path) == before
    assert before["profile"] == [("Player", 2, 1, 1, 100, 1)]
    store.close()


def test_a_miscount_is_found(tmp_path):
    store = Store(tmp_path)
    store.write([began(), answer(0), answer(1)])
    store.change(lambda db: db.execute("UPDATE profile SET score = 7"))
    store.change(lambda db: db.execute("UPDATE tally SET answered = 9 WHERE kind = 'form'"))
    assert store.read(lambda db: list(miscounted(db))) == [
        "the sums of player 'Player' are not those of the answers",
        "1 counts by form are not those of the answers",
    ]
    store.close()


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ("UPDATE best SET score = score + 1 WHERE mode = 'classic'", 1),
        ("UPDATE best SET score = score + 1", 2),
        ("DELETE FROM best WHERE variant = 'untimed'", 1),
        ("INSERT INTO best SELECT profile, pack, mode, length, 'hard', score, game FROM best LIMIT 1", 1),
    ],
)
def test_a_best_score_that_no_game_has_is_found_and_one_that_is_missing(tmp_path, wrong, found):
    store = Store(tmp_path)
    store.write([began("a"), answer(0, "a")])
    store.write([began("b", mode="ladder", variant="untimed"), answer(0, "b")])
    assert store.read(lambda db: list(miscounted(db))) == []
    store.change(lambda db: db.execute(wrong))
    assert store.read(lambda db: list(miscounted(db))) == [f"{found} best scores are not those of the games"]
    store.close()


def test_a_miscount_of_finished_games_is_found(tmp_path):
    store = Store(tmp_path)
    store.write([began(), answer(0), ended()])
    store.change(lambda db: db.execute("UPDATE profile SET games = 2"))
    assert store.read(lambda db: list(miscounted(db))) == [
        "the sums of player 'Player' are not those of the answers"
    ]
    store.close()


def test_a_miscount_of_a_game_is_found(tmp_path):
    store = Store(tmp_path)
    store.write([began("a"), answer(0, "a"), began("b"), answer(0, "b")])
    store.change(lambda db: db.execute("UPDATE game SET right_answers = 7 WHERE uid = 'b'"))
    assert store.read(lambda db: list(miscounted(db))) == ["1 sums of games are not those of the answers"]
    store.close()


def test_what_a_game_about_two_packs_teaches_belongs_to_each_of_them(tmp_path):
    """Their tables stand under their own headings, and their answers among those of their own pack."""
    store = Store(tmp_path)
    both = replace(began("b", at=5_000), pack="golden+silver")
    silver = replace(answer(1, "b", right=False, question="silver/s"), table="rivers", heading="Rivers")
    store.write([began("a"), answer(0, "a"), both, answer(0, "b"), silver])
    told = store.read(lambda db: summary(db, "Player"))
    assert told.tables == (Share("Winners", 2, 2), Share("Rivers", 1, 0))
    assert [one.question for one in store.answers("Player", "golden", 9)] == ["golden/q0", "golden/q0"]
    assert [one.question for one in store.answers("Player", "silver", 9)] == ["silver/s"]
    assert store.answers("Player", "gold", 9) == ()
    before = counts(tmp_path)
    assert counted_again(tmp_path) == before
    store.close()
