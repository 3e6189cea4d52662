"""The command line as a process: what it prints, and its exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT
from trivia.arguments import parser
from trivia.cli import main
from trivia.quiz.pack import FORMS
from trivia.version import VERSION

MODULES_OF_HELP = """
import sys
from trivia.cli import main
try:
    main(["--help"])
except SystemExit:
    print(sorted(sys.modules))
"""
BAD = ROOT / "tests" / "packs" / "bad"


def run(*arguments, given="", **environment):
    """Run the game as a process without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "trivia", *arguments],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
    )


def refused(result, status):
    """The one line on standard error of a call that failed."""
    assert result.returncode == status
    assert "Traceback" not in result.stderr
    lines = result.stderr.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("globes-trivia: ")
    return lines[0]


def test_version_and_help():
    assert run("--version").stdout == f"globes-trivia {VERSION}\n"
    told = run("--help")
    assert told.returncode == 0
    assert "play" in told.stdout
    assert "questions" in told.stdout


def test_of_all_commands_only_the_one_that_is_named_is_made():
    door = parser()
    (commands,) = (action.choices for action in door._actions if isinstance(action.choices, dict))
    assert door.parse_args(["stats", "--json"]).command == "stats"
    made = [name for name, command in commands.items() if "prog" in vars(command)]
    assert (made, len(commands) > 5) == (["stats"], True)
    assert commands["play"].prog == "globes-trivia play", "and any other once it is asked for"


def test_help_and_version_load_neither_the_screen_nor_the_packs():
    loaded = subprocess.run(
        [sys.executable, "-c", MODULES_OF_HELP], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
    for heavy in ("textual", "yaml", "sqlite3", "dataclasses", "platformdirs", "shutil"):
        assert f"'{heavy}'" not in loaded


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["play", "--pack", "goldn-globes-2017"], 2, "Did you mean 'golden-globes-2017'?"),
        (["play", "--pack", "/no/such/folder"], 2, "there is no pack called '/no/such/folder'"),
        (["play", "--pack", "pyproject.toml"], 2, "'pyproject.toml' is no pack"),
        (["play", "--plain", "--save-dir", "~nobody-here/x"], 2, "there is nobody of that name"),
        (["questions", "--pack", "~nobody-here/x"], 2, "there is nobody of that name"),
        (
            ["play", "--mode", "chess"],
            2,
            "there is no mode 'chess'; there are: classic, sprint, survival, ladder,",
        ),
        (["play", "--mode", "sprnt", "--plain"], 2, "marathon, practice. Did you mean 'sprint'?"),
        (["play", "--level", "hrad"], 2, "there are: any, easy, medium, hard. Did you mean 'hard'?"),
        (
            ["play", "--only", "mised"],
            2,
            "there is no choice of questions 'mised'; there are: all, unseen, missed. Did",
        ),
        (["play", "--mode", "practice", "--form", "true-false"], 2, "Did you mean 'true_false'?"),
        (
            ["play", "--mode", "practice", "--table", "winers"],
            2,
            "there is no table 'winers'; there are: comedies,",
        ),
        (["play", "--mode", "practice", "--table", "winers", "--plain"], 2, "Did you mean 'winners'?"),
        (["play", "--mode", "ladder", "--level", "hard"], 2, "the mode 'ladder' takes no --level"),
        (["play", "--mode", "sprint", "--length", "9"], 2, "the mode 'sprint' takes no --length"),
        (["play", "--table", "winners"], 2, "the mode 'classic' takes no --table"),
        (["play", "--form", "choice"], 2, "the mode 'classic' takes no --form"),
        (["play", "--only", "missed"], 2, "the mode 'classic' takes no --only"),
        (
            ["play", "--mode", "practice", "--only", "missed", "--plain"],
            1,
            "no question is left of what was chosen",
        ),
        (["play", "--length", "0", "--plain"], 2, "--length should be 1 to 200, found 0"),
        (["play", "--length", "ten", "--plain"], 2, "'ten' is not a whole number"),
        (["play", "--seed", "9" * 30, "--plain"], 2, "--seed should be 0 to"),
        (["questions", "--seed=-1"], 2, "--seed should be 0 to"),
        (
            ["dance"],
            2,
            "there is no command 'dance'; there are: play, daily, review, party, stats, saves, pack, ",
        ),
        (["plya"], 2, "Did you mean 'play'?"),
        (["play", "--loud"], 2, "unrecognized arguments: --loud"),
        ([], 2, "the game needs a terminal; in a pipe, use: globes-trivia play --plain"),
        (["play"], 2, "the game needs a terminal"),
        (["daily"], 2, "the game needs a terminal; in a pipe, use: globes-trivia daily --plain"),
        (["review"], 2, "the game needs a terminal; in a pipe, use: globes-trivia review --plain"),
        (["daily", "--pack", "x"], 2, "unrecognized arguments: --pack x"),
        (["review", "--length", "3"], 2, "unrecognized arguments: --length 3"),
        (["party"], 2, "the party needs a terminal"),
        (["party", "--resume"], 2, "the party needs a terminal"),
        (["party", "--resume", "--seed", "1"], 2, "--resume brings a party back with its own questions"),
        (["party", "--resume", "--pack", "elements"], 2, "takes no --pack or --seed"),
        (["party", "--pack", "elementz"], 2, "Did you mean 'elements'?"),
        (["party", "--seed=-1"], 2, "--seed should be 0 to"),
        (["party", "dance"], 2, "there is no action 'dance'; there are: export, delete."),
        (["saves"], 2, "ACTION"),
        (["saves", "mend"], 2, "there is no action 'mend'; there are: where, check, "),
        (["saves", "rename", "Anna"], 2, "NEW"),
        (["saves", "export", "--format", "xml"], 2, "--format should be one of json, csv, found 'xml'."),
        (["stats", "--profile", ""], 2, "a player needs a name"),
        (["stats", "--json", "--save-dir", "pyproject.toml"], 1, "pyproject.toml/scores.db"),
        (["play", "--plain", "--pack", str(BAD / "entity-unknown.yaml")], 1, "Did you mean 'Ann'?"),
        (["questions", "--pack", str(BAD / "yaml-quote-open.yaml")], 1, "a quote is opened and never closed"),
    ],
    ids=lambda value: "-".join(value)[:40] if isinstance(value, list) else None,
)
def test_bad_input_is_one_clear_line_and_the_right_status(
    arguments, status, says, capsys, monkeypatch, tmp_path
):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("GLOBES_TRIVIA_HOME", str(tmp_path))
    assert main(arguments) == status
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("globes-trivia: ")
    assert says in lines[0]


