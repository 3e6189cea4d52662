"""`pack new`, `list`, `add` and `remove`, through the door."""

import json
import sys
from types import SimpleNamespace

import pytest

from tests.support import RIVERS, ROOT
from trivia.cli import main
from trivia.desk import pack_new
from trivia.desk.pack_new import SCHEMA_FILE, pack_files
from trivia.packs.library import open_pack
from trivia.paths import PACKS_VARIABLE
from trivia.quiz.generate import every_question
from trivia.quiz.lint.rules import lint

KEYS = [
    "name",
    "id",
    "version",
    "title",
    "questions",
    "built_in",
    "where",
    "plays",
    "error",
    "further_errors",
    "instead",
]


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv(PACKS_VARIABLE, str(tmp_path / "own"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rivers.yaml").write_text(RIVERS, encoding="utf-8")
    return tmp_path / "own"


def run(capsys, *arguments):
    """The exit status, and what was printed to the two streams."""
    status = main(["pack", *arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_a_pack_is_added_listed_played_removed_and_brought_back(own, capsys):
    status, out, _ = run(capsys, "add", "rivers.yaml")
    assert status == 0
    assert out.splitlines()[-1] == "play it: globes-trivia play --pack rivers"
    status, out, _ = run(capsys, "list")
    assert status == 0
    assert f"rivers Rivers, 16 questions\n  {own / 'rivers'}\n" in out
    assert main(["questions", "--pack", "rivers"]) == 0
    assert "Which river flows in Spain?" in capsys.readouterr().out
    status, out, _ = run(capsys, "remove", "rivers")
    assert status == 0
    assert f"globes-trivia pack add '{own / 'removed' / 'rivers'}'" in out
    assert run(capsys, "add", str(own / "removed" / "rivers"))[0] == 0
    status, out, _ = run(capsys, "add", "rivers.yaml", "--replace")
    assert status == 0
    assert f"the one before lies in {own / 'removed' / 'rivers-2'} now" in out


def test_a_version_is_told_from_the_second_on(own, capsys):
    own.mkdir()
    (own / "rivers.yaml").write_text(RIVERS.replace("pack: ", "version: 2.1\npack: "), encoding="utf-8")
    _, out, _ = run(capsys, "list")
    assert "rivers Rivers, version 2.1, 16 questions\n" in out
    assert "version 1" not in out
    found = {one["name"]: one["version"] for one in json.loads(run(capsys, "list", "--json")[1])}
    assert (found["rivers"], found["elements"]) == ("2.1", "1")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("rivesr.yaml", "rivers.yaml"), ("./rivesr.yaml", "./rivers.yaml"), ("new-riverz", "new-rivers")],
)
@pytest.mark.parametrize("action", ["check", "preview"])
def test_an_author_is_told_which_pack_here_was_meant(own, capsys, action, name, meant):
    folder = own.parent / "new-rivers"
    folder.mkdir()
    (folder / "pack.yaml").write_text(RIVERS, encoding="utf-8")
    (own.parent / "new-riverz-notes").mkdir()  # no pack
    said = f"globes-trivia: there is no pack called '{name}'. Did you mean '{meant}'?\n"
    assert run(capsys, action, name) == (2, "", said)


def test_who_checks_a_spreadsheet_is_told_how_it_becomes_a_pack(own, capsys):
    (own.parent / "rivers.csv").write_text("river,sea\nPo,Adriatic\n", encoding="utf-8")
    status, _, said = run(capsys, "check", "rivers.csv")
    assert status == 2
    assert said.endswith("; a spreadsheet becomes one by globes-trivia pack import\n")


def test_a_path_with_blanks_that_the_shell_has_cut_is_told_whole(own, capsys):
    folder = own.parent / "Flüsse der Welt"
    folder.mkdir()
    (folder / "pack.yaml").write_text(RIVERS, encoding="utf-8")
    said = 'globes-trivia: a path with blanks stands in quotes: globes-trivia pack check "Flüsse der Welt"\n'
    assert run(capsys, "check", "Flüsse", "der", "Welt") == (2, "", said)


def test_what_was_found_is_summed_up_though_another_pack_is_missing(own, capsys):
    status, out, err = run(capsys, "check", "rivers.yaml", "rivesr.yaml")
    assert status == 2
    assert out.startswith("1 pack: 0 errors, ")
    assert "Did you mean 'rivers.yaml'?" in err


def test_broken_packs_are_listed_with_their_first_error(own, capsys):
    own.mkdir()
    (own / "bad.yaml").write_text("pack: bad\ntitel: x\nquestions: 3\nmore: 4\n")
    status, out, _ = run(capsys, "list")
    assert status == 1
    assert "bad broken\n" in out
    assert f"✘ {own / 'bad.yaml'}:2:1: unknown key 'titel'. Did you mean 'title'?; and " in out
    assert "further error" in out
    status, out, _ = run(capsys, "list", "--json")
    assert status == 1
    found = {one["name"]: one for one in json.loads(out)}
    assert found["bad"]["error"].startswith(str(own / "bad.yaml"))
    assert found["bad"]["further_errors"] >= 2
    assert found["bad"]["id"] is None
    assert not found["bad"]["plays"]
    assert found["golden-globes-2017"]["plays"]
    assert found["golden-globes-2017"]["built_in"]


def test_the_json_page_names_every_key_of_the_list(own, capsys):
    section = (ROOT / "docs" / "json.md").read_text(encoding="utf-8").partition("## The list of packs")[2]
    (first, *_) = json.loads(run(capsys, "list", "--json")[1])
    assert [*first] == KEYS
    for key in KEYS:
        assert f"`{key}`" in section.partition("\n## ")[0], key


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["add", "none.yaml"], 2, "there is nothing at 'none.yaml'. Give the path of a pack's folder, "),
        (["add", "./river.yaml"], 2, "there is nothing at 'river.yaml'. Did you mean 'rivers.yaml'?"),
        (["chekc", "rivers.yaml"], 2, "there is no action 'chekc'; there are: new, check, "),
        (["remove", "golden-globes-2017"], 2, "comes with the game and stays"),
        (["remove", "rivers"], 2, "It holds none."),
        (["new", "Rivers of Spain"], 2, "Did you mean 'rivers-of-spain'?"),
        (["new", "7 wonders"], 2, "Did you mean 'pack-7-wonders'?"),
        (["new", "Čechy"], 2, "Did you mean 'cechy'?"),
        (["new", "../up"], 2, "Did you mean 'up'?"),
        (["new", "猫"], 2, "a letter first.\n"),
        (["new", "golden-globes-2017"], 2, "Did you mean 'my-golden-globes-2017'?"),
        (
            ["preview", "rivers.yaml"],
            2,
            "the preview needs a terminal; in a pipe, use: globes-",
        ),
    ],
)
def test_what_cannot_be_is_one_line_with_a_cure(own, capsys, arguments, status, says):
    found, out, err = run(capsys, *arguments)
    assert (found, out) == (status, "")
    assert says in err
    assert err.count("\n") == 1
    assert not own.exists()


