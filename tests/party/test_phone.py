"""The phone's page and the remote against a host that is played here, word for word.

So it says what a real one says once in a hundred nights, in whatever order the network brings it.

It takes the same browser as `test_browser.py`.
"""

import json
import re
import shutil
from importlib.resources import files

import pytest

api = pytest.importorskip("playwright.sync_api", reason="no Playwright here; pip install -e '.[browser]'")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WEB = files("trivia.party") / "web"
HOME = "http://party.example"
TOKEN = "t" * 22
OPTIONS = ("North Sea", "Black Sea", "Red Sea", "Dead Sea")

SCRIPT = re.compile(r'<script src="/(.*?)"></script>')
STYLE = '<link rel="stylesheet" href="/style.css">'


def page(name):
    """A page with its style and its scripts in it, which saves the browser from asking for each."""
    body = (WEB / f"{name}.html").read_text("utf-8")
    assert STYLE in body
    body = body.replace(STYLE, f"<style>{(WEB / 'style.css').read_text('utf-8')}</style>")
    return SCRIPT.sub(lambda found: f"<script>{(WEB / found[1]).read_text('utf-8')}</script>", body)


PAGES = {name: page(name) for name in ("index", "host")}

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here"),
    pytest.mark.filterwarnings("default"),  # Playwright's own are none of ours
]


@pytest.fixture(scope="module")
def browser():
    with api.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


class Party:
    """A page, and the host that it speaks with.

    Attributes:
        page: The page.
        heard: What the page has said, the first first.
        q: The number of the question that is asked next.
        away: Whether nobody is there: lines fail, and so does every request.
        knocks: How often the page has asked whether anybody is there.
        faults: What went wrong in it.
    """

    def __init__(self, context, path="/J/482193", before=""):
        self.page = context.new_page()
        self.heard = []
        self.q = 1
        self.away = False
        self.knocks = 0
        self.faults = []
        self._lines = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.route("**/*", self._page)
        self.page.route_web_socket("**/ws", self._line)
        if before:
            self.page.add_init_script(before)
        self.page.goto(HOME + path)

    def _page(self, route):
        if route.request.url.startswith(f"{HOME}/ws"):
            self.knocks += 1
            route.abort() if self.away else route.fulfill(status=426)
            return
        remote = route.request.url.startswith(f"{HOME}/host")
        route.fulfill(body=PAGES["host" if remote else "index"], content_type="text/html; charset=utf-8")

    def _line(self, line):
        self._lines.append(line)
        if self.away:
            line.close()
            return
        line.on_message(lambda frame: self.heard.append(json.loads(frame)))

    def says(self, kind, **fields):
        self._lines[-1].send(json.dumps({"t": kind, **fields}))

    def says_all(self, *said):
        for kind, fields in said:
            self.says(kind, **fields)

    @property
    def dialled(self):
        """How many lines the page has made."""
        return len(self._lines)

    def drops(self):
        """The line is gone, and the page finds another; what it said before is forgotten."""
        self.heard.clear()
        self._lines[-1].close()
        self.hears("back")

    def waits(self, true):
        for _ in range(500):
            if true():
                return
            self.page.wait_for_timeout(10)
        raise AssertionError("the page did not say it")

    def hears(self, kind):
        """The last word of this kind, once there is one."""
        self.waits(lambda: any(said["t"] == kind for said in self.heard))
        return [said for said in self.heard if said["t"] == kind][-1]

    def count(self, kind):
        """How often something was said, once what is on its way has come."""
        self.page.wait_for_timeout(50)
        return sum(said["t"] == kind for said in self.heard)

    def sees(self, text):
        self.page.get_by_text(text).first.wait_for(timeout=5_000)

    def text(self, name):
        return self.page.text_content(f"#{name}")

    def taps(self, name):
        self.page.get_by_role("button", name=name).click(timeout=5_000)

    def is_open(self, name):
        """Whether a button that is there, if covered, can be tapped."""
        return self.page.get_by_role("button", name=name, include_hidden=True).is_enabled(timeout=5_000)

    def joins(self):
        self.page.fill("#name", "Ada")
        self.page.keyboard.press("Enter")
        self.hears("hello")
        self.welcome()
        self.lobby()

    def lobby(self):
        self.says("lobby", players=1, teams=[], locked=False)
        self.sees("You're in, Ada.")

    def welcome(self, token=TOKEN, team="", seat="p-1"):
        unit = f"team:{team}" if team else seat
        more = {"token": token} if token else {}
        self.says("welcome", v=1, seat=seat, unit=unit, name="Ada", team=team, party="Night", **more)

    def asks(self, may="answer"):
        asked = {"n": 1, "of": 9, "heading": "Rivers", "prompt": f"River {self.q}?", "options": OPTIONS}
        self.says("ask", q=self.q, may=may, ms=60_000, **asked)
        self.sees(f"River {self.q}?")

    def stakes(self):
        self.says("stake", q=self.q, heading="Film", most=500, ms=60_000)


