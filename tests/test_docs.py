"""The documents say what is so, and all of it: commands, options, modes, pack keys, keys."""

import argparse
import json
import re
import shutil
from contextlib import closing
from datetime import date
from functools import cache
from typing import get_args

import pytest

from tests.support import ROOT, make_pack
from trivia.arguments import parser
from trivia.facts.keys import CSV_KEYS, ENTITY_KEYS, FILE_KEYS, ROW_KEYS, SOURCE_KEYS, TABLE_KEYS
from trivia.facts.tidy import TIDY
from trivia.facts.values import PLAIN_KINDS
from trivia.game.mode import DAILY, MODES, REVIEW
from trivia.lineup import PRESETS
from trivia.nights.night import league, night_of
from trivia.nights.tables import COLUMNS, league_json, night_json
from trivia.packs.proof_words import RULES as PROOF_WORDS
from trivia.party import says, wire
from trivia.party.doorway import DEFAULT_PORT, MOST_PER_ADDRESS, PER_ADDRESS
from trivia.party.key_plan import MOST_TEAMS, usual
from trivia.party.limits import Limits
from trivia.party.names import MOST_CELLS
from trivia.party.rules.rule import ALLOWANCE, POINTS, STREAK_MOST, STREAK_STEP
from trivia.party.rules.table import RULES as RULES_OF_A_PARTY
from trivia.paths import HOME_VARIABLE, PACKS_VARIABLE
from trivia.progress.achievements import ACHIEVEMENTS, Trophy
from trivia.progress.statistics import DailyRecord, statistics_data
from trivia.quiz import survey
from trivia.quiz.checker import check
from trivia.quiz.difficulty import HALF_STEPS
from trivia.quiz.generate import every_question
from trivia.quiz.keys import ASK_KEYS, QUESTION_KEYS
from trivia.quiz.lint.rules import RULES, lint
from trivia.quiz.pack import COUNT, EACH_ROW, FORMS, OTHER, WORDED
from trivia.quiz.question import Rule, question_data
from trivia.saves import parties
from trivia.saves.exchange import AnswerKept, GameKept, TrophyKept
from trivia.saves.journals import EventTold, PartyTold
from trivia.saves.profiles import Profile
from trivia.saves.store import Store
from trivia.saves.summary import Best, DayPlayed, Missed, Reviews, Share, Summary
from trivia.saves.transfer import Export
from trivia.sharing import Result, ResultAnswer, as_json
from trivia.tui import commands
from trivia.tui.party.setup import NIGHTS, WAYS

HARD = (Missed("x", "x", "x", 1, 0),)
DOCS = [
    *sorted(ROOT.glob("docs/**/*.md")),
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in DOCS)

