"""The preview of a pack: walking, filtering, and reading a save again."""

import subprocess
import sys

import pytest

from tests.support import RIVERS, ROOT
from tests.tui.pictures import settled
from trivia.packs.proof_words import given_told, proofs_told
from trivia.packs.proofsheet import BY_HAND, FIRST, proofsheets, stamp
from trivia.quiz.generate import every_question
from trivia.quiz.question import Rule
from trivia.settings import Settings
from trivia.tui.aside import aside
from trivia.tui.preview import PreviewApp
from trivia.tui.screens.preview import PreviewScreen
from trivia.tui.screens.problems import ProblemsScreen
from trivia.tui.widgets.choices import ChoiceList

VERDICTS = {
    (False, False): ("is not", "is so"),
    (True, False): ("false", "true"),
    (True, True): ("", ""),  # of two that are compared neither is wrong
}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "rivers" / "pack.yaml"
    path.parent.mkdir()
    path.write_text(RIVERS, encoding="utf-8")
    return path


def app_for(file):
    return PreviewApp(file.parent, "rivers", 0, file.parent.parent / "saves", Settings())


def shown(app, which):
    return str(app.screen.query_one(which).render())


async def sought(pilot, words):
    """Write words into the card that asks for them."""
    await pilot.press("slash")
    pilot.app.screen.query_one("Input").value = words
    await pilot.press("enter")
    await pilot.pause()


async def saved(pilot, file, text):
    """Save a file, and let the preview have its look at once."""
    file.write_text(text, encoding="utf-8")
    pilot.app.screen.look()
    await settled(pilot)


async def test_it_walks_through_every_question_and_round(file):
    app = app_for(file)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        questions = app.screen._chosen
        assert len(questions) == 16
        for number in (1, 2, 7):
            await app.screen._go_to(number - 1)
            question = questions[number - 1]
            assert shown(app, "#where").startswith(f"{number} of 16")
            assert shown(app, "#prompt") == question.prompt
            told = shown(app, "#told")
            assert question.id in told.replace("\n", "")
            assert "The atlas" in told
            (right,) = [
                choice for choice in app.screen.query_one(ChoiceList).choices if choice.outcome == "right"
            ]
            assert str(right.text) == question.options[question.answer]
        await app.screen._go_to(15)
        await pilot.press("right")
        assert shown(app, "#where").startswith("1 of 16")
        await pilot.press("left")
        assert shown(app, "#where").startswith("16 of 16")
        await pilot.press("g", "3", "enter")
        await pilot.pause()
        assert shown(app, "#where").startswith("3 of 16")
        await pilot.press("g", "9", "9", "enter")
        assert "no number from 1 to 16" in shown(app, "#reason")


