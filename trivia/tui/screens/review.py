"""Review: what is due, what comes, and what has been learned."""

from datetime import date, timedelta
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from trivia import voice
from trivia.game.mode import REVIEW
from trivia.saves.summary import Missed, Reviews
from trivia.tui import commands
from trivia.tui.messages import PlayWanted
from trivia.tui.screens.page import PageScreen, hung

MOST_BLOCKS = 30
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class ReviewScreen(PageScreen):
    """Before a review."""

    COMMAND_TABLE = commands.REVIEW
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.REVIEW)

    def __init__(self, reviews: Reviews, learned: tuple[tuple[Missed, bool], ...], today: date) -> None:
        """Make the screen.

        Args:
            reviews: Where the missed questions stand.
            learned: Questions that were missed and right the last time, the latest first; whether by heart.
            today: The player's date.
        """
        super().__init__()
        self._reviews = reviews
        self._learned = learned
        self._today = today

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's hook
        """There is nothing to start where nothing is due."""
        return self._reviews.due > 0 if action == "play" else True

    def action_play(self) -> None:
        """Play what is due."""
        self.post_message(PlayWanted(REVIEW.id))

    def heading(self) -> Content:
        """What is due."""
        due = self._reviews.due
        if due:
            return Content.assemble(
                (voice.counted(due, "question"), "bold $primary"), (" would like a second chance", "$quiet")
            )
        if self._reviews.missed:
            return Content.styled(
                "Nothing is due today. Come back when it is about to be forgotten.", "$quiet"
            )
        return Content.styled("Nothing to review: what you miss in a game comes back here.", "$quiet")

    def told(self, width: int) -> Content:
        """The forecast, and what was learned."""
        reviews = self._reviews
        lines = [Content.styled("COMING UP", "$quiet")]
        lines += [self._day(number, count, width) for number, count in enumerate(reviews.forecast)]
        lines += [
            Content(""),
            Content.assemble(
                (f"{reviews.learned}", "bold $accent"),
                f" of {voice.counted(reviews.missed, 'missed question')} right the last time, ",
                (f"{reviews.by_heart}", "bold $accent"),
                " by heart",
            ),
        ]
        if self._learned:
            lines += [Content(""), Content.styled("LEARNED LATELY", "$quiet")]
        for missed, by_heart in self._learned:
            sign = ("★ ", "$accent") if by_heart else ("✔ ", "$success")
            text = hung(Content(missed.prompt or missed.question), width, 2)
            lines.append(Content.assemble(sign) + text[2:])
            if missed.answer:
                lines.append(hung(Content.styled(missed.answer, "$success"), width, 2))
        return Content("\n").join(lines)

    def _day(self, number: int, count: int, width: int) -> Content:
        day = self._today + timedelta(days=number)
        name = ("Today", "Tomorrow")[number] if number < 2 else _WEEKDAYS[day.weekday()]
        room = min(MOST_BLOCKS, width - 18)
        blocks = "■" * min(count, room) + ("…" if count > room else "")
        return Content.assemble(
            (f"{name:<11}", "bold" if number == 0 else ""),
            (f"{count:>4}  ", "bold" if count else "$faint"),
            (blocks, "$primary" if number == 0 else "$gold-deep"),
        )
