"""What a player has chosen, apart from the scores: a small JSON file beside the save file.

It is read before the first paint, so it is read with the standard library, and a file that makes no sense is
set aside and costs no more than the choices in it.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final

FILE: Final = "settings.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices.

    Attributes:
        player: The name of who played last; empty before anyone gave one.
    """

    player: str = ""


def read_settings(folder: Path) -> Settings:
    """The settings of a save folder; the usual ones where there are none, or none that can be read."""
    path = folder / FILE
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return Settings()
    except (ValueError, RecursionError):
        with suppress(OSError):
            path.replace(path.with_name(f"{FILE}.damaged"))
        return Settings()
    known = {field.name for field in fields(Settings)}
    chosen = {name: value for name, value in told.items() if name in known} if isinstance(told, dict) else {}
    usual = asdict(Settings())
    return Settings(
        **{name: _shown(value) for name, value in chosen.items() if type(value) is type(usual[name])}
    )


def _shown(text: str) -> str:
    """A text as it may be painted: who edits the file by hand, or sends it, may have put anything in it."""
    if text.isascii() and text.isprintable():
        return text.strip()
    from trivia.facts.text import printable

    return printable(text)


def write_settings(folder: Path, settings: Settings) -> None:
    """Write the settings; whole or not at all.

    Raises:
        OSError: If the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{FILE}.{os.getpid()}.part"
    part.write_text(json.dumps(asdict(settings), indent=2) + "\n", encoding="utf-8")
    part.replace(folder / FILE)
