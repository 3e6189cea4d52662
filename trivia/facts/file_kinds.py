"""What a file is that was taken for text, by its first bytes, so that its author is told so."""

from typing import Final

_PICTURE: Final = "a picture"
_OFFICE: Final = "the own file of a spreadsheet program, or a .zip"
_KINDS: Final = (
    (b"\x89PNG\r\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"PK\x03\x04", _OFFICE),
    (b"\xd0\xcf\x11\xe0", _OFFICE),
    (b"%PDF-", "a PDF"),
)


def no_text(raw: bytes) -> str:
    """What to say of a file that is no text whatever its name says; empty where nothing tells.

    Args:
        raw: Its bytes, or the first of them.
    """
    kind = next((kind for mark, kind in _KINDS if raw.startswith(mark)), "")
    return f"is {kind}, and no text; save the table as CSV (UTF-8), and take that" if kind else ""
