"""Questions written by hand: read with every mistake told, asked beside the proved ones, called asserted."""

from collections import Counter

import pytest
from msgspec.structs import replace

from tests.support import RIVERS, make_pack
from trivia.errors import PackError
from trivia.facts.cells import Known
from trivia.packs.library import open_pack
from trivia.quiz.checker import check
from trivia.quiz.draw import draw
from trivia.quiz.generate import every_question, realise
from trivia.quiz.proof import Claims
from trivia.quiz.query import queries

ALONE = """
pack: lakes
title: Lakes
sources: [{id: atlas, title: The atlas, date: 2020-05-01, paragraphs: 9}]
questions:
- id: deepest
  prompt: Which lake is the deepest?
  answer: Baikal
  wrong: [Tanganyika, Vostok, Ladoga, Victoria, Superior]
  explanation: It is 1,642 meters deep.
  topic: Depths
  sources: [atlas:3, atlas:5-6]
  level: 2
- {prompt: The Caspian Sea is a lake., answer: yes, explanation: It has no outlet., sources: [atlas:7]}
- {prompt: Lake Chad is salty., answer: "False"}
- {prompt: Which is no lake?, answer: Aral Sea Road, wrong: [Onega, Vänern]}
"""


@pytest.fixture
def lakes(tmp_path):
    return make_pack(tmp_path, ALONE)


def asked(pack, ask, seed=0):
    return next(question for question in every_question(pack, seed) if question.ask == ask)


def problems(folder, questions):
    """What is wrong with a pack that has these questions besides its rivers."""
    with pytest.raises(PackError) as caught:
        make_pack(folder, f"{RIVERS}questions:\n{questions}")
    return [problem.message for problem in caught.value.problems]


# What is read.


def test_all_that_an_author_says_of_a_question_is_kept(lakes):
    first, second, third, fourth = lakes.written
    assert (first.id, first.answer, first.topic, first.level) == ("deepest", "Baikal", "Depths", 2)
    assert first.wrong == ("Tanganyika", "Vostok", "Ladoga", "Victoria", "Superior")
    assert [cited.paragraph for cited in first.sources] == [3, 5, 6]
    assert (first.line, first.column) == (6, 3)
    assert (second.answer, second.wrong, third.answer) == ("True", (), "False")
    assert (fourth.topic, fourth.level, fourth.sources, fourth.explanation) == ("Lakes", 3, (), "")


def test_the_id_of_a_question_follows_from_its_prompt_alone(tmp_path, lakes):
    edited = ALONE.replace("wrong: [Onega, Vänern]", "wrong: [Onega, Ladoga], level: 5")
    edited = edited.replace("Which is no lake?", '"which  is NO lake?"')
    again = make_pack(tmp_path, edited)
    assert again.written[3].id == lakes.written[3].id
    assert make_pack(tmp_path, edited.replace("NO lake", "a lake")).written[3].id != lakes.written[3].id
    assert len({written.id for written in lakes.written}) == 4


@pytest.mark.parametrize(
    ("answer", "truth"),
    [
        ("true", "True"),
        ("True", "True"),
        ("yes", "True"),
        ("YES", "True"),
        ("'false'", "False"),
        ("No", "False"),
    ],
)
def test_true_and_false_may_be_written_in_several_ways(tmp_path, answer, truth):
    pack = make_pack(tmp_path, f"{RIVERS}questions:\n- {{id: x, prompt: It is so., answer: {answer}}}\n")
    assert pack.written[0].answer == truth
    question = asked(pack, "x")
    assert question.options == ("True", "False")
    assert question.options[question.answer] == truth
    assert question.judged


