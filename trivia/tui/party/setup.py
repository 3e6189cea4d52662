"""The set-up of a party: the night, how teams play, its rounds; Enter starts the one that was last chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from msgspec.structs import replace as replace_in
from rich.cells import cell_len, set_cell_size
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from trivia.errors import TriviaError
from trivia.game.setup import LEVELS
from trivia.lineup import PRESETS, ROWS, RoundWanted, hurried, suits
from trivia.party.key_plan import MOST_TEAMS
from trivia.party.plan import Plan, RuleId
from trivia.party.rules.table import RULES
from trivia.party_choice import (
    FIRST,
    MOST_CATEGORIES,
    MOST_QUESTIONS,
    MOST_ROUNDS,
    OWN,
    Choice,
    kept,
    read,
    replace_rule,
)
from trivia.settings import PartyChoice
from trivia.tui import commands
from trivia.tui.messages import PartyWanted, ScreenWanted
from trivia.tui.party.seating import TeamsScreen
from trivia.tui.screens.dials import DialScreen
from trivia.tui.screens.setup import LEVEL_WORDS
from trivia.tui.widgets.dials import Dial, Dials
from trivia.voice import counted

NIGHTS: Final = {
    "night": (
        "the big night",
        "Everybody answers, then a board, then all on one last question.",
    ),
    "short": ("ten minutes", "Five quick ones, five for the buzzer, and a last wager. Good before dinner."),
    "calm": ("a calm evening", "No clock, nobody is hurried, and it begins with easy ones."),
    OWN: ("a night of your own", "The rounds as you have put them together."),
}
WAYS: Final = {
    "choose": (
        "all at once, four keys each",
        "Up to four teams at this keyboard. Everyone can press at once.",
    ),
    "buzz": ("one buzzer each, then 1 – 4", "Up to eight teams at this keyboard, with one key each."),
    "pass": (
        "pass the laptop round",
        "One team after the other answers with 1 – 4. No clock, and no peeking.",
    ),
    "judge": ("said aloud, you are the judge", "You read the questions out, and mark what you hear."),
    "none": (
        "everyone on a phone",
        "Nobody plays at this keyboard. F11 in the lobby opens the doors.",
    ),
}
LATE: Final = {
    "last-place": ("start level with last place", "Nobody wins by coming late, and nobody loses heart."),
    "zero": ("start from zero", "Whoever comes late starts with nothing."),
}
SECONDS: Final = (0, 10, 15, 20, 30, 45, 60, 90)
BETWEEN_SECONDS: Final = 25
"""What a question takes besides its clock, as a rule: reading, reveal and applause."""
UNCLOCKED_SECONDS: Final = 30
ROUND_SECONDS: Final = 60
"""What a round takes besides: its announcement, the standings after it, a word with the room."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A dial: its values, how each is shown, and a word on it."""

    label: str
    name: str
    now: Any
    options: tuple[tuple[Any, str, str], ...]


