"""Board: the team in turn chooses category and value; behind some squares hides a wager."""

from trivia.party.rules.buzzer import buzzed
from trivia.party.rules.rule import Pay, Rule, Sheet, staked


def _pays(sheet: Sheet) -> Pay:
    if sheet.staked:
        return staked(sheet)
    return buzzed(sheet, sheet.value, sheet.value if sheet.buzzed else 0)


BOARD = Rule(
    title="Board",
    words="Pick a category and a value. Right earns the value. Some squares hide a wager.",
    pays=_pays,
)
"""Whether its questions are buzzed for is the board's own choice (`plan.Board`)."""
