import io

import pytest

from tests.support import make_pack
from trivia.game.mode import CLASSIC
from trivia.plain import option_named, play_plain
from trivia.quiz.generate import every_question
from trivia.saves.keeper import Keeper
from trivia.session import Session


@pytest.fixture
def keeper(tmp_path):
    made = Keeper(tmp_path / "saves")
    yield made
    made.close()


def play(session, lines):
    told = io.StringIO()
    play_plain(session, io.StringIO("".join(f"{line}\n" for line in lines)), told)
    return told.getvalue()


def test_a_game_is_told_block_by_block(globes, keeper, clock):
    session = Session(globes, CLASSIC, keeper, clock, length=2, seed=1)
    first, second = session.game.questions
    told = play(session, [str(first.answer + 1), "abcd"[(second.answer + 1) % 2]])
    assert told.startswith("The 74th Golden Globes. Classic, 2 questions.\n")
    assert (
        f"Question 1 of 2. {first.heading}, level {first.level}.\n{first.prompt}\n1. {first.options[0]}\n"
        in told
    )
    assert "\nRight. " in told
    assert "\nWrong. " in told
    assert f"The answer is {second.options[second.answer]}." in told
    assert first.explanation in told
    assert "Source: “" in told
    assert "1 of 2 right." in told
    assert told.endswith("That is the first best score.\n")
    assert keeper.last_game().finished


def test_leaving_before_the_first_answer_claims_nothing(globes, keeper, clock):
    told = play(Session(globes, CLASSIC, keeper, clock, seed=3), [])
    assert "You left before the first answer." in told
    assert "best score" not in told
    assert keeper.last_game() is None


def test_a_pack_with_fewer_questions_than_asked_for_says_so(tmp_path, keeper, clock):
    told = play(Session(make_pack(tmp_path), CLASSIC, keeper, clock, length=50, seed=3), [])
    assert "The pack has no more without asking the same fact twice." in told


def test_what_is_no_answer_is_asked_again(globes, keeper, clock):
    session = Session(globes, CLASSIC, keeper, clock, length=1, seed=2)
    told = play(session, ["", "9", "zebra", "-1", "²", "1" * 5000, "1"])
    assert told.count("Please answer ") == 6
    assert keeper.last_game().answered == 1


@pytest.mark.parametrize("lines", [[], ["q"], ["Quit"]])
def test_the_end_of_the_input_leaves_as_a_player_would(globes, keeper, clock, lines):
    session = Session(globes, CLASSIC, keeper, clock, seed=3)
    told = play(session, ["1", *lines])
    assert "You left the show early." in told
    assert keeper.last_game().answered == 1
    assert not keeper.last_game().finished


def test_a_save_that_fails_is_said_once_and_the_game_goes_on(globes, tmp_path, clock):
    (tmp_path / "file").write_text("in the way")
    session = Session(globes, CLASSIC, Keeper(tmp_path / "file"), clock, length=3, seed=1)
    told = play(session, ["1", "1", "1"])
    assert told.count("Not saving: ") == 1
    assert "of 3 right." in told


def test_true_and_false_have_their_letters(globes):
    question = next(q for q in every_question(globes, 0) if q.form == "true_false")
    words = ["t", "true", "1", "a", "f", "false", "2", "b"]
    assert [option_named(word, question) for word in words] == [0, 0, 0, 0, 1, 1, 1, 1]
    assert option_named("4", question) is None
    assert option_named("c", question) is None


def test_text_from_a_pack_reaches_the_terminal_harmless(tmp_path, keeper, clock):
    from tests.tui.test_hostile import HOSTILE

    pack = make_pack(tmp_path, HOSTILE)
    session = Session(pack, CLASSIC, keeper, clock, length=4, seed=1)
    told = play(session, ["1"] * 4)
    assert "[/red]" in told
    assert not [sign for sign in told if ord(sign) < 32 and sign != "\n"]
    assert "\u202e" not in told
