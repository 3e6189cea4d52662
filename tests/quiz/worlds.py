"""Random tables, written as a pack, and every world that they allow: what is so in all of them is certain.

The model knows nothing of proofs, indices or the classes of the program. A cell is a word, `none`, `unknown`
(it may be anything, or nothing) or a dispute (likewise); the pack is written as YAML and read like any other.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

from hypothesis import strategies as st

WORDS = ("ant", "bee", "cat", "dog", "elk", "fox")
ALIASES = {"ant": "Emmet", "bee": "BUMBLE BEE", "cat": "Tom's", "dog": "Hound", "elk": "Wapiti", "fox": "Tod"}
SIZES = {"ant": "small", "bee": "small", "cat": "big", "dog": "big", "elk": "big", "fox": "big"}
NUMBERS = ("1", "2", "3", "5", "5.4", "8", "13")
COLUMNS = ("a", "b", "c")
NONE, UNKNOWN, DISPUTE = "none", "unknown", "dispute"
MAX_MISSING = 2


@dataclass
class Model:
    """A table and one ask of it.

    Attributes:
        rows: Cells by column; a word, a number, or one of the signs above.
        key: The key's columns.
        complete: Whether the world is closed.
        beasts: Whether a, b and c hold entities with a size and an alias.
        given: The columns of the prompt.
        answer: The column that is asked for, `n` or a word column; empty where rows are counted.
        count: What is counted.
        where: A column, whether its size is meant, and what is allowed; or `None`.
        spelling: For each cell, whether it is written by its alias.
        alike: Whether distractors must have the answer's size.
    """

    rows: list[dict[str, str]]
    key: tuple[str, ...]
    complete: bool
    beasts: bool
    given: tuple[str, ...]
    answer: str
    count: str
    where: tuple[str, bool, tuple[str, ...]] | None
    spelling: list[bool] = field(default_factory=list)
    alike: bool = False

    def text(self) -> str:
        """The pack as an author would write it."""
        spelling = iter(self.spelling)
        kind = "beast?" if self.beasts else "text?"
        lines = ["pack: p", "title: P", "sources: [{id: s, title: S, paragraphs: 99}]"]
        if self.beasts:
            lines += ["entities:", "- entity: beast", "  attributes: [size]", "  rows:"]
            lines += [f'  - {{name: {w}, aliases: ["{ALIASES[w]}"], size: {SIZES[w]}}}' for w in WORDS]
        lines += [
            "tables:",
            "- table: t",
            f"  key: [{', '.join(self.key)}]",
            f"  complete: {str(self.complete).lower()}",
        ]
        lines += [f'  columns: {{a: "{kind}", b: "{kind}", c: "{kind}", n: "number?"}}', "  rows:"]
        for number, row in enumerate(self.rows, 1):
            cells = ", ".join(f"{name}: {self._cell(name, cell, spelling)}" for name, cell in row.items())
            lines.append(f"  - {{{cells}, sources: [s:{number}]}}")
        return "\n".join([*lines, "  ask:", *self._ask()]) + "\n"

    def _cell(self, column: str, cell: str, spelling) -> str:
        if cell == DISPUTE:
            sides = ("1", "8") if column == "n" else ("ant", "dog")
            return "{dispute: [" + ", ".join(f"{{is: {side}, sources: [s:1]}}" for side in sides) + "]}"
        if self.beasts and cell in ALIASES and next(spelling, False):
            return f'"{ALIASES[cell]}"'
        return cell

    def _ask(self) -> list[str]:
        told = " ".join(f"{{{column}}}" for column in self.given)
        asked = "count" if self.count else self.answer
        many = f'    prompt_many: "What may go with [{told}]?"'
        lines = [
            "  - id: q",
            f'    prompt: "What goes with [{told}]?"',
            f'    statement: "[{told}] goes with {{{asked}}}."',
        ]
        lines.append(f"    count: {self.count}" if self.count else f"    answer: {self.answer}")
        if self.count or self.answer == "n":
            fixed = " ".join(f"{{{column}}}" for column in self.given[1:])
            lines += [f'    higher: "Which has more [{fixed}]?"', f'    lower: "Which has less [{fixed}]?"']
            lines += [f'    order: "In which order [{fixed}]?"']
            lines += [f'    compare: "[{told}] has more than {{other}}."']
            if self.complete:
                lines.append(f'    most: "Which has most of all [{fixed}]?"')
            if self.complete and not self.count:
                lines.append(f'    least: "Which has least of all [{fixed}]?"')
        else:
            lines.append(many)
            lines.append(f'    not: "What does NOT go with [{told}]?"')
            lines += [
                f'    pairs: "Which pair [{self._tail()}]?"',
                f'    pair: "{{{self.given[0]}}} – {{{self.answer}}}"',
            ]
            if self.alike and self.beasts:
                lines.append(f"    alike: [{self.answer}.size]")
        if self.where is not None:
            column, sized, allowed = self.where
            lines.append(f"    where: {{{column}{'.size' if sized else ''}: [{', '.join(allowed)}]}}")
        return lines

    def _tail(self) -> str:
        return " ".join(f"{{{column}}}" for column in self.given[1:])

    # What is so.

    def worlds(self) -> list[list[dict[str, str]]]:
        """Every table that this one may stand for: each missing cell is anything, or nothing."""
        missing = [
            (number, column)
            for number, row in enumerate(self.rows)
            for column, cell in row.items()
            if cell in (UNKNOWN, DISPUTE)
        ]
        found = []
        for values in product(*((*(NUMBERS if column == "n" else WORDS), NONE) for _, column in missing)):
            rows = [dict(row) for row in self.rows]
            for (number, column), value in zip(missing, values, strict=True):
                rows[number][column] = value
            found.append(rows)
        return found

    def meets(self, row: dict[str, str]) -> bool:
        """Whether a row of a world meets the ask's condition."""
        if self.where is None:
            return True
        column, sized, allowed = self.where
        cell = row[column]
        return cell != NONE and (SIZES[cell] if sized else cell) in allowed

    def matching(self, world: list[dict[str, str]], given: dict[str, str]) -> list[dict[str, str]]:
        """The rows of a world that a prompt with these given values asks about."""
        return [row for row in world if self.meets(row) and all(row[c] == v for c, v in given.items())]

    def amounts(self, world: list[dict[str, str]], given: dict[str, str]) -> set[Decimal]:
        """What a subject amounts to in a world: one number, or several where rows disagree."""
        rows = self.matching(world, given)
        if self.count:
            if self.count == "rows":
                return {Decimal(len(rows))} if rows else set()
            return {Decimal(len({row[self.count] for row in rows} - {NONE}))} - {Decimal(0)}
        return {Decimal(row["n"]) for row in rows if row["n"] != NONE}

    def amount(self, given: dict[str, str]) -> Decimal | None:
        """What a subject amounts to in every world, or `None` where that is not certain."""
        found = [self.amounts(world, given) for world in self.worlds()]
        (first, *_) = found
        if len(first) != 1 or any(other != first for other in found):
            return None
        if not self.complete and not (self.key and set(self.key) <= set(given)):
            return None  # a row that is not listed could change it
        return next(iter(first))

    def possible(self, said: dict[str, str]) -> bool:
        """Whether some world has a row, listed or not, with these values."""
        if any(self.matching(world, said) for world in self.worlds()):
            return True
        if self.complete:
            return False
        if self.key and set(self.key) <= set(said):
            return not any(all(row[column] == said[column] for column in self.key) for row in self.rows)
        return True

    def certain(self, said: dict[str, str]) -> bool:
        """Whether every world has a row with these values."""
        return all(self.matching(world, said) for world in self.worlds())


