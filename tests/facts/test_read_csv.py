"""Tables from CSV files, as spreadsheets really are: odd, and sometimes broken."""

import csv
import io
import itertools
import os
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import ROOT, SHARED, make_pack
from trivia.errors import PackError
from trivia.facts.cells import NONE, UNKNOWN, Dispute, Known
from trivia.facts.csv_column import MAX_REPORTED
from trivia.facts.text import folded, printable
from trivia.facts.tidy import TIDY
from trivia.packs.library import open_pack
from trivia.quiz.checker import check
from trivia.quiz.draw import draw
from trivia.quiz.generate import every_question, realise
from trivia.quiz.pack import FORMS
from trivia.quiz.query import queries

PACK = """
pack: p
title: P
sources: [{{id: s, title: S}}]
{entities}
tables:
- table: t
  complete: true
  columns: {columns}
{more}
  csv: {{file: t.csv, source: s{mapping}}}
  ask:
  - {{id: q, prompt: "What of {{a}}?", answer: b}}
"""


def pack_of(folder, text, mapping="", columns="{a: text, b: text}", more="", entities=""):
    """Open a pack whose only table is this CSV text (or these bytes)."""
    raw = text if isinstance(text, bytes) else text.encode()
    (folder / "t.csv").write_bytes(raw)
    return make_pack(
        folder,
        PACK.format(
            mapping=f", {mapping}" if mapping else "",
            columns=columns,
            more=f"  {more}" if more else "",
            entities=entities,
        ),
    )


def cells(pack, table="t"):
    """The rows of a table, as they are shown, with a dash for what is not known."""
    signs = {UNKNOWN: "-", NONE: "none"}
    rows = pack.facts.tables[table].rows
    return [tuple(signs.get(cell) or str(cell) for cell in row.cells.values()) for row in rows]


def problems(folder, *args, **more):
    """What is wrong with a pack, without the folder that it lies in."""
    with pytest.raises(PackError) as caught:
        pack_of(folder, *args, **more)
    return [str(problem).replace(f"{folder}{os.sep}", "") for problem in caught.value.problems]


def notes(pack, folder):
    return [str(note).replace(f"{folder}{os.sep}", "") for note in pack.notes]


# The file.


@pytest.mark.parametrize(
    "text",
    [
        "a,b\nx,y\nv,w\n",
        "a,b\r\nx,y\r\nv,w\r\n",
        "a,b\rx,y\rv,w\r",
        "\ufeffa,b\nx,y\nv,w",
        '\ufeff"a","b"\r\n"x","y"\r\n"v","w"\r\n',
        "\n\na,b\n\nx,y\n\n\nv,w\n\n",
        " a ,b \n x , y\nv,w\n",
    ],
    ids=["plain", "crlf", "cr", "bom", "bom-and-quotes", "blank-lines", "blanks-around"],
)
def test_a_file_is_read_however_it_was_saved(tmp_path, text):
    assert cells(pack_of(tmp_path, text)) == [("x", "y"), ("v", "w")]


def test_a_row_cites_the_line_that_it_starts_on(tmp_path):
    text = 'a,b\n\n"x, with a comma","said ""so"""\n"two\nlines","and\r\nthree\nof them"\nlast,row\n'
    rows = pack_of(tmp_path, text).facts.tables["t"].rows
    assert [str(row.cells["a"]) for row in rows] == ["x, with a comma", "two lines", "last"]
    assert [str(row.cells["b"]) for row in rows] == ['said "so"', "and three of them", "row"]
    assert [row.line for row in rows] == [3, 4, 8]
    assert [[(cited.source, cited.paragraph) for cited in row.sources] for row in rows] == [
        [("s", 3)],
        [("s", 4)],
        [("s", 8)],
    ]
    assert {row.column for row in rows} == {1}


def test_a_question_from_a_csv_file_names_its_line_as_the_paragraph(tmp_path):
    pack = pack_of(tmp_path, "a,b\n" + "".join(f"x{n},y{n}\n" for n in range(5)))
    lines = {q.prompt: [source.paragraph for source in q.sources] for q in every_question(pack, 0)}
    assert lines == {f"What of x{n}?": [n + 2] for n in range(5)}


def test_rows_of_a_wrong_length_are_told_with_their_lines(tmp_path):
    assert problems(tmp_path, 'a,b\nx\nv,w\n"m\nn",y,z\n1,2,3,4\n') == [
        "t.csv:2:1: has 1 cells where the header has 2",
        "t.csv:4:1: has 3 cells where the header has 2",
        "t.csv:6:1: has 4 cells where the header has 2",
    ]


