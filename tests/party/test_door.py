"""Limits, addresses, pages and QR codes: what stands between the room and the network, without a network."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from trivia.party import limits as door_limits
from trivia.party.addresses import Address, own_addresses, to_offer
from trivia.party.anteroom import Anteroom
from trivia.party.limits import Bucket, Door, Limits, forwarded_home, home, room_for
from trivia.party.page import Pages, host_name, is_own
from trivia.party.qr import QUIET, qr_code


def test_a_bucket_lets_a_burst_pass_and_then_so_many_a_second():
    bucket = Bucket(3, 2.0)
    assert [bucket.overflows(0.0) for _ in range(5)] == [False, False, False, True, True]
    assert bucket.is_full(0.4)
    assert [bucket.overflows(1.0) for _ in range(2)] == [False, True]
    assert bucket.is_idle(10.0)


def test_an_address_has_so_many_connections_and_all_have_so_many():
    door = Door(Limits(connections=3, per_address=2))
    assert [door.enter("a"), door.enter("a"), door.enter("a")] == [True, True, False]
    assert [door.enter("b"), door.enter("c")] == [True, False]
    door.leave("a")
    assert door.enter("c")
    assert (door.inside, door.turned_away) == (3, 2)


def test_an_address_may_not_knock_too_often():
    door = Door(Limits(knocks=2, knock_rate=1.0))
    assert [door.knock("a", now) for now in (0.0, 0.0, 0.0, 1.0)] == [True, True, False, True]
    assert door.turned_away == 1


def test_a_proxy_is_not_counted_as_one_guest():
    door = Door(Limits(connections=5, per_address=1))
    assert [door.enter("proxy", shared=True) for _ in range(6)] == [True] * 5 + [False]


class Guest:
    """Somebody at the door."""

    def __init__(self, anteroom, address="a", *, settled=False):
        self.anteroom = anteroom
        self.address = address
        self.settled = settled
        self.sent_away = False

    def come(self, *, shared=False):
        return self.anteroom.let_in(self, 0.0, shared=shared)

    def send_away(self):
        self.sent_away = True
        self.anteroom.leave(self)


def guests(anteroom, *addresses, **fields):
    return [Guest(anteroom, address, **fields) for address in addresses]


def test_in_a_full_house_who_has_waited_longest_without_a_seat_gives_way():
    anteroom = Anteroom(Door(Limits(connections=3, per_address=3)))
    first, second, third, late, later = guests(anteroom, *"abcde")
    assert all(guest.come() for guest in (first, second, third))
    first.settled = True
    assert late.come()
    assert [guest.sent_away for guest in (first, second, third)] == [False, True, False]
    third.settled = late.settled = True
    assert not later.come()
    assert not any(guest.sent_away for guest in (first, third, late))


def test_an_address_makes_room_for_its_own_alone():
    door = Door(Limits(connections=9, per_address=2))
    anteroom = Anteroom(door)
    (other,) = guests(anteroom, "b")
    first, second, third = guests(anteroom, "a", "a", "a")
    assert all(guest.come() for guest in (other, first, second, third))
    assert [guest.sent_away for guest in (other, first, second, third)] == [False, True, False, False]
    assert (door.inside, door.turned_away) == (3, 1)
    anteroom.leave(second)
    (fourth,) = guests(anteroom, "a")
    assert fourth.come()
    assert not third.sent_away


def test_who_knocks_too_often_sends_nobody_away():
    anteroom = Anteroom(Door(Limits(connections=1, knocks=1, knock_rate=0.0)))
    first, again = guests(anteroom, "a", "a")
    assert first.come()
    assert not again.come()
    assert not first.sent_away


def test_through_a_proxy_only_the_whole_counts():
    anteroom = Anteroom(Door(Limits(connections=2, per_address=1, knocks=1)))
    first, second, third = guests(anteroom, "proxy", "proxy", "proxy")
    assert all(guest.come(shared=True) for guest in (first, second, third))
    assert [guest.sent_away for guest in (first, second, third)] == [True, False, False]


def test_wrong_pins_are_slowed_for_their_address_alone():
    door = Door(Limits(guesses=2, guess_rate=0.5))
    for _ in range(2):
        assert door.may_guess("a", 0.0)
        door.guessed_wrong("a", 0.0)
    assert not door.may_guess("a", 1.0)
    assert door.may_guess("b", 1.0)
    assert door.may_guess("a", 2.0)


def test_where_many_guess_together_a_fresh_address_has_one_try():
    door = Door(Limits(guesses=2, guess_rate=0.5, guesses_in_all=3))
    for address in "abc":
        assert door.may_guess(address, 0.0)
        door.guessed_wrong(address, 0.0)
    assert not door.may_guess("a", 0.0)
    assert not door.may_guess("", 0.0)
    assert door.may_guess("d", 0.0)
    assert door.may_guess("a", 5.0)


def test_guesses_from_an_address_that_all_share_shut_nobody_else_out():
    door = Door(Limits(guesses=1, guesses_in_all=3))
    for _ in range(3):
        assert door.may_guess("", 0.0)
        door.guessed_wrong("", 0.0)
    assert not door.may_guess("", 0.0)
    assert door.may_guess("a", 0.0)


def test_one_address_does_not_sit_on_every_chair():
    door = Door(Limits(per_address=1, arrival_rate=0.5))
    for _ in range(2):
        assert door.may_sit("a", 0.0)
        door.sat("a", 0.0)
    assert not door.may_sit("a", 1.0)
    assert door.may_sit("b", 1.0)
    assert door.may_sit("a", 2.0)
    for _ in range(9):
        door.sat("", 2.0)
    assert door.may_sit("", 2.0)


@pytest.mark.parametrize(
    ("header", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("6.6.6.6, 192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:50123", "192.0.2.1"),
        ("[2001:db8:1:2:3:4:5:6]:50123", "2001:db8:1:2::"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("unknown", ""),
        ("192.0.2.1, " + "x" * 4_000, ""),
        ("", ""),
    ],
)
def test_a_proxy_is_believed_where_it_names_an_address(header, counted):
    assert forwarded_home(header) == counted


def test_addresses_that_are_idle_are_forgotten():
    door = Door(Limits(guess_rate=1.0))
    for number in range(door_limits._MANY + 1):
        door.guessed_wrong(str(number), float(number))
    assert len(door._guesses._found) < 20


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.168.1.20", "192.168.1.20"),
        ("::ffff:192.168.1.20", "192.168.1.20"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("no address", "no address"),
    ],
)
def test_a_household_counts_as_one_address(address, counted):
    assert home(address) == counted


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_the_limit_on_open_files_is_raised_and_what_fits_is_told():
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (128, {hard}));"
        "from trivia.party.limits import room_for;"
        "print(room_for(300), resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
    )
    for hard, told in ((200, "136 200"), (4_000, "300 364")):
        ran = subprocess.run(
            [sys.executable, "-c", program.format(hard=hard)], capture_output=True, text=True, check=True
        )
        assert ran.stdout.split() == told.split()
    assert room_for(1) == 1


def test_phones_are_offered_what_they_can_reach_the_likeliest_first():
    found = [
        Address("127.0.0.1", "lo"),
        Address("172.17.0.1", "docker0"),
        Address("172.18.0.1", "br-3f2a"),
        Address("10.8.0.2", "tun0", outward=True),
        Address("100.101.1.1", "tailscale0"),
        Address("100.101.1.2"),
        Address("169.254.3.4", "eth1"),
        Address("172.17.0.1"),
        Address("10.1.2.3", "eth0"),
        Address("192.168.1.20", "wlan0"),
        Address("203.0.113.9", "eth2"),
    ]
    assert [address.ip for address in to_offer(found)] == ["192.168.1.20", "10.1.2.3", "203.0.113.9"]
    assert to_offer([Address("10.1.2.3", outward=True), Address("192.168.1.20")])[0].ip == "10.1.2.3"
    assert to_offer([Address("127.0.0.1", "lo")]) == ()


def test_this_machines_own_addresses_are_found_each_once():
    found = [address.ip for address in own_addresses()]
    assert len(found) == len(set(found))
    assert sys.platform == "win32" or "127.0.0.1" in found


@pytest.mark.skipif(sys.platform == "win32", reason="there the name is all there is to ask")
def test_no_name_server_is_asked_for_this_machines_addresses_where_the_system_knows_them(monkeypatch):
    asked = []
    monkeypatch.setattr("socket.gethostbyname_ex", lambda name: asked.append(name) or ("", [], []))
    assert own_addresses()
    assert not asked


@pytest.mark.parametrize(
    ("header", "own"),
    [
        ("192.168.1.20:8765", True),
        ("[fe80::1]:8765", True),
        ("LAPTOP.local:8765", True),
        ("laptop.local.evil.example", False),
        ("evil.example:8765", False),
        ("", False),
        ("192.168.1.20; script-src *", False),
        ("[::1", False),
    ],
)
def test_only_a_number_or_this_machines_own_name_is_this_house(header, own):
    assert is_own(header, frozenset({"laptop.local"})) is own
    assert host_name("a b") == ""


def test_the_pages_are_small_and_reach_for_nothing_elsewhere():
    pages = Pages()
    assert sum(len(file.body) for file in pages._files.values()) < 60_000
    for file in pages._files.values():
        text = file.body.decode()
        assert set(re.findall(r"https?://[^\"\s]+", text)) <= {"http://www.w3.org/2000/svg"}
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(| style=| on\w+=\"", text
        )


def test_an_address_in_capitals_fits_25_modules_and_keeps_a_quiet_zone():
    code = qr_code("HTTP://192.168.100.200:8765/J/482193", border=0)
    assert (code.width, code.height) == (25 + 2 * QUIET, (25 + 2 * QUIET + 1) // 2)
    assert {row[:QUIET] for row in code.rows} == {" " * QUIET}
    assert code.rows[0].strip() == ""
    assert len({len(row) for row in code.rows}) == 1
    assert "\x1b[38;2;0;0;0;48;2;255;255;255m" in code.ansi()


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="no zbarimg here")
def test_a_decoder_reads_the_code(tmp_path):
    text = "HTTP://192.168.100.200:8765/J/482193"
    code = qr_code(text)
    shades = {" ": (1, 1), "▀": (0, 1), "▄": (1, 0), "█": (0, 0)}
    lines = []
    for row in code.rows:
        for half in (0, 1):
            line = "".join(str(shades[sign][half]) * 8 for sign in row)
            lines += [" ".join("255" if shade == "1" else "0" for shade in line)] * 8
    picture = tmp_path / "code.pgm"
    picture.write_text(f"P2 {8 * code.width} {16 * code.height} 255\n" + "\n".join(lines) + "\n")
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", str(picture)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": ""},
    )
    assert read.stdout.strip() == text
