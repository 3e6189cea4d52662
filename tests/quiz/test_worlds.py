"""Generated questions, held against every world that their table allows."""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quiz.worlds import WORDS, Model, models
from tests.support import make_pack
from trivia.facts.text import folded
from trivia.quiz.checker import check
from trivia.quiz.generate import every_question

SEEDS = st.integers(0, 3)


def opened(model):
    with TemporaryDirectory() as folder:
        return make_pack(Path(folder), model.text())


def questions(model, seed):
    """Every question of the model's pack, each accepted by the checker and with different options."""
    pack = opened(model)
    seen = set()
    for question in every_question(pack, seed):
        assert question.id not in seen
        seen.add(question.id)
        assert check(pack, question) == [], question
        assert len({folded(option) for option in question.options}) == len(question.options)
        yield question


def believes(model, question, proof):
    """Whether what a proof says is so in every world."""
    said = {**dict(question.certificate.given), **dict(proof.given), model.answer: proof.value}
    return model.certain(said) if proof.verdict == "supported" else not model.possible(said)


@settings(max_examples=400)
@given(models(measured=False), SEEDS)
def test_right_is_right_in_every_world_and_wrong_in_none(model, seed):
    for question in questions(model, seed):
        proofs = question.certificate.proofs
        assert all(believes(model, question, proof) for proof in proofs), question
        if question.form == "true_false":
            assert question.answer == (0 if proofs[0].verdict == "supported" else 1)
            continue
        answer = "refuted" if question.form == "not" else "supported"
        assert [place for place, proof in enumerate(proofs) if proof.verdict == answer] == [question.answer]
        if question.form == "choice":
            said = dict(question.certificate.given)
            others = {word for word in WORDS if word != proofs[question.answer].value}
            may = any(model.matching(w, {**said, model.answer: o}) for o in others for w in model.worlds())
            assert question.prompt.startswith("What may go" if may else "What goes")
        if question.form != "pairs":
            assert folded(question.options[question.answer]) not in question.prompt.split("[")[1]


@settings(max_examples=400)
@given(models(measured=True), SEEDS)
def test_what_is_counted_or_compared_is_so_in_every_world(model, seed):
    for question in questions(model, seed):
        fixed = {c: v for c, v in question.certificate.given if c != "other"}
        subject = model.given[0]
        proofs = question.certificate.proofs
        if question.form in ("choice", "true_false"):
            right = model.amount(fixed) if model.count else None
            for proof in proofs:
                if model.count:
                    assert (Decimal(proof.value) == right) == (proof.verdict == "supported")
                else:
                    assert believes(model, question, proof)
        elif question.form == "compare":
            one, other = (model.amount({**fixed, subject: proof.value}) for proof in proofs)
            assert one is not None
            assert other is not None
            assert (one > other) == (question.answer == 0)
            assert one != other
        elif question.form == "order":
            orders = [[model.amount({**fixed, subject: name}) for _, name in proof.given] for proof in proofs]
            assert [order == sorted(set(order)) for order in orders].count(True) == 1
            assert orders[question.answer] == sorted(set(orders[question.answer]))
        else:
            amounts = [model.amount({**fixed, subject: proof.value}) for proof in proofs]
            best = max(amounts) if question.form in ("most", "higher") else min(amounts)
            assert amounts.count(best) == 1
            assert amounts.index(best) == question.answer
            if question.form in ("most", "least"):
                assert ahead_of_all(model, fixed, subject, proofs[question.answer].value, question.form)


def ahead_of_all(model: Model, fixed, subject, answer, form):
    """Whether in every world nothing has as much, or as little, as the answer."""
    for world in model.worlds():
        (right,) = model.amounts(world, {**fixed, subject: answer})
        for word in WORDS:
            for amount in model.amounts(world, {**fixed, subject: word}) if word != answer else ():
                if (amount >= right) if form == "most" else (amount <= right):
                    return False
    return True


@settings(max_examples=150)
@given(models(measured=False))
def test_everything_that_can_be_looked_up_is_asked(model):
    """Three wrong answers that are impossible in every world are enough for a choice question."""
    if model.alike:
        return
    pack = opened(model)
    asked = {
        tuple(question.certificate.given)
        for seed in range(2)
        for question in every_question(pack, seed)
        if question.form == "choice"
    }
    pool = {row[model.answer] for row in model.rows if row[model.answer] in WORDS}
    for row in model.rows:
        said = {column: row[column] for column in model.given}
        answer = row[model.answer]
        known = all(word in WORDS for word in (*said.values(), answer))
        if not known or not model.certain({**said, model.answer: answer}) or answer in said.values():
            continue
        words = WORDS if model.beasts else pool
        wrong = [w for w in words if w not in said.values() and not model.possible({**said, model.answer: w})]
        rights = {word for word in WORDS if model.certain({**said, model.answer: word})}
        if len(wrong) >= 2 and not rights & set(said.values()):
            assert tuple(said.items()) in asked


@settings(max_examples=150)
@given(models(measured=True))
def test_everything_that_is_certain_is_compared(model):
    """Every subject whose amount is certain, and surely differs from that of another one."""
    if len(model.given) > 1:
        return
    (subject,) = model.given
    certain = {word: amount for word in WORDS if (amount := model.amount({subject: word})) is not None}
    apart = {
        one
        for one, amount in certain.items()
        for other in certain.values()
        if abs(amount - other) > (Decimal("0.5") if model.answer else 0)
    }
    asked = list(every_question(opened(model), 0))
    compared = {
        dict(q.certificate.given)[name] for q in asked if q.form == "compare" for name in (subject, "other")
    }
    for form, sign in (("higher", 1), ("lower", -1)):
        behind = {
            one: [
                word
                for word, other in certain.items()
                if sign * (amount - other) > (1 if model.answer else 0)
            ]
            for one, amount in certain.items()
        }
        if not model.alike:
            answers = {q.certificate.proofs[q.answer].value for q in asked if q.form == form}
            assert {one for one, words in behind.items() if len(words) >= 2} <= answers
    if not model.alike:
        assert compared == apart
