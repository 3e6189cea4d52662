"""The shelf: what is found, what is broken, and how packs come and go."""

import os
import zipfile

import pytest

from tests.support import RIVERS
from trivia.errors import CommandError, PackError
from trivia.packs import library, shelf
from trivia.packs.library import find_installed, find_pack, installed_packs
from trivia.paths import PACKS_VARIABLE, own_packs


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The player's own pack folder, not made yet; a small pack comes with the game."""
    written(tmp_path / "questions" / "house" / "pack.yaml", named("house"))
    monkeypatch.setattr(library, "builtin_packs", lambda: tmp_path / "questions")
    monkeypatch.setattr(shelf, "builtin_packs", lambda: tmp_path / "questions")
    monkeypatch.setenv(PACKS_VARIABLE, str(tmp_path / "own"))
    return tmp_path / "own"


@pytest.fixture
def rivers(tmp_path):
    """A pack's folder with a file that is none of its own."""
    folder = tmp_path / "rivers-folder"
    folder.mkdir()
    (folder / "pack.yaml").write_text(RIVERS, encoding="utf-8")
    (folder / "letter.pdf").write_text("x")
    return folder


def written(path, text=RIVERS):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def named(name):
    return RIVERS.replace("pack: rivers", f"pack: {name}")


def by_name():
    return {one.name: one for one in shelf.shelf()}


def test_the_folder_is_the_platforms_unless_another_is_named(monkeypatch, tmp_path):
    monkeypatch.delenv(PACKS_VARIABLE)
    assert own_packs().name == "packs"
    assert "globes-trivia" in own_packs().parts
    monkeypatch.setenv(PACKS_VARIABLE, str(tmp_path))
    assert own_packs() == tmp_path


def test_folders_files_and_archives_are_found_by_name_and_by_id(own):
    written(own / "a.folder" / "pack.yaml", named("one"))
    written(own / "b.yaml", named("two"))
    with zipfile.ZipFile(own / "c.zip", "w") as made:
        made.writestr("pack.yaml", named("three"))
    written(own / "removed" / "old.yaml", named("four"))
    written(own / ".hidden.yaml", named("five"))
    assert list(installed_packs())[-3:] == ["a.folder", "b", "c"]
    for name, ident in (("a.folder", "one"), ("b", "two"), ("c", "three")):
        assert find_pack(name) == find_pack(ident) == installed_packs()[name]
        assert by_name()[name].id == ident
        assert by_name()[name].plays
    assert find_installed("four") is None


def test_a_broken_pack_stops_no_other_and_shows_what_is_wrong(own):
    written(own / "bad.yaml", "pack: bad\ntitel: x\ntables:\n- table: t\n  rows: 3\n")
    written(own / "good.yaml", named("good"))
    found = by_name()
    assert len(found["bad"].problems) > 1
    assert "titel" in "".join(map(str, found["bad"].problems))
    assert not found["bad"].plays
    assert found["good"].plays
    assert found["house"].plays
    assert find_pack("good") == own / "good.yaml"


def test_two_packs_of_one_id_are_told_and_one_of_them_plays(own):
    written(own / "again.yaml")
    written(own / "rivers.yaml")
    written(own / "rivers" / "pack.yaml", named("other"))
    written(own / "z.yaml", named("house"))
    found = {one.path.name: one for one in shelf.shelf()}
    assert found["rivers"].plays
    assert found["rivers.yaml"].instead == own / "rivers"
    assert found["z.yaml"].instead == found["house"].path
    for name, path in (("rivers", own / "rivers"), ("house", found["house"].path)):
        assert find_pack(name) == path


def test_a_pack_of_the_same_id_plays_by_the_name_that_is_its_id(own):
    written(own / "again.yaml")
    written(own / "rivers.yaml")
    found = by_name()
    assert found["again"].instead == own / "rivers.yaml" == find_pack("rivers")
    assert found["rivers"].plays


def test_a_folder_that_cannot_be_read_is_one_line(own):
    own.write_text("a file")
    assert [one.name for one in shelf.shelf()] == ["house"]
    own.unlink()
    own.symlink_to(own)
    assert "house" in by_name()


def test_links_in_a_circle_and_pipes_are_broken_packs(own):
    own.mkdir()
    (own / "loop.yaml").symlink_to(own / "loop.yaml")
    (own / "loop.zip").symlink_to(own / "loop.zip")
    if hasattr(os, "mkfifo"):
        os.mkfifo(own / "pipe.yaml")
        os.mkfifo(own / "pipe.zip")
    found = [one for one in shelf.shelf() if not one.built_in]
    assert found
    assert all(len(one.problems) == 1 for one in found)


@pytest.mark.parametrize("kind", ["folder", "file", "zip"])
def test_adding_takes_what_the_pack_is_made_of(own, rivers, tmp_path, kind):
    path = rivers
    if kind == "file":
        path = rivers / "pack.yaml"
    elif kind == "zip":
        path = tmp_path / "packed.zip"
        with zipfile.ZipFile(path, "w") as made:
            made.write(rivers / "pack.yaml", "rivers/pack.yaml")
    one, before = shelf.add(path)
    assert (one.name, one.path, one.plays, before) == ("rivers", own / "rivers", True, None)
    assert [entry.name for entry in (own / "rivers").iterdir()] == ["pack.yaml"]
    assert [entry.name for entry in own.iterdir()] == ["rivers"]
    assert find_pack("rivers") == own / "rivers"