def test_of_many_rows_of_a_wrong_length_twenty_are_told_and_the_rest_counted(tmp_path):
    found = problems(tmp_path, "a,b\n" + "x\n" * 1_500)
    assert len(found) == MAX_REPORTED + 1
    assert "t.csv: 1,480 more rows have another length than the header" in found


def test_a_column_that_the_header_lacks_is_told_with_what_there_is(tmp_path):
    assert problems(tmp_path, "a,c\nx,y\n") == [
        "pack.yaml:11:8: the file has no column 'b'. Its columns: 'a', 'c'."
    ]
    assert problems(tmp_path, "a,nominee\nx,y\n", "from: {b: nomine}") == [
        "pack.yaml:11:43: the file has no column 'nomine'. Did you mean 'nominee'?"
    ]


def test_a_header_that_names_a_column_twice_is_a_mistake(tmp_path):
    assert problems(tmp_path, "a,b,a,b,a\nx,y,z,u,v\n") == [
        "t.csv:1:1: the header names the column 'a' 3 times; give each its own name",
        "t.csv:1:1: the header names the column 'b' 2 times; give each its own name",
    ]
    assert problems(tmp_path, "\n\na, a\nx,y\n", "from: {b: a}") == [
        "t.csv:3:1: the header names the column 'a' 2 times; give each its own name"
    ]


def test_columns_without_a_name_are_nobodys(tmp_path):
    assert cells(pack_of(tmp_path, "a,b,,\nx,y,,\n")) == [("x", "y")]


@pytest.mark.parametrize("text", ["", "\ufeff", "\n", " \r\n\r\n"], ids=repr)
def test_an_empty_file_is_a_mistake(tmp_path, text):
    found = problems(tmp_path, text, "only: {a: x}, from: {b: c}")
    assert found[0] == "t.csv: is empty; its first line should name the columns"


def test_a_header_without_rows_is_a_mistake(tmp_path):
    assert problems(tmp_path, "a,b\n") == ["pack.yaml:7:3: the table 't' has no rows"]


def test_a_file_of_which_everything_is_left_out_is_a_mistake(tmp_path):
    assert problems(tmp_path, "a,b\nx,y\n", "only: {a: z}") == ["pack.yaml:7:3: the table 't' has no rows"]


def test_a_file_that_is_not_there_is_told_to_every_table_that_names_it(tmp_path):
    with pytest.raises(PackError) as caught:
        make_pack(tmp_path, TWO_TABLES)
    told = [str(problem).replace(f"{tmp_path}{os.sep}", "") for problem in caught.value.problems]
    assert told == [
        "pack.yaml:8:8: there is no file 't.csv' beside the pack's own",
        "pack.yaml:12:8: there is no file 't.csv' beside the pack's own",
    ]


@pytest.mark.parametrize(
    "name", ["../t.csv", "/etc/passwd", "sub/t.csv", "./t.csv", ".", "..", "~/t.csv", "t.csv/", "t\\0.csv"]
)
def test_a_file_lies_beside_the_pack_and_nowhere_else(tmp_path, name):
    folder = tmp_path / "pack"
    (folder / "sub").mkdir(parents=True)
    for place in (tmp_path, folder / "sub"):
        (place / "t.csv").write_text("a,b\nsecret,y\n", encoding="utf-8")
    text = PACK.format(mapping="", columns="{a: text, b: text}", more="", entities="")
    with pytest.raises(PackError) as caught:
        make_pack(folder, text.replace("t.csv", f'"{name}"'))
    (problem,) = caught.value.problems
    assert "beside the pack's own" in problem.message
    assert "secret" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_or_a_folder_is_no_file_and_nothing_waits_for_it(tmp_path):
    text = PACK.format(mapping="", columns="{a: text, b: text}", more="", entities="")
    for make in (os.mkfifo, os.mkdir):
        folder = tmp_path / make.__name__
        folder.mkdir()
        make(folder / "t.csv")
        with pytest.raises(PackError, match=r"there is no file 't\.csv' beside the pack's own"):
            make_pack(folder, text)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"a,b\nx,y\nJos\xe9,z\n", "t.csv:3:1: is not UTF-8; save it as UTF-8"),
        ("a,b\nx,y\n".encode("utf-16"), "t.csv:1:1: is not UTF-8; save it as UTF-8"),
        ("a,b\nx,y\n".encode("utf-16-le"), "t.csv:1:1: is not text; a NUL byte stands here"),
        (b"a,b\nx,y\nv\0,w\n", "t.csv:3:1: is not text; a NUL byte stands here"),
        (b'a,b\nx,"y\nv,w\n', "t.csv:2:1: not CSV: unexpected end of data"),
        (b'a,b\nx,"y"z\n', "t.csv:2:1: not CSV: ',' expected after '\"'"),
        (b"a,b\nx," + b"y" * 140_000, "t.csv:2:1: not CSV: field larger than field limit (131072)"),
    ],
    ids=["latin-1", "utf-16", "utf-16-without-bom", "nul", "open-quote", "text-behind-a-quote", "huge-field"],
)
def test_what_is_no_csv_is_told_with_its_line(tmp_path, raw, told):
    assert problems(tmp_path, raw)[0] == told


