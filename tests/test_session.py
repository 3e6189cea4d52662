import pytest

from tests.support import RIVERS, make_pack
from trivia.errors import IllegalMove, PackError
from trivia.game.mode import CLASSIC, Lifeline
from trivia.game.rules import Phase
from trivia.quiz.generate import every_question
from trivia.saves.keeper import Keeper, Kept
from trivia.saves.store import Store
from trivia.session import Session


@pytest.fixture
def keeper(tmp_path):
    made = Keeper(tmp_path / "saves")
    yield made
    made.close()


def last_game(tmp_path):
    """What another process finds in the save file."""
    store = Store(tmp_path / "saves")
    game = store.last_game("Player")
    store.close()
    return game


def test_an_answer_is_in_the_file_before_its_verdict_can_be_shown(globes, keeper, clock, tmp_path):
    session = Session(globes, CLASSIC, keeper, clock, seed=1)
    session.show()
    clock.turn(1_500)
    assert session.elapsed_ms == 1_500
    assert session.choose(0) is Kept.SAVED
    assert last_game(tmp_path).answered == 1
    assert session.game.answers[-1].elapsed_ms == 1_500


def test_a_whole_game_is_a_finished_game_from_its_last_answer_on(globes, keeper, clock, tmp_path):
    session = Session(globes, CLASSIC, keeper, clock, length=3, seed=1)
    for place in range(3):
        session.show()
        session.choose(session.game.question.answer)
        assert last_game(tmp_path).finished == (place == 2)
        session.proceed()
    assert session.game.outcome is not None
    assert last_game(tmp_path).score == session.game.score == session.game.outcome.score


def test_leaving_says_so_in_the_file_and_leaves_no_trace_without_answers(globes, keeper, clock, tmp_path):
    Session(globes, CLASSIC, keeper, clock, seed=1).leave()
    assert last_game(tmp_path) is None
    session = Session(globes, CLASSIC, keeper, clock, seed=1)
    session.show()
    session.choose(0)
    session.leave()
    session.leave()
    assert session.game.phase is Phase.OVER
    assert not last_game(tmp_path).finished


def test_a_seed_plays_the_same_game_whatever_was_seen_before(globes, keeper, clock):
    def asked(seed):
        session = Session(globes, CLASSIC, keeper, clock, seed=seed)
        session.show()
        session.choose(0)
        return session.game.questions

    assert asked(5) == asked(5)
    assert asked(None) != asked(5)


def test_the_best_score_before_is_that_of_games_of_the_same_length(globes, keeper, clock):
    first = Session(globes, CLASSIC, keeper, clock, length=2, seed=1)
    first.show()
    first.choose(first.game.question.answer)
    assert first.best_before is None
    assert Session(globes, CLASSIC, keeper, clock, length=2, seed=1).best_before == first.game.score
    assert Session(globes, CLASSIC, keeper, clock, length=3, seed=1).best_before is None


def test_an_illegal_choice_is_refused_and_nothing_is_kept(globes, keeper, clock, tmp_path):
    session = Session(globes, CLASSIC, keeper, clock, seed=1)
    with pytest.raises(IllegalMove):
        session.choose(0)
    session.show()
    with pytest.raises(IllegalMove, match="no option 8"):
        session.choose(7)
    assert last_game(tmp_path) is None


def test_a_pack_that_can_prove_nothing_is_said_so(tmp_path, keeper, clock):
    alone = RIVERS[: RIVERS.index("  - {river: Loire")] + RIVERS[RIVERS.index("  ask:") :]
    pack = make_pack(
        tmp_path,
        alone.replace('    statement: "The {river} flows into the {sea}."\n', "").replace(
            '    statement: "The {river} flows in {country}."\n', ""
        ),
    )
    with pytest.raises(PackError, match="none of its asks"):
        Session(pack, CLASSIC, keeper, clock)


def test_what_answers_teach_moves_levels_but_never_with_a_seed(tmp_path, keeper, clock):
    """A question that is missed again and again becomes a hard one, in games that nobody chose a seed for."""
    pack = make_pack(tmp_path)
    before = {q.id: q.level for q in every_question(pack, 5)}
    for seed in range(50):
        session = Session(pack, CLASSIC, keeper, clock, length=5, seed=seed)
        while session.game.outcome is None:
            session.show()
            question = session.game.question
            missed = "Ebro" in question.prompt or "Spain" in question.prompt
            session.choose((question.answer + missed) % len(question.options))
            session.proceed()
    seeded = Session(pack, CLASSIC, keeper, clock, 5, seed=5).game.questions
    assert all(question.level == before[question.id] for question in seeded)
    learned = {
        q.id: q.level for _ in range(30) for q in Session(pack, CLASSIC, keeper, clock, 5).game.questions
    }
    missed = {q.id for q in every_question(pack, 5) if "Ebro" in q.prompt or "Spain" in q.prompt}
    raised = {name for name, level in learned.items() if level > before[name]}
    assert raised
    assert raised <= missed
    assert any(level < before[name] for name, level in learned.items() if name not in missed)


def test_where_the_article_tells_only_its_place_a_wrong_option_is_ruled_out(globes, keeper, clock):
    told = 0
    for seed in range(5):
        session = Session(globes, CLASSIC, keeper, clock, length=1, seed=seed)
        session.show()
        question = session.game.question
        if len(question.options) < 3:
            continue
        session.use(Lifeline.ARTICLE)
        ruled_out = [
            at for at, option in enumerate(question.options) if session.hint.endswith(f"it is not {option}.")
        ]
        assert question.answer not in ruled_out
        session.use(Lifeline.FIFTY)
        assert set(ruled_out) <= set(session.game.removed)  # or the two together would give the answer
        assert "it is not" not in session.hint
        told += bool(ruled_out)
    assert told
