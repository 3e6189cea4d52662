"""What goes out and comes back means the same: question, answers, explanation, topic and level."""

import html
import json
import re
import sqlite3
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.packs.exchange import written_pack
from tests.support import RIVERS, make_pack
from trivia import voice
from trivia.facts.text import folded, printable
from trivia.packs.checking import check_pack
from trivia.packs.exporting.anki import FIELDS, export_anki
from trivia.packs.exporting.gift import export_gift
from trivia.packs.exporting.json_file import export_json
from trivia.packs.exporting.kahoot import HEADER, HEADER_ROW, MAX_OPTION, MAX_PROMPT, export_kahoot
from trivia.packs.exporting.sheet import export_html, export_markdown, marked
from trivia.packs.importing.aiken import read_aiken
from trivia.packs.importing.folder import make_folder, question_files
from trivia.packs.importing.gift import read_gift
from trivia.packs.importing.incoming import decoded
from trivia.packs.importing.kahoot import read_kahoot
from trivia.packs.importing.opentdb import read_json
from trivia.packs.importing.settling import settle
from trivia.packs.importing.workbook import sheet_rows
from trivia.packs.library import find_pack, open_pack
from trivia.paths import cache_folder
from trivia.quiz.draw import draw
from trivia.quiz.generate import every_question

TRUTHS = ("true", "false")
SIGNS = "~=#{}:\\%->[]<>/|&*_`'\"@+$T.,;?!0150 abcTé漢\u00a0"
MARKED = [
    "[html]x",
    "//x",
    "%50%x",
    "####x",
    "$CATEGORY: x",
    "-> x",
    "TRUE",
    "=1+1",
    "@SUM(A1)",
    "\\n",
    "::x::",
]
TEXTS = st.one_of(st.text(st.sampled_from(SIGNS), min_size=1, max_size=20), st.sampled_from(MARKED))
CLEAN = TEXTS.map(printable).filter(bool)
CHOICES = st.lists(CLEAN, min_size=2, max_size=4, unique_by=folded).filter(
    lambda options: {*map(folded, options)} != {*TRUTHS}
)
QUESTIONS = st.lists(
    st.tuples(
        CLEAN,
        st.one_of(
            CHOICES.map(lambda all_: (all_[0], all_[1:])), st.sampled_from([("True", []), ("False", [])])
        ),
        st.one_of(st.just(""), CLEAN),
        CLEAN,
    ).map(lambda one: (one[0], *one[1], one[2], one[3])),
    min_size=1,
    max_size=3,
    unique_by=lambda one: folded(one[0]),
)


def meanings(questions):
    """What questions mean, without their places."""
    return [
        (
            one.prompt,
            one.options[one.answer],
            set() if one.judged else {*one.options} - {one.options[one.answer]},
            one.explanation,
            one.heading,
            one.level,
        )
        for one in questions
    ]


def told(harvest):
    found = settle(harvest)
    assert harvest.remarks == []
    return [
        (item.prompt, item.answer, {*item.wrong}, item.explanation, item.topic, item.level)
        for _, item in found
    ]


