import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.support import ROOT
from trivia.errors import Place
from trivia.facts import yaml_walk
from trivia.facts.nodes import Mapping, Scalar
from trivia.facts.yaml_file import MAX_BYTES, parse_yaml, read_text


def problems(text: str) -> list[str]:
    return [str(problem) for problem in parse_yaml(text, "f.yaml")[1]]


def test_text_stays_text_and_knows_its_place():
    node, found = parse_yaml("film: 1917\nanswer: No\nlist:\n  - 'none'\n  - none\n", "f.yaml")
    assert not found
    assert isinstance(node, Mapping)
    assert node.get("film") == Scalar("1917", True, Place("f.yaml", 1, 7))
    assert node.get("answer") == Scalar("No", True, Place("f.yaml", 2, 9))
    quoted, plain = node.get("list").items
    assert (quoted.text, quoted.plain, plain.plain) == ("none", False, True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &x 1", "f.yaml:1:4: '&x' names a value for reuse; packs do without, remove it"),
        ("a: *x", "f.yaml:1:4: '*x' repeats another value; write the value out here"),
        (
            "a: !!python/object:os.system x",
            "f.yaml:1:4: the tag 'tag:yaml.org,2002:python/object:os.system' is not allowed; remove it",
        ),
        ("--- a\n--- b", "f.yaml:2:1: a second document ('---') starts here; a pack file holds one"),
        ("a: 1\na: 2", "f.yaml:2:1: the key 'a' stands here again (first on line 1); keep one"),
        ("<<: {a: 1}", "f.yaml:1:1: '<<' merges another mapping; write its keys out here"),
        ("[a]: 1", "f.yaml:1:1: a key must be a word, not a list or a mapping"),
        ("[" * 100_000, "f.yaml:1:25: is nested deeper than 24 levels"),
        (
            "a: b: c",
            (
                "f.yaml:1:5: not YAML: a ':' stands inside an unquoted text; "
                'put the text in double quotes: a: "b: c"'
            ),
        ),
        (
            "a: 'b",
            'f.yaml:1:4: not YAML: a quote is opened and never closed; put the text in double quotes: a: "b"',
        ),
        (
            "a: \x01",
            "f.yaml:1:4: not YAML: a control character stands here; remove it or write it as an escape",
        ),
    ],
)
def test_what_a_pack_may_not_hold_is_refused(text, message):
    assert problems(text) == [message]


def test_every_syntax_error_of_a_file_is_found():
    text = "rows:\n- {a: 1, b\n- {a: 2}\n- {c: 1 2: 3}\nx: @a\ny: [1\nz: 4\n"
    assert [problem.split(": ")[0] for problem in problems(text)] == [
        "f.yaml:2:3",
        "f.yaml:4:3",
        "f.yaml:5:4",
        "f.yaml:6:4",
    ]


@given(st.text(alphabet=st.sampled_from("ab:-'\"[]{},&*!|>#%@`\n \t\\\x00é\u2028"), max_size=60))
def test_any_text_is_read_or_refused_in_words(text):
    _, found = parse_yaml(text, "f.yaml")
    for problem in found:
        assert problem.message
        assert problem.place.line >= 1


def test_a_file_that_is_not_utf8_says_where(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"a: 1\nb: caf" + b"\xe9\n")
    text, found = read_text(path, "latin.yaml")
    assert not text
    assert str(found) == "latin.yaml:2:7: is not UTF-8 (byte 0xe9); save it as UTF-8"


def test_lines_are_numbered_as_editors_number_them(tmp_path):
    path = tmp_path / "breaks.yaml"
    path.write_bytes("a: \u2028b\r\nc: d\x85e\rf: 'x".encode())
    text, _ = read_text(path, "f.yaml")
    (problem,) = problems(text)
    assert problem.startswith("f.yaml:3:4: not YAML: a quote is opened and never closed")


@pytest.mark.parametrize(("text", "line"), [("a: b\nc:{", 2), ("a: b\nc: [\n\n", 2), ("a: b\nc", 2)])
def test_an_error_at_the_end_is_told_in_a_line_that_is_there(text, line):
    (problem,) = parse_yaml(text, "f.yaml")[1]
    assert problem.place.line == line


def test_a_huge_sparse_file_and_a_folder_are_refused_at_once(tmp_path):
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(MAX_BYTES * 50)
    assert "is larger than 20 MB" in str(read_text(huge, "huge.yaml")[1])
    assert "is not a file" in str(read_text(tmp_path, "folder.yaml")[1])


@pytest.mark.parametrize("path", sorted((ROOT / "questions").rglob("*.yaml")), ids=lambda path: path.name)
def test_built_in_packs_read_the_same_without_the_c_library(path, monkeypatch):
    text = path.read_text(encoding="utf-8")
    fast = parse_yaml(text, path.name)
    monkeypatch.setattr(yaml_walk, "LOADER", yaml.SafeLoader)
    assert parse_yaml(text, path.name) == fast
    assert not fast[1]
