"""Every form by example: what it asks of a few mountains, rivers and elements, and what it leaves unasked."""

from collections import Counter, defaultdict
from itertools import permutations

import pytest

from tests.support import make_pack
from trivia.quiz.checker import check
from trivia.quiz.difficulty import HALF_STEPS, difficulty
from trivia.quiz.draw import draw
from trivia.quiz.generate import every_question, realise
from trivia.quiz.pack import FORMS
from trivia.quiz.query import queries

MOUNTAINS = """
pack: mountains
title: Mountains
sources: [{id: s, title: S, paragraphs: 99}]
entities:
- entity: range
  attributes: [short, continent]
  rows:
  - {name: Himalaya Mountains, short: Himalaya, continent: Asia}
  - {name: Karakoram Mountains, short: Karakoram, continent: Asia}
  - {name: Alps, continent: Europe}
  - {name: Pyrenees, continent: Europe}
  - {name: Andes, continent: America}
  - {name: Rocky Mountains, short: Rockies, continent: America}
tables:
- table: peaks
  title: Peaks
  complete: true
  key: [peak]
  columns: {peak: text, range: "range?", height: "number?", climbed: "year?"}
  rows:
  - {peak: Everest, range: Himalaya Mountains, height: "8,849", climbed: 1953, sources: [s:1]}
  - {peak: Makalu, range: Himalaya Mountains, height: "8,485", climbed: 1955, sources: [s:2]}
  - {peak: K2, range: Karakoram Mountains, height: "8,611", climbed: 1954, sources: [s:3]}
  - {peak: Masherbrum, range: Karakoram Mountains, height: "7,821", climbed: 1960, sources: [s:4]}
  - {peak: Mont Blanc, range: Alps, height: "4,806", climbed: 1786, sources: [s:5], note: It grows.}
  - {peak: Eiger, range: Alps, height: "3,967", climbed: 1858, sources: [s:6]}
  - {peak: Aneto, range: Pyrenees, height: "3,404", climbed: 1842, sources: [s:7]}
  - {peak: Posets, range: Pyrenees, height: "3,375", climbed: 1856, sources: [s:8]}
  - {peak: Aconcagua, range: Andes, height: "6,961", climbed: 1897, sources: [s:9]}
  - {peak: Huandoy, range: Andes, height: "6,395", climbed: 1932, sources: [s:10]}
  - {peak: Kenya, range: none, height: "5,199", climbed: 1899, sources: [s:11]}
  ask:
  - id: range
    prompt: "Where is {peak}?"
    answer: range
    show: short
    statement: "{peak} is in the {range.short}."
    because: "{peak} is one of the {range}."
    pairs: "Which of these pairs is right?"
    pair: "{peak}: {range}"
  - id: peaks
    prompt: "Which peak is in the {range}?"
    prompt_many: "Which of these peaks is in the {range}?"
    answer: peak
    not: "Which of these is NOT in the {range}?"
    statement: "{peak} is in the {range}."
  - id: height
    prompt: "How high is {peak}?"
    answer: height
    option: "{height} m"
    statement: "{peak} is {height} meters high."
    most: "Which of all these peaks is the highest?"
    least: "Which of all these peaks is the lowest?"
    higher: "Which of these is the highest?"
    lower: "Which of these is the lowest?"
    order: "From the lowest to the highest?"
    compare: "{peak} is higher than {other}."
  - id: climbed
    prompt: "Which of these was climbed in {climbed}?"
    answer: peak
    near: [climbed]
  - id: number
    prompt: "How many of these peaks are in the {range}?"
    count: peak
    statement: "{count} of these peaks are in the {range}."
    where: {range.continent: [Asia, Europe]}
"""


SEEDS = 6


@pytest.fixture(scope="module")
def mountains(tmp_path_factory):
    return make_pack(tmp_path_factory.mktemp("mountains"), MOUNTAINS)


