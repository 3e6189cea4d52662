"""The folder of a pack that is made of something else: whole, or not at all."""

import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from trivia.errors import CommandError, ExchangeError, PackError
from trivia.facts.text import printable
from trivia.packs.importing.settling import Settled
from trivia.packs.reading import read_pack
from trivia.quiz.pack import Pack

SOURCE: Final = "file"
"""The id of the source that an imported file is."""

NAME_THE_SOURCE: Final = (
    "# Players read behind every answer where it says so: give the source a better name.\n"
)

MAX_QUESTIONS: Final = 50_000
FILE_QUESTIONS: Final = 10_000
"""So many questions stand in one file of the pack; more go into the next."""


def pack_id(text: str) -> str:
    """The nearest id that a pack may have."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    known = re.sub(r"[^a-z0-9_-]+", "-", plain).strip("-_")
    known = known if known[:1].isalpha() else f"pack-{known}".strip("-")
    return known[:64]


def pack_title(stem: str) -> str:
    """A title for players, of a file's name without its ending."""
    words = printable(re.sub(r"[_-]+", " ", stem))
    return words[:1].upper() + words[1:] or "Imported questions"


def told(text: str) -> str:
    """A text as YAML, in double quotes; it was made printable, so it holds nothing that YAML refuses."""
    return json.dumps(text, ensure_ascii=False)


def question_files(
    questions: Sequence[Settled], out: Path, name: str, about: str, unit: str
) -> dict[str, bytes]:
    """The files of a pack of questions written by hand.

    Args:
        questions: The questions.
        out: The folder, for the pack's id.
        name: The imported file's name; it is the source of every question.
        about: One sentence on it.
        unit: What the numbers of the questions count in it, one of `facts.sources.UNITS`.

    Raises:
        ExchangeError: If they are too many.
    """
    if len(questions) > MAX_QUESTIONS:
        raise ExchangeError(f"{name}: has more than {MAX_QUESTIONS:,} questions; split it")
    manifest = (
        f"pack: {pack_id(out.name)}\ntitle: {told(pack_title(out.name))}\n"
        f"{NAME_THE_SOURCE}"
        f"sources:\n- {{id: {SOURCE}, title: {told(printable(name))}, about: {told(about)}, unit: {unit}}}\n"
    )
    files = {"pack.yaml": manifest.encode()}
    for start in range(0, len(questions), FILE_QUESTIONS):
        part = questions[start : start + FILE_QUESTIONS]
        number = f"-{start // FILE_QUESTIONS + 1}" if len(questions) > FILE_QUESTIONS else ""
        text = "questions:\n" + "".join(_question(question) for question in part)
        files[f"questions{number}.yaml"] = text.encode()
    return files


def _question(question: Settled) -> str:
    item = question.item
    lines = [f"prompt: {told(item.prompt)}"]
    lines += [f"answer: {told(item.answer) if item.wrong else item.answer.casefold()}"]
    if question.id:
        lines.insert(0, f"id: {question.id}")
    if item.wrong:
        lines.append(f"wrong: [{', '.join(map(told, item.wrong))}]")
    if item.explanation:
        lines.append(f"explanation: {told(item.explanation)}")
    if item.topic:
        lines.append(f"topic: {told(item.topic)}")
    if item.level:
        lines.append(f"level: {item.level}")
    lines.append(f"sources: [{SOURCE}:{item.number}]")
    return "- " + "\n  ".join(lines) + "\n"


def check_place(out: Path) -> None:
    """Refuse a folder that is there already, or that lies nowhere.

    Raises:
        CommandError: If it is so.
    """
    try:
        if not out.name:
            raise CommandError(f"--out should name a folder to make, found '{out}'")
        if os.path.lexists(out):
            raise CommandError(f"{out}: is there already; name a folder that is to be made")
        if not out.parent.is_dir():
            raise CommandError(f"{out.parent}: there is no such folder to make '{out.name}' in")
    except (OSError, ValueError) as error:
        raise CommandError(f"{out}: {getattr(error, 'strerror', None) or error}") from error


def make_folder(out: Path, files: Mapping[str, bytes]) -> Pack:
    """Make a pack's folder, when it is sure that the pack opens.

    Args:
        out: The folder.
        files: What goes into it, by name.

    Returns:
        The pack.

    Raises:
        CommandError: If it cannot be made.
        ExchangeError: If what is in it is no pack that opens.
    """
    check_place(out)
    try:
        with tempfile.TemporaryDirectory(prefix=f".{out.name[:40]}.", dir=out.parent) as beside:
            made = Path(beside) / out.name
            made.mkdir()
            for name, raw in files.items():
                (made / name).write_bytes(raw)
            pack = read_pack(made)
            check_place(out)
            made.rename(out)
    except PackError as error:
        first = str(error.problems[0]).replace(beside, str(out.parent))
        more = f" (and {len(error.problems) - 1:,} more)" if len(error.problems) > 1 else ""
        raise ExchangeError(f"the pack would not open: {first}{more}") from error
    except OSError as error:
        raise CommandError(f"{out}: cannot be made: {error.strerror or error}") from error
    return pack
