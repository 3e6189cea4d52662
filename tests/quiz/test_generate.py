"""Generated questions, held against a reading of the facts that knows nothing of proofs."""

import hashlib
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import RIVERS, make_pack
from trivia.errors import Place
from trivia.facts.cells import NONE, UNKNOWN, Claim, Dispute, Known
from trivia.facts.sources import Citation, Source
from trivia.facts.tables import Column, Entity, EntityKind, Facts, Row, Table
from trivia.facts.text import folded
from trivia.quiz.checker import check
from trivia.quiz.generate import every_question, overlap
from trivia.quiz.pack import Ask, Condition, Pack, Slot
from trivia.quiz.question import question_data
from trivia.quiz.wording import parse_template

COLUMNS = ("a", "b", "c")
WORDS = ("ant", "bee", "cat", "dog")
HERE = Place("f.yaml", 1, 1)
CITED = (Citation("s", 1),)


def known(word: str) -> Known:
    return Known(word, word)


def claim(cell) -> Claim:
    return Claim(cell, CITED, "")


WORD = st.sampled_from(WORDS).map(known)
CELL = st.one_of(
    WORD,
    WORD,
    WORD,
    st.just(NONE),
    st.just(UNKNOWN),
    st.tuples(WORD, WORD).map(lambda pair: Dispute((claim(pair[0]), claim(pair[1])))),
)


@st.composite
def packs(draw) -> Pack:
    """A pack with one random table: ties, gaps, disputes, with or without a key, open or closed."""
    key = draw(st.sampled_from([(), ("a",), ("a", "b")]))
    rows, taken = [], set()
    for _ in range(draw(st.integers(2, 8))):
        cells = {column: draw(WORD if column in key else CELL) for column in COLUMNS}
        named = tuple(cells[column].key for column in key)
        if key and named in taken:
            continue
        taken.add(named)
        rows.append(Row(len(rows) + 1, cells, CITED, "", {}, 3, HERE))
    kinds = {}
    if draw(st.booleans()):
        entities = {word: Entity(word, (), {"size": "small" if word < "cat" else "big"}) for word in WORDS}
        kinds["beast"] = EntityKind("beast", ("size",), entities, {word: word for word in WORDS})
    kind = "beast" if kinds else "text"
    table = Table(
        name="t",
        title="T",
        columns={column: Column(column, kind, True) for column in COLUMNS},
        key=key,
        complete=draw(st.booleans()),
        rows=tuple(rows),
        asks=None,
        place=HERE,
        by_key={tuple(row.cells[column].key for column in key): row for row in rows} if key else {},
    )
    source = Source("s", "S", "", date(2020, 1, 1), None)
    facts = Facts("p", "P", "1", "", None, {"s": source}, kinds, {"t": table})
    return Pack(facts, (draw(asks(bool(kinds))),))


@st.composite
def asks(draw, entities: bool) -> Ask:
    answer = draw(st.sampled_from(COLUMNS))
    given_columns = draw(
        st.lists(st.sampled_from([c for c in COLUMNS if c != answer]), min_size=1, max_size=2, unique=True)
    )
    where = ()
    if draw(st.booleans()):
        column = draw(st.sampled_from(COLUMNS))
        attribute = "size" if entities and draw(st.booleans()) else None
        allowed = ("small",) if attribute else tuple(draw(st.sets(st.sampled_from(WORDS), min_size=1)))
        where = (Condition(Slot(column, attribute), allowed),)
    told = " ".join(f"{{{column}}}" for column in given_columns)
    return Ask(
        id="q",
        table="t",
        prompt=parse_template(f"What goes with [{told}]?"),
        prompt_many=parse_template(f"Which of these go with [{told}]?") if draw(st.booleans()) else None,
        answer=answer,
        show=None,
        option=None,
        statement=parse_template(f"[{told}] goes with {{{answer}}}."),
        because=None,
        forms=("choice", "true_false"),
        where=where,
        alike=(Slot(answer, "size"),) if entities and draw(st.booleans()) else (),
        near=(),
        harder=0,
    )


