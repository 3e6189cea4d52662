"""How long `pack check` takes over a large pack with faults, beside what PyYAML takes only to parse it.

    python -m benchmarks.check [--runs N] [--questions N]

A pack of 10,000 hand-written questions is generated, with 60 faults planted at known lines: half of them are
no YAML, half are YAML and wrong. Every fault must be told of on its own line, and nothing else. Then the same
with a table of as many rows, of which 60 misspell a name. Printed are the medians of `pack check` (as the
command runs it, its output included) and of `yaml.load(text, CSafeLoader)` over the same pack without faults,
run by turns, and their ratio. The exit status is 1 where a fault is missed, one is made up, or a limit is
broken.
"""

import argparse
import contextlib
import io
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from trivia.cli import main as globes_trivia

LIMIT = 1.5
FAULTS = 60

SYNTAX = (
    (1, '  prompt: "Which river flows through Nowhere-{n}?'),
    (1, "  prompt: 'Which river flows through Nowhere-{n}?"),
    (1, "  prompt: Which river: through Nowhere-{n}?"),
    (1, "  prompt: @Nowhere-{n}"),
    (2, "\tanswer: River {n}"),
    (2, "  answer: [River {n}"),
    (3, "  wrong: [Stream {n}, Brook {n}"),
    (3, "  wrong: [Stream {n}, Brook {n}]]"),
    (4, '  explanation: "It rises \\in the hills of {n}."'),
    (6, "  sources: {{s:1"),
)
"""For lines of a question, what stands there instead and is no YAML."""

WRONG = (
    (0, "- id: Q {n}"),
    (5, "  levle: 3"),
    (2, "  answer: [River {n}]"),
    (3, "  wrong: [River {n}, Brook {n}]"),
    (3, "  wrong: []"),
    (4, "  explanation: ''"),
    (5, "  level: 9"),
    (5, "  level: high"),
    (6, "  sources: [s:200]"),
    (6, "  sources: [t:1]"),
)
"""For lines of a question, what stands there instead and is wrong."""

EACH = len(SYNTAX) + len(WRONG)


def question(number: int) -> list[str]:
    return [
        f"- id: q-{number}",
        f'  prompt: "Which river flows through the town of Nowhere-{number}, and on to the sea?"',
        f"  answer: River {number}",
        f"  wrong: [Stream {number}, Brook {number}, Creek {number}]",
        f'  explanation: "River {number} rises in the hills and flows through Nowhere-{number}."',
        f"  level: {number % 5 + 1}",
        f"  sources: [s:{number % 90 + 1}]",
    ]


def pack(questions: int, faults: int) -> tuple[str, list[int]]:
    """The text of a pack, and the lines of the faults that were planted in it."""
    lines = ["pack: big", "title: Big", "sources: [{id: s, title: S, paragraphs: 90}]", "questions:"]
    planted: list[int] = []
    step = questions // faults if faults else questions + 1
    for number in range(questions):
        one = question(number)
        if number % step == step // 2 and len(planted) < faults:
            place, text = (SYNTAX + WRONG)[len(planted) % EACH]
            one[place] = text.format(n=number)
            planted.append(len(lines) + place + 1)
        lines += one
    return "\n".join(lines) + "\n", planted


def table(rows: int, faults: int) -> tuple[str, list[int]]:
    """The text of a pack that is a table, and the lines of the faults that were planted in it."""
    lines = ["pack: big", "title: Big", "sources: [{id: s, title: S, paragraphs: 90}]", "entities:"]
    lines += ["- entity: river", "  attributes: [sea]", "  rows:"]
    lines += [f"  - {{name: River {number} of Nowhere, sea: Sea {number % 7}}}" for number in range(rows)]
    lines += ["tables:", "- table: t", "  complete: true", "  columns: {river: river, town: text}", "  rows:"]
    planted: list[int] = []
    step = rows // faults if faults else rows + 1
    for number in range(rows):
        wrong = number % step == step // 2 and len(planted) < faults
        planted += [len(lines) + 1] if wrong else []
        river = "Rivr" if wrong else "River"
        lines.append(f"  - {{river: {river} {number} of Nowhere, town: Town {number}, sources: [s:1]}}")
    lines += ["  ask:", '  - {id: a, prompt: "On which river is {town}?", answer: river}']
    return "\n".join(lines) + "\n", planted


def told_of(path: Path) -> Iterator[int]:
    """The lines that `pack check` tells of."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        globes_trivia(["pack", "check", "--format", "json", str(path)])
    for remark in json.loads(out.getvalue())["packs"][0]["remarks"]:
        yield remark["line"]


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        work()
    return time.perf_counter() - started


def run(make: Callable[[int, int], tuple[str, list[int]]], size: int, runs: int, lint: bool) -> bool:
    """Check one kind of pack; whether all faults were told of in time."""
    sound, _ = make(size, 0)
    faulty, planted = make(size, FAULTS)
    with tempfile.TemporaryDirectory() as folder:
        path, whole = Path(folder, "big.yaml"), Path(folder, "sound.yaml")
        path.write_text(faulty, encoding="utf-8")
        whole.write_text(sound, encoding="utf-8")
        told = sorted(told_of(path))
        for line in sorted(set(planted) ^ set(told)):
            print(f"    line {line}: {'missed' if line in planted else 'made up'}")
        parsing, checking, linting = [], [], []
        for _ in range(runs):
            parsing.append(seconds(lambda: yaml.load(sound, yaml.CSafeLoader)))
            checking.append(seconds(lambda: globes_trivia(["pack", "check", str(path)])))
            if lint:
                linting.append(seconds(lambda: globes_trivia(["pack", "check", str(whole)])))
    found, base = told == sorted(planted), statistics.median(parsing)
    ratio = statistics.median(checking) / base
    print(
        f"{make.__name__} of {size:,}: {len(planted)} faults, {len(told)} told, all on their lines: {found}"
    )
    print(f"    yaml.load alone: {base:.2f} s for {len(sound):,} characters")
    print(f"    pack check: {ratio:.2f} times that (limit {LIMIT}) {'ok' if ratio <= LIMIT else 'BROKEN'}")
    if lint:
        print(f"    without faults, so with the lint: {statistics.median(linting) / base:.2f} times that")
    return found and ratio <= LIMIT


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    parser.add_argument("--questions", type=int, default=10_000, metavar="N")
    arguments = parser.parse_args()
    written = run(pack, arguments.questions, arguments.runs, lint=True)
    rows = run(table, arguments.questions, arguments.runs, lint=False)
    return 0 if written and rows else 1


if __name__ == "__main__":
    sys.exit(main())