def questions(pack, ask="", form="", seeds=SEEDS):
    """Questions over many seeds, each of them accepted by the checker."""
    for seed in range(seeds):
        for question in every_question(pack, seed):
            if ask in ("", question.ask) and form in ("", question.form):
                assert check(pack, question) == []
                yield question


def edited(folder, *changes):
    """The mountains with changes; each must change something."""
    text = MOUNTAINS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return make_pack(folder, text)


def answer(question):
    return question.options[question.answer]


def heights(pack):
    rows = pack.facts.tables["peaks"].rows
    return {str(row.cells["peak"]): int(row.cells["height"].key) for row in rows if row.cells["height"].key}


# One example of each form.


def test_a_choice_asks_with_the_prompt_and_shows_options_by_their_attribute(mountains):
    everest = [q for q in questions(mountains, "range", "choice") if q.prompt == "Where is Everest?"]
    assert len(everest) == SEEDS
    shown = {option for question in everest for option in question.options}
    assert shown == {"Himalaya", "Karakoram", "Alps", "Pyrenees", "Andes", "Rockies"}
    assert {answer(question) for question in everest} == {"Himalaya"}
    assert {len(question.options) for question in everest} == {4}
    assert everest[0].explanation == "Everest is one of the Himalaya Mountains."


def test_a_statement_is_true_or_claims_what_is_proved_wrong(mountains):
    found = [q for q in questions(mountains, "number", "true_false", 30) if q.prompt.endswith("the Alps.")]
    everest = [q for q in questions(mountains, "height", "true_false", 30) if q.prompt.startswith("Everest")]
    assert {question.prompt for question in everest if answer(question) == "True"} == {
        "Everest is 8,849 meters high."
    }
    assert len({question.prompt for question in everest}) > 3
    found += everest
    assert all(question.options == ("True", "False") for question in found)


def test_not_asks_for_the_one_that_does_not_belong_and_says_so_in_capitals(mountains):
    found = list(questions(mountains, "peaks", "not"))
    assert {q.prompt for q in found} == {
        f"Which of these is NOT in the {name}?"
        for name in ("Himalaya Mountains", "Karakoram Mountains", "Alps", "Pyrenees", "Andes")
    }
    for question in found:
        belongs = {"Himalaya Mountains": {"Everest", "Makalu"}, "Alps": {"Mont Blanc", "Eiger"}}
        inside = belongs.get(question.prompt.partition("in the ")[2][:-1])
        assert len(question.options) == 3
        if inside:
            assert set(question.options) - {answer(question)} == inside
            assert answer(question) not in inside


def test_pairs_join_what_belongs_together_and_what_does_not(mountains):
    rows = {str(r.cells["peak"]): str(r.cells["range"]) for r in mountains.facts.tables["peaks"].rows}
    found = list(questions(mountains, "range", "pairs"))
    assert len(found) >= 9 * SEEDS
    for question in found:
        assert question.prompt == "Which of these pairs is right?"
        pairs = [option.split(": ") for option in question.options]
        assert [rows[peak] == name for peak, name in pairs].count(True) == 1
        peak, name = answer(question).split(": ")
        assert rows[peak] == name
        assert len({peak for peak, _ in pairs}) == len(pairs)


@pytest.mark.parametrize(
    ("form", "prompt", "right", "asked"),
    [
        ("most", "Which of all these peaks is the highest?", "Everest", 1),
        ("least", "Which of all these peaks is the lowest?", "Posets", 1),
        ("higher", "Which of these is the highest?", max, 9),
        ("lower", "Which of these is the lowest?", min, 9),
    ],
)
def test_the_most_and_the_least_are_asked_of_all_and_of_some(mountains, form, prompt, right, asked):
    meters = heights(mountains)
    found = list(questions(mountains, "height", form))
    assert len(found) == SEEDS * asked
    for question in found:
        assert question.prompt == prompt
        best = right if isinstance(right, str) else right(question.options, key=meters.__getitem__)
        assert answer(question) == best
        assert len(question.options) in (3, 4)
        told = [f"{option} is {meters[option]:,} meters high." for option in question.options]
        assert list(question.remarks) == told


