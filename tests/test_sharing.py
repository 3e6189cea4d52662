"""A finished game as something to show, and one of the past brought back."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace as changed

from trivia.errors import SaveError
from trivia.game.mode import CLASSIC, LADDER, SPRINT, SURVIVAL, untimed
from trivia.game.rules import Ending, Phase
from trivia.game.setup import Setup
from trivia.replay import GONE, replayed
from trivia.saves import past
from trivia.saves.keeper import Keeper
from trivia.session import Session
from trivia.sharing import FOLDER, as_json, as_svg, as_text, brief, result_of, save_result

DAY = date(2017, 1, 9)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def keeper(tmp_path):
    made = Keeper(tmp_path / "saves")
    yield made
    made.close()


def play(session, clock, rights):
    """Answer as many questions as there are signs, 1 for right and 0 for wrong."""
    for sign in rights:
        session.show()
        clock.turn(4_000)
        question = session.game.question
        session.choose((question.answer + (sign == "0")) % len(question.options))
        session.proceed()
    return session


@pytest.fixture
def session(globes, keeper, clock):
    return play(Session(globes, CLASSIC, keeper, clock, length=3, seed=5), clock, "101")


def told(session, **changes):
    """The result of a game."""
    about = {"player": "Anna", "pack": session.title, "variant": "", "day": DAY, "seed": 5, "is_best": True}
    return result_of(session.game, **about | changes)


def looked_back(keeper):
    """The latest game as the file tells it."""
    latest = keeper.ask(lambda store: store.read(lambda db: past.games(db, keeper.profile, 1)), ())[0]
    return keeper.ask(lambda store: store.read(lambda db: past.game(db, latest.game)), None)


def test_three_lines_tell_how_it_went_and_nothing_of_the_answers(session):
    result = told(session, variant="hard")
    assert brief(result) == f"Globes Trivia · Classic, hard · 2017-01-09\n■□■ 2/3\n{result.score:,} points"
    many = replace(result, answers=result.answers * 15, score=1)
    rows = brief(many).splitlines()
    assert [len(row.split()[0]) for row in rows[1:4]] == [20, 20, 5]
    assert rows[3].endswith(" 30/45")
    assert rows[4] == "1 point"


def test_the_text_tells_every_question_with_its_explanation_in_lines_that_fit(session):
    result = told(session, pack="A pack of a very long name " * 5)
    text = as_text(result)
    assert all(len(line) <= 78 for line in text.splitlines())
    flat = " ".join(text.split())
    for number, answer in enumerate(session.game.answers, start=1):
        question = answer.question
        assert f"{number}. {' '.join(question.prompt.split())}" in flat
        assert f"✔ {question.options[question.answer]}" in flat
        assert " ".join(question.explanation.split()) in flat
    assert text.count("✘") == 1
    assert ", a new best score, 2 of 3 right, best streak 1" in text
    assert "point, in 4.0 s." in text or "points, in 4.0 s." in text


def test_the_json_is_what_was_played(session):
    data = json.loads(json.dumps(as_json(told(session))))
    assert (data["mode"], data["day"], data["seed"], data["player"]) == ("classic", "2017-01-09", 5, "Anna")
    assert (data["right"], data["answered"], data["score"]) == (2, 3, session.game.score)
    assert [one["right"] for one in data["answers"]] == [True, False, True]
    assert sum(one["points"] for one in data["answers"]) == data["score"]
    assert all(one["elapsed_ms"] == 4_000 for one in data["answers"])


@pytest.mark.parametrize("count", [0, 1, 3, 15, 45, 200, 1_000])
def test_the_picture_is_well_formed_and_keeps_inside_its_frame(session, count):
    result = told(session, player="<Anna> & “Co” " * 3, pack="A & B")
    result = replace(result, answers=(result.answers * 334)[:count])
    root = ElementTree.fromstring(as_svg(result))  # noqa: S314 - our own
    words = [element.text for element in root.iter(f"{SVG}text")]
    assert words[1] == "A & B · Classic"
    assert words[-1].startswith("<Anna> & “Co” <Anna> & “Co”…") or "… · 9 January 2017" in words[-1]
    blocks = root.findall(f"{SVG}rect")[2:]
    assert len(blocks) == (count if count <= 200 else 2)
    for block in blocks:
        x, y, width, height = (float(block.get(name)) for name in ("x", "y", "width", "height"))
        assert 14 <= x <= x + width <= 626
        assert 212 < y <= y + height < 330 - 18


@pytest.mark.parametrize("kind", ["text", "svg", "json"])
def test_each_result_is_a_whole_file_of_its_own(tmp_path, session, kind):
    result = told(session, player="Zoë 座")
    first, second = (save_result(tmp_path, result, kind) for _ in range(2))
    suffix = {"text": "txt"}.get(kind, kind)
    assert [one.name for one in (first, second)] == [
        f"globes-trivia-2017-01-09-classic-{number}.{suffix}" for number in (1, 2)
    ]
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in (tmp_path / FOLDER).iterdir()) == [first.name, second.name]


@pytest.mark.parametrize(
    ("mode", "part"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\x", "c-x"),
        ("..", "game"),
        ("a\x00b", "a-b"),
        ("座", "game"),
        ("x" * 300, "x" * 28),
    ],
)
def test_whatever_an_imported_game_calls_its_mode_the_file_lies_in_its_folder(tmp_path, session, mode, part):
    path = save_result(tmp_path, replace(told(session), mode=mode), "text")
    assert path.parent == tmp_path / FOLDER
    assert path.name == f"globes-trivia-2017-01-09-{part}-1.txt"


def test_a_folder_that_cannot_be_written_to_is_one_clear_word(tmp_path, session):
    (tmp_path / FOLDER).write_text("in the way")
    with pytest.raises(SaveError, match=r"results: .+; the result is not saved") as caught:
        save_result(tmp_path, told(session), "svg")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("step", ["write_text", "replace"])
def test_a_file_that_cannot_be_finished_leaves_nothing_behind(tmp_path, session, monkeypatch, step):
    def full(path, *_, **__):
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, step, full)
    with pytest.raises(SaveError, match="No space left on device; the result is not saved"):
        save_result(tmp_path, told(session), "json")
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_a_game_is_brought_back_as_it_was_played(globes, keeper, session):
    game = replayed(looked_back(keeper), (globes,))
    assert game.phase is Phase.OVER
    for then, now in zip(session.game.answers, game.answers, strict=True):
        assert now.question == then.question
        assert (now.chosen, now.right, now.streak) == (then.chosen, then.right, then.streak)
        assert (now.points.total, now.elapsed_ms) == (then.points.total, then.elapsed_ms)
    assert game.outcome == session.game.outcome


def test_of_a_pack_that_is_gone_the_prompt_and_the_right_answer_are_left(globes, keeper, session):
    for packs in ((), (changed(globes, asks=()),)):
        game = replayed(looked_back(keeper), packs)
        for then, now in zip(session.game.answers, game.answers, strict=True):
            question = now.question
            assert question.prompt == then.question.prompt
            assert question.explanation == GONE
            assert question.options[question.answer] == then.question.options[then.question.answer]
            assert now.right == then.right
        assert json.dumps(as_json(result_of(game, **_any())))
        assert GONE in " ".join(as_text(result_of(game, **_any())).split())


def _any():
    return {"player": "Anna", "pack": "?", "variant": "", "day": DAY, "seed": 5, "is_best": False}


@pytest.mark.parametrize(
    ("mode", "rights", "ending"),
    [
        (LADDER, "110", Ending.FELL),
        (LADDER, "11", Ending.WALKED_AWAY),
        (LADDER, "1" * 15, Ending.COMPLETED),
        (SURVIVAL, "01010", Ending.LIVES_SPENT),
        (SURVIVAL, "01", Ending.LEFT),
        (SPRINT, "10", Ending.TIME_UP),
        (untimed(SPRINT), "10" * 10, Ending.COMPLETED),
    ],
    ids=lambda value: getattr(value, "id", str(value)),
)
def test_every_ending_is_told_again_as_it_was(globes, keeper, clock, mode, rights, ending):
    session = play(Session(globes, mode, keeper, clock, seed=3, setup=Setup(mode.id)), clock, rights)
    if ending is Ending.TIME_UP:
        session.show()
        clock.turn(60_000)
        session.tick()
    session.leave()
    assert session.game.outcome.ending is ending
    assert replayed(looked_back(keeper), (globes,)).outcome == session.game.outcome


def test_a_game_whose_answers_damage_took_is_told_without_them(globes, keeper, clock):
    play(Session(globes, LADDER, keeper, clock, seed=3), clock, "110")
    bare = replace(looked_back(keeper), answers=(), mode="ladder")
    assert replayed(bare, (globes,)).answers == ()
    assert replayed(replace(bare, mode="of a later version"), ()).mode.title == "of a later version"
