import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App
from textual.binding import Binding
from textual.widgets import Input

from tests.support import FakeClock
from tests.tui.contrast import painted
from trivia.game.rules import Phase
from trivia.saves.keeper import Keeper
from trivia.tui.app import GlobesApp
from trivia.tui.screens.title import TitleScreen
from trivia.tui.widgets.key_line import Key, KeyLine, fitting


class Board(App[None]):
    """A screen with many keys, some for one action, and one that does nothing now."""

    BINDINGS = [  # noqa: RUF012 - as Textual declares it
        Binding("question_mark", "did('help')", "Keys", key_display="?"),
        Binding("n", "did('new')", "New"),
        Binding("r", "did('rename')", "Rename", tooltip="Give another name"),
        Binding("d", "did('delete')", "Delete"),
        Binding("x", "did('hidden')", "Hidden", show=False),
        Binding("o", "off", "Off"),
        Binding("t,escape", "did('title')", "Title", key_display="t"),
    ]

    def __init__(self, palette=False, fields=0):
        super().__init__()
        self.done = []
        self._palette = palette
        self._fields = fields

    def compose(self):
        for _ in range(self._fields):
            yield Input()
        yield KeyLine(palette=self._palette)

    def check_action(self, action, parameters):  # noqa: ARG002 - Textual's hook
        return None if action == "off" else True

    def action_did(self, what):
        self.done.append(what)

    def action_off(self):
        self.done.append("off")


def line_of(app):
    strips = app.screen._compositor.render_strips()
    return "".join(segment.text for segment in strips[app.size.height - 1])


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, " n New  r Rename  d Delete  o Off  t Title  ? Keys "),
        (51, " n New  r Rename  d Delete  o Off  t Title  ? Keys "),
        (50, " n New  r Rename  d Delete  t Title  ? Keys "),
        (43, " n New  r Rename  o Off  t Title  ? Keys "),
        (24, " n New  t Title  ? Keys "),
        (17, " t Title  ? Keys "),
        (16, " n New  ? Keys "),
        (8, " ? Keys "),
        (7, " n New "),
        (6, ""),
    ],
)
async def test_no_key_is_cut_and_help_and_the_way_out_stay_longest(width, shown):
    app = Board()
    async with app.run_test(size=(width, 6)) as pilot:
        await pilot.pause()
        assert line_of(app) == shown.ljust(width)


async def test_the_palette_stands_at_the_right_end_where_there_is_room():
    app = Board(palette=True)
    async with app.run_test(size=(80, 6)) as pilot:
        await pilot.pause()
        assert line_of(app).endswith("? Keys " + " " * 16 + "▏ ^p palette ")
        await pilot.resize_terminal(62, 6)
        await pilot.pause()
        assert line_of(app).rstrip().endswith("? Keys")


async def test_a_click_does_what_the_key_does():
    app = Board()
    async with app.run_test(size=(80, 6)) as pilot:
        await pilot.pause()
        line = line_of(app)
        for sign in ("n New", "Title", "d Delete", "? Keys"):
            await pilot.click(KeyLine, offset=(line.index(sign), 0))
            await pilot.pause()
        assert app.done == ["new", "title", "delete", "help"]
        await pilot.click(KeyLine, offset=(line.index("o Off"), 0))
        await pilot.click(KeyLine, offset=(70, 0))
        await pilot.pause()
        assert len(app.done) == 4


async def test_a_click_on_the_palettes_key_opens_it():
    app = Board(palette=True)
    async with app.run_test(size=(80, 6)) as pilot:
        await pilot.pause()
        await pilot.click(KeyLine, offset=(75, 0))
        await pilot.pause()
        assert len(app.screen_stack) == 2


async def test_keys_that_a_field_for_text_would_take_are_not_offered():
    app = Board(fields=1)
    async with app.run_test(size=(80, 6)) as pilot:
        await pilot.pause()
        assert line_of(app).split() == ["t", "Title"]


async def test_the_key_under_the_mouse_lights_up_and_says_more():
    app = Board()
    async with app.run_test(size=(80, 6)) as pilot:
        await pilot.pause()
        line = app.query_one(KeyLine)
        plain = list(painted(app))
        await pilot.hover(KeyLine, offset=(line_of(app).index("Rename"), 0))
        await pilot.pause()
        assert line.at.title == "Rename"
        assert line.tooltip == "Give another name"
        changed = [piece[0] for piece in painted(app) if piece not in plain]
        assert changed == ["r", "Rename"]
        await pilot.hover(KeyLine, offset=(75, 0))
        await pilot.pause()
        assert line.at is None
        assert line.tooltip is None
        assert list(painted(app)) == plain


async def test_it_follows_keys_that_come_and_go(tmp_path):
    app = GlobesApp(Keeper(tmp_path / "saves"), clock=FakeClock(), seeds=[3])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert line_of(app).startswith(" enter Choose  b Packs  ? Keys ")
        await pilot.press("p")
        await pilot.pause()
        assert line_of(app).startswith(" enter Choose  x 50:50  h Hint ")
        await pilot.press("1")
        await pilot.pause()
        assert line_of(app).startswith(" enter Next  s Source  esc Leave ")


async def test_a_double_click_takes_nothing_that_the_first_click_has_only_brought_there(tmp_path):
    """“Next” becomes “Choose” under the mouse: that would take an option nobody has read."""
    app = GlobesApp(Keeper(tmp_path / "saves"), clock=FakeClock(), seeds=[3])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("p", "1")
        await pilot.pause()
        await pilot.click(KeyLine, offset=(3, 0), times=3)
        await pilot.pause()
        assert app.session.game.place == 1
        assert app.session.game.phase is Phase.ASKING
        await pilot.click(KeyLine, offset=(line_of(app).index("Leave"), 0))
        await pilot.pause()
        await pilot.click(KeyLine, offset=(3, 0))
        await pilot.pause()
        assert not isinstance(app.screen, TitleScreen)
        assert len(app.session.game.answers) == 1


KEYS = st.lists(
    st.builds(
        lambda names, sign, title: Key(names, sign, title, "", "", None, True),
        st.sampled_from([("question_mark",), ("escape",), ("a",), ("t", "escape")]),
        st.text("abc東", min_size=1, max_size=5),
        st.text("abc東", max_size=8),
    ),
    unique_by=lambda key: (key.sign, key.title),
)


@given(KEYS, st.integers(0, 80))
def test_what_fits_is_whole_in_order_and_help_comes_last(keys, width):
    shown = fitting(keys, width)
    assert sum(key.width for key in shown) <= width
    helping = [key for key in shown if "question_mark" in key.names]
    others = [key for key in shown if "question_mark" not in key.names]
    assert shown == others + helping
    assert others == [key for key in keys if key in others]
    room = width - sum(key.width for key in shown)
    assert all(key.width > room for key in keys if key not in shown)
    if sum(key.width for key in keys) <= width:
        assert len(shown) == len(keys)