def test_an_order_is_of_three_and_one_of_the_orders_is_right(mountains):
    meters = heights(mountains)
    found = list(questions(mountains, "height", "order"))
    assert len(found) == SEEDS * 9  # the highest and the lowest have nothing on one side
    for question in found:
        orders = [tuple(option.split(" → ")) for option in question.options]
        assert len(set(orders)) == len(orders) == 4
        assert {len(order) for order in orders} == {3}
        assert set(orders) < set(permutations(orders[0]))
        rising = [list(order) == sorted(order, key=meters.__getitem__) for order in orders]
        assert [place for place, right in enumerate(rising) if right] == [question.answer]


def test_a_comparison_is_true_as_often_as_false_and_names_two(mountains):
    meters = heights(mountains)
    truths: Counter[str] = Counter()
    for question in questions(mountains, "height", "compare", 20):
        one, other = question.prompt.removesuffix(".").split(" is higher than ")
        assert (meters[one] > meters[other]) == (answer(question) == "True")
        assert set(question.explanation.split(". ")) >= {f"{one} is {meters[one]:,} meters high"}
        truths[answer(question)] += 1
    assert 20 * 9 < sum(truths.values()) <= 20 * 11  # less those that draw each other
    assert 80 <= truths["True"] <= 140


def test_two_that_draw_each_other_are_compared_once(mountains):
    met = 0
    for seed in range(12):
        said = [q for q in every_question(mountains, seed) if q.ask == "height" and q.form == "compare"]
        compared = [frozenset(value for _, value in q.certificate.given) for q in said]
        assert len(set(compared)) == len(compared)
        met += 11 - len(compared)
        made = [
            realise(mountains, q, seed)
            for q in queries(mountains)
            if (q.ask, q.form) == ("height", "compare")
        ]
        assert len([question for question in made if question]) == 11, "a review may still ask for each"
        assert {frozenset(v for _, v in q.certificate.given) for q in made if q} == set(compared)
    assert met > 5


def test_a_count_asks_for_a_number_and_holds_itself_to_its_condition(mountains):
    found = list(questions(mountains, "number", "choice"))
    assert {question.prompt for question in found} == {
        f"How many of these peaks are in the {name}?"
        for name in ("Himalaya Mountains", "Karakoram Mountains", "Alps", "Pyrenees")
    }  # not the Andes, which are on no continent that is meant
    assert {answer(question) for question in found} == {"2"}
    assert all("0" not in question.options for question in found)
    said = {question.prompt for question in questions(mountains, "number", "true_false", 30)}
    assert "2 of these peaks are in the Alps." in said


def test_an_option_shows_its_value_in_the_words_of_the_ask(mountains):
    for question in questions(mountains, "height", "choice"):
        assert all(option.endswith(" m") for option in question.options)
        peak = question.prompt.removeprefix("How high is ").removesuffix("?")
        assert answer(question) == f"{heights(mountains)[peak]:,} m"


# What is not asked.


@pytest.mark.parametrize(
    ("form", "changes"),
    [
        ("most", [('"8,611"', '"8,849"')]),
        ("most", [('"8,611"', "unknown")]),
        ("most", [('"8,611"', "{dispute: [{is: 8611, sources: [s:3]}, {is: 9000, sources: [s:4]}]}")]),
        ("most", [('"8,849"', "unknown")]),
        ("least", [('"3,404"', '"3,375"')]),
        ("least", [('"3,404"', "unknown")]),
    ],
    ids=["tie", "another-unknown", "another-disputed", "the-first-unknown", "tie-below", "unknown-below"],
)
def test_a_tie_or_a_doubt_asks_neither_the_most_nor_the_least(tmp_path, form, changes):
    pack = edited(tmp_path, *changes)
    assert list(questions(pack, "height", form)) == []
    assert list(questions(pack, "height", "higher"))


