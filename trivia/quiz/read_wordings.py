"""What the wordings of forms must give: each form is proved for certain columns, no less and no more."""

from typing import NamedTuple

from trivia.facts.nodes import Mapping
from trivia.facts.reader import Reader
from trivia.facts.tables import Table
from trivia.facts.text import listed
from trivia.quiz.pack import OTHER, Template


class Wordings(NamedTuple):
    """The wordings of an ask, and what they are held against.

    Attributes:
        table: The ask's table.
        prompt: Its prompt.
        answer: Its answer's column; empty where it counts.
        wordings: The wordings by form.
        pair: How a pair is shown, or `None`.
        ordered: Whether what it asks for can be compared.
    """

    table: Table
    prompt: Template
    answer: str
    wordings: dict[str, Template]
    pair: Template | None
    ordered: bool


class Fault(NamedTuple):
    """What is wrong with a wording, and the code of its kind."""

    message: str
    code: str


def check_wordings(reader: Reader, entry: Mapping, found: Wordings) -> None:
    """Note every wording that names other columns than its form is proved for.

    Args:
        reader: Collects what is wrong.
        entry: The ask.
        found: Its wordings.
    """
    for form, wording in found.wordings.items():
        fault = _fault(found, form, wording)
        node = entry.get(form)
        if fault is not None and node is not None:
            reader.problem(node.place, fault.message, fault.code)
    node = entry.get("pair")
    if node is not None and entry.get("pairs") is None:
        reader.problem(
            node.place,
            "'pair' shows the options of the form 'pairs'; give the prompt under 'pairs:'",
            "GP432",
        )


def _fault(found: Wordings, form: str, wording: Template) -> Fault | None:
    if form == "not":
        return _not_fault(found, wording)
    if form == "pairs":
        return _pairs_fault(found, wording)
    if not found.ordered:
        kind = found.table.columns[found.answer].kind
        return Fault(
            f"'{form}' compares numbers, years, days or counts; '{found.answer}' is of the kind '{kind}'",
            "GP430",
        )
    if form == "least" and not found.answer:
        return Fault(
            "the least of a count would be one that has none of them; 'lower' compares those that are shown",
            "GP434",
        )
    if form in ("most", "least") and not found.table.complete:
        return Fault(f"'{form}' is said of all there are, so the table must be complete: true", "GP407")
    if form == "compare":
        return _compare_fault(found, wording)
    return _measured_fault(found, form, wording)


def _not_fault(found: Wordings, wording: Template) -> Fault | None:
    if found.ordered:
        return Fault("'not' asks for one of several answers; numbers and counts have one", "GP435")
    if "NOT" not in " ".join(part for part in wording.parts if isinstance(part, str)).split():
        return Fault("the wording should hold NOT in capitals, so that nobody reads past it", "GP433")
    if set(wording.columns) != set(found.prompt.columns):
        return Fault(f"'not' should name the same columns as prompt: {listed(found.prompt.columns)}", "GP431")
    return None


def _pairs_fault(found: Wordings, wording: Template) -> Fault | None:
    if not found.answer:
        return Fault("'pairs' joins the values of two columns; a count is no column", "GP435")
    lefts = [column for column in found.prompt.columns if column not in wording.columns]
    if not set(wording.columns) < set(found.prompt.columns):
        return Fault("'pairs' should leave a column of the prompt to the pairs, and name no other", "GP431")
    if found.pair is None:
        return Fault("'pairs' needs a 'pair:' that shows an option, like '{award}: {person}'", "GP436")
    named = set(found.pair.columns)
    if found.table.key and set(found.table.key) <= set(found.prompt.columns):
        if found.answer not in named or len(named) == 1:
            return Fault(
                f"'pair' should name the answer, '{{{found.answer}}}', and what it belongs to", "GP437"
            )
    elif named != {*lefts, found.answer}:
        return Fault(
            f"'pair' should name what 'pairs' leaves open and the answer: {listed([*lefts, found.answer])}",
            "GP437",
        )
    return None


def _measured_fault(found: Wordings, form: str, wording: Template) -> Fault | None:
    missing = [column for column in found.prompt.columns if column not in wording.columns]
    if len(missing) != 1 or not set(wording.columns) <= set(found.prompt.columns):
        return Fault(
            f"'{form}' should leave exactly one column of the prompt open, the one whose values are "
            f"compared: one of {listed(found.prompt.columns)}",
            "GP431",
        )
    return None


def _compare_fault(found: Wordings, wording: Template) -> Fault | None:
    wanted = {*found.prompt.columns, OTHER}
    if OTHER in found.table.columns:
        return Fault(
            "a table with a column 'other' has no room for the {other} of 'compare'; rename the column",
            "GP406",
        )
    if set(wording.columns) != wanted:
        return Fault(
            f"'compare' should name the prompt's columns and the second subject: {listed(sorted(wanted))}",
            "GP431",
        )
    return None
