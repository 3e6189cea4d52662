"""What can be done on each screen, in one table: it feeds the keys, the footer and the command palette."""

from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType

from trivia.tui.capitals import with_capitals


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
        instead: Whether it takes the place of the command that has its key, while that makes no sense.
    """

    keys: str
    action: str
    title: str
    help: str
    shown: bool = True
    key_shown: str | None = None
    palette: bool = True
    everywhere: bool = False
    instead: bool = False


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
    Command(
        "ctrl+z",
        "suspend_process",
        "To the shell",
        "Go back to the shell for a while; the game waits (fg brings it back)",
        shown=False,
        palette=False,
    ),
    Command("question_mark", "help", "Keys", "Show the keys of this screen", key_shown="?", palette=False),
    Command("f1", "help", "Keys", "Show the keys of this screen", shown=False, palette=False),
)

TITLE: Final = (
    Command("p", "play", "Play", "Start a game like the last one", shown=False),
    Command("m", "setup", "Another game", "Choose pack, mode, length and level of a game", shown=False),
    Command("h", "party", "Host a party", "Put a quiz night for several teams together", shown=False),
    Command("d", "daily", "Daily", "Play today's ten questions, the same for everyone", shown=False),
    Command("r", "review", "Review", "See what you missed and is due again, and play it", shown=False),
    Command("s", "progress", "Progress", "See how you have been doing", shown=False),
    Command("t", "trophies", "Trophies", "See what you have won, and what there is to win", shown=False),
    Command("g", "past", "Past games", "Look back at the games that were played", shown=False),
    Command("w", "players", "Who plays", "Change, add, rename or delete a player", shown=False),
    Command("b", "packs", "Packs", "See which packs there are, choose one, add or remove one"),
    Command("o", "settings", "Settings", "Colours, motion, bell, keys, explanations and time", shown=False),
    Command("l", "app.toggle_light", "Colours", "Change between the night and the day colours", shown=False),
    Command("q,escape", "app.quit", "Quit", "Leave globes-trivia", shown=False),
)

QUESTION: Final = (
    Command("enter,space", "proceed", "Next", "Go on to the next question", key_shown="enter"),
    Command("e", "explain", "Explain", "Show why"),
    Command("s", "source", "Source", "Show the source of the explanation, and where it says so"),
    Command("x", "fifty", "50:50", "Lifeline: take all wrong options but one away, for half the points"),
    Command("h", "article", "Hint", "Lifeline: a hint from the source, for half the points"),
    Command("n", "skip", "Skip", "Lifeline: another question in the place of this one"),
    Command("p", "pause", "Pause", "Cover the question and stop its clock"),
    Command("escape", "leave", "Leave", "Leave the game; every answer is kept", key_shown="esc"),
    Command(
        "escape", "walk", "Walk away", "Leave the ladder with what it gave you", key_shown="esc", instead=True
    ),
)

ANSWERING: Final = (
    ("1 – 4", "Take that option"),
    ("a – d", "Likewise; with another choice of keys in the settings those of your row"),
    ("t, f", "Call a statement true or false"),
    ("↑ ↓, k j, Home, End", "Move from option to option"),
    ("enter, space", "Take the option at which you are"),
)
"""The keys of a question's options, for the help."""

LISTED: Final = (
    ("↑ ↓, Home, End", "Move from line to line"),
    ("enter", "Take the line at which you are"),
)
"""The keys of a list or a menu, for the help."""

TURNED: Final = (("↑ ↓, Home, End", "Move from line to line"),)
"""The keys of dials, for the help."""

SCROLLED: Final = (("↑ ↓, PgUp, PgDn, Home, End", "Scroll"),)
"""The keys of a page, for the help."""

PAUSE: Final = (
    Command(
        "enter,space,p,escape",
        "go_on",
        "Play on",
        "Back to the question; its clock runs on",
        key_shown="enter",
    ),
)

