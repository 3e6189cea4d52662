"""`pack check`: everything at once, each on its line, in four formats; and whatever a stranger may send."""

import json
import os
import re
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.check import SYNTAX, WRONG, pack, table
from benchmarks.mutate import fault_of, spoiled
from tests.support import RIVERS, ROOT
from trivia.cli import main
from trivia.errors import Place
from trivia.packs.checking import Remark, check_pack
from trivia.packs.faults import FAULTS, severity_of
from trivia.packs.telling import as_github, marked

BAD = sorted((ROOT / "tests" / "packs" / "bad").glob("*.yaml"))
PAGE = (ROOT / "docs" / "pack-errors.md").read_text(encoding="utf-8")
ENTRY = re.compile(
    r"^- \*\*(GP\d{3})\*\* (.+?)(?: \(\[example\]\(\.\./tests/packs/bad/(.+?)\)\))?: “(.+)”$", re.MULTILINE
)
ENTRIES = ENTRY.findall(re.sub(r"\n {2}", " ", PAGE))


def written(folder, text, name="p.yaml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def told(path):
    return [
        f"{one.place.line}:{one.place.column} {one.code} {one.message}" for one in check_pack(path).remarks
    ]


# Codes.


def test_the_page_lists_every_code_and_every_code_has_its_place_on_the_page():
    assert [(code, title) for code, title, _, _ in ENTRIES] == list(FAULTS.items())
    assert len(re.findall(r"^- ", PAGE, re.MULTILINE)) == len(ENTRIES)


def test_every_code_that_is_given_is_known_and_every_known_code_is_given():
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "trivia").rglob("*.py")
        if path.name not in ("faults.py", "checking.py")
    )
    assert {*re.findall(r'"(GP\d{3})"', source)} | {"GP701", "GP703"} == {*FAULTS}


@pytest.mark.parametrize(
    ("code", "example", "message"),
    [(code, example, message) for code, _, example, message in ENTRIES if example],
    ids=lambda value: value if value.startswith("GP") else "",
)
def test_an_example_has_its_fault_and_the_message_of_the_page(code, example, message):
    path = ROOT / "tests" / "packs" / "bad" / example
    found = [
        one.message.replace(f"{path.parent}{os.sep}", "")
        for one in check_pack(path).remarks
        if one.code == code
    ]
    start = message.removesuffix(" …")
    assert any(one.startswith(start) if start != message else one == start for one in found)


def test_no_fault_is_found_in_good_packs(tmp_path):
    assert not told(written(tmp_path, RIVERS.replace("sea: none", "sea: Delta")))


def test_every_bad_pack_is_told_of_with_codes_alone_and_before_the_lint():
    for path in BAD:
        report = check_pack(path)
        assert report.questions is None
        assert all(one.code in FAULTS and one.severity == severity_of(one.code) for one in report.remarks)


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("“Which is it?”", [("5:11 GP704 the curly quotes are shown, for YAML's own are straight: write "
                            "\"Which is it?\", or '“Which is it?”' where they belong to the text")]),
        ("„Which is it?“", [("5:11 GP704 the curly quotes are shown, for YAML's own are straight: write "
                            "\"Which is it?\", or '„Which is it?“' where they belong to the text")]),
        ("'“Which is it?”'", []),
        ("“Which” is it?", []),
        ("“Which” or “What”", []),
        ("Is it “which”", []),
    ],
)  # fmt: skip
def test_curly_quotes_around_a_whole_text_are_told_once_and_no_others(tmp_path, text, messages):
    text = f"pack: p\ntitle: P\n\nquestions:\n- prompt: {text}\n  answer: x\n  wrong: [y, z, w]\n"
    assert [one for one in told(written(tmp_path, text)) if "GP" in one] == messages
    beside = [one.partition(" ")[0] for one in told(written(tmp_path, text + "  levle: 3\n"))]
    assert beside == [*(one.partition(" ")[0] for one in messages), "8:3"]


def test_curly_quotes_that_a_comma_cuts_are_told_and_many_are_told_together(tmp_path):
    head = "pack: p\ntitle: P\nquestions:\n- prompt: Which?\n  answer: x\n"
    (line,) = [one for one in told(written(tmp_path, head + "  wrong: [“a, b”, c]\n")) if "GP" in one]
    assert line == '6:11 GP704 a comma inside curly quotes cuts this text in two: write "a, b"'
    wrong = ", ".join(f"“a{number}”" for number in range(9))
    (line,) = [one for one in told(written(tmp_path, head + f"  wrong: [{wrong}]\n")) if "GP" in one]
    assert line.endswith(" (8 more texts of this file are like it)")


