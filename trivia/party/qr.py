"""A QR code for a terminal: segno's matrix as half blocks, black on white whatever the theme.

The libraries' own terminal output trusts the terminal's colours, and a camera does not find a code whose
light parts are a dark theme's background. So each row comes with the two colours that it must be painted in.
"""

from typing import Final, NamedTuple

QUIET: Final = 2
"""The least quiet zone around a code, in modules; scanners of phones find it with that; the norm is 4."""

QR_STYLE: Final = "#000000 on #ffffff"
"""In what colours a code's rows are painted, in the words of Rich and Textual."""

_INK: Final = "\x1b[38;2;0;0;0;48;2;255;255;255m"
_INK_OFF: Final = "\x1b[0m"

_HALVES: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


class QrCode(NamedTuple):
    """A code as rows of text, two modules to a cell's height.

    Attributes:
        text: What a scanner reads.
        rows: The rows, all of one width; ink is black, paper is white (`QR_STYLE`).
    """

    text: str
    rows: tuple[str, ...]

    @property
    def width(self) -> int:
        """Its width in cells."""
        return len(self.rows[0])

    @property
    def height(self) -> int:
        """Its height in rows."""
        return len(self.rows)

    def ansi(self) -> str:
        """The rows for a terminal that takes escapes, with their colours, joined by line ends."""
        return "\n".join(f"{_INK}{row}{_INK_OFF}" for row in self.rows)


def qr_code(text: str, border: int = QUIET) -> QrCode:
    """Return the code of a text, as small as it can be.

    Letters in capitals make it smaller: an address like `HTTP://192.168.1.20:8765/J/482193` fits 25 modules.

    Args:
        text: What a scanner is to read; at most some 2,900 bytes.
        border: The quiet zone on each side, in modules; less than `QUIET` is taken as `QUIET`.

    Raises:
        ValueError: The text is too long for a code.
    """
    import segno

    code = segno.make_qr(text, error="l", boost_error=True)  # the best correction that costs no module more
    matrix = [[bool(module) for module in row] for row in code.matrix_iter(border=max(border, QUIET))]
    if len(matrix) % 2:
        matrix.append([False] * len(matrix[0]))  # the lower half of the last row is paper
    pairs = zip(matrix[::2], matrix[1::2], strict=True)
    rows = ("".join(_HALVES[halves] for halves in zip(above, below, strict=True)) for above, below in pairs)
    return QrCode(text, tuple(rows))