def test_a_text_longer_than_a_screen_is_a_mistake(tmp_path):
    assert problems(tmp_path, f"a,b\nx,{'y' * 2_001}\nv,{'w' * 2_000}\n") == [
        "t.csv:2:1: 'b' is 2,001 characters long; at most 2,000 fit"
    ]


# Only and except.

FOUR = "a,b\nBest Actor,1\nbest ACTOR in drama,2\nBest [Actor],3\nBest Actress?,4\n,5\n"


@pytest.mark.parametrize(
    ("mapping", "left"),
    [
        ('only: {a: "Best Actor"}', "1"),
        ('only: {a: "best actor*"}', "12"),
        ('only: {a: "*act*"}', "1234"),
        ('only: {a: "Best [Actor]"}', "3"),
        ('only: {a: "Best [A-Z]*"}', ""),
        ('only: {a: "Best Actress?"}', "4"),
        ('only: {a: "Best Acto?"}', ""),
        ('only: {a: "[*"}', ""),
        ('only: {a: "*]"}', "3"),
        ('only: {a: ["Best Actor", "*drama"]}', "12"),
        ('only: {a: "*"}', "12345"),
        ('only: {a: ""}', "5"),
        ('except: {a: ""}', "1234"),
        ('except: {a: "*act*"}', "5"),
        ('except: {a: ["* DRAMA", ""]}', "134"),
        ("only: {a: []}", ""),
        ('only: {a: "best*"}, except: {b: ["1", "3"]}', "24"),
        ('only: {a: "*actor*", b: ["2", "4"]}', "2"),
        ('except: {a: "*actor*", b: "4"}', "5"),
    ],
)
def test_only_and_except_choose_rows_by_text_with_stars(tmp_path, mapping, left):
    if not left:
        assert problems(tmp_path, FOUR, mapping) == ["pack.yaml:7:3: the table 't' has no rows"]
        return
    pack = pack_of(tmp_path, FOUR, mapping)
    assert "".join(row[1] for row in cells(pack)) == left
    out = 5 - len(left)
    told = f"t.csv: {out} row{'s' if out != 1 else ''} left out by 'only' and 'except'"
    assert notes(pack, tmp_path) == ([told] if out else [])


def test_only_may_look_at_a_column_that_the_table_does_not_take(tmp_path):
    pack = pack_of(tmp_path, "a,b,year\nx,y,1999\nv,w,2001\n", "only: {year: 20*}")
    assert cells(pack) == [("v", "w")]


# From, tidy, say, defaults.


def test_from_takes_the_first_column_that_is_not_empty(tmp_path):
    text = "k,one,two,three\nm,1,2,3\nn,,2,3\no, \t,,3\np,,,\n"
    pack = pack_of(tmp_path, text, "from: {a: k, b: [one, two, three]}")
    assert cells(pack) == [("m", "1"), ("n", "2"), ("o", "3"), ("p", "-")]
    assert notes(pack, tmp_path) == ["t.csv: 2 rows had 'b' taken from another column, the first being empty"]


def test_from_without_a_column_is_a_mistake(tmp_path):
    assert problems(tmp_path, "a,b\nx,y\n", "from: {b: []}") == [
        "pack.yaml:11:43: 'b' should come from a column of the file"
    ]


@pytest.mark.parametrize(
    ("step", "raw", "tidied"),
    [
        ("article-first", "Lion King, The", "The Lion King"),
        ("article-first", "Vie, La", "La Vie"),
        ("article-first", "Good, the Bad, The", "The Good, the Bad"),
        ("article-first", "Crouching Tiger, Hidden Dragon", "Crouching Tiger, Hidden Dragon"),
        ("article-first", ", The", ", The"),
        ("article-first", "Lion King, The (1994)", "Lion King, The (1994)"),
        ("article-first", "Lion King,The", "Lion King,The"),
        ("no-year", "Hamlet (1948)", "Hamlet"),
        ("no-year", "1984 (1984)", "1984"),
        ("no-year", "Hamlet (1748)", "Hamlet (1748)"),
        ("no-year", "(1948)", "(1948)"),
        ("no-year", "Hamlet (1948) again", "Hamlet (1948) again"),
        ("no-year", "Hamlet (film)", "Hamlet (film)"),
        ("before-comma", "City of Stars, Hurwitz, Pasek", "City of Stars"),
        ("before-comma", "City of Stars", "City of Stars"),
        ("before-comma", "1,000 Years", "1,000 Years"),
        ("after-comma", "City of Stars, Hurwitz, Pasek", "Hurwitz, Pasek"),
        ("after-comma", "City of Stars", "-"),
        ("unquote", '"City of Stars"', "City of Stars"),
        ("unquote", "“City”", "City"),
        ("unquote", "'City'", "City"),
        ("unquote", '"City" of "Stars', '"City" of "Stars'),
        ("unquote", '"', '"'),
        ("unquote", '""', '""'),
        ("unquote", '"City', '"City'),
    ],
)
def test_a_tidy_step_does_what_it_says_and_tells_of_it(tmp_path, step, raw, tidied):
    file = io.StringIO()
    csv.writer(file).writerows([["a", "b"], ["x", raw], ["z", raw]])
    pack = pack_of(tmp_path, file.getvalue(), f"tidy: {{b: {step}}}")
    assert cells(pack) == [("x", tidied), ("z", tidied)]
    told = f"t.csv: 1 different text for 'b' {TIDY[step][1]}"
    assert notes(pack, tmp_path) == ([told] if raw != tidied else [])


