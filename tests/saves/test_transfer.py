import csv
import io
import json
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.saves.test_derived import counts
from tests.saves.test_store import answer, began, ended
from trivia.errors import SaveError
from trivia.facts.text import printable
from trivia.saves.derived import miscounted
from trivia.saves.store import Store
from trivia.saves.transfer import COLUMNS, export_csv, export_json, import_text

EXPORTS = {"json": export_json, "csv": export_csv}


def filled(folder):
    store = Store(folder)
    store.write(
        [replace(began("a"), profile="Anna"), answer(0, "a"), answer(1, "a", right=False), ended("a")]
    )
    store.write(
        [
            replace(began("b", at=5_000, mode="ladder", length=15, variant="untimed"), profile="Bert"),
            answer(0, "b"),
            answer(1, "b", right=False, points=-60),
        ]
    )
    store.change(lambda db: db.execute("INSERT INTO achievement VALUES (1, 'first-envelope', 5000)"))
    return store


def exported(store, kind, profile=None):
    told = io.StringIO()
    EXPORTS[kind](store, told, profile)
    return told.getvalue()


@pytest.mark.parametrize("kind", EXPORTS)
def test_what_was_exported_comes_back_whole(tmp_path, kind):
    store, other = filled(tmp_path / "a"), Store(tmp_path / "b")
    text = exported(store, kind)
    assert import_text(other, text, "export") == (2, 4, 0)
    assert counts(tmp_path / "b") == counts(tmp_path / "a")
    assert exported(other, "csv") == exported(store, "csv")
    if kind == "json":
        assert exported(other, "json") == text
    store.close()
    other.close()


@pytest.mark.parametrize("kind", EXPORTS)
def test_nothing_is_counted_twice(tmp_path, kind):
    store = filled(tmp_path)
    before = counts(tmp_path)
    assert import_text(store, exported(store, kind), "export") == (0, 0, 0)
    assert counts(tmp_path) == before
    store.close()


def test_the_games_of_two_machines_come_together(tmp_path):
    store, other = filled(tmp_path / "a"), Store(tmp_path / "b")
    other.write([replace(began("c", at=900), profile="anna"), answer(0, "c", right=False), ended("c")])
    ladder = began("b", at=5_000, mode="ladder", length=15, variant="untimed")
    other.write([replace(ladder, profile="Bert"), answer(0, "b")])
    assert other.best_score("Bert", "golden", "ladder", 15, "untimed") == 100
    assert import_text(other, exported(store, "json"), "export") == (1, 3, 0)
    assert other.best_score("Bert", "golden", "ladder", 15, "untimed") == 40
    people = {row[0]: row[1:] for row in counts(tmp_path / "b")["profile"]}
    assert people["anna"][:3] == (3, 1, 2)
    assert people["Bert"][:2] == (2, 1)
    store.close()
    other.close()


@pytest.mark.parametrize("kind", EXPORTS)
def test_an_export_from_before_there_were_variants_is_taken(tmp_path, kind):
    """Its games are the usual ones of their mode."""
    store, other = filled(tmp_path / "a"), Store(tmp_path / "b")
    text = exported(store, kind)
    if kind == "json":
        old = json.loads(text)
        for game in old["games"]:
            del game["variant"]
        text = json.dumps(old)
    else:
        rows = list(csv.reader(io.StringIO(text)))
        gone = rows[0].index("variant")
        told = io.StringIO()
        csv.writer(told).writerows([*row[:gone], *row[gone + 1 :]] for row in rows)
        text = told.getvalue()
    assert "variant" not in text
    assert import_text(other, text, "export") == (2, 4, 0)
    assert counts(tmp_path / "b")["profile"] == counts(tmp_path / "a")["profile"]
    assert other.best_score("Bert", "golden", "ladder", 15) == 40
    assert store.best_score("Bert", "golden", "ladder", 15) is None
    store.close()
    other.close()


@pytest.mark.parametrize("kind", EXPORTS)
def test_an_end_that_comes_later_than_the_answers_is_counted(tmp_path, kind):
    """A clock ends a game after its last answer, and so does a walk from the ladder."""
    store, other = Store(tmp_path / "a"), Store(tmp_path / "b")
    store.write([began(), answer(0)])
    import_text(other, exported(store, kind), "export")
    store.write([ended()])
    assert import_text(other, exported(store, kind), "export") == (0, 0, 0)
    assert counts(tmp_path / "b") == counts(tmp_path / "a")
    assert other.read(lambda db: list(miscounted(db))) == []
    store.close()
    other.close()


