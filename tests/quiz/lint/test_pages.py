"""The pages in docs/lint say what the rules do."""

import re

import pytest

from tests.quiz.lint.support import PAGES, read_page
from trivia.quiz.lint.rules import RULES, lint

PATHS = sorted(PAGES.glob("GT*.md"))


def found(questions):
    return {finding.code for finding in lint(questions)}


def test_every_rule_has_a_page_and_every_page_a_rule():
    assert [path.stem for path in PATHS] == sorted(RULES)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_page_says_what_its_rule_says(path):
    page = read_page(path)
    rule = RULES[path.stem]
    assert (page.code, page.title, page.severity) == (rule.code, rule.title, rule.severity)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_an_example_trips_its_rule(path):
    assert path.stem in found(read_page(path).trips)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_an_example_nearly_trips_its_rule(path):
    assert path.stem not in found(read_page(path).nearly)


def test_the_index_lists_every_rule():
    rows = re.findall(
        r"^\| \[(GT\d+)\]\((GT\d+)\.md\) \| (\w+) \| (.+?) \| (.+) \|$",
        (PAGES / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert [(code, link, severity, title) for code, link, severity, title, _ in rows] == [
        (rule.code, rule.code, rule.severity, rule.title) for rule in RULES.values()
    ]


def test_codes_are_in_order_and_severities_are_two():
    assert list(RULES) == sorted(RULES)
    assert {rule.severity for rule in RULES.values()} == {"error", "warning"}