def test_beside_wrong_answers_true_is_an_answer_like_any_other(tmp_path):
    pack = make_pack(
        tmp_path, f"{RIVERS}questions:\n- {{id: x, prompt: Who sang?, answer: true, wrong: [Cher, Sade]}}\n"
    )
    assert sorted(asked(pack, "x").options) == ["Cher", "Sade", "true"]


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        ("- {answer: a, wrong: [b, c]}", "a question's prompt is missing"),
        ("- {prompt: p, wrong: [b, c]}", "a question's answer is missing"),
        ("- {prompt: p, answer: '', wrong: [b, c]}", "a question's answer is empty"),
        (
            "- {prompt: p, answer: a}",
            "'a' has no wrong answers beside it; give its wrong answers under 'wrong:', or answer",
        ),
        (
            "- {prompt: p, answer: a, wrong: []}",
            "wrong is empty; give two or three wrong answers, or leave it out for true/false",
        ),
        (
            "- {prompt: p, answer: A, wrong: [b, ' a', “a”, b]}",
            "options should differ; these are the same: 'A', 'b', 'a'",
        ),
        ("- {prompt: p, answer: a, wrong: [b, '']}", "wrong is empty"),
        ("- {prompt: p, answer: a, wrong: {b: c}}", "wrong should be a list, found a mapping (key: value)"),
        (
            "- {prompt: p, answer: true, sources: []}",
            "the question has no sources; say where it stands, like",
        ),
        (
            "- {prompt: p, answer: true, sources: [atlas:99]}",
            "'atlas:99' cites paragraph 99, but 'atlas' has 9",
        ),
        ("- {prompt: p, answer: true, level: 6}", "level should be a whole number 1–5, found '6'"),
        ("- {prompt: p, answer: true, id: No Id}", "a question's id 'No Id' should be small letters, digits"),
        ("- {prompt: p, answer: true, wrongs: [b]}", "unknown key 'wrongs'. Did you mean 'wrong'?"),
        ("- just a text", "a question should be a mapping (key: value), found 'just a text'"),
        ("  {prompt: p, answer: true}", "questions should be a list, found a mapping (key: value)"),
        (
            "- {prompt: p, answer: a, wrong: [" + ", ".join(f"w{n}" for n in range(21)) + "]}",
            "there are 21 wrong answers; at most 20 are read",
        ),
    ],
)
def test_a_mistake_in_a_question_is_told(tmp_path, questions, told):
    assert any(message.startswith(told) for message in problems(tmp_path, questions))


def test_ids_are_unique_among_questions_and_asks(tmp_path):
    twice = "- {id: x, prompt: It is so., answer: true}\n- {id: x, prompt: It is not., answer: true}"
    (told,) = problems(tmp_path, twice)
    assert told == "the question 'x' stands here again (first: line 30); ids are unique within a pack"
    (told,) = problems(tmp_path, "- {id: sea-of-river, prompt: It is so., answer: true}")
    assert told == (
        "the question 'sea-of-river' stands here again (first: an ask); ids are unique within a pack"
    )
    (told,) = problems(tmp_path, "- {prompt: It is so., answer: true}\n- {prompt: it is SO., answer: false}")
    assert told.endswith("stands here again (first: line 30); remove one, or give each an id")


def test_of_two_files_with_the_same_question_the_first_is_named(tmp_path):
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "a.yaml").write_text(ALONE, encoding="utf-8")
    (folder / "b.yaml").write_text("questions: [{id: deepest, prompt: P., answer: true}]", encoding="utf-8")
    with pytest.raises(PackError) as caught:
        open_pack(folder)
    assert f"(first: {folder / 'a.yaml'}:6:3)" in str(caught.value)


# What is asked.


def test_two_wrong_answers_make_three_options_and_five_make_four(lakes):
    assert len(asked(lakes, lakes.written[3].id).options) == 3
    seen: Counter[str] = Counter()
    for seed in range(60):
        question = asked(lakes, "deepest", seed)
        assert len(question.options) == len(set(question.options)) == 4
        assert question.options[question.answer] == "Baikal"
        seen.update(question.options)
    assert set(seen) == {"Baikal", "Tanganyika", "Vostok", "Ladoga", "Victoria", "Superior"}
    assert all(count >= 18 for count in seen.values())


def test_the_answer_stands_in_every_place(lakes):
    places = Counter(asked(lakes, "deepest", seed).answer for seed in range(200))
    assert set(places) == {0, 1, 2, 3}
    assert min(places.values()) >= 30


def test_a_hand_written_question_is_asked_as_it_was_written(lakes):
    question = asked(lakes, "deepest")
    assert question.id == "lakes/deepest"
    assert (question.form, question.table, question.heading) == ("choice", "", "Depths")
    assert question.explanation == "It is 1,642 meters deep."
    assert [(source.title, source.paragraph) for source in question.sources] == [
        ("The atlas", 3),
        ("The atlas", 5),
        ("The atlas", 6),
    ]
    assert (question.level, question.facts) == (2, ("lakes/deepest",))
    assert question.remarks == ("",) * 4


