"""The small file of what a player has chosen."""

import pytest

from trivia.settings import FILE, Settings, read_settings, write_settings


def test_what_is_written_is_read(tmp_path):
    folder = tmp_path / "new" / "folder"
    write_settings(folder, Settings(player="Zoë “座”"))
    assert read_settings(folder) == Settings(player="Zoë “座”")
    assert [path.name for path in folder.iterdir()] == [FILE], "nothing half-written is left"


def test_before_the_first_choice_they_are_as_usual_and_nothing_is_written(tmp_path):
    assert read_settings(tmp_path / "new") == Settings()
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "told", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"player": "An', b"nul"], ids=lambda told: told[:8]
)
def test_what_is_no_json_is_set_aside(tmp_path, told):
    (tmp_path / FILE).write_bytes(told)
    words = []
    assert read_settings(tmp_path, words.append) == Settings()
    assert words == [
        f"{FILE} made no sense and was set aside as {FILE}.damaged; the settings are the usual ones."
    ]
    assert read_settings(tmp_path, words.append) == Settings()
    assert len(words) == 1, "it is said once"
    assert (tmp_path / f"{FILE}.damaged").read_bytes() == told
    write_settings(tmp_path, Settings("Anna"))
    assert read_settings(tmp_path) == Settings("Anna")


@pytest.mark.parametrize(
    "told", ["null", "[]", "7", '{"player": 7}', '{"player": null}', '{"player": ["x"]}', "{}"]
)
def test_a_choice_of_another_kind_is_as_if_it_were_not_made(tmp_path, told):
    (tmp_path / FILE).write_text(told)
    assert read_settings(tmp_path) == Settings()
    assert (tmp_path / FILE).exists()


def test_a_choice_that_only_a_later_version_knows_costs_nothing(tmp_path):
    (tmp_path / FILE).write_text('{"hat": "top", "player": "Anna"}')
    assert read_settings(tmp_path) == Settings("Anna")


def test_a_folder_in_its_place_is_no_choice(tmp_path):
    (tmp_path / FILE).mkdir()
    assert read_settings(tmp_path) == Settings()
    with pytest.raises(OSError, match=FILE):
        write_settings(tmp_path, Settings("Anna"))


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OSError, match="file"):
        write_settings(tmp_path / "file", Settings("Anna"))


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("\\u001b[31mRed", "␛[31mRed"),
        ("a\\u202eb", "a\ufffdb"),
        ("  Anna ", "Anna"),
        ("   ", ""),
        ("A\\nB", "A B"),
    ],
)
def test_a_name_that_was_written_by_hand_is_made_harmless(tmp_path, told, shown):
    (tmp_path / FILE).write_text(f'{{"player": "{told}"}}')
    assert read_settings(tmp_path).player == shown
