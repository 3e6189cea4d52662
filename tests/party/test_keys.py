import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.party.night import Night, make_ask, make_round
from trivia.party.events import (
    Advanced,
    Answered,
    Buzzed,
    Chose,
    Joined,
    Judged,
    Kicked,
    Paused,
    Started,
    Wagered,
)
from trivia.party.key_plan import (
    MOST_TEAMS,
    KeyPlan,
    Unbindable,
    digit_of,
    owner,
    rebound,
    seat_id,
    sign_of,
    slot_of,
    sound,
    usual,
)
from trivia.party.keys import HELD_MS, Keys
from trivia.party.plan import Board, RoundPlan
from trivia.party.room import Phase, Refused

WAYS = ("choose", "buzz", "pass", "judge")
HOSTS = ("enter", "space", "escape", "tab", "backspace", "f1", "f12", "ctrl+p", "left", "up", "home", "end")

QWERTY = ("1234567890", "qwertyuiop", "asdfghjkl;", "zxcvbnm,./")
QWERTZ = ("1234567890", "qwertzuiop", "asdfghjklö", "yxcvbnm,.-")
AZERTY = ("&é\"'(-è_çà", "azertyuiop", "qsdfghjklm", "wxcvbn,;:!")


def spots(layout):
    """Where each sign is typed, a digit's twin as the digit."""
    found = {}
    for row, signs in enumerate(layout):
        for column, sign in enumerate(signs):
            digit = digit_of(sign) if row == 0 else None
            found[sign if digit is None else str(digit)] = (row, column)
    return found


def room_of(way, teams, *rounds, start=True):
    night = Night(*rounds, seats="", start=False)
    via = "judge" if way == "judge" else "keyboard"
    for slot in range(teams):
        night.do(Joined(seat_id(slot), f"Team {slot + 1}", via=via))
    if start:
        night.do(Started())
    night.keys = Keys(usual(way, teams))
    return night


def press(night, *keys, now=None):
    """Press keys; what each came to, an event or what was said."""
    found = []
    for key in keys:
        meaning = night.keys.meaning(night.room, key, now)
        found.append(meaning)
        if isinstance(meaning, msgspec.Struct):
            try:
                night.do(meaning)
            except Refused as refused:
                found[-1] = refused.code
    return found


@pytest.mark.parametrize("way", WAYS)
def test_the_usual_keys_lie_in_the_same_place_on_every_keyboard_and_no_two_teams_share_one(way):
    plan = usual(way, MOST_TEAMS[way])
    keys = [key for keys in plan.sets for key in keys]
    assert len(set(keys)) == len(keys)
    assert sound(plan)
    for key in keys:
        assert len({spots(layout)[key] for layout in (QWERTY, QWERTZ, AZERTY)}) == 1, key
    for key in HOSTS:
        assert owner(plan, key) is None


def test_hands_of_different_teams_have_room():
    places = {"choose": 1, "buzz": 1.4}
    for way, apart in places.items():
        at = [
            [
                (spots(QWERTY)[key][1] + (0, 0.5, 0.75, 1.25)[spots(QWERTY)[key][0]], spots(QWERTY)[key][0])
                for key in keys
            ]
            for keys in usual(way, MOST_TEAMS[way]).sets
        ]
        for one, keys in enumerate(at):
            for other in at[one + 1 :]:
                for x, y in keys:
                    assert all(((x - u) ** 2 + (y - v) ** 2) ** 0.5 > apart for u, v in other)


def test_a_french_keyboard_types_digits_without_shift():
    assert [digit_of(sign) for sign in AZERTY[0]] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]
    assert owner(usual("choose", 2), "ampersand") == (0, 0)
    assert owner(usual("choose", 2), "à") == (1, 3)


def test_a_key_is_known_by_its_sign_or_by_the_terminals_name_of_it():
    assert [sign_of(key) for key in ("A", "q", "minus", "full_stop", "ö", "underscore")] == list("aq-.ö_")
    assert [sign_of(key) for key in HOSTS] == [""] * len(HOSTS)


