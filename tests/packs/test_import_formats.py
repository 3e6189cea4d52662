"""Each format's reader: what comes over, and what is said of what does not."""

import base64
import json
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from tests.packs.exchange import SAMPLES, remarks, taken
from trivia.errors import ExchangeError
from trivia.packs.importing.aiken import read_aiken
from trivia.packs.importing.gift import read_gift
from trivia.packs.importing.gift_text import words
from trivia.packs.importing.incoming import decoded, guessed
from trivia.packs.importing.kahoot import read_kahoot
from trivia.packs.importing.opentdb import read_json
from trivia.packs.importing.settling import settle
from trivia.packs.importing.workbook import sheet_rows

ENTRY = {
    "type": "multiple",
    "difficulty": "hard",
    "category": "Science &amp; Nature",
    "question": "What is &quot;H2O&quot; — r&eacute;ally?",
    "correct_answer": "Water &amp; ice",
    "incorrect_answers": ["Wine", "Oil", "100% air"],
}
PLAIN = ('What is "H2O" — réally?', "Water & ice", ("Wine", "Oil", "100% air"))


def sample(name):
    return decoded((SAMPLES / name).read_bytes(), name)


def coded(code):
    plain = {key: value for key, value in ENTRY.items() if key != "incorrect_answers"}
    plain |= {"question": PLAIN[0], "correct_answer": PLAIN[1], "category": "Science & Nature"}
    return {
        **{key: code(value) for key, value in plain.items()},
        "incorrect_answers": [code(text) for text in ENTRY["incorrect_answers"]],
    }


# Open Trivia DB


@pytest.mark.parametrize(
    "data",
    [
        {"response_code": 0, "results": [ENTRY]},
        {"results": [ENTRY]},
        [ENTRY],
        [coded(lambda text: quote(text, safe=""))],
        [coded(quote_plus)],
        [coded(lambda text: base64.b64encode(text.encode()).decode())],
    ],
    ids=["answer of the API", "results alone", "list", "url3986", "urlLegacy", "base64"],
)
def test_a_question_of_the_database_in_every_shape_and_encoding(data):
    harvest = read_json(json.dumps(data), "x.json")
    (settled,) = settle(harvest)
    assert taken(harvest) == [PLAIN]
    assert (settled.item.topic, settled.item.level) == ("Science & Nature", 4)


def test_a_statement_of_the_database_is_judged():
    entry = {**ENTRY, "type": "boolean", "correct_answer": "False", "incorrect_answers": ["True"]}
    assert taken(read_json(json.dumps([entry]), "x.json")) == [(PLAIN[0], "False", ())]


