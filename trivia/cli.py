"""The door: what `globes-trivia` does with its arguments. Everything heavy is imported where it is needed."""

import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from trivia.arguments import parser
from trivia.errors import CommandError, PackError, SaveError, TriviaError
from trivia.terminal import need_terminal

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from trivia.game.setup import Setup
    from trivia.quiz.pack import Pack
    from trivia.saves.keeper import Keeper
    from trivia.settings import Settings
    from trivia.tui.app import GlobesApp

FINE = 0
FAULTS = 1
WRONG_COMMAND = 2
INTERRUPTED = 130


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
        options = parser().parse_args(arguments)
        status = _COMMANDS[options.command](options)
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


def _open_game(options: "Namespace") -> int:
    need_terminal(options)
    # Start-up makes a hundred thousand objects and drops none, so collecting now only costs time; the title
    # screen switches collection on again once it is painted.
    gc.disable()
    from trivia.tui.app import GlobesApp

    keeper, settings = _opened(options)
    return _run(GlobesApp(keeper, settings=settings, greet=True))


def _play(options: "Namespace") -> int:
    from trivia.clock import SystemClock
    from trivia.game.mode import MODES, untimed
    from trivia.session import Session

    setup = _setup(options)
    packs = tuple(_pack(name) for name in options.pack or [""])
    _check_table(setup, packs)
    if not options.plain:
        need_terminal(options)
    keeper, settings = _opened(options)
    if not options.plain:
        from trivia.tui.app import GlobesApp
        from trivia.tui.opening import Opening

        opening = Opening(packs, "", setup, options.seed, untimed=options.untimed)
        return _run(GlobesApp(keeper, opening, settings=settings))
    from dataclasses import replace

    from trivia.plain import after_game, play_plain, tell_notice

    settings = replace(settings, timer=settings.timer and not options.untimed)
    mode = MODES[setup.mode] if settings.timer else untimed(MODES[setup.mode])
    try:
        session = Session(packs, mode, keeper, SystemClock(), seed=options.seed, setup=setup)
        tell_notice(keeper, sys.stdout)
        play_plain(
            session, settings, sys.stdin or io.StringIO(), sys.stdout
        )  # a closed input is one at its end
        after_game(keeper, SystemClock(), sys.stdout)
    finally:
        _close(keeper)
    _say_unsaved(keeper)
    return FINE


def _setup(options: "Namespace") -> "Setup":
    """What `play` asks for.

    Raises:
        CommandError: If there is no such thing, or the mode has none of it.
    """
    from trivia.game.mode import MODES
    from trivia.game.setup import LEVELS, ONLY, Setup, has_levels, is_filtered
    from trivia.quiz.pack import FORMS
    from trivia.session import MAX_LENGTH, MAX_SEED

    for named, known, what in (
        (options.mode, MODES, "mode"),
        (options.level, LEVELS, "level"),
        (options.only, ONLY, "choice of questions"),
        (options.form or FORMS[0], FORMS, "form"),
    ):
        if named not in known:
            raise _unknown(what, named, known)
    mode = MODES[options.mode]
    if options.length is not None and not 1 <= options.length <= MAX_LENGTH:
        raise CommandError(f"--length should be 1 to {MAX_LENGTH}, found {options.length}")
    _check_seed(options.seed, MAX_SEED)
    for given, fits, option in (
        (options.length is not None, mode.sized, "--length"),
        (options.level != "any", has_levels(mode), "--level"),
        (options.table, is_filtered(mode), "--table"),
        (options.form, is_filtered(mode), "--form"),
        (options.only != "all", is_filtered(mode), "--only"),
    ):
        if given and not fits:
            raise CommandError(f"the mode {mode.id!r} takes no {option}")
    return Setup(
        mode=mode.id,
        length=options.length or 0,
        level=options.level,
        tables=(options.table,) if options.table else (),
        forms=(options.form,) if options.form else (),
        only=options.only,
    )