def test_a_broken_pack_is_refused_with_all_its_errors(own, capsys):
    (own.parent / "bad.yaml").write_text("pack: bad\ntitel: x\nmore: 4\ndate: 5\n")
    status, _, err = run(capsys, "add", "bad.yaml")
    assert status == 1
    assert len(err.splitlines()) >= 3
    assert not own.exists()


def test_a_new_pack_plays_every_ask_checks_clean_and_says_what_is_next(own, tmp_path, capsys):
    status, out, _ = run(capsys, "new", "my-sky", "--out", "some/where")
    assert status == 0
    folder = tmp_path / "some" / "where" / "my-sky"
    pack = open_pack(folder)
    questions = list(every_question(pack, 0))
    assert pack.facts.title == "My sky"
    assert {question.ask for question in questions} == {
        *(ask.id for ask in pack.asks),
        *(one.id for one in pack.written),
    }
    assert len(questions) > 30
    assert lint(questions) == []
    assert pack.notes == ()
    for command in ("pack preview", "pack check", "play --pack", "pack add"):
        assert f"globes-trivia {command} " in out
    assert [entry.name for entry in folder.parent.iterdir()] == ["my-sky"]
    before = (folder / "pack.yaml").read_bytes()
    status, _, err = run(capsys, "new", "my-sky", "--out", "some/where")
    assert status == 2
    assert "is there already" in err
    assert (folder / "pack.yaml").read_bytes() == before


def test_a_new_pack_points_editors_to_the_schema_beside_it(own, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(
        sys.modules, "trivia.desk.pack_schema", SimpleNamespace(schema_text=lambda: '{"a": 1}')
    )
    assert run(capsys, "new", "x")[0] == 0
    assert (tmp_path / "x" / SCHEMA_FILE).read_text(encoding="utf-8") == '{"a": 1}'
    for file in ("pack.yaml", "planets.yaml", "questions.yaml"):
        first = (tmp_path / "x" / file).read_text(encoding="utf-8").splitlines()[0]
        assert first == f"# yaml-language-server: $schema={SCHEMA_FILE}"
    assert open_pack(tmp_path / "x").facts.id == "x"


def test_a_new_pack_that_cannot_be_written_leaves_nothing(own, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(pack_new, "pack_files", lambda *_: {"a.yaml": "x", "no/such/folder.yaml": "x"})
    status, _, err = run(capsys, "new", "x")
    assert status == 2
    assert "cannot be made" in err
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["rivers.yaml"]


def test_any_id_makes_a_title_that_is_text():
    assert 'title: "1917"' not in pack_files("x", None)["pack.yaml"]
    for name in ("true", "null", "no", "a_b-c"):
        assert (
            f'title: "{name.replace("-", " ").replace("_", " ").capitalize()}"'
            in pack_files(name, None)["pack.yaml"]
        )
