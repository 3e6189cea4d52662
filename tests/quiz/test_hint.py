"""Hints, held against a judge that knows nothing of how they are made."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quiz.golden import PEAKS
from tests.quiz.worlds import models
from tests.support import make_pack
from trivia.facts.cells import Known
from trivia.quiz.generate import every_question
from trivia.quiz.hint import hint

SMALL = {"the", "and", "for", "with", "that", "from", "was", "were", "are", "his", "her", "who", "not", "did"}
NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
NUMBERS += ["twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
RANKS = ["zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]


def words(text):
    """Words in small letters, numbers in digits."""
    plain = re.findall(r"[^\W_]+", text.lower().replace("’", "'"))
    digits = {word: str(n) for named in (NUMBERS, RANKS) for n, word in enumerate(named)}
    return [digits.get(word, word) for word in plain]


def telling(text):
    return {word for word in words(text) if word.isdigit() or (len(word) >= 3 and word not in SMALL)}


def true_values(pack, question):
    """What is true of what a statement gives, looked up row by row."""
    table = pack.facts.tables.get(question.table)
    if table is None or question.form == "compare" or question.certificate.asked not in table.columns:
        return []
    said = question.certificate.given
    rows = [row for row in table.rows if all(str(row.cells[column]) == value for column, value in said)]
    cells = [row.cells[question.certificate.asked] for row in rows]
    return [cell.shown for cell in cells if isinstance(cell, Known)]


def faults(pack, question):
    """What is wrong with the hint to a question."""
    text = hint(pack, question)
    said, found = set(words(text)), []
    right = [] if question.judged else [question.options[question.answer]]
    amounts = [proof.amount for proof in question.certificate.proofs]
    right += [proof.value for proof in question.certificate.proofs if proof.verdict == "supported"]
    if question.judged and question.table:
        right += [proof.value for proof in question.certificate.proofs] + true_values(pack, question)
    told = [sorted(telling(named) & said) for named in (*right, *amounts)]
    found += [f"it says {same}" for same in told if same]
    spoken = f" {' '.join(words(text))} "
    named = () if question.judged else question.options
    found += [f"it names {one!r}" for one in named if words(one) and f" {' '.join(words(one))} " in spoken]
    clue = words(text.partition(". ")[2])
    if all(any(word.isdigit() for word in words(option)) for option in question.options):
        found += [f"it says a number, {word}" for word in clue if word.isdigit()]
    if question.judged and question.explanation and question.explanation in text:
        found.append("it explains")
    if not re.fullmatch(r"It (is told|has to be counted) \S.*[.!?]”?", text) or "  " in text:
        found.append("it is no sentence")
    return [f"{fault}: {question.prompt} {question.options} {text}" for fault in found]


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 7, 42])
def test_no_hint_tells_the_answer_or_names_an_option(globes, seed):
    assert [fault for question in every_question(globes, seed) for fault in faults(globes, question)] == []


@pytest.mark.parametrize("seed", range(4))
def test_more_than_half_of_the_hints_say_more_than_the_place(globes, seed):
    hints = [hint(globes, question) for question in every_question(globes, seed)]
    more = [text for text in hints if re.search(r"[.] \S", text.replace("J.K. ", "JK "))]
    assert 2 * len(more) >= len(hints)


def test_a_hint_names_the_article_and_the_paragraphs(globes):
    for question in every_question(globes, 0):
        text = hint(globes, question)
        titles = [source.title for source in question.sources if f"“{source.title}”" in text]
        abouts = [source.about[4:] for source in question.sources if source.about[4:] in text]
        if not titles and not abouts:  # then its name would name an option: what is paired is quoted in full
            assert question.form == "pairs"
            assert "in one of the sources" in text
        numbers = re.search(r"paragraphs? (\d+)", text)
        if numbers:
            assert int(numbers[1]) in {source.paragraph for source in question.sources}


@settings(max_examples=150)
@given(st.booleans().flatmap(lambda measured: models(measured=measured)), st.integers(0, 3))
def test_no_hint_tells_the_answer_whatever_the_table(model, seed):
    with TemporaryDirectory() as folder:
        pack = make_pack(Path(folder), model.text())
    assert [fault for question in every_question(pack, seed) for fault in faults(pack, question)] == []


def test_no_hint_tells_the_answer_in_any_form(tmp_path):
    pack = make_pack(tmp_path, PEAKS)
    for seed in range(6):
        assert [fault for question in every_question(pack, seed) for fault in faults(pack, question)] == []


TRAPS = """
pack: traps
title: Traps
sources:
- {id: loud, title: Paris is the capital, about: How Lyon and seven others lost, paragraphs: 9}
- {id: seven, title: Seven for seven, about: A list, paragraphs: 9}
entities:
- entity: person
  attributes: [pronoun]
  rows:
  - {name: Ann Lee, pronoun: she}
  - {name: Bob Ray, pronoun: he}
  - {name: Cleo Fox, pronoun: she}
  - {name: Dan Orr, pronoun: he, aliases: [Danny]}