def _check_table(setup: "Setup", packs: "Sequence[Pack]") -> None:
    """Refuse a table that no pack asks about."""
    known = dict.fromkeys(ask.table for pack in packs for ask in pack.asks)
    for table in setup.tables:
        if table not in known:
            raise _unknown("table", table, known)


def _unknown(what: str, named: str, known: "Iterable[str]") -> CommandError:
    from trivia.facts.text import did_you_mean

    hint = did_you_mean(named, known)
    return CommandError(f"there is no {what} {named!r}; there are: {', '.join(known)}.{hint}")


def _play_special(options: "Namespace") -> int:
    """The daily or a review."""
    from trivia.clock import SystemClock
    from trivia.game.mode import DAILY

    if not options.plain:
        need_terminal(options)
    pack, (keeper, settings) = _pack(), _opened(options)
    if not options.plain:
        from trivia.game.setup import Setup
        from trivia.tui.app import GlobesApp
        from trivia.tui.opening import Opening

        opening = Opening((pack,), options.command, Setup(), untimed=options.untimed)
        return _run(GlobesApp(keeper, opening, settings=settings))
    from dataclasses import replace

    from trivia.plain import play_daily, play_review

    settings = replace(settings, timer=settings.timer and not options.untimed)
    play = play_daily if options.command == DAILY.id else play_review
    try:
        play(pack, keeper, settings, SystemClock(), sys.stdin or io.StringIO(), sys.stdout)
    finally:
        _close(keeper)
    _say_unsaved(keeper)
    return FINE


def _join(options: "Namespace") -> int:
    """Take a seat at a party elsewhere."""
    folder, name = _save_folder(options), options.name or getattr(options, "profile", None) or ""
    if options.plain:
        from trivia.desk.join import join

        return join(options.address, folder, name, sys.stdin or io.StringIO(), sys.stdout)
    need_terminal(options)
    from trivia.tui.party.seat_app import join_painted

    return join_painted(options.address, folder, name)


def _stats(options: "Namespace") -> int:
    from trivia.clock import SystemClock
    from trivia.desk.stats import stats
    from trivia.paths import DEFAULT_PACK

    keeper, _ = _opened(options)
    try:
        stats(keeper, DEFAULT_PACK, SystemClock().today(), sys.stdout, as_json=options.json)
    finally:
        keeper.close()
        _tell_notice(keeper)
    if keeper.trouble:
        raise SaveError(keeper.trouble)
    return FINE


def _saves(options: "Namespace") -> int:
    from trivia.clock import SystemClock
    from trivia.desk.saves import look_after

    return look_after(options, _save_folder(options), SystemClock().utc_ms())


def _party(options: "Namespace") -> int:
    """Host a night for many, or look after those that were."""
    if options.action:
        from trivia.desk.party_export import look_after

        return look_after(options, _save_folder(options))
    from trivia.party.doorway import door_wanted
    from trivia.session import MAX_SEED

    _check_seed(options.seed, MAX_SEED)
    if options.resume and (options.pack or options.seed is not None):
        raise CommandError(
            "--resume brings a party back with its own questions, and takes no --pack or --seed"
        )
    door = door_wanted(options.host, options.port, options.base_url, options.per_address)
    if options.headless:
        from trivia.desk.party_headless import host_headless

        packs = () if options.resume else tuple(_pack(name) for name in options.pack or [""])
        folder = _save_folder(options)
        return host_headless(folder, packs, door, sys.stdout, seed=options.seed, resume=options.resume)
    packs = tuple(_pack(name) for name in options.pack or ())
    need_terminal(options)
    from trivia.game.setup import Setup
    from trivia.tui.app import GlobesApp
    from trivia.tui.opening import Opening

    keeper, settings = _opened(options)
    screen = "parties" if options.resume else "party"
    opening = Opening(packs, "", Setup(), options.seed, screen=screen, door=door)
    return _run(GlobesApp(keeper, opening, settings=settings))


