"""The keys of a pack's files, each with what it means: the reader's own, which the schema tells editors."""

from typing import Final

FILE_KEYS: Final = {
    "pack": "The pack's id: small letters, digits, '-' and '_', a letter first. Question ids start with it.",
    "title": "The pack's name for players.",
    "version": "The pack's version, as you like to write it; 1 if left out.",
    "about": "One sentence for the list of packs.",
    "date": "The day the facts are about, like 2017-01-08, or unknown.",
    "sources": "What the facts are taken from; rows and questions cite it.",
    "entities": "Kinds of things that cells name: people, films, awards.",
    "tables": "Tables of facts, with what may be asked of them.",
    "questions": "Questions written by hand.",
}

SOURCE_KEYS: Final = {
    "id": "The source's id, as citations name it.",
    "title": "The article's or book's title.",
    "about": "One sentence about it.",
    "date": "Its day, like 2017-01-08, or unknown.",
    "paragraphs": "How many paragraphs it has, as blocks between blank lines; citations are held to it.",
    "unit": "What the numbers of its citations count: paragraph if left out, or row, line, page and such.",
}

ENTITY_KEYS: Final = {
    "entity": "The kind's name; columns are declared with it.",
    "attributes": "The names of what may be known of each: gender, field, short.",
    "rows": "The entities.",
}

NAMED_KEYS: Final = {
    "name": "The one name under which it is shown.",
    "aliases": "Other names that mean the same.",
}
"""The keys of one entity, beside its kind's attributes."""

TABLE_KEYS: Final = {
    "table": "The table's name.",
    "title": "What players read above its questions; the name if left out.",
    "key": "The columns that together name exactly one row. A key lets wrong answers be proved wrong.",
    "complete": "true where nothing is missing: what is not listed did not happen.",
    "columns": "Its columns with their kinds: text, number, year, date or an entity kind; text? allows none.",
    "defaults": "Cells for rows that leave a column out.",
    "csv": "A spreadsheet beside the pack's files that holds the rows instead.",
    "rows": "The rows: a cell for every column, and 'sources'.",
    "ask": "What may be asked of the table.",
}

ROW_KEYS: Final = {
    "sources": "Citations of what says so, like article:3 or article:3-4; at least one.",
    "note": "A sentence for the explanation.",
    "lures": "Wrong answers that you choose for a column, like lures: {word: [fear, money, love]}.",
    "level": "How well known the fact is: 1 (everyone knows it) to 5; 3 if left out.",
}
"""The keys of a row beside its columns."""

CSV_KEYS: Final = {
    "file": "The file's name; it lies beside the pack's own, is UTF-8, and its first line names its columns.",
    "source": "The id of the source that the file is; a row cites its line there.",
    "delimiter": "What stands between its cells: ',' if left out, or ';', '|' or tab.",
    "from": "For a column of the table, which column of the file it is, where the names differ.",
    "only": "For a column of the file, what it must say; '*' stands for anything.",
    "except": "For a column of the file, what leaves a row out.",
    "tidy": "For a column of the table, what is done to its texts, step by step.",
    "say": "For a column of the table, what it says instead of a text of the file.",
    "level": "The level of every row, 1 to 5, or the column of the file that says it; 3 if left out.",
}

OTHER_WORDS: Final = {
    "question": "prompt",
    "correct": "answer",
    "correct_answer": "answer",
    "incorrect": "wrong",
    "incorrect_answers": "wrong",
    "distractors": "wrong",
    "why": "explanation",
    "category": "topic",
    "difficulty": "level",
}
"""What other programs call a key; authors who come from there write it at first."""

DISPUTE_KEYS: Final = {"dispute": "What each source claims; sources that cannot all be right."}

CLAIM_KEYS: Final = {
    "is": "What this source says.",
    "sources": "Where it says so.",
    "scope": "What the value is meant to cover, like domestic or worldwide.",
}
