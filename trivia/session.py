"""A sitting: one game being played, with every answer kept before its verdict may be shown.

The screens and the plain mode both play through this; it joins the rules, which know no clock, to the
keeper, which knows no rules.
"""

from collections.abc import Sequence
from dataclasses import replace

from trivia import voice
from trivia.clock import Clock
from trivia.errors import PackError, Place, Problem
from trivia.facts.text import listed
from trivia.game.mode import Lifeline, Mode
from trivia.game.moves import (
    AskArticle,
    Choose,
    Halve,
    Leave,
    Move,
    Pause,
    Proceed,
    Resume,
    Show,
    Skip,
    TimeUp,
)
from trivia.game.rules import Answer, Game, Phase, new_game, play, resumed
from trivia.game.setup import Setup, variant_of
from trivia.programme import Programme, drawn, marathon
from trivia.quiz.chance import Chance
from trivia.quiz.pack import Pack, names, versions
from trivia.saves.keeper import Keeper, Kept
from trivia.saves.records import AnswerGiven, GameBegan, GameEnded, Record

MAX_LENGTH = 200
"""Questions of one game, at most."""

MAX_SEED = 2**63 - 1
"""The largest seed that the save file can hold."""

SETTLE_TRIES = 80
"""How often a busy save file is tried again before the game goes on without it: about 15 seconds."""


def nothing_to_ask(packs: Sequence[Pack], setup: Setup | None = None) -> PackError:
    """What to say of packs whose asks come to nothing, or to nothing that was chosen."""
    if setup is not None and setup != Setup(setup.mode, setup.packs, setup.length):
        found = "no question is left of what was chosen; choose more tables, forms or levels"
        return PackError([Problem(Place(names(packs)), found)])
    asks = listed(ask.id for pack in packs for ask in pack.asks)
    return PackError(
        [
            Problem(
                Place(names(packs)),
                f"none of its asks ({asks}) comes to a question: each needs two wrong options that the facts "
                "prove wrong; give the table more rows, a key, or 'complete: true'",
            )
        ]
    )


