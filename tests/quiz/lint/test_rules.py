"""Cases that the pages have no room for, and what holds for any question."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quiz.lint.support import codes, question, statement
from trivia.facts.text import printable
from trivia.quiz.lint.rules import lint
from trivia.quiz.lint.words import article

CAPITALS = ("Madrid", "Seville", "Toledo")


def asked(prompt, *options, answer=0):
    return codes(question(prompt, options or CAPITALS, answer))


def test_a_good_question_has_nothing_to_mend():
    good = question(explanation="Philip II moved his court there.", cited=["The pocket atlas"])
    assert lint([good]) == []


def test_a_finding_says_what_was_found_and_what_to_do():
    (finding,) = [f for f in lint([question(options=("Madrid", "Seville", "seville"))]) if f.code == "GT101"]
    assert (finding.severity, finding.question) == ("error", "q")
    assert (
        finding.message
        == "The options “Seville” and “seville” are the same; keep one of them and write another."
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Seville", "SEVILLE"),
        ("the Ebro", "Ebro"),
        ("Seville.", "Seville"),
        ("1914–18", "1914-18"),
        ("“Hi”", "Hi"),
    ],
)
def test_equal_options(one, other):
    assert "GT101" in asked("Which?", "Madrid", one, other)


@pytest.mark.parametrize(("one", "other"), [("10²", "102"), ("Pelé", "Pele"), ("A", "The"), ("?", "!")])
def test_options_that_only_look_alike(one, other):
    assert "GT101" not in asked("Which?", "Madrid", one, other)


def test_versions_are_no_amounts():
    assert "GT102" not in asked("Which version came first?", "3.1", "3.10", "3.2")
    assert "GT102" in asked("How long is it?", "3.1", "3.10", "3.2")


def test_spans_of_years_may_overlap():
    assert "GT103" not in asked("In which years was the war fought?", "1914-1918", "1916-1918", "1939-1945")
    assert "GT103" in asked("How many ships sank?", "1914-1918", "1916-1918", "1939-1945")


@pytest.mark.parametrize(
    "option",
    ["All of the above", "None of the above.", "none of these", "All of them", "Both A and B", "A and C",
     "All three options.", "They are all correct", "All of these songs", "Neither of the above"],
)  # fmt: skip
def test_all_or_none_of_the_above(option):
    assert "GT104" in asked("Which?", "Madrid", "Seville", option)


@pytest.mark.parametrize(
    "option", ["All of the Lights", "None", "All About Eve", "Any Given Sunday", "Above us"]
)
def test_titles_are_not_all_of_the_above(option):
    assert "GT104" not in asked("Which?", "Madrid", "Seville", option)


@pytest.mark.parametrize(("options", "answer"), [((), 0), (("Madrid",), 0), (CAPITALS, 3), (CAPITALS, -1)])
def test_nothing_to_choose(options, answer):
    assert "GT105" in codes(question(options=options, answer=answer))


@pytest.mark.parametrize(
    "prompt", ["Which is longer?", "Which came first?", "Madrid or Seville?", "Is Seville more than Madrid?"]
)
def test_two_options_are_enough_between_two(prompt):
    assert "GT106" in asked("Which river is it?", "Madrid", "Seville")
    assert "GT106" not in asked(prompt, "Madrid", "Seville")
    assert "GT106" not in asked("Which river is it?", "Yes", "No")


@pytest.mark.parametrize(
    "prompt",
    [
        "Which of these is not a river?",
        "In Spain, which of these isn't a river?",
        "In which of these towns did he never live?",
        "What planet can not be seen?",
        "All of these are rivers except:",
        "Which river does the “Song of the Sea” not name?",
        "In what film, never shown in Spain, did she not appear?",
    ],
)
def test_negations(prompt):
    assert "GT201" in asked(prompt)


@pytest.mark.parametrize(
    "prompt",
    [
        "Which of these is NOT a river?",
        "All of these are rivers EXCEPT:",
        "Who sang “Why Don't We Do It”?",
        "Who sang 'I'm not in love'?",
        "Who played in Thou Shalt not Kill?",
        "What is an animal called that does not eat meat?",
        "Who won, not to be confused with his brother, in 2016?",
        "Which comet, which will not come back before 2061, was seen?",
        "Which song (not counting remixes) was first?",
        "Which film was first, though it did not win?",
    ],
)
def test_what_is_no_negation_of_the_question(prompt):
    assert "GT201" not in asked(prompt)


def test_a_negative_statement():
    assert "GT201" in codes(statement("Madrid is not a port."))
    assert "GT201" not in codes(statement("Madrid is a town that is not a port."))


@pytest.mark.parametrize(
    "word", ["currently", "now", "today", "at present", "recently", "as of now", "so far"]
)
def test_passing_time(word):
    assert "GT202" in asked(f"Who is {word} the oldest?")
    assert "GT202" not in asked(f"Who is {word} the oldest, in 2016?")


@pytest.mark.parametrize(
    "prompt",
    ["Who made Apocalypse Now?", "Which paper is USA Today?", "Who sang “Here and now”?",
     "Where did the now extinct dodo live?",
     "What is the unit of electric current?", "Who is known?", "Which city is now known as Istanbul?",
     "Who founded a colony in today's Canada?", "Which event began the world as we know it today?"],
)  # fmt: skip
def test_time_that_does_not_pass(prompt):
    assert "GT202" not in asked(prompt)


@pytest.mark.parametrize(
    "prompt",
    ["This river is long.", "Which river is long.", "Who won", "The film was made by whom.", "", "It is so!"],
)
def test_no_question(prompt):
    assert "GT203" in asked(prompt)


@pytest.mark.parametrize(
    "prompt",
    ["Which?", "Name the river.", "The ___ is long.", "The longest river is…", "The longest river is the",
     "The longest river:", "In Spain, choose the longest river.", "Who said “What is that”?"],
)  # fmt: skip
def test_questions_and_blanks(prompt):
    assert "GT203" not in asked(prompt)


def test_true_and_false_judge_a_statement():
    assert "GT203" in codes(statement("Is Madrid a town?"))
    assert "GT203" not in codes(statement("True or false: is Madrid a town?"))
    assert "GT203" not in codes(statement("She sang “What is love?”"))


@pytest.mark.parametrize(("length", "fires"), [(19, False), (20, True)])
def test_the_length_that_stands_out(length, fires):
    assert ("GT301" in asked("Which?", "x" * length, "y" * 10, "z" * 9)) is fires


def test_half_as_long_again_but_under_ten_characters_more():
    assert "GT301" not in asked("Which?", "x" * 12, "y" * 4, "z" * 4)
    assert "GT301" not in asked("Which?", "x" * 59, "y" * 40, "z" * 4)
    assert "GT301" in asked("Which?", "x" * 60, "y" * 40, "z" * 4)


def test_the_strongest_echo_is_the_only_one_reported():
    assert asked("Which town of the Madrid region is Madrid?") == ["GT302"]
    assert asked(
        "Of crime and punishment, which came first?", "Punishment of Crime", "The Art of Love", "War"
    ) == ["GT303"]
    assert asked("Which crime came first?", "Crime of Love", "Love", "War") == ["GT304"]


def test_what_all_options_hold_is_no_echo():
    options = ("Super Smash", "Super Smash Melee", "Super Smash Brawl")
    assert asked("Which game of the Super Smash series came first?", *options) == []


@pytest.mark.parametrize("option", ["All is Fair in Love", "Only You", "“never say so”", "All-Star"])
def test_titles_are_not_absolute(option):
    assert "GT307" not in asked("Which?", "Hello", "Yesterday", option)


@pytest.mark.parametrize("option", ["Closes all windows", "It is cold all year", "none", "Its only door"])
def test_how_much_of_something_is_not_absolute(option):
    assert "GT307" not in asked("Which?", "Hello", "Yesterday", option)


@pytest.mark.parametrize("option", ["All doors are open", "It is never open", "always", "Only men may"])
def test_absolutes(option):
    assert "GT307" in asked("Which?", "Hello", "Yesterday", option)
    assert "GT307" not in asked("Which?", "It is always so", "Yesterday", option)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("owl", "an"), ("bat", "a"), ("hour", "an"), ("unicorn", "a"), ("uninvited guest", "an"),
     ("one-way", "a"),
     ("8-sided die", "an"), ("11", "an"), ("110", None), ("X-ray", "an"), ("U-boat", "a"), ("FBI man", None),
     ("Élan", "an"), ("European", "a"), ("“apple”", "an"), ("herb", None), ("", None), ("Ω", None),
     ("yttrium atom", "an"),
     ("umbrella", "an"), ("user", "a"), ("ukulele", "a")],
)  # fmt: skip
def test_articles_follow_the_sound(text, expected):
    assert article(text) == expected


def test_an_open_article_before_the_options():
    assert "GT305" in asked("What flies by night is an", "owl", "bat", "eagle")
    assert "GT305" not in asked("What flies by night is a(n) ___.", "owl", "bat", "eagle")
    assert "GT305" not in asked("What is vitamin A?", "owl", "bat", "eagle")


@pytest.mark.parametrize(
    ("answer", "others"),
    [
        ("1000", ("1,500", "2,500")),
        ("“Help”", ("Hello", "Hi")),
        ("seven", ("5", "9")),
        ("the sea", ("The sky", "The wind")),
    ],
)
def test_an_answer_written_differently(answer, others):
    assert "GT308" in asked("Which?", answer, *others)


@pytest.mark.parametrize(
    ("answer", "others"),
    [("1000", ("1,500", "2500")), ("eBay", ("Amazon", "Etsy")), ("Warner Bros.", ("Fox", "Sony")),
     ("Yahoo!", ("Ask", "Bing")),
     ("12", ("five", "twenty")), ("seven", ("5", "30"))],
)  # fmt: skip
def test_an_answer_that_may_look_so(answer, others):
    assert "GT308" not in asked("Which?", answer, *others)


@pytest.mark.parametrize(
    "text",
    [
        "Tom &amp; Ann",
        "<i>Help</i>",
        "a\x1bb",
        "a\tb",
        "CafÃ©",
        "itâ€™s",
        "**bold**",
        "a\u202eb",
        "␛[0m",
        "[b]x[/b]",
    ],
)
def test_leftovers(text):
    assert "GT401" in asked(f"Who is {text} here?")
    assert "GT401" in asked("Who?", "Ann", text, "Ben")


@pytest.mark.parametrize(
    "text", ["AT&T; and", "a < b > c", "Ünïcödé – “Zoë”", "x * y", "Ã la", "[sic]", "東京"]
)
def test_text_that_is_plain(text):
    assert "GT401" not in asked(f"Who is {text} here?")


@pytest.mark.parametrize("text", [" Who?", "Who? ", "Who  is it?", "Who , then?", "Who ( then ) is it?"])
def test_stray_blanks(text):
    assert "GT406" in asked(text)


def test_limits_of_length():
    assert "GT402" not in asked("x" * 239 + "?")
    assert "GT402" in asked("x" * 240 + "?")
    assert "GT403" not in asked("Which?", "x" * 72, "y" * 72, "z" * 72)
    assert "GT403" in asked("Which?", "x" * 73, "y" * 72, "z" * 72)


def test_doubled_words_that_are_meant():
    assert "GT204" not in asked("Whom do you talk to to open it?")
    assert "GT204" in asked("The the river is where?")


def test_a_big_pack_is_not_accused_of_a_trifle():
    pack = [statement(f"S{n}.", n % 100 < 55, name=str(n)) for n in range(5000)]
    assert "GT502" not in codes(*pack)


def test_a_small_pack_is_not_accused_of_an_accident():
    assert codes(*[statement(f"S{n}.", True, name=str(n)) for n in range(10)]) == []
    assert codes(*[statement(f"S{n}.", True, name=str(n)) for n in range(11)]) == ["GT502"]  # p = 2/2048


def test_places_are_not_tested_where_few_are_due():
    pack = [question(f"Is it {n} or more?", name=str(n)) for n in range(15)]
    assert "GT501" not in codes(*pack[:14])
    assert "GT501" in codes(*pack)


def test_of_four_numbers_two_are_in_the_middle():
    lower = [question(f"How many {n}?", ("20", "10", "30", "40"), name=str(n)) for n in range(30)]
    ends = [question(f"How many {n}?", ("10", "20", "30", "40"), name=f"e{n}") for n in range(30)]
    assert "GT504" in codes(*lower)
    assert "GT504" not in codes(*lower, *ends)


def test_findings_stand_by_question_then_rule_and_the_packs_last():
    pack = [statement("Is it ?", name=str(n)) for n in range(30)]
    findings = lint(pack)
    assert [f.question for f in findings] == sorted(
        (f.question for f in findings), key=lambda n: int(n or 99)
    )
    assert (findings[-1].code, findings[-1].question) == ("GT502", "")
    assert [f.code for f in findings if f.question == "3"] == ["GT203", "GT404", "GT405", "GT406", "GT506"]


def test_a_contradiction_among_statements():
    assert codes(statement(truth=True), statement(truth=False, name="r")) == ["GT505", "GT505"]


@pytest.mark.parametrize(
    ("prompt", "other", "found"),
    [
        ("Who painted The Starry Night?", 'Who painted "The Starry Night"?', ["GT506"]),
        ("When did it begin, and where?", "When did it begin and where", ["GT506"]),
        ("What is C++?", "What is C#?", []),
        ("Which of these is a river?", "Which of these is a river?", []),
    ],
)
def test_a_prompt_that_comes_again_with_another_answer(prompt, other, found):
    one = question(prompt, ("Ann", "Ben", "Cleo"))
    assert [c for c in codes(one, question(other, ("Anna", "Ben", "Cleo"), name="r")) if c > "GT5"] == found


def test_a_negative_answer_is_no_echo():
    assert "GT303" not in asked("Which nation claims it?", "No one, but there are claims", "Norway", "Chile")
    assert "GT303" not in asked("Which of these songs is long?", "All of these songs", "Hello", "Help")


def test_headings_tell_prompts_apart():
    one = question("Who won?", ("Ann", "Ben", "Cleo"), heading="Best actress")
    other = question("Who won?", ("Ben", "Ann", "Dan"), heading="Best director", name="r")
    assert codes(one, other) == []


def test_a_leak_and_what_is_none():
    asks = question(
        "Who painted the Mona Lisa?", ("Leonardo da Vinci", "Titian of Cadore", "Raphael"), facts=["t:1"]
    )
    tells = question("Where did Leonardo da Vinci keep the Mona Lisa?", name="r")
    assert codes(asks, tells) == ["GT507"]
    told = "Leonardo da Vinci painted the Mona Lisa."
    assert codes(asks, statement(told, name="r")) == ["GT507"]
    assert codes(asks, statement(told, truth=False, name="r")) == []
    assert codes(asks, statement(told, name="r", facts=["t:1"])) == []
    assert (
        codes(asks, question("Did Titian of Cadore or Leonardo da Vinci admire the Mona Lisa?", name="r"))
        == []
    )


def test_words_in_very_many_prompts_identify_none():
    crowd = [question(f"Which wall did Leonardo paint {n} times?", name=str(n)) for n in range(100)]
    asks = question("Who did paint which wall?", ("Leonardo", "Titian", "Raphael"))
    assert "GT507" not in codes(*crowd, asks)
    assert "GT507" in codes(*crowd[1:], asks)


TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["not", "a", "an", "the", "__", "$1", "10-20", "1,000 m", "is", "are", "&amp;", "?",
            ".", ",", "“", "'", "all",
             "of", "above", "never", "Madrid", "which", "  ", "1e5", "٣", "²", "½", "-", "five"]
        ),
        max_size=12,
    ).map(" ".join),
)  # fmt: skip
QUESTIONS = st.builds(
    question,
    prompt=TEXTS,
    options=st.one_of(st.lists(TEXTS, max_size=5), st.just(("True", "False"))),
    answer=st.integers(-2, 6),
    explanation=TEXTS,
    heading=TEXTS,
)


@given(st.lists(QUESTIONS, max_size=4))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_without_a_crash(questions):
    for finding in lint(questions):
        assert printable(finding.message) == finding.message


@given(TEXTS, st.lists(TEXTS, min_size=2, max_size=5, unique=True), st.data())
@settings(deadline=None)
def test_the_order_of_the_options_changes_no_finding_on_the_question(prompt, options, data):
    shuffled = data.draw(st.permutations(options))
    one = question(prompt, options, 0)
    other = question(prompt, shuffled, shuffled.index(options[0]))
    if {tuple(options), tuple(shuffled)} & {("True", "False")}:
        return
    assert [f for f in lint([one]) if f.question] == [f for f in lint([other]) if f.question]


@given(st.lists(QUESTIONS, min_size=1, max_size=4))
@settings(deadline=None)
def test_reading_twice_finds_the_same(questions):
    assert lint(questions) == lint(list(questions))


def test_the_largest_of_these_may_be_beaten_among_others_and_two_may_not_beat_each_other():
    prompt = "Which of these countries is the largest?"
    ireland = question(prompt, ["Ireland", "Malta", "Cyprus"], name="i")
    france = question(prompt, ["France", "Ireland", "Malta"], name="f")
    malta = question(prompt, ["Malta", "Ireland", "Cyprus"], name="m")
    assert "GT505" not in codes(ireland, france)
    assert codes(ireland, malta).count("GT505") == 2
