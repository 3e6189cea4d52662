"""Ten kinds of damage: each ends in a clear line, with the bad file kept, and the game goes on."""

import multiprocessing
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.saves.test_store import answer, began, ended
from tests.support import ROOT
from trivia.errors import SaveDamaged, SaveError, SaveTooNew
from trivia.paths import SAVE_FILE
from trivia.saves import profiles
from trivia.saves.backups import back_up, is_sound
from trivia.saves.file import log_is_lost, said
from trivia.saves.health import faulty
from trivia.saves.keeper import Keeper, Kept
from trivia.saves.mending import mend_if_faulty, open_store, restore
from trivia.saves.store import Store

NOW = 1_790_000_000_000
BACKED_UP = 3
LATER = 4


def fill(folder, backup=True):
    """A save file with three games in a backup, and four more after it."""
    store = Store(folder)
    for number in range(BACKED_UP):
        store.write([began(f"g{number}", at=1_000 + number), *answers(f"g{number}"), ended(f"g{number}")])
    if backup:
        back_up(folder, NOW)
    for number in range(BACKED_UP, BACKED_UP + LATER):
        store.write([began(f"g{number}", at=1_000 + number), *answers(f"g{number}"), ended(f"g{number}")])
    store.close()


def answers(game):
    return [answer(place, game, question=f"golden/{game}-{place}") for place in range(10)]


def games(folder):
    with closing(sqlite3.connect(folder / SAVE_FILE)) as db:
        return {uid for (uid,) in db.execute("SELECT uid FROM game")}


def in_backup():
    return {f"g{number}" for number in range(BACKED_UP)}


