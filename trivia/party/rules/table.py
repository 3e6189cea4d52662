"""All rules by their ids."""

from typing import Final

from trivia.party.plan import RuleId
from trivia.party.rules.board import BOARD
from trivia.party.rules.buzzer import BUZZER
from trivia.party.rules.classic import CALM, CLASSIC
from trivia.party.rules.final_wager import FINAL_WAGER
from trivia.party.rules.rule import Rule
from trivia.party.rules.survivor import SURVIVOR

RULES: Final[dict[RuleId, Rule]] = {
    "classic": CLASSIC,
    "calm": CALM,
    "buzzer": BUZZER,
    "survivor": SURVIVOR,
    "board": BOARD,
    "final-wager": FINAL_WAGER,
}
