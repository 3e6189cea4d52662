import pytest

from trivia.errors import CommandError
from trivia.party.doorway import DEFAULT_PORT, MOST_PER_ADDRESS, PER_ADDRESS, Door, door_wanted, reachable
from trivia.party.limits import Limits


def test_a_door_is_on_this_machine_alone_unless_the_host_says_otherwise():
    assert door_wanted(None, None, "") is None
    assert door_wanted(None, 80, "") == Door("127.0.0.1", 80)
    assert Door() == Door("127.0.0.1", DEFAULT_PORT)
    assert reachable(Door("127.0.0.1", 1)) == ("127.0.0.1",)
    assert reachable(Door("fe80::1", 1)) == ("[fe80::1]",)


def test_an_open_one_is_found_at_no_loopback():
    assert "127.0.0.1" not in reachable(Door("0.0.0.0", 1))  # noqa: S104 - nothing is opened


@pytest.mark.parametrize("port", [-1, 65_536, 10**19])
def test_there_is_no_such_port(port):
    with pytest.raises(CommandError, match="--port"):
        door_wanted(None, port, "")


def test_a_crowd_behind_one_router_is_let_in_and_may_try_as_often_as_so_many():
    door = door_wanted(None, None, "", 640)
    assert (door.bind, door.per_address, door.limits.per_address) == ("127.0.0.1", 640, 640)
    usual = Limits()
    assert Door().limits == usual
    assert (door.limits.knocks, door.limits.guesses) == (10 * usual.knocks, 10 * usual.guesses)
    fewer = door_wanted(None, None, "", 8).limits
    assert (fewer.per_address, fewer.knocks, fewer.connections) == (8, usual.knocks, usual.connections)
    assert usual.per_address == PER_ADDRESS


@pytest.mark.parametrize("number", [0, -1, MOST_PER_ADDRESS + 1])
def test_there_is_no_such_crowd(number):
    with pytest.raises(CommandError, match="--per-address"):
        door_wanted(None, None, "", number)


@pytest.mark.parametrize(
    "url",
    [
        "quiz.example.org",
        "ftp://quiz.example.org",
        "https://",
        "https://a/b",
        "https://a?b",
        "https://me@a",
        "http://[",
        "https://a:port",
    ],
)
def test_there_is_no_such_base(url):
    with pytest.raises(CommandError, match="--base-url"):
        door_wanted(None, None, url)


def test_a_base_is_kept_without_its_last_stroke():
    assert door_wanted("0.0.0.0", 80, "https://quiz.example.org/") == Door(  # noqa: S104 - likewise
        "0.0.0.0",  # noqa: S104 - likewise
        80,
        "https://quiz.example.org",
    )