def test_tidy_steps_follow_one_another(tmp_path):
    text = 'a,b\nx,"Lion King, The (1994)"\ny,"""Moonlight"", John Williams"\n'
    assert cells(pack_of(tmp_path, text, "tidy: {b: [no-year, article-first]}"))[0][1] == "The Lion King"
    assert cells(pack_of(tmp_path, text, "tidy: {b: [article-first, no-year]}"))[0][1] == "Lion King, The"
    assert cells(pack_of(tmp_path, text, "tidy: {b: [before-comma, unquote]}"))[1][1] == "Moonlight"


def test_say_puts_another_text_in_place_of_one_and_knows_none_and_unknown(tmp_path):
    text = "a,b\nv,TRUE\nw,false\nx, TRUE \ny,n/a\nz,?\nu,\n"
    say = 'say: {b: {"TRUE": "won, at last", n/a: none, "?": unknown, "": nothing}}, tidy: {b: before-comma}'
    pack = pack_of(tmp_path, text, say, columns='{a: text, b: "text?"}')
    assert [row[1] for row in cells(pack)] == ["won", "false", "won", "none", "-", "nothing"]


def test_say_may_not_say_none_where_there_is_none(tmp_path):
    assert problems(tmp_path, "a,b\nx,y\n", "say: {b: {y: none}}") == [
        "pack.yaml:11:46: 'b' may not be none; write 'unknown', or declare it as 'text?'"
    ]


def test_an_empty_text_is_the_default_or_unknown(tmp_path):
    text = "a,b\nx,\ny,  \nz,word\n"
    assert [row[1] for row in cells(pack_of(tmp_path, text))] == ["-", "-", "word"]
    pack = pack_of(tmp_path, text, more="defaults: {b: many}")
    assert [row[1] for row in cells(pack)] == ["many", "many", "word"]
    pack = pack_of(tmp_path, text, more="defaults: {b: none}", columns='{a: text, b: "text?"}')
    assert [row[1] for row in cells(pack)] == ["none", "none", "word"]
    dispute = "defaults: {b: {dispute: [{is: p, sources: [s:1]}, {is: q, sources: [s:2]}]}}"
    pack = pack_of(tmp_path, text, more=dispute)
    assert isinstance(pack.facts.tables["t"].rows[0].cells["b"], Dispute)


def test_the_words_none_and_unknown_are_text_in_a_file(tmp_path):
    assert pack_of(tmp_path, "a,b\nnone,unknown\n").facts.tables["t"].rows[0].cells == {
        "a": Known("none", "none"),
        "b": Known("unknown", "unknown"),
    }


# Rows that say the same.


def test_a_row_that_stands_there_again_counts_once_and_is_told_of(tmp_path):
    pack = pack_of(tmp_path, "a,b,c\nx,y,1\nv,w,2\nx,y,3\nX,“Y”,4\nx,y,5\n", "tidy: {b: unquote}")
    rows = pack.facts.tables["t"].rows
    assert [(row.number, row.line) for row in rows] == [(1, 2), (2, 3)]
    assert notes(pack, tmp_path) == [
        "t.csv: 1 different text for 'b' lost the quotes around them",
        "t.csv: 3 rows repeated an earlier row word for word (the first on line 4); it counts once",
    ]


def test_an_empty_text_and_the_default_written_out_are_the_same(tmp_path):
    pack = pack_of(tmp_path, "a,b\nx,lost\nx,\nx,LOST\n", more="defaults: {b: lost}")
    assert cells(pack) == [("x", "lost")]
    assert notes(pack, tmp_path) == [
        "t.csv: 2 rows repeated an earlier row word for word (the first on line 3); it counts once"
    ]


