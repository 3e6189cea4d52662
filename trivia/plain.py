"""The game line by line, for pipes, screen readers and terminals that can do no more.

One block a question, no cursor movement, no colour. An answer is an option's number or letter and Enter;
`q`, or the end of the input, leaves the game as a player would; `?` tells what else can be typed.
"""

from typing import TextIO

from trivia import voice
from trivia.clock import Clock
from trivia.errors import SaveError
from trivia.game.mode import DAILY, REVIEW, Lifeline, untimed
from trivia.game.rules import Answer, Phase
from trivia.programme import daily, review, reviews
from trivia.progress.achievements import honour
from trivia.progress.daily import share_text
from trivia.progress.statistics import daily_record
from trivia.quiz.pack import Pack
from trivia.quiz.question import Question
from trivia.saves.keeper import Keeper, Kept
from trivia.session import SETTLE_TRIES, Session
from trivia.settings import Settings

_LEAVE = {"q", "quit", "leave", "exit", "walk"}
_DOES = {
    Lifeline.FIFTY: "leaves two options",
    Lifeline.ARTICLE: "asks the source",
    Lifeline.SKIP: "puts another question in its place",
}
_LIFELINES = {"fifty": Lifeline.FIFTY, "hint": Lifeline.ARTICLE, "skip": Lifeline.SKIP}


def play_plain(session: Session, settings: Settings, given: TextIO, told: TextIO) -> None:
    """Play a game.

    Args:
        session: The game.
        settings: What the player has chosen.
        given: Where the player's lines come from.
        told: Where the game is told to.
    """
    _Plain(session, settings, given, told).play()


def play_daily(
    pack: Pack, keeper: Keeper, settings: Settings, clock: Clock, given: TextIO, told: TextIO
) -> None:
    """Play today's daily, or tell how it went.

    Args:
        pack: The pack.
        keeper: Where answers are kept.
        settings: What the player has chosen.
        clock: Where time comes from.
        given: Where the player's lines come from.
        told: Where the game is told to.

    Raises:
        PackError: If today's try was begun with another version of the pack.
    """
    today = clock.today()
    mode = DAILY if settings.timer else untimed(DAILY)
    session = Session(pack, mode, keeper, clock, programme=daily(pack, keeper, today))
    tell_notice(keeper, told)
    if session.game.outcome is None:
        play_plain(session, settings, given, told)
        after_game(keeper, clock, told)
    answers = session.game.answers
    if len(answers) == len(session.game.questions):
        record = daily_record(keeper, pack.facts.id, today.toordinal())
        told.write("\nTo share:\n")
        told.write(share_text(today, [answer.right for answer in answers], session.game.score, record.streak))
        told.write("\nThe next daily opens at midnight.\n")


def play_review(
    pack: Pack, keeper: Keeper, settings: Settings, clock: Clock, given: TextIO, told: TextIO
) -> None:
    """Play what is due, and tell what comes; the arguments are those of `play_daily`.

    Raises:
        SaveError: If the save file cannot be asked what is due.
    """
    mode = REVIEW if settings.timer else untimed(REVIEW)
    programme = review(pack, keeper, clock.today())
    tell_notice(keeper, told)
    if keeper.trouble:
        raise SaveError(keeper.trouble)
    if programme.questions:
        play_plain(Session(pack, mode, keeper, clock, programme=programme), settings, given, told)
        after_game(keeper, clock, told)
    else:
        told.write("Nothing is due today.\n")
    coming = reviews(keeper, clock.today())
    days = ", ".join(str(count) for count in coming.forecast[1:])
    told.write(f"Still due today: {coming.due}. On the next days: {days}.\n")
    told.write(f"Learned: {coming.learned} of {coming.missed} missed, {coming.by_heart} by heart.\n")


def after_game(keeper: Keeper, clock: Clock, told: TextIO) -> None:
    """Tell what was won, and make a backup; and tell if the save file had to be mended."""
    told.writelines(f"Trophy: {won.title}. {won.about}\n" for won in honour(keeper, clock.utc_ms()))
    if not keeper.back_up(clock.utc_ms()):
        keeper.mend()
    tell_notice(keeper, told)


