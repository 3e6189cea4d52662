"""`globes-trivia stats`: what a player has done, as text or as JSON."""

import json
from datetime import date
from typing import TextIO

from trivia import voice
from trivia.errors import SaveError
from trivia.facts.text import printable
from trivia.programme import reviews
from trivia.progress.achievements import trophies
from trivia.progress.daily import percent
from trivia.progress.statistics import (
    daily_record,
    days_in_a_row,
    median_seconds,
    statistics_data,
    summed_up,
)
from trivia.saves.keeper import Keeper
from trivia.saves.summary import Share


def stats(keeper: Keeper, pack: str, today: date, told: TextIO, *, as_json: bool) -> None:
    """Print the statistics of who plays.

    Args:
        keeper: Where the answers are.
        pack: The pack of the daily.
        today: The player's date.
        told: Where to print.
        as_json: Whether as JSON, in the shape that docs/json.md tells.

    Raises:
        SaveError: If the save file cannot be asked.
    """
    found = summed_up(keeper)
    due, dailies, won = (
        reviews(keeper, today),
        daily_record(keeper, pack, today.toordinal()),
        trophies(keeper),
    )
    if keeper.trouble:
        raise SaveError(keeper.trouble)
    if as_json:
        json.dump(statistics_data(keeper.profile, found, due, dailies, won, today), told, indent=2)
        told.write("\n")
        return
    if found is None or not found.player.answered:
        told.write(f"{printable(keeper.profile)} has not played yet.\n")
        return
    sums = found.player
    games = f"{voice.counted(sums.games, 'finished game')}, {voice.counted(sums.answered, 'answer')}"
    half = f"half of the answers within {median_seconds(found.speeds) or 1} s"
    days = voice.counted(days_in_a_row(found.days, today.toordinal()), "day")
    asked_again = f"{voice.counted(due.due, 'question')} due for review"
    lines = [
        sums.name,
        f"  {games}, {percent(sums.answered, sums.right) or 0} % right",
        f"  {voice.counted(sums.score, 'point')}, best streak {sums.best_streak}, {half}",
        f"  {days} of play in a row, {voice.counted(dailies.streak, 'daily', 'dailies')} in a row",
        f"  {asked_again}, {due.by_heart} known by heart that were missed once",
        f"  {sum(one.won_at is not None for one in won)} of {len(won)} trophies",
        "By table",
        *_shares(found.tables),
        "By form",
        *_shares([Share(voice.form_told(one.name), one.answered, one.right) for one in found.forms]),
        "By level",
        *_shares(found.levels),
    ]
    if found.hardest:
        lines.append("Hardest questions")
        for missed in found.hardest:
            answer = f"  ({missed.answer})" if missed.answer else ""
            asked = missed.prompt or missed.question
            lines.append(f"  {missed.right} of {missed.answered}  {asked}{answer}")
    lines.append("Best scores")
    lines += [
        f"  {voice.game_told(best.mode, best.variant, best.length)}: {voice.counted(best.score, 'point')}"
        for best in found.bests
    ]
    if len(found.everyone) > 1:
        lines.append("Everyone")
        ranked = sorted(found.everyone, key=lambda one: (-one.score, one.name))
        for one in ranked:
            share = percent(one.answered, one.right) or 0
            lines.append(f"  {one.name}: {voice.counted(one.score, 'point')}, {share} % right")
    told.write("\n".join(map(_line, lines)) + "\n")


def _shares(shares: "list[Share] | tuple[Share, ...]") -> list[str]:
    return [f"  {one.name}: {percent(one.answered, one.right) or 0} % of {one.answered:,}" for one in shares]


def _line(text: str) -> str:
    """A line as it may be printed, with its own blanks in front."""
    return text[: len(text) - len(text.lstrip())] + printable(text)
