"""Finding a square on a board by arrows or digits."""

from trivia.party.plan import Board


def first_free(board: Board, used: tuple[int, ...]) -> int:
    """The first square that still shows its value; -1 where none does."""
    cells = range(len(board.categories) * len(board.values))
    return next((cell for cell in cells if cell not in used), -1)


def beside(board: Board, used: tuple[int, ...], cell: int, arrow: str) -> int:
    """The nearest free square in a direction; the same one where there is none.

    Args:
        board: The board.
        used: The squares that are gone.
        cell: The square to go from.
        arrow: `left`, `right`, `up` or `down`.
    """
    rows = len(board.values)
    column, row = divmod(cell, rows)
    along = arrow in {"left", "right"}
    sign = 1 if arrow in {"right", "down"} else -1
    found = []
    for other in range(len(board.categories) * rows):
        across, down = other // rows - column, other % rows - row
        far, off = (across, down) if along else (down, across)
        if other not in used and far * sign > 0 and (along or not off):
            found.append((far * sign, abs(off), other))
    return min(found, default=(0, 0, cell))[2]


def after_digits(board: Board, used: tuple[int, ...], typed: str, digit: int) -> tuple[int, str]:
    """The square that digits name: first the column from 1, then the row from 1.

    Args:
        board: The board.
        used: The squares that are gone.
        typed: The column, if it has been typed already.
        digit: The next digit.

    Returns:
        The square, -1 where there is none that is free; and what is typed of the next one.
    """
    rows = len(board.values)
    if typed:
        cell = (int(typed) - 1) * rows + digit - 1
        return (cell if 1 <= digit <= rows and cell not in used else -1), ""
    if not 1 <= digit <= len(board.categories):
        return -1, ""
    column = range((digit - 1) * rows, digit * rows)
    return next((cell for cell in column if cell not in used), -1), str(digit)
