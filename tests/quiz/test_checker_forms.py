"""The checker rejects tampering in every form; tests/quiz/test_checker.py has the lookups."""

import pytest
from msgspec.structs import replace

from tests.quiz.golden import PEAKS
from tests.support import make_pack
from trivia.quiz.checker import check
from trivia.quiz.generate import every_question


@pytest.fixture(scope="module")
def peaks(tmp_path_factory):
    return make_pack(tmp_path_factory.mktemp("peaks"), PEAKS)


def asked(pack, form, ask=None, **wanted):
    """A question of this form; `wanted` are values that it gives."""
    return next(
        question
        for seed in range(9)
        for question in every_question(pack, seed)
        if question.form == form and ask in (None, question.ask)
        if wanted.items() <= dict(question.certificate.given).items()
    )


def wrong_place(question):
    return (question.answer + 1) % len(question.options)


def with_proof(question, place, **changes):
    proofs = list(question.certificate.proofs)
    proofs[place] = replace(proofs[place], **changes)
    return replace(question, certificate=replace(question.certificate, proofs=tuple(proofs)))


def with_option(question, place, value, shown=None):
    options = list(question.options)
    options[place] = shown or value
    return with_proof(replace(question, options=tuple(options)), place, value=value)


FORMS = ["not", "pairs", "most", "least", "higher", "lower", "order", "compare"]

ANY = {
    "the answer moved": lambda q: replace(q, answer=wrong_place(q)),
    "a verdict turned round": lambda q: with_proof(
        q, 0, verdict="refuted" if q.certificate.proofs[0].verdict == "supported" else "supported"
    ),
    "another rule": lambda q: with_proof(q, 0, rule="asserted"),
    "a proof left out": lambda q: replace(
        q, certificate=replace(q.certificate, proofs=q.certificate.proofs[:-1])
    ),
    "another prompt": lambda q: replace(q, prompt=q.prompt + " Really?"),
    "another id": lambda q: replace(q, id=q.id[:-1] + ("0" if q.id[-1] != "0" else "1")),
    "something else asked for": lambda q: replace(
        q, certificate=replace(q.certificate, asked="day" if q.certificate.asked != "day" else "peak")
    ),
    "another form": lambda q: replace(q, form="choice" if q.form != "choice" else "higher"),
    "no source": lambda q: replace(q, sources=()),
    "a source of no row": lambda q: replace(q, sources=(replace(q.sources[0], paragraph=98),)),
    "another option": lambda q: replace(q, options=("Olympus", *q.options[1:])),
    "an option twice": lambda q: replace(q, options=(q.options[1], *q.options[1:])),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("tampering", ANY, ids=lambda name: name.replace(" ", "-"))
def test_tampering_is_found_in_every_form(peaks, form, tampering):
    question = asked(peaks, form)
    assert check(peaks, question) == []
    assert check(peaks, ANY[tampering](question))


def test_a_second_highest_among_the_options_is_found(peaks):
    """Everest is higher than K2, so it may not stand beside it as a wrong option."""
    question = asked(peaks, "higher")
    while question.options[question.answer] == "Everest":
        question = next(
            q for q in every_question(peaks, 1) if q.form == "higher" and "Everest" not in q.options
        )
    forged = with_proof(with_option(question, wrong_place(question), "Everest"), wrong_place(question), row=1)
    forged = with_proof(forged, wrong_place(question), amount="8,849")
    assert any("behind" in fault for fault in check(peaks, forged))


def test_the_most_of_these_is_not_the_most_of_all(peaks):
    """Without Everest and in a table that says it is not all, K2 is the highest of nothing but these."""
    question = asked(peaks, "most")
    table = peaks.facts.tables["peaks"]
    opened = replace(peaks, facts=replace(peaks.facts, tables={"peaks": replace(table, complete=False)}))
    assert any("ahead of all" in fault for fault in check(opened, question))


def test_a_count_must_be_counted(peaks):
    question = asked(peaks, "choice", ask="count")
    place = wrong_place(question)
    right = question.options[question.answer]
    forged = replace(with_option(question, question.answer, question.options[place]), answer=question.answer)
    forged = with_option(forged, place, right)
    assert check(peaks, question) == []
    assert check(peaks, forged)
    table = peaks.facts.tables["peaks"]
    opened = replace(peaks, facts=replace(peaks.facts, tables={"peaks": replace(table, complete=False)}))
    assert check(opened, question), "what is not complete cannot be counted"


def test_the_odd_one_out_must_be_wrong_and_the_others_right(peaks):
    question = asked(peaks, "not")
    rows = peaks.facts.tables["peaks"].rows
    home = dict(question.certificate.given)["range"]
    inside = {row.cells["peak"].shown for row in rows if row.cells["range"].shown == home}
    other = next(iter(sorted(inside - set(question.options))), None)
    place = question.answer
    if other is not None:
        assert check(peaks, with_option(question, place, other))
    outside = next(
        row.cells["peak"].shown for row in rows if row.cells["peak"].shown not in (*inside, *question.options)
    )
    assert check(peaks, with_option(question, wrong_place(question), outside))


def test_an_order_must_rise_and_be_of_the_same_three(peaks):
    question = asked(peaks, "order")
    proof = question.certificate.proofs[question.answer]
    turned = tuple(reversed(proof.given))
    forged = with_proof(question, question.answer, given=turned)
    assert check(peaks, forged)
    names = [row.cells["peak"].shown for row in peaks.facts.tables["peaks"].rows]
    stranger = next(name for name in names if name not in dict.fromkeys(name for _, name in proof.given))
    other = (("peak", stranger), *proof.given[1:])
    assert check(peaks, with_proof(question, question.answer, given=other))


def test_pairs_must_be_pairs_of_the_table(peaks):
    question = asked(peaks, "pairs")
    wrong = wrong_place(question)
    left = dict(question.certificate.proofs[wrong].given)["peak"]
    home = next(
        row.cells["range"].shown
        for row in peaks.facts.tables["peaks"].rows
        if row.cells["peak"].shown == left
    )
    assert check(peaks, with_option(question, wrong, home, f"{left}: {home}")), "a second right pair"


def test_what_is_written_by_hand_must_be_as_it_is_written(peaks):
    for question in [q for q in every_question(peaks, 0) if q.asserted]:
        assert check(peaks, question) == []
        for forged in (
            replace(question, answer=wrong_place(question)),
            replace(question, prompt="Something else?"),
            with_proof(question, 0, rule="row"),
            replace(question, options=("Olympus", *question.options[1:])),
            replace(question, sources=asked(peaks, "most").sources),
        ):
            assert check(peaks, forged)