@pytest.fixture
def context(browser):
    found = browser.new_context(viewport={"width": 360, "height": 640})
    yield found
    found.close()


@pytest.fixture(scope="module")
def guest(browser):
    party = Party(browser.new_context(viewport={"width": 360, "height": 640}))
    party.joins()
    return party


@pytest.fixture
def ada(guest):
    """A guest in the lobby. The page is the same for all, as on a long night: a new one takes its time."""
    guest.q += 1
    guest.heard.clear()
    guest.welcome(token="")
    guest.says("resumed")
    guest.lobby()
    yield guest
    assert guest.faults == []


REFUSED = {"code": "paused", "words": "The show is paused. Hold that thought!"}


def test_what_is_painted_in_a_pause_can_be_tapped_after_it_and_not_before(ada):
    ada.asks()
    ada.taps("Black Sea")
    ada.hears("answer")
    ada.says_all(("paused", {}), ("error", REFUSED))
    ada.sees("Hold that thought")
    assert not ada.is_open("Black Sea")
    ada.welcome(token="")  # the host has renamed the seat
    ada.sees("A short break.")
    ada.says("free", seat="p-2", ms=9_000)
    assert not ada.is_open("Buzz!")
    assert not ada.page.get_by_role("button", name="Buzz!").is_visible()  # nobody reads on meanwhile
    ada.says("resumed", ms=9_000)
    ada.taps("Buzz!")
    ada.hears("buzz")
    ada.says("paused")
    ada.says("final", top=[])
    ada.sees("That's the show")
    assert ada.text("line") == ""


def test_a_host_who_is_away_for_long_is_asked_for_and_found_again_at_once(ada):
    ada.page.clock.install()
    before, ada.away = ada.dialled, True
    ada.heard.clear()
    ada._lines[-1].close()
    ada.sees("Finding it again")
    for tries in range(1, 13):
        ada.page.clock.run_for(1_600)
        ada.waits(lambda tries=tries: ada.dialled - before + ada.knocks >= tries)
    assert ada.dialled - before == 3  # a browser makes a page wait that has dialled often in vain
    ada.away = False
    ada.page.clock.run_for(1_600)
    ada.hears("back")
    assert ada.dialled - before == 4


def test_who_is_shown_out_in_a_pause_finds_the_door(context):
    ada = Party(context)
    ada.joins()
    ada.asks()
    ada.says_all(("paused", {}), ("bye", {"code": "gone", "words": "The host has shown you out."}))
    ada.taps("Back to the door")
    ada.sees("Take a seat")


def test_a_square_that_was_refused_can_be_chosen_again(ada):
    cells = [{"c": 0, "value": 100}, {"c": 1, "value": 200}]
    ada.says("board", columns=[{"title": "Film", "cells": cells}], unit="p-1", name="Ada")
    ada.taps("Film, 100")
    ada.hears("choose")
    ada.says_all(("paused", {}), ("error", REFUSED), ("resumed", {}))
    ada.taps("Film, 200")
    ada.waits(lambda: ada.hears("choose")["c"] == 1)


