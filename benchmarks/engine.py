"""How fast the question engine is on real data: `python -m benchmarks.engine FILE.csv`.

FILE.csv is a list of the Golden Globes' nominations with the columns that `benchmarks/packs/awards/pack.yaml`
maps; it is not part of this project. Everything is a ratio taken in the same run, or a rate; the numbers
that must hold are printed beside each.
"""

import argparse
import csv
import gc
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACK = ROOT / "benchmarks" / "packs" / "awards" / "pack.yaml"

MIN_RATE = 10_000
MAX_FIRST_TEN = 5.0
MIN_SECOND_OPENING = 5.0
WRITTEN = 10_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine")
    parser.add_argument("file", type=Path, help="the CSV file of nominations")
    parser.add_argument("--runs", type=int, default=5, help="runs of each measurement (5)")
    parser.add_argument("--measure", choices=sorted(MEASUREMENTS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copy(PACK, place / "pack.yaml")
        shutil.copy(options.file, place / "awards.csv")
        if options.measure:
            print(json.dumps({**MEASUREMENTS[options.measure](place), "memory_mb": _memory()}))
            return 0
        return _report(options)


def _report(options: argparse.Namespace) -> int:
    rates = [_measured("generate", options) for _ in range(options.runs)]
    rate = statistics.median(run["rate"] for run in rates)
    print(
        f"every question of the CSV pack: {rates[0]['questions']:,.0f} questions, {rate:,.0f} a second, "
        f"certificates included (at least {MIN_RATE:,}; the runs: "
        f"{', '.join(format(run['rate'], ',.0f') for run in rates)}), "
        f"peak memory {rates[0]['memory_mb']:.0f} MB"
    )
    games = [_measured("first_ten", options) for _ in range(options.runs)]
    ratio = statistics.median(run["ratio"] for run in games)
    print(
        f"first ten questions of a game from it, opening included: {ratio:.2f} x csv.DictReader's reading "
        f"(at most {MAX_FIRST_TEN}; the runs: {', '.join(format(run['ratio'], '.2f') for run in games)}; "
        f"{statistics.median(run['seconds'] for run in games) * 1000:.0f} ms), "
        f"peak memory {games[0]['memory_mb']:.0f} MB"
    )
    openings = [_measured("openings", options) for _ in range(options.runs)]
    faster = statistics.median(run["ratio"] for run in openings)
    print(
        f"second opening of a YAML pack of {WRITTEN:,} questions: {faster:.1f} x faster than the first "
        f"(at least {MIN_SECOND_OPENING}; first {openings[0]['first'] * 1000:.0f} ms, "
        f"second {openings[0]['second'] * 1000:.0f} ms), peak memory {openings[0]['memory_mb']:.0f} MB"
    )
    return 0 if rate >= MIN_RATE and ratio <= MAX_FIRST_TEN and faster >= MIN_SECOND_OPENING else 1


def _measured(name: str, options: argparse.Namespace) -> dict[str, float]:
    """One measurement in a process of its own, so that nothing is warm and memory is its alone."""
    command = [sys.executable, "-m", "benchmarks.engine", str(options.file), "--measure", name]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    found: dict[str, float] = json.loads(run.stdout)
    return found


def _generate(place: Path) -> dict[str, float]:
    from trivia.packs.library import open_pack
    from trivia.quiz.generate import every_question

    pack = open_pack(place)
    gc.freeze()  # as the command line does
    start = time.perf_counter()
    count = sum(bool(question.certificate.proofs) for question in every_question(pack, 0))
    return {"questions": count, "rate": count / (time.perf_counter() - start)}


def _first_ten(place: Path) -> dict[str, float]:
    from trivia.packs import reading  # noqa: F401 - what is loaded does not count, only reading
    from trivia.packs.library import open_pack
    from trivia.quiz.draw import draw

    plain = min(_timed(lambda: _dict_reader(place)) for _ in range(3))
    start = time.perf_counter()
    game = draw(open_pack(place), 10, 7)
    seconds = time.perf_counter() - start
    assert len(game) == 10
    return {"ratio": seconds / plain, "seconds": seconds}


def _dict_reader(place: Path) -> None:
    with (place / "awards.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file))


def _openings(place: Path) -> dict[str, float]:
    from trivia.packs import cache, reading  # noqa: F401 - what is loaded does not count, only opening
    from trivia.packs.library import open_pack

    file, kept = place / "large.yaml", place / "kept"
    file.write_text(_large_pack(), encoding="utf-8")
    first = _timed(lambda: open_pack(file, kept))
    second = _timed(lambda: open_pack(file, kept))
    return {"first": first, "second": second, "ratio": first / second}


def _large_pack() -> str:
    lines = ["pack: large", "title: Large", "sources: [{id: s, title: S, paragraphs: 99}]", "questions:"]
    for number in range(WRITTEN):
        lines += [
            f"- prompt: Which of these numbers stands at place {number} of the list that nobody has seen?",
            f"  answer: number {number} of the list",
            f"  wrong: [number {number + 1} of the list, number {number + 2}, number {number + 3}]",
            f"  explanation: At place {number} stands {number}, as the list has it.",
            f"  level: {number % 5 + 1}",
            f"  sources: [s:{number % 99 + 1}]",
        ]
    return "\n".join(lines) + "\n"


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _memory() -> float:
    """The peak memory of this process in megabytes; 0 where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)


MEASUREMENTS: dict[str, Callable[[Path], dict[str, float]]] = {
    "generate": _generate,
    "first_ten": _first_ten,
    "openings": _openings,
}


if __name__ == "__main__":
    raise SystemExit(main())
