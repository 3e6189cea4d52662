"""The built-in pack, against what it was made from where that is at hand."""

import csv
import re
from collections import Counter

import pytest

from tests.support import SHARED
from trivia.facts.cells import Dispute, Known
from trivia.facts.text import folded
from trivia.quiz.checker import check
from trivia.quiz.draw import draw
from trivia.quiz.generate import every_question

DATABASE = SHARED / "data" / "golden_globe_awards.csv"


def test_there_are_25_awards_and_each_is_asked(globes):
    awards = [row.cells["award"].key for row in globes.facts.tables["winners"].rows]
    assert len(awards) == len(globes.facts.kinds["award"].entities) == 25
    asked = set()
    for question in every_question(globes, 0):
        if question.table != "winners":
            continue
        right = question.certificate.proofs[0 if question.judged else question.answer]
        asked |= {value for _, value in (*question.certificate.given, *right.given)} | {right.value}
    assert set(awards) <= asked


def test_every_question_is_proved_cited_and_explained(globes):
    questions = list(every_question(globes, 0))
    assert len(questions) >= 100
    assert len({question.id for question in questions}) == len(questions)
    for question in questions:
        assert check(globes, question) == []
        assert question.sources
        assert question.explanation.endswith(".")
        assert 1 <= question.level <= 5
        assert len(question.options) in ((2,) if question.judged else (3, 4))


def test_who_won_the_song_is_disputed_and_never_asked_or_refuted(globes):
    song = globes.facts.tables["winners"].by_key[("Best Original Song – Motion Picture",)]
    assert isinstance(song.cells["person"], Dispute)
    for seed in range(20):
        for question in every_question(globes, seed):
            for proof in question.certificate.proofs:
                assert not (proof.row == song.number and question.certificate.asked == "person")
            if dict(question.certificate.given).get("person") == "Justin Hurwitz":
                assert "Best Original Song" not in " ".join(question.options)


@pytest.mark.skipif(not DATABASE.is_file(), reason="the awards database is not at hand beside this checkout")
def test_the_winners_are_those_of_the_awards_database(globes):
    """Equal after aliases; the database knows the song's writers, which the article does not name."""
    facts, table = globes.facts, globes.facts.tables["winners"]
    with DATABASE.open(encoding="utf-8", newline="") as file:
        won = [row for row in csv.DictReader(file) if row["year_award"] == "2017" and row["win"] == "TRUE"]
    theirs = {}
    for row in won:
        award = facts.kinds["award"].find(row["category"])
        assert award is not None, f"no award of the pack is called {row['category']}"
        person, work, song = _read(row)
        theirs[award.name] = (person, _entity(facts, "work", work), song)
    ours = {}
    for row in table.rows:
        cells = row.cells
        person = cells["person"].key if isinstance(cells["person"], Known) else None
        song = folded(str(cells["song"])) if isinstance(cells["song"], Known) else None
        ours[cells["award"].key] = (person, cells["work"].key, song)
    assert ours == theirs


def _read(row):
    """Person, work and song of a row of the database, whose columns change meaning with the category."""
    nominee, film = row["nominee"], row["film"]
    if row["category"].startswith("Best Original Song"):
        song = re.match(r'"([^"]+)"', nominee)
        return None, film, folded(song[1])
    if not film or row["category"].startswith("Best Motion Picture - Foreign"):
        return None, nominee, None
    return nominee, film, None


def _entity(facts, kind, name):
    inverted = re.fullmatch(r"(.*), (The|A|An) ?", name)
    entity = facts.kinds[kind].find(f"{inverted[2]} {inverted[1]}" if inverted else name)
    assert entity is not None, f"the pack has no {kind} called {name}"
    return entity.name


def test_a_disputed_claim_is_never_an_option_and_never_asked(globes):
    """No side of a dispute stands among the options of its column, right or wrong."""
    claimed = {
        (table.name, column, folded(str(claim.cell)))
        for table in globes.facts.tables.values()
        for row in table.rows
        for column, cell in row.cells.items()
        if isinstance(cell, Dispute)
        for claim in cell.claims
        if isinstance(claim.cell, Known)
    }
    assert len(claimed) >= 14
    disputed = {
        (table.name, row.number, column)
        for table in globes.facts.tables.values()
        for row in table.rows
        for column, cell in row.cells.items()
        if isinstance(cell, Dispute)
    }
    for seed in range(5):
        for question in every_question(globes, seed):
            asked = question.certificate.asked
            for proof in question.certificate.proofs:
                if proof.row is not None and asked != "award":
                    assert (question.table, proof.row, asked) not in disputed
                if question.table != "winners":  # there the claimed name is another award's right answer
                    assert (question.table, asked, folded(proof.value)) not in claimed


def test_a_question_on_a_disputed_figure_names_its_article(globes):
    titles = [source.title for source in globes.facts.sources.values()]
    questions = [q for q in every_question(globes, 0) if {"$51.6 million", "$51.7 million"} & set(q.options)]
    assert questions
    for question in questions:
        assert any(title in question.prompt for title in titles)
        assert not {"$51.6 million", "$51.7 million"} <= set(question.options)


LOOKUP = {"choice", "true_false"}
QUOTED = {"quotations", "blanks", "addressed"}


def test_the_pack_asks_more_than_lookups(globes):
    """Quotations, numbers and days, counts, and all that is no plain choice or statement: 300 at least."""
    for seed in range(3):
        more = [
            question
            for question in every_question(globes, seed)
            if question.form not in LOOKUP
            or question.table in QUOTED
            or question.certificate.asked.startswith("count(")
            or re.fullmatch(r"\D*[\d,.]+\D*|\d+ [A-Z][a-z]+( \d{4})?", _right(question))
        ]
        assert len({(question.prompt, frozenset(question.options)) for question in more}) >= 300


def _right(question):
    """What its certificate says is right; of a false statement, what it claims."""
    return question.certificate.proofs[0 if question.judged else question.answer].value


def test_the_pack_is_large_enough_and_a_thousand_games_are_well_mixed(globes):
    assert len({question.id for question in every_question(globes, 0)}) >= 450
    tables, forms = Counter(), Counter()
    for seed in range(1000):
        game = draw(globes, 10, seed)
        assert len(game) == 10
        assert max(Counter(question.table for question in game).values()) <= 5
        tables.update(question.table for question in game)
        forms.update(question.form for question in game)
    assert len(tables) == len({question.table for question in every_question(globes, 0)})
    assert 2_000 < forms["true_false"] + forms["compare"] < 4_000