# All of them.


@pytest.mark.parametrize("margin", ["", "  "])
def test_24_syntax_errors_of_one_file_are_all_told_on_their_lines_and_others_beside_them(tmp_path, margin):
    sound, _ = pack(24 * 4, 0)
    head, lines = sound.splitlines()[:4], sound.splitlines()[4:]
    planted, syntax = [], [*SYNTAX, *SYNTAX, *SYNTAX][:24]
    for number, (place, text) in enumerate(syntax):
        at = number * 28 + place
        lines[at] = text.format(n=number)
        planted.append(at + 5)
    for number, (place, text) in enumerate(WRONG):
        at = number * 28 + 14 + place
        lines[at] = text.format(n=at // 7)
        planted.append(at + 5)
    path = written(tmp_path, "\n".join([*head, *(margin + line for line in lines)]))
    found = check_pack(path).remarks
    assert [one.place.line for one in found] == sorted(planted)
    assert sum(one.code == "GP110" for one in found) == 24


@pytest.mark.parametrize("make", [pack, table])
def test_60_faults_are_told_on_their_lines(tmp_path, make):
    text, planted = make(600, 60)
    path = written(tmp_path, text)
    assert [one.place.line for one in check_pack(path).remarks] == sorted(planted)


def test_what_only_follows_from_an_unread_part_is_not_told(tmp_path):
    path = written(tmp_path, RIVERS.replace("{id: atlas,", "{id: atlas"))
    assert told(path) == ["5:3 GP110 not YAML: a ',' is missing before 'title'"]
    path = written(tmp_path, RIVERS.replace("title: Rivers\nsources", "title: 'Rivers\nsources"))
    (line,) = told(path)
    assert line.startswith("3:8 GP110 not YAML: a quote is opened and never closed; ")


def test_several_packs_are_told_of_in_order_and_a_missing_one_hides_no_other(tmp_path, capsys):
    one, other = (
        written(tmp_path, "pack: P\n", "a.yaml"),
        written(tmp_path, "pack: p\ntitle: 3: x\n", "b.yaml"),
    )
    assert (
        main(["pack", "check", "--format", "concise", str(other), str(one), str(other), "no-such-pack"]) == 2
    )
    out, err = capsys.readouterr()
    assert [line.partition("yaml")[0][-2:] for line in out.splitlines()[:-1]] == ["b.", "a.", "a."]
    assert (
        out.splitlines()[-1]
        == "2 packs: 3 errors, 0 warnings; the item lint waits until 2 of them have no errors"
    )
    assert "no-such-pack" in err


# Where the lint's findings stand.


def test_lint_findings_stand_at_the_question_the_row_or_the_ask(tmp_path):
    text = RIVERS.replace("Seine, country", "The very long river of Seine and Paris, country") + (
        "questions:\n- prompt: Which of these is always a river?\n  answer: Rhine\n  wrong: [Alps, Alps.]\n"
    )
    found = {(one.place.line, one.code): one for one in check_pack(written(tmp_path, text)).remarks}
    assert found[30, "GT101"].question.startswith("rivers/q-")
    assert found[30, "GT405"].severity == "warning"
    assert found[19, "GT204"].message.startswith(
        "3 questions of the ask 'sea-of-river' have this; the first: "
    )
    text = RIVERS.partition("  - id: river-of-country")[0].replace("{river: Po", "{river: the Po")
    text = text.replace('    statement: "The {river} flows into the {sea}."\n', "")
    found = {one.place.line for one in check_pack(written(tmp_path, text)).remarks if one.code == "GT204"}
    assert found == {16}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("complete: true\n  key: [river]", "title: x", "no distractor can be proved false;"),
        ("answer: sea\n", "answer: sea\n    alike: [river]\n", "too few values that share what is 'alike'"),
        ("answer: sea\n", "answer: sea\n    where: {river: Okavango}\n", "no row knows 'river', 'sea'"),
    ],
)  # fmt: skip
def test_an_ask_without_a_question_is_told_with_the_reason(tmp_path, old, new, why):
    text = RIVERS.replace("  title: Rivers\n  complete", "  complete").replace(old, new)
    (line,) = [line for line in told(written(tmp_path, text)) if "sea-of-river" in line and "GP701" in line]
    assert f"0 questions from ask 'sea-of-river': {why}" in line