@pytest.fixture(scope="module")
def hand(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hand")

    def make(questions):
        pack = written_pack(folder, questions)
        return pack, list(every_question(pack, 0))

    return make


@settings(max_examples=40)
@given(QUESTIONS)
def test_gift_comes_back_as_it_went(hand, questions):
    pack, known = hand(questions)
    exported = export_gift(pack, known)
    assert exported.held == len(known)
    assert told(read_gift(decoded(exported.data, "x"))) == meanings(known)


@settings(max_examples=30)
@given(QUESTIONS)
def test_json_comes_back_as_it_went(hand, questions):
    pack, known = hand(questions)
    assert told(read_json(decoded(export_json(pack, known, 0).data, "x"), "x")) == meanings(known)


@settings(max_examples=20)
@given(QUESTIONS)
def test_kahoot_comes_back_with_what_it_can_hold(hand, questions):
    pack, known = hand(questions)
    back = told(read_kahoot(sheet_rows(export_kahoot(pack, known).data, "x"), "x"))
    assert [one[:3] for one in back] == [one[:3] for one in meanings(known)]


@settings(max_examples=40)
@given(st.lists(st.tuples(CLEAN, CHOICES), min_size=1, max_size=3, unique_by=lambda one: folded(one[0])))
def test_aiken_is_read_as_it_is_written(questions):
    text, expected = "", []
    for prompt, options in questions:
        lettered = [f"{letter}. {option}" for letter, option in zip("ABCD", options, strict=False)]
        text += "\n".join([f"Q {prompt}", *lettered, "ANSWER: B", ""]) + "\n"
        expected.append((printable(f"Q {prompt}"), options[1], {*options} - {options[1]}))
    assert [one[:3] for one in told(read_aiken(text))] == expected


def test_every_question_of_the_built_in_pack_survives_gift_and_json(globes):
    known = list(every_question(globes, 0))
    in_gift = settle(read_gift(decoded(export_gift(globes, known).data, "x")))
    in_json = settle(read_json(decoded(export_json(globes, known, 0).data, "x"), "x"))
    assert [tuple(one.item)[2:] for one in in_gift] == [tuple(one.item)[2:] for one in in_json]
    assert len(in_json) > 0.9 * len(known)  # some differ by their options alone, and count as repeated


@pytest.mark.parametrize("kind", ["gift", "json", "kahoot"])
def test_what_comes_back_of_the_built_in_pack_means_the_same_and_has_no_errors(globes, tmp_path, kind):
    known = list(every_question(globes, 0))
    if kind == "gift":
        harvest = read_gift(decoded(export_gift(globes, known).data, "x"))
    elif kind == "json":
        harvest = read_json(decoded(export_json(globes, known, 0).data, "x"), "x")
    else:
        exported = export_kahoot(globes, known)
        left_out = len(known) - exported.held
        harvest = read_kahoot(sheet_rows(exported.data, "x"), "x")
    found = settle(harvest)
    meant = {one[:3] if kind == "kahoot" else one for one in map(frozen, meanings(known))}
    back = [(item.prompt, item.answer, frozenset(item.wrong), item.explanation, item.topic, item.level)
            for _, item in found]  # fmt: skip
    assert {one[:3] if kind == "kahoot" else one for one in back} <= meant
    assert harvest.remarks == []
    assert len(found) == len(known) - (left_out if kind == "kahoot" else 0)
    out = tmp_path / "made"
    make_folder(out, question_files(found, out, "x", "About.", "line"))
    assert check_pack(out).count("error") == 0


def frozen(meaning):
    prompt, answer, wrong, *more = meaning
    return (prompt, answer, frozenset(wrong), *more)


# What is in the files


AWKWARD = [
    ("=HYPERLINK(x)", "+1", ["-1", "@sum", "=2"], "<b>&amp;</b>", "Top <i>"),
    ("# *Is* 1. [x](y) <br> | `z` true?", "True", [], "", "Top <i>"),
]


@pytest.fixture
def awkward(tmp_path):
    pack = written_pack(tmp_path, AWKWARD)
    return pack, list(every_question(pack, 0))


def test_text_never_becomes_a_formula(awkward, tmp_path):
    (tmp_path / "x.xlsx").write_bytes(export_kahoot(*awkward).data)
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[HEADER_ROW]][1:] == [*HEADER]
    first = sheet[HEADER_ROW + 1]
    assert first[0].value == 1
    assert {cell.value for cell in first[2:6]} == {"+1", "-1", "@sum", "=2"}
    for cell in first[1:6]:
        assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert first[2 + first[7].value - 1].value == "+1"
    with zipfile.ZipFile(tmp_path / "x.xlsx") as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_the_limits_of_kahoot_are_those_of_its_header():
    assert re.findall("max ([0-9]+)", HEADER[0]) == [str(MAX_PROMPT)]
    assert {found for text in HEADER[1:5] for found in re.findall("max ([0-9]+)", text)} == {str(MAX_OPTION)}


def test_an_anki_deck_holds_a_note_for_each_question(awkward, tmp_path):
    pack, known = awkward
    (tmp_path / "x.apkg").write_bytes(export_anki(pack, known).data)
    with zipfile.ZipFile(tmp_path / "x.apkg") as packed:
        packed.extract("collection.anki2", tmp_path)
    with sqlite3.connect(tmp_path / "collection.anki2") as db:
        notes = db.execute("SELECT flds, tags FROM notes ORDER BY id").fetchall()
        decks = json.loads(db.execute("SELECT decks FROM col").fetchone()[0])
    db.close()
    assert "By hand" in {deck["name"] for deck in decks.values()}
    first, second = (dict(zip(FIELDS, fields.split("\x1f"), strict=True)) for fields, _ in notes)
    letter = "ABCD"[known[0].answer]
    assert first["Question"] == "=HYPERLINK(x)"
    assert first["Answer"] == f"{letter}. +1"
    assert first["Explanation"] == "&lt;b&gt;&amp;amp;&lt;/b&gt;"
    assert first["Topic"] == "Top &lt;i&gt;"
    assert second["Options"] == "<div>True or false?</div>"
    assert second["Answer"] == "True"
    assert [tags.strip() for _, tags in notes] == ["level-1", "level-2"]