@given(
    st.sampled_from(WAYS),
    st.lists(
        st.tuples(
            st.integers(0, 7),
            st.integers(0, 3),
            st.one_of(st.sampled_from("1&7è-6§rwxqR m"), st.characters()),
        ),
        max_size=30,
    ),
)
def test_however_keys_are_changed_none_is_shared_and_none_is_the_hosts(way, changes):
    plan = usual(way, MOST_TEAMS[way])
    for slot, place, key in changes:
        if place >= len(plan.sets[slot % len(plan.sets)]):
            continue
        try:
            plan = rebound(plan, slot % len(plan.sets), place, key)
        except Unbindable:
            continue
    assert sound(plan)
    for slot, keys in enumerate(plan.sets):
        for place, key in enumerate(keys):
            assert owner(plan, key) == (slot, place)
            assert owner(plan, key.upper()) in {(slot, place), None}
            assert key not in {"r", "w", " ", ""}
    digits = [digit_of(key) for keys in plan.sets for key in keys if digit_of(key) is not None]
    assert len(set(digits)) == len(digits)


def test_who_wants_a_key_that_is_taken_is_told_whose_it_is():
    plan = usual("choose", 3)
    for key, words in {
        "8": "Team 2",
        "_": "Team 2",
        "enter": "host's",
        "r": "marks what was said",
        "space": "host's",
        "question_mark": "shows the keys",
    }.items():
        with pytest.raises(Unbindable, match=words):
            rebound(plan, 0, 0, key)
    with pytest.raises(Unbindable, match="Digits are for answers"):
        rebound(usual("buzz", 2), 0, 0, "5")
    assert rebound(plan, 0, 0, "Q").sets[0] == ("q", "2", "3", "4")
    assert rebound(plan, 0, 0, "1") == plan


@pytest.mark.parametrize(
    "plan",
    [
        KeyPlan("choose", (("1", "2", "3"),)),
        KeyPlan("choose", (tuple("1234"), tuple("&890"))),
        KeyPlan("buzz", (("x",), ("x",))),
        KeyPlan("buzz", (("enter",),)),
        KeyPlan("buzz", (("X",),)),
        KeyPlan("choose", (tuple("1234"),) * 5),
    ],
)
def test_a_plan_that_nobody_could_have_made_is_not_sound(plan):
    assert not sound(plan)


def test_seats_at_the_keyboard_are_told_from_others_by_their_ids():
    assert [slot_of(seat_id(slot, nth)) for slot in range(8) for nth in (1, 2, 11)] == [
        slot for slot in range(8) for _ in range(3)
    ]
    assert slot_of("p3") is slot_of("k0") is slot_of("k3x") is None


def test_four_teams_choose_at_once_and_the_first_press_of_each_stands():
    night = room_of("choose", 4, make_round(count=2))
    night.next()
    assert press(night, "2") == [Answered("k1", 1, 1)]
    assert press(night, "1", "X", "h", "à") == [
        "answered",
        *(Answered(*a) for a in (("k3", 1, 0), ("k4", 1, 0), ("k2", 1, 3))),
    ]
    assert night.room.phase is Phase.LOCKED
    assert {seat: given.option for seat, given in night.room.asked.answers.items()} == {
        "k1": 1,
        "k2": 3,
        "k3": 0,
        "k4": 0,
    }
    assert press(night, "1", "q") == [None, None]


def test_true_or_false_has_two_keys():
    night = room_of("choose", 2, RoundPlan("classic", "Round", (make_ask(options=2),)))
    night.next()
    assert dict(night.keys.shown(night.room)) == {"k1": ("1", "2"), "k2": ("7", "8")}
    (said,) = press(night, "3")
    assert said.startswith("2 answers")
    assert press(night, "8") == [Answered("k2", 1, 1)]
    night.do(Answered("k1", 1, 0))
    assert night.room.phase is Phase.LOCKED
    assert dict(night.keys.shown(night.room)) == {"k1": ("1", "2"), "k2": ("7", "8")}