def _packs(options: "Namespace") -> int:
    """Look after question packs."""
    if options.action == "preview":
        from trivia.packs.library import find_pack

        find_pack(options.path, for_author=True)  # in a pipe too, whoever misspells a pack wants to hear that
        need_terminal(options)
        from trivia.tui.preview import preview

        return preview(options.path, options.seed)
    from trivia.desk.packs import look_after

    return look_after(options)


def _questions(options: "Namespace") -> int:
    from trivia.desk.questions import print_questions
    from trivia.session import MAX_SEED

    _check_seed(options.seed, MAX_SEED)
    print_questions(_pack(options.pack or ""), options.seed, as_json=options.json)
    return FINE


def _check_seed(seed: int | None, highest: int) -> None:
    if seed is not None and not 0 <= seed <= highest:
        raise CommandError(f"--seed should be 0 to {highest}")


def _pack(name: str = "") -> "Pack":
    """Open a pack; the built-in one where none is named."""
    from trivia.packs.library import find_pack, open_pack
    from trivia.paths import DEFAULT_PACK, cache_folder

    pack = open_pack(find_pack(name or DEFAULT_PACK), cache_folder())
    gc.freeze()  # a pack stays until the end: looking through it for garbage takes a tenth of the time
    return pack


def _opened(options: "Namespace") -> "tuple[Keeper, Settings]":
    """The keeper of the save folder, for who is named, or played last; and the settings."""
    from trivia.saves.keeper import FIRST_PLAYER, Keeper
    from trivia.settings import read_settings

    words: list[str] = []
    folder = _save_folder(options)
    settings = read_settings(folder, words.append)
    named = getattr(options, "profile", None)
    if named is None:
        player = settings.player or FIRST_PLAYER
    else:
        from trivia.saves.profiles import clean_name

        player = clean_name(named)
    keeper = Keeper(folder, profile=player)
    keeper.notice = " ".join(words)
    return keeper, settings


def _save_folder(options: "Namespace") -> "Path":
    from trivia.paths import save_folder

    return save_folder(getattr(options, "save_dir", None))  # absent where it was not given


def _run(app: "GlobesApp") -> int:
    """Run the app; say what stays to be said once the terminal is clean again."""
    app.run()
    _close(app.keeper)
    _tell_notice(app.keeper)
    _say_unsaved(app.keeper)
    return int(app.return_code or FINE)


def _close(keeper: "Keeper") -> None:
    """Close the save file; while another window writes to it, wait with a word for what is still pending."""
    if keeper.unsaved:
        from trivia import voice
        from trivia.saves.keeper import Kept
        from trivia.session import SETTLE_TRIES

        kept = keeper.flush()
        if kept is Kept.WAITING:
            print(voice.ONE_MOMENT, file=sys.stderr)
        tries = 0
        while kept is Kept.WAITING and tries < SETTLE_TRIES:
            kept = keeper.flush()
            tries += 1
    keeper.close()


def _tell_notice(keeper: "Keeper") -> None:
    """Tell what has become of the save file, where nothing has told it yet and it mixes with no output."""
    if keeper.notice:
        print(keeper.notice, file=sys.stderr)


def _say_unsaved(keeper: "Keeper") -> None:
    """What could not be written until the end is lost now, and the player must know.

    Raises:
        SaveError: If there is such a game.
    """
    if keeper.unsaved:
        raise SaveError(f"the last game was not saved: {keeper.trouble}")


_COMMANDS: "Final[dict[str, Callable[[Namespace], int]]]" = {
    "": _open_game,
    "play": _play,
    "daily": _play_special,
    "review": _play_special,
    "join": _join,
    "stats": _stats,
    "saves": _saves,
    "pack": _packs,
    "party": _party,
    "questions": _questions,
}
"""What each command does; without a command the game opens."""
