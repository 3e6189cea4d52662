"""Rules on the prompt: what is asked must be plain, now and in ten years (GT201 to GT204)."""

import re
from collections.abc import Iterator
from typing import Final

from trivia.quiz.lint.finding import Rule, item_rule, quoted
from trivia.quiz.lint.item import Item

# A comma or a stop inside a number ends nothing.
_CLAUSE: Final = re.compile(r"(?:[^.;:?!,]|[.,](?=\d))+")
_HELPER: Final = re.compile(
    r"(?:\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)|['’]s)\b"
)
_NEGATION: Final = re.compile(
    r"\b(?:not|cannot|never|neither|except|excluding"
    r"|(?:is|are|was|were|do|does|did|has|have|had|ca|could|wo|would|should)n['’]t)\b"
)
_IDIOM: Final = re.compile(r" (?:only|just|merely|simply|necessarily|to be confused|until|unlike|long|yet)\b")
_QUESTION_WORD: Final = re.compile(r"\b(?:which|what|who|whose|whom|where|when|how|why)\b", re.IGNORECASE)
_SUBORDINATE: Final = re.compile(
    r"(?:(?:even )?(?:though|if|when)|although|despite|because|since|while|whilst|whereas|but|as|unless"
    r"|so|after|before|until|not|yet)\b(?! (?:which|what|who)\b)",
    re.IGNORECASE,
)
_RELATIVE_START: Final = re.compile(r"(?:(?:of|for|in|on|to|with) )?(?:which|who|whom|whose|where)\b")
# A clause inside the question, on a noun or a reason: "an animal that does not eat meat".
_CONJUNCTION: Final = re.compile(
    r"[\w”)] (?:that|if|because|when|while|but|although|though|whether)(?: [\w“”'’-]+){0,2} ?$"
    r"|\band(?: \w+ly)? ?$"
)
_RELATIVE: Final = re.compile(r"[\w”)] (?:which|who|whom|whose|where)(?: [\w“”'’-]+){0,2} ?$")
_TITLE_AROUND: Final = re.compile(r"[A-Z][\w'’]* (?:not|never|except|neither)(?= [A-Z])")

_NOW: Final = re.compile(
    r"\b(?:(?:[Cc]urrent(?:ly)?|[Nn]owadays|[Pp]resently|[Rr]ecent(?:ly)?|[Aa]t present|[Aa]t the moment"
    r"|[Aa]s of now|[Aa]s of today|[Ll]atest|[Rr]ight now|[Tt]o date|[Ss]o far|these days|this year"
    r"|last year|next year|this century|today(?:['’]s)?|now)\b(?!-)|(?:^|[.?!] )(?:Today(?:['’]s)?|Now)\b)"
)
_NOT_OF_NOW: Final = re.compile(
    r"\b(?:now[- ](?:defunct|deceased|extinct|non-existent|discontinued|dissolved|closed|famous|infamous"
    r"|iconic)|until now|by now|(?:electric|alternating|direct|ocean|sea|air|water) current"
    r"|current (?:flow|in an?\b|through)"
    r"|(?:unit|flow|measure\w*|intensity|strength|type|types) (?:of|for) (?:electric(?:al)? )?current"
    r"|current-|[Tt]oday['’]s [A-Z]\w+"
    r"|(?:now|today|currently) (?:considered|regarded|called|(?:known|referred to|thought of) as)"
    r"|as we know (?:it |them )?(?:now|today))"
)
_DATE: Final = re.compile(r"\b(?:1\d{3}|20\d\d)(?:s|\b)")

