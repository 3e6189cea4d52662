import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.saves.test_store import answer, began, ended
from trivia.paths import SAVE_FILE
from trivia.saves.derived import count_again, miscounted
from trivia.saves.store import Store

DAY_MS = 86_400_000
COUNTED = {
    "game": "SELECT uid, answered, right_answers, score FROM game ORDER BY uid",
    "profile": "SELECT name, answered, right_answers, games, score, best_streak FROM profile ORDER BY name",
    "best": "SELECT profile, pack, mode, length, score FROM best ORDER BY 1, 2, 3, 4",
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
    lambda question, right, points, days, streak, ms, level, form: replace(
        answer(0, right=right, points=points),
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
    st.integers(1, 60),
    st.integers(1, 9),
    st.integers(0, 90_000),
    st.integers(1, 5),
    st.sampled_from(["choice", "true_false", "not"]),
)
one_game = st.tuples(
    st.sampled_from(["Anna", "Bert"]),
    st.integers(1, 3),
    st.booleans(),
    st.lists(one_answer, min_size=1, max_size=6),
)


@settings(max_examples=40)
@given(st.lists(one_game, min_size=1, max_size=6))
def test_counting_as_answers_come_and_counting_all_of_them_again_come_to_the_same(games):
    """In whatever order of time they come: from another machine, or after a clock was set back."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with closing(Store(folder)) as store:
            for number, (profile, length, finished, answers) in enumerate(games):
                game = f"g{number}"
                store.write([replace(began(game, length=length), profile=profile)])
                for spot, given_answer in enumerate(answers):
                    store.write([replace(given_answer, game=game, place=spot)])
                store.write([ended(game, finished=finished)])
            assert not store.read(lambda db: list(miscounted(db)))
        before = counts(folder)
        assert counted_again(folder) == before


@settings(max_examples=30)
@given(st.lists(one_game, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_answers_of_two_windows_come_to_the_same_in_whatever_order_they_are_written(games, chance):
    """Even those of one question in one millisecond."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        records = [
            replace(one, game=f"g{number}", place=spot, question="golden/q", at=DAY_MS + one.at // DAY_MS % 3)
            for number, (_, _, _, answers) in enumerate(games)
            for spot, one in enumerate(answers)
        ]
        chance.shuffle(records)
        with closing(Store(folder)) as store:
            for number, (profile, length, _, _) in enumerate(games):
                store.write([replace(began(f"g{number}", length=length), profile=profile)])
            for record in records:
                store.write([record])
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
