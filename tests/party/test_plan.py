import pytest
from msgspec.structs import replace

from tests.party.night import make_ask, make_round
from trivia.party.plan import Board, Plan, ask_from, checked
from trivia.party.refused import Refused
from trivia.quiz.draw import draw

GOOD = make_round()


@pytest.mark.parametrize(
    "part",
    [
        replace(GOOD, asks=()),
        replace(GOOD, asks=(make_ask(options=1),)),
        replace(GOOD, asks=(make_ask(answer=4),)),
        replace(GOOD, seconds=-1),
        replace(GOOD, wager_seconds=601),
        replace(GOOD, buzz_seconds=0),
        replace(GOOD, lives=0),
        replace(GOOD, rule="board"),
        replace(GOOD, board=Board(("One",), (1, 2, 3))),
        replace(GOOD, rule="board", board=Board(("One",), (1, 2))),
        replace(GOOD, rule="board", board=Board(("One",), (1, 2, 3), hidden=(3,))),
        replace(GOOD, rule="board", board=Board(("One",), (1, 2, 0))),
    ],
)
def test_a_plan_that_cannot_be_played_is_refused_with_its_round(part):
    with pytest.raises(Refused, match="Round 2") as caught:
        checked(Plan("Night", (GOOD, part)))
    assert caught.value.code == "plan"


def test_a_question_of_a_pack_becomes_an_ask_with_all_that_a_party_needs(globes):
    for question in draw(globes, 10, 3):
        ask = ask_from(question, category="Films", value=400)
        assert (ask.id, ask.prompt, ask.options, ask.answer) == (
            question.id,
            question.prompt,
            question.options,
            question.answer,
        )
        assert (ask.because, ask.category, ask.value) == (question.explanation, "Films", 400)
        first = question.sources[0]
        assert ask.source == f"{first.title}, paragraph {first.paragraph}"
        checked(Plan("Night", (replace(GOOD, asks=(ask,)),)))


def test_a_source_without_paragraphs_is_named_by_its_title(globes):
    question = draw(globes, 1, 3)[0]
    whole = replace(question, sources=(replace(question.sources[0], paragraph=None),))
    assert ask_from(whole).source == question.sources[0].title
    assert ask_from(replace(question, sources=())).source == ""
