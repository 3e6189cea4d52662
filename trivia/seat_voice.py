"""The host's words to a seat at another terminal, painted or told line by line."""

from typing import Final

from trivia.party import says
from trivia.party.afar import Afar
from trivia.voice import counted

WAITING: Final = "Eyes on the big screen. We start in a moment."
FINDING: Final = "Finding your seat…"
LOST: Final = "Lost the line to the stage. Finding it again…"
BREAK: Final = "A short break. Don't go far."
TAKEN: Final = "Locked in. Let's see what the others make of it."
STAKED: Final = "Your stake is in. The question comes in a moment."
WATCHING_STAKES: Final = "The stakes are going down. You're watching this one: comfortable seat?"
WATCHING: Final = "You're watching this one. Play along in your head."
ALOUD: Final = "Say it aloud when you are asked."
TRIED: Final = "Not this time. The others may try."
YOURS: Final = "The floor is yours!"
VERDICT_NEXT: Final = "Eyes on the big screen for the verdict."
DROPPED: Final = "That one doesn't count. The scores are as they were."
STAKE_WANTED: Final = "Points are whole numbers, such as 250."

_ORDINALS: Final = {1: "st", 2: "nd", 3: "rd"}


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `11th`."""
    last = 0 if 10 < number % 100 < 14 else number % 10
    return f"{number:,}{_ORDINALS.get(last, 'th')}"


def points(number: int) -> str:
    """`+950` or `−200`."""
    return f"{'−' if number < 0 else '+'}{abs(number):,}"


def score(number: int) -> str:
    """`1,240 points`; less than nothing with a real minus."""
    return counted(number, "point").replace("-", "−")


def welcome(seen: Afar) -> str:
    """What is said to whoever has a seat."""
    team = f" You play for {seen.team}." if seen.team else ""
    return f"You're in, {seen.name.rstrip('.')}.{team}"


def company(lobby: says.Lobby | None) -> str:
    """How many are there, and whether the doors are closed."""
    if lobby is None:
        return ""
    told = f"{counted(lobby.players, 'player')} in the room." if lobby.players > 1 else ""
    return f"{told} The doors are closed.".strip() if lobby.locked else told


def announced(intro: says.Intro) -> str:
    """The number of a round."""
    return f"Round {intro.round} of {intro.of}" + (" · double points" if intro.double else "")


def asked_told(asked: says.Asked) -> str:
    """What stands above a question: heading, value, double."""
    parts = [asked.heading] if asked.heading else []
    parts += [f"for {asked.value:,}"] if asked.value else []
    parts += ["double points"] if asked.double else []
    return " · ".join(parts)


def place_told(own: says.Own | None) -> str:
    """`2nd of 8`; empty where there is nobody to be compared with."""
    return f"{ordinal(own.place)} of {own.of:,}" if own is not None and own.of > 1 else ""


def note(seen: Afar) -> str:
    """What stands below the options of a question: what this seat can do, or waits for."""
    if seen.where == "locked":
        head = "Answers are in." if seen.mine is not None or seen.taken else "Time's up."
        return f"{head} {VERDICT_NEXT}"
    if seen.where != "ask" or seen.asked is None:
        return ""
    if seen.taken:
        return TAKEN
    if seen.rival:
        return f"{seen.rival} was first. Hold your thought."
    if seen.may == "wait":
        return TRIED if seen.tried else WATCHING if seen.asked.options else ALOUD
    if seen.may == "answer" and not seen.asked.options:
        return ALOUD
    return ""


def verdict(you: says.You | None, *, watching: bool) -> tuple[str, str]:
    """The sign and the words of a verdict."""
    if you is None or (you.verdict == "none" and watching):
        return "·", "So that was that."
    if you.verdict == "right":
        return "✔", "Right!"
    return ("✘", "Not this time.") if you.verdict == "wrong" else ("▲", "No answer from you this time.")


def outcome(you: says.You | None) -> str:
    """What a question came to besides its points: streak, lives, place."""
    if you is None:
        return ""
    told = [f"{you.streak} right in a row."] if you.streak > 1 else []
    if you.lives is not None:
        left = f"{counted(you.lives, 'life', 'lives')} left."
        told.append(left if you.lives else "No lives left: you're in the audience now.")
    if you.of > 1:
        told.append(f"You're {ordinal(you.place)} of {you.of:,}.")
    return " ".join(told)


def board_told(seen: Afar) -> str:
    """Whose turn it is at the board."""
    if seen.board is None:
        return ""
    return "Your choice!" if seen.may_choose else f"{seen.board.name} may choose."


def standings_told(seen: Afar) -> str:
    """What stands over the standings, for this seat."""
    place, own = place_told(seen.own), seen.own
    if seen.where != "final":
        return f"You're {place}." if place else "How things stand"
    if not place or own is None:
        return "Thank you for playing."
    return "You won the night!" if own.place == 1 else f"You finished {place}."


def goodbye(bye: says.Bye | None) -> tuple[str, str]:
    """A title and a sentence for a line that was closed."""
    if bye is None:
        return "Good night!", ""
    titles = {"over": "Good night!", "elsewhere": "Your seat is in use"}
    return titles.get(bye.code, "The show goes on without you"), bye.words
