"""The host's show by its keys: a night with every rule, and what a host does when something goes wrong."""

from tests.tui.stage import NAMES, StageApp, make_part, make_plan
from trivia.party.journal import replay
from trivia.party.standing import scoreboard
from trivia.party.state import Phase
from trivia.tui.party.stage import Stage


def painted(app):
    """What stands on the stage, line by line."""
    return ["".join(text for text, _ in line) for line in app.screen.query_one(Stage)._lines]


def told(app):
    return "\n".join(painted(app))


async def test_a_classic_round_from_the_lobby_to_the_title(tmp_path):
    app = StageApp(tmp_path, make_plan(make_part(count=2)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert all(name in told(app) for name in NAMES[:4])
        await app.next(pilot)
        assert app.room.phase is Phase.INTRO
        await app.next(pilot)
        assert "La La Land" in told(app)
        for keys in ("17xh", "28cj"):
            app.clock.turn(2_000)
            await pilot.press(*keys)
            await pilot.pause()
            assert app.room.phase is Phase.LOCKED
            await app.next(pilot)
            assert app.room.phase is Phase.REVEAL
            assert "paragraph" in told(app)
            await app.next(pilot)
        assert app.room.phase is Phase.STANDINGS
        await app.next(pilot)
        assert app.room.phase is Phase.FINAL
        assert "The night belongs to" in told(app)
        await app.next(pilot)
        assert app.room.phase is Phase.CLOSED
        await app.next(pilot)
    assert app.left == 1
    kept = replay(app.journal.kept)
    assert kept == app.room
    assert [line.score for line in scoreboard(kept)] == [950] * 4
