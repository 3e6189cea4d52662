"""Moodle's GIFT: blocks between blank lines, each a question with its answers in braces.

What a block means follows Moodle's own reading: a tilde makes a choice, an arrow a matching question, a `#`
in front a number, and so on. A choice has one right answer here; where several are right each by itself,
the first is taken and the others are kept out of the options.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from trivia.packs.importing.gift_text import hidden, unescaped, words
from trivia.packs.importing.harvest import Harvest, Item

LEVEL_TAG: Final = re.compile(r"\[tag:level-([1-5])\]")
BLANK: Final = "_____"
MIN_PAIRS: Final = 3
"""A matching question of two pairs leaves one wrong answer, which is a coin to toss."""

_TITLE: Final = re.compile(r"::(.*?)::\s*", re.DOTALL)
_WEIGHT: Final = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]+)?)%")
_TRUTHS: Final = {"T": "True", "TRUE": "True", "F": "False", "FALSE": "False"}
_PATH_PART: Final = re.compile(r"(?:[^/]|//)+")
_TOP: Final = re.compile(r"\$[a-z]+[0-9]*\$")
_CATEGORY: Final = "$CATEGORY:"
_FULL: Final = 100.0


class _Block(NamedTuple):
    """The lines of one question.

    Attributes:
        line: The first one's number.
        text: The lines, without comments, escapes hidden.
        category: What it belongs to, or an empty string.
        level: What a comment's tag says, or 0.
    """

    line: int
    text: str
    category: str
    level: int


class _Answer(NamedTuple):
    """One of several answers, with how much of the mark it gives in percent."""

    text: str
    feedback: str
    weight: float
    pictured: bool


def read_gift(text: str) -> Harvest:
    """The questions of a GIFT text."""
    harvest = Harvest()
    for block in _blocks(text.removeprefix("\ufeff")):
        _Question(block, harvest).read()
    return harvest


def _blocks(text: str) -> Iterator[_Block]:
    category, level, start, lines = "", 0, 0, list[str]()
    for number, line in enumerate((*text.split("\n"), ""), start=1):
        bare = line.strip()
        if bare.startswith("//"):
            tagged = LEVEL_TAG.search(bare)
            level = int(tagged[1]) if tagged else level
        elif bare.startswith(_CATEGORY):
            category = _topic(bare.removeprefix(_CATEGORY))
        elif bare:
            start = start or number
            lines.append(line)
        else:
            if lines:
                yield _Block(start, hidden("\n".join(lines)).strip(), category, level)
                level = 0
            start, lines = 0, []


def _topic(category: str) -> str:
    """What players read of a category: the last part of its path, in which `//` is a slash."""
    parts = _PATH_PART.findall(category.strip())
    last = parts[-1].replace("//", "/").strip() if parts else ""
    return "" if _TOP.fullmatch(last) else unescaped(last)


class _Question:
    """Reads one block."""

    def __init__(self, block: _Block, harvest: Harvest) -> None:
        self._block, self._harvest = block, harvest
        self._where = f"line {block.line:,}"
        self._prompt = ""
        self._form = "moodle"
        self._general = ""

    def read(self) -> None:
        """Take the question into the harvest, or say why not."""
        text = self._block.text
        title = _TITLE.match(text)
        if title:
            text = text[title.end() :]
        start, end = text.find("{"), text.find("}")
        if start < 0 and end < 0:
            self._lose("a description asks nothing", text)
        elif start < 0 or end < start:
            missing = "'}' before the blank line" if start >= 0 and end < 0 else "'{' before the '}'"
            self._lose(f"its answers have no {missing}", text)
        else:
            before, answers, after = text[:start], text[start + 1 : end].strip(), text[end + 1 :]
            if "{" in answers + after or "}" in after:
                self._lose("it has more than one pair of braces; those that are text need a backslash", text)
                return
            # Moodle puts a gap only where something follows the answers.
            said = words(f"{before} {BLANK} {after}" if after.strip() else before)
            tight = re.sub(rf"{BLANK} (?=[.,;:!?)])", BLANK, said.text)
            self._prompt, self._form = tight, said.form
            if said.pictured:
                self._lose("it shows a picture or plays a recording, which a pack cannot hold")
                return
            self._answers(answers)

    def _lose(self, why: str, text: str = "") -> None:
        self._harvest.lose(self._where, why, words(text).text or self._prompt)

    def _answers(self, text: str) -> None:
        text, mark, general = text.rpartition("####") if "####" in text else (text, "", "")
        text = text.strip()
        self._general = words(general, self._form).text if mark else ""
        bare = text.partition("#")[0].strip()
        if not text:
            self._lose("an essay has no wrong answers")
        elif text.startswith("#"):
            self._lose("a number to type in has no wrong answers")
        elif "~" in text:
            self._choice(text)
        elif "=" in text and "->" in text:
            self._matching(text)
        elif bare.upper() in _TRUTHS:
            self._judged(_TRUTHS[bare.upper()], text.split("#")[1:])
        else:
            self._lose("a short answer to type in has no wrong answers")

    def _judged(self, truth: str, feedback: list[str]) -> None:
        """True or false; the first feedback is for who is wrong, the second for who is right."""
        told = [words(text, self._form).text for text in feedback]
        right = told[1] if len(told) > 1 else ""
        self._feedback_lost(sum(bool(text) for text in told[:1]))
        self._take(self._prompt, truth, (), self._general or right)

    def _choice(self, text: str) -> None:
        found = [self._answer(part) for part in text.replace("=", "~=").split("~") if part.strip()]
        if any(answer.pictured for answer in found):
            self._lose("an answer is a picture or a recording, which a pack cannot hold")
            return
        right = [answer for answer in found if answer.weight >= _FULL]
        partly = [answer for answer in found if 0 < answer.weight < _FULL]
        wrong = [answer for answer in found if answer.weight <= 0]
        if not right:
            why = f"{len(partly)} answers are right only together" if partly else "no answer is right"
            self._lose(why)
            return
        for answer in right[1:]:
            self._note(f"a second right answer, '{answer.text}', is left out of the options")
        for answer in partly:
            self._note(f"'{answer.text}', right for {answer.weight:g} %, is left out of the options")
        self._feedback_lost(sum(bool(answer.feedback) for answer in (*right[1:], *partly, *wrong)))
        texts = tuple(answer.text for answer in wrong)
        self._take(self._prompt, right[0].text, texts, self._general or right[0].feedback)

    def _answer(self, part: str) -> _Answer:
        part, weight = part.strip(), 0.0
        marked = _WEIGHT.match(part)
        if part.startswith("="):
            part, weight = part[1:], _FULL
        elif marked:
            part, weight = part[marked.end() :], float(marked[1])
        text, _, feedback = part.partition("#")
        said = words(text, self._form)
        return _Answer(said.text, words(feedback, self._form).text, weight, said.pictured)

    def _matching(self, text: str) -> None:
        """Each pair becomes a question of its own, with the other pairs' right sides as its wrong answers."""
        pairs: list[tuple[str, str]] = []
        for part in text.split("="):
            left, arrow, right = part.partition("->")
            if part.strip() and not arrow:
                self._lose(f"'{words(part).text}' should be a pair with '->'")
                return
            if part.strip():
                pairs.append((words(left, self._form).text, words(right, self._form).text))
        rights = dict.fromkeys(right for _, right in pairs if right)
        asked = [(left, right) for left, right in pairs if left and right]
        if len(rights) < MIN_PAIRS or not asked:
            self._lose(
                f"a matching question needs {MIN_PAIRS} different right sides to be asked pair by pair"
            )
            return
        for left, right in asked:
            wrong = tuple(other for other in rights if other != right)
            self._take(f"{self._prompt.rstrip(':')}: {left}", right, wrong, self._general)

    def _feedback_lost(self, count: int) -> None:
        if count:
            answers = "a wrong answer" if count == 1 else f"{count} wrong answers"
            self._note(f"the feedback on {answers} is left out")

    def _note(self, what: str) -> None:
        self._harvest.note(self._where, what)

    def _take(self, prompt: str, answer: str, wrong: tuple[str, ...], explanation: str) -> None:
        block = self._block
        item = Item(self._where, block.line, prompt, answer, wrong, explanation, block.category, block.level)
        self._harvest.add(item)
