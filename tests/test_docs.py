"""The documents say what is so, and all of it: commands, options, modes, pack keys, keys."""

import argparse
import re

import pytest

from tests.support import ROOT
from trivia.cli import _parser
from trivia.facts.read_pack import _FILE_KEYS, _SOURCE_KEYS
from trivia.facts.read_tables import ENTITY_KEYS, RESERVED_ROW_KEYS, TABLE_KEYS
from trivia.facts.values import PLAIN_KINDS
from trivia.game.mode import MODES
from trivia.paths import HOME_VARIABLE
from trivia.quiz.pack import FORMS
from trivia.quiz.read_asks import ASK_KEYS
from trivia.tui import commands

DOCS = [*sorted(ROOT.glob("docs/*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in DOCS)


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def subcommands():
    (action,) = [action for action in _parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return action.choices


def options():
    parsers = [_parser(), *subcommands().values()]
    return {
        option for parser in parsers for action in parser._actions for option in action.option_strings
    } - {"-h"}


def test_the_test_line_of_the_readme_is_the_one_that_ci_runs():
    (line,) = [line for line in read("README.md").splitlines() if "pytest" in line]
    assert line in read(".ci/run").splitlines()


def test_every_command_and_option_is_in_the_documents():
    for word in subcommands():
        assert f"globes-trivia {word}" in TEXT
    for option in options() - {"--help", "--version"}:
        assert re.search(rf"{option}\b", TEXT), option


def test_every_command_and_option_in_the_documents_exists():
    for word in re.findall(r"globes-trivia ([a-z]+)\b", TEXT):
        assert word in subcommands()
    for line in re.findall(r"`globes-trivia[^`]*`|^globes-trivia.*$|`--[a-z-]+[^`]*`", TEXT, re.MULTILINE):
        for option in re.findall(r"(?<![\w-])--[a-z-]+", line):
            assert option in options(), line


def test_modes_and_the_home_variable_are_named():
    for mode in MODES:
        assert f"--mode {mode}" in TEXT
    assert HOME_VARIABLE in read("docs/playing.md")


@pytest.mark.parametrize(
    "keys",
    [_FILE_KEYS, _SOURCE_KEYS, ENTITY_KEYS, TABLE_KEYS, RESERVED_ROW_KEYS, ASK_KEYS, FORMS, PLAIN_KINDS],
)
def test_every_pack_key_is_in_the_documents(keys):
    for key in keys:
        assert f"`{key}`" in read("docs/packs.md"), key


def test_every_pack_key_in_the_documents_exists():
    known = {*_FILE_KEYS, *_SOURCE_KEYS, *ENTITY_KEYS, *TABLE_KEYS, *RESERVED_ROW_KEYS, *ASK_KEYS}
    rows = re.findall(r"^\| `([a-z_]+)` \|", read("docs/packs.md"), re.MULTILINE)
    assert set(rows) - {"none", "unknown"} <= known


def test_the_example_of_the_packs_page_plays(tmp_path):
    from tests.support import make_pack
    from trivia.quiz.generate import every_question

    example = re.search(r"```yaml\n(.*?)```", read("docs/packs.md"), re.DOTALL)[1]
    assert list(every_question(make_pack(tmp_path, example), 0))


def test_every_key_of_the_screens_is_on_the_playing_page():
    page = read("docs/playing.md")
    for command in (*commands.TITLE, *commands.QUESTION, *commands.RESULTS, *commands.APP):
        for key in command.keys.split(","):
            name = {"escape": "esc", "enter": "Enter", "space": "space"}.get(key, key)
            assert name in page, key


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_and_pictures_are_there(path):
    for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_the_json_page_names_every_key_of_a_question(globes):
    from trivia.quiz.generate import every_question
    from trivia.quiz.question import question_data

    data = question_data(next(every_question(globes, 0)))
    for key in (*data, *data["sources"][0], *data["certificate"], *data["certificate"]["proofs"][0]):
        assert f"`{key}`" in read("docs/json.md"), key


def test_floors_of_the_map_are_those_that_are_held():
    held = re.search(r"layers = \[(.*?)\]", read("pyproject.toml"), re.DOTALL)[1]
    drawn = re.search(r"```\n(cli.*?)```", read("docs/architecture.md"), re.DOTALL)[1]
    rooms = [set(re.findall(r"\w+", layer)) for layer in re.findall(r'"([^"]+)"', held)]
    lines = [set(re.findall(r"\w+", line[:25])) - {"__main__"} for line in drawn.splitlines()]
    assert rooms == lines
