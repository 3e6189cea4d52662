"""`globes-trivia pack list|add|remove`: which packs there are, and what is wrong with them."""

import json
import sys
from typing import Any, Final

from trivia import voice
from trivia.facts.text import printable
from trivia.packs import shelf
from trivia.packs.shelf import Shelved
from trivia.paths import expanded

FINE: Final = 0
FAULTS: Final = 1


def list_packs(*, as_json: bool) -> int:
    """Print every pack at hand; exit status 1 where one of them is broken."""
    found = shelf.shelf()
    if as_json:
        json.dump([pack_data(one) for one in found], sys.stdout, indent=2)
        print()
    else:
        for one in found:
            print("\n".join(printable_lines(one)))
    return FAULTS if any(one.problems for one in found) else FINE


def pack_data(one: Shelved) -> dict[str, Any]:
    """A pack of the shelf as plain data, in the stable shape of `pack list --json` (docs/json.md)."""
    first = one.problems[0] if one.problems else None
    return {
        "name": one.name,
        "id": one.id or None,
        "version": one.version or None,
        "title": one.title or None,
        "questions": one.questions,
        "built_in": one.built_in,
        "where": str(one.path),
        "plays": one.plays,
        "error": str(first) if first else None,
        "further_errors": max(len(one.problems) - 1, 0),
        "instead": str(one.instead) if one.instead else None,
    }


def printable_lines(one: Shelved) -> list[str]:
    """A pack in two lines: what it is, and where; a third for what is wrong."""
    if one.id:
        called = one.id if one.id == one.name else f"{one.id} (as '{one.name}')"
        head = f"{called}  {one.title}{one.versioned}, {voice.counted(one.questions, 'question')}"
    else:
        head = f"{one.name}  broken"
    lines = [printable(head), f"  {printable(str(one.path))}{'  (comes with the game)' * one.built_in}"]
    if one.problems:
        more = len(one.problems) - 1
        told = f"; and {voice.counted(more, 'further error')}" if more else ""
        lines.append(f"  ✘ {printable(str(one.problems[0]))}{told}")
    if one.instead is not None:
        lines.append(
            f"  ✘ has the same name or id as {printable(str(one.instead))}, which is played in its place"
        )
    return lines


def add(path: str, *, replace: bool) -> int:
    """Take a pack into the player's own folder."""
    one, before = shelf.add(expanded(path), replacing=replace)
    told = f"{one.title}, {voice.counted(one.questions, 'question')}"
    print(printable(f"added '{one.name}' ({told}) to {one.path}"))
    if before is not None:
        print(printable(f"the one before lies in {before} now"))
    print(f"play it: globes-trivia play --pack {one.name}")
    return FINE


def remove(name: str) -> int:
    """Take a pack out of the player's own folder; it can be added again."""
    _, lies = shelf.remove(name)
    print(printable(f"removed '{name}'; it lies in {lies} now"))
    print(printable(f"bring it back: globes-trivia pack add '{lies}'"))
    return FINE
