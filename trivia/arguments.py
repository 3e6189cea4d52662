"""The words that `globes-trivia` understands."""

import argparse
from typing import NoReturn

from trivia.errors import CommandError
from trivia.version import VERSION


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        raise CommandError(f"{message}; see {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """Make the parser; `command` and, for the saves, `action` say what was asked for."""
    common = _Parser(add_help=False)
    common.add_argument(
        "--profile", metavar="NAME", default=argparse.SUPPRESS, help="play as this player (the last one)"
    )
    common.add_argument(
        "--save-dir", metavar="FOLDER", default=argparse.SUPPRESS, help="keep the scores in this folder"
    )
    door = _Parser(
        prog="globes-trivia",
        description="A quiz show in the terminal, asked from facts and explained from their sources: a "
        "night at the Golden Globes, the elements, a pack of your own. Without a command it opens the game.",
        parents=[common],
        allow_abbrev=False,
    )
    door.add_argument("--version", action="version", version=f"globes-trivia {VERSION}")
    door.set_defaults(command="")
    commands = door.add_subparsers(metavar="COMMAND", parser_class=_Parser)

    play = commands.add_parser(
        "play",
        help="start a game at once",
        parents=[common],
        allow_abbrev=False,
        description="Start a game at once.",
    )
    play.add_argument(
        "--pack",
        metavar="PACK",
        action="append",
        help="a pack's name, or the path of its folder or file (golden-globes-2017); twice for two packs",
    )
    play.add_argument(
        "--mode",
        default="classic",
        metavar="MODE",
        help="classic, sprint, survival, ladder, marathon or practice (classic)",
    )
    play.add_argument(
        "--length", type=_number, metavar="N", help="how many questions (the mode's own number)"
    )
    play.add_argument(
        "--seed", type=_number, metavar="N", help="draw the questions of this seed, for a fair match"
    )
    play.add_argument("--level", default="any", metavar="LEVEL", help="any, easy, medium or hard (any)")
    play.add_argument(
        "--table", metavar="TABLE", default="", help="practice: only questions about this table"
    )
    play.add_argument("--form", metavar="FORM", default="", help="practice: only questions of this form")
    play.add_argument("--only", default="all", metavar="WHICH", help="practice: all, unseen or missed (all)")
    play.add_argument("--plain", action="store_true", help="line by line, for pipes and screen readers")
    play.add_argument("--untimed", action="store_true", help="without any clock; best scores are kept apart")
    play.set_defaults(command="play")

    for name, told in (
        ("daily", "play today's ten questions, the same for everyone"),
        ("review", "play what you missed and is due again"),
    ):
        special = commands.add_parser(
            name, help=told, parents=[common], allow_abbrev=False, description=f"{told.capitalize()}."
        )
        special.add_argument(
            "--plain", action="store_true", help="line by line, for pipes and screen readers"
        )
        special.add_argument(
            "--untimed", action="store_true", help="without any clock; best scores are kept apart"
        )
        special.set_defaults(command=name)

    stats = commands.add_parser(
        "stats",
        help="print what you have done so far",
        parents=[common],
        allow_abbrev=False,
        description="Print what a player has done so far.",
    )
    stats.add_argument("--json", action="store_true", help="as JSON")
    stats.set_defaults(command="stats")
    _add_saves(commands, common)
    _add_packs(commands, common)

    questions = commands.add_parser(
        "questions",
        help="print every question that a pack can ask",
        parents=[common],
        allow_abbrev=False,
        description="Print every question that a pack can ask, with its answer.",
    )
    _add_pack(questions)
    questions.add_argument(
        "--seed", type=_number, default=0, metavar="N", help="draw the options with this seed (0)"
    )
    questions.add_argument("--json", action="store_true", help="as JSON, with explanations and certificates")
    questions.set_defaults(command="questions")
    return door


def _add_saves(commands: "argparse._SubParsersAction[_Parser]", common: _Parser) -> None:
    saves = commands.add_parser(
        "saves",
        help="where the scores are; check, back up, restore, export and import them",
        allow_abbrev=False,
        description="Look after the scores.",
    )
    actions = saves.add_subparsers(metavar="ACTION", parser_class=_Parser, required=True)

    def add(name: str, told: str) -> _Parser:
        action: _Parser = actions.add_parser(
            name, help=told, parents=[common], allow_abbrev=False, description=f"{told.capitalize()}."
        )
        action.set_defaults(command="saves", action=name)
        return action

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


def _add_packs(commands: "argparse._SubParsersAction[_Parser]", common: _Parser) -> None:
    packs = commands.add_parser(
        "pack",
        help="make, check, preview, list, add, remove, import and export question packs",
        allow_abbrev=False,
        description="Look after question packs.",
    )
    actions = packs.add_subparsers(metavar="ACTION", parser_class=_Parser, required=True)

    def add(name: str, told: str) -> _Parser:
        action: _Parser = actions.add_parser(
            name, help=told, parents=[common], allow_abbrev=False, description=f"{told.capitalize()}."
        )
        action.set_defaults(command="pack", action=name)
        return action

    new = add("new", "make a small pack that works, with comments that teach")
    new.add_argument("name", metavar="NAME", help="the pack's id: small letters, digits, - and _")
    new.add_argument("--out", metavar="FOLDER", help="make it in this folder (the current one)")
    check = add("check", "show every mistake of packs, each with its line and a cure")
    check.add_argument("paths", nargs="+", metavar="PATH", help="a pack's name, folder, file or .zip")
    check.add_argument(
        "--format", choices=("full", "concise", "json", "github"), default="full", help="how to print (full)"
    )
    preview = add("preview", "walk through a pack's questions, with proofs and the lint beside them")
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
    export.add_argument("--seed", type=_number, default=0, metavar="N", help="draw the options with it (0)")
    export.add_argument(
        "--length", type=_number, metavar="N", help="so many questions, drawn as for a game (every question)"
    )


def _add_pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pack", metavar="PACK", help="a pack's name, or the path of its folder or file (golden-globes-2017)"
    )


def _number(text: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text[:20])
