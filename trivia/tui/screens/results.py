"""The results: the score, the host's last words, and every question once more."""

from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Digits, OptionList, Static

from trivia import voice
from trivia.game.rules import Answer, Game
from trivia.progress.achievements import Achievement
from trivia.sharing import Kind, Result, brief
from trivia.tui import commands
from trivia.tui.messages import BackWanted, PlayWanted, SaveWanted, ScreenWanted, TitleWanted
from trivia.tui.screens.there import when_there
from trivia.tui.widgets.fanfare import Fanfare
from trivia.tui.widgets.key_line import KeyLine
from trivia.tui.widgets.save_sign import SaveSign

MOST_TROPHIES: Final = 3
"""How many trophies are told of here; all of them stand in the cabinet."""
MARGINS: Final = 8
"""Columns that the lines about trophies do not have."""
PADDING: Final = 4
"""Columns that the summary does not have."""
ROLLING_SECONDS: Final = 0.38
ROLLING_STEPS: Final = 12


@dataclass(frozen=True, slots=True)
class Ended:
    """A game that is over, with what there is to tell of it.

    Attributes:
        game: The game.
        result: What is told when it is shared.
        best_before: The best score of its kind before it; `None` where it was the first.
        trouble: Why it is not saved, in one line; empty where it is.
        won: The achievements it won.
        share: The text to share, where it has one of its own.
        past: Whether it is looked back at, and not just over.
    """

    game: Game
    result: Result
    best_before: int | None = None
    trouble: str = ""
    won: tuple[Achievement, ...] = ()
    share: str = ""
    past: bool = False


