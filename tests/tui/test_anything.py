"""Whatever keys, clicks and sizes come, nothing crashes, hangs, or counts twice."""

import asyncio
import io
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Run
from hypothesis import strategies as st
from textual.events import Key, MouseDown, MouseMove, MouseUp, Resize
from textual.geometry import Size

from tests.support import FakeClock
from trivia.game.mode import MODES
from trivia.game.rules import Phase
from trivia.game.setup import Setup
from trivia.saves.derived import miscounted
from trivia.saves.keeper import Keeper
from trivia.saves.store import Store
from trivia.settings import Settings
from trivia.tui.app import GlobesApp

EXAMPLES = 20
EVENTS = 110
"""Events of one example; 2,200 in all."""
BETWEEN = 5
"""So many events come before the app is given the time to catch up, and is looked at."""

HANGS_SECONDS = 60
"""An app that answers nothing for so long is said to hang."""

KEYS = [
    *"1234abcdtfjkhlnxesprmgowiyzu0",
    *("enter", "space", "escape", "up", "down", "left", "right", "tab", "shift+tab", "home", "end"),
    *("pageup", "pagedown", "question_mark", "ctrl+p", "ctrl+z", "f1", "backspace", "delete", "ctrl+l"),
]
PLAYING = ["1", "2", "3", "enter", "enter", "p", "x", "h", "n", "escape"]
EVENT = st.one_of(
    st.sampled_from(PLAYING),
    st.sampled_from(PLAYING),
    st.sampled_from(KEYS),
    st.tuples(st.just("click"), st.integers(0, 139), st.integers(0, 44)),
    st.tuples(st.just("resize"), st.integers(10, 140), st.integers(4, 45)),
    st.tuples(st.just("wait"), st.integers(0, 20_000), st.just(0)),
)


def waiting():
    """Where everything waits, for whoever is to find out why the app hangs."""
    told = io.StringIO()
    for task in asyncio.all_tasks():
        task.print_stack(file=told)
    return told.getvalue()


class Checked:
    """An app that is sent events, and what must hold after each."""

    def __init__(self, folder, mode):
        self.clock = FakeClock()
        self.app = GlobesApp(
            Keeper(folder), clock=self.clock, seeds=range(1, 99), settings=Settings(setup=Setup(mode=mode))
        )
        self.answers = {}
        self.left = asyncio.Event()
        leave = self.app.exit

        def told(*args, **named):
            leave(*args, **named)
            self.left.set()  # what was asked of it is done no more

        self.app.exit = told

    async def play(self, events):
        async with self.app.run_test(size=(80, 24)):
            for number, event in enumerate(events, start=1):
                self.send(event)
                await asyncio.sleep(0)
                if number % BETWEEN == 0:
                    await self.caught_up()
                    self.check()
                if self.app._exit:
                    break
        assert self.app._exception is None

    def send(self, event):
        """As fast as a terminal may send it; a pilot would wait until all is quiet after each."""
        if isinstance(event, str):
            self.app.post_message(Key(event, event if len(event) == 1 else None))
            return
        what, one, other = event
        size = self.app.size
        if what == "click":
            x, y = one % size.width, other % size.height
            for kind in (MouseMove, MouseDown, MouseUp):
                button = 0 if kind is MouseMove else 1
                self.app.post_message(kind(None, x, y, 0, 0, button, False, False, False, x, y))
        elif what == "resize":
            self.app._driver._size = (one, other)
            self.app.post_message(Resize(Size(one, other), Size(one, other)))
        else:
            self.clock.turn(one)

    async def caught_up(self):
        """The app has done what was asked of it, or it hangs."""
        left = asyncio.ensure_future(self.left.wait())
        for _ in range(3):
            done = asyncio.Event()
            self.app.call_later(done.set)
            asked = asyncio.ensure_future(done.wait())
            await asyncio.wait({asked, left}, timeout=HANGS_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            assert done.is_set() or self.app._exit, f"{self.app.screen_stack} {waiting()}"
            asked.cancel()
        left.cancel()

    def check(self):
        session = self.app.session
        if session is None:
            return
        game = session.game
        before = self.answers.get(id(session), ())
        assert game.answers[: len(before)] == before, "what was answered stays answered"
        self.answers[id(session)] = game.answers
        assert game.score == sum(answer.points.total for answer in game.answers)
        assert len({answer.question.id for answer in game.answers}) == len(game.answers)
        if game.phase is Phase.OVER:
            assert game.outcome.answered == len(game.answers)


# Without shrinking: each try is a game of its own, and what failed is told as it was.
@settings(
    max_examples=EXAMPLES,
    suppress_health_check=list(HealthCheck),
    phases=[Run.explicit, Run.reuse, Run.generate],
)
@given(st.sampled_from(list(MODES)), st.lists(EVENT, min_size=EVENTS, max_size=EVENTS))
def test_nothing_that_is_pressed_clicked_or_resized_breaks_the_show(mode, events):
    with TemporaryDirectory() as place:
        folder = Path(place)
        checked = Checked(folder, mode)
        asyncio.run(asyncio.wait_for(checked.play(["p", *events]), timeout=180))
        with closing(Store(folder)) as store:
            assert not store.read(lambda db: list(miscounted(db)))
            kept = store.read(lambda db: db.execute("SELECT count(*) FROM answer").fetchone()[0])
        # A session that came after another has another id; one whose memory was used again is counted once.
        assert kept >= max((len(answers) for answers in checked.answers.values()), default=0)
