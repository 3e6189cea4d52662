import io
import sqlite3
from contextlib import closing

import pytest

from tests.support import make_pack
from trivia.errors import SaveError
from trivia.game.mode import CLASSIC, LADDER, MARATHON, PRACTICE, SPRINT, SURVIVAL, Lifeline, untimed
from trivia.game.rules import Ending
from trivia.game.setup import Setup
from trivia.plain import option_named, play_daily, play_plain, play_review
from trivia.programme import Programme
from trivia.quiz.generate import every_question
from trivia.saves.keeper import Keeper, Kept
from trivia.session import Session
from trivia.settings import Settings


@pytest.fixture
def keeper(tmp_path):
    made = Keeper(tmp_path / "saves")
    yield made
    made.close()


def play(session, lines, **settings):
    told = io.StringIO()
    play_plain(session, Settings(**settings), io.StringIO("".join(f"{line}\n" for line in lines)), told)
    return told.getvalue()


class Knowing:
    """A player who types what a sign says: 1 for the right answer, 0 for a wrong one, `gone`
    for one that fifty-fifty took, else the word itself.

    A number larger than that is so many milliseconds of thinking.
    """

    def __init__(self, session, clock, words):
        self._session = session
        self._clock = clock
        self._words = list(words)

    def isatty(self):
        return False

    def readline(self):
        if not self._words:
            return ""
        word = self._words.pop(0)
        if isinstance(word, int) and word > 1:
            self._clock.turn(word)
            word = self._words.pop(0)
        if word in {0, 1}:
            question = self._session.game.question
            gone = {question.answer, *self._session.game.removed}
            wrong = next(index for index in range(len(question.options)) if index not in gone)
            word = question.answer + 1 if word else wrong + 1
        elif word == "gone":
            word = self._session.game.removed[0] + 1
        return f"{word}\n"


def known(session, clock, *words, **settings):
    """What is told to somebody who knows."""
    told = io.StringIO()
    play_plain(session, Settings(**settings), Knowing(session, clock, words), told)
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


@pytest.mark.parametrize("game", [play_daily, play_review])
def test_a_mended_file_is_told_of_once_and_before_anything_else(special, keeper, tmp_path, game):
    special(play_daily, "1", "q")
    keeper.close()
    (tmp_path / "saves" / "scores.db").write_bytes(b"no database " * 300)
    told = special(game, "1", "q")
    assert told.startswith("Your save file was damaged and is set aside as damaged-1.db.")
    assert told.count("set aside as damaged-1.db") == 1
    assert "set aside" not in special(game, "1", "q")


def test_a_mended_file_is_told_of_where_the_daily_is_over(special, keeper, tmp_path, clock):
    special(play_daily, *["1"] * 10)
    keeper.close()
    (tmp_path / "saves" / "scores.db").write_bytes(b"no database " * 300)
    told = special(play_daily)
    assert told.startswith("Your save file was damaged and is set aside as damaged-1.db.")
    assert "To share" in told


def test_damage_that_only_the_backup_comes_upon_is_mended_and_told(special, keeper, tmp_path, clock):
    special(play_daily, "1", "q")
    clock.turn(3_600_000)
    with closing(sqlite3.connect(tmp_path / "saves" / "scores.db")) as db:
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'achievement'").fetchone()[0]
    keeper.close()
    with (tmp_path / "saves" / "scores.db").open("r+b") as file:
        file.seek(4096 * (root - 1))
        file.write(b"\xff" * 4096)
    assert "set aside as damaged-1.db" in special(play_daily, "1", "q")
    assert keeper.last_game().answered == 2


def test_what_is_due_in_a_file_that_cannot_be_read_is_not_told_as_nothing(special, tmp_path):
    (tmp_path / "saves").write_text("in the way")
    with pytest.raises(SaveError):
        special(play_review)


def held(monkeypatch, keeper, seconds_of_tries):
    """Let another window hold the file from now on, for so many tries."""
    flush, left = keeper.flush, [seconds_of_tries]

    def busy():
        left[0] -= 1
        if left[0] < 0:
            return flush()
        keeper.trouble = "another window is writing to the save file"
        return Kept.WAITING

    monkeypatch.setattr(keeper, "flush", busy)


