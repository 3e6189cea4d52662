"""Buzzer: the first to buzz answers, a wrong answer costs, and then the next may buzz."""

from trivia.party.rules.rule import POINTS, Pay, Rule, Sheet


def buzzed(sheet: Sheet, value: int, cost: int) -> Pay:
    """What was buzzed for: the first that was right has it, and all who were wrong before pay.

    Args:
        sheet: The question, with those who had a try first and in their order.
        value: What it earns.
        cost: What a wrong answer costs.
    """
    points: dict[str, int] = {}
    pots: dict[str, int] = {}
    for hand in sheet.hands:
        if hand.right is None:
            continue
        change = sheet.factor * (value if hand.right else -cost)
        points[hand.player] = change
        pots[hand.unit] = pots.get(hand.unit, 0) + change
        if hand.right:
            break
    return Pay(points, pots)


def _pays(sheet: Sheet) -> Pay:
    return buzzed(sheet, POINTS, POINTS // 2)


BUZZER = Rule(
    title="Buzzer",
    words="First to buzz has the floor. Wrong costs half of what right would earn, and then the others may.",
    pays=_pays,
    buzzer=True,
)
