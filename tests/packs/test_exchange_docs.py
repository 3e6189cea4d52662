"""The page on import and export says what is so."""

import re

from tests.support import ROOT
from trivia.arguments import parser
from trivia.desk.pack_export import ENDINGS
from trivia.facts.reader import MAX_TEXT
from trivia.packs.exporting.json_file import exported_data
from trivia.packs.exporting.kahoot import MAX_OPTION, MAX_PROMPT, SECONDS
from trivia.packs.importing import question_list
from trivia.packs.importing.facts_asks import MOST_ASKED
from trivia.packs.importing.incoming import MAX_BYTES, SOURCES
from trivia.quiz.read_questions import MAX_WRONG

PAGE = (ROOT / "docs" / "exchange.md").read_text(encoding="utf-8")


def choices(action, option):
    """What an option of `pack` may be."""
    (packs,) = [one.choices["pack"] for one in parser()._actions if isinstance(one.choices, dict)]
    (actions,) = [one.choices for one in packs._actions if isinstance(one.choices, dict)]
    return next(one.choices for one in actions[action]._actions if option in one.option_strings)


def test_every_format_is_named():
    assert tuple(choices("import", "--from")) == SOURCES
    for source in SOURCES:
        assert f"`{source}`" in PAGE
    assert {*choices("export", "--to")} == {*ENDINGS.values()}
    for ending, kind in ENDINGS.items():
        assert re.search(rf"^\| `{kind}` \|[^|]*`{re.escape(ending)}`", PAGE, re.MULTILINE), ending


def test_every_name_of_a_column_is_recognised():
    table = PAGE.partition("| column | names |")[2].partition("\n\n")[0]
    for row in table.splitlines()[2:6]:
        what, names = row.split(" | ", 1)
        for name in re.findall(r"`([^`\\]+)`", names.partition(";")[0]):
            header = {"the question": [name, "answer"], "| the right answer": ["question", name]}
            columns = question_list.recognised(header.get(what, ["question", "answer", name, f"{name} 2"]))
            assert columns is not None, name
            if "wrong" in what:
                assert len(columns.wrong) == 2, name
    for known in (question_list._EXPLANATION, question_list._TOPIC, question_list._LEVEL):
        assert {*known} <= {*re.findall(r"`([^`]+)`", table)}


def test_numbers_are_those_of_the_code():
    words = {8: "eight"}
    for told in (
        f"more than {MAX_WRONG} wrong answers, texts of more than {MAX_TEXT:,} characters",
        f"at most {MAX_BYTES // 1_000_000} MB",
        f"questions of {MAX_PROMPT} characters and options of {MAX_OPTION}",
        f"{SECONDS} seconds a question",
        f"up to {words[MOST_ASKED]} columns",
    ):
        assert told in PAGE, told


def test_the_keys_of_the_exported_json_are_on_the_json_page(rivers):
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    section = page.partition("## Exported questions")[2].partition("\n## ")[0]
    data = exported_data(rivers, [], 0)
    assert {*re.findall(r"^\| `(\w+)`", section, re.MULTILINE)} | {"version"} == {*data}
    for key in data["pack"]:
        assert f"`{key}`" in section
