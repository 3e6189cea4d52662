from collections import Counter

import pytest
from msgspec.structs import replace

from trivia.lineup import PRESETS, ROWS, LineupError, RoundWanted, Wanted, planned, suits
from trivia.packs.library import find_pack, open_pack
from trivia.party.key_plan import KeyPlan, usual
from trivia.party.plan import Plan
from trivia.party.room import open_room
from trivia.quiz.leaks import Told, given_away
from trivia.quiz.query import Catalogue


@pytest.fixture(scope="module")
def globes():
    return open_pack(find_pack("golden-globes-2017"))


@pytest.fixture(scope="module")
def elements():
    return open_pack(find_pack("elements"))


def drawn(plan, pack):
    """The pack's questions that a plan asks, with their queries."""
    wanted = {ask.id for part in plan.rounds for ask in part.asks if ask.pack == pack.facts.id}
    return {query.id: query for query in Catalogue(pack) if query.id in wanted}


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_night_tells_no_fact_twice_and_no_answer_before_it_is_asked(globes, preset, seed):
    plan = planned(Wanted("Night", PRESETS[preset], usual("choose", 4), seed=seed), [globes])
    asks = [ask for part in plan.rounds for ask in part.asks]
    assert len({ask.id for ask in asks}) == len(asks)
    queries = drawn(plan, globes)
    assert len(queries) == len(asks)
    facts = Counter(fact for query in queries.values() for fact in query.facts)
    assert max(facts.values()) == 1
    assert all(2 <= len(ask.options) <= 4 and ask.because and ask.source for ask in asks)


def test_no_question_of_a_night_gives_another_away_in_either_order(globes):
    from trivia.lineup import _Stock

    stock = _Stock([globes], Wanted("Night", ()), None)
    catalogue = {query.id: query for query in Catalogue(globes)}
    some = stock._left[:25]
    assert len(some) == 25
    for question in some:
        others = [other for other in some if other is not question]
        assert not given_away(catalogue[question.id], question, others)
        assert Told(question).text


def test_the_same_seed_is_the_same_night_and_another_is_another(globes):
    wanted = Wanted("Night", PRESETS["night"], seed=7)
    assert planned(wanted, [globes]) == planned(wanted, [globes])
    assert (
        planned(wanted, [globes]).rounds
        != planned(Wanted("Night", PRESETS["night"], seed=8), [globes]).rounds
    )


def test_a_board_has_categories_whose_questions_get_harder_and_hides_wagers_below_the_first_row(
    globes, elements
):
    plan = planned(Wanted("Night", (RoundWanted("board", categories=5),), seed=3), [globes, elements])
    (part,) = plan.rounds
    assert len(part.board.categories) == len(set(part.board.categories)) == 5
    assert part.board.values == (200, 400, 600, 800)
    for column, category in enumerate(part.board.categories):
        asks = part.asks[column * ROWS : (column + 1) * ROWS]
        assert {ask.category for ask in asks} == {ask.heading for ask in asks} == {category}
        assert [ask.level for ask in asks] == sorted(ask.level for ask in asks)
        assert tuple(ask.value for ask in asks) == part.board.values
    assert len(part.board.hidden) == 2
    assert all(cell % ROWS for cell in part.board.hidden)
    assert {ask.pack for ask in part.asks} == {"golden-globes-2017", "elements"}


def test_packs_take_turns(globes, elements):
    plan = planned(Wanted("Night", (RoundWanted("classic", 10),)), [globes, elements])
    share = Counter(ask.pack for ask in plan.rounds[0].asks)
    assert min(share.values()) >= 4


def test_a_level_is_kept_and_a_round_of_survivor_gets_harder(globes):
    wanted = Wanted("Night", (RoundWanted("classic", 6, level="easy"), RoundWanted("survivor", 8)))
    easy, survivor = planned(wanted, [globes]).rounds
    assert {ask.level for ask in easy.asks} <= {1, 2}
    assert [ask.level for ask in survivor.asks] == sorted(ask.level for ask in survivor.asks)
    assert all(len(ask.options) > 2 for ask in survivor.asks)


