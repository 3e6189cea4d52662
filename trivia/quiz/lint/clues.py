"""Rules on what gives the answer away: its length, its words, its grammar (GT301 to GT308)."""

import re
from collections.abc import Iterator
from typing import Final

from trivia.facts.text import folded
from trivia.quiz.lint.finding import Rule, all_quoted, item_rule, quoted
from trivia.quiz.lint.item import Item
from trivia.quiz.lint.options import is_all_or_none
from trivia.quiz.lint.words import article, contains, content

LONGER_BY_RATIO: Final = 1.5
LONGER_BY_CHARACTERS: Final = 10

_ENDS_WITH_ARTICLE: Final = re.compile(
    r"(?<![/(\w])an?(?=[\s\"“]*(?:_{2,}|\.{3}|…))|(?<![/(\w])an?[\s\"”:.?…_]*$"
)
_IS_OR_ARE: Final = r"(?P<verb>is|are|was|were|isn't|aren't)"
_ENDS_WITH_VERB: Final = re.compile(
    rf"\b{_IS_OR_ARE}(?: (?:called|known as|named))?\s*(?:(?:_{{2,}}|\.{{3}}|…)[\s.]*$|:?\s*$)"
)
_STARTS_WITH_BLANK: Final = re.compile(rf"(?:_{{2,}}|\.{{3}}|…)\s+{_IS_OR_ARE}\b")
_PLURAL: Final = re.compile("people|men|women|children|feet|teeth|mice|geese|oxen|lice|police|cattle")
_EITHER_NUMBER: Final = re.compile(
    "sheep|fish|deer|species|series|salmon|trout|aircraft|data|media|news|physics|mathematics|.*(?:ss|us|is|as|os)"
)
# What comes before says the number: "the presence of cells".
_COMPLEMENT: Final = re.compile(
    r" (?:of|in|on|at|for|from|with|without|to|by|that|which|who|between|among) .*", re.DOTALL
)

# "All mammals lay eggs" claims too much; "closes all windows" and "all year round" say how much of it.
_ABSOLUTE: Final = re.compile(
    r"(?<![-\w'’])(?:always|never|completely|absolutely|entirely|impossible|invariably|solely"
    r"|without exception)(?![-\w'’])"
    r"|^(?:all|every|everyone|everybody|everything|only|none|no one|nobody)(?= \w)",
    re.IGNORECASE,
)
_NO_ABSOLUTE: Final = re.compile(r"above all|after all|at all|all-", re.IGNORECASE)

_NEGATIVE_ANSWER: Final = re.compile(r"(?:no|none|nobody|nothing|neither)\b")
"""Such an answer is no word of the prompt's, whatever else it says."""

_SHORT_WORD: Final = 3
# "None" is a number there.
_ASKS_NUMBER: Final = re.compile(r"\bhow (?:many|much|often)\b", re.IGNORECASE)


def _longest(item: Item) -> Iterator[str]:
    if not item.is_choice:
        return
    longest = max((option.strip() for option in item.distractors), key=len)
    length, other = len(item.answer.strip()), len(longest)
    if length >= LONGER_BY_RATIO * other and length >= other + LONGER_BY_CHARACTERS:
        yield (
            f"The answer {quoted(item.answer)} stands out by its length: {length} characters, and the "
            f"longest wrong option, {quoted(longest)}, has {other}; shorten it, or lengthen the others."
        )


def _whole_answer(item: Item) -> bool:
    """Whether the prompt holds the answer, word for word, and no wrong option."""
    if not item.is_choice or not content(item.answer_words):
        return False
    prompt, right = item.prompt_words, item.answer_words
    return contains(prompt, right) and not any(
        contains(prompt, wrong) or contains(wrong, right) for wrong in item.distractor_words
    )


def _answer_in_stem(item: Item) -> Iterator[str]:
    if _whole_answer(item):
        yield f"The prompt says the answer, {quoted(item.answer)}, and no other option; reword it."


def _all_answer_words(item: Item) -> bool:
    """Whether every word of the answer that means something is in the prompt, and of no other option so."""
    if not item.is_choice or _whole_answer(item) or is_all_or_none(item.answer):
        return False
    if _NEGATIVE_ANSWER.match(" ".join(item.answer_words)):
        return False
    meant = content(item.answer_words)
    others = [content(wrong) for wrong in item.distractor_words]
    return bool(meant and meant <= item.prompt_content) and not any(
        other and (other <= item.prompt_content or meant <= other) for other in others
    )