def test_leaving_while_another_window_writes_waits_with_a_word(globes, keeper, clock, monkeypatch):
    session = Session(globes, CLASSIC, keeper, clock, length=3, seed=1)
    leave = session.leave

    def leave_now():
        held(monkeypatch, keeper, 20)
        return leave()

    monkeypatch.setattr(session, "leave", leave_now)
    told = play(session, ["1", "q"])
    assert told.count("One moment: another window is writing to the save file.\n") == 1
    assert "Every answer you gave is in the book." in told
    assert "could not be written" not in told
    assert keeper.unsaved == 0


def test_who_leaves_a_game_that_is_not_saved_is_not_told_that_it_is(globes, tmp_path, clock):
    (tmp_path / "file").write_text("in the way")
    told = play(Session(globes, CLASSIC, Keeper(tmp_path / "file"), clock, seed=1), ["1", "q"])
    assert "\nYou left the show early.\n" in told
    assert "It is not in the book of scores" in told
    assert "is in the book." not in told


def test_a_sprint_tells_the_seconds_that_are_left_and_what_came_too_late(globes, keeper, clock):
    session = Session(globes, SPRINT, keeper, clock, seed=1)
    told = known(session, clock, 20_500, 1, 30_000, 0, 9_500, "1")
    assert told.startswith("The 74th Golden Globes. Sprint.\n")
    seconds = [line for line in told.splitlines() if "left on the clock" in line]
    assert seconds == [f"{left} left on the clock." for left in ("60 seconds", "40 seconds", "10 seconds")]
    late = session.game.questions[2]
    assert f"Too late: the time was up. It was {late.options[late.answer]}.\n{late.explanation}\n" in told
    assert "Time! The orchestra plays." in told
    assert "1 of 2 right." in told
    assert (keeper.last_game().finished, keeper.last_game().answered) == (True, 2)


def test_a_sprint_whose_time_is_up_before_any_answer_was_not_left(globes, keeper, clock):
    session = Session(globes, SPRINT, keeper, clock, seed=1)
    told = known(session, clock, 61_000, 1)
    assert "Time! The orchestra plays." in told
    assert "0 points, 0 of 0 right." in told
    assert "You left" not in told
    assert "best score" not in told
    assert keeper.last_game() is None


def test_without_time_a_sprint_has_a_number_of_questions(tmp_path, keeper, clock):
    session = Session(make_pack(tmp_path), untimed(SPRINT), keeper, clock, seed=1)
    count = len(session.game.questions)
    told = known(session, clock, 10**9, *[1] * count)
    assert told.startswith(f"Rivers. Sprint, {count} questions, untimed.\n")
    assert "on the clock" not in told
    assert "Sixty seconds" not in told
    assert "A clean sweep!" in told
    assert keeper.best_score("rivers", "sprint", count, variant="untimed") == session.game.score


def test_survival_counts_the_lives_down(globes, keeper, clock):
    told = known(Session(globes, SURVIVAL, keeper, clock, seed=1), clock, 0, 1, 0, 0, 1)
    assert [line for line in told.splitlines() if "left." in line] == [
        *("3 lives left.", "2 lives left.", "2 lives left.", "1 life left.")
    ]
    assert "Three misses, and the curtain falls." in told
    assert "1 of 4 right." in told
    assert keeper.last_game().finished


@pytest.mark.parametrize(
    ("words", "says", "score", "ending"),
    [
        ([1, 0], "A slip on the first stairs.", 0, Ending.FELL),
        ([1] * 6 + [0], "The safe step keeps 500 points for you.", 500, Ending.FELL),
        ([1, 1, "walk"], "You walk away with 100 points", 100, Ending.WALKED_AWAY),
        ([1] * 15, "The top of the ladder!", 5_000, Ending.COMPLETED),
    ],
    ids=["fall", "safe", "walk", "top"],
)
def test_the_ladder_is_climbed_fallen_from_and_walked_away_from(
    globes, keeper, clock, words, says, score, ending
):
    session = Session(globes, LADDER, keeper, clock, seed=1)
    told = known(session, clock, "?", *words)
    assert told.startswith("The 74th Golden Globes. Ladder, 15 steps.\n")
    assert told.count("q walks away with what you have") == 2
    assert "q leaves" not in told
    assert "Step 1 of 15, for 50 points." in told
    assert says in told
    assert session.game.outcome.ending is ending
    assert (keeper.last_game().score, keeper.last_game().finished) == (score, True)


