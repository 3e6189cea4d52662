"""The host's words at a party: short, for they are read from the sofa."""

from typing import Final

from trivia.voice import counted

LOBBY: Final = "Doors open! Take your seats, try your keys."
LOBBY_NO_KEYS: Final = "Doors open! Take your seats."
LOBBY_EMPTY: Final = "The chairs are out, the lights are warm. Who'll be first?"
LOBBY_PHONES: Final = "Doors open! Scan the code with your phone, or type the address into its browser."
LOCKED_DOOR: Final = "The doors are locked. Nobody new gets in."
UNLOCKED_DOOR: Final = "Unlocked. New guests get in again."
INTERMISSION: Final = "Intermission"
INTERMISSION_WORDS: Final = "The clock stands, the question hides. Refill your glasses."
DOUBLE: Final = "Double points: everything counts twice."
LOCKED: Final = "No more answers. The envelope, please!"
LOCKED_ALOUD: Final = "No more answers. Mark who was right, or open the envelope."
LOBBY_ALONE: Final = "The chairs are out, the lights are warm. F11 opens the doors."
ALOUD: Final = "Listen to the host, and say it out loud."
ALOUD_STATEMENT: Final = "True or false? Say it out loud."
KEY_FIRST: Final = "Your own key first, then the answer."
BUZZERS: Final = "Hands on the buzzers!"
NOBODY: Final = "Nobody got it. One for the house."
EVERYBODY: Final = "Everybody got it! The house is impressed."
CLOSED: Final = "Good night!"
CLOSED_WORDS: Final = "The lights are up, the scores are in the book. Thank you for coming."
NOT_NEXT: Final = "Still open. F4 opens the envelope."
NOBODY_THERE: Final = "There is nobody on the scoreboard yet."
NOBODY_STAKES: Final = "Every stake is on the table."

_RIGHT: Final = (
    "The envelope says",
    "And the answer is",
    "It could only be",
    "The jury is unanimous",
    "The right one was",
)
_STANDINGS: Final = (
    "How it stands",
    "The state of play",
    "The leaderboard, please",
)


def outside(guests: int) -> str:
    """What is said of guests who have seats and find the doors closed, as after a crash."""
    return f"{_waiting(guests).capitalize()} outside closed doors. F11, then N, lets them back in."


def closed(guests: int) -> str:
    """What the door's own screen says then."""
    return f"The doors are closed, and {_waiting(guests)} outside: the seats are kept."


def _waiting(guests: int) -> str:
    return "a guest waits" if guests == 1 else f"{guests:,} guests wait"


def envelope(number: int) -> str:
    """What introduces an answer; it differs from question to question."""
    return _RIGHT[number % len(_RIGHT)]


def standings_title(number: int) -> str:
    """What stands over the standings; it differs from time to time."""
    return _STANDINGS[number % len(_STANDINGS)]


def turn(name: str) -> str:
    """Whose turn it is to choose."""
    return f"{name}, the board is yours" if name else "The board is waiting for someone"


def word(name: str) -> str:
    """Who has buzzed in first."""
    return f"{name}! Your answer?"


def alone(name: str) -> str:
    """Who alone may answer."""
    return f"This one is for {name} alone."


def stakes(heading: str) -> str:
    """What is asked before a question with stakes."""
    return f"How much will you risk on “{heading}”?" if heading else "How much will you risk?"


def answered(count: int, of: int) -> str:
    """How many have answered."""
    return f"{count} of {of} in"


def tried(count: int, of: int) -> str:
    """How many have had their try with the buzzer."""
    return f"{count} of {of} tried"


def winner(names: list[str]) -> str:
    """The last words of the night, for whoever came first."""
    if not names:
        return "What a night!"
    if len(names) == 1:
        return f"The night belongs to {names[0]}!"
    return f"The night belongs to {', '.join(names[:-1])} and {names[-1]}!"


def got(number: int, of: int) -> str:
    """How many were right."""
    if not of:
        return ""
    if number == 0:
        return NOBODY
    if number == of and of > 1:
        return EVERYBODY
    return f"{number} of {of} got it."


def undone() -> str:
    """What is said when a verdict was taken back."""
    return "Verdict withdrawn. F7 marks a team, Enter opens the envelope again."


def corrected(name: str, points: int) -> str:
    """What is said when the host gave or took points."""
    if points < 0:
        return f"{counted(-points, 'point')} taken from {name}."
    return f"{counted(points, 'point')} for {name}."


def gone(name: str) -> str:
    """What is said when somebody was shown out."""
    return f"{name} has left the building."


def over_to(name: str, options: int) -> str:
    """Whose turn it is to answer, with the digits of so many options."""
    return f"Over to {name}: 1 – {options}"


def looks_at(name: str, category: str, value: int) -> str:
    """Which square somebody is about to choose."""
    return f"{name}: {category} for {value:,}?"
