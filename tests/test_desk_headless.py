"""A party without a screen: the real command, its line of JSON, the host's remote, a player, and the end."""

import asyncio
import json
import os
import signal
import sys
from contextlib import asynccontextmanager, closing
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import connect

from tests.party.house import Guest
from trivia.cli import main
from trivia.saves import parties
from trivia.saves.store import Store
from trivia.settings import PartyChoice, Settings, write_settings

PATIENCE = 30


class Night:
    """A party that goes on in another process."""

    def __init__(self, process, told):
        self.process = process
        self.told = told

    @property
    def url(self):
        return f"ws://{self.told['address']}/ws"

    async def ends(self, sign=None):
        if sign is not None:
            self.process.send_signal(sign)
        _, err = await asyncio.wait_for(self.process.communicate(), PATIENCE)
        return self.process.returncode, err.decode()


@asynccontextmanager
async def hosted(folder, *options):
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "trivia", "party", "--headless", "--port", "0", "--save-dir", str(folder)),
        *options,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        yield Night(process, json.loads(line) if line else {})
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


@asynccontextmanager
async def guest(night):
    async with connect(night.url, compression=None) as line:
        yield Guest(line)


async def remote(night, line):
    await line.say("host", v=1, secret=urlsplit(night.told["host"]).fragment)
    await line.hear("stage")


async def test_a_night_that_is_stopped_goes_on_and_is_closed_from_the_remote(tmp_path):
    async with hosted(tmp_path, "--seed", "3") as night:
        told = night.told
        assert list(told) == ["party", "address", "pin", "join", "host", "addresses", "fits"]
        assert told["address"].startswith("127.0.0.1:")
        assert told["join"] == f"HTTP://{told['address']}/J/{told['pin']}"
        assert told["host"].startswith(f"http://{told['address']}/host#")
        assert told["fits"] > 0
        async with guest(night) as ada, guest(night) as host:
            await ada.say("hello", v=1, pin=told["pin"], name="Ada")
            token = (await ada.hear("welcome"))["token"]
            await remote(night, host)
            await host.say("do", what="next")
            await ada.hear("intro")
            await host.say("do", what="next")
            question = (await ada.hear("ask"))["q"]
            await ada.say("answer", q=question, o=0)
            await ada.hear("taken")
            if os.name == "nt":
                night.process.kill()
                await night.ends()
            else:
                assert await night.ends(signal.SIGTERM) == (128 + signal.SIGTERM, "")
    store = Store(tmp_path)
    try:
        (kept,) = parties.unfinished(store)
    finally:
        store.close()
    assert (kept.seats, kept.asked, kept.fault) == (1, 1, "")
    async with hosted(tmp_path, "--resume") as night, guest(night) as ada, guest(night) as host:
        assert night.told["party"] == told["party"]
        await ada.say("back", v=1, token=token)
        await ada.hear("taken")
        await remote(night, host)
        await host.say("do", what="resume")
        await host.say("do", what="reveal")
        assert (await ada.hear("reveal"))["you"]["verdict"] in {"right", "wrong"}
        await host.say("do", what="end")
        await ada.hear("final")
        await host.say("do", what="close")
        assert (await ada.hear("bye"))["code"] == "over"
        assert await night.ends() == (0, "")
    assert main(["party", "--headless", "--resume", "--save-dir", str(tmp_path)]) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal to another process")
@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal to another process")
async def test_it_plays_the_night_that_was_put_together_in_the_set_up(tmp_path):
    party = PartyChoice(
        preset="own", way="buzz", rounds=("survivor:3:20:any:single:4", "board:8:30:any:double:2")
    )
    write_settings(tmp_path, Settings(welcomed=True, party=party))
    async with hosted(tmp_path) as night:
        assert await night.ends(signal.SIGTERM) == (143, "")
    with closing(Store(tmp_path)) as store:
        (one,) = parties.unfinished(store)
        plan = parties.room_of(store, one.uid).plan
    assert [(part.rule, len(part.asks), part.double) for part in plan.rounds] == [
        ("survivor", 3, False),
        ("board", 8, True),
    ]
    assert plan.keys.way == "none"


async def test_ctrl_c_ends_it_in_good_order(tmp_path):
    async with hosted(tmp_path) as night:
        assert await night.ends(signal.SIGINT) == (130, "")


async def test_a_door_that_cannot_be_had_is_told_in_a_line_and_leaves_no_party_behind(tmp_path):
    async with hosted(tmp_path) as night:
        port = night.told["address"].rpartition(":")[2]
        async with hosted(tmp_path / "other", "--port", port) as other:
            code, err = await other.ends()
    assert (code, err.count("\n")) == (2, 1)
    assert f"port {port}" in err
    assert main(["party", "--headless", "--resume", "--save-dir", str(tmp_path / "other")]) == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--port", "70000"], "--port"),
        (["--base-url", "quiz"], "--base-url"),
        (["--per-address", "0"], "--per-address"),
        (["--resume", "--seed", "3"], "--resume"),
        (["--pack", "nobody-has-it"], "nobody-has-it"),
    ],
)
def test_a_wrong_command_is_told_in_a_line(tmp_path, capsys, options, words):
    assert main(["party", "--headless", "--save-dir", str(tmp_path), *options]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert err.count("\n") == 1
