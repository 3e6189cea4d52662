"""The second built-in pack: as far from an awards night as can be, and nothing of the game minds."""

from collections import Counter

import pytest

from trivia.facts.cells import Dispute, Known
from trivia.facts.text import folded
from trivia.packs.library import find_pack, open_pack
from trivia.quiz.checker import check
from trivia.quiz.draw import draw
from trivia.quiz.generate import every_question
from trivia.quiz.hint import hint
from trivia.quiz.lint.rules import lint
from trivia.quiz.pack import FORMS

# The last of each row: the noble gases, by their numbers.
ROWS_END = [0, 2, 10, 18, 36, 54, 86, 118]


@pytest.fixture(scope="module")
def elements():
    return open_pack(find_pack("elements"))


@pytest.fixture(scope="module")
def questions(elements):
    return list(every_question(elements, 0))


def cells(elements, column):
    """A column of the table of elements, in its order; `None` where nothing certain stands there."""
    rows = elements.facts.tables["elements"].rows
    return [cell.key if isinstance(cell := row.cells[column], Known) else None for row in rows]


def test_all_118_elements_are_there_in_their_order_and_no_name_or_symbol_twice(elements):
    assert cells(elements, "number") == [str(number) for number in range(1, 119)]
    for column in ("element", "symbol"):
        assert len(set(cells(elements, column))) == 118
    kind = elements.facts.kinds["element"]
    assert sorted(kind.entities) == sorted(cells(elements, "element"))
    for other, name in {"aluminum": "aluminium", "cesium": "caesium", "sulphur": "sulfur"}.items():
        assert kind.find(other).name == name


def test_periods_groups_and_families_follow_from_the_numbers(elements):
    """Wherever group and family are known, they are those of the table's shape."""
    families = {
        **dict.fromkeys((3, 11, 19, 37, 55, 87), "the alkali metals"),
        **dict.fromkeys((4, 12, 20, 38, 56, 88), "the alkaline earth metals"),
        **dict.fromkeys((9, 17, 35, 53, 85), "the halogens"),
        **dict.fromkeys(ROWS_END[1:-1], "the noble gases"),
        **dict.fromkeys(range(57, 72), "the lanthanides"),
        **dict.fromkeys(range(89, 104), "the actinides"),
    }
    shape = zip(*(cells(elements, column) for column in ("period", "group", "family")), strict=True)
    for number, (period, group, family) in enumerate(shape, 1):
        row = next(row for row, end in enumerate(ROWS_END) if number <= end)
        assert int(period) == row
        place, length = number - ROWS_END[row - 1], ROWS_END[row] - ROWS_END[row - 1]
        first = {2: 1, 8: 2, 18: 18, 32: 2}[length]
        expected = 1 if number == 1 else place if place <= first else place + 18 - length
        if group is None:
            assert length == 32
            assert 57 <= number <= 71 or 89 <= number <= 103
        else:
            assert int(group) == expected
        assert family == families.get(number)


def test_every_question_is_proved_cited_explained_and_without_a_fault_of_the_lint(elements, questions):
    assert [str(finding) for finding in lint(questions)] == []
    for place, question in enumerate(questions):
        assert question.sources
        assert question.explanation.endswith(".")
        # The checker looks through every row for every option. A fourth has all asks and forms.
        assert place % 4 or check(elements, question) == []
    assert len({question.id for question in questions}) == len(questions) >= 250


def test_every_form_is_asked_and_only_what_is_written_by_hand_goes_unproved(elements, questions):
    assert {question.form for question in questions} == {*FORMS}
    assert {question.ask for question in questions} >= {ask.id for ask in elements.asks}
    written = {written.id for written in elements.written}
    assert {question.ask for question in questions if question.asserted} == written
    assert any(question.certificate.asked.startswith("count(") for question in questions)


def test_what_chemists_argue_about_is_neither_asked_nor_claimed(elements, questions):
    doubted = {
        (table.name, row.number, column)
        for table in elements.facts.tables.values()
        for row in table.rows
        for column, cell in row.cells.items()
        if isinstance(cell, Dispute)
    }
    assert len(doubted) >= 10
    for question in questions:
        for proof in question.certificate.proofs:
            assert (question.table, proof.row, question.certificate.asked) not in doubted
        told = folded(" ".join((question.prompt, *question.options)))
        assert "discover" not in told or "oxygen" not in told


def test_other_spellings_are_never_two_options(elements, questions):
    kind = elements.facts.kinds["element"]
    for question in questions:
        meant = [entity.name if (entity := kind.find(option)) else option for option in question.options]
        assert len(set(meant)) == len(meant)


def test_a_source_as_a_whole_is_cited_without_a_paragraph(elements, questions):
    assert {source.paragraph for question in questions for source in question.sources} == {None}
    for question in questions[::20]:
        assert "paragraph" not in hint(elements, question)


def test_games_are_well_mixed(elements, questions):
    tables = Counter()
    for seed in range(40):
        game = draw(elements, 10, seed)
        assert len(game) == 10
        assert max(Counter(question.table for question in game).values()) <= 5
        tables.update(question.table for question in game)
    assert {*tables} == {question.table for question in questions}
