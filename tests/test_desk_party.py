"""`globes-trivia party export` and `party delete`, on real save files."""

import csv
import html
import io
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.saves.test_parties import Evening, garbage, rows
from trivia.cli import main
from trivia.nights.night import league, night_of
from trivia.party import events as e
from trivia.party.standing import scoreboard
from trivia.paths import SAVE_FILE
from trivia.saves import parties
from trivia.saves.store import Store

RELEASED = Path(__file__).parent / "saves" / "released" / "v4.db"
RUDE = '=HYPERLINK("x")'


@pytest.fixture
def folder(tmp_path):
    shutil.copy(RELEASED, tmp_path / SAVE_FILE)
    return tmp_path


def run(*words, folder):
    return main([*words, "--save-dir", str(folder)])


def exported(capsys, folder, *words):
    assert run("party", "export", *words, folder=folder) == 0
    return capsys.readouterr().out


def over(evening):
    return evening.ask().do(e.Advanced(), e.Ended(), e.Closed()).close()


def test_the_latest_night_that_is_over_is_exported_with_every_question_and_player(capsys, folder):
    told = json.loads(exported(capsys, folder))
    assert (told["name"], told["finished"]) == ("Friday", True)
    assert [(line["place"], line["name"], line["score"], line["players"]) for line in told["standings"]] == [
        (1, "Blues", 3_100, ["Cleo"]),
        (2, "Reds", 1_413, ["Anna", "Bert"]),
    ]
    assert [question["number"] for question in told["questions"]] == [1, 2, 3]
    assert told["questions"][1]["marks"][2] == {
        "player": "Cleo",
        "team": "Blues",
        "mark": "right",
        "chosen": 1,
        "elapsed_ms": 4_000,
        "points": 1_000,
    }
    assert told["corrections"] == [
        {"name": "Reds", "points": -50, "reason": "Shouted it out", "after_question": 2}
    ]


@pytest.mark.parametrize("named", ["saturday", "2026-09-28"])
def test_a_night_is_found_by_name_or_day_and_may_be_unfinished(capsys, folder, named):
    told = json.loads(exported(capsys, folder, named))
    assert (told["name"], told["finished"], told["questions"]) == ("Saturday", False, [])


def test_whoever_misspells_a_night_is_told_which_was_meant(capsys, folder):
    assert run("party", "export", "Fridax", folder=folder) == 2
    assert "Did you mean 'Friday'?" in capsys.readouterr().err


def test_a_table_has_no_cell_that_passes_for_a_formula(capsys, tmp_path):
    evening = Evening(tmp_path, RUDE)
    evening.do(e.Renamed("a", "-1+cmd"), e.Renamed("b", "@sum"))
    over(evening)
    lines = list(csv.DictReader(io.StringIO(exported(capsys, tmp_path, "--format", "csv"))))
    assert {line["night"] for line in lines} == {f"'{RUDE}"}
    assert [line["player"] for line in lines] == ["'-1+cmd", "'@sum", "Player c"]
    assert [line["mark"] for line in lines] == ["right"] * 3


def test_a_sheet_to_print_tells_all_and_nothing_in_it_is_markup(capsys, tmp_path):
    evening = Evening(tmp_path, "<b>Quiz</b>")
    evening.ask().do(e.Advanced(), e.Corrected("a", 50, "<i>sang</i>"), e.Ended()).close()
    out = tmp_path / "night.html"
    assert "night.html: <b>Quiz</b>, 1 question" in exported(capsys, tmp_path, "--out", str(out))
    page = out.read_text(encoding="utf-8")
    assert "<b>Quiz" not in page
    assert "<i>sang" not in page
    assert "<li>" in page  # numbered as on the screen, by round; a void question leaves no gap
    for told in ("<b>Quiz</b>", "Player a: +50 (<i>sang</i>)", "Right: Player a, Player b, Player c."):
        assert html.escape(told) in page
    assert "http" not in page
    before = out.read_bytes()
    assert run("party", "export", "--out", str(out), folder=tmp_path) == 2
    assert "--force" in capsys.readouterr().err
    assert out.read_bytes() == before


def test_a_league_adds_up_the_nights_of_the_same_teams(capsys, tmp_path):
    first = Evening(tmp_path, "One")
    first.do(e.Renamed("a", "The Reds"), e.Corrected("a", 500, "late"))
    over(first)
    second = Evening(tmp_path, "Two")
    second.utc += 1
    second.do(e.Renamed("b", "the reds"), e.Corrected("b", -5_000, "early"), e.Kicked("c"))
    over(second)
    Evening(tmp_path, "Left").close()
    told = json.loads(exported(capsys, tmp_path, "--league"))
    assert [night["name"] for night in told["nights"]] == ["One", "Two"]
    by_name = {line["name"]: line for line in told["standings"]}
    assert {name: (line["points"], line["nights"], line["won"]) for name, line in by_name.items()} == {
        "the reds": (4, 2, 1),
        "Player a": (2, 1, 1),
        "Player b": (2, 1, 0),
        "Player c": (1, 1, 0),
    }
    assert [line["place"] for line in told["standings"]] == [1, 2, 2, 4]  # level in both kinds of points
    table = exported(capsys, tmp_path, "--league", "--format", "csv")
    assert table.splitlines()[0] == "place,name,points,nights,won,score"
    assert "The league" in exported(capsys, tmp_path, "--league", "--format", "sheet")


def test_whom_nothing_sets_apart_shares_a_place_in_the_league(tmp_path):
    evening = Evening(tmp_path).do(e.Advanced(), e.RevealedNow(), e.Ended()).close()
    with closing(Store(tmp_path)) as store:
        night = night_of(store, parties.every(store)[0])
    assert {line.place for line in scoreboard(evening.room)} == {1}
    assert [(line.place, line.points) for line in league([night])] == [(1, 1)] * 3


def test_a_night_is_deleted_after_a_backup(capsys, folder):
    assert run("party", "delete", "Saturday", folder=folder) == 0
    assert "backup: " in capsys.readouterr().out
    assert {party for party, *_ in rows(folder)} == {1}
    Evening(folder, "Friday").close()
    assert run("party", "delete", "friday", folder=folder) == 2
    assert "there are 2 nights 'friday'; say which" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("export",), ("export", "--league"), ("export", "x"), ("delete", "x")])
def test_without_any_night_that_is_said(capsys, tmp_path, words):
    assert run("party", *words, folder=tmp_path) == 1
    told = capsys.readouterr().err
    assert "no party has been played yet" in told
    Store(tmp_path).close()
    assert run("party", *words, folder=tmp_path) == 1
    assert "played" in capsys.readouterr().err


def test_what_cannot_be_played_back_is_one_line(capsys, folder):
    with closing(sqlite3.connect(folder / SAVE_FILE)) as db, db:
        db.execute("UPDATE party_event SET body = '{}' WHERE party = 1 AND place = 3")
    assert run("party", "export", "Friday", folder=folder) == 1
    told = capsys.readouterr().err
    assert "“Friday” cannot be brought back" in told
    assert told.count("\n") == 1
    assert run("saves", "check", folder=folder) == 1
    told = capsys.readouterr().out
    assert "sound" in told
    assert "“Friday” cannot be brought back" in told
    garbage(folder / SAVE_FILE)
    assert run("party", "export", folder=folder) == 1
    assert "Traceback" not in capsys.readouterr().err
