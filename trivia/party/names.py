"""Names: what a seat or a team may be called, and when two names look the same from four metres away."""

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import combining, east_asian_width, normalize

from trivia.facts.glyphs import SIGN
from trivia.facts.text import printable
from trivia.party.refused import Refused

MOST_CELLS: Final = 20
"""How wide a name may be on the screen."""

# What `printable` puts in the place of a control or an override; a name does without it.
_SIGNS: Final = re.compile(f"[{SIGN}\u2400-\u2426]")

_CAPITAL_TWINS: Final = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX")
"""Greek capitals, which look like other Latin letters than the small ones do."""

_TWINS: Final = str.maketrans(
    # Cyrillic, Greek and digits beside the Latin letters that they pass for, in lower case
    "абвгԁеһіјкӏмнорԛсѕтуѡԝхүзьё" + "αβγδεηικνορτυχωϲϳ" + "0158|ł$@",
    "a6brdehijklmhopqcstywwxy3be" + "abydenikvoptuxwcj" + "oisbllsa",
)

_STRANGE_TWINS: Final = str.maketrans(
    # Letters of phonetics, small capitals, Armenian and Cherokee
    "ıɩɑɡʀᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘᴛᴜᴠᴡʏᴢ" + "օոսհցյղ" + "ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ",
    "iiagrabcdeghijklmnoptuvwyz" + "onuhgjn" + "abcdeghjklmprstvwz",
)

# A cell of Braille without a dot, and a note without a head: nothing is drawn for either.
_BLANKS: Final = str.maketrans("\u2800\U0001d159", "  ")
_PAIRS: Final = (("rn", "m"), ("vv", "w"))
_NO_LETTER: Final = re.compile(r"[\W_]+")


def width(text: str) -> int:
    """How many cells a text takes on the screen."""
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def look(name: str) -> str:
    """What is left of a name from afar: names that can be taken for each other have the same look.

    Case, blanks and signs do not count, nor whether a letter is Latin, Cyrillic or Greek where the two are
    drawn alike, nor a digit that passes for a letter.
    """
    plain = normalize("NFKC", normalize("NFKC", name).translate(_CAPITAL_TWINS).casefold())
    seen = _NO_LETTER.sub("", plain.translate(_TWINS).translate(_STRANGE_TWINS)).replace("l", "i")
    for pair, letter in _PAIRS:
        seen = seen.replace(pair, letter)
    return seen or plain


def _bare(word: str) -> str:
    """The look of a word without its accents: a joker's dots over a letter hide nothing."""
    return "".join(sign for sign in normalize("NFKD", look(word)) if not combining(sign))


def clean_name(text: str, taken: Iterable[str] = (), blocked: Iterable[str] = ()) -> str:
    """A name as it may stand on the screen.

    Args:
        text: What someone typed.
        taken: The names that are taken.
        blocked: Words that no name may have.

    Returns:
        The name in one line, without controls and what turns a line round.

    Raises:
        Refused: If nothing is left of it or it is too long (`name`), it has a blocked word (`blocked`), or it
            can be taken for a name that is taken (`same`).
    """
    name = printable(_SIGNS.sub("", printable(text)).translate(_BLANKS))
    if not name:
        raise Refused("name", "Even a mystery guest needs a name. A letter or two will do.")
    if width(name) > MOST_CELLS:
        raise Refused(
            "name", f"That name is too wide for the scoreboard: at most {MOST_CELLS} letters, please."
        )
    barred = {_bare(word) for word in blocked}
    if barred and (_bare(name) in barred or any(_bare(word) in barred for word in name.split())):
        raise Refused("blocked", "That name stays in the dressing room. Try another one.")
    mine = look(name)
    if any(look(other) == mine for other in taken):
        raise Refused("same", "That name is taken, or looks too much like one that is. Try another.")
    return name