def test_rows_that_differ_in_a_missing_cell_are_not_the_same(tmp_path):
    pack = pack_of(tmp_path, "a,b\nx,y\nx,\nx,?\n", 'say: {b: {"?": none}}', columns='{a: text, b: "text?"}')
    assert cells(pack) == [("x", "y"), ("x", "-"), ("x", "none")]


# Kinds.

ENTITIES = """
entities:
- entity: beast
  rows: [{name: Dog, aliases: [hound]}, {name: Cat}]
"""


def test_numbers_years_days_and_entities_are_read_as_in_any_table(tmp_path):
    columns = "{a: text, n: number, y: year, d: date, b: beast}"
    text = 'a,n,y,d,b\nx,"1,515.50",1999,2017-01-08,HOUND\nz,1515.5,,,cat\n'
    first, second = pack_of(tmp_path, text, columns=columns, entities=ENTITIES).facts.tables["t"].rows
    assert first.cells["n"] == Known("1,515.50", "1515.5")
    assert first.cells["y"] == Known("1999", "1999")
    assert first.cells["d"] == Known("8 January 2017", "2017-01-08")
    assert first.cells["b"] == Known("Dog", "Dog")
    assert second.cells["n"] is first.cells["n"]
    assert (second.cells["y"], second.cells["d"]) == (UNKNOWN, UNKNOWN)
    assert second.cells["b"] == Known("Cat", "Cat")


@pytest.mark.parametrize(
    ("kind", "wrong", "told"),
    [
        ("number", "many", "'b' should be a number like 1,515 or 51.6, found 'many'"),
        (
            "number",
            '"1,5"',
            (
                "'b' should be a number like 1,515 or 51.6, found '1,5'; for decimal commas write tidy: "
                "{b: decimal-comma} under csv"
            ),
        ),
        ("year", "MCMXCIX", "'b' should be a year like 2017, found 'MCMXCIX'"),
        ("date", "8/1/2017", "'b' should be a day like 2017-01-08, found '8/1/2017'"),
        ("date", "2017-02-30", "'b' should be a day like 2017-01-08, found '2017-02-30'"),
        ("beast", "Dogg", "no beast is called 'Dogg'. Did you mean 'Dog'?"),
        ("beast", "Tree", "no beast is called 'Tree'. Add it to the entity 'beast', or as an alias there."),
    ],
)
def test_a_cell_that_does_not_fit_is_told_once_with_its_first_line(tmp_path, kind, wrong, told):
    text = f"a,b\n{'x,' + wrong}\nz,{wrong}\n"
    found = problems(tmp_path, text, columns=f"{{a: text, b: {kind}}}", entities=ENTITIES)
    assert found == [f"t.csv:2:1: {told}"]


@pytest.mark.parametrize("kind", ["number", "year", "date", "beast"])
def test_twenty_cells_that_do_not_fit_are_told_one_by_one_and_the_rest_counted(tmp_path, kind):
    more = "".join(f"{{name: Beast number {n}}}, " for n in range(500))
    entities = ENTITIES.replace("[{", f"[{more}{{")
    columns = f"{{a: text, b: {kind}, c: number}}"
    text = "a,b,c\n" + "".join(f"{n},wrong {n},1\n" for n in range(3_000)) + "x,,bad\n"
    found = problems(tmp_path, text, columns=columns, entities=entities)
    assert len(found) == MAX_REPORTED + 2
    assert "t.csv: 2,980 more texts of 'b' are wrong in the same way" in found
    assert sum("'c' should be a number" in problem for problem in found) == 1


def test_exactly_twenty_cells_that_do_not_fit_are_all_there_is_to_say(tmp_path):
    text = "a,b\n" + "".join(f"{n},wrong {n}\n" for n in range(MAX_REPORTED))
    assert len(problems(tmp_path, text, columns="{a: text, b: year}")) == MAX_REPORTED


def test_wrong_keys_of_a_mapping_are_told_where_they_stand(tmp_path):
    mapping = "fro: {b: b}, tidy: {b: uncoat}, say: {b: word}, only: nothing, level: 9"
    assert [problem.partition(": ")[2] for problem in problems(tmp_path, "a,b\nx,y\n", mapping)] == [
        "unknown key 'fro'. Did you mean 'from'?",
        "unknown tidy step 'uncoat'. Did you mean 'unquote'?",
        "say should be text: text pairs, found 'word'",
        "only should be column: text pairs, found 'nothing'",
        "level should be a whole number 1–5, found '9'",
    ]


