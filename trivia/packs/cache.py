"""Packs that were read once, kept ready in the cache folder: a large pack opens many times faster again.

What is kept is plain data under the digest of the files that it was read from. It is looked at only when
those files are byte for byte the same, it is decoded into the pack's own types and nothing else, and whatever
is wrong with it (or with the folder) only means that the pack is read anew. It can be deleted at any time.
Packs with a CSV file are not kept: the file is read as fast as what would be kept of it.
"""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from trivia.facts.text import printable
from trivia.quiz.pack import Pack
from trivia.version import VERSION

FORMAT: Final = "3"
"""Changes whenever the types that are kept do."""

MAX_KEPT: Final = 32
"""Packs in the folder; the one that was used longest ago makes room."""

MAX_BYTES: Final = 200_000_000

_SUFFIX: Final = ".pack"
_ESCAPE: Final = re.compile(r'(?<!\\)(?:\\\\)*\\[^"\\]')


def digest(files: Iterable[Path]) -> str:
    """What stands for the contents of a pack's files, with their names and the version of this program.

    Raises:
        OSError: If one of them cannot be read, or is no file (a pipe or a device might never end).
    """
    whole = sha256(f"{FORMAT}\0{VERSION}".encode())
    for file in files:
        if not file.is_file() or file.stat().st_size > MAX_BYTES:
            raise OSError(f"{file} is no file of a pack")
        raw = file.read_bytes()
        whole.update(f"\0{file}\0{len(raw)}\0".encode(errors="surrogateescape"))
        whole.update(raw)
    return whole.hexdigest()


class PackCache:
    """The kept packs of one folder."""

    def __init__(self, folder: Path) -> None:
        """Use a folder, which is made when the first pack is kept."""
        self._folder = folder

    def find(self, name: str) -> Pack | None:
        """The pack that was kept under a digest, or `None` where there is none, or none to be trusted."""
        path = self._folder / f"{name}{_SUFFIX}"
        try:
            if path.stat().st_size > MAX_BYTES:
                return None
            known, _, body = path.read_bytes().partition(b"\n")
            if sha256(body).hexdigest().encode() != known or not _harmless(body.decode()):
                return None
            pack = msgspec.json.decode(body, type=Pack)
        except (OSError, ValueError, RecursionError):  # msgspec's errors are ValueErrors
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # used just now, so others make room first
        return pack

    def keep(self, name: str, pack: Pack) -> None:
        """Keep a pack under the digest of its files.

        Where that cannot be done, nothing is kept and nothing is said.
        """
        try:
            body = msgspec.json.encode(pack)
        except UnicodeEncodeError:  # the pack lies in a folder whose name is no text
            return
        if len(body) > MAX_BYTES or not _harmless(body.decode()):
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, unfinished = tempfile.mkstemp(dir=self._folder, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(sha256(body).hexdigest().encode() + b"\n" + body)
                Path(unfinished).replace(self._folder / f"{name}{_SUFFIX}")
            except OSError:
                Path(unfinished).unlink(missing_ok=True)
                raise
            self._make_room()

    def _make_room(self) -> None:
        kept = sorted(self._folder.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime_ns)
        for path in kept[:-MAX_KEPT]:
            path.unlink(missing_ok=True)


def _harmless(text: str) -> bool:
    """Whether no text in it could hold a control character: the reader has made every text printable."""
    if "\\" in text and _ESCAPE.search(text):
        return False
    return text.isprintable() or printable(text) == text
