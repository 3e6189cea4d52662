"""Whether what a wording shows tells what is asked about from everything else in the table.

A proof is about given values. A wording may show them by an attribute (`{award.short}`), or show other
columns of a row that the prompt names by its key (`{claim} {value}.`). Where two rows then look the same,
what is proved of one may be wrong of the other, and whoever reads the question cannot know which is meant.
"""

from collections.abc import Iterator, Sequence

from trivia.facts.cells import NONE, Known
from trivia.facts.tables import Facts, Row
from trivia.facts.text import folded
from trivia.quiz.pack import COUNT, MEASURED, OTHER, Ask, Form, Slot
from trivia.quiz.proof import Claims

_Look = tuple[str | None, ...]
"""What a wording shows of a row, slot by slot; `None` where the row might show anything."""


def blurred(facts: Facts, claims: Claims, form: Form) -> frozenset[tuple[str, ...]]:
    """The given values of an ask that a form's wording does not tell from others.

    Args:
        facts: The pack's facts.
        claims: The ask's table and conditions; a row that surely fails these is nothing to be mixed up with.
        form: The form.

    Returns:
        The keys of the prompt's values, in the order of its columns.
    """
    found: set[tuple[str, ...]] = set()
    told = [column for column in claims.ask.prompt.columns if _is_told(claims.ask, form, column)]
    for slots in _wordings(claims.ask, form):
        if not {slot.column for slot in slots if slot.attribute is None}.issuperset(told):
            found |= _mixed_up(facts, claims, slots, told)
    return frozenset(found)


def _mixed_up(
    facts: Facts, claims: Claims, slots: Sequence[Slot], told: Sequence[str]
) -> set[tuple[str, ...]]:
    """The given values of rows that look like rows with other given values."""
    looks: dict[_Look, set[tuple[str, ...]]] = {}
    for row in claims.open_rows:
        look = _look(facts, claims, slots, row)
        if look is not None:
            looks.setdefault(look, set()).add(_keys(row, told))
    vague = [look for look in looks if None in look]
    dim: set[tuple[str, ...]] = set()
    for look, meant in looks.items():
        others = looks if None in look else (look, *vague)
        if len(set().union(*(looks[other] for other in others if _could_be(look, other)))) > 1:
            dim |= meant
    columns = claims.ask.prompt.columns
    return {_keys(row, columns) for row in claims.open_rows if _keys(row, told) in dim}


def _wordings(ask: Ask, form: Form) -> Iterator[tuple[Slot, ...]]:
    """What each wording that the form may take shows of what is given."""
    if form == "choice":
        shown = [one.slots for one in (ask.prompt, ask.prompt_many) if one is not None]
    elif form == "true_false":
        shown = [ask.statement.slots] if ask.statement is not None else []
    else:
        shown = [ask.wordings[form].slots + (ask.pair.slots if form == "pairs" and ask.pair else ())]
    asked = {COUNT if ask.count else ask.answer, OTHER if form == "compare" else ""}
    for slots in shown:
        yield tuple(slot for slot in slots if slot.column not in asked)


def _is_told(ask: Ask, form: Form, column: str) -> bool:
    """Whether the form's wording is to give this column of the prompt; what is compared it leaves open."""
    return form not in MEASURED or form == "compare" or column in ask.wordings[form].columns


def _look(facts: Facts, claims: Claims, slots: Sequence[Slot], row: Row) -> _Look | None:
    """What the slots show of a row; `None` where there is nothing that they could show."""
    look: list[str | None] = []
    for slot in slots:
        cell = row.cells[slot.column]
        if cell is NONE:
            return None
        if not isinstance(cell, Known):
            look.append(None)
        elif slot.attribute is None:
            look.append(folded(cell.shown))
        else:
            word = facts.attribute(claims.table, slot.column, cell, slot.attribute)
            look.append(None if word is None else folded(word))
    return tuple(look)


def _could_be(look: _Look, other: _Look) -> bool:
    return all(one is None or two is None or one == two for one, two in zip(look, other, strict=True))


def _keys(row: Row, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(row.cells[column].key for column in columns)