PACK_KEYS = (
    FILE_KEYS,
    SOURCE_KEYS,
    ENTITY_KEYS,
    TABLE_KEYS,
    ROW_KEYS,
    ASK_KEYS,
    CSV_KEYS,
    QUESTION_KEYS,
    tuple(TIDY),
    FORMS,
    PLAIN_KINDS,
)
KEY_NAMES = {
    "escape": "esc",
    "question_mark": "?",
    "enter": "Enter",
    "space": "space",
    "left": "←",
    "right": "→",
    "tab": "Tab",
    "shift+tab": "Tab",
    "up": "↑",
    "down": "↓",
    "slash": "/",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "delete": "Del",
    **{f"f{number}": f"`F{number}`" for number in range(1, 13)},
}
PARTY_TABLES = ("PARTY", "JUDGED", "SEATS", "PARTY_SETUP", "PARTY_TEAMS", "PARTIES")
NETWORK_TABLES = ("DOOR", "SEAT")
MARKS = ("none", "unknown", "dispute", EACH_ROW, f"{{{COUNT}}}", f"{{{OTHER}}}")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def subcommands():
    (action,) = [action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return action.choices


@cache
def actions_of(word):
    """The words that may follow a command, as in `saves check`, with their parsers."""
    found = [one for one in subcommands()[word]._actions if isinstance(one, argparse._SubParsersAction)]
    return found[0].choices if found else {}


@cache
def options():
    nested = [sub for word in subcommands() for sub in actions_of(word).values()]
    parsers = [parser(), *subcommands().values(), *nested]
    return {
        option for parser in parsers for action in parser._actions for option in action.option_strings
    } - {"-h"}


def test_the_test_line_of_the_readme_is_the_one_that_ci_runs():
    (line,) = [line for line in read("README.md").splitlines() if "pytest" in line]
    assert line in read(".ci/run").splitlines()


def test_every_command_and_option_is_in_the_documents():
    for word in subcommands():
        assert f"globes-trivia {word}" in TEXT
        for action in actions_of(word):
            assert f"`globes-trivia {word} {action}`" in TEXT
    for option in options() - {"--help", "--version"}:
        assert re.search(rf"{option}\b", TEXT), option


def test_every_command_and_option_in_the_documents_exists():
    for word in re.findall(r"globes-trivia ([a-z]+)\b", TEXT):
        assert word in subcommands()
    for word, action in re.findall(r"`globes-trivia ([a-z]+) ([a-z]+)\b", TEXT):
        assert action in actions_of(word), (word, action)
    for line in re.findall(r"`globes-trivia[^`]*`|^globes-trivia.*$|`--[a-z-]+[^`]*`", TEXT, re.MULTILINE):
        for option in re.findall(r"(?<![\w-])--[a-z-]+", line):
            assert option in options(), line


def test_modes_and_the_home_variable_are_named():
    for mode in MODES:
        assert f"--mode {mode}" in TEXT
    for mode in (DAILY, REVIEW):
        assert f"`globes-trivia {mode.id}`" in TEXT
    assert f"{len(ACHIEVEMENTS)} trophies" in read("docs/playing.md")
    assert HOME_VARIABLE in read("docs/details.md")
    assert PACKS_VARIABLE in read("docs/details.md")


@pytest.mark.parametrize("keys", [*PACK_KEYS, MARKS])
def test_every_pack_key_is_in_the_documents(keys):
    page = read("docs/pack-language.md")
    for key in keys:
        assert f"`{key}`" in page or (key == "dispute" and "`{dispute:" in page), key


def test_every_pack_key_in_the_documents_exists():
    known = {key for keys in PACK_KEYS for key in keys}
    rows = re.findall(r"^\| ((?:`[a-z_-]+`(?:, )?)+) \|", read("docs/pack-language.md"), re.MULTILINE)
    assert {key for row in rows for key in re.findall(r"[a-z_-]+", row)} - {"none", "unknown"} <= known


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("Files", {*FILE_KEYS}),
        ("Tables", {*TABLE_KEYS, *PLAIN_KINDS, *ROW_KEYS}),
        ("Tables from a spreadsheet", {*CSV_KEYS, *TIDY}),
        ("Questions written by hand", {*QUESTION_KEYS}),
        ("Asks", {*ASK_KEYS}),
        ("Forms", {*FORMS}),
    ],
)
def test_the_tables_of_the_language_page_hold_each_key_once(heading, keys):
    (part,) = re.findall(
        rf"^## {heading}\n(.*?)(?=^## )", read("docs/pack-language.md"), re.MULTILINE | re.DOTALL
    )
    rows = re.findall(r"^\| `([a-z_-]+)` \|", part, re.MULTILINE)
    assert sorted(rows) == sorted(keys)


def test_rules_and_forms_are_on_both_pages():
    packs, shape = read("docs/pack-language.md"), read("docs/json.md")
    for rule in get_args(Rule):
        assert f"**{rule}**" in packs, rule
        assert f"`{rule}`" in shape, rule
    for form in FORMS:
        assert f"`{form}`" in shape, form
    named = re.findall(r"^- \*\*([a-z-]+)\*\*: ", packs, re.MULTILINE)
    assert {*named, "row"} == {*get_args(Rule)}


