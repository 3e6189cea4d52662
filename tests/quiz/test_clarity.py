"""What a wording shows must tell what is meant: values may look the same where proofs tell them apart."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import make_pack
from trivia.quiz.checker import check
from trivia.quiz.generate import every_question

TOWNS = {"Springfield (Ohio)": "Springfield", "Springfield (Utah)": "Springfield", "Salem": "Salem"}
TOWNS |= {"Dover": "Dover", "Bath": "Bath"}
WORDS = ("ant", "bee", "cat", "dog")


def pack_text(rows, ask):
    lines = ["pack: p", "title: P", "sources: [{id: s, title: S, paragraphs: 99}]", "entities:"]
    lines += ["- entity: town", "  attributes: [short]", "  rows:"]
    lines += [f"  - {{name: {name}, short: {short}}}" for name, short in TOWNS.items()]
    lines += ["tables:", "- table: t", "  key: [town]", "  complete: true"]
    lines += ["  columns: {town: town, claim: text, beast: text, n: number}", "  rows:"]
    lines += [
        f"  - {{town: {town}, claim: {claim}, beast: {beast}, n: {n}, sources: [s:1]}}"
        for town, claim, beast, n in rows
    ]
    return "\n".join([*lines, "  ask:", f"  - {{id: q, {ask}}}"]) + "\n"


ROWS = [
    ("Springfield (Ohio)", "East", "ant", 1),
    ("Springfield (Utah)", "West", "bee", 2),
    ("Salem", "East", "cat", 3),
    ("Dover", "North", "dog", 4),
    ("Bath", "South", "elk", 5),
]


def asked(folder, ask, form):
    found = [q for q in every_question(make_pack(folder, pack_text(ROWS, ask)), 0) if q.form == form]
    return found, {dict(q.certificate.given).get("town") for q in found}


@pytest.mark.parametrize(
    ("form", "ask"),
    [
        ("choice", 'prompt: "Which beast has {town.short}?", answer: beast'),
        ("choice", 'prompt: "Of {town}?", prompt_many: "Of {town.short}?", answer: beast'),
        ("true_false", 'prompt: "Of {town}?", answer: beast, statement: "{town.short} has the {beast}."'),
    ],
)
def test_what_is_given_is_not_asked_of_where_it_looks_like_another(tmp_path, form, ask):
    found, towns = asked(tmp_path, ask, form)
    assert found
    assert towns == {"Salem", "Dover", "Bath"}


def test_a_statement_by_another_column_is_made_where_that_names_the_row(tmp_path):
    ask = 'prompt: "Of {town}?", answer: beast, statement: "The {claim} has the {beast}."'
    _, towns = asked(tmp_path, ask, "true_false")
    assert towns == {"Springfield (Utah)", "Dover", "Bath"}  # two lie in the East


def test_a_false_statement_does_not_read_like_the_true_one(tmp_path):
    ask = 'prompt: "Where is the {beast}?", answer: town, statement: "The {beast} is in {town.short}."'
    for seed in range(8):
        for question in every_question(make_pack(tmp_path, pack_text(ROWS, ask)), seed):
            if question.form == "true_false" and question.answer == 1:
                (beast,) = (value for _, value in question.certificate.given)
                (own,) = (TOWNS[town] for town, _, other, _ in ROWS if other == beast)
                assert f"in {own}." not in question.prompt


def test_a_wrong_pair_does_not_read_like_a_right_one(tmp_path):
    ask = (
        'prompt: "Where is the {beast}?", answer: town, pairs: "Which pair is right?", '
        'pair: "{beast}: {town.short}"'
    )
    right = {f"{beast}: {TOWNS[town]}" for town, _, beast, _ in ROWS}
    for seed in range(8):
        for question in every_question(make_pack(tmp_path, pack_text(ROWS, ask)), seed):
            if question.form == "pairs":
                assert len(right & set(question.options)) == 1


def test_none_is_compared_whose_name_is_anothers(tmp_path):
    ask = 'prompt: "How many in {town}?", answer: n, compare: "{town.short} has more than {other.short}."'
    pack = make_pack(tmp_path, pack_text(ROWS, ask))
    for seed in range(8):
        compared = [q for q in every_question(pack, seed) if q.form == "compare"]
        assert compared
        assert not any("Springfield" in q.prompt for q in compared)


def test_the_checker_reads_the_words_too(tmp_path, monkeypatch):
    """It refuses what the generator would make if it did not look."""
    ask = 'prompt: "Of {town}?", answer: beast, statement: "The {claim} has the {beast}."'
    pack = make_pack(tmp_path, pack_text(ROWS, ask))
    monkeypatch.setattr("trivia.quiz.asking.blurred", lambda *_: frozenset())
    faults = [
        (question.prompt, check(pack, question))
        for seed in range(12)
        for question in every_question(pack, seed)
        if question.form == "true_false"
    ]
    told = {"The East has the cat.", "The East has the ant."}
    assert any(found for prompt, found in faults if prompt in told)
    assert all(not found or prompt in told for prompt, found in faults)


WORDINGS = ["{town}", "{town.short}", "{claim}", "{town.short} {claim}"]


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS), st.integers(1, 4)), min_size=5, max_size=5
    ),
    st.sampled_from(WORDINGS),
    st.sampled_from(WORDINGS[:2]),
    st.sampled_from(["claim", None]),
    st.integers(0, 3),
)
def test_nothing_reads_both_right_and_wrong(cells, statement, prompt, doubtful, seed):
    """The words alone are looked at, as a player does: what any row says in them is right."""
    rows = [(town, *more) for town, more in zip(TOWNS, cells, strict=True)]
    written = list(rows)
    if doubtful:
        written[0] = (rows[0][0], "unknown", *rows[0][2:])
    ask = (
        f'prompt: "Of {prompt}?", answer: beast, statement: "{statement} has {{beast}}.", '
        f'pairs: "Which pair?", pair: "{prompt}: {{beast}}"'
    )
    with TemporaryDirectory() as folder:
        pack = make_pack(Path(folder), pack_text(written, ask))
    worlds = [rows] if not doubtful else [[(rows[0][0], word, *rows[0][2:]), *rows[1:]] for word in WORDS]
    for question in every_question(pack, seed):
        assert check(pack, question) == []
        for world in worlds:
            told = [
                {"{town}": town, "{town.short}": TOWNS[town], "{claim}": claim, "{beast}": beast}
                for town, claim, beast, _ in world
            ]
            if question.form == "true_false":
                said = {filled(f"{statement} has {{beast}}.", one) for one in told}
                assert (question.prompt in said) == (question.answer == 0)
                continue
            if question.form == "pairs":
                right = {filled(f"{prompt}: {{beast}}", one) for one in told}
            else:
                right = {one["{beast}"] for one in told if filled(f"Of {prompt}?", one) == question.prompt}
            assert [option in right for option in question.options].index(True) == question.answer
            assert sum(option in right for option in question.options) == 1


def filled(template, values):
    for slot, word in values.items():
        template = template.replace(slot, word)
    return template