def test_what_has_no_height_is_no_doubt(tmp_path):
    pack = edited(tmp_path, ('"8,849"', "none"))
    assert {answer(question) for question in questions(pack, "height", "most")} == {"K2"}
    for question in questions(pack, "height"):
        assert "Everest" not in f"{question.prompt} {question.options} {question.explanation}"


def test_equal_amounts_never_stand_against_each_other(tmp_path):
    pack = edited(tmp_path, ('"8,611"', '"8,849"'), ('"8,485"', '"8849.2"'))
    high = {"Everest", "K2", "Makalu"}
    for question in questions(pack, "height"):
        if question.form in ("higher", "lower", "order", "compare"):
            named = {word for word in high if word in f"{question.prompt} {question.options}"}
            if question.form == "higher" and answer(question) in high:
                assert len(named) == 1
            elif question.form in ("order", "compare"):
                assert len(named) <= 1


def test_most_of_an_open_table_is_not_asked_but_most_of_these_is(tmp_path):
    pack = edited(
        tmp_path,
        ("  complete: true\n", ""),
        ('    most: "Which of all these peaks is the highest?"\n', ""),
        ('    least: "Which of all these peaks is the lowest?"\n', ""),
        (MOUNTAINS[MOUNTAINS.index("  - id: number") :], ""),
    )
    forms = {question.form for question in questions(pack, "height", seeds=2)}
    assert forms == {"choice", "true_false", "higher", "lower", "order", "compare"}


def test_what_is_unknown_or_disputed_is_no_option_and_not_asked_for(tmp_path):
    doubt = "{dispute: [{is: Alps, sources: [s:6]}, {is: Andes, sources: [s:7]}]}"
    pack = edited(
        tmp_path,
        ("peak: Eiger, range: Alps", f"peak: Eiger, range: {doubt}"),
        ("peak: Aneto, range: Pyrenees", "peak: Aneto, range: unknown"),
    )
    for question in questions(pack, "range"):
        assert "Eiger" not in f"{question.prompt} {question.options}"
        assert "Aneto" not in f"{question.prompt} {question.options}"
    for question in questions(pack, "peaks", "choice"):
        where = question.prompt.partition("in the ")[2][:-1]
        assert "Aneto" not in question.options  # it may be anywhere
        assert "Eiger" not in question.options or where not in ("Alps", "Andes")
        many = question.prompt.startswith("Which of these peaks")  # somebody may be there besides
        assert many
    assert {q.prompt for q in questions(pack, "number", "choice")} == set()  # Aneto may be in each of them


def test_a_form_that_is_not_named_is_not_asked(tmp_path):
    option = '    option: "{height} m"\n'
    pack = edited(tmp_path, (option, f"{option}    forms: [order, most]\n"))
    assert {question.form for question in questions(pack, "height")} == {"order", "most"}
    assert {question.form for question in questions(pack)} == set(FORMS) - {
        "least",
        "lower",
        "higher",
        "compare",
    }


def test_where_limits_rows_by_value_and_by_attribute(tmp_path):
    pack = edited(
        tmp_path,
        ("    near: [climbed]\n", "    where: {range: [Alps, PYRENEES], peak: [Eiger, Aneto]}\n"),
    )
    years = {question.prompt.split()[-1] for question in questions(pack, "climbed")}
    assert years == {"1858?", "1842?"}


# Several right answers.


