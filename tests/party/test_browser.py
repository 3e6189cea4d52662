"""The phone page in a real browser.

That is not among the test requirements: it takes `pip install -e ".[browser]"`, and a Chromium that the
system knows (Debian: `apt-get install chromium`).
"""

import os
import shutil
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.party.house import (
    PIN,
    SECRET,
    Memory,
    first_question,
    happening,
    open_host,
    plan,
    reopened,
    serving,
)
from trivia.party.events import (
    Advanced,
    Closed,
    Ended,
    Joined,
    Kicked,
    Paused,
    Resumed,
    Returned,
    RevealedNow,
    Started,
)
from trivia.party.plan import Board, Plan, RoundPlan
from trivia.party.state import Phase

api = pytest.importorskip("playwright.async_api", reason="no Playwright here; pip install -e '.[browser]'")
axe = pytest.importorskip("axe_playwright_python.async_playwright", reason="no axe; likewise")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PHONE = {"width": 360, "height": 640}
LANDSCAPE = {"width": 640, "height": 320}
SHOTS = os.environ.get("GLOBES_TRIVIA_SHOTS", "")
"""A folder for pictures of every screen, for whoever wants to look at them."""

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here"),
    pytest.mark.filterwarnings("default"),  # Playwright's own are none of ours
]


@asynccontextmanager
async def browsing():
    async with api.async_playwright() as started:
        browser = await started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        await browser.close()


class Phone:
    """A phone with its own memory."""

    def __init__(self, page, name: str) -> None:
        self.page = page
        self.name = name
        self.faults: list[str] = []
        page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    async def sees(self, text: str, timeout: int = 10_000) -> None:
        await self.page.get_by_text(text).first.wait_for(timeout=timeout)

    async def joins(self, port: int) -> None:
        await self.page.goto(f"http://127.0.0.1:{port}/J/{PIN}")
        await self.page.fill("#name", self.name)
        await self.page.keyboard.press("Enter")
        await self.sees("You're in, ")

    async def checks(self, screen: str) -> None:
        """Nothing is wrong with this screen for anyone's eyes, ears or hands, and nothing sticks out."""
        if SHOTS:
            called = self.name.strip("</b>").lower()
            await self.page.screenshot(path=Path(SHOTS) / f"{screen}-{called}.png")
        found = (await axe.Axe().run(self.page)).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []
        sizes = "[document.documentElement.scrollWidth, window.innerWidth]"
        wide, window = await self.page.evaluate(sizes)
        assert wide <= window


async def phone(browser, name: str, size=None, **options) -> Phone:
    context = await browser.new_context(viewport=size or PHONE, **options)
    return Phone(await context.new_page(), name)


def whole_night() -> Plan:
    asks = plan(4).rounds[0].asks
    return Plan(
        "A whole night",
        (
            RoundPlan("classic", "All together", asks[:1], seconds=60),
            RoundPlan("buzzer", "Fast fingers", asks[:1], seconds=60),
            RoundPlan(
                "board", "The board", asks, 60, board=Board(("Film", "Stage"), (100, 200), by_buzzer=False)
            ),
            RoundPlan("final-wager", "The last stake", asks[:1], seconds=60),
        ),
    )


async def test_three_phones_play_a_whole_night():
    host = open_host(whole_night(), Memory())
    async with serving(host) as server, browsing() as browser:
        ada = await phone(browser, "Ada")
        bo = await phone(browser, "<b>Bo</b>", LANDSCAPE, color_scheme="dark")
        cy = await phone(browser, "Cy", color_scheme="dark", reduced_motion="reduce")
        phones = (ada, bo, cy)
        await ada.page.goto(f"http://127.0.0.1:{server.port}/j/{PIN}")
        await ada.checks("door")
        for guest in phones:
            await guest.joins(server.port)
        await bo.sees("<b>Bo</b>")
        await ada.checks("lobby")
        host.do(Started())
        await ada.sees("Round 1 of 4")
        host.do(Advanced())
        await ada.sees("Into which sea")
        for guest in phones:
            await guest.sees("Red Sea")
            await guest.checks("question")
        host.do(Paused())
        await ada.sees("A short break.")
        assert not await ada.page.get_by_text("Into which sea").is_visible()  # nor is it on the big screen
        host.do(Resumed())
        await ada.sees("Into which sea")
        for guest, way in ((ada, "a"), (bo, "2")):
            await guest.page.keyboard.press(way)
            await guest.sees("No going back now.")
        await cy.page.get_by_role("button", name="North Sea").click()
        await cy.sees("Answers are in.")
        host.do(Advanced())
        await ada.sees("Right!")
        await bo.sees("Not this time.")
        await ada.sees("SECRET-0 flows there.")
        for guest in phones:
            await guest.checks("verdict")
        host.do(Paused())
        await ada.sees("A short break.")
        host.do(Resumed())
        host.do(Advanced())
        await ada.sees("You're 1st of 3.")
        await ada.checks("standings")
        await _buzz(host, ada, bo)
        await _board(host, phones)
        await _stake(host, ada)
        host.do(Ended())
        await ada.sees("That's the show")
        await ada.checks("final")
        host.do(Closed())
        await ada.sees("Good night!")
        assert [guest.faults for guest in phones] == [[], [], []]


