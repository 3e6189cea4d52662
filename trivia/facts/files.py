"""Which files make a pack."""

from pathlib import Path


def yaml_files(path: Path) -> list[Path]:
    """The YAML files of a pack, in the order that they are read in.

    Raises:
        OSError: If the folder cannot be read.
    """
    if not path.is_dir():
        return [path]
    return sorted(
        entry
        for entry in path.iterdir()
        if entry.suffix.casefold() in {".yaml", ".yml"} and not entry.name.startswith(".")
    )
