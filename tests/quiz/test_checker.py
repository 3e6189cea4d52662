"""The checker accepts what is proved, and rejects each kind of tampering."""

import pytest
from msgspec.structs import replace

from trivia.quiz.checker import check
from trivia.quiz.generate import every_question


@pytest.fixture(scope="module")
def choice(globes):
    return next(q for q in every_question(globes, 1) if q.ask == "who-won" and q.form == "choice")


@pytest.fixture(scope="module")
def statement(globes):
    return next(q for q in every_question(globes, 1) if q.form == "true_false" and q.answer == 1)


@pytest.fixture(scope="module")
def backwards(globes):
    return next(
        q
        for q in every_question(globes, 1)
        if q.table == "winners" and any(proof.rule == "key-backwards" for proof in q.certificate.proofs)
    )


@pytest.fixture(scope="module")
def closed(globes):
    return next(
        q
        for q in every_question(globes, 1)
        if q.table == "winners" and any(proof.rule == "closed-world" for proof in q.certificate.proofs)
    )


def wrong_place(question):
    return (question.answer + 1) % len(question.options)


def with_proof(question, place, **changes):
    proofs = list(question.certificate.proofs)
    proofs[place] = replace(proofs[place], **changes)
    return replace(question, certificate=replace(question.certificate, proofs=tuple(proofs)))


def with_option(question, place, value):
    options = list(question.options)
    options[place] = value
    return with_proof(replace(question, options=tuple(options)), place, value=value)


def test_everything_that_is_generated_is_accepted(globes):
    for seed in range(8):
        for question in every_question(globes, seed):
            assert check(globes, question) == []


TAMPERINGS = {
    "the answer moved to a wrong option": lambda q: replace(q, answer=wrong_place(q)),
    "an option says something else than its proof": lambda q: replace(
        q, options=("Meryl Streep", *q.options[1:])
    ),
    "an option stands twice": lambda q: with_option(q, wrong_place(q), q.options[q.answer]),
    "a wrong option called supported": lambda q: with_proof(
        q, wrong_place(q), verdict="supported", rule="row"
    ),
    "the right option called refuted": lambda q: with_proof(q, q.answer, verdict="refuted"),
    "a proof by another row": lambda q: with_proof(q, wrong_place(q), row=25),
    "a proof by a row that is not there": lambda q: with_proof(q, wrong_place(q), row=99),
    "a proof by the key read backwards, where the answer is no key": lambda q: with_proof(
        q, wrong_place(q), rule="key-backwards"
    ),
    "a rule that does not exist": lambda q: with_proof(q, wrong_place(q), rule="asserted"),
    "a verdict that does not exist": lambda q: with_proof(q, wrong_place(q), verdict="likely"),
    "other values given": lambda q: replace(
        q, certificate=replace(q.certificate, given=(("award", "Best Director – Motion Picture"),))
    ),
    "no values given": lambda q: replace(q, certificate=replace(q.certificate, given=())),
    "another column asked for": lambda q: replace(q, certificate=replace(q.certificate, asked="work")),
    "a proof left out": lambda q: replace(
        q, certificate=replace(q.certificate, proofs=q.certificate.proofs[:-1])
    ),
    "the prompt reworded": lambda q: replace(q, prompt=q.prompt.replace("Who won", "Who lost")),
    "another id": lambda q: replace(q, id=q.id[:-1] + "x"),
    "another ask": lambda q: replace(q, ask="film-of-song"),
    "an ask that does not exist": lambda q: replace(q, ask="no-such-ask"),
    "another table": lambda q: replace(q, table="losers"),
    "another form": lambda q: replace(q, form="true_false"),
    "another pack": lambda q: replace(q, pack="other"),
    "no source": lambda q: replace(q, sources=()),
    "a source that the row does not cite": lambda q: replace(
        q, sources=(*q.sources, replace(q.sources[0], paragraph=1))
    ),
    "a fact that it is not about": lambda q: replace(q, facts=("winners:25",)),
}


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda name: name.replace(" ", "-"))
def test_tampering_is_found(globes, choice, tampering):
    assert check(globes, choice) == []
    assert check(globes, TAMPERINGS[tampering](choice))


def test_a_second_right_answer_among_the_options_is_found(globes, backwards):
    """La La Land won seven awards: another of them may not stand as a wrong option."""
    question = next(
        q
        for q in every_question(globes, 1)
        if q.ask == "awards-of-work" and dict(q.certificate.given)["work"] == "La La Land"
    )
    right = question.certificate.proofs[question.answer].value
    other = (
        "Best Screenplay – Motion Picture"
        if right != "Best Screenplay – Motion Picture"
        else "Best Director – Motion Picture"
    )
    kind = globes.facts.kinds["award"]
    options = list(question.options)
    options[wrong_place(question)] = kind.entities[other].attributes["short"]
    row = globes.facts.tables["winners"].by_key[(other,)].number
    forged = with_proof(
        replace(question, options=tuple(options)), wrong_place(question), value=other, row=row
    )
    assert check(globes, forged)


def test_a_disputed_cell_refutes_nothing_even_with_a_forged_certificate(globes):
    """Nobody can be proved not to have won Best Original Song: the articles disagree on who did."""
    question = next(
        q for q in every_question(globes, 1) if q.ask == "which-award" and "Viola Davis" in q.prompt
    )
    song = globes.facts.tables["winners"].by_key[("Best Original Song – Motion Picture",)]
    place = wrong_place(question)
    options = list(question.options)
    options[place] = "Best Original Song"
    forged = with_proof(
        replace(question, options=tuple(options)),
        place,
        value="Best Original Song – Motion Picture",
        row=song.number,
    )
    # The ask is about acting awards, so the song's own branch would refute it; without that it may not.
    ask = next(ask for ask in globes.asks if ask.id == "which-award")
    unlimited = replace(globes, asks=tuple(replace(a, where=()) if a is ask else a for a in globes.asks))
    assert any("Best Original Song" in fault for fault in check(unlimited, forged))


def test_a_false_statement_called_true_is_found(globes, statement):
    assert check(globes, replace(statement, answer=0))
    assert check(globes, with_proof(statement, 0, verdict="supported", rule="row"))
    assert check(globes, replace(statement, options=("False", "True")))


def test_a_closed_world_must_be_declared(globes, closed):
    table = globes.facts.tables["winners"]
    opened = replace(
        globes,
        facts=replace(
            globes.facts, tables={**globes.facts.tables, "winners": replace(table, complete=False)}
        ),
    )
    assert check(globes, closed) == []
    assert check(opened, closed)


def test_a_backwards_proof_needs_the_key(globes, backwards):
    table = globes.facts.tables["winners"]
    keyless = replace(
        globes, facts=replace(globes.facts, tables={**globes.facts.tables, "winners": replace(table, key=())})
    )
    assert check(keyless, backwards)


def test_a_number_that_could_be_the_answer_rounded_is_found(globes):
    question = next(q for q in every_question(globes, 1) if q.ask == "reported-gross" and q.form == "choice")
    place = wrong_place(question)
    near = question.certificate.proofs[question.answer].value + "2"
    options = list(question.options)
    options[place] = f"${near} million"
    assert check(globes, question) == []
    forged = with_proof(replace(question, options=tuple(options)), place, value=near)
    assert any("rounded" in fault for fault in check(globes, forged))
