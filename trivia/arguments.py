"""The words that `globes-trivia` understands."""

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any, Final, NoReturn

from trivia.errors import CommandError
from trivia.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAM: Final = "globes-trivia"
_COLUMNS: Final = 80
"""Of a page of help that goes to no terminal."""


class _Page(argparse.HelpFormatter):
    """Lays out a page of help, and asks the system itself how broad it may be.

    One is made for every argument that is added, whether help is wanted or not, and argparse would load
    `shutil` for it.
    """

    def __init__(self, prog: str) -> None:
        try:
            columns = int(os.environ["COLUMNS"])
        except (KeyError, ValueError):
            columns = 0
        if columns <= 0:
            try:
                columns = os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else 0
            except (OSError, ValueError):  # a pipe, or a closed stream
                columns = 0
        super().__init__(prog, width=(columns or _COLUMNS) - 2)


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def __init__(self, **words: Any) -> None:
        super().__init__(formatter_class=_Page, **words)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Say which of the words was meant, where one is near; argparse calls this for what has choices."""
        if action.choices is None or value in action.choices:
            return
        from trivia.facts.text import did_you_mean

        known = [str(one) for one in action.choices]
        listed, hint = ", ".join(known), did_you_mean(str(value), known) or f" See {self.prog} --help."
        if action.option_strings:
            option = action.option_strings[-1]
            raise CommandError(f"{option} should be one of {listed}, found {value!r}.{hint}")
        raise CommandError(f"there is no {str(action.metavar).lower()} {value!r}; there are: {listed}.{hint}")

    def error(self, message: str) -> NoReturn:
        raise CommandError(f"{message}; see {self.prog} --help")


class _Command(_Parser):
    """The parser of one command, which makes itself once something is asked of it.

    There are thirty with their actions, and whoever starts the game needs none: to make them all took an
    eighth of the time of `--version`.
    """

    def __init__(self, *, fill: "Callable[[_Command], None]", **words: Any) -> None:
        """Keep what the parser is to be made of.

        Args:
            fill: Gives it its arguments.
            words: What a parser takes.
        """
        self._late = (fill, words)

    def __getattr__(self, name: str) -> Any:  # asked only for what is not there: before it is made, for all
        late = self.__dict__.pop("_late", None)
        if late is None:
            raise AttributeError(name)
        fill, words = late
        super().__init__(allow_abbrev=False, **words)
        fill(self)
        return getattr(self, name)


class _Version(argparse.Action):
    """Prints the version. What argparse has for it loads all that lays out a page of help."""

    def __call__(self, *_: object) -> NoReturn:
        sys.stdout.write(f"{PROGRAM} {VERSION}\n")
        raise SystemExit(0)


def parser() -> argparse.ArgumentParser:
    """Make the parser; `command` and, for saves and packs, `action` say what was asked for."""
    door = _Parser(
        prog=PROGRAM,
        description="A quiz show in the terminal, asked from facts and explained from their sources: a "
        "night at the Golden Globes, the elements, a pack of your own. Without a command it opens the game.",
        allow_abbrev=False,
    )
    _add_common(door)
    door.add_argument("--version", action=_Version, nargs=0, help="show program's version number and exit")
    door.set_defaults(command="")
    # The prefix is said, for argparse would lay out a usage to find it.
    commands = door.add_subparsers(metavar="COMMAND", parser_class=_Command, prog=PROGRAM)

    def add(name: str, told: str, fill: "Callable[[_Command], None]", described: str = "") -> None:
        description = described or f"{told.capitalize()}."
        commands.add_parser(name, help=told, description=description, fill=fill)

    add("play", "start a game at once", _play)
    add("daily", "play today's ten questions, the same for everyone", _daily)
    add("review", "play what you missed and is due again", _review)
    add(
        "party",
        "host a quiz night for several teams, go on with one, or write its results",
        _party,
        "Host a quiz night for several teams at this keyboard; with an action, look after nights that were.",
    )
    add(
        "join",
        "take a seat at a party, from this terminal",
        _join,
        "Take a seat at a party that is hosted elsewhere, from this terminal.",
    )
    add("stats", "print what you have done so far", _stats, "Print what a player has done so far.")
    add(
        "saves",
        "where the scores are; check, back up, restore, export and import them",
        _saves,
        "Look after the scores.",
    )
    add(
        "pack",
        "make, check, preview, list, add, remove, import and export question packs",
        _packs,
        "Look after question packs.",
    )
    add(
        "questions",
        "print every question that a pack can ask",
        _questions,
        "Print every question that a pack can ask, with its answer.",
    )
    return door


def _add_common(command: _Parser) -> None:
    """What every command takes."""
    command.add_argument(
        "--profile", metavar="NAME", default=argparse.SUPPRESS, help="play as this player (the last one)"
    )
    command.add_argument(
        "--save-dir", metavar="FOLDER", default=argparse.SUPPRESS, help="keep the scores in this folder"
    )


def _play(command: _Command) -> None:
    _add_common(command)
    command.add_argument(
        "--pack",
        metavar="PACK",
        action="append",
        help="a pack's name, or the path of its folder or file (golden-globes-2017); twice for two packs",
    )
    command.add_argument(
        "--mode",
        default="classic",
        metavar="MODE",
        help="classic, sprint, survival, ladder, marathon or practice (classic)",
    )
    command.add_argument(
        "--length", type=_number, metavar="N", help="how many questions (the mode's own number)"
    )
    command.add_argument(
        "--seed", type=_number, metavar="N", help="draw the questions of this seed, for a fair match"
    )
    command.add_argument("--level", default="any", metavar="LEVEL", help="any, easy, medium or hard (any)")
    command.add_argument(
        "--table", metavar="TABLE", default="", help="practice: only questions about this table"
    )
    command.add_argument("--form", metavar="FORM", default="", help="practice: only questions of this form")
    command.add_argument(
        "--only", default="all", metavar="WHICH", help="practice: all, unseen or missed (all)"
    )
    command.add_argument("--plain", action="store_true", help="line by line, for pipes and screen readers")
    command.add_argument(
        "--untimed", action="store_true", help="without any clock; best scores are kept apart"
    )
    command.set_defaults(command="play")


def _daily(command: _Command) -> None:
    _add_special(command, "daily")


def _review(command: _Command) -> None:
    _add_special(command, "review")


def _add_special(command: _Command, name: str) -> None:
    _add_common(command)
    command.add_argument("--plain", action="store_true", help="line by line, for pipes and screen readers")
    command.add_argument(
        "--untimed", action="store_true", help="without any clock; best scores are kept apart"
    )
    command.set_defaults(command=name)


def _join(command: _Command) -> None:
    _add_common(command)
    command.add_argument(
        "address",
        metavar="ADDRESS",
        help="where it is, as the big screen says: 192.168.1.20:8765, with /J/ and the PIN or without",
    )
    command.add_argument("--name", metavar="NAME", default="", help="what you want to be called (it asks)")
    command.add_argument("--plain", action="store_true", help="line by line, for pipes and screen readers")
    command.set_defaults(command="join")


def _stats(command: _Command) -> None:
    _add_common(command)
    command.add_argument("--json", action="store_true", help="as JSON")
    command.set_defaults(command="stats")


def _questions(command: _Command) -> None:
    _add_common(command)
    _add_pack(command)
    command.add_argument(
        "--seed", type=_number, default=0, metavar="N", help="draw the options with this seed (0)"
    )
    command.add_argument("--json", action="store_true", help="as JSON, with explanations and certificates")
    command.set_defaults(command="questions")


def _saves(command: _Command) -> None:
    add = _actions(command, "saves")
    add("where", "print where the scores are")
    add("check", "look through the scores and their backups for faults")
    add("backup", "make a backup now")
    restore = add("restore", "put a backup in the scores' place; what was there is set aside")
    restore.add_argument("backup", nargs="?", metavar="BACKUP", help="its name or path (the newest good one)")
    export = add("export", "write all games as JSON or CSV; those of one player with --profile")
    export.add_argument("--format", choices=("json", "csv"), default="json", help="json (as it is) or csv")
    export.add_argument("--out", metavar="FILE", help="write to this file (standard output)")
    bring = add("import", "bring in games that were exported; none is counted twice")
    bring.add_argument("file", metavar="FILE", help="the exported file")
    rename = add("rename", "give a player another name")
    rename.add_argument("name", metavar="NAME", help="the player")
    rename.add_argument("new", metavar="NEW", help="the new name")
    delete = add("delete", "delete a player with every game, after a backup")
    delete.add_argument("name", metavar="NAME", help="the player")


def _packs(command: _Command) -> None:
    add = _actions(command, "pack")
    new = add("new", "make a small pack that works, with comments that teach")
    new.add_argument("name", metavar="NAME", help="the pack's id: small letters, digits, - and _")
    new.add_argument("--out", metavar="FOLDER", help="make it in this folder (the current one)")
    check = add("check", "show every mistake of packs, each with its line and a cure")
    check.add_argument("paths", nargs="+", metavar="PATH", help="a pack's name, folder, file or .zip")
    check.add_argument(
        "--format", choices=("full", "concise", "json", "github"), default="full", help="how to print (full)"
    )
    preview = add(
        "preview", "walk through a pack's questions, with proofs and an editor's remarks beside them"
    )
    preview.add_argument("path", metavar="PATH", help="a pack's name, folder, file or .zip")
    preview.add_argument("--seed", type=_number, default=0, metavar="N", help="draw the options with it (0)")
    add("schema", "print the JSON Schema of a pack's files")
    listed = add("list", "list the packs that can be played, and what is wrong with those that cannot")
    listed.add_argument("--json", action="store_true", help="as JSON")
    take = add("add", "copy a pack into your pack folder, so that it can be played by its name")
    take.add_argument("path", metavar="PATH", help="a folder, file or .zip")
    take.add_argument("--replace", action="store_true", help="in place of the one of the same id")
    remove = add("remove", "remove a pack from your pack folder")
    remove.add_argument("name", metavar="NAME", help="the pack's id")
    bring = add("import", "make a pack of questions from elsewhere, or of a spreadsheet")
    bring.add_argument(
        "file", metavar="FILE", help="Open Trivia DB JSON, GIFT, Aiken, Kahoot .xlsx, CSV, TSV"
    )
    bring.add_argument("--out", metavar="FOLDER", required=True, help="the folder to make; it must not exist")
    bring.add_argument(
        "--from",
        dest="source",
        choices=("opentdb", "json", "gift", "aiken", "kahoot", "csv"),
        help="what it is (found out from the file)",
    )
    bring.add_argument(
        "--yes", action="store_true", help="take the guessed mapping of a spreadsheet as it is"
    )
    export = add("export", "write a pack's questions for other programs, or to print")
    export.add_argument("path", metavar="PATH", help="a pack's name, folder, file or .zip")
    export.add_argument("--out", metavar="FILE", required=True, help="the file to write")
    export.add_argument(
        "--to",
        choices=("json", "gift", "kahoot", "anki", "markdown", "html"),
        help="what to write (found out from FILE's ending)",
    )
    export.add_argument("--force", action="store_true", help="write over FILE if it is there")
    export.add_argument("--seed", type=_number, default=0, metavar="N", help="draw the options with it (0)")
    export.add_argument(
        "--length", type=_number, metavar="N", help="so many questions, drawn as for a game (every question)"
    )


def _party(command: _Command) -> None:
    _add_common(command)
    command.add_argument(
        "--pack",
        metavar="PACK",
        action="append",
        help="a pack's name, or the path of its folder or file (the last choice); twice for two packs",
    )
    command.add_argument("--seed", type=_number, metavar="N", help="draw the questions of this seed")
    command.add_argument("--resume", action="store_true", help="go on with a party that was left")
    command.add_argument(
        "--headless", action="store_true", help="without a screen, driven from the host's remote page"
    )
    command.add_argument(
        "--host",
        metavar="ADDRESS",
        help="open the doors to phones and terminals at this address; 0.0.0.0 for all (only this machine)",
    )
    command.add_argument("--port", type=_number, metavar="N", help="the port of that door (8765)")
    command.add_argument(
        "--base-url", metavar="URL", default="", help="what guests type, where a tunnel or proxy is before it"
    )
    command.add_argument(
        "--per-address",
        type=_number,
        metavar="N",
        help="so many connections from one address, for a crowd behind one router (64)",
    )
    command.set_defaults(command="party", action="")
    add = _actions(command, "party", required=False)
    export = add("export", "write the results of a night, or of all nights as a league")
    export.add_argument(
        "night", nargs="?", metavar="NIGHT", help="its name, its day as 2017-01-08, or its id (the latest)"
    )
    export.add_argument("--league", action="store_true", help="all nights of the same teams, as a league")
    export.add_argument(
        "--format",
        choices=("json", "csv", "sheet"),
        help="what to write; sheet is HTML to print (found out from FILE's ending, else json)",
    )
    export.add_argument("--out", metavar="FILE", help="write to this file (standard output)")
    export.add_argument("--force", action="store_true", help="write over FILE if it is there")
    delete = add("delete", "delete the record of a night, after a backup")
    delete.add_argument("night", metavar="NIGHT", help="its name, its day or its id")


def _actions(command: _Command, group: str, *, required: bool = True) -> "Callable[[str, str], _Parser]":
    """Let a command have actions; what is returned adds one, by its name and what it does."""
    actions = command.add_subparsers(metavar="ACTION", parser_class=_Parser, required=required)

    def add(name: str, told: str) -> _Parser:
        action = actions.add_parser(name, help=told, allow_abbrev=False, description=f"{told.capitalize()}.")
        _add_common(action)
        action.set_defaults(command=group, action=name)
        return action

    return add


def _add_pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pack", metavar="PACK", help="a pack's name, or the path of its folder or file (golden-globes-2017)"
    )


def _number(text: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text[:20])