def test_what_is_wrong_in_the_database_is_told_question_by_question():
    data = [
        ENTRY,
        "no object",
        {**ENTRY, "incorrect_answers": "Wine"},
        {**ENTRY, "question": 7},
        {**ENTRY, "type": "essay"},
        {**ENTRY, "correct_answer": "WINE", "incorrect_answers": ["Wine"]},
        {**ENTRY, "incorrect_answers": []},
        {**ENTRY, "question": " "},
        {**ENTRY, "question": "x" * 2001},
        ENTRY,
        {**ENTRY, "correct_answer": "Steam"},
        {**ENTRY, "question": "Twice?", "incorrect_answers": ["Wine", "wine", "Oil", ""]},
        {**ENTRY, "question": "A bell\a rings?"},
        {**ENTRY, "question": "\u202eturned round?"},
    ]
    harvest = read_json(json.dumps(data), "x.json")
    assert remarks(harvest) == [
        "question 2: left out: it should be an object with 'question' and 'correct_answer'",
        "question 3: left out: 'incorrect_answers' should be a list of texts (“" + PLAIN[0] + "”)",
        "question 4: left out: 'question' should be a text",
        "question 5: left out: the type 'essay' is not known (“" + PLAIN[0] + "”)",
        "question 6: left out: a wrong answer is the same as the right one, 'WINE', but for case and signs "
        "(“" + PLAIN[0] + "”)",
        "question 7: left out: it has no wrong answers (“" + PLAIN[0] + "”)",
        "question 8: left out: the question is empty",
        "question 9: left out: the question has 2,001 characters; at most 2,000 fit (“" + "x" * 59 + "…”)",
        "question 10: left out: it repeats question 1, with the same answer (“" + PLAIN[0] + "”)",
        "question 12: the wrong answer 'wine' stands there twice; it is taken once",
        "question 12: an empty wrong answer is left out",
        "question 13: control characters, or others that are not for screens, are shown as signs",
        "question 14: control characters, or others that are not for screens, are shown as signs",
    ]
    found = settle(read_json(json.dumps(data), "x.json"))
    assert [one.item.number for one in found] == [1, 11, 12, 13, 14]
    assert found[0].id == ""
    assert found[1].id.startswith("q-")  # the prompt's own id is taken


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"results": [', "x.json: line 1: is not JSON: Expecting value"),
        ('{\n"results": [}', "x.json: line 2: is not JSON: Expecting value"),
        ("[" * 100_000, "x.json: is no JSON that can be read: nested too deep, or too long"),
        ("[" + "1" * 5000 + "]", "x.json: is no JSON that can be read: nested too deep, or too long"),
        (
            "7",
            "x.json: should hold a list of questions, alone or under 'results', as Open Trivia DB gives them",
        ),
        (
            '{"response_code": 5, "results": []}',
            "x.json: Open Trivia DB gave no questions: too many requests (code 5)",
        ),
    ],
)
def test_broken_json_is_one_line(text, message):
    with pytest.raises(ExchangeError) as error:
        read_json(text, "x.json")
    assert str(error.value) == message


# GIFT


def test_the_gift_sample_comes_over_as_moodle_would_read_it():
    harvest = read_gift(sample("moodle.gift"))
    found = settle(harvest)
    assert taken(harvest) == [
        ("Who's buried in Grant's tomb?", "no one", ("Grant", "Napoleon")),
        ("Grant is _____ in Grant's tomb.", "entombed", ("buried", "living")),
        ("Which of these is {true}: 1 = 1, 2 ~ 3, #1?", "1 = 1", ("2 ~ 3\\4", "#1")),
        ("What is H₂O & why is E = mc² famous?", "Water", ("Wine & cheese", "<p>")),
        ("Which of these is a noble gas?", "Neon", ("Oxygen", "Iron")),
        ("The sun is a star.", "True", ()),
        ("The moon is a star.", "False", ()),
        ("Colours between orange and green?", "yellow", ("red", "blue")),
        ("Match the countries with their capitals: Canada", "Ottawa", ("Rome", "Tokyo", "New Delhi")),
        ("Match the countries with their capitals: Italy", "Rome", ("Ottawa", "Tokyo", "New Delhi")),
        ("Match the countries with their capitals: Japan", "Tokyo", ("Ottawa", "Rome", "New Delhi")),
        ("Match the countries with their capitals: India", "New Delhi", ("Ottawa", "Rome", "Tokyo")),
        ("What is 50 percent?", "%50% of all", ("%25% of all", "none")),
    ]
    assert {one.item.topic for one in found[:3]} == {"History/Heroes"}
    assert {one.item.topic for one in found[3:]} == {"Science"}
    assert [one.item.level for one in found[:4]] == [0, 0, 4, 0]
    assert {one.item.explanation for one in found} == {
        "",
        "Right, the two lie above ground.",
        "It is an identity: 1 = 1. Nothing else is.",
        "Right, it is a moon.",
        "Each country has one capital.",
    }


