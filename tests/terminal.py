"""A real pseudo-terminal with a real process in it, for what no simulated screen can show."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time

from tests.support import ROOT

DEADLINE_SECONDS = 30
_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-9;?<>=$]*[a-zA-Z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][0-9A-B]|[=>78MP\\])"
)


class Terminal:
    """A process in a terminal of its own."""

    def __init__(self, *command, columns=80, rows=24, **environment):
        self.outer, self._inner = pty.openpty()
        self.resize(columns, rows)
        self.settings_before = termios.tcgetattr(self._inner)
        self._seen = b""
        # COLUMNS and LINES would overrule the size of the terminal.
        inherited = {name: word for name, word in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        self.process = subprocess.Popen(
            command or [sys.executable, "-m", "trivia"],
            stdin=self._inner,
            stdout=self._inner,
            stderr=self._inner,
            cwd=ROOT,
            env={**inherited, "TERM": "xterm-256color", **environment},
            start_new_session=True,
        )

    def resize(self, columns, rows):
        fcntl.ioctl(self._inner, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys):
        os.write(self.outer, keys.encode())

    def press_until(self, keys, pattern):
        """Press keys, again and again if need be, until the pattern is seen."""
        for _ in range(20):
            self.press(keys)
            try:
                return self.wait_for(pattern, seconds=0.5)
            except AssertionError:
                continue
        raise AssertionError(f"pressing {keys!r} never brought {pattern!r}")

    def wait_for(self, pattern, seconds=DEADLINE_SECONDS):
        """Read until the text since the last call holds the pattern; the match."""
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            text = _ESCAPES.sub(b" ", self._seen).decode(errors="replace")
            found = re.search(pattern, text)
            if found:
                self._seen = b""
                return found
            if not self.read(0.05) and self.process.poll() is not None:
                break
        raise AssertionError(f"never saw {pattern!r} in:\n{text[-3000:]}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def status(self):
        """The exit status, once the process has ended."""
        deadline = time.perf_counter() + DEADLINE_SECONDS
        while self.process.poll() is None:
            assert time.perf_counter() < deadline, "the process did not end"
            self.read(0.05)
        self.read(0.05)
        return self.process.returncode

    def settings_after(self):
        return termios.tcgetattr(self._inner)

    def text(self):
        return _ESCAPES.sub(b" ", self._seen).decode(errors="replace")

    def close(self):
        if self.process.poll() is None:
            self.kill()
        os.close(self._inner)
        os.close(self.outer)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def settle(self):
        """Read until nothing more comes for a moment."""
        while self.read(0.05):
            pass
        self._seen = b""

    def read_for(self, seconds):
        """Take in what comes within so many seconds, however little that is."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self.read(left)

    def read(self, seconds):
        """Read what comes within so many seconds; whether something came."""
        if not select.select([self.outer], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.outer, 65536)
        except OSError:
            return False
        self._seen += data
        return bool(data)
