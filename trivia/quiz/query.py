"""What can be asked: each ask with each set of given values that the facts allow."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from json.encoder import encode_basestring_ascii as quoted
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from msgspec import Struct

from trivia.facts.cells import NONE, Dispute, Known
from trivia.facts.tables import Facts, Row, Table
from trivia.facts.values import ORDERED_KINDS
from trivia.quiz.candidates import Candidates
from trivia.quiz.clarity import blurred
from trivia.quiz.measure import Measures, Subject
from trivia.quiz.pack import MEASURED, Ask, Form, Pack, Written
from trivia.quiz.proof import Claims

if TYPE_CHECKING:
    from trivia.quiz.question import Question, Reference

ID_LENGTH: Final = 12
"""Hexadecimal digits of a question's id: 48 bits, so 10,000 questions collide once in 5 million packs."""

MIN_OPTIONS: Final = 3
"""Three good options test as well as four (Rodriguez 2005); fewer are not a choice."""


class Group(Struct, frozen=True, gc=False):
    """One thing that an ask can ask: given these values, what is the answer?

    Attributes:
        given: The keys of the prompt's values, in the order of its columns.
        rows: The rows that match, each with a known answer; for a count those that were counted.
        many: Whether more than one answer is right, or might be.
    """

    given: tuple[str, ...]
    rows: tuple[Row, ...]
    many: bool


