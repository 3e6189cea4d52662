"""The pages for phones and for the host's remote, as HTTP answers. They are plain files in `web/`."""

import gzip
import re
from hashlib import sha256
from importlib.resources import files
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

_KINDS: Final = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
}
_FILES: Final = ("index.html", "host.html", "app.js", "host.js", "line.js", "style.css")

_HOST: Final = re.compile(r"[A-Za-z0-9.\-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")

SOCKET_PATH: Final = "/ws"
"""Where the WebSocket is."""

_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-cache",
}


class Answer(Struct, frozen=True):
    """What is answered to a request for a page: the status, its headers and the body."""

    status: int
    headers: dict[str, str]
    body: bytes


class _File(Struct, frozen=True):
    kind: str
    body: bytes
    packed: bytes
    mark: str


class Pages:
    """The pages, read once."""

    def __init__(self) -> None:
        self._files = {name: _read(name) for name in _FILES}

    def answer(self, path: str, host: str, mark: str = "", *, gzipped: bool = False) -> Answer:
        """Answer a request.

        Args:
            path: What is asked for, without a query.
            host: The `Host` header, already checked.
            mark: The `If-None-Match` header.
            gzipped: Whether the client can take gzip.
        """
        name = _name(path)
        if not name:
            return refusal(404, "Nothing here. The address on the big screen is the one.", host)
        file = self._files[name]
        headers = {**_headers(host), "Content-Type": file.kind, "ETag": file.mark, "Vary": "Accept-Encoding"}
        if mark == file.mark:
            return Answer(304, headers, b"")
        if gzipped:
            headers["Content-Encoding"] = "gzip"
        return Answer(200, headers, file.packed if gzipped else file.body)


def refusal(status: int, words: str, host: str = "") -> Answer:
    """An answer that is no page: the status and a line that says why."""
    headers = {**_headers(host), "Content-Type": "text/plain; charset=utf-8"}
    return Answer(status, headers, f"{words}\n".encode())


def host_name(header: str) -> str:
    """The name or number in a `Host` header, without its port; empty where it is none."""
    if not _HOST.fullmatch(header):
        return ""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def is_own(header: str, names: frozenset[str]) -> bool:
    """Whether a `Host` header names this machine, so that no page of others speaks to it under their name.

    A number always does: to rebind a name to this machine's number, one needs a name.

    Args:
        header: The header.
        names: The names by which this machine is called, in small letters.
    """
    name = host_name(header)
    if name in names:
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _name(path: str) -> str:
    """The file that a path stands for; empty where it stands for none."""
    lower = path.lower()
    if lower == "/" or (lower.startswith("/j/") and len(lower) < 16):
        return "index.html"
    if lower in {"/host", "/host/"}:
        return "host.html"
    name = lower.removeprefix("/")
    return name if name in _FILES and not name.endswith(".html") else ""


def _headers(host: str) -> dict[str, str]:
    # Older Safaris do not take 'self' to mean a WebSocket of the same address, so that is named.
    lines = f" ws://{host} wss://{host}" if host else ""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"connect-src 'self'{lines}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return {**_HEADERS, "Content-Security-Policy": policy}


def _read(name: str) -> _File:
    body = (files("trivia.party") / "web" / name).read_bytes()
    mark = f'"{sha256(body).hexdigest()[:20]}"'
    return _File(_KINDS[name.rpartition(".")[2]], body, gzip.compress(body, 9, mtime=0), mark)
