"""The door: what `globes-trivia` does with its arguments. Everything heavy is imported where it is needed."""

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from trivia.errors import CommandError, PackError, SaveError, TriviaError
from trivia.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from trivia.quiz.pack import Pack
    from trivia.quiz.question import Question
    from trivia.saves.keeper import Keeper
    from trivia.tui.app import GlobesApp

FINE = 0
FAULTS = 1
WRONG_COMMAND = 2
INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        raise CommandError(f"{message}; see {self.prog} --help")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `globes-trivia`.

    Args:
        arguments: The words after the command's name; `None` for those of this process.

    Returns:
        The exit status: 0 fine, 1 what was asked about has faults, 2 the command was wrong, 130 after
        Ctrl-C.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console without UTF-8 shows '?', not a traceback
    try:
        options = _parser().parse_args(arguments)
        status: int = options.run(options)
        sys.stdout.flush()
    except CommandError as error:
        return _complain(error, WRONG_COMMAND)
    except TriviaError as error:
        return _complain(error, FAULTS)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; say nothing more, and let Python's last flush go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    return status


def _complain(error: TriviaError, status: int) -> int:
    from trivia.facts.text import printable

    lines = [str(problem) for problem in error.problems] if isinstance(error, PackError) else [str(error)]
    for line in lines:
        print(f"globes-trivia: {printable(line)}", file=sys.stderr)
    return status


def _parser() -> argparse.ArgumentParser:
    common = _Parser(add_help=False)
    common.add_argument(
        "--profile", metavar="NAME", default=argparse.SUPPRESS, help="play as this player (the last one)"
    )
    common.add_argument(
        "--save-dir", metavar="FOLDER", default=argparse.SUPPRESS, help="keep the scores in this folder"
    )
    parser = _Parser(
        prog="globes-trivia",
        description="A quiz show in the terminal: the night of La La Land, asked from facts and explained "
        "from the articles. Without a command it opens the game.",
        parents=[common],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"globes-trivia {VERSION}")
    parser.set_defaults(run=_open_game)
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=_Parser)

    play = commands.add_parser(
        "play",
        help="start a game at once",
        parents=[common],
        allow_abbrev=False,
        description="Start a game at once.",
    )
    _add_pack(play)
    play.add_argument("--mode", default="classic", metavar="MODE", help="the mode of the game (classic)")
    play.add_argument(
        "--length", type=_number, metavar="N", help="how many questions (the mode's own number)"
    )
    play.add_argument(
        "--seed", type=_number, metavar="N", help="draw the questions of this seed, for a fair match"
    )
    play.add_argument("--plain", action="store_true", help="line by line, for pipes and screen readers")
    play.set_defaults(run=_play)

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
        special.set_defaults(run=_play_special, mode=name)

    stats = commands.add_parser(
        "stats",
        help="print what you have done so far",
        parents=[common],
        allow_abbrev=False,
        description="Print what a player has done so far.",
    )
    stats.add_argument("--json", action="store_true", help="as JSON")
    stats.set_defaults(run=_stats)
    _add_saves(commands, common)

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
    questions.set_defaults(run=_questions)
    return parser


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
        action.set_defaults(run=_saves, action=name)
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


def _add_pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pack", metavar="PACK", help="a pack's name, or the path of its folder or file (golden-globes-2017)"
    )


def _number(text: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text[:20])


def _open_game(options: argparse.Namespace) -> int:
    _need_terminal()
    # Start-up makes a hundred thousand objects and drops none, so collecting now only costs time; the title
    # screen switches collection on again once it is painted.
    gc.disable()
    from trivia.tui.app import GlobesApp

    return _run(GlobesApp(_keeper(options)))


def _play(options: argparse.Namespace) -> int:
    from trivia.game.mode import MODES

    if options.mode not in MODES:
        raise CommandError(f"there is no mode {options.mode!r}; modes: {', '.join(MODES)}")
    from trivia.session import MAX_LENGTH, MAX_SEED, Session, SystemClock

    if options.length is not None and not 1 <= options.length <= MAX_LENGTH:
        raise CommandError(f"--length should be 1 to {MAX_LENGTH}, found {options.length}")
    _check_seed(options.seed, MAX_SEED)
    pack = _pack(options)
    if not options.plain:
        _need_terminal()
    keeper = _keeper(options)
    if not options.plain:
        from trivia.tui.app import GlobesApp
        from trivia.tui.opening import Opening

        return _run(
            GlobesApp(keeper, opening=Opening(pack, MODES[options.mode], options.length, options.seed))
        )
    from trivia.plain import after_game, play_plain

    try:
        session = Session(pack, MODES[options.mode], keeper, SystemClock(), options.length, options.seed)
        play_plain(session, sys.stdin or io.StringIO(), sys.stdout)  # a closed input is one at its end
        after_game(keeper, SystemClock(), sys.stdout)
    finally:
        keeper.close()
    _say_unsaved(keeper)
    return FINE


def _play_special(options: argparse.Namespace) -> int:
    """The daily or a review."""
    from trivia.game.mode import DAILY, REVIEW
    from trivia.session import SystemClock

    mode = DAILY if options.mode == DAILY.id else REVIEW
    if not options.plain:
        _need_terminal()
    options.pack = None
    pack, keeper = _pack(options), _keeper(options)
    if not options.plain:
        from trivia.tui.app import GlobesApp
        from trivia.tui.opening import Opening

        return _run(GlobesApp(keeper, opening=Opening(pack, mode, None, None)))
    from trivia.plain import play_daily, play_review

    play = play_daily if mode is DAILY else play_review
    try:
        play(pack, keeper, SystemClock(), sys.stdin or io.StringIO(), sys.stdout)
    finally:
        keeper.close()
    _say_unsaved(keeper)
    return FINE


