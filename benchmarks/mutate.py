"""Good packs, spoiled at random: every one must end in a load or in clear errors, soon and in little memory.

    python -m benchmarks.mutate [--mutations N] [--seed N]

Hypothesis draws a good pack (files of the built-in one, the packs of the documents), and a few edits of its
text or bytes: lines or characters dropped, doubled, swapped, moved or replaced, signs of YAML and control
characters put in, values replaced by others. Each is checked as `pack check` does, with the lint. What ends
in no report, is told without a code or a place, or takes more than 2 s (of this process, so that other work
does not count), is shrunk and printed. The exit status is 1 where there is such a one, or where the process
held more than 200 MB at any time.
"""

import argparse
import re
import sys
import tempfile
import time
import traceback
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from trivia.packs.checking import check_pack

ROOT = Path(__file__).resolve().parents[1]
MOST_SECONDS = 2.0
MOST_BYTES = 200_000_000

SIGNS = (
    *"{}[]:,-#&*!|>'\"%@`?\t\n\\.~=<",
    *(" : ", "- ", ": ", "<<: ", "&a ", "*a", "!!int ", "---\n", "...\n", "\r\n", "\r", "|\n", ">\n", "? "),
    *("\u202e", "\u0085", "\u2028", "\ufeff", "\x00", "\x07", "\x1b[31m", "é", "東京", "👩‍🚀", "\ud7ff"),
    *("{a}", "{a.b}", "{", "none", "unknown", "true", "[]", "{}", "''", "9" * 400, "1e400", "-0", "x" * 3000),
    *("[" * 40, "{a: " * 40, "- " * 40),
)


def good_packs() -> list[str]:
    page = (ROOT / "docs" / "pack-language.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    packs = [block for block in blocks if block.startswith("pack:") and "csv:" not in block]
    asks = "".join(
        re.sub(r"^", "  ", block, flags=re.MULTILINE).rstrip(" ")
        for block in blocks
        if block.startswith("- id:")
    )
    peaks = next(block for block in packs if block.startswith("pack: peaks"))
    written = next(block for block in blocks if block.startswith("questions:"))
    return [*packs, peaks + asks + written, *_parts_of_the_globes()]


def _parts_of_the_globes() -> list[str]:
    """The smaller files of the built-in pack; alone, they lack what they cite and name."""
    folder = ROOT / "questions" / "golden-globes-2017"
    return [
        path.read_text(encoding="utf-8")
        for path in sorted(folder.glob("*.yaml"))
        if path.stat().st_size < 12_000
    ]


GOOD = good_packs()


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A good pack with one to six edits."""
    text = draw(st.sampled_from(GOOD))
    for _ in range(draw(st.integers(1, 6))):
        lines = text.split("\n")
        line, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 8)):
            case 0:
                del lines[line]
            case 1:
                lines.insert(other, lines[line])
            case 2:
                lines[line], lines[other] = lines[other], lines[line]
            case 3:
                lines[line] = " " * draw(st.integers(0, 6)) + lines[line].lstrip()
            case 4:
                lines[line] += draw(st.sampled_from(SIGNS))
            case 5:
                at = draw(st.integers(0, len(lines[line])))
                lines[line] = lines[line][:at] + draw(st.sampled_from(SIGNS)) + lines[line][at:]
            case 6:
                at = draw(st.integers(0, len(lines[line])))
                lines[line] = lines[line][:at] + lines[line][at + draw(st.integers(1, 8)) :]
            case 7:
                words = re.split(r"(\w+)", lines[line])
                at = draw(st.integers(0, len(words) - 1))
                words[at] = draw(st.sampled_from(SIGNS) | st.text(max_size=4))
                lines[line] = "".join(words)
            case _:
                lines = lines[: line + 1]
        text = "\n".join(lines)
    raw = text.encode("utf-8", errors="surrogatepass")
    if draw(st.integers(0, 20)) == 0:
        at = draw(st.integers(0, len(raw)))
        raw = raw[:at] + draw(st.binary(max_size=4)) + raw[at:]
    return raw


def fault_of(raw: bytes, folder: Path) -> str:
    """What is not as it should be when this is checked; empty where nothing is."""
    path = folder / "pack.yaml"
    path.write_bytes(raw)
    started = time.process_time()
    report = check_pack(path)
    if time.process_time() - started > MOST_SECONDS:
        return f"took {time.process_time() - started:.1f} s"
    if report.questions is None and not report.count("error"):
        return "is neither read nor told to be wrong"
    for remark in report.remarks:
        if not remark.code or not remark.message.strip() or "\n" in remark.message:
            return f"is told in no clear line: {remark}"
        if remark.place.line > raw.count(b"\n") + raw.count(b"\r") + 1:
            return f"is told at a line that it does not have: {remark}"
    return ""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mutations", type=int, default=5_000, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    arguments = parser.parse_args()
    done, slowest = 0, 0.0

    with tempfile.TemporaryDirectory() as folder:

        @seeded(arguments.seed)
        @settings(
            max_examples=arguments.mutations,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        @given(spoiled())
        def check(raw: bytes) -> None:
            nonlocal done, slowest
            done += 1
            started = time.process_time()
            fault = fault_of(raw, Path(folder))
            slowest = max(slowest, time.process_time() - started)
            assert not fault, f"{fault}; the pack was {raw!r}"

        try:
            check()
        except Exception as error:  # whatever it is, it is what we look for
            print(f"after {done:,} mutations:")
            traceback.print_exception(error)
            return 1
    import resource  # which Windows does not have; the tests take the edits from here everywhere

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    ok = peak <= MOST_BYTES
    print(f"{done:,} mutations, each a load or clear errors; the slowest took {slowest:.2f} s")
    print(f"{peak / 1e6:.0f} MB peak (limit {MOST_BYTES / 1e6:.0f}) {'ok' if ok else 'BROKEN'}")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