async def test_it_filters_by_ask_by_finding_and_by_words(file):
    file.write_text(
        RIVERS.replace("sea: Atlantic", "sea: the very long sea of the Atlantic"), encoding="utf-8"
    )
    app = app_for(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = app.screen
        everything = screen._chosen
        found = [one for one in everything if screen._good.findings.get(one.id)]
        assert found
        await pilot.press("f", "down", "enter")
        await pilot.pause()
        assert list(screen._chosen) == found
        assert "with remarks" in shown(app, "#where")
        assert found[0].id in shown(app, "#told").replace("\n", "")
        await pilot.press("f", "end", "enter")
        await pilot.pause()
        assert {one.ask for one in screen._chosen} == {everything[-1].ask}
        await sought(pilot, "loire")
        assert screen._chosen
        assert all("Loire" in one.prompt + " ".join(one.options) + one.explanation for one in screen._chosen)
        await sought(pilot, "zzz")
        assert shown(app, "#where").startswith("0 of 0")
        assert shown(app, "#stage Static") == "No question has these words. esc shows all."
        await pilot.press("right", "f", "home", "enter")
        await pilot.pause()
        assert screen._chosen == everything  # and the words are forgotten too
        await pilot.press("f", "home", "down", "enter")
        await pilot.pause()
        await screen._go_to(len(found) - 1)
        await saved(pilot, file, file.read_text(encoding="utf-8").replace("Into which", "In which"))
        assert screen._question.id == found[-1].id  # the lint comes later; nobody's place is lost for it


async def test_a_search_begins_at_its_first_question_and_esc_goes_back_step_by_step(file):
    app = app_for(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = app.screen
        everything = screen._chosen
        with_loire = [one for one in everything if "Loire" in str((one.prompt, one.options, one.explanation))]
        other = next(at for at, one in enumerate(everything) if one not in with_loire and at)
        await screen._go_to(other)
        await sought(pilot, "loire")
        assert shown(app, "#where").startswith(f"1 of {len(with_loire)} ")
        assert shown(app, "#prompt") == with_loire[0].prompt
        await pilot.press("right")
        await sought(pilot, "")
        assert screen._question == with_loire[1], "which is one of all, and stays"
        await pilot.press("f", "end", "enter")
        await pilot.pause()
        await screen._go_to(1)
        stood = screen._question
        await sought(pilot, "no-such-word")
        assert screen._question is None
        await pilot.press("escape")
        await pilot.pause()
        assert (screen._words, screen._ask, screen._question) == ("", stood.ask, stood)
        await pilot.press("escape")
        await pilot.pause()
        assert (screen._chosen, screen._question) == (everything, stood)
        await sought(pilot, "rivers")
        assert all("rivers" in one.prompt for one in screen._chosen), "and not only in the pack's id"
        await sought(pilot, stood.id)
        assert screen._chosen == (stood,)
        assert app.return_code is None
        await pilot.press("escape", "escape")
    assert app.return_code == 0


async def test_what_the_editor_remarks_on_the_whole_pack_is_shown(file):
    long = "y" * 20
    lines = [f"- {{prompt: 'Which {n}?', answer: x{n}{long}, wrong: [a{n}, b{n}]}}\n" for n in range(40)]
    file.write_text("pack: p\ntitle: P\nquestions:\n" + "".join(lines), encoding="utf-8")
    app = app_for(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert not app.screen.query("#because"), "no frame round an explanation that there is none of"
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(app.screen, ProblemsScreen)
        assert "GT503 warning" in str([str(one.render()) for one in app.screen.query("Static")])


async def test_the_help_calls_keys_as_keyboards_do(file):
    app = app_for(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        keys = [str(one.render()) for one in app.screen.query(".key")]
        assert {"/", "PgDn", "PgUp", "esc"} <= {*keys}
        assert len(keys) == len({*keys})


async def test_a_save_is_read_again_and_the_question_stays(file):
    app = app_for(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("right", "right")
        await pilot.pause()
        before = app.screen._question
        await saved(pilot, file, RIVERS.replace("Into which sea", "In which sea"))
        assert app.screen._question.id == before.id
        assert shown(app, "#prompt") == before.prompt.replace("Into", "In")
        assert "↻ 1" in shown(app, "#where")
        app.screen.look()
        await settled(pilot)
        assert app.screen._times == 2  # nothing was saved, so nothing is read


async def test_a_broken_save_shows_its_errors_and_keeps_the_last_good_one(file):
    app = app_for(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        prompt = shown(app, "#prompt")
        await saved(
            pilot, file, RIVERS.replace("complete:", "compleet:").replace("answer: sea", "anser: sea")
        )
        assert shown(app, "#prompt") == prompt
        broken = shown(app, "#broken")
        assert "the last save that could be read" in broken
        assert "pack.yaml:9:3  unknown key 'compleet'. Did you mean 'complete'?" in broken
        await pilot.press("e")
        assert isinstance(app.screen, ProblemsScreen)
        await pilot.press("escape")
        await saved(pilot, file, RIVERS)
        assert not app.screen.query_one("#broken").display


async def test_a_pack_that_is_broken_at_first_is_shown_once_it_can_be_read(file):
    file.write_text("pack: [", encoding="utf-8")
    app = app_for(file)
    async with app.run_test(size=(40, 12)) as pilot:
        await settled(pilot)
        assert "nothing can be shown yet" in shown(app, "#broken")
        await pilot.press("right", "f", "slash", "g")
        assert len(app.screen_stack) == 2
        await saved(pilot, file, RIVERS)
        assert shown(app, "#where").startswith("1 of 16")


async def test_a_pack_that_goes_away_is_an_error_and_no_end(file):
    app = app_for(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        file.unlink()
        app.screen.look()
        await settled(pilot)
        assert "has no .yaml file" in shown(app, "#broken")


@pytest.mark.parametrize(("key", "status"), [("q", 0), ("escape", 0), ("ctrl+c", 130)])
async def test_it_ends_by_its_keys(file, key, status):
    app = app_for(file)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press(key)
    assert (app.return_code or 0) == status


def test_every_rule_has_words_and_every_row_its_place(globes):
    rules = set()
    for question in every_question(globes, 0):
        told = proofs_told(question, globes)
        assert len(told) == len(question.certificate.proofs)
        assert " asked, " in given_told(question)
        for one, proof in zip(told, question.certificate.proofs, strict=True):
            rules.add(proof.rule)
            assert one.words
            assert not {"key-forwards", "key-backwards", "closed-world"} & {*one.words.split()}
            assert one.verdict == VERDICTS[question.judged, question.form == "compare"][one.right]
            assert (proof.row is None) or one.row.startswith(f"row {proof.row}")
            if one.row:
                name, _, line = one.place.rpartition(":")
                table = globes.facts.tables[question.table]
                assert table.file.endswith(name)
                assert int(line) == table.rows[proof.row - 1].line
    assert rules <= {*Rule.__args__}
    assert len(rules) >= 5


def test_a_spreadsheet_beside_the_pack_counts_as_its_file(file):
    before = stamp(file.parent)
    (file.parent / "t.csv").write_text("a,b\n", encoding="utf-8")
    assert stamp(file.parent) != before


def test_the_questions_are_told_of_before_the_lint_has_read_them(file):
    written = "questions:\n- {prompt: Which?, answer: A, wrong: [B, C]}\n"
    written += "- {prompt: Who?, answer: A, wrong: [B, C]}\n"
    (file.parent / "hand.yaml").write_text(written, encoding="utf-8")
    first, second = proofsheets(file.parent, 0)
    assert (first.linted, second.linted) == (False, True)
    assert first.questions is second.questions
    assert (first.findings, second.asks[BY_HAND]) == ({}, 2)
    assert second.findings
    assert second.codes
    assert len(second.chosen(ask=BY_HAND)) == 2


async def test_text_of_a_pack_is_never_markup(file):
    evil = "pack: p\ntitle: '[/]'\nquestions:\n"
    evil += "- {prompt: '[red]Into[/] [which', answer: '[b]A[/x]', wrong: ['[']}\n"
    file.write_text(evil, encoding="utf-8")
    app = app_for(file)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert shown(app, "#prompt") == "[red]Into[/] [which"
        assert "[/]" in shown(app, "#where")
        assert "[b]A[/x]" in shown(app, "#told")


@pytest.fixture
def large(tmp_path):
    """A pack of a hundred questions more than are shown before all are made."""
    count = FIRST + 100
    lines = [
        f"- {{id: q{n}, prompt: 'Which {n}?', answer: x{n}, wrong: [a{n}, b{n}]}}\n" for n in range(count)
    ]
    path = tmp_path / "large.yaml"
    path.write_text("pack: p\ntitle: P\nquestions:\n" + "".join(lines), encoding="utf-8")
    return path


async def test_of_very_many_questions_the_first_are_shown_while_the_others_are_made(large):
    some, everything, linted = proofsheets(large, 0)
    assert [len(one.questions) for one in (some, everything, linted)] == [FIRST, FIRST + 100, FIRST + 100]
    app = PreviewApp(large, "large", 0, large.parent / "saves", Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = PreviewScreen("large", lambda: iter(()), lambda: some.stamp)
        await app.push_screen(screen)
        screen._take(some)
        await pilot.pause()
        assert shown(app, "#where") == f"1 of {FIRST} · more are being made … · P"
        await pilot.press("right", "right", "down")
        await pilot.pause()
        stood, scrolled = screen._question, screen.query_one("#walk").scroll_y
        assert scrolled
        screen._take(everything)
        await pilot.pause()
        assert shown(app, "#where") == f"3 of {FIRST + 100} · the editor reads … · P"
        assert (screen._question, screen.query_one("#walk").scroll_y) == (stood, scrolled)
        screen._take(linted)
        screen._take(some)
        await pilot.pause()
        assert f"3 of {FIRST + 100} · " in shown(app, "#where"), "of a later save only the whole is shown"
        assert "↻" not in shown(app, "#where")


async def test_what_is_made_aside_comes_as_it_comes_and_its_error_too():
    found = []

    def counting():
        yield 1
        raise LookupError("no two")

    async def all_of(work):
        async for one in aside(work):
            found.append(one)  # noqa: PERF401 - what came before the error is to be seen

    await all_of(lambda: iter("ab"))
    with pytest.raises(LookupError, match="no two"):
        await all_of(counting)
    assert found == ["a", "b", 1]


def test_whoever_leaves_does_not_wait_for_what_is_made_aside():
    leaving = (
        "import asyncio, threading\nfrom trivia.tui.aside import aside\n"
        "def never():\n    yield 1\n    threading.Event().wait()\n"
        "async def leave():\n    async for one in aside(never):\n        return one\n"
        "print(asyncio.run(leave()))\n"
    )
    command = [sys.executable, "-c", leaving]
    left = subprocess.run(command, capture_output=True, timeout=30, check=True, cwd=ROOT)
    assert left.stdout.split() == [b"1"]
