import multiprocessing
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone

import pytest

from tests.saves.test_store import answer, began, ended
from trivia.errors import SaveDamaged, SaveError, SaveTooNew
from trivia.paths import SAVE_FILE
from trivia.saves import backups as module
from trivia.saves.backups import back_up, backups, is_due, is_sound
from trivia.saves.health import faulty
from trivia.saves.keeper import Keeper, Kept
from trivia.saves.store import Store

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)


def ms(when):
    return int(when.timestamp() * 1000)


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path)
    opened.write([began(), answer(0), ended()])
    yield opened
    opened.close()


def stamps(folder):
    return [backup.at for backup in backups(folder)]


def test_a_backup_holds_what_is_in_the_log_too(tmp_path, store):
    path = back_up(tmp_path, ms(NOON))
    assert is_sound(path)
    assert path.name == "scores-20261123T120000.db"
    assert path.read_bytes()[18:20] == b"\x01\x01"  # as SQLite marks a file that wants no log beside it
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM answer").fetchone() == (1,)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_the_newest_stay_then_the_last_of_each_day_for_two_weeks(tmp_path, store):
    times = [NOON - timedelta(days=days, hours=hours) for days in range(20, -1, -1) for hours in (3, 2, 1)]
    for when in times:
        back_up(tmp_path, ms(when))
    kept = stamps(tmp_path)
    newest = sorted(times, reverse=True)[: module.NEWEST]
    assert kept[: module.NEWEST] == newest
    assert kept[module.NEWEST :] == [
        NOON - timedelta(days=days, hours=1) for days in range(2, module.DAYS + 1)
    ]