def test_warnings_alone_are_no_failure_and_lint_errors_are(tmp_path, capsys):
    path = written(tmp_path, RIVERS)
    assert main(["pack", "check", str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("1 pack: 0 errors, ")
    path = written(tmp_path, RIVERS + "questions:\n- {prompt: 'Is it 5?', answer: 5, wrong: [5.0, 7]}\n")
    assert main(["pack", "check", str(path)]) == 1
    assert "error GT102" in capsys.readouterr().out


# Formats.


def test_the_full_format_shows_the_line_with_a_marker(tmp_path, capsys):
    path = written(tmp_path, RIVERS.replace("country: Botswana", "country: Botswana, laenge: '東京'"))
    main(["pack", "check", str(path)])
    may = "A row may have 'river', 'country', 'sea', 'sources', 'note', 'lures', 'level'."
    assert capsys.readouterr().out.splitlines()[:4] == [
        f"{path}:17:42: error GP201: unknown key 'laenge'. {may}",
        "   |",
        "17 |   - {river: Okavango, country: Botswana, laenge: '東京', sea: none, sources: [atlas:5]}",
        "   |                                          ^^^^^^",
    ]


@pytest.mark.parametrize(
    ("line", "column", "blanks", "width"),
    [
        ("- {film: 東京物語, year: x1}", 22, 25, 2),
        ("key: 'a b' # why", 6, 5, 5),
        ('key: "東 京"', 6, 5, 7),
        ("key: e\u0301te\u0301 x", 6, 5, 5),
        ("\tkey: x", 2, 1, 3),
        ("key: [a, b], c", 6, 5, 6),
        ("key: a\x1b[31m", 6, 5, 2),
        ("key:", 5, 4, 1),
    ],
)
def test_a_marker_counts_cells(line, column, blanks, width):
    assert marked(line, column)[1:] == (blanks, width)


def test_a_long_line_is_shown_around_its_marker():
    shown, blanks, width = marked(f"a: {'東' * 200}, b: {'x' * 300}", 209)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert shown[:blanks].count("東") + blanks >= 30
    assert len(shown) <= 100
    assert width > 20


def test_json_has_the_promised_shape(tmp_path, capsys):
    path = written(tmp_path, "pack: p\ntitel: P\n")
    assert main(["pack", "check", "--format", "json", str(path)]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["errors"], data["warnings"]) == (1, 0)
    (checked,) = data["packs"]
    first = next(one for one in checked["remarks"] if one["code"] == "GP201")
    assert first == {
        "file": str(path),
        "line": 2,
        "column": 1,
        "severity": "error",
        "code": "GP201",
        "message": "unknown key 'titel'. Did you mean 'title'?",
        "source": "titel: P",
        "question": "",
    }
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8").partition("## What pack check finds")[2]
    for key in (*data, *checked, *first):
        assert f"`{key}`" in page, key


def test_github_commands_are_escaped(tmp_path):
    report = check_pack(written(tmp_path, "pack: p\n"))
    remark = Remark(Place("a,b:c.yaml", 2, 3), "100% 'x'", "GP201", "error")
    assert list(as_github([report._replace(remarks=(remark,))])) == [
        "::error file=a%2Cb%3Ac.yaml,line=2,col=3,title=GP201::100%25 'x'"
    ]


# What a stranger may send.


@pytest.mark.parametrize(
    "wrong",
    ["[{}]", "{}", "[“{}”]"],
    ids=["list", "without brackets", "curly"],
)
def test_a_question_with_30_000_wrong_answers_is_told_of_soon_and_in_short_lines(tmp_path, wrong):
    text = wrong.replace("{}", ", ".join(f"k{number}" for number in range(30_000)))
    raw = f"pack: p\ntitle: P\nquestions:\n- prompt: x\n  answer: y\n  wrong: {text}\n".encode()
    assert fault_of(raw, tmp_path) == ""
    found = check_pack(tmp_path / "pack.yaml").remarks
    assert found
    assert max(len(one.message) for one in found) < 400


def test_what_commas_cut_off_is_told_once_in_a_short_line(tmp_path):
    keys = ", ".join(f"k{number}" for number in range(10_000))
    raw = f"pack: p\ntitle: P\nquestions:\n- {{answer: y, wrong: [z], prompt: x, {keys}}}\n".encode()
    assert fault_of(raw, tmp_path) == ""
    (one,) = check_pack(tmp_path / "pack.yaml").remarks
    assert one.message.startswith("'k0' is cut off from 'prompt' by a comma; write prompt: \"x, k0, k1,")
    assert len(one.message) < 400


HOSTILE = {
    "alias bomb": b"a: &a [x]\n" + b"".join(b"b%d: &b%d [%s]\n" % (n, n, b"*a," * 9) for n in range(9)),
    "brackets": b"pack: " + b"[" * 100_000,
    "block sequences": b"pack:\n" + b"- " * 100_000,
    "UTF-16": "pack: p\n".encode("utf-16"),
    "UTF-16 without a mark": "pack: p\n".encode("utf-16-le"),
    "latin-1": "pack: p\ntitle: Café\n".encode("latin-1"),
    "NUL": b"pack: p\ntitle: a\0b\n",
    "control": b"pack: p\ntitle: a\x07b\nquestions: [{prompt: Is it?, answer: true}]\n",
    "many controls": b"pack: p\n" + b"\x01\n" * 1000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_clear_line(tmp_path, name, capsys):
    path = tmp_path / "p.yaml"
    path.write_bytes(HOSTILE[name])
    assert main(["pack", "check", "--format", "concise", str(path)]) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if " GP1" in line and "GP121" not in line]
    assert len(lines) == 1, lines
    assert lines[0].isprintable()


def test_a_huge_sparse_file_is_one_clear_line(tmp_path):
    path = tmp_path / "p.yaml"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    assert told(path) == ["0:0 GP103 is larger than 20 MB; split the pack"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_and_a_link_to_itself_are_one_clear_line(tmp_path):
    folder = tmp_path / "pack"
    folder.mkdir()
    written(folder, RIVERS.replace("sea: none", "sea: Delta"))
    pipe, loop = folder / "pipe.yaml", folder / "loop.yaml"
    os.mkfifo(pipe)
    assert told(pipe) == ["0:0 GP101 is not a file; a pack is made of plain YAML files"]
    loop.symlink_to(loop)
    (folder / "again").symlink_to(folder)
    assert [(one.place.file, one.code) for one in check_pack(folder).remarks] == [
        (str(loop), "GP101"),
        (str(pipe), "GP101"),
    ]


def test_text_that_is_turned_round_is_told_at_its_sign(tmp_path, capsys):
    path = written(tmp_path, RIVERS.replace("title: The atlas", "title: The \u202eatlas"))
    assert (
        "5:26 GP703 an invisible sign (U+202E) turns round what follows; it is shown as \ufffd, remove it"
        in told(path)
    )
    assert main(["pack", "check", str(path)]) == 0
    assert "\u202e" not in capsys.readouterr().out


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoiled())
def test_a_good_pack_spoiled_at_random_loads_or_is_told_to_be_wrong(tmp_path, raw):
    assert fault_of(raw, tmp_path) == ""


# A pack in a .zip.


def zipped(folder, text):
    path = folder / "quiz.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("pack.yaml", text)
    return path


@pytest.mark.parametrize("form", ["full", "concise", "json", "github"])
def test_a_pack_in_a_zip_is_told_of_with_its_lines(tmp_path, capsys, form):
    path = zipped(tmp_path, RIVERS.replace("complete:", "compleet:"))
    assert main(["pack", "check", "--format", form, str(path)]) == 1
    told = capsys.readouterr().out
    assert f"{path}{os.sep}pack.yaml".replace(":", "%3A" if form == "github" else ":") in told
    assert "compleet" in told
    assert ("  compleet: true" in told) is (form in {"full", "json"}), "the line itself"
    assert "globes-trivia-" not in told, "where it was unpacked is nobody's business"


def test_what_is_no_sound_zip_is_one_error(tmp_path, capsys):
    path = written(tmp_path, "no archive", "quiz.zip")
    assert main(["pack", "check", "--format", "concise", str(path)]) == 1
    assert f"{path}: error GP124: is no sound .zip" in capsys.readouterr().out
