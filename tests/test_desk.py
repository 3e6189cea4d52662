"""Commands that print: stats and saves, through the door."""

import io
import json
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.saves.test_store import answer, began
from tests.support import ROOT, FakeClock
from trivia import cli
from trivia.cli import main
from trivia.game.mode import CLASSIC
from trivia.paths import SAVE_FILE
from trivia.saves.keeper import Keeper, Kept
from trivia.session import Session
from trivia.settings import Settings, write_settings

STATS_KEYS = [
    "player",
    "games",
    "answered",
    "right",
    "points",
    "best_streak",
    "median_seconds",
    "days_in_a_row",
    "days",
    "tables",
    "forms",
    "levels",
    "bests",
    "hardest",
    "daily",
    "review",
    "achievements",
    "players",
]


@pytest.fixture
def folder(tmp_path, globes):
    """A save folder in which Anna and Bert have played."""
    clock = FakeClock()
    for name, rights in (("Anna", "1101110111"), ("Bert", "0001")):
        keeper = Keeper(tmp_path / "saves", profile=name)
        session = Session(globes, CLASSIC, keeper, clock, length=len(rights), seed=2)
        for right in rights:
            session.show()
            clock.turn(3_000)
            question = session.game.question
            session.choose((question.answer + (right == "0")) % len(question.options))
            session.proceed()
        keeper.close()
    return tmp_path / "saves"


@pytest.fixture
def call(folder, capsys):
    """Call the command line; its exit status and what it printed."""

    def called(*words, status=0, at=folder):
        assert main([*words, "--save-dir", str(at)]) == status
        told = capsys.readouterr()
        if status:
            assert told.err.count("\n") <= 1
            assert "Traceback" not in told.err
        return told.err.strip() if status and told.err else told.out

    return called


def test_statistics_as_json_have_their_keys_and_sums(call):
    told = json.loads(call("stats", "--json", "--profile", "anna"))
    assert list(told) == STATS_KEYS
    assert (told["player"], told["games"], told["answered"], told["right"]) == ("Anna", 1, 10, 8)
    assert told["best_streak"] == 3
    assert told["median_seconds"] == 3
    for shares in ("tables", "forms", "levels", "days"):
        assert sum(one["answered"] for one in told[shares]) == 10
        assert sum(one["right"] for one in told[shares]) == 8
    counts = [one["answered"] for one in told["tables"]]
    assert counts == sorted(counts, reverse=True)
    assert len(told["hardest"]) == told["review"]["missed"] == 2
    assert [one["player"] for one in told["players"]] == ["Anna", "Bert"]
    assert told["bests"][0]["score"] == told["points"]
    assert len(told["achievements"]) == 27


def test_statistics_of_nobody_are_nothing_and_no_error(call):
    told = json.loads(call("stats", "--json", "--profile", "Carl"))
    assert list(told) == STATS_KEYS
    assert (told["player"], told["answered"], told["median_seconds"]) == ("Carl", 0, None)
    assert call("stats", "--profile", "Carl") == "Carl has not played yet.\n"


def test_statistics_as_text(call):
    told = call("stats", "--profile", "Anna")
    assert told.startswith("Anna\n  1 finished game, 10 answers, 80 % right\n")
    for line in ("By table", "By form", "By level", "Hardest questions", "Best scores", "Everyone"):
        assert f"\n{line}\n" in told
    assert all(line.isprintable() for line in told.splitlines())


def test_best_scores_are_told_by_mode_length_and_variant(call, folder):
    keeper = Keeper(folder, profile="Anna")
    for name, mode, length, variant, points in (
        ("x", "sprint", 0, "", 12_345),
        ("y", "classic", 10, "untimed, hard", 6_000),
        ("z", "ladder", 15, "", 5_500),
    ):
        first = began(name, length=length, mode=mode, variant=variant)
        keeper.keep(replace(first, profile="Anna"), answer(0, name, points=points))
    keeper.keep(answer(1, "z", right=False, points=-500))
    keeper.close()
    told = call("stats", "--profile", "Anna").split("\nBest scores\n")[1].splitlines()
    assert told[:3] == [
        "  Sprint: 12,345 points",
        "  Classic, 10 questions, untimed, hard: 6,000 points",
        "  Ladder, 15 steps: 5,000 points",
    ]
    bests = json.loads(call("stats", "--json", "--profile", "Anna"))["bests"]
    assert bests[1] == {
        "pack": "golden",
        "mode": "classic",
        "length": 10,
        "variant": "untimed, hard",
        "score": 6_000,
    }


def test_where(call, folder):
    told = call("saves", "where")
    assert told.startswith(f"{folder / SAVE_FILE}\n")
    assert "14 answers, 2 finished games, 2 players" in told


