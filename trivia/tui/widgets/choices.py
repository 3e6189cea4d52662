"""A list to choose from, by number, letter, arrows or mouse.

The list paints its choices itself. One widget for each, with parts for sign and text, would be the usual way;
but all widgets of a stage are looked at for every paint, and each choice would be styled anew for a verdict,
which took several times as long.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final, cast

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions
from textual.widget import Widget

SIGN_CELLS: Final = 3
"""The room for a choice's sign, with a blank or two after it."""
BEFORE: Final = 2
"""Cells before the sign: the bar at the edge, and a blank."""
AFTER: Final = 2
"""Cells that stay free behind the text."""
STATES: Final = ("usual", "at", "under", "right", "wrong", "past", "gone", "held")
"""How a choice may stand: the highlighted one is `at`, the one under the mouse `under`."""


@dataclass(slots=True)
class Choice:
    """One choice.

    Attributes:
        text: What it says.
        sign: What stands in front of it.
        outcome: How it stands, if not as usual; one of `STATES`.
    """

    text: Content
    sign: str
    outcome: str = ""

    @property
    def gone(self) -> bool:
        """Whether it cannot be taken any more."""
        return self.outcome == "gone"


class ChoiceList(Widget, can_focus=True):
    """Choices one below the other; a `Chosen` message says which was taken."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"choice--{state}{part}" for state in STATES for part in ("", "-sign", "-bar")
    }
    # The gutter of a list is the room between its choices.
    DEFAULT_CSS: ClassVar = """
    ChoiceList {
        height: auto;
        grid-gutter: 0;
        & > .choice--usual { background: $surface; color: $foreground; }
        & > .choice--usual-sign { color: $primary; text-style: bold; }
        & > .choice--usual-bar { color: $panel; }
        & > .choice--under { background: $panel; color: $foreground; }
        & > .choice--under-sign { color: $primary; text-style: bold; }
        & > .choice--under-bar { color: $panel; }
        & > .choice--at { background: $panel; color: $foreground; text-style: bold; }
        & > .choice--at-sign { color: $primary; text-style: bold; }
        & > .choice--at-bar { color: $primary; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("home", "move_to(0)", "First", show=False),
        Binding("end", "move_to(-1)", "Last", show=False),
        Binding("enter,space", "take", "Choose", key_display="enter"),
    ]

    at: reactive[int] = reactive(0, init=False)
    """The index of the highlighted choice."""
    under: reactive[int | None] = reactive(None, init=False)
    """The index of the choice under the mouse."""

    class Chosen(Message):
        """A choice was taken.

        Attributes:
            index: Its place in the list.
        """

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(
        self,
        texts: tuple[str, ...],
        signs: tuple[str, ...],
        keys: tuple[str, ...],
        id: str | None = None,  # noqa: A002 - Textual's own word
    ) -> None:
        """Make a list.

        Args:
            texts: What the choices say; data, never markup.
            signs: What stands in front of each.
            keys: For each choice the keys that take it at once, as one string of characters.
            id: The widget's id.
        """
        super().__init__(id=id)
        self.choices = tuple(Choice(Content(text), sign) for sign, text in zip(signs, texts, strict=True))
        self._keys = keys
        self.open = True

    def on_mount(self) -> None:
        """Get ready, once the choices are seen."""
        self.call_after_refresh(self._get_ready)

    def _get_ready(self) -> None:
        """Work out how a verdict looks before there is one; Textual keeps that."""
        if not self.is_attached:
            return  # what comes next came faster than this could be painted, and it has no look any more
        for state in ("right", "wrong"):
            self._styles(state)

    def watch_at(self, before: int, now: int) -> None:
        """Move the highlight."""
        self._repaint(before, now)

    def watch_under(self, before: int | None, now: int | None) -> None:
        """Follow the mouse."""
        self._repaint(*(index for index in (before, now) if index is not None))

    def remove_choices(self, indexes: tuple[int, ...]) -> None:
        """Take some choices out of the game; they stay where they are, crossed out."""
        for index in indexes:
            self._mark(index, "×", "gone")
        if self.choices[self.at].gone:
            self.action_move(1)

    def hold(self, chosen: int) -> None:
        """Take no more choices; everybody looks at the one that was taken."""
        self.open = False
        self._mark(chosen, "…", "held")
        self.refresh()

    def judge(self, chosen: int, *, right: bool, then: Callable[[], None]) -> None:
        """Take no more choices, and show at once whether the one that was taken was right.

        Args:
            chosen: The index of the one that was taken.
            right: Whether it was.
            then: What is done once that is on the screen.
        """
        self.open = False
        self._mark(chosen, *(("✔", "right") if right else ("✘", "wrong")))
        # By way of the list's own messages, or it would come before the list has asked to be painted.
        self.call_later(self.call_after_refresh, then)

    def close(self, right: int, chosen: int | None) -> None:
        """Take no more choices, and show how it turned out.

        Args:
            right: The index of the right choice.
            chosen: The index of the one that was taken; `None` where it was too late for any.
        """
        self.open = False
        for index in range(len(self.choices)):
            if index == right:
                self._mark(index, "✔", "right")
            elif index == chosen:
                self._mark(index, "✘", "wrong")
            else:
                self._mark(index, "·", "past")

    def _mark(self, index: int, sign: str, outcome: str) -> None:
        choice = self.choices[index]
        choice.sign, choice.outcome = sign, outcome
        self._repaint(index)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's hook
        """A closed list leaves its keys to the screen."""
        return self.open

    def action_move(self, steps: int) -> None:
        """Move the highlight, round the ends and past what is gone."""
        self._move_to(self.at + steps, steps)

    def action_move_to(self, index: int) -> None:
        """Move the highlight to the first or the last."""
        self._move_to(index, 1 if index >= 0 else -1)

    def _move_to(self, index: int, step: int) -> None:
        count = len(self.choices)
        ahead = ((index + step * number) % count for number in range(count))
        self.at = next((place for place in ahead if not self.choices[place].gone), self.at)

    def action_take(self) -> None:
        """Take the highlighted choice."""
        self._take(self.at)

    def on_key(self, event: events.Key) -> None:
        """Take a choice by its number or letter."""
        if not self.open or event.character is None:
            return
        for index, keys in enumerate(self._keys):
            if event.character.casefold() in keys:
                event.stop()
                self._take(index)
                return

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Light up what can be taken."""
        index = self._index_at(event.y)
        self.under = index if self.open and index is not None and not self.choices[index].gone else None

    def on_leave(self) -> None:
        """The mouse has gone."""
        self.under = None

    def on_click(self, event: events.Click) -> None:
        """Take a choice by mouse."""
        index = self._index_at(event.y)
        if self.open and index is not None:
            self._take(index)

    def _take(self, index: int) -> None:
        if not self.choices[index].gone:
            self.set_reactive(
                ChoiceList.at, index
            )  # the highlight need not follow: a verdict is painted there
            self.screen.post_message(
                self.Chosen(index)
            )  # straight on; on its way up it would wait in every queue

    def row_of(self, index: int) -> int:
        """The line, counted from 0 at the list's top, on which a choice begins."""
        return sum(self._heights(self.size.width)[:index]) + index * self._gap

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's hook
        """The lines of all choices, and the room between them."""
        return sum(self._heights(width)) + self._gap * len(self.choices)

    def render_line(self, y: int) -> Strip:
        """One line of a choice, or of the room between two."""
        width = self.size.width
        index = self._index_at(y)
        if index is None:
            return Strip.blank(width, self.rich_style)
        choice = self.choices[index]
        state = choice.outcome or self._state(index)
        ground, bar, sign = self._styles(state)
        line = y - self.row_of(index)
        room = ground.rich_style
        lines = choice.text.render_strips(_room(width), None, ground, self._options)
        head = choice.sign if line == 0 else ""
        edge = [
            Segment("▌", bar.rich_style),
            Segment(" ", room),
            Segment(head.ljust(SIGN_CELLS), sign.rich_style if head else room),
        ]
        text = lines[line] if line < len(lines) else Strip.blank(0)
        return Strip.join([Strip(edge, BEFORE + SIGN_CELLS), text]).extend_cell_length(width, room)

    def _styles(self, state: str) -> tuple[Style, Style, Style]:
        """How a choice that stands so is painted: its ground with the text, the bar at its edge, its sign."""
        ground = self.get_visual_style(f"choice--{state}")
        bar = self.get_visual_style(f"choice--{state}-bar", partial=True)
        sign = self.get_visual_style(f"choice--{state}-sign", partial=True)
        return ground, ground + bar, ground + Style(strike=False) + sign

    def _state(self, index: int) -> str:
        if self.open and index == self.at:
            return "at"
        return "under" if index == self.under else "usual"

    @property
    def _options(self) -> RenderOptions:
        return RenderOptions(self._get_style, self._rules)

    @property
    def _rules(self) -> RulesMap:
        return cast("RulesMap", self.styles)  # they have its `get`, which is what Textual itself hands on

    @property
    def _gap(self) -> int:
        return self.styles.grid_gutter_horizontal

    def _heights(self, width: int) -> list[int]:
        return [choice.text.get_height(self._rules, _room(width)) for choice in self.choices]

    def _index_at(self, y: int) -> int | None:
        """The index of the choice on a line; `None` between two."""
        top = 0
        for index, height in enumerate(self._heights(self.size.width)):
            if top <= y < top + height:
                return index
            top += height + self._gap
        return None

    def _repaint(self, *indexes: int) -> None:
        """Paint some choices anew, and nothing else."""
        heights = self._heights(self.size.width)
        width = self.size.width
        self.refresh(*(Region(0, self.row_of(index), width, heights[index]) for index in indexes))


def _room(width: int) -> int:
    """The cells for a text in a list of this width."""
    return max(width - BEFORE - SIGN_CELLS - AFTER, 1)
