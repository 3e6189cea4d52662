"""Guests at hosts that mean no good, or are of another version: a longer form of the tests.

    python -m benchmarks.strangers [--examples 1000]

So many visits are made line by line and as many on a screen, each to a host that sends other messages, and
others every time. It fails at the first that crashes, hangs, or shows what no terminal should be sent.
"""

import argparse
import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.party.test_strangers import STEPS as LINES
from tests.party.test_strangers import listen
from tests.tui.test_strangers import SIZES, visit
from tests.tui.test_strangers import STEPS as SCREENS


def main(examples: int) -> None:
    longer = settings(
        max_examples=examples,
        deadline=None,
        derandomize=False,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    visits = {
        "line by line": given(LINES)(listen),
        "on a screen": given(SCREENS, st.sampled_from(SIZES))(visit),
    }
    for name, visited in visits.items():
        began = time.perf_counter()
        longer(visited)()
        print(f"{examples:,} visits {name} in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=1_000)
    main(parser.parse_args().examples)
