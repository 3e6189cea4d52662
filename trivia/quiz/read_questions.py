"""Reading questions that are written by hand, with every mistake noted."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from trivia.errors import Place
from trivia.facts.nodes import Mapping, Node
from trivia.facts.reader import Reader
from trivia.facts.tables import Facts
from trivia.facts.text import folded, listed
from trivia.quiz.keys import QUESTION_KEYS
from trivia.quiz.pack import Ask, Written
from trivia.quiz.question import TRUE_FALSE_OPTIONS

MAX_WRONG: Final = 20
DEFAULT_LEVEL: Final = 3

_ONE_ANSWER: Final = " One answer with a comma in it stands in double quotes."
_TRUTHS: Final = {"true": "True", "yes": "True", "false": "False", "no": "False"}


def read_questions(
    reader: Reader, facts: Facts, nodes: Iterable[Node], asks: Iterable[Ask]
) -> tuple[Written, ...]:
    """Read hand-written questions.

    Args:
        reader: Collects what is wrong.
        facts: The pack's facts.
        nodes: The questions, as they stand.
        asks: The pack's asks, whose ids are taken.
    """
    found: dict[str, Written] = {}
    taken = {ask.id for ask in asks}
    for entry in reader.mappings(nodes, "a question", QUESTION_KEYS):
        written = _question(reader, facts, entry)
        if written.id in found or written.id in taken:
            before = _before(found[written.id], entry.place) if written.id in found else "an ask"
            node = entry.get("id")
            cure = "ids are unique within a pack" if node else "remove one, or give each an id"
            reader.problem(
                entry.place,
                f"the question '{written.id}' stands here again (first: {before}); {cure}",
                "GP601",
            )
        found.setdefault(written.id, written)
    return tuple(found.values())


def _before(first: Written, place: Place) -> str:
    if first.file == place.file:
        return f"line {first.line}"
    return str(Place(first.file, first.line, first.column))


def _question(reader: Reader, facts: Facts, entry: Mapping) -> Written:
    prompt = reader.text(entry.get("prompt"), "a question's prompt", place=entry.place)
    answer = reader.text(entry.get("answer"), "a question's answer", place=entry.place)
    wrong = _wrong(reader, entry, answer)
    if entry.get("wrong") is None and answer:
        answer = _truth(reader, entry, answer)
    cited = entry.get("sources")
    place = entry.place
    return Written(
        id=_id(reader, entry, prompt),
        prompt=prompt,
        answer=answer,
        wrong=wrong,
        explanation=reader.text(entry.get("explanation"), "explanation", default=""),
        topic=reader.text(entry.get("topic"), "topic", default=facts.title),
        sources=reader.citations(cited, facts.sources, place, "the question") if cited is not None else (),
        level=reader.whole_number(entry.get("level"), "level", 1, 5) or DEFAULT_LEVEL,
        file=place.file,
        line=place.line,
        column=place.column,
    )


def _id(reader: Reader, entry: Mapping, prompt: str) -> str:
    """The question's own id, or one that follows from its prompt."""
    node = entry.get("id")
    if node is not None:
        return reader.name(node, "a question's id", entry.place)
    return f"q-{sha256(folded(prompt).encode()).hexdigest()[:12]}"


def _wrong(reader: Reader, entry: Mapping, answer: str) -> tuple[str, ...]:
    node = entry.get("wrong")
    if node is None:
        return ()
    wrong = tuple(text for text, _ in reader.names(node, "wrong", apart=_ONE_ANSWER) if text)
    if not wrong:
        reader.problem(
            node.place,
            "wrong is empty; give two or three wrong answers, or leave it out for true/false",
            "GP602",
        )
    if len(wrong) > MAX_WRONG:
        reader.problem(
            node.place, f"there are {len(wrong)} wrong answers; at most {MAX_WRONG} are read", "GP603"
        )
    options = [folded(text) for text in (answer, *wrong)]
    times = Counter(options)
    again = [text for text, same in zip((answer, *wrong), options, strict=True) if times[same] > 1]
    if again:
        reader.problem(
            node.place,
            f"options should differ; these are the same: {listed(dict.fromkeys(again), MAX_WRONG)}",
            "GP604",
        )
    return wrong


def _truth(reader: Reader, entry: Mapping, answer: str) -> str:
    truth = _TRUTHS.get(folded(answer))
    if truth is None:
        node = entry.get("answer")
        cure = "give its wrong answers under 'wrong:', or answer true or false"
        reader.problem(
            node.place if node else entry.place, f"'{answer}' has no wrong answers beside it; {cure}", "GP605"
        )
        return TRUE_FALSE_OPTIONS[0]
    return truth
