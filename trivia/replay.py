"""A game of the past, brought back from the save file, to be looked at question by question."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from trivia.game.mode import ALL_MODES, Mode
from trivia.game.rules import Answer, Ending, Game, Outcome, Phase
from trivia.game.scoring import Points
from trivia.quiz.pack import JUDGED, Pack
from trivia.quiz.question import TRUE_FALSE_OPTIONS, Certificate, Question
from trivia.quiz.recall import asked_again

if TYPE_CHECKING:
    from trivia.saves.past import PastAnswer, PastGame

GONE = "The pack does not ask this any more, so there is no explanation at hand."
"""What stands in an explanation's place where a pack has changed or is not here."""

SOMETHING_ELSE = "something else"
"""What was chosen where only the right answer is remembered."""


def replayed(past: "PastGame", packs: Sequence[Pack]) -> Game:
    """The game as it was played, over.

    What the packs still ask comes back with its options and explanation, as the game's seed drew it; of the
    rest there is the prompt and the right answer.

    Args:
        past: What the save file tells of it.
        packs: The packs that are at hand; those of the game may be missing.
    """
    found: dict[str, Mapping[bool | None, Question]] = {}
    for pack in packs:
        found |= asked_again(pack, [answer.question for answer in past.answers], past.seed)
    answers = tuple(_answer(answer, found.get(answer.question, {})) for answer in past.answers)
    mode = ALL_MODES.get(past.mode) or Mode(id=past.mode, title=past.mode, length=past.length, about="")
    game = Game(mode, tuple(answer.question for answer in answers), answers=answers, phase=Phase.OVER)
    return _over(game, past)


def _answer(told: "PastAnswer", versions: Mapping[bool | None, Question]) -> Answer:
    question = _as_it_was(told, versions) or _remembered(told)
    chosen = told.chosen
    if question.explanation == GONE and not question.judged:
        chosen = 0 if told.right else 1
    return Answer(question, chosen, told.elapsed_ms, Points(base=told.points), told.streak)


def _as_it_was(told: "PastAnswer", versions: Mapping[bool | None, Question]) -> Question | None:
    """The question whose right option is the one that the answer was measured by."""
    fitting = [
        question
        for question in versions.values()
        if told.chosen < len(question.options) and (told.chosen == question.answer) == told.right
    ]
    alike = (question for question in fitting if question.prompt == told.prompt)
    return next(alike, fitting[0] if fitting else None)


def _remembered(told: "PastAnswer") -> Question:
    """What is left of a question that its pack does not ask any more."""
    judged = told.form in JUDGED
    options = TRUE_FALSE_OPTIONS if judged else (told.answer, SOMETHING_ELSE)
    return Question(
        id=told.question,
        pack="",
        table="",
        heading=told.heading,
        ask="",
        form="true_false" if judged else "choice",
        prompt=told.prompt,
        options=options,
        answer=(told.chosen if told.right else 1 - told.chosen) if judged else 0,
        explanation=GONE,
        remarks=("",) * len(options),
        sources=(),
        level=told.level,
        facts=(),
        certificate=Certificate("", (), "", ()),
    )


def _over(game: Game, past: "PastGame") -> Game:
    """The game with its outcome."""
    outcome = Outcome(
        ending=_ending(game, past) if past.finished else Ending.LEFT,
        score=past.score,
        right=past.right,
        answered=past.answered,
        best_streak=max((answer.streak for answer in game.answers), default=0),
    )
    return replace(game, outcome=outcome)


def _ending(game: Game, past: "PastGame") -> Ending:
    mode = game.mode
    if mode.steps:
        if game.answers and not game.answers[-1].right:
            return Ending.FELL
        return Ending.COMPLETED if len(game.answers) == len(mode.steps) else Ending.WALKED_AWAY
    if game.lives_left == 0:
        return Ending.LIVES_SPENT
    return Ending.TIME_UP if mode.clock_ms is not None and "untimed" not in past.variant else Ending.COMPLETED