def test_bad_input_is_one_line_of_the_process_too():
    assert "the game needs a terminal; in a pipe, use: globes-trivia play --plain" in refused(run(), 2)


def test_every_mistake_of_a_pack_has_its_line(tmp_path):
    (tmp_path / "p.yaml").write_text("pack: p\ntitel: x\ncoulour: x\nsources: 3\n", encoding="utf-8")
    result = run("questions", "--pack", str(tmp_path / "p.yaml"))
    assert result.returncode == 1
    places = [
        line.split(": ")[1].removeprefix(str(tmp_path / "p.yaml")) for line in result.stderr.splitlines()
    ]
    assert places == [":2:1", ":3:1", ":4:10"]


def test_questions_as_json_have_the_promised_shape():
    questions = json.loads(run("questions", "--json").stdout)
    assert len(questions) >= 100
    for question in questions:
        assert list(question) == [
            "id",
            "form",
            "prompt",
            "options",
            "answer",
            "explanation",
            "sources",
            "level",
            "table",
            "ask",
            "certificate",
        ]
        assert question["form"] in set(FORMS)
        assert 0 <= question["answer"] < len(question["options"])
        assert list(question["sources"][0]) == ["id", "title", "date", "paragraph"]
        assert list(question["certificate"]) == ["table", "given", "asked", "proofs"]


@pytest.mark.parametrize("hash_seed", ["0", "1", "2"])
def test_questions_are_the_same_with_every_hash_seed(hash_seed):
    one = run("questions", "--json", "--seed", "4", PYTHONHASHSEED=hash_seed)
    other = run("questions", "--json", "--seed", "4", PYTHONHASHSEED="77")
    assert one.stdout == other.stdout


def test_questions_for_people_show_the_answer():
    assert "Who won Best Director – Motion Picture?\n  → Damien Chazelle\n" in run("questions").stdout