async def _buzz(host, ada: Phone, bo: Phone) -> None:
    host.do(Advanced())
    host.do(Advanced())
    await ada.page.get_by_role("button", name="Buzz!").click()
    await bo.sees("Ada was first.")
    await ada.page.get_by_role("button", name="Dead Sea").click()
    await ada.sees("The others may try.")
    await bo.checks("buzzer")
    await bo.page.keyboard.press("b")
    await bo.page.get_by_role("button", name="North Sea").click()
    await bo.sees("Answers are in.")
    host.do(Advanced())
    await bo.sees("Right!")
    host.do(Advanced())


async def _board(host, phones: tuple[Phone, ...]) -> None:
    host.do(Advanced())
    host.do(Advanced())
    for guest in phones:
        await guest.sees("Stage")
    (chooser,) = [guest for guest in phones if await guest.page.get_by_text("Your choice.").count()]
    await chooser.checks("board")
    await chooser.page.get_by_role("button", name="Stage, 100").click()
    await chooser.sees("river 2")
    (other, *_) = [guest for guest in phones if guest is not chooser]
    await other.sees("You're watching this one.")
    await chooser.page.get_by_role("button", name="Red Sea").click()
    await chooser.sees("Answers are in.")
    host.do(Advanced())
    await chooser.sees("Right!")


async def _stake(host, ada: Phone) -> None:
    while host.room.phase is not Phase.WAGERING:
        host.do(RevealedNow() if host.room.phase is Phase.OPEN else Advanced())
    await ada.sees("What's your stake?")
    await ada.checks("stake")
    await ada.page.fill("#stake", "999999")
    await ada.page.get_by_role("button", name="Stake it").click()
    await ada.sees("Anything from 0 to")
    await ada.page.get_by_role("button", name="Half").click()
    await ada.page.get_by_role("button", name="Stake it").click()
    await ada.sees("A brave soul.")
    host.do(Advanced())
    await ada.sees("Into which sea")
    await ada.page.keyboard.press("A")
    await ada.sees("No going back now.")
    host.do(RevealedNow())
    await ada.sees("Right!")


async def test_a_phone_is_back_in_its_seat_by_itself_after_reload_sleep_and_a_new_host():
    journal = Memory()
    host = open_host(plan(seconds=300), journal)
    async with browsing() as browser:
        ada, bo = await phone(browser, "Ada"), await phone(browser, "Bo")
        async with serving(host) as server:
            port = server.port
            await ada.joins(port)
            await bo.joins(port)
            first_question(host)
            await ada.sees("Into which sea")
            await ada.page.reload()
            await ada.sees("Into which sea", timeout=4_000)
            asleep = await ada.page.context.new_cdp_session(ada.page)
            await asleep.send("Page.setWebLifecycleState", {"state": "frozen"})
            seat = next(seat.player for seat in host.room.seats.values() if seat.name == "Ada")
            server._switchboard._seated[seat].transport.abort()
            await asleep.send("Page.setWebLifecycleState", {"state": "active"})
            await ada.page.evaluate("window.dispatchEvent(new Event('pageshow'))")
            await api.expect(ada.page.locator("#line")).to_have_text("", timeout=4_000)
            await ada.page.keyboard.press("a")
            await ada.sees("No going back now.")
        await ada.sees("Lost the line")
        await bo.page.keyboard.press("a")  # and it is said again when the host is back
        host = reopened(journal)
        async with serving(host, port) as server:
            await bo.sees("Answers are in.", timeout=6_000)
            await ada.sees("Answers are in.", timeout=6_000)
            host.do(Advanced())
            await ada.sees("Right!")
            await bo.sees("Right!")
            await bo.page.reload()
            await bo.sees("Right!")
            assert "points" in await bo.page.inner_text("#score")
        assert not any(isinstance(event, Returned) for _, event in journal.events())
        assert sum(isinstance(event, Joined) for _, event in journal.events()) == 2


