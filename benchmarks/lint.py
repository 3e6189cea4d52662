"""How long the lint takes over a big pack, and what it finds there.

    python -m benchmarks.lint FILE [--show N] [--rule GT101]

FILE is a JSON file in the shape of the Open Trivia DB: `results`, each with `type`, `category`, `question`,
`correct_answer` and `incorrect_answers`, as HTML. Printed are the time of the lint alone (the least of five
runs), the peak memory of one run, and how often each rule fires; with `--show N`, N findings of each rule,
evenly spread over the file, for a person to read. The exit status is 1 where the time limit is broken.
"""

import argparse
import html
import json
import sys
import time
import tracemalloc
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Any

from trivia.quiz.lint.finding import Finding
from trivia.quiz.lint.rules import RULES, lint
from trivia.quiz.question import TRUE_FALSE_OPTIONS, Certificate, Question

LIMIT_SECONDS = 5.0
RUNS = 5
COUNTED_ONLY = {"GT404", "GT405"}  # the file has neither explanations nor sources


def make_question(number: int, entry: dict[str, Any]) -> Question:
    """Make a question of one entry of the file."""
    prompt = html.unescape(entry["question"])
    right = html.unescape(entry["correct_answer"])
    if entry["type"] == "boolean":
        options = list(TRUE_FALSE_OPTIONS)
    else:
        # The file keeps the answer apart, so it is given a place: by its text, to be the same in every run.
        options = [html.unescape(wrong) for wrong in entry["incorrect_answers"]]
        options.insert(zlib.crc32(prompt.encode()) % (len(options) + 1), right)
    return Question(
        id=f"opentdb:{number}",
        pack="opentdb",
        table="opentdb",
        heading=html.unescape(entry["category"]),
        ask="opentdb",
        form="true_false" if entry["type"] == "boolean" else "choice",
        prompt=prompt,
        options=tuple(options),
        answer=options.index(right),
        explanation="",
        remarks=("",) * len(options),
        sources=(),
        level=3,
        facts=(),
        certificate=Certificate(table="opentdb", given=(), asked="", proofs=()),
    )


def seconds(questions: list[Question]) -> float:
    """Seconds of one run of the lint."""
    started = time.perf_counter()
    lint(questions)
    return time.perf_counter() - started


def megabytes(questions: list[Question]) -> float:
    """The most memory that one run of the lint holds, in MB."""
    tracemalloc.start()
    lint(questions)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


def show(questions: list[Question], findings: list[Finding], count: int) -> None:
    """Print so many findings, evenly spread, each with its question."""
    by_id = {question.id: question for question in questions}
    for step in range(min(count, len(findings))):
        finding = findings[step * len(findings) // min(count, len(findings))]
        print(f"    {finding.question or 'the pack'}: {finding.message}")
        question = by_id.get(finding.question)
        if question is not None:
            options = [
                f"*{option}*" if place == question.answer else option
                for place, option in enumerate(question.options)
            ]
            print(f"        {question.prompt}  [{' | '.join(options)}]")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    parser.add_argument("--rule", choices=list(RULES), help="only this one is shown")
    arguments = parser.parse_args()
    entries = json.loads(arguments.file.read_text(encoding="utf-8"))["results"]
    questions = [make_question(number, entry) for number, entry in enumerate(entries, start=1)]
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in lint(questions):
        by_code[finding.code].append(finding)
    for code, rule in RULES.items():
        if arguments.rule not in (None, code):
            continue
        print(f"{code} {rule.severity:8} {len(by_code[code]):6}  {rule.title}")
        if code not in COUNTED_ONLY:
            show(questions, by_code[code], arguments.show)
    taken = min(seconds(questions) for _ in range(RUNS))
    ok = taken <= LIMIT_SECONDS
    print(
        f"{len(questions)} questions in {taken:.2f} s (limit {LIMIT_SECONDS:.2f} s) "
        f"{'ok' if ok else 'BROKEN'}"
    )
    print(f"{megabytes(questions):.1f} MB peak")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