def test_what_a_form_adds_to_the_level_is_on_the_page():
    page = read("docs/pack-language.md")
    words = {0: "0", 1: "+ ½", 2: "+ 1", -2: "− 1"}
    told = {
        form: added
        for forms, added in re.findall(r"^\| ((?:`[a-z_]+`(?:, )?)+) \| ([0+−½ 1]+) \|", page, re.MULTILINE)
        for form in re.findall(r"[a-z_]+", forms)
    }
    assert told == {form: words[half] for form, half in HALF_STEPS.items()}


def blocks(language="yaml", page="docs/pack-language.md"):
    return re.findall(rf"```{language}\n(.*?)```", read(page), re.DOTALL)


def open_example(folder, text, page="docs/pack-language.md"):
    """The pack of an example, with the spreadsheet of the page beside it."""
    (spreadsheet,) = blocks("csv", page)
    (name,) = re.findall(r"^ +file: (.*\.csv)$", "\n".join(blocks(page=page)), re.MULTILINE)
    (folder / name).write_text(spreadsheet, encoding="utf-8")
    return make_pack(folder, text)


@pytest.mark.parametrize("text", [text for text in blocks() if text.startswith("pack:")])
def test_every_pack_of_the_language_page_plays(tmp_path, text):
    pack = open_example(tmp_path, text)
    found = list(every_question(pack, 0))
    assert {ask.id for ask in pack.asks} == {question.ask for question in found}
    assert not any(question.asserted for question in found)


def test_every_other_example_of_the_language_page_plays_too(tmp_path):
    (peaks,) = [text for text in blocks() if text.startswith("pack: peaks")]
    asks = [text for text in blocks() if text.startswith("- id:")]
    (written,) = [text for text in blocks() if text.startswith("questions:")]
    indented = re.sub(r"^", "  ", "".join(asks), flags=re.MULTILINE).rstrip(" ")
    pack = open_example(tmp_path, peaks + indented + written)
    asked = {(question.ask, question.form) for question in every_question(pack, 0)}
    assert {form for _, form in asked} == {*FORMS}
    assert {(ask.id, form) for ask in pack.asks for form in ask.forms} <= asked
    assert {question.id for question in pack.written} <= {ask for ask, _ in asked}
    used = {key for text in blocks() for key in re.findall(r"^ +(?:- )?([a-z_]+):", text, re.MULTILINE)}
    assert {*WORDED, "pair", "count", "between", *CSV_KEYS} <= used


def test_every_block_of_the_language_page_is_tried_out():
    whole = [text for text in blocks() if text.startswith(("pack:", "- id:", "questions:"))]
    assert whole == blocks()


def test_what_the_page_says_of_its_spreadsheet_is_said(tmp_path):
    (spreadsheet_pack,) = [text for text in blocks() if "csv:" in text]
    (told,) = blocks("text")
    notes = open_example(tmp_path, spreadsheet_pack).notes
    assert [str(note).removeprefix(str(tmp_path)).lstrip("/\\") for note in notes] == told.splitlines()


TUTORIAL = "docs/packs.md"
LESSONS = [text for text in blocks(page=TUTORIAL) if text.startswith(("# GT", "# better"))]


def test_the_pack_of_the_tutorial_has_twenty_good_questions_and_more(tmp_path):
    (text,) = [text for text in blocks(page=TUTORIAL) if text.startswith("pack:")]
    pack = open_example(tmp_path, text, TUTORIAL)
    found = list(every_question(pack, 0))
    assert len(found) == pytest.approx(int(re.search(r"come some (\d+) questions", read(TUTORIAL))[1]), abs=5)
    assert {(ask.id, form) for ask in pack.asks for form in ask.forms} == {(q.ask, q.form) for q in found}
    assert [str(finding) for finding in lint(found)] == []
    assert [question.prompt for question in found if check(pack, question) or question.asserted] == []
    assert not any({"Bach", "Handel"} <= {*re.findall(r"\w+", q.prompt)} for q in found if q.ask == "born")


