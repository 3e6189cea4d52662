"""A question with what several rules want to know of it, worked out once."""

import re
from functools import cached_property
from typing import Final

from trivia.facts.text import folded
from trivia.quiz.lint.amounts import RAISED, Amount, read_amount
from trivia.quiz.lint.words import content, without_asides, without_quotations, words
from trivia.quiz.question import TRUE_FALSE_OPTIONS, Question

_ARTICLE: Final = re.compile(r"(?:the|an?) (?=\w\w)")


class Item:
    """One question as the rules read it.

    Attributes:
        question: The question.
        place: Its number among the questions that are read.
        is_true_false: Whether it is a statement to be judged.
        is_choice: Whether it has an answer and something besides to choose from.
        answer: The right option as shown; empty where the question names none.
        distractors: The wrong options, sorted, so that no message depends on the order of the options.
    """

    def __init__(self, question: Question, place: int) -> None:
        self.question = question
        self.place = place
        options = question.options
        has_answer = 0 <= question.answer < len(options)
        self.is_true_false = tuple(options) == TRUE_FALSE_OPTIONS
        self.is_choice = has_answer and len(options) > 1 and not self.is_true_false
        self.answer = options[question.answer] if has_answer else ""
        self.distractors = sorted(
            option for index, option in enumerate(options) if index != question.answer or not has_answer
        )

    @cached_property
    def options(self) -> list[str]:
        """The options, sorted."""
        return sorted(self.question.options)

    @cached_property
    def own_words(self) -> str:
        """The prompt without its quotations and asides."""
        return without_asides(without_quotations(self.question.prompt))

    @cached_property
    def prompt_words(self) -> list[str]:
        """The words of the prompt, folded."""
        return words(self.question.prompt)

    @cached_property
    def prompt_content(self) -> frozenset[str]:
        """The prompt's words that carry meaning."""
        return content(self.prompt_words)

    @cached_property
    def answer_words(self) -> list[str]:
        """The words of the right option, folded."""
        return words(self.answer)

    @cached_property
    def distractor_words(self) -> list[list[str]]:
        """The words of each wrong option, folded."""
        return [words(option) for option in self.distractors]

    @cached_property
    def amounts(self) -> dict[str, Amount]:
        """What the options say that are nothing but a number with its unit."""
        read = ((option, read_amount(option)) for option in self.options)
        return {option: amount for option, amount in read if amount is not None}


def option_key(text: str) -> str:
    """Return the form in which two options are the same.

    As everywhere in the house, case, dashes, quotes and blanks do not count; nor do an article at the
    start, quotation marks around it all and a full stop at the end.
    """
    key = folded(text.translate(RAISED)).strip("\"'").removesuffix(".").strip("\"' ")
    return _ARTICLE.sub("", key, count=1) if _ARTICLE.match(key) else key or folded(text)
