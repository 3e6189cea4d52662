"""A pack in a .zip: everything about its entries is checked before one of them is read.

A stranger's archive may want to write outside its folder, unpack to more than the disk holds, or be something
else altogether. So the directory of the archive is looked at first, and one bad entry refuses it whole. What
remains are the pack's own files (YAML and CSV), which lie in a folder of this process until it is done.
"""

import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from trivia.errors import PackError, Place, Problem
from trivia.facts.text import folded, printable

MAX_ARCHIVE_BYTES: Final = 50_000_000
MAX_ENTRIES: Final = 1_000
MAX_DIRECTORY_BYTES: Final = 1_000_000
"""Of the list of entries; Python reads all of it before it tells of the first."""
MAX_TOTAL_BYTES: Final = 100_000_000
"""Of all entries, unpacked."""
MAX_RATIO: Final = 200
"""How many times larger an entry may become; YAML and CSV get some thirty times smaller at best."""
RATIO_COUNTS_FROM: Final = 1_000_000
"""Bytes; what is smaller does no harm, however well it was packed."""

_TAKEN: Final = (".yaml", ".yml", ".csv", ".tsv", ".txt")
_NESTED: Final = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_DRIVE: Final = re.compile(r"^[A-Za-z]:")
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
_ZIP64: Final = b"PK\x06\x07"
_READABLE: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_CHUNK: Final = 1 << 20


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    """Why an archive is not unpacked."""


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The folder of the pack in an archive, for as long as it is needed.

    Args:
        path: The .zip.

    Raises:
        PackError: If it is no archive of a pack, or not a harmless one.
    """
    with tempfile.TemporaryDirectory(prefix="globes-trivia-") as folder:  # for nobody else to read
        try:
            _unpack(path, Path(folder))
        except _Refused as refused:
            raise PackError([Problem(Place(str(path)), str(refused), "GP124")]) from refused
        except OSError as error:
            raise PackError(
                [Problem(Place(str(path)), f"cannot be read: {error.strerror or error}", "GP102")]
            ) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
            raise PackError(
                [
                    Problem(
                        Place(str(path)), f"is no sound .zip: {printable(str(error))}; pack it again", "GP125"
                    )
                ]
            ) from error
        yield Path(folder)


def _unpack(path: Path, folder: Path) -> None:
    if not path.is_file():
        raise _Refused("is not a file; a pack is a folder of YAML files, one .yaml file, or a .zip of them")
    with path.open("rb") as file:
        _check_directory(file)
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            for entry in entries:
                _check(entry)
            _check_all(entries)
            for entry, name in _wanted(entries):
                with archive.open(entry) as packed, (folder / name).open("wb") as out:
                    _copy(packed, out, entry)


def _check_directory(file: IO[bytes]) -> None:
    """Look at the archive's end, which says how long its list of entries is, before that is read."""
    size = file.seek(0, 2)
    if size > MAX_ARCHIVE_BYTES:
        raise _Refused(f"is larger than {MAX_ARCHIVE_BYTES // 1_000_000} MB; split the pack")
    file.seek(max(size - _END_BYTES - 0xFFFF, 0))
    tail = file.read()
    at = tail.rfind(_END)
    end = tail[at : at + _END_BYTES]
    if at < 0 or len(end) < _END_BYTES or at + _END_BYTES + int.from_bytes(end[20:22], "little") != len(tail):
        raise _Refused("is no sound .zip: it does not end like one; pack it again")
    if _ZIP64 in tail[max(at - 20, 0) : at]:
        raise _Refused("is a .zip of the kind for huge archives (ZIP64); a pack needs none of it")
    if int.from_bytes(end[10:12], "little") > MAX_ENTRIES:
        raise _Refused(f"has more than {MAX_ENTRIES:,} entries; a pack has far fewer")
    if int.from_bytes(end[12:16], "little") > MAX_DIRECTORY_BYTES:
        raise _Refused("has a list of entries that is too long for a pack")
    file.seek(0)


def _check(entry: zipfile.ZipInfo) -> None:
    """Refuse an entry that could do harm."""
    name = entry.orig_filename  # as it stands there: Python has already tidied the other
    shown = f"the entry '{printable(name)[:80]}'"
    parts = name.rstrip("/").split("/")
    if name.startswith(("/", "\\")) or _DRIVE.match(name) or "\\" in name or ".." in parts:
        raise _Refused(f"{shown} would leave the pack's folder; pack it with plain names")
    if "" in parts or "." in parts or ":" in name or not name.isprintable():
        raise _Refused(f"{shown} has no plain name; pack it with plain names")
    if any(_DEVICES.match(part) for part in parts):
        raise _Refused(f"{shown} has the name of a device; give it another one")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise _Refused(f"{shown} is a link or a device; pack the file itself")
    if entry.flag_bits & _ENCRYPTED:
        raise _Refused(f"{shown} is encrypted; pack it without a password")
    if entry.compress_type not in _READABLE:
        raise _Refused(f"{shown} is packed in a way that is not read here; use the usual one (deflate)")
    if name.casefold().endswith(_NESTED):
        raise _Refused(f"{shown} is an archive in the archive; unpack it first")
    if entry.file_size > RATIO_COUNTS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise _Refused(f"{shown} would become more than {MAX_RATIO} times larger; no pack does")


def _check_all(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what only all entries together tell."""
    if len(entries) > MAX_ENTRIES:  # the end of the archive may have said otherwise
        raise _Refused(f"has more than {MAX_ENTRIES:,} entries; a pack has far fewer")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
        raise _Refused(f"would unpack to more than {MAX_TOTAL_BYTES // 1_000_000} MB; split the pack")
    seen: set[str] = set()
    for entry in entries:
        key = folded(entry.filename)
        if key in seen:
            raise _Refused(f"the entry '{printable(entry.filename)[:80]}' is there twice; keep one")
        seen.add(key)


def _wanted(entries: list[zipfile.ZipInfo]) -> list[tuple[zipfile.ZipInfo, str]]:
    """The files of the pack with their names: those of the top, or of the one folder that holds it."""
    files = [
        entry
        for entry in entries
        if not entry.is_dir()
        and entry.filename.casefold().endswith(_TAKEN)
        and not any(part.startswith((".", "__MACOSX")) for part in entry.filename.split("/"))
    ]
    folders = {entry.filename.rpartition("/")[0] for entry in files if _is_yaml(entry.filename)}
    if not folders:
        raise _Refused("has no .yaml file in it; a pack needs at least one")
    if len(folders) > 1:
        told = ", ".join(f"'{printable(folder) or '.'}'" for folder in sorted(folders)[:5])
        raise _Refused(f"has .yaml files in several folders ({told}); a .zip holds one pack, in one folder")
    (home,) = folders
    return [
        (entry, entry.filename.rpartition("/")[2])
        for entry in files
        if entry.filename.rpartition("/")[0] == home
    ]


def _is_yaml(name: str) -> bool:
    return name.casefold().endswith((".yaml", ".yml"))


def _copy(packed: IO[bytes], out: IO[bytes], entry: zipfile.ZipInfo) -> None:
    """Unpack an entry, and no more of it than it was said to be."""
    left = entry.file_size
    while chunk := packed.read(_CHUNK):
        left -= len(chunk)
        if left < 0:
            raise _Refused(f"the entry '{printable(entry.filename)[:80]}' is larger than it is said to be")
        out.write(chunk)
