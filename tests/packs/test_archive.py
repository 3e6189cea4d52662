"""Packs in a .zip: what is taken, and what is refused before anything is read."""

import stat
import zipfile

import pytest

from tests.support import RIVERS
from trivia.errors import PackError
from trivia.packs import archive
from trivia.packs.archive import unpacked
from trivia.packs.library import open_pack
from trivia.quiz.generate import every_question


def packed(path, files, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as made:
        for name, text in files.items():
            made.writestr(name, text)
    return path


def refusal(path):
    with pytest.raises(PackError) as refused, unpacked(path):
        pass
    (problem,) = refused.value.problems
    assert problem.place.file == str(path)
    return problem.message


@pytest.mark.parametrize("home", ["", "rivers/", "a/b/"])
def test_a_pack_may_lie_at_the_top_or_in_one_folder(tmp_path, home):
    files = {f"{home}pack.yaml": RIVERS, f"{home}read.me": "x", "__MACOSX/pack.yaml": "x", ".hid/a.yaml": "x"}
    pack = open_pack(packed(tmp_path / "rivers.zip", files))
    assert pack.facts.id == "rivers"
    assert len(list(every_question(pack, 0))) > 10
    assert pack.facts.tables["rivers"].file == str(tmp_path / "rivers.zip" / "pack.yaml")


def test_mistakes_are_told_in_the_archive_and_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    path = packed(tmp_path / "bad.zip", {"pack.yaml": "pack: bad\ntitel: Bad\n"})
    with pytest.raises(PackError) as broken:
        open_pack(path)
    assert f"{path / 'pack.yaml'}:2:1: unknown key 'titel'. Did you mean 'title'?" in str(broken.value)
    assert not list((tmp_path / "temporary").iterdir())


def test_a_pack_of_an_archive_is_kept_ready_with_its_spreadsheet(tmp_path, monkeypatch):
    files = {
        "p.yaml": "pack: p\ntitle: P\nsources:\n- {id: s, title: S}\ntables:\n- table: t\n  key: [a]\n"
        "  columns: {a: text, b: text}\n  csv: {file: t.csv, source: s}\n"
        '  ask:\n  - {id: q, prompt: "{a}?", answer: b}\n',
        "t.csv": "a,b\nx,1\ny,2\nz,3\n",
    }
    path = packed(tmp_path / "p.zip", files)
    first = open_pack(path, tmp_path / "cache")
    monkeypatch.setattr(archive, "_unpack", None)  # it is not needed again
    again = open_pack(path, tmp_path / "cache")
    assert [q.id for q in every_question(again, 0)] == [q.id for q in every_question(first, 0)]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../pack.yaml", "would leave the pack's folder"),
        ("a/../../pack.yaml", "would leave the pack's folder"),
        ("/etc/pack.yaml", "would leave the pack's folder"),
        ("C:/pack.yaml", "would leave the pack's folder"),
        ("c:pack.yaml", "would leave the pack's folder"),
        ("..\\pack.yaml", "would leave the pack's folder"),
        ("a//pack.yaml", "no plain name"),
        ("./pack.yaml", "no plain name"),
        ("pack.yaml:stream.yaml", "no plain name"),
        ("pa\x1bck.yaml", "no plain name"),
        ("con.yaml", "name of a device"),
        ("inner.zip", "an archive in the archive"),
        ("a/inner.TAR", "an archive in the archive"),
    ],
)
def test_an_entry_that_could_do_harm_refuses_the_whole(tmp_path, name, why):
    assert why in refusal(packed(tmp_path / "x.zip", {"pack.yaml": RIVERS, name: "x"}))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFBLK])
def test_links_and_devices_are_refused(tmp_path, kind):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as made:
        entry = zipfile.ZipInfo("pack.yaml")
        entry.external_attr = (kind | 0o777) << 16
        made.writestr(entry, "/etc/passwd")
    assert "is a link or a device" in refusal(path)