def test_what_stays_behind_of_the_gift_sample_is_told_with_its_line():
    assert remarks(read_gift(sample("moodle.gift"))) == [
        "line 6: the feedback on a wrong answer is left out",
        (
            "line 11: left out: 2 answers are right only together "
            "(“What two people are entombed in Grant's tomb?”)"
        ),
        "line 34: the feedback on a wrong answer is left out",
        "line 36: a second right answer, 'gold', is left out of the options",
        "line 36: 'amber', right for 25 %, is left out of the options",
        "line 38: left out: a short answer to type in has no wrong answers (“Two plus _____ equals four.”)",
        "line 40: left out: a number to type in has no wrong answers (“When was Ulysses S. Grant born?”)",
        "line 42: left out: a number to type in has no wrong answers (“What is a number from 1 to 5?”)",
        (
            "line 52: left out: a matching question needs 3 different right sides to be asked pair by pair "
            "(“Which animal eats which food?”)"
        ),
        "line 54: left out: an essay has no wrong answers (“Write a short biography of Dag Hammarskjöld.”)",
        "line 56: left out: a description asks nothing (“You can use your pencil for the next questions.”)",
        (
            "line 58: left out: it shows a picture or plays a recording, which a pack cannot hold "
            '(“What do you see? <img src="@@PLUGINFILE@@/x.png">”)'
        ),
        "line 60: left out: its answers have no '}' before the blank line (“An open brace { =one ~two”)",
        (
            "line 62: left out: it has more than one pair of braces; those that are text need a backslash "
            "(“Two {=one ~two} pairs {=a ~b} of braces”)"
        ),
    ]


@pytest.mark.parametrize(
    ("text", "found", "said"),
    [
        ("Q} {=a ~b", [], ["line 1: left out: its answers have no '{' before the '}' (“Q} {=a ~b”)"]),
        ("Q {~a ~b}", [], ["line 1: left out: no answer is right (“Q”)"]),
        ("Q {=a ~[html]<img src=x>}", [], [("line 1: left out: an answer is a picture or a recording, "
                                           "which a pack cannot hold (“Q”)")]),
        ("Q {=a -> b =c}", [], ["line 1: left out: 'c' should be a pair with '->' (“Q”)"]),
        ("Q {t}", [("Q", "True", ())], []),
        ("Q {~%100%a ~b}", [("Q", "a", ("b",))], []),
        ("// c\n// d\nQ\n// e\n{=a ~b}\n", [("Q", "a", ("b",))], []),
        ("$CATEGORY: x\nQ {=a ~b}", [("Q", "a", ("b",))], []),
        ("::no end Q {=a ~b}", [("::no end Q", "a", ("b",))], []),
        ("Q {=a ~a ~b}", [], [("line 1: left out: a wrong answer is the same as the right one, 'a', "
                              "but for case and signs (“Q”)")]),
    ],
)  # fmt: skip
def test_a_gift_block(text, found, said):
    assert taken(read_gift(text)) == found
    assert remarks(read_gift(text)) == said


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("[html]a<br>b &lt;i&gt;", "a b <i>"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("[plain]<b>&amp;</b>", "<b>&amp;</b>"),
        ("<b>bold</b> x<sup>n+1</sup> y<SUB>10</SUB>", "bold x^(n+1) y₁₀"),
        ("[markdown]see [here](x) and 2*3*4", "see here and 234"),
        ("[x]no format", "[x]no format"),
    ],
)
def test_formats_become_plain_words(text, plain):
    assert words(text).text == plain


# Aiken


def test_the_aiken_sample():
    harvest = read_aiken(sample("aiken.txt"))
    assert taken(harvest) == [
        (
            "What is the correct answer to this question?",
            "Must be this one!",
            ("Is it this one?", "Maybe this answer?", "Possibly this one?"),
        ),
        (
            "Which LMS has the most quiz import formats?",
            "Moodle",
            ("ATutor", "Claroline", "Blackboard", "WebCT", "Ilias"),
        ),
        ("Is water wet?", "True", ()),
        ("This question runs over two lines.", "Yes, it does", ("Not at all",)),
    ]
    assert remarks(harvest) == [
        (
            "line 22: left out: there is no answer with the letter 'C' "
            "(“This one names a letter that is not there.”)"
        ),
        "line 27: left out: a blank line stands before its 'ANSWER:' (“This one never says its answer.”)",
        (
            "line 31: left out: 'ANSWER:' stands without a question and its lettered answers "
            "(“This one has no answers.”)"
        ),
        "line 34: left out: line 36 is neither an answer nor 'ANSWER:' (“This one has a line too many.”)",
    ]


