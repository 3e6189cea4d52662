"""`pack schema`: what an editor needs to complete and explain the keys of a pack's files."""

import json

from trivia.packs.schema import pack_schema

FINE = 0


def schema() -> int:
    """Print the JSON Schema of a pack's files."""
    print(json.dumps(pack_schema(), indent=2, ensure_ascii=False))
    return FINE
