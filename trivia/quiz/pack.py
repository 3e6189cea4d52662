"""A pack as the quiz sees it: what is known, and what may be asked of it."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from trivia.facts.tables import Facts

Form: TypeAlias = Literal["choice", "true_false"]

FORMS: Final[tuple[Form, ...]] = ("choice", "true_false")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a template that a cell fills, or an attribute of the entity in it.

    Attributes:
        column: The column.
        attribute: The attribute, or `None` for the cell's own value.
    """

    column: str
    attribute: str | None

    def __str__(self) -> str:
        return self.column if self.attribute is None else f"{self.column}.{self.attribute}"


@dataclass(frozen=True, slots=True)
class Template:
    """Text with slots; `parts` alternates as the text runs."""

    parts: tuple[str | Slot, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots, in order, as often as they stand there."""
        return tuple(part for part in self.parts if isinstance(part, Slot))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the slots, in order, each once."""
        return tuple(dict.fromkeys(slot.column for slot in self.slots))


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row must meet to be asked about: the slot's value is one of `allowed` (folded)."""

    slot: Slot
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question template over one table.

    Attributes:
        id: Its name, unique within the pack; question ids hold it.
        table: The table that it asks about.
        prompt: The question; its columns are what is given.
        prompt_many: The wording for several right answers, or `None`.
        answer: The column that is asked for.
        show: The attribute that options are shown by, or `None` for the value itself.
        option: The wording of an option around its value (`${value} million`), or `None`.
        statement: The claim for true/false, of the prompt's columns and the answer, or `None`.
        because: The sentence that explains the answer, from any columns of its row, or `None`.
        forms: The forms that it may take.
        where: What a row must meet; the prompt's words say so.
        alike: What distractors must share with the answer.
        near: What the better distractors share besides, the first counting most.
        harder: Steps to add to the fact's own level, -4 to 4.
    """

    id: str
    table: str
    prompt: Template
    prompt_many: Template | None
    answer: str
    show: str | None
    option: Template | None
    statement: Template | None
    because: Template | None
    forms: tuple[Form, ...]
    where: tuple[Condition, ...]
    alike: tuple[Slot, ...]
    near: tuple[Slot, ...]
    harder: int


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that can be played."""

    facts: Facts
    asks: tuple[Ask, ...]