def test_the_ask_of_the_tutorial_that_yields_nothing_does_so_and_the_cures_help(tmp_path):
    (text,) = [text for text in blocks(page=TUTORIAL) if text.startswith("# 0 questions")]
    assert list(every_question(make_pack(tmp_path, text), 0)) == []
    for cure in ("key: [composer]", "complete: true"):
        assert f"`{cure}`" in read(TUTORIAL)
        mended = text.replace("- table: towns\n", f"- table: towns\n  {cure}\n")
        assert len(list(every_question(make_pack(tmp_path, mended), 0))) == 4


@pytest.mark.skipif(not hasattr(survey, "why_nothing"), reason="`pack check` does not say why yet")
def test_the_check_says_why_an_ask_yields_nothing_as_the_tutorial_does(tmp_path):
    (text,) = [text for text in blocks(page=TUTORIAL) if text.startswith("# 0 questions")]
    pack = make_pack(tmp_path, text)
    (told,) = blocks("text", TUTORIAL)
    assert told.strip() == f"0 questions from ask 'home': {survey.why_nothing(pack, pack.asks[0])}"


@pytest.mark.parametrize("number", range(0, len(LESSONS), 2))
def test_a_bad_question_of_the_tutorial_breaks_its_rule_and_the_better_one_none(tmp_path, number):
    header = "pack: p\ntitle: P\n"
    code = re.match(r"# (GT\d+)\n", LESSONS[number])[1]
    assert code in RULES
    bad = lint(list(every_question(make_pack(tmp_path, header + LESSONS[number]), 0)))
    assert code in {finding.code for finding in bad}
    assert LESSONS[number + 1].startswith("# better\n")
    better = lint(list(every_question(make_pack(tmp_path, header + LESSONS[number + 1]), 0)))
    assert {finding.code for finding in better} <= {"GT405"}, "no source is cited there, for brevity"


def test_the_tutorial_tells_what_the_preview_says_of_each_proof():
    page = read("docs/packs.md")
    for words in PROOF_WORDS.values():
        assert f"\n| {words.format(key='…')} | " in page


def test_every_block_of_the_tutorial_is_tried_out():
    starts = ("pack:", "# 0 questions", "# GT", "# better")
    assert [text for text in blocks(page=TUTORIAL) if text.startswith(starts)] == blocks(page=TUTORIAL)
    for line in "\n".join([*blocks("sh", TUTORIAL), *blocks("sh", "README.md")]).splitlines():
        if line.startswith("globes-trivia"):
            assert parser().parse_args(line.partition("#")[0].split()[1:]).command in {"pack", "play"}


@pytest.mark.parametrize("page", ["docs/details.md", "docs/party.md", "docs/party-network.md"])
def test_every_key_of_the_screens_is_on_its_page(page):
    text = read(page)
    tables = {
        name: table for name, table in vars(commands).items() if name.isupper() and isinstance(table, tuple)
    }
    assert {*PARTY_TABLES, *NETWORK_TABLES} <= set(tables)
    pages = dict.fromkeys(PARTY_TABLES, "docs/party.md") | dict.fromkeys(
        NETWORK_TABLES, "docs/party-network.md"
    )
    for name, table in tables.items():
        if pages.get(name, "docs/details.md") == page:
            for command in (one for one in table if isinstance(one, commands.Command)):
                for key in command.keys.split(","):
                    assert KEY_NAMES.get(key, key) in text, (name, key)


