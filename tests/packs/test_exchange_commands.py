"""`pack import` and `pack export` as they are typed: what is made, what is said, and the exit status."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

from tests.packs.exchange import SAMPLES
from tests.support import RIVERS, SHARED
from trivia.cli import main
from trivia.desk.pack_export import ENDINGS, NEXT
from trivia.packs.exporting import anki, kahoot
from trivia.packs.library import find_pack, open_pack
from trivia.packs.reading import read_pack
from trivia.paths import cache_folder
from trivia.quiz.draw import draw
from trivia.quiz.generate import every_question

DATABASE = SHARED / "data" / "opentdb.json"
FACTS = (
    "river,country,sea\nSeine,France,Channel\nEbro,Spain,Mediterranean\nPo,Italy,Adriatic\n"
    "Rhine,Germany,North Sea\n"
)
LIST = "question,answer,wrong\nQ,a,b;c\nR,a,\n"


@pytest.fixture
def told(capsys, monkeypatch, tmp_path):
    """Run a command in an empty folder; the exit status, and what it printed."""
    monkeypatch.chdir(tmp_path)

    def run(*words):
        status = main(words)
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return status, out, err

    return run


def names(folder):
    return sorted(path.name for path in folder.iterdir())


# Import


@pytest.mark.parametrize(
    ("name", "count", "left"), [("moodle.gift", 13, 10), ("aiken.txt", 4, 4), ("kahoot.xlsx", 5, 4)]
)
def test_samples_import_open_and_play(told, tmp_path, name, count, left, monkeypatch):
    status, out, err = told("pack", "import", str(SAMPLES / name), "--out", "made")
    assert status == 0
    assert out.splitlines()[0] == f"made: {count} questions from {name}; {left} left out"
    assert all(line.startswith(f"{name}: ") for line in err.splitlines())
    assert sum("left out: " in line for line in err.splitlines()) == left
    pack = read_pack(tmp_path / "made")
    assert len(list(every_question(pack, 0))) == count
    assert {one.sources[0].source for one in pack.written} == {"file"}
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n" * 40))
    status, out, _ = told("play", "--plain", "--pack", "made", "--save-dir", "saves")
    assert status == 0
    assert re.search(r"[0-9]+ of [0-9]+ right", out)


def test_an_import_makes_exactly_this(told, tmp_path):
    (tmp_path / "My list.csv").write_text(LIST, encoding="utf-8")
    status, out, err = told("pack", "import", "My list.csv", "--out", "my list")
    assert (status, err) == (0, "My list.csv: line 3: left out: it has no wrong answers (“R”)\n")
    assert out == (
        "my list: 1 question from My list.csv; 1 left out\n"
        "next:\n"
        "  globes-trivia pack preview 'my list'  walk through its questions while you write\n"
        "  globes-trivia pack check 'my list'    see every mistake, with its line\n"
        "  globes-trivia play --pack 'my list'   play it\n"
        "  globes-trivia pack add 'my list'      keep it in your pack folder\n"
    )
    made = tmp_path / "my list"
    assert names(made) == ["pack.yaml", "questions.yaml"]
    assert (made / "pack.yaml").read_text(encoding="utf-8") == (
        'pack: my-list\ntitle: "My list"\n'
        "# Players read behind every answer where it says so: give the source a better name.\n"
        'sources:\n- {id: file, title: "My list.csv", about: "A list of questions.", unit: row}\n'
    )
    assert (made / "questions.yaml").read_text(encoding="utf-8") == (
        'questions:\n- prompt: "Q"\n  answer: "a"\n  wrong: ["b", "c"]\n  sources: [file:2]\n'
    )
    assert names(tmp_path) == ["My list.csv", "my list"]


@pytest.mark.parametrize(
    ("text", "name", "status", "said"),
    [
        (None, "x.csv", 2, "x.csv: there is no such file"),
        ("question,answer,wrong\nR,a,\n", "x.csv", 1, "x.csv: nothing in it could be taken over"),
        ("x", "x.doc", 1, "x.doc: is none of Open Trivia DB JSON, GIFT, Aiken, Kahoot's .xlsx, CSV or TSV"),
        ("{", "x.json", 1, "x.json: line 1: is not JSON"),
        ("", "x.gift", 1, "x.gift: is empty"),
        (FACTS, "x.csv", 2, "nothing was made; say --yes to take this mapping, or write it by hand"),
    ],
)
def test_what_cannot_be_imported_makes_nothing(told, tmp_path, text, name, status, said):
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    found, _, err = told("pack", "import", name, "--out", "made")
    assert found == status
    assert err.splitlines()[-1].startswith("globes-trivia: ") or len(err.splitlines()) > 1
    assert any(line.startswith(f"globes-trivia: {said}") for line in err.splitlines())
    assert names(tmp_path) == ([] if text is None else [name])


def test_a_folder_that_is_there_is_left_alone(told, tmp_path):
    (tmp_path / "x.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "made").mkdir()
    assert told("pack", "import", "x.csv", "--out", "made")[0] == 2
    assert names(tmp_path / "made") == []


def test_a_mapping_is_shown_and_taken_with_yes(told, tmp_path):
    (tmp_path / "rivers.csv").write_text(FACTS, encoding="utf-8")
    status, out, err = told("pack", "import", "rivers.csv", "--out", "made", "--yes")
    assert (status, err) == (0, "")
    assert "  key: [river]  # no two rows share it" in out
    assert "made: 24 questions from 4 rows of rivers.csv" in out
    assert names(tmp_path / "made") == ["pack.yaml", "rivers.csv"]
    assert not any(one.asserted for one in every_question(read_pack(tmp_path / "made"), 0))


@pytest.mark.parametrize(("answer", "status"), [("y", 0), ("", 2), ("no", 2), (None, 2)])
def test_at_a_terminal_it_asks(told, tmp_path, monkeypatch, answer, status):
    def ask(_):
        if answer is None:
            raise EOFError
        return answer

    (tmp_path / "rivers.csv").write_text(FACTS, encoding="utf-8")
    monkeypatch.setattr("builtins.input", ask)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    assert told("pack", "import", "rivers.csv", "--out", "made")[0] == status
    assert (tmp_path / "made").exists() == (status == 0)


def test_from_says_what_a_file_is(told, tmp_path):
    (tmp_path / "x.doc").write_text("Q {=a ~b}", encoding="utf-8")
    assert told("pack", "import", "x.doc", "--from", "gift", "--out", "made")[0] == 0


@pytest.mark.parametrize("hidden", ["openpyxl", "genanki"])
def test_a_missing_library_is_one_line(told, tmp_path, monkeypatch, hidden):
    monkeypatch.setitem(sys.modules, hidden, None)
    (tmp_path / "r.yaml").write_text(RIVERS, encoding="utf-8")
    if hidden == "openpyxl":
        line = (
            "globes-trivia: for spreadsheets openpyxl is needed: pip install 'globes-trivia[spreadsheets]'\n"
        )
        assert told("pack", "import", str(SAMPLES / "kahoot.xlsx"), "--out", "made") == (1, "", line)
        assert told("pack", "export", "r.yaml", "--out", "x.xlsx") == (1, "", line)
    else:
        line = "globes-trivia: for Anki genanki is needed: pip install 'globes-trivia[anki]'\n"
        assert told("pack", "export", "r.yaml", "--out", "x.apkg") == (1, "", line)
    assert names(tmp_path) == ["r.yaml"]


@pytest.mark.skipif(not DATABASE.exists(), reason="the questions of Open Trivia DB are not here")
def test_the_whole_database_is_imported_or_reported_and_plays(told, tmp_path, monkeypatch):
    status, out, err = told("pack", "import", str(DATABASE), "--out", "made")
    assert (status, out.splitlines()[0]) == (0, "made: 5,247 questions from opentdb.json; 3 left out")
    assert [line.partition(": left out: it repeats ")[0] for line in err.splitlines()] == [
        "opentdb.json: question 2,968",
        "opentdb.json: question 3,716",
        "opentdb.json: question 5,124",
    ]
    questions = list(every_question(open_pack(tmp_path / "made", cache_folder()), 0))
    assert len(questions) == 5_247
    assert sum(question.judged for question in questions) == 783
    assert not any("&quot;" in question.prompt or "&#" in question.prompt for question in questions)
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n" * 40))
    assert told("play", "--plain", "--pack", "made", "--save-dir", "saves")[0] == 0


# Export


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *((name, ()) for name in ("x.json", "x.gift", "x.txt", "x.xlsx", "x.apkg", "x.md", "x.html")),
        ("x", ("--to", "json")),
    ],
)
def test_a_pack_is_written_as_its_ending_says(told, tmp_path, name, kind):
    (tmp_path / "r.yaml").write_text(RIVERS, encoding="utf-8")
    status, out, err = told("pack", "export", "r.yaml", "--out", name, *kind)
    assert (status, err) == (0, "")
    told_next = NEXT[ENDINGS.get(Path(name).suffix, "json")]
    assert out == f"{name}: 16 questions\n{told_next}\n"
    assert names(tmp_path) == sorted(["r.yaml", name])


def test_a_seed_draws_the_options(told, tmp_path):
    (tmp_path / "r.yaml").write_text(RIVERS, encoding="utf-8")
    found = []
    for seed in ("0", "0", "1"):
        assert told("pack", "export", "r.yaml", "--out", "x.json", "--force", "--seed", seed)[0] == 0
        found.append(json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["questions"])
    assert found[0] == found[1] != found[2]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("r.yaml", "--out", "x.pdf"), 2, "'x.pdf' ends in none of .json, .gift, .txt"),
        (("r.yaml", "--out", "x.md", "--seed", "-1"), 2, "--seed should be 0 to "),
        (("none", "--out", "x.md"), 2, "there is no pack called 'none'"),
        (("r.yaml", "--out", "no/x.md"), 2, "no/x.md: cannot be written: "),
        (("r.yaml", "--out", "there.md"), 2, "--out should name a file, found 'there.md'"),
        (("bad.yaml", "--out", "x.md"), 1, "bad.yaml"),
    ],
)
def test_what_cannot_be_exported_writes_nothing(told, tmp_path, words, status, said):
    (tmp_path / "r.yaml").write_text(RIVERS, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("pack: bad\n", encoding="utf-8")
    (tmp_path / "there.md").mkdir()
    found, out, err = told("pack", "export", *words)
    assert (found, out) == (status, "")
    assert err.startswith(f"globes-trivia: {said}")
    assert names(tmp_path) == ["bad.yaml", "r.yaml", "there.md"]


def test_a_file_that_is_there_is_written_over_only_by_force(told, tmp_path):
    (tmp_path / "x.md").write_text("mine", encoding="utf-8")
    status, out, err = told("pack", "export", "elements", "--out", "x.md")
    assert (status, out) == (2, "")
    assert err == "globes-trivia: x.md: is there already; write over it with --force, or name another file\n"
    assert (tmp_path / "x.md").read_text(encoding="utf-8") == "mine"
    status, out, _ = told("pack", "export", "elements", "--out", "x.md", "--force")
    assert status == 0
    assert (tmp_path / "x.md").read_text(encoding="utf-8").startswith("# The Chemical Elements\n")
    assert out.splitlines()[1:] == [NEXT["markdown"], "for a sheet of twenty: --length 20 --force"]


def test_a_file_that_fails_halfway_leaves_the_old_one(told, tmp_path, monkeypatch):
    (tmp_path / "r.yaml").write_text(RIVERS, encoding="utf-8")
    (tmp_path / "x.md").write_text("old", encoding="utf-8")

    def full(self, data):
        with self.open("wb") as file:
            file.write(data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    status, _, err = told("pack", "export", "r.yaml", "--out", "x.md", "--force")
    assert (status, err) == (2, "globes-trivia: x.md: cannot be written: No space left on device\n")
    assert (tmp_path / "x.md").read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["r.yaml", "x.md"]


def test_what_kahoot_cannot_hold_is_told(told, tmp_path):
    long = "x" * 121
    (tmp_path / "h.yaml").write_text(
        "pack: hand\ntitle: Hand\nquestions:\n"
        f"- {{id: a, prompt: {long}, answer: one, wrong: [two]}}\n"
        f"- {{id: b, prompt: Q, answer: one, wrong: [{'y' * 76}]}}\n"
        f"- {{id: c, prompt: {long[1:]}, answer: one, wrong: [{'y' * 75}]}}\n",
        encoding="utf-8",
    )
    status, out, err = told("pack", "export", "h.yaml", "--out", "x.xlsx")
    assert (status, out.splitlines()[0]) == (0, "x.xlsx: 1 question; 2 left out")
    assert err.splitlines() == [
        f"hand/a: left out: the question has 121 characters; Kahoot takes 120 (“{'x' * 59}…”)",
        "hand/b: left out: an option has 76 characters; Kahoot takes 75 (“Q”)",
    ]
    text = (tmp_path / "h.yaml").read_text(encoding="utf-8").partition("- {id: c")[0]
    (tmp_path / "h.yaml").write_text(text, encoding="utf-8")
    status, out, err = told("pack", "export", "h.yaml", "--out", "y.xlsx")
    assert (status, out) == (1, "")
    assert err.splitlines()[-1] == "globes-trivia: none of the 2 questions fits; nothing was written"
    assert not (tmp_path / "y.xlsx").exists()


def test_the_lines_about_libraries_name_extras_that_there_are():
    from tests.support import ROOT

    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for line in (anki.MISSING, kahoot.MISSING):
        extra = line.rpartition("[")[2].partition("]")[0]
        assert f"\n{extra} = [" in project


def test_a_sheet_of_twenty_is_drawn_as_a_game_is(told, tmp_path):
    status, out, _ = told("pack", "export", "elements", "--out", "sheet.md", "--length", "20", "--seed", "5")
    assert (status, out.splitlines()[0]) == (0, "sheet.md: 20 questions")
    assert "--length" not in out
    sheet = (tmp_path / "sheet.md").read_text(encoding="utf-8")
    pack = open_pack(find_pack("elements"), cache_folder())
    first = draw(pack, 20, 5)[0]
    assert len(re.findall(r"^\*\*\d+\.\*\* ", sheet, re.MULTILINE)) == 20
    assert f"**1. {'' if first.judged else 'ABCD'[first.answer] + ' '}" in sheet, "the answer, in the key"
    assert told("pack", "export", "elements", "--out", "s.md", "--length", "0")[0] == 2
