"""What a host has chosen for a party: typed, checked, and as the settings keep it."""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final, get_args

from trivia.game.setup import LEVELS
from trivia.lineup import PRESETS, RoundWanted, Wanted, suits
from trivia.party.events import Joined, Via
from trivia.party.key_plan import MOST_TEAMS, KeyPlan, Way, seat_id, sound, usual
from trivia.party.names import clean_name
from trivia.party.plan import MOST_SECONDS, RuleId
from trivia.party.refused import Refused
from trivia.party.rules.table import RULES
from trivia.settings import PartyChoice

OWN: Final = "own"
"""The night whose rounds the host has put together."""

NAMES: Final = (
    "The Popcorn Critics",
    "Plot Twisters",
    "The Understudies",
    "Best Supporting Cast",
    "The Stunt Doubles",
    "Final Cut Club",
    "Green Room Legends",
    "The Cliffhangers",
)
"""What teams are called that have not found a name yet."""

FEWEST: Final = 2
"""How many teams there are at first, where there were none at the keyboard."""
MOST_ROUNDS: Final = 8
MOST_QUESTIONS: Final = 30
MOST_CATEGORIES: Final = 6

_OR_BUZZER: Final = "or-buzzer"

FIRST: Final[dict[RuleId, RoundWanted]] = {
    "classic": RoundWanted("classic", 8, 20),
    "calm": RoundWanted("calm", 8, 0),
    "buzzer": RoundWanted("buzzer", 6, 20),
    "survivor": RoundWanted("survivor", 10, 20),
    "board": RoundWanted("board", 8, 30),
    "final-wager": RoundWanted("final-wager", 1, 45),
}
"""What a round of each rule is like at first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A party, as it is put together.

    Attributes:
        preset: A name of `PRESETS`, or `OWN`.
        keys: How teams play, with the keys of each.
        names: What teams are called; there are more than play.
        count: How many play.
        packs: The names or paths of the packs; empty for the usual one.
        own: The rounds of the host's own night.
        streaks: Whether right answers in a row earn a bonus.
        late: Where a late team starts.
    """

    preset: str = "night"
    keys: KeyPlan = usual("choose", 2)  # noqa: RUF009 - it is frozen
    names: tuple[str, ...] = NAMES
    count: int = 2
    packs: tuple[str, ...] = ()
    own: tuple[RoundWanted, ...] = ()
    streaks: bool = True
    late: str = "last-place"

    @property
    def rounds(self) -> tuple[RoundWanted, ...]:
        """The rounds of the night, as far as they can be played that way."""
        chosen = self.own if self.preset == OWN else PRESETS[self.preset]
        return tuple(part if suits(part.rule, self.keys) else replace_rule(part, "calm") for part in chosen)

    @property
    def teams(self) -> tuple[str, ...]:
        """What those are called that play."""
        return self.names[: self.count]

    def with_way(self, way: Way) -> "Choice":
        """Another way of playing, with its usual keys and no more teams than it has room for."""
        count = min(self.count or FEWEST, MOST_TEAMS[way])
        return replace(self, keys=usual(way, count), count=count)

    def with_count(self, count: int) -> "Choice":
        """More teams or fewer; those that stay keep their keys, unless a new one needs them."""
        known = usual(self.keys.way, count)
        kept = KeyPlan(self.keys.way, (*self.keys.sets[:count], *known.sets[len(self.keys.sets) :]))
        return replace(self, keys=kept if sound(kept) else known, count=count)

    def with_rounds(self, rounds: tuple[RoundWanted, ...]) -> "Choice":
        """A night of the host's own."""
        return replace(self, preset=OWN, own=rounds)

    def wanted(self, name: str, seed: int) -> Wanted:
        """The night, for the line-up."""
        return Wanted(name, self.rounds, self.keys, streaks=self.streaks, late=self.late, seed=seed)

    def seats(self) -> tuple[Joined, ...]:
        """The seats at the keyboard."""
        via: Via = "judge" if self.keys.way == "judge" else "keyboard"
        return tuple(Joined(seat_id(slot), name, via=via) for slot, name in enumerate(self.teams))


def replace_rule(part: RoundWanted, rule: RuleId) -> RoundWanted:
    """A round of another rule, as that one is at first; level and double stay."""
    from msgspec.structs import replace as replace_in

    return replace_in(FIRST[rule], level=part.level, double=part.double)


def kept(choice: Choice) -> PartyChoice:
    """The choice as the settings keep it."""
    return PartyChoice(
        preset=choice.preset,
        way=choice.keys.way,
        teams=choice.names,
        count=choice.count,
        packs=choice.packs,
        rounds=tuple(_told(part) for part in choice.own),
        keys=tuple("".join(keys) for keys in choice.keys.sets),
        streaks=choice.streaks,
        late=choice.late,
    )


def read(told: PartyChoice) -> Choice:
    """The choice that the settings tell of, with the usual in the place of what makes no sense."""
    way: Way = next((way for way in get_args(Way) if way == told.way), "choose")
    count = min(max(told.count, 1), MOST_TEAMS[way])
    keys = KeyPlan(way, tuple(tuple(word) for word in told.keys))
    own = tuple(part for word in told.rounds[:MOST_ROUNDS] if (part := _round(word)) is not None)
    presets = (*PRESETS, *((OWN,) if own else ()))
    return Choice(
        preset=told.preset if told.preset in presets else "night",
        keys=keys if len(keys.sets) == count and sound(keys) else usual(way, count),
        names=_names(told.teams),
        count=count,
        packs=told.packs,
        own=own,
        streaks=told.streaks,
        late="zero" if told.late == "zero" else "last-place",
    )


def _names(told: tuple[str, ...]) -> tuple[str, ...]:
    """What teams are called: as told, as far as such names can be told apart."""
    found: list[str] = []
    for place, usual_name in enumerate(NAMES):
        for name in (*told[place : place + 1], usual_name, *NAMES):
            with suppress(Refused):
                found.append(clean_name(name, taken=found))
                break
    return tuple(found)


def _told(part: RoundWanted) -> str:
    return ":".join(
        (
            part.rule,
            str(part.questions),
            str(part.seconds),
            part.level,
            "double" if part.double else "single",
            str(part.categories),
            *((_OR_BUZZER,) if part.or_buzzer else ()),
        )
    )


def _round(word: str) -> RoundWanted | None:
    """The round that a word of the settings tells of; `None` where it tells of none."""
    parts = word.split(":")
    if len(parts) < 6 or parts[6:] not in ([], [_OR_BUZZER]):
        return None
    if parts[0] not in RULES or parts[3] not in LEVELS:
        return None
    if not all(parts[place].isascii() and parts[place].isdigit() for place in (1, 2, 5)):
        return None
    questions, seconds, categories = (int(parts[place][:6]) for place in (1, 2, 5))
    if not (
        1 <= questions <= MOST_QUESTIONS and seconds <= MOST_SECONDS and 1 <= categories <= MOST_CATEGORIES
    ):
        return None
    rule = next(rule for rule in RULES if rule == parts[0])
    or_buzzer = bool(parts[6:])
    return RoundWanted(rule, questions, seconds, parts[3], parts[4] == "double", categories, or_buzzer)
