"""How long from a key to its verdict on the screen, against a bare Textual app in the same run.

    python -m benchmarks.response [--presses 200]

Both run at once, each in a real pseudo-terminal of 80×24, and take turns: a key goes in, and the time is
taken when what it changes has come out. In the bare app a key changes a label; in the game it answers a
question of a marathon, which is kept on disk before the sign of the verdict, a tick or a cross, stands beside
the option. The 95th percentiles are compared; how long it takes until the words stand there is told for the
record. Needs a POSIX system.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.terminal import Terminal

BARE = """
from textual.app import App
from textual.widgets import Label
class Bare(App):
    pressed = 0
    def compose(self):
        yield Label("Ready")
    def on_key(self, event):
        self.pressed += 1
        self.query_one(Label).update(f"Pressed {self.pressed}.")
Bare().run()
"""
LIMIT = 1.5
QUIET_SECONDS = 0.3
"""So long after a verdict the next question is asked: a second Enter would count as held before."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.response")
    parser.add_argument("--presses", type=int, default=200, help="keys that are timed (200)")
    presses = parser.parse_args().presses
    command = Path(sys.executable).with_name("globes-trivia")
    game = [str(command)] if command.is_file() else [sys.executable, "-m", "trivia"]
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["play", "--mode", "marathon", "--seed", "3", "--save-dir", folder]
        with Terminal(sys.executable, "-c", BARE) as bare, Terminal(*game, *arguments) as show:
            bare.wait_for("Ready")
            show.wait_for(r"Question *1\b")
            times: dict[str, list[float]] = {"bare": [], "game": [], "whole": []}
            for number in range(1, presses + 1):
                times["bare"].append(timed(bare, "x", rf"Pressed {number}\."))
                started = time.perf_counter()
                times["game"].append(timed(show, "1", "[✔✘]"))
                show.wait_for(r"(Right|Wrong)\.")
                times["whole"].append(time.perf_counter() - started)
                resting = time.perf_counter() + QUIET_SECONDS
                while time.perf_counter() < resting:
                    show.read(resting - time.perf_counter())
                show.press("\r")
                show.wait_for("speed bonus")
                show.settle()
                bare.settle()
    return report(times, of="game", against="bare")


def timed(terminal: Terminal, key: str, pattern: str) -> float:
    """Seconds from a key to what it brings."""
    started = time.perf_counter()
    terminal.press(key)
    terminal.wait_for(pattern)
    return time.perf_counter() - started


def report(times: dict[str, list[float]], *, of: str, against: str) -> int:
    """Print the percentiles and the ratio of two of them; the exit status is 1 where the limit is broken."""
    ends = {}
    for name, seconds in times.items():
        ends[name] = statistics.quantiles(seconds, n=20)[-1]
        middle = statistics.median(seconds)
        print(
            f"{name:5} median {middle * 1000:6.1f} ms   p95 {ends[name] * 1000:6.1f} ms   "
            f"most {max(seconds) * 1000:6.1f} ms   ({len(seconds)} keys)"
        )
    ratio = ends[of] / ends[against]
    print(f"p95 {ratio:.2f} × (limit {LIMIT:.2f} ×) {'ok' if ratio <= LIMIT else 'BROKEN'}")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
