import time

import pytest
from hypothesis import settings

from tests.support import FakeClock, make_pack
from trivia.packs.library import find_pack, open_pack
from trivia.paths import DEFAULT_PACK, PACKS_VARIABLE
from trivia.quiz.pack import Pack

# A slow machine is no mistake of the code; the same examples every time make a failure repeatable.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory):
    """Packs are found and kept ready in folders of this run, and not in those of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv(PACKS_VARIABLE, str(tmp_path_factory.mktemp("own-packs")))
        yield


@pytest.fixture(scope="session")
def globes() -> Pack:
    """The built-in pack."""
    return open_pack(find_pack(DEFAULT_PACK))


@pytest.fixture
def rivers(tmp_path) -> Pack:
    """A small pack with a tie, a river without a sea, and a complete table."""
    return make_pack(tmp_path)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def in_utc():
    """Midnight is where the player is; here it is where the fake clock's date changes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        _zone_has_changed()
        yield
    _zone_has_changed()


def _zone_has_changed() -> None:
    if hasattr(time, "tzset"):  # Windows has none, and takes no notice of TZ
        time.tzset()