def test_joint_winners_are_asked_with_the_wording_for_many_and_one_of_them_is_shown(mountains):
    inside = defaultdict(set)
    for row in mountains.facts.tables["peaks"].rows:
        inside[str(row.cells["range"])].add(str(row.cells["peak"]))
    right = defaultdict(set)
    for question in questions(mountains, "peaks", "choice", 30):
        name = question.prompt.removeprefix("Which of these peaks is in the ").removesuffix("?")
        assert name in inside
        assert len(inside[name] & set(question.options)) == 1
        right[name].add(answer(question))
    assert right == {name: peaks for name, peaks in inside.items() if len(peaks) > 1}


def test_one_alone_is_asked_with_the_plain_wording(tmp_path):
    pack = edited(tmp_path, ("peak: Eiger, range: Alps", "peak: Eiger, range: Andes"))
    prompts = {question.prompt for question in questions(pack, "peaks", "choice")}
    assert "Which peak is in the Alps?" in prompts
    assert "Which of these peaks is in the Andes?" in prompts
    assert "Which of these peaks is in the Alps?" not in prompts
    assert not any("Alps" in question.prompt for question in questions(pack, "peaks", "not"))


# What stands beside the answer.


def test_options_are_alike_where_they_must_be(tmp_path):
    pack = edited(
        tmp_path,
        ("    show: short\n", "    show: short\n    alike: [range.continent]\n"),
        ("{name: Alps, continent: Europe}", "{name: Alps, continent: Asia}"),
        ("{name: Andes, continent: America}", "{name: Andes, continent: Asia}"),
    )
    seen = set()
    for question in questions(pack, "range", "choice"):
        assert set(question.options) <= {"Himalaya", "Karakoram", "Alps", "Andes"}
        seen |= set(question.options)
    assert seen == {"Himalaya", "Karakoram", "Alps", "Andes"}


def test_the_nearest_years_come_first(tmp_path):
    rows = "".join(
        f"  - {{river: {name}, dammed: {year}, sources: [s:{number}]}}\n"
        for number, (name, year) in enumerate(
            [
                ("Don", 1952), ("Kama", 1952), ("Ob", 1954), ("Yuna", 1951), ("Volta", 1960), ("Nile", 1960),
                ("Indus", 1975), ("Rhone", 1899), ("Tana", 1981), ("Lena", 2001),
            ],
            1,
        )
    )  # fmt: skip
    pack = make_pack(
        tmp_path,
        f"""
pack: rivers
title: Rivers
sources: [{{id: s, title: S}}]
tables:
- table: t
  complete: true
  columns: {{river: text, dammed: year}}
  rows:
{rows}  ask:
  - {{id: q, prompt: "Which was dammed in {{dammed}}?", prompt_many: "Which of these in {{dammed}}?",
     answer: river, near: [dammed]}}
""",
    )
    for question in questions(pack, seeds=20):
        others = set(question.options) - {answer(question)}
        if "1954" in question.prompt:
            assert "Lena" not in others
            assert len(others & {"Don", "Kama", "Yuna"}) == 3  # within three years, and no word of 1960
        if "1975" in question.prompt:
            assert "Tana" in others  # the only one within ten years
        if "1952" in question.prompt:
            assert others >= {"Ob", "Yuna"}
            assert len(others & {"Volta", "Nile"}) == 1


# Ids and levels.


def test_an_id_stays_while_pack_ask_given_values_and_form_do(tmp_path, mountains):
    before = {question.id for question in questions(mountains, seeds=1)}
    reworded = edited(
        tmp_path,
        ("Where is {peak}?", "In which mountains does {peak} lie?"),
        ("{peak} is in the {range.short}.", "{peak} belongs to the {range.short}."),
        ("Which of these is the highest?", "Which is the highest of these?"),
        ("title: Peaks", "title: Summits"),
        ("title: Mountains", "title: Hills"),
        ("[s:5], note: It grows.", "[s:6], level: 5"),
        ('"8,849"', '"8849"'),
    )
    assert {question.id for question in questions(reworded, seeds=1)} == before
    again = {question.id for seed in range(5) for question in every_question(mountains, seed)}
    assert before <= again
    assert len(before) == len(list(questions(mountains, seeds=1)))
    renamed = edited(tmp_path, ("pack: mountains", "pack: hills"))
    assert not before & {question.id for question in questions(renamed, seeds=1)}
    other = edited(tmp_path, ("id: range", "id: place"))
    assert len(before - {question.id for question in questions(other, seeds=1)}) == sum(
        "/range/" in name for name in before
    )