@st.composite
def models(draw, measured: bool) -> Model:
    """A random table with ties, gaps, aliases and disputes, and an ask that looks up or compares."""
    key = draw(st.sampled_from([(), ("a",), ("a",), ("a", "b")]))
    beasts = draw(st.booleans())
    words = st.sampled_from(WORDS[: draw(st.integers(3, len(WORDS)))])
    rows: list[dict[str, str]] = []
    for _ in range(draw(st.integers(4, 12))):
        row = {column: draw(words) for column in COLUMNS}
        row["n"] = draw(st.sampled_from(NUMBERS))
        if not key or all(any(row[c] != other[c] for c in key) for other in rows):
            rows.append(row)
    for sign in draw(st.lists(st.sampled_from([UNKNOWN, DISPUTE]), max_size=MAX_MISSING)):
        _spoil(draw, rows, key, sign)
    for sign in draw(st.lists(st.just(NONE), max_size=2)):
        _spoil(draw, rows, key, sign)
    answer, count = "", ""
    if measured:
        if draw(st.booleans()):
            answer = "n"
        else:
            count = draw(st.sampled_from(["rows", "c", "b"]))
    else:
        answer = draw(st.sampled_from(COLUMNS))
    free = [column for column in COLUMNS if column not in (answer, count)]
    given = tuple(draw(st.lists(st.sampled_from(free), min_size=1, max_size=2, unique=True)))
    return Model(
        rows=rows,
        key=key,
        complete=bool(count) or draw(st.sampled_from([True, True, False])),
        beasts=beasts,
        given=given,
        answer=answer,
        count=count,
        where=draw(st.one_of(st.none(), st.none(), wheres(rows, beasts))),
        spelling=draw(st.lists(st.booleans(), max_size=20)),
        alike=draw(st.booleans()),
    )


def _spoil(draw, rows, key, sign):
    """Put a sign in place of some cell that no key needs."""
    column = draw(st.sampled_from([column for column in (*COLUMNS, "n") if column not in key]))
    draw(st.sampled_from(rows))[column] = sign


@st.composite
def wheres(draw, rows, beasts):
    """A condition that some row meets; a pack with any other is refused."""
    column = draw(st.sampled_from(COLUMNS))
    here = sorted({row[column] for row in rows} & set(WORDS))
    if not here:
        return None
    sized = beasts and draw(st.booleans())
    known = sorted({SIZES[word] for word in here}) if sized else here
    return column, sized, tuple(draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True)))