def test_too_few_questions_are_told_in_one_sentence_with_how_many_there_are(globes):
    with pytest.raises(LineupError) as refused:
        planned(Wanted("Night", (RoundWanted("classic", 400),)), [globes])
    said = str(refused.value)
    assert said.startswith("Round 1 (Classic) wants 400 questions, and the packs have ")
    assert said.count(".") == 1
    assert 40 < int(said.partition("have ")[2].partition(" ")[0]) < 400
    with pytest.raises(
        LineupError, match=r"^Round 2 \(Board\) wants 30 categories of 4 questions each, .* have [1-9]"
    ):
        planned(Wanted("Night", (RoundWanted(), RoundWanted("board", categories=30))), [globes])
    with pytest.raises(LineupError, match="no category left"):
        planned(Wanted("Night", (RoundWanted("board"),)), [])


def test_as_many_categories_as_the_packs_are_said_to_have_fill_a_board(globes):
    """Two packs may call a category the same, and a board has it once."""
    packs = [globes, replace(globes, facts=replace(globes.facts, id="another"))]
    with pytest.raises(LineupError) as refused:
        planned(Wanted("Night", (RoundWanted("board", categories=99),)), packs)
    have = int(str(refused.value).partition("have ")[2].partition(" ")[0])
    (part,) = planned(Wanted("Night", (RoundWanted("board", categories=have),)), packs).rounds
    assert len(part.board.categories) == have


def test_where_no_board_can_be_filled_the_night_has_a_buzzer_round_instead(globes):
    wanted = RoundWanted("board", 5, categories=30, or_buzzer=True)
    (part,) = planned(Wanted("Night", (wanted,)), [globes]).rounds
    assert (part.rule, part.title, part.board, len(part.asks)) == ("buzzer", "Buzzer", None, 5)


def test_aloud_nothing_is_asked_that_needs_its_options_to_be_seen(globes, elements):
    plan = planned(Wanted("Night", PRESETS["night"], usual("judge", 3)), [globes, elements])
    assert all(part.aloud for part in plan.rounds)
    for part in plan.rounds:
        for ask in part.asks:
            assert "of these" not in ask.prompt
            assert "NOT" not in ask.prompt


def test_a_laptop_that_goes_round_has_no_clock_and_no_buzzers(globes):
    keys = usual("pass", 3)
    classic, board, final = planned(Wanted("Night", PRESETS["night"], keys), [globes]).rounds
    assert (classic.seconds, classic.speed, board.board.by_buzzer, final.seconds) == (0, False, False, 0)
    assert final.wager_seconds == board.wager_seconds == 0
    assert not suits("buzzer", keys)
    assert suits("board", keys)


@pytest.mark.parametrize(
    ("way", "hurried"), [("choose", True), ("none", True), ("buzz", False), ("pass", False), ("judge", False)]
)
def test_speed_pays_only_where_no_team_waits_for_another(globes, way, hurried):
    (classic,) = planned(Wanted("Night", (RoundWanted("classic", 2),), usual(way, 2)), [globes]).rounds
    room = open_room(Plan("Night", (classic,)))
    assert room.hurried == hurried
    assert ("faster" in room.words) == hurried
    assert suits("buzzer", usual("choose", 3))


def test_every_team_at_one_keyboard_has_time_to_stake(globes):
    def seconds(keys):
        return planned(Wanted("Night", PRESETS["night"], keys), [globes]).rounds[-1].wager_seconds

    assert [seconds(keys) for keys in (KeyPlan(), usual("choose", 3), usual("buzz", 8))] == [30, 30, 80]


def test_what_was_asked_at_another_party_comes_last(globes):
    wanted = Wanted("Night", (RoundWanted("classic", 20),), seed=5)
    first = {ask.id for ask in planned(wanted, [globes]).rounds[0].asks}
    again = {ask.id for ask in planned(wanted, [globes], last_seen=dict.fromkeys(first, 1)).rounds[0].asks}
    assert len(first & again) <= 4