def test_a_source_that_has_too_few_paragraphs_for_the_lines_is_a_mistake(tmp_path):
    (tmp_path / "t.csv").write_text("a,b\nx,y\nv,w\n", encoding="utf-8")
    text = PACK.format(mapping="", columns="{a: text, b: text}", more="", entities="")
    with pytest.raises(PackError, match="rows cite up to line 3, but 's' has 2 paragraphs"):
        make_pack(tmp_path, text.replace("title: S}", "title: S, paragraphs: 2}"))
    assert make_pack(tmp_path, text.replace("title: S}", "title: S, paragraphs: 3}"))


def test_a_key_and_a_level_hold_for_rows_of_a_file_too(tmp_path):
    pack = pack_of(tmp_path, "a,b\nx,y\nv,w\n", "level: 5", more="key: [a]")
    table = pack.facts.tables["t"]
    assert table.by_key[("v",)].number == 2
    assert {row.level for row in table.rows} == {5}
    (problem,) = problems(tmp_path, "a,b\nx,y\nx,w\n", more="key: [a]")
    assert problem.startswith("t.csv:3:1: the key 'x' names two rows, this one and line 2")


# What a terminal must not be sent.


def test_control_characters_and_escapes_are_made_harmless_wherever_they_stand(tmp_path):
    hostile = "\x1b[2J\x1b]0;pwned\x07 \x9b31m \u202eevil\u2066\x7f"
    text = f"a,b\n{hostile},y\nx,{hostile}\n"
    pack = pack_of(tmp_path, text, more="defaults: {b: z}")
    shown = [word for row in cells(pack) for word in row]
    assert printable(hostile) in shown
    assert all(printable(word) == word for word in shown)
    told = problems(tmp_path, text, columns="{a: text, b: number}")
    told += problems(tmp_path, f"a,{hostile}\nx,y\n")
    told += problems(tmp_path, f"a,b,{hostile},{hostile}\nx,y,z,u\n")
    assert all(printable(word) == word for word in told)
    assert any("␛" in word for word in told)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_any_text_that_python_writes_reads_back_as_it_may_be_painted(tmp_path_factory, rows):
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("a", "b"), *rows])
    pack = pack_of(tmp_path_factory.mktemp("any"), file.getvalue())
    first: dict[str, str] = {}
    wanted = []
    for row in rows:
        shown = [printable(text) for text in row]
        for text, column in zip(shown, "ab", strict=True):
            first.setdefault(column + folded(text), text)  # spellings that mean the same share the first
        wanted.append(tuple(first[c + folded(t)] or "-" for t, c in zip(shown, "ab", strict=True)))
    assert cells(pack) == list(dict.fromkeys(wanted))


@given(st.binary(max_size=60), st.booleans())
def test_any_bytes_open_or_say_what_is_wrong(tmp_path_factory, raw, headed):
    said: list[str] = []
    try:
        pack = pack_of(tmp_path_factory.mktemp("bytes"), b"a,b\n" * headed + raw)
    except PackError as error:
        said += map(str, error.problems)
    else:
        assert cells(pack)
    assert all(printable(problem) == problem for problem in said)


# Several tables.

TWO_TABLES = """pack: p
title: P
sources: [{id: s, title: S}]
tables:
- table: big
  columns: {a: text, n: number}
  key: [a]
  csv: {file: t.csv, source: s, only: {size: big}}
  ask: [{id: q, prompt: "How long is {a}?", answer: n}]
- table: small
  columns: {a: text, n: number}
  csv: {file: t.csv, source: s, only: {size: small}, level: 4}
  ask: [{id: r, prompt: "And {a}?", answer: n}]
"""


def test_two_tables_may_come_from_one_file(tmp_path):
    (tmp_path / "t.csv").write_text("a,n,size\nx,1,big\nv,2,small\nw,3,small\n", encoding="utf-8")
    pack = make_pack(tmp_path, TWO_TABLES)
    assert cells(pack, "big") == [("x", "1")]
    assert cells(pack, "small") == [("v", "2"), ("w", "3")]
    assert [row.line for row in pack.facts.tables["small"].rows] == [3, 4]
    assert notes(pack, tmp_path) == [
        "t.csv: 2 rows left out by 'only' and 'except'",
        "t.csv: 1 row left out by 'only' and 'except'",
    ]


@pytest.mark.parametrize("raw", [b"a,n,size\nJos\xe9,1,big\n", b"", b"a,n,size\nx,1\ny,1,big\nz,2,small\n"])
def test_what_is_wrong_with_a_file_is_told_once_though_two_tables_come_from_it(tmp_path, raw):
    (tmp_path / "t.csv").write_bytes(raw)
    with pytest.raises(PackError) as caught:
        make_pack(tmp_path, TWO_TABLES)
    assert len(caught.value.problems) == 1


# The real thing: seventy-seven years of nominations.

