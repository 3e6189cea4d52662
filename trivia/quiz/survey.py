"""What an author should know of a pack's asks: how much each comes to, and why some prompts stay unasked."""

from collections.abc import Iterator

from msgspec import Struct

from trivia.facts.cells import Known
from trivia.facts.tables import Table
from trivia.facts.text import listed
from trivia.quiz.asking import MIN_OPTIONS, Asking
from trivia.quiz.pack import MEASURED, Ask, Pack
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


def why_nothing(pack: Pack, ask: Ask) -> str:
    """Why no question comes of an ask, and what to do about it."""
    asking = next(one for one in askings(pack) if one.ask.id == ask.id)
    asked = any(asking.at(form, place) for form in ask.forms for place in range(asking.slots))
    if not asked:
        return _why_unasked(asking)
    only_measured = all(form in MEASURED for form in ask.forms)
    if not only_measured and not ask.count:
        values = [candidate.shown for candidate in asking.candidates.all.order]
        if len(values) < MIN_OPTIONS and not asking.ordered and not _has_lures(asking):
            found = f"the only values of '{ask.answer}' are {listed(values)}"
            return f"{found}, and a choice needs {MIN_OPTIONS}; add rows, entities or 'lures'"
        key, given = set(asking.table.key), set(asking.columns)
        if not asking.table.complete and not (key and key <= given | {ask.answer}):
            return f"no distractor can be proved false; {_proving(asking)}"
    if ask.alike:
        shared = listed(map(str, ask.alike))
        return f"too few values that share what is 'alike' ({shared}) are proved false; make 'alike' shorter"
    cure = "look for cells that are unknown or disputed, and for prompts that say their answer"
    return f"too few wrong options can be proved false; {cure}"


def _proving(asking: Asking) -> str:
    """What would let a table prove options wrong: a key that prompt and answer hold, or that it is all."""
    table, held = asking.table, (*asking.columns, asking.ask.answer)
    if table.key:
        missing = [column for column in table.key if column not in held]
        named = ", ".join(f"{{{column}}}" for column in missing)
        key = ", ".join(table.key)
        return f"the key ({key}) is not in prompt and answer: name {named} too, or declare complete: true"
    own = next((column for column in held if _tells_rows_apart(table, column)), "")
    return f"declare complete: true or a key{f', like key: [{own}]' if own else ''}"


def _tells_rows_apart(table: Table, column: str) -> bool:
    index = table.index(column)
    return len(index.rows) == len(table.rows)


def _why_unasked(asking: Asking) -> str:
    """Why there is not even a prompt."""
    ask = asking.ask
    wanted = (*asking.columns, *([ask.answer] if ask.answer else ()))
    conditions = " and meets 'where'" if ask.where else ""
    known = [
        row
        for row in asking.table.rows
        if asking.claims.meets(row) and all(isinstance(row.cells[column], Known) for column in wanted)
    ]
    if not known:
        return f"no row knows {listed(wanted)}{conditions}; fill in cells, or ask for other columns"
    if all(form in MEASURED for form in ask.forms) or ask.count:
        return (
            "nothing surely comes out ahead of enough others; look for ties, and for cells that are not known"
        )
    return (
        "as they are worded, its prompts do not tell one row from another; let the prompt name more columns"
    )


def _has_lures(asking: Asking) -> bool:
    return any(asking.ask.answer in row.lures for row in asking.table.rows)