def test_what_is_written_by_hand_is_asserted_and_nothing_else_is(tmp_path):
    pack = make_pack(tmp_path, f"{RIVERS}questions:\n- {{id: x, prompt: It is so., answer: true}}\n")
    for question in every_question(pack, 1):
        assert question.asserted is (question.ask == "x")
        assert check(pack, question) == []


def test_a_statement_is_as_its_author_wrote_it_whatever_is_wished(lakes):
    for query in queries(lakes):
        for truth in (True, False, None):
            question = realise(lakes, query, 3, truth)
            written = next(one for one in lakes.written if one.id == question.ask)
            assert question.options[question.answer] == written.answer


# The checker.

TAMPERINGS = {
    "another answer": lambda q: replace(q, answer=(q.answer + 1) % len(q.options)),
    "an option that the author did not write": lambda q: replace(q, options=("Como", *q.options[1:])),
    "an option twice": lambda q: replace(q, options=(q.options[1], *q.options[1:])),
    "an option left out": lambda q: replace(
        q,
        options=q.options[:-1] if q.answer < 3 else q.options[1:],
        answer=min(q.answer, 2),
        certificate=replace(
            q.certificate,
            proofs=q.certificate.proofs[:-1] if q.answer < 3 else q.certificate.proofs[1:],
        ),
    ),
    "another prompt": lambda q: replace(q, prompt="Which lake is the widest?"),
    "another id": lambda q: replace(q, id="lakes/widest"),
    "another pack": lambda q: replace(q, pack="seas"),
    "another pack's id": lambda q: replace(q, id="seas/deepest"),
    "another topic": lambda q: replace(q, heading="Seas"),
    "another form": lambda q: replace(q, form="true_false"),
    "another explanation": lambda q: replace(q, explanation="It is not."),
    "facts that it does not tell": lambda q: replace(q, facts=("rivers:1",)),
    "a table": lambda q: replace(q, table="rivers"),
    "a source left out": lambda q: replace(q, sources=q.sources[1:]),
    "another paragraph": lambda q: replace(q, sources=(replace(q.sources[0], paragraph=1), *q.sources[1:])),
    "a proof that is more than a word": lambda q: with_proof(q, 0, rule="row", row=1),
    "a verdict turned round": lambda q: with_proof(q, q.answer, verdict="refuted"),
    "a proof of another value": lambda q: with_proof(q, 0, value="Como"),
}


def with_proof(question, place, **changes):
    proofs = list(question.certificate.proofs)
    proofs[place] = replace(proofs[place], **changes)
    return replace(question, certificate=replace(question.certificate, proofs=tuple(proofs)))


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda name: name.replace(" ", "-"))
def test_the_checker_finds_tampering_with_a_hand_written_question(lakes, tampering):
    question = asked(lakes, "deepest")
    assert check(lakes, question) == []
    assert check(lakes, TAMPERINGS[tampering](question))


def test_the_checker_finds_a_statement_turned_round(lakes):
    question = next(q for q in every_question(lakes, 0) if q.judged)
    assert check(lakes, question) == []
    assert check(lakes, replace(question, answer=1 - question.answer))
    assert check(lakes, replace(question, options=("False", "True"), answer=1 - question.answer))
    assert check(lakes, replace(question, ask="nothing"))


# Games.


def test_a_pack_of_hand_written_questions_alone_plays(lakes):
    assert lakes.facts.tables == {}
    for seed in range(20):
        game = draw(lakes, 10, seed)
        assert sorted(question.ask for question in game) == sorted(written.id for written in lakes.written)
        assert all(check(lakes, question) == [] for question in game)
    assert len(draw(lakes, 2, 1)) == 2


def test_hand_written_questions_are_drawn_together_with_generated_ones(tmp_path):
    pack = make_pack(tmp_path, RIVERS.rstrip() + "\n" + ALONE[ALONE.index("questions:") :])
    mixed = 0
    for seed in range(40):
        game = draw(pack, 6, seed)
        by_hand = [question for question in game if question.asserted]
        mixed += 0 < len(by_hand) < len(game)
        assert len({question.id for question in game}) == len(game) == 6
        assert len({fact for question in game for fact in question.facts}) >= 6
    assert mixed >= 30