RESULTS: Final = (
    Command("c", "copy", "Copy to share", "Copy the result, without any answer"),
    Command("f", "save", "Save", "Save the result as a text, a picture or JSON"),
    Command("p", "play", "Play again", "Start another game like this one, fresh questions first"),
    Command("m", "setup", "Another game", "Choose pack, mode, length and level of a game", shown=False),
    Command("t,escape", "title", "Title", "Go back to the title screen", key_shown="t"),
    Command("q", "app.quit", "Quit", "Leave globes-trivia", shown=False),
)

LOOK_BACK: Final = (
    Command("right,l,n,tab", "turn(1)", "Next question", "Look at the next question", key_shown="← →"),
    Command("left,h,shift+tab", "turn(-1)", "The one before", "Look at the question before", shown=False),
    Command("escape,enter,space", "close", "Close", "Go back", key_shown="esc", palette=False),
)

SETUP: Final = (
    Command("enter,p", "play", "Play", "Start this game", key_shown="enter"),
    Command("left,h", "turn(-1)", "Other", "The choice before", key_shown="← →"),
    Command("right,l", "turn(1)", "Other", "The next choice", shown=False, palette=False),
    Command("b", "packs", "Packs", "See which packs there are, add or remove one"),
    Command("r", "usual", "As usual", "Back to the usual choice"),
    Command("escape,t,q", "title", "Title", "Go back to the title screen", key_shown="esc"),
)

PARTY_SETUP: Final = (
    Command("enter", "play", "Start", "Open the doors", key_shown="enter"),
    Command("enter", "done", "Done", "Go back to the night", key_shown="enter", instead=True),
    Command("left,h", "turn(-1)", "Other", "The choice before", key_shown="← →"),
    Command("right,l", "turn(1)", "Other", "The next choice", shown=False, palette=False),
    Command("n", "teams", "Teams", "Name the teams, and give them other keys"),
    Command("e", "edit", "Edit round", "Set the highlighted round's questions, clock, level and double"),
    Command("a", "add", "Add round", "Add a round after the highlighted one"),
    Command("d", "drop", "Drop", "Drop the highlighted round"),
    Command("u", "parties", "Unfinished", "See the parties that were left unfinished"),
    Command("r", "usual", "As usual", "Back to the big night; the teams keep their names"),
    Command("escape,t,q", "title", "Back", "Go back", key_shown="esc"),
)

PARTY_TEAMS: Final = (
    Command("c", "keys", "Change keys", "Let the highlighted team press the keys it wants"),
    Command("u", "usual", "Usual keys", "Give all teams the usual keys"),
    Command("escape,t,q", "back", "Back", "Go back to the set-up", key_shown="esc"),
)

PARTIES: Final = (
    Command("n", "new", "New party", "Put a new party together"),
    Command("d", "put_away", "Put away", "End the highlighted party, or delete it"),
    Command("escape,t,q", "title", "Title", "Go back to the title screen", key_shown="esc"),
)

SETTINGS: Final = (
    Command("left,h", "turn(-1)", "Other", "The choice before", key_shown="← →"),
    Command("right,l", "turn(1)", "Other", "The next choice", shown=False, palette=False),
    Command("escape,t,q,o", "title", "Title", "Go back to the title screen", key_shown="esc"),
)

PREVIEW: Final = (
    Command("right,l,n,enter,space", "turn(1)", "Next", "Go to the next question", key_shown="← →"),
    Command("left,h,p,backspace", "turn(-1)", "Before", "Go to the question before", shown=False),
    Command("f", "filter", "Filter", "Show only the questions of an ask, or those with an editor's remark"),
    Command("slash", "search", "Search", "Show only the questions with these words", key_shown="/"),
    Command("g", "jump", "Go to", "Go to a question by its number"),
    Command("e", "problems", "Errors", "Show everything that is wrong with the last save"),
    Command("w", "whole", "Whole pack", "Show what the editor remarks on the pack as a whole"),
    Command("down,j", "scroll(1)", "Down", "Scroll down", shown=False, palette=False),
    Command("up,k", "scroll(-1)", "Up", "Scroll up", shown=False, palette=False),
    Command("pagedown", "scroll(10)", "Down", "Scroll down a page", shown=False, palette=False),
    Command("pageup", "scroll(-10)", "Up", "Scroll up a page", shown=False, palette=False),
    Command(
        "escape",
        "back",
        "Back",
        "Show all questions again; where all are shown, leave the preview",
        key_shown="esc",
        palette=False,
    ),
    Command("q", "app.quit", "Leave", "Leave the preview", shown=False),
)