class PartySetupScreen(DialScreen):
    """A party, put together."""

    CSS_PATH = "../screens/pages.tcss"
    COMMAND_TABLE = commands.PARTY_SETUP
    WIDGET_KEYS = commands.TURNED
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.PARTY_SETUP)
    HEADING = "You're the host tonight"

    def __init__(
        self,
        last: PartyChoice,
        packs: Sequence[tuple[tuple[str, ...], str]],
        make: Callable[[Choice], Plan],
        remember: Callable[[PartyChoice], None],
    ) -> None:
        """Make the screen.

        Args:
            last: What was chosen last.
            packs: For each choice of packs their names, and what players call it.
            make: Makes the plan; raises `TriviaError` where the packs cannot fill it.
            remember: Keeps the choice for the next time.
        """
        super().__init__()
        self._packs = packs or (((), "the usual one"),)
        self._choice = read(last)
        if self._choice.packs not in [names for names, _ in self._packs]:
            self._choice = replace(self._choice, packs=())
        self._make = make
        self._remember = remember
        self._editing: int | None = None
        self._fault = ""

    def dials(self) -> tuple[Dial, ...]:
        """Those of the night, or of the round that is looked at."""
        return tuple(
            Dial(line.label, tuple(shown for _, shown, _ in line.options), _at(line))
            for line in self._lines()
        )

    def word(self, index: int) -> Content:
        """What the choice means, who plays with which keys, and how long the night is."""
        if self._fault:
            return Content.styled(self._fault, "$error")
        lines = self._lines()
        line = lines[min(index, len(lines) - 1)]
        told = Content(line.options[_at(line)][2])
        if self._editing is not None:
            return told
        return (
            told
            + Content("\n\n")
            + (self._teams_told() + Content("\n\n") if self._choice.count else Content(""))
            + Content.styled(self._length(), "$primary")
        )

    def turned(self, index: int, to: int) -> None:
        """Take the choice over."""
        line = self._lines()[index]
        value = line.options[to][0]
        choice, self._fault = self._choice, ""
        if self._editing is not None:
            self._change_round(self._editing, line.name, value)
        elif line.name == "way":
            self._choice = choice.with_way(value)
        elif line.name == "count":
            self._choice = choice.with_count(value)
        elif line.name.isdigit():
            self._change_round(int(line.name), "rule", value)
        else:
            self._choice = replace(choice, **{line.name: value})

    def show(self) -> None:
        """Show the dials as they stand, the highlighted one in sight."""
        super().show()
        self._in_sight()

    def on_dials_highlighted(self, message: Dials.Highlighted) -> None:
        """Say what the highlighted one means."""
        super().on_dials_highlighted(message)
        self._in_sight()
        self.refresh_bindings()

    def _in_sight(self) -> None:
        at = self.query_one(Dials).at
        self.query_one("#page").scroll_to_region(Region(0, at, 1, 1), animate=False, force=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's hook
        """Whether something can be done now."""
        rounds = len(self._choice.rounds)
        if action in {"edit", "drop"}:
            here = self._editing is None and self._round_at() is not None
            return here and (action == "edit" or rounds > 1)
        if action == "add":
            return self._editing is None and rounds < MOST_ROUNDS
        if action == "done":
            return self._editing is not None
        if action == "teams" and not self._choice.count:
            return False
        return action not in {"play", "teams", "parties", "usual"} or self._editing is None

    def action_play(self) -> None:
        """Start the party."""
        try:
            plan = self._make(self._choice)
        except TriviaError as error:
            self._fault = str(error)
            self.show()
            return
        self._remember(kept(self._choice))
        self.post_message(PartyWanted(plan, self._choice.seats(), self._choice.keys))

    def action_title(self) -> None:
        """Go back to the title screen; from a round, to the night."""
        if self._editing is None:
            super().action_title()
        else:
            self.action_done()

    def action_teams(self) -> None:
        """Name the teams, and give them other keys."""
        self.app.push_screen(TeamsScreen(self._choice, self._teams_changed))

    def action_edit(self) -> None:
        """Look at the highlighted round."""
        self._editing = self._round_at()
        self.query_one(Dials).at = 0
        self._changed()

    def action_done(self) -> None:
        """Go back from a round to the night."""
        place, self._editing = self._editing or 0, None
        self._changed()
        self.query_one(Dials).at = self._first_round() + place

    def action_add(self) -> None:
        """One more round."""
        rounds = self._choice.rounds
        at = self._round_at()
        place = len(rounds) if at is None else at + 1
        self._choice = self._choice.with_rounds((*rounds[:place], FIRST["calm"], *rounds[place:]))
        self._changed()
        self.query_one(Dials).at = self._first_round() + place

    def action_drop(self) -> None:
        """One round less."""
        at = self._round_at()
        if at is not None:
            rounds = self._choice.rounds
            self._choice = self._choice.with_rounds((*rounds[:at], *rounds[at + 1 :]))
            self._changed()

    def action_parties(self) -> None:
        """See which parties wait to be gone on with."""
        self.post_message(ScreenWanted("parties"))

    def action_usual(self) -> None:
        """Back to the big night; the teams keep their names."""
        self._choice = Choice(names=self._choice.names)
        self._changed()

    def _teams_changed(self, choice: Choice) -> None:
        self._choice = choice
        self._remember(kept(choice))
        self.show()

    def _changed(self) -> None:
        self._fault = ""
        heading = self.HEADING if self._editing is None else f"Round {self._editing + 1}"
        self.query_one("#heading", Static).update(Content.styled(heading, "bold $primary"))
        self.show()
        self.refresh_bindings()

    def _first_round(self) -> int:
        return next(at for at, line in enumerate(self._lines()) if line.name == "0")

    def _round_at(self) -> int | None:
        """The round at which the highlight is; `None` where it is elsewhere."""
        if not self.children:
            return None
        lines, at = self._lines(), self.query_one(Dials).at
        name = lines[at].name if at < len(lines) else ""
        return int(name) if name.isdigit() and self._editing is None else None

    def _change_round(self, place: int, name: str, value: Any) -> None:
        rounds = self._choice.rounds
        old = rounds[place]
        new = replace_rule(old, value) if name == "rule" else replace_in(old, **{name: value})
        self._choice = self._choice.with_rounds((*rounds[:place], new, *rounds[place + 1 :]))

    def _lines(self) -> tuple[_Line, ...]:
        choice = self._choice
        if self._editing is not None:
            return self._round_lines(self._editing)
        nights = (*PRESETS, *((OWN,) if choice.own else ()))
        way = choice.keys.way
        counts = tuple(
            (n, str(n), "How many play. Press n for names and keys.") for n in range(1, MOST_TEAMS[way] + 1)
        )
        packs = tuple((names, title, "Where the questions come from.") for names, title in self._packs)
        streaks = (
            (True, "earn a bonus", "A hundred more for each right answer in a row, up to five hundred."),
            (False, "earn nothing more", "Every right answer counts by itself."),
        )
        return (
            _Line("The night", "preset", choice.preset, tuple((name, *NIGHTS[name]) for name in nights)),
            _Line("They play", "way", way, tuple((way, *told) for way, told in WAYS.items())),
            *([_Line("Teams", "count", choice.count, counts)] if counts else ()),
            _Line("Pack", "packs", choice.packs, packs),
            *(
                self._rule_line(f"Round {place + 1}", str(place), part)
                for place, part in enumerate(choice.rounds)
            ),
            _Line("Streaks", "streaks", choice.streaks, streaks),
            _Line("Latecomers", "late", choice.late, tuple((name, *told) for name, told in LATE.items())),
        )

    def _rule_line(self, label: str, name: str, part: RoundWanted) -> _Line:
        rules = (rule for rule in RULES if suits(rule, self._choice.keys))
        options = tuple(
            (rule, self._round_told(part if rule == part.rule else FIRST[rule]), self._rule_told(rule))
            for rule in rules
        )
        return _Line(label, name, part.rule, options)

    def _rule_told(self, rule: RuleId) -> str:
        return RULES[rule].told(hurried=hurried(self._choice.keys))

    def _round_lines(self, place: int) -> tuple[_Line, ...]:
        part = self._choice.rounds[place]
        rules = (rule for rule in RULES if suits(rule, self._choice.keys))
        lines = [
            _Line(
                "Rule",
                "rule",
                part.rule,
                tuple((rule, RULES[rule].title, self._rule_told(rule)) for rule in rules),
            )
        ]
        if part.rule == "board":
            numbers = tuple((n, str(n), f"Each has {ROWS} squares.") for n in range(1, MOST_CATEGORIES + 1))
            lines.append(_Line("Categories", "categories", part.categories, numbers))
        else:
            numbers = tuple((n, str(n), "How many are asked.") for n in range(1, MOST_QUESTIONS + 1))
            lines.append(_Line("Questions", "questions", part.questions, numbers))
        seconds = sorted({*SECONDS, part.seconds})
        clocks = tuple((n, f"{n} seconds" if n else "none", "How long a question is open.") for n in seconds)
        levels = tuple((name, LEVEL_WORDS[name][0], "How hard the questions are.") for name in LEVELS)
        twice = (
            (False, "once", "What is won here counts once."),
            (True, "twice", "Everything here counts twice, but for stakes."),
        )
        if self._choice.keys.way != "pass":
            lines.append(_Line("Clock", "seconds", part.seconds, clocks))
        return (
            *lines,
            _Line("Level", "level", part.level, levels),
            _Line("It counts", "double", part.double, twice),
        )

    def _round_told(self, part: RoundWanted) -> str:
        size = (
            counted(part.categories, "category", "categories")
            if part.rule == "board"
            else counted(part.questions, "question")
        )
        clocked = part.seconds and self._choice.keys.way != "pass"
        parts = (
            RULES[part.rule].title,
            size,
            f"{part.seconds} s" if clocked else "",
            part.level if part.level != "any" else "",
            "double" if part.double else "",
        )
        return " · ".join(told for told in parts if told)

    def _teams_told(self) -> Content:
        widest = max(cell_len(name) for name in self._choice.teams)
        rows = []
        for slot, name in enumerate(self._choice.teams):
            keys = self._choice.keys.sets[slot] or ("1 – 4, in turn",)
            shown = "  ".join(key.upper() if len(key) == 1 else key for key in keys)
            rows.append(
                Content.assemble((set_cell_size(name, widest), "$foreground"), "   ", (shown, "bold $accent"))
            )
        return Content("\n").join(rows)

    def _length(self) -> str:
        rounds = self._choice.rounds
        asks = [(part, part.categories * ROWS if part.rule == "board" else part.questions) for part in rounds]
        total = sum(count for _, count in asks)
        clocked = self._choice.keys.way != "pass"
        seconds = sum(
            count * (BETWEEN_SECONDS + ((clocked and part.seconds) or UNCLOCKED_SECONDS) // 2)
            for part, count in asks
        )
        minutes = counted(round((seconds + ROUND_SECONDS * len(rounds)) / 60), "minute")
        return f"{counted(len(rounds), 'round')}, {counted(total, 'question')}: about {minutes}."


def _at(line: _Line) -> int:
    return next((at for at, option in enumerate(line.options) if option[0] == line.now), 0)
