"""Whose key is whose, where teams share one keyboard, and how a host changes that.

Keys are known by the sign that they type, in small letters. The usual ones lie in the same place on QWERTY,
QWERTZ and AZERTY keyboards, and so far from each other that the hands have room. Digits are the exception: a
French or Belgian keyboard types other signs there unless Shift is held, so these signs count as the digits.
"""

import re
import unicodedata
from typing import Final, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from trivia.errors import TriviaError

Way: TypeAlias = Literal["choose", "buzz", "pass", "judge", "none"]
"""How teams play at the host's keyboard.

`choose`: four keys each, all at once. `buzz`: one key each, then 1 to 4. `pass`: one laptop goes round.
`judge`: all is said aloud, and the host marks it. `none`: nobody plays there.
"""

MOST_TEAMS: Final[dict[Way, int]] = {"choose": 4, "buzz": 8, "pass": 8, "judge": 8, "none": 0}

_CHOOSE: Final = (tuple("1234"), tuple("7890"), tuple("xcvb"), tuple("hjkl"))
_BUZZ: Final = tuple((key,) for key in "xpenvtuk")

ANSWERS: Final = "1234"
"""What takes an option, for whoever has the floor."""

RIGHT: Final = "r"
WRONG: Final = "w"
"""What the host presses when an answer was said aloud."""

HELP: Final = "?"
"""What shows all keys, on every screen."""

_TWINS: Final = {
    sign: digit
    for digit, signs in zip("1234567890", ("&", "é", '"', "'", "(", "-§", "è", "_!", "ç", "à"), strict=True)
    for sign in signs
}
"""What French and Belgian keyboards type in the place of a digit."""

_NAMES: Final = {
    "minus": "-",
    "underscore": "_",
    "plus": "+",
    "slash": "/",
    "backslash": "\\",
    "at": "@",
}
"""Signs that a terminal's library calls otherwise than Unicode does."""

_SLOT: Final = re.compile(r"k([1-9][0-9]?)(?:-[0-9]+)?")


class Unbindable(TriviaError):  # noqa: N818 - it is said to a host, and nothing went wrong
    """A key that no team can have; the message says why."""


class KeyPlan(Struct, frozen=True):
    """How teams play at the host's keyboard.

    Attributes:
        way: The way.
        sets: For each place at the keyboard its keys: four where teams choose, one where they buzz or are
            judged, none where the laptop goes round.
    """

    way: Way = "none"
    sets: tuple[tuple[str, ...], ...] = ()


def usual(way: Way, teams: int) -> KeyPlan:
    """The keys that nobody has changed.

    Args:
        way: How teams play.
        teams: How many there are; more than the keyboard has room for get no keys.
    """
    if way == "choose":
        return KeyPlan(way, _CHOOSE[:teams])
    if way in {"buzz", "judge"}:
        return KeyPlan(way, _BUZZ[:teams])
    return KeyPlan(way, ((),) * min(teams, MOST_TEAMS[way]))


def sign_of(key: str) -> str:
    """The sign that a key types, in a small letter; an empty string for a key that types none.

    Args:
        key: A sign, or its name in a terminal's words (`ampersand`, `full_stop`, `minus`).
    """
    sign = key
    if len(key) != 1:
        try:
            sign = _NAMES.get(key) or unicodedata.lookup(key.replace("_", " "))
        except KeyError:
            return ""
    small = sign.lower()
    return small if len(small) == 1 and small.isprintable() and not small.isspace() else ""


def digit_of(key: str) -> int | None:
    """The digit that a key stands for, on any of the keyboards; `None` for any other."""
    sign = sign_of(key)
    digit = _TWINS.get(sign, sign)
    return int(digit) if digit and digit in "0123456789" else None


def owner(plan: KeyPlan, key: str) -> tuple[int, int] | None:
    """Whose key it is: the place at the keyboard, and which of its keys, both from 0; `None` for nobody's."""
    sign = sign_of(key)
    for wanted in (sign, _TWINS.get(sign, "")):
        for slot, keys in enumerate(plan.sets):
            if wanted and wanted in keys:
                return slot, keys.index(wanted)
    return None


def rebound(plan: KeyPlan, slot: int, place: int, key: str) -> KeyPlan:
    """The plan with another key in a place.

    Args:
        plan: The plan.
        slot: The place at the keyboard, from 0.
        place: Which of its keys, from 0.
        key: The key, as the terminal calls it.

    Raises:
        Unbindable: If it types nothing, is the host's, or is another team's.
    """
    sign = sign_of(key)
    if not sign:
        raise Unbindable("That key is the host's, or types nothing. A letter, a digit or a sign, please.")
    fault = _reserved(plan.way, sign)
    if fault:
        raise Unbindable(fault)
    keys = plan.sets[slot]
    others = replace(plan, sets=tuple(_cleared(plan, slot, place)))
    taken = _sharing(others, sign)
    if taken is not None:
        raise Unbindable(f"Team {taken + 1} plays with “{sign.upper()}” already.")
    mine = (*keys[:place], sign, *keys[place + 1 :])
    return replace(plan, sets=(*plan.sets[:slot], mine, *plan.sets[slot + 1 :]))


def _cleared(plan: KeyPlan, slot: int, place: int) -> list[tuple[str, ...]]:
    """All sets, with nothing in the place that is to change."""
    return [
        tuple("" if (number, index) == (slot, place) else key for index, key in enumerate(keys))
        for number, keys in enumerate(plan.sets)
    ]


def _sharing(plan: KeyPlan, sign: str) -> int | None:
    """Which place has this sign, or one that is the same digit on another keyboard; `None` for none."""
    digit = digit_of(sign)
    for slot, keys in enumerate(plan.sets):
        if any(key == sign or (digit is not None and digit_of(key) == digit) for key in keys):
            return slot
    return None


def _reserved(way: Way, sign: str) -> str:
    """Why no team can have this sign; an empty string if one can."""
    if sign == HELP:
        return "“?” shows the keys, at any time. Any letter will do."
    if sign in {RIGHT, WRONG}:
        return f"“{sign.upper()}” is how the host marks what was said aloud. Any other letter will do."
    if way != "choose" and digit_of(sign) is not None:
        return "Digits are for answers, once somebody has the floor. A letter buzzes best."
    return ""


def sound(plan: KeyPlan) -> bool:
    """Whether a plan, read from anywhere, is one that `usual` and `rebound` could have made."""
    wanted = {"choose": 4, "buzz": 1, "judge": 1}.get(plan.way, 0)
    if len(plan.sets) > MOST_TEAMS[plan.way] or any(len(keys) != wanted for keys in plan.sets):
        return False
    made = replace(plan, sets=tuple(("",) * wanted for _ in plan.sets))
    try:
        for slot, keys in enumerate(plan.sets):
            for place, key in enumerate(keys):
                made = rebound(made, slot, place, key)
    except Unbindable:
        return False
    return made == plan


def seat_id(slot: int, nth: int = 1) -> str:
    """The id of the seat at a place of the keyboard.

    Args:
        slot: The place, from 0.
        nth: How many have sat there, with this one: an id is never given twice at a party.
    """
    return f"k{slot + 1}" if nth == 1 else f"k{slot + 1}-{nth}"


def slot_of(player: str) -> int | None:
    """The place at the keyboard of a seat, from 0; `None` for a seat elsewhere."""
    found = _SLOT.fullmatch(player)
    return int(found[1]) - 1 if found else None
