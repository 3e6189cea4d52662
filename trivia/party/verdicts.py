"""A question's verdict: what its rule pays for the answers, and every sum after it."""

from typing import Final

from trivia.party.queries import by_buzzer, entitled_seats, lives_of, seated
from trivia.party.rules.rule import Hand, Pay, Sheet
from trivia.party.rules.table import RULES
from trivia.party.standing import scores
from trivia.party.state import NOTHING, Asked, Marked, Room, Seat, Tally, Verdict
from trivia.party.tellings import Mark
from trivia.party.turns import next_unit

_NO_MARK: Final = Marked("none", NOTHING, 0, 0)
_NO_TALLY: Final = Tally()


def verdict_of(room: Room, asked: Asked) -> Verdict:
    """What the question that is locked comes to.

    Args:
        room: The room, in which it is the last question.
        asked: The question.
    """
    part = room.plan.rounds[asked.round]
    rule = RULES[part.rule]
    hands = _hands(room, asked)
    pay = rule.pays(
        Sheet(
            hands=hands,
            timer_ms=asked.timer_ms,
            value=part.board.values[asked.cell % len(part.board.values)] if part.board else 0,
            factor=2 if part.double else 1,
            speed=room.hurried,
            streaks=rule.streaks and room.plan.streaks,
            staked=asked.staking,
            buzzed=by_buzzer(room),
            scores=scores(room) if asked.staking else {},
        )
    )
    marks = _marks(room, asked, hands, pay)
    last = room.verdicts[-1] if room.verdicts else None
    return Verdict(
        number=asked.number,
        round=asked.round,
        cell=asked.cell,
        marks=marks,
        tallies=_tallies(
            dict(last.tallies) if last else {}, marks, own=pay.pots is None, streaks=rule.streaks
        ),
        pots=_pots(dict(last.pots) if last else {}, pay),
        lives={hand.player: hand.lives - (hand.player in pay.lost) for hand in hands} if rule.lives else {},
        turn=_turn(room, asked, hands) if part.board else "",
    )


def _hands(room: Room, asked: Asked) -> tuple[Hand, ...]:
    if asked.only:
        return _only_hand(room, asked)
    if by_buzzer(room):
        tried = (room.seats[player] for player in asked.answers)
        return tuple(_hand(room, asked, seat) for seat in tried if not seat.kicked)
    return tuple(
        _hand(room, asked, seat) for seat in (seated(room) if room.rule.lives else entitled_seats(room))
    )


def _only_hand(room: Room, asked: Asked) -> tuple[Hand, ...]:
    """The part of whoever spoke for the one unit that plays; whoever of it staked, where nobody did."""
    spoke = [
        player for player in (*asked.judged, *asked.answers, *asked.stakes) if not room.seats[player].kicked
    ]
    stake = next(iter(asked.stakes.values()), 0)
    return tuple(_hand(room, asked, room.seats[player], stake) for player in spoke[:1])


def _hand(room: Room, asked: Asked, seat: Seat, stake: int | None = None) -> Hand:
    player = seat.player
    given = asked.answers.get(player)
    return Hand(
        player=player,
        unit=seat.unit,
        right=_right(room, asked, player),
        ms=asked.timer_ms if given is None else given.ms,
        streak=room.verdicts[-1].tallies.get(player, _NO_TALLY).streak if room.verdicts else 0,
        lives=lives_of(room, player) or 0,
        stake=asked.stakes.get(player, 0) if stake is None else stake,
    )


def _right(room: Room, asked: Asked, player: str) -> bool | None:
    if player in asked.judged:
        return asked.judged[player]
    given = asked.answers.get(player)
    return None if given is None else given.option == room.plan.rounds[asked.round].asks[asked.cell].answer


def _marks(room: Room, asked: Asked, hands: tuple[Hand, ...], pay: Pay) -> dict[str, Marked]:
    """The part of every seat that the question was for, in the order of joining."""
    buzzed = by_buzzer(room)
    marks = {seat.player: _NO_MARK for seat in entitled_seats(room)}
    for hand in hands:
        given = asked.answers.get(hand.player)
        mark = _mark(hand.right, counted=not buzzed or hand.player in pay.points)
        marks[hand.player] = Marked(
            mark,
            NOTHING if given is None else given.option,
            0 if given is None and mark == "none" else hand.ms,
            pay.points.get(hand.player, 0),
        )
    return marks


def _mark(right: bool | None, *, counted: bool) -> Mark:
    if right is None or not counted:
        return "none"
    return "right" if right else "wrong"


def _tallies(
    tallies: dict[str, Tally], marks: dict[str, Marked], *, own: bool, streaks: bool
) -> dict[str, Tally]:
    for player, marked in marks.items():
        before = tallies.get(player, _NO_TALLY)
        right = marked.mark == "right"
        tallies[player] = Tally(
            before.points + (marked.points if own else 0),
            before.right + right,
            before.ms + (marked.ms if right else 0),
            (before.streak + 1 if right else 0) if streaks else before.streak,
        )
    return tallies


def _pots(pots: dict[str, int], pay: Pay) -> dict[str, int]:
    for unit, points in (pay.pots or {}).items():
        pots[unit] = pots.get(unit, 0) + points
    return pots


def _turn(room: Room, asked: Asked, hands: tuple[Hand, ...]) -> str:
    """Who chooses next: whoever was right with the buzzer, else the chooser; or whoever is next in turn."""
    board = room.plan.rounds[asked.round].board
    if board is not None and not board.by_buzzer:
        return next_unit(room, asked.chooser)
    return next((hand.unit for hand in hands if hand.right), asked.chooser)
