"""Classic and Calm: everyone answers, and what is right earns points."""

from trivia.party.rules.rule import FULL_POINTS_MS, POINTS, Pay, Rule, Sheet, half_up, streak_bonus


def speed_points(ms: int, timer_ms: int, points: int = POINTS) -> int:
    """What a right answer earns after so many milliseconds.

    Kahoot's published rule: full points within half a second, then (1 - response / timer / 2) × points,
    rounded; so they fall in a straight line to half at the deadline.

    Args:
        ms: The milliseconds from opening to answer.
        timer_ms: The question's whole time; 0 where it has no clock, and speed counts for nothing.
        points: The full points.
    """
    if ms < FULL_POINTS_MS or timer_ms == 0:
        return points
    return half_up(points * (2 * timer_ms - min(ms, timer_ms)), 2 * timer_ms)


def _pays(sheet: Sheet) -> Pay:
    timer_ms = sheet.timer_ms if sheet.speed else 0
    return Pay(
        {
            hand.player: sheet.factor
            * (speed_points(hand.ms, timer_ms) + (streak_bonus(hand.streak) if sheet.streaks else 0))
            for hand in sheet.hands
            if hand.right
        }
    )


CLASSIC = Rule(
    title="Classic",
    words="Everybody answers. Right earns points, and the faster, the more.",
    pays=_pays,
    speed=True,
    unhurried="Everybody answers. Right earns points, early or late.",
    streaks=True,
)

CALM = Rule(
    title="Calm",
    words="Everybody answers. Right is right: take all the time the clock gives you.",
    pays=_pays,
    streaks=True,
)
