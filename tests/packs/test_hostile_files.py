"""Files that mean harm: each is one clear line, and nothing is left behind."""

import io
import os
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.packs.exchange import SAMPLES, complaint
from trivia.errors import CommandError, ExchangeError
from trivia.packs.importing import folder, incoming, workbook
from trivia.packs.importing.aiken import read_aiken
from trivia.packs.importing.folder import check_place, make_folder, pack_id
from trivia.packs.importing.gift import read_gift
from trivia.packs.importing.opentdb import read_json
from trivia.packs.importing.settling import settle
from trivia.packs.importing.workbook import sheet_rows

GOOD = (SAMPLES / "kahoot.xlsx").read_bytes()


def changed(**parts):
    """The sample with parts changed or added, by the ends of their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = next((part for part in parts if name.endswith(f"{part}.xml")), None)
            new.writestr(name, parts[part](old.read(name)) if part else old.read(name))
        if "extra" in parts:
            new.writestr("extra.bin", parts["extra"](b""))
    return made.getvalue()


def entities(raw):
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    return head + raw.partition(b"?>")[2] if raw.startswith(b"<?xml") else head + raw


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"PK\x03\x04 and no more", "x: is no spreadsheet that can be read (.xlsx)"),
        (GOOD[: len(GOOD) // 2], "x: is no spreadsheet that can be read (.xlsx)"),
        (GOOD[:200] + b"\0" * 300 + GOOD[500:], "x: is no spreadsheet that can be read (.xlsx)"),
        (changed(extra=lambda _: b"\0" * 40_000_000), "x: would unpack to 40 MB; it is not unpacked"),
        (changed(extra=lambda _: b"\0" * 8_000_000), "x: would unpack to 8 MB; it is not unpacked"),
        (changed(sheet1=entities), "x: 'xl/worksheets/sheet1.xml' declares entities; it is not read"),
        (
            changed(sheet1=lambda raw: raw.decode().encode("utf-16")),
            "x: 'xl/worksheets/sheet1.xml' is not UTF-8; save the spreadsheet anew",
        ),
        (changed(sheet1=lambda raw: raw[:-40]), "x: is no spreadsheet that can be read (.xlsx)"),
        (changed(workbook=lambda _: b"<workbook/>"), "x: is no spreadsheet that can be read (.xlsx)"),
    ],
    ids=["end", "half", "zeros", "bomb", "small bomb", "entities", "utf-16", "cut sheet", "no sheets"],
)
def test_workbooks_that_should_not_be_opened(raw, message):
    with pytest.raises(ExchangeError) as error:
        sheet_rows(raw, "x")
    assert str(error.value) == message


def test_the_changed_sample_would_open_if_nothing_was_changed():
    assert sheet_rows(changed(), "x") == sheet_rows(GOOD, "x")


def test_a_workbook_of_too_many_parts_or_rows(monkeypatch):
    monkeypatch.setattr(workbook, "MAX_PARTS", 3)
    with pytest.raises(ExchangeError, match="holds more than 3 parts"):
        sheet_rows(GOOD, "x")
    monkeypatch.setattr(workbook, "MAX_PARTS", 300)
    monkeypatch.setattr(workbook, "MAX_ROWS", 10)
    with pytest.raises(ExchangeError, match="has more than 10 rows; split it"):
        sheet_rows(GOOD, "x")


def test_a_cell_far_away_is_not_walked_to():
    for row in (b"1048576", b"99999999999999"):
        far = changed(sheet1=lambda raw, row=row: raw.replace(b'18"', row + b'"'))
        with pytest.raises(ExchangeError, match="has more than 20,000 rows"):
            sheet_rows(far, "x")


@settings(max_examples=60)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_any_broken_workbook_is_read_or_refused(at, noise):
    assert "\n" not in complaint(sheet_rows, GOOD[:at] + noise + GOOD[at + len(noise) :], "x")


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)  # a sparse file of a gigabyte
    with pytest.raises(ExchangeError, match=r"is larger than 50 MB; split it$"):
        incoming.read_file(path)


def test_what_is_no_plain_file_is_not_read(tmp_path):
    with pytest.raises(CommandError, match="this is a folder; name the file in it"):
        incoming.read_file(tmp_path)
    with pytest.raises(CommandError, match="there is no such file"):
        incoming.read_file(tmp_path / "none")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(CommandError):
        incoming.read_file(tmp_path / "loop")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(CommandError, match="this is no plain file"):
            incoming.read_file(tmp_path / "pipe")


SIGNS = st.text(
    st.sampled_from("~=#{}:\\n%->[]<>/$TF01ab AB.)\n\r\x07\u202e\ue000\U000f0003*_`|"), max_size=60
)


@settings(max_examples=200)
@given(SIGNS)
def test_any_text_is_read_as_gift_and_aiken(text):
    for harvest in (read_gift(text), read_aiken(text)):
        for one in settle(harvest):
            assert one.item.prompt
            assert one.item.wrong or one.item.answer in ("True", "False")
        for remark in harvest.told():
            assert "\n" not in str(remark)


@pytest.mark.parametrize(
    "text",
    ["<sup>" * 20_000, "[" * 50_000, "`a " * 30_000, "{=a " * 30_000, "::" * 50_000, "![x" * 30_000],
    ids=lambda text: text[:3],
)
def test_long_texts_of_signs_take_no_time_to_speak_of(text):
    for form in ("html", "markdown", "moodle"):
        settle(read_gift(f"[{form}]{text} {{=a ~b}}"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["results", "question", "type", "correct_answer", "incorrect_answers", "options", "prompt",
                 "answer", "questions", "format", "certificate", "response_code", "level", "category"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=80)
@given(JSON)
def test_any_json_is_read_or_refused(data):
    import json

    for text in (json.dumps(data), json.dumps({"format": "globes-trivia questions", "questions": data})):
        assert "\n" not in complaint(lambda known: settle(read_json(known, "x")), text)


# The folder


def test_a_folder_is_made_whole_or_not_at_all(tmp_path):
    out = tmp_path / "made"
    with pytest.raises(ExchangeError, match="the pack would not open: "):
        make_folder(out, {"pack.yaml": b"pack: x\ntitle: X\n"})
    assert not list(tmp_path.iterdir())
    out.mkdir()
    with pytest.raises(CommandError, match="is there already"):
        check_place(out)
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(CommandError, match="is there already"):
        check_place(tmp_path / "link")
    with pytest.raises(CommandError, match="there is no such folder to make 'y' in"):
        check_place(tmp_path / "x" / "y")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("My Pack", "my-pack"),
        ("Ünder 7", "under-7"),
        ("7up", "pack-7up"),
        ("…", "pack"),
        ("x" * 90, "x" * 64),
    ],
)
def test_an_id_is_made_of_any_name(text, known):
    assert pack_id(text) == known


def test_many_questions_go_into_several_files(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "FILE_QUESTIONS", 2)
    found = settle(read_gift("\n\n".join(f"Q{number} {{=a ~b}}" for number in range(5))))
    files = folder.question_files(found, tmp_path / "made", "x.gift", "About.", "line")
    assert [*files] == ["pack.yaml", "questions-1.yaml", "questions-2.yaml", "questions-3.yaml"]
    assert [one.prompt for one in make_folder(tmp_path / "made", files).written] == [
        f"Q{number}" for number in range(5)
    ]
    monkeypatch.setattr(folder, "MAX_QUESTIONS", 4)
    with pytest.raises(ExchangeError, match=r"^x\.gift: has more than 4 questions; split it$"):
        folder.question_files(found, tmp_path / "made", "x.gift", "About.", "line")
