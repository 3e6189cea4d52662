"""Packs with mistakes: every file of tests/packs/bad has one, and says itself what should be reported."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import RIVERS, make_pack
from trivia.errors import PackError, Problem
from trivia.facts.cells import NONE, UNKNOWN, Dispute, Known
from trivia.packs.library import open_pack

BAD = sorted((Path(__file__).parents[1] / "packs" / "bad").glob("*.yaml"))


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_mistake_is_reported_exactly(path):
    expected = [
        line.removeprefix("#! ").replace("FILE", str(path)).replace("FOLDER", str(path.parent))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("#! ")
    ]
    assert expected, f"{path.name} does not say what it expects"
    with pytest.raises(PackError) as caught:
        open_pack(path)
    assert [str(problem) for problem in caught.value.problems] == expected


def test_cells_are_values_none_unknown_or_disputes(tmp_path):
    pack = make_pack(
        tmp_path,
        """
pack: cells
title: Cells
sources: [{id: s, title: S}]
entities:
- entity: person
  attributes: [craft]
  rows:
  - {name: J.K. Simmons, aliases: [J.K. Simons], craft: acting}
tables:
- table: t
  columns: {who: person?, gross: number, day: date, said: text?}
  rows:
  - {who: j.k. simons, gross: "1,515.50", day: 2017-01-08, said: 'none', sources: [s:1]}
  - {who: none, gross: unknown, day: unknown, said: none, sources: [s:1-2]}
  - who: unknown
    gross: {dispute: [{is: 51.6, scope: domestic, sources: [s:3]}, {is: 51.7, sources: [s:7]}]}
    day: unknown
    said: unknown
    sources: [s:3]
  ask:
  - {id: q, prompt: "Who said {said}?", answer: who}
""",
    )
    first, second, third = pack.facts.tables["t"].rows
    assert first.cells["who"] == Known("J.K. Simmons", "J.K. Simmons")
    assert first.cells["gross"] == Known("1,515.50", "1515.5")
    assert first.cells["day"] == Known("8 January 2017", "2017-01-08")
    assert first.cells["said"] == Known("none", "none")
    assert (second.cells["who"], second.cells["gross"]) == (NONE, UNKNOWN)
    assert [citation.paragraph for citation in second.sources] == [1, 2]
    dispute = third.cells["gross"]
    assert isinstance(dispute, Dispute)
    assert [claim.scope for claim in dispute.claims] == ["domestic", ""]


def test_a_folder_is_one_pack_whatever_file_holds_what(tmp_path):
    folder = tmp_path / "rivers"
    folder.mkdir()
    manifest, _, rest = RIVERS.partition("tables:\n")
    (folder / "pack.yaml").write_text(manifest, encoding="utf-8")
    (folder / "rivers.yaml").write_text("tables:\n" + rest, encoding="utf-8")
    (folder / ".hidden.yaml").write_text("not: read", encoding="utf-8")
    assert len(open_pack(folder).facts.tables["rivers"].rows) == 5


LINES = RIVERS.splitlines()


@given(
    st.integers(0, len(LINES) - 1),
    st.sampled_from(
        ["", "- ", "  x: 1", "rows: 3", "{", "  - {river: Rhine}", "\t", "a: b: c", "key: [sea]"]
    ),
)
def test_a_pack_with_any_line_spoiled_opens_or_says_what_is_wrong(tmp_path_factory, number, line):
    spoiled = "\n".join([*LINES[:number], line, *LINES[number + 1 :]])
    said: list[Problem] = []
    try:
        made = make_pack(tmp_path_factory.mktemp("spoiled"), spoiled)
    except PackError as error:
        said += error.problems
    else:
        assert made.asks
    assert all(problem.message for problem in said)


def test_a_source_that_counts_no_paragraphs_may_be_cited_as_a_whole(tmp_path):
    text = RIVERS.replace("sources:\n", "sources:\n- {id: globe, title: The globe in the hall}\n", 1)
    text = text.replace("[atlas:4]", "[globe, atlas:4, globe:7, globe]")
    row = make_pack(tmp_path, text).facts.tables["rivers"].rows[3]
    assert [(cited.source, cited.paragraph) for cited in row.sources] == [
        ("globe", None),
        ("atlas", 4),
        ("globe", 7),
    ]