AWARDS = SHARED / "data" / "golden_globe_awards.csv"
MANY = {"TRUE": "won", "FALSE": "lost"}


@pytest.fixture(scope="module")
def awards(tmp_path_factory):
    if not AWARDS.is_file():
        pytest.skip("the list of nominations is not at hand")
    folder = tmp_path_factory.mktemp("awards")
    (folder / "awards.csv").write_bytes(AWARDS.read_bytes())
    mapping = ROOT / "benchmarks" / "packs" / "awards" / "pack.yaml"
    (folder / "pack.yaml").write_bytes(mapping.read_bytes())
    return open_pack(folder)


@pytest.fixture(scope="module")
def nominations(awards):
    with AWARDS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def chosen(nominations, table):
    """The nominations of a table of the pack, picked without the program's own patterns."""
    starts = {
        "people": ("Best Performance by an Act", "Best Director", "Best Screenplay", "Best Original Score"),
        "pictures": ("Best Motion Picture - Musical", "Best Television Series"),
        "songs": ("Best Original Song",),
    }[table]
    whole = ("best motion picture - drama", "best motion picture - animated") if table == "pictures" else ()
    return [
        one
        for one in nominations
        if one["category"].casefold().startswith(tuple(start.casefold() for start in starts))
        or one["category"].casefold() in whole
        if table == "pictures" or one["film"].strip()
    ]


ARTICLES = tuple(
    f", {word}" for word in ["The", "A", "An", "Le", "La", "Les", "Der", "Die", "Das", "El", "Los", "Il"]
)


def has_a_year(text):
    return text.endswith(")") and text[-7:-5] == " (" and text[-5:-1].isdigit()


def is_turned(text):
    return (text[:-7] if has_a_year(text) else text).endswith(ARTICLES)


def is_quoted(text):
    return len(text) > 2 and text[0] in "\"“'" and text[-1] in "\"”'"


def test_the_oddities_of_the_real_file_are_counted_right(awards, nominations):
    wanted: Counter[str] = Counter()
    for table in ("people", "pictures", "songs"):
        rows = chosen(nominations, table)
        wanted[f"{len(nominations) - len(rows):,} rows left out by 'only' and 'except'"] += 1
        column = "film" if table == "songs" else "title"
        films = [one["film"].strip() or one["nominee"] * (table == "pictures") for one in rows]
        texts = {" ".join(film.split()) for film in films}
        what = f"different texts for '{column}'"
        years, turned = (sum(map(odd, texts)) for odd in (has_a_year, is_turned))
        wanted[f"{years:,} {what} lost the year behind them ('Hamlet (1948)')"] += 1
        wanted[f"{turned:,} {what} had their article put first ('Lion King, The')"] += 1
        if table == "pictures":
            moved = sum(not one["film"].strip() for one in rows)
            wanted[f"{moved:,} rows had 'title' taken from another column, the first being empty"] += 1
        if table == "songs":
            songs = {" ".join(one["nominee"].split()) for one in rows}
            quoted = sum(is_quoted(song.partition(", ")[0]) for song in songs)
            what = "different texts for 'song'"
            wanted[f"{sum(', ' in song for song in songs):,} {what} were cut at their first comma"] += 1
            wanted[f"{quoted:,} {what} lost the quotes around them"] += 1
    told = Counter(note.message for note in awards.notes)
    again = Counter({message: n for message, n in told.items() if "repeated an earlier row" in message})
    assert told - again == wanted
    repeated = sum(int(message.split()[0].replace(",", "")) * n for message, n in again.items())
    rows = sum(len(table.rows) for table in awards.facts.tables.values())
    counted = sum(len(chosen(nominations, table)) for table in awards.facts.tables)
    assert rows + repeated == counted


def winners(nominations, table="people"):
    """Who won, by category and year, folded: spellings that differ in case are one."""
    found: dict[tuple[str, str], set[str]] = {}
    for one in chosen(nominations, table):
        if one["win"] == "TRUE":
            key = (folded(one["category"]), one["year_award"])
            found.setdefault(key, set()).add(folded(one["nominee"]))
    return found


def asked(awards, ask, form="choice"):
    return {query.group.given: query for query in queries(awards) if query.ask == ask and query.form == form}


def test_a_shared_award_is_asked_with_the_wording_for_many(awards, nominations):
    won = winners(nominations)
    found = asked(awards, "who-won")
    shared = {key for key, people in won.items() if len(people) > 1}
    assert len(shared) > 20
    assert {key for key, query in found.items() if query.group.many} == shared
    for number, key in enumerate(sorted(found)):
        if key in shared or number % 40 == 0:
            question = realise(awards, found[key], 0)
            if question is None:
                continue
            many = question.prompt.startswith("Who was among the winners of")
            assert many is (key in shared)
            assert sum(folded(option) in won[key] for option in question.options) == 1
            assert folded(question.options[question.answer]) in won[key]


