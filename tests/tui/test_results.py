from rich.cells import cell_len

from trivia.progress.achievements import ACHIEVEMENTS
from trivia.tui.screens.results import trophy_told


def test_a_trophy_is_told_by_whole_sentences_on_a_terminal_of_eighty_columns():
    for won in ACHIEVEMENTS:
        told = trophy_told(won, 72).plain
        assert won.title in told
        assert told.endswith(".")
        assert cell_len(told) <= 72
        assert trophy_told(won, 500).plain.endswith(won.about)
