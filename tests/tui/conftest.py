import pytest

from tests.tui.pictures import Album
from trivia.tui.house import House


@pytest.fixture(autouse=True)
def quick_fingers(monkeypatch):
    """Simulated keys come faster than any finger's; only the test of held keys minds."""
    monkeypatch.setattr(House, "HELD_KEY_SECONDS", 0.0)


@pytest.fixture(autouse=True)
def _in_utc(in_utc):
    """Dates and midnight are those of the fake clock."""


@pytest.fixture(autouse=True)
def _true_colour(monkeypatch):
    """The theme follows the terminal; pictures are not to follow that of whoever runs the tests."""
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture(autouse=True)
def _still(monkeypatch):
    """Nothing moves, so that a picture is the same whenever it is taken."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


@pytest.fixture
def compared(snapshot, tmp_path):
    """Makes the comparison for a name; that all pictures are as they were is found at the end."""
    albums = []

    def make(name):
        albums.append(Album(snapshot, name, tmp_path / "pictures"))
        return albums[-1].compare

    yield make
    differing = [path for one in albums for path in one.differing]
    assert not differing, "differ from the pictures that were looked at:\n" + "\n".join(differing)
