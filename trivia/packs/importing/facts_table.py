"""A spreadsheet of facts: kinds and key are guessed, asks proposed, and the mapping shown for approval.

The guesses are careful: a kind is only guessed where every cell fits it, a key where no two rows share it.
What cannot be seen in a file, such as whether it lists all there is, is not guessed.
"""

import csv
import io
import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Final, NamedTuple

from trivia.errors import ExchangeError
from trivia.facts.reader import MAX_TEXT
from trivia.facts.text import folded, printable
from trivia.facts.values import plain_value
from trivia.packs.importing.folder import SOURCE, pack_id, pack_title, told
from trivia.packs.importing.question_list import Columns
from trivia.packs.importing.records import Records

MOST_ASKED: Final = 8
"""Columns that are asked for; whoever wants more writes more."""

MOST_TRIED: Final = 8
"""Columns of which a key may be made."""

MIN_DIFFERENT: Final = 3
"""Different texts that a column needs so that its others make wrong options."""

MAX_SHOWN: Final = 80
"""Characters of a text that makes an option; longer ones are prose or links."""

_YEARS: Final = range(1000, 2101)
_NEVER: Final = frozenset(("sources", "note", "lures", "level", "count", "other", "rows"))
"""What a row or a wording means something else by."""
_UNIT: Final = re.compile(
    r"(.+?) ?(?:\(([^()]{1,12})\)|(?<= )(km|m|cm|mm|kg|g|t|mi|ft|lb|ha|km2|km²|m²|m³|°C|°F|%|GW|MW|kW))"
)
_BEFORE_ANSWER: Final = re.compile(r" (?:by|in|on|at|to|from|with)$")
_DONE: Final = re.compile(r"(?:ed|born|built|won|begun|sung|shot)$")
_LINK: Final = re.compile(r"[a-z]+://", re.IGNORECASE)


class _Column(NamedTuple):
    """A column of the spreadsheet.

    Attributes:
        name: What the table calls it.
        header: What the file calls it.
        label: What a prompt calls it.
        unit: The unit of its numbers, where its header names one; else empty.
        kind: Its kind.
        filled: Whether every row has it.
        different: How many different texts it has.
        asked: Whether its texts can be options.
    """

    name: str
    header: str
    label: str
    unit: str
    kind: str
    filled: bool
    different: int
    asked: bool


class Mapping(NamedTuple):
    """What was guessed.

    Attributes:
        text: The pack's YAML, which says it all.
        shown: The part of it that is to be approved.
        files: The files of the pack.
    """

    text: str
    shown: str
    files: dict[str, bytes]


def propose(records: Records, raw: bytes, path: Path, out: Path, listed: Columns | None = None) -> Mapping:
    """A pack for a spreadsheet of facts.

    Args:
        records: The spreadsheet.
        raw: The file as it is.
        path: Where it lies.
        out: The folder to be made, for the pack's id.
        listed: The columns of question and answer, where it is a list of questions without wrong answers.

    Raises:
        ExchangeError: If no mapping can be guessed.
    """
    name = printable(path.name)
    columns = _columns(records, name)
    key = (columns[listed.prompt].name,) if listed else _key(columns, records)
    by_name = {column.name: column for column in columns}
    prompts = [folded(printable(row[listed.prompt])) for _, row in records.lines] if listed else []
    if listed and not _is_key([prompts], records):
        raise ExchangeError(
            f"{name}: has no wrong answers, and repeats a question; give it a column 'wrong 1'"
        )
    if not key:
        message = "no column, and no two or three together, tell each row from the others"
        cure = "add such a column, or map it by hand and say what is complete (docs/packs.md)"
        raise ExchangeError(f"{name}: {message}, so no wrong answer could be proved; {cure}")
    asks = _listed_asks(columns, listed) if listed else _asks(columns, [by_name[one] for one in key])
    if not asks:
        raise ExchangeError(f"{name}: no column has {MIN_DIFFERENT} different texts to ask for")
    copy = _copy_name(path.name)
    table = re.sub(r"-+", "-", pack_id(path.stem))
    differing = [
        f"{column.name}: {told(column.header)}" for column in columns if column.name != column.header
    ]
    origin = f"    from: {{{', '.join(differing)}}}\n" if differing else ""
    shown = (
        f"- table: {table}\n"
        f"  title: {told(pack_title(path.stem))}\n"
        f"  key: [{', '.join(key)}]  # no two rows share it; it proves options wrong\n"
        f"  csv:\n    file: {told(copy)}\n    source: {SOURCE}\n{origin}"
        f"  columns: {{{', '.join(f'{column.name}: {column.kind}' for column in columns)}}}\n"
        f"  ask:\n{''.join(asks)}"
    )
    manifest = f"pack: {pack_id(out.name)}\ntitle: {told(pack_title(path.stem))}\n"
    text = f"{manifest}sources:\n- {{id: {SOURCE}, title: {told(name)}}}\ntables:\n{shown}"
    return Mapping(text, shown, {"pack.yaml": text.encode(), copy: _copy(records, raw)})


