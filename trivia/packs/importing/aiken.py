"""Aiken: a question on one line, lettered answers, and `ANSWER: C`."""

import re
from typing import Final

from trivia.packs.importing.harvest import Harvest, Item

_OPTION: Final = re.compile(r"\s*([A-Z])[.)]\s+(\S.*)")
_ANSWER: Final = re.compile(r"\s*ANSWER\s*:\s*(.*)", re.IGNORECASE)


def read_aiken(text: str) -> Harvest:
    """The questions of an Aiken text.

    Moodle wants each question on one line; one that runs over several is read as well.
    """
    harvest = Harvest()
    block = _Block(harvest)
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        block.take(number, line)
    block.end("the file ends")
    return harvest


class _Block:
    """The question that is being read."""

    def __init__(self, harvest: Harvest) -> None:
        self._harvest = harvest
        self._start()

    def _start(self) -> None:
        self._prompt: list[str] = []
        self._line = 0
        self._options: dict[str, str] = {}
        self._fault = ""

    def take(self, number: int, line: str) -> None:
        """Read one line."""
        answer, option = _ANSWER.fullmatch(line), _OPTION.fullmatch(line)
        if not line.strip():
            if self._options:
                self.end("a blank line stands")
        elif answer:
            self._finish(answer[1].strip(), number)
        elif option and self._prompt:
            if option[1] in self._options:
                self._fault = f"two answers bear the letter {option[1]}"
            self._options[option[1]] = option[2].strip()
        elif self._options:
            self._fault = self._fault or f"line {number} is neither an answer nor 'ANSWER:'"
        else:
            self._line = self._line or number
            self._prompt.append(line.strip())

    def end(self, what: str) -> None:
        """What was begun ends without `ANSWER:`."""
        if self._prompt:
            self._harvest.lose(f"line {self._line}", f"{what} before its 'ANSWER:'", self._prompt[0])
        self._start()

    def _finish(self, letter: str, number: int) -> None:
        where, prompt = f"line {self._line or number}", " ".join(self._prompt)
        right = self._options.get(letter.upper().rstrip(".)"))
        if not self._prompt or not self._options:
            self._harvest.lose(where, "'ANSWER:' stands without a question and its lettered answers", prompt)
        elif self._fault:
            self._harvest.lose(where, self._fault, prompt)
        elif right is None:
            self._harvest.lose(where, f"there is no answer with the letter '{letter}'", prompt)
        else:
            wrong = tuple(text for text in self._options.values() if text is not right)
            self._harvest.add(Item(where, self._line, prompt, right, wrong))
        self._start()
