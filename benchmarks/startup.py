"""How long the game takes to its first painted screen, against a bare Textual app in the same run.

    python -m benchmarks.startup [--runs 31]

Each program is started in a real pseudo-terminal of 80×24, round robin, and timed from the start of the
process to the moment its text stands on the screen; `--version` and `--help` are timed to their end, against
`python -c pass`. All run compiled, as after an installation. Medians are printed with the ratios that matter
and their limits. Needs a POSIX system.
"""

import argparse
import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path

BARE = """
from textual.app import App
from textual.widgets import Footer, Header, Static
class Bare(App):
    def compose(self):
        yield Header()
        yield Static("Leave the theatre")
        yield Footer()
Bare().run()
"""
MARK = b"Leave the theatre"
DEADLINE_SECONDS = 20
LIMITS = {"first paint": 1.25, "peak memory": 1.3, "--version": 4.0, "--help": 4.0}


@dataclass
class Figures:
    """The measurements of one program: seconds, and megabytes where it paints."""

    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)


def paint(command: list[str]) -> tuple[float, float]:
    """Start a program in a terminal; seconds to its text on the screen, and its peak memory in MB."""
    terminal, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=inner, stdout=inner, stderr=inner, env=environment, start_new_session=True
    )
    os.close(inner)
    seen, painted = b"", 0.0
    while time.perf_counter() - started < DEADLINE_SECONDS:
        if select.select([terminal], [], [], 0.005)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                break
        if not painted and MARK in seen:
            painted = time.perf_counter()
            quiet_from = painted
        # Leave once it has painted and had half a second for what it does afterwards.
        if painted and time.perf_counter() - quiet_from > 0.5:
            break
    os.write(terminal, b"\x11")  # Ctrl-Q
    while True:
        try:
            if not os.read(terminal, 65536):
                break
        except OSError:
            break
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    os.close(terminal)
    if not painted:
        sys.exit(f"{command} never painted:\n{seen[-2000:]!r}")
    return painted - started, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def finish(command: list[str]) -> float:
    """Seconds from the start of a program to its end."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=31)
    runs = parser.parse_args().runs
    python = sys.executable
    script = Path(python).with_name("globes-trivia")
    game = [str(script)] if script.is_file() else [python, "-m", "trivia"]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as compiled:
        # As whoever installed it has it: compiled once. A checkout where Python may write nothing compiles
        # the game at every start, and Textual never.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = compiled
        painting = {
            "bare": [python, "-c", BARE],
            "game": [*game, "--save-dir", folder],
        }
        finishing = {
            "pass": [python, "-c", "pass"],
            "--version": [*game, "--version"],
            "--help": [*game, "--help"],
        }
        figures = {name: Figures() for name in (*painting, *finishing)}
        for run in range(runs + 1):  # the first round warms the caches and is not counted
            for name, command in painting.items():
                seconds, megabytes = paint(command)
                if run:
                    figures[name].seconds.append(seconds)
                    figures[name].megabytes.append(megabytes)
            for name, command in finishing.items():
                seconds = finish(command)
                if run:
                    figures[name].seconds.append(seconds)
    return report(figures, runs)


def report(figures: dict[str, Figures], runs: int) -> int:
    """Print medians and ratios; the exit status is 1 where a limit is broken."""
    for name, figure in figures.items():
        memory = f"   {statistics.median(figure.megabytes):6.1f} MB peak" if figure.megabytes else ""
        median = statistics.median(figure.seconds) * 1000
        low, high = min(figure.seconds) * 1000, max(figure.seconds) * 1000
        print(f"{name:10} median {median:7.1f} ms  ({low:.1f} to {high:.1f}, {runs} runs){memory}")
    ratios = {
        "first paint": ratio([f.seconds for f in (figures["game"], figures["bare"])]),
        "peak memory": ratio([f.megabytes for f in (figures["game"], figures["bare"])]),
        "--version": ratio([f.seconds for f in (figures["--version"], figures["pass"])]),
        "--help": ratio([f.seconds for f in (figures["--help"], figures["pass"])]),
    }
    broken = 0
    for name, value in ratios.items():
        ok = value <= LIMITS[name]
        broken += not ok
        print(f"{name:12} {value:5.2f} × (limit {LIMITS[name]:.2f} ×) {'ok' if ok else 'BROKEN'}")
    return 1 if broken else 0


def ratio(pair: list[list[float]]) -> float:
    return statistics.median(pair[0]) / statistics.median(pair[1])


if __name__ == "__main__":
    sys.exit(main())
