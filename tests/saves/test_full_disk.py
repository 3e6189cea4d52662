"""A disk without room, as the system tells of it: in a process whose files may not grow beyond a size."""

import subprocess
import sys

import pytest

from tests.saves.test_mending import fill, games, garbage, in_backup
from tests.support import ROOT
from trivia.paths import SAVE_FILE
from trivia.saves.backups import back_up, is_sound

pytest.importorskip("resource", reason="only there can a process be kept from making large files")

WITHOUT_ROOM = """
import resource, signal, sys
from pathlib import Path
from tests.saves.test_store import answer, began, ended
from trivia.errors import SaveError
from trivia.saves.backups import back_up
from trivia.saves.keeper import Keeper, Kept
folder, room = Path(sys.argv[1]), int(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

def no_room():
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))

def room_again():
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

"""

PLAYING = """
keeper = Keeper(folder)
keeper.keep(began("new", at=99_000), answer(0, "new"))
no_room()
for place in range(1, 400):
    kept = keeper.keep(answer(place, "new", question=f"golden/{'long' * 60}{place}"))
    if kept is not Kept.SAVED:
        break
print(kept.name)
print(keeper.trouble)
room_again()
print(keeper.keep(answer(place + 1, "new"), ended("new")).name)
print(keeper.trouble, keeper.notice)
print(keeper.last_game().answered == place + 2)
"""

BACKING_UP = """
no_room()
try:
    print(back_up(folder, 1_800_000_000_000))
except SaveError as error:
    print(error)
"""

MENDING = """
no_room()
keeper = Keeper(folder)
print(keeper.keep(began("new", at=99_000), answer(0, "new")).name)
print(keeper.trouble)
print(sorted(file.name for file in folder.iterdir()))
print((folder / "scores.db").read_bytes() == (folder / "before").read_bytes())
room_again()
print(keeper.keep(answer(1, "new")).name)
print(keeper.notice)
print(keeper.last_game().answered)
keeper.close()
"""


def told(script, folder, room):
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_ROOM + script, str(folder), str(room)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


def test_answers_wait_for_room_and_none_is_lost(tmp_path):
    fill(tmp_path)
    size = (tmp_path / SAVE_FILE).stat().st_size
    kept, trouble, later, quiet, whole = told(PLAYING, tmp_path, size + 50_000)
    assert (kept, later, quiet.strip(), whole) == ("UNSAVED", "SAVED", "", "True")
    assert str(tmp_path / SAVE_FILE) in trouble


def test_a_backup_without_room_leaves_nothing_half_made_and_the_others_as_they_were(tmp_path):
    fill(tmp_path)
    before = {file.name: file.read_bytes() for file in (tmp_path / "backups").iterdir()}
    (line,) = told(BACKING_UP, tmp_path, 40_000)
    assert "backups" in line
    assert {file.name: file.read_bytes() for file in (tmp_path / "backups").iterdir()} == before
    assert is_sound(back_up(tmp_path, 1_800_000_000_000))


def test_mending_without_room_leaves_the_bad_file_and_is_done_later(tmp_path):
    fill(tmp_path)
    garbage(tmp_path / SAVE_FILE)
    (tmp_path / "before").write_bytes((tmp_path / SAVE_FILE).read_bytes())
    kept, trouble, left, same, later, notice, answered = told(MENDING, tmp_path, 20_000)
    assert (kept, same, later, answered) == ("UNSAVED", "True", "SAVED", "2")
    assert str(tmp_path / SAVE_FILE) in trouble
    assert "part" not in left
    assert "damaged" not in left
    assert "set aside as damaged-1.db" in notice
    assert in_backup() | {"new"} <= games(tmp_path)