def _stats(options: argparse.Namespace) -> int:
    from trivia.desk.stats import stats
    from trivia.paths import DEFAULT_PACK
    from trivia.session import SystemClock

    keeper = _keeper(options)
    try:
        stats(keeper, DEFAULT_PACK, SystemClock().today(), sys.stdout, as_json=options.json)
    finally:
        keeper.close()
    if keeper.trouble:
        raise SaveError(keeper.trouble)
    return FINE


def _saves(options: argparse.Namespace) -> int:
    from trivia.desk import saves
    from trivia.session import SystemClock

    folder = _save_folder(options)
    match options.action:
        case "where":
            return saves.where(folder)
        case "check":
            return saves.check(folder)
        case "backup":
            return saves.backup(folder, SystemClock().utc_ms())
        case "restore":
            return saves.restore(folder, options.backup)
        case "export":
            return saves.export(folder, options.format, options.out, getattr(options, "profile", None))
        case "import":
            return saves.import_file(folder, options.file)
        case "rename":
            return saves.rename(folder, options.name, options.new)
        case _:
            return saves.delete(folder, options.name)


def _questions(options: argparse.Namespace) -> int:
    from trivia.quiz.generate import every_question
    from trivia.quiz.question import question_data
    from trivia.session import MAX_SEED, nothing_to_ask

    _check_seed(options.seed, MAX_SEED)
    pack = _pack(options)
    found = list(every_question(pack, options.seed))
    if not found:
        raise nothing_to_ask(pack)
    if options.json:
        import json

        json.dump([question_data(question) for question in found], sys.stdout, indent=2)
        print()
        return FINE
    for question in found:
        print(f"{question.prompt}\n  → {question.options[question.answer]}")
    _tell_of_pack(pack, found)
    return FINE


def _tell_of_pack(pack: "Pack", questions: "list[Question]") -> None:
    """What an author wants to know besides, where it does not mix with the questions: on standard error."""
    from trivia.quiz.survey import survey

    asserted = sum(question.asserted for question in questions)
    told = f"{len(questions):,} questions: {len(questions) - asserted:,} proved"
    print(f"{told}, {asserted:,} asserted by hand" if asserted else told, file=sys.stderr)
    for note in pack.notes:
        print(note, file=sys.stderr)
    spreadsheets = {ask.id for ask in pack.asks if _from_csv(pack, ask.table)}
    for found in (found for found in survey(pack) if found.ask in spreadsheets):
        odd = [f"{found.several:,} with several right answers"] if found.several else []
        odd += [f"{found.unanswered:,} more have none"] if found.unanswered else []
        if odd:
            print(f"{found.ask}: {found.prompts:,} prompts, {', '.join(odd)}", file=sys.stderr)
    asking = {question.ask for question in questions}
    for ask in pack.asks:
        if ask.id not in asking:
            cure = "declare a key or 'complete: true', or look for cells that are not known"
            told = f"0 questions from the ask '{ask.id}': too few wrong answers can be proved; {cure}"
            print(told, file=sys.stderr)


def _from_csv(pack: "Pack", table: str) -> bool:
    return not pack.facts.tables[table].file.endswith((".yaml", ".yml"))


def _check_seed(seed: int | None, highest: int) -> None:
    if seed is not None and not 0 <= seed <= highest:
        raise CommandError(f"--seed should be 0 to {highest}")


def _pack(options: argparse.Namespace) -> "Pack":
    from trivia.packs.library import find_pack, open_pack
    from trivia.paths import DEFAULT_PACK, cache_folder

    return open_pack(find_pack(options.pack or DEFAULT_PACK), cache_folder())


def _keeper(options: argparse.Namespace) -> "Keeper":
    """The keeper of the save folder, for who is named, or played last."""
    from trivia.saves.keeper import FIRST_PLAYER, Keeper
    from trivia.settings import read_settings

    folder = _save_folder(options)
    named = getattr(options, "profile", None)
    if named is None:
        return Keeper(folder, profile=read_settings(folder).player or FIRST_PLAYER)
    from trivia.saves.profiles import clean_name

    return Keeper(folder, profile=clean_name(named))


def _save_folder(options: argparse.Namespace) -> "Path":
    from trivia.paths import save_folder

    return save_folder(getattr(options, "save_dir", None))  # absent where it was not given


def _need_terminal() -> None:
    """Refuse to paint where nobody would see it: a Textual app in a pipe prints escapes and hangs."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CommandError("the game needs a terminal; in a pipe, use: globes-trivia play --plain")
    if os.environ.get("TERM") == "dumb":
        raise CommandError("this terminal (TERM=dumb) cannot paint the game; use: globes-trivia play --plain")


def _run(app: "GlobesApp") -> int:
    """Run the app; say what stays to be said once the terminal is clean again."""
    app.run()
    _say_unsaved(app.keeper)
    return int(app.return_code or FINE)


def _say_unsaved(keeper: "Keeper") -> None:
    """What could not be written until the end is lost now, and the player must know.

    Raises:
        SaveError: If there is such a game.
    """
    if keeper.unsaved:
        raise SaveError(f"the last game was not saved: {keeper.trouble}")
