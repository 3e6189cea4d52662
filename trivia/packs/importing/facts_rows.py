"""The rows of a spreadsheet of facts that do not fit in with the others, told so that they can be mended."""

from typing import Final

from trivia.facts.text import folded, printable, shortened
from trivia.packs.importing.facts_columns import Column
from trivia.packs.importing.folder import told
from trivia.packs.importing.records import Records

WIDE: Final = 3
"""Columns of a table of which a row with one filled cell is most likely a note below it."""


def footnote_remark(records: Records) -> str:
    """What to say of the rows of a wide table that hold one cell alone; empty where there are none."""
    alone = []
    for line, row in records.lines:
        filled = [(at, text) for at, cell in enumerate(row) if (text := printable(cell))]
        if len(filled) == 1 and records.header[filled[0][0]]:
            alone.append((line, *filled[0]))
    if not alone or len(records.header) < WIDE:
        return ""
    line, at, text = alone[0]
    more = f" ({len(alone) - 1:,} more rows are like it)" if len(alone) > 1 else ""
    cure = f"if it is a note and no row, write except: {{{told(records.header[at])}: {told(text)}}} under csv"
    return f"line {line:,} holds one cell alone; {cure}{more}"


def clash(columns: list[Column], records: Records) -> str:
    """Which row keeps the likeliest column from naming each row; empty where no column comes near."""
    texts = [column for column in columns if column.kind == "text"]
    likeliest = max(texts, key=lambda column: column.different, default=None)
    if likeliest is None or likeliest.different * 2 <= len(records.lines):
        return ""
    at, seen = records.header.index(likeliest.header), dict[str, tuple[int, list[str]]]()
    near = f"'{likeliest.header}' comes nearest, and"
    for line, row in records.lines:
        text = printable(row[at])
        if not text:
            return f"{near} is empty on line {line:,}: fill it in or strike the row"
        first, same = seen.setdefault(folded(text), (line, row))
        if same != row:  # rows that say the same count once
            twice = f"has '{shortened(text)}' on lines {first:,} and {line:,}"
            return f"{near} {twice}: mend or strike one of them"
    return ""
