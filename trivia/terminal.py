"""Whether there is a terminal to paint in, and how often it is painted."""

import os
import sys
from typing import TYPE_CHECKING, Final

from trivia.errors import CommandError

if TYPE_CHECKING:
    from argparse import Namespace

FRAMES_A_SECOND: Final = "120"
"""How often the screen may change. At Textual's own 60 a verdict waits twice as long for its frame."""


def need_terminal(options: "Namespace") -> None:
    """Refuse to paint where nobody would see it: a Textual app in a pipe prints escapes and hangs.

    Args:
        options: The words of the command line.

    Raises:
        CommandError: If there is no terminal that can paint.
    """
    what, plain = "game", f"globes-trivia {options.command or 'play'} --plain"
    if options.command == "party":
        what, plain = "party", "globes-trivia play --plain"
    if options.command == "join":
        what, plain = "seat", f"globes-trivia join {options.address} --plain"
    if options.command == "pack":
        import shlex

        what, plain = "preview", f"globes-trivia questions --pack {shlex.quote(options.path)}"
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CommandError(f"the {what} needs a terminal; in a pipe, use: {plain}")
    if os.environ.get("TERM") == "dumb":
        raise CommandError(f"this terminal (TERM=dumb) cannot paint the {what}; use: {plain}")
    # Textual reads it as it is imported. A verdict that comes right after something else was painted, as the
    # clocks are all the time, waits for the next frame.
    os.environ.setdefault("TEXTUAL_FPS", FRAMES_A_SECOND)
