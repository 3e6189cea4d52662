"""Reading one YAML file into nodes, with every defence a stranger's file calls for."""

import re
from pathlib import Path
from typing import Final

import yaml

from trivia.errors import Place, Problem
from trivia.facts.nodes import Node
from trivia.facts.yaml_mending import mended
from trivia.facts.yaml_walk import SYNTAX, Refused, Walk

MAX_BYTES: Final = 20_000_000
MAX_CONTROLS: Final = 20
"""Lines with a control character that are told one by one; with more, it is no text."""

_OTHER_BREAKS: Final = re.compile("[\x85\u2028\u2029]")
_NOT_IN_YAML: Final = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def read_text(path: Path, name: str) -> tuple[str, Problem | None]:
    """The text of a file of a pack, and why it has none that can be read.

    Args:
        path: The file.
        name: How problems call the file.
    """
    try:
        if not path.is_file():
            return "", Problem(Place(name), "is not a file; a pack is made of plain YAML files", "GP101")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        return "", Problem(Place(name), f"cannot be read: {error.strerror or error}", "GP102")
    if len(raw) > MAX_BYTES:
        told = f"is larger than {MAX_BYTES // 1_000_000} MB; split the pack"
        return "", Problem(Place(name), told, "GP103")
    try:
        text, at = raw.decode("utf-8-sig"), raw.find(b"\0")
    except UnicodeDecodeError as error:
        text, at = "", error.start
    if at < 0:
        # What YAML alone takes for the end of a line would number the lines otherwise than an editor does.
        return _OTHER_BREAKS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")), None
    # A NUL is legal UTF-8 and stands in no text; every second byte is one where a file is UTF-16.
    line, column = raw.count(b"\n", 0, at) + 1, at - raw.rfind(b"\n", 0, at)
    told = f"is not UTF-8 (byte 0x{raw[at]:02x}); save it as UTF-8"
    return "", Problem(Place(name, line, column), told, "GP104")


def parse_yaml(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """Parse the text of one YAML document.

    Args:
        text: The text.
        name: How problems call the file.

    Returns:
        The document, or `None` where it is empty or could not be read; and every problem found. After
        syntax errors it is what the sound parts of the file say.
    """
    try:
        return Walk(text, name).document()
    except Refused as refused:
        return None, [refused.problem]
    except yaml.reader.ReaderError:
        found = _control_characters(text, name)
        node, others = parse_yaml(_NOT_IN_YAML.sub(" ", text), name)
        return node, found + others
    except yaml.YAMLError as error:
        return mended(text, name, error)


def _control_characters(text: str, name: str) -> list[Problem]:
    """The lines that hold what no YAML may hold, each with the first such character."""
    told = "not YAML: a control character stands here; remove it or write it as an escape"
    places: dict[int, int] = {}
    for match in _NOT_IN_YAML.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        places.setdefault(line, match.start() - text.rfind("\n", 0, match.start()))
        if len(places) > MAX_CONTROLS:
            break
    if len(places) > MAX_CONTROLS:
        line, column = min(places.items())
        told = f"{told} (and so on many lines)"
        return [Problem(Place(name, line, column), told, SYNTAX)]
    return [Problem(Place(name, line, column), told, SYNTAX) for line, column in places.items()]
