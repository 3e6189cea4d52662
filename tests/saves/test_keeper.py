import pytest

from tests.saves.test_store import answer, began, ended
from trivia.errors import SaveBusy, SaveError
from trivia.saves.keeper import Keeper, Kept
from trivia.saves.store import Store


class Disk:
    """A store whose disk can be full or busy for a while."""

    def __init__(self):
        self.error = None

    def open(self, folder):
        if self.error:
            raise self.error
        disk = self

        class FlakyStore(Store):
            def write(self, records):
                if disk.error:
                    raise disk.error
                super().write(records)

        return FlakyStore(folder)


@pytest.fixture
def disk():
    return Disk()


@pytest.fixture
def keeper(tmp_path, disk):
    made = Keeper(tmp_path, disk.open)
    yield made
    made.close()


def saved(folder):
    store = Store(folder)
    game = store.last_game("Player")
    store.close()
    return game


def test_what_is_kept_is_in_the_file_at_once(tmp_path, keeper):
    assert keeper.keep(began(), answer(0)) is Kept.SAVED
    assert saved(tmp_path).answered == 1
    assert keeper.unsaved == 0


def test_answers_are_held_while_the_disk_is_full_and_written_when_it_can_be(tmp_path, keeper, disk):
    keeper.keep(began(), answer(0))
    disk.error = SaveError("disk full")
    assert keeper.keep(answer(1)) is Kept.UNSAVED
    assert keeper.keep(answer(2)) is Kept.UNSAVED
    assert (keeper.trouble, keeper.unsaved > 0) == ("disk full", True)
    assert saved(tmp_path).answered == 1
    disk.error = None
    assert keeper.keep(answer(3)) is Kept.SAVED
    assert (keeper.trouble, keeper.unsaved) == ("", 0)
    assert saved(tmp_path).answered == 4


def test_the_answers_come_from_the_file(keeper):
    assert keeper.answers("golden", 10) == ()
    keeper.keep(began(), answer(0), answer(1))
    assert [given.question for given in keeper.answers("golden", 1)] == ["golden/q1"]
    assert len(keeper.answers("golden", 10)) == 2


def test_a_busy_file_is_waited_for(tmp_path, keeper, disk):
    disk.error = SaveBusy("another window is writing")
    assert keeper.keep(began(), answer(0)) is Kept.WAITING
    assert keeper.trouble == "another window is writing"
    disk.error = None
    assert keeper.flush() is Kept.SAVED
    assert saved(tmp_path).answered == 1


def test_a_file_that_is_replaced_under_the_game_gets_the_whole_game(tmp_path, keeper, disk):
    keeper.keep(began(), answer(0))
    disk.error = SaveError("gone")
    keeper.keep(answer(1))
    for file in tmp_path.iterdir():
        file.unlink()
    disk.error = None
    assert keeper.keep(answer(2), ended()) is Kept.SAVED
    assert (saved(tmp_path).answered, saved(tmp_path).finished) == (3, True)


def test_without_a_file_there_is_nothing_to_tell_and_no_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    keeper = Keeper(tmp_path / "file")
    assert (keeper.last_game(), keeper.best_score("p", "classic", 10), keeper.last_seen("golden")) == (
        None,
        None,
        {},
    )
    assert keeper.answers("golden", 10) == ()
    assert "file" in keeper.trouble
    assert keeper.keep(began(), answer(0)) is Kept.UNSAVED
    keeper.close()
    assert keeper.unsaved == 2


def test_what_was_missed_is_asked_of_the_file_and_nothing_where_there_is_none(keeper, disk, tmp_path):
    keeper.keep(began(), answer(0), answer(1, right=False))
    assert keeper.missed("golden") == {"golden/q1"}
    assert keeper.missed("silver") == frozenset()
    disk.error = SaveError("the disk is full")
    closed = Keeper(tmp_path, disk.open)
    assert closed.missed("golden") == frozenset()
    assert closed.trouble == "the disk is full"


def test_the_best_score_is_asked_by_variant_and_without_the_game_that_goes_on(keeper):
    keeper.keep(began("a", length=0, mode="marathon", variant="hard"), answer(0, "a", points=300))
    keeper.keep(began("b", at=2_000, length=0, mode="marathon", variant="hard"), answer(0, "b", points=200))
    assert keeper.best_score("golden", "marathon", 0) is None
    assert keeper.best_score("golden", "marathon", 0, variant="hard") == 300
    assert keeper.best_score("golden", "marathon", 0, "a", variant="hard") == 200
