"""What can be done on each screen, in one table: it feeds the keys, the footer and the command palette."""

from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Command:
    """Something the player can do.

    Attributes:
        keys: The keys that do it, with commas, as Textual names them.
        action: The screen's action.
        title: One or two words, for the footer.
        help: One sentence, for the palette.
        shown: Whether the footer has room for it.
        key_shown: How the footer calls the key; `None` for Textual's own name of it.
        palette: Whether it makes sense to choose it by name.
        everywhere: Whether the key works over every screen, whatever lies on top.
    """

    keys: str
    action: str
    title: str
    help: str
    shown: bool = True
    key_shown: str | None = None
    palette: bool = True
    everywhere: bool = False


APP: Final = (
    Command(
        "ctrl+q",
        "quit",
        "Quit",
        "Leave the game; every answer is kept",
        shown=False,
        palette=False,
        everywhere=True,
    ),
    Command(
        "ctrl+c", "interrupt", "Quit", "Leave the game at once", shown=False, palette=False, everywhere=True
    ),
)

TITLE: Final = (
    Command("p", "play", "Play", "Start a game of ten questions", shown=False),
    Command("d", "daily", "Daily", "Play today's ten questions, the same for everyone", shown=False),
    Command("r", "review", "Review", "See what you missed and is due again, and play it", shown=False),
    Command("s", "progress", "Progress", "See how you have been doing", shown=False),
    Command("t", "trophies", "Trophies", "See what you have won, and what there is to win", shown=False),
    Command("w", "players", "Who plays", "Change, add, rename or delete a player", shown=False),
    Command("l", "app.toggle_light", "Colours", "Change between the night and the day colours"),
    Command("q,escape", "app.quit", "Quit", "Leave globes-trivia", shown=False),
)

QUESTION: Final = (
    Command("enter,space", "proceed", "Next", "Go on to the next question", key_shown="enter"),
    Command("s", "source", "Source", "Show the article and the paragraphs of the explanation"),
    Command("escape", "leave", "Leave", "Leave the game; every answer is kept", key_shown="esc"),
)

RESULTS: Final = (
    Command("c", "copy", "Copy to share", "Copy the result of the daily, without any answer"),
    Command("p", "play", "Play again", "Start another game, fresh questions first"),
    Command("t,escape", "title", "Title", "Go back to the title screen", key_shown="t"),
    Command("q", "app.quit", "Quit", "Leave globes-trivia"),
)

DAILY: Final = (
    Command("c", "copy", "Copy to share", "Copy the result of the daily, without any answer"),
    Command("escape,t,q", "title", "Title", "Go back to the title screen", key_shown="esc"),
)

REVIEW: Final = (
    Command("p,enter", "play", "Review now", "Play the questions that are due", key_shown="p"),
    Command("escape,t,q", "title", "Title", "Go back to the title screen", key_shown="esc"),
)

PROGRESS: Final = (
    Command("right,l,tab", "turn(1)", "Turn the page", "Turn a page", key_shown="← →"),
    Command("left,h,shift+tab", "turn(-1)", "Back", "Turn back a page", shown=False, palette=False),
    Command("escape,t,q", "title", "Title", "Go back to the title screen", key_shown="esc"),
)

TROPHIES: Final = (Command("escape,t,q", "title", "Title", "Go back to the title screen", key_shown="esc"),)

PLAYERS: Final = (
    Command("n", "new", "New", "Add a player"),
    Command("r", "rename", "Rename", "Give the highlighted player another name"),
    Command("d", "delete", "Delete", "Delete the highlighted player with every game"),
    Command("escape,t,q", "title", "Title", "Go back to the title screen", key_shown="esc"),
)

BACK: Final = (Command("escape", "back", "Back", "Change nothing", key_shown="esc", palette=False),)

LEAVE: Final = (Command("escape", "stay", "Stay", "Play on", key_shown="esc", palette=False),)

CLOSE: Final = (Command("escape,enter,space,s", "close", "Close", "Go back", key_shown="esc", palette=False),)


def bindings(commands: tuple[Command, ...]) -> list[BindingType]:
    """The commands as Textual's key bindings."""
    return [
        Binding(
            command.keys,
            command.action,
            command.title,
            show=command.shown,
            key_display=command.key_shown,
            tooltip=command.help,
            priority=command.everywhere,
        )
        for command in commands
    ]
