import re

import pytest
from textual.app import App

from trivia.game.mode import CLASSIC, LADDER
from trivia.game.moves import Choose, Proceed, Show
from trivia.game.rules import new_game, play
from trivia.quiz.generate import every_question
from trivia.tui.themes import THEMES
from trivia.tui.widgets.bars import RoundBar

LINE = re.compile(r" +\w+ \d+( of |/)\d+(, for [\d,]+)? +✔[✔○◇ ]+ (★* ?\d+ in a row  )?[\d,]+( points?)? +")


class Bar(App[None]):
    def compose(self):
        yield RoundBar()

    def on_mount(self):
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name


@pytest.mark.parametrize(("mode", "length"), [(LADDER, 15), (CLASSIC, 20), (CLASSIC, 10)])
async def test_place_signs_and_score_never_touch_on_eighty_columns(globes, mode, length):
    questions = tuple(question for question, _ in zip(every_question(globes, 1), range(length), strict=False))
    game = new_game(mode, questions)
    app = Bar()
    async with app.run_test(size=(80, 3)) as pilot:
        bar = app.query_one(RoundBar)
        while game.outcome is None:
            game = play(play(game, Show(), 0), Choose(game.question.answer), 0)
            bar.show(game, at_once=True)
            await pilot.pause()
            line = "".join(segment.text for segment in app.screen._compositor.render_strips()[0])
            assert LINE.fullmatch(line), line
            assert f" {game.score:,}" in line
            game = play(game, Proceed(), 0)
