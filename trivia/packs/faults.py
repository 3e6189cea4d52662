"""Every kind of fault that a pack can have, by the code that never changes (docs/pack-errors.md)."""

from collections.abc import Container, Sequence
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from trivia.errors import Problem

Severity: TypeAlias = Literal["error", "warning", "note"]

NO_QUESTION: Final = "GP701"
SPREADSHEET: Final = "GP702"
TURNED_ROUND: Final = "GP703"
CURLY: Final = "GP704"

FAULTS: Final = MappingProxyType(
    {
        # Files and YAML.
        "GP101": "Not a file",
        "GP102": "Cannot be read",
        "GP103": "Too large",
        "GP104": "Not UTF-8",
        "GP105": "No pack file in the folder",
        "GP106": "Too many files",
        "GP107": "Empty file",
        "GP108": "Not a mapping",
        "GP110": "Not YAML",
        "GP111": "Second document",
        "GP112": "Too many values",
        "GP113": "Nested too deep",
        "GP114": "Alias",
        "GP115": "Anchor",
        "GP116": "Tag",
        "GP117": "Key that is no word",
        "GP118": "Merge key",
        "GP119": "Key twice",
        "GP120": "Two files name the pack",
        "GP121": "No file names the pack",
        "GP122": "Pack and table in one file",
        "GP123": "Asks nothing",
        "GP124": "Archive refused",
        "GP125": "Damaged archive",
        # Values.
        "GP201": "Unknown key",
        "GP202": "Missing",
        "GP203": "Empty text",
        "GP204": "Not a text",
        "GP205": "Text too long",
        "GP206": "Not keys and values",
        "GP207": "Not a list",
        "GP208": "Name with other signs",
        "GP209": "Neither true nor false",
        "GP210": "Not a whole number",
        "GP211": "Not a day",
        "GP212": "Not pairs",
        # Facts.
        "GP301": "Source twice",
        "GP302": "No sources",
        "GP303": "Not a citation",
        "GP304": "Unknown source",
        "GP305": "Citation backwards or too long",
        "GP306": "Citation past the end",
        "GP307": "Citation without a paragraph",
        "GP308": "Unknown unit",
        "GP310": "Kind taken",
        "GP311": "Name taken",
        "GP312": "Entity without rows",
        "GP313": "Unknown name",
        "GP320": "Table twice",
        "GP321": "Table without rows",
        "GP322": "Rows and a spreadsheet",
        "GP323": "Name of a column",
        "GP324": "Unknown kind",
        "GP325": "Unknown column in the key",
        "GP326": "Row lacks a cell",
        "GP327": "Key without a value",
        "GP328": "Key names two rows",
        "GP329": "Key is none",
        "GP330": "Not one value",
        "GP331": "None where it may not be",
        "GP332": "Not of the column's kind",
        "GP333": "Claim that says nothing",
        "GP334": "Dispute of one",
        # Asks.
        "GP401": "Ask twice",
        "GP403": "Prompt without a column",
        "GP404": "Stray brace",
        "GP405": "Answer and count",
        "GP406": "Column with a reserved name",
        "GP407": "Needs a complete table",
        "GP408": "Unknown column in an ask",
        "GP409": "Unknown attribute",
        "GP410": "Answer given away",
        "GP411": "Wording for many",
        "GP412": "Statement of other columns",
        "GP413": "Option without its answer",
        "GP414": "Option of other columns",
        "GP415": "Unknown form",
        "GP416": "Form without a wording",
        "GP417": "No forms",
        "GP418": "Bounds of what is no number",
        "GP419": "Not two bounds",
        "GP420": "Bounds backwards",
        "GP421": "Condition that no row meets",
        "GP422": "Not a column",
        "GP423": "Not a step",
        "GP430": "Nothing to compare",
        "GP431": "Wording of other columns",
        "GP432": "Pair without pairs",
        "GP433": "NOT in small letters",
        "GP434": "Least of a count",
        "GP435": "Form that does not suit",
        "GP436": "Pairs without a pair",
        "GP437": "Pair of other columns",
        # Spreadsheets.
        "GP501": "Spreadsheet elsewhere",
        "GP502": "No such spreadsheet",
        "GP503": "Empty spreadsheet",
        "GP504": "Rows of different lengths",
        "GP505": "Not CSV",
        "GP506": "Column twice",
        "GP507": "Lines past the source's end",
        "GP508": "Unknown column of a spreadsheet",
        "GP509": "Column from nowhere",
        "GP510": "Unknown tidy step",
        "GP511": "Too many rows",
        "GP512": "More of the same",
        "GP513": "Cells divided by another sign",
        "GP514": "Not a delimiter",
        # Questions written by hand.
        "GP601": "Question twice",
        "GP602": "No wrong answer",
        "GP603": "Too many wrong answers",
        "GP604": "Options alike",
        "GP605": "Neither wrong answers nor a truth",
        # What only `pack check` tells.
        NO_QUESTION: "Ask without a question",
        SPREADSHEET: "What was done to a spreadsheet",
        TURNED_ROUND: "Text turned round",
        CURLY: "Curly quotes around a text",
    }
)
"""The title of every fault, in the order of the codes."""

_UNREAD: Final = tuple(f"GP1{number:02}" for number in (1, 2, 3, 4, 8, 10, 11, 12, 13, 14))
"""Faults for which a part of the pack was not read, or not as it stands."""

_FOLLOW: Final[dict[str, tuple[str, ...]]] = {
    "GP121": ("pack",),
    "GP123": ("tables", "questions"),
    "GP303": ("sources",),
    "GP304": ("sources",),
    "GP312": ("entities",),
    "GP313": ("entities",),
    "GP321": ("tables",),
    "GP324": ("entities",),
    "GP409": ("entities",),
    "GP421": ("tables", "entities"),
}
"""Faults that say that something is missing, and the parts of a pack where it may stand all the same."""


def worth_telling(problems: Sequence[Problem], unread: Container[str]) -> list[Problem]:
    """The problems without those that only follow from what could not be read.

    Args:
        problems: The problems of a pack.
        unread: The parts of it that were not read, or not all of them, as `PackFiles` names them.
    """
    places = {problem.place for problem in problems if problem.code in _UNREAD}
    return [
        problem
        for problem in problems
        if problem.code in _UNREAD
        or not (problem.place in places or any(part in unread for part in _FOLLOW.get(problem.code, ())))
    ]


def severity_of(code: str) -> Severity:
    """How bad a fault is: `error` where the pack cannot be played with it."""
    if code == SPREADSHEET:
        return "note"
    return "warning" if code in (NO_QUESTION, TURNED_ROUND, CURLY) else "error"
