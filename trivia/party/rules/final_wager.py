"""Final wager: everyone stakes before the question is seen."""

from trivia.party.rules.rule import Rule, staked

FINAL_WAGER = Rule(
    title="Final wager",
    words="Place your stake before you see the question. Right wins it, anything else loses it.",
    pays=staked,
    stakes=True,
)