# The columns.


def _columns(records: Records, name: str) -> list[_Column]:
    names: list[str] = []
    found = []
    used = [at for at, header in enumerate(records.header) if header]
    headers = [records.header[at] for at in used]
    again = [header for header in headers if headers.count(header) > 1]
    if again:
        raise ExchangeError(f"{name}: the header names the column '{again[0]}' twice; give each its own name")
    for at in used:
        header = records.header[at]
        texts = [printable(row[at]) for _, row in records.lines]
        if any(len(text) > MAX_TEXT for text in texts):
            continue  # prose that no cell holds
        names.append(_name(header, names))
        filled = [text for text in texts if text]
        label, unit = _label(header)
        kind = _kind(filled, bool(unit))
        unit = unit if kind == "number" else ""
        different = {folded(text) for text in filled}
        long = any(len(text) > MAX_SHOWN or _LINK.match(text) for text in different)
        asked = len(different) >= MIN_DIFFERENT and not long
        whole = len(filled) == len(texts)
        found.append(_Column(names[-1], header, label, unit, kind, whole, len(different), asked))
    if not found:
        raise ExchangeError(f"{name}: the first line should name the columns")
    return found


def _name(header: str, taken: Sequence[str]) -> str:
    """A name that a column may have, like the header."""
    plain = pack_id(header).replace("-", "_")[:34]
    name = (
        plain.removeprefix("pack_")
        if plain.startswith("pack_") and "pack" not in header.casefold()
        else plain
    )
    name = name if name[:1].isalpha() else plain
    name = f"the_{name}" if name in _NEVER else name
    number, base = 2, name
    while name in taken:
        name, number = f"{base}_{number}", number + 1
    return name


def _label(header: str) -> tuple[str, str]:
    """What a sentence calls a column, and its unit: `Length (km)` is a `length` in `km`; GDP stays GDP."""
    words = re.sub(r"[{}]", "", header.replace("_", " ")).strip() or "value"
    measured = _UNIT.fullmatch(words)
    words, unit = (measured[1], measured[2] or measured[3]) if measured else (words, "")
    return (words[:1].lower() + words[1:] if words[1:2].islower() else words), unit


def _kind(texts: Sequence[str], measured: bool) -> str:
    """The narrowest kind that all texts fit; numbers with a unit are no years."""
    different = set(texts)
    if not different:
        return "text"
    if not measured and all(re.fullmatch("[0-9]{4}", text) and int(text) in _YEARS for text in different):
        return "year"
    for kind in ("number", "date"):
        if all(plain_value(text, kind) is not None for text in different):
            return kind
    return "text"


# The key.


def _key(columns: list[_Column], records: Records) -> tuple[str, ...]:
    """The fewest columns that tell every row from the others; texts before numbers, first ones first."""
    texts = {
        column.name: [folded(printable(row[at])) for _, row in records.lines]
        for column in columns
        for at in [records.header.index(column.header)]
    }
    usable = [column for column in columns if column.filled and column.different > 1]
    usable.sort(key=lambda column: (column.kind == "number", column.kind != "text"))
    for size in (1, 2, 3):
        for group in combinations(usable[:MOST_TRIED], size):
            if all(column.kind == "number" for column in group):
                continue  # a measure that happens to differ names nothing
            if _is_key([texts[column.name] for column in group], records):
                return tuple(column.name for column in columns if column in group)
    return ()