def matches(pack: Pack, row: Row, said: dict[str, str], certain: bool) -> bool:
    """Whether a listed row bears out what is said: for certain, or in some world that the facts allow.

    An unknown or disputed cell may hold anything in some world, and nothing for certain.
    """

    def fits(cell, accept) -> bool:
        if isinstance(cell, Known):
            return accept(cell.key)
        return False if cell is NONE else not certain

    beast = pack.facts.kinds.get("beast")
    for condition in pack.asks[0].where:

        def met(key: str, condition=condition) -> bool:
            word = beast.entities[key].attributes["size"] if condition.slot.attribute else key
            return word in condition.allowed

        if not fits(row.cells[condition.slot.column], met):
            return False
    return all(
        fits(row.cells[column], lambda key, value=value: key == value) for column, value in said.items()
    )


def possible(pack: Pack, said: dict[str, str]) -> bool:
    """Whether some world that the facts allow has a row, listed or not, that bears out what is said."""
    table = pack.facts.tables["t"]
    if any(matches(pack, row, said, certain=False) for row in table.rows):
        return True
    if table.complete:
        return False
    if table.key and set(table.key) <= set(said):
        return tuple(said[column] for column in table.key) not in table.by_key
    return True


def certain(pack: Pack, said: dict[str, str]) -> bool:
    """Whether a listed row bears out what is said in every world."""
    return any(matches(pack, row, said, certain=True) for row in pack.facts.tables["t"].rows)


@settings(max_examples=600)
@given(packs(), st.integers(0, 3))
def test_right_is_right_in_every_world_and_wrong_in_none(pack, seed):
    ask = pack.asks[0]
    for question in every_question(pack, seed):
        assert check(pack, question) == []
        said = dict(question.certificate.given)
        for proof in question.certificate.proofs:
            claimed = {**said, ask.answer: proof.value}
            if proof.verdict == "supported":
                assert certain(pack, claimed)
            else:
                assert not possible(pack, claimed)
        assert len({folded(option) for option in question.options}) == len(question.options)
        if question.form == "choice":
            assert question.certificate.proofs[question.answer].verdict == "supported"
            assert folded(question.options[question.answer]) not in question.prompt.split("[")[1]


@settings(max_examples=150)
@given(packs())
def test_everything_that_can_be_proved_is_asked(pack):
    """Four wrong answers that are impossible in every world are enough for a choice question."""
    ask = pack.asks[0]
    if ask.alike:
        return
    asked = {
        tuple(question.certificate.given)
        for seed in range(3)
        for question in every_question(pack, seed)
        if question.form == "choice"
    }
    for row in pack.facts.tables["t"].rows:
        cells = {column: row.cells[column] for column in (*ask.prompt.columns, ask.answer)}
        if not all(isinstance(cell, Known) for cell in cells.values()):
            continue
        said = {column: cells[column].key for column in ask.prompt.columns}
        answer = cells[ask.answer].key
        if not certain(pack, {**said, ask.answer: answer}) or answer in said.values():
            continue
        pool = (
            WORDS
            if pack.facts.kinds
            else {
                other.cells[ask.answer].key
                for other in pack.facts.tables["t"].rows
                if isinstance(other.cells[ask.answer], Known)
            }
        )
        wrong = [
            word
            for word in pool
            if word not in said.values() and not possible(pack, {**said, ask.answer: word})
        ]
        rights = {word for word in WORDS if certain(pack, {**said, ask.answer: word})}
        if len(wrong) >= 2 and not rights & set(said.values()):
            assert tuple(said.items()) in asked


def test_the_same_seed_gives_the_same_questions(globes):
    assert list(every_question(globes, 5)) == list(every_question(globes, 5))
    assert list(every_question(globes, 5)) != list(every_question(globes, 6))


def test_ids_are_unique_and_outlive_another_seed_and_wording(rivers, tmp_path):
    ids = [question.id for question in every_question(rivers, 1)]
    assert len(set(ids)) == len(ids)
    other = tmp_path / "other"
    other.mkdir()
    reworded = make_pack(
        other, RIVERS.replace("Into which sea does", "Where does").replace("Its delta", "Here")
    )
    assert [question.id for question in every_question(reworded, 2)] == ids


