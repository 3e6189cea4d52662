"""Spreadsheets: lists of questions, and tables of facts with a guessed mapping."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.packs.exchange import complaint, remarks, taken
from trivia.errors import ExchangeError
from trivia.packs.importing.facts_table import propose
from trivia.packs.importing.folder import make_folder
from trivia.packs.importing.harvest import Harvest
from trivia.packs.importing.headings import labelled, measured
from trivia.packs.importing.question_list import is_list, read_list, recognised
from trivia.packs.importing.records import read_records
from trivia.packs.importing.settling import settle
from trivia.packs.reading import read_pack
from trivia.quiz.generate import every_question

FILMS = (
    "Film;Directed by;Released;Length (min);GDP;Link\n"
    "Alpha;Anna Berg;1999;100;1.5;https://a.example\n"
    "Beta;Bob Crane;2003;95;2;https://b.example\n"
    "\n"
    "Gamma;Cleo Dee;2011;140;2;https://c.example\n"
    "Delta;Anna Berg;2011;1,200;;https://d.example\n"
)


def records_of(text, harvest=None):
    return read_records(text, "x.csv", harvest or Harvest())


def listed(text):
    harvest = Harvest()
    records = records_of(text, harvest)
    columns = recognised(records.header)
    assert columns is not None
    assert is_list(columns, records)
    read_list(records, columns, harvest)
    return harvest


def mapped(text, folder, name="x.csv"):
    records = records_of(text)
    mapping = propose(records, text.encode(), Path(name), folder / "made", recognised(records.header))
    return mapping, make_folder(folder / "made", mapping.files)


# Lists of questions


@pytest.mark.parametrize(
    "text",
    [
        "question,answer,wrong 1,wrong 2\nIs it?,Yes it is,No,Never\n",
        "Prompt;Correct answer;Wrong\nIs it?;Yes it is;No|Never\n",
        "Question\tA\tB\tC\tCorrect\nIs it?\tNo\tYes it is\tNever\tB\n",
        "question,option 1,option 2,option 3,correct_answer\nIs it?,No,Never,YES IT IS,yes it is\n",
        "question,option 1,option 2,option 3,correct\nIs it?,No,Never,Yes it is,C\n",
        "question,a,b,c,correct\nIs it?,No,Never,Yes it is,3\n",
        "QUESTION,ANSWER,incorrect answer 1,incorrect answer 2\nIs it?,Yes it is,No,Never\n",
    ],
)
def test_lists_of_questions_are_known_by_their_columns(text):
    ((prompt, answer, wrong),) = taken(listed(text))
    assert (prompt, answer.casefold(), set(wrong)) == ("Is it?", "yes it is", {"No", "Never"})


def test_statements_need_no_wrong_answers():
    assert taken(listed("statement,answer\nIt is.,true\nIt was.,F\n")) == [
        ("It is.", "True", ()),
        ("It was.", "False", ()),
    ]


def test_what_else_a_list_says_comes_over():
    harvest = listed(
        "question,answer,wrong,why,source,category,difficulty\n"
        "Q,a,b;c,Since,The atlas,Rivers,hard\n"
        "R,a,b;c,,The atlas,,2\n"
    )
    first, second = settle(harvest)
    assert (first.item.explanation, first.item.topic, first.item.level) == (
        "Since (Source: The atlas)",
        "Rivers",
        4,
    )
    assert (second.item.explanation, second.item.level) == ("Source: The atlas", 2)
    assert (first.item.number, second.item.number) == (2, 3)


def test_what_a_list_says_wrong_is_told_with_its_line():
    harvest = listed('question,a,b,correct,level\n"Q\nq",x,y,a,9\nR,x,y,z,1\nS,x\nT,x,x,a,\n')
    assert taken(harvest) == [("Q q", "x", ("y",))]
    assert [str(one) for one in harvest.told()] == [
        "line 2: the level '9' is none of 1 to 5, easy, medium, hard; it is left out",
        "line 4: left out: the right answer 'z' is none of the options (“R”)",
        "line 5: left out: it has 2 cells where the header has 5 (“S,x”)",
        "line 6: left out: a wrong answer is the same as the right one, 'x', but for case and signs (“T”)",
    ]


# Tables of facts


def test_a_table_of_facts_is_mapped(tmp_path):
    mapping, pack = mapped(FILMS, tmp_path, "my films.csv")
    assert mapping.shown == (
        "- table: my-films\n"
        '  title: "Made"  # what players read above its questions\n'
        "  key: [film]  # no two rows share it; it proves options wrong\n"
        '  csv:\n    file: "my films.csv"\n    source: file\n    delimiter: ";"\n'
        '    from: {film: "Film", directed_by: "Directed by", released: "Released",'
        ' length_min: "Length (min)", gdp: "GDP", link: "Link"}\n'
        "  columns: {film: text, directed_by: text, released: year, length_min: number, gdp: number,"
        " link: text}\n"
        "  # The wordings are guessed from the headings. Read each aloud, and say it as a host would.\n"
        "  ask:\n"
        "  - id: directed-by\n"
        '    prompt: "{film}: directed by …?"\n'
        "    answer: directed_by\n"
        '    statement: "{film}: directed by {directed_by}."\n'
        '    because: "{film}: directed by {directed_by}."\n'
        "  - id: film-of-directed-by\n"
        '    prompt: "Which film was directed by {directed_by}?"\n'
        '    prompt_many: "Which of these (film) was directed by {directed_by}?"\n'
        "    answer: film\n"
        '    because: "{film}: directed by {directed_by}."\n'
        "  - id: released\n"
        '    prompt: "In which year was {film} released?"\n'
        "    answer: released\n"
        '    statement: "{film}: released in {released}."\n'
        '    because: "{film}: released in {released}."\n'
        "  - id: length-min\n"
        '    prompt: "What is the length of {film}?"\n'
        "    answer: length_min\n"
        '    option: "{length_min} min"\n'
        '    statement: "The length of {film} is {length_min} min."\n'
        '    because: "The length of {film} is {length_min} min."\n'
        "  - id: gdp\n"
        '    prompt: "What is the GDP of {film}?"\n'
        "    answer: gdp\n"
        '    statement: "The GDP of {film} is {gdp}."\n'
        '    because: "The GDP of {film} is {gdp}."\n'
    )
    questions = list(every_question(pack, 0))
    assert {question.ask for question in questions} == {ask.id for ask in pack.asks}
    assert not any(question.asserted for question in questions)
    assert {row.sources[0].paragraph for row in pack.facts.tables["my-films"].rows} == {2, 3, 5, 6}


def test_a_file_that_a_pack_can_read_is_copied_as_it_is(tmp_path):
    text = "river,sea\nSeine,Channel\nPo,Adriatic\nEbro,Mediterranean\n"
    mapping, _ = mapped(text, tmp_path)
    assert mapping.files["x.csv"] == text.encode()
    assert "from:" not in mapping.text


@pytest.mark.parametrize(
    ("header", "text", "asked"),
    [
        ("Independence", "1963-12-1{}", "What is the date of the independence of {name}?"),
        ("Year", "196{}", "What is the year of {name}?"),
        ("Built", "196{}", "In which year was {name} built?"),
        ("born", "1963-12-1{}", "On which day was {name} born?"),
        ("Area (km²)", "12{}", "What is the area of {name}?"),
        ("Painted by", "Ann {}", "{name}: painted by …?"),
        ("Area (1000 km²)", "12{}", "What is the area of {name}?"),
        ("2016", "Ann {}", "What is the figure for 2016 of {name}?"),
        ("100 m record", "9.8{}", "What is the 100 m record of {name}?"),
        ("Population (2020)", "12{}", "What is the population in 2020 of {name}?"),
        ("Speed (100 km/h)", "1.{}", "What is the speed in units of 100 km/h of {name}?"),
    ],
)
def test_wordings_suit_the_names_of_columns(tmp_path, header, text, asked):
    rows = "".join(f"x{number},{text.format(number)}\n" for number in range(5))
    mapping, _ = mapped(f"Name,{header}\n{rows}", tmp_path)
    assert f'prompt: "{asked}"' in mapping.shown


@pytest.mark.parametrize(
    ("heading", "shown"),
    [
        ("Area (1000 km²)", "633 thousand km²"),
        ("Area (1,000 km²)", "633 thousand km²"),
        ("Area (10³ km²)", "633 thousand km²"),
        ("People (1 000 000)", "633 million"),
        ("People (in millions)", "633 million"),
        ("People [mio.]", "633 million"),
        ("Debt ($ billion)", "$633 billion"),
        ("Debt (bn €)", "€633 billion"),
        ("Price (US$)", "US$633"),
        ("Share (%)", "633%"),
        ("Length (m)", "633 m"),
        ("Length km", "633 km"),
        ("People (est.)", "633"),
        ("People (2016)", "633"),
        ("Rate (100 km/h)", "633"),
    ],
)
def test_a_number_is_shown_with_the_unit_of_its_heading(heading, shown):
    assert measured("633", labelled(heading)[1]) == shown


def test_decimal_commas_and_levels_are_seen_and_a_column_that_only_nearly_is_numbers_is_told(tmp_path):
    text = (
        "Name;Length;People;Width;Level\na;12,5;1.234;1;1\nb;3;2.345;2;\nc;33,25;12;3;5\n"
        "d;4;5;4;2\ne;5;6;5;2\nf;6;7;6;2\ng;7;8;ca. 7;2\n"
    )
    mapping, pack = mapped(text, tmp_path)
    assert "    tidy: {length: decimal-comma, people: decimal-comma}\n" in mapping.shown
    assert mapping.remarks == ("'Width' is taken as text and not as numbers, for 'ca. 7' is none (line 8)",)
    rows = pack.facts.tables["x"].rows
    assert [row.cells["length"].key for row in rows[:3]] == ["12.5", "3", "33.25"]
    assert [row.cells["people"].key for row in rows[:3]] == ["1234", "2345", "12"]
    assert [row.level for row in rows[:4]] == [1, 3, 5, 2]
    assert mapping.files["x.csv"] == text.encode()
    first = next(every_question(pack, 0))
    assert first.sources[0].told == "x.csv, row 2"


def test_columns_may_be_called_what_means_something_else_in_a_pack(tmp_path):
    names = ("sources", "note", "lures", "level", "count", "other", "rows")
    rows = "".join(f"x{row}," + ",".join(f"y{row}{name}" for name in names) + "\n" for row in range(4))
    _mapping, pack = mapped(f"name,{','.join(names)}\n{rows}", tmp_path)
    assert [*pack.facts.tables["x"].columns] == ["name", *(f"the_{name}" for name in names)]
    assert list(every_question(pack, 0))


def test_a_key_of_two_columns(tmp_path):
    text = "Year,Prize,Winner\n" + "".join(
        f"{year},{prize},{prize[0]}{year}\n" for year in (1999, 2000) for prize in ("Film", "Song")
    ).replace("F2000", "F1999")
    mapping, pack = mapped(text, tmp_path)
    assert "key: [year, prize]" in mapping.shown
    assert 'prompt: "What is the winner of {year}, {prize}?"' in mapping.shown
    assert list(every_question(pack, 0))


def test_questions_with_answers_alone_are_a_table_whose_key_is_the_question(tmp_path):
    text = "Question,Answer,Why\nCapital of France?,Paris,Yes.\nOf Italy?,Rome,\nOf Spain?,Madrid,\n"
    text += "Of Japan?,Tokyo,\n"
    _, pack = mapped(text, tmp_path)
    first, *others = every_question(pack, 0)
    assert first.prompt == "Capital of France?"
    assert first.options[first.answer] == "Paris"
    assert first.explanation.startswith("Yes.")
    assert len(others) == 3
    assert not first.asserted


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n1,3\n2,2\n", "tell each row from the others"),
        ("a,b\nx,1\nx,1\n", "tell each row from the others"),
        (
            "a,b\nx,1\ny,2\nz,3\nx,4\n,5\ny,2\nw,2\nv,2\ny,5\n",
            "'a' comes nearest, and has 'x' on lines 2 and 5: mend or strike one of them, or",
        ),
        (
            "Rivers,,\nriver,sea,km\nPo,Adriatic,652\n",
            "x.csv: the first line says 'Rivers' and names no other column; let it be the",
        ),
        ("a,a\nx,y\n", "the header names the column 'a' twice; give each its own name"),
        ("a,b\n", "x.csv: has no rows; its first line should name the columns"),
        ('a,b\n"x,y\n', "x.csv: line 2: is not CSV: unexpected end of data"),
        ("question,answer\nQ,a\nQ,b\nR,c\n", "x.csv: has no wrong answers, and repeats a question"),
        ("name,note\nx,y\nz,y\n", "x.csv: no column has 3 different texts to ask for"),
        (',x\n"",\n', "x.csv: has no rows; its first line should name the columns"),
    ],
)
def test_what_no_mapping_is_guessed_for_is_one_line(tmp_path, text, message):
    with pytest.raises(ExchangeError) as error:
        mapped(text, tmp_path)
    assert message in str(error.value)
    assert "\n" not in str(error.value)
    assert not list(tmp_path.iterdir())


def test_a_note_below_the_table_is_told_with_the_line_that_leaves_it_out(tmp_path):
    text = "river,sea,km\nSeine,Channel,777\nPo,Adriatic,652\nEbro,Mediterranean,930\nSource: “Atlas”,,\n"
    mapping, _ = mapped(text, tmp_path)
    cure = 'except: {"river": "Source: “Atlas”"}'
    assert mapping.remarks == (
        f"line 5 holds one cell alone; if it is a note and no row, write {cure} under csv",
    )
    written = tmp_path / "made" / "pack.yaml"
    mended = written.read_text("utf-8").replace("    source: file\n", f"    source: file\n    {cure}\n")
    written.write_text(mended, "utf-8")
    (table,) = read_pack(tmp_path / "made").facts.tables.values()
    assert len(table.rows) == 3


def test_a_column_of_prose_is_left_alone(tmp_path):
    text = f"name,sea,text\nSeine,Channel,{'x' * 2001}\nPo,Adriatic,b\nEbro,Mediterranean,c\n"
    mapping, pack = mapped(text, tmp_path)
    assert "columns: {name: text, sea: text}" in mapping.shown
    assert list(every_question(pack, 0))


CELL = st.text(st.sampled_from("ab0123456789é\"',;\t\n\r{}:#- =+%$*\\\x07\u202e"), max_size=8)


@settings(max_examples=80)
@given(st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=8), st.sampled_from(",;\t"))
def test_any_table_becomes_a_pack_that_opens_or_one_line(tmp_path_factory, rows, delimiter):
    import csv
    import io

    told = io.StringIO(newline="")
    csv.writer(told, delimiter=delimiter).writerows(rows)
    folder = tmp_path_factory.mktemp("any")
    text = told.getvalue().replace("\r\n", "\n").replace("\r", "\n")
    said = complaint(mapped, text, folder)
    assert "\n" not in said
    assert "would not open" not in said
    made = folder / "made"
    assert [path.name for path in folder.iterdir()] == ([] if said else ["made"])
    if not said:
        list(every_question(read_pack(made), 0))


def test_a_list_has_no_wrong_answers_left():
    assert remarks(listed("question,answer,wrong\nQ,a,\n")) == [
        "line 2: left out: it has no wrong answers (“Q”)"
    ]