def test_a_reader_that_stops_early_is_no_error():
    with subprocess.Popen(
        [sys.executable, "-m", "trivia", "questions", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("command", "lines", "told"),
    [
        (
            ["play", "--mode", "sprint"],
            1,
            ["Sprint.", "60 seconds left on the clock.", "left the show early"],
        ),
        (["play", "--mode", "sprint", "--untimed"], 99, ["questions, untimed.", "put its watches away"]),
        (["play", "--mode", "survival"], 99, ["Survival.", "3 lives left."]),
        (["play", "--mode", "ladder"], 99, ["Ladder, ", "Step 1 of ", "for 50 points."]),
        (["play", "--mode", "marathon"], 2, ["Marathon.", "The marathon waits for you at question 3."]),
        (["play", "--mode", "practice", "--form", "choice"], 99, ["Practice, ", "filtered."]),
        (["daily"], 99, ["Daily, 10 questions.", "To share:", "The next daily opens at midnight."]),
        (["review"], 0, ["Nothing is due today."]),
    ],
    ids=["sprint", "untimed", "survival", "ladder", "marathon", "practice", "daily", "review"],
)
def test_every_mode_is_played_through_a_pipe(tmp_path, command, lines, told):
    from tests.support import RIVERS

    (tmp_path / "pack.yaml").write_text(RIVERS, encoding="utf-8")
    pack = ["--pack", str(tmp_path / "pack.yaml")] if command[0] == "play" else []
    home = str(tmp_path / "saves")
    result = run(*command, "--plain", *pack, given="1\n" * lines, GLOBES_TRIVIA_HOME=home)
    assert (result.returncode, result.stderr) == (0, "")
    assert all(words in result.stdout for words in told), result.stdout


def test_a_plain_game_is_played_and_kept(tmp_path):
    result = run("play", "--plain", "--length", "3", "--save-dir", str(tmp_path), given="1\n1\n1\n")
    assert result.returncode == 0
    assert result.stderr == ""
    assert "of 3 right." in result.stdout
    assert (tmp_path / "scores.db").is_file()
    (tmp_path / "settings.json").write_text("{")
    again = run("play", "--plain", "--length", "3", given="9\n1\n", GLOBES_TRIVIA_HOME=str(tmp_path))
    assert "settings.json made no sense and was set aside as settings.json.damaged" in again.stdout
    assert "You left the show early." in again.stdout
    assert "of 1 right." in again.stdout


def test_the_save_folder_may_be_named_before_or_after_the_command(tmp_path):
    before, after = tmp_path / "before", tmp_path / "after"
    run("--save-dir", str(before), "play", "--plain", "--length", "1", given="1\n")
    run("play", "--save-dir", str(after), "--plain", "--length", "1", given="1\n")
    assert (before / "scores.db").is_file()
    assert (after / "scores.db").is_file()


def test_a_pack_whose_asks_come_to_nothing_says_which(tmp_path):
    from tests.support import RIVERS

    alone = RIVERS[: RIVERS.index("  - {river: Loire")] + RIVERS[RIVERS.index("  ask:") :]
    path = tmp_path / "alone.yaml"
    path.write_text(
        alone.replace("    statement:", "    because:").replace(
            'because: "The {river} reaches the {sea}."', ""
        )
    )
    says = refused(run("questions", "--pack", str(path)), 1)
    assert "none of its asks ('sea-of-river', 'river-of-country') comes to a question" in says


def test_a_game_that_could_not_be_saved_says_so_at_its_end(tmp_path):
    (tmp_path / "file").write_text("in the way")
    result = run("play", "--plain", "--length", "1", "--save-dir", str(tmp_path / "file"), given="1\n")
    assert result.stdout.count("Not saving: ") == 1
    assert "the last game was not saved" in refused(result, 1)


def test_a_console_without_unicode_gets_question_marks_and_no_traceback(tmp_path):
    result = run(
        "play", "--plain", "--length", "1", "--save-dir", str(tmp_path), given="1\n", PYTHONIOENCODING="ascii"
    )
    assert result.returncode == 0
    assert "of 1 right." in result.stdout


def test_main_can_be_called_as_a_function(capsys):
    assert main(["questions", "--pack", "golden-globes-2017"]) == 0
    assert "La La Land" in capsys.readouterr().out


def test_the_built_in_packs_are_found_beside_the_package():
    from trivia.packs.library import installed_packs

    assert Path(installed_packs()["golden-globes-2017"]).is_dir()