class Asking:
    """An ask, ready to be asked; what it needs is worked out at the first use and kept.

    Attributes:
        facts: The pack's facts.
        ask: The ask.
        table: Its table.
        claims: The proofs it can give.
        columns: The columns that its prompt gives.
        remarks: What each candidate really is the answer to, by its key, as far as that was asked for.
        explanations: What explains each row, by its number, as far as that was asked for.
        references: The paragraphs that each row cites, likewise.
    """

    def __init__(self, facts: Facts, ask: Ask) -> None:
        self.facts = facts
        self.ask = ask
        self.claims = Claims(facts, ask)
        self.table: Table = self.claims.table
        self.columns = ask.prompt.columns
        self.remarks: dict[str, str] = {}
        self.explanations: dict[int, str] = {}
        self.references: dict[int, tuple[Reference, ...]] = {}
        self._blurred: dict[Form, frozenset[tuple[str, ...]]] = {}
        self._groups: dict[int, Group | None] = {}
        self._said: dict[tuple[str, ...], str] = {}
        self._sharing: dict[tuple[str, ...], Sequence[Row]] = {}

    @property
    def answer_kind(self) -> str:
        """The kind of what is asked for; a count is a number."""
        return "number" if self.ask.count else self.table.columns[self.ask.answer].kind

    @property
    def ordered(self) -> bool:
        """Whether what is asked for comes one before the other; then wrong answers can be made up."""
        return self.answer_kind in ORDERED_KINDS

    @cached_property
    def candidates(self) -> Candidates:
        """What could answer the prompt."""
        return Candidates(self.facts, self.table, self.ask, self.ask.answer)

    @cached_property
    def claimed(self) -> frozenset[str]:
        """The keys of what some side of a dispute claims to be an answer: never a wrong option made up."""
        if self.ask.count:
            return frozenset()
        cells = (row.cells[self.ask.answer] for row in self.table.index(self.ask.answer).unsure)
        claims = (claim.cell for cell in cells if isinstance(cell, Dispute) for claim in cell.claims)
        return frozenset(cell.key for cell in claims if isinstance(cell, Known))

    @cached_property
    def measures(self) -> Measures:
        """What the ask's subjects count or measure."""
        return Measures(self.claims)

    def question_id(self, form: Form, given: tuple[str, ...]) -> str:
        """The id of a question: the same as long as pack, ask, given values and form are.

        What is hashed is the JSON of the four, put together here because `json.dumps` takes five times as
        long.
        """
        said = self._said.get(given)
        if said is None:
            pairs = sorted(zip(self.columns, given, strict=True))
            told = ",".join([f"[{quoted(column)},{quoted(key)}]" for column, key in pairs])
            said = f"[{quoted(self.facts.id)},{quoted(self.ask.id)},[{told}],"
            self._said[given] = said
        digest = sha256(f"{said}{quoted(form)}]".encode()).hexdigest()
        return f"{self.facts.id}/{self.ask.id}/{digest[:ID_LENGTH]}"

    def subjects(self, form: Form) -> Candidates:
        """What could stand among the options of a form that compares."""
        column = self.ask.subject(form)
        if column not in self._subjects:
            self._subjects[column] = Candidates(self.facts, self.table, self.ask, column)
        return self._subjects[column]

    @cached_property
    def _subjects(self) -> dict[str, Candidates]:
        return {}

    @property
    def slots(self) -> int:
        """How many places the ask takes in a catalogue for a form; not every one of them can be asked."""
        return len(self.claims.open_rows)

    def places(self, facts: Sequence[str]) -> Iterator[int]:
        """Where a question that tells these facts is likely to be: at the rows that they name."""
        for fact in facts:
            number = fact.rpartition(":")[2]
            if number.isdecimal():
                place = bisect_left(self.claims.open_rows, int(number), key=lambda row: row.number)
                if place < self.slots:
                    yield place

    def at(self, form: Form, place: int) -> Group | None:
        """What can be asked in a form at one of its places, or `None` where nothing can.

        Every row that could be asked about has a place, and what several rows tell is asked at the first of
        them; so a game from a large table looks only at the rows that chance comes upon.
        """
        if self.ask.count or form in MEASURED:
            listed = self._measured(form)
            return listed[place] if place < len(listed) else None
        if place not in self._groups:
            self._groups[place] = self._looked_up(self.claims.open_rows[place])
        group = self._groups[place]
        if group is None or group.given in self.blurred(form):
            return None
        if form == "not" and not (group.many and len(group.rows) >= MIN_OPTIONS - 1):
            return None
        return group

    def blurred(self, form: Form) -> frozenset[tuple[str, ...]]:
        """The given values that a form's wording does not tell from others: nothing is asked of them."""
        found = self._blurred.get(form)
        if found is None:
            found = self._blurred[form] = blurred(self.facts, self.claims, form)
        return found

    def sharing(self, fixed: Mapping[str, str]) -> Sequence[Row]:
        """The rows that surely have these values, meet the ask's conditions and have a known answer."""
        keys = tuple(fixed.values())
        found = self._sharing.get(keys)
        if found is None:
            found = self._sharing[keys] = [
                row
                for row in self.claims.open_rows
                if self.claims.meets(row)
                and all(row.cells[column].key == key for column, key in fixed.items())
                and all(row.cells[column].key for column in (*self.columns, self.ask.answer))
            ]
        return found

    def _looked_up(self, row: Row) -> Group | None:
        """All rows that answer the same prompt as this one, if this is the first of them."""
        answer, columns, cells = self.ask.answer, self.columns, row.cells
        keys = tuple([cells[column].key for column in columns])  # a list is built faster
        if "" in keys or cells[answer].key == "" or not self.claims.meets(row):
            return None  # what is not known has no key
        could = self.claims.about(dict(zip(columns, keys, strict=True))).could
        if could == [row]:
            return Group(keys, (row,), False)
        rows: list[Row] = []
        might = False
        for other in could:
            value = other.cells[answer]
            sure = type(value) is Known and self.claims.meets(other)
            if sure and all(type(other.cells[column]) is Known for column in columns):
                rows.append(other)
            elif value is not NONE:
                might = True
        if rows[0] is not row:
            return None
        several = len(rows) > 1 and len({_key(other, answer) for other in rows}) > 1
        return Group(keys, tuple(rows), several or might)

    def _measured(self, form: Form) -> Sequence[Group]:
        """What can be asked of counts and comparisons, in the order of the table."""
        found = self._listed.get(form)
        if found is None:
            subjects = self._comparable(form) if form in MEASURED else self.measures.subjects.values()
            dim = self.blurred(form)
            found = self._listed[form] = [
                Group(one.given, one.rows, False) for one in subjects if one.given not in dim
            ]
        return found

    @cached_property
    def _listed(self) -> dict[Form, Sequence[Group]]:
        return {}

    def _comparable(self, form: Form) -> Iterator[Subject]:
        """The subjects that a form can ask about: enough others surely have less, or more."""
        for group in self.measures.groups(self.ask.subject(form)).values():
            for one in group.ordered:
                if form in ("most", "least"):
                    others = group.below(one) if form == "most" else group.above(one)
                    if group.closed and len(others) == len(group.ordered) - 1 >= MIN_OPTIONS - 1:
                        yield one
                    continue
                low = 0 if form == "lower" else len(group.below(one))
                high = 0 if form == "higher" else len(group.above(one))
                if form == "order":
                    enough = low > 0 < high  # one that has less goes before it, one that has more behind it
                else:
                    enough = low + high >= (1 if form == "compare" else MIN_OPTIONS - 1)
                if enough:
                    yield one


class Query(Struct, frozen=True):
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


def facts_of(asking: Asking, given: Sequence[str], rows: Sequence[Row]) -> tuple[str, ...]:
    """What a question on these given values tells: its rows, or for a count one fact of its own."""
    table = asking.table.name
    if asking.ask.count:
        said = "&".join(f"{column}={key}" for column, key in zip(asking.columns, given, strict=True))
        return (f"{table}#{asking.ask.count}?{said}",)
    return tuple(f"{table}:{row.number}" for row in rows)


_ASKINGS: Final[WeakKeyDictionary[Pack, tuple[Asking, ...]]] = WeakKeyDictionary()


def askings(pack: Pack) -> tuple[Asking, ...]:
    """Every ask of the pack, ready; worked out once for each pack that is open."""
    found = _ASKINGS.get(pack)
    if found is None:
        found = _ASKINGS[pack] = tuple(Asking(pack.facts, ask) for ask in pack.asks)
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
            for place in range(asking.slots):
                group = asking.at(form, place)
                if group is not None:
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


def _key(row: Row, column: str) -> str:
    cell = row.cells[column]
    return cell.key if isinstance(cell, Known) else ""