def test_a_marathon_goes_on_where_it_was_left_and_ends_with_the_last_question(tmp_path, keeper, clock):
    pack = make_pack(tmp_path)
    first = Session(pack, MARATHON, keeper, clock)
    told = known(first, clock, 1, 0, "q")
    assert "The marathon waits for you at question 3." in told
    session = Session(pack, MARATHON, keeper, clock)
    assert session.game.questions == first.game.questions
    count = len(session.game.questions)
    told = known(session, clock, *[1] * count)
    assert "Welcome back. 2 answers stand already." in told
    assert f"Question 3 of {count}. " in told
    assert "Question 2 of" not in told
    assert f"{count - 1} of {count} right." in told
    assert (keeper.last_game().answered, keeper.last_game().finished) == (count, True)
    assert Session(pack, MARATHON, keeper, clock).taken_up == 0


def test_lifelines_help_as_often_as_the_mode_has_them(globes, keeper, clock):
    four = next(
        seed
        for seed in range(99)
        if len(Session(globes, CLASSIC, keeper, clock, 2, seed).game.question.options) == 4
    )
    session = Session(globes, CLASSIC, keeper, clock, length=2, seed=four)
    question = session.game.question
    told = known(session, clock, "?", "fifty", "gone", "fifty", "HINT", "?", 1, "hint", "skip", "skip", 1)
    assert "Lifelines: 'fifty' leaves two options, 'hint' asks the source, 'skip' puts another" in told
    halved = told[told.index("Two are left:") :].splitlines()[1:3]
    assert f"{question.answer + 1}. {question.options[question.answer]}" in halved
    assert "That option is gone." in told
    assert "Fifty-fifty is used up." in told
    assert "Lifelines: 'skip' puts another question in its place." in told
    assert ", after fifty-fifty and a hint from the source." in told
    assert "Ask the source is used up." in told
    assert told.count("Another question, then.") == 1
    assert "Skip is used up." in told
    assert told.count("Question 2 of 2.") == 2
    assert session.game.used == (Lifeline.FIFTY, Lifeline.ARTICLE, Lifeline.SKIP)


@pytest.mark.parametrize("mode", [SPRINT, MARATHON])
def test_a_mode_without_lifelines_offers_none(globes, keeper, clock, mode):
    told = known(Session(globes, mode, keeper, clock, seed=1), clock, "?", "fifty", "hint", "skip")
    assert "Lifelines:" not in told
    assert told.count("is no part of this mode.") == 3


def test_why_explains_the_last_answer_where_that_is_not_done_at_once(globes, keeper, clock):
    for explanations, words, times in (("key", [1, "why", 0], 1), ("miss", [0, 1], 1), ("key", [1, 0], 0)):
        session = Session(globes, CLASSIC, keeper, clock, length=2, seed=1)
        told = known(session, clock, "why", *words, explanations=explanations)
        assert told.count("There is nothing to explain yet.") == 1
        assert told.count(session.game.questions[0].explanation) == times
        assert "'why' explains the last answer" not in told[: told.index("Score:")]


def test_a_practice_is_about_what_was_chosen(globes, keeper, clock):
    setup = Setup("practice", tables=("winners",), forms=("true_false",), length=2)
    session = Session(globes, PRACTICE, keeper, clock, seed=1, setup=setup)
    told = known(session, clock, 1, 0)
    assert told.startswith("The 74th Golden Globes. Practice, 2 questions, filtered.\n")
    assert told.count("1. True\n2. False\n") == 2
    assert "for speed" not in told


def test_what_can_be_typed_is_told_in_whole_words(globes, keeper, clock):
    question = next(q for q in every_question(globes, 0) if q.form == "choice")
    programme = Programme((question,), seed=1, wanted=1)
    told = play(Session(globes, CLASSIC, keeper, clock, programme=programme), ["why", "?", "fifty", "fifty"])
    assert "There is nothing to explain yet.\n" in told
    assert "Lifelines: 'fifty' leaves two options, 'hint' asks the source" in told
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
