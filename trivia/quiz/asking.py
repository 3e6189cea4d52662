"""An ask made ready: what can be asked of it, form by form and row by row."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from json.encoder import encode_basestring_ascii as quoted
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trivia.facts.cells import NONE, Dispute, Known
from trivia.facts.tables import Facts, Row, Table
from trivia.facts.values import ORDERED_KINDS
from trivia.quiz.candidates import Candidates, Kept
from trivia.quiz.clarity import blurred
from trivia.quiz.measure import Measures, Subject
from trivia.quiz.pack import MEASURED, Ask, Form
from trivia.quiz.proof import AllJudged, Claims

if TYPE_CHECKING:
    from trivia.quiz.question import Reference

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


class Shared:
    """What a pack's asks have in common: values of columns, rows that meet conditions, cited paragraphs."""

    def __init__(self) -> None:
        self.values: Kept = {}
        self.judged: AllJudged = {}
        self.references: dict[str, dict[int | tuple[int, ...], tuple[Reference, ...]]] = {}


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
        references: The paragraphs that rows cite, by the number of one or those of several, likewise.
        counted: The fact of each count, by the given values, likewise.
    """

    def __init__(self, facts: Facts, ask: Ask, shared: Shared) -> None:
        """Make an ask ready.

        Args:
            facts: The pack's facts.
            ask: The ask.
            shared: What other asks of the pack have found.
        """
        self.facts = facts
        self._shared = shared
        self.ask = ask
        self.claims = Claims(facts, ask, shared.judged)
        self.table: Table = self.claims.table
        self.columns = self.claims.columns
        self._id_before = f"{facts.id}/{ask.id}/"
        self.remarks: dict[str, str] = {}
        self.explanations: dict[int, str] = {}
        self.references = shared.references.setdefault(ask.table, {})
        self.counted: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._compared: dict[Form, str] = {}
        self._blurred: dict[Form, frozenset[tuple[str, ...]]] = {}
        self._groups: dict[int, Group | None] = {}
        self._said: dict[tuple[str, ...], str] = {}
        self._sharing: dict[tuple[str, ...], Sequence[Row]] = {}

    @cached_property
    def answer_kind(self) -> str:
        """The kind of what is asked for; a count is a number."""
        return "number" if self.ask.count else self.table.columns[self.ask.answer].kind

    @cached_property
    def candidates(self) -> Candidates:
        """What could answer the prompt."""
        return Candidates(self.facts, self.table, self.ask, self.ask.answer, self._shared.values)

    @property
    def ordered(self) -> bool:
        """Whether what is asked for comes one before the other; then wrong answers can be made up."""
        return self.answer_kind in ORDERED_KINDS

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
            text, places = self._identity
            said = self._said[given] = text % tuple([quoted(given[place]) for place in places])
        digest = sha256(f'{said}"{form}"]'.encode()).hexdigest()
        return f"{self._id_before}{digest[:ID_LENGTH]}"

    @cached_property
    def _identity(self) -> tuple[str, Sequence[int]]:
        """The JSON that ids hash, with `%s` for each given value, and in which order these come."""
        places = sorted(range(len(self.columns)), key=self.columns.__getitem__)
        names = [quoted(name).replace("%", "%%") for name in (self.facts.id, self.ask.id, *self.columns)]
        told = ",".join([f"[{names[place + 2]},%s]" for place in places])
        return f"[{names[0]},{names[1]},[{told}],", places

    def subject(self, form: Form) -> str:
        """The column whose values a measured form compares."""
        found = self._compared.get(form)
        if found is None:
            found = self._compared[form] = self.ask.subject(form)
        return found

    def subjects(self, form: Form) -> Candidates:
        """What could stand among the options of a form that compares."""
        column = self.subject(form)
        if column not in self._subjects:
            values = self._shared.values
            self._subjects[column] = Candidates(self.facts, self.table, self.ask, column, values)
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
        if place in self._groups:
            group = self._groups[place]
        else:
            group = self._groups[place] = self._looked_up(self.claims.open_rows[place])
        if group is None:
            return None
        dim = self.blurred(form)
        if dim and group.given in dim:
            return None
        if form == "not" and not (group.many and len(group.rows) >= MIN_OPTIONS - 1):
            return None
        return group

    def groups(self, form: Form) -> Iterator[Group]:
        """Everything that can be asked in a form, in the order of its places."""
        if self.ask.count or form in MEASURED:
            yield from self._measured(form)
            return
        for place in range(self.slots):
            group = self.at(form, place)
            if group is not None:
                yield group

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
            by = next(iter(fixed), None)
            rows = self.claims.open_rows if by is None else self.table.index(by).rows.get(fixed[by], ())
            found = self._sharing[keys] = [
                row
                for row in rows
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
        could = self.claims.about(keys).could
        if len(could) == 1:
            return Group(keys, (row,), False)
        rows: list[Row] = []
        might = False
        all_known = not self.claims.some_are_unsure
        for other in could:
            value = other.cells[answer]
            sure = type(value) is Known and self.claims.meets(other)
            if sure and (all_known or all(type(other.cells[column]) is Known for column in columns)):
                if not rows and other is not row:
                    return None
                rows.append(other)
            elif value is not NONE:
                might = True
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
                    others = group.less(one) if form == "most" else group.more(one)
                    if group.closed and others == len(group.ordered) - 1 >= MIN_OPTIONS - 1:
                        yield one
                    continue
                low = 0 if form == "lower" else group.less(one)
                high = 0 if form == "higher" else group.more(one)
                if form == "order":
                    enough = low > 0 < high  # one that has less goes before it, one that has more behind it
                else:
                    enough = low + high >= (1 if form == "compare" else MIN_OPTIONS - 1)
                if enough:
                    yield one


def facts_of(asking: Asking, given: tuple[str, ...], rows: Sequence[Row]) -> tuple[str, ...]:
    """What a question on these given values tells: its rows, or for a count one fact of its own."""
    table = asking.table.name
    if len(rows) == 1 and not asking.ask.count:
        return (f"{table}:{rows[0].number}",)
    if asking.ask.count:
        found = asking.counted.get(given)
        if found is None:
            said = "&".join(f"{column}={key}" for column, key in zip(asking.columns, given, strict=True))
            found = asking.counted[given] = (f"{table}#{asking.ask.count}?{said}",)
        return found
    return tuple([f"{table}:{row.number}" for row in rows])


def _key(row: Row, column: str) -> str:
    cell = row.cells[column]
    return cell.key if isinstance(cell, Known) else ""
