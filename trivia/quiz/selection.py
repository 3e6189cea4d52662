"""What a player wants to be asked: certain tables, forms, levels or questions, and not others."""

from typing import Final

from msgspec import Struct

from trivia.quiz.pack import Pack
from trivia.quiz.query import Query
from trivia.quiz.question import Question


class Selection(Struct, frozen=True):
    """What may come in a game.

    Attributes:
        tables: Names of tables; empty for all. Questions that are written by hand belong to the table "".
        forms: Forms; empty for all.
        levels: Levels, 1 to 5, as the player sees them; empty for all.
        among: Ids of questions, of which alone a game may be made; `None` for all.
        without: Ids of questions that must not come.
    """

    tables: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    among: frozenset[str] | None = None
    without: frozenset[str] = frozenset()

    def asks(self, pack: Pack) -> frozenset[str] | None:
        """The asks and hand-written questions of a pack that are worth looking at; `None` for all.

        Nothing that may come is missing. In a large pack it saves looking at all the rest.
        """
        if not self.tables and not self.forms and self.among is None:
            return None
        named = None if self.among is None else {name.split("/")[1] for name in self.among if "/" in name}
        found = [
            ask.id
            for ask in pack.asks
            if (not self.tables or ask.table in self.tables)
            and (not self.forms or any(form in self.forms for form in ask.forms))
        ]
        if not self.tables or "" in self.tables:
            found += [written.id for written in pack.written]
        return frozenset(found if named is None else [name for name in found if name in named])

    def may_ask(self, query: Query) -> bool:
        """Whether this may come, as far as is known before the question is made."""
        return (
            (not self.tables or query.table in self.tables)
            and (not self.forms or query.form in self.forms)
            and (self.among is None or query.id in self.among)
            and query.id not in self.without
        )

    def may_show(self, question: Question) -> bool:
        """Whether a question has one of the levels; its own is the one that the player sees."""
        return not self.levels or question.level in self.levels


EVERYTHING: Final = Selection()
"""Anything may come."""
