"""What a host may send that somebody else runs: frames drawn from the very types of `says.py`.

A message that is added there is covered by itself. Most values are ones that a show has, so that messages
belong together; some are at the edge of what is taken, and some beyond it.
"""

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from trivia.party import says, wire

KINDS = inspect.type_info(says.FromServer).types

TEXTS = [
    "s1",
    "s2",
    "",
    " ",
    "Ada",
    "x" * 900,
    "\x1b[2J\x1b]0;owned\x07",
    "\u202eround\u2066",
    "[bold]b[/] [/] [@click=app.quit]q[/]",
    "東京物語" * 12,
    "e\u0301" + "\u0323\u0301" * 60,
    "👨‍👩‍👧‍👦 🏴‍☠️ שָׁלוֹם",
    "two\nlines\r\ttab\x00\x7f\x9b31m",
    "{} {0} %s \\ $primary",
]
FEW = [0, 1, 2, 3]
EDGES = [0, 1, -1, 4, 9, 999_999, 1_000_000, 86_400_000, 10**15, -(10**15)]
BEYOND = [-2, 10**15 + 1, 2**64, 10**30, 1.5, True, None, "1", [], {}]
LENGTHS = [0, 1, 2, 2, 4, 5, 24, 40]


def value(kind: inspect.Type, *, wild: bool) -> st.SearchStrategy:
    """Values of a field; `wild` where they need not be such as a client takes."""
    match kind:
        case inspect.StructType():
            return fields(kind, wild=wild)
        case inspect.UnionType():
            return st.one_of(*(value(one, wild=wild) for one in kind.types))
        case inspect.LiteralType():
            return st.sampled_from([*kind.values, *(["?"] if wild else [])])
        case inspect.BoolType():
            return st.booleans()
        case inspect.NoneType():
            return st.none()
        case inspect.IntType():
            low = -(10**18) if kind.ge is None else kind.ge
            high = 10**18 if kind.le is None else kind.le
            inside = [one for one in [*FEW, *FEW, *EDGES, low, high] if low <= one <= high]
            return st.sampled_from([*inside, *(BEYOND if wild else [])])
        case inspect.StrType():
            most = kind.max_length or 2_000
            inside = [text for text in TEXTS if len(text) <= most]
            inside += ["s1"] * len(TEXTS) if most == 200 else []  # ids are names too, and mostly one's own
            return st.sampled_from([*inside, *(["y" * 3_000, 5, None] if wild else [])])
        case inspect.VarTupleType():
            low, high = kind.min_length or 0, kind.max_length or 60
            lengths = LENGTHS if wild else [one for one in LENGTHS if low <= one <= high]
            return st.sampled_from(lengths).flatmap(
                lambda count: st.lists(value(kind.item_type, wild=wild), min_size=count, max_size=count)
            )
    raise NotImplementedError(kind)


def fields(kind: inspect.StructType, *, wild: bool) -> st.SearchStrategy:
    """A struct as JSON has it; what may be left out is left out now and then."""
    needed = {one.encode_name: value(one.type, wild=wild) for one in kind.fields if one.required}
    free = {one.encode_name: value(one.type, wild=wild) for one in kind.fields if not one.required}
    tag = {kind.tag_field: st.just(kind.tag)} if kind.tag_field else {}
    return st.fixed_dictionaries({**tag, **needed}, optional=free)


TAME = st.one_of(*(fields(kind, wild=False) for kind in KINDS))
WILD = st.one_of(*(fields(kind, wild=True) for kind in KINDS), st.just({"t": "fireworks"}))
OF_QUESTIONS = [kind for kind in KINDS if "q" in {one.name for one in kind.fields}]
PLAYED = st.one_of(*(fields(kind, wild=False) for kind in OF_QUESTIONS))
MESSAGES = st.one_of(TAME, TAME, PLAYED, PLAYED, WILD)


WELCOME = {"t": "welcome", "v": 1, "seat": "s1", "unit": "s1", "name": "Ada", "team": "", "party": "Night"}


def heard_of(message: dict) -> says.FromServer | None:
    """What a client hears of a message; `None` for what it passes over."""
    try:
        return wire.read(msgspec.json.encode(message))
    except wire.Malformed as refused:
        fault = refused
    assert 0 < len(fault.words) < 400
    return None
