"""The schema knows the keys that the reader knows, and every good pack file fits it."""

import json
import re

import jsonschema
import pytest
import yaml

from tests.support import RIVERS, ROOT
from trivia.cli import main
from trivia.facts import keys
from trivia.packs.schema import pack_schema
from trivia.quiz import keys as quiz_keys
from trivia.quiz.pack import FORMS

SCHEMA = pack_schema()
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
PAGE = (ROOT / "docs" / "pack-language.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
GOOD = {
    **{path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "questions").rglob("*.yaml"))},
    **{f"example {n}": text for n, text in enumerate(BLOCKS) if text.startswith(("pack:", "questions:"))},
    "rivers of the tests": RIVERS,
    "awards": (ROOT / "benchmarks/packs/awards/pack.yaml").read_text(encoding="utf-8"),
}
BAD = {
    path.stem: path.read_text(encoding="utf-8")
    for path in (ROOT / "tests/packs/bad").glob("*unknown-key.yaml")
}


class Editor(yaml.CSafeLoader):
    """YAML as editors' servers read it: 1917 is a number, 2017-01-08 a text."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if tag != "tag:yaml.org,2002:timestamp"]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def shapes(schema):
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for value in schema.values():
            yield from shapes(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from shapes(value)


def test_it_is_a_schema_of_draft_7():
    jsonschema.Draft7Validator.check_schema(SCHEMA)


def test_it_knows_exactly_the_keys_of_the_reader_with_what_they_mean():
    known = [
        value for room in (keys, quiz_keys) for name, value in vars(room).items() if name.endswith("_KEYS")
    ]
    found = [
        {key: value["description"] for key, value in shape["properties"].items()} for shape in shapes(SCHEMA)
    ]
    assert sorted(map(json.dumps, found)) == sorted(map(json.dumps, known))


@pytest.mark.parametrize("loader", [Editor, yaml.CBaseLoader], ids=["editor", "reader"])
@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_fits(name, loader):
    data = yaml.load(GOOD[name], loader)  # noqa: S506 - both are safe loaders
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


@pytest.mark.parametrize("name", BAD)
def test_a_file_with_an_unknown_key_does_not_fit(name):
    assert not VALIDATOR.is_valid(yaml.load(BAD[name], Editor))  # noqa: S506 - it is a safe loader


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("complete: true", "complete: maybe"),
        ("answer: sea", "answer: sea\n    forms: [choise]"),
        ("answer: sea", "answer: sea\n    count: rows"),
        ("paragraphs: 9", "paragraphs: many"),
        ("sources: [atlas:1]", "sources: [atlas:one]"),
        ("date: 2020-05-01", "date: May 2020"),
        ("pack: rivers", "pack: My rivers"),
    ],
)
def test_what_one_file_shows_to_be_wrong_does_not_fit(old, new):
    assert old in RIVERS
    assert not VALIDATOR.is_valid(yaml.load(RIVERS.replace(old, new), Editor))  # noqa: S506 - it is a safe loader


def test_it_is_printed_with_its_choices(capsys):
    assert main(["pack", "schema"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == SCHEMA
    assert json.dumps([*FORMS]) in json.dumps(printed)