def _is_key(columns: Sequence[Sequence[str]], records: Records) -> bool:
    """Whether these texts tell every row from the others."""
    seen: dict[tuple[str, ...], list[str]] = {}
    for (_, row), texts in zip(records.lines, zip(*columns, strict=True), strict=True):
        if not all(texts) or seen.setdefault(texts, row) != row:  # rows that say the same count once
            return False
    return True


# The asks.


def _asks(columns: list[_Column], key: list[_Column]) -> list[str]:
    named = ", ".join(f"{{{column.name}}}" for column in key)
    others = [column for column in columns if column not in key]
    asked = [column for column in others if column.asked or (column.kind != "text" and column.different > 1)]
    found: list[str] = []
    for column in asked[:MOST_ASKED]:
        found.append(_ask(column, named))  # the claim is what explains the answer, both ways
        if len(key) == 1 and key[0].kind == "text" and column.kind == "text" and key[0].asked:
            found.append(_ask_back(column, key[0]))
    return found


def _ask(column: _Column, named: str) -> str:
    asked, claimed = _wordings(column, named, f"{{{column.name}}}")
    option = f"    option: {told(f'{{{column.name}}} {column.unit}')}\n" if column.unit else ""
    return (
        f"  - id: {column.name.replace('_', '-')}\n"
        f"    prompt: {told(asked)}\n"
        f"    answer: {column.name}\n{option}"
        f"    statement: {told(claimed)}\n"
        f"    because: {told(claimed)}\n"
    )


def _wordings(column: _Column, named: str, slot: str) -> tuple[str, str]:
    """A question and a claim in words that suit a column's name: `capital`, `founded`, `painted by`."""
    label = column.label
    if _BEFORE_ANSWER.search(label):
        return f"{named}: {label} …?", f"{named}: {label} {slot}."
    if column.kind in ("year", "date") and _DONE.search(label):
        asked, on = ("In which year", "in") if column.kind == "year" else ("On which day", "on")
        return f"{asked} was {named} {label}?", f"{named}: {label} {on} {slot}."
    if column.kind in ("year", "date") and column.kind not in label:
        label = f"{column.kind} of the {label}"
    shown = f"{slot} {column.unit}" if column.unit else slot
    return f"What is the {label} of {named}?", f"The {label} of {named} is {shown}."


def _ask_back(column: _Column, key: _Column) -> str:
    slot = f"{{{column.name}}}"
    _, claimed = _wordings(column, f"{{{key.name}}}", slot)
    done = _BEFORE_ANSWER.search(column.label)
    said = f"was {column.label} {slot}" if done else f"has the {column.label} {slot}"
    return (
        f"  - id: {key.name}-of-{column.name}".replace("_", "-") + "\n"
        f"    prompt: {told(f'Which {key.label} {said}?')}\n"
        f"    prompt_many: {told(f'Which of these ({key.label}) {said}?')}\n"
        f"    answer: {key.name}\n"
        f"    because: {told(claimed)}\n"
    )


def _listed_asks(columns: list[_Column], listed: Columns) -> list[str]:
    prompt, answer = columns[listed.prompt].name, columns[listed.answer]
    if not answer.asked and answer.kind == "text":
        return []
    because = columns[listed.explanation].name if listed.explanation >= 0 else ""
    why = f'    because: "{{{because}}}"\n' if because else ""
    return [f'  - id: answer\n    prompt: "{{{prompt}}}"\n    answer: {answer.name}\n{why}']


# The copy.


def _copy_name(name: str) -> str:
    """What the copy is called: its lines are cut by commas, whatever the file's were."""
    stem = re.sub(r"[^\w .-]", "_", Path(printable(name)).stem).strip(" .") or "table"
    return f"{stem}.csv"


def _copy(records: Records, raw: bytes) -> bytes:
    """The file as it is where a pack can read it; else its sound rows as CSV, each on its old line."""
    text = raw.removeprefix(b"\xef\xbb\xbf")
    marked = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    if records.delimiter == "," and records.whole and not marked and b"\r" not in text.replace(b"\r\n", b""):
        return raw
    told_rows = io.StringIO(newline="")
    writer = csv.writer(told_rows, lineterminator="\n")
    line = 1
    for start, row in [(1, records.header), *records.lines]:
        told_rows.write("\n" * (start - line))  # so that a citation's line is the line of the file
        writer.writerow(row)
        line = max(line, start) + 1 + sum(cell.count("\n") for cell in row)
    return told_rows.getvalue().encode(errors="replace")