PACKS: Final = (
    Command("a", "add", "Add", "Copy a pack into your pack folder, by its path"),
    Command("d", "remove", "Remove", "Take the highlighted pack out of your pack folder"),
    Command("u", "undo", "Undo", "Put the pack back that was removed last"),
    Command("e", "problems", "Errors", "Show everything that is wrong with the highlighted pack"),
    Command("escape,t,q,b", "title", "Title", "Go back to the title screen", key_shown="esc"),
)

PARTY: Final = (
    Command(
        "enter,space", "begin", "Start", "Close the lobby and announce the first round", key_shown="enter"
    ),
    Command("enter,space", "proceed", "Next", "Go on to what comes next", key_shown="enter", instead=True),
    Command(
        "enter,space",
        "take_square",
        "Take it",
        "Take the highlighted square; the arrows, or the digits of column and row, move to another",
        key_shown="← ↑ ↓ → enter",
        instead=True,
    ),
    Command(
        "enter,space",
        "put_down",
        "Stake it",
        "Put the stake down; digits, arrows, Home and End change it",
        key_shown="0 – 9 ↑ ↓ enter",
        instead=True,
    ),
    Command("enter,space", "finish", "Good night", "Close the party", key_shown="enter", instead=True),
    Command("f2,ctrl+t", "pause", "Pause", "Stop the clock and cover the question", key_shown="F2"),
    Command(
        "enter,space,f2,ctrl+t", "resume", "Go on", "Let the clock run on", key_shown="enter", instead=True
    ),
    Command("f3,ctrl+e", "extend", "+15 s", "Give the clock fifteen seconds more", key_shown="F3"),
    Command("f4,ctrl+r", "reveal", "Reveal", "Open the envelope now", key_shown="F4"),
    Command("f7,ctrl+y", "right", "Right", "Mark what was said aloud as right", key_shown="F7"),
    Command("f8,ctrl+w", "wrong", "Wrong", "Mark what was said aloud as wrong", key_shown="F8"),
    Command(
        "f7,ctrl+y",
        "mark",
        "Mark",
        "Mark any team right or wrong, whatever it answered",
        key_shown="F7",
        instead=True,
    ),
    Command(
        "f7,ctrl+y",
        "stake",
        "Aloud",
        "Put a stake down for a team that says it aloud",
        key_shown="F7",
        instead=True,
    ),
    Command("f6,ctrl+u", "undo", "Undo", "Take the last verdict back", key_shown="F6"),
    Command("f9,ctrl+g", "correct", "Score", "Give or take points, with a reason", key_shown="F9"),
    Command(
        "f5,ctrl+d", "again", "Replay", "Ask the question once more; its answers are void", key_shown="F5"
    ),
    Command("delete,ctrl+k", "skip", "Skip", "Drop the question, or the rest of the round", key_shown="Del"),
    Command("f10,ctrl+l", "seats", "Seats", "Rename or show out a team, lock the doors", key_shown="F10"),
    Command(
        "f11,ctrl+o",
        "door",
        "Phones",
        "Open or close the door for phones and other terminals, or show it",
        key_shown="F11",
    ),
    Command(
        "escape,f12", "end", "End", "End the show, or leave it for another evening; it asks", key_shown="esc"
    ),
)

JUDGED: Final = (
    Command("r,y,f7", "mark(True)", "Right", "Mark the highlighted team right", key_shown="R", palette=False),
    Command(
        "w,n,f8", "mark(False)", "Wrong", "Mark the highlighted team wrong", key_shown="W", palette=False
    ),
    Command("escape", "back", "Done", "Back to the show", key_shown="esc", palette=False),
)

