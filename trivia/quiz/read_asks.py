"""Reading asks from the tables of a pack, with every mistake noted."""

import re
from collections.abc import Iterable
from collections.abc import Mapping as Pairs
from typing import Final

from trivia.errors import Place
from trivia.facts.cells import Known
from trivia.facts.nodes import Mapping, Node, Scalar, Sequence, described
from trivia.facts.reader import Reader
from trivia.facts.tables import Facts, Table
from trivia.facts.text import did_you_mean, folded, listed, nearest
from trivia.facts.values import ORDERED_KINDS
from trivia.quiz.keys import ASK_KEYS
from trivia.quiz.pack import COUNT, EACH_ROW, FORMS, OTHER, WORDED, Ask, Condition, Form, Slot, Template
from trivia.quiz.read_wordings import Wordings, check_wordings
from trivia.quiz.wording import parse_path, parse_template

MOST_LISTED: Final = 20
"""Values that are named where a condition means none of them."""

_HARDER: Final = re.compile(r"[+-]?[0-4]")
_BOUND: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")


def read_asks(reader: Reader, facts: Facts, nodes: Pairs[str, Node]) -> tuple[Ask, ...]:
    """Read the asks of all tables.

    Args:
        reader: Collects what is wrong.
        facts: The pack's facts.
        nodes: The asks of each table, by its name.
    """
    asks: list[Ask] = []
    seen: set[str] = set()
    for table in facts.tables.values():
        items = reader.items(nodes.get(table.name), "ask")
        for entry in reader.mappings(items, "an ask", ASK_KEYS):
            ask = _AskReader(reader, facts, table, entry).read()
            if ask.id in seen:
                reader.problem(
                    entry.place,
                    f"the ask '{ask.id}' stands here again; ids are unique within a pack",
                    "GP401",
                )
            seen.add(ask.id)
            asks.append(ask)
    return tuple(asks)


