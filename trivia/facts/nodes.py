"""YAML as values that know their line and column: what the reader of a pack works on."""

from typing import TypeAlias

from msgspec import Struct

from trivia.errors import Place


class Scalar(Struct, frozen=True):
    """One word or text, exactly as written: `1917`, `No` and `24` stay text.

    Attributes:
        text: The text, made printable.
        plain: Whether it stood without quotes; only then `none` and `unknown` are more than text.
        place: Where it starts.
    """

    text: str
    plain: bool
    place: Place


class Sequence(Struct, frozen=True):
    """A list of nodes."""

    items: tuple["Node", ...]
    place: Place


class Mapping(Struct, frozen=True):
    """Keys and nodes in the order of the file; every key stands once."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    place: Place

    def get(self, key: str) -> "Node | None":
        """The node under `key`, or `None`."""
        return next((node for name, node in self.entries if name.text == key), None)

    def keys(self) -> tuple[str, ...]:
        """The keys, in the order of the file."""
        return tuple(name.text for name, _ in self.entries)


Node: TypeAlias = Scalar | Sequence | Mapping


def described(node: Node) -> str:
    """Say what a node is, as an error message needs it: `the text 'x'`, `a list`, `a mapping`."""
    if isinstance(node, Scalar):
        shown = node.text if len(node.text) <= 60 else f"{node.text[:57]}…"
        return f"'{shown}'" if node.text else "nothing"
    return "a list" if isinstance(node, Sequence) else "a mapping (key: value)"