SEATS: Final = (
    Command("r", "rename", "Rename", "Give the highlighted team another name", palette=False),
    Command("d,delete", "kick", "Show out", "Show the highlighted team out", key_shown="d", palette=False),
    Command("l", "lock", "Lock", "Let nobody new in; who has a seat comes back to it", palette=False),
    Command("l", "unlock", "Unlock", "Let new guests in again", instead=True, palette=False),
    Command("escape", "back", "Done", "Back to the show", key_shown="esc", palette=False),
)

DOOR: Final = (
    Command("n", "network", "To the network", "Open the door to phones and terminals in the room"),
    Command("m", "machine", "This machine", "Open it to other terminals on this machine alone"),
    Command("c", "shut", "Close", "Close the door; guests find their seats again when it is open"),
    Command(
        "right,tab", "turn(1)", "Other address", "Show another of this machine's addresses", key_shown="← →"
    ),
    Command("left,shift+tab", "turn(-1)", "The one before", "Show the address before", shown=False),
    Command("l", "lock", "Lock", "Let nobody new in; who has a seat comes back to it"),
    Command("l", "unlock", "Unlock", "Let new guests in again", instead=True),
    Command("s", "seats", "Seats", "Rename guests, or show them out"),
    Command("b", "barred", "Banned words", "Write down words that no name may have"),
    Command(
        "escape,enter,space,f11,ctrl+o", "back", "Show", "Back to the show", key_shown="esc", palette=False
    ),
)

SEAT: Final = (
    Command("enter,space", "go", "Good night", "Leave; the party is over", key_shown="enter"),
    Command(
        "enter,space",
        "back",
        "Play here",
        "Take your seat back from where it is in use",
        key_shown="enter",
        instead=True,
    ),
    Command("t", "team", "Team", "Play for a team, or on your own"),
    Command("r", "rename", "Name", "Take another name"),
    Command("escape", "leave", "Leave", "Leave the party; your seat waits for you", key_shown="esc"),
)

SEATED: Final = (
    ("1 – 4", "Take that option"),
    ("a – d", "Likewise; with another choice of keys in the settings those of your row"),
    ("b", "Buzz, where the first to buzz answers"),
    ("↑ ↓ ← →", "Move from option to option, and on the board"),
    ("enter, space", "Take the option at which you are, or hand a stake in"),
)
"""The keys of a seat elsewhere, for the help."""

PAST: Final = (Command("escape,t,q,g", "title", "Title", "Go back to the title screen", key_shown="esc"),)

WELCOME: Final = (
    Command(
        "enter,space,escape", "close", "Take your seat", "On with the show", key_shown="enter", palette=False
    ),
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

ASKED: Final = (*LISTED, ("the sign before it", "Take that line"))
"""The keys of a card that asks something, for the help."""

ON_CARD: Final = (
    Command("question_mark,f1", "app.help", "Keys", "Show the keys of this card", shown=False, palette=False),
)
"""What the screen below a card would do for it, if Textual let its keys through."""

BACK: Final = (Command("escape", "back", "Back", "Change nothing", key_shown="esc", palette=False),)

LEAVE: Final = (Command("escape", "back", "Stay", "Play on", key_shown="esc", palette=False),)

CLOSE_HELP: Final = (
    Command(
        "escape,enter,space,q,question_mark,f1", "close", "Close", "Go back", key_shown="esc", palette=False
    ),
)

CLOSE: Final = (Command("escape,enter,space,s", "close", "Close", "Go back", key_shown="esc", palette=False),)


def bindings(commands: tuple[Command, ...]) -> list[BindingType]:
    """The commands as Textual's key bindings."""
    return [
        Binding(
            with_capitals(command.keys),
            command.action,
            command.title,
            show=command.shown,
            key_display=command.key_shown,
            tooltip=command.help,
            priority=command.everywhere,
        )
        for command in commands
    ]
