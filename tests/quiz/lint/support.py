"""Questions for the lint's tests, made in one place; and the examples on the rules' pages."""

import re
from dataclasses import dataclass

import yaml

from tests.support import ROOT
from trivia.quiz.lint.rules import lint
from trivia.quiz.question import TRUE_FALSE_OPTIONS, Certificate, Question, Reference

PAGES = ROOT / "docs" / "lint"


def question(
    prompt="What is the capital of Spain?",
    options=("Madrid", "Seville", "Toledo"),
    answer=0,
    *,
    name="q",
    heading="",
    explanation="",
    cited=(),
    facts=(),
):
    options = tuple(options)
    return Question(
        id=name,
        pack="p",
        table="t",
        heading=heading,
        ask="a",
        form="true_false" if options == TRUE_FALSE_OPTIONS else "choice",
        prompt=prompt,
        options=options,
        answer=answer,
        explanation=explanation,
        remarks=("",) * len(options),
        sources=tuple(
            Reference(id="s", title=title, about="", date=None, paragraph=1, paragraphs=None)
            for title in cited
        ),
        level=3,
        facts=tuple(facts),
        certificate=Certificate(table="t", given=(), asked="", proofs=()),
    )


def statement(prompt="Madrid is the capital of Spain.", truth=True, **rest):
    return question(prompt, TRUE_FALSE_OPTIONS, 0 if truth else 1, **rest)


def codes(*questions):
    """The codes of all findings, without those on every question that lacks a source or an explanation."""
    return [finding.code for finding in lint(questions) if finding.code not in {"GT404", "GT405"}]


def of_entry(entry, name):
    """One question of an example: `answer: true` for a statement, else `answer` and `wrong`."""
    more = {
        "name": name,
        "explanation": entry.get("explanation", ""),
        "cited": entry.get("sources", ()),
    }
    if isinstance(entry["answer"], bool) and "wrong" not in entry:
        return statement(entry["prompt"], entry["answer"], **more)
    options = [str(wrong) for wrong in entry["wrong"]]
    place = entry.get("place", 1) - 1
    options.insert(place, str(entry["answer"]))
    return question(entry["prompt"], options, place, **more)


@dataclass
class Page:
    code: str
    title: str
    severity: str
    trips: list[Question]
    nearly: list[Question]


def read_page(path):
    text = path.read_text(encoding="utf-8")
    head = re.match(r"# (GT\d+): (.+)\n\nSeverity: (\w+)\n", text)
    blocks = dict(re.findall(r"^## (Trips|Nearly)\n\n```yaml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE))
    return Page(*head.groups(), read_example(blocks["Trips"]), read_example(blocks["Nearly"]))


def read_example(block):
    entries = yaml.safe_load(block)
    entries = entries if isinstance(entries, list) else [entries]
    return [
        of_entry(entry, f"{number}.{time}")
        for number, entry in enumerate(entries, start=1)
        for time in range(entry.get("times", 1))
    ]
