"""What the tests of importing and exporting share."""

from pathlib import Path

from tests.support import make_pack
from trivia.errors import ExchangeError
from trivia.packs.importing.folder import told
from trivia.packs.importing.settling import settle

SAMPLES = Path(__file__).parent / "samples"


def taken(harvest):
    """The questions of a harvest as (prompt, answer, wrong ones)."""
    return [(one.item.prompt, one.item.answer, one.item.wrong) for one in settle(harvest)]


def remarks(harvest):
    """What stays behind, a line each, when all was settled."""
    settle(harvest)
    return [str(remark) for remark in harvest.told()]


def written_pack(folder, questions):
    """A pack of questions written by hand: (prompt, answer, wrong ones, explanation, topic)."""
    lines = ["pack: hand", "title: By hand", "questions:"]
    for number, (prompt, answer, wrong, explanation, topic) in enumerate(questions):
        lines += [f"- id: q{number}", f"  prompt: {told(prompt)}"]
        lines += [f"  answer: {told(answer) if wrong else answer.casefold()}"]
        lines += [f"  wrong: [{', '.join(map(told, wrong))}]"] if wrong else []
        lines += [f"  explanation: {told(explanation)}"] if explanation else []
        lines += [f"  topic: {told(topic)}", f"  level: {number % 5 + 1}"]
    return make_pack(folder, "\n".join(lines))


def complaint(call, *arguments):
    """What an importer says that it cannot do; an empty text where it can."""
    try:
        call(*arguments)
    except ExchangeError as error:
        return str(error)
    return ""
