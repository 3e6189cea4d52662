"""A sitting: one game being played, with every answer kept before its verdict may be shown.

The screens and the plain mode both play through this; it joins the rules, which know no clock, to the
keeper, which knows no rules.
"""

from trivia.clock import Clock
from trivia.errors import PackError, Place, Problem
from trivia.facts.text import listed
from trivia.game.mode import Mode
from trivia.game.rules import Answer, Choose, Game, Leave, Phase, Proceed, Show, new_game, play, resumed
from trivia.programme import Programme, fresh_seed
from trivia.quiz.draw import draw
from trivia.quiz.pack import Pack
from trivia.quiz.rating import rate
from trivia.saves.keeper import Keeper, Kept
from trivia.saves.records import AnswerGiven, GameBegan, GameEnded, Record

MAX_LENGTH = 200
"""Questions of one game, at most."""

MAX_SEED = 2**63 - 1
"""The largest seed that the save file can hold."""

LEARNED_FROM = 5_000
"""The latest answers of a pack that levels are learned from."""

SETTLE_TRIES = 80
"""How often a busy save file is tried again before the game goes on without it: about 15 seconds."""


def nothing_to_ask(pack: Pack) -> PackError:
    """What to say of a pack whose asks come to nothing."""
    asks = listed(ask.id for ask in pack.asks)
    return PackError(
        [
            Problem(
                Place(pack.facts.id),
                f"none of its asks ({asks}) comes to a question: each needs two wrong options that the facts "
                "prove wrong; give the table more rows, a key, or 'complete: true'",
            )
        ]
    )


def _drawn(pack: Pack, mode: Mode, keeper: Keeper, length: int | None, seed: int | None) -> Programme:
    """The questions of a game that nothing settles but its seed, or chance and what the player has seen."""
    wanted = length or mode.length
    if seed is not None:
        return Programme(draw(pack, wanted, seed), seed, wanted)
    fresh = fresh_seed()
    learned = rate(keeper.answers(pack.facts.id, LEARNED_FROM))
    return Programme(draw(pack, wanted, fresh, keeper.last_seen(pack.facts.id), learned), fresh, wanted)


class Session:
    """One game being played.

    Attributes:
        pack: The pack.
        seed: The seed that the questions were drawn with.
        wanted: How many questions were asked for; the pack may have fewer.
        game: The game as it stands.
        best_before: The best score for games of this kind before this one, or `None`.
    """

    def __init__(
        self,
        pack: Pack,
        mode: Mode,
        keeper: Keeper,
        clock: Clock,
        length: int | None = None,
        seed: int | None = None,
        programme: Programme | None = None,
    ) -> None:
        """Draw the questions of a game and begin it.

        Args:
            pack: The pack.
            mode: The mode.
            keeper: Where answers are kept.
            clock: Where time comes from.
            length: How many questions; `None` for the mode's own number.
            seed: The seed; `None` for a fresh one, and then what was not seen lately comes first, and levels
                are those that answers have taught. The same seed is the same game for everyone.
            programme: What is on, where that is settled (a daily, a review); it has its own length and seed.

        Raises:
            PackError: If the pack has no question to ask.
        """
        self.pack = pack
        self._keeper = keeper
        self._clock = clock
        programme = programme or _drawn(pack, mode, keeper, length, seed)
        if not programme.questions:
            raise nothing_to_ask(pack)
        self.seed = programme.seed
        self.wanted = programme.wanted
        self._id = programme.game
        self._day = programme.day
        self._begun = False
        self.game: Game = resumed(new_game(mode, programme.questions), programme.answered)
        # A game that is taken up again has left its own points among the best scores.
        own = self._id if programme.answered else None
        self.best_before = keeper.best_score(pack.facts.id, mode.id, len(programme.questions), own)

    def show(self) -> None:
        """The current question is on the screen."""
        self._move(Show())

    def choose(self, option: int) -> Kept:
        """Answer the current question and keep the answer.

        Returns:
            Where the answer is now. While it is `WAITING`, the verdict is not to be shown; call `settle`.

        Raises:
            IllegalMove: If there is nothing to answer, or no such option.
        """
        self._move(Choose(option))
        at = self._clock.utc_ms()
        answers = self.game.answers
        records: list[Record] = [self._given(answers[-1], len(answers) - 1, at)]
        if not self._begun:  # in a daily that is taken up again the file knows of it, unless it was replaced
            records.insert(0, self._began(at))
            self._begun = True
        if len(answers) == len(self.game.questions):
            records.append(GameEnded(self._id, finished=True, at=at))
        return self._keeper.keep(*records)

    def settle(self) -> Kept:
        """Try again to get everything into the save file."""
        return self._keeper.flush()

    def proceed(self) -> None:
        """The player has seen the verdict."""
        self._move(Proceed())

    def leave(self) -> None:
        """The player leaves; every answer given stays."""
        if self.game.phase is Phase.OVER:
            return
        self._move(Leave())
        if 0 < len(self.game.answers) < len(self.game.questions):
            self._keeper.keep(GameEnded(self._id, finished=False, at=self._clock.utc_ms()))

    def elapsed_ms(self) -> int:
        """Milliseconds since the current question was shown; 0 where none is being asked."""
        shown_at = self.game.shown_at
        return 0 if shown_at is None else max(0, self._clock.now_ms() - shown_at)

    @property
    def trouble(self) -> str:
        """Why answers are not being saved, in one line; empty where they are."""
        return self._keeper.trouble

    def _move(self, move: Show | Choose | Proceed | Leave) -> None:
        self.game = play(self.game, move, self._clock.now_ms())

    def _began(self, at: int) -> GameBegan:
        facts = self.pack.facts
        return GameBegan(
            game=self._id,
            profile=self._keeper.profile,
            pack=facts.id,
            pack_version=facts.version,
            mode=self.game.mode.id,
            length=len(self.game.questions),
            seed=self.seed,
            day=(self._day or self._clock.today()).toordinal(),
            at=at,
        )

    def _given(self, answer: Answer, place: int, at: int) -> AnswerGiven:
        return AnswerGiven(
            game=self._id,
            place=place,
            question=answer.question.id,
            table=answer.question.table,
            heading=answer.question.heading,
            prompt=answer.question.prompt,
            answer=answer.question.options[answer.question.answer],
            form=answer.question.form,
            level=answer.question.level,
            chosen=answer.chosen,
            right=answer.right,
            points=answer.points.total,
            streak=answer.streak,
            elapsed_ms=answer.elapsed_ms,
            day=self._clock.today().toordinal(),
            at=at,
        )
