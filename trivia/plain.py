"""The game line by line, for pipes, screen readers and terminals that can do no more.

One block a question, no cursor movement, no colour. An answer is an option's number or letter and Enter;
`q`, or the end of the input, leaves the game as a player would.
"""

from typing import TextIO

from trivia import voice
from trivia.clock import Clock
from trivia.game.mode import DAILY, REVIEW
from trivia.game.rules import Answer
from trivia.programme import daily, review, reviews
from trivia.progress.achievements import honour
from trivia.progress.daily import share_text
from trivia.progress.statistics import daily_record
from trivia.quiz.pack import Pack
from trivia.quiz.question import Question
from trivia.saves.keeper import Keeper, Kept
from trivia.session import SETTLE_TRIES, Session

_LEAVE = {"q", "quit", "leave", "exit"}


def play_plain(session: Session, given: TextIO, told: TextIO) -> None:
    """Play a game.

    Args:
        session: The game.
        given: Where the player's lines come from.
        told: Where the game is told to.
    """
    _Plain(session, given, told).play()


def play_daily(pack: Pack, keeper: Keeper, clock: Clock, given: TextIO, told: TextIO) -> None:
    """Play today's daily, or tell how it went.

    Args:
        pack: The pack.
        keeper: Where answers are kept.
        clock: Where time comes from.
        given: Where the player's lines come from.
        told: Where the game is told to.

    Raises:
        PackError: If today's try was begun with another version of the pack.
    """
    today = clock.today()
    session = Session(pack, DAILY, keeper, clock, programme=daily(pack, keeper, today))
    if session.game.outcome is None:
        if session.game.answers:
            told.write(f"Welcome back. {voice.counted(len(session.game.answers), 'answer')} stand already.\n")
        play_plain(session, given, told)
        after_game(keeper, clock, told)
    answers = session.game.answers
    if len(answers) == len(session.game.questions):
        record = daily_record(keeper, pack.facts.id, today.toordinal())
        told.write("\nTo share:\n")
        told.write(share_text(today, [answer.right for answer in answers], session.game.score, record.streak))
        told.write("\nThe next daily opens at midnight.\n")


def play_review(pack: Pack, keeper: Keeper, clock: Clock, given: TextIO, told: TextIO) -> None:
    """Play what is due, and tell what comes; the arguments are those of `play_daily`."""
    programme = review(pack, keeper, clock.today())
    if programme.questions:
        play_plain(Session(pack, REVIEW, keeper, clock, programme=programme), given, told)
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
    keeper.back_up(clock.utc_ms())
    if keeper.notice:
        told.write(f"{keeper.notice}\n")
        keeper.notice = ""


class _Plain:
    """One game, told as text."""

    def __init__(self, session: Session, given: TextIO, told: TextIO) -> None:
        self._session = session
        self._given = given
        self._told = told
        self._complained = ""

    def play(self) -> None:
        facts, game = self._session.pack.facts, self._session.game
        self._say(f"{facts.title}. {game.mode.title}, {voice.counted(len(game.questions), 'question')}.")
        if self._session.wanted > len(game.questions):
            self._say("The pack has no more without asking the same fact twice.")
        self._say("Answer with a number or letter and Enter, t or f for true or false; q leaves.")
        try:
            while self._session.game.outcome is None:
                if not self._ask():
                    self._session.leave()
        except KeyboardInterrupt:
            self._session.leave()
            raise
        self._end()

    def _ask(self) -> bool:
        """Ask the next question; `False` where the player leaves."""
        session = self._session
        question, place = session.game.question, session.game.place
        self._say("")
        total = len(session.game.questions)
        self._say(f"Question {place + 1} of {total}. {question.heading}, level {question.level}.")
        self._say(question.prompt)
        for number, option in enumerate(question.options, start=1):
            self._say(f"{number}. {option}")
        session.show()
        chosen = self._answer(question)
        if chosen is None:
            return False
        kept = session.choose(chosen)
        if kept is Kept.WAITING:
            self._say("One moment: another window is writing to the save file.")
        tries = 0
        while kept is Kept.WAITING and tries < SETTLE_TRIES:
            kept = session.settle()  # each try waits a moment in SQLite itself
            tries += 1
        self._verdict(session.game.answers[-1])
        session.proceed()
        return True

    def _answer(self, question: Question) -> int | None:
        """The option that the player takes; `None` where they leave."""
        count = len(question.options)
        while True:
            self._told.write("Your answer: ")
            self._told.flush()
            line = self._given.readline()
            if not line or not self._given.isatty():
                self._say("")  # nobody's Enter has ended the prompt's line
            if not line:
                return None
            word = line.strip().casefold()
            if word in _LEAVE:
                return None
            chosen = option_named(word, question)
            if chosen is not None:
                return chosen
            wanted = (
                "true or false (t or f)"
                if question.judged
                else f"1 to {count}, or a to {voice.LETTERS[count - 1]}"
            )
            self._say(f"Please answer {wanted}; q leaves.")

    def _verdict(self, answer: Answer) -> None:
        question = answer.question
        words = voice.verdict(answer, self._session.seed + self._session.game.place)
        if answer.right:
            self._say(f"Right. {words} {voice.points_told(answer.points, question.level)}.")
        else:
            self._say(f"Wrong. {words} The answer is {question.options[question.answer]}.")
        self._say(question.explanation)
        remark = question.remarks[answer.chosen]
        if not answer.right and remark:
            self._say(remark)
        self._say(f"Source: {voice.sources_told(question.sources)}.")
        self._say(f"Score: {self._session.game.score:,}.")
        trouble = self._session.trouble
        if trouble and trouble != self._complained:
            self._say(f"Not saving: {trouble}. The game goes on.")
        elif self._complained and not trouble:
            self._say("Saving again; nothing was lost.")
        self._complained = trouble

    def _end(self) -> None:
        outcome = self._session.game.outcome
        if outcome is None:
            return
        self._say("")
        if not outcome.answered:
            self._say("You left before the first answer. Your seat is kept for next time.")
            return
        self._say(voice.final(outcome, len(self._session.game.questions)))
        self._say(f"{voice.counted(outcome.score, 'point')}, {outcome.right} of {outcome.answered} right.")
        best = self._session.best_before
        if self._session.trouble:
            self._say("It is not in the book of scores, for that could not be written.")
        elif outcome.score > (best or 0):
            self._say("That is the new best score." if best is not None else "That is the first best score.")
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
