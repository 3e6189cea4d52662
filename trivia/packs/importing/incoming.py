"""Reading a file from elsewhere with care, and finding out what it is."""

import re
from pathlib import Path
from typing import Final

from trivia.errors import CommandError, ExchangeError
from trivia.facts.file_kinds import no_text

MAX_BYTES: Final = 50_000_000

SOURCES: Final = ("opentdb", "json", "gift", "aiken", "kahoot", "csv")
"""What can be imported, as `--from` calls it."""

_SUFFIXES: Final = {".xlsx": "kahoot", ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".gift": "gift"}
_MARKS: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_AIKEN: Final = re.compile(r"^ANSWER:\s*[A-Za-z]\s*$", re.MULTILINE)
_GIFT: Final = re.compile(r"(?<!\\)\{[^{}]*(?<!\\)\}|^::|^\$CATEGORY:", re.MULTILINE)


def read_file(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        CommandError: If there is no such file, or it cannot be read.
        ExchangeError: If it is too large.
    """
    try:
        if not path.exists():
            raise CommandError(f"{path}: there is no such file")
        if path.is_dir():
            raise CommandError(f"{path}: this is a folder; name the file in it")
        if not path.is_file():  # a pipe or a device might never end
            raise CommandError(f"{path}: this is no plain file")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # a ValueError: a NUL in the name
        raise CommandError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if len(raw) > MAX_BYTES:
        raise ExchangeError(f"{path}: is larger than {MAX_BYTES // 1_000_000} MB; split it")
    return raw


def decoded(raw: bytes, name: str) -> str:
    """The text of a file, its lines ended by a line feed alone.

    Args:
        raw: Its bytes: UTF-8, or UTF-16 with a byte order mark.
        name: How errors call it.

    Raises:
        ExchangeError: If it is no text.
    """
    if told := no_text(raw):
        raise ExchangeError(f"{name}: {told}")
    encoding = next((known for mark, known in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ExchangeError(f"{name}: line {line}: is not UTF-8; save it as UTF-8") from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ExchangeError(f"{name}: line {line}: is not text; a NUL byte stands here")
    if not text.strip():
        raise ExchangeError(f"{name}: is empty")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def guessed(suffix: str, raw: bytes) -> str:
    """What a file is, one of `SOURCES`, by its ending and its first bytes; empty where nothing tells.

    Args:
        suffix: The ending of its name.
        raw: What is in it.
    """
    if raw.startswith(b"PK\x03\x04"):
        return "kahoot"
    known = _SUFFIXES.get(suffix.casefold())
    if known:
        return known
    try:
        text = decoded(raw, "")
    except ExchangeError:
        return ""
    if suffix.casefold() == ".json" or re.match(r"\s*(?:\{\s*\"|\[\s*\{)", text):
        return "opentdb"
    if _AIKEN.search(text):
        return "aiken"
    if _GIFT.search(text):
        return "gift"
    first = text.lstrip().partition("\n")[0]
    return "csv" if any(mark in first for mark in ",;\t") else ""