def test_who_has_buzzed_answers_and_a_key_held_down_does_not():
    night = room_of("choose", 2, make_round("buzzer", 2))
    night.next()
    assert press(night, "7", "1", now=10) == [Buzzed("k2", 1), "buzzed"]
    assert press(night, "7", now=500) == [Answered("k2", 1, 0)]
    night = room_of("choose", 2, make_round("buzzer", 2))
    night.next()
    assert press(night, "7", now=10) == [Buzzed("k2", 1)]
    assert press(night, "7", now=500) == press(night, "7", now=500 + HELD_MS - 1) == [""]
    assert press(night, "8", now=1_300) == [Answered("k2", 1, 1)]
    assert press(night, "7", "1", now=1_400) == ["out", Buzzed("k1", 1)]


def test_where_the_laptop_goes_round_a_key_held_down_answers_for_one_team_alone():
    night = room_of("pass", 3, make_round(count=1))
    night.next()
    assert press(night, "1", now=10) == [Answered("k1", 1, 0)]
    assert press(night, "1", now=500) == press(night, "1", now=500 + HELD_MS - 1) == [""]
    assert press(night, "2", now=1_300) == [Answered("k2", 1, 1)]
    assert press(night, "2", now=1_300 + HELD_MS) == [Answered("k3", 1, 1)]


def test_a_team_that_comes_forward_may_press_the_key_that_the_last_one_pressed():
    night = room_of("buzz", 2, make_round(count=1))
    night.next()
    press(night, "x", "1", now=10)
    assert press(night, "p", "1", now=200)[-1] == Answered("k2", 1, 0)


@pytest.mark.parametrize("key", ["enter", "space"])
def test_space_takes_a_square_and_puts_a_stake_down_as_enter_does(key):
    night = room_of("choose", 1, make_round("final-wager", 1))
    night.next()
    assert press(night, "end", key)[-1] == Wagered("k1", 1, 500)


def test_eight_teams_buzz_with_one_key_each_and_answer_with_digits():
    night = room_of("buzz", 8, make_round("buzzer", 2))
    night.next()
    assert press(night, "1") == ["Your own key first, then the answer."]
    assert press(night, "k", "x", "q", "2") == [Buzzed("k8", 1), "buzzed", None, Answered("k8", 1, 1)]
    assert press(night, "k", "X", "ampersand") == ["out", Buzzed("k1", 1), Answered("k1", 1, 0)]
    assert night.room.phase is Phase.LOCKED


def test_with_one_key_each_a_team_comes_forward_where_everyone_answers():
    night = room_of("buzz", 3, make_round())
    night.next()
    assert night.keys.hand(night.room) is None
    assert press(night, "p", "x", "3", "x", "e") == [
        "The floor belongs to Team 2.",
        "The floor belongs to Team 1.",
        Answered("k1", 1, 2),
        "answered",
        "The floor belongs to Team 3.",
    ]
    assert press(night, "1") == [Answered("k3", 1, 0)]
    assert night.keys.hand(night.room).player == "k2"
    assert press(night, "4") == [Answered("k2", 1, 3)]
    assert night.room.phase is Phase.LOCKED


def test_one_laptop_goes_round_and_the_question_closes_when_all_have_answered():
    night = room_of("pass", 3, make_round(seconds=0))
    night.next()
    for slot, key in enumerate("421"):
        assert night.keys.hand(night.room).player == seat_id(slot)
        assert dict(night.keys.shown(night.room))[seat_id(slot)] == ("1", "2", "3", "4")
        assert press(night, key) == [Answered(seat_id(slot), 1, int(key) - 1)]
    assert night.room.phase is Phase.LOCKED


def test_what_is_said_aloud_is_marked_by_a_teams_key_and_the_other_way_by_the_same_key():
    night = room_of("judge", 3, make_round(aloud=True))
    night.next()
    assert press(night, "r") == ["Whose answer was it? Press that team's key."]
    assert press(night, "x", "p", "p") == [Judged("k1", True), Judged("k2", True), Judged("k2", False)]
    night.reveal()
    assert night.scores == {"k1": 1_000, "k2": 0, "k3": 0}


def test_a_buzzer_that_is_answered_aloud_is_marked_right_or_wrong():
    night = room_of("judge", 3, make_round("buzzer", aloud=True))
    night.next()
    assert press(night, "e", "e", "w") == [Buzzed("k3", 1), "buzzed", Judged("k3", False)]
    assert press(night, "p", "R") == [Buzzed("k2", 1), Judged("k2", True)]
    assert press(night, "p") == [Judged("k2", False)]