def test_adding_brings_the_spreadsheets_along(own, tmp_path):
    text = (
        "pack: p\ntitle: P\nsources:\n- {id: s, title: S}\ntables:\n- table: t\n  key: [a]\n"
        "  columns: {a: text, b: text}\n  csv: {file: t.csv, source: s}\n"
        '  ask:\n  - {id: q, prompt: "{a}?", answer: b}\n'
    )
    written(tmp_path / "p" / "pack.yaml", text)
    written(tmp_path / "p" / "t.csv", "a,b\nx,1\ny,2\nz,3\n")
    assert shelf.add(tmp_path / "p" / "pack.yaml")[0].questions == 3
    assert (own / "p" / "t.csv").is_file()


def test_a_broken_pack_is_not_added(own, tmp_path):
    with pytest.raises(PackError) as broken:
        shelf.add(written(tmp_path / "bad.yaml", "pack: bad\ntitel: x\nquestions: 3\n"))
    assert len(broken.value.problems) > 1
    assert not own.exists()


def test_a_pack_without_a_question_is_not_added(own, tmp_path):
    silent = RIVERS.replace("  complete: true\n  key: [river]\n", "").replace(
        "    statement:", "    because:", 1
    )
    silent = silent.partition('    because: "The {river} reaches')[0]
    with pytest.raises(PackError, match="no question comes of it"):
        shelf.add(written(tmp_path / "silent.yaml", silent))
    assert not own.exists()


def test_an_id_that_is_taken_needs_replacing_and_the_one_before_is_kept(own, rivers):
    shelf.add(rivers)
    with pytest.raises(CommandError, match="--replace takes its place"):
        shelf.add(rivers)
    written(rivers / "pack.yaml", RIVERS.replace("title: Rivers\nsources", "title: Streams\nsources"))
    one, before = shelf.add(rivers, replacing=True)
    assert one.title == "Streams"
    assert before == own / "removed" / "rivers"
    assert "title: Rivers\nsources" in (before / "pack.yaml").read_text(encoding="utf-8")
    assert shelf.add(before, replacing=True)[0].title == "Rivers"


@pytest.mark.parametrize("name", ["house", "removed"])
def test_ids_that_can_be_nobodys_are_refused(own, tmp_path, name):
    with pytest.raises(CommandError, match="id"):
        shelf.add(written(tmp_path / "x.yaml", named(name)), replacing=True)
    assert not own.exists()


def test_a_copy_that_fails_leaves_everything_as_it_was(own, rivers, monkeypatch):
    shelf.add(rivers)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(CommandError, match="No space left"):
        shelf.add(rivers, replacing=True)
    assert [entry.name for entry in own.iterdir()] == ["rivers"]
    assert by_name()["rivers"].plays


def test_a_last_step_that_fails_puts_the_one_before_back(own, rivers, monkeypatch):
    shelf.add(rivers)
    rename = type(own).rename

    def failing(self, target):
        if self.name.startswith(".unfinished"):
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(type(own), "rename", failing)
    with pytest.raises(CommandError, match="Input/output error"):
        shelf.add(rivers, replacing=True)
    assert by_name()["rivers"].plays
    assert {entry.name for entry in own.iterdir()} == {"rivers", "removed"}


def test_removing_is_moving_aside_and_can_be_undone(own, rivers):
    for _ in range(2):
        shelf.add(rivers)
        was, lies = shelf.remove("rivers")
        assert "rivers" not in installed_packs()
    assert lies.name == "rivers-2"
    shelf.restore(was, lies)
    assert by_name()["rivers"].plays
    with pytest.raises(CommandError, match="is there again"):
        shelf.restore(was, lies)


def test_a_broken_pack_can_be_removed_and_one_by_its_id(own):
    written(own / "bad.yaml", "pack: [")
    written(own / "file.yaml", named("ident"))
    assert shelf.remove("bad")[1] == own / "removed" / "bad.yaml"
    assert shelf.remove("ident")[1] == own / "removed" / "file.yaml"


def test_what_is_not_ones_own_stays(own):
    with pytest.raises(CommandError, match="comes with the game and stays"):
        shelf.remove("house")
    written(own / "rivers.yaml")
    with pytest.raises(CommandError, match="Did you mean 'rivers'"):
        shelf.remove("river")
    for name in ("..", "../own", str(own / "rivers.yaml"), "removed", ""):
        with pytest.raises(CommandError, match="there is no pack"):
            shelf.remove(name)


def test_an_author_means_the_pack_here_and_a_player_the_one_that_was_added(own, monkeypatch, tmp_path):
    added = written(own / "lakes" / "pack.yaml", named("lakes")).parent
    monkeypatch.chdir(tmp_path)
    here = written(tmp_path / "lakes" / "pack.yaml", named("lakes")).parent
    assert find_pack("lakes") == added
    assert find_pack("lakes", for_author=True).resolve() == here
    (here / "pack.yaml").unlink()
    assert find_pack("lakes", for_author=True) == added, "a folder without a pack in it is none"
