"""The cells of an .xlsx file from anywhere: it is looked through before a library reads it.

Such a file is a zip of XML. A small one may unpack to gigabytes, or name entities that grow without end, so
sizes, counts and document types are checked first.
"""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import IO, Final

from trivia.errors import ExchangeError

MAX_UNPACKED: Final = 30_000_000
MAX_RATIO: Final = 200
"""How many times larger than packed a file may be once it is over a megabyte; sheets come to 10 or 20."""

MAX_PARTS: Final = 2_000
MAX_ROWS: Final = 20_000
SHEET_ROWS: Final = 100_000
"""Rows that are walked past to see whether one is filled; a file may claim any number of empty ones."""

MAX_COLUMNS: Final = 30

MISSING: Final = "for spreadsheets openpyxl is needed: pip install 'globes-trivia[spreadsheets]'"

_DANGERS: Final = (b"<!DOCTYPE", b"<!ENTITY")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def sheet_rows(raw: bytes, name: str) -> list[list[str]]:
    """The rows of a workbook's first sheet, as text; empty rows at its end are left out.

    Args:
        raw: The file.
        name: How errors call it.

    Raises:
        ExchangeError: If it is no workbook, or one that nobody should unpack; or a library is missing.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise ExchangeError(MISSING) from error
    _check(raw, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about validations and styles, which nobody reads here
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
            try:
                sheet = book.worksheets[0]
                return _filled(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), name)
            finally:
                book.close()
    except ExchangeError:
        raise
    except Exception as error:  # whatever a library stumbles over in a stranger's file
        raise ExchangeError(f"{name}: is no spreadsheet that can be read (.xlsx)") from error


def _filled(cells: Iterable[tuple[object, ...]], name: str) -> list[list[str]]:
    """The rows up to the last that is filled; a sheet may well have a million empty ones below."""
    rows: list[list[str]] = []
    for number, row in enumerate(cells, start=1):
        if any(value is not None for value in row) or number > SHEET_ROWS:
            if number > MAX_ROWS:
                raise ExchangeError(f"{name}: has more than {MAX_ROWS:,} rows; split it")
            rows += [[""] * MAX_COLUMNS] * (number - 1 - len(rows))
            rows.append([*map(_text, row), *[""] * (MAX_COLUMNS - len(row))])
    return rows


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _check(raw: bytes, name: str) -> None:
    """Refuse what should not be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            parts = packed.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MAX_PARTS:
                raise ExchangeError(f"{name}: holds more than {MAX_PARTS:,} parts; it is not unpacked")
            if unpacked > MAX_UNPACKED or (unpacked > 1_000_000 and unpacked > MAX_RATIO * len(raw)):
                size = f"{unpacked / 1_000_000:,.0f} MB"
                raise ExchangeError(f"{name}: would unpack to {size}; it is not unpacked")
            for part in parts:
                _check_part(packed, part, name)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise ExchangeError(f"{name}: is no spreadsheet that can be read (.xlsx)") from error
    except (ValueError, EOFError, zlib.error) as error:
        raise ExchangeError(f"{name}: is no spreadsheet that can be read (.xlsx)") from error


def _check_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    before = b""
    with packed.open(part) as file:
        for chunk in _chunks(file):
            if not before and chunk.startswith(_WIDE):
                raise ExchangeError(f"{name}: '{part.filename}' is not UTF-8; save the spreadsheet anew")
            if any(danger in before + chunk.upper() for danger in _DANGERS):
                raise ExchangeError(f"{name}: '{part.filename}' declares entities; it is not read")
            before = chunk[-16:].upper()


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(1 << 20):
        yield chunk