def _answer_words_in_stem(item: Item) -> Iterator[str]:
    if _all_answer_words(item):
        yield (
            f"Every word that counts in the answer {quoted(item.answer)} stands in the prompt, and of no "
            "other option; use other words in the prompt, or in the answer."
        )


def _only_answer_shares(item: Item) -> Iterator[str]:
    if not item.is_choice or _whole_answer(item) or _all_answer_words(item):
        return
    shared = content(item.answer_words) & item.prompt_content
    if shared and not any(content(wrong) & item.prompt_content for wrong in item.distractor_words):
        yield (
            f"Only the answer {quoted(item.answer)} takes up a word of the prompt, "
            f"{all_quoted(sorted(shared))}; let a wrong option do so too, or reword."
        )


def _article_cue(item: Item) -> Iterator[str]:
    if not item.is_choice:
        return
    match = _ENDS_WITH_ARTICLE.search(item.question.prompt)
    if match is None:
        return
    said = match.group().strip(' "”:.?…_')
    takes = {option: article(option) for option in item.options}
    fitting = [option for option in item.options if takes[option] == said]
    others = [option for option in item.options if takes[option] not in (said, None)]
    if fitting and others:
        yield (
            f"After {quoted(said)} the option {quoted(others[0])} is no English, and "
            f"{quoted(fitting[0])} is; write “a(n)” in the prompt, or put the article into the options."
        )


def _is_plural(option: str) -> bool | None:
    """Tell whether `option` takes a verb in the plural; `None` where its letters do not say.

    Names are not judged: Paris is one town, and the Alps are many hills.
    """
    noun = re.search(r"[^\W\d_]+$", _COMPLEMENT.sub("", option))
    if noun is None or not noun.group().islower() or " and " in option or re.match(r"\W*\d", option):
        return None
    word = noun.group()
    if _PLURAL.fullmatch(word):
        return True
    return None if _EITHER_NUMBER.fullmatch(word) else word.endswith("s")


def _number_cue(item: Item) -> Iterator[str]:
    if not item.is_choice:
        return
    match = _ENDS_WITH_VERB.search(item.question.prompt) or _STARTS_WITH_BLANK.search(item.question.prompt)
    if match is None:
        return
    plural = match["verb"].startswith(("are", "were"))
    fitting = [option for option in item.options if _is_plural(option) is plural]
    others = [option for option in item.options if _is_plural(option) is (not plural)]
    if fitting and others:
        yield (
            f"Beside {quoted(match['verb'])} the option {quoted(others[0])} is no English, and "
            f"{quoted(fitting[0])} is; put all options in the same number, or reword the prompt."
        )


def _is_title(option: str) -> bool:
    """Whether the words after the first have capitals, save short ones, as in the name of a song."""
    in_quotes = option.strip()[:1] in set("\"'“‘«")
    later = re.findall(r"[^\W\d_][\w'’]*", option)[1:]
    return in_quotes or (
        any(word[0].isupper() for word in later)
        and all(word[0].isupper() for word in later if len(word) > _SHORT_WORD)
    )


def _absolute(option: str) -> str:
    match = _ABSOLUTE.search(_NO_ABSOLUTE.sub(" ", option))
    return match.group() if match else ""


def _absolute_distractors(item: Item) -> Iterator[str]:
    if not item.is_choice or _absolute(item.answer) or _ASKS_NUMBER.search(item.question.prompt):
        return
    loud = [
        option
        for option in item.distractors
        if _absolute(option) and not _is_title(option) and not is_all_or_none(option)
    ]
    if loud:
        yield (
            f"Only wrong options are absolute: {quoted(loud[0])} says {quoted(folded(_absolute(loud[0])))}, "
            "and what is so seldom true is soon struck out; soften it."
        )


RULES: Final[tuple[Rule, ...]] = (
    item_rule("GT301", "warning", "Longest option is right", _longest),
    item_rule("GT302", "error", "Answer in the prompt", _answer_in_stem),
    item_rule("GT303", "warning", "Answer's words in the prompt", _answer_words_in_stem),
    item_rule("GT304", "warning", "Only the answer echoes the prompt", _only_answer_shares),
    item_rule("GT305", "warning", "Article gives a clue", _article_cue),
    item_rule("GT306", "warning", "Number gives a clue", _number_cue),
    item_rule("GT307", "warning", "Absolutes in wrong options only", _absolute_distractors),
)