def tell_notice(keeper: Keeper, told: TextIO) -> None:
    """Tell what has become of the save file, once."""
    if keeper.notice:
        told.write(f"{keeper.notice}\n")
        keeper.notice = ""


class _Plain:
    """One game, told as text."""

    def __init__(self, session: Session, settings: Settings, given: TextIO, told: TextIO) -> None:
        self._session = session
        self._settings = settings
        self._given = given
        self._told = told
        self._complained = ""
        self._last: Answer | None = None

    def play(self) -> None:
        session = self._session
        mode, total = session.game.mode, len(session.game.questions)
        length = 0 if mode.open_ended else total
        self._say(f"{session.title}. {voice.game_told(mode.id, session.variant, length)}.")
        self._say(voice.up_next(mode))
        if session.wanted > total and not mode.open_ended:
            self._say("The pack has no more without asking the same fact twice.")
        if session.taken_up:
            self._say(f"Welcome back. {voice.counted(session.taken_up, 'answer')} stand already.")
        self._say(
            "Answer with a number or letter and Enter, t or f for true or false; "
            f"{self._away()}; ? tells more."
        )
        try:
            while self._session.game.outcome is None:
                if not self._ask():
                    self._settled(self._session.leave())
        except KeyboardInterrupt:
            self._say("")  # the shell's prompt is not to stand behind ours
            self._session.leave()
            raise
        self._end()

    def _away(self) -> str:
        """What `q` does."""
        return "q walks away with what you have" if self._session.game.mode.steps else "q leaves"

    def _ask(self) -> bool:
        """Ask the next question; `False` where the player leaves."""
        session = self._session
        question = session.game.question
        self._say("")
        self._say(f"{voice.place_told(session.game)}. {question.heading}, level {question.level}.")
        self._stakes()
        self._say(question.prompt)
        self._options(question, ())
        session.show()
        while session.game.phase is Phase.ASKING:
            word = self._word()
            if word is None or word in _LEAVE:
                return False
            self._take(word)
        if session.game.phase is Phase.VERDICT:
            session.proceed()
        return True

    def _stakes(self) -> None:
        """What is left of lives and time."""
        game, left = self._session.game, self._session.clock_left_ms
        if game.lives_left is not None:
            self._say(f"{voice.counted(game.lives_left, 'life', 'lives')} left.")
        if left is not None:
            self._say(f"{voice.counted(-(-left // 1000), 'second')} left on the clock.")

    def _options(self, question: Question, removed: tuple[int, ...]) -> None:
        for number, option in enumerate(question.options, start=1):
            if number - 1 not in removed:
                self._say(f"{number}. {option}")

    def _word(self) -> str | None:
        """What the player types, in small letters; `None` at the end of the input."""
        self._told.write("Your answer: ")
        self._told.flush()
        line = self._given.readline()
        if not line or not self._given.isatty():
            self._say("")  # nobody's Enter has ended the prompt's line
        return line.strip().casefold() if line else None

    def _take(self, word: str) -> None:
        """Do what the player has typed."""
        session = self._session
        question = session.game.question
        chosen = option_named(word, question)
        if chosen is not None and chosen not in session.game.removed:
            self._choose(chosen)
        elif chosen is not None:
            self._say("That option is gone.")
        elif word in _LIFELINES:
            self._help(_LIFELINES[word])
        elif word in {"?", "help"}:
            self._say(self._keys(question))
        elif word == "why" and self._last is not None:
            self._explain(self._last)
        elif word == "why":
            self._say("There is nothing to explain yet.")
        else:
            self._say(f"I did not catch that. {self._keys(question)}")

    def _keys(self, question: Question) -> str:
        count = len(question.options)
        wanted = (
            "true or false (t or f)"
            if question.judged
            else f"1 to {count}, or a to {voice.LETTERS[count - 1]}"
        )
        told = [f"Answer {wanted}; {self._away()}."]
        helps = [
            f"'{word}' {_DOES[lifeline]}"
            for word, lifeline in _LIFELINES.items()
            if self._session.game.may_use(lifeline)
        ]
        told += [f"Lifelines: {', '.join(helps)}."] if helps else []
        told += ["'why' explains the last answer."] if self._last is not None else []
        return " ".join(told)

    def _help(self, lifeline: Lifeline) -> None:
        """Use a lifeline."""
        session = self._session
        if not session.game.may_use(lifeline):
            left = session.game.left_of(lifeline)
            why = "cannot be used here" if left else "is used up" if session.game.mode.count(lifeline) else ""
            self._say(f"{voice.LIFELINES[lifeline]} {why or 'is no part of this mode'}.")
            return
        session.use(lifeline)
        if lifeline is Lifeline.FIFTY:
            self._say("Two are left:")
            self._options(session.game.question, session.game.removed)
        elif lifeline is Lifeline.ARTICLE:
            self._say(session.hint)
        else:
            self._say("Another question, then.")

    def _choose(self, chosen: int) -> None:
        session = self._session
        self._settled(session.choose(chosen))
        if session.game.phase is Phase.OVER:
            question = session.game.question
            self._say(f"Too late: the time was up. It was {question.options[question.answer]}.")
            self._say(question.explanation)
        else:
            self._verdict(session.game.answers[-1])

    def _settled(self, kept: Kept) -> None:
        """Wait with a word while another window writes, and then go on, saved or not."""
        if kept is Kept.WAITING:
            self._say(voice.ONE_MOMENT)
        tries = 0
        while kept is Kept.WAITING and tries < SETTLE_TRIES:
            kept = self._session.settle()  # each try waits a moment in SQLite itself
            tries += 1

    def _verdict(self, answer: Answer) -> None:
        session, question = self._session, answer.question
        words = voice.verdict(answer, session.seed + session.game.place)
        if answer.right:
            self._say(f"Right. {words} {voice.points_told(answer, session.game.mode)}.")
        else:
            self._say(f"Wrong. {words} The answer is {question.options[question.answer]}.")
        self._last = answer
        shown = self._settings.explanations
        if shown == "always" or (shown == "miss" and not answer.right):
            self._explain(answer)
        self._say(f"Score: {session.game.score:,}.")
        trouble = session.trouble
        if trouble and trouble != self._complained:
            self._say(f"Not saving: {trouble}. The game goes on.")
        elif self._complained and not trouble:
            self._say("Saving again; nothing was lost.")
        self._complained = trouble

    def _explain(self, answer: Answer) -> None:
        question = answer.question
        self._say(question.explanation)
        remark = question.remarks[answer.chosen]
        if not answer.right and remark and remark not in question.explanation:
            self._say(remark)
        self._say(f"Source: {voice.sources_told(question.sources)}.")

    def _end(self) -> None:
        game = self._session.game
        outcome = game.outcome
        if outcome is None:
            return
        self._say("")
        if not outcome.answered and not outcome.finished:
            self._say("You left before the first answer. Your seat is kept for next time.")
            return
        self._say(voice.final(outcome, game, saved=not self._session.trouble))
        self._say(f"{voice.counted(outcome.score, 'point')}, {outcome.right} of {outcome.answered} right.")
        best = self._session.best_before
        if self._session.trouble:
            self._say(f"It is not in the book of scores: {self._session.trouble}.")
        elif outcome.score > (best or 0):
            self._say("That is the new best score." if best else "That is the score to beat from now on.")
        elif best:
            self._say(f"The best score stays {best:,}.")

    def _say(self, text: str) -> None:
        self._told.write(f"{text}\n")


def option_named(word: str, question: Question) -> int | None:
    """The index of the option that a typed word means; `None` where it means none.

    Args:
        word: A number from 1, a letter from a, or for true/false `t`, `f`, `true`, `false`; small letters.
        question: The question.
    """
    if question.judged:
        named = {"t": 0, "true": 0, "f": 1, "false": 1}
        if word in named:
            return named[word]
    count = len(question.options)
    if len(word) == 1 and word in voice.LETTERS[:count]:
        return voice.LETTERS.index(word)
    if word.isascii() and word.isdigit() and len(word) < 4 and 1 <= int(word) <= count:
        return int(word) - 1
    return None