def patched(path, signature, at, value):
    """The archive with some bytes of its list of entries changed."""
    raw = bytearray(path.read_bytes())
    place = raw.rfind(signature) + at
    raw[place : place + len(value)] = value
    path.write_bytes(raw)
    return path


def test_what_is_encrypted_is_refused(tmp_path):
    path = packed(tmp_path / "x.zip", {"pack.yaml": RIVERS})
    assert "is encrypted" in refusal(patched(path, b"PK\x01\x02", 8, b"\x01\x00"))


def test_what_is_packed_in_an_unusual_way_is_refused(tmp_path):
    assert "deflate" in refusal(packed(tmp_path / "x.zip", {"pack.yaml": RIVERS}, zipfile.ZIP_LZMA))


def test_bombs_are_refused_unopened(tmp_path, monkeypatch):
    bomb = packed(tmp_path / "bomb.zip", {"pack.yaml": b"#" * 5_000_000})
    big = packed(tmp_path / "big.zip", {"pack.yaml": RIVERS})
    many = packed(tmp_path / "many.zip", {f"{n}.yaml": "" for n in range(4)})
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert "more than 200 times larger" in refusal(bomb)
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 1_000)
    assert "would unpack to more than" in refusal(big)
    monkeypatch.setattr(archive, "MAX_ENTRIES", 3)
    assert "more than 3 entries" in refusal(many)
    assert "more than 3 entries" in refusal(patched(many, b"PK\x05\x06", 10, b"\x01\x00"))
    monkeypatch.setattr(archive, "MAX_DIRECTORY_BYTES", 10)
    assert "too long" in refusal(bomb)
    monkeypatch.setattr(archive, "MAX_ARCHIVE_BYTES", 10)
    assert "is larger than" in refusal(bomb)


def test_an_entry_that_lies_about_its_size_is_not_unpacked(tmp_path):
    path = packed(tmp_path / "x.zip", {"pack.yaml": RIVERS})
    assert "no sound .zip" in refusal(patched(path, b"PK\x01\x02", 24, b"\x05\x00\x00\x00"))


def test_one_name_twice_is_refused(tmp_path):
    assert "is there twice" in refusal(packed(tmp_path / "x.zip", {"pack.yaml": "x", "PACK.yaml": "x"}))


def test_several_packs_in_one_archive_are_told_apart(tmp_path):
    message = refusal(packed(tmp_path / "x.zip", {"a/pack.yaml": "x", "b/pack.yaml": "x"}))
    assert "several folders ('a', 'b')" in message


@pytest.mark.parametrize("raw", [b"", b"PK", b"no zip at all" * 10, b"PK\x05\x06" + b"\0" * 17])
def test_what_is_no_archive_is_one_line(tmp_path, raw):
    path = tmp_path / "x.zip"
    path.write_bytes(raw)
    assert "is no sound .zip" in refusal(path)


def test_an_archive_cut_anywhere_is_one_line(tmp_path):
    whole = packed(tmp_path / "x.zip", {"pack.yaml": RIVERS}).read_bytes()
    path = tmp_path / "cut.zip"
    for length in range(0, len(whole), 23):
        path.write_bytes(whole[:length])
        refusal(path)


def test_an_archive_with_any_byte_changed_is_read_or_refused(tmp_path):
    whole = packed(tmp_path / "x.zip", {"pack.yaml": RIVERS}).read_bytes()
    path = tmp_path / "changed.zip"
    for at in range(0, len(whole), 11):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            open_pack(path)
        except PackError as error:
            assert error.problems  # noqa: PT017 - either is fine, as long as it is one of them


def test_an_archive_without_a_pack_says_so(tmp_path):
    assert "has no .yaml file" in refusal(packed(tmp_path / "x.zip", {"read.me": "x"}))
    assert "cannot be read" in refusal(tmp_path / "none.zip") or "not a file" in refusal(
        tmp_path / "none.zip"
    )
