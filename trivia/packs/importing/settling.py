"""From items as files have them to questions that the pack language takes; what does not fit is told."""

from hashlib import sha256
from typing import Final, NamedTuple

from trivia.facts.glyphs import SIGN
from trivia.facts.reader import MAX_TEXT
from trivia.facts.text import folded, printable
from trivia.packs.importing.harvest import Harvest, Item
from trivia.quiz.question import TRUE_FALSE_OPTIONS
from trivia.quiz.read_questions import MAX_WRONG

_CONTROLS: Final = frozenset(map(chr, (*range(9), *range(14, 28), 127)))
_TRUTHS: Final = frozenset(folded(option) for option in TRUE_FALSE_OPTIONS)


class Settled(NamedTuple):
    """A question that the pack language takes.

    Attributes:
        id: Its id, where the prompt alone would not tell it from another; else empty.
        item: The question, with clean texts.
    """

    id: str
    item: Item


def settle(harvest: Harvest) -> list[Settled]:
    """The questions of a harvest, each once; what is found wrong is added to its remarks."""
    found: list[Settled] = []
    by_prompt: dict[str, list[Item]] = {}
    for raw in harvest.items:
        item = _sound(raw, harvest)
        if item is None:
            continue
        namesakes = by_prompt.setdefault(folded(item.prompt), [])
        same = [other for other in namesakes if folded(other.answer) == folded(item.answer)]
        if same:
            why = f"it repeats {same[0].where}, with the same answer"
            harvest.lose(item.where, why, item.prompt)
            continue
        # The id that follows from the prompt is taken, so the answer goes into this one's.
        known = f"{folded(item.prompt)}\n{folded(item.answer)}"
        name = f"q-{sha256(known.encode(errors='replace')).hexdigest()[:12]}" if namesakes else ""
        namesakes.append(item)
        found.append(Settled(name, item))
    return found


def _sound(raw: Item, harvest: Harvest) -> Item | None:
    """The item with clean texts, or `None` where it cannot be asked."""
    where = raw.where
    if any(_signed(text) for text in (raw.prompt, raw.answer, *raw.wrong, raw.explanation)):
        harvest.note(where, "control characters, or others that are not for screens, are shown as signs")
    prompt, answer, explanation, topic = map(printable, (raw.prompt, raw.answer, raw.explanation, raw.topic))
    wrong = [printable(text) for text in raw.wrong]
    for what, text in (("the question", prompt), ("the right answer", answer)):
        if not text:
            harvest.lose(where, f"{what} is empty", prompt)
            return None
    for what, text in (("the question", prompt), *(("an answer", text) for text in (answer, *wrong))):
        if len(text) > MAX_TEXT:
            harvest.lose(where, f"{what} has {len(text):,} characters; at most {MAX_TEXT:,} fit", text)
            return None
    if len(explanation) > MAX_TEXT:
        harvest.note(where, f"the explanation has {len(explanation):,} characters and is left out")
        explanation = ""
    if len(topic) > MAX_TEXT:
        harvest.note(where, f"the topic has {len(topic):,} characters and is left out")
        topic = ""
    options = _options(answer, wrong, raw, harvest)
    if options is None:
        return None
    answer, kept = options
    level = raw.level if 1 <= raw.level <= 5 else 0
    return Item(where, raw.number, prompt, answer, kept, explanation, topic, level)


def _signed(text: str) -> bool:
    """Whether something in a text is shown as a sign that stands for it."""
    return bool(_CONTROLS & set(text)) or printable(text).count(SIGN) > text.count(SIGN)


def _options(
    answer: str, wrong: list[str], raw: Item, harvest: Harvest
) -> tuple[str, tuple[str, ...]] | None:
    """The right answer and the wrong ones; `None` where they do not make a question."""
    right = folded(answer)
    if not raw.wrong and right in _TRUTHS:
        return right.capitalize(), ()
    kept: dict[str, str] = {}
    for text in wrong:
        if not text:
            harvest.note(raw.where, "an empty wrong answer is left out")
        elif folded(text) == right:
            why = f"a wrong answer is the same as the right one, '{answer}', but for case and signs"
            harvest.lose(raw.where, why, raw.prompt)
            return None
        elif folded(text) in kept:
            harvest.note(raw.where, f"the wrong answer '{text}' stands there twice; it is taken once")
        else:
            kept[folded(text)] = text
    if not kept:
        harvest.lose(raw.where, "it has no wrong answers", raw.prompt)
        return None
    if {right, *kept} == _TRUTHS:
        return right.capitalize(), ()
    if len(kept) > MAX_WRONG:
        harvest.note(raw.where, f"of {len(kept)} wrong answers the first {MAX_WRONG} are taken")
    return answer, tuple(kept.values())[:MAX_WRONG]