class ResultsScreen(Screen[None]):
    """How the game went."""

    CSS_PATH = "results.tcss"
    COMMAND_TABLE = commands.RESULTS
    WIDGET_KEYS = commands.LISTED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.RESULTS)

    def __init__(self, ended: Ended) -> None:
        """Make the screen for a game that has ended."""
        super().__init__()
        self._ended = ended
        self._step = 0

    def compose(self) -> ComposeResult:
        """The score in large digits, the words, the review."""
        ended, game = self._ended, self._ended.game
        yield SaveSign()
        yield Static(self._kind(), id="kind")
        yield Fanfare(grand=self._is_best or self._is_sweep)
        yield Digits(f"{game.score:,}", id="score")
        yield Static(voice.counted(game.score, "point"), id="score-in-words")
        yield Static(id="summary")
        yield Static(self._words(), id="words")
        if ended.share:
            yield Static(Content(ended.share.splitlines()[1]), id="share")
        if ended.won:
            yield Static(id="trophies")
        yield OptionList(
            *(_line(number, answer) for number, answer in enumerate(game.answers, 1)), id="review"
        )
        yield KeyLine()

    @when_there
    def on_mount(self) -> None:
        """Show whether it is saved, and let the score come rolling."""
        self.query_one("#review").focus()
        self.query_one(SaveSign).show(self._ended.trouble)
        if self.app.animation_level == "full" and not self._ended.past and self._ended.game.score:
            self._roll()
            self.set_interval(ROLLING_SECONDS / ROLLING_STEPS, self._roll, repeat=ROLLING_STEPS)

    def on_resize(self, event: events.Resize) -> None:
        """What breaks over lines breaks between its parts; of a trophy whole sentences are told."""
        room = event.size.width - MARGINS
        self.query_one("#summary", Static).update(self._summary(event.size.width - PADDING))
        for trophies in self.query("#trophies").results(Static):
            told = (trophy_told(won, room) for won in self._ended.won[:MOST_TROPHIES])
            trophies.update(Content("\n").join(told))

    @when_there
    def _roll(self) -> None:
        """The score, on its way."""
        score = self._ended.game.score * min(self._step, ROLLING_STEPS) // ROLLING_STEPS
        self.query_one("#score", Digits).update(f"{score:,}")
        self._step += 1

    def _kind(self) -> Content:
        result = self._ended.result
        told = Content.styled(voice.game_told(self._ended.game.mode.id, result.variant), "bold $quiet")
        if not self._ended.past:
            return told
        return told + Content.styled(f"  ·  {result.player}, {voice.day(result.day)}", "$quiet")

    @property
    def _is_best(self) -> bool:
        ended = self._ended
        return not ended.past and not ended.trouble and ended.game.score > (ended.best_before or 0)

    @property
    def _is_sweep(self) -> bool:
        game = self._ended.game
        return len(game.answers) >= 10 and all(answer.right for answer in game.answers)

    def _summary(self, room: int) -> Content:
        outcome, best = self._ended.game.outcome, self._ended.best_before
        if outcome is None:
            return Content("")
        parts = [Content.styled(f"{outcome.right} of {outcome.answered} right", "bold")]
        parts += [Content(f"best streak {outcome.best_streak}")]
        if self._is_best:
            record = "★ the score to beat" if not best else f"★ new best score, before {best:,}"
            parts.append(Content.styled(record, "bold $accent"))
        elif best and not self._ended.past:
            parts.append(Content.styled(f"best {best:,}", "$quiet"))
        between = Content.styled("  ·  ", "$faint")
        told = between.join(parts)
        if told.cell_length > room:
            told = between.join(parts[:2]) + Content("\n").join((Content(""), *parts[2:]))
        return told

    def _words(self) -> Content:
        game = self._ended.game
        saved = not self._ended.trouble
        return Content(voice.final(game.outcome, game, saved=saved) if game.outcome else "")

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Look at one question once more, and from there at the others."""
        from trivia.tui.screens.answer import AnswerScreen

        self.app.push_screen(AnswerScreen(self._ended.game, message.option_index))

    def action_copy(self) -> None:
        """Copy the text to share, and show it."""
        share = self._ended.share or brief(self._ended.result)
        self.app.copy_to_clipboard(share)
        self.notify(share, title="Copied", markup=False)

    def action_save(self) -> None:
        """Ask in which form to save it."""
        from trivia.tui.screens.save_as import SaveAsScreen

        self.app.push_screen(SaveAsScreen(), self._save)

    def _save(self, kind: Kind | None) -> None:
        if kind is not None:
            self.post_message(SaveWanted(self._ended.result, kind))

    def action_play(self) -> None:
        """Start another game; what was copied or saved is not to lie on its questions."""
        self.app.clear_notifications()
        self.post_message(PlayWanted())

    def action_setup(self) -> None:
        """Put another game together."""
        self.post_message(ScreenWanted("setup"))

    def action_title(self) -> None:
        """Go back to where the player came from."""
        if self._ended.past:
            self.post_message(BackWanted())
        else:
            self.post_message(TitleWanted())


def trophy_told(won: Achievement, room: int) -> Content:
    """A trophy in one line: its name, how it was won and what is said of it, as far as whole sentences fit.

    Args:
        won: The trophy.
        room: Columns of the line.
    """
    how = won.about[: won.about.index(".") + 1]
    for sign, about in (("★ Trophy: ", won.about), ("★ Trophy: ", how), ("★ ", how), ("★ ", "")):
        told = Content.assemble(
            (sign, "$accent"), (won.title, "bold $primary"), (f"  {about}".rstrip(), "$quiet")
        )
        if cell_len(told.plain) <= room:
            break
    return told


def _line(number: int, answer: Answer) -> Content:
    """One question of the review, in two lines."""
    question = answer.question
    sign = ("✔", "bold $success") if answer.right else ("✘", "bold $error")
    head = Content.assemble(f"{number:>3} ", sign, "  ", question.prompt)
    right = question.options[question.answer]
    if answer.right:
        tail = Content.assemble(
            ("       ", ""), (right, "$success"), (f"  +{answer.points.total:,}", "$primary")
        )
    else:
        chosen = question.options[answer.chosen]
        tail = Content.assemble(
            ("       You said ", "$quiet"),
            chosen,
            (". It is ", "$quiet"),
            (right, "$success"),
            (".", "$quiet"),
        )
    return head + Content("\n") + tail