def test_a_square_is_found_by_arrows_or_by_column_and_row_and_taken_with_enter():
    night = room_of("choose", 2, make_round("board", board=Board(("A", "B", "C"), (100, 200), (5,))))
    night.next()
    assert night.keys.hand(night.room).cell == 0
    assert press(night, "right", "right", "down", "left") == [
        "B for 100?",
        "C for 100?",
        "C for 200?",
        "B for 200?",
    ]
    assert press(night, "2", "1", "enter") == ["B for 100?", "B for 100?", Chose("k1", 2)]
    press(night, "1", "1")
    night.reveal()
    night.next()
    assert night.room.phase is Phase.CHOOSING
    assert press(night, "right", "x", "é", '"') == ["B for 200?", None, "B for 200?", "B for 200?"]
    assert press(night, "3", "2", "enter")[-1] == Chose("k1", 5)
    assert night.room.phase is Phase.WAGERING
    assert press(night, "9", "9", "9", "down", "enter")[-1] == Wagered("k1", 2, 100)
    assert night.room.phase is Phase.OPEN
    assert press(night, "7", "1") == ["not-you", Answered("k1", 2, 0)]


def test_stakes_are_put_down_one_after_the_other_and_enter_is_not_the_hosts_meanwhile():
    night = room_of("buzz", 2, make_round("final-wager", count=1))
    night.next()
    hand = night.keys.hand(night.room)
    assert (hand.player, hand.doing, hand.points, hand.most) == ("k1", "stake", 0, 500)
    assert press(night, "2", "5", "0", "backspace", "up", "x")[-1] == "Team 1, it's your stake."
    assert press(night, "enter", "end", "enter")[::2] == [Wagered("k1", 1, 125), Wagered("k2", 1, 500)]
    assert night.room.phase is Phase.OPEN
    assert night.keys.meaning(night.room, "enter") is None


def test_in_a_pause_no_team_plays():
    night = room_of("choose", 2)
    night.next()
    night.do(Paused())
    assert press(night, "1") == ["The show is paused. Hold that thought!"]
    assert press(night, "enter") == [None]


def test_a_team_that_was_shown_out_has_no_keys_and_the_others_keep_theirs():
    night = room_of("choose", 3)
    night.do(Kicked("k1"))
    night.next()
    assert press(night, "1", "7") == [None, Answered("k2", 1, 0)]
    night.do(Joined(seat_id(0, 2), "Team 4"))
    assert press(night, "2") == [Answered("k1-2", 1, 1)]
    assert night.keys.owner(night.room, "4") == "k1-2"


RULES = ("classic", "buzzer", "survivor", "board", "final-wager")
PRESSES = (
    *"1234567890xcvbhjklpentu",
    *"&éR",
    "r",
    "w",
    "enter",
    "left",
    "right",
    "up",
    "down",
    "end",
    "f9",
    "next",
)


@given(
    st.sampled_from(WAYS),
    st.integers(1, 4),
    st.sampled_from(RULES),
    st.booleans(),
    st.lists(st.sampled_from(PRESSES), max_size=60),
)
@settings(max_examples=150, deadline=None)
def test_whatever_is_pressed_means_something_and_counts_once(way, teams, rule, aloud, presses):
    night = room_of(way, teams, make_round(rule, count=3, aloud=aloud))
    for key in presses:
        if key == "next" or (key == "enter" and night.keys.meaning(night.room, key) is None):
            try:
                night.reveal() if night.room.phase is Phase.OPEN else night.do(Advanced())
            except Refused:
                break
            continue
        before, hand = night.room, night.keys.hand(night.room)
        (came,) = press(night, key)
        if isinstance(came, Answered) and way == "pass" and rule != "buzzer":
            assert came.player == hand.player
        if isinstance(came, Answered | Wagered | Chose | Buzzed):
            assert before.phase not in {Phase.LOCKED, Phase.REVEAL, Phase.STANDINGS}
            assert night.keys.meaning(before, key) is not None
        assert [player for player, _ in night.keys.shown(night.room)] == [
            seat_id(slot) for slot in range(teams)
        ]
