"""The screen of packs: choose one, add one, remove one, and see what is broken."""

import pytest

from tests.support import RIVERS, FakeClock
from tests.tui.pictures import settled
from trivia.game.setup import Setup
from trivia.packs import library, shelf
from trivia.paths import DEFAULT_PACK, PACKS_VARIABLE
from trivia.saves.keeper import Keeper
from trivia.tui.app import GlobesApp
from trivia.tui.playbill import Playbill
from trivia.tui.screens.packs import PacksScreen
from trivia.tui.screens.problems import ProblemsScreen
from trivia.tui.screens.question import QuestionScreen
from trivia.tui.screens.setup import SetupScreen


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A pack folder with a pack and a broken one; a small pack stands in for the built-in one."""
    folder, builtin = tmp_path / "own", tmp_path / "questions"
    for place in (folder, builtin):
        place.mkdir()
    usual = RIVERS.replace("pack: rivers\ntitle: Rivers", f"pack: {DEFAULT_PACK}\ntitle: The usual")
    (builtin / f"{DEFAULT_PACK}.yaml").write_text(usual, encoding="utf-8")
    monkeypatch.setattr(library, "builtin_packs", lambda: builtin)
    monkeypatch.setattr(shelf, "builtin_packs", lambda: builtin)
    monkeypatch.setenv(PACKS_VARIABLE, str(folder))
    (folder / "bad.yaml").write_text("pack: bad\ntitel: x\nmore: 3\n", encoding="utf-8")
    (folder / "rivers.yaml").write_text(RIVERS, encoding="utf-8")
    return folder


@pytest.fixture
def app(tmp_path, own):
    return GlobesApp(Keeper(tmp_path / "saves"), clock=FakeClock(), seeds=[3])


def lines(app):
    listed = app.screen.query_one("#packs")
    return [str(listed.get_option_at_index(at).prompt) for at in range(listed.option_count)]


async def opened(pilot):
    await settled(pilot)
    await pilot.press("b")
    await settled(pilot)
    assert isinstance(pilot.app.screen, PacksScreen)


async def test_a_pack_is_chosen_and_played(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert [line.split("\n")[0].strip("▌ ") for line in lines(app)] == [
            "★ The usual",
            "✘ bad  broken",
            "Rivers",
        ]
        await pilot.press("end", "enter")
        await pilot.pause()
        assert isinstance(app.screen, SetupScreen)
        assert app.screen._chosen.packs == ("rivers",)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, QuestionScreen)
        assert app.session.pack.facts.id == "rivers"


async def test_a_broken_pack_shows_what_is_wrong_with_it(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("down", "enter")
        assert isinstance(app.screen, ProblemsScreen)
        told = "".join(str(part.render()) for part in app.screen.query("Static"))
        assert "unknown key 'titel'. Did you mean 'title'?" in told
        assert "unknown key 'more'" in told


async def test_a_pack_is_added_by_its_path(app, tmp_path, own):
    path = tmp_path / "lakes.yaml"
    path.write_text(
        RIVERS.replace("pack: rivers\ntitle: Rivers", "pack: lakes\ntitle: Lakes"), encoding="utf-8"
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("a")
        app.screen.query_one("Input").value = "no/such/path"
        await pilot.press("enter")
        assert "nothing at that path" in str(app.screen.query_one("#reason").render())
        app.screen.query_one("Input").value = str(path)
        await pilot.press("enter")
        await settled(pilot)
        assert (own / "lakes" / "lakes.yaml").is_file()
        assert "Lakes" in lines(app)[app.screen.query_one("#packs").highlighted]


async def test_a_broken_pack_is_not_added(app, tmp_path, own):
    path = tmp_path / "worse.yaml"
    path.write_text("pack: [", encoding="utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("a")
        app.screen.query_one("Input").value = str(path)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ProblemsScreen)
        assert len(list(own.iterdir())) == 2


async def test_a_pack_is_removed_and_put_back_and_a_built_in_one_is_not(app, own):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("d", "u")
        assert len(lines(app)) == 3
        await pilot.press("end", "d")
        await settled(pilot)
        assert len(lines(app)) == 2
        assert (own / "removed" / "rivers.yaml").is_file()
        await pilot.press("u")
        await settled(pilot)
        assert len(lines(app)) == 3
        assert (own / "rivers.yaml").is_file()


async def test_the_pack_dial_survives_broken_packs_and_packs_of_one_id(app, own):
    (own / "again.yaml").write_text(RIVERS, encoding="utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("m")
        await pilot.pause()
        assert [names for names, _ in app.screen._offer.packs] == [
            (),
            ("rivers",),
            (DEFAULT_PACK, "rivers"),
        ]


def test_where_the_usual_pack_is_broken_another_can_be_chosen(tmp_path, own):
    (tmp_path / "questions" / f"{DEFAULT_PACK}.yaml").write_text("pack: [", encoding="utf-8")
    playbill = Playbill(Keeper(tmp_path / "saves"), None, [])
    assert [names for names, _ in playbill.choices()] == [("rivers",)]
    assert [pack.facts.id for pack in playbill.packs(Setup(packs=("rivers",)))] == ["rivers"]


def test_a_pack_of_the_past_is_found_by_its_id_and_never_by_a_path(tmp_path, own, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "pack.yaml").write_text(
        RIVERS.replace(": rivers", ": elsewhere"), encoding="utf-8"
    )
    (own / "file.yaml").write_text(RIVERS.replace("pack: rivers", "pack: ident"), encoding="utf-8")
    playbill = Playbill(Keeper(tmp_path / "saves"), None, [])
    assert [pack.facts.id for pack in playbill.at_hand(["elsewhere", "ident", "bad"])] == ["ident"]