@pytest.mark.parametrize("harder", [-4, 0, 4])
@pytest.mark.parametrize("row_level", [1, 3, 5])
def test_a_level_lies_between_one_and_five(tmp_path, harder, row_level):
    pack = edited(
        tmp_path,
        ("sources: [s:1]", f"sources: [s:1], level: {row_level}"),
        ("    because:", f"    harder: {harder}\n    because:"),
    )
    levels = {question.level for question in questions(pack, seeds=3)}
    assert levels <= {1, 2, 3, 4, 5}
    everest = [q for q in questions(pack, "range", "true_false", 1) if q.prompt.startswith("Everest")]
    assert everest[0].level == min(5, max(1, row_level + harder - 1))


def test_pairs_are_harder_than_a_choice_and_that_is_harder_than_true_or_false(mountains):
    row = mountains.facts.tables["peaks"].rows[0]
    levels = {form: difficulty([row] * 2, 0, form, None) for form in FORMS}
    assert set(HALF_STEPS) == set(FORMS)
    assert levels["true_false"] == levels["compare"] < levels["choice"] < levels["pairs"] == levels["not"]
    means = defaultdict(list)
    for question in questions(mountains):
        means[question.form].append(question.level)
    mean = {form: sum(found) / len(found) for form, found in means.items()}
    assert set(mean) == set(FORMS)
    assert mean["true_false"] < mean["pairs"] > mean["compare"]
    assert mean["order"] > mean["higher"] > mean["compare"]


def test_likeness_of_the_options_makes_a_question_harder(mountains):
    (row, *_) = mountains.facts.tables["peaks"].rows
    assert difficulty([row], 0, "not", 1.0) > difficulty([row], 0, "not", 0.0)


# All forms together.


def test_every_form_is_asked_and_every_question_has_its_own_id(mountains):
    for seed in range(3):
        found = list(every_question(mountains, seed))
        assert {question.form for question in found} == set(FORMS)
        assert len({question.id for question in found}) == len(found)


def test_no_option_is_told_by_its_prompt(mountains):
    for question in questions(mountains):
        if question.form not in ("true_false", "compare", "pairs", "order"):
            assert not any(option.casefold() in question.prompt.casefold() for option in question.options)


def test_a_game_mixes_the_forms_and_tells_no_fact_twice(mountains):
    forms: Counter[str] = Counter()
    for seed in range(40):
        game = draw(mountains, 4, seed)
        facts = [fact for question in game for fact in question.facts]
        assert len(facts) == len(set(facts))
        forms.update(question.form for question in game)
    assert len(forms) >= 8


def test_the_runner_up_of_those_shown_is_told_with_its_figure_and_its_source(tmp_path):
    pack = make_pack(tmp_path, MOUNTAINS)
    rows = {str(row.cells["peak"]): row for row in pack.facts.tables["peaks"].rows}
    told = [question for question in every_question(pack, 0) if question.ask == "height"]
    seen = set()
    for question in told:
        if question.form not in ("most", "least", "higher", "lower"):
            continue
        heights = sorted(
            int(str(rows[option].cells["height"]).replace(",", "")) for option in question.options
        )
        second = heights[-2] if question.form in ("most", "higher") else heights[1]
        assert f"{second:,}" in question.explanation
        cited = {citation.paragraph for option in question.options for citation in rows[option].sources}
        assert len(question.sources) == 2
        assert {source.paragraph for source in question.sources} <= cited
        seen.add(question.form)
    assert seen == {"most", "least", "higher", "lower"}
