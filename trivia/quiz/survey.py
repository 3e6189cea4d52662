"""What an author should know of a pack's asks: how much each comes to, and why some prompts stay unasked."""

from collections.abc import Iterator

from msgspec import Struct

from trivia.facts.cells import Known
from trivia.quiz.asking import Asking
from trivia.quiz.pack import Pack
from trivia.quiz.query import askings


class Yield(Struct, frozen=True):
    """What one ask comes to.

    Attributes:
        ask: The ask's id.
        prompts: Prompts that have an answer.
        several: Those of them with several right answers, or that may have: ties, joint winners, gaps.
        unanswered: Prompts that rows would allow and no row answers, or none that meets the ask's conditions.
    """

    ask: str
    prompts: int
    several: int
    unanswered: int


def survey(pack: Pack) -> Iterator[Yield]:
    """What each ask of the pack comes to, before wrong answers are looked for."""
    for asking in askings(pack):
        groups = [group for place in range(asking.slots) if (group := asking.at("choice", place)) is not None]
        answered = {group.given for group in groups}
        several = sum(group.many for group in groups)
        yield Yield(asking.ask.id, len(groups), several, len(_givable(asking) - answered))


def _givable(asking: Asking) -> set[tuple[str, ...]]:
    """The values that the rows of the table would let a prompt give."""
    found: set[tuple[str, ...]] = set()
    for row in asking.table.rows:
        cells = [row.cells[column] for column in asking.columns]
        if all(isinstance(cell, Known) for cell in cells):
            found.add(tuple(cell.key for cell in cells))
    return found
