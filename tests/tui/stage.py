"""A party on the stage: a journal in memory, teams at keys of their own, a clock turned by hand."""

from typing import ClassVar

from textual.binding import BindingType

from tests.support import FakeClock
from trivia.party import events
from trivia.party.host import Host
from trivia.party.plan import Ask, Board, Plan, RoundPlan
from trivia.party.queries import by_buzzer, entitled, seated
from trivia.party.state import Phase
from trivia.party.turns import turn_of
from trivia.settings import Settings
from trivia.tui import commands, messages
from trivia.tui.house import House
from trivia.tui.party.show import ShowScreen

NAMES = ("Ada", "Blaise", "Émilie", "Kurt", "Mary", "Niels", "Sofia", "Вера")
KEYS = ("1234", "7890", "xcvb", "hjkl", "asdf", "qzyt", "uiop", "mn,.")

QUESTIONS = (
    (
        "Which film won the award for best motion picture, musical or comedy?",
        ("La La Land", "Sing Street", "Deadpool", "Florence Foster Jenkins"),
        0,
        "La La Land won all seven awards that it was nominated for, more than any film before it.",
        "Golden Globes 2017: the full list of winners, paragraph 12",
    ),
    (
        "Who gave the speech that everybody spoke of the next day?",
        ("Meryl Streep", "Viola Davis", "Jimmy Fallon", "Hugh Laurie"),
        0,
        "Meryl Streep took the Cecil B. DeMille award with a speech about empathy.",
        "Meryl Streep’s speech in full, paragraph 3",
    ),
    (
        "True or false: The Night Manager won three awards.",
        ("True", "False"),
        0,
        "Tom Hiddleston, Olivia Colman and Hugh Laurie won for it.",
        "",
    ),
    (
        "Кто получил приз за лучшую мужскую роль в драме?",
        ("Кейси Аффлек", "Джоэл Эдгертон", "Эндрю Гарфилд", "Вигго Мортенсен"),
        0,
        "Кейси Аффлек сыграл в фильме «Манчестер у моря».",
        "Casey Affleck wins best actor, paragraph 2",
    ),
)


def make_ask(number, cell=""):
    prompt, options, answer, because, source = QUESTIONS[number % len(QUESTIONS)]
    return Ask(f"q{number}{cell}", "globes", "Film", prompt, options, answer, because, source)


def make_part(rule="classic", count=3, title="", **fields):
    if rule == "board":
        board = fields.setdefault(
            "board", Board(("Film", "Television", "Speeches and surprises", "Gowns"), (200, 400, 600, 800))
        )
        count = len(board.categories) * len(board.values)
    asks = tuple(make_ask(number) for number in range(count))
    return RoundPlan(rule, title or {"classic": "The overture"}.get(rule, rule.capitalize()), asks, **fields)


def make_plan(*parts, **fields):
    return Plan("Quiz at the Anchor", parts or (make_part(),), **fields)


class Memory:
    """A journal that keeps everything in a list; or nothing, while it is `full`."""

    def __init__(self):
        self.kept = []
        self.full = False

    def append(self, at_ms, event):
        if self.full:
            raise OSError(28, "No space left on device")
        self.kept.append((at_ms, event))

    def sync(self):
        if self.full:
            raise OSError(28, "No space left on device")


class TeamKeys:
    """Four keys for every seat; the first of them buzzes, and takes the first square and 100 points too."""

    def __init__(self, seats):
        self._sets = dict(zip(seats, KEYS, strict=False))

    def shown(self, room):  # noqa: ARG002 - as the show asks
        return tuple((player, tuple(keys.upper())) for player, keys in self._sets.items())

    def hand(self, room):  # noqa: ARG002 - likewise
        return None

    def meaning(self, room, key, now=None):  # noqa: ARG002 - likewise
        for player, keys in self._sets.items():
            sign = {"comma": ",", "full_stop": "."}.get(key, key)
            if len(sign) == 1 and sign in keys:
                return self._meant(room, player, keys.index(sign))
        return None

    def _meant(self, room, player, place):
        seat = room.seats[player]
        if room.phase is Phase.CHOOSING and seat.unit == turn_of(room):
            return events.Chose(player, min(set(range(len(room.part.asks))) - set(room.used)))
        if room.phase is Phase.WAGERING and entitled(room, seat):
            return events.Wagered(player, room.question, 100 * place)
        if room.phase is not Phase.OPEN:
            return ""
        if by_buzzer(room) and room.asked.buzzed != player:
            return events.Buzzed(player, room.question)
        return events.Answered(player, room.question, place)


class StageApp(House):
    """Nothing but the show."""

    CSS_PATH: ClassVar = ["../../trivia/tui/app.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.APP)
    HELD_KEY_SECONDS = 0.0

    def __init__(
        self, folder, plan=None, names=NAMES[:4], settings=None, journal=None, clock=None, keys=None
    ):
        super().__init__(folder, settings or Settings(welcomed=True))
        self.clock = clock or FakeClock()
        self.journal = journal or Memory()
        self.host = Host(self.journal, self.clock.now_ms)
        self.host.do(events.Opened(plan or make_plan()))
        seats = [f"k{number}" for number in range(1, len(names) + 1)]
        for seat, name in zip(seats, names, strict=True):
            self.host.do(events.Joined(seat, name))
        self.keys = keys or TeamKeys(seats)
        self.left = 0

    @property
    def room(self):
        return self.host.room

    def on_mount(self):
        self.push_screen(ShowScreen(self.host, self.keys, self.settings))

    def on_title_wanted(self, message: messages.TitleWanted):
        message.stop()
        self.left += 1
        self.exit()

    async def wait_uncovered(self, pilot):
        """Until the cover of a terminal that was too small is gone."""
        while self.screen is not self.screen_stack[1]:
            await pilot.pause(0.02)

    async def next(self, pilot, *also):
        """Press Enter long after the last step, and then some more keys."""
        self.clock.turn(1_000)
        await pilot.press("enter", *also)
        await pilot.pause()

    def answer(self, *options, after=1_500):
        """Answer for the seats in their order, behind the screen's back; `None` does not."""
        self.clock.turn(after)
        seats = [seat.player for seat in seated(self.room)]
        for player, option in zip(seats, options, strict=False):
            if option is not None:
                self.host.do(events.Answered(player, self.room.question, option))
