"""A query becomes a question: options drawn, each with its proof, and the answer explained."""

from collections.abc import Iterator

from trivia.quiz.asking import Asking
from trivia.quiz.chance import Chance
from trivia.quiz.comparisons import ComparisonMaker
from trivia.quiz.lookups import LookupMaker
from trivia.quiz.maker import OPTIONS, reference
from trivia.quiz.pack import MEASURED, Pack, Written
from trivia.quiz.pairs import PairMaker
from trivia.quiz.query import Query, queries
from trivia.quiz.question import TRUE_FALSE_OPTIONS, Certificate, Proof, Question


def every_question(pack: Pack, seed: int) -> Iterator[Question]:
    """Every question that the pack can ask, in the order of its asks, their forms and rows.

    Args:
        pack: The pack.
        seed: What chance follows from: which distractors, which order, which statements are false.
    """
    for query in queries(pack):
        if query.form == "compare" and said_twice(pack, query, seed):
            continue
        question = realise(pack, query, seed)
        if question is not None:
            yield question


def said_twice(pack: Pack, query: Query, seed: int) -> bool:
    """Whether another query makes the same statement with this seed, and comes before it in its table.

    Two subjects that are compared with each other are one question, for a game or a list of all; a review
    that wants this very one may ask it.
    """
    if query.form != "compare" or not isinstance(query.asking, Asking) or query.group is None:
        return False
    return ComparisonMaker(pack.facts, query, query.asking, query.group, seed).said_by_another()


def realise(pack: Pack, query: Query, seed: int, truth: bool | None = None) -> Question | None:
    """Make a question of a query.

    The outcome follows from the arguments alone; the place of the query in a game does not matter.

    Args:
        pack: The pack.
        query: What to ask.
        seed: The seed of the game.
        truth: For a statement, whether it is to be true; `None` leaves it to chance. A statement that is
            written by hand is as it is.

    Returns:
        The question, or `None` where the facts do not prove enough options wrong, or the prompt would
        give its answer away.
    """
    if not isinstance(query.asking, Asking) or query.group is None:
        assert isinstance(query.asking, Written)  # noqa: S101 - a query has an ask or a written question
        return _written(pack, query, query.asking, seed)
    if query.form in MEASURED:
        comparing = ComparisonMaker(pack.facts, query, query.asking, query.group, seed)
        if query.form == "compare":
            return comparing.compare(truth)
        return comparing.order() if query.form == "order" else comparing.extreme()
    if query.form == "pairs":
        return PairMaker(pack.facts, query, query.asking, query.group, seed).pairs()
    looking = LookupMaker(pack.facts, query, query.asking, query.group, seed)
    if query.form == "true_false":
        return looking.true_false(truth)
    return looking.not_among() if query.form == "not" else looking.choice()


def _written(pack: Pack, query: Query, written: Written, seed: int) -> Question:
    """A question that is written by hand: its options drawn, its proofs no more than its author's word."""
    if written.wrong:
        chance = Chance("question", seed, query.id)
        wrong = chance.shuffled(written.wrong)[: OPTIONS - 1]
        options = tuple(chance.shuffled([written.answer, *wrong]))
    else:
        options = TRUE_FALSE_OPTIONS
    return Question(
        id=query.id,
        pack=pack.facts.id,
        table="",
        heading=written.topic,
        ask=written.id,
        form=query.form,
        prompt=written.prompt,
        options=options,
        answer=options.index(written.answer),
        explanation=written.explanation,
        remarks=("",) * len(options),
        sources=tuple(reference(pack.facts, citation) for citation in written.sources),
        level=written.level,
        facts=query.facts,
        certificate=Certificate("", (), "", _asserted(written, options)),
    )


def _asserted(written: Written, options: tuple[str, ...]) -> tuple[Proof, ...]:
    """What the author says of each option, or of the statement."""
    if written.wrong:
        return tuple(
            Proof(option, "supported" if option == written.answer else "refuted", "asserted")
            for option in options
        )
    true = written.answer == TRUE_FALSE_OPTIONS[0]
    return (Proof(written.prompt, "supported" if true else "refuted", "asserted"),)