def test_where_and_check_before_the_first_game(call, tmp_path):
    assert "nothing is saved yet" in call("saves", "where", at=tmp_path / "new")
    assert "nothing is saved yet" in call("saves", "check", at=tmp_path / "new")
    assert "nothing to back up" in call("saves", "backup", status=1, at=tmp_path / "new")
    assert "nothing to export" in call("saves", "export", status=1, at=tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_check_backup_and_restore(call, folder):
    assert "sound" in call("saves", "check")
    backup = call("saves", "backup").strip()
    assert backup in call("saves", "check")
    call("saves", "delete", "Bert")
    assert "1 players" in call("saves", "where") or "1 player" in call("saves", "where")
    told = call("saves", "restore", backup)
    assert f"{backup} has taken the save file's place" in told
    assert "replaced-1.db" in told
    assert "2 players" in call("saves", "where")


def test_check_finds_damage_and_names_the_cure(call, folder):
    call("saves", "backup")
    (folder / SAVE_FILE).write_bytes(b"no database " * 300)
    assert main(["saves", "check", "--save-dir", str(folder)]) == 1


def a_folder(path):
    path.unlink()
    path.mkdir()


def newer(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")


STANDING_IN_ITS_PLACE = {
    "no database": (lambda path: path.write_bytes(b"no database " * 300), "it is damaged", "saves restore"),
    "nothing": (lambda path: path.write_bytes(b""), "it is empty, and there once was", "saves restore"),
    "a folder": (a_folder, "a folder stands in the save file's place", "saves restore"),
    "newer": (newer, "written by a newer version of the game; update", ""),
}


@pytest.mark.parametrize("kind", STANDING_IN_ITS_PLACE)
def test_what_check_says_of_damage_and_of_the_backups(call, folder, kind):
    backup = call("saves", "backup").strip()
    damage, words, cure = STANDING_IN_ITS_PLACE[kind]
    damage(folder / SAVE_FILE)
    told = call("saves", "check", status=1)
    assert words in told.splitlines()[0]
    assert f"{backup}: sound" in told
    assert cure in told
    assert cure or "restore" not in told


def test_without_a_good_backup_check_does_not_send_for_one(call, folder):
    backup = Path(call("saves", "backup").strip())
    for path in (folder / SAVE_FILE, backup):
        path.write_bytes(b"no database " * 300)
    told = call("saves", "check", status=1)
    assert "saves restore" not in told
    assert "There is no good backup" in told


@pytest.mark.parametrize("kind", [kind for kind in STANDING_IN_ITS_PLACE if kind != "newer"])
@pytest.mark.parametrize(
    "words", [("where",), ("backup",), ("export",), ("rename", "Anna", "Zoe"), ("delete", "Anna")]
)
def test_no_command_but_restore_touches_what_is_damaged_and_each_says_what_becomes_of_it(
    call, folder, kind, words
):
    call("saves", "backup")
    STANDING_IN_ITS_PLACE[kind][0](folder / SAVE_FILE)
    before = sorted(path.name for path in folder.iterdir())
    assert "the next game sets it aside" in call("saves", *words, status=1)
    assert sorted(path.name for path in folder.iterdir()) == before


def test_where_tells_of_the_backups_of_a_file_that_cannot_be_opened(folder, capsys):
    main(["saves", "backup", "--save-dir", str(folder)])
    (folder / SAVE_FILE).write_bytes(b"no database " * 300)
    capsys.readouterr()
    assert main(["saves", "where", "--save-dir", str(folder)]) == 1
    told = capsys.readouterr()
    assert told.out.splitlines()[0] == str(folder / SAVE_FILE)
    assert told.out.splitlines()[1].startswith("1 backup in ")


@pytest.mark.parametrize("released", ["v1", "v2", "v3"])
def test_a_file_of_an_older_version_is_sound_before_it_is_migrated(call, tmp_path, released):
    old = tmp_path / "old"
    old.mkdir()
    shutil.copy(ROOT / "tests" / "saves" / "released" / f"{released}.db", old / SAVE_FILE)
    assert "sound" in call("saves", "check", at=old)


def test_statistics_of_a_file_that_had_to_be_mended_say_so_beside_their_output(folder, capsys):
    main(["saves", "backup", "--save-dir", str(folder)])
    (folder / SAVE_FILE).write_bytes(b"no database " * 300)
    capsys.readouterr()
    assert main(["stats", "--json", "--profile", "Anna", "--save-dir", str(folder)]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["answered"] == 10
    assert "set aside as damaged-1.db" in told.err


def test_what_is_pending_at_the_end_waits_for_another_window(folder, monkeypatch, capsys):
    keeper = Keeper(folder, profile="Anna")
    keeper.last_game()
    with closing(sqlite3.connect(folder / SAVE_FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert (
            keeper.keep(replace(began("late", at=1_990_000_000_000), profile="Anna"), answer(0, "late"))
            is Kept.WAITING
        )
        flush, tries = keeper.flush, []

        def flushed():
            tries.append(1)
            if len(tries) == 4:
                other.execute("ROLLBACK")
            return flush()

        monkeypatch.setattr(keeper, "flush", flushed)
        cli._close(keeper)
    assert keeper.unsaved == 0
    assert capsys.readouterr().err == "One moment: another window is writing to the save file.\n"
    assert Keeper(folder, profile="Anna").last_game().answered == 1


def test_the_newest_good_backup_is_restored(call, folder):
    backup = call("saves", "backup").strip()
    (folder / SAVE_FILE).write_bytes(b"no database " * 300)
    assert backup in call("saves", "restore")
    assert "14 answers" in call("saves", "where")


def test_a_backup_that_is_not_there_is_said(call):
    assert "no good backup" in call("saves", "restore", status=1)
    backup = call("saves", "backup").strip().split("/")[-1]
    assert f"Did you mean '{backup}'?" in call(
        "saves", "restore", backup.replace("scores", "score"), status=2
    )


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_out_of_one_folder_and_into_another(call, tmp_path, kind):
    out = tmp_path / f"mine.{kind}"
    call("saves", "export", "--format", kind, "--out", str(out))
    assert call("saves", "import", str(out), at=tmp_path / "new") == "2 new games, 14 new answers\n"
    assert call("saves", "import", str(out), at=tmp_path / "new") == "0 new games, 0 new answers\n"
    assert call("stats", "--profile", "Anna", at=tmp_path / "new") == call("stats", "--profile", "Anna")
    assert call("saves", "export", "--format", kind) == out.read_text(encoding="utf-8")


def test_one_player_is_exported(call):
    told = json.loads(call("saves", "export", "--profile", "bert"))
    assert {game["profile"] for game in told["games"]} == {"Bert"}
    assert "Did you mean 'Bert'?" in call("saves", "export", "--profile", "Berd", status=2)


def test_what_cannot_be_written_or_read_is_said(call, tmp_path):
    assert "gone" in call("saves", "export", "--out", str(tmp_path / "gone" / "x.json"), status=1)
    assert "No such file" in call("saves", "import", str(tmp_path / "gone.json"), status=2)
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    assert "no text in UTF-8" in call("saves", "import", str(tmp_path / "bytes.json"), status=1)
    (tmp_path / "other.json").write_text("[]")
    assert "other.json" in call("saves", "import", str(tmp_path / "other.json"), status=1)


def test_players_are_renamed_and_deleted(call):
    assert call("saves", "rename", "anna", "Zoë") == "anna is Zoë now\n"
    assert "there is a player 'Bert' already" in call("saves", "rename", "Zoë", "Bert", status=2)
    assert "there is no player 'Anna'" in call("saves", "rename", "Anna", "X", status=2)
    told = call("saves", "delete", "zoë")
    assert "backup: " in told
    assert "there is no player 'Zoë'" in call("saves", "delete", "Zoë", status=2)


def test_a_name_that_is_none_is_refused(call):
    assert "a player needs a name" in call("stats", "--profile", " ", status=2)
    assert "at most 24 characters" in call("stats", "--profile", "x" * 25, status=2)
    assert "action" in call("saves", status=2)


def test_the_daily_line_by_line(call, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n1\nq\n"))
    told = call("daily", "--plain", "--profile", "Anna")
    assert "Daily, 10 questions." in told
    assert "Question 3 of 10" in told
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n" * 8))
    told = call("daily", "--plain", "--profile", "Anna")
    assert "\nWelcome back. 2 answers stand already.\n" in told
    assert "Question 1 of" not in told
    assert "To share:\nGlobes Trivia · " in told
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n" * 8))
    told = call("daily", "--plain", "--profile", "Anna")
    assert "Question" not in told
    assert "To share:\nGlobes Trivia · " in told


def test_the_review_line_by_line(call, monkeypatch):
    """What was missed in January 2017 is long due by now."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n" * 20))
    told = call("review", "--plain", "--profile", "Bert")
    assert "Review, " in told
    assert "Learned: " in told
    assert "Nothing is due today." in call("review", "--plain", "--profile", "Carl")


def test_whoever_has_only_looked_at_the_daily_has_not_played_yet(call, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    call("daily", "--plain", "--profile", "Carl")
    assert call("stats", "--profile", "Carl") == "Carl has not played yet.\n"


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_statistics_of_a_file_that_cannot_be_read_are_no_statistics(tmp_path, capsys, words):
    (tmp_path / "file").write_text("in the way")
    assert main(["stats", *words, "--save-dir", str(tmp_path / "file")]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("out", ["", ".", "/"])
def test_an_export_needs_the_name_of_a_file(call, out):
    assert "--out should name a file" in call("saves", "export", "--out", out, status=2)


def test_a_player_who_is_named_on_the_command_line_plays_this_once(call, folder, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n"))
    call("play", "--plain", "--length", "1", "--profile", "Bert")
    assert not (folder / "settings.json").exists()
    assert call("stats") == "Player has not played yet.\n"
    write_settings(folder, Settings("Anna"))
    assert call("stats").startswith("Anna\n")
    assert call("stats", "--profile", "Bert").startswith("Bert\n")
    assert call("stats").startswith("Anna\n")


def test_the_hardest_questions_are_told_with_their_answers(call, folder):
    told = call("stats", "--profile", "Bert").partition("Hardest questions\n")[2]
    asked = json.loads(call("stats", "--json", "--profile", "Bert"))["hardest"]
    assert f"({asked[0]['answer']})\n" in told