def test_the_hosts_page_tells_the_rules_the_nights_and_the_keys_as_they_are():
    page = read("docs/party.md")
    for rule in RULES_OF_A_PARTY.values():
        assert f"\n| {rule.title} | " in page
    for way, (words, _) in WAYS.items():
        assert f"\n| {words.split(', no')[0]} | {MOST_TEAMS[way]} | " in page
        for keys in usual(way, MOST_TEAMS[way]).sets:
            assert not keys or f"`{' '.join(keys).upper()}`" in page
    for name, rounds in PRESETS.items():
        titles = ", ".join(dict.fromkeys(RULES_OF_A_PARTY[part.rule].title for part in rounds))
        told = " ".join(page.split()).partition(f"**{NIGHTS[name][0]}** (")[2].partition(")")[0]
        assert titles in told, name
    for number in (POINTS, POINTS // 2, STREAK_STEP, STREAK_MOST, ALLOWANCE):
        assert f"{number:,}" in page


def kinds(union):
    """The kinds of messages by their tags, each with its fields as they are on the wire."""
    return {kind.__struct_config__.tag: kind.__struct_fields__ for kind in get_args(union)}


def test_the_page_of_the_wire_names_every_message_and_field():
    page = read("docs/wire.md")
    assert f"Version {wire.VERSION}." in page
    assert f"{wire.MOST_BYTES:,} bytes" in page
    told = set(re.findall(r"`([a-z_-]+)`", page))
    for tag, fields in (kinds(wire.FromClient) | kinds(says.FromServer)).items():
        # What the host's remote hears besides is for the page that comes with the game.
        assert {tag, *(() if tag in {"stage", "seats"} else fields)} <= told, tag


def test_every_message_on_the_page_of_the_wire_exists():
    rows = re.findall(r"^\| ((?:`[a-z]+`(?:, )?)+) \| ?([^|]*)", read("docs/wire.md"), re.MULTILINE)
    assert len(rows) > 20
    messages = kinds(wire.FromClient) | kinds(says.FromServer)
    inner = {
        field
        for kind in (says.Own, says.You, says.Cell, says.Column, says.Place)
        for field in kind.__struct_fields__
    }
    for tags, cell in rows:
        for tag in re.findall(r"[a-z]+", tags):
            assert tag in messages
            fields = set(re.findall(r"`([a-z]+)`", cell.partition(":")[0])) - {"gone", "elsewhere", "over"}
            assert fields <= {*messages[tag], *(messages["resumed"] if tag == "paused" else ()), *inner}, tag


def test_the_page_of_large_halls_is_found_and_counts_as_the_program_does():
    for page in ("README.md", "docs/party-network.md"):
        assert "scale.md)" in read(page), page
    page = read("docs/scale.md")
    assert f"{Limits().seats:,}" in page
    assert "--per-address" in page


def test_every_option_of_the_door_is_on_the_network_page():
    page = read("docs/party-network.md").partition("## Options of the door")[2].partition("\n## ")[0]
    options = set(re.findall(r"`(--[a-z-]+)", page)) - {"--headless"}
    (commands,) = [one for one in parser()._actions if isinstance(one, argparse._SubParsersAction)]
    party = commands.choices["party"]._actions
    known = {text for action in party for text in action.option_strings}
    assert options == {"--host", "--port", "--base-url", "--per-address"} <= known


def test_the_network_page_names_what_a_party_without_a_screen_prints():
    page = read("docs/party-network.md")
    keys = re.findall(r"^\| `([a-z]+)` \|", page.partition("## Without a screen")[2], re.MULTILINE)
    assert keys == ["party", "address", "pin", "join", "host", "addresses", "fits"]
    for number in (DEFAULT_PORT, f"{Limits().seats:,}", MOST_CELLS, PER_ADDRESS, f"{MOST_PER_ADDRESS:,}"):
        assert str(number) in page


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_and_pictures_are_there(path):
    for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_headings_that_links_mean_are_there():
    for path in DOCS:
        text = path.read_text(encoding="utf-8")
        for target, heading in re.findall(r"\]\(([^)#:]*)#([^)]+)\)", text):
            page = (path.parent / target).read_text(encoding="utf-8") if target else text
            titles = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}


def test_the_lint_pages_are_linked():
    for page in ("README.md", "docs/packs.md", "docs/pack-language.md", "docs/architecture.md"):
        assert "lint/README.md)" in read(page), page


def test_lines_fit():
    for path in DOCS:
        if path.parent.name == "lint":
            continue  # one rule is one row there
        for line in path.read_text(encoding="utf-8").splitlines():
            assert len(line) <= 118 or line.startswith("python3 -m venv"), (path.name, line)


