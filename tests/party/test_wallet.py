import os
import stat

import pytest

from trivia.party.wallet import FILE, MOST, KeptSeat, Wallet

HERE, THERE = "ws://192.168.1.20:8765/ws", "ws://laptop.local:8765/ws"


def seat(name="Ada", url=HERE, token=""):
    return KeptSeat(url, name, token or f"secret-of-{name}")


def test_a_seat_is_found_again_by_another_start(tmp_path):
    Wallet(tmp_path / "new").keep(seat())
    assert Wallet(tmp_path / "new").seat(HERE) == seat()
    assert Wallet(tmp_path / "new").seat(THERE) is None


def test_the_latest_is_meant_unless_one_is_named(tmp_path):
    wallet = Wallet(tmp_path)
    wallet.keep(seat("Ada"))
    wallet.keep(seat("Kurt"))
    assert wallet.seat(HERE) == seat("Kurt")
    assert wallet.seat(HERE, "ADA") == seat("Ada")
    assert wallet.seat(HERE, "Niels") is None


def test_two_windows_forget_nothing_of_each_other(tmp_path):
    one, other = Wallet(tmp_path), Wallet(tmp_path)
    one.keep(seat("Ada"))
    other.keep(seat("Kurt"))
    one.forget("secret-of-Ada")
    assert Wallet(tmp_path).seat(HERE, "Ada") is None
    assert Wallet(tmp_path).seat(HERE, "Kurt") == seat("Kurt")


def test_a_new_secret_takes_the_place_of_the_old_one(tmp_path):
    wallet = Wallet(tmp_path)
    wallet.keep(seat("Ada", HERE, "old-old-old-old-old"))
    wallet.keep(seat("Ada", HERE, "new-new-new-new-new"))
    wallet.forget("new-new-new-new-new")
    assert wallet.seat(HERE) is None


def test_only_the_latest_are_kept(tmp_path):
    wallet = Wallet(tmp_path)
    for number in range(MOST + 2):
        wallet.keep(seat(f"guest {number}"))
    assert Wallet(tmp_path).seat(HERE, "guest 1") is None
    assert Wallet(tmp_path).seat(HERE, "guest 2") is not None


@pytest.mark.parametrize("text", [b"", b"{", b'{"a": 1}', b'[{"url": 3}]', b"\xff\xfe", b"[" * 9_000])
def test_a_file_that_makes_no_sense_is_an_empty_one(tmp_path, text):
    (tmp_path / FILE).write_bytes(text)
    wallet = Wallet(tmp_path)
    assert wallet.seat(HERE) is None
    wallet.keep(seat())
    assert Wallet(tmp_path).seat(HERE) == seat()


def test_where_nothing_can_be_written_the_seat_is_known_until_the_end(tmp_path):
    (tmp_path / "file").write_text("in the way")
    wallet = Wallet(tmp_path / "file")
    wallet.keep(seat())
    assert wallet.seat(HERE) == seat()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_nobody_else_can_read_it(tmp_path):
    Wallet(tmp_path).keep(seat())
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