def test_what_nobody_won_is_not_asked(awards, nominations):
    nominated = {(folded(one["category"]), one["year_award"]) for one in chosen(nominations, "people")}
    won = set(winners(nominations))
    assert nominated - won
    assert set(asked(awards, "who-won")) == won


def test_how_many_somebody_won_is_what_the_file_says(awards, nominations):
    rows = {
        tuple(folded(one[key]) for key in ("category", "year_award", "nominee", "film")): one
        for one in chosen(nominations, "people")
        if one["win"] == "TRUE"
    }
    wins = Counter(folded(one["nominee"]) for one in rows.values())
    for number, ((person,), query) in enumerate(asked(awards, "wins").items()):
        if number % 10 == 0:
            question = realise(awards, query, 0)
            assert question is None or question.options[question.answer] == str(wins[person])
    most = [query.group.given[0] for query in queries(awards) if query.form == "most"]
    top = wins.most_common(2)
    assert most == ([top[0][0]] if top[0][1] > top[1][1] else [])


def test_the_checker_accepts_questions_of_every_form_from_the_real_file(awards):
    """It looks through all rows for each option, so a sample of 150 must do, even over asks and forms."""
    kinds: dict[tuple[str, str], list] = {}
    for query in queries(awards):
        kinds.setdefault((query.ask, query.form), []).append(query)
    taken: list = []
    for step in itertools.count():
        more = [found[step * len(found) // 60] for found in kinds.values() if step < min(60, len(found))]
        questions = [question for query in more if (question := realise(awards, query, step)) is not None]
        taken += questions
        if len(taken) >= 150 or not more:
            break
    taken = taken[:150]
    assert len(taken) == 150
    assert {question.form for question in taken} >= set(FORMS) - {"least", "lower", "order"}
    for question in taken:
        assert check(awards, question) == [], question


def test_a_game_from_the_real_file_tells_no_fact_twice(awards):
    game = draw(awards, 10, 1)
    assert len(game) == 10
    facts = [fact for question in game for fact in question.facts]
    assert len(set(facts)) == len(facts)


def test_a_key_that_does_not_fit_is_told_once(tmp_path):
    rows = "".join(f"  - {{a: x, b: w{number}, sources: [s:1]}}\n" for number in range(500))
    text = (
        "pack: p\ntitle: P\nsources: [{id: s, title: S}]\ntables:\n- table: t\n  key: [a]\n"
        f"  columns: {{a: text, b: text}}\n  rows:\n{rows}"
        '  ask:\n  - {id: q, prompt: "What goes with {a}?", answer: b}\n'
    )
    with pytest.raises(PackError) as caught:
        make_pack(tmp_path, text)
    (problem,) = caught.value.problems
    assert problem.message == (
        "the key (a) names no row alone: this one and line 9 are both 'x', and 498 more rows repeat "
        "an earlier key; key: [a, b] would tell every row from the others"
    )


# What stands between cells, decimal commas, and levels.


@pytest.mark.parametrize(("name", "sign"), [(";", ";"), ("|", "|"), ("tab", "\t"), (",", ",")])
def test_cells_may_be_divided_by_other_signs(tmp_path, name, sign):
    text = f'a{sign}b\nx{sign}1.5\ny{sign}"2"\n'
    assert cells(pack_of(tmp_path, text, f"delimiter: '{name}'")) == [("x", "1.5"), ("y", "2")]


def test_one_column_may_have_such_a_sign_in_its_name(tmp_path):
    pack = pack_of(tmp_path, "a;b\nx\ny\n", "from: {a: 'a;b', b: 'a;b'}")
    assert cells(pack) == [("x", "x"), ("y", "y")]


def test_decimal_commas_are_read_where_the_mapping_says_so(tmp_path):
    text = "a;b\nv;12,5\nw;1.234.567,25\nx;1234\ny;-0,5\nz;1.234\n"
    pack = pack_of(tmp_path, text, "delimiter: ;, tidy: {b: decimal-comma}", "{a: text, b: number}")
    assert [row.cells["b"].key for row in pack.facts.tables["t"].rows] == [
        "12.5",
        "1234567.25",
        "1234",
        "-0.5",
        "1234",
    ]
    assert notes(pack, tmp_path) == [
        "t.csv: 4 different texts for 'b' had their comma made a decimal point ('12,5')"
    ]


def test_a_level_may_stand_in_a_column(tmp_path):
    pack = pack_of(tmp_path, "a,b,how\nw,1,2\nx,2,\ny,3,5\n", "level: how")
    assert [row.level for row in pack.facts.tables["t"].rows] == [2, 3, 5]
