"""Survivor: no right answer costs a life, and who has none left watches."""

from trivia.party.rules.rule import POINTS, Pay, Rule, Sheet, half_up

STAYING = 100
"""What a right answer earns whoever is still in."""


def _pays(sheet: Sheet) -> Pay:
    """What the round's place earns, bit by bit.

    A thousand points are divided by the number of seats less one. Whenever a seat goes out, all who stay get
    one such share: the last one standing has them all, and whoever went out third of five has two quarters. A
    question that would throw out everyone who is still in costs nobody a life: somebody has to be the last.
    """
    still_in = [hand for hand in sheet.hands if hand.lives]
    failed = {hand.player for hand in still_in if not hand.right}
    out = {hand.player for hand in still_in if hand.player in failed and hand.lives == 1}
    if len(out) == len(still_in):
        failed, out = set(), set()
    share = half_up(POINTS * len(out), max(1, len(sheet.hands) - 1))
    return Pay(
        {
            hand.player: sheet.factor * (share + (STAYING if hand.right else 0))
            for hand in still_in
            if hand.player not in out
        },
        lost=frozenset(failed),
    )


SURVIVOR = Rule(
    title="Survivor",
    words="No right answer costs a life, whether it is wrong or missing. Be the last one standing.",
    pays=_pays,
    lives=True,
)
