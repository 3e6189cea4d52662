"""Files that a command was asked to write: never over another unasked, and whole or not at all."""

from pathlib import Path

from trivia.errors import CommandError


def check_place(path: Path, *, force: bool) -> None:
    """Look whether a file may be written there, before anything is made.

    Raises:
        CommandError: If it may not.
    """
    try:
        if not path.name or path.is_dir():
            raise CommandError(f"--out should name a file, found '{path}'")
        if path.exists() and not path.is_file():
            raise CommandError(f"{path}: is no plain file, so it is not replaced")
        there = path.exists()
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    if there and not force:
        raise CommandError(f"{path}: is there already; write over it with --force, or name another file")


def _unwritable(path: Path, error: Exception) -> CommandError:
    return CommandError(f"{path}: cannot be written: {getattr(error, 'strerror', None) or error}")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole: into a part beside it, which then takes its place.

    Raises:
        CommandError: If that cannot be done.
    """
    try:
        part = path.with_name(f"{path.name}.part")
        try:
            part.write_bytes(data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