_BLANK: Final = re.compile(r"_{2,}|\.{2,}|…|\[[ .…]*\]|\( *\)|<blank>|\bblank\b", re.IGNORECASE)
_ORDER: Final = re.compile(
    r"(?:^|[,.;:!] ?|\b(?:please|then) )[“”\"' ]*(?:name|identify|choose|select|pick|find|complete"
    r"|finish|fill|match|guess|order|sort|put|arrange|give|solve|calculate|compute|convert|spell|translate|tell|evaluate|simplify"
    r"|determine|point|say|state|decide|rank|place)\b",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(
    r"^[“”\"'(]*(?:(?:in|on|at|of|for|from|to|by|with|under|during|after|before|according to)\b[^?]*?\b)?"
    r"(?:which|what|what's|who|who's|whose|whom|where|when|how|why)\b"
    r"|\b(?:by|of|in|from|for|to|on|with) (?:which|what|whom)\b[^,]*$",
    re.IGNORECASE,
)
_END: Final = re.compile(r"[\"'”’)\]\s]+$")
_TRUE_OR_FALSE: Final = re.compile(r"true or false|true/false|right or wrong", re.IGNORECASE)

_MAY_DOUBLE: Final = (
    r"the|a|an|of|to|and|for|on|in|was|were|are|is|at|by|with|from|as|or|be|been|which|who|what|when|where|this|its?"
    r"|their|his|has|have|only|also|not|into|can|will|would"
)
# The second may be a title's, as in "the The Legend of Zelda".
_DOUBLED: Final = re.compile(
    rf"(?:(?<![-\w'’.])(?P<word>{_MAY_DOUBLE})\s+(?P=word)|(?:^|[.?!] )(?P<first>(?i:{_MAY_DOUBLE}))"
    r"\s+(?i:(?P=first)))(?![-\w'’])"
)
# "whom you talk to to open the door"
_PARTICLE: Final = re.compile(
    r"\b(?:talk|speak|listen|refer|belong|return|go|log|tune|come|move)(?:s|ed|ing)? $"
)


def _unstressed_negation(item: Item) -> Iterator[str]:
    asked = item.is_true_false
    for clause in _CLAUSE.findall(_TITLE_AROUND.sub("“”", item.own_words)):
        word = _negation(clause.strip(" “”"), asked)
        if word:
            yield (
                f"The prompt turns on {quoted(word)} in small letters, which is easily read over; ask "
                "for what is, or write the negation in capitals."
            )
            return
        asked = asked or _QUESTION_WORD.search(clause) is not None


def _negation(clause: str, asked: bool) -> str:
    """Return the negation that turns this clause round, or an empty string.

    Args:
        clause: What stands between two signs of punctuation.
        asked: Whether the question word stands before it, so that another "which" begins an aside.
    """
    if _SUBORDINATE.match(clause) or (asked and _RELATIVE_START.match(clause)):
        return ""
    for match in _NEGATION.finditer(clause):
        before, word = clause[: match.start()], match.group()
        if word == "not":
            helpers = list(_HELPER.finditer(before))
            if _IDIOM.match(clause, match.end()) or not (helpers or _QUESTION_WORD.match(clause)):
                continue
            before = before[: helpers[-1].start()] if helpers else before
        relative = _RELATIVE.search(before)
        aside = relative and (asked or _QUESTION_WORD.search(before[: relative.start() + 1]))
        if not aside and not _CONJUNCTION.search(before):
            return word
    return ""


def _passing_time(item: Item) -> Iterator[str]:
    text = item.own_words
    match = _NOW.search(_NOT_OF_NOW.sub(" ", text))
    if match and not _DATE.search(item.question.prompt):
        yield (
            f"The prompt says {quoted(match.group().strip(' .?!'))} and no date, so it will be wrong one "
            "day; say as of when, or ask for what stays true."
        )


def _no_question(item: Item) -> Iterator[str]:
    prompt = item.question.prompt.strip()
    own = item.own_words.strip()
    if not prompt:
        yield f"The prompt is {quoted(prompt)}; write a question."
        return
    if item.is_true_false:
        if _END.sub("", own).endswith("?") and not _TRUE_OR_FALSE.search(own):
            yield f"{quoted(prompt)} asks, but True and False judge a statement; state it instead."
        return
    if "?" in own or own.endswith((":", "”")) or _BLANK.search(prompt) or _ORDER.search(own):
        return
    if "?" in prompt and not own:
        return
    if _ASKS.search(own):
        yield f"{quoted(prompt)} asks without a question mark; add it."
    elif _END.sub("", own).endswith((".", "!")):
        yield f"{quoted(prompt)} is neither a question nor a sentence with a blank; ask for the answer."


def _doubled_word(item: Item) -> Iterator[str]:
    for text in (item.own_words, *item.options, item.question.explanation):
        match = _DOUBLED.search(text)
        if match and not _PARTICLE.search(text, 0, match.start()):
            yield f"A word stands twice in {quoted(text)}: {quoted(match.group().strip(' .?!'))}; strike one."


RULES: Final[tuple[Rule, ...]] = (
    item_rule("GT201", "warning", "Negation without stress", _unstressed_negation),
    item_rule("GT202", "warning", "Time without a date", _passing_time),
    item_rule("GT203", "warning", "No question", _no_question),
    item_rule("GT204", "warning", "Doubled word", _doubled_word),
)
