"""Whether things move: as the player likes, and as the line to the terminal bears."""

from collections.abc import Mapping
from typing import Literal

from trivia.settings import Settings


def motion(settings: Settings, environ: Mapping[str, str]) -> Literal["none", "full"]:
    """How much Textual may animate.

    Args:
        settings: What the player has chosen. `auto` moves, but not over ssh, where every frame is a packet,
            and not where a player has asked for no colour or for no animation.
        environ: The environment.
    """
    if environ.get("TEXTUAL_ANIMATIONS", "").casefold() == "none" or settings.motion == "off":
        return "none"
    if settings.motion == "on":
        return "full"
    still = ("NO_COLOR", "SSH_CONNECTION", "SSH_TTY")
    return "none" if any(environ.get(name) for name in still) else "full"