def test_they_take_no_more_room_than_they_may_but_the_newest_stays(tmp_path, store, monkeypatch):
    size = back_up(tmp_path, ms(NOON)).stat().st_size
    monkeypatch.setattr(module, "MOST_BYTES", 3 * size + 10)
    for minutes in range(1, 8):
        back_up(tmp_path, ms(NOON + timedelta(minutes=minutes)))
    assert len(stamps(tmp_path)) == 3
    monkeypatch.setattr(module, "MOST_BYTES", size // 2)
    back_up(tmp_path, ms(NOON + timedelta(minutes=9)))
    assert stamps(tmp_path) == [NOON + timedelta(minutes=9)]


def test_a_file_of_a_newer_version_becomes_no_backup_nor_is_one(tmp_path, store):
    path = back_up(tmp_path, ms(NOON))
    for file in (tmp_path / SAVE_FILE, path):
        with closing(sqlite3.connect(file)) as db:
            db.execute("PRAGMA user_version = 99")
    with pytest.raises(SaveTooNew, match=f"{SAVE_FILE}: it was written by a newer version"):
        back_up(tmp_path, ms(NOON + timedelta(hours=1)))
    assert stamps(tmp_path) == [NOON]
    assert not is_sound(path)


@pytest.mark.parametrize("content", [b"", None], ids=["empty", "without tables"])
def test_a_file_that_holds_nothing_yet_becomes_no_backup(tmp_path, content):
    path = tmp_path / SAVE_FILE
    if content is None:
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA journal_mode = WAL")
    else:
        path.write_bytes(content)
    with pytest.raises(SaveError, match="there is nothing to back up yet"):
        back_up(tmp_path, ms(NOON))
    assert stamps(tmp_path) == []


def test_damage_is_told_of_the_file_and_not_of_its_copy(tmp_path, store):
    store.close()
    data = bytearray((tmp_path / SAVE_FILE).read_bytes())
    data[4096 * 5 : 4096 * 9] = b"\xff" * 4 * 4096
    (tmp_path / SAVE_FILE).write_bytes(data)
    with pytest.raises(SaveDamaged, match=f"^{tmp_path / SAVE_FILE}: it is damaged"):
        back_up(tmp_path, ms(NOON))
    keeper = Keeper(tmp_path)
    assert keeper.back_up(ms(NOON)) is False
    assert keeper.mend()
    assert keeper.back_up(ms(NOON)) is True
    keeper.close()


def test_a_damaged_file_becomes_no_backup_and_drives_none_out(tmp_path, store):
    for minutes in range(7):
        back_up(tmp_path, ms(NOON + timedelta(minutes=minutes)))
    before = stamps(tmp_path)
    store.close()
    with closing(sqlite3.connect(tmp_path / SAVE_FILE)) as db:
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'answer'").fetchone()[0]
    with (tmp_path / SAVE_FILE).open("r+b") as file:
        file.seek(4096 * (root - 1))
        file.write(b"\xff" * 4096)
    with pytest.raises(SaveDamaged, match="it is damaged"):
        back_up(tmp_path, ms(NOON + timedelta(hours=1)))
    assert stamps(tmp_path) == before
    assert not list((tmp_path / "backups").glob("*.part*"))


def test_there_may_be_nothing_to_back_up(tmp_path):
    with pytest.raises(SaveError, match="nothing to back up yet"):
        back_up(tmp_path, ms(NOON))
    assert not (tmp_path / "backups").exists()


def test_where_no_backup_can_be_made_the_game_goes_on(tmp_path, store):
    (tmp_path / "backups").write_text("in the way")
    with pytest.raises(SaveError, match="backups"):
        back_up(tmp_path, ms(NOON))
    keeper = Keeper(tmp_path)
    keeper.back_up(ms(NOON))
    assert keeper.trouble == ""
    assert (tmp_path / "backups").read_text() == "in the way"
    keeper.close()


def test_another_is_made_only_after_a_while_and_after_a_clock_set_back(tmp_path, store):
    assert is_due(tmp_path, ms(NOON))
    back_up(tmp_path, ms(NOON))
    assert not is_due(tmp_path, ms(NOON) + module.SOONEST_MS - 1)
    assert is_due(tmp_path, ms(NOON) + module.SOONEST_MS)
    assert is_due(tmp_path, ms(NOON) - 3_600_000)


def test_other_peoples_files_in_the_folder_are_left_alone(tmp_path, store):
    (tmp_path / "backups").mkdir()
    for name in ("scores-mine.db", "notes.txt", "scores-20261399T000000.db"):
        (tmp_path / "backups" / name).write_text("mine")
    for minutes in range(9):
        back_up(tmp_path, ms(NOON + timedelta(minutes=minutes)))
    assert {"scores-mine.db", "notes.txt", "scores-20261399T000000.db"} <= {
        file.name for file in (tmp_path / "backups").iterdir()
    }


def test_a_window_may_write_while_a_backup_is_made(tmp_path, store):
    store._db.execute("BEGIN IMMEDIATE")
    store._db.execute("UPDATE profile SET name = 'Half'")
    path = back_up(tmp_path, ms(NOON))
    store._db.execute("ROLLBACK")
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT name FROM profile").fetchall() == [("Player",)]


def _write(folder, begun, enough):
    keeper = Keeper(folder)
    number = 0
    while number < 3 or not enough.is_set():
        kept = keeper.keep(began(f"w{number}"), answer(0, f"w{number}"), ended(f"w{number}"))
        while kept is Kept.WAITING:
            kept = keeper.flush()
        assert kept is Kept.SAVED
        number += 1
        begun.set()
    keeper.close()


def test_every_backup_is_sound_while_another_process_goes_on_writing(tmp_path, store):
    context = multiprocessing.get_context("spawn")
    begun, enough = context.Event(), context.Event()
    other = context.Process(target=_write, args=(tmp_path, begun, enough))
    other.start()
    assert begun.wait(60)
    answers = []
    for minutes in range(8):
        path = back_up(tmp_path, ms(NOON + timedelta(minutes=minutes)))
        assert is_sound(path)
        with closing(sqlite3.connect(path)) as db:
            answers.append(db.execute("SELECT count(*) FROM answer").fetchone()[0])
            assert db.execute("SELECT sum(answered) FROM profile").fetchone()[0] == answers[-1]
    enough.set()
    other.join(60)
    assert other.exitcode == 0
    assert answers == sorted(answers)
    assert answers[0] >= 2
    assert not faulty(tmp_path)


def test_what_is_left_of_a_backup_that_was_cut_off_is_no_backup_and_goes_with_the_next(tmp_path, store):
    folder = tmp_path / "backups"
    folder.mkdir()
    of_now, of_a_minute_ago, of_yesterday = "20261123T120000", "20261123T115900", "20261122T120000"
    for name in (of_now, of_a_minute_ago, of_yesterday):
        (folder / f"scores-{name}.part").write_bytes(b"half a file")
        (folder / f"scores-{name}.part-journal").write_bytes(b"half a log")
    assert backups(tmp_path) == ()
    assert is_sound(back_up(tmp_path, ms(NOON)))
    assert sorted(file.name for file in folder.iterdir()) == [
        f"scores-{of_a_minute_ago}.part",  # another window may be at it
        f"scores-{of_a_minute_ago}.part-journal",
        f"scores-{of_now}.db",
    ]
