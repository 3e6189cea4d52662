"""Pictures of the show at every size: none is larger or smaller than its stage, and no name is lost."""

from itertools import product

import pytest
from rich.cells import cell_len

from tests.tui.stage import make_ask, make_part, make_plan
from trivia.party import events
from trivia.party.plan import Ask, Board, RoundPlan
from trivia.party.queries import by_buzzer
from trivia.party.room import Phase, Refused, open_room, step
from trivia.party.standing import scoreboard
from trivia.tui.party import halls
from trivia.tui.party.glyphs import DRAWN
from trivia.tui.party.pixels import broken, glyph, large
from trivia.tui.party.scene import scene
from trivia.tui.party.view import View

SIZES = [
    (40, 11),
    (41, 13),
    (56, 17),
    (80, 23),
    (100, 30),
    (110, 33),
    (132, 40),
    (160, 44),
    (240, 66),
    (60, 60),
]
CROWDS = {
    "one": ["Ada"],
    "four": ["Ada", "Вера Петровна", "漢字のチームです", "M" * 20],
    "eight": [f"The Team number {number}" for number in range(8)],
    "forty": [f"Player {number}" for number in range(40)],
}
LONG = Ask(
    "long",
    "globes",
    "Film and television of the year",
    "Which of these four films, all of them nominated that night, " * 3 + "won?",
    ("The one with a title that goes on and on and on and then some more", "B", "Манчестер у моря", "D" * 60),
    1,
    "Because the jury said so, at length. " * 6,
    "An article whose title is longer than any screen has room for " * 2,
)


class Night:
    """A party that goes on by itself."""

    def __init__(self, part, names):
        self.now = 0
        self.room = open_room(make_plan(part))
        for number, name in enumerate(names, 1):
            self.do(events.Joined(f"k{number}", name, "Reds" if number == 2 else ""))

    def do(self, event, after=700):
        self.now += after
        self.room, _ = step(self.room, event, self.now)

    def rooms(self):
        """The room after every step of a whole night, and paused once in each phase."""
        yield self.room
        self.do(events.Started())
        while self.room.phase is not Phase.CLOSED:
            yield self.room
            if self.room.phase not in {Phase.FINAL, Phase.CLOSED}:
                self.do(events.Paused())
                yield self.room
                self.do(events.Resumed())
            if self.room.phase is Phase.OPEN:
                yield from self._answers()
            elif self.room.phase is Phase.FINAL:
                self.do(events.Closed())
            else:
                self.do(events.Advanced())
        yield self.room

    def _answers(self):
        seats = list(self.room.seats)
        for number, player in enumerate(seats[:3]):
            event = events.Answered(player, self.room.question, number % len(self.room.ask.options))
            if by_buzzer(self.room):
                if self.room.asked.tried:
                    break
                self.do(events.Buzzed(player, self.room.question))
                yield self.room
            elif self.room.part.aloud:
                event = events.Judged(player, number == 0)
            try:
                self.do(event)
            except Refused:
                break
            yield self.room
            if self.room.phase is not Phase.OPEN:
                return
        self.do(events.RevealedNow())


PARTS = {
    "classic": make_part(count=2, double=True),
    "untimed": make_part(count=1, seconds=0),
    "aloud": make_part("calm", count=1, aloud=True),
    "buzzer": make_part("buzzer", count=1),
    "survivor": make_part("survivor", count=2, lives=1),
    "board": make_part(
        "board", board=Board(("Film", "A category with a very long name"), (200, 100_000), (1,))
    ),
    "final-wager": make_part("final-wager", count=1),
    "long": RoundPlan("classic", "A round with a title that is far too long for it", (LONG, make_ask(3))),
}


@pytest.mark.parametrize("crowd", CROWDS)
@pytest.mark.parametrize("part", PARTS)
def test_every_picture_is_as_large_as_its_stage(part, crowd):
    night = Night(PARTS[part], CROWDS[crowd])
    seen = {}
    for room in night.rooms():
        seen.setdefault((room.phase, room.paused, bool(room.asked and room.asked.buzzed)), (room, night.now))
    keys = {player: tuple("QWER") for player in night.room.seats}
    for (room, now), (width, height) in product(seen.values(), SIZES):
        grown = 0.4 if room.phase is Phase.REVEAL else 1.0
        block = scene(View(room, now, width, height, scoreboard(room), keys, grown=grown, said=""))
        wrong = [
            (number, cells)
            for number, line in enumerate(block.lines)
            if (cells := sum(cell_len(text) for text, _ in line)) != width
        ]
        assert (len(block.lines), wrong) == (height, []), (room.phase, width, height)


@pytest.mark.parametrize("size", SIZES)
def test_every_option_can_be_read_whole_wherever_there_is_room(size):
    night = Night(make_part(count=1), CROWDS["four"])
    night.do(events.Started())
    night.do(events.Advanced())
    block = scene(View(night.room, night.now, *size))
    painted = "\n".join("".join(text for text, _ in line) for line in block.lines)
    for text in night.room.ask.options:
        lines = large(text)
        small = all(word in painted for word in text.split())
        assert small or all(line.strip() in painted for line in lines if line.strip())


def test_the_type_is_drawn_in_six_rows_of_one_width():
    for sign in DRAWN:
        rows = glyph(sign)
        assert len(rows) == 6
        assert {len(row) for row in rows} == {len(rows[0])}
        assert set("".join(rows)) <= {"#", "."}


def test_no_two_letters_are_drawn_alike():
    signs = [sign for sign in DRAWN if sign.isalpha() and sign.isascii()]
    assert len({glyph(sign) for sign in signs}) == len(signs)


@pytest.mark.parametrize("text", ["Amélie", "Ångström", "Größe", "Čeština", "¿Qué?", "Łódź", "François", "İ"])
def test_accents_are_put_together(text):
    lines = large(text)
    assert len(lines) == 3
    assert len({len(line) for line in lines}) == 1
    assert lines != large("".join(sign for sign in text if sign.isascii()))


@pytest.mark.parametrize("text", ["Пётр", "漢字", "Ada 🎉", "naïve ∀"])
def test_a_text_with_a_letter_that_is_lacking_is_not_set_at_all(text):
    assert large(text) is None
    assert broken(text, 400, 4) is None


def test_twice_as_large_is_twice_as_wide_and_high():
    small, twice = large("Ada 7"), large("Ada 7", 2)
    assert (len(twice), len(twice[0])) == (2 * len(small), 2 * len(small[0]))


def test_lines_are_broken_between_words_and_fit():
    text = "Which film won the award for best motion picture"
    lines = broken(text, 90, 4)
    assert " ".join(lines) == text
    assert all(len(large(line)[0]) <= 90 for line in lines)
    assert broken(text, 90, 1) is None
    assert broken("Incomprehensibilities", 40, 4) is None


def test_a_hall_that_comes_in_is_not_drawn_seat_by_seat(monkeypatch):
    """It is painted anew twelve times a second, while a thousand phones want to be heard."""
    drawn = []
    monkeypatch.setattr(halls, "big", lambda text, *_: drawn.append(text))
    night = Night(make_part(), [f"Player {number}" for number in range(300)])
    scene(View(night.room, 0, 160, 44))
    assert not drawn
