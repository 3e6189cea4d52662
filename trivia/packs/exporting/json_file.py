"""A pack's questions as one JSON object; docs/json.md tells what is in it."""

import json
from collections.abc import Sequence
from typing import Any, Final

from trivia.packs.exporting.report import Exported
from trivia.quiz.pack import Pack
from trivia.quiz.question import Question, question_data

FORMAT: Final = "globes-trivia questions"
VERSION: Final = 1


def export_json(pack: Pack, questions: Sequence[Question], seed: int) -> Exported:
    """The questions as JSON in UTF-8."""
    text = json.dumps(exported_data(pack, questions, seed), indent=1, ensure_ascii=False)
    return Exported(f"{text}\n".encode(), len(questions))


def exported_data(pack: Pack, questions: Sequence[Question], seed: int) -> dict[str, Any]:
    """The object."""
    facts = pack.facts
    return {
        "format": FORMAT,
        "version": VERSION,
        "pack": {
            "id": facts.id,
            "title": facts.title,
            "version": facts.version,
            "about": facts.about,
            "date": facts.date.isoformat() if facts.date else None,
        },
        "seed": seed,
        "questions": [{**question_data(one), "heading": one.heading} for one in questions],
    }
