"""A pack as the quiz sees it: what is known, and what may be asked of it."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final, Literal, TypeAlias

from msgspec import Struct, field

from trivia.errors import Problem
from trivia.facts.sources import Citation
from trivia.facts.tables import Facts

Form: TypeAlias = Literal[
    "choice", "true_false", "not", "pairs", "most", "least", "higher", "lower", "order", "compare"
]

FORMS: Final[tuple[Form, ...]] = (
    "choice",
    "true_false",
    "not",
    "pairs",
    "most",
    "least",
    "higher",
    "lower",
    "order",
    "compare",
)

WORDED: Final[tuple[Form, ...]] = ("not", "pairs", "most", "least", "higher", "lower", "order", "compare")
"""Forms that an ask allows by giving them a wording of their own, under the form's name."""

MEASURED: Final[tuple[Form, ...]] = ("most", "least", "higher", "lower", "order", "compare")
"""Forms that compare numbers, years, days or counts."""

JUDGED: Final[tuple[Form, ...]] = ("true_false", "compare")
"""Forms that are answered with True or False."""

COUNT: Final = "count"
"""The slot that a count fills in the wording of an ask that counts."""

OTHER: Final = "other"
"""The slot of the second subject in a `compare` wording."""

EACH_ROW: Final = "rows"
"""What `count:` says where every row counts."""


class Slot(Struct, frozen=True, array_like=True, gc=False):
    """A place in a template that a cell fills, or an attribute of the entity in it.

    Attributes:
        column: The column.
        attribute: The attribute, or `None` for the cell's own value.
    """

    column: str
    attribute: str | None

    def __str__(self) -> str:
        return self.column if self.attribute is None else f"{self.column}.{self.attribute}"


class Template(Struct, frozen=True, array_like=True, dict=True):
    """Text with slots; `parts` alternates as the text runs."""

    parts: tuple[str | Slot, ...]

    @cached_property
    def shape(self) -> tuple[str, tuple[str, ...]] | None:
        """The text with `%s` for its slots, and their columns; `None` where a slot shows an attribute."""
        if any(slot.attribute is not None for slot in self.slots):
            return None
        text = "".join(part.replace("%", "%%") if isinstance(part, str) else "%s" for part in self.parts)
        return text, tuple(slot.column for slot in self.slots)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The slots, in order, as often as they stand there."""
        return tuple(part for part in self.parts if isinstance(part, Slot))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns of the slots, in order, each once."""
        return tuple(dict.fromkeys(slot.column for slot in self.slots))


class Condition(Struct, frozen=True, array_like=True):
    """What a row must meet to be asked about: the slot's value is one of `allowed` (folded)."""

    slot: Slot
    allowed: tuple[str, ...]


class Ask(Struct, frozen=True, array_like=True):
    """A question template over one table.

    Attributes:
        id: Its name, unique within the pack; question ids hold it.
        table: The table that it asks about.
        prompt: The question; its columns are what is given.
        prompt_many: The wording for several right answers, or `None`.
        answer: The column that is asked for; empty where the ask counts.
        count: What is counted: a column, whose different values count, or `rows`; empty where nothing is.
        show: The attribute that options are shown by, or `None` for the value itself.
        option: The wording of an option around its value (`${value} million`), or `None`.
        statement: The claim for true/false, of the prompt's columns and the answer, or `None`.
        because: The sentence that explains the answer, from any columns of its row, or `None`.
        wordings: The wordings of the forms that have one of their own.
        pair: How a pair is shown in the form `pairs`, or `None`.
        forms: The forms that it may take, in the order of `FORMS`.
        where: What a row must meet; the prompt's words say so.
        alike: What distractors must share with the answer.
        near: What the better distractors share besides, the first counting most.
        between: The bounds of wrong numbers, as two numbers in writing; `None` where there are none.
        harder: Steps to add to the fact's own level, -4 to 4.
        file: The file that it stands in.
        line: The line there.
        column: The column there.
    """

    id: str
    table: str
    prompt: Template
    prompt_many: Template | None
    answer: str
    count: str
    show: str | None
    option: Template | None
    statement: Template | None
    because: Template | None
    wordings: dict[str, Template]
    pair: Template | None
    forms: tuple[Form, ...]
    where: tuple[Condition, ...]
    alike: tuple[Slot, ...]
    near: tuple[Slot, ...]
    between: tuple[str, str] | None
    harder: int
    file: str
    line: int
    column: int

    @property
    def asked(self) -> str:
        """What is asked for, as certificates name it: a column, or `count(column)`."""
        return f"{COUNT}({self.count})" if self.count else self.answer

    def subject(self, form: Form) -> str:
        """The column whose values a measured form compares: what its wording leaves of the prompt's."""
        fixed = self.wordings[form].columns
        return next(column for column in self.prompt.columns if form == "compare" or column not in fixed)


class Written(Struct, frozen=True, array_like=True):
    """A question written by hand, or imported: what it says is asserted, not proved.

    Attributes:
        id: Its name within the pack.
        prompt: The question, or the statement to judge.
        answer: The right option; `True` or `False` for a statement.
        wrong: The wrong options; empty for a statement.
        explanation: Why, or an empty string.
        topic: What a player reads above the prompt.
        sources: The paragraphs behind it; may be empty.
        level: 1 (everyone knows it) to 5.
        file: The file that it stands in.
        line: The line there.
        column: The column there.
    """

    id: str
    prompt: str
    answer: str
    wrong: tuple[str, ...]
    explanation: str
    topic: str
    sources: tuple[Citation, ...]
    level: int
    file: str
    line: int
    column: int


class Pack(Struct, frozen=True, array_like=True, eq=False, weakref=True):
    """A pack that can be played.

    Attributes:
        facts: What is known.
        asks: What may be asked of it.
        written: The questions that are written by hand.
        notes: What is odd in its files and no mistake: repeated rows, empty cells.
    """

    facts: Facts
    asks: tuple[Ask, ...]
    written: tuple[Written, ...] = ()
    notes: tuple[Problem, ...] = field(default=())

    def by_id(self) -> Mapping[str, Ask]:
        """The asks by their ids."""
        return {ask.id: ask for ask in self.asks}


def names(packs: Sequence[Pack]) -> str:
    """What a game of these packs is kept under: their ids, joined by a plus sign."""
    return "+".join(pack.facts.id for pack in packs)


def versions(packs: Sequence[Pack]) -> str:
    """The versions of packs, as a game is kept with them."""
    return "+".join(pack.facts.version for pack in packs)