def test_a_tie_is_asked_with_the_wording_for_many_and_shows_one_right_answer(rivers):
    asked = [q for q in every_question(rivers, 3) if q.ask == "river-of-country" and q.form == "choice"]
    by_country = {dict(q.certificate.given)["country"]: q for q in asked}
    france = by_country["France"]
    assert france.prompt == "Which of these rivers flows in France?"
    assert len({"Seine", "Loire"} & set(france.options)) == 1
    assert by_country["Italy"].prompt == "Which river flows in Italy?"


def test_what_is_none_is_never_asked_for_and_never_an_option(rivers):
    for question in every_question(rivers, 3):
        assert "none" not in [option.casefold() for option in question.options]
        assert not (question.ask == "sea-of-river" and "Okavango" in question.prompt)


def test_an_explanation_tells_the_row_its_note_and_its_source(rivers):
    ebro = next(
        q
        for q in every_question(rivers, 3)
        if q.ask == "sea-of-river" and q.form == "choice" and "Ebro" in q.prompt
    )
    assert ebro.explanation == "The Ebro reaches the Mediterranean. Its delta grows rice."
    (source,) = ebro.sources
    assert (source.id, source.title, source.date, source.paragraph) == (
        "atlas",
        "The atlas",
        date(2020, 5, 1),
        3,
    )


def test_a_wrong_option_can_say_what_it_is_the_answer_to(rivers):
    ebro = next(q for q in every_question(rivers, 3) if q.form == "choice" and "Ebro flow" in q.prompt)
    for option, remark in zip(ebro.options, ebro.remarks, strict=True):
        assert option in remark


@pytest.mark.parametrize("form", ["choice", "true_false"])
def test_the_answer_stands_in_every_place(globes, form):
    places = {
        question.answer
        for seed in range(12)
        for question in every_question(globes, seed)
        if question.form == form
    }
    assert places == (set(range(4)) if form == "choice" else {0, 1})


def test_the_questions_are_the_same_on_every_machine(rivers):
    """A golden digest: it holds on every platform, Python version and hash seed."""
    data = json.dumps([question_data(q) for seed in range(5) for q in every_question(rivers, seed)])
    assert hashlib.sha256(data.encode()).hexdigest()[:16] == "e10c0be4f0534eb1"


NUMBERS = """
pack: heights
title: Heights
sources: [{id: s, title: S, paragraphs: 9}]
tables:
- table: peaks
  key: [question]
  columns: {question: text, claim: text, height: number, rest: text}
  rows:
  - question: How high is Mont Blanc?
    claim: Mont Blanc is
    height: "4,806"
    rest: meters high
    sources: [s:1]
    lures: {height: ["3,806", "4,806.3", 4806, "4,206", "5,106"]}
  ask:
  - id: height
    prompt: "{question}"
    answer: height
    option: "{height} meters"
    statement: "{claim} {height} {rest}."
    because: "{claim} {height} {rest}."
"""


def test_numbers_are_shown_as_written_with_their_unit_and_lures_never_round_to_the_answer(tmp_path):
    pack = make_pack(tmp_path, NUMBERS)
    shown, claims = set(), set()
    for seed in range(20):
        for question in every_question(pack, seed):
            assert check(pack, question) == []
            assert question.explanation == "Mont Blanc is 4,806 meters high."
            if question.form == "choice":
                assert question.options[question.answer] == "4,806 meters"
                shown |= set(question.options)
            else:
                claims.add(question.prompt)
    assert shown == {"3,806 meters", "4,206 meters", "4,806 meters", "5,106 meters"}
    assert {"Mont Blanc is 4,806 meters high.", "Mont Blanc is 3,806 meters high."} <= claims


@pytest.mark.parametrize(
    ("one", "other", "too_near"),
    [
        ("51.6", "51.62", True),
        ("51.6", "51.7", False),
        ("5", "5.4", True),
        ("1515", "1516", False),
        ("30", "31", False),
    ],
)
def test_a_number_stands_for_all_that_rounds_to_it(one, other, too_near):
    cells = [Known(Decimal(number), number) for number in (one, other)]
    assert overlap(*cells) == overlap(*reversed(cells)) == too_near
