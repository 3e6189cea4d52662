"""Reading a pack from its files: facts, asks and hand-written questions, with all mistakes at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trivia.errors import PackError, Place, Problem
from trivia.facts.read_pack import read_pack_files
from trivia.facts.reader import Reader
from trivia.packs.faults import severity_of, worth_telling
from trivia.quiz.pack import Pack
from trivia.quiz.read_asks import read_asks
from trivia.quiz.read_questions import read_questions


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from looking through objects of which nearly all will stay."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_uncollected()
def read_pack(path: Path) -> Pack:
    """Read the pack in a folder or file.

    Raises:
        PackError: With everything that is wrong in any of its files.
    """
    files = read_pack_files(path)
    reader = Reader()
    asks = read_asks(reader, files.facts, files.asks)
    written = read_questions(reader, files.facts, files.questions, asks)
    problems = [*files.problems, *reader.problems]
    if not asks and not written and not problems:
        cure = "add 'ask:' to a table, or 'questions:'"
        problems.append(
            Problem(Place(str(path)), f"asks nothing, so there is nothing to play; {cure}", "GP123")
        )
    if problems:
        # What was done to a spreadsheet is only worth knowing where all of it was read.
        warnings = [note for note in files.notes if severity_of(note.code) == "warning"]
        raise PackError(worth_telling(problems, files.unread), warnings)
    return Pack(files.facts, asks, written, tuple(files.notes))
