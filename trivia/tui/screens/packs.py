"""The packs: what there is to play, what is broken and why; choose one, add one, remove one."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trivia import voice
from trivia.errors import CommandError, PackError, TriviaError
from trivia.packs import shelf
from trivia.packs.shelf import Shelved
from trivia.paths import expanded
from trivia.tui import commands
from trivia.tui.messages import PackChosen, TitleWanted
from trivia.tui.screens.ask import AskScreen, Lines
from trivia.tui.screens.problems import ProblemsScreen
from trivia.tui.screens.proof import problem_told
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.key_line import KeyLine


class PacksScreen(Screen[None]):
    """Every pack at hand."""

    CSS_PATH = "packs.tcss"
    COMMAND_TABLE = commands.PACKS
    WIDGET_KEYS = commands.LISTED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.PACKS)

    def __init__(
        self, look: Callable[[], tuple[Shelved, ...]], usual: str, changed: Callable[[], None]
    ) -> None:
        """Make the screen.

        Args:
            look: Finds the packs; it may take a while.
            usual: The id of the pack that is played where none is chosen.
            changed: Is told when a pack was added or removed.
        """
        super().__init__()
        self._look = look
        self._usual = usual
        self._changed = changed
        self._packs: tuple[Shelved, ...] = ()
        self._removed: tuple[Path, Path] | None = None
        self._marked = 0

    def compose(self) -> ComposeResult:
        """The list, and more on the highlighted one."""
        yield Static(Content.styled("The packs", "bold $primary"), id="heading")
        yield Lines(id="packs")
        with VerticalScroll(id="about", can_focus=False):
            yield Static(id="told")
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """Look for them in a thread: a large pack takes a while at its first opening."""
        self.query_one("#told", Static).update(Content.styled("Looking along the shelf …", "$quiet"))
        self.query_one(OptionList).focus()
        self._read("")

    def _read(self, name: str) -> None:
        """Read the shelf; then highlight a pack."""

        def read() -> None:
            found = self._look()
            self.app.call_from_thread(self._show, found, name)

        self.run_worker(read, thread=True, exclusive=True)

    def _show(self, packs: tuple[Shelved, ...], name: str) -> None:
        if not self.children:
            return  # whoever leaves does not wait
        self._packs = packs
        listed = self.query_one(OptionList)
        before = listed.highlighted or 0
        listed.clear_options()
        listed.add_options([Option(Content(" ") + self._line(one)) for one in packs])
        at = next((at for at, one in enumerate(packs) if one.name == name), before)
        listed.highlighted = min(at, len(packs) - 1) if packs else None
        if not packs:
            self.query_one("#told", Static).update(Content("There is no pack here."))

    def _mark(self, at: int) -> None:
        """Put a bar before the highlighted one: its ground alone is not seen without colours."""
        listed = self.query_one(OptionList)
        for index in {self._marked, at}:
            if index < len(self._packs):
                bar = ("▌", "$primary") if index == at else " "
                line = Content.assemble(bar) + self._line(self._packs[index])
                listed.replace_option_prompt_at_index(index, line)
        self._marked = at

    def _line(self, one: Shelved) -> Content:
        if one.problems:
            first = problem_told(one.problems[0])
            return (
                Content.assemble(
                    ("✘ ", "$error"), (one.title or one.name, "bold"), ("  broken\n   ", "$error")
                )
                + first
            )
        sign = ("★ ", "$primary") if one.id == self._usual and one.plays else ("  ", "")
        told = f"{voice.counted(one.questions, 'question')}{one.versioned}"
        told += "" if one.plays else ", not played: another one has its id"
        return Content.assemble(sign, (one.title, "bold"), "\n   ", (told, "$quiet"))

    @property
    def _highlighted(self) -> Shelved | None:
        at = self.query_one(OptionList).highlighted if self.children else None
        return self._packs[at] if at is not None and at < len(self._packs) else None

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        """Say more of it."""
        message.stop()
        one = self._highlighted
        if one is not None:
            self._mark(message.option_index)
            self.query_one("#told", Static).update(_about(one))
            self.query_one("#about").scroll_home(animate=False)
        self.refresh_bindings()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Play it from now on."""
        message.stop()
        one = self._highlighted
        if one is None:
            return
        if one.problems:
            self.action_problems()
        elif one.plays:
            self.post_message(PackChosen(() if one.id == self._usual else (one.name,)))
        else:
            self._say("Give one of the two another id, or remove one.", "Another pack has its id")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's hook
        """What makes no sense now is not offered."""
        one = self._highlighted
        if action == "problems":
            return one is not None and bool(one.problems)
        if action == "remove":
            return one is not None and not one.built_in
        return self._removed is not None if action == "undo" else True

    def action_problems(self) -> None:
        """Show all that is wrong with it."""
        one = self._highlighted
        if one is not None and one.problems:
            self.app.push_screen(ProblemsScreen(f"What is wrong with {one.name}", one.problems))

    def action_add(self) -> None:
        """Ask for a path, and take the pack that is there."""
        card = AskScreen("Add a pack", hint="a folder, .yaml or .zip", refused=_missing)
        self.app.push_screen(card, self._add)

    def _add(self, word: str | None) -> None:
        if word:
            self.run_worker(partial(self._added, expanded(word)), thread=True)

    def _added(self, path: Path) -> None:
        """In a thread: add the pack in a path, and say how that went."""
        try:
            one, _ = shelf.add(path)
        except PackError as error:
            self.app.call_from_thread(
                self.app.push_screen, ProblemsScreen("This pack is broken, and not added", error.problems)
            )
        except TriviaError as error:
            self.app.call_from_thread(self._say, str(error), "Not added", wrong=True)
        else:
            self.app.call_from_thread(
                self._after, f"{one.title}: {voice.counted(one.questions, 'question')}", one.name
            )

    def _after(self, told: str, name: str) -> None:
        self._changed()
        self._say(told, "Added")
        self._read(name)

    def action_remove(self) -> None:
        """Take it out of the folder; it can be put back."""
        one = self._highlighted
        if one is None or one.built_in:
            return
        try:
            self._removed = shelf.put_aside(one.path)
        except CommandError as error:
            self._say(str(error), "Not removed", wrong=True)
            return
        self._changed()
        self._say(f"It lies in {self._removed[1]} now; u puts it back.", f"Removed {one.name}")
        self._read("")

    def action_undo(self) -> None:
        """Put back what was removed last."""
        if self._removed is None:
            return
        try:
            shelf.restore(*self._removed)
        except CommandError as error:
            self._say(str(error), "Not put back", wrong=True)
            return
        name, self._removed = self._removed[0].stem, None
        self._changed()
        self._read(name)

    def _say(self, told: str, title: str, *, wrong: bool = False) -> None:
        self.notify(told, title=title, severity="error" if wrong else "information", markup=False)

    def action_title(self) -> None:
        """Go back to the title screen."""
        self.post_message(TitleWanted())


def _missing(word: str) -> str:
    try:
        there = bool(word) and expanded(word).exists()
    except (CommandError, OSError, ValueError):
        there = False
    return "" if there else "There is nothing at that path."


def _about(one: Shelved) -> Content:
    """More on a pack: what it is, and where."""
    parts = []
    if one.about:
        parts.append(Content(one.about))
    if one.id:
        parts.append(Content.styled(f"id {one.id}", "$quiet"))
    parts.append(Content.styled("comes with the game" if one.built_in else str(one.path), "$quiet"))
    if one.instead is not None:
        parts.append(Content.styled(f"✘ {one.instead} has the same name or id and is played.", "$warning"))
    if one.problems:
        more = len(one.problems) - 1
        told = f"; and {voice.counted(more, 'further error')} (e)" if more else ""
        parts.append(problem_told(one.problems[0]) + Content(told))
    return Content("\n").join(parts)
