"""A party in a few lines: seats taken, rounds planned, and what was told kept."""

import pytest

from trivia.party.events import Advanced, Answered, Joined, RevealedNow, Started
from trivia.party.journal import decoded, encoded
from trivia.party.plan import Ask, Board, Plan, RoundPlan
from trivia.party.room import Phase, Refused, open_room, step
from trivia.party.standing import scoreboard
from trivia.party.tellings import Outcome, QuestionOpened


def make_ask(name="q", answer=0, options=4):
    words = ("north", "east", "south", "west")[:options]
    return Ask(
        name, "atlas", "Rivers", f"Where does {name} flow?", words, answer, f"{name} flows.", "Atlas, 3"
    )


def make_round(rule="classic", count=3, **fields):
    """A round whose right option is always the first."""
    if rule == "board" and "board" not in fields:
        fields["board"] = Board(("Rivers", "Seas"), (200, 400))
    if rule == "board":
        count = len(fields["board"].categories) * len(fields["board"].values)
    asks = tuple(make_ask(f"{rule}-{number}") for number in range(count))
    return RoundPlan(rule, fields.pop("title", "Round"), asks, **fields)


class Night:
    """A party with seats `a`, `b`, `c` … that has begun."""

    def __init__(self, *rounds, seats="ab", teams=None, start=True, **plan):
        self.room = open_room(Plan("Night", rounds or (make_round(),), **plan))
        self.now = 0
        self.told = []
        for seat in seats:
            self.do(Joined(seat, f"Player {seat}", (teams or {}).get(seat, "")))
        if start:
            self.do(Started())

    @property
    def number(self):
        return self.room.question

    @property
    def scores(self):
        return {line.unit: line.score for line in scoreboard(self.room)}

    @property
    def places(self):
        return {line.unit: line.place for line in scoreboard(self.room)}

    def do(self, *events, after=0):
        """Let events happen, the first after so many milliseconds; what they told."""
        self.now += after
        told = []
        for event in events:
            self.room, more = step(self.room, decoded(encoded(event)), self.now)
            told += more
        self.told += told
        return told

    def next(self):
        return self.do(Advanced())

    def answer(self, seat, option=0, after=0, credit=0):
        return self.do(Answered(seat, self.number, option, credit), after=after)

    def question(self, *wrong, **right):
        """Ask the next question, let these seats be wrong and these right after so many ms, and reveal it."""
        while self.room.phase is not Phase.OPEN:
            self.next()
        opened = self.now
        for seat, ms in sorted(right.items(), key=lambda pair: pair[1]):
            self.now = opened + ms
            self.answer(seat)
        for seat in wrong:
            self.answer(seat, 1)
        return self.reveal()

    def reveal(self):
        return {
            telling.to: telling.what
            for telling in self.do(RevealedNow())
            if isinstance(telling.what, Outcome)
        }

    def refused(self, event, after=0):
        """The code with which the room refuses an event; the room is as it was."""
        before, held = self.room, repr(self.room)
        self.now += after
        with pytest.raises(Refused) as caught:
            step(self.room, event, self.now)
        assert self.room == before
        assert repr(self.room) == held
        assert caught.value.words.endswith((".", "!"))
        return caught.value.code


def kinds(tellings, to=None):
    return [type(telling.what).__name__ for telling in tellings if to is None or telling.to == to]


def may_of(tellings):
    return {telling.to: telling.what.may for telling in tellings if isinstance(telling.what, QuestionOpened)}
