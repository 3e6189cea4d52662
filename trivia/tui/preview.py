"""`globes-trivia pack preview`: an app of one screen, in the show's own colours."""

from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from textual.binding import BindingType

from trivia.errors import CommandError
from trivia.packs.library import find_pack
from trivia.packs.proofsheet import proofsheets, stamp
from trivia.paths import save_folder
from trivia.session import MAX_SEED
from trivia.settings import Settings, read_settings
from trivia.tui import commands
from trivia.tui.house import House
from trivia.tui.screens.preview import PreviewScreen

FINE: Final = 0


class PreviewApp(House):
    """The preview of one pack."""

    CSS_PATH: ClassVar = "app.tcss"
    TITLE = "Globes Trivia"
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.APP)

    def __init__(self, path: Path, name: str, seed: int, folder: Path, settings: Settings) -> None:
        """Make the app.

        Args:
            path: The pack's folder, file or .zip.
            name: How the author called it.
            seed: What chance follows from: which options, in which order.
            folder: Where the settings are kept.
            settings: What the player has chosen.
        """
        super().__init__(folder, settings)
        self._pack = path
        self._called = name
        self._seed = seed

    def on_mount(self) -> None:
        """Open the only screen."""
        read = partial(proofsheets, self._pack, self._seed)
        self.push_screen(PreviewScreen(self._called, read, partial(stamp, self._pack)))


def preview(path: str, seed: int) -> int:
    """Walk through a pack's questions on the screen.

    Args:
        path: The pack's name, or the path of its folder, file or .zip. It may be broken.
        seed: What chance follows from.

    Returns:
        The exit status.

    Raises:
        CommandError: If there is no such pack, or no such seed.
    """
    if not 0 <= seed <= MAX_SEED:
        raise CommandError(f"--seed should be 0 to {MAX_SEED}")
    found = find_pack(path, for_author=True)
    folder = save_folder()
    app = PreviewApp(found, path, seed, folder, read_settings(folder, lambda _: None))
    app.run()
    return int(app.return_code or FINE)
