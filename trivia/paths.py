"""Where things live: built-in packs and save files, in a checkout or installed."""

import os
from pathlib import Path
from typing import Final

from trivia.errors import CommandError

HOME_VARIABLE: Final = "GLOBES_TRIVIA_HOME"
"""Environment variable that names the save folder; `--save-dir` wins over it."""

PACKS_VARIABLE: Final = "GLOBES_TRIVIA_PACKS"
"""Environment variable that names the player's own pack folder."""

SAVE_FILE: Final = "scores.db"

BACKUP_FOLDER: Final = "backups"
"""Within the save folder."""

DEFAULT_PACK: Final = "golden-globes-2017"
"""The pack that is played unless another is asked for."""

_PACKAGE: Final = Path(__file__).resolve().parent


def expanded(text: str) -> Path:
    """The path that a person wrote, `~` meaning their home.

    Raises:
        CommandError: If `~name` names nobody.
    """
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise CommandError(f"{text!r}: there is nobody of that name on this machine") from error


def checkout() -> Path | None:
    """The checkout this package runs from, or `None` when it is installed elsewhere."""
    root = _PACKAGE.parent
    return root if (root / "pyproject.toml").is_file() and (root / "questions").is_dir() else None


def builtin_packs() -> Path:
    """The folder of the packs that come with the game."""
    shipped = _PACKAGE / "questions"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "questions"


def own_packs() -> Path:
    """The player's own pack folder: `$GLOBES_TRIVIA_PACKS`, or `packs/` in the platform's data folder.

    It need not exist yet.
    """
    named = os.environ.get(PACKS_VARIABLE)
    if named:
        return expanded(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("globes-trivia", appauthor=False)) / "packs"


def save_folder(override: str | None = None) -> Path:
    """The folder of the save file.

    Args:
        override: What `--save-dir` said; `None` when it was not given.

    Returns:
        The first of: the override, `$GLOBES_TRIVIA_HOME`, `saves/` of the checkout, the platform's data
        folder. It need not exist yet.
    """
    named = override or os.environ.get(HOME_VARIABLE)
    if named:
        return expanded(named)
    root = checkout()
    if root is not None:
        return root / "saves"
    import platformdirs

    return Path(platformdirs.user_data_dir("globes-trivia", appauthor=False))


def cache_folder() -> Path:
    """The platform's folder for what can be made again: packs that were read once. It need not exist yet."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("globes-trivia", appauthor=False)) / "packs"