def test_one_that_was_seen_makes_room_for_one_that_was_not(lakes):
    seen = {f"lakes/{written.id}": 5 for written in lakes.written[1:]}
    assert all(draw(lakes, 1, seed, seen)[0].ask == "deepest" for seed in range(10))


# Lures, which are an author's word as well.

SPEECHES = """
pack: speeches
title: Speeches
sources: [{id: s, title: S, paragraphs: 9}]
tables:
- table: said
  columns: {who: text, word: text}
  rows:
  - {who: Ann, word: hope, sources: [s:1], lures: {word: [fear, love, luck, money]}}
  - {who: Ben, word: fear, sources: [s:2], lures: {word: [hope, rage, "Fear", envy]}}
  - {who: Ann, word: luck, sources: [s:3]}
  - {who: unknown, word: money, sources: [s:4]}
  - {who: Ben, word: {dispute: [{is: envy, sources: [s:5]}, {is: greed, sources: [s:6]}]}, sources: [s:5]}
  ask:
  - {id: word, prompt: "What was the word of {who}?", prompt_many: "Which was a word of {who}?", answer: word,
     statement: "{word} was a word of {who}."}
"""


def proofs_of(pack, who):
    """Every proof of every option in questions on somebody, over many seeds."""
    return {
        (proof.value, proof.verdict, proof.rule)
        for seed in range(40)
        for question in every_question(pack, seed)
        if who in question.prompt
        for proof in question.certificate.proofs
    }


def test_lures_that_cannot_be_proved_are_asserted_and_what_speaks_for_one_rules_it_out(tmp_path):
    pack = make_pack(tmp_path, SPEECHES)
    for seed in range(20):
        assert all(check(pack, question) == [] for question in every_question(pack, seed))
    assert proofs_of(pack, "Ann") == {
        ("hope", "supported", "row"),
        ("luck", "supported", "row"),
        ("fear", "refuted", "asserted"),
        ("love", "refuted", "asserted"),
    }  # no "luck", which another row says of Ann, and no "money", which somebody unknown said
    assert proofs_of(pack, "Ben") == {("fear", "supported", "row")} | {
        (lure, "refuted", "asserted") for lure in ("hope", "rage")
    }  # no "Fear", which is the answer, and no "envy", which a side of a dispute says


@pytest.mark.parametrize(
    ("number", "lure", "may"),
    [(1, "fear", True), (1, "luck", False), (1, "money", False), (2, "rage", True), (2, "envy", False)],
)
def test_a_lure_may_be_asserted_where_no_row_and_no_side_of_a_dispute_speaks_for_it(
    tmp_path, number, lure, may
):
    pack = make_pack(tmp_path, SPEECHES)
    row = pack.facts.tables["said"].rows[number - 1]
    assert Claims(pack.facts, pack.asks[0]).may_be_asserted(row, Known(lure, lure)) is may


def test_lures_that_a_complete_table_refutes_are_proved(tmp_path):
    pack = make_pack(
        tmp_path,
        SPEECHES.replace("table: said", "table: said\n  complete: true")
        .replace("  - {who: unknown, word: money, sources: [s:4]}\n", "")
        .replace("word: {dispute: [{is: envy, sources: [s:5]}, {is: greed, sources: [s:6]}]}", "word: envy"),
    )
    rules = {
        rule for who in ("Ann", "Ben") for _, verdict, rule in proofs_of(pack, who) if verdict == "refuted"
    }
    assert rules == {"closed-world"}


@pytest.mark.parametrize("lure", ["luck", "money", "envy", "greed"])
def test_a_forged_lure_that_something_speaks_for_is_found(tmp_path, lure):
    """The checker looks for itself, even where a row has the word as its lure."""
    text = SPEECHES.replace("[hope, rage,", f"[hope, rage, {lure},")
    pack = make_pack(tmp_path, text)
    who = "Ann" if lure in ("luck", "money") else "Ben"
    question = next(
        q
        for seed in range(40)
        for q in every_question(pack, seed)
        if q.form == "choice" and who in q.prompt and q.asserted
    )
    place = (question.answer + 1) % len(question.options)
    options = list(question.options)
    options[place] = lure
    forged = with_proof(replace(question, options=tuple(options)), place, value=lure)
    assert check(pack, question) == []
    assert check(pack, forged)
