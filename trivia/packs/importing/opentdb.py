"""Open Trivia DB: the API's answer, a plain list, its encodings; and what this program exported."""

import base64
import binascii
import html
import json
import re
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import unquote, unquote_plus

from trivia.errors import ExchangeError
from trivia.packs.importing.harvest import Harvest, Item

LEVELS: Final = {"easy": 2, "medium": 3, "hard": 4}
HOUSE_FORMAT: Final = "globes-trivia questions"

_TEXTS: Final = ("type", "difficulty", "category", "question", "correct_answer")
_BASE64_TYPES: Final = ("bXVsdGlwbGU=", "Ym9vbGVhbg==")
_CODES: Final = {
    1: "there were not enough questions",
    2: "a parameter was wrong",
    3: "the session token was unknown",
    4: "the session token had given all its questions",
    5: "too many requests",
}
_JUDGED: Final = ("true_false", "compare")


def parsed(text: str, name: str) -> Any:
    """The data in a JSON text.

    Raises:
        ExchangeError: If it is no JSON.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ExchangeError(f"{name}: line {error.lineno}: is not JSON: {error.msg}") from error
    except (RecursionError, ValueError) as error:  # nested too deep, or a number of thousands of digits
        raise ExchangeError(f"{name}: is no JSON that can be read: nested too deep, or too long") from error


def read_json(text: str, name: str) -> Harvest:
    """The questions of a JSON text: those of Open Trivia DB, or those of `pack export`.

    Args:
        text: The whole file.
        name: How errors call it.

    Raises:
        ExchangeError: If it is no JSON, or of another shape.
    """
    data = parsed(text, name)
    harvest = Harvest()
    if isinstance(data, dict) and data.get("format") == HOUSE_FORMAT:
        entries, take = data.get("questions"), _exported
    elif isinstance(data, list) and data and isinstance(data[0], dict) and "certificate" in data[0]:
        entries, take = data, _exported  # what `questions --json` prints
    else:
        entries, take = (data.get("results") if isinstance(data, dict) else data), _question
        code = data.get("response_code") if isinstance(data, dict) else None
        if type(code) is int and code in _CODES and not entries:
            raise ExchangeError(f"{name}: Open Trivia DB gave no questions: {_CODES[code]} (code {code})")
    if not isinstance(entries, list):
        message = "should hold a list of questions, alone or under 'results', as Open Trivia DB gives them"
        raise ExchangeError(f"{name}: {message}")
    decode = _decoder(entries) if take is _question else str
    for number, entry in enumerate(entries, start=1):
        where = f"question {number:,}"
        if isinstance(entry, dict):
            take(entry, where, number, decode, harvest)
        else:
            harvest.lose(where, "it should be an object with 'question' and 'correct_answer'")
    return harvest


def _question(
    entry: dict[str, Any], where: str, number: int, decode: Callable[[str], str], harvest: Harvest
) -> None:
    said: dict[str, str] = {}
    for key in _TEXTS:
        value = entry.get(key, "")
        if not isinstance(value, str):
            harvest.lose(where, f"'{key}' should be a text")
            return
        said[key] = decode(value)
    wrong = entry.get("incorrect_answers")
    if not isinstance(wrong, list) or not all(isinstance(text, str) for text in wrong):
        harvest.lose(where, "'incorrect_answers' should be a list of texts", said["question"])
        return
    if said["type"] not in ("multiple", "boolean", ""):
        harvest.lose(where, f"the type '{said['type']}' is not known", said["question"])
        return
    harvest.add(
        Item(
            where,
            number,
            said["question"],
            said["correct_answer"],
            tuple(decode(text) for text in wrong),
            topic=said["category"],
            level=LEVELS.get(said["difficulty"].casefold(), 0),
        )
    )


def _decoder(entries: list[Any]) -> Callable[[str], str]:
    """What makes plain text of the file's texts: HTML entities, URL encoding or base64."""
    found = [entry for entry in entries if isinstance(entry, dict)]
    types = {entry.get("type") for entry in found}
    if types and types <= {*_BASE64_TYPES}:
        return _from_base64
    texts = [text for entry in found for key in _TEXTS if isinstance(text := entry.get(key), str)]
    encoded = any(re.search(r"%[0-9A-Fa-f]{2}", text) for text in texts)
    if encoded and not any(re.search(r"[\s<>\"&]", text) for text in texts):
        return unquote if any("%20" in text for text in texts) else unquote_plus
    return html.unescape


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, ValueError):
        return text  # as it stands: a question with one odd text is still recognised by its remark


def _exported(
    entry: dict[str, Any], where: str, number: int, decode: Callable[[str], str], harvest: Harvest
) -> None:
    """A question in the shape of docs/json.md."""
    prompt, form, level = entry.get("prompt"), entry.get("form"), entry.get("level")
    options, answer = entry.get("options"), entry.get("answer")
    if not isinstance(prompt, str) or not isinstance(options, list):
        harvest.lose(where, "it should have 'prompt' and 'options'")
        return
    if not all(isinstance(option, str) for option in options) or len(options) < 2:
        harvest.lose(where, "'options' should be two texts or more", prompt)
        return
    if type(answer) is not int or not 0 <= answer < len(options):
        harvest.lose(where, "'answer' should be the index of an option", prompt)
        return
    wrong = () if form in _JUDGED else (*options[:answer], *options[answer + 1 :])
    explanation, heading = entry.get("explanation"), entry.get("heading")
    harvest.add(
        Item(
            where,
            number,
            decode(prompt),
            options[answer],
            wrong,
            explanation if isinstance(explanation, str) else "",
            heading if isinstance(heading, str) else "",
            level if type(level) is int else 0,
        )
    )
