import io

import pytest

from tests.support import make_pack
from trivia.game.mode import CLASSIC, SPRINT
from trivia.plain import option_named, play_daily, play_plain, play_review
from trivia.programme import Programme
from trivia.quiz.generate import every_question
from trivia.saves.keeper import Keeper
from trivia.session import Session
from trivia.settings import Settings


@pytest.fixture
def keeper(tmp_path):
    made = Keeper(tmp_path / "saves")
    yield made
    made.close()


def play(session, lines):
    told = io.StringIO()
    play_plain(session, Settings(), io.StringIO("".join(f"{line}\n" for line in lines)), told)
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
    assert told.endswith("That is the score to beat from now on.\n")
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
    assert told.count("I did not catch that. ") == 6
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


@pytest.fixture
def special(globes, keeper, clock, in_utc):
    """Play the daily or a review with some lines; what was told."""

    def played(game, *lines):
        told = io.StringIO()
        game(globes, keeper, Settings(), clock, io.StringIO("".join(f"{line}\n" for line in lines)), told)
        return told.getvalue()

    return played


def test_a_daily_is_one_try_that_goes_on_where_it_was_left(special, keeper):
    told = special(play_daily, "1", "1", "q")
    assert "To share" not in told
    told = special(play_daily, *["1"] * 8)
    assert "\nWelcome back. 2 answers stand already.\n" in told
    assert "Question 3 of 10" in told
    right = keeper.last_game().right
    assert told.endswith(
        f"{right}/10\n{keeper.last_game().score:,} points\nThe next daily opens at midnight.\n"
    )
    again = special(play_daily, "1")
    assert again == told[told.index("\nTo share") :]


def test_what_a_daily_shares_tells_days_in_a_row(special, clock):
    special(play_daily, *["1"] * 10)
    clock.turn(86_400_000)
    assert " points · 2 days in a row\n" in special(play_daily, *["1"] * 10)


def test_a_trophy_is_told_once(special):
    assert "Trophy: The First Envelope. Give your first right answer.\n" in special(play_daily, *"1234" * 10)
    assert "The First Envelope" not in special(play_daily)


def test_a_review_tells_what_comes(special, globes, keeper, clock):
    assert special(play_review) == (
        "Nothing is due today.\n"
        "Still due today: 0. On the next days: 0, 0, 0, 0, 0, 0.\n"
        "Learned: 0 of 0 missed, 0 by heart.\n"
    )
    session = Session(globes, CLASSIC, keeper, clock, length=1, seed=1)
    question = session.game.question
    session.show()
    session.choose((question.answer + 1) % len(question.options))
    assert "On the next days: 1, 0, 0, 0, 0, 0.\n" in special(play_review)
    clock.turn(86_400_000)
    told = special(play_review, "q")
    assert question.heading in told
    assert "Still due today: 1." in told
    told = special(play_review, *["9", "1", "2", "3", "4"])
    assert "Review, 1 question.\n" in told
    assert "Still due today: 0." in told


def test_a_mended_file_is_told_of_once(special, keeper, tmp_path):
    special(play_daily, "1", "q")
    keeper.close()
    (tmp_path / "saves" / "scores.db").write_bytes(b"no database " * 300)
    assert special(play_daily, "1", "q").count("set aside as damaged-1.db") == 1
    assert "set aside" not in special(play_daily, "1", "q")


def test_what_can_be_typed_is_told_in_whole_words(globes, keeper, clock):
    question = next(q for q in every_question(globes, 0) if q.form == "choice")
    programme = Programme((question,), seed=1, wanted=1)
    told = play(Session(globes, CLASSIC, keeper, clock, programme=programme), ["why", "?", "fifty", "fifty"])
    assert "There is nothing to explain yet.\n" in told
    assert "Lifelines: 'fifty' leaves two options, 'hint' asks the article" in told
    assert "Fifty-fifty is used up.\n" in told
    told = play(Session(globes, SPRINT, keeper, clock, seed=1), ["fifty"])
    assert "Fifty-fifty is no part of this mode.\n" in told


def test_a_daily_that_is_left_waits_until_midnight(special):
    told = special(play_daily, "1", "1", "q")
    assert "The daily waits for you at question 3, until midnight.\n" in told
    assert "You left the show early." not in told


def test_ctrl_c_ends_the_line_of_the_prompt(globes, keeper, clock):
    class Interrupted(io.StringIO):
        def readline(self):
            raise KeyboardInterrupt

    told = io.StringIO()
    with pytest.raises(KeyboardInterrupt):
        play_plain(Session(globes, CLASSIC, keeper, clock, seed=1), Settings(), Interrupted(), told)
    assert told.getvalue().endswith("Your answer: \n")