def test_one_players_games_are_exported_alone(tmp_path):
    store = filled(tmp_path)
    told = json.loads(exported(store, "json", "bert"))
    assert [game["game"] for game in told["games"]] == ["b"]
    assert told["achievements"] == []
    assert len(exported(store, "csv", "Anna").splitlines()) == 3
    store.close()


@settings(max_examples=80)
@given(
    st.lists(
        st.builds(str.__add__, st.sampled_from(["", "'", "=", "+", "-", "@", "''"]), st.text(max_size=30)),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["json", "csv"]),
)
def test_any_text_survives_the_journey(texts, kind):
    """Commas, quotes, line ends, formulas, apostrophes, accents; controls are signs by then."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as place:
        store, other = Store(Path(place) / "a"), Store(Path(place) / "b")
        asked = [
            replace(answer(spot, question=f"golden/{spot}"), prompt=printable(text), answer=printable(text))
            for spot, text in enumerate(texts)
        ]
        store.write([began(), *asked])
        import_text(other, exported(store, kind), "export")
        read = "SELECT * FROM asked ORDER BY question"
        assert other.read(lambda db: db.execute(read).fetchall()) == store.read(
            lambda db: db.execute(read).fetchall()
        )
        store.close()
        other.close()


def test_no_cell_of_the_csv_is_a_formula(tmp_path):
    store = Store(tmp_path)
    store.write([began(), replace(answer(0), prompt="=cmd|' /C calc'!A0", answer="@SUM(A1)")])
    assert not any(cell.startswith(("=", "@", "+", "-")) for cell in exported(store, "csv").split(","))
    store.close()


GOOD = '{"format": "globes-trivia saves", "version": 1, "games": []}'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "no export that can be read"),
        (GOOD.replace("saves", "recipes"), "found 'globes-trivia recipes' and 1"),
        (GOOD.replace("1,", "2,"), "found 'globes-trivia saves' and 2"),
        (GOOD.replace("[]", "[7]"), r"games\[0\]"),
        (GOOD.replace("[]", "[" * 100_000), "no export that can be read"),
        (GOOD.replace('"games"', '"gams"'), "gams"),
        ("", "expected the columns"),
        ("a,b\n1,2\n", "found a, b"),
        (",".join(COLUMNS) + "\n1,2\n", ":2: expected 27 values, found 2"),
        (",".join(COLUMNS) + "\n" + ",".join("x" * len(COLUMNS)) + "\n", ":2: "),
        ("\0\0\0", "NUL|found"),
        ("x" * 100_000, "found x{300}…$"),
        ("PK\x03\x04\x1b[2J\r", "found PK␃␄␛"),
        (GOOD.replace("{", '{"a\\nb": 1, ', 1), "unknown field `a b`"),
        (GOOD.replace("1,", "10000000000000000000000,"), "version"),
    ],
)
def test_what_is_no_export_is_said_in_one_line_and_changes_nothing(tmp_path, text, words):
    store = filled(tmp_path)
    before = counts(tmp_path)
    with pytest.raises(SaveError, match=words) as caught:
        import_text(store, text, "mine.json")
    assert str(caught.value).startswith("mine.json")
    assert "\n" not in str(caught.value)
    assert counts(tmp_path) == before
    store.close()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("level", 6),
        ("level", "two"),
        ("points", -(2**31) - 1),
        ("points", 2**31 + 1),
        ("points", 10**30),
        ("place", 0.5),
        ("answered_at", "yesterday"),
        ("answered_at", "2026-01-01T00:00:00"),
        ("day", "2026-13-01"),
        ("right", "perhaps"),
        ("chosen", None),
    ],
)
def test_a_value_that_makes_no_sense_is_said_with_its_place(tmp_path, field, value):
    store, other = filled(tmp_path / "a"), Store(tmp_path / "b")
    told = json.loads(exported(store, "json"))
    told["games"][1]["answers"][0][field] = value
    with pytest.raises(SaveError, match=rf"games\[1\]\.answers\[0\]\.{field}|out of range"):
        import_text(other, json.dumps(told), "mine.json")
    with closing(sqlite3.connect(other.path)) as db:
        assert db.execute("SELECT count(*) FROM game").fetchone() == (0,)
    lines = exported(store, "csv").splitlines()
    cells = lines[2].split(",")
    cells[COLUMNS.index("answered_on" if field == "day" else field)] = "" if value is None else str(value)
    lines[2] = ",".join(cells)
    with pytest.raises(SaveError, match=r"mine\.csv:3: "):
        import_text(other, "\n".join(lines), "mine.csv")
    store.close()
    other.close()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (
            "answered_at",
            "9999-12-31T23:59:59-12:00",
            "answered_at: expected a year from 1900 to 2999",
        ),
        (
            "answered_at",
            "0001-01-01T00:00:00+14:00",
            "answered_at: expected a year from .*, found 1 ",
        ),
        ("day", "1899-12-31", "day: expected a year from 1900 to 2999, found 1899"),
        ("question", "golden/\0", "question"),
        ("form", "choice\x1b[2J", "form"),
        ("table", "a\nb", "table"),
    ],
)
def test_what_would_make_trouble_later_is_not_let_in(tmp_path, field, value, words):
    store, other = filled(tmp_path / "a"), Store(tmp_path / "b")
    told = json.loads(exported(store, "json"))
    told["games"][1]["answers"][0][field] = value
    with pytest.raises(SaveError, match=words) as caught:
        import_text(other, json.dumps(told), "mine.json")
    assert "$.games[1].answers[0]" in str(caught.value)
    assert other.last_game("Bert") is None
    store.close()
    other.close()


@pytest.mark.parametrize("name", ["   ", "\u3000"])
def test_a_player_without_a_name_is_told_of_with_the_place(tmp_path, name):
    store, other = filled(tmp_path / "a"), Store(tmp_path / "b")
    told = json.loads(exported(store, "json"))
    told["achievements"][0]["profile"] = name
    with pytest.raises(SaveError, match=r"a player needs a name - at `\$\.achievements\[0\]`"):
        import_text(other, json.dumps(told), "mine.json")
    lines = exported(store, "csv").splitlines()
    lines[3] = lines[3].replace("Bert", name)
    with pytest.raises(SaveError, match=r"mine\.csv:4: profile: a player needs a name"):
        import_text(other, "\n".join(lines), "mine.csv")
    assert other.last_game("Anna") is None
    store.close()
    other.close()


def said(store, text):
    """What is said of an import, which must be one line that names the file; empty where it was taken."""
    try:
        import_text(store, text, "mine")
    except SaveError as error:
        told = str(error)
    else:
        return ""
    assert told.startswith("mine")
    assert "\n" not in told
    return told


@pytest.mark.parametrize("kind", EXPORTS)
def test_an_export_that_was_cut_off_is_refused_or_whole_lines_of_it_are_taken(tmp_path, kind):
    store = filled(tmp_path / "a")
    text = exported(store, kind)
    other = Store(tmp_path / "b")
    for end in range(1, len(text.rstrip()), 7):
        before = counts(tmp_path / "b")
        if said(other, text[:end]):
            assert counts(tmp_path / "b") == before
        else:
            assert kind == "csv"
    assert import_text(other, text, "mine").games + (kind == "csv") >= 1
    assert counts(tmp_path / "b") == counts(tmp_path / "a")
    store.close()
    other.close()


ODD = [*'",{]0\\', "\n", "\r", "-1", "1e999", "null", "true", "\0", "\\ud800", "\\u0000", "\x1b", "\u2028"]
CHANGE = st.tuples(st.integers(0, 2_000), st.integers(0, 12), st.sampled_from(ODD))


@settings(max_examples=200)
@given(st.sampled_from(["json", "csv"]), st.lists(CHANGE, min_size=1, max_size=3))
def test_a_file_somebody_has_been_at_is_read_or_refused_in_one_line(changed, kind, changes):
    store, exports = changed
    text = exports[kind]
    for at, gone, odd in changes:
        text = text[:at] + odd + text[at + gone :]
    said(store, text)
    for other in EXPORTS:
        exported(store, other)


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    store = filled(tmp_path_factory.mktemp("changed"))
    yield store, {kind: exported(store, kind) for kind in EXPORTS}
    store.close()


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_a_csv_that_a_spreadsheet_has_saved_again_is_read(tmp_path, ending):
    store, other = filled(tmp_path / "a"), Store(tmp_path / "b")
    odd = replace(answer(2, "b", question="golden/line\u2028line"), prompt="Yes, \u201cno\u201d; =1")
    store.write([odd])
    text = "\ufeff" + exported(store, "csv").replace("\n", ending)
    assert import_text(other, text, "mine.csv") == (2, 5, 0)
    assert counts(tmp_path / "b") == counts(tmp_path / "a")
    store.close()
    other.close()
