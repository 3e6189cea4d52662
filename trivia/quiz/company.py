"""Questions that may stand in any order: none tells a fact of another, or gives its answer away."""

from collections.abc import Sequence

from trivia.quiz.leaks import Secret, Told
from trivia.quiz.pack import Pack
from trivia.quiz.pool import Candidate
from trivia.quiz.query import Catalogue
from trivia.quiz.question import Question


class Company:
    """A company of questions, which others may join."""

    def __init__(self, pack: Pack, questions: Sequence[Question] = ()) -> None:
        """Begin a company.

        Args:
            pack: The pack that all of them come from.
            questions: Those that are in it from the start, whatever they tell of each other. Of one that the
                pack does not ask any more nothing is known that could be given away.
        """
        self._facts = {fact for question in questions for fact in question.facts}
        self._told = [Told(question) for question in questions]
        catalogue = Catalogue(pack, {question.ask for question in questions})
        found = ((catalogue.find(question), question) for question in questions)
        self._secrets = [Secret(query, question) for query, question in found if query is not None]

    def tells(self, facts: Sequence[str]) -> bool:
        """Whether one of these facts is told by a question that is in it."""
        return not self._facts.isdisjoint(facts)

    def joined_by(self, candidate: Candidate) -> bool:
        """Let a question in, and say whether it got in; one that is refused once will never get in.

        Args:
            candidate: A question that tells no fact which is told already; see `tells`.
        """
        question = candidate.question
        secret, told = Secret(candidate.query, question), Told(question)
        if any(secret.given_away_by(other) for other in self._told):
            return False
        if any(other.given_away_by(told) for other in self._secrets):
            return False
        self._facts.update(question.facts)
        self._told.append(told)
        self._secrets.append(secret)
        return True
