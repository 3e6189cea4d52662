"""Digests of what a seed gives: the same on every platform, Python version and hash seed.

`python -m tests.quiz.golden` prints them. A change of one is a change of everyone's games: it belongs into
the changelog, and into `test_golden.py`.
"""

import hashlib
import json
import sys
import tempfile
from pathlib import Path

from trivia.packs.library import find_pack, open_pack
from trivia.paths import DEFAULT_PACK
from trivia.quiz.draw import draw
from trivia.quiz.generate import every_question
from trivia.quiz.question import question_data

PEAKS = """
pack: peaks
title: Peaks
sources: [{id: s, title: S, paragraphs: 99}]
tables:
- table: peaks
  complete: true
  key: [peak]
  columns: {peak: text, range: text, height: number, year: year, day: date}
  rows:
  - {peak: Everest, range: Himalaya, height: "8,849", year: 1953, day: 1953-05-29, sources: [s:1]}
  - {peak: K2, range: Karakoram, height: "8,611", year: 1954, day: 1954-07-31, sources: [s:2]}
  - {peak: Annapurna, range: Himalaya, height: "8,091", year: 1950, day: 1950-06-03, sources: [s:3]}
  - {peak: Nanga Parbat, range: Himalaya, height: "8,126", year: 1953, day: 1953-07-03, sources: [s:4]}
  - {peak: Broad Peak, range: Karakoram, height: "8,051", year: 1957, day: 1957-06-09, sources: [s:5]}
  - {peak: Mont Blanc, range: Alps, height: "4,806", year: 1786, day: 1786-08-08, sources: [s:6]}
  - {peak: Eiger, range: Alps, height: "3,967", year: 1858, day: 1858-08-11, sources: [s:7]}
  ask:
  - id: range
    prompt: "Where is {peak}?"
    answer: range
    statement: "{peak} is in the {range}."
    pairs: "Which of these pairs is right?"
    pair: "{peak}: {range}"
  - id: peaks
    prompt: "Which of these is in the {range}?"
    answer: peak
    not: "Which of these is NOT in the {range}?"
  - id: height
    prompt: "How high is {peak}, in meters?"
    answer: height
    statement: "{peak} is {height} meters high."
    most: "Which of all of them is the highest?"
    least: "Which of all of them is the lowest?"
    higher: "Which of these is the highest?"
    lower: "Which of these is the lowest?"
    order: "From the lowest to the highest?"
    compare: "{peak} is higher than {other}."
  - {id: year, prompt: "When was {peak} first climbed?", answer: year}
  - {id: day, prompt: "On which day was {peak} first climbed?", answer: day}
  - {id: count, prompt: "How many of them are in the {range}?", count: peak}
questions:
- {prompt: Which is no mountain?, answer: Loch Ness, wrong: [Ben Nevis, Snowdon, Eiger], sources: [s:8]}
- {prompt: Ben Nevis is in Scotland., answer: true, explanation: It is near Fort William.}
"""


def digests() -> dict[str, str]:
    """A digest of every question, and of many games, of the built-in pack and of one with every form."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "peaks.yaml"
        path.write_text(PEAKS, encoding="utf-8")
        packs = {"globes": open_pack(find_pack(DEFAULT_PACK)), "peaks": open_pack(path)}
    found = {}
    for name, pack in packs.items():
        for seed in (0, 7):
            found[f"{name} questions {seed}"] = _digest(every_question(pack, seed))
        games = (question for seed in range(30) for question in draw(pack, 10 + seed % 11, seed))
        found[f"{name} games"] = _digest(games)
    return found


def _digest(questions) -> str:
    data = [
        {**question_data(question), "remarks": question.remarks, "facts": question.facts}
        for question in questions
    ]
    return hashlib.sha256(json.dumps(data).encode()).hexdigest()[:16]


if __name__ == "__main__":
    json.dump(digests(), sys.stdout, indent=4)
