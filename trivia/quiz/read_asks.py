"""Reading asks from the tables of a pack, with every mistake noted."""

import re
from typing import Final

from trivia.errors import Place, Problem
from trivia.facts.cells import Known
from trivia.facts.nodes import Mapping, Node, Scalar, described
from trivia.facts.reader import Reader
from trivia.facts.tables import Facts, Table
from trivia.facts.text import did_you_mean, folded, listed
from trivia.quiz.pack import FORMS, Ask, Condition, Form, Slot, Template
from trivia.quiz.wording import parse_path, parse_template

ASK_KEYS: Final = (
    "id",
    "prompt",
    "prompt_many",
    "answer",
    "show",
    "option",
    "statement",
    "because",
    "forms",
    "where",
    "alike",
    "near",
    "harder",
)

_HARDER: Final = re.compile(r"[+-]?[0-4]")


def read_asks(facts: Facts) -> tuple[tuple[Ask, ...], list[Problem]]:
    """Read the asks of all tables.

    Returns:
        The asks that make sense, and every problem found.
    """
    reader = Reader()
    asks: list[Ask] = []
    seen: set[str] = set()
    for table in facts.tables.values():
        for entry in reader.mappings(reader.items(table.asks, "ask"), "an ask", ASK_KEYS):
            ask = _AskReader(reader, facts, table, entry).read()
            if ask.id in seen:
                reader.problem(
                    entry.place, f"the ask '{ask.id}' stands here again; ids are unique within a pack"
                )
            seen.add(ask.id)
            asks.append(ask)
    return tuple(asks), reader.problems


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
        answer = reader.text(entry.get("answer"), "the ask's answer (a column)", place=entry.place)
        if answer and entry.get("answer") is not None:
            self._check_slot(Slot(answer, None), self._place("answer"))
        prompt = self._template("prompt") or Template(())
        if entry.get("prompt") is None:
            reader.problem(entry.place, "the ask's prompt is missing")
        elif not prompt.columns and not any("{" in str(part) for part in prompt.parts):
            reader.problem(self._place("prompt"), "the prompt names no {column}, so every row would be right")
        statement = self._template("statement")
        self._check_wording(prompt, self._template("prompt_many"), statement, answer)
        return Ask(
            id=reader.name(entry.get("id"), "the ask's id", entry.place),
            table=self._table.name,
            prompt=prompt,
            prompt_many=self._template("prompt_many", note=False),
            answer=answer,
            show=self._show(answer),
            option=self._option(prompt, answer),
            statement=statement,
            because=self._template("because"),
            forms=self._forms(statement),
            where=self._where(),
            alike=self._paths("alike"),
            near=self._paths("near"),
            harder=self._harder(),
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
            self._check_slot(slot, node.place)
        for part in template.parts if note else ():
            stray = re.search(r"\{[^{}]*\}?|\}", part) if isinstance(part, str) else None
            if stray:
                named = "{column} or {column.attribute}"
                message = f"'{stray[0]}' in {key} is no {named}; a name has small letters"
                self._reader.problem(node.place, message)
        return template

    def _check_slot(self, slot: Slot, place: Place) -> bool:
        columns = self._table.columns
        if not columns:
            return False  # said already, where the columns should be
        if slot.column not in columns:
            cure = did_you_mean(slot.column, columns) or f" Columns: {listed(columns)}."
            self._reader.problem(place, f"'{slot}' names no column of '{self._table.name}'.{cure}")
            return False
        kind = self._facts.kinds.get(columns[slot.column].kind)
        if slot.attribute is not None and (kind is None or slot.attribute not in kind.attributes):
            known = kind.attributes if kind else ()
            cure = did_you_mean(slot.attribute, known) or (f" Attributes: {listed(known)}." if known else "")
            self._reader.problem(
                place, f"'{slot}': '{slot.column}' has no attribute '{slot.attribute}'.{cure}"
            )
            return False
        return True

    def _check_wording(
        self, prompt: Template, prompt_many: Template | None, statement: Template | None, answer: str
    ) -> None:
        """A wording must give what it is proved for: no less, and never the answer."""
        if answer in prompt.columns:
            self._reader.problem(self._place("prompt"), f"the prompt gives away its answer, '{{{answer}}}'")
        if prompt_many is not None and set(prompt_many.columns) != set(prompt.columns):
            message = f"prompt_many should name the same columns as prompt: {listed(prompt.columns)}"
            self._reader.problem(self._place("prompt_many"), message)
        wanted = {*prompt.columns, answer}
        if statement is None:
            return
        if self._names_a_row(prompt):
            if answer not in statement.columns:
                self._reader.problem(
                    self._place("statement"), f"the statement should name the answer, '{{{answer}}}'"
                )
        elif set(statement.columns) != wanted:
            message = (
                f"the statement should name the prompt's columns and the answer: {listed(sorted(wanted))}"
            )
            self._reader.problem(self._place("statement"), message)

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
            self._reader.problem(place, f"the option should show the answer, '{{{answer}}}'")
        if len(option.columns) > 1 and not self._names_a_row(prompt):
            self._reader.problem(
                place, "only a prompt that holds the whole key lets options show other columns"
            )
        return option

    def _show(self, answer: str) -> str | None:
        node = self._entry.get("show")
        if node is None or answer not in self._table.columns:
            return None
        show = self._reader.text(node, "show")
        return show if self._check_slot(Slot(answer, show), node.place) else None

    def _forms(self, statement: Template | None) -> tuple[Form, ...]:
        node = self._entry.get("forms")
        if node is None:
            return FORMS if statement is not None else ("choice",)
        named: list[Form] = []
        for text, place in self._reader.names(node, "forms"):
            form = next((form for form in FORMS if form == text), None)
            if form is None:
                cure = did_you_mean(text, FORMS) or f" Forms: {listed(FORMS)}."
                self._reader.problem(place, f"unknown form '{text}'.{cure}")
            elif form == "true_false" and statement is None:
                self._reader.problem(place, "the form 'true_false' needs a statement")
            else:
                named.append(form)
        return tuple(dict.fromkeys(named))

    def _where(self) -> tuple[Condition, ...]:
        node = self._entry.get("where")
        if node is None:
            return ()
        if not isinstance(node, Mapping):
            self._reader.problem(node.place, f"where should be path: value pairs, found {described(node)}")
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
        cells = [row.cells[column.name] for row in self._table.rows]
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
                cure = did_you_mean(text, known.values()) or f" There are {listed(known.values())}."
                self._reader.problem(place, f"no row has '{text}' as its {slot}.{cure}")

    def _paths(self, key: str) -> tuple[Slot, ...]:
        node = self._entry.get(key)
        named = [node] if isinstance(node, Scalar) else self._reader.items(node, key)
        found = (self._path(item) for item in named)
        return tuple(slot for slot in found if slot is not None)

    def _path(self, node: Node) -> Slot | None:
        slot = parse_path(node.text) if isinstance(node, Scalar) else None
        if slot is None:
            self._reader.problem(
                node.place, f"should be a column or column.attribute, found {described(node)}"
            )
            return None
        return slot if self._check_slot(slot, node.place) else None

    def _harder(self) -> int:
        node = self._entry.get("harder")
        if node is None:
            return 0
        if not isinstance(node, Scalar) or not _HARDER.fullmatch(node.text):
            self._reader.problem(
                node.place, f"harder should be a whole number -4 to 4, found {described(node)}"
            )
            return 0
        return int(node.text)
