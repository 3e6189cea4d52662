"""The same seed is the same quiz, whatever the machine: see `tests/quiz/golden.py`."""

import json
import os
import subprocess
import sys

import pytest

from tests.quiz.golden import PEAKS, digests
from tests.support import ROOT, make_pack
from trivia.quiz.generate import every_question
from trivia.quiz.pack import FORMS

GOLDEN = {
    "globes questions 0": "c86332af615992df",
    "globes questions 7": "6f26fe21f331be3a",
    "globes games": "ad6bb5ccc0eb200e",
    "peaks questions 0": "59fc016062cf16a4",
    "peaks questions 7": "e8068c8d9c078f28",
    "peaks games": "392bf25850139b90",
}


def test_the_digests_are_those_that_were_committed():
    assert digests() == GOLDEN


@pytest.mark.parametrize("hash_seed", ["0", "1", "2"])
def test_no_order_of_a_set_or_a_hash_gets_into_a_quiz(hash_seed):
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    run = subprocess.run(
        [sys.executable, "-m", "tests.quiz.golden"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
    )
    assert json.loads(run.stdout) == GOLDEN


def test_the_command_prints_the_same_bytes_whatever_the_hash_seed():
    printed = {
        subprocess.run(
            [sys.executable, "-m", "trivia", "questions", "--json", "--seed", "3"],
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(printed) == 1


def test_the_digests_cover_every_form(tmp_path):
    assert {question.form for question in every_question(make_pack(tmp_path, PEAKS), 0)} == set(FORMS)