def truncated(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def header_gone(path):
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


def a_text_file(path):
    path.write_text("Dear diary, tonight seven of seven.\n" * 200)


def garbage(path):
    path.write_bytes(random.Random(3).randbytes(20_000))  # noqa: S311 - noise, not a secret


def another_database(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE recipes (name)")
        db.commit()


def emptied(path):
    path.write_bytes(b"")


SEEN_AT_OPENING = [truncated, header_gone, a_text_file, garbage, another_database, emptied]


@pytest.mark.parametrize("damage", SEEN_AT_OPENING)
def test_what_opening_finds_is_set_aside_and_the_backup_is_there(tmp_path, damage):
    fill(tmp_path)
    damage(tmp_path / SAVE_FILE)
    bad = (tmp_path / SAVE_FILE).read_bytes()
    keeper = Keeper(tmp_path)
    assert keeper.last_game() is not None
    assert in_backup() <= games(tmp_path)
    assert (tmp_path / "damaged-1.db").read_bytes() == bad
    assert "set aside as damaged-1.db" in keeper.notice
    assert "\n" not in keeper.notice
    assert keeper.keep(began("new"), answer(0, "new")) is Kept.SAVED
    assert keeper.trouble == ""
    keeper.close()


@pytest.mark.parametrize("damage", [truncated, header_gone, a_text_file, garbage, another_database])
def test_without_a_backup_the_scores_begin_anew_and_the_file_is_kept(tmp_path, damage):
    fill(tmp_path, backup=False)
    damage(tmp_path / SAVE_FILE)
    bad = (tmp_path / SAVE_FILE).read_bytes()
    store, mended = open_store(tmp_path)
    assert mended.backup is None
    assert (tmp_path / "damaged-1.db").read_bytes() == bad
    assert "There was no backup yet" in str(mended)
    store.close()


def test_an_empty_file_without_a_backup_is_a_new_one(tmp_path):
    emptied(tmp_path / SAVE_FILE)
    store, mended = open_store(tmp_path)
    assert mended is None
    store.close()


@pytest.mark.parametrize("seed", range(8))
def test_flipped_bytes_are_found_or_do_no_harm(tmp_path, seed):
    """Wherever they lie: what the backup had is there, and nearly always what came after it."""
    fill(tmp_path)
    path = tmp_path / SAVE_FILE
    chance, data = random.Random(seed), bytearray(path.read_bytes())  # noqa: S311 - likewise
    page = 4096 * chance.randrange(1, len(data) // 4096)
    data[page : page + 200] = chance.randbytes(200)
    path.write_bytes(data)
    found = faulty(tmp_path)
    keeper = Keeper(tmp_path)
    if found:
        assert keeper.mend()
        assert bytes(data) == (tmp_path / "damaged-1.db").read_bytes()
    assert keeper.keep(began("new"), answer(0, "new")) is Kept.SAVED
    assert in_backup() | {"new"} <= games(tmp_path)
    assert not faulty(tmp_path)
    keeper.close()


def spoil_tallies(path):
    with closing(sqlite3.connect(path)) as db:
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'tally'").fetchone()[0]
    data = bytearray(path.read_bytes())
    data[4096 * (root - 1) : 4096 * root] = b"\xff" * 4096
    path.write_bytes(data)


def test_what_came_after_the_backup_is_rescued(tmp_path):
    fill(tmp_path)
    spoil_tallies(tmp_path / SAVE_FILE)
    mended = mend_if_faulty(tmp_path)
    assert mended.saved == 10 * LATER
    assert f"{10 * LATER} more answers could be rescued" in str(mended)
    assert games(tmp_path) == {f"g{number}" for number in range(BACKED_UP + LATER)}
    store = Store(tmp_path)
    assert store.last_game("Player").answered == 10
    assert len(store.answers("Player", "golden", 999)) == 10 * (BACKED_UP + LATER)
    store.close()


def test_a_rescue_keeps_variants_and_falls(tmp_path):
    fill(tmp_path)
    with closing(Store(tmp_path)) as store:
        ladder = replace(began("l", at=9_000, length=15), mode="ladder", variant="untimed")
        store.write([ladder, *answers("l"), replace(answer(10, "l", right=False), points=-600), ended("l")])
    spoil_tallies(tmp_path / SAVE_FILE)
    assert mend_if_faulty(tmp_path).saved == 10 * LATER + 11
    with closing(Store(tmp_path)) as store:
        assert store.best_score("Player", "golden", "ladder", 15, "untimed") == 400
        assert store.best_score("Player", "golden", "ladder", 15) is None


def test_a_bad_backup_is_passed_over_for_an_older_good_one(tmp_path):
    fill(tmp_path)
    newer = back_up(tmp_path, NOW + 3_600_000)
    garbage(newer)
    garbage(tmp_path / SAVE_FILE)
    store, mended = open_store(tmp_path)
    assert mended.backup != newer
    assert games(tmp_path) == in_backup()
    assert newer.exists()
    store.close()


def test_damage_in_the_middle_of_a_game_loses_no_answer_of_it(tmp_path):
    fill(tmp_path)
    keeper = Keeper(tmp_path)
    keeper.keep(began("now", at=9_000), answer(0, "now"))
    garbage(tmp_path / SAVE_FILE)
    for ending in ("-wal", "-shm"):
        (tmp_path / f"{SAVE_FILE}{ending}").unlink(missing_ok=True)
    keeper._store._db.close()
    keeper._store = None
    assert keeper.keep(answer(1, "now")) is Kept.SAVED
    assert keeper.last_game().answered == 2
    assert "set aside" in keeper.notice
    keeper.close()


def test_damage_that_an_answer_comes_upon_is_mended_before_its_verdict(tmp_path):
    fill(tmp_path)
    with closing(sqlite3.connect(tmp_path / SAVE_FILE)) as db:
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'tally'").fetchone()[0]
    with (tmp_path / SAVE_FILE).open("r+b") as file:
        file.seek(4096 * (root - 1))
        file.write(b"\xff" * 4096)
    keeper = Keeper(tmp_path)
    assert keeper.keep(began("now", at=9_000), answer(0, "now")) is Kept.SAVED
    assert keeper.last_game().answered == 1
    assert "set aside as damaged-1.db" in keeper.notice
    assert keeper.trouble == ""
    keeper.close()


def test_nothing_that_was_set_aside_is_ever_overwritten(tmp_path):
    for number in (1, 2, 3):
        fill(tmp_path) if number == 1 else None
        (tmp_path / SAVE_FILE).write_bytes(b"bad %d" % number * 50)
        store, _ = open_store(tmp_path)
        store.close()
    for number in (1, 2, 3):
        assert (tmp_path / f"damaged-{number}.db").read_bytes() == b"bad %d" % number * 50


def test_a_folder_in_its_place_is_set_aside(tmp_path):
    (tmp_path / SAVE_FILE / "inside").mkdir(parents=True)
    keeper = Keeper(tmp_path)
    assert keeper.keep(began(), answer(0)) is Kept.SAVED
    assert (tmp_path / "damaged-1.db" / "inside").is_dir()
    assert "damaged-1.db" in keeper.notice
    keeper.close()


def test_a_missing_log_costs_at_most_what_stood_in_it(tmp_path):
    fill(tmp_path / "a")
    store = Store(tmp_path / "a")
    store.write([began("late"), answer(0, "late")])
    (tmp_path / "b").mkdir()
    shutil.copy(tmp_path / "a" / SAVE_FILE, tmp_path / "b" / SAVE_FILE)
    store.close()
    keeper = Keeper(tmp_path / "b")
    assert keeper.last_game().finished
    assert keeper.notice == ""
    assert not faulty(tmp_path / "b")
    keeper.close()


def test_a_file_of_a_newer_version_is_left_untouched_and_the_game_goes_on(tmp_path):
    fill(tmp_path)
    path = tmp_path / SAVE_FILE
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
        db.commit()
    before = path.read_bytes()
    keeper = Keeper(tmp_path)
    assert keeper.keep(began("x"), answer(0, "x")) is Kept.UNSAVED
    assert "newer version of the game" in keeper.trouble
    assert not faulty(tmp_path)
    assert mend_if_faulty(tmp_path) is None
    keeper.close()
    assert path.read_bytes() == before
    with pytest.raises(SaveTooNew):
        Store(tmp_path)


def test_a_full_disk_is_waited_out(tmp_path):
    fill(tmp_path)

    def small_disk(folder):
        store = Store(folder)
        store._db.execute(f"PRAGMA max_page_count = {store._db.execute('PRAGMA page_count').fetchone()[0]}")
        return store

    keeper = Keeper(tmp_path, small_disk)
    keeper.keep(began("big", at=9_000))
    for place in range(200):
        given = answer(place, "big", question=f"golden/{'long' * 60}{place}")
        if keeper.keep(given) is Kept.UNSAVED:
            break
    assert keeper.unsaved
    assert "the disk is full" in keeper.trouble
    keeper._open_store = Store
    assert keeper.flush() is Kept.SAVED
    assert keeper.last_game().answered == place + 1
    keeper.close()


WITHOUT_RIGHTS = """
import os, sys, urllib.parse
from pathlib import Path
from tests.saves.test_store import answer, began
from trivia.saves.keeper import Keeper
warm = Keeper(Path(sys.argv[2]))  # everything that is imported late, while it can be read
warm.keep(began(), answer(0))
warm.close()
os.setgid(65534)
os.setuid(65534)
keeper = Keeper(Path(sys.argv[1]))
print(keeper.last_game() is not None)
print(keeper.keep(began("x"), answer(0, "x")).name)
print(keeper.trouble)
"""


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can take its own rights away"
)
@pytest.mark.parametrize(
    ("file", "folder", "read", "words"),
    [
        (0o444, 0o555, "True", "may only be read"),
        (0o644, 0o555, "True", "may only be read"),
        (0o600, 0o755, "False", "rights"),
        (0o600, 0o700, "False", "rights"),
    ],
    ids=["read-only", "read-only folder", "wrong owner", "wrong owner of the folder"],
)
def test_a_file_without_rights_is_said_in_one_line_and_kept(tmp_path, file, folder, read, words):
    # Not below pytest's own folder: others may not look into that one.
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        saves = Path(place) / "saves"
        fill(saves)
        before = (saves / SAVE_FILE).read_bytes()
        (saves / SAVE_FILE).chmod(file)
        saves.chmod(folder)
        run = subprocess.run(
            [sys.executable, "-c", WITHOUT_RIGHTS, str(saves), str(tmp_path / "warm")],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
        told = run.stdout.splitlines()
        assert told[:2] == [read, "UNSAVED"], run.stderr
        assert words in told[2]
        assert (saves / SAVE_FILE).read_bytes() == before


EVERY_COMMAND = """
import io, os, sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from trivia.cli import main
from trivia.saves import file

def call(folder):
    for words in (
        ["where"], ["check"], ["backup"], ["restore"], ["restore", "x"], ["export"], ["import", sys.argv[2]],
        ["rename", "Player", "Zoe"], ["delete", "Zoe"],
    ):
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as told:
            status = main(["saves", *words, "--save-dir", folder])
        yield status, told.getvalue()

list(call(sys.argv[3]))  # everything that is imported late, while it can be read
file._no_room(Path("/"))
os.setgid(65534)
os.setuid(65534)
for status, told in call(sys.argv[1]):
    print(status, told.count(chr(10)), "look at its rights" in told)
"""


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can take its own rights away"
)
def test_a_folder_of_somebody_else_is_said_in_one_line_by_every_command(tmp_path):
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        saves = Path(place) / "saves"
        fill(saves)
        fill(tmp_path)
        saves.chmod(0o700)
        export = Path(place) / "export.json"
        export.write_text('{"format": "globes-trivia saves", "version": 1, "games": []}')
        export.chmod(0o644)
        run = subprocess.run(
            [sys.executable, "-c", EVERY_COMMAND, str(saves), str(export), str(tmp_path)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
        assert run.stdout.splitlines() == ["1 1 True"] * 9, run.stderr
        assert games(saves) == {f"g{number}" for number in range(BACKED_UP + LATER)}


def cut_off(folder):
    """The save file as a killed process has left it, in a folder of its own: newest answers in the log."""
    store = Store(folder / "playing")
    store.write([began("late", at=9_000), *answers("late")])
    shutil.copytree(folder / "playing", folder / "left")
    store.close()
    assert not log_is_lost(folder / "left" / SAVE_FILE)
    (folder / "left" / f"{SAVE_FILE}-wal").unlink()
    return folder / "left"


def test_a_log_that_was_taken_away_is_told_and_the_file_kept(tmp_path):
    fill(tmp_path / "playing", backup=False)
    left = cut_off(tmp_path)
    before = (left / SAVE_FILE).read_bytes()
    assert faulty(left)
    keeper = Keeper(left)
    assert keeper.last_game().finished
    assert keeper.notice == (
        "The log of your save file was missing, and with it what was played last. "
        "The file is set aside as damaged-1.db, and a copy has taken its place."
    )
    assert (left / "damaged-1.db").read_bytes() == before
    assert games(left) == {f"g{number}" for number in range(BACKED_UP + LATER)}
    assert keeper.keep(began("new"), answer(0, "new")) is Kept.SAVED
    keeper.close()
    assert not faulty(left)
    assert not (left / "damaged-2.db").exists()


def test_what_stood_in_a_lost_log_comes_back_from_a_backup_that_had_it(tmp_path):
    fill(tmp_path / "playing")
    store = Store(tmp_path / "playing")
    store.write([began("backed", at=8_000), *answers("backed"), ended("backed")])
    written = (tmp_path / "playing" / SAVE_FILE).stat().st_mtime
    backup = back_up(tmp_path / "playing", int(written * 1000) + 60_000)
    store.write([began("late", at=9_000), answer(0, "late")])
    shutil.copytree(tmp_path / "playing", tmp_path / "left")
    store.close()
    left = tmp_path / "left"
    (left / f"{SAVE_FILE}-wal").unlink()
    opened, mended = open_store(left)
    assert opened.last_game("Player").answered == 10
    opened.close()
    assert (mended.saved, mended.log_lost) == (10, True)
    assert str(mended).endswith(f"10 more answers came back from the backup {backup.name}.")
    assert games(left) == {f"g{number}" for number in range(BACKED_UP + LATER)} | {"backed"}


def test_who_was_deleted_before_the_log_was_lost_stays_away(tmp_path):
    """A backup that is older than the file is none of its lost log, and may still hold who was deleted."""
    folder = tmp_path / "playing"
    fill(folder)
    with closing(Store(folder)) as store:
        store.change(lambda db: profiles.delete(db, "Player"))
        store.write([replace(began("anna"), profile="Anna"), answer(0, "anna")])
    os.utime(folder / SAVE_FILE, (NOW / 1000 + 60, NOW / 1000 + 60))
    store, mended = open_store(cut_off(tmp_path))
    assert mended.log_lost
    assert mended.backup is None
    assert [one.name for one in store.read(profiles.everyone)] == ["Anna"]
    store.close()


def test_a_file_that_had_all_in_its_lost_log_gives_way_to_the_backup(tmp_path):
    store = Store(tmp_path)
    store.write([began("first"), answer(0, "first")])
    back_up(tmp_path, NOW)
    left = tmp_path / "left"
    left.mkdir()
    for name in (SAVE_FILE, f"{SAVE_FILE}-shm"):
        shutil.copy(tmp_path / name, left)
    shutil.copytree(tmp_path / "backups", left / "backups")
    store.close()
    opened, mended = open_store(left)
    opened.close()
    assert not mended.log_lost
    assert games(left) == {"first"}
    assert (left / "damaged-1.db").exists()


def test_only_a_lock_is_called_another_window(tmp_path):
    fill(tmp_path)
    (tmp_path / "scores.lock").mkdir()
    with pytest.raises(SaveError, match=r"scores\.lock: it cannot be opened"):
        restore(tmp_path, next((tmp_path / "backups").iterdir()))


def test_a_restore_that_fails_leaves_everything_as_it_was(tmp_path, monkeypatch):
    fill(tmp_path)
    before = {path.name for path in tmp_path.iterdir()}

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(SaveError, match="look at its rights"):
        restore(tmp_path, next((tmp_path / "backups").iterdir()))
    assert {path.name for path in tmp_path.iterdir()} == before | {"scores.lock", "replaced-1.db"}
    assert games(tmp_path) == {f"g{number}" for number in range(BACKED_UP + LATER)}


def test_a_full_disk_is_called_full_where_sqlite_has_no_words_for_it(tmp_path, monkeypatch):
    path = tmp_path / SAVE_FILE
    for free, words in ((1_000, "the disk is full"), (10**9, "the disk does not answer")):
        usage = shutil._ntuple_diskusage(10**9, 0, free)
        monkeypatch.setattr(shutil, "disk_usage", lambda _, usage=usage: usage)
        with pytest.raises(SaveError, match=words), said(path):
            raise sqlite3.OperationalError("disk I/O error")


def test_restoring_sets_what_was_there_aside(tmp_path):
    fill(tmp_path)
    before = (tmp_path / SAVE_FILE).read_bytes()
    backup = next((tmp_path / "backups").iterdir())
    assert restore(tmp_path, backup) == tmp_path / "replaced-1.db"
    assert (tmp_path / "replaced-1.db").read_bytes() == before
    assert games(tmp_path) == in_backup()
    assert is_sound(backup)


def test_a_bad_backup_is_not_restored(tmp_path):
    fill(tmp_path)
    backup = next((tmp_path / "backups").iterdir())
    garbage(backup)
    before = (tmp_path / SAVE_FILE).read_bytes()
    with pytest.raises(SaveDamaged, match="no sound backup"):
        restore(tmp_path, backup)
    assert (tmp_path / SAVE_FILE).read_bytes() == before


def _open(folder, barrier, told):
    barrier.wait()
    try:
        store, mended = open_store(folder, 5_000)
    except SaveError as error:
        told.put(str(error))
        return
    told.put(mended is not None)
    store.close()


def test_of_two_windows_that_find_damage_one_mends_it(tmp_path):
    fill(tmp_path)
    garbage(tmp_path / SAVE_FILE)
    context = multiprocessing.get_context("spawn")
    barrier, told = context.Barrier(2), context.Queue()
    windows = [context.Process(target=_open, args=(tmp_path, barrier, told)) for _ in range(2)]
    for window in windows:
        window.start()
    outcomes = sorted(told.get(timeout=60) for _ in windows)
    for window in windows:
        window.join()
    assert outcomes == [False, True]
    assert games(tmp_path) == in_backup()
    assert not (tmp_path / "damaged-2.db").exists()


def _look_through(folder, barrier, told):
    keeper = Keeper(folder)
    keeper.last_game()
    barrier.wait()
    told.put(keeper.faulty() and keeper.mend())
    keeper.keep(began(f"by {os.getpid()}", at=9_000), answer(0, f"by {os.getpid()}"))
    told.put(keeper.trouble)
    keeper.close()


def test_of_two_windows_that_look_through_a_damaged_file_one_mends_it_and_both_play_on(tmp_path):
    fill(tmp_path)
    path = tmp_path / SAVE_FILE
    with closing(sqlite3.connect(path)) as db:
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'achievement'").fetchone()[0]
    with path.open("r+b") as file:
        file.seek(4096 * (root - 1))
        file.write(b"\xff" * 4096)
    context = multiprocessing.get_context("spawn")
    barrier, told = context.Barrier(2), context.Queue()
    windows = [context.Process(target=_look_through, args=(tmp_path, barrier, told)) for _ in range(2)]
    for window in windows:
        window.start()
    outcomes = [told.get(timeout=60) for _ in range(4)]
    for window in windows:
        window.join()
    assert sorted(outcomes, key=str) == ["", "", False, True]
    assert len(games(tmp_path)) == BACKED_UP + LATER + 2
    assert not faulty(tmp_path)
    assert not (tmp_path / "damaged-2.db").exists()


def test_a_window_that_plays_on_while_another_mends_loses_nothing(tmp_path):
    fill(tmp_path)
    playing, mending = Keeper(tmp_path), Keeper(tmp_path)
    playing.keep(began("on", at=9_000), answer(0, "on"))
    with closing(sqlite3.connect(tmp_path / SAVE_FILE)) as db:
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'tally'").fetchone()[0]
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with (tmp_path / SAVE_FILE).open("r+b") as file:
        file.seek(4096 * (root - 1))
        file.write(b"\xff" * 4096)
    assert mending.mend()
    assert playing.keep(answer(1, "on")) is Kept.SAVED
    assert playing.last_game().answered == 2
    assert games(tmp_path) == {"on"} | {f"g{number}" for number in range(BACKED_UP + LATER)}
    playing.close()
    mending.close()
    assert not faulty(tmp_path)
