"""A list to choose from, by number, letter, arrows or mouse."""

from collections.abc import Callable
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.css.styles import RulesMap
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widget import Widget

SIGN_CELLS: Final = 3
"""The room for the sign, with a blank or two after it."""


class Hanging(Visual):
    """A text that wraps beside the sign in front of it."""

    def __init__(self, sign: Content, text: Content) -> None:
        """Make it.

        Args:
            sign: The sign, in a cell or two.
            text: The text.
        """
        self._sign = sign
        self._text = text

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines: the sign in front of the first, as much room before the others."""
        lines = self._text.render_strips(max(width - SIGN_CELLS, 1), height, style, options)
        beside = style + Style(strike=False)  # a text that is crossed out has a sign that is not
        sign = self._sign.render_strips(SIGN_CELLS, 1, beside, options)
        room = beside.rich_style
        return [
            Strip.join(
                [
                    sign[0].extend_cell_length(SIGN_CELLS, room) if not at else Strip.blank(SIGN_CELLS, room),
                    line,
                ]
            )
            for at, line in enumerate(lines)
        ]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width on one line."""
        return SIGN_CELLS + self._text.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The lines that the text takes."""
        return self._text.get_height(rules, max(width - SIGN_CELLS, 1))


class Choice(Widget):
    """One choice: its sign, and its text, which wraps beside it.

    One widget, and not one for each part: whatever is on the stage is looked at for every paint.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--sign"}
    DEFAULT_CSS: ClassVar = """
    Choice {
        width: 1fr;
        height: auto;
        padding: 0 2 0 1;
        border-left: outer $panel;
        background: $surface;
        color: $foreground;
        & > .choice--sign { color: $primary; text-style: bold; }
        &:hover { background: $panel; }
        &.-at { background: $panel; border-left: outer $primary; text-style: bold; }
    }
    """

    class Clicked(Message):
        """The mouse took this choice."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, index: int, sign: str, text: str) -> None:
        """Make a line.

        Args:
            index: Its place in the list.
            sign: The key that takes it.
            text: What it says; data, never markup.
        """
        super().__init__(classes="-at" if index == 0 else "")
        self.sign = sign
        self._text = Content(text)
        self._judged = ""
        self.index = index
        self.gone = False

    def render(self) -> Hanging:
        """The sign and the text."""
        style = self._judged or self.get_visual_style("choice--sign", partial=True)
        return Hanging(Content.styled(self.sign, style), self._text)

    def mark(self, sign: str, outcome: str) -> None:
        """Show how it turned out: another sign in front, and a class for the colours."""
        self.sign, self._judged = sign, ""
        self.remove_class("-at", "-held", update=False)
        self.add_class(outcome)
        self.refresh()

    def judge(self, *, right: bool, then: Callable[[], None]) -> None:
        """Show at once whether it was right, in its sign alone: nothing has to be laid out for that."""
        self.sign, self._judged = ("✔", "bold $success") if right else ("✘", "bold $error")
        self.refresh()
        # By way of its own messages, or it would come before this has asked to be painted.
        self.call_later(self.call_after_refresh, then)

    def on_click(self) -> None:
        """Tell the list."""
        self.post_message(self.Clicked(self.index))


class ChoiceList(Vertical, can_focus=True):
    """Choices one below the other; a `Chosen` message says which was taken."""

    DEFAULT_CSS: ClassVar = """
    ChoiceList {
        height: auto;
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
            texts: What the choices say.
            signs: What stands in front of each.
            keys: For each choice the keys that take it at once, as one string of characters.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._choices = tuple(
            Choice(index, sign, text) for index, (sign, text) in enumerate(zip(signs, texts, strict=True))
        )
        self._keys = keys
        self.open = True

    def compose(self) -> ComposeResult:
        """The choices."""
        yield from self._choices

    def watch_at(self, before: int, now: int) -> None:
        """Move the highlight."""
        if self.open and self._choices:
            self._choices[before].remove_class("-at")
            self._choices[now].add_class("-at")

    def remove_choices(self, indexes: tuple[int, ...]) -> None:
        """Take some choices out of the game; they stay where they are, crossed out."""
        for index in indexes:
            self._choices[index].gone = True
            self._choices[index].mark("×", "-gone")
        if self._choices[self.at].gone:
            self.action_move(1)
        else:
            self._choices[self.at].add_class("-at")

    def hold(self, chosen: int) -> None:
        """Take no more choices; everybody looks at the one that was taken."""
        self.open = False
        self._choices[chosen].mark("…", "-held")

    def judge(self, chosen: int, *, right: bool, then: Callable[[], None]) -> None:
        """Take no more choices, and show at once whether the one that was taken was right.

        Args:
            chosen: The index of the one that was taken.
            right: Whether it was.
            then: What is done once that is on the screen.
        """
        self.open = False
        self._choices[chosen].judge(right=right, then=then)

    def close(self, right: int, chosen: int | None) -> None:
        """Take no more choices, and show how it turned out.

        Args:
            right: The index of the right choice.
            chosen: The index of the one that was taken; `None` where it was too late for any.
        """
        self.open = False
        for index, choice in enumerate(self._choices):
            if index == right:
                choice.mark("✔", "-right")
            elif index == chosen:
                choice.mark("✘", "-wrong")
            else:
                choice.mark("·", "-past")

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
        count = len(self._choices)
        ahead = (self._choices[(index + step * number) % count] for number in range(count))
        self.at = next((choice.index for choice in ahead if not choice.gone), self.at)

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

    def on_choice_clicked(self, message: Choice.Clicked) -> None:
        """Take a choice by mouse."""
        message.stop()
        if self.open:
            self._take(message.index)

    def _take(self, index: int) -> None:
        if not self._choices[index].gone:
            self.set_reactive(ChoiceList.at, index)  # without the highlight: it makes room for the verdict
            self.post_message(self.Chosen(index))
