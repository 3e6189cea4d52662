"""Damage that opening a file does not show: in an index, in the names of columns, in bytes anywhere."""

import random
import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.saves.test_mending import BACKED_UP, LATER, answers, fill, games, in_backup
from tests.saves.test_store import answer, began, ended
from trivia.errors import SaveDamaged
from trivia.paths import SAVE_FILE
from trivia.saves.backups import back_up, backups, is_sound
from trivia.saves.health import faulty
from trivia.saves.keeper import Keeper, Kept
from trivia.saves.mending import mend_if_faulty
from trivia.saves.rescue import rescue
from trivia.saves.store import Store

PAGE = 4096
EVERY_GAME = {f"g{number}" for number in range(BACKED_UP + LATER)}


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A folder with a sound save file and a backup, to be copied and damaged."""
    folder = tmp_path_factory.mktemp("sound")
    fill(folder)
    return folder


@pytest.fixture
def folder(tmp_path, sound):
    shutil.copytree(sound, tmp_path, dirs_exist_ok=True)
    return tmp_path


def page_of(path, name):
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]


def point_elsewhere(path, index):
    """Let the first entry of an index point to a row that is not there."""
    end = PAGE * page_of(path, index)
    data = bytearray(path.read_bytes())
    data[end - 1] = 99
    path.write_bytes(data)


def test_an_index_that_points_elsewhere_is_found_and_everything_comes_back(folder):
    path = folder / SAVE_FILE
    point_elsewhere(path, "game_by_profile")
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    assert faulty(folder)
    assert mend_if_faulty(folder).saved == 10 * LATER
    assert games(folder) == EVERY_GAME
    assert not faulty(folder)


def test_a_file_with_a_bad_index_becomes_no_backup(folder):
    before = backups(folder)
    point_elsewhere(folder / SAVE_FILE, "game_by_profile")
    with pytest.raises(SaveDamaged, match="it is damaged"):
        back_up(folder, 1_800_000_000_000)
    assert backups(folder) == before


RENAMED = {
    "a count": (b"last_right INTEGER", b"last_wight INTEGER"),
    "a text": (b"prompt TEXT", b"prumpt TEXT"),
    "no text": (b"last_at INTEGER", b"last_\xff\xfe INTEGER"),
    "a row's number": (
        b"id INTEGER PRIMARY KEY,\n            uid TEXT NOT NULL UNIQUE,\n            name",
        b"id INTEGER PRIMARX KEY,\n            uid TEXT NOT NULL UNIQUE,\n            name",
    ),
    "an answer's own": (
        b"in_table TEXT NOT NULL,\n            form",
        b"in_tadle TEXT NOT NULL,\n            form",
    ),
    "a game's own": (b"ended_at INTEGER", b"endad_at INTEGER"),
}


@pytest.mark.parametrize("kind", RENAMED)
def test_a_column_that_has_lost_its_name_is_mended_and_the_game_goes_on(folder, kind):
    path = folder / SAVE_FILE
    data = path.read_bytes()
    name, other = RENAMED[kind]
    assert data.count(name) >= 1
    assert len(other) == len(name)
    bad = data.replace(name, other)
    path.write_bytes(bad)
    keeper = Keeper(folder)
    keeper.last_game()
    if keeper.faulty():
        keeper.mend()
    assert keeper.keep(began("new", at=9_000), answer(0, "new")) is Kept.SAVED
    assert "set aside as damaged-1.db" in keeper.notice
    assert (folder / "damaged-1.db").read_bytes() == bad
    assert in_backup() | {"new"} <= games(folder)
    keeper.close()
    assert not faulty(folder)


def test_a_fault_whose_very_words_are_damaged_is_mended_too(folder):
    path = folder / SAVE_FILE
    bad = path.read_bytes().replace(b"tablegamegame", b"table\x8damegame")
    bad = bad.replace(b"CREATE TABLE game (", b"CREATE TUBLE game (")
    path.write_bytes(bad)
    with closing(sqlite3.connect(path)) as db, pytest.raises((sqlite3.Error, UnicodeDecodeError)):
        db.execute("SELECT count(*) FROM game")
    assert not is_sound(path)
    keeper = Keeper(folder)
    assert keeper.keep(began("new", at=9_000), answer(0, "new")) is Kept.SAVED
    assert (folder / "damaged-1.db").read_bytes() == bad
    assert in_backup() | {"new"} <= games(folder)
    keeper.close()


def test_a_lost_name_is_mended_in_the_middle_of_a_game(folder):
    path = folder / SAVE_FILE
    path.write_bytes(path.read_bytes().replace(b"last_right INTEGER", b"last_wight INTEGER"))
    keeper = Keeper(folder)
    assert keeper.keep(began("new", at=9_000), answer(0, "new")) is Kept.SAVED
    assert keeper.keep(answer(1, "new")) is Kept.SAVED
    assert games(folder) == EVERY_GAME | {"new"}
    assert keeper.last_game().answered == 2
    keeper.close()


def test_a_backup_of_another_shape_is_not_sound(folder):
    path = backups(folder)[0].path
    assert is_sound(path)
    path.write_bytes(path.read_bytes().replace(b"last_right INTEGER", b"last_wight INTEGER"))
    assert not is_sound(path)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE game SET began_at = 253402300799000 WHERE uid = 'g3'",
        "UPDATE game SET began_at = 9e300 WHERE uid = 'g3'",
        "UPDATE game SET mode = char(27, 99) WHERE uid = 'g3'",
        "UPDATE game SET seed = 'seven', ended_at = x'00' WHERE uid = 'g3'",
        "UPDATE game SET uid = x'ff' WHERE uid = 'g3'",
    ],
)
def test_a_game_that_makes_no_sense_is_left_out_of_the_rescue_and_no_other(tmp_path, folder, change):
    damaged = folder / "damaged-1.db"
    shutil.copy(folder / SAVE_FILE, damaged)
    with closing(sqlite3.connect(damaged)) as db:
        db.execute(change)
        db.commit()
    new = tmp_path / "new"
    Store(new).close()
    assert rescue(damaged, new).answers == 10 * (BACKED_UP + LATER - 1)
    assert games(new) == EVERY_GAME - {"g3"}


def test_a_player_whose_name_makes_no_sense_keeps_their_games(tmp_path, folder):
    damaged = folder / "damaged-1.db"
    shutil.copy(folder / SAVE_FILE, damaged)
    with closing(sqlite3.connect(damaged)) as db:
        db.execute("UPDATE profile SET name = '   '")
        db.commit()
    new = tmp_path / "new"
    Store(new).close()
    assert rescue(damaged, new).answers == 10 * (BACKED_UP + LATER)


def one_bit(data, chance):
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def many_bytes(data, chance):
    for _ in range(chance.randrange(2, 60)):
        data[chance.randrange(100, len(data))] = chance.randrange(256)


def a_page(data, chance):
    start = PAGE * chance.randrange(len(data) // PAGE)
    data[start : start + PAGE] = chance.randbytes(PAGE)


def two_pages_exchanged(data, chance):
    one, other = (PAGE * chance.randrange(len(data) // PAGE) for _ in range(2))
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]


def names(data, chance):
    for _ in range(3):
        data[chance.randrange(100, 3 * PAGE)] = chance.randrange(32, 127)


def zeros(data, chance):
    start = chance.randrange(len(data))
    length = min(chance.randrange(1, 9_000), len(data) - start)
    data[start : start + length] = bytes(length)


def cut_off(data, chance):
    del data[chance.randrange(1, len(data)) :]


@pytest.mark.parametrize(
    "damage",
    [one_bit, many_bytes, a_page, two_pages_exchanged, names, zeros, cut_off],
    ids=lambda one: one.__name__,
)
def test_whatever_bytes_have_changed_the_game_goes_on_and_the_backup_is_there(tmp_path, sound, damage):
    chance = random.Random(damage.__name__)  # noqa: S311 - noise, not a secret
    content = (sound / SAVE_FILE).read_bytes()
    for number in range(25):
        folder = tmp_path / str(number)
        shutil.copytree(sound, folder)
        data = bytearray(content)
        damage(data, chance)
        data[60:64] = content[60:64]  # or it is a file of a newer version, which is left alone
        (folder / SAVE_FILE).write_bytes(data)
        keeper = Keeper(folder)
        keeper.last_game()
        if keeper.faulty():
            keeper.mend()
        kept = keeper.keep(began("new", at=99_000), *answers("new"), ended("new"))
        assert (kept, keeper.trouble) == (Kept.SAVED, "")
        keeper.close()
        assert not faulty(folder)
        assert "new" in games(folder)
        if (folder / "damaged-1.db").exists():
            assert (folder / "damaged-1.db").read_bytes() == data
            assert in_backup() <= games(folder)
            assert "\n" not in keeper.notice
        assert not (folder / "damaged-2.db").exists()