class _AskReader:
    """Reads one ask of one table."""

    def __init__(self, reader: Reader, facts: Facts, table: Table, entry: Mapping) -> None:
        self._reader = reader
        self._facts = facts
        self._table = table
        self._entry = entry

    def read(self) -> Ask:
        """The ask, with every mistake noted."""
        reader, entry = self._reader, self._entry
        count = self._count()
        answer = "" if count else self._answer()
        prompt = self._template("prompt") or Template(())
        if entry.get("prompt") is None:
            reader.problem(entry.place, "the ask's prompt is missing", "GP202")
        elif not prompt.columns and not any("{" in str(part) for part in prompt.parts):
            given = next((name for name in self._table.columns if name != answer), "column")
            message = "the prompt names no {column}, so every row would be right; "
            message += f"name what is given in braces, like {{{given}}}"
            reader.problem(self._place("prompt"), message, "GP403")
        statement = self._template("statement")
        many = self._template("prompt_many")
        wordings: dict[str, Template] = {
            form: worded for form in WORDED if (worded := self._template(form)) is not None
        }
        pair = self._template("pair")
        ordered = bool(count) or self._kind(answer) in ORDERED_KINDS
        # Where the ask gives or asks for a column that is not there, that is told, and not what follows.
        sound = bool(count) or answer in self._table.columns
        if sound and prompt.columns and self._is_sound(prompt):
            self._check_wording(prompt, many, statement, answer or COUNT)
            told = {form: worded for form, worded in wordings.items() if self._is_sound(worded)}
            found = Wordings(self._table, prompt, answer, told, pair, ordered)
            check_wordings(reader, entry, found)
        return Ask(
            id=reader.name(entry.get("id"), "the ask's id", entry.place),
            table=self._table.name,
            prompt=prompt,
            prompt_many=self._template("prompt_many", note=False),
            answer=answer,
            count=count,
            show=self._show(prompt if ordered else None, answer),
            option=self._option(prompt, answer or COUNT) if sound else None,
            statement=statement,
            because=self._template("because"),
            wordings=wordings,
            pair=pair,
            forms=self._forms(statement, wordings),
            where=self._where(),
            alike=self._paths("alike"),
            near=self._paths("near"),
            between=self._between(not sound or bool(count) or self._kind(answer) in ("number", "year")),
            harder=self._harder(),
            file=entry.place.file,
            line=entry.place.line,
            column=entry.place.column,
        )

    def _place(self, key: str) -> Place:
        node = self._entry.get(key)
        return node.place if node is not None else self._entry.place

    def _template(self, key: str, note: bool = True) -> Template | None:
        node = self._entry.get(key)
        if node is None:
            return None
        template = parse_template(self._reader.text(node, key))
        for slot in template.slots if note else ():
            if key == "compare" and slot.column == OTHER:
                slot = Slot(self._first_given(), slot.attribute)  # noqa: PLW2901 - it stands for a subject
            self._check_slot(slot, node.place)
        for part in template.parts if note else ():
            stray = re.search(r"\{[^{}]*\}?|\}", part) if isinstance(part, str) else None
            if stray:
                named = "{column} or {column.attribute}"
                meant = nearest(stray[0].strip("{}"), self._table.columns)
                cure = f"; did you mean {{{meant}}}?" if meant else "; a name has small letters"
                message = f"'{stray[0]}' in {key} is no {named}{cure}"
                self._reader.problem(node.place, message, "GP404")
        return template

    def _is_sound(self, template: Template) -> bool:
        """Whether every column that a wording names is there; one that is not was told."""
        return all(column in (*self._table.columns, COUNT, OTHER) for column in template.columns)

    def _first_given(self) -> str:
        """The column that the prompt names first."""
        node = self._entry.get("prompt")
        columns = parse_template(node.text).columns if isinstance(node, Scalar) else ()
        return next(iter(columns), OTHER)

    def _kind(self, column: str) -> str:
        return self._table.columns[column].kind if column in self._table.columns else ""

    def _answer(self) -> str:
        node = self._entry.get("answer")
        answer = self._reader.text(node, "the ask's answer (a column)", place=self._entry.place)
        if answer and node is not None:
            self._check_slot(Slot(answer, None), node.place)
        return answer

    def _count(self) -> str:
        """What the ask counts, or an empty string."""
        node = self._entry.get("count")
        if node is None:
            return ""
        count = self._reader.text(node, "count")
        if self._entry.get("answer") is not None:
            self._reader.problem(node.place, "an ask has an answer or a count, not both", "GP405")
        if COUNT in self._table.columns:
            self._reader.problem(
                node.place, "a table with a column 'count' cannot be counted; rename the column", "GP406"
            )
        if not self._table.complete:
            cure = "add 'complete: true' if nothing is missing"
            self._reader.problem(node.place, f"only a complete table can be counted; {cure}", "GP407")
        if count and count != EACH_ROW:
            self._check_slot(Slot(count, None), node.place)
        return count

    def _check_slot(self, slot: Slot, place: Place) -> bool:
        columns = self._table.columns
        if slot.column == COUNT and self._entry.get("count") is not None and slot.attribute is None:
            return True
        if not columns:
            return False  # said already, where the columns should be
        if slot.column not in columns:
            cure = did_you_mean(slot.column, columns) or f" Columns: {listed(columns)}."
            self._reader.problem(place, f"'{slot}' names no column of '{self._table.name}'.{cure}", "GP408")
            return False
        kind = self._facts.kinds.get(columns[slot.column].kind)
        if slot.attribute is not None and (kind is None or slot.attribute not in kind.attributes):
            known = kind.attributes if kind else ()
            cure = did_you_mean(slot.attribute, known) or (f" Attributes: {listed(known)}." if known else "")
            self._reader.problem(
                place, f"'{slot}': '{slot.column}' has no attribute '{slot.attribute}'.{cure}", "GP409"
            )
            return False
        return True

    def _check_wording(
        self, prompt: Template, prompt_many: Template | None, statement: Template | None, answer: str
    ) -> None:
        """A wording must give what it is proved for: no less, and never the answer."""
        if answer in prompt.columns:
            self._reader.problem(
                self._place("prompt"), f"the prompt gives away its answer, '{{{answer}}}'", "GP410"
            )
        if (
            prompt_many is not None
            and self._is_sound(prompt_many)
            and set(prompt_many.columns) != set(prompt.columns)
        ):
            message = f"prompt_many should name the same columns as prompt: {listed(prompt.columns)}"
            self._reader.problem(self._place("prompt_many"), message, "GP411")
        wanted = {*prompt.columns, answer}
        if statement is None or not self._is_sound(statement):
            return
        if self._names_a_row(prompt):
            if answer not in statement.columns:
                self._reader.problem(
                    self._place("statement"), f"the statement should name the answer, '{{{answer}}}'", "GP412"
                )
        elif set(statement.columns) != wanted:
            message = (
                f"the statement should name the prompt's columns and the answer: {listed(sorted(wanted))}"
            )
            self._reader.problem(self._place("statement"), message, "GP412")

    def _names_a_row(self, prompt: Template) -> bool:
        """Whether the prompt holds the whole key; then every other column of the row follows from it."""
        key = self._table.key
        return bool(key) and set(key) <= set(prompt.columns)

    def _option(self, prompt: Template, answer: str) -> Template | None:
        option = self._template("option")
        if option is None:
            return None
        place = self._place("option")
        if answer not in option.columns:
            self._reader.problem(place, f"the option should show the answer, '{{{answer}}}'", "GP413")
        if len(option.columns) > 1 and not self._names_a_row(prompt):
            self._reader.problem(
                place, "only a prompt that holds the whole key lets options show other columns", "GP414"
            )
        return option

    def _show(self, prompt: Template | None, answer: str) -> str | None:
        """The attribute that options are shown by: of the answer, or of the subjects that are compared."""
        node = self._entry.get("show")
        column = next(iter(prompt.columns), "") if prompt is not None else answer
        if node is None or column not in self._table.columns:
            return None
        show = self._reader.text(node, "show")
        return show if self._check_slot(Slot(column, show), node.place) else None

    def _forms(self, statement: Template | None, wordings: dict[str, Template]) -> tuple[Form, ...]:
        """The forms that the ask names, or else all that it has the wording for."""
        node = self._entry.get("forms")
        worded = {"choice", *wordings, *(("true_false",) if statement is not None else ())}
        if node is None:
            return tuple(form for form in FORMS if form in worded)
        named: list[Form] = []
        for text, place in self._reader.names(node, "forms", apart=""):
            form = next((form for form in FORMS if form == text), None)
            if form is None:
                cure = did_you_mean(text, FORMS) or f" Forms: {listed(FORMS)}."
                self._reader.problem(place, f"unknown form '{text}'.{cure}", "GP415")
            elif form not in worded:
                wording = "statement" if form == "true_false" else f"wording under '{form}:'"
                self._reader.problem(place, f"the form '{form}' needs a {wording}", "GP416")
            else:
                named.append(form)
        if isinstance(node, Sequence) and not node.items:
            self._reader.problem(
                node.place, "forms is empty; leave it out for all that have a wording", "GP417"
            )
        return tuple(form for form in FORMS if form in named)

    def _between(self, numeric: bool) -> tuple[str, str] | None:
        """The bounds of wrong numbers: a list of two."""
        node = self._entry.get("between")
        if node is None:
            return None
        bounds = [text for text, _ in self._reader.names(node, "between", apart="")]
        if not numeric:
            self._reader.problem(
                node.place, "'between' is for answers that are numbers, years or counts", "GP418"
            )
        if len(bounds) != 2 or not all(_BOUND.fullmatch(bound) for bound in bounds):
            self._reader.problem(node.place, "between should be two numbers, like between: [1, 12]", "GP419")
            return None
        if float(bounds[0]) >= float(bounds[1]):
            self._reader.problem(
                node.place, "between should be the smaller number first, like [1, 12]", "GP420"
            )
        return bounds[0], bounds[1]

    def _where(self) -> tuple[Condition, ...]:
        node = self._entry.get("where")
        if node is None:
            return ()
        if not isinstance(node, Mapping):
            self._reader.problem(
                node.place, f"where should be path: value pairs, found {described(node)}", "GP212"
            )
            return ()
        found: list[Condition] = []
        for key, value in node.entries:
            slot = self._path(key)
            named = self._reader.names(value, f"the values of '{key.text}'")
            if slot is not None:
                found.append(Condition(slot, tuple(folded(text) for text, _ in named)))
                self._check_values(slot, named)
        return tuple(found)

    def _check_values(self, slot: Slot, named: tuple[tuple[str, Place], ...]) -> None:
        """A condition that no row meets is a slip of the pen."""
        column = self._table.columns[slot.column]
        cells = [rows[0].cells[column.name] for rows in self._table.index(column.name).rows.values()]
        words = [
            self._facts.attribute(self._table, column.name, cell, slot.attribute)
            if slot.attribute
            else str(cell)
            for cell in cells
            if isinstance(cell, Known)
        ]
        known = {folded(word): word for word in words if word is not None}
        for text, place in named:
            if folded(text) not in known:
                cure = (
                    did_you_mean(text, known.values()) or f" There are {listed(known.values(), MOST_LISTED)}."
                )
                self._reader.problem(place, f"no row has '{text}' as its {slot}.{cure}", "GP421")

    def _paths(self, key: str) -> tuple[Slot, ...]:
        node = self._entry.get(key)
        named: Iterable[Node] = self._reader.items(node, key) if not isinstance(node, Scalar) else ()
        if isinstance(node, Scalar):
            written = self._reader.names(node, key, apart="")
            named = [Scalar(text, node.plain, place) for text, place in written]
        found = (self._path(item) for item in named)
        return tuple(slot for slot in found if slot is not None)

    def _path(self, node: Node) -> Slot | None:
        slot = parse_path(node.text) if isinstance(node, Scalar) else None
        if slot is None:
            self._reader.problem(
                node.place, f"should be a column or column.attribute, found {described(node)}", "GP422"
            )
            return None
        return slot if self._check_slot(slot, node.place) else None

    def _harder(self) -> int:
        node = self._entry.get("harder")
        if node is None:
            return 0
        if not isinstance(node, Scalar) or not _HARDER.fullmatch(node.text):
            self._reader.problem(
                node.place, f"harder should be a whole number -4 to 4, found {described(node)}", "GP423"
            )
            return 0
        return int(node.text)