tables:
- table: towns
  complete: true
  key: [land]
  columns: {land: text, capital: text, river: text, wins: number}
  rows:
  - {land: France, capital: Paris, river: Seine, wins: 7, sources: [loud:7], note: Lyon would have liked it.}
  - {land: Spain, capital: Madrid, river: Manzanares, wins: 3, sources: [loud:3], note: It won three prizes.}
  - {land: Peru, capital: Lima, river: Rímac, wins: 2, sources: [seven:2], note: Lima lies by the sea.}
  - {land: Rhône, capital: Lyon, river: Saône, wins: 5, sources: [seven:5], note: A town of silk. It is old.}
  ask:
  - id: capital
    prompt: "What is the capital of {land}?"
    answer: capital
    statement: "The capital of {land} is {capital}."
    because: "{capital} lies on the {river}."
  - id: wins
    prompt: "How often did {land} win?"
    answer: wins
    statement: "{land} won {wins} times."
    because: "{land} won {wins} times, on the {river}."
    higher: "Which won most often?"
    compare: "{land} won more often than {other}."
- table: prizes
  complete: true
  key: [prize]
  columns: {prize: text, person: person, day: text}
  rows:
  - {prize: the gold, person: Ann Lee, day: Monday, sources: [loud:1], note: She smiled.}
  - {prize: the silver, person: Bob Ray, day: Tuesday, sources: [loud:2], note: The others were glad.}
  - {prize: the bronze, person: Cleo Fox, day: Friday, sources: [loud:3], note: Danny was the last.}
  - {prize: the tin, person: Dan Orr, day: Sunday, sources: [loud:4], note: Danny wept.}
  ask:
  - {id: who, prompt: "Who won {prize}?", answer: person, statement: "{person} won {prize}."}
questions:
- {prompt: Which is a town?, answer: Paris, wrong: [Rome fell, Anna], explanation: It is., sources: [loud:1]}
- {prompt: Paris is a town., answer: true, explanation: It is a town indeed., sources: [loud:1]}
"""


@pytest.fixture
def traps(tmp_path):
    return make_pack(tmp_path, TRAPS)


def hints(pack, ask, form, seed=0):
    """The hints to the questions of an ask, by what they give."""
    return {
        dict(question.certificate.given).get("land") or dict(question.certificate.given).get("prize"): hint(
            pack, question
        )
        for question in every_question(pack, seed)
        if question.ask == ask and question.form == form
    }


@pytest.mark.parametrize("seed", range(8))
def test_no_trap_springs(traps, seed):
    assert [fault for question in every_question(traps, seed) for fault in faults(traps, question)] == []


def test_what_explains_the_answer_comes_with_a_blank(traps):
    assert "____ lies on the Seine." in hints(traps, "capital", "choice")["France"]


def test_an_article_whose_name_tells_the_answer_is_not_named(traps):
    named = hints(traps, "capital", "choice")
    assert named["France"].startswith("It is told in one of the sources.")
    assert "“Seven for seven” (a list), paragraph 2" in named["Peru"]


def test_a_paragraph_whose_number_is_the_answer_is_not_numbered(traps):
    told = hints(traps, "wins", "choice")
    assert "towards the end of" not in told["Peru"]
    assert "near the beginning of “Seven for seven”" in told["Peru"]
    assert not re.search(r"\d", told["Peru"])


def test_a_statement_is_given_no_explanation(traps):
    for text in hints(traps, "capital", "true_false").values():
        assert "____" not in text
        assert "lies on" not in text


def test_a_note_that_leaves_only_women_is_not_told(traps):
    told = hints(traps, "who", "choice")
    assert "smiled" not in told["the gold"]
    assert "The others were glad." in told["the silver"]


def test_an_alias_of_an_option_names_it(traps):
    assert "Danny" not in " ".join(hints(traps, "who", "choice").values())


def test_a_cell_that_is_not_asked_for_may_be_told(traps):
    assert "The day in question: Friday." in hints(traps, "who", "choice")["the bronze"]


def test_a_quotation_may_have_its_occasion_and_never_its_speaker(globes):
    for question in every_question(globes, 0):
        if question.ask == "who-said":
            assert question.certificate.proofs[
                question.answer if not question.judged else 0
            ].value not in hint(globes, question)
