"""Questions as a deck for Anki (.apkg), by the library genanki."""

import html
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from trivia.errors import ExchangeError
from trivia.packs.exporting.report import Exported
from trivia.quiz.pack import Pack
from trivia.quiz.question import Question

MISSING: Final = "for Anki genanki is needed: pip install 'globes-trivia[anki]'"
FIELDS: Final = ("Question", "Options", "Answer", "Explanation", "Sources", "Topic")
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTU"

_FRONT: Final = '<div class="topic">{{Topic}}</div><div class="question">{{Question}}</div>{{Options}}'
_BACK: Final = (
    '{{FrontSide}}<hr id="answer"><div class="right">{{Answer}}</div>'
    '<div>{{Explanation}}</div><div class="sources">{{Sources}}</div>'
)
_STYLE: Final = (
    ".card{font-family:sans-serif;font-size:20px;text-align:center}"
    ".topic,.sources{font-size:14px;opacity:.7}.question{margin:.6em 0}"
    "ol{display:inline-block;text-align:left;list-style:upper-alpha}.right{font-weight:bold}"
)
_MODEL: Final = "globes-trivia card 1"
_WHEN: Final = 1_483_920_000.0
"""The time that every deck bears, so that the same pack gives the same cards."""


def export_anki(pack: Pack, questions: Sequence[Question]) -> Exported:
    """The questions as a deck; notes keep their ids, so a later import brings them up to date.

    Raises:
        ExchangeError: If the library for Anki is missing.
    """
    try:
        import genanki
    except ImportError as error:
        raise ExchangeError(MISSING) from error
    model = genanki.Model(
        _number(_MODEL),
        "globes-trivia",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )
    deck = genanki.Deck(_number(pack.facts.id), html.escape(pack.facts.title))
    for question in questions:
        tags = [f"level-{question.level}"]
        guid = genanki.guid_for("globes-trivia", question.id)
        deck.add_note(genanki.Note(model=model, fields=card(question), tags=tags, guid=guid))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        genanki.Package(deck).write_to_file(str(path), timestamp=_WHEN)
        return Exported(path.read_bytes(), len(questions))


def card(question: Question) -> list[str]:
    """The fields of a question's note, as HTML."""
    right = html.escape(question.options[question.answer])
    if question.judged:
        options = "<div>True or false?</div>"
    else:
        items = "".join(f"<li>{html.escape(option)}</li>" for option in question.options)
        options, right = f"<ol>{items}</ol>", f"{LETTERS[question.answer]}. {right}"
    sources = "; ".join(source.told for source in question.sources)
    texts = [html.escape(text) for text in (question.prompt, question.explanation, sources, question.heading)]
    return [texts[0], options, right, *texts[1:]]


def _number(text: str) -> int:
    """An id that Anki takes, the same for the same text."""
    return int.from_bytes(sha256(text.encode()).digest()[:4], "big") // 2 + (1 << 30)
