"""The preview: a pack's questions one by one, each with what proves it and what an editor remarks on it."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trivia import voice
from trivia.errors import Place, Problem
from trivia.quiz.lint.rules import RULES
from trivia.quiz.question import Question
from trivia.settings import Settings
from trivia.tui import commands
from trivia.tui.aside import aside
from trivia.tui.screens import proof
from trivia.tui.screens.ask import AskScreen, PickScreen
from trivia.tui.screens.question import choice_list, heading_told
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.choices import ChoiceList
from trivia.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.widget import Widget

    from trivia.packs.proofsheet import Proofsheet, Stamp

POLL_SECONDS: Final = 0.5
"""How often the files are looked at; only their times and sizes."""
BROAD: Final = 104
"""Columns from which on the proof stands beside the question."""
NARROWEST: Final = 30


class PreviewScreen(Screen[None]):
    """Walks through a pack, and reads it again when a file of it is saved."""

    CSS_PATH: ClassVar = ["question.tcss", "preview.tcss"]
    COMMAND_TABLE = commands.PREVIEW
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.PREVIEW)

    def __init__(
        self, name: str, read: "Callable[[], Iterator[Proofsheet]]", look: "Callable[[], Stamp]"
    ) -> None:
        """Make the screen.

        Args:
            name: How the author called the pack.
            read: Reads the pack, and tells of it as soon as there is something to tell.
            look: Tells how its files stand now.
        """
        super().__init__()
        self._called = name
        self._read = read
        self._look = look
        self._good: Proofsheet | None = None
        self._problems: tuple[Problem, ...] = ()
        self._stamp: Stamp | None = None
        self._reading = False
        self._times = 0
        self._ask = self._code = self._words = ""
        self._chosen: tuple[Question, ...] = ()
        self._at = 0
        self._stood: Question | None = None  # at this one, before nothing was as it was wanted

    def compose(self) -> ComposeResult:
        """The line on top, what is wrong, the question and its proof, the keys."""
        yield Static(id="where")
        with VerticalScroll(id="walk", can_focus=False):
            yield Static(id="broken")
            with Container(id="both"):
                yield VerticalScroll(id="stage", can_focus=False)
                with VerticalScroll(id="proof", can_focus=False):
                    yield Static(id="told")
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """Read the pack, and look for saves from now on."""
        self.query_one("#where", Static).update(Content.styled("Reading the pack …", "$quiet"))
        self.look()
        self.set_interval(POLL_SECONDS, self.look)

    @when_there
    def look(self) -> None:
        """Read the pack again where one of its files was saved."""
        if not self._reading and (self._stamp is None or self._look() != self._stamp):
            self._reading = True
            self.run_worker(self._read_on())

    async def _read_on(self) -> None:
        """Read the pack, and show it as it comes."""
        async for sheet in aside(self._read):
            self._take(sheet)

    def _take(self, sheet: "Proofsheet") -> None:
        if not self.children:
            return  # whoever leaves does not wait
        self._reading = not sheet.linted
        self._stamp = sheet.stamp
        self._problems = sheet.problems
        if sheet.pack is not None and not sheet.whole and self._times:
            return  # some of what was saved is less than all of what was there before
        if sheet.pack is not None:
            before = self._question
            again = not sheet.whole or (self._good is not None and self._good.questions is sheet.questions)
            if self._good is not None and not sheet.linted:  # what it found before is better than nothing
                sheet = replace(sheet, findings=self._good.findings)
            self._good, self._times = sheet, self._times + (not again)
            self._choose(before, self._at)
            if before is not None and self._question is before:  # more has come; nobody loses their place
                self._show_words()
                return
        self.call_later(self._show)  # in the order of the keys that are still to be done

    @property
    def _question(self) -> Question | None:
        return self._chosen[self._at] if self._chosen else None

    def _choose(self, before: Question | None, otherwise: int = 0) -> None:
        """Find the questions that are wanted; where the one before is still one of them, stay with it.

        Args:
            before: The one before.
            otherwise: Where to stand if it is none of them.
        """
        if self._good is None:
            return
        self._chosen = self._good.chosen(self._ask, self._code, self._words)
        same = (at for at, one in enumerate(self._chosen) if before is not None and one.id == before.id)
        self._at = next(same, min(otherwise, max(len(self._chosen) - 1, 0)))

    async def _show(self) -> None:
        """Put the question on the stage, with its proof."""
        stage = self.query_one("#stage", VerticalScroll)
        question = self._question
        with self.app.batch_update():
            await stage.remove_children()
            if question is not None:
                choices = choice_list(question, Settings().keys)
                choices.can_focus = False
                await stage.mount(*self._staged(question, choices))
                choices.close(question.answer, None)
            elif self._good is not None:
                told = "No question has these words." if self._words else "No question is like that any more."
                await stage.mount(Static(f"{told} esc shows all.", markup=False))
            self.query_one("#both").display = self._good is not None
            self._show_words()
            for scrolled in self.query(VerticalScroll):
                scrolled.scroll_home(animate=False)
        self.refresh_bindings()

    def _staged(self, question: Question, choices: ChoiceList) -> "Iterator[Widget]":
        yield Static(heading_told(question), id="heading")
        yield Static(Content(question.prompt), id="prompt")
        yield choices
        if question.explanation:
            yield Static(Content(question.explanation), id="because")

    @when_there
    def _show_words(self) -> None:
        """Lay out what depends on the width."""
        question, good = self._question, self._good
        width = max(self.query_one("#told").content_size.width, NARROWEST)
        told = Content("")
        if question is not None and good is not None and good.pack is not None:
            found = good.findings.get(question.id, ()) if good.linted else None
            told = proof.told(question, good.pack, found, width)
        self.query_one("#told", Static).update(told)
        self.query_one("#where", Static).update(self._where())
        broken = self.query_one("#broken", Static)
        broken.display = bool(self._problems)
        broken.update(proof.broken(self._problems, self._room_for_problems, last=good is not None))

    @property
    def _room_for_problems(self) -> int | None:
        """How many problems are shown; all where there is nothing else to show."""
        if self._good is None:
            return None
        return 1 if self.has_class("-short") else 4

    def _where(self) -> Content:
        """Which question of how many, of what, and how it was read."""
        if self._good is None or self._good.pack is None:
            return Content.styled(self._called, "bold $primary")
        count = len(self._chosen)
        parts = [Content.styled(f"{self._at + 1 if count else 0:,} of {count:,}", "bold $primary")]
        parts += [Content.styled(word, "$accent") for word in self._filters()]
        found = sum(len(some) for some in self._good.findings.values())
        told = voice.counted(found, "remark") if found else "no remark"
        coming = "the editor reads …" if self._good.whole else "more are being made …"
        parts.append(Content.styled(told if self._good.linted else coming, "$quiet"))
        parts.append(Content.styled(self._good.pack.facts.title, "$quiet"))
        if self._times > 1:
            parts.append(Content.styled(f"↻ {self._times - 1}", "$quiet"))
        return Content(" · ").join(parts)

    def _filters(self) -> list[str]:
        code = "with remarks" if self._code == "*" else self._code
        return [word for word in (self._ask, code, f"“{self._words}”" if self._words else "") if word]

    def on_resize(self, event: events.Resize) -> None:
        """Where there is room, the proof stands beside the question."""
        self.set_class(event.size.width >= BROAD, "-broad")
        self.call_after_refresh(self._show_words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's hook
        """What makes no sense now is not offered."""
        if action == "problems":
            return bool(self._problems)
        if action == "whole":
            return self._good is not None and bool(self._good.findings.get(""))
        if action in {"turn", "jump"}:
            return len(self._chosen) > 1
        return self._good is not None if action in {"filter", "search"} else True

    async def action_turn(self, steps: int) -> None:
        """Go to another question, round the ends."""
        if self._chosen:
            await self._go_to((self._at + steps) % len(self._chosen))

    async def _go_to(self, at: int) -> None:
        self._at = at
        await self._show()

    def action_scroll(self, rows: int) -> None:
        """Scroll what is too long: the proof where it stands beside, else all."""
        which = "#proof" if self.has_class("-broad") else "#walk"
        self.query_one(which, VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_jump(self) -> None:
        """Ask for a number, and go to that question."""
        count = len(self._chosen)

        def refused(word: str) -> str:
            fine = word.isascii() and word.isdigit() and 1 <= int(word[:9]) <= count
            return "" if fine else f"That is no number from 1 to {count:,}."

        def jump(word: str | None) -> None:
            if word:
                self.call_later(self._go_to, int(word) - 1)

        self.app.push_screen(
            AskScreen("Go to which question?", hint=f"1 to {count:,}", refused=refused), jump
        )

    def action_search(self) -> None:
        """Ask for words, and show only the questions that hold them."""

        def search(words: str | None) -> None:
            if words is not None:
                self._words = words
                self._filtered()

        card = AskScreen("Show only questions with these words", given=self._words, hint="empty shows all")
        self.app.push_screen(card, search)

    def action_filter(self) -> None:
        """Show only the questions of an ask, or those on which the editor remarks something."""
        if self._good is None:
            return
        questions = len(self._good.questions)
        lines = [("", "", "everything", questions)]
        with_any = len(self._good.chosen(code="*"))
        lines += [("", "*", "with remarks", with_any)] if with_any else []
        lines += [
            ("", code, f"{code} {RULES[code].title}", count) for code, count in self._good.codes.items()
        ]
        lines += [(ask, "", f"ask {ask}", count) for ask, count in self._good.asks.items()]
        at = next((at for at, line in enumerate(lines) if line[:2] == (self._ask, self._code)), 0)
        broad = len(f"{questions:,}")
        shown = tuple(
            Content.assemble((f"{count:{broad},}  ", "$quiet"), told) for _, _, told, count in lines
        )

        def pick(index: int | None) -> None:
            if index is not None:
                self._ask, self._code = lines[index][:2]
                self._words = self._words if index else ""
                self._filtered()

        self.app.push_screen(PickScreen("Show only these questions", shown, at), pick)

    def _filtered(self) -> None:
        self._stood = self._question or self._stood
        self._choose(self._stood)
        self.call_later(self._show)

    async def action_back(self) -> None:
        """Take back the search, then the filter; where there is none, leave."""
        if self._words:
            self._words = ""
        elif self._ask or self._code:
            self._ask = self._code = ""
        else:
            await self.run_action("app.quit")
            return
        self._filtered()

    def action_problems(self) -> None:
        """Show everything that is wrong with the save."""
        from trivia.tui.screens.problems import ProblemsScreen

        self.app.push_screen(ProblemsScreen("What is wrong", self._problems))

    def action_whole(self) -> None:
        """Show what the editor remarks on no single question, but on all of them together."""
        from trivia.tui.screens.problems import ProblemsScreen

        found = self._good.findings.get("", ()) if self._good is not None else ()
        whole = [Problem(Place(f"{one.code} {one.severity}"), one.message, one.code) for one in found]
        self.app.push_screen(ProblemsScreen("Of the whole pack", whole))