def test_a_stake_that_was_refused_can_be_put_down_again_and_nothing_is_no_number(ada):
    ada.stakes()
    ada.page.fill("#stake", "")
    ada.taps("Stake it")
    ada.sees("Anything from 0 to 500.")
    assert ada.count("wager") == 0
    ada.page.fill("#stake", "450")
    ada.drops()
    ada.welcome(token="")
    ada.stakes()
    ada.taps("Stake it")
    assert ada.hears("wager")["points"] == 450
    ada.says("error", code="points", words="You can stake anything from 0 to 300.")
    ada.sees("You can stake anything from 0 to 300.")
    ada.page.fill("#stake", "300")
    ada.taps("Stake it")
    ada.waits(lambda: ada.hears("wager")["points"] == 300)
    ada.asks()  # the stakes are down before the host has heard of it
    assert ada.count("wager") == 2


def test_an_answer_that_the_host_has_lost_may_be_given_again(ada):
    ada.asks()
    ada.taps("Black Sea")
    ada.hears("answer")
    ada.says("taken", q=ada.q)
    ada.sees("Locked in.")
    ada.drops()
    ada.welcome(token="")
    ada.lobby()  # the power was gone, and with it what came last
    ada.asks()
    ada.taps("Red Sea")
    ada.waits(lambda: ada.hears("answer")["o"] == 2)


def test_an_answer_that_came_too_late_is_not_said_to_be_in(ada):
    ada.asks()
    ada.taps("Black Sea")
    ada.hears("answer")
    ada.says("locked", q=ada.q)
    ada.sees("Time's up.")
    ada.says("error", code="late", words="Time! That was a moment too late.")
    ada.sees("a moment too late")


def test_a_buzzer_that_a_team_mate_has_used_up_is_taken_away(ada):
    ada.asks(may="buzz")
    ada.taps("Buzz!")
    ada.hears("buzz")
    ada.says("error", code="out", words="You have had your try at this one.")
    ada.sees("You have had your try")
    assert ada.page.locator("#buzzer").count() == 0
    ada.says("free", seat="p-3")
    assert ada.page.locator("#buzzer").count() == 0


def test_whose_team_mate_has_missed_is_offered_no_buzzer(context):
    ada = Party(context)
    ada.joins()
    ada.welcome(team="Reds", token="")
    ada.asks(may="buzz")
    ada.says("buzzed", seat="p-2", name="Bo", ms=8_000)
    ada.sees("Bo was first.")
    ada.says("free", seat="p-2", unit="team:Reds", ms=9_000)
    ada.sees("Not this time.")
    assert ada.page.locator("#buzzer").count() == 0


def test_the_same_words_are_read_out_each_time(ada):
    ada.asks()
    ada.says("clock", ms=70_000)
    ada.waits(lambda: "more time" in ada.text("spoken"))
    ada.page.evaluate(
        "window.spoken = 0; new MutationObserver(() => { window.spoken += 1; })"
        ".observe(document.getElementById('spoken'), {childList: true, characterData: true, subtree: true})"
    )
    ada.says("clock", ms=80_000)
    ada.page.wait_for_function("window.spoken > 0", timeout=5_000)
    shown = "getComputedStyle(document.getElementById('line')).display"
    assert (ada.text("line"), ada.page.evaluate(shown)) == (
        "",
        "block",
    )  # else nobody is told that it changes


def test_the_lobby_stays_under_the_finger_while_others_come_in(ada):
    ada.says("lobby", players=2, teams=["Reds", "Blues"], locked=False)
    ada.page.get_by_text("Play in a team").click()
    ada.page.fill("#team", "Gre")
    ada.page.get_by_role("button", name="Blues").focus()
    ada.says("lobby", players=3, teams=["Blues", 'The "Q"', "Greys"], locked=False)
    ada.sees("3 players in the room.")
    focused = "document.activeElement.textContent"
    assert ada.page.evaluate(focused) == "Blues"
    assert ada.page.locator("#choices button").all_text_contents() == ["Blues", 'The "Q"', "Greys"]
    assert ada.page.input_value("#team") == "Gre"
    ada.taps('The "Q"')
    assert ada.hears("team")["team"] == 'The "Q"'
    ada.welcome(token="", team='The "Q"')
    ada.says("lobby", players=3, teams=["Reds", 'The "Q"'], locked=False)
    ada.sees("You play for")
    assert ada.page.locator("#choices button").all_text_contents() == ["Reds", "On my own"]