async def test_a_second_tab_takes_the_seat_and_who_is_shown_out_finds_the_door():
    host = open_host(plan(), Memory())
    async with serving(host) as server, browsing() as browser:
        ada = await phone(browser, "Ada")
        await ada.joins(server.port)
        tab = Phone(await ada.page.context.new_page(), "Ada")
        await tab.page.goto(f"http://127.0.0.1:{server.port}/")
        await tab.sees("You're in, Ada.")
        await ada.sees("Your seat is in use")
        await ada.checks("elsewhere")
        await ada.page.get_by_role("button", name="Play here instead").click()
        await ada.sees("You're in, Ada.")
        await tab.sees("Your seat is in use")
        host.do(Kicked(next(iter(host.room.seats))))
        await ada.sees("The show goes on without you")
        await ada.page.get_by_role("button", name="Back to the door").click()
        await ada.page.fill("#name", "Ada")
        await ada.page.get_by_role("button", name="Join in").click()
        await ada.sees("You're in, Ada.")


async def test_the_page_holds_at_twice_the_text_and_says_what_is_wrong_at_the_door():
    host = open_host(plan(), Memory())
    async with serving(host) as server, browsing() as browser:
        ada = await phone(browser, "Ada")
        await ada.page.goto(f"http://127.0.0.1:{server.port}/")
        await ada.page.evaluate("document.documentElement.style.fontSize = '200%'")
        await ada.page.get_by_role("button", name="Join in").click()
        await ada.sees("The PIN is on the big screen")
        await ada.page.fill("#pin", "000 000")
        await ada.page.fill("#name", "Ada")
        await ada.page.keyboard.press("Enter")
        await ada.sees("not tonight's PIN")
        await ada.checks("wrong-pin")
        await ada.page.fill("#pin", PIN)
        await ada.page.keyboard.press("Enter")
        await ada.sees("You're in, Ada.")
        await ada.page.get_by_text("Play in a team").click()
        await ada.page.fill("#team", "Reds")
        await ada.page.keyboard.press("Enter")
        await ada.sees("You play for Reds.")
        await ada.checks("team")
        first_question(host)
        await ada.sees("Into which sea")
        await ada.checks("large")
        await ada.page.get_by_role("button", name="Dead Sea").click()
        await ada.sees("Answers are in.")


async def test_the_remote_runs_the_show_from_a_phone():
    host = open_host(plan(), Memory())
    async with browsing() as browser:
        async with serving(host) as server:
            ada, remote = await phone(browser, "Ada"), await phone(browser, "Host")
            await ada.joins(server.port)
            await remote.page.clock.install()
            await remote.page.goto(f"http://127.0.0.1:{server.port}/host#{SECRET}")
            await remote.sees(f"Guests join at 127.0.0.1:{server.port} with the PIN {PIN}.")
            await remote.checks("remote")
            await remote.page.get_by_role("button", name="Start the show").click()
            await ada.sees("Round 1 of 1")
            await remote.page.get_by_role("button", name="Skip the round").wait_for()
            await remote.page.clock.fast_forward(500)  # sooner it would be the same tap twice
            await remote.page.get_by_role("button", name="First question").click()
            await ada.sees("Into which sea")
            await remote.page.clock.fast_forward(500)
            await remote.page.get_by_role("button", name="Reveal now").click()
            await ada.sees("No answer from you")
            await remote.sees("right")
            await remote.page.get_by_text("Who is here").click()
            await remote.page.get_by_text("Ada: 0").click()
            await remote.checks("remote-seats")
            await remote.page.get_by_role("button", name="Give Ada points").click()
            await remote.sees("Ada: 100")
            late = await phone(browser, "Late")
            await late.page.goto(f"http://127.0.0.1:{server.port}/J/{PIN}")
            await late.page.fill("#name", "Late")
            await late.page.keyboard.press("Enter")
            await remote.sees("Late: 100")  # level with the last place
            kicked = happening(host, Kicked)
            await remote.page.get_by_role("button", name="Show out").click()
            await remote.page.get_by_role("button", name="Sure? Tap again").click()
            await kicked
            await ada.sees("The show goes on without you")
            stranger = await phone(browser, "Stranger")
            await stranger.page.goto(f"http://127.0.0.1:{server.port}/host#{'x' * 22}")
            await stranger.sees("not the host's secret")
            await remote.page.get_by_role("button", name="End the show").click()
            await remote.page.get_by_role("button", name="Sure? Tap again").click()
            await remote.page.clock.fast_forward(500)
            await remote.page.get_by_role("button", name="Close the party").click()
            await remote.page.get_by_role("button", name="Sure? Tap again").click()
            await late.sees("Good night!")
        await remote.sees("Thank you for hosting!")