class Session:
    """One game being played.

    Attributes:
        packs: The packs; at least one.
        seed: The seed that the questions were drawn with.
        wanted: How many questions were asked for; the packs may have fewer.
        variant: What sets it apart from the usual games of its mode; may be empty.
        game: The game as it stands.
        taken_up: How many answers it had when it was taken up again; 0 for a new game.
        best_before: The best score for games of this kind before this one, or `None`.
    """

    def __init__(
        self,
        packs: Pack | tuple[Pack, ...],
        mode: Mode,
        keeper: Keeper,
        clock: Clock,
        length: int | None = None,
        seed: int | None = None,
        programme: Programme | None = None,
        setup: Setup | None = None,
    ) -> None:
        """Draw the questions of a game and begin it.

        Args:
            packs: The pack, or several.
            mode: The mode.
            keeper: Where answers are kept.
            clock: Where time comes from.
            length: How many questions; `None` for what the setup or the mode says.
            seed: The seed; `None` for a fresh one, and then what was not seen lately comes first, and levels
                are those that answers have taught. The same seed is the same game for everyone.
            programme: What is on, where that is settled (a daily, a review); it has its own length and seed.
            setup: What the player has chosen besides; `None` for the usual.

        Raises:
            PackError: If the packs have no question to ask.
        """
        self.packs = (packs,) if isinstance(packs, Pack) else packs
        self._keeper = keeper
        self._clock = clock
        setup = setup or Setup(mode.id)
        setup = setup if length is None else replace(setup, length=length)
        if programme is None:
            draws = marathon if mode.resumable else drawn
            programme = draws(self.packs, mode, keeper, setup, seed)
        if not programme.questions:
            raise nothing_to_ask(self.packs, setup)
        self.seed = programme.seed
        self.wanted = programme.wanted
        self.variant = variant_of(mode, setup)
        self._id = programme.game
        self._day = programme.day
        self._begun = False
        self._ended = False
        self.game: Game = resumed(new_game(mode, programme.questions, programme.spares), programme.answered)
        self.taken_up = len(programme.answered)
        kept = mode.kept_length
        self._length = len(programme.questions) if kept is None else kept
        # A game that is taken up again has left its own points among the best scores.
        own = self._id if programme.answered else None
        self.best_before = keeper.best_score(
            names(self.packs), mode.id, self._length, own, variant=self.variant
        )

    @property
    def pack(self) -> Pack:
        """The pack, or the first of them."""
        return self.packs[0]

    @property
    def title(self) -> str:
        """The title of the pack, or all of them."""
        return " + ".join(pack.facts.title for pack in self.packs)

    def show(self) -> None:
        """The current question is on the screen."""
        self._move(Show())

    def choose(self, option: int) -> Kept:
        """Answer the current question and keep the answer; one that comes after the clock ends the game.

        Returns:
            Where the answer is now. While it is `WAITING`, the verdict is not to be shown; call `settle`.

        Raises:
            IllegalMove: If there is nothing to answer, or no such option.
        """
        before = len(self.game.answers)
        self._move(Choose(option))
        answers = self.game.answers
        if len(answers) == before:
            return self._end()
        at = self._clock.utc_ms()
        records: list[Record] = [self._given(answers[-1], len(answers) - 1, at)]
        if not self._begun:  # one that is taken up again is in the file already, unless that was replaced
            records.insert(0, self._began(at))
            self._begun = True
        if self.game.decided:
            records.append(GameEnded(self._id, finished=True, at=at))
            self._ended = True
        return self._keeper.keep(*records)

    def settle(self) -> Kept:
        """Try again to get everything into the save file."""
        return self._keeper.flush()

    def proceed(self) -> None:
        """The player has seen the verdict."""
        self._move(Proceed())

    def tick(self) -> None:
        """Time has passed: a game whose clock has run out is over."""
        if self.game.phase is Phase.ASKING and self.clock_left_ms == 0:
            self._move(TimeUp())
            self._end()

    def leave(self) -> Kept:
        """The player leaves; every answer given stays.

        Returns:
            Where the game's end is now; while it is `WAITING`, call `settle`.
        """
        if self.game.phase is Phase.OVER:
            return self.settle()
        self._move(Leave())
        return self._end()

    def use(self, lifeline: Lifeline) -> None:
        """Use a lifeline on the current question; after `SKIP` the next one is ready to be shown.

        Raises:
            IllegalMove: If it cannot be used now.
        """
        if lifeline is Lifeline.FIFTY:
            self._move(Halve(self._halving()))
        else:
            self._move(AskArticle() if lifeline is Lifeline.ARTICLE else Skip())

    def _halving(self) -> tuple[int, ...]:
        """The wrong options of the current question that fifty-fifty takes; the same whenever it is asked."""
        question = self.game.question
        wrong = [index for index in range(len(question.options)) if index != question.answer]
        return tuple(Chance("fifty", self.seed, question.id).shuffled(wrong)[1:])

    @property
    def hint(self) -> str:
        """What the article says of the current question, where it was asked; else empty.

        What it rules out fifty-fifty would take as well, so that the two never give the answer together.
        """
        if Lifeline.ARTICLE not in self.game.helping:
            return ""
        from trivia.quiz.hint import hint

        question = self.game.question
        pack = next(pack for pack in self.packs if pack.facts.id == question.pack)
        halving = () if Lifeline.FIFTY in self.game.helping else self._halving()
        return hint(pack, question, halving[0] if halving else None)

    def pause(self) -> None:
        """Something covers the question: its clock stands."""
        if self.game.phase is Phase.ASKING:
            self._move(Pause())

    def resume(self) -> None:
        """The question is seen again."""
        if self.game.phase is Phase.PAUSED:
            self._move(Resume())

    @property
    def elapsed_ms(self) -> int:
        """How long the current question has been open, in milliseconds; 0 where none is."""
        return self.game.elapsed_ms(self._clock.now_ms())

    @property
    def clock_left_ms(self) -> int | None:
        """What is left of the game's clock, in milliseconds; `None` where it has none."""
        return self.game.clock_left_ms(self._clock.now_ms())

    @property
    def trouble(self) -> str:
        """Why answers are not being saved, in one line; empty where they are."""
        return self._keeper.trouble or (voice.ELSEWHERE if self._keeper.elsewhere else "")

    def _move(self, move: Move) -> None:
        self.game = play(self.game, move, self._clock.now_ms())

    def _end(self) -> Kept:
        """Keep the end of a game that was not decided by an answer."""
        outcome = self.game.outcome
        if self._ended or outcome is None or not outcome.answered:
            return self._keeper.flush()
        self._ended = True
        return self._keeper.keep(GameEnded(self._id, finished=outcome.finished, at=self._clock.utc_ms()))

    def _began(self, at: int) -> GameBegan:
        return GameBegan(
            game=self._id,
            profile=self._keeper.profile,
            pack=names(self.packs),
            pack_version=versions(self.packs),
            mode=self.game.mode.id,
            length=self._length,
            seed=self.seed,
            day=(self._day or self._clock.today()).toordinal(),
            at=at,
            variant=self.variant,
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