def test_a_tab_at_the_door_does_not_lose_another_tabs_seat(context):
    door, seated = Party(context), Party(context)
    seated.joins()
    door.page.fill("#name", "Bo")
    door.taps("Join in")
    door.hears("hello")
    door.says("error", code="same", words="That name is taken.")
    seated.page.reload()
    assert seated.hears("back")["token"] == TOKEN


def test_two_taps_on_the_door_are_one_attempt(context):
    party = Party(context)
    party.page.fill("#name", "Ada")
    party.taps("Join in")
    party.hears("hello")
    party.taps("Join in")
    assert party.count("hello") == 1


def test_who_loads_the_page_again_while_the_welcome_is_lost_makes_the_same_attempt(context):
    party = Party(context)
    keys = []
    for name in ("Ada", "Ada", "Bo"):
        party.heard.clear()
        party.page.fill("#name", name)
        party.taps("Join in")
        keys.append(party.hears("hello")["key"])
        party.page.reload()
    assert keys[0] == keys[1] != keys[2]


def test_a_seat_is_found_again_where_storage_can_be_read_and_not_written(context):
    party = Party(context, before="Storage.prototype.setItem = () => { throw new Error('full'); };")
    party.joins()
    party.page.reload()
    assert party.hears("back")["token"] == TOKEN


def test_a_tab_that_lost_its_seat_does_not_lose_another_tabs(context):
    ada = Party(context)
    ada.joins()
    ada.says("bye", code="elsewhere", words="You're playing on another page now.")
    ada.sees("Your seat is in use")
    tab = Party(context)
    tab.hears("back")
    tab.says("error", code="unknown-seat", words="A new show, so a new seat.")
    tab.page.fill("#name", "Ada")
    tab.taps("Join in")
    tab.hears("hello")
    tab.welcome(token="u" * 22)
    tab.sees("You're in, Ada.")
    ada.taps("Play here instead")
    ada.waits(lambda: ada.heard[-1] == {"t": "back", "v": 1, "token": "u" * 22})


def test_the_screen_may_go_dark_once_the_party_is_over(context):
    awake = """
      window.locks = 0;
      Object.defineProperty(navigator, "wakeLock", { value: { request: function () {
        window.locks += 1;
        const lock = new EventTarget();
        lock.release = function () { window.locks -= 1; lock.dispatchEvent(new Event("release")); };
        return Promise.resolve(lock);
      } } });
    """
    party = Party(context, before=awake)
    party.joins()
    party.welcome(token="")
    party.page.wait_for_function("window.locks === 1", timeout=5_000)
    party.says("bye", code="over", words="That's the end of the night.")
    party.sees("Good night!")
    assert party.page.evaluate("window.locks") == 0


def test_the_last_table_stays_to_be_looked_at(ada):
    ada.says("final", top=[{"unit": "p-1", "name": "Ada", "score": 6_550, "place": 1, "climbed": 0}])
    ada.sees("6,550")
    ada.says("bye", code="over", words="That's the end of the night.")
    ada.sees("Good night!")
    ada.sees("6,550")


STAGE = {
    "where": "Round 1 of 1",
    "title": "Rivers",
    "prompt": "River 1?",
    "options": OPTIONS,
    "of": 9,
    "players": 9,
    "next": "Reveal the answer",
    "can": ["pause", "reveal"],
    "paused": False,
    "locked": False,
}


def steps(remote):
    """How often the remote has asked for what comes next."""
    return sum(said.get("what") == "next" for said in remote.heard)


def test_a_button_of_the_remote_stays_under_the_finger_and_is_pressed_once(context):
    remote = Party(context, f"/host#{'s' * 22}")
    assert remote.hears("host")["secret"] == "s" * 22
    remote.says("stage", n=1, **STAGE)
    remote.sees("1 of 9 have answered")
    button = remote.page.get_by_role("button", name="Reveal the answer")
    box = button.bounding_box()
    remote.page.mouse.move(box["x"] + 20, box["y"] + 20)
    remote.page.mouse.down()
    remote.says("stage", n=2, **STAGE)
    remote.sees("2 of 9 have answered")
    remote.page.mouse.up()
    remote.waits(lambda: steps(remote))
    remote.says("stage", n=2, **{**STAGE, "next": "On we go"})
    remote.taps("On we go")
    remote.page.wait_for_timeout(50)
    assert steps(remote) == 1
    assert remote.faults == []
