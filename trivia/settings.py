"""What a player has chosen, apart from the scores: a small JSON file beside the save file.

It is read before the first paint, so it is read with the standard library, and a file that makes no sense is
set aside and costs no more than the choices in it.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from trivia.game.setup import Setup, sound

T = TypeVar("T")

FILE: Final = "settings.json"

MOTION: Final = ("auto", "on", "off")
EXPLANATIONS: Final = ("always", "miss", "key")
KEYS: Final = {"numbers": "", "left": "asdf", "right": "jkl;"}
"""The keys that take the first options, by the name of the choice; numbers and letters in order always do."""


@dataclass(frozen=True, slots=True)
class PartyChoice:
    """The last party, as plain words; `party_choice.py` makes sense of them.

    Attributes:
        preset: The night's name.
        way: How teams play.
        teams: What they are called; empty for the names of the house.
        count: How many teams there are.
        packs: The names or paths of the packs; empty for the built-in one.
        rounds: The rounds of a night of the host's own, one in a word each.
        keys: The keys of each team, in a word each; empty for the usual ones.
        streaks: Whether right answers in a row earn a bonus.
        late: Where a late team starts.
    """

    preset: str = "night"
    way: str = "choose"
    teams: tuple[str, ...] = ()
    count: int = 2
    packs: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    streaks: bool = True
    late: str = "last-place"


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices.

    Attributes:
        player: The name of who played last; empty before anyone gave one.
        theme: The name of the colours; empty for those that suit the terminal.
        motion: `auto` (where the terminal is near and in colour), `on` or `off`.
        bell: Whether the terminal rings.
        keys: A name of `KEYS`.
        explanations: When an explanation is shown: `always`, on a `miss`, or at a `key`.
        timer: Whether time counts.
        welcomed: Whether the player has seen the welcome.
        barred: Words that no guest's name may have at a party of theirs.
        setup: What was played last.
        party: What the last party was like.
    """

    player: str = ""
    theme: str = ""
    motion: str = "auto"
    bell: bool = False
    keys: str = "numbers"
    explanations: str = "always"
    timer: bool = True
    welcomed: bool = False
    barred: tuple[str, ...] = ()
    setup: Setup = field(default_factory=Setup)
    party: PartyChoice = field(default_factory=PartyChoice)


_CHOICES: Final = {"motion": MOTION, "explanations": EXPLANATIONS, "keys": tuple(KEYS)}


def read_settings(folder: Path, tell: Callable[[str], object] | None = None) -> Settings:
    """The settings of a save folder; the usual ones where there are none, or none that can be read.

    Args:
        folder: The save folder.
        tell: Is told in a sentence if the file makes no sense.
    """
    path = folder / FILE
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return Settings()
    except (ValueError, RecursionError):
        aside = "is left as it is"
        with suppress(OSError):
            path.replace(path.with_name(f"{FILE}.damaged"))
            aside = f"was set aside as {FILE}.damaged"
        if tell is not None:
            tell(f"{FILE} made no sense and {aside}; the settings are the usual ones.")
        return Settings()
    told = told if isinstance(told, dict) else {}
    settings = _filled(Settings(), told)
    odd = {
        name: getattr(Settings(), name)
        for name, known in _CHOICES.items()
        if getattr(settings, name) not in known
    }
    setup, party = (found if isinstance(found := told.get(name), dict) else {} for name in ("setup", "party"))
    return replace(settings, **odd, setup=sound(_filled(Setup(), setup)), party=_filled(PartyChoice(), party))


def _filled(usual: T, told: dict[str, Any]) -> T:
    """The usual, with what is told in its place as far as it is of the same kind."""
    found: dict[str, Any] = {}
    for one in fields(usual):  # type: ignore[arg-type]  # a dataclass, whichever it is
        value, kind = told.get(one.name), type(getattr(usual, one.name))
        if kind is tuple and isinstance(value, list):
            found[one.name] = tuple(_shown(name) for name in value if isinstance(name, str))
        elif kind is type(value):
            found[one.name] = _shown(value) if isinstance(value, str) else value
    return replace(usual, **found)  # type: ignore[type-var]  # likewise


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
