"""What several tests share: a clock that is turned by hand, and small packs made in a line or two."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from trivia.packs.library import open_pack
from trivia.quiz.pack import Pack

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


class FakeClock:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.milliseconds = 0

    def now_ms(self) -> int:
        return self.milliseconds

    def utc_ms(self) -> int:
        return 1_483_920_000_000 + self.milliseconds

    def today(self) -> date:
        return (datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=self.utc_ms())).date()

    def turn(self, milliseconds: int) -> None:
        self.milliseconds += milliseconds


RIVERS = """
pack: rivers
title: Rivers
sources:
- {id: atlas, title: The atlas, date: 2020-05-01, paragraphs: 9}
tables:
- table: rivers
  title: Rivers
  complete: true
  key: [river]
  columns: {river: text, country: text, sea: text?}
  rows:
  - {river: Seine, country: France, sea: English Channel, sources: [atlas:1]}
  - {river: Loire, country: France, sea: Atlantic, sources: [atlas:2]}
  - {river: Ebro, country: Spain, sea: Mediterranean, sources: [atlas:3], note: Its delta grows rice.}
  - {river: Po, country: Italy, sea: Adriatic, sources: [atlas:4]}
  - {river: Okavango, country: Botswana, sea: none, sources: [atlas:5]}
  ask:
  - id: sea-of-river
    prompt: "Into which sea does the {river} flow?"
    answer: sea
    statement: "The {river} flows into the {sea}."
    because: "The {river} reaches the {sea}."
  - id: river-of-country
    prompt: "Which river flows in {country}?"
    prompt_many: "Which of these rivers flows in {country}?"
    answer: river
    statement: "The {river} flows in {country}."
"""


def make_pack(folder: Path, text: str = RIVERS) -> Pack:
    """Open a pack that is one file with this text."""
    path = folder / "pack.yaml"
    path.write_text(text, encoding="utf-8")
    return open_pack(path)