def test_the_json_page_names_every_key_of_a_question(globes):
    page = read("docs/json.md")
    data = question_data(next(every_question(globes, 0)))
    for key in (*data, *data["sources"][0], *data["certificate"], *data["certificate"]["proofs"][0]):
        assert f"`{key}`" in page, key
    proof = page.split("Each proof has")[1].split("\n## ")[0]
    assert re.findall(r"^\| `([a-z]+)` \|", proof, re.MULTILINE) == [*data["certificate"]["proofs"][0]]


def test_the_json_page_names_every_key_of_the_statistics():
    page = read("docs/json.md").split("## Statistics")[1].split("## Exports")[0]
    nothing, due, today = DailyRecord(0, 0, 0), Reviews(0, (), 0, 0, 0), date(2017, 1, 8)
    sums = Profile("Anna", 0, 1, 1, 1, 1, 1)
    share = (Share("x", 1, 1),)
    told = Summary(
        sums, (DayPlayed(1, 1, 1),), share, share, share, (), (Best("", "", 1, "", 1),), HARD, (sums,)
    )
    data = statistics_data("Anna", told, due, nothing, (Trophy(ACHIEVEMENTS[0], None, 0),), today)
    for key, value in data.items():
        assert f"`{key}`" in page, key
        inner = value[0] if isinstance(value, list) else value
        for name in inner if isinstance(inner, dict) else ():
            assert f"`{name}`" in page, (key, name)
    named = {
        name for row in re.findall(r"^\| (`.*?`) \|", page, re.MULTILINE) for name in re.findall(r"\w+", row)
    }
    assert named == {*data}


def test_the_json_page_names_every_key_of_a_saved_result():
    answer = ResultAnswer("x", "x", ("x",), 0, 0, "x", "x", 1, 1, 1)
    result = Result("x", "x", "classic", "", date(2017, 1, 9), 1, 1, 1, True, True, (answer,))
    told = as_json(result)
    section = read("docs/json.md").partition("## A saved result")[2]
    for key in (*told, *told["answers"][0]):
        assert f"`{key}`" in section, key


def test_the_json_page_names_every_key_of_an_export():
    page = read("docs/json.md").split("## Exports")[1]
    for shape in (Export, GameKept, AnswerKept, TrophyKept, PartyTold, EventTold):
        for key in shape.__struct_fields__:
            assert f"`{key}`" in page, key


def test_the_json_page_names_every_key_of_a_night_and_of_a_league(tmp_path):
    shutil.copy(ROOT / "tests" / "saves" / "released" / "v4.db", tmp_path / "scores.db")
    with closing(Store(tmp_path)) as store:
        nights = [night_of(store, one) for one in parties.finished(store)]
    told = json.loads(night_json(nights[0]))
    section = read("docs/json.md").partition("## A night")[2].partition("## A league")[0]
    inner = (
        told["standings"][0],
        told["questions"][0],
        told["questions"][0]["marks"][0],
        told["corrections"][0],
    )
    for key in (*told, *COLUMNS, *(key for one in inner for key in one)):
        assert f"`{key}`" in section, key
    told = json.loads(league_json(league(nights), nights))
    section = read("docs/json.md").partition("## A league")[2].partition("## A saved result")[0]
    for key in (*told, *told["nights"][0], *told["standings"][0]):
        assert f"`{key}`" in section, key


def test_floors_of_the_map_are_those_that_are_held():
    held = re.search(r"layers = \[(.*?)\]", read("pyproject.toml"), re.DOTALL)[1]
    drawn = re.search(r"```\n(cli.*?)```", read("docs/architecture.md"), re.DOTALL)[1]
    rooms = [set(re.findall(r"\w+", layer)) for layer in re.findall(r'"([^"]+)"', held)]
    lines = [set(re.findall(r"\w+", line.partition("  ")[0])) - {"__main__"} for line in drawn.splitlines()]
    assert rooms == lines