def test_aiken_that_ends_too_early_and_letters_twice():
    assert remarks(read_aiken("Q\nA. x\nA. y\nANSWER: A\n\nR\nA. x")) == [
        "line 1: left out: two answers bear the letter A (“Q”)",
        "line 6: left out: the file ends before its 'ANSWER:' (“R”)",
    ]


# Kahoot


def test_the_kahoot_sample():
    rows = sheet_rows((SAMPLES / "kahoot.xlsx").read_bytes(), "kahoot.xlsx")
    harvest = read_kahoot(rows, "kahoot.xlsx")
    assert taken(harvest) == [
        ("When did people first walk on the moon?", "1969", ("1959", "1979", "1989")),
        ("Which of these are prime?", "2", ("4", "9")),
        ("The earth is round.", "True", ()),
        ("Which formula adds?", "=1+1", ("@sum", "-1", "+1")),
        ("Which is twice there?", "x", ("y",)),
    ]
    assert remarks(read_kahoot(rows, "kahoot.xlsx")) == [
        "row 10: a second right answer, '3', is left out of the options",
        (
            "row 13: left out: the correct answer should be a number from 1 to 4; it is empty "
            "(“No right answer is given.”)"
        ),
        "row 14: left out: the correct answer 4 has no text (“The right answer has no text.”)",
        "row 15: a second right answer, 'two', is left out of the options",
        "row 15: left out: it has no wrong answers (“Every answer is right.”)",
        (
            "row 17: left out: the correct answer should be a number from 1 to 4; found 'A' "
            "(“Which letter comes first?”)"
        ),
        "row 18: the wrong answer 'Y' stands there twice; it is taken once",
    ]


def test_another_sheet_is_told_what_is_missing():
    with pytest.raises(ExchangeError, match=r"^x: has no header with 'Question', .*row 8; save another"):
        read_kahoot([["Name", "Points"], ["Anna", "3"]], "x")


# What a file is


@pytest.mark.parametrize("name", ["moodle.gift", "aiken.txt", "kahoot.xlsx"])
def test_samples_are_known_by_what_is_in_them(name):
    raw = (SAMPLES / name).read_bytes()
    assert guessed("", raw) == {"moodle.gift": "gift", "aiken.txt": "aiken", "kahoot.xlsx": "kahoot"}[name]


@pytest.mark.parametrize(
    ("suffix", "text", "kind"),
    [
        (".json", "[]", "opentdb"),
        (".txt", ' [ {"a": 1}]', "opentdb"),
        (".TSV", "a\tb", "csv"),
        (".txt", "a;b\n1;2", "csv"),
        (".txt", "one word", ""),
        (".doc", "\0\1", ""),
    ],
)
def test_a_file_is_known_by_its_ending_or_its_text(suffix, text, kind):
    assert guessed(suffix, text.encode()) == kind


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"caf\xe9", "x: line 1: is not UTF-8; save it as UTF-8"),
        (b"a\n\xff\xfe", "x: line 2: is not UTF-8; save it as UTF-8"),
        (b"a\nb\0", "x: line 2: is not text; a NUL byte stands here"),
        (b"\xff\xfea", "x: line 1: is not UTF-8; save it as UTF-8"),
        (b" \n", "x: is empty"),
    ],
)
def test_what_is_no_text_is_one_line(raw, message):
    with pytest.raises(ExchangeError) as error:
        decoded(raw, "x")
    assert str(error.value) == message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_texts_of_several_encodings_and_line_ends(encoding):
    assert decoded("é\r\nb\rc\n".encode(encoding), "x") == "é\nb\nc\n"


def test_samples_have_the_line_ends_that_they_are_for():
    assert b"\r\n" in Path(SAMPLES / "moodle.gift").read_bytes()
    assert Path(SAMPLES / "moodle.gift").read_bytes().startswith(b"\xef\xbb\xbf")