def test_the_sheet_in_html_is_whole_and_escaped(awkward):
    page = export_html(*awkward, voice.sources_told).data.decode()
    assert page.count("<li>") == page.count("</li>")
    assert "<i>" not in page
    assert "&lt;br&gt; | `z` true?" in page
    assert "src=" not in page
    assert "href=" not in page
    assert "url(" not in page
    before, _, key = page.partition('<section class="key">')
    assert re.search(r"\.key \{ break-before: page;", page)
    assert "&lt;b&gt;&amp;amp;&lt;/b&gt;" in key
    assert "&lt;b&gt;" not in before  # no explanation where the questions are
    assert html.escape("=HYPERLINK(x)") in before
    assert "Points: ______ of 2<" in before
    assert re.search('<p class="glance"><span>1 [A-D]</span> <span>2 True</span></p>', key)


def test_a_work_that_is_cited_as_a_whole_has_no_paragraph_on_the_sheet():
    elements = open_pack(find_pack("elements"), cache_folder())
    questions = draw(elements, 20, 4)
    for write in (export_html, export_markdown):
        text = html.unescape(write(elements, questions, voice.sources_told).data.decode())
        assert "(“Any good handbook of chemistry”" in text
        assert "paragraph" not in text.partition("Answers")[2]


def test_the_sheet_in_markdown_has_its_key_on_another_page(tmp_path):
    pack = make_pack(tmp_path, RIVERS)
    known = list(every_question(pack, 0))
    text = export_markdown(pack, known, voice.sources_told).data.decode()
    sheet, _, key = text.partition("page-break-before")
    for number, question in enumerate(known, start=1):
        assert f"**{number}.** {marked(question.prompt)}\n" in sheet
        letter = "" if question.judged else f"{'ABCD'[question.answer]} "
        assert f"**{number}. {letter}{marked(question.options[question.answer])}** — " in key
    assert "(“The atlas” (1 May 2020), paragraph 4)" in key
    right = [one.options[one.answer] if one.judged else "ABCD"[one.answer] for one in known]
    short = " · ".join(f"{number} {letter}" for number, letter in enumerate(right, start=1))
    assert f"\n{short}\n" in key, "for whoever marks a pile of sheets"
    assert "The atlas" not in sheet


@pytest.mark.parametrize(
    ("text", "safe"),
    [("*a* [b]", r"\*a\* \[b\]"), ("1. x", r"1\. x"), ("- x", r"\- x"), ("<b>", r"\<b\>"), ("a-b", "a-b"),
     ("---", r"\---"), ("12) x", r"12\) x"), ("-1", "-1")],
)  # fmt: skip
def test_nothing_means_anything_to_markdown(text, safe):
    assert marked(text) == safe


def test_markdown_shows_what_was_written():
    from markdown_it import MarkdownIt

    for text in (
        *MARKED,
        "# x",
        "1. x",
        "- x",
        "+ x",
        "> x",
        "===",
        "***",
        "~~x~~",
        "| a |",
        "&amp;",
        "\\*",
        "a\\",
    ):
        shown = MarkdownIt("commonmark").render(marked(text))
        assert html.unescape(re.sub("<[^>]+>", "", shown)).strip() == text, text
        assert re.fullmatch(r"<p>[^<]*</p>\n", shown), text


def test_the_exported_json_says_what_it_is(globes):
    data = json.loads(export_json(globes, list(every_question(globes, 7))[:3], 7).data)
    assert [*data] == ["format", "version", "pack", "seed", "questions"]
    assert (data["format"], data["version"], data["seed"]) == ("globes-trivia questions", 1, 7)
    assert data["pack"]["id"] == globes.facts.id
    assert all(one["heading"] for one in data["questions"])
