"""The catalogue of what can be asked: each ask with each set of given values that the facts allow."""

from bisect import bisect_right
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from msgspec import Struct

from trivia.quiz.asking import Asking, Group, Shared, facts_of
from trivia.quiz.pack import Form, Pack, Written

if TYPE_CHECKING:
    from trivia.quiz.question import Question


class Query(Struct, frozen=True, gc=False):
    """One question to be: what is asked, in which form.

    Attributes:
        id: The id of the question that comes of it.
        form: The form it is asked in.
        asking: The ask, or a question that is written by hand.
        group: What is asked of it; `None` for a question that is written by hand.
    """

    id: str
    form: Form
    asking: Asking | Written
    group: Group | None

    @property
    def table(self) -> str:
        """The name of the table; empty for a question that is written by hand."""
        return self.asking.table.name if isinstance(self.asking, Asking) else ""

    @property
    def ask(self) -> str:
        """The id of the ask; empty for a question that is written by hand."""
        return self.asking.ask.id if isinstance(self.asking, Asking) else ""

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts asked about, as questions name them."""
        if not isinstance(self.asking, Asking) or self.group is None:
            return (self.id,)
        return facts_of(self.asking, self.group.given, self.group.rows)


_ASKINGS: Final[WeakKeyDictionary[Pack, tuple[Asking, ...]]] = WeakKeyDictionary()


def askings(pack: Pack) -> tuple[Asking, ...]:
    """Every ask of the pack, ready; worked out once for each pack that is open."""
    found = _ASKINGS.get(pack)
    if found is None:
        shared = Shared()
        found = _ASKINGS[pack] = tuple(Asking(pack.facts, ask, shared) for ask in pack.asks)
    return found


class Catalogue:
    """Everything that a pack might ask, by number, in the order of its asks, their forms and rows.

    A query becomes a question only if enough distractors can be proved; see `trivia.quiz.generate`. Queries
    are made when they are asked for, so that a game from a large pack starts at once.
    """

    def __init__(self, pack: Pack, asks: Container[str] | None = None) -> None:
        """Number what a pack might ask.

        Args:
            pack: The pack.
            asks: The ids of the asks and the hand-written questions to look at; `None` for all.
        """
        self._written_ones = [one for one in pack.written if asks is None or one.id in asks]
        self._pack = pack
        self._parts: list[tuple[Asking, Form]] = []
        self._starts: list[int] = []
        self._size = 0
        for asking in askings(pack):
            if asks is not None and asking.ask.id not in asks:
                continue
            for form in asking.ask.forms:
                self._parts.append((asking, form))
                self._starts.append(self._size)
                self._size += asking.slots

    def __len__(self) -> int:
        """How many numbers there are; some of them stand for nothing."""
        return self._size + len(self._written_ones)

    def __getitem__(self, number: int) -> Query | None:
        """The query of a number, or `None` where it stands for nothing."""
        if number >= self._size:
            return self._written(self._written_ones[number - self._size])
        part = bisect_right(self._starts, number) - 1
        asking, form = self._parts[part]
        group = asking.at(form, number - self._starts[part])
        return None if group is None else self._query(asking, form, group)

    def find(self, question: "Question") -> Query | None:
        """The query that a question came of, or `None` where it is not among these."""
        for (asking, form), start in zip(self._parts, self._starts, strict=True):
            if asking.ask.id == question.ask and form == question.form:
                for place in (*asking.places(question.facts), *range(asking.slots)):
                    query = self[start + place]
                    if query is not None and query.id == question.id:
                        return query
        written = (self._written(one) for one in self._written_ones if one.id == question.ask)
        return next((query for query in written if query.id == question.id), None)

    def __iter__(self) -> Iterator[Query]:
        """All queries."""
        for asking, form in self._parts:
            for group in asking.groups(form):
                yield self._query(asking, form, group)
        for written in self._written_ones:
            yield self._written(written)

    def _query(self, asking: Asking, form: Form, group: Group) -> Query:
        return Query(asking.question_id(form, group.given), form, asking, group)

    def _written(self, written: Written) -> Query:
        form: Form = "choice" if written.wrong else "true_false"
        return Query(f"{self._pack.facts.id}/{written.id}", form, written, None)


def queries(pack: Pack) -> Iterator[Query]:
    """Everything the pack might ask, in the order of its asks and rows, then the hand-written questions."""
    return iter(Catalogue(pack))
